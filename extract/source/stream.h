// Bytes of a file, a pipe or standard input, decompressed where they are compressed, and cut at
// line ends or page marks.
//
//   ByteStream stream;
//   if (auto error = stream.Open("news.jsonl.zst", nullptr)) return *error;
//   Cutter cutter(kMaxArticleBytes);
//   cutter.Start(&stream, Cutter::kLines);
//   std::string_view line;
//   while (cutter.Next(&line) == Cutter::kPiece) Use(line);
//
// gzip, zstd, xz and bzip2 are known by their first bytes, whatever the name says. A read returns
// what is there: a line that has come through a pipe is handed out before the next one is written.
//
// Cost: a system call every 256 KiB or less; memory is one piece, never more than the limit.
// Thread-safety: one thread, but for the stop flag, which another may set: a read that waits for a
// pipe then ends within a tenth of a second. Errors: "unreadable-file", with the system's or the
// decompressor's words. Lifetime: a piece lives until the next call.

#ifndef PRESSCUT_SOURCE_STREAM_H_
#define PRESSCUT_SOURCE_STREAM_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/result.h"

namespace presscut::source {

class ByteStream {
 public:
  ByteStream();
  ~ByteStream();
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  // "-" is standard input. `stop` may be null; it outlives the stream.
  std::optional<Error> Open(const std::string& path, const std::atomic<bool>* stop);
  void Close();

  // Reads at least one byte and at most `size`; 0 at the end or where reading failed (then error()
  // says why).
  size_t Read(char* buffer, size_t size);
  const std::optional<Error>& error() const { return error_; }

  // Bytes taken from the disk or the pipe so far, before decompression.
  uint64_t consumed() const { return consumed_; }
  // Size of the file where it is a plain one; 0 where nobody knows.
  uint64_t size_hint() const { return compressed() ? 0 : size_; }
  bool compressed() const { return archive_ != nullptr; }

 private:
  struct Archive;
  size_t ReadRaw(char* buffer, size_t size);   // before decompression
  size_t ReadFile(char* buffer, size_t size);  // behind the head
  void Fail(std::string_view what);

  std::string path_;
  int fd_ = -1;
  bool regular_ = false;
  uint64_t size_ = 0;
  uint64_t consumed_ = 0;
  const std::atomic<bool>* stop_ = nullptr;
  // Read to look at, and not yet handed out from head_used_ on. Most articles are no longer.
  std::array<char, (size_t{8} << 10)> head_;
  size_t head_size_ = 0, head_used_ = 0;
  std::unique_ptr<Archive> archive_;
  std::optional<Error> error_;
};

class Cutter {
 public:
  enum Mode {
    kLines,  // at LF
    kPages,  // at form feeds and NUL bytes; UTF-16 (by its byte-order mark) is not cut
    kNames,  // at NUL bytes where the first read shows one, else at LF: a list of paths
    kWhole,
  };
  enum Status { kPiece, kTooLarge, kEnd, kError };

  explicit Cutter(size_t limit) : limit_(limit) {}

  // Begins anew, keeping the buffer. REQUIRES: stream is open and outlives the calls to Next.
  void Start(ByteStream* stream, Mode mode);

  // The next piece, without the byte it was cut at. kTooLarge: it went beyond the limit and is
  // passed over; *piece is empty. At least kPadding readable bytes follow a piece.
  Status Next(std::string_view* piece);
  static constexpr size_t kPadding = 64;

 private:
  const char* FindCut(const char* begin, const char* end) const;
  bool Fill();

  size_t limit_;
  ByteStream* stream_ = nullptr;
  Mode mode_ = kWhole;
  std::string buffer_;  // [begin_, end_) holds what is not yet handed out
  size_t begin_ = 0, end_ = 0;
  bool started_ = false, ended_ = false;
  char name_end_ = '\n';
};

}  // namespace presscut::source

#endif  // PRESSCUT_SOURCE_STREAM_H_
