#include "extract/names/hash_index.h"

namespace presscut::names {

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
