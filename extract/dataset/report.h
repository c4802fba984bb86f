// report.html: one page that shows a dataset to a person (page.h).
//
//   FileHash hash;
//   ReportSource source{.folder = "out/.new", .old = "out/news", .about = "presscut 0.1.0"};
//   source.articles = 3'624;
//   source.frames = …;                                 // where the articles' records stand
//   if (auto error = WriteReport(source, &hash)) return *error;
//
// Of an older dataset's page are taken what pieces are the same; the page is the same as if it were
// made anew. It shows kMostArticles at the most, the first of them, and says so: a browser can take
// so many.
//
// Cost: one parse of the records that changed, a pass over the tables of articles, people and
// organisations. Memory: some 500 bytes an article and a name, of kMostArticles. Thread-safety: one
// thread a folder; it uses another. Errors: "unwritable-file", "broken-dataset".

#ifndef PRESSCUT_DATASET_REPORT_H_
#define PRESSCUT_DATASET_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extract/base/result.h"
#include "extract/dataset/file.h"
#include "extract/dataset/frames.h"

namespace presscut::dataset {

inline constexpr uint32_t kMostArticles = 20'000;
inline constexpr const char* kReportFile = "report.html";

struct ReportArticle {
  std::string id, tally;  // as tally.h packs it
};

struct ReportFrame {
  Frame place;
  std::vector<ReportArticle> articles;
};

struct ReportSource {
  std::string folder;     // with presscut.sqlite and records.jsonl.zst
  std::string old;        // a folder with an older report.html; there may be none
  std::string about;      // what made it
  uint64_t articles = 0;  // in all
  // Of those that are shown, in their order: the first frames that hold kMostArticles together.
  std::vector<ReportFrame> frames;
};

std::optional<Error> WriteReport(const ReportSource& source, FileHash* hash);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_REPORT_H_
