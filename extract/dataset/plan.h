// What a run knows of its files and articles, in their order, beside what the older dataset's cache
// knows; and the cache of the new one, for the next run.
//
//   Plan plan;
//   plan.Begin("out/news/cache.sqlite");                // or "": there is none
//   input.pass_over = [&](auto& path, auto& id) { return plan.PassOver(path, id); };
//   run.wanted = [&](auto& article) { return plan.Wanted(article); };
//   …                                                   // something differs, so:
//   plan.Keep("new/cache.sqlite");                      // a copy of the older one, to be changed
//   PlannedArticle article;
//   while (plan.Article(seq++, &article)) Use(article);
//   plan.KeepArticles();
//   plan.Finish(key, files);
//
// Tables of the run itself are `main`, of the older cache `old`, of the new one `kept`. The last
// two hold what is large (appearances, sizes of rows), so that what did not change is not written
// row by row.
//
// Cost: a few look-ups in SQLite a file, and a copy of the older cache. Memory: SQLite's caches.
// Thread-safety: any thread; calls are put one behind the other. Errors: error(), "clashing-id"
// where two articles have one id.

#ifndef PRESSCUT_DATASET_PLAN_H_
#define PRESSCUT_DATASET_PLAN_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/result.h"
#include "extract/dataset/describe.h"
#include "extract/dataset/frames.h"
#include "extract/dataset/sqlite.h"
#include "extract/source/article.h"

namespace presscut::dataset {

inline constexpr const char* kCacheFile = "cache.sqlite";

// Whether a cache is as Finish() left it, to the byte.
bool IsSealed(const std::string& path);

struct PlannedArticle {
  std::string id;
  bool kept = false;      // it is in the older dataset as it is to be
  uint64_t bytes = 0;     // of its record
  int64_t old_frame = 0;  // where that is: which frame there, and which line of it
  int64_t old_line = 0;
};

class Plan {
 public:
  Plan();
  ~Plan();

  enum Trust {
    kByTimes,    // a file whose size, times and inode are as they were is not read
    kByContent,  // every file is read
  };
  // `old`: the older dataset's cache, which is of use; "" where there is none.
  bool Begin(const std::string& old, Trust trust = kByTimes);

  // Whether all articles of a file are known.
  bool PassOver(const std::string& path, const std::string& id);
  // Whether an article has to be extracted.
  bool Wanted(const source::Article& article);

  // By number, from 1; false behind the last that is known.
  bool Article(int64_t seq, PlannedArticle* article);
  void SetRecord(int64_t seq, uint64_t bytes, bool failed, std::string_view tally);
  // What linking needs (links.h): of an article, and of each person and organisation in it.
  void SetCopy(int64_t seq, std::string_view signature, int32_t day);
  void AddNotice(std::string_view article, std::string_view packed, std::string_view card);
  // The frame of the articles first..last.
  void SetFrame(int64_t first, int64_t last, const Frame& frame);
  // How many articles an old frame has, and where it is.
  int64_t OldFrame(int64_t frame, Frame* place);

  // When all articles are known: whether files or articles are others, or in another order, than in
  // the older dataset.
  bool Differs();

  uint64_t articles() const { return static_cast<uint64_t>(articles_); }
  uint64_t read() const { return read_; }
  uint64_t kept() const { return kept_; }
  bool has_old() const { return !old_.empty(); }
  Database* db() { return &db_; }
  const std::optional<Error>& error() const;

  // A new cache, which is a copy of the older one where there is one.
  bool Keep(const std::string& path);
  // Writes files, articles and frames into it. REQUIRES: they do not change any more.
  bool KeepArticles();
  // Writes what it was made by, and how the dataset's files are; closes and seals it.
  bool Finish(const std::string& key, const std::vector<FileEntry>& files);

 private:
  struct Statements;
  struct Signature;
  void KeepFile(int64_t old_file, const std::string& path, const std::string& id,
                const Signature& signature, uint64_t bytes, const std::string& xxh3);
  bool AddArticle(const std::string& id, const std::string& path);

  std::mutex mutex_;
  Database db_;
  std::string old_;  // empty: there is none
  std::string kept_path_;
  Trust trust_ = kByTimes;
  std::unique_ptr<Statements> statements_;
  int64_t file_ = 0, articles_ = 0, frames_ = 0;
  uint64_t read_ = 0, kept_ = 0;
  std::optional<Error> error_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_PLAN_H_
