#include "extract/record/offsets.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace presscut::record {
namespace {

constexpr uint64_t kHigh = 0x8080808080808080;

// Of n bytes, a multiple of 16, all bits that are set in one.
uint64_t AnyBits(const char* s, size_t n) {
  using Words [[gnu::vector_size(16)]] = uint64_t;
  Words all{};
  for (size_t i = 0; i < n; i += sizeof all) {
    Words words;
    std::memcpy(&words, s + i, sizeof words);
    all |= words;
  }
  return all[0] | all[1];
}

bool IsAscii(std::string_view s) {
  const size_t rest = s.size() % 16;
  uint64_t any = AnyBits(s.data(), s.size() - rest);
  for (const char c : s.substr(s.size() - rest)) any |= static_cast<unsigned char>(c);
  return (any & kHigh) == 0;
}

// One bit for each high bit of the eight bytes, the first byte's lowest.
uint64_t Gather(uint64_t high) { return ((high >> 7) * 0x0102040810204080) >> 56; }

// The bytes of a block that continue a character, and those that lead one of four bytes.
struct Marks {
  uint64_t continued = 0, of_four = 0;
};
Marks MarksOf(const char* block) {
  Marks marks;
  if ((AnyBits(block, 64) & kHigh) == 0) return marks;
  for (size_t i = 0; i < 64; i += 8) {
    uint64_t v;
    std::memcpy(&v, block + i, sizeof v);
    if ((v & kHigh) == 0) continue;
    marks.continued |= Gather(v & ~(v << 1) & kHigh) << i;
    marks.of_four |= Gather(v & (v << 1) & (v << 2) & (v << 3) & kHigh) << i;
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
  std::array<char, kBlock> last{};  // what is left at the end, with NULs behind it
  uint32_t sum = 0;
  uint64_t second = 0;  // 1 where the block begins behind the lead of a character of four bytes
  for (size_t at = 0; at <= raw.size(); at += kBlock) {
    const char* block = raw.data() + at;
    if (raw.size() - at < kBlock) {
      std::copy_n(block, raw.size() - at, last.begin());
      block = last.data();
    }
    Marks marks = MarksOf(block);
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
  const uint64_t before = block.not_counted & ((uint64_t{1} << within) - 1);
  return block.units_before + within - static_cast<uint32_t>(std::popcount(before));
}

}  // namespace presscut::record
