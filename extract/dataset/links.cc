#include "extract/dataset/links.h"

#include <fmt/format.h>

#include <cstring>
#include <vector>

#include "extract/link/copies.h"
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

static void LapX(const char* what) {
  static double last = 0, lastc = 0;
  timespec t, c;
  clock_gettime(CLOCK_MONOTONIC, &t);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &c);
  double now = double(t.tv_sec) + double(t.tv_nsec) * 1e-9,
         cn = double(c.tv_sec) + double(c.tv_nsec) * 1e-9;
  if (getenv("LAPS")) fprintf(stderr, "%-12s wall %.3f cpu %.3f\n", what, now - last, cn - lastc);
  last = now;
  lastc = cn;
}
// A list of texts as JSON, as in the record.
std::string ListOf(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? "," : "") + Quoted(text);
  return out + "]";
}

// What became of the appearances is written where it is other than what stands there.
class Links {
 public:
  Links(const match::RuleSet& rules, Plan* plan, Store* store)
      : linker_(rules), plan_(plan), db_(plan->db()), store_(store->db()) {}

  void Run() {
    LapX("x");
    FillAppearances();
    LapX("fill");
    LinkBlocks();
    LapX("blocks");
    LinkCopies();
    LapX("copies");
  }

 private:
  void FillAppearances();
  void LinkBlocks();
  void LinkBlock(const std::string& key, const std::vector<link::Appearance>& rows);
  void LinkCopies();
  void Touch(std::string_view article) { touch_->Do(article); }

  link::Linker linker_;
  Plan* plan_;
  Database* db_;
  Database* store_;
  std::optional<Statement> touch_, person_, organisation_, entity_, entity_key_;
};

// Rows that were made anew belong to whom they belonged to, until their block is looked at.
constexpr const char* kAsBefore =
    "UPDATE main.{0} AS row SET (entity, confidence, why) = (SELECT entity, confidence, why "
    "FROM old.{0} o WHERE o.article = row.article AND o.n = row.n) "
    "WHERE article IN (SELECT id FROM temp.changed)";

// All appearances with the key of their block, and the keys of the blocks that are others than
// before.
void Links::FillAppearances() {
  const bool has_old = plan_->has_old();
  std::string all = "SELECT article, packed, NULL AS key FROM noticed";
  if (has_old) {
    // What is said of somebody in an article that changed is often what was said before.
    db_->Run("CREATE INDEX noticed_article ON noticed (article)");
    all =
        "SELECT n.article, n.packed, o.key FROM noticed n LEFT JOIN old.appearances o "
        "ON o.article = n.article AND o.packed = n.packed "
        "UNION ALL SELECT article, packed, key FROM old.appearances "
        "WHERE article NOT IN (SELECT id FROM touched)";
    db_->Run(
        "INSERT OR IGNORE INTO affected SELECT o.key FROM old.appearances o "
        "WHERE o.article IN (SELECT id FROM touched) AND NOT EXISTS "
        "(SELECT 1 FROM noticed n WHERE n.article = o.article AND n.packed = o.packed)");
    store_->Run(fmt::format(fmt::runtime(kAsBefore), "people"));
    store_->Run(fmt::format(fmt::runtime(kAsBefore), "organisations"));
  }
  link::Blocks blocks(&linker_);
  Statement rows(db_, all);
  while (rows.Next()) {
    if (const auto appearance = link::Unpack(rows.Text(1))) blocks.See(*appearance);
  }
  LapX("see");
  Statement add(db_, "INSERT INTO appearances (article, packed, key) VALUES (?, ?, ?)");
  const std::string surroundings = Hexadecimal(blocks.Surroundings());
  Statement remember(db_, "INSERT INTO about VALUES ('surroundings', ?)");
  remember.Do(surroundings);
  if (has_old) {
    // Where they are others than before, every block is looked at.
    Statement all_of_them(db_,
                          "INSERT OR IGNORE INTO affected SELECT key FROM old.appearances "
                          "WHERE NOT EXISTS (SELECT 1 FROM old.about WHERE "
                          "name = 'surroundings' AND value = ?)");
    all_of_them.Do(surroundings);
  }
  Statement affect(db_, "INSERT OR IGNORE INTO affected VALUES (?)");
  while (rows.Next()) {
    const auto appearance = link::Unpack(rows.Text(1));
    if (!appearance) continue;
    const std::string key = blocks.Key(*appearance);
    add.Reset();
    add.Bind(1, rows.Text(0));
    add.BindBlob(2, rows.Text(1));
    add.Bind(3, key);
    add.Do();
    if (!has_old) continue;
    if (rows.IsNull(2) || rows.Text(2) != key) affect.Do(key);
    if (!rows.IsNull(2) && rows.Text(2) != key) affect.Do(rows.Text(2));
  }
  LapX("key");
  db_->Run("CREATE INDEX appearances_key ON appearances (key)");
}

void Links::LinkBlocks() {
  touch_.emplace(db_, "INSERT OR IGNORE INTO touched VALUES (?)");
  constexpr const char* kSet =
      "UPDATE {} SET entity = ?1, confidence = ?2, why = ?3 WHERE article = ?4 AND n = ?5 AND "
      "(entity IS NOT ?1 OR confidence IS NOT ?2 OR why IS NOT ?3)";
  person_.emplace(store_, fmt::format(fmt::runtime(kSet), "people"));
  organisation_.emplace(store_, fmt::format(fmt::runtime(kSet), "organisations"));
  entity_.emplace(store_, "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  entity_key_.emplace(db_, "INSERT INTO entities VALUES (?, ?)");
  if (plan_->has_old()) {
    Statement gone(db_, "SELECT id FROM old.entities WHERE key IN (SELECT key FROM affected)");
    Statement remove(store_, "DELETE FROM main.entities WHERE id = ?");
    while (gone.Next()) remove.Do(gone.Text(0));
    db_->Run(
        "INSERT INTO entities SELECT id, key FROM old.entities "
        "WHERE key NOT IN (SELECT key FROM affected)");
  }
  Statement rows(db_, plan_->has_old()
                          ? "SELECT p.key, p.packed FROM affected f JOIN appearances p "
                            "ON p.key = f.key ORDER BY f.key"
                          : "SELECT key, packed FROM appearances ORDER BY key");
  std::string key;
  std::vector<link::Appearance> block;
  while (rows.Next()) {
    if (rows.Text(0) != key) {
      LinkBlock(key, block);
      block.clear();
      key = rows.String(0);
    }
    if (auto appearance = link::Unpack(rows.Text(1))) block.push_back(std::move(*appearance));
  }
  LinkBlock(key, block);
  touch_.reset();
  person_.reset();
  organisation_.reset();
  entity_.reset();
  entity_key_.reset();
}

void Links::LinkBlock(const std::string& key, const std::vector<link::Appearance>& rows) {
  if (rows.empty()) return;
  const link::Linked linked = linker_.LinkBlock(rows);
  for (size_t i = 0; i < rows.size(); ++i) {
    const link::Link& found = linked.links[i];
    Statement& set = rows[i].sort == link::Sort::kPerson ? *person_ : *organisation_;
    set.Reset();
    set.Bind(1, linked.entities[found.entity].id);
    set.Bind(2, found.confidence);
    if (found.why.empty()) {
      set.BindNull(3);
    } else {
      set.Bind(3, found.why);
    }
    set.Bind(4, rows[i].article);
    set.Bind(5, int64_t{rows[i].entity} + 1);
    set.Do();
    if (store_->changes() > 0) Touch(rows[i].article);
  }
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
    entity_->Do();
    entity_key_->Do(entity.id, key);
  }
}

void Links::LinkCopies() {
  std::vector<link::CopyRow> rows;
  std::vector<int64_t> seqs;
  {
    Statement articles(db_, "SELECT seq, signature, day FROM articles ORDER BY id");
    while (articles.Next()) {
      link::CopyRow& row = rows.emplace_back();
      seqs.push_back(articles.Integer(0));
      const std::string_view signature = articles.Text(1);
      if (signature.size() == sizeof row.signature) {
        std::memcpy(&row.signature, signature.data(), signature.size());
      }
      row.day = static_cast<int32_t>(articles.Integer(2));
    }
  }
  const std::vector<link::CopyOf> copies = link::GroupCopies(rows);
  Statement id_of(db_, "SELECT id FROM articles WHERE seq = ?");
  const auto id = [&](size_t row) {
    id_of.Start(seqs[row]);
    std::string out = id_of.Next() ? id_of.String(0) : "";
    id_of.Reset();
    return out;
  };
  Statement touch(db_, "INSERT OR IGNORE INTO touched VALUES (?)");
  Statement set(store_,
                "UPDATE articles SET story = ?1, duplicate_of = ?2 WHERE id = ?3 AND "
                "(story IS NOT ?1 OR duplicate_of IS NOT ?2)");
  for (size_t i = 0; i < copies.size(); ++i) {
    const std::string article = id(i);
    const std::string story = copies[i].story == i ? article : id(copies[i].story);
    std::string original;
    set.Reset();
    set.Bind(1, story);
    if (copies[i].duplicate_of == kNobody) {
      set.BindNull(2);
    } else {
      original = id(copies[i].duplicate_of);
      set.Bind(2, original);
    }
    set.Bind(3, article);
    set.Do();
    if (store_->changes() > 0) touch.Do(article);
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
    const std::string packed = link::Pack(appearance);
    Put(static_cast<uint32_t>(packed.size()), out);
    out->append(packed);
  }
}

void TakeNotice(std::string_view notice, int64_t seq, std::string_view id, Plan* plan) {
  const std::string_view signature = notice.substr(0, sizeof(link::Signature));
  notice.remove_prefix(signature.size());
  plan->SetCopy(seq, signature, Take<int32_t>(&notice));
  while (!notice.empty()) {
    const auto size = Take<uint32_t>(&notice);
    plan->AddNotice(id, notice.substr(0, size));
    notice.remove_prefix(size);
  }
}

void LinkAll(const match::RuleSet& rules, Plan* plan, Store* store) {
  Links(rules, plan, store).Run();
}

}  // namespace presscut::dataset
