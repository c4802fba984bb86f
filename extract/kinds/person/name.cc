#include "extract/kinds/person/name.h"

namespace presscut::person {

using names::Traits;

Gender GenderOf(Traits traits) {
  const bool male = (traits & names::kMale) != 0, female = (traits & names::kFemale) != 0;
  if (male == female) return Gender::kUnknown;
  return male ? Gender::kMale : Gender::kFemale;
}

NameParts ParseName(const names::Vocabulary& words, const text::Text& text,
                    const std::vector<segment::Token>& tokens, uint32_t first, uint32_t last) {
  NameParts parts;
  const auto of = [&](uint32_t t) { return words.Of(tokens[t].word); };
  const auto piece = [&](uint32_t from, uint32_t to) {
    return from < to ? text.Norm({tokens[from].begin, tokens[to - 1].end()}) : std::string_view();
  };
  const auto stop = [&](uint32_t t) {
    return tokens[t].length == 1 && text.norm()[tokens[t].begin] == '.';
  };
  const auto comma = [&](uint32_t t) {
    return tokens[t].length == 1 && text.norm()[tokens[t].begin] == ',';
  };

  uint32_t end = last;
  uint32_t suffix = last > first && stop(last - 1) ? last - 2 : last - 1;
  if (suffix > first + 1 && suffix < last && (of(suffix) & names::kNameSuffix) != 0) {
    parts.suffix = piece(suffix, last);
    end = suffix;
    if (comma(end - 1)) --end;
  }
  if (end - first == 1) {
    // "Christian" alone is a given name, "Porter" a family name.
    const Traits its = of(first);
    const bool given = (its & names::kGivenName) != 0 && (its & names::kSurname) == 0;
    (given ? parts.given : parts.family) = piece(first, end);
    if (given) parts.gender = GenderOf(its);
    return parts;
  }
  // "de Blasio", "Van Gaal": a family name alone; but "Van Morrison".
  if ((of(first) & names::kParticle) != 0 && (of(end - 1) & names::kParticle) == 0 &&
      (!tokens[first].Is(segment::kCapital) || (of(first) & names::kGivenName) == 0) &&
      tokens[first].length > 1 && end - first == 2) {
    parts.family = piece(first, end);
    return parts;
  }
  uint32_t family = end - 1;
  // "Jean-Marie Le-Pen": a hyphen holds its words together.
  while (family >= first + 2 && tokens[family - 1].length == 1 &&
         text.norm()[tokens[family - 1].begin] == '-' &&
         !tokens[family].Is(segment::kSpaceBefore)) {
    family -= 2;
  }
  for (uint32_t t = first + 1; t < end; ++t) {
    if ((of(t) & names::kParticle) != 0 && !tokens[t].Is(segment::kCapital)) {
      family = std::min(family, t);
      break;
    }
  }
  // "Van der Hoeven" at the start of a sentence, or in Dutch.
  if (family == first + 1 && (of(first) & names::kParticle) != 0 && tokens[first].length <= 3 &&
      (of(family) & names::kParticle) != 0 && !tokens[family].Is(segment::kCapital))
    family = first;
  if (family <= first) {
    parts.family = piece(first, end);
    return parts;
  }
  // 'Alexander "Boris" Johnson': the given name ends in front of the nickname.
  uint32_t given = first;
  while (given < family && !tokens[given].Is(segment::kQuote)) ++given;
  parts.given = piece(first, given);
  parts.family = piece(family, end);
  parts.gender = GenderOf(of(first));
  return parts;
}

}  // namespace presscut::person
