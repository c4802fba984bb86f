// What a run would change in a dataset, and whether the dataset is whole; nothing is written.
//
//   const Checked checked = Check(rules, options, [](std::string_view what, std::string_view id) {
//     print(what, id);                                   // "new", "changed", "gone", "failing"
//   });
//   if (checked.error) return *checked.error;
//   for (const std::string& wrong : checked.damages) print(wrong);
//
// Every source is read and hashed, whatever the times of its files say; every file of the dataset
// is hashed, and SQLite looks through its own.
//
// Cost: reads all sources and all of the dataset once. Thread-safety: one thread a folder. Errors:
// those of Build() that come before anything is written.

#ifndef PRESSCUT_DATASET_CHECK_H_
#define PRESSCUT_DATASET_CHECK_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/result.h"
#include "extract/dataset/dataset.h"
#include "extract/match/rule_set.h"

namespace presscut::dataset {

struct Checked {
  bool there = false;                // whether there is a dataset at all
  std::vector<std::string> damages;  // nothing: it is whole
  std::string why_all;               // why a run would make all of it anew; else empty
  uint64_t articles = 0;             // a run would find
  uint64_t appeared = 0, changed = 0, gone = 0, failing = 0;
  bool differs = false;  // whether a run would write anything
  std::optional<Error> error;
};

using Told = std::function<void(std::string_view what, std::string_view id)>;

Checked Check(const match::RuleSet& rules, const Options& options, const Told& told);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_CHECK_H_
