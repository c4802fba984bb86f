// Articles, one after the other, out of files, folders, lists of files, compressed files, JSONL and
// standard input.
//
//   Source source({.paths = {"corpus/articles", "more.jsonl.gz"}});
//   Article article;
//   while (source.Next(&article)) Use(article);  // reuses the article's strings
//
// Ids. A file below a given folder: its path below that folder without suffix ("bbc/0001" of
// bbc/0001.txt.gz). A file that is itself given, or stands in a list: its name without suffix.
// Standard input: "stdin", "stdin-2" …. A JSONL row: its "id", else "<id of the file>:<line>".
//
// Formats. .jsonl is JSONL, all else is text: one article a file; --from says otherwise. Text on
// standard input is one article, or several with form feeds or NUL bytes between them; pieces of
// white space only are none. Compression is known by content. JSONL is read row by row: a blank
// line is passed over, a byte-order mark and CRLF do no harm.
//
// Order: as given; within a folder the byte order of paths. Memory: one article, and the names of
// one folder a level.
//
// Errors: there is no failing source, only failing articles: what cannot be read comes out as an
// article with `error` set, in its place, and the rest goes on. Codes: unreadable-file,
// article-too-large, bad-json-row.
//
// Cost: a copy of each article's bytes and an XXH3 of them. Thread-safety: one thread calls Next();
// Stop(), bytes_consumed() and skipped() may be called from any.

#ifndef PRESSCUT_SOURCE_SOURCE_H_
#define PRESSCUT_SOURCE_SOURCE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extract/source/article.h"
#include "extract/source/rows.h"
#include "extract/source/stream.h"
#include "extract/source/walk.h"

namespace presscut::source {

// No news article is longer; it bounds memory and keeps every offset within 32 bits. Counts the
// bytes of a text after decompression, or of a JSONL row.
inline constexpr size_t kMaxArticleBytes = size_t{64} << 20;

struct Input {
  std::vector<std::string> paths;  // files, folders, "-" for standard input
  std::optional<std::string>
      files_from;  // a file of paths, one a line (or NUL-separated), or "-"; read after `paths`
  Format format = Format::kAuto;
  // Asked before a file is opened; where it says so, the file is passed over: who knows what is in
  // it need not read it again. Called by the thread that calls Next(). Not asked for "-".
  std::function<bool(const std::string& path, const std::string& id)> pass_over = nullptr;
};

// Every given path that is not there: what a caller should refuse before it starts. (Paths in a
// list of files are not looked at: one that is missing is a failing article.)
std::vector<std::string> MissingPaths(const Input& input);

// Bytes on the disk below all paths, for a progress display; nothing where it cannot be known
// (pipes, lists).
std::optional<uint64_t> TotalBytes(const Input& input);

class Source {
 public:
  explicit Source(Input input);

  // False at the end. Overwrites *article.
  bool Next(Article* article);

  // From any thread: a Next() that waits for a pipe ends soon, and then every later one.
  void Stop() { stop_.store(true, std::memory_order_relaxed); }
  // Taken from disk or pipe so far.
  uint64_t bytes_consumed() const { return consumed_.load(std::memory_order_relaxed); }
  // Files passed over because of their suffix.
  uint64_t skipped() const { return skipped_.load(std::memory_order_relaxed); }

 private:
  enum class State { kNextPath, kRows, kPages };

  bool NextPath(std::string* path);
  bool StartPath(const std::string& path, Article* article);
  bool StartFile(const std::string& path, std::string id, Article* article);
  bool NextRow(Article* article);
  bool NextPage(Article* article);
  void ReadWhole(const std::string& path, Article* article);
  void CountConsumed();

  Input input_;
  std::atomic<bool> stop_{false};
  std::atomic<uint64_t> consumed_{0}, skipped_{0};
  uint64_t consumed_before_ = 0, skipped_before_ = 0;

  State state_ = State::kNextPath;
  size_t next_path_ = 0;
  bool list_open_ = false;
  ByteStream list_;
  Cutter list_cutter_;
  std::optional<FolderWalk> walk_;

  ByteStream stream_;
  Cutter cutter_;
  RowReader rows_;
  std::string path_, id_;  // of the file being read
  uint64_t line_ = 0;      // of its rows, or pages
};

}  // namespace presscut::source

#endif  // PRESSCUT_SOURCE_SOURCE_H_
