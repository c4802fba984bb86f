// What a number counts: from the number to the head of the noun phrase behind it, without a parser.
//
//   Phrase p;
//   if (ReadPhrase(reader, t, Count::kMany, &p)) use(p.head_first, p.last);
//
//   4,000 [planned operations]    more than 10,000 [of the medics]    two [of Clinton's top aides]
//   first [24-hour strike]
//
// A phrase of many ends with its first plural noun (or the last of several in a row); a phrase of
// one, or of an ordinal, ends before the next verb, preposition or mark. Words come from the lists
// phrase_end, verb, plural and no_plural of rules/en/figures.toml. Cost: linear in at most some ten
// tokens. Thread-safety: pure. Errors: false where none stands.

#ifndef PRESSCUT_KINDS_FIGURE_NOUN_PHRASE_H_
#define PRESSCUT_KINDS_FIGURE_NOUN_PHRASE_H_

#include <cstdint>

#include "extract/kinds/figure/vocabulary.h"

namespace presscut::figure {

enum class Count { kOne, kMany, kOrdinal, kAny };

struct Phrase {
  uint32_t head_first = 0;
  uint32_t last = 0;  // half-open; where the head ends
};

// The phrase that begins at token t; "of the medics" too where `of` is allowed.
bool ReadPhrase(const Reader& r, uint32_t t, Count count, Phrase* out);
bool ReadOfPhrase(const Reader& r, uint32_t t, Count count, bool pronouns, Phrase* out);

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_NOUN_PHRASE_H_
