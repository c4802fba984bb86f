#include "extract/dataset/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "extract/base/xxh3.h"

namespace presscut::dataset {
namespace {

constexpr size_t kBuffer = size_t{256} << 10;

Error Unwritable(const std::string& path) {
  return {"unwritable-file", path, fmt::format("cannot be written: {}", std::strerror(errno))};
}
Error Unreadable(const std::string& path) {
  return {"unreadable-file", path, fmt::format("cannot be read: {}", std::strerror(errno))};
}

class Hasher {
 public:
  Hasher() : sha256_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(sha256_, EVP_sha256(), nullptr); }
  ~Hasher() { EVP_MD_CTX_free(sha256_); }
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  void Add(std::string_view bytes) {
    bytes_ += bytes.size();
    EVP_DigestUpdate(sha256_, bytes.data(), bytes.size());
    xxh3_.Add(bytes);
  }
  uint64_t bytes() const { return bytes_; }
  FileHash Finish() {
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(sha256_, digest.data(), nullptr);
    std::string sha256;
    for (const unsigned char byte : digest) sha256 += fmt::format("{:02x}", byte);
    return {bytes_, std::move(sha256), xxh3_.Finish()};
  }

 private:
  uint64_t bytes_ = 0;
  EVP_MD_CTX* sha256_;
  Xxh3 xxh3_;
};

}  // namespace

struct HashedFile::State {
  std::string path;
  int fd = -1;
  std::string buffer;
  Hasher hasher;  // of what is no longer in the buffer
  std::optional<Error> error;
};

HashedFile::HashedFile() = default;
HashedFile::~HashedFile() {
  if (state_ != nullptr && state_->fd >= 0) close(state_->fd);
}

void HashedFile::Open(const std::string& path) {
  state_ = std::make_unique<State>();
  state_->path = path;
  state_->buffer.reserve(kBuffer);
  state_->fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (state_->fd < 0) state_->error = Unwritable(path);
}

void HashedFile::Flush() {
  std::string_view rest = state_->buffer;
  state_->hasher.Add(rest);
  while (!rest.empty() && !state_->error) {
    const ssize_t n = write(state_->fd, rest.data(), rest.size());
    if (n >= 0) {
      rest.remove_prefix(static_cast<size_t>(n));
    } else if (errno != EINTR) {
      state_->error = Unwritable(state_->path);
    }
  }
  state_->buffer.clear();
}

void HashedFile::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t n = std::min(bytes.size(), kBuffer - state_->buffer.size());
    state_->buffer.append(bytes.substr(0, n));
    bytes.remove_prefix(n);
    if (state_->buffer.size() == kBuffer) Flush();
  }
}

uint64_t HashedFile::bytes() const { return state_->hasher.bytes() + state_->buffer.size(); }

std::optional<Error> HashedFile::Close(FileHash* hash) {
  Flush();
  if (state_->fd >= 0 && close(state_->fd) != 0 && !state_->error) {
    state_->error = Unwritable(state_->path);
  }
  state_->fd = -1;
  *hash = state_->hasher.Finish();
  return state_->error;
}

PlacedFile::~PlacedFile() {
  if (fd_ >= 0) close(fd_);
}

bool PlacedFile::Open(const std::string& path) {
  fd_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info;
  if (fd_ < 0 || fstat(fd_, &info) != 0) return false;
  size_ = static_cast<uint64_t>(info.st_size);
  return true;
}

bool PlacedFile::Read(uint64_t offset, size_t size, std::string* out) const {
  if (fd_ < 0 || offset > size_ || size > size_ - offset) return false;
  out->resize(size);
  for (size_t done = 0; done < size;) {
    const ssize_t n =
        pread(fd_, out->data() + done, size - done, static_cast<off_t>(offset + done));
    if (n <= 0) {
      if (n < 0 && errno == EINTR) continue;
      return false;
    }
    done += static_cast<size_t>(n);
  }
  return true;
}

std::optional<Error> WriteWhole(const std::string& path, std::string_view bytes, FileHash* hash) {
  HashedFile file;
  file.Open(path);
  file.Write(bytes);
  return file.Close(hash);
}

std::optional<Error> HashFile(const std::string& path, FileHash* hash) {
  Hasher hasher;
  auto error = Pieces(path, [&](std::string_view piece) { hasher.Add(piece); });
  *hash = hasher.Finish();
  return error;
}

std::optional<Error> Xxh3OfFile(const std::string& path, uint64_t* bytes, uint64_t* xxh3) {
  Xxh3 hash;
  *bytes = 0;
  auto error = Pieces(path, [&](std::string_view piece) {
    hash.Add(piece);
    *bytes += piece.size();
  });
  *xxh3 = hash.Finish();
  return error;
}

std::optional<Error> Pieces(const std::string& path,
                            const std::function<void(std::string_view)>& use) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return Unreadable(path);
  std::vector<char> buffer(kBuffer);
  ssize_t n;
  while ((n = read(fd, buffer.data(), buffer.size())) != 0) {
    if (n > 0) {
      use({buffer.data(), static_cast<size_t>(n)});
    } else if (errno != EINTR) {
      const Error error = Unreadable(path);
      close(fd);
      return error;
    }
  }
  close(fd);
  return std::nullopt;
}

std::optional<Error> WriteAt(const std::string& path, uint64_t offset, std::string_view bytes) {
  const int fd = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return Unwritable(path);
  std::optional<Error> error;
  if (pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset)) !=
      static_cast<ssize_t>(bytes.size())) {
    error = Unwritable(path);
  }
  if (close(fd) != 0 && !error) error = Unwritable(path);
  return error;
}

std::optional<Error> CopyFile(const std::string& from, const std::string& to) {
  std::error_code failed;
  std::filesystem::copy_file(from, to, failed);
  if (!failed) return std::nullopt;
  return Error{"unwritable-file", to, fmt::format("cannot be written: {}", failed.message())};
}

std::string Hexadecimal(uint64_t number) { return fmt::format("{:016x}", number); }

}  // namespace presscut::dataset
