// What the letters of one word say of the name that it is, or is part of.
//
//   IsCamel(norm, token)                      // "LiveShot", "eBay": capitals that no family has
//   IsCompound(norm, token, vocabulary)       // "Steelmakers": two ordinary words put together
//
// Cost: linear in the word; IsCompound looks up its parts. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_NAMES_SHAPES_H_
#define PRESSCUT_NAMES_SHAPES_H_

#include <string_view>

#include "extract/names/vocabulary.h"
#include "extract/segment/token.h"

namespace presscut::names {

// A capital behind a small letter, or a word such as "IBTimes"; but not "McDonald".
bool IsCamel(std::string_view norm, const segment::Token& token);

// REQUIRES: no list has the word.
bool IsCompound(std::string_view norm, const segment::Token& token, const Vocabulary& vocabulary);

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_SHAPES_H_
