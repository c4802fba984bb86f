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
  kHyphenLower,  // "Jong-un": a hyphen and a small letter
  kAmpersand,
  kOfInside,
  kForInside,
  kAndInside,
  kUnknownWord,     // some word is in no list at all
  kCompound,        // its one unknown word is two ordinary ones: Steelmakers
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
  kOfLowerCase,  // "non-fungible token (NFT)": letters of words in lower case
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
// By kind; wider than there are kinds, so that adding takes two vector instructions.
using Points = std::array<int32_t, 8>;

// Which lists and words of the evidence hold a word, for each slot: bit n is the nth set of lists
// and words that the evidence at this slot asks for.
using Classes = std::array<uint64_t, kSlots>;
inline constexpr uint32_t kMaxClasses = 64;  // sets of lists and words at one slot
inline constexpr uint32_t kMaxAsked = 192;   // … and at all of them

// What is true of one name.
struct Findings {
  Classes slots{};
  TraitBits traits = 0;
};

// One piece of evidence.
struct alignas(64) EvidenceRow {
  Points points{};
  TraitBits needs = 0;
  TraitBits cares = 0;  // traits that it needs, and those it forbids
  uint32_t index = 0;   // for EvidenceTable::Id
  uint32_t rank = 0;    // its place among all of them, for an order that does not change
  bool last = false;    // of the rows that are looked at together
};

class EvidenceTable {
 public:
  explicit EvidenceTable(const match::RuleSet& rules);
  EvidenceTable(const EvidenceTable&) = delete;
  EvidenceTable& operator=(const EvidenceTable&) = delete;

  // The number of what is asked for that holds of a word; 0: nothing.
  uint32_t SetOf(segment::WordId word) const { return set_of_[word]; }
  const Classes& Of(uint32_t set) const { return sets_[set]; }
  // A list's entry of several words at a slot.
  uint64_t OfEntry(const segment::Entry& entry, Slot slot) const;
  // Every set of lists and words that evidence at this slot asks for.
  uint64_t Asked(Slot slot) const { return asked_[slot]; }

  // Writes all evidence that holds to `holding`, in no order, and says how many there are.
  // REQUIRES: room for rows() of them, and one more.
  size_t Weigh(const Findings& findings, const EvidenceRow** holding) const {
    const EvidenceRow** out = holding;
    const auto look = [&](const EvidenceRow* row) {
      for (;; ++row) {
        *out = row;
        out += ((findings.traits ^ row->needs) & row->cares) == 0;
        if (row->last) break;
      }
    };
    for (uint32_t s = 0; s < kSlots; ++s) {
      uint64_t left = findings.slots[s];
      if (left == 0) continue;
      const EvidenceRow* const* const rows = rows_of_class_[s].data();
      for (; left != 0; left &= left - 1) look(rows[__builtin_ctzll(left)]);
    }
    for (uint64_t left = findings.traits & traits_needed_; left != 0; left &= left - 1)
      look(rows_of_trait_[static_cast<size_t>(__builtin_ctzll(left))]);
    if (rows_of_all_ != nullptr) look(rows_of_all_);
    return static_cast<size_t>(out - holding);
  }
  size_t rows() const { return ids_.size(); }

  std::string_view Id(uint32_t index) const { return ids_[index]; }
  const std::vector<Error>& Problems() const { return problems_; }

 private:
  // Sets of lists and words, numbered through all slots.
  using AskedBits = std::array<uint64_t, kMaxAsked / 64>;

  // An [[evidence]] that looks at a slot.
  struct SlotRow {
    uint32_t slot, asked;
    const match::Evidence* evidence;
    EvidenceRow row;
  };

  bool ReadWhere(const match::Evidence& evidence, uint32_t* slot, EvidenceRow* row);
  void ReadAsked(const match::RuleSet& rules, const match::Evidence& evidence, uint32_t asked,
                 std::vector<std::pair<segment::WordId, uint32_t>>* words);
  void Problem(const match::Evidence& evidence, const char* code, std::string message);
  void PackRows(std::vector<SlotRow> at_slots, std::vector<EvidenceRow> by_traits);
  void PackWords(const segment::Lexicon& lexicon,
                 std::vector<std::pair<segment::WordId, uint32_t>> words);
  AskedBits AskedOf(const segment::Entry& entry) const;
  uint64_t ClassesOf(const AskedBits& asked, uint32_t slot) const;

  std::vector<uint32_t> set_of_;  // by WordId; 0: asked for by no evidence
  std::vector<Classes> sets_;     // each combination that some word has
  struct AskedValue {
    std::string value;
    uint32_t asked;
  };
  std::array<std::vector<AskedValue>, segment::kMaxLists> values_of_list_;
  std::array<AskedBits, segment::kMaxLists> any_of_list_{};  // asked for without a value
  // What each of AskedBits is at a slot: its bit there, kMaxClasses where it is not asked for.
  std::array<std::array<uint8_t, kMaxAsked>, kSlots> class_of_{};
  std::array<uint64_t, kSlots> asked_{};
  std::vector<EvidenceRow> rows_;
  // The first of the rows of each slot's classes, of each trait, and of those that need no trait;
  // nullptr where there are none.
  std::array<std::vector<const EvidenceRow*>, kSlots> rows_of_class_;
  std::array<const EvidenceRow*, kTraitCount> rows_of_trait_{};
  const EvidenceRow* rows_of_all_ = nullptr;
  TraitBits traits_needed_ = 0;  // by rows that look at traits alone
  std::vector<std::string_view> ids_;
  std::vector<Error> problems_;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_EVIDENCE_H_
