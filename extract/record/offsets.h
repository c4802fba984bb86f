// Byte offsets of the raw article become the units that readers count in: code points (Python,
// Java's codePointAt), bytes, or UTF-16 units (JavaScript, Java, C#).
//
//   OffsetIndex index;
//   index.Reset(raw, OffsetUnit::kCodePoint);         // reuses its table
//   uint64_t start = index.At(span.begin);
//
// Units: bytes of raw in, the asked unit out. Cost: Reset is one pass over the bytes (none for
// bytes, a quick one for plain ASCII); At adds up at most 63 bytes. Thread-safety: At is const.
// Errors: none. REQUIRES: raw is UTF-8 and outlives the calls to At; offsets are at most raw.size()
// and between characters.

#ifndef PRESSCUT_RECORD_OFFSETS_H_
#define PRESSCUT_RECORD_OFFSETS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace presscut::record {

enum class OffsetUnit : uint8_t { kCodePoint, kByte, kUtf16 };

// "codepoint", "byte", "utf16": as in the record and on the command line.
std::string_view NameOf(OffsetUnit unit);

class OffsetIndex {
 public:
  void Reset(std::string_view raw, OffsetUnit unit);
  uint32_t At(uint32_t byte) const;

 private:
  static constexpr uint32_t kBlock = 64;

  std::string_view raw_;
  bool utf16_ = false;
  bool identity_ = true;
  std::vector<uint32_t> before_;  // units before each block
};

}  // namespace presscut::record

#endif  // PRESSCUT_RECORD_OFFSETS_H_
