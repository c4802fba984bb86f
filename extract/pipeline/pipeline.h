// Articles in, records out, in the order of the articles, whatever the number of threads.
//
//   Source source(input);
//   const Summary done = Run(rules, &source, {.workers = 4}, [](std::string_view records) {
//     fwrite(records.data(), 1, records.size(), stdout);
//     return Written::kOk;
//   });
//
// Every worker reads an article, extracts it and goes on to the next; who finishes the one that is
// next to be written writes it, with those behind it that are done. The calling thread is a worker
// too; with one worker there is no other thread. The number of articles under way is fixed and
// their bytes are bounded, so memory does not grow with the number of articles; one slow article
// holds up the writing, not the others, until that number is reached.
//
// A record is handed to `write` as soon as its article and those before it are done; several that
// are done together come in one call. The bytes written are the same for any number of workers.
//
// Cost: a few locks an article, and nobody waits for another but to read and where one article is
// slow. Thread-safety: Run is called by one thread; `write` and the observer are called by one
// thread at a time, but by any of the workers. Errors: none but what `write` returns; a failing
// article is a record.

#ifndef PRESSCUT_PIPELINE_PIPELINE_H_
#define PRESSCUT_PIPELINE_PIPELINE_H_

#include <cstdint>
#include <functional>
#include <string_view>

#include "extract/base/result.h"
#include "extract/pipeline/extractor.h"
#include "extract/source/article.h"
#include "extract/source/source.h"

namespace presscut::pipeline {

struct RunOptions {
  unsigned workers = 1;  // 0: one for every core
  ExtractOptions extract;
  // Asked of every article that was read, in the order of articles; false: it is passed over and
  // has no record. By any of the workers, one at a time.
  std::function<bool(const source::Article& article)> wanted = nullptr;
  // Told of every article that was extracted, by the worker that did it, several at a time; what is
  // appended to its record is written with it. The extractor's views are those of this article
  // where it did not fail.
  std::function<void(const Extractor& extractor, const source::Article& article, bool failed,
                     std::string* record)>
      extracted = nullptr;
};

enum class Written { kOk, kStop };

struct Summary {
  uint64_t articles = 0;
  uint64_t failed = 0;  // of these
  uint64_t bytes = 0;   // of articles
};

// What is told while it runs. `failed` comes in the order of articles.
struct Observer {
  std::function<void(const Error& error)> failed;
  std::function<void(const Summary& so_far)> progress;
};

// Stops early where `write` returns kStop.
Summary Run(const match::RuleSet& rules, source::Source* source, const RunOptions& options,
            const std::function<Written(std::string_view records)>& write,
            const Observer& observer = {});

}  // namespace presscut::pipeline

#endif  // PRESSCUT_PIPELINE_PIPELINE_H_
