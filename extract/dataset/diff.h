// Which facts appeared, vanished or changed from one dataset to another, so that a change of rules
// can be reviewed before it is believed.
//
//   Difference difference;
//   if (auto error = Compare("old", "new", print_change, &difference)) return *error;
//   for (const auto& [kind_and_rule, counts] : difference) Use(counts.appeared, counts.vanished);
//
// A fact is the same where it has the same place in the same article (a person or an organisation:
// the same name); it changed where its values or its rule are others. Numbers that only count
// within an article are compared by what they stand for.
//
// Cost: a sorted scan of both databases. Memory: the counts. Thread-safety: pure, but for the
// files. Errors: "broken-dataset", "not-a-dataset".

#ifndef PRESSCUT_DATASET_DIFF_H_
#define PRESSCUT_DATASET_DIFF_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extract/base/result.h"

namespace presscut::dataset {

struct Change {
  char sign = '+';                  // + appeared, - vanished, ~ changed
  std::string_view kind;            // "dates"
  std::string_view article, place;  // "bbc/0001", "12-19"
  std::string_view text;
  std::string_view values, rule;          // as they are now; of what vanished, as they were
  std::string_view old_values, old_rule;  // of what changed
};

struct Counts {
  uint64_t appeared = 0, vanished = 0, changed = 0;
};

// By kind and rule; the rule is "" where a kind has none.
using Difference = std::map<std::pair<std::string, std::string>, Counts>;

std::optional<Error> Compare(const std::string& old_folder, const std::string& new_folder,
                             const std::function<void(const Change&)>& use, Difference* out);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_DIFF_H_
