// What stands before the head of a noun phrase and belongs to it: "the Salford Royal NHS Foundation
// Trust | chief executive", "one senior | official".
//
//   end = TakeModifiers(lists, tokens, begin, end, &noun);
//
// Cost: the items of the phrase. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_RESOLVE_SPEAKERS_NOUNS_H_
#define PRESSCUT_RESOLVE_SPEAKERS_NOUNS_H_

#include "extract/resolve/speakers_clauses.h"

namespace presscut::resolve {

// Widens `noun`, which follows the sentence's items [begin, end), over those that belong to it, and
// takes from them whose it is. Returns the new end of the items before it.
Item* TakeModifiers(const ClauseLists& lists, const segment::Token* tokens, Item* begin, Item* end,
                    Item* noun);

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_NOUNS_H_
