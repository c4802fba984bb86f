// What stands where in an article, read back from its record: for pages and terminals that show the
// article with its facts.
//
//   Marks marks;
//   if (const auto error = reader.Read(record_line, &marks)) …;   // not a record
//   for (const Mark& m : marks.all) Paint(m.start, m.end, m.kind, m.value, m.rule);
//
// "Dr Mark Porter said 4,000 operations …": {person, "Dr Mark Porter, BMA council chairman",
// "names/given-family"}, {figure, "count 4000 operations", "figures/count"}, …
//
// Marks stand in the order of their start, longer ones first; they may nest and overlap. Units:
// those of the record's offsets. Cost: one parse of the line. Thread-safety: one MarkReader a
// thread. Errors: bad-record, for a line that is no record of schema presscut/1.

#ifndef PRESSCUT_DATASET_MARKS_H_
#define PRESSCUT_DATASET_MARKS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/result.h"

namespace presscut::dataset {

enum class MarkKind : uint8_t { kDate, kOrganisation, kPerson, kFigure, kQuote };
inline constexpr uint32_t kMarkKinds = 5;

struct Mark {
  uint32_t start = 0, end = 0;
  MarkKind kind = MarkKind::kDate;
  bool role = false;  // of a person: what he or she is, not a name
  std::string value;  // for people to read
  std::string rule;
  std::string entity;  // "p1", "o2"; of a quote: who speaks; empty where there is none
};

// Who or what is named in the article.
struct MarkedEntity {
  std::string id;  // "p1"
  std::string name;
  uint32_t mentions = 0;
  uint32_t quotes = 0;  // of which it is the speaker
};

struct Marks {
  std::string id;
  std::string headline;  // empty: none is known
  std::string date;      // "2016-01-14", published or given; empty: not known
  std::vector<Mark> all;
  std::vector<MarkedEntity> entities;
  std::vector<std::string> figure_kinds;  // one a figure
  uint32_t facts[kMarkKinds] = {};        // entities count once
  std::string text;                       // where the record has it
  std::string error;                      // why the article could not be read
};

class MarkReader {
 public:
  MarkReader();
  ~MarkReader();
  std::optional<Error> Read(std::string_view record, Marks* out);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_MARKS_H_
