// Capitalised words become candidate names: where a name begins and ends, one reading a place.
// Nothing is said yet of what a candidate is; ordinary words with a capital are candidates too, and
// it is for the ledger to reject them.
//
//   CandidateFinder finder(vocabulary, text, segments);
//   std::vector<Candidate> found;
//   finder.Find(capitals, &found);                    // body text: case speaks
//   // headlines in capitals or title case: after the body is known
//   finder.FindInTitles(keys, &found);
//
// The cuts, in short: titles and roles stay outside ("Ford CEO | Jim Farley"); "of", "for" join
// only behind the head of an organisation or a place; "and" and commas join ordinary words under a
// head ("Department for Business, Energy and Industrial Strategy"); particles, initials, "&" and
// hyphens join; a possessive ends a name, save in "People's Army".
//
// Cost: linear in the tokens. Thread-safety: one finder a thread. Errors: none. Units: token
// indices, half-open.

#ifndef PRESSCUT_NAMES_CANDIDATES_H_
#define PRESSCUT_NAMES_CANDIDATES_H_

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "extract/names/vocabulary.h"
#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::names {

struct Candidate {
  uint32_t first = 0, last = 0;
  uint32_t title_first = 0;  // == first: no title
  bool in_title = false;     // stands in a headline where case says little
};

class CandidateFinder {
 public:
  // `sorts`: of each token's word.
  CandidateFinder(const Vocabulary& vocabulary, const text::Text& text,
                  const segment::Segments& segments, const SortId* sorts)
      : vocabulary_(vocabulary),
        table_(vocabulary.sorts()),
        sorts_(sorts),
        tokens_(segments.tokens.data()),
        norm_(text.norm().data()),
        segments_(segments),
        minister_(vocabulary.lexicon().Find("minister")),
        secretary_(vocabulary.lexicon().Find("secretary")),
        administration_(vocabulary.lexicon().Find("administration")) {}

  // `capitals`: the tokens that are words with a capital, in text order.
  void Find(std::span<const uint32_t> capitals, std::vector<Candidate>* out);
  // Whether the block is read by FindInTitles.
  // A line of capitals says little of names; a full stop ends no headline: "President Macron met
  // Chancellor Scholz."
  bool InTitle(const segment::Block& block) const {
    if (block.capitals) return true;
    return block.title_case && block.last > block.first && !Mark(block.last - 1, '.');
  }
  // `longest_key(first, last)`: how many tokens from `first` on are a name that the body has; 0:
  // none.
  void FindInTitles(const std::function<uint32_t(uint32_t, uint32_t)>& longest_key,
                    std::vector<Candidate>* out);

  // lines.cc: whether a name says where a report is from, stands in a line of results that looks
  // like a headline, or is letters of words in lower case before the bracket.
  bool Dateline(const Candidate& c, const segment::Block& block) const;
  bool Result(const Candidate& c, const segment::Block& block) const;
  bool OfLowerCase(uint32_t acronym, uint32_t bracket, uint32_t first) const;
  // Whether the letters of the text from `at` to `end` stand for the words of tokens [t, last).
  bool Spells(uint32_t at, uint32_t end, uint32_t t, uint32_t last) const;

 private:
  static constexpr uint32_t kLongestName = 16;  // tokens

  // The longest name, title or role of several words that begins at a token; asked again and again
  // for one token.
  Phrase Longest(Vocabulary::Sort sort, uint32_t at, uint32_t last) const {
    if (at + 1 >= last || ((Of(at) & kStartsPhrase) == 0) | ((Of(at + 1) & kSecondInPhrase) == 0))
      return {};
    return Remembered(sort, at, last);
  }
  Phrase Remembered(Vocabulary::Sort sort, uint32_t at, uint32_t last) const;
  Traits Of(uint32_t t) const { return table_[sorts_[t]].traits; }
  bool Capital(uint32_t t) const {
    return tokens_[t].Is(segment::kWord) &&
           tokens_[t].Is(segment::kCapital | segment::kInnerCapital);
  }
  bool Mark(uint32_t t, char c) const {
    return tokens_[t].length == 1 && norm_[tokens_[t].begin] == c;
  }
  bool Possessive(uint32_t t) const {
    return tokens_[t].Is(segment::kClitic) && tokens_[t].length == 2 &&
           (norm_[tokens_[t].end() - 1] | 0x20) == 's';
  }
  // A word that a capital makes no name; but "WHO" is a body and "US" a country.
  [[gnu::always_inline]] bool SmallWord(uint32_t t) const {
    return (Of(t) & kFunctionWord) != 0 &&
           !(tokens_[t].Is(segment::kAllCaps) &&
             ((Of(t) & kCountry) != 0 ||
              ((Of(t) & kKnownOrganisation) != 0 && tokens_[t].length > 2))) &&
           ((Of(t) & kGivenName) == 0 || !GivenWord(t)) && !Letters(t);
  }
  // "the union IF Metall", "the IT Department": letters, not a word, where only they are capitals.
  bool Letters(uint32_t t) const {
    return tokens_[t].Is(segment::kAllCaps) && tokens_[t].length == 2 && t > 0 &&
           t + 1 < segments_.tokens.size() && Capital(t + 1) &&
           tokens_[t + 1].Is(segment::kSpaceBefore) && !tokens_[t + 1].Is(segment::kAllCaps) &&
           !tokens_[t - 1].Is(segment::kAllCaps) &&
           t > segments_.sentences[tokens_[t].sentence].first;
  }
  // "rapper Will Smith": inside a sentence, before a family name, a small word is a given name; but
  // "in May Smith said".
  bool GivenWord(uint32_t t) const {
    return t > segments_.sentences[tokens_[t].sentence].first && Capital(t) &&
           (Of(t) & kCalendar) == 0 && !tokens_[t - 1].Is(segment::kQuote) && !Mark(t - 1, ':') &&
           t + 1 < segments_.sentences[tokens_[t].sentence].last && Capital(t + 1) &&
           (Of(t + 1) & kSurname) != 0;
  }
  // "Theresa | May", "Mrs | May", "May said": a small word that is somebody's family name here.
  bool NamesSomebody(uint32_t t) const;
  bool Initial(uint32_t t) const { return tokens_[t].length == 1 && Capital(t); }
  // "A. Dale", "A G Perarivalan": an initial, its stop or one more initial, and a capital.
  bool InitialOf(uint32_t t, uint32_t last) const {
    return Initial(t) && t + 2 < last && Capital(t + 2) &&
           ((Mark(t + 1, '.') && !tokens_[t + 1].Is(segment::kSpaceBefore)) || Initial(t + 1));
  }

  // Where the name begins whose first capital this is: at a particle in front of it, or at itself.
  uint32_t ParticleBefore(uint32_t capital, const segment::Sentence& sentence, uint32_t from) const;
  // The region of name words that begins at a capital (regions.cc): its end, and what joins what
  // stands on both sides of a mark or a small word.
  uint32_t RegionEnd(uint32_t first, uint32_t last) const;
  uint32_t BehindMark(uint32_t region, uint32_t at, uint32_t last) const;
  uint32_t BehindSmallWord(uint32_t region, uint32_t at, uint32_t last) const;
  bool JoinsAnd(uint32_t region, uint32_t at, uint32_t last) const;
  bool JoinsComma(uint32_t region, uint32_t at, uint32_t last) const;
  bool Partners(uint32_t region, uint32_t at, uint32_t last) const;
  bool LettersSay(uint32_t region, uint32_t next, uint32_t last) const;
  uint32_t BehindNickname(uint32_t region, uint32_t at, uint32_t last) const;
  bool JoinsPossessive(uint32_t at, uint32_t last) const;
  bool HeadBefore(uint32_t region, uint32_t at) const;
  bool UnderHead(uint32_t region, uint32_t at) const;
  bool KnownBefore(uint32_t region, uint32_t at) const;
  bool UnderFor(uint32_t region, uint32_t at) const;
  bool HeadAhead(uint32_t at, uint32_t last) const;

  // What a region holds besides names: titles, roles, what falls off.
  uint32_t TitleAt(uint32_t at, uint32_t last) const;
  bool UnderOffice(uint32_t at) const;
  bool InnerTitle(uint32_t at, uint32_t last) const;
  uint32_t RoleAt(uint32_t at, uint32_t last) const;
  void EmitSurname(uint32_t at, std::vector<Candidate>* out) const;
  uint32_t WithoutModifiers(uint32_t first, uint32_t last) const;
  bool PersonBehind(uint32_t begin, uint32_t at, uint32_t last) const;
  void Cut(uint32_t first, uint32_t last, uint32_t sentence_first,
           std::vector<Candidate>* out) const;
  // "Inc", "Jr": a legal form or suffix that takes a stop; "II" takes none.
  bool Shortened(uint32_t t) const {
    return (Of(t) & kOrgSuffix) != 0 ||
           ((Of(t) & kNameSuffix) != 0 && !tokens_[t].Is(segment::kAllCaps));
  }
  bool IsoDate(uint32_t t) const;
  bool OpensBody(uint32_t at) const;
  bool PluralLetters(uint32_t at) const;
  bool FallsOff(uint32_t first, uint32_t last) const;
  bool PartyAndState(uint32_t first, uint32_t last) const;
  void Emit(uint32_t first, uint32_t last, uint32_t title_first, std::vector<Candidate>* out) const;

  const Vocabulary& vocabulary_;
  const WordSort* const table_;
  const SortId* const sorts_;  // by token
  const segment::Token* const tokens_;
  const char* const norm_;
  const segment::Segments& segments_;
  const segment::WordId minister_, secretary_, administration_;
  struct Remember {
    uint32_t at = ~uint32_t{0};
    Vocabulary::Longest phrases;
  };
  mutable std::array<Remember, 32>
      remembered_{};  // by token; what was found up to the end of its sentence
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_CANDIDATES_H_
