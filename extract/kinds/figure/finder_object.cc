// What a percentage, a sum or a measure is of: what follows it, or the subject of the verb in front
// of it.

#include "extract/kinds/figure/finder.h"

namespace presscut::figure {

using segment::kCapital;
using segment::kClitic;
using segment::kSentence;
using segment::kWord;

namespace {

constexpr uint32_t kLongestNoun = 4;  // words of one name or noun
constexpr int kMostPhrases = 3;       // "the price [of ore] [in China] rose"

bool Ends(std::string_view word, std::string_view end) {
  return word.size() > end.size() && word.substr(word.size() - end.size()) == end;
}

}  // namespace

// "of the cost", "rise in basic pay", "turnout": what a percentage, a sum or a measure is of.
std::optional<NormSpan> Finder::ObjectOf(uint32_t last) const {
  Phrase p;
  uint32_t t = last;
  if (r_.Has(t, w_.change_noun) && !r_.IsWord(t + 1, w_.than)) ++t;
  bool found = false;
  if (r_.IsWord(t, w_.of)) {
    found = ReadOfPhrase(r_, t, Count::kAny, true, &p);
  } else if (r_.IsWord(t, w_.in) && t > last) {
    uint32_t from = t + 1;
    while (r_.Has(from, w_.determiner)) ++from;
    found = ReadPhrase(r_, from, Count::kAny, &p);
  } else if (t == last) {
    found = ReadPhrase(r_, t, Count::kAny, &p);
  }
  if (!found || r_.Has(p.head_first, w_.comparative) || r_.Has(p.head_first, w_.time_unit) ||
      r_.Has(p.head_first, w_.phrase_tail))
    return std::nullopt;
  return SpanOf(p.head_first, p.last);
}

// May be the head of a noun phrase: no word that ends one, no verb, no part of a date.
bool Finder::NounAt(uint32_t t) const {
  return r_.Is(t, kWord) && !r_.Is(t, kClitic) && !r_.Has(t, w_.phrase_end) &&
         !r_.Has(t, w_.verb) && !r_.Has(t, w_.determiner) && !r_.Has(t, w_.pronoun) &&
         !r_.Has(t, w_.phrase_tail) && !r_.Has(t, w_.time_unit) && !r_.Has(t, w_.no_object) &&
         !r_.Has(t, w_.cardinal) && !r_.Has(t, w_.ordinal) && !Ends(r_.Text(t), "ly") &&
         !Taken(SpanOf(t, t + 1));
}

// The noun that ends at token t; a name as a whole.
NormSpan Finder::NounSpan(uint32_t t) const {
  uint32_t first = t;
  if (r_.Is(t, kCapital)) {
    while (t - first + 1 < kLongestNoun && r_.Is(first - 1, kCapital) && !r_.Is(first, kSentence) &&
           NounAt(first - 1))
      --first;
  }
  return SpanOf(first, t + 1);
}

// The subject whose last word is token t: behind "shares in", "the price of" it is the noun in
// front.
std::optional<NormSpan> Finder::SubjectAt(uint32_t t) const {
  if (!NounAt(t)) return std::nullopt;
  for (int phrases = 0; phrases < kMostPhrases; ++phrases) {
    uint32_t first = t;
    while (t - first < kLongestNoun && !r_.Is(first, kSentence) &&
           (NounAt(first - 1) || r_.IsPossessive(first - 1) || Taken(SpanOf(first - 1, first))))
      --first;
    uint32_t before = first - 1;
    while (r_.Has(before, w_.determiner)) --before;
    if (!r_.Has(before, w_.subject_preposition) || !NounAt(before - 1)) break;
    t = before - 1;
  }
  return NounSpan(t);
}

// "fees of £5m, £6m and £7m"
std::optional<NormSpan> Finder::ListedObject(uint32_t first, const Figure& figure) const {
  if (out_.empty() || first == 0) return std::nullopt;
  const Figure& before = out_.back();
  uint32_t t = first - 1;
  if (r_.IsWord(t, w_.and_) || r_.IsWord(t, w_.or_)) --t;
  if (r_.IsMark(t, ',')) --t;
  if (t == first - 1 || !r_.In(t) || r_.At(t).end() != before.mention.span.end) return std::nullopt;
  if (std::string_view(before.kind) != figure.kind || before.unit != figure.unit)
    return std::nullopt;
  return before.of;
}

// "turnout of 41%", "exports rose 27%", "the rate is 5%", "cut spending by 6%".
std::optional<NormSpan> Finder::SubjectOf(uint32_t first, uint32_t last, bool part,
                                          const char** change) const {
  // "A$1 million in aid"
  Phrase kind;
  if (!part && r_.IsWord(last, w_.in) && !r_.Is(last + 1, kCapital) &&
      !Taken(SpanOf(last + 1, last + 2)) && ReadPhrase(r_, last + 1, Count::kAny, &kind) &&
      NounAt(kind.head_first))
    return SpanOf(kind.head_first, kind.last);
  uint32_t t = first - 1;
  while (r_.Has(t, w_.determiner)) --t;
  const auto subject = [&](uint32_t verb) {
    uint32_t u = verb - 1;
    while (r_.Has(u, w_.subject_skip) || (r_.Is(u, kWord) && Ends(r_.Text(u), "ly"))) --u;
    return SubjectAt(u);
  };
  if (r_.IsWord(t, w_.of)) {
    const uint32_t noun = t - 1;
    if (!r_.Has(noun, w_.change_noun) || r_.Has(noun, w_.own_change))
      return NounAt(noun) ? std::optional(NounSpan(noun)) : std::nullopt;
    // "a rise of 6% in fees", "a price rise of 6%"
    Phrase p;
    uint32_t from = last + 1;
    while (r_.Has(from, w_.determiner)) ++from;
    if (r_.IsWord(last, w_.in) && !Taken(SpanOf(from, from + 1)) &&
        ReadPhrase(r_, from, Count::kAny, &p) && NounAt(p.head_first))
      return SpanOf(p.head_first, p.last);
    return NounAt(noun - 1) ? std::optional(NounSpan(noun - 1)) : std::nullopt;
  }
  if (r_.IsWord(t, w_.by) || r_.IsWord(t, w_.to) || r_.IsWord(t, w_.from)) {
    const bool by = r_.IsWord(t, w_.by);
    --t;
    while (r_.Is(t, kWord) && Ends(r_.Text(t), "ly")) --t;
    if (!r_.Has(t, w_.change) && !(r_.Has(t, w_.standing) && !by)) {
      // "cut spending by 6%", "raised its dividend to 6p"
      if (!NounAt(t)) return std::nullopt;
      uint32_t start = t;
      while (t - start < kLongestNoun && NounAt(start - 1) && !r_.Has(start - 1, w_.change))
        --start;
      uint32_t verb = start - 1;
      while (r_.Has(verb, w_.determiner)) --verb;
      const std::string_view direction = r_.Value(verb, w_.change);
      if (direction.empty() || !r_.Has(verb, w_.transitive)) return std::nullopt;
      if (by) *change = direction == "rise" ? "rise" : "fall";
      return NounSpan(t);
    }
    return subject(t);
  }
  if (r_.IsWord(t, w_.at) && r_.Has(t - 1, w_.standing)) --t;
  // Who raises or adds a sum is not what grows by it.
  if (!part && r_.Has(t, w_.transitive)) return std::nullopt;
  if (r_.Has(t, w_.change) || r_.Has(t, w_.standing)) return subject(t);
  return std::nullopt;
}

}  // namespace presscut::figure
