// The page that report.html is: articles with their facts marked, search by person, organisation
// and date, charts; it needs nothing else.
//
//   ChunkBuilder builder;
//   builder.Add(marks, ids);                     // ids[i]: the dataset's id of marks.entities[i]
//   std::string chunk = builder.Take();          // gzip in base64: the articles added since
//
//   PageWriter page("presscut 0.1.0, 3,624 articles", write);
//   page.AddChunk(chunk, articles, key);
//   for (…) page.AddArticle({…});                // in the order of the chunks
//   for (…) page.AddEntity({…});
//   page.AddFigures("money", 1234);
//   if (!page.Finish()) …;                       // write said no
//
// The page holds the texts and marks of some articles at a time as gzip in base64, unpacked when
// one of them is opened, and an index of articles and names as JSON. Texts reach the page as text
// only, never as markup. A chunk bears a key that its caller gives it, so that the chunks of one
// page can be copied to the next (OldChunks).
//
// Cost: memory for one chunk and for a line an article and a name. Equal input gives equal bytes.
// Thread-safety: one thread. Errors: Take() is empty where gzip failed, Finish() is false where
// `write` refused.

#ifndef PRESSCUT_DATASET_PAGE_H_
#define PRESSCUT_DATASET_PAGE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/dataset/file.h"
#include "extract/dataset/marks.h"
#include "extract/record/json.h"

namespace presscut::dataset {

class ChunkBuilder {
 public:
  void Add(const Marks& marks, std::span<const std::string_view> ids);
  std::string Take();

 private:
  record::Json articles_;
  bool empty_ = true;
  std::unordered_map<std::string, uint32_t> rule_ids_;
  std::vector<std::string> rules_;
};

struct PageArticle {
  std::string_view id, headline, date;
  uint64_t facts[kMarkKinds] = {};  // dates, organisations, people, figures, quotes
  std::string_view error;
};

// A person or an organisation of the whole dataset.
struct PageEntity {
  std::string_view id;
  bool person = true;
  std::string_view name;
  std::string_view note;  // a kind; may be empty
  uint64_t mentions = 0, quotes = 0;
  std::span<const uint32_t> articles;  // in the order they were added, from 0, each once
};

class PageWriter {
 public:
  using Write = std::function<bool(std::string_view)>;
  PageWriter(std::string_view about, Write write);

  void AddChunk(std::string_view chunk, uint32_t articles, uint64_t key);
  void AddArticle(const PageArticle& article);
  void AddEntity(const PageEntity& entity);
  void AddFigures(const std::string& kind, uint64_t count) { figures_[kind] = count; }
  bool Finish();

 private:
  void Piece(std::string_view piece);
  void UpTo(std::string_view place);

  Write write_;
  bool ok_ = true;
  std::string about_;
  std::string_view page_;  // what is left of page.html
  record::Json articles_, entities_;
  uint32_t article_count_ = 0, in_chunks_ = 0, entity_count_ = 0;
  std::vector<uint32_t> chunk_begins_;
  std::map<std::string, uint64_t> figures_;  // by kind
};

// The chunks of a page that was written before, by their keys. What is damaged is not there.
class OldChunks {
 public:
  explicit OldChunks(const std::string& page);
  bool Find(uint64_t key, std::string* chunk) const;

 private:
  struct Place {
    uint64_t offset = 0, size = 0, sum = 0;
  };
  PlacedFile file_;
  std::unordered_map<uint64_t, Place> places_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_PAGE_H_
