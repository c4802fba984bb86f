#include "extract/pipeline/pipeline.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace presscut::pipeline {
namespace {

// Places in the ring for each worker: enough that one slow article does not idle the others.
constexpr unsigned kPlacesAWorker = 16;
// Bytes of articles that may be in the ring before the reader waits; one article alone may be
// larger.
constexpr uint64_t kBytesInRing = uint64_t{64} << 20;
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

void Extract(Extractor* extractor, Place* place) {
  place->record.clear();
  place->failure.reset();
  if (!extractor->Extract(place->article, &place->record)) place->failure = extractor->failure();
}

void Count(const Place& place, const Observer& observer, Summary* summary) {
  ++summary->articles;
  summary->bytes += place.bytes;
  if (!place.failure) return;
  ++summary->failed;
  if (observer.failed) observer.failed(*place.failure);
}

Summary RunInline(const match::RuleSet& rules, source::Source* source, const RunOptions& options,
                  const std::function<Written(std::string_view)>& write, const Observer& observer) {
  Summary summary;
  Extractor extractor(rules, options.extract);
  Place place;
  while (Read(source, &place.article)) {
    place.bytes = place.article.source_bytes;
    Extract(&extractor, &place);
    Count(place, observer, &summary);
    const bool stop = write(place.record) == Written::kStop;
    GiveBack(&place.record);
    GiveBack(&place.article.bytes);
    if (stop) break;
    if (observer.progress) observer.progress(summary);
  }
  return summary;
}

class Ring {
 public:
  Ring(const match::RuleSet& rules, source::Source* source, const RunOptions& options,
       unsigned workers)
      : source_(source), places_(size_t{workers} * kPlacesAWorker) {
    extractors_.reserve(workers);
    for (unsigned i = 0; i < workers; ++i) {
      extractors_.push_back(std::make_unique<Extractor>(rules, options.extract));
    }
  }

  Summary Run(const std::function<Written(std::string_view)>& write, const Observer& observer) {
    std::vector<std::thread> threads;
    threads.emplace_back([this] { ReadAll(); });
    for (const auto& extractor : extractors_) {
      threads.emplace_back([this, &extractor] { Work(extractor.get()); });
    }
    Summary summary = WriteAll(write, observer);
    for (std::thread& thread : threads) thread.join();
    return summary;
  }

 private:
  Place& At(uint64_t number) { return places_[number % places_.size()]; }

  void ReadAll() {
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] {
          return stop_ || (read_ - written_ < places_.size() &&
                           (bytes_ < kBytesInRing || read_ == written_));
        });
        if (stop_) return;
      }
      Place& place =
          At(read_);  // only this thread moves read_, and nobody else looks at the place yet
      const bool more = Read(source_, &place.article);
      std::unique_lock lock(mutex_);
      if (!more) {
        ended_ = true;
        lock.unlock();
        work_.notify_all();
        done_.notify_one();
        return;
      }
      place.done = false;
      place.bytes = place.article.source_bytes;
      bytes_ += place.bytes;
      ++read_;
      lock.unlock();
      work_.notify_one();
    }
  }

  void Work(Extractor* extractor) {
    for (;;) {
      uint64_t number;
      {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [&] { return stop_ || taken_ < read_ || ended_; });
        if (stop_ || taken_ == read_) return;
        number = taken_++;
      }
      Place& place = At(number);
      Extract(extractor, &place);
      GiveBack(&place.article.bytes);
      std::unique_lock lock(mutex_);
      place.done = true;
      const bool next = number == written_;
      lock.unlock();
      if (next) done_.notify_one();
    }
  }

  Summary WriteAll(const std::function<Written(std::string_view)>& write,
                   const Observer& observer) {
    Summary summary;
    std::string joined;
    for (;;) {
      uint64_t first, last;
      {
        std::unique_lock lock(mutex_);
        done_.wait(lock, [&] {
          return (written_ < read_ && At(written_).done) || (ended_ && written_ == read_);
        });
        first = last = written_;
        if (written_ == read_) return summary;
        size_t size = 0;
        while (last < read_ && At(last).done && (size < kJoin || last == first))
          size += At(last++).record.size();
      }
      // The places between first and last are this thread's until written_ moves on.
      bool stop = false;
      uint64_t bytes = 0;
      joined.clear();
      for (uint64_t n = first; n < last; ++n) {
        Place& place = At(n);
        bytes += place.bytes;
        Count(place, observer, &summary);
        if (last - first > 1) joined += place.record;
      }
      stop = write(last - first > 1 ? std::string_view(joined)
                                    : std::string_view(At(first).record)) == Written::kStop;
      for (uint64_t n = first; n < last; ++n) GiveBack(&At(n).record);
      if (joined.capacity() > 4 * kJoin) joined = std::string();
      {
        std::unique_lock lock(mutex_);
        written_ = last;
        bytes_ -= bytes;
        stop_ = stop;
      }
      room_.notify_one();
      if (stop) {
        source_->Stop();
        work_.notify_all();
        return summary;
      }
      if (observer.progress) observer.progress(summary);
    }
  }

  source::Source* source_;
  std::vector<std::unique_ptr<Extractor>> extractors_;
  std::vector<Place> places_;

  std::mutex mutex_;
  std::condition_variable room_, work_, done_;
  // Numbers of articles: [written_, taken_) are being worked on or done, [taken_, read_) wait for a
  // worker.
  uint64_t read_ = 0, taken_ = 0, written_ = 0;
  uint64_t bytes_ = 0;  // of [written_, read_)
  bool ended_ = false, stop_ = false;
};

}  // namespace

Summary Run(const match::RuleSet& rules, source::Source* source, const RunOptions& options,
            const std::function<Written(std::string_view)>& write, const Observer& observer) {
  const unsigned workers =
      options.workers > 0 ? options.workers : std::max(1u, std::thread::hardware_concurrency());
  if (workers == 1) return RunInline(rules, source, options, write, observer);
  return Ring(rules, source, options, workers).Run(write, observer);
}

}  // namespace presscut::pipeline
