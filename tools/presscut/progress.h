// One line on the terminal that says how far the work is, and a summary when it is done.
//
//   Progress progress(Progress::Wanted(), total_bytes);
//   progress.Show(summary, source.bytes_consumed());  // "  1,204 articles   31.0 MB/s   2:10 left"
//   progress.Finish(summary, skipped);
//
// Silent unless standard error is a terminal, and where `CI` or `NO_COLOR` is set or `TERM` is
// "dumb": a log is no place for a line that is written over and over.
//
// Cost: a clock call an update; the line is drawn ten times a second at most. Thread-safety: one
// thread. Errors: none.

#ifndef PRESSCUT_TOOLS_PRESSCUT_PROGRESS_H_
#define PRESSCUT_TOOLS_PRESSCUT_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "extract/base/grouped.h"
#include "extract/pipeline/pipeline.h"

namespace presscut::tool {

class Progress {
 public:
  static bool Wanted();

  // `total`: bytes there will be in all; nothing where nobody knows.
  Progress(bool on, std::optional<uint64_t> total);

  // `consumed`: of the total, so far.
  void Show(const pipeline::Summary& so_far, uint64_t consumed);
  void Finish(const pipeline::Summary& summary, uint64_t skipped);
  // Takes the line away, so that a message can be printed.
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;
  double Seconds() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

  bool on_;
  std::optional<uint64_t> total_;
  Clock::time_point begin_, shown_;
  bool drawn_ = false;
};

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_PROGRESS_H_
