// Finds sentences that stand together without a space ("new contracts.Junior
// doctors said"), as scraping leaves them where a paragraph ended, and says
// where the space belongs.
//
//   std::vector<Change> spaces;
//   FindGlued(text_raw, norm, map, &spaces);
//
// A sentence ends in a word of two letters or more, a number, a quotation mark
// or a bracket, then one to four of ".!?", then closing marks; the next begins
// with a capital followed by a small letter, "I" or "A", an acronym, perhaps
// behind an opening mark. Not in addresses of the web or of people, file names,
// domain names (Amazon.Com), initials (U.S.Army) and stage names (Will.I.Am).
//
// Cost: one scan of norm at memory speed; a candidate looks at its own word
// and, once, at its line. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_TEXT_UNGLUE_H_
#define PRESSCUT_TEXT_UNGLUE_H_

#include <string_view>
#include <vector>

#include "extract/text/rewrite.h"
#include "extract/text/text.h"

namespace presscut::text {

void FindGlued(std::string_view raw, std::string_view norm, const OffsetMap& map,
               std::vector<Change>* spaces);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_UNGLUE_H_
