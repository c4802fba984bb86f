// Byte offsets of the raw article become the units that readers count in: code points (Python,
// Java's codePointAt), bytes, or UTF-16 units (JavaScript, Java, C#).
//
//   OffsetIndex index;
//   index.Reset(raw, OffsetUnit::kCodePoint);         // reuses its table
//   uint64_t start = index.At(span.begin);
//
// Units: bytes of raw in, the asked unit out. Cost: Reset is one pass over the bytes (none for
// bytes, a quick one for plain ASCII), eight at a time; At looks up one block and counts its bits.
// Thread-safety: At is const. Errors: none. REQUIRES: raw is UTF-8; offsets are at most raw.size()
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
  uint32_t At(uint32_t byte) const { return identity_ ? byte : InBlocks(byte); }

 private:
  static constexpr uint32_t kBlock = 64;
  struct Block {
    uint64_t not_counted;   // a bit for each byte that begins no unit
    uint32_t units_before;  // the block
  };
  uint32_t InBlocks(uint32_t byte) const;

  bool identity_ = true;
  std::vector<Block> blocks_;
};

}  // namespace presscut::record

#endif  // PRESSCUT_RECORD_OFFSETS_H_
