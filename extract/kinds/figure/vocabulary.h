// The word lists of rules/en/figures.toml, looked up once, and a reader's view of the tokens of one
// block.
//
//   Vocabulary words(rules);
//   Reader r(text, segments, words); r.SetBlock(first, last);
//   if (r.Has(t, words.cardinal)) use(r.Value(t, words.cardinal));    // "seven" -> "7"
//
// Tokens outside the block look like a mark that no list knows, so that nobody has to ask where the
// block ends. Cost: bit tests; Value only walks the word's own entries. Thread-safety: const after
// construction. Errors: none; a list that is missing has no entries.

#ifndef PRESSCUT_KINDS_FIGURE_VOCABULARY_H_
#define PRESSCUT_KINDS_FIGURE_VOCABULARY_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::figure {

struct Vocabulary {
  explicit Vocabulary(const match::RuleSet& rules);
  void Save(ImageWriter* writer) const { (*writer)(kName, traits_); }

  const segment::Lexicon& lexicon;
  // Numbers.
  segment::ListId cardinal, magnitude, magnitude_short, denominator, unit_part, dozen, ordinal,
      vague, vulgar;
  // What is counted and how it is said.
  segment::ListId currency, currency_sign, currency_code, currency_letter, percent, unit, modifier,
      change, time_unit;
  // Noun phrases.
  segment::ListId phrase_end, phrase_tail, plural, no_plural, verb, determiner, pronoun, ordinary;
  // What is no figure.
  segment::ListId not_figure, numbered, before_year, weighing, placing, living, of_age,
      modifier_after, change_noun, approximate, ranging, voting, one_before, vague_of, times,
      comparative, attributive, shares, length_after, one_way, street, dollar_place, move_lead,
      move_break, no_object, subject_preposition, subject_skip, transitive, standing, rank_names,
      nationality, own_change, phrasal, ing_noun;
  segment::WordId a, an, and_, of, to, in, out, point, age, aged, minus, one, old, olds, from,
      between, more, or_, by, each, every, was, is, turned, last_, past, previous, next, most,
      couple, half, average, than, for_, up, times_word, magnitude_word, over_word, such, as,
      negative, time, place, at, down, were, off, ages, plus;

  // Whether an entry of the list, of one token or several, begins with the word. REQUIRES: one of
  // the lists that are asked for what is longest at a token.
  bool Begins(segment::WordId word, segment::ListId list) const {
    return list < segment::kMaxLists && (traits_[word] & bit_of_[list]) != 0;
  }
  // Whether behind digits the word may go on with the number ("million", "and"), …
  bool GoesOn(segment::WordId word) const { return (traits_[word] & kGoesOn) != 0; }
  // … be its unit, or begin with it, …
  bool IsUnit(segment::WordId word) const { return (traits_[word] & kUnit) != 0; }
  // … or tie it to another number ("to", "in"). Nine words of ten do nothing of all this.
  bool Ties(segment::WordId word) const { return (traits_[word] & kTies) != 0; }

  // What is known of the word will be asked for: words of a text stand far apart in the table, and
  // several that are fetched at once come as soon as one.
  void Fetch(segment::WordId word) const { __builtin_prefetch(&traits_[word]); }

 private:
  static constexpr std::string_view kName = "figures/traits of word";  // in an image
  static constexpr uint16_t kGoesOn = 1 << 13, kUnit = 1 << 14, kTies = 1 << 15;
  Flat<uint16_t> traits_;                              // by word: bits of lists, and these
  std::array<uint16_t, segment::kMaxLists> bit_of_{};  // 0: a list that is never asked so
};

class Reader {
 public:
  Reader(const text::Text& the_text, const segment::Segments& segments,
         const Vocabulary& vocabulary)
      : text(the_text), norm(the_text.norm()), tokens(segments.tokens), words(vocabulary) {}

  void SetBlock(uint32_t first, uint32_t last) {
    first_ = first;
    last_ = last;
  }
  uint32_t first() const { return first_; }
  uint32_t last() const { return last_; }
  // REQUIRES: t may be any number, also "-1" of an unsigned one.
  bool In(uint32_t t) const { return t >= first_ && t < last_; }
  const segment::Token& At(uint32_t t) const { return In(t) ? tokens[t] : kNothing; }
  std::string_view Text(uint32_t t) const {
    const segment::Token& token = At(t);
    return norm.substr(token.begin, token.length);
  }
  bool Is(uint32_t t, uint16_t flag) const { return At(t).Is(flag); }
  bool IsWord(uint32_t t, segment::WordId word) const { return word != 0 && At(t).word == word; }
  bool Has(uint32_t t, segment::ListId list) const { return words.lexicon.Has(At(t).word, list); }
  std::string_view Value(uint32_t t, segment::ListId list) const {
    const segment::WordId word = At(t).word;
    return words.lexicon.Has(word, list) ? words.lexicon.Value(word, list) : std::string_view();
  }
  bool IsMark(uint32_t t, char mark) const {
    const segment::Token& token = At(t);
    return token.length == 1 && norm[token.begin] == mark;
  }
  // 's that is no "is" or "has": a word follows it.
  bool IsPossessive(uint32_t t) const {
    return Is(t, segment::kClitic) && At(t).length == 2 && (norm[At(t).begin + 1] | 0x20) == 's' &&
           Is(t + 1, segment::kWord);
  }
  // No space stands before token t.
  bool Touches(uint32_t t) const { return In(t) && !tokens[t].Is(segment::kSpaceBefore); }
  // Nothing behind token t, a number in digits, can go on with it.
  bool NumberEnds(uint32_t t) const {
    const segment::Token& next = At(t + 1);
    if (next.Is(segment::kNumber) || words.GoesOn(next.word)) return false;
    if (next.Is(segment::kWord)) return !Touches(t + 1);
    return !IsMark(t + 1, '-') && !IsMark(t + 1, '/') && !IsMark(t + 1, '^') && Text(t + 1) != "×";
  }
  // The longest entry of the list that begins at token t: how many tokens, and its value. 0 where
  // there is none.
  uint32_t Longest(uint32_t t, segment::ListId list, std::string_view* value) const {
    return words.Begins(At(t).word, list) ? LongestEntry(t, list, value) : 0;
  }

  const text::Text& text;
  const std::string_view norm;
  const std::vector<segment::Token>& tokens;
  const Vocabulary& words;

 private:
  uint32_t LongestEntry(uint32_t t, segment::ListId list, std::string_view* value) const;

  static constexpr segment::Token kNothing{};
  uint32_t first_ = 0, last_ = 0;
};

// A list's value as a number; 0 where it is none.
int Whole(std::string_view value);

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_VOCABULARY_H_
