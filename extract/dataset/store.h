// presscut.sqlite: the tables of fields.h, filled from records.
//
//   Store store;
//   store.Create("d/presscut.sqlite");
//   store.Add(record);                                  // a line of records.jsonl
//   store.Index();                                      // indexes, full-text search, views
//   …                                                   // links.h fills its columns
//   store.Finish();
//
//   store.Change("d/presscut.sqlite", "old/presscut.sqlite");    // a copy of the other one
//   store.Remove("bbc/0001");                           // an article's rows
//   store.Add(record);
//   …                                                   // and so on
//
// What comes out is the same whether a database was changed or made anew: rows are told apart by
// keys that are made of the article's id, no count of what came before stands anywhere.
//
// Cost: SQLite's, one transaction. Thread-safety: one thread at a time. Errors: those of db(), and
// "clashing-id" where two ids have one key. Memory: SQLite's caches.

#ifndef PRESSCUT_DATASET_STORE_H_
#define PRESSCUT_DATASET_STORE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dataset/rows.h"
#include "extract/dataset/sqlite.h"
#include "extract/dataset/tally.h"

namespace presscut::dataset {

inline constexpr const char* kStoreFile = "presscut.sqlite";

class Store {
 public:
  Store();
  ~Store();

  bool Create(const std::string& path);
  bool Change(const std::string& path, const std::string& old);

  bool Add(std::string_view record);
  // Of the record added last.
  const Tally& tally() const { return tally_; }
  void Remove(std::string_view id);
  // Indexes, full-text search and views, when all records are in.
  void Index();
  // The indexes over what linking has filled, and the end of the transaction: after it the file has
  // all there is.
  bool Finish();

  Database* db() { return &db_; }

 private:
  void Prepare();

  Database db_;
  RowMaker rows_;
  Tally tally_;
  bool changes_ = false;  // there was one before
  std::vector<std::unique_ptr<Statement>> inserts_, deletes_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_STORE_H_
