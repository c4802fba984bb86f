#include "extract/names/shapes.h"

#include "extract/segment/words.h"

namespace presscut::names {
namespace {

bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

// "McDonald", "DeVito", "MacLeod": an inner capital that families have.
bool IsPatronymic(std::string_view word) {
  for (const std::string_view start :
       {"Mc", "Mac", "De", "Di", "Le", "La", "Al", "Fitz", "Van", "Du"}) {
    if (word.size() > start.size() + 1 && word.starts_with(start) && IsCapital(word[start.size()]))
      return true;
  }
  return false;
}

}  // namespace

bool IsCamel(std::string_view norm, const segment::Token& token) {
  if (token.Is(segment::kAllCaps | segment::kStops)) return false;
  const std::string_view word = norm.substr(token.begin, token.length);
  if (!token.Is(segment::kInnerCapital) &&
      (word.size() <= 3 || !IsCapital(word[1]) || word.back() < 'a'))
    return false;
  return !IsPatronymic(word);
}

bool IsCompound(std::string_view norm, const segment::Token& token, const Vocabulary& vocabulary) {
  constexpr uint32_t kShortest = 4;  // of both; "Goring" is not "go" and "ring"
  const segment::LowerWord word(norm, token);
  const std::string_view lower = word.view();
  const auto traits = [&](std::string_view part) {
    return vocabulary.Of(vocabulary.lexicon().Find(part));
  };
  for (size_t cut = kShortest; cut + kShortest <= lower.size(); ++cut) {
    // Families and places end in "wood" and "land".
    if ((traits(lower.substr(0, cut)) & kOrdinary) != 0 &&
        (traits(lower.substr(cut)) & (kOrdinary | kSurname | kAnyPlace)) == kOrdinary)
      return true;
  }
  return false;
}

}  // namespace presscut::names
