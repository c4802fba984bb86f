// A record as rows of the dataset's tables.
//
//   RowMaker rows;
//   const bool ok = rows.Make(line, [&](size_t table, std::span<const Value> row) {
//     insert[table].Do(row);                       // Tables()[table]; a value a field
//   });
//
// Which value stands where is said by fields.h. Fields found by comparing articles are null here.
//
// Cost: one pass of simdjson and one over what it found. Thread-safety: one RowMaker a thread.
// Errors: false for what is no record of this version. Lifetime: texts live during the call.

#ifndef PRESSCUT_DATASET_ROWS_H_
#define PRESSCUT_DATASET_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace presscut::dataset {

struct Value {
  enum Kind : uint8_t { kNull, kText, kInteger, kNumber };
  Kind kind = kNull;
  int64_t integer = 0;
  double number = 0;
  std::string_view text;
};

// Numbers that stand for ids in full-text search, which knows rows by numbers only; n is 0 for an
// article. Never below 0, and the same wherever the id stands.
int64_t KeyOf(std::string_view article, uint64_t n = 0);

class RowMaker {
 public:
  RowMaker();
  ~RowMaker();

  using Sink = std::function<void(size_t table, std::span<const Value> row)>;
  bool Make(std::string_view record, const Sink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_ROWS_H_
