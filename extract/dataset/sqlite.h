// SQLite as this project uses it: one connection, prepared statements, and one error that is kept.
//
//   Database db;
//   if (!db.Open("x.sqlite", Database::kNew)) return *db.error();
//   db.Run("CREATE TABLE t (a TEXT, b INTEGER)");
//   Statement insert(&db, "INSERT INTO t VALUES (?, ?)");
//   insert.Do("one", 1);
//   Statement rows(&db, "SELECT a, b FROM t ORDER BY b");
//   while (rows.Next()) Use(rows.Text(0), rows.Integer(1));
//   if (db.error()) return *db.error();          // whatever failed first; nothing is done after it
//
// A database that is written is written into a folder that nobody reads before it has its name
// (folder.h), so it has no journal and is not synchronised: what is half-written is thrown away.
//
// Cost: SQLite's. Thread-safety: one thread at a time. Errors: "unwritable-file" where the disk is
// full, "broken-dataset" for the rest. Lifetime: statements end before their database; texts live
// until the next call on their statement.

#ifndef PRESSCUT_DATASET_SQLITE_H_
#define PRESSCUT_DATASET_SQLITE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace presscut::dataset {

class Database {
 public:
  enum Mode {
    kRead,     // there is one, which nobody changes
    kNew,      // there is none
    kChange,   // there is one
    kScratch,  // has no name and ends with its connection; in memory as long as it is small
  };

  Database() = default;
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  bool Open(const std::string& path, Mode mode);
  // Makes the tables of another database those of name.table: to be read, or to be changed where
  // the mode says so (kNew, kChange).
  bool Attach(const std::string& path, std::string_view name, Mode mode = kRead);
  bool Close();

  bool Run(const std::string& sql);
  // The one number of a query; 0 where there is none.
  int64_t Number(const std::string& sql);

  bool ok() const { return !error_; }
  const std::optional<Error>& error() const { return error_; }
  int64_t changes() const;

 private:
  friend class Statement;
  bool Fail();

  sqlite3* db_ = nullptr;
  std::string path_;
  std::optional<Error> error_;
};

class Statement {
 public:
  Statement(Database* db, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters count from 1. Texts are not copied: they live until the statement has run.
  void Bind(int parameter, std::string_view text);
  void Bind(int parameter, int64_t number);
  void Bind(int parameter, double number);
  void BindBlob(int parameter, std::string_view bytes);
  void BindNull(int parameter);
  // A value of a row of another statement, which is not moved on before this one has run.
  void BindColumn(int parameter, const Statement& row, int column);

  // The next row; false at the end, and the statement can be bound anew then.
  bool Next();
  // Runs it to its end.
  bool Do() {
    while (Next()) continue;
    return db_->ok();
  }
  // Binds the parameters from 1 on, and runs it.
  template <class... Values>
  bool Do(const Values&... values) {
    Start(values...);
    return Do();
  }
  // Binds the parameters from 1 on; Next() is called for the rows.
  template <class... Values>
  void Start(const Values&... values) {
    Reset();
    int parameter = 0;
    (BindValue(++parameter, values), ...);
  }
  void Reset();

  bool IsNull(int column) const;
  int64_t Integer(int column) const;
  double Real(int column) const;
  std::string_view Text(int column) const;  // or the bytes of a blob
  std::string String(int column) const { return std::string(Text(column)); }

 private:
  void BindValue(int parameter, std::string_view text) { Bind(parameter, text); }
  void BindValue(int parameter, const char* text) { Bind(parameter, std::string_view(text)); }
  void BindValue(int parameter, const std::string& text) {
    Bind(parameter, std::string_view(text));
  }
  void BindValue(int parameter, double number) { Bind(parameter, number); }
  template <class Integer>
  void BindValue(int parameter, Integer number) {
    Bind(parameter, static_cast<int64_t>(number));
  }

  Database* db_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_SQLITE_H_
