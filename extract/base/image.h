// Arrays that took long to make, kept in a file that the next run of the same program maps: only
// pages that are looked at are read.
//
//   ImageWriter writer;
//   writer("words/rows", rows);                        // a Flat<T>, which must outlive the writer
//   writer.Write(path, fingerprint);                   // whole or not at all
//
//   std::shared_ptr<const Image> image = Image::Open(path, fingerprint);
//   if (image != nullptr && (*image)("words/rows", rows)) use(rows);
//
// An image belongs to the build of the program that wrote it, down to the linker's build id, and to
// what it was made of (`fingerprint`): there is no other version of the format to be read. It holds
// offsets from its beginning and no pointers.
//
// What is not as it was written is refused: a file that is shorter or longer, whose table of
// contents has another checksum, or that others than its owner may write. Arrays of up to kChecked
// bytes are compared with a checksum, too; larger ones are not read for that. Instead the writer
// gives the file a time of change that it notes inside, and whoever wrote into it, copied it or set
// its times more than kSealing seconds later has left another.
//
// Cost: Open reads a page or two. Thread-safety: an Image is const; a writer belongs to one thread;
// several processes may write the same path. Errors: Open returns nullptr, Write and an array that
// is not there are false. Lifetime: mapped arrays live as long as the Image.

#ifndef PRESSCUT_BASE_IMAGE_H_
#define PRESSCUT_BASE_IMAGE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/flat.h"

namespace presscut {

// The linker's build id of the running program; empty where it has none, and no image is written or
// read.
std::string_view BuildId();

class ImageWriter {
 public:
  // REQUIRES: the array outlives the writer and does not change; a name of up to 39 bytes, once.
  // Always true, so that arrays can be listed alike for writing and reading.
  template <class T>
  bool operator()(std::string_view name, const Flat<T>& array) {
    parts_.push_back({name, array.data(), array.size() * sizeof(T), sizeof(T)});
    return true;
  }
  // False where the file cannot be written; nothing is left behind then.
  bool Write(const std::string& path, uint64_t fingerprint) const;

 private:
  struct Part {
    std::string_view name;
    const void* data;
    size_t bytes, size;  // of all, of one
  };
  std::vector<Part> parts_;
};

class Image {
 public:
  // nullptr where there is no such file, or it is not a sound image of this build and fingerprint.
  static std::shared_ptr<const Image> Open(const std::string& path, uint64_t fingerprint);
  ~Image();
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  // Maps an array; false, and it stays as it is, where there is none of this name and type.
  template <class T>
  bool operator()(std::string_view name, Flat<T>& array) const {
    const Place place = Find(name, sizeof(T));
    if (place.data == nullptr) return false;
    array.Map(static_cast<const T*>(place.data), place.bytes / sizeof(T));
    return true;
  }
  uint64_t fingerprint() const;

 private:
  struct Place {
    const void* data = nullptr;
    size_t bytes = 0;
  };
  Image(const char* data, size_t size) : data_(data), size_(size) {}
  bool Sound(uint64_t fingerprint, int64_t sealed) const;
  Place Find(std::string_view name, size_t size) const;

  const char* data_;
  size_t size_;
};

}  // namespace presscut

#endif  // PRESSCUT_BASE_IMAGE_H_
