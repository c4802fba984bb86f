// What deciding on blocks (link.h) needs of an appearance: where it is filed, and what that joins.
// Made once, by whoever describes the article, and kept: the folding of names is the larger part of
// linking a dataset of which little has changed.
//
//   const std::string card = CardOf(appearance, known);
//   const Card read = ReadCard(card);               // read.key == "psmith"
//
// Cost: some 10 us to make, none to read. Thread-safety: pure. Errors: none; what CardOf did not
// make reads as an empty card. Lifetime: a Card's views are of the string it was read from.

#ifndef PRESSCUT_LINK_CARD_H_
#define PRESSCUT_LINK_CARD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/link/appearance.h"

namespace presscut::link {

class Knowledge;

struct Card {
  uint64_t name = 0;  // hash of the name as companies are compared by it
  uint64_t full = 0;  // hash of given and family name of a person; 0: not both, or several halves
  std::string_view key;    // what it is filed under: 'p' and a sound, 'o' and a name
  std::string_view given;  // of a person with a name of several halves
  // Of such a person, how the halves sound; of a body, keys that are of the same block.
  std::vector<std::string_view> more;
};

std::string CardOf(const Appearance& appearance, const Knowledge& known);
Card ReadCard(std::string_view card);
// The hash of given and family name in a card's `full`.
uint64_t FullHash(std::string_view given, std::string_view sound);

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_CARD_H_
