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

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/base/mention.h"

namespace presscut::names {

uint64_t FoldedHash(std::string_view s);

class HashIndex {
 public:
  // Few slots are used again: most articles are short, and what is looked at stays in the cache.
  void Clear() {
    entries_.clear();
    mask_ = kFewest - 1;
    Free();
  }
  uint32_t Find(uint64_t hash) const {
    const uint32_t entry = slots_[SlotOf(hash)];
    return entry == 0 ? kNobody : entries_[entry - 1].number;
  }
  // The number of a hash, to be set; kNobody where it had none. Good until the next call.
  uint32_t& At(uint64_t hash) {
    const uint32_t entry = slots_[SlotOf(hash)];
    return entry == 0 ? Add(hash) : entries_[entry - 1].number;
  }

 private:
  struct Entry {
    uint64_t hash;
    uint32_t number;
  };

  // Where the hash is, or the free slot where it would be. The last bit of a spelling's hash is
  // always set.
  size_t SlotOf(uint64_t hash) const {
    size_t at = hash >> 1 & mask_;
    while (slots_[at] != 0 && entries_[slots_[at] - 1].hash != hash) at = (at + 1) & mask_;
    return at;
  }
  void Free() { std::fill_n(slots_.begin(), mask_ + 1, 0); }
  uint32_t& Add(uint64_t hash);

  static constexpr size_t kFewest = 128;

  // Open addressing; an entry's place in entries_, counted from 1. 0: free.
  std::vector<uint32_t> slots_ = std::vector<uint32_t>(kFewest);
  size_t mask_ = kFewest - 1;  // the slots up to it are used
  std::vector<Entry> entries_;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_HASH_INDEX_H_
