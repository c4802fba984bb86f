#include "extract/base/image.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace presscut {
namespace {

constexpr size_t kAlignment = 64;     // of each array: a cache line
constexpr size_t kChecked = 1 << 16;  // bytes up to which an array has a checksum
constexpr uint32_t kMostParts = 1000;
constexpr int64_t kSealing = 2;                     // seconds between the file's last times
constexpr uint64_t kMagic = 0x3174'7563'7373'6572;  // another byte order reads another number

struct Header {
  uint64_t magic = kMagic;
  uint32_t header_size = 0, part_size = 0;
  uint64_t build = 0, fingerprint = 0;
  int64_t sealed = 0;  // the file's time of change, in seconds
  uint64_t size = 0;   // of the file
  uint64_t parts = 0;
  uint64_t checksum = 0;  // of the parts' table and of this, with 0 here
};

struct PartRow {
  std::array<char, 40> name{};
  uint64_t begin = 0, bytes = 0, size = 0;  // size: of one element
  uint64_t checksum = 0;                    // where bytes <= kChecked
};

uint64_t Hash(const void* data, size_t bytes) { return XXH3_64bits(data, bytes); }

uint64_t BuildHash() {
  const std::string_view id = BuildId();
  return Hash(id.data(), id.size());
}

size_t Aligned(size_t at) { return (at + kAlignment - 1) / kAlignment * kAlignment; }

uint64_t Checksum(Header header, const PartRow* rows) {
  header.checksum = 0;
  return Hash(&header, sizeof header) ^ Hash(rows, header.parts * sizeof(PartRow)) * 3;
}

bool WriteAll(int file, const void* data, size_t bytes) {
  const char* at = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t written = write(file, at, bytes);
    if (written <= 0) return false;
    at += written;
    bytes -= static_cast<size_t>(written);
  }
  return true;
}

}  // namespace

std::string_view BuildId() {
  static const std::string_view id = [] {
    std::string_view found;
    // The program itself comes first.
    dl_iterate_phdr(
        [](dl_phdr_info* info, size_t, void* out) {
          for (int i = 0; i < info->dlpi_phnum; ++i) {
            const ElfW(Phdr)& segment = info->dlpi_phdr[i];
            if (segment.p_type != PT_NOTE) continue;
            const char* at = reinterpret_cast<const char*>(info->dlpi_addr + segment.p_vaddr);
            const char* const end = at + segment.p_memsz;
            while (at + sizeof(ElfW(Nhdr)) <= end) {
              ElfW(Nhdr) note;
              std::memcpy(&note, at, sizeof note);
              const char* const name = at + sizeof note;
              const char* const text = name + (note.n_namesz + 3u) / 4 * 4;
              if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" &&
                  std::memcmp(name, "GNU", sizeof "GNU") == 0) {
                *static_cast<std::string_view*>(out) = {text, note.n_descsz};
                return 1;
              }
              at = text + (note.n_descsz + 3u) / 4 * 4;
            }
          }
          return 1;
        },
        &found);
    return found;
  }();
  return id;
}

bool ImageWriter::Write(const std::string& path, uint64_t fingerprint) const {
  if (BuildId().empty()) return false;
  std::vector<PartRow> rows(parts_.size());
  size_t at = sizeof(Header) + rows.size() * sizeof(PartRow);
  for (size_t i = 0; i < rows.size(); ++i) {
    const Part& part = parts_[i];
    assert(part.name.size() < rows[i].name.size());
    std::copy(part.name.begin(), part.name.end(), rows[i].name.begin());
    at = Aligned(at);
    rows[i].begin = at;
    rows[i].bytes = part.bytes;
    rows[i].size = part.size;
    if (part.bytes <= kChecked) rows[i].checksum = Hash(part.data, part.bytes);
    at += part.bytes;
  }
  Header header;
  header.header_size = sizeof(Header);
  header.part_size = sizeof(PartRow);
  header.build = BuildHash();
  header.fingerprint = fingerprint;
  header.size = at;
  header.parts = rows.size();

  std::string temporary = path + ".XXXXXX";
  const int file = mkstemp(temporary.data());
  if (file < 0) return false;
  static constexpr std::array<char, kAlignment> kGap{};
  size_t written = 0;
  const auto write_head = [&] {
    header.checksum = Checksum(header, rows.data());
    const size_t bytes = rows.size() * sizeof(PartRow);
    written = sizeof header + bytes;
    return lseek(file, 0, SEEK_SET) == 0 && WriteAll(file, &header, sizeof header) &&
           WriteAll(file, rows.data(), bytes);
  };
  bool good = write_head();
  for (size_t i = 0; good && i < rows.size(); ++i) {
    good = WriteAll(file, kGap.data(), rows[i].begin - written) &&
           WriteAll(file, parts_[i].data, rows[i].bytes);
    written = rows[i].begin + rows[i].bytes;
  }
  // On disk before it has its name: after a power cut it is whole or not there. The time is that of
  // the file system, which may have another clock.
  struct stat info;
  good = good && fdatasync(file) == 0 && write_head() && fstat(file, &info) == 0;
  if (good) {
    header.sealed = info.st_mtim.tv_sec;
    const timespec sealed{header.sealed, 0};
    const std::array<timespec, 2> times = {sealed, sealed};
    good = write_head() && fdatasync(file) == 0 && futimens(file, times.data()) == 0;
  }
  good = close(file) == 0 && good;
  good = good && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (!good) unlink(temporary.c_str());
  return good;
}

std::shared_ptr<const Image> Image::Open(const std::string& path, uint64_t fingerprint) {
  if (BuildId().empty()) return nullptr;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return nullptr;
  struct stat info;
  std::shared_ptr<const Image> image;
  if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
      (info.st_mode & (S_IWGRP | S_IWOTH)) == 0 &&
      static_cast<size_t>(info.st_size) >= sizeof(Header)) {
    const size_t size = static_cast<size_t>(info.st_size);
    void* data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (data != MAP_FAILED) image.reset(new Image(static_cast<const char*>(data), size));
    const int64_t sealed = info.st_mtim.tv_sec;
    const bool as_left = info.st_mtim.tv_nsec == 0 && info.st_ctim.tv_sec >= sealed &&
                         info.st_ctim.tv_sec - sealed <= kSealing;
    if (image != nullptr && !(as_left && image->Sound(fingerprint, sealed))) image = nullptr;
  }
  close(file);
  return image;
}

Image::~Image() { munmap(const_cast<char*>(data_), size_); }

uint64_t Image::fingerprint() const { return reinterpret_cast<const Header*>(data_)->fingerprint; }

bool Image::Sound(uint64_t fingerprint, int64_t sealed) const {
  const Header& header = *reinterpret_cast<const Header*>(data_);
  if (header.magic != kMagic || header.header_size != sizeof(Header) ||
      header.part_size != sizeof(PartRow) || header.build != BuildHash() ||
      header.fingerprint != fingerprint || header.sealed != sealed || header.size != size_ ||
      header.parts > kMostParts || sizeof(Header) + header.parts * sizeof(PartRow) > size_)
    return false;
  const PartRow* const rows = reinterpret_cast<const PartRow*>(data_ + sizeof(Header));
  if (header.checksum != Checksum(header, rows)) return false;
  for (uint64_t i = 0; i < header.parts; ++i) {
    const PartRow& row = rows[i];
    if (row.begin > size_ || row.bytes > size_ - row.begin || row.begin % kAlignment != 0 ||
        row.size == 0 || row.bytes % row.size != 0 || row.name.back() != 0)
      return false;
  }
  return true;
}

Image::Place Image::Find(std::string_view name, size_t size) const {
  const Header& header = *reinterpret_cast<const Header*>(data_);
  const PartRow* const rows = reinterpret_cast<const PartRow*>(data_ + sizeof(Header));
  for (uint64_t i = 0; i < header.parts; ++i) {
    const PartRow& row = rows[i];
    if (name != row.name.data() || size != row.size) continue;
    const char* const data = data_ + row.begin;
    if (row.bytes <= kChecked && row.checksum != Hash(data, row.bytes)) return {};
    return {data, row.bytes};
  }
  return {};
}

}  // namespace presscut
