#include "extract/names/phrases.h"

namespace presscut::names {

void PhraseTable::Add(std::span<const segment::WordId> words, Ending ending) {
  uint32_t from = words[0];
  for (size_t i = 1; i < words.size(); ++i) {
    size_t slot = SlotOf(from, words[i]);
    Edge* edge = &edges_[slot];
    if (edge->from == 0) {
      edge->from = from;
      edge->word = words[i];
      edge->to = (kFirstNode + nodes_++) & (2 * kFirstNode - 1);
    }
    if (i + 1 < words.size()) {
      edge->ending.going_on |= EighthOf(words[i + 1]);
      from = edge->to;
      continue;
    }
    // Another entry of the same words stands behind the last of them.
    for (; edge->ending.sort != 0; edge = &edges_[slot]) {
      slot = NextSlot(slot, from, words[i]);
      edge->more = 1;
      edges_[slot].from = from;
      edges_[slot].word = words[i];
    }
    edge->ending.sort = ending.sort;
    edge->ending.capitals = ending.capitals;
  }
}

}  // namespace presscut::names
