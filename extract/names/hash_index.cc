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
  if (++size_ * 2 > slots_.size()) {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.age == age_) slots_[SlotOf(slot.hash)] = slot;
    }
  }
  Slot& slot = slots_[SlotOf(hash)];
  slot = {hash, kNobody, age_};
  return slot.number;
}

}  // namespace presscut::names
