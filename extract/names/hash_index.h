// Numbers by hash, for the few hundred spellings of one article; and a hash of text that case does
// not change.
//
//   HashIndex index;
//   index.Clear();                                    // keeps its memory
//   index.At(FoldedHash("Porter")) = 3;
//   index.Find(FoldedHash("PORTER")) == 3             // kNobody where nothing was set
//
// Two texts of one hash count as one: 64 bits make that rarer than a fault of the machine.
//
// Cost: a probe or two; no allocation once it is as large as an article needs. Thread-safety: one a
// thread. Errors: none. REQUIRES: valid UTF-8.

#ifndef PRESSCUT_NAMES_HASH_INDEX_H_
#define PRESSCUT_NAMES_HASH_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/base/mention.h"

namespace presscut::names {

uint64_t FoldedHash(std::string_view s);

class HashIndex {
 public:
  void Clear() {
    size_ = 0;
    if (++age_ != 0) return;
    slots_.assign(slots_.size(), Slot());
    age_ = 1;
  }
  uint32_t Find(uint64_t hash) const {
    const Slot& slot = slots_[SlotOf(hash)];
    return slot.age == age_ ? slot.number : kNobody;
  }
  // The number of a hash, to be set; kNobody where it had none. Good until the next call.
  uint32_t& At(uint64_t hash) {
    Slot& slot = slots_[SlotOf(hash)];
    return slot.age == age_ ? slot.number : Add(hash);
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    uint32_t number = 0;
    uint32_t age = 0;  // that of the index, or the slot is free
  };

  // Where the hash is, or the free slot where it would be. The last bit of a spelling's hash is
  // always set.
  size_t SlotOf(uint64_t hash) const {
    size_t at = hash >> 1 & mask_;
    while (slots_[at].age == age_ && slots_[at].hash != hash) at = (at + 1) & mask_;
    return at;
  }
  uint32_t& Add(uint64_t hash);

  static constexpr size_t kFewest = 128;

  std::vector<Slot> slots_ = std::vector<Slot>(kFewest);  // open addressing; a power of two
  size_t mask_ = kFewest - 1;
  size_t size_ = 0;
  uint32_t age_ = 1;  // Clear() makes all slots older
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_HASH_INDEX_H_
