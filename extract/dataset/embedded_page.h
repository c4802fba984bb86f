// What report.html is put together from: "page.html", "page.css", "page.js" of
// extract/dataset/report, and "chart.js", the library that draws the charts.
//
//   std::string_view page = …;
//   for (const EmbeddedFile& file : EmbeddedPage()) if (file.path == "page.html") page = file.text;
//
// Cost: the first call fills a table of views. Thread-safety: safe from any thread. Errors: none.

#ifndef PRESSCUT_DATASET_EMBEDDED_PAGE_H_
#define PRESSCUT_DATASET_EMBEDDED_PAGE_H_

#include <span>

#include "extract/base/embedded_file.h"

namespace presscut::dataset {

std::span<const EmbeddedFile> EmbeddedPage();

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_EMBEDDED_PAGE_H_
