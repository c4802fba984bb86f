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
// an apposition: "<name>, the new chairman"), beside_in (a neighbour in a list: "Leeds, <name> and
// Hull"). "name" looks at traits alone. Conditions may follow any slot: `where = "last_in when
// two_words, not repeated"`; the traits are in kTraitNames.
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
  kListSlot,
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
  kFamilyNamed,     // ends in the family name of somebody else whom the article names in full
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
  kPronounAfter,   // he or she follows soon
  kSport,          // the article has words of sport
  kOwnPossessive,  // the 's is its own: Moody's
  kParticleOpens,  // de Blasio
  kShortened,      // Conn.
  kSite,           // Dolarhoy.com
  kCouple,         // "Tom and Jane Clarke"
  kDateline,       // opens a report: "PARIS (Reuters)"
  kTraitCount
};

using TraitBits = uint64_t;
constexpr TraitBits Bit(Trait t) { return TraitBits{1} << t; }

// The name of a trait in a rule file.
std::string_view TraitName(Trait trait);

inline constexpr uint32_t kKinds = 5;  // as in Kind: none, person, organisation, place, other

// Which lists and words of the evidence hold a word, for each slot: a bit for each set of lists and
// words that the evidence at this slot asks for, where the bits of other slots leave room.
using Classes = std::array<uint64_t, kSlots>;
inline constexpr uint32_t kMaxClasses = 64;  // sets of lists and words at one slot
inline constexpr uint32_t kMaxAsked = 192;   // … and at all of them
inline constexpr uint32_t kClassWords = 6;   // what all slots' bits fit in

// What is true of one name.
struct Findings {
  std::array<uint64_t, kClassWords> classes{};  // of all slots; see EvidenceTable::WordOf
  TraitBits traits = 0;
};

// By kind; wider than there are kinds, so that adding takes two vector instructions.
using Points = std::array<int32_t, 8>;

// The traits that a piece of evidence asks for. Kept apart from its points: most of what is looked
// at does not hold.
struct Condition {
  TraitBits needs = 0;  // and kLastRow
  TraitBits cares = 0;  // traits that it needs, and those it forbids
};
// The last of the rows that are looked at together; a trait that no condition cares for.
inline constexpr TraitBits kLastRow = TraitBits{1} << 62;
static_assert(kTraitCount < 62);

// A piece of evidence, by its place in the table.
using RowId = uint16_t;
inline constexpr RowId kNoRow = 0xFFFF;

class EvidenceTable {
 public:
  explicit EvidenceTable(const match::RuleSet& rules);
  EvidenceTable(const EvidenceTable&) = delete;
  EvidenceTable& operator=(const EvidenceTable&) = delete;

  void Save(ImageWriter* writer) const { Exchange(*this, *writer); }

  // The number of what is asked for that holds of a word; 0: nothing.
  uint32_t SetOf(segment::WordId word) const { return set_of_[word]; }
  // … of an entry of several words, by its place in the lexicon.
  uint32_t SetOfEntry(uint32_t entry) const { return set_of_entry_[entry]; }
  const Classes& Of(uint32_t set) const { return sets_[set]; }
  // The word of Findings::classes that holds a slot's bits.
  uint32_t WordOf(Slot slot) const { return word_of_slot_[slot]; }
  // Every set of lists and words that evidence at this slot asks for.
  uint64_t Asked(Slot slot) const { return asked_[slot]; }

  // Writes all evidence that holds to `holding`, in no order, and says how many there are.
  // REQUIRES: room for rows() of them, and one more.
  size_t Weigh(const Findings& findings, RowId* holding) const {
    RowId* out = holding;
    const auto look = [&](RowId row) {
      for (;; ++row) {
        const Condition& condition = conditions_[row];
        *out = row;
        out += ((findings.traits ^ condition.needs) & condition.cares) == 0;
        if ((condition.needs & kLastRow) != 0) break;
      }
    };
    for (uint32_t word = 0; word < class_words_; ++word) {
      for (uint64_t left = findings.classes[word]; left != 0; left &= left - 1)
        look(rows_of_class_[word][static_cast<size_t>(__builtin_ctzll(left))]);
    }
    for (uint64_t left = findings.traits & traits_needed_; left != 0; left &= left - 1)
      look(rows_of_trait_[static_cast<size_t>(__builtin_ctzll(left))]);
    if (rows_of_all_ != kNoRow) look(rows_of_all_);
    return static_cast<size_t>(out - holding);
  }
  size_t rows() const { return conditions_.size(); }
  const Points& PointsOf(RowId row) const { return points_[row]; }
  // Its place among all evidence, for an order that does not change.
  uint32_t RankOf(RowId row) const { return ranks_[row]; }
  std::string_view Id(uint32_t rank) const { return ids_[rank]; }
  const std::vector<Error>& Problems() const { return problems_; }

 private:
  // Sets of lists and words, numbered through all slots.
  using AskedBits = std::array<uint64_t, kMaxAsked / 64>;

  // An [[evidence]] as it is read. `slot`: kSlots where it looks at traits alone.
  struct ReadRow {
    uint32_t slot, asked;
    const match::Evidence* evidence;
    Condition condition;
    Points points;
  };

  bool ReadWhere(const match::Evidence& evidence, ReadRow* row);
  void ReadAsked(const match::RuleSet& rules, const match::Evidence& evidence, uint32_t asked,
                 std::vector<std::pair<segment::WordId, uint32_t>>* words);
  void Problem(const match::Evidence& evidence, const char* code, std::string message);
  void NumberClasses(const std::vector<ReadRow>& rows);
  void PackRows(std::vector<ReadRow> rows);
  void PackWords(const segment::Lexicon& lexicon,
                 std::vector<std::pair<segment::WordId, uint32_t>> words);
  AskedBits AskedOf(const segment::Entry& entry) const;
  template <class Self, class Archive>
  static bool Exchange(Self& self, Archive& archive) {
    return archive("evidence/set of word", self.set_of_) &&
           archive("evidence/set of entry", self.set_of_entry_) &&
           archive("evidence/sets", self.sets_);
  }
  uint64_t ClassesOf(const AskedBits& asked, uint32_t slot) const;

  Flat<uint32_t> set_of_;        // by WordId; 0: asked for by no evidence
  Flat<uint32_t> set_of_entry_;  // by its place in the lexicon; 0 for single words
  Flat<Classes> sets_;           // each combination that some word has
  struct AskedValue {
    std::string value;
    uint32_t asked;
  };
  std::array<std::vector<AskedValue>, segment::kMaxLists> values_of_list_;
  std::array<AskedBits, segment::kMaxLists> any_of_list_{};  // asked for without a value
  // What each of AskedBits is at a slot: its bit in the slot's word, kMaxClasses where it is not
  // asked for.
  std::array<std::array<uint8_t, kMaxAsked>, kSlots> class_of_{};
  std::array<uint64_t, kSlots> asked_{};
  std::array<uint8_t, kSlots> word_of_slot_{};
  uint32_t class_words_ = 0;  // words of Findings::classes that are used
  // By RowId.
  std::vector<Condition> conditions_;
  std::vector<Points> points_;
  std::vector<uint16_t> ranks_;
  // The first of the rows of each class, of each trait, and of those that need no trait; kNoRow
  // where there are none.
  std::array<std::array<RowId, 64>, kClassWords> rows_of_class_;
  std::array<RowId, kTraitCount> rows_of_trait_;
  RowId rows_of_all_ = kNoRow;
  TraitBits traits_needed_ = 0;        // by rows that look at traits alone
  std::vector<std::string_view> ids_;  // by rank
  std::vector<Error> problems_;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_EVIDENCE_H_
