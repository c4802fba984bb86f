#include "extract/pipeline/pipeline.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace presscut::pipeline {
namespace {

// Articles that may be under way for each worker: enough that one slow article does not idle the
// others.
constexpr unsigned kPlacesAWorker = 16;
// Bytes of articles that may be under way before a worker waits; one article alone may be larger.
constexpr uint64_t kBytesUnderWay = uint64_t{64} << 20;
// A place's strings are given back above this.
constexpr size_t kKeepStrings = size_t{1} << 20;
// Records that are done together are joined up to this size before they are written.
constexpr size_t kJoin = size_t{256} << 10;

struct Place {
  source::Article article;
  std::string record;
  std::optional<Error> failure;
  uint64_t bytes = 0;
  bool done = false;
};

void GiveBack(std::string* s) {
  if (s->capacity() > kKeepStrings) *s = std::string();
  s->clear();
}

// Reads the next article; what goes wrong in reading is that article's failure.
bool Read(source::Source* source, source::Article* article) {
  try {
    return source->Next(article);
  } catch (const std::bad_alloc&) {
    source->Stop();
    article->bytes = std::string();
    article->error = Error{"out-of-memory", article->path,
                           "there was not enough memory to read this article and what follows"};
    return true;
  }
}

class Crew {
 public:
  Crew(const match::RuleSet& rules, source::Source* source, const RunOptions& options,
       const std::function<Written(std::string_view)>& write, const Observer& observer)
      : rules_(rules), source_(source), options_(options), write_(write), observer_(observer) {}

  Summary Run(unsigned workers) {
    places_ = std::vector<Place>(size_t{workers} * kPlacesAWorker);
    for (Place& place : places_) free_.push_back(&place);
    std::vector<std::thread> others;
    while (others.size() + 1 < workers) others.emplace_back([this] { Work(); });
    Work();
    for (std::thread& thread : others) thread.join();
    return summary_;
  }

 private:
  void Work() {
    // Not built before there is an article: building takes as long as many articles.
    std::optional<Extractor> extractor;
    while (Place* place = Take()) {
      if (!extractor) {
        std::call_once(built_,
                       [this] { resolver_ = std::make_shared<const resolve::Resolver>(rules_); });
        extractor.emplace(rules_, options_.extract, resolver_);
      }
      place->failure.reset();
      if (!extractor->Extract(place->article, &place->record)) {
        place->failure = extractor->failure();
      }
      if (options_.extracted) {
        options_.extracted(*extractor, place->article, place->failure.has_value(), &place->record);
      }
      GiveBack(&place->article.bytes);
      Finish(place);
    }
  }

  // A place with the next article in it; null at the end.
  Place* Take() {
    const std::lock_guard reading(reading_);
    Place* place;
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return stop_ || (!free_.empty() && bytes_ < kBytesUnderWay); });
      if (stop_ || ended_) return nullptr;
      place = free_.back();
      free_.pop_back();
    }
    do {
      if (!Read(source_, &place->article)) {
        ended_ = true;
        return nullptr;
      }
    } while (options_.wanted && !options_.wanted(place->article));
    place->bytes = place->article.source_bytes;
    place->done = false;
    const std::lock_guard lock(mutex_);
    bytes_ += place->bytes;
    line_.push_back(place);
    return place;
  }

  // Whoever has finished an article also writes it, if all before it are written, and those behind
  // it that waited for it. Where somebody is at it already, that one writes this one too.
  void Finish(Place* place) {
    std::unique_lock lock(mutex_);
    place->done = true;
    if (writing_) return;
    writing_ = true;
    while (!stop_ && TakeDone()) {
      lock.unlock();
      uint64_t bytes = 0;
      for (const Place* done : batch_) bytes += done->bytes;
      const bool stop = WriteBatch() == Written::kStop;
      for (Place* done : batch_) GiveBack(&done->record);
      if (stop) source_->Stop();
      lock.lock();
      // Those written last are the first to be used again: they are still in the cache.
      free_.insert(free_.end(), batch_.begin(), batch_.end());
      bytes_ -= bytes;
      stop_ = stop;
      room_.notify_one();
    }
    writing_ = false;
  }

  // Moves what can be written now from the front of the line to the batch; false where nothing can.
  bool TakeDone() {
    batch_.clear();
    for (size_t size = 0; !line_.empty() && line_.front()->done && size < kJoin;) {
      size += line_.front()->record.size();
      batch_.push_back(line_.front());
      line_.pop_front();
    }
    return !batch_.empty();
  }

  Written WriteBatch() {
    joined_.clear();
    for (const Place* place : batch_) {
      Count(*place);
      if (batch_.size() > 1) joined_ += place->record;
    }
    const Written written = write_(batch_.size() > 1 ? joined_ : batch_.front()->record);
    if (joined_.capacity() > 4 * kJoin) joined_ = std::string();
    if (written == Written::kOk && observer_.progress) observer_.progress(summary_);
    return written;
  }

  void Count(const Place& place) {
    ++summary_.articles;
    summary_.bytes += place.bytes;
    if (!place.failure) return;
    ++summary_.failed;
    if (observer_.failed) observer_.failed(*place.failure);
  }

  const match::RuleSet& rules_;
  source::Source* const source_;
  const RunOptions& options_;
  const std::function<Written(std::string_view)>& write_;
  const Observer& observer_;
  std::vector<Place> places_;

  // Made of the rules by the first who has an article, for all.
  std::once_flag built_;
  std::shared_ptr<const resolve::Resolver> resolver_;

  std::mutex reading_;  // held by the one who reads
  bool ended_ = false;  // guarded by it

  std::mutex mutex_;  // never waited for long; guards what follows, and `done` of the line's places
  std::condition_variable room_;
  std::vector<Place*> free_;
  std::deque<Place*> line_;  // being worked on, or done and waiting, in the order of articles
  uint64_t bytes_ = 0;       // of the places that are not free
  bool stop_ = false;
  bool writing_ = false;

  // Of the one who writes.
  std::vector<Place*> batch_;
  std::string joined_;
  Summary summary_;
};

}  // namespace

Summary Run(const match::RuleSet& rules, source::Source* source, const RunOptions& options,
            const std::function<Written(std::string_view)>& write, const Observer& observer) {
  const unsigned workers =
      options.workers > 0 ? options.workers : std::max(1u, std::thread::hardware_concurrency());
  return Crew(rules, source, options, write, observer).Run(workers);
}

}  // namespace presscut::pipeline
