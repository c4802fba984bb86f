// report.html: one page that shows a dataset to a person (page.h).
//
//   FileHash hash;
//   if (auto error = WriteReport({"out/.new", "out/news", "presscut 0.1.0"}, &hash)) return *error;
//
// Of an older dataset's page are taken what pieces are the same; the page is the same as if it were
// made anew. It shows kMostArticles at the most, the first of them, and says so: a browser can take
// so many.
//
// Cost: one parse of the records that changed, a few queries an article. Memory: a line an article
// and a name, of kMostArticles. Thread-safety: one thread a folder. Errors: "unwritable-file",
// "broken-dataset".

#ifndef PRESSCUT_DATASET_REPORT_H_
#define PRESSCUT_DATASET_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "extract/base/result.h"
#include "extract/dataset/file.h"

namespace presscut::dataset {

inline constexpr uint32_t kMostArticles = 20'000;
inline constexpr const char* kReportFile = "report.html";

struct ReportSource {
  std::string folder;  // with presscut.sqlite and records.jsonl.zst
  std::string old;     // a folder with an older report.html; there may be none
  std::string about;   // what made it
};

std::optional<Error> WriteReport(const ReportSource& source, FileHash* hash);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_REPORT_H_
