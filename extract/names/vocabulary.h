// What the word lists say of a word, as bits: what cutting names out of a text has to know at every
// capital.
//
//   Vocabulary words(rules);
//   if (words.Of(token.word) & kGivenName) …
//   // "Bank of England"; p.tokens == 0: none
//   Phrase p = words.LongestAt(tokens, i, last)[Vocabulary::kNames];
//
// Words of which the same is known are one sort, so that what is kept by word is two bytes of it:
// most words of a text are of a few sorts, and a cache holds these.
//
// Cost: building reads every entry of the name lists once; Of is two loads, LongestAt walks a trie
// where some entry begins with the word. Thread-safety: const after construction. Errors: none; a
// list that is not there has no entries, and words beyond kMaxSorts sorts count as unknown.

#ifndef PRESSCUT_NAMES_VOCABULARY_H_
#define PRESSCUT_NAMES_VOCABULARY_H_

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/names/phrases.h"
#include "extract/segment/lexicon.h"

namespace presscut::names {

using Traits = uint64_t;

// Single words.
inline constexpr Traits kOrdinary = 1ull << 0;  // words: stands in a dictionary in lower case
inline constexpr Traits kFunctionWord = 1ull
                                        << 1;  // never part of a name by itself: the, in, however
inline constexpr Traits kGivenName = 1ull << 2;
inline constexpr Traits kSurname = 1ull << 3;
inline constexpr Traits kWordSurname = 1ull << 4;  // … that is an ordinary word too: Brown, King
inline constexpr Traits kTitle = 1ull << 5;        // Dr, President: stands before a name
inline constexpr Traits kRole = 1ull << 6;         // chairman, goalkeeper
inline constexpr Traits kNationality = 1ull << 7;
inline constexpr Traits kCountry = 1ull << 8;
inline constexpr Traits kRegion = 1ull << 9;
inline constexpr Traits kCity = 1ull << 10;
inline constexpr Traits kPlaceFirst = 1ull << 11;  // Mount, Lake
inline constexpr Traits kPlaceLast = 1ull << 12;   // River, Airport
inline constexpr Traits kHeadLast = 1ull << 13;    // X University
inline constexpr Traits kHeadOf = 1ull << 14;      // University of X
inline constexpr Traits kStrongHead = 1ull << 15;
inline constexpr Traits kOrgSuffix = 1ull << 16;   // Ltd, Inc
inline constexpr Traits kParticle = 1ull << 17;    // von, bin
inline constexpr Traits kNameSuffix = 1ull << 18;  // Jr, III
inline constexpr Traits kPostSuffix = 1ull << 19;  // MP, QC
inline constexpr Traits kCalendar = 1ull << 20;    // months and weekdays
inline constexpr Traits kNotOrgAcronym = 1ull << 21;
inline constexpr Traits kKnownOrganisation = 1ull << 22;
inline constexpr Traits kTeam = 1ull << 23;
inline constexpr Traits kNotName = 1ull << 24;  // products, events, works
inline constexpr Traits kPersonNoun = 1ull << 25;
inline constexpr Traits kCueVerb = 1ull << 26;
inline constexpr Traits kDeterminer = 1ull << 27;
inline constexpr Traits kPreposition = 1ull << 28;
inline constexpr Traits kGroupNoun =
    1ull << 29;  // committee, division: "the BMA's junior doctors' committee"
inline constexpr Traits kOrgPossessive = 1ull << 30;  // People's, Women's: goes on into a name
inline constexpr Traits kPlural = 1ull << 31;         // a plural of a role
inline constexpr Traits kMale = 1ull << 32;           // of given names, titles and roles
inline constexpr Traits kFemale = 1ull << 33;
inline constexpr Traits kRoleTitle = 1ull
                                     << 34;  // a title that the record keeps as a role: President
inline constexpr Traits kOf = 1ull << 35;
inline constexpr Traits kAnd = 1ull << 36;
inline constexpr Traits kForOn = 1ull << 37;  // for, on, against: join a head to what it is for
inline constexpr Traits kThe = 1ull << 38;
inline constexpr Traits kKinship = 1ull << 39;          // wife, brother: who somebody is to another
inline constexpr Traits kPersonalPronoun = 1ull << 40;  // he, she, his, her
inline constexpr Traits kRoleWord = 1ull << 41;  // acting, retired: like a verb, and part of a role
inline constexpr Traits kRoleModifier = 1ull << 42;  // deputy, joint: opens a role
inline constexpr Traits kBodyModifier = 1ull << 43;  // National, Royal: opens the name of a body
inline constexpr Traits kHyphenEnding = 1ull << 44;  // based, led: "London-based"
inline constexpr Traits kCommonFor = 1ull << 45;     // the word "for"
inline constexpr Traits kStartsPhrase =
    1ull << 46;  // some name, title or role of several words begins with it
inline constexpr Traits kSecondInPhrase = 1ull << 47;  // … has it as its second word
inline constexpr Traits kOfficeLetters = 1ull
                                         << 48;  // MP, CEO: an office where it stands in capitals
inline constexpr Traits kDateWord = 1ull << 49;  // Monday, September: never a name by itself
inline constexpr Traits kHyphenOpening = 1ull << 50;  // anti, ex: "Ex-Barcelona"
inline constexpr Traits kCourtesy = 1ull << 51;       // Mr, Mrs: of titles, those of people alone
inline constexpr Traits kWellKnown = 1ull << 52;      // Trump: a family name that names one person
inline constexpr Traits kAnyPlace = kCountry | kRegion | kCity;
inline constexpr Traits kAnyName = kKnownOrganisation | kTeam | kNotName | kAnyPlace;

struct Phrase {
  uint32_t tokens = 0;
  Traits traits = 0;
};

// What is known of a word, or of an entry of several.
struct WordSort {
  Traits traits = 0;
  uint32_t asked = 0;            // EvidenceTable::SetOf
  bool opens_entry = false;      // some entry of several words begins with the word
  bool second_in_entry = false;  // … has it as its second word

  auto operator<=>(const WordSort&) const = default;
};
inline constexpr size_t kMaxSorts = 1u << 16;  // SortId 0: of words nobody knows

class EvidenceTable;

class Vocabulary {
 public:
  // `evidence`: gives the sorts their WordSort::asked; may be nullptr.
  explicit Vocabulary(const match::RuleSet& rules, const EvidenceTable* evidence = nullptr);

  void Save(ImageWriter* writer) const;

  // Lists that say what kind of body an organisation is.
  struct Bodies {
    segment::ListId organisations, teams, org_heads, org_suffixes;
  };

  const WordSort& SortOf(segment::WordId word) const { return sorts_[sort_of_[word]]; }
  Traits Of(segment::WordId word) const { return SortOf(word).traits; }
  const SortId* sort_of() const { return sort_of_.data(); }  // by WordId
  const WordSort* sorts() const { return sorts_.data(); }    // by SortId
  const Bodies& bodies() const { return bodies_; }
  const segment::Lexicon& lexicon() const { return lexicon_; }
  // Words that lead from a name to what its bearer is: "became", "serves".
  segment::ListId role_links() const { return role_links_; }
  // Words that say what an article is about: "innings", "midfielder".
  const Flat<segment::WordId>& sport_words() const { return sport_words_; }

  // Calls found(sort, capitals, length) for every entry of several words that is
  // tokens[at, at + length), up to `last`, shorter ones first; capitals: how many of its words have
  // one.
  template <class Found>
  void Phrases(const std::vector<segment::Token>& tokens, uint32_t at, uint32_t last,
               Found found) const {
    if (at + 1 >= last || !SortOf(tokens[at].word).opens_entry ||
        !SortOf(tokens[at + 1].word).second_in_entry)
      return;
    phrases_.At(tokens, at, last, [&](PhraseTable::Ending ending, uint32_t length) {
      found(sorts_[ending.sort], ending.capitals, length);
    });
  }
  // Whether an entry of several words that has one of the traits is tokens[first, last).
  bool IsPhrase(const std::vector<segment::Token>& tokens, uint32_t first, uint32_t last,
                Traits traits) const {
    bool is = false;
    Phrases(tokens, first, last, [&](const WordSort& its, uint32_t, uint32_t length) {
      is |= first + length == last && (its.traits & traits) != 0;
    });
    return is;
  }
  // What Phrases() looks at first where it is asked for these two words, to be fetched ahead.
  const void* PlaceOf(segment::WordId first, segment::WordId second) const {
    return phrases_.PlaceOf(first, second,
                            SortOf(first).opens_entry & SortOf(second).second_in_entry);
  }
  // The longest entries of two or more tokens that begin at tokens[at] and end by `last`: of the
  // lists of names, of titles and of roles. In the names of places, bodies and things capitals
  // count.
  enum Sort { kNames, kTitles, kRoles, kSorts };
  using Longest = std::array<Phrase, kSorts>;
  Longest LongestAt(const std::vector<segment::Token>& tokens, uint32_t at, uint32_t last) const;
  // The traits an entry of a list gives to its words.
  Traits OfEntry(const segment::Entry& entry) const;

 private:
  template <class Self, class Archive>
  static bool Exchange(Self& self, Archive& archive);
  bool Map(const match::RuleSet& rules);
  std::vector<Traits> ReadTraits();
  SortId IdOf(const WordSort& sort);
  void ReadPhrases(const EvidenceTable* evidence);
  void SortWords(const std::vector<Traits>& traits_of, const EvidenceTable* evidence);

  const segment::Lexicon& lexicon_;
  Flat<SortId> sort_of_;  // by WordId
  Flat<WordSort> sorts_;  // by SortId
  std::map<WordSort, SortId> sort_ids_;
  SortId last_sort_ = 0;  // that was asked for
  PhraseTable phrases_;
  std::array<Traits, segment::kMaxLists> of_list_{};
  Bodies bodies_;
  Flat<segment::WordId> sport_words_;
  segment::ListId surnames_, titles_, place_heads_, name_suffixes_, given_names_, roles_, acronyms_,
      calendar_words_, role_links_;
};

// Column `n` of an entry's value, counted from 0; empty where there is none.
std::string_view Column(std::string_view value, uint32_t n);

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_VOCABULARY_H_
