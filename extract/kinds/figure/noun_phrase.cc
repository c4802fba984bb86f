#include "extract/kinds/figure/noun_phrase.h"

namespace presscut::figure {
namespace {

using segment::kCapital;
using segment::kClitic;
using segment::kNumber;
using segment::kWord;

constexpr uint32_t kLongest = 9;  // tokens

bool Ends(std::string_view word, std::string_view end) {
  if (word.size() <= end.size()) return false;
  for (size_t i = 0; i < end.size(); ++i) {
    if ((word[word.size() - end.size() + i] | 0x20) != end[i]) return false;
  }
  return true;
}

bool Plural(const Reader& r, uint32_t t) {
  if (r.Has(t, r.words.plural)) return true;
  // "NHS doctors"; but "five Navy SEALS were", and "FOUR SHIPS" of a headline in capitals.
  if (r.Is(t, segment::kAllCaps) && r.Is(t + 1, kWord) && !r.Is(t + 1, kCapital) &&
      !r.Has(t + 1, r.words.verb) && !r.Has(t + 1, r.words.phrase_end))
    return false;
  const std::string_view word = r.Text(t);
  return word.size() >= 3 && Ends(word, "s") && !Ends(word, "ss") && !Ends(word, "us") &&
         !Ends(word, "is") && !r.Has(t, r.words.no_plural);
}

// "pulled", "offering": ends the phrase where a noun stands before it. What begins with "un" only
// looks so: "unarmed", "undocumented".
bool Participle(const Reader& r, uint32_t t) {
  const std::string_view word = r.Text(t);
  return !r.Is(t, kCapital) && word.substr(0, 2) != "un" && word.size() >= 5 &&
         (Ends(word, "ed") || Ends(word, "ing")) && !r.Has(t, r.words.plural) &&
         !(r.Has(t, r.words.ing_noun) && !r.Has(t + 1, r.words.determiner));
}

bool Stops(const Reader& r, uint32_t t) {
  if (r.IsWord(t, r.words.such))
    return r.IsWord(t + 1, r.words.as);  // "one such theft", "players such as"
  return r.Has(t, r.words.phrase_end) || r.Has(t, r.words.verb) || r.Has(t, r.words.determiner) ||
         r.Has(t, r.words.pronoun);
}

// May stand before a comma and another adjective: all but what can end a clause.
bool Adjective(const Reader& r, uint32_t t) {
  return !r.Is(t, kCapital) && !r.Has(t, r.words.phrase_tail) && !Participle(r, t) &&
         !Ends(r.Text(t), "ly") && !r.Has(t, r.words.time_unit);
}

// "24-hour", "loss-making", "one-time": the end of a compound whose first part is t; t + 1 where it
// is a plain word.
uint32_t CompoundEnd(const Reader& r, uint32_t t) {
  uint32_t p = t + 1;
  while (r.IsMark(p, '-') && r.Touches(p) && r.Touches(p + 1) &&
         (r.Is(p + 1, kWord) || r.Is(p + 1, kNumber)))
    p += 2;
  return p;
}

}  // namespace

bool ReadPhrase(const Reader& r, uint32_t t, Count count, Phrase* out) {
  uint32_t p = t, last = t, head = t;
  bool noun = false, plural = false, attributive = false;
  while (r.In(p) && p - t < kLongest) {
    if (r.Is(p, kClitic)) {
      // "the world's biggest suppliers"; 's that ends the phrase is a verb or a possessive.
      if (!r.IsPossessive(p) || p == t) break;
      ++p;
      noun = plural = false;
      continue;
    }
    const bool number = r.Is(p, kNumber);
    if (!number && !r.Is(p, kWord)) break;
    const uint32_t end = CompoundEnd(r, p);
    const bool compound = end > p + 1;
    const uint32_t word = end - 1;  // its last part
    if (number || r.Has(p, r.words.cardinal)) {
      // "first 24-hour strike"; "two 22-year-olds" are two figures.
      if (!compound || !r.Is(word, kWord) || r.IsWord(word, r.words.olds)) break;
      p = end;
      continue;
    }
    // "two dropped goals": a participle may open the phrase.
    const bool opens =
        p == t && r.Has(p, r.words.verb) && Ends(r.Text(p), "ed") && count != Count::kOne;
    if (!compound && !opens && Stops(r, p)) break;
    if (!compound && noun && (Participle(r, p) || r.Has(p, r.words.phrase_tail))) break;
    const bool many = Plural(r, word);
    // "1,000 adults finds": only some plurals stand before another noun, as in "three sports
    // teams".
    if (plural && !(many && attributive)) break;
    // "one man says": behind a noun that is one, a word in s is its verb.
    if (count == Count::kOne && many && !r.Is(p, kCapital) && !compound &&
        !r.Has(word, r.words.plural))
      break;
    last = end;
    head = p;
    noun = compound ||
           !(r.IsWord(p, r.words.more) || r.IsWord(p, r.words.most) || Ends(r.Text(p), "ly"));
    if (count == Count::kOrdinal && r.IsWord(p, r.words.time)) {  // "the first time members met"
      p = end;
      break;
    }
    plural = many;
    attributive = r.Has(word, r.words.attributive);
    p = end;
    // "two gnarly, contentious issues"
    if (r.IsMark(p, ',') && noun && !plural && count == Count::kMany && Adjective(r, head) &&
        r.Is(p + 1, kWord) && !r.Is(p + 1, kCapital) && !Stops(r, p + 1)) {
      ++p;
      noun = false;
      continue;
    }
    // "ten players' wages"
    if (r.IsMark(p, '\'') && r.Touches(p) && many && r.Is(p + 1, kWord) && !r.Touches(p + 1)) break;
  }
  if (!noun || last == t) return false;
  if (count == Count::kMany && !plural) return false;
  if ((count == Count::kAny || count == Count::kOne) && !plural && head == t && Participle(r, head))
    return false;
  out->head_first = head;
  out->last = last;
  return true;
}

bool ReadOfPhrase(const Reader& r, uint32_t t, Count count, bool pronouns, Phrase* out) {
  if (!r.IsWord(t, r.words.of)) return false;
  uint32_t p = t + 1;
  if (r.Has(p, r.words.pronoun)) {
    if (!pronouns) return false;
    out->head_first = p;
    out->last = p + 1;
    return true;
  }
  while (r.Has(p, r.words.determiner)) ++p;
  if (r.IsWord(p, r.words.past) || r.IsWord(p, r.words.last_) || r.IsWord(p, r.words.previous) ||
      r.IsWord(p, r.words.next)) {
    if (r.Is(p + 1, kNumber) || r.Has(p + 1, r.words.cardinal)) p += 2;
  }
  return ReadPhrase(r, p, count, out);
}

}  // namespace presscut::figure
