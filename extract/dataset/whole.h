// Whether a folder holds a dataset, whether that is whole, and whether it can be made use of.
//
//   if (auto error = RefuseForeign("out/news")) return *error;      // it is somebody's else
//   std::string why;
//   if (IsUsable("out/news", key, &why)) take what did not change;
//   for (const std::string& wrong : Damages("out/news")) print(wrong);
//
// How every file was when the dataset was made, the cache apart, stands in the cache: plan.h.
//
// Cost: reads every file: XXH3 for IsUsable, SHA-256 as well for Damages. Thread-safety: pure, but
// for the file system. Errors: "foreign-folder", "unwritable-file".

#ifndef PRESSCUT_DATASET_WHOLE_H_
#define PRESSCUT_DATASET_WHOLE_H_

#include <optional>
#include <string>
#include <vector>

#include "extract/base/result.h"
#include "extract/dataset/plan.h"

namespace presscut::dataset {

inline constexpr const char* kRecordsFile = "records.jsonl.zst";

// Where the folder is there, is not empty, and holds anything that is not of a dataset.
std::optional<Error> RefuseForeign(const std::string& folder);

bool IsDataset(const std::string& folder);

// `key`: of program, rules and options. False: *why says what is in the way; it is empty where
// there is no dataset.
bool IsUsable(const std::string& folder, const std::string& key, std::string* why);

// What is wrong with a dataset; nothing where it is whole.
std::vector<std::string> Damages(const std::string& folder);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_WHOLE_H_
