// Numbers by hash, for the few hundred spellings of one article; and a hash of text that case does
// not change.
//
//   HashIndex index;
//   index.Clear();                                    // keeps its memory
//   index.Set(FoldedHash("Porter"), 3);
//   index.Find(FoldedHash("PORTER")) == 3             // kNobody where nothing was set
//
// Two texts of one hash count as one: 64 bits make that rarer than a fault of the machine.
//
// Cost: a probe or two; no allocation once it is as large as an article needs. Thread-safety: one a
// thread. Errors: none. REQUIRES: valid UTF-8; no number is kNobody.

#ifndef PRESSCUT_NAMES_HASH_INDEX_H_
#define PRESSCUT_NAMES_HASH_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/base/mention.h"
#include "extract/text/unicode.h"

namespace presscut::names {

inline uint64_t FoldedHash(std::string_view s) {
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

class HashIndex {
 public:
  HashIndex() { Clear(); }

  // An article of many names makes it large, a few of the usual ones small again.
  void Clear() {
    const bool large = slots_.size() > kFewest && size_ * 8 < slots_.size();
    slots_.assign(large ? slots_.size() / 2 : std::max(kFewest, slots_.size()), Slot());
    size_ = 0;
  }
  uint32_t Find(uint64_t hash) const { return slots_[SlotOf(hash)].number; }
  // Sets the number of a hash, also where it has one.
  void Set(uint64_t hash, uint32_t number) {
    Slot* slot = &slots_[SlotOf(hash)];
    if (slot->number == kNobody && ++size_ * 2 > slots_.size()) {
      Grow();
      slot = &slots_[SlotOf(hash)];
    }
    *slot = {hash, number};
  }

 private:
  static constexpr size_t kFewest = 128;
  struct Slot {
    uint64_t hash = 0;
    uint32_t number = kNobody;  // kNobody: free
  };

  // Where the hash is, or the free slot where it would be.
  size_t SlotOf(uint64_t hash) const {
    const size_t mask = slots_.size() - 1;
    size_t at = hash >> 1 & mask;  // the last bit of a spelling's hash is always set
    while (slots_[at].number != kNobody && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }
  void Grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number != kNobody) slots_[SlotOf(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_;  // open addressing; a power of two
  size_t size_ = 0;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_HASH_INDEX_H_
