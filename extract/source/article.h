// One article as it came in: bytes and what its surroundings say about it. Nothing is decoded here
// but JSON strings.
//
//   Article a;
//   a.id = "000_4928232ab22478e5"; a.path = "articles/000_4928232ab22478e5.txt"; a.bytes = "…";
//
// An article that could not be read has `error` filled and no bytes; it still travels the whole
// pipeline so that its record stands in its place. Cost: moves its strings. Thread-safety: plain
// values.

#ifndef PRESSCUT_SOURCE_ARTICLE_H_
#define PRESSCUT_SOURCE_ARTICLE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "extract/base/result.h"

namespace presscut::source {

struct Article {
  std::string id;        // given id, or the path below the input root without its suffix
  std::string path;      // as opened; "-" for stdin; "file.jsonl:12" is written as path and row
  std::string bytes;     // undecoded file content, or the UTF-8 of a row's "text"
  bool is_utf8 = false;  // true for rows: JSON has been validated and unescaped
  std::optional<std::string> date;  // a row's "date", the reference date, as given
  std::optional<std::string>
      headline;  // a row's "headline": evidence for names, not text to extract from
  std::optional<std::string> meta;  // a row's other keys, as one JSON object
  uint64_t source_bytes = 0;        // size of what the article was read from (the file, or the row)
  uint64_t xxh3 = 0;                // of the same bytes
  std::optional<Error> error;
};

}  // namespace presscut::source

#endif  // PRESSCUT_SOURCE_ARTICLE_H_
