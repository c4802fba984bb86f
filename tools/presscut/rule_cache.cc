#include "tools/presscut/rule_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "extract/resolve/resolve.h"
#include "tools/presscut/commands.h"

namespace presscut::tool {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBegin = "rules-", kEnd = ".image";
// A file that is being written is younger than this.
constexpr std::chrono::hours kLongestWrite{1};

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

RuleCache::RuleCache() {
  if (std::getenv("PRESSCUT_CACHE_DIR") != nullptr) {
    folder_ = Environment("PRESSCUT_CACHE_DIR");
  } else if (const auto cache = Environment("XDG_CACHE_HOME"); cache.starts_with('/')) {
    folder_ = fmt::format("{}/presscut", cache);
  } else if (const auto home = Environment("HOME"); home.starts_with('/')) {
    folder_ = fmt::format("{}/.cache/presscut", home);
  }
  if (BuildName().empty()) folder_.clear();
}

std::string RuleCache::PathOf(uint64_t hash) const {
  return fmt::format("{}/{}{:016x}-{}{}", folder_, kBegin, hash, BuildName().substr(0, 8), kEnd);
}

std::shared_ptr<const Image> RuleCache::Find(uint64_t hash) const {
  return Image::Open(PathOf(hash), hash);
}

void RuleCache::Keep(const match::RuleSet& rules) const {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  const resolve::Resolver resolver(rules);
  ImageWriter writer;
  rules.Save(&writer);
  resolver.Save(&writer);
  if (writer.Write(PathOf(rules.hash()), rules.hash())) LeaveTheNewest();
}

void RuleCache::LeaveTheNewest() const {
  struct Found {
    fs::file_time_type written;
    uintmax_t size;
    fs::path path;
  };
  std::error_code failed;
  std::vector<Found> images;
  for (fs::directory_iterator at(folder_, failed), end; !failed && at != end;
       at.increment(failed)) {
    const std::string name = at->path().filename().string();
    std::error_code gone;  // by another process
    const Found found{at->last_write_time(gone), at->file_size(gone), at->path()};
    if (gone || !name.starts_with(kBegin)) continue;
    if (name.ends_with(kEnd)) {
      images.push_back(found);
    } else if (name.find(kEnd) != std::string::npos &&
               fs::file_time_type::clock::now() - found.written > kLongestWrite) {
      fs::remove(found.path, gone);  // left behind by a run that was killed
    }
  }
  std::sort(images.begin(), images.end(),
            [](const Found& a, const Found& b) { return a.written > b.written; });
  uintmax_t bytes = 0;
  for (size_t i = 0; i < images.size(); ++i) {
    bytes += images[i].size;
    if (i >= kMostImages || (i > 0 && bytes > kMostBytes)) fs::remove(images[i].path, failed);
  }
}

}  // namespace presscut::tool
