// A file that is written from front to back, with its hashes taken on the way; and the same of
// files that stand.
//
//   HashedFile file;
//   file.Open("d/tables/dates.csv");
//   file.Write("article,n\r\n");
//   FileHash hash;
//   if (auto error = file.Close(&hash)) return *error;     // hash.bytes, hash.sha256 …
//
// Cost: a copy into a buffer, a system call every 256 KiB, about a nanosecond a byte for the hash.
// Thread-safety: one thread a file. Errors: "unwritable-file", "unreadable-file"; the first is kept
// and Close() returns it.

#ifndef PRESSCUT_DATASET_FILE_H_
#define PRESSCUT_DATASET_FILE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/result.h"

namespace presscut::dataset {

struct FileHash {
  uint64_t bytes = 0;
  std::string sha256;  // 64 hexadecimal digits
  uint64_t xxh3 = 0;
};

class HashedFile {
 public:
  HashedFile();
  ~HashedFile();
  HashedFile(const HashedFile&) = delete;
  HashedFile& operator=(const HashedFile&) = delete;

  void Open(const std::string& path);
  void Write(std::string_view bytes);
  uint64_t bytes() const;  // written so far
  std::optional<Error> Close(FileHash* hash);

 private:
  struct State;
  void Flush();
  std::unique_ptr<State> state_;
};

// A file that is read by places.
class PlacedFile {
 public:
  ~PlacedFile();
  bool Open(const std::string& path);
  // False where there are not so many bytes.
  bool Read(uint64_t offset, size_t size, std::string* out) const;
  uint64_t size() const { return size_; }

 private:
  int fd_ = -1;
  uint64_t size_ = 0;
};

std::optional<Error> WriteWhole(const std::string& path, std::string_view bytes, FileHash* hash);
std::optional<Error> HashFile(const std::string& path, FileHash* hash);
// Of a file's bytes as they are on the disk; also how long it is.
std::optional<Error> Xxh3OfFile(const std::string& path, uint64_t* bytes, uint64_t* xxh3);
// Hands out a whole file in pieces, the first of at least 4 KiB where it has so many.
std::optional<Error> Pieces(const std::string& path,
                            const std::function<void(std::string_view)>& use);
// Writes over bytes that are there.
std::optional<Error> WriteAt(const std::string& path, uint64_t offset, std::string_view bytes);
// REQUIRES: there is no file at `to`.
std::optional<Error> CopyFile(const std::string& from, const std::string& to);

std::string Hexadecimal(uint64_t number);  // 16 digits

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_FILE_H_
