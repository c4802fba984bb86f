// tables/*.csv: the tables of presscut.sqlite as RFC 4180 has them.
//
//   CsvTable csv(&db, TableOf("dates"));
//   csv.WriteAll(&file, [](std::string_view article, uint64_t bytes) { … });
//   csv.WriteArticle("bbc/0001", &file);                // only the rows of one article
//
// A line of names, then a line a row, in the order of the keys; lines end in CRLF; UTF-8 without a
// byte-order mark. A field is in quotation marks where it holds one, a comma or a line end, or
// begins or ends with a space. What is not known is empty; an empty text is "". Truths are `true`
// and `false`, numbers as in the record, lists and objects JSON.
//
// Cost: a scan of the table. Thread-safety: as the database. Errors: the database's.

#ifndef PRESSCUT_DATASET_CSV_H_
#define PRESSCUT_DATASET_CSV_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dataset/fields.h"
#include "extract/dataset/file.h"
#include "extract/dataset/sqlite.h"
#include "extract/record/json.h"

namespace presscut::dataset {

class CsvTable {
 public:
  // Called for every article that has rows, in the order of ids.
  using Sizes = std::function<void(std::string_view article, uint64_t bytes)>;

  CsvTable(Database* db, const Table& table);

  void WriteAll(HashedFile* file, const Sizes& sizes);
  // The rows of one article. REQUIRES: the table has such rows.
  uint64_t WriteArticle(std::string_view article, HashedFile* file);
  void WriteHead(HashedFile* file);
  uint64_t head_bytes() const { return head_.size(); }

 private:
  void MakeLine(const Statement& row);

  Database* db_;
  const Table& table_;
  std::vector<Type> types_;
  std::string head_, select_, id_;
  Statement one_;
  record::Json json_;
  std::string line_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_CSV_H_
