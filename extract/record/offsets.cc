#include "extract/record/offsets.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace presscut::record {
namespace {

constexpr uint64_t kHigh = 0x8080808080808080;

bool IsAscii(std::string_view s) {
  uint64_t all = 0;
  size_t i = 0;
  for (; i + 8 <= s.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, s.data() + i, 8);
    all |= word;
  }
  for (; i < s.size(); ++i) all |= static_cast<unsigned char>(s[i]);
  return (all & kHigh) == 0;
}

// One bit for each high bit of the eight bytes, the first byte's lowest.
uint64_t Gather(uint64_t high) { return ((high >> 7) * 0x0102040810204080) >> 56; }

// The bytes of a block that continue a character, and those that lead one of four bytes.
struct Marks {
  uint64_t continued = 0, of_four = 0;
};
Marks MarksOf(const std::array<uint64_t, 8>& words) {
  Marks marks;
  for (size_t w = 0; w < words.size(); ++w) {
    const uint64_t v = words[w];
    if ((v & kHigh) == 0) continue;
    marks.continued |= Gather(v & ~(v << 1) & kHigh) << (8 * w);
    marks.of_four |= Gather(v & (v << 1) & (v << 2) & (v << 3) & kHigh) << (8 * w);
  }
  return marks;
}

}  // namespace

std::string_view NameOf(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::kByte:
      return "byte";
    case OffsetUnit::kUtf16:
      return "utf16";
    case OffsetUnit::kCodePoint:
      break;
  }
  return "codepoint";
}

void OffsetIndex::Reset(std::string_view raw, OffsetUnit unit) {
  identity_ = unit == OffsetUnit::kByte || IsAscii(raw);
  blocks_.clear();
  if (identity_) return;
  uint32_t sum = 0;
  uint64_t second = 0;  // 1 where the block begins behind the lead of a character of four bytes
  for (size_t at = 0; at <= raw.size(); at += kBlock) {
    std::array<uint64_t, kBlock / 8> words{};
    std::memcpy(words.data(), raw.data() + at, std::min<size_t>(kBlock, raw.size() - at));
    Marks marks = MarksOf(words);
    if (unit == OffsetUnit::kUtf16) {  // such a character has two units
      marks.continued &= ~(marks.of_four << 1 | second);
      second = marks.of_four >> (kBlock - 1);
    }
    blocks_.push_back({marks.continued, sum});
    sum += kBlock - static_cast<uint32_t>(std::popcount(marks.continued));
  }
}

uint32_t OffsetIndex::InBlocks(uint32_t byte) const {
  const Block& block = blocks_[byte / kBlock];
  const uint32_t within = byte % kBlock;
  const uint64_t before = block.counted_not & ((uint64_t{1} << within) - 1);
  return block.units_before + within - static_cast<uint32_t>(std::popcount(before));
}

}  // namespace presscut::record
