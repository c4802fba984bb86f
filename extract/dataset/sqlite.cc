#include "extract/dataset/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace presscut::dataset {
namespace {

// Of pages kept in memory, in KiB, by each database that is open; the same however large it is.
// More saved no time: the system has them in memory too.
constexpr int kCacheKiB = 2 << 10;

// The URI of a database that is only read, whatever else a connection may do, and that nobody
// changes meanwhile, so that no lock is asked for.
std::string ToRead(const std::string& path) {
  std::string uri = "file:";
  if (!path.starts_with('/')) uri += "./";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      uri += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?mode=ro&immutable=1";
}

// Without a step in front, a path could look like a URI.
std::string Stepped(const std::string& path) { return path.starts_with('/') ? path : "./" + path; }

}  // namespace

Database::~Database() { sqlite3_close_v2(db_); }

bool Database::Fail() {
  if (error_) return false;
  const int code = db_ == nullptr ? SQLITE_NOMEM : sqlite3_errcode(db_);
  const char* const words = db_ == nullptr ? "out of memory" : sqlite3_errmsg(db_);
  const bool write = code == SQLITE_FULL || (code & 0xff) == SQLITE_IOERR ||
                     code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
  if (write) {
    error_ = Error{"unwritable-file", path_, fmt::format("cannot be written: {}", words)};
  } else {
    error_ = Error{"broken-dataset", path_, fmt::format("SQLite says: {}", words)};
  }
  return false;
}

bool Database::Open(const std::string& path, Mode mode) {
  path_ = path;
  // One thread at a time is the caller's promise: locks and counts of every call cost a tenth.
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (configured != SQLITE_OK && configured != SQLITE_MISUSE) return Fail();
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  std::string name = path;
  // What is attached later is opened as the first one is.
  if (mode == kNew || mode == kScratch) flags |= SQLITE_OPEN_CREATE;
  if (mode == kRead) flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
  if (mode == kScratch) name = "";
  if (mode == kRead) name = ToRead(path);
  if (mode != kRead && !name.empty()) name = Stepped(name);
  if (sqlite3_open_v2(name.c_str(), &db_, flags, nullptr) != SQLITE_OK) return Fail();
  if (mode == kNew && !Run("PRAGMA page_size = 16384")) return false;
  if (mode != kRead && !Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")) return false;
  return Run(
      fmt::format("PRAGMA cache_size = -{}; PRAGMA temp_store = FILE;"
                  "PRAGMA locking_mode = {}",
                  kCacheKiB, mode == kRead ? "NORMAL" : "EXCLUSIVE"));
}

bool Database::Attach(const std::string& path, std::string_view name, Mode mode) {
  Statement attach(this, fmt::format("ATTACH ? AS {}", name));
  if (mode != kRead && path_.empty()) path_ = path;  // what an error is of
  if (!attach.Do(mode == kRead ? ToRead(path) : Stepped(path))) return false;
  return mode == kRead ||
         Run(fmt::format("PRAGMA {0}.journal_mode = OFF; PRAGMA {0}.synchronous = OFF;"
                         "PRAGMA {0}.cache_size = -{1}; PRAGMA {0}.locking_mode = EXCLUSIVE",
                         name, kCacheKiB));
}

bool Database::Close() {
  if (db_ == nullptr) return ok();
  if (sqlite3_close(db_) != SQLITE_OK) return Fail();
  db_ = nullptr;
  return ok();
}

bool Database::Run(const std::string& sql) {
  if (error_) return false;
  return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK || Fail();
}

int64_t Database::Number(const std::string& sql) {
  Statement statement(this, sql);
  return statement.Next() ? statement.Integer(0) : 0;
}

int64_t Database::changes() const { return sqlite3_changes64(db_); }

Statement::Statement(Database* db, const std::string& sql) : db_(db) {
  if (db_->error_) return;
  if (sqlite3_prepare_v3(db_->db_, sql.c_str(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) {
    db_->Fail();
  }
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::Bind(int parameter, std::string_view text) {
  // A view of nothing has no address, which SQLite would take for NULL.
  sqlite3_bind_text64(statement_, parameter, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
}
void Statement::Bind(int parameter, int64_t number) {
  sqlite3_bind_int64(statement_, parameter, number);
}
void Statement::Bind(int parameter, double number) {
  sqlite3_bind_double(statement_, parameter, number);
}
void Statement::BindBlob(int parameter, std::string_view bytes) {
  sqlite3_bind_blob64(statement_, parameter, bytes.data() == nullptr ? "" : bytes.data(),
                      bytes.size(), SQLITE_STATIC);
}
void Statement::BindNull(int parameter) { sqlite3_bind_null(statement_, parameter); }

void Statement::BindColumn(int parameter, const Statement& row, int column) {
  switch (sqlite3_column_type(row.statement_, column)) {
    case SQLITE_INTEGER:
      return Bind(parameter, row.Integer(column));
    case SQLITE_FLOAT:
      return Bind(parameter, row.Real(column));
    case SQLITE_NULL:
      return BindNull(parameter);
    default:
      return Bind(parameter, row.Text(column));
  }
}

bool Statement::Next() {
  if (db_->error_) return false;
  const int status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  if (status != SQLITE_DONE) db_->Fail();
  sqlite3_reset(statement_);
  return false;
}

void Statement::Reset() { sqlite3_reset(statement_); }

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
int64_t Statement::Integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::Real(int column) const { return sqlite3_column_double(statement_, column); }
std::string_view Statement::Text(int column) const {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {text == nullptr ? "" : text,
          static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

}  // namespace presscut::dataset
