#include "extract/dataset/plan.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <cstring>

#include "extract/base/xxh3.h"
#include "extract/dataset/file.h"

namespace presscut::dataset {
namespace {

// A file that changed less than this before it was looked at may change again without its times
// telling.
constexpr int64_t kSettled = 2'000'000'000;  // ns

// Tables that the run and the cache have alike.
constexpr const char* kBoth = R"(
CREATE TABLE {0}.files (
  seq INTEGER PRIMARY KEY, path TEXT NOT NULL, id TEXT NOT NULL,
  bytes INTEGER, xxh3 TEXT, size INTEGER, changed INTEGER, inode INTEGER, device INTEGER);
CREATE TABLE {0}.frames (
  number INTEGER PRIMARY KEY, articles INTEGER NOT NULL, offset INTEGER NOT NULL,
  size INTEGER NOT NULL);
)";

constexpr const char* kTables = R"(
CREATE TABLE articles (
  seq INTEGER PRIMARY KEY, file INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL,
  bytes INTEGER NOT NULL, xxh3 INTEGER NOT NULL, failed INTEGER NOT NULL DEFAULT 0,
  record_bytes INTEGER NOT NULL DEFAULT 0, frame INTEGER NOT NULL DEFAULT 0,
  line INTEGER NOT NULL DEFAULT 0, signature BLOB, day INTEGER, tally BLOB,
  old_seq INTEGER, old_frame INTEGER, old_line INTEGER);
CREATE TABLE touched (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE noticed (article TEXT NOT NULL, packed BLOB NOT NULL, card BLOB NOT NULL);
CREATE TABLE affected (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE links (
  article TEXT, person INTEGER, n INTEGER, entity TEXT, confidence REAL, why TEXT);
CREATE TABLE found (
  id TEXT PRIMARY KEY, sort TEXT, name TEXT, given TEXT, family TEXT, suffix TEXT, kind TEXT,
  acronym TEXT, aliases TEXT, first_day TEXT, last_day TEXT, articles INTEGER, key TEXT)
  WITHOUT ROWID;
CREATE TABLE copies (article TEXT, story TEXT, original TEXT);
)";

// Of the cache; `state` is how each file of the dataset is.
constexpr const char* kKeptTables = R"(
CREATE TABLE kept.about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE kept.state (path TEXT PRIMARY KEY, bytes INTEGER, xxh3 TEXT) WITHOUT ROWID;
CREATE TABLE kept.articles (
  seq INTEGER PRIMARY KEY, file INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL,
  bytes INTEGER NOT NULL, xxh3 INTEGER NOT NULL, failed INTEGER NOT NULL,
  record_bytes INTEGER NOT NULL, frame INTEGER NOT NULL, line INTEGER NOT NULL,
  signature BLOB, day INTEGER, tally BLOB);
CREATE TABLE kept.csv (
  tab INTEGER NOT NULL, article TEXT NOT NULL, bytes INTEGER NOT NULL,
  PRIMARY KEY (tab, article)) WITHOUT ROWID;
CREATE TABLE kept.appearances (
  article TEXT NOT NULL, packed BLOB NOT NULL, card BLOB NOT NULL, key TEXT NOT NULL);
CREATE TABLE kept.entities (id TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE kept.blocks (key TEXT PRIMARY KEY, links BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX kept.files_path ON files (path, id);
CREATE INDEX kept.articles_file ON articles (file);
CREATE INDEX kept.entities_key ON entities (key);
)";

// A cache has its own hash in the four bytes of the file's head that SQLite leaves to whoever
// writes it (user_version); for the hash itself they are zero.
constexpr size_t kSealAt = 60;

std::optional<Error> ReadSeal(const std::string& path, uint32_t* written, uint32_t* due) {
  Xxh3 hash;
  std::string head;
  auto error = Pieces(path, [&](std::string_view piece) {
    if (head.empty()) {
      head = piece.substr(0, kSealAt + sizeof *written);
      piece.remove_prefix(head.size());
      if (head.size() == kSealAt + sizeof *written) {
        std::memcpy(written, head.data() + kSealAt, sizeof *written);
        std::memset(head.data() + kSealAt, 0, sizeof *written);
      }
      hash.Add(head);
    }
    hash.Add(piece);
  });
  *due = static_cast<uint32_t>(hash.Finish());
  return error;
}

std::optional<Error> Seal(const std::string& path) {
  uint32_t written = 0, due = 0;
  if (auto error = ReadSeal(path, &written, &due)) return error;
  return WriteAt(path, kSealAt, {reinterpret_cast<const char*>(&due), sizeof due});
}

int64_t Nanoseconds(const struct timespec& time) {
  return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

bool IsSealed(const std::string& path) {
  uint32_t written = 0, due = 0;
  return !ReadSeal(path, &written, &due) && written == due;
}

// What tells that a file was not changed without reading it.
struct Plan::Signature {
  int64_t size = 0, changed = 0, inode = 0, device = 0;

  bool Read(const std::string& path) {
    struct stat info;
    if (stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
    size = info.st_size;
    // The status changes with the content, and cannot be set back.
    changed = std::max(Nanoseconds(info.st_ctim), Nanoseconds(info.st_mtim));
    inode = static_cast<int64_t>(info.st_ino);
    device = static_cast<int64_t>(info.st_dev);
    const int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
    if (changed > now - kSettled) changed = 0;
    return true;
  }
};

struct Plan::Statements {
  explicit Statements(Database* db, bool has_old)
      : add_file(db, "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        add_article(db,
                    "INSERT INTO articles (seq, file, id, path, bytes, xxh3) "
                    "VALUES (?, ?, ?, ?, ?, ?)"),
        path_of(db, "SELECT path FROM articles WHERE id = ?"),
        article(db,
                "SELECT id, old_seq, record_bytes, old_frame, old_line FROM articles "
                "WHERE seq = ?"),
        set_record(db, "UPDATE articles SET record_bytes = ?, failed = ?, tally = ? WHERE seq = ?"),
        set_frame(db, "UPDATE articles SET frame = ?, line = seq - ? WHERE seq BETWEEN ? AND ?"),
        set_copy(db, "UPDATE articles SET signature = ?, day = ? WHERE seq = ?"),
        add_notice(db, "INSERT INTO noticed VALUES (?, ?, ?)"),
        add_frame(db, "INSERT INTO frames VALUES (?, ?, ?, ?)") {
    if (!has_old) return;
    old_file.emplace(db,
                     "SELECT seq, size, changed, inode, device, bytes, xxh3 FROM old.files "
                     "WHERE path = ? AND id = ?");
    old_articles.emplace(db, "SELECT id, path FROM old.articles WHERE file = ? ORDER BY seq");
    keep.emplace(db,
                 "INSERT INTO articles SELECT ?, ?, id, path, bytes, xxh3, failed, record_bytes, "
                 "0, 0, signature, day, tally, seq, frame, line FROM old.articles WHERE id = ?");
    old_article.emplace(db,
                        "SELECT 1 FROM old.articles WHERE id = ? AND path = ? AND bytes = ? "
                        "AND xxh3 = ?");
    old_frame.emplace(db, "SELECT articles, offset, size FROM old.frames WHERE number = ?");
  }

  Statement add_file, add_article, path_of, article, set_record, set_frame, set_copy, add_notice,
      add_frame;
  std::optional<Statement> old_file, old_articles, keep, old_article, old_frame;
};

Plan::Plan() = default;
Plan::~Plan() = default;

const std::optional<Error>& Plan::error() const { return error_ ? error_ : db_.error(); }

bool Plan::Begin(const std::string& old, Trust trust) {
  trust_ = trust;
  db_.Open("", Database::kScratch);
  db_.Run(fmt::format(fmt::runtime(kBoth), "main") + kTables);
  old_ = old;
  if (has_old()) db_.Attach(old, "old");
  db_.Run("BEGIN");
  statements_ = std::make_unique<Statements>(&db_, has_old());
  return db_.ok();
}

bool Plan::AddArticle(const std::string& id, const std::string& path) {
  Statement& there = statements_->path_of;
  there.Start(id);
  if (!there.Next()) {
    ++articles_;
    return true;
  }
  if (!error_) {
    error_ = Error{"clashing-id", path,
                   fmt::format("the id '{}' is also that of {}; give one folder above both, or ids "
                               "that differ",
                               id, there.Text(0))};
  }
  there.Reset();
  return false;
}

void Plan::KeepFile(int64_t old_file, const std::string& path, const std::string& id,
                    const Signature& signature, uint64_t bytes, const std::string& xxh3) {
  statements_->add_file.Do(++file_, path, id, bytes, xxh3, signature.size, signature.changed,
                           signature.inode, signature.device);
  Statement& articles = *statements_->old_articles;
  articles.Start(old_file);
  while (articles.Next()) {
    const std::string article = articles.String(0);
    if (!AddArticle(article, articles.String(1))) continue;
    statements_->keep->Do(articles_, file_, article);
    ++kept_;
  }
}

bool Plan::PassOver(const std::string& path, const std::string& id) {
  const std::lock_guard lock(mutex_);
  Signature now;
  const bool plain = now.Read(path);
  int64_t old_file = 0;
  if (has_old() && plain) {
    Statement& old = *statements_->old_file;
    old.Start(path, id);
    if (old.Next()) {
      old_file = old.Integer(0);
      const Signature then{old.Integer(1), old.Integer(2), old.Integer(3), old.Integer(4)};
      const auto bytes = static_cast<uint64_t>(old.Integer(5));
      const std::string xxh3 = old.String(6);
      old.Reset();
      const bool same = trust_ == kByTimes && then.size == now.size &&
                        then.changed == now.changed && now.changed != 0 &&
                        then.inode == now.inode && then.device == now.device;
      if (same) {
        KeepFile(old_file, path, id, now, bytes, xxh3);
        return true;
      }
      uint64_t size = 0, hash = 0;
      ++read_;
      if (!Xxh3OfFile(path, &size, &hash) && size == bytes && Hexadecimal(hash) == xxh3) {
        KeepFile(old_file, path, id, now, bytes, xxh3);
        return true;
      }
      statements_->add_file.Do(++file_, path, id, size, Hexadecimal(hash), now.size, now.changed,
                               now.inode, now.device);
      return false;
    }
  }
  uint64_t size = 0, hash = 0;
  ++read_;
  if (plain) Xxh3OfFile(path, &size, &hash);  // what cannot be read is told by the source
  statements_->add_file.Do(++file_, path, id, size, Hexadecimal(hash), now.size, now.changed,
                           now.inode, now.device);
  return false;
}

bool Plan::Wanted(const source::Article& article) {
  const std::lock_guard lock(mutex_);
  if (file_ == 0 || article.path == "-") {
    // Standard input is no file that could be looked at.
    Statement last(&db_, "SELECT path FROM files WHERE seq = ?");
    last.Start(file_);
    if (!last.Next() || last.Text(0) != "-") {
      last.Reset();
      Statement add(&db_, "INSERT INTO files (seq, path, id) VALUES (?, ?, ?)");
      add.Do(++file_, article.path, article.id);
    }
  }
  if (!AddArticle(article.id, article.path)) return true;
  const auto xxh3 = static_cast<int64_t>(article.xxh3);
  if (has_old() && !article.error) {
    Statement& old = *statements_->old_article;
    old.Start(article.id, article.path, article.source_bytes, xxh3);
    const bool known = old.Next();
    old.Reset();
    if (known) {
      statements_->keep->Do(articles_, file_, article.id);
      ++kept_;
      return false;
    }
  }
  statements_->add_article.Do(articles_, file_, article.id, article.path, article.source_bytes,
                              xxh3);
  return true;
}

bool Plan::Article(int64_t seq, PlannedArticle* article) {
  const std::lock_guard lock(mutex_);
  Statement& row = statements_->article;
  row.Start(seq);
  if (!row.Next()) return false;
  article->id = row.String(0);
  article->kept = !row.IsNull(1);
  article->bytes = static_cast<uint64_t>(row.Integer(2));
  article->old_frame = row.Integer(3);
  article->old_line = row.Integer(4);
  row.Reset();
  return true;
}

void Plan::SetRecord(int64_t seq, uint64_t bytes, bool failed, std::string_view tally) {
  const std::lock_guard lock(mutex_);
  Statement& set = statements_->set_record;
  set.Reset();
  set.Bind(1, static_cast<int64_t>(bytes));
  set.Bind(2, int64_t{failed});
  set.BindBlob(3, tally);
  set.Bind(4, seq);
  set.Do();
}

void Plan::SetCopy(int64_t seq, std::string_view signature, int32_t day) {
  const std::lock_guard lock(mutex_);
  Statement& set = statements_->set_copy;
  set.Reset();
  set.BindBlob(1, signature);
  set.Bind(2, int64_t{day});
  set.Bind(3, seq);
  set.Do();
}

void Plan::AddNotice(std::string_view article, std::string_view packed, std::string_view card) {
  const std::lock_guard lock(mutex_);
  Statement& add = statements_->add_notice;
  add.Reset();
  add.Bind(1, article);
  add.BindBlob(2, packed);
  add.BindBlob(3, card);
  add.Do();
}

void Plan::SetFrame(int64_t first, int64_t last, const Frame& frame) {
  const std::lock_guard lock(mutex_);
  ++frames_;
  statements_->add_frame.Do(frames_, last - first + 1, frame.offset, frame.size);
  statements_->set_frame.Do(frames_, first, first, last);
}

int64_t Plan::OldFrame(int64_t frame, Frame* place) {
  const std::lock_guard lock(mutex_);
  Statement& row = *statements_->old_frame;
  row.Start(frame);
  if (!row.Next()) return 0;
  const int64_t articles = row.Integer(0);
  *place = {static_cast<uint64_t>(row.Integer(1)), static_cast<uint64_t>(row.Integer(2))};
  row.Reset();
  return articles;
}

bool Plan::Differs() {
  const std::lock_guard lock(mutex_);
  if (!has_old()) return true;
  const int64_t same_articles = db_.Number(
      "SELECT count(*) FROM articles a JOIN old.articles o ON o.seq = a.seq AND "
      "a.old_seq = o.seq");
  const int64_t same_files = db_.Number(
      "SELECT count(*) FROM files f JOIN old.files o ON o.seq = f.seq AND o.path = f.path "
      "AND o.id = f.id AND o.bytes IS f.bytes AND o.xxh3 IS f.xxh3");
  return same_articles != articles_ || same_files != file_ ||
         db_.Number("SELECT count(*) FROM old.articles") != articles_ ||
         db_.Number("SELECT count(*) FROM old.files") != file_;
}

bool Plan::Keep(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (has_old() && !error_) error_ = CopyFile(old_, path);
  kept_path_ = path;
  if (error_ || !db_.Run("COMMIT")) return false;  // SQLite attaches but half within a transaction
  if (has_old()) return db_.Attach(path, "kept", Database::kChange) && db_.Run("BEGIN");
  return db_.Attach(path, "kept", Database::kNew) && db_.Run("BEGIN") &&
         db_.Run(fmt::format(fmt::runtime(kBoth), "kept") + kKeptTables);
}

bool Plan::KeepArticles() {
  const std::lock_guard lock(mutex_);
  return db_.Run(
      "DELETE FROM kept.files; INSERT INTO kept.files SELECT * FROM main.files;"
      "DELETE FROM kept.articles; INSERT INTO kept.articles SELECT seq, file, id, path, bytes, "
      "xxh3, failed, record_bytes, frame, line, signature, day, tally FROM main.articles;"
      "DELETE FROM kept.frames; INSERT INTO kept.frames SELECT * FROM main.frames");
}

bool Plan::Finish(const std::string& key, const std::vector<FileEntry>& files) {
  const std::lock_guard lock(mutex_);
  db_.Run("DELETE FROM kept.state");
  {
    Statement set(&db_, "INSERT OR REPLACE INTO kept.about VALUES ('key', ?)");
    set.Do(key);
    Statement add(&db_, "INSERT INTO kept.state VALUES (?, ?, ?)");
    for (const FileEntry& file : files) {
      add.Do(file.path, file.hash.bytes, Hexadecimal(file.hash.xxh3));
    }
  }
  statements_.reset();
  if (!db_.Run("COMMIT") || !db_.Close()) return false;
  error_ = Seal(kept_path_);
  return !error_;
}

}  // namespace presscut::dataset
