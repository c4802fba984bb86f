// The entries of several words that names are cut and weighed by: what is known of them and how many
// of their words have a capital, found by their words.
//
//   PhraseTable phrases(40'000);                      // room for as many words behind first ones
//   phrases.Add(words, {sort, capitals});             // words: of the entry, two or more
//   phrases.At(tokens, i, last, [&](const Phrase& p, uint32_t length) { … });
//
// The lexicon has the same trie for whoever wants the entries; here all that names ask of one stands
// in the edge that leads to it, since each place that is looked at is a place the cache misses.
//
// Cost: a probe a word. Thread-safety: const after building. Errors: none.

#ifndef PRESSCUT_NAMES_PHRASES_H_
#define PRESSCUT_NAMES_PHRASES_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extract/segment/token.h"

namespace presscut::names {

using SortId = uint16_t;  // Vocabulary::sorts()

class PhraseTable {
 public:
  explicit PhraseTable(size_t edges = 0)
      : edges_(std::bit_ceil(edges + edges / 2 + 2)),
        shift_(64 - std::countr_zero(edges_.size())) {}

  struct Ending {
    SortId sort = 0;       // 0: no entry ends here
    uint8_t capitals = 0;  // words of the entry that have one
  };

  void Add(std::span<const segment::WordId> words, Ending ending);
  // Calls found(ending, length) for every entry that is tokens[at, at + length), shorter ones
  // first, none that goes beyond `last`.
  template <class Found>
  void At(const std::vector<segment::Token>& tokens, uint32_t at, uint32_t last,
          Found found) const {
    uint32_t from = tokens[at].word;
    for (uint32_t i = at + 1; i < last; ++i) {
      const segment::WordId word = tokens[i].word;
      size_t slot = SlotOf(from, word);
      const Edge* edge = &edges_[slot];
      if (edge->from == 0) return;
      if (edge->ending.sort != 0) found(edge->ending, i + 1 - at);
      const Edge* const first = edge;
      while (edge->more) {
        slot = NextSlot(slot, from, word);
        edge = &edges_[slot];
        found(edge->ending, i + 1 - at);
      }
      if (!first->goes_on) return;
      from = first->to;
    }
  }

 private:
  struct Edge {
    uint32_t from = 0;  // a word, or a node; 0: free
    segment::WordId word = 0;
    uint32_t to = 0;  // a node
    Ending ending;
    bool goes_on = false;  // some edge leaves its node
    bool more = false;     // behind it stands one more of the same two, for its ending
  };

  static constexpr uint32_t kFirstNode = 1u << 31;  // below are words

  size_t HashOf(uint32_t from, segment::WordId word) const {
    return static_cast<size_t>((uint64_t{from} << 32 | word) * 0x9E3779B97F4A7C15 >> shift_);
  }
  // The first edge of the two, or the free one where it belongs.
  size_t SlotOf(uint32_t from, segment::WordId word) const {
    return Probe(HashOf(from, word), from, word);
  }
  size_t NextSlot(size_t slot, uint32_t from, segment::WordId word) const {
    return Probe((slot + 1) & (edges_.size() - 1), from, word);
  }
  size_t Probe(size_t slot, uint32_t from, segment::WordId word) const {
    while (edges_[slot].from != 0 && (edges_[slot].from != from || edges_[slot].word != word))
      slot = (slot + 1) & (edges_.size() - 1);
    return slot;
  }

  std::vector<Edge> edges_;  // open addressing
  int shift_;                // from a hash to its slot
  uint32_t nodes_ = 0;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_PHRASES_H_
