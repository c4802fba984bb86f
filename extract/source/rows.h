// One row of a JSONL file becomes an article.
//
//   RowReader rows;
//   rows.Read(line, "news/2016", "news/2016.jsonl:12", 12, &article);  // {"id": "a1", "text": "…"}
//   if (article.error) …                                                  // bad-json-row
//
// Keys: "text" (a string, required); "id" (a string or a whole number; without it the row is "<id
// of the file>:<line>"); "date" and "headline" (strings); null counts as absent; all other keys are
// kept, as they stand, in Article::meta. A key that comes twice counts as it stands last.
//
// Cost: one pass of simdjson; a second, plain one where there are other keys. Thread-safety: one
// RowReader a thread. Errors: in the article, code "bad-json-row", with what was found and what to
// do. Limits: numbers beyond 64 bits and nesting deeper than 1,024 are bad rows.

#ifndef PRESSCUT_SOURCE_ROWS_H_
#define PRESSCUT_SOURCE_ROWS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "extract/source/article.h"

namespace presscut::source {

class RowReader {
 public:
  RowReader();
  ~RowReader();

  // REQUIRES: `row` is followed by at least 64 readable bytes (Cutter's pieces are).
  void Read(std::string_view row, std::string_view file_id, std::string_view place, uint64_t line,
            Article* out);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace presscut::source

#endif  // PRESSCUT_SOURCE_ROWS_H_
