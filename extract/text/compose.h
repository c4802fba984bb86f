// NFC, for the few runs that are not: a letter followed by its accent, Hangul
// in pieces, singletons such as the Kelvin sign.
//
//   std::vector<Change> changes;
//   FindUncomposed(norm, &changes);
//
// Runs of more than kLongestRun bytes are composed in pieces, as the standard's
// stream-safe format does, so that hostile text costs no more than other text.
// Thread-safety: pure. Errors: none. Cost: one pass, and utf8proc for the runs.

#ifndef PRESSCUT_TEXT_COMPOSE_H_
#define PRESSCUT_TEXT_COMPOSE_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/text/rewrite.h"

namespace presscut::text {

inline constexpr size_t kLongestRun = 128;

// Could text with this character not be in NFC?
bool MayCompose(char32_t c);
void FindUncomposed(std::string_view norm, std::vector<Change>* changes);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_COMPOSE_H_
