#include "extract/dataset/links.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <thread>
#include <unordered_set>
#include <vector>

#include "extract/link/link.h"

namespace presscut::dataset {
namespace {

template <class T>
void Put(const T& value, std::string* out) {
  out->append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T Take(std::string_view* from) {
  T value;
  std::memcpy(&value, from->data(), sizeof value);
  from->remove_prefix(sizeof value);
  return value;
}

// A list of texts as JSON, as in the record.
std::string ListOf(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? "," : "") + Quoted(text);
  return out + "]";
}

// Finds out what is one, and writes it into the plan.
class Links {
 public:
  Links(std::shared_ptr<const link::Knowledge> known, Plan* plan)
      : linker_(std::move(known)), plan_(plan), db_(plan->db()) {}

  void Run() {
    if (TakeAll()) return;
    FillAppearances();
    LinkBlocks();
  }

 private:
  // Whose an appearance is.
  struct Place {
    std::string article;
    bool person = false;
    uint32_t n = 0;
  };
  // Appearances are unpacked by the thread that links them, a block at a time, so that the next
  // block's stand where these did.
  struct Block {
    std::string key;
    std::string packed;           // of all its appearances, one behind the other
    std::vector<uint32_t> sizes;  // of each
    std::vector<Place> places;
    link::Linked linked;
  };
  // Which link an appearance has, as hashes of both.
  struct LinkHash {
    uint64_t place = 0, link = 0;
    bool operator<(const LinkHash& other) const { return place < other.place; }
  };
  static void LinkOne(link::Linker* linker, Block* block);
  std::vector<LinkHash> OldLinks(const std::string& key);
  bool TakeAll();
  void FillAppearances();
  void KeyAnew(link::Blocks* blocks);
  void LinkBlocks();
  void LinkSome(std::vector<Block>* blocks);
  void Write(const Block& block);

  link::Linker linker_;
  std::optional<link::Linker> twin_;  // the other thread's, when all appearances have been seen
  Plan* plan_;
  Database* db_;
  std::optional<Statement> link_, entity_, block_, old_block_;
  std::unordered_set<std::string> touched_;  // articles
};

// Where nobody came, went or changed, everybody is who they were.
bool Links::TakeAll() {
  if (!plan_->has_old()) return false;
  db_->Run("CREATE INDEX noticed_article ON noticed (article)");
  const int64_t same = db_->Number(
      "SELECT count(*) FROM noticed n JOIN old.appearances o ON o.article = n.article AND "
      "o.packed = n.packed");
  const int64_t old =
      db_->Number("SELECT count(*) FROM old.appearances WHERE article IN (SELECT id FROM touched)");
  return same == old && same == db_->Number("SELECT count(*) FROM noticed");
}

// All appearances with the key of their block, and the keys of the blocks that are others than
// before.
void Links::FillAppearances() {
  const bool has_old = plan_->has_old();
  if (has_old) {
    // What is said of somebody in an article that changed is often what was said before.
    db_->Run(
        "INSERT OR IGNORE INTO affected SELECT o.key FROM old.appearances o "
        "WHERE o.article IN (SELECT id FROM touched) AND NOT EXISTS "
        "(SELECT 1 FROM noticed n WHERE n.article = o.article AND n.packed = o.packed);"
        "DELETE FROM kept.appearances WHERE article IN (SELECT id FROM touched)");
  }
  link::Blocks blocks(&linker_);
  for (Statement seen(db_, "SELECT card FROM noticed UNION ALL SELECT card FROM kept.appearances");
       seen.Next();) {
    blocks.See(seen.Text(0));
  }
  const std::string surroundings = Hexadecimal(blocks.Surroundings());
  if (has_old) {
    // Where they are others than before, every block is looked at.
    Statement all_of_them(db_,
                          "INSERT OR IGNORE INTO affected SELECT key FROM old.appearances "
                          "WHERE NOT EXISTS (SELECT 1 FROM old.about WHERE "
                          "name = 'surroundings' AND value = ?)");
    all_of_them.Do(surroundings);
    KeyAnew(&blocks);
  }
  Statement remember(db_, "INSERT OR REPLACE INTO kept.about VALUES ('surroundings', ?)");
  remember.Do(surroundings);

  Statement add(db_,
                "INSERT INTO kept.appearances (article, packed, card, key) VALUES (?, ?, ?, ?)");
  Statement affect(db_, "INSERT OR IGNORE INTO affected VALUES (?)");
  Statement rows(db_, has_old ? "SELECT n.article, n.packed, n.card, o.key FROM noticed n "
                                "LEFT JOIN old.appearances o "
                                "ON o.article = n.article AND o.packed = n.packed"
                              : "SELECT article, packed, card, NULL FROM noticed");
  while (rows.Next()) {
    const std::string key = blocks.Key(rows.Text(2));
    add.Reset();
    add.Bind(1, rows.Text(0));
    add.BindBlob(2, rows.Text(1));
    add.BindBlob(3, rows.Text(2));
    add.Bind(4, key);
    add.Do();
    if (!has_old || rows.Text(3) == key) continue;
    affect.Do(key);
    if (!rows.IsNull(3)) affect.Do(rows.Text(3));
  }
  if (has_old) return;
  db_->Run(
      "CREATE INDEX kept.appearances_article ON appearances (article);"
      "CREATE INDEX kept.appearances_key ON appearances (key)");
}

// An appearance of an article that did not change may belong elsewhere now, since somebody joins
// two blocks, or does so no longer.
void Links::KeyAnew(link::Blocks* blocks) {
  Statement rows(db_, "SELECT rowid, card, key FROM kept.appearances NOT INDEXED");
  Statement set(db_, "UPDATE kept.appearances SET key = ? WHERE rowid = ?");
  Statement affect(db_, "INSERT OR IGNORE INTO affected VALUES (?)");
  while (rows.Next()) {
    const std::string key = blocks->Key(rows.Text(1));
    if (rows.Text(2) == key) continue;
    affect.Do(key);
    affect.Do(rows.Text(2));
    set.Do(key, rows.Integer(0));
  }
}

void Links::LinkBlocks() {
  link_.emplace(db_, "INSERT INTO links VALUES (?, ?, ?, ?, ?, ?)");
  entity_.emplace(db_, "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  block_.emplace(db_, "INSERT INTO kept.blocks VALUES (?, ?)");
  if (plan_->has_old()) {
    old_block_.emplace(db_, "SELECT links FROM old.blocks WHERE key = ?");
    for (Statement touched(db_, "SELECT id FROM touched"); touched.Next();) {
      touched_.insert(touched.String(0));
    }
    db_->Run("DELETE FROM kept.blocks WHERE key IN (SELECT key FROM affected)");
  }
  Statement rows(db_, plan_->has_old()
                          ? "SELECT p.key, p.packed FROM affected f JOIN kept.appearances p "
                            "ON p.key = f.key ORDER BY f.key"
                          : "SELECT key, packed FROM kept.appearances ORDER BY key");
  // So many that two threads have something to do, so few that memory does not grow.
  constexpr size_t kTogether = 16'384;
  std::vector<Block> blocks;
  size_t waiting = 0;
  while (rows.Next()) {
    if (blocks.empty() || rows.Text(0) != blocks.back().key) {
      if (waiting >= kTogether) {
        LinkSome(&blocks);
        waiting = 0;
      }
      blocks.push_back({rows.String(0), {}, {}, {}, {}});
    }
    const std::string_view packed = rows.Text(1);
    blocks.back().packed += packed;
    blocks.back().sizes.push_back(static_cast<uint32_t>(packed.size()));
    ++waiting;
  }
  LinkSome(&blocks);
  link_.reset();
  entity_.reset();
  block_.reset();
  old_block_.reset();
  db_->Run(
      "DELETE FROM kept.entities WHERE key IN (SELECT key FROM affected);"
      "INSERT INTO kept.entities SELECT id, key FROM found");
}

// Links the blocks, by two threads, and writes them in their order.
void Links::LinkSome(std::vector<Block>* blocks) {
  if (!twin_) twin_.emplace(linker_);
  std::vector<Block*> largest_first;
  for (Block& block : *blocks) largest_first.push_back(&block);
  std::stable_sort(largest_first.begin(), largest_first.end(), [](const Block* a, const Block* b) {
    return a->sizes.size() > b->sizes.size();
  });
  std::atomic<size_t> next = 0;
  const auto work = [&](link::Linker* linker) {
    for (size_t i; (i = next++) < largest_first.size();) {
      LinkOne(linker, largest_first[i]);
    }
  };
  std::thread other(work, &*twin_);
  work(&linker_);
  other.join();
  for (const Block& block : *blocks) Write(block);
  blocks->clear();
}

void Links::LinkOne(link::Linker* linker, Block* block) {
  std::vector<link::Appearance> appearances;
  appearances.reserve(block->sizes.size());
  std::string_view rest = block->packed;
  for (const uint32_t size : block->sizes) {
    if (auto appearance = link::Unpack(rest.substr(0, size))) {
      appearances.push_back(std::move(*appearance));
    }
    rest.remove_prefix(size);
  }
  block->linked = linker->LinkBlock(appearances);
  for (link::Appearance& a : appearances) {
    block->places.push_back({std::move(a.article), a.sort == link::Sort::kPerson, a.entity});
  }
}

// What the block's appearances were linked to before, in order.
std::vector<Links::LinkHash> Links::OldLinks(const std::string& key) {
  std::vector<LinkHash> out;
  if (!old_block_) return out;
  old_block_->Start(key);
  if (!old_block_->Next()) return out;
  const std::string_view packed = old_block_->Text(0);
  out.resize(packed.size() / sizeof(LinkHash));
  if (!out.empty()) std::memcpy(out.data(), packed.data(), out.size() * sizeof(LinkHash));
  old_block_->Reset();
  return out;
}

// Most links of a block that is looked at again are as they were, and stand in the tables.
void Links::Write(const Block& block) {
  const link::Linked& linked = block.linked;
  const std::vector<LinkHash> old = OldLinks(block.key);
  std::vector<LinkHash> all;
  std::string what;
  for (size_t i = 0; i < block.places.size(); ++i) {
    const Place& place = block.places[i];
    const link::Link& found = linked.links[i];
    what = fmt::format("{}\n{}\n{}", place.article, place.person, place.n);
    const uint64_t where = link::HashOf(what);
    what = fmt::format("{}\n{}\n{}", linked.entities[found.entity].id, found.confidence, found.why);
    const LinkHash now = all.emplace_back(LinkHash{where, link::HashOf(what)});
    const auto before = std::lower_bound(old.begin(), old.end(), now);
    if (before != old.end() && before->place == now.place && before->link == now.link &&
        !touched_.contains(place.article)) {
      continue;
    }
    link_->Reset();
    link_->Bind(1, place.article);
    link_->Bind(2, int64_t{place.person});
    link_->Bind(3, int64_t{place.n} + 1);
    link_->Bind(4, linked.entities[found.entity].id);
    link_->Bind(5, found.confidence);
    if (found.why.empty()) {
      link_->BindNull(6);
    } else {
      link_->Bind(6, found.why);
    }
    link_->Do();
  }
  std::sort(all.begin(), all.end());
  block_->Reset();
  block_->Bind(1, block.key);
  block_->BindBlob(2, {reinterpret_cast<const char*>(all.data()), all.size() * sizeof(LinkHash)});
  block_->Do();
  for (const link::Entity& entity : linked.entities) {
    const auto text = [&](int parameter, const std::string& value) {
      if (value.empty()) {
        entity_->BindNull(parameter);
      } else {
        entity_->Bind(parameter, value);
      }
    };
    const std::string aliases = ListOf(entity.aliases);
    entity_->Reset();
    entity_->Bind(1, entity.id);
    entity_->Bind(2, entity.sort == link::Sort::kPerson ? std::string_view("person")
                                                        : std::string_view("organisation"));
    entity_->Bind(3, entity.name);
    text(4, entity.given);
    text(5, entity.family);
    text(6, entity.suffix);
    text(7, entity.kind);
    text(8, entity.acronym);
    entity_->Bind(9, aliases);
    text(10, entity.first_date);
    text(11, entity.last_date);
    entity_->Bind(12, int64_t{entity.appearances});
    entity_->Bind(13, block.key);
    entity_->Do();
  }
}

// Runs a statement of the store for every row of one of the plan. Where it changed anything, the
// article in the row's first column is touched.
void SetAll(Plan* plan, const std::string& select, Database* store, const std::string& update,
            int columns) {
  Statement rows(plan->db(), select), set(store, update);
  Statement touch(plan->db(), "INSERT OR IGNORE INTO touched VALUES (?)");
  while (rows.Next()) {
    set.Reset();
    for (int column = 0; column < columns; ++column) set.BindColumn(column + 1, rows, column);
    set.Do();
    if (plan->has_old() && store->changes() > 0) touch.Do(rows.Text(0));
  }
}

}  // namespace

void Notice::operator()(const pipeline::Extractor& extractor, std::string_view id, bool failed,
                        std::string* out) const {
  link::Signature signature;
  int32_t day = link::kNoDay;
  std::vector<link::Appearance> appearances;
  if (!failed) {
    signature = link::SignatureOf(extractor.text().norm());
    const date::Clock& clock = extractor.facts().clock;
    if (clock.known() && clock.month != 0) {
      day = link::DayOf(fmt::format("{:04}-{:02}-{:02}", clock.year, clock.month, clock.day));
    }
    describe_(id, extractor.text(), extractor.facts(), &appearances);
  }
  Put(signature, out);
  Put(day, out);
  for (const link::Appearance& appearance : appearances) {
    for (const std::string& part : {link::Pack(appearance), describe_.Card(appearance)}) {
      Put(static_cast<uint32_t>(part.size()), out);
      out->append(part);
    }
  }
}

void TakeNotice(std::string_view notice, int64_t seq, std::string_view id, Plan* plan) {
  const std::string_view signature = notice.substr(0, sizeof(link::Signature));
  notice.remove_prefix(signature.size());
  plan->SetCopy(seq, signature, Take<int32_t>(&notice));
  const auto part = [&] {
    const auto size = Take<uint32_t>(&notice);
    const std::string_view bytes = notice.substr(0, size);
    notice.remove_prefix(size);
    return bytes;
  };
  while (!notice.empty()) {
    const std::string_view packed = part();
    plan->AddNotice(id, packed, part());
  }
}

void FindEntities(std::shared_ptr<const link::Knowledge> known, Plan* plan) {
  Links(std::move(known), plan).Run();
}

Copies::Copies(Plan* plan) {
  Statement articles(plan->db(), "SELECT id, signature, day FROM articles ORDER BY id");
  while (articles.Next()) {
    link::CopyRow& row = rows_.emplace_back();
    ids_.push_back(articles.String(0));
    const std::string_view signature = articles.Text(1);
    if (signature.size() == sizeof row.signature) {
      std::memcpy(&row.signature, signature.data(), signature.size());
    }
    row.day = static_cast<int32_t>(articles.Integer(2));
  }
}

void Copies::Group() { copies_ = link::GroupCopies(rows_); }

void Copies::Save(Plan* plan) const {
  Statement set(plan->db(), "INSERT INTO copies VALUES (?, ?, ?)");
  for (size_t i = 0; i < copies_.size(); ++i) {
    set.Reset();
    set.Bind(1, ids_[i]);
    set.Bind(2, ids_[copies_[i].story]);
    if (copies_[i].duplicate_of == kNobody) {
      set.BindNull(3);
    } else {
      set.Bind(3, ids_[copies_[i].duplicate_of]);
    }
    set.Do();
  }
}

void SetLinks(Plan* plan, Database* store) {
  if (plan->has_old()) {
    // Rows that were made anew belong to whom they belonged to, until their block says otherwise.
    constexpr const char* kAsBefore =
        "UPDATE main.{0} AS row SET (entity, confidence, why) = (SELECT entity, confidence, why "
        "FROM old.{0} o WHERE o.article = row.article AND o.n = row.n) "
        "WHERE article IN (SELECT id FROM temp.changed)";
    store->Run(fmt::format(fmt::runtime(kAsBefore), "people"));
    store->Run(fmt::format(fmt::runtime(kAsBefore), "organisations"));
    Statement gone(plan->db(),
                   "SELECT id FROM old.entities WHERE key IN (SELECT key FROM affected)");
    Statement remove(store, "DELETE FROM main.entities WHERE id = ?");
    while (gone.Next()) remove.Do(gone.Text(0));
  }
  constexpr const char* kSet =
      "UPDATE main.{} SET entity = ?3, confidence = ?4, why = ?5 WHERE article = ?1 AND n = ?2 AND "
      "(entity IS NOT ?3 OR confidence IS NOT ?4 OR why IS NOT ?5)";
  constexpr const char* kLinks =
      "SELECT article, n, entity, confidence, why FROM links WHERE person = {} ORDER BY 1, 2";
  SetAll(plan, fmt::format(fmt::runtime(kLinks), 1), store,
         fmt::format(fmt::runtime(kSet), "people"), 5);
  SetAll(plan, fmt::format(fmt::runtime(kLinks), 0), store,
         fmt::format(fmt::runtime(kSet), "organisations"), 5);
  SetAll(plan, "SELECT article, story, original FROM copies", store,
         "UPDATE main.articles SET story = ?2, duplicate_of = ?3 WHERE id = ?1 AND "
         "(story IS NOT ?2 OR duplicate_of IS NOT ?3)",
         3);
  Statement found(plan->db(), "SELECT * FROM found ORDER BY id");
  Statement add(store, "INSERT INTO main.entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  while (found.Next()) {
    add.Reset();
    for (int column = 0; column < 12; ++column) add.BindColumn(column + 1, found, column);
    add.Do();
  }
}

}  // namespace presscut::dataset
