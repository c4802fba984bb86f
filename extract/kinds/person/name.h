// The parts of a personal name: what is given, what is family, what stands before and behind.
//
//   NameParts parts = ParseName(words, text, tokens, first, last);     // "Martin Luther King Jr."
//   parts.given == "Martin Luther"; parts.family == "King"; parts.suffix == "Jr."
//
// A particle opens the family name ("Ursula | von der Leyen"). A single word is a family name until
// the article gives the whole. Chinese, Korean and Hungarian order is not told apart: the last word
// is the family name.
//
// Cost: linear in the name. Thread-safety: pure. Errors: none; what is not known is empty.

#ifndef PRESSCUT_KINDS_PERSON_NAME_H_
#define PRESSCUT_KINDS_PERSON_NAME_H_

#include <string_view>
#include <vector>

#include "extract/kinds/person/person.h"
#include "extract/names/vocabulary.h"
#include "extract/segment/token.h"
#include "extract/text/text.h"

namespace presscut::person {

struct NameParts {
  std::string_view given, family, suffix;  // of the text
  Gender gender = Gender::kUnknown;        // as the given name tells
};

NameParts ParseName(const names::Vocabulary& words, const text::Text& text,
                    const std::vector<segment::Token>& tokens, uint32_t first, uint32_t last);

// The gender that a word's lists tell: a title, a role, a given name.
Gender GenderOf(names::Traits traits);

}  // namespace presscut::person

#endif  // PRESSCUT_KINDS_PERSON_NAME_H_
