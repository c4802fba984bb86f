// The articles below a folder, one path at a time, in the byte order of their paths.
//
//   FolderWalk walk("corpus/articles");
//   std::string path;
//   while (walk.Next(&path)) Open(path);  // corpus/articles/a.txt, corpus/articles/b/c.jsonl.gz …
//
// Taken are .txt and .jsonl, and either of them with .gz, .zst, .xz or .bz2 behind it; all else is
// skipped and counted, as is what begins with a full stop. Pipes and devices are skipped too: to
// open one could wait for ever. Links are followed, but not back into a folder that is being
// walked.
//
// Cost: memory for the names of the folders on the way down, not for the whole tree. Thread-safety:
// one thread. Errors: a folder that cannot be read comes out as a path with error() set.

#ifndef PRESSCUT_SOURCE_WALK_H_
#define PRESSCUT_SOURCE_WALK_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace presscut::source {

enum class Format : uint8_t { kAuto, kText, kJsonl };

// What a file holds, by its name (news.jsonl.gz: kJsonl); kAuto where the name does not say.
Format FormatOf(std::string_view path);

// A path without its suffixes, also without that of compression: "a/b.txt.gz" is "a/b".
std::string_view WithoutSuffix(std::string_view path);

class FolderWalk {
 public:
  explicit FolderWalk(std::string root);

  // False at the end. *path begins with the root; below_root() is the rest.
  bool Next(std::string* path);
  std::string_view below_root(std::string_view path) const { return path.substr(root_.size()); }
  // Why the path that came last is no file but a folder that cannot be read; empty where it is a
  // file.
  const std::string& error() const { return error_; }
  uint64_t skipped() const { return skipped_; }

 private:
  struct Entry {
    std::string name;  // of a folder with a slash behind it, so that paths sort by bytes
    bool folder = false;
  };
  struct Level {
    std::string path;  // with a slash behind it
    uint64_t device = 0, inode = 0;
    std::vector<Entry> entries;
    size_t next = 0;
  };
  bool Enter(const std::string& path);

  std::string root_;  // with a slash behind it
  std::vector<Level> levels_;
  std::string error_;
  uint64_t skipped_ = 0;
};

}  // namespace presscut::source

#endif  // PRESSCUT_SOURCE_WALK_H_
