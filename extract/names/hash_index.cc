#include "extract/names/hash_index.h"

#include "extract/text/unicode.h"

namespace presscut::names {

uint64_t FoldedHash(std::string_view s) {
  uint64_t h = 1469598103934665603u;
  for (size_t i = 0; i < s.size();) {
    const uint8_t c = static_cast<uint8_t>(s[i]);
    if (c < 0x80) {
      h = (h ^ (c >= 'A' && c <= 'Z' ? c | 0x20u : c)) * 1099511628211u;
      ++i;
      continue;
    }
    size_t length = 0;
    h = (h ^ text::LowerOf(text::DecodeAt(s, i, &length))) * 1099511628211u;
    i += length;
  }
  return h;
}

uint32_t& HashIndex::Add(uint64_t hash) {
  entries_.push_back({hash, kNobody});
  if (entries_.size() * 2 > mask_ + 1) {
    mask_ = mask_ * 2 + 1;
    if (slots_.size() <= mask_) slots_.resize(mask_ + 1);
    Free();
    for (uint32_t i = 0; i + 1 < entries_.size(); ++i) slots_[SlotOf(entries_[i].hash)] = i + 1;
  }
  slots_[SlotOf(hash)] = static_cast<uint32_t>(entries_.size());
  return entries_.back().number;
}

}  // namespace presscut::names
