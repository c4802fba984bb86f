// A JSONL row of any bytes is an article or a bad row, never a crash, and its other keys are kept
// as they stand.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extract/record/json.h"
#include "extract/source/rows.h"
#include "extract/source/stream.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using presscut::source::Article;
  static presscut::source::RowReader rows;
  std::string row(reinterpret_cast<const char*>(data), size);
  const std::string plain = row;
  row.append(presscut::source::Cutter::kPadding, '\0');
  Article article;
  rows.Read(std::string_view(row).substr(0, size), "fuzz", "fuzz:1", 1, &article);
  if (article.id.empty()) std::abort();
  if (article.error && (!article.bytes.empty() || article.error->message.empty())) std::abort();
  if (article.meta) {
    // What was kept is again a row, with the same keys in it.
    std::string kept = *article.meta;
    if (kept.front() != '{' || kept.back() != '}') std::abort();
    kept.insert(1, kept.size() > 2 ? "\"text\":\"\"," : "\"text\":\"\"");
    const size_t length = kept.size();
    kept.append(presscut::source::Cutter::kPadding, '\0');
    Article again;
    rows.Read(std::string_view(kept).substr(0, length), "fuzz", "fuzz:1", 1, &again);
    if (again.error || again.meta != article.meta) std::abort();
  }
  presscut::record::Json().String(plain);
  return 0;
}
