// report.html: one page that shows a dataset to a person.
//
//   if (auto error = WriteReport("out/news")) return *error;   // reads the folder, writes one file
//
// Cost: none yet. Thread-safety: one thread a folder. Errors: "unwritable-file".

#ifndef PRESSCUT_DATASET_REPORT_H_
#define PRESSCUT_DATASET_REPORT_H_

#include <optional>
#include <string>

#include "extract/base/result.h"

namespace presscut::dataset {

// REQUIRES: presscut.sqlite and records.jsonl.zst are in the folder; the other files may not be
// yet.
std::optional<Error> WriteReport(const std::string& folder);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_REPORT_H_
