#include "extract/source/stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace presscut::source {
namespace {

constexpr size_t kChunk = size_t{256} << 10;
// Above this a buffer is given back after use: one huge article must not cost memory for the rest
// of the run.
constexpr size_t kKeepBuffer = size_t{4} << 20;
constexpr int kPollMilliseconds = 100;

struct Magic {
  std::string_view bytes;
};
constexpr Magic kMagics[] = {{{"\x1f\x8b\x08", 3}},
                             {{"\x28\xb5\x2f\xfd", 4}},
                             {{"\xfd\x37\x7a\x58\x5a\x00", 6}},
                             {{"BZh", 3}}};

enum class Looks { kPlain, kCompressed, kTooShortToSay };

Looks LookAt(std::string_view head) {
  for (const Magic& magic : kMagics) {
    const size_t n = std::min(head.size(), magic.bytes.size());
    if (head.substr(0, n) != magic.bytes.substr(0, n)) continue;
    if (n < magic.bytes.size()) return Looks::kTooShortToSay;
    if (magic.bytes != "BZh") return Looks::kCompressed;
    // A text may well begin with BZh; a bzip2 stream goes on with the block size and the digits of
    // pi.
    constexpr std::string_view kBlock = "1AY&SY";
    if (head.size() < 4 + kBlock.size()) return Looks::kTooShortToSay;
    if (head[3] >= '1' && head[3] <= '9' && head.substr(4, kBlock.size()) == kBlock)
      return Looks::kCompressed;
  }
  return Looks::kPlain;
}

}  // namespace

struct ByteStream::Archive {
  struct archive* handle = nullptr;
  ByteStream* owner = nullptr;
  std::string input;

  ~Archive() {
    if (handle != nullptr) archive_read_free(handle);
  }
  static la_ssize_t OnRead(struct archive*, void* data, const void** buffer) {
    auto* self = static_cast<Archive*>(data);
    self->input.resize(kChunk);
    const size_t n = self->owner->ReadRaw(self->input.data(), self->input.size());
    *buffer = self->input.data();
    return self->owner->error_ ? -1 : static_cast<la_ssize_t>(n);
  }
};

ByteStream::ByteStream() = default;
ByteStream::~ByteStream() { Close(); }

void ByteStream::Close() {
  archive_.reset();
  if (fd_ > STDIN_FILENO) close(fd_);
  fd_ = -1;
}

void ByteStream::Fail(std::string_view what) {
  if (!error_) error_ = Error{"unreadable-file", path_, std::string(what)};
}

std::optional<Error> ByteStream::Open(const std::string& path, const std::atomic<bool>* stop) {
  Close();
  path_ = path;
  stop_ = stop;
  consumed_ = 0;
  head_size_ = head_used_ = 0;
  error_.reset();
  fd_ = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info;
  if (fd_ < 0 || fstat(fd_, &info) != 0) {
    Fail(fmt::format("cannot be opened: {}", std::strerror(errno)));
    return error_;
  }
  if (S_ISDIR(info.st_mode)) {
    Fail("is a folder, not a file");
    return error_;
  }
  regular_ = S_ISREG(info.st_mode);
  size_ = regular_ ? static_cast<uint64_t>(info.st_size) : 0;

  // Look at what comes first, without waiting for more than it takes to tell.
  Looks looks = Looks::kTooShortToSay;
  while (looks == Looks::kTooShortToSay) {
    const size_t n = ReadFile(head_.data() + head_size_, head_.size() - head_size_);
    head_size_ += n;
    looks = LookAt(std::string_view(head_.data(), head_size_));
    if (n == 0) break;
  }
  if (error_) return error_;
  if (looks != Looks::kCompressed) return std::nullopt;

  archive_ = std::make_unique<Archive>();
  archive_->owner = this;
  struct archive* a = archive_->handle = archive_read_new();
  if (a == nullptr) {
    Fail("no memory for decompression");
    return error_;
  }
  archive_read_support_filter_gzip(a);
  archive_read_support_filter_zstd(a);
  archive_read_support_filter_xz(a);
  archive_read_support_filter_bzip2(a);
  archive_read_support_format_raw(a);
  archive_read_support_format_empty(a);
  struct archive_entry* entry = nullptr;
  const int opened = archive_read_open(a, archive_.get(), nullptr, &Archive::OnRead, nullptr);
  const int header = opened == ARCHIVE_OK ? archive_read_next_header(a, &entry) : opened;
  if (opened != ARCHIVE_OK || (header != ARCHIVE_OK && header != ARCHIVE_EOF)) {
    const char* why = archive_error_string(a);
    Fail(fmt::format("cannot be decompressed: {}", why == nullptr ? "damaged" : why));
    return error_;
  }
  return std::nullopt;
}

size_t ByteStream::ReadRaw(char* buffer, size_t size) {
  if (head_used_ < head_size_) {
    const size_t n = std::min(size, head_size_ - head_used_);
    std::memcpy(buffer, head_.data() + head_used_, n);
    head_used_ += n;
    return n;
  }
  return ReadFile(buffer, size);
}

size_t ByteStream::ReadFile(char* buffer, size_t size) {
  for (;;) {
    if (!regular_ && stop_ != nullptr) {
      pollfd waiting{fd_, POLLIN, 0};
      if (stop_->load(std::memory_order_relaxed)) return 0;
      if (poll(&waiting, 1, kPollMilliseconds) == 0) continue;
    }
    const ssize_t n = read(fd_, buffer, size);
    if (n >= 0) {
      consumed_ += static_cast<uint64_t>(n);
      return static_cast<size_t>(n);
    }
    if (errno == EINTR || errno == EAGAIN) continue;
    Fail(fmt::format("cannot be read: {}", std::strerror(errno)));
    return 0;
  }
}

size_t ByteStream::Read(char* buffer, size_t size) {
  if (error_) return 0;
  if (archive_ == nullptr) return ReadRaw(buffer, size);
  const la_ssize_t n = archive_read_data(archive_->handle, buffer, size);
  if (n >= 0) return static_cast<size_t>(n);
  const char* why = archive_error_string(archive_->handle);
  Fail(fmt::format("cannot be decompressed: {}", why == nullptr ? "damaged" : why));
  return 0;
}

void Cutter::Start(ByteStream* stream, Mode mode) {
  stream_ = stream;
  mode_ = mode;
  begin_ = end_ = 0;
  started_ = ended_ = false;
}

const char* Cutter::FindCut(const char* begin, const char* end) const {
  const size_t n = static_cast<size_t>(end - begin);
  if (n == 0 || mode_ == kWhole) return nullptr;
  if (mode_ == kLines) return static_cast<const char*>(std::memchr(begin, '\n', n));
  if (mode_ == kNames) return static_cast<const char*>(std::memchr(begin, name_end_, n));
  const auto* page = static_cast<const char*>(std::memchr(begin, '\f', n));
  const auto* nul = static_cast<const char*>(
      std::memchr(begin, '\0', page == nullptr ? n : static_cast<size_t>(page - begin)));
  return nul == nullptr ? page : nul;
}

bool Cutter::Fill() {
  if (ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() > kKeepBuffer && end_ < kChunk) {
      buffer_.resize(kChunk + kPadding);
      buffer_.shrink_to_fit();
    }
  }
  if (buffer_.size() < end_ + kChunk / 4 + kPadding) {
    buffer_.resize(std::max(kChunk, 2 * end_) + kPadding);
  }
  const size_t n = stream_->Read(buffer_.data() + end_, buffer_.size() - kPadding - end_);
  end_ += n;
  if (n == 0) ended_ = true;
  if (!started_) {
    started_ = true;
    const std::string_view all(buffer_.data(), end_);
    if (mode_ == kPages && (all.starts_with("\xff\xfe") || all.starts_with("\xfe\xff")))
      mode_ = kWhole;
    name_end_ = all.find('\0') == std::string_view::npos ? '\n' : '\0';
  }
  return n > 0;
}

Cutter::Status Cutter::Next(std::string_view* piece) {
  *piece = {};
  size_t searched = 0;  // bytes from begin_ known to hold no cut
  bool too_large = false;
  for (;;) {
    const char* data = buffer_.data();
    if (const char* cut = FindCut(data + begin_ + searched, data + end_)) {
      const size_t size = static_cast<size_t>(cut - (data + begin_));
      *piece = std::string_view(data + begin_, size);
      begin_ += size + 1;
      if (!too_large && size <= limit_) return kPiece;
      *piece = {};
      return kTooLarge;
    }
    searched = end_ - begin_;
    if (searched > limit_) {  // pass over it without keeping it
      too_large = true;
      begin_ = end_;
      searched = 0;
    }
    if (Fill()) continue;
    if (stream_->error()) return kError;
    if (too_large) return begin_ = end_, kTooLarge;
    if (begin_ == end_) return kEnd;
    *piece = std::string_view(buffer_.data() + begin_, end_ - begin_);
    begin_ = end_;
    return kPiece;
  }
}

}  // namespace presscut::source
