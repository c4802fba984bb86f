// report.html: one page that needs nothing else, to look at a dataset with: articles with their
// facts marked, search by person, organisation and date, charts.
//
//   ReportWriter report("presscut 0.1.0, 3,624 articles", write);
//   for (…) report.Add(marks, text, ids);       // ids[i]: the dataset's id of marks.entities[i]
//   for (…) report.AddEntity({id, …});          // once all articles are added
//   if (!report.Finish()) …;                    // write said no
//
// The page holds the texts and marks of some articles at a time as gzip in base64, unpacked when
// one of them is opened, and an index of articles and names as JSON. Texts reach the page as text
// only, never as markup.
//
// Cost: memory for one chunk and for a line an article and a name: a page is made for up to some
// 10,000 articles. Equal input gives equal bytes. Thread-safety: one thread. Errors: false where
// `write` refused or gzip failed.

#ifndef PRESSCUT_DATASET_REPORT_H_
#define PRESSCUT_DATASET_REPORT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/dataset/marks.h"
#include "extract/record/json.h"

namespace presscut::dataset {

// A person or an organisation of the whole dataset.
struct ReportEntity {
  std::string_view id;
  bool person = true;
  std::string_view name;
  std::string_view note;  // a role, a kind; may be empty
  uint64_t mentions = 0, quotes = 0;
  std::span<const uint32_t> articles;  // in the order they were added, from 0, each once
};

class ReportWriter {
 public:
  using Write = std::function<bool(std::string_view)>;
  ReportWriter(std::string_view about, Write write);

  void Add(const Marks& marks, std::string_view text, std::span<const std::string> ids);
  void AddEntity(const ReportEntity& entity);
  bool Finish();

 private:
  void Piece(std::string_view piece);
  void UpTo(std::string_view place);
  void Flush();

  Write write_;
  bool ok_ = true;
  std::string about_;
  std::string_view page_;  // what is left of page.html
  record::Json chunk_, index_, entities_;
  uint32_t articles_ = 0, in_chunk_ = 0, chunks_ = 0, entity_count_ = 0;
  std::vector<uint32_t> chunk_begins_;
  std::map<std::string, uint64_t> figures_;  // by kind
  std::unordered_map<std::string, uint32_t> rule_ids_;
  std::vector<std::string> rules_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_REPORT_H_
