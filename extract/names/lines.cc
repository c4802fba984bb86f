// What the line around a name is: where a report is from, a result, what letters in brackets stand
// for. The rest of CandidateFinder is in candidates.cc and regions.cc.

#include "extract/names/candidates.h"

namespace presscut::names {

using segment::Block;
using segment::Token;

// "1996-08-29"
bool CandidateFinder::IsoDate(uint32_t t) const {
  return tokens_[t].Is(segment::kNumber) && tokens_[t].length == 4 &&
         t + 1 < segments_.tokens.size() && Mark(t + 1, '-') &&
         (norm_[tokens_[t].begin] == '1' || norm_[tokens_[t].begin] == '2');
}

// "MILWAUKEE, Wisconsin 1996-08-29", "PARIS (Reuters)", "LONDON, March 30": where a report is from.
bool CandidateFinder::Dateline(const Candidate& c, const Block& block) const {
  if (c.first != block.first) return false;
  if (c.last - c.first > 1 && !vocabulary_.IsPhrase(segments_.tokens, c.first, c.last, kAnyPlace))
    return false;
  uint32_t t = c.last;
  if (t < block.last && Mark(t, ',')) {
    ++t;
    while (t < block.last && t < c.last + 5 && (Of(t) & kAnyPlace) != 0) ++t;
  }
  if (t + 1 >= block.last) return false;
  if (IsoDate(t)) return true;
  if (Mark(t, '('))
    return t + 2 < block.last && Mark(t + 2, ')') && (Of(t + 1) & kKnownOrganisation) != 0;
  return (Of(t) & kCalendar) != 0 && tokens_[t + 1].Is(segment::kNumber);
}

// "BALTIMORE 70 63 .526 4", "DETROIT 4 Kansas City 1": a line of a table that looks like a
// headline.
bool CandidateFinder::Result(const Candidate& c, const Block& block) const {
  constexpr uint32_t kLongest = 16;  // tokens
  if (block.last - block.first > kLongest || c.last >= block.last ||
      !tokens_[c.last].Is(segment::kNumber) || IsoDate(c.last))
    return false;
  uint32_t numbers = 0, lower = 0;
  for (uint32_t t = block.first; t < block.last; ++t) {
    numbers += tokens_[t].Is(segment::kNumber);
    lower += tokens_[t].Is(segment::kWord) && !tokens_[t].Is(segment::kCapital);
  }
  return numbers >= 2 && lower == 0;
}

// Whether the words in lower case before the bracket begin with the acronym's letters, the last two
// of them at least: "public-private partnerships (PPP)".
bool CandidateFinder::OfLowerCase(uint32_t acronym, uint32_t bracket, uint32_t first) const {
  const Token& letters = tokens_[acronym];
  // "the community policing forum (CPF)" is a body all the same.
  if (!letters.Is(segment::kAllCaps) || (Of(bracket - 1) & kHeadLast) != 0) return false;
  uint32_t left = letters.length, found = 0;
  for (uint32_t t = bracket; t > first && left > 0;) {
    const Token& word = tokens_[--t];
    if (Mark(t, '-')) continue;
    if (!word.Is(segment::kWord) || word.Is(segment::kCapital)) break;
    if ((norm_[word.begin] & ~0x20) == norm_[letters.begin + left - 1]) {
      --left;
      ++found;
    } else if ((Of(t) & (kFunctionWord | kPreposition)) == 0) {
      break;
    }
  }
  return found >= 2;
}

// Whether norm[at, end) spells the words of [t, last): the first letter of each capitalised word,
// capitals inside it too ("TransCo"), and of small words or not ("DoH", "Acas").
bool CandidateFinder::Spells(uint32_t at, uint32_t end, uint32_t t, uint32_t last) const {
  while (at < end && norm_[at] == '.') ++at;
  while (t < last && (!tokens_[t].Is(segment::kWord) || tokens_[t].Is(segment::kClitic))) ++t;
  if (t == last) {
    while (at < end && (norm_[at] == '.' || norm_[at] == 's')) ++at;
    return at == end;
  }
  const Token& word = tokens_[t];
  const bool same = at < end && (norm_[at] | 0x20) == (norm_[word.begin] | 0x20);
  if (!word.Is(segment::kCapital))
    return Spells(at, end, t + 1, last) || (same && Spells(at + 1, end, t + 1, last));
  if (!same) return false;
  if (Spells(at + 1, end, t + 1, last)) return true;
  ++at;
  for (uint32_t i = word.begin + 1; i < word.end() && at < end; ++i) {
    if (norm_[i] == norm_[at] && norm_[i] >= 'A' && norm_[i] <= 'Z') ++at;
  }
  return Spells(at, end, t + 1, last);
}

}  // namespace presscut::names
