// The entries of several words that names are cut and weighed by: what is known of each and how
// many of its words have a capital, found by the words.
//
//   PhraseTable phrases(40'000);                      // room for as many words behind first ones
//   phrases.Add(words, {sort, capitals});             // words: of the entry, two or more
//   phrases.At(tokens, i, last, [&](PhraseTable::Ending ending, uint32_t length) { … });
//
// The lexicon has the same trie for whoever wants the entries themselves; here all that names ask
// of one stands in the edge that leads to it, since each place looked at is one the cache misses.
//
// Cost: a probe a word. Thread-safety: const after building. Errors: none.

#ifndef PRESSCUT_NAMES_PHRASES_H_
#define PRESSCUT_NAMES_PHRASES_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/base/flat.h"
#include "extract/base/image.h"
#include "extract/segment/token.h"

namespace presscut::names {

using SortId = uint16_t;  // Vocabulary::sorts()

class PhraseTable {
 public:
  explicit PhraseTable(size_t edges = 0)
      : edges_(std::bit_ceil(edges * 2 + 2)), shift_(ShiftOf(edges_.size())) {}
  void Save(ImageWriter* writer) const { (*writer)(kName, edges_); }
  // False where the image holds none.
  bool Map(const Image& image) {
    if (!image(kName, edges_) || edges_.size() < 2 || !std::has_single_bit(edges_.size()))
      return false;
    shift_ = ShiftOf(edges_.size());
    return true;
  }

  struct Ending {
    SortId sort = 0;       // 0: no entry ends here
    uint8_t capitals = 0;  // words of the entry that have one
    // Which words entries go on with, a bit for an eighth of all; 0: none does. Most words that
    // stand behind "New York" in a text are in no entry, and need no look.
    uint8_t going_on = 0;
  };

  void Add(std::span<const segment::WordId> words, Ending ending);
  // What At() looks at first, to be fetched ahead; some other place if not `really`. (g++ drops the
  // call of a function that does nothing but fetch.)
  const void* PlaceOf(segment::WordId first, segment::WordId second, bool really) const {
    return &edges_[really ? HashOf(first, second) : 0];
  }
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
      if (i + 1 == last || (first->ending.going_on & EighthOf(tokens[i + 1].word)) == 0) return;
      from = first->to;
    }
  }

 private:
  struct alignas(16) Edge {
    uint32_t from = 0;  // a word, or a node; 0: free
    segment::WordId word = 0;
    uint32_t to : 31 = 0;   // a node
    uint32_t more : 1 = 0;  // behind it stands one more of the same two, for its ending
    Ending ending;
  };

  static constexpr std::string_view kName = "names/phrases";  // in an image
  static int ShiftOf(size_t edges) { return 64 - std::countr_zero(edges); }

  static constexpr uint32_t kFirstNode = 1u << 30;  // below are words

  static uint8_t EighthOf(segment::WordId word) {
    return static_cast<uint8_t>(1u << (word * 0x9E3779B1u >> 29));
  }

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

  Flat<Edge> edges_;  // open addressing
  int shift_;         // from a hash to its slot
  uint32_t nodes_ = 0;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_PHRASES_H_
