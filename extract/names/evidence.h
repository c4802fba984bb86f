// What a rule file knows about names: [[evidence]] compiled into tables, so that weighing a name is
// bit tests.
//
//   [[evidence]]
//   id = "title-before"
//   name = "Dr <name>"
//   where = "title_in"                     # the slot that is looked at …
//   lists = ["titles"]                     # … for these lists' words,
//   words = ["{titles=title}", "captain"]  # these words, and the entries of a list that have this
//   value in some column
//   points = { person = 6, organisation = -4 }
//   yes = ["[Dr Mark Porter] spoke."]
//
// Slots of the name: whole_in (all of it is one entry), single_in (it is one word), first_in,
// last_in, middle_in (of two words or more), any_in (some word), every_in (each word, connecting
// ones apart), no_word_in (none is). Slots around it: title_in, before_in (the word before,
// determiners passed over), second_before_in, after_in, second_after_in, role_after_in (the noun of
// an apposition: "<name>, the new chairman"). "name" looks at traits alone. Conditions may follow
// any slot: `where = "last_in when two_words, not repeated"`; the traits are in kTraitNames.
// Points: 4 are one unit of log-odds; kinds are person, organisation, place, other, none.
//
// Cost: proportional to what is true of the name. Thread-safety: const after construction. Errors:
// Problems() lists what is wrong with a file's evidence (unknown slot, trait, kind), for `presscut
// rules check`; such evidence is ignored.

#ifndef PRESSCUT_NAMES_EVIDENCE_H_
#define PRESSCUT_NAMES_EVIDENCE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/segment/lexicon.h"

namespace presscut::names {

// The lists and words that evidence names, as bits.
struct Classes {
  std::array<uint64_t, 3> bits{};

  Classes& operator|=(const Classes& o) {
    for (size_t i = 0; i < bits.size(); ++i) bits[i] |= o.bits[i];
    return *this;
  }
  Classes& operator&=(const Classes& o) {
    for (size_t i = 0; i < bits.size(); ++i) bits[i] &= o.bits[i];
    return *this;
  }
};
inline constexpr uint32_t kMaxClasses = 192;

enum Slot : uint8_t {
  kWholeSlot,
  kSingleSlot,
  kFirstSlot,
  kLastSlot,
  kMiddleSlot,
  kAnySlot,
  kEverySlot,
  kNoWordSlot,
  kTitleSlot,
  kBeforeSlot,
  kSecondBeforeSlot,
  kAfterSlot,
  kSecondAfterSlot,
  kRoleAfterSlot,
  kSlots
};

enum Trait : uint8_t {
  kOneWord,
  kTwoWords,
  kThreeWords,
  kManyWords,
  kAcronymShape,
  kCamel,
  kStopsInside,
  kHasDigitInside,
  kInitialInside,
  kParticleInside,
  kHyphenInside,
  kAmpersand,
  kOfInside,
  kAndInside,
  kUnknownWord,     // some word is in no list at all
  kShortWord,       // one word of at most three letters
  kSentenceStart,   // every mention begins a sentence
  kLineStart,       // some mention begins a line
  kTitlesOnly,      // stands in headlines only
  kLowerElsewhere,  // its one word stands in lower case elsewhere in the article
  kMidSentence,     // some mention stands inside a sentence
  kRepeated,        // two mentions or more
  kFrequent,        // four or more
  kNumberAfter,
  kNumberBefore,
  kBracketAfter,
  kInBrackets,
  kCommaAfter,
  kWhoAfter,
  kPossessiveAfter,
  kTheBefore,
  kCapitalBefore,
  kCapitalAfter,
  kHyphenBefore,
  kHyphenAfter,
  kQuoted,
  kScoreLine,  // stands in a line of names and numbers
  kWholeLine,  // is a whole line
  kAgeAfter,   // ", 43,"
  kLongerPersonLast,
  kLongerPersonFirst,
  kLongerOrganisation,
  kLongerPlace,
  kLongerOther,
  kLongerAny,
  kAcronymOfOrganisation,
  kAcronymOfOther,
  kDefinesAcronym,
  kPronounAfter,  // he or she follows soon
  kTraitCount
};

using TraitBits = uint64_t;
constexpr TraitBits Bit(Trait t) { return TraitBits{1} << t; }

// The name of a trait in a rule file.
std::string_view TraitName(Trait trait);

inline constexpr uint32_t kKinds = 5;  // as in Kind: none, person, organisation, place, other
using Points = std::array<int16_t, kKinds>;

// What is true of one name.
struct Findings {
  std::array<Classes, kSlots> slots{};
  TraitBits traits = 0;
};

class EvidenceTable {
 public:
  explicit EvidenceTable(const match::RuleSet& rules);

  const Classes& Of(segment::WordId word) const { return of_[word]; }
  // Of a list's entry of several words.
  Classes OfEntry(const segment::Entry& entry) const;

  // Adds up the points of everything that holds; calls each(index, points) for it.
  template <class Each>
  void Weigh(const Findings& findings, Each each) const {
    for (uint32_t s = 0; s < kSlots; ++s) {
      for (size_t w = 0; w < used_[s].bits.size(); ++w) {
        for (uint64_t hit = findings.slots[s].bits[w] & used_[s].bits[w]; hit != 0;
             hit &= hit - 1) {
          const uint32_t cls =
              static_cast<uint32_t>(w * 64) + static_cast<uint32_t>(__builtin_ctzll(hit));
          for (uint32_t r = start_[s][cls]; r < start_[s][cls + 1]; ++r)
            Try(rows_[r], findings.traits, each);
        }
      }
    }
    for (const Row& row : by_traits_) Try(row, findings.traits, each);
  }

  std::string_view Id(uint32_t index) const { return ids_[index]; }
  const std::vector<Error>& Problems() const { return problems_; }

 private:
  struct Row {
    TraitBits needs = 0, forbids = 0;
    uint32_t index = 0;
    Points points{};
  };
  template <class Each>
  static void Try(const Row& row, TraitBits traits, Each each) {
    if ((traits & row.needs) == row.needs && (traits & row.forbids) == 0)
      each(row.index, row.points);
  }
  bool ReadWhere(const match::Evidence& evidence, uint32_t* slot, Row* row);

  std::vector<Classes> of_;  // by WordId
  struct ValueClass {
    std::string value;  // empty: any
    uint32_t cls;
  };
  std::array<std::vector<ValueClass>, segment::kMaxLists> of_list_;
  std::array<Classes, kSlots> used_{};
  std::array<std::array<uint32_t, kMaxClasses + 1>, kSlots> start_{};
  std::vector<Row> rows_;
  std::vector<Row> by_traits_;
  std::vector<std::string_view> ids_;
  std::vector<Error> problems_;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_EVIDENCE_H_
