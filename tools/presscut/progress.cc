#include "tools/presscut/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

constexpr auto kBetweenShows = std::chrono::milliseconds(100);

bool IsSet(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

std::string Rate(uint64_t bytes, double seconds) {
  return fmt::format("{:.1f} MB/s", seconds > 0 ? static_cast<double>(bytes) / 1e6 / seconds : 0.0);
}

std::string Duration(double seconds) {
  const auto whole = static_cast<uint64_t>(seconds + 0.5);
  if (whole >= 3600)
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

bool Progress::Wanted() {
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && !IsSet("CI") && !IsSet("NO_COLOR") &&
         (term == nullptr || std::string_view(term) != "dumb");
}

Progress::Progress(bool on, std::optional<uint64_t> total)
    : on_(on), total_(total), begin_(Clock::now()), shown_(begin_) {}

void Progress::Show(const pipeline::Summary& so_far, uint64_t consumed) {
  if (!on_) return;
  const auto now = Clock::now();
  if (now - shown_ < kBetweenShows) return;
  shown_ = now;
  const double seconds = Seconds();
  std::string left;
  if (total_ && consumed > 0) {
    const double share = std::min(
        1.0, static_cast<double>(consumed) / static_cast<double>(std::max<uint64_t>(*total_, 1)));
    left = fmt::format("   {} left", Duration(seconds * (1 - share) / share));
  }
  Put(stderr, fmt::format("\r\033[K  {} articles   {}{}", Grouped(so_far.articles),
                          Rate(so_far.bytes, seconds), left));
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::Clear() {
  if (!drawn_) return;
  Put(stderr, "\r\033[K");
  drawn_ = false;
}

void Progress::Finish(const pipeline::Summary& summary, uint64_t skipped) {
  Clear();
  if (!on_) return;
  const double seconds = Seconds();
  std::string line =
      fmt::format("{} article{}, {:.1f} MB in {:.1f} s ({})", Grouped(summary.articles),
                  summary.articles == 1 ? "" : "s", static_cast<double>(summary.bytes) / 1e6,
                  seconds, Rate(summary.bytes, seconds));
  if (summary.failed > 0) line += fmt::format("; {} failed", Grouped(summary.failed));
  if (skipped > 0) line += fmt::format("; {} other files passed over", Grouped(skipped));
  Put(stderr, line + "\n");
}

}  // namespace presscut::tool
