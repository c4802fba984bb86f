// Puts together what is one over all articles: people and organisations (entities), and copies and
// updates of one text (duplicate_of, story).
//
//   std::string found;
//   Notice notice(known);                                // all workers'
//   notice(extractor, article, failed, &found);          // what linking needs of one article
//   TakeNotice(found, seq, &plan);                       // into the plan
//   …
//   Copies copies(&plan);                                // when all articles are known
//   FindEntities(known, &plan);
//   copies.Group();
//   copies.Save(&plan);
//   SetLinks(&plan, store.db());                         // into the tables
//
// How things are put together is link/'s; this decides what is looked at again. People and bodies
// are linked block by block, one in memory at a time; in a dataset that is brought up to date only
// blocks are looked at that an appearance came to, left, or changed in. What comes out is a
// function of the set of articles, so a block that nobody touched comes out as it was. Articles
// whose entities, story or original are others than before are put among the plan's touched ones:
// their rows have to be written anew.
//
// Cost: link/'s, and SQLite's for 200 bytes an appearance. Memory: one block, and 48 bytes an
// article. Thread-safety: a Notice is shared by all workers; a Copies may be grouped while another
// thread has the plan; the rest is one thread's. Errors: the databases'.

#ifndef PRESSCUT_DATASET_LINKS_H_
#define PRESSCUT_DATASET_LINKS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/dataset/plan.h"
#include "extract/dataset/sqlite.h"
#include "extract/link/appearance.h"
#include "extract/link/copies.h"
#include "extract/link/knowledge.h"
#include "extract/pipeline/extractor.h"

namespace presscut::dataset {

class Notice {
 public:
  explicit Notice(std::shared_ptr<const link::Knowledge> known) : describe_(std::move(known)) {}
  // Appends what linking needs of the extractor's article, in a form of this file.
  void operator()(const pipeline::Extractor& extractor, std::string_view id, bool failed,
                  std::string* out) const;

 private:
  link::Describer describe_;
};

void TakeNotice(std::string_view notice, int64_t seq, std::string_view id, Plan* plan);

// Who is one; kept in the plan. Uses nothing but the plan, and two threads.
void FindEntities(std::shared_ptr<const link::Knowledge> known, Plan* plan);

// Which articles are copies or updates of others.
class Copies {
 public:
  explicit Copies(Plan* plan);
  void Group();
  void Save(Plan* plan) const;

 private:
  std::vector<std::string> ids_;  // in order
  std::vector<link::CopyRow> rows_;
  std::vector<link::CopyOf> copies_;
};

// REQUIRES: both are found and saved.
void SetLinks(Plan* plan, Database* store);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_LINKS_H_
