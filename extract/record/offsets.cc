#include "extract/record/offsets.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace presscut::record {
namespace {

bool IsAscii(std::string_view s) {
  constexpr uint64_t kHigh = 0x8080808080808080;
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

// A code point begins with every byte that continues none; one of four bytes takes two UTF-16
// units.
uint32_t Units(const char* begin, const char* end, bool utf16) {
  uint32_t n = 0;
  for (const char* c = begin; c != end; ++c) n += static_cast<signed char>(*c) >= -64 ? 1u : 0u;
  if (utf16) {
    for (const char* c = begin; c != end; ++c)
      n += static_cast<unsigned char>(*c) >= 0xF0 ? 1u : 0u;
  }
  return n;
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
  raw_ = raw;
  utf16_ = unit == OffsetUnit::kUtf16;
  identity_ = unit == OffsetUnit::kByte || IsAscii(raw);
  before_.clear();
  if (identity_) return;
  uint32_t sum = 0;
  for (size_t at = 0; at <= raw.size(); at += kBlock) {
    before_.push_back(sum);
    const size_t end = std::min(raw.size(), at + kBlock);
    sum += Units(raw.data() + at, raw.data() + end, utf16_);
  }
}

uint32_t OffsetIndex::At(uint32_t byte) const {
  assert(byte <= raw_.size());
  if (identity_) return byte;
  const uint32_t block = byte / kBlock;
  return before_[block] + Units(raw_.data() + size_t{block} * kBlock, raw_.data() + byte, utf16_);
}

}  // namespace presscut::record
