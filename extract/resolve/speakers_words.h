// What the words of a clause may be: read off the word lists once, a number a word, so that a token
// is known with one look instead of a test a list.
//
//   ClauseLists lists(rules);
//   const WordKind& kind = lists.Of(token.word);
//   if (kind.Is(WordKind::kCue)) use(kind.cue, kind.tag);       // "said": s(ay), d (past)
//   if (kind.part == ItemKind::kPronoun) use(kind.item.sort);   // "she": f
//
// Cost: two loads a word; to make the table, a walk over all entries of all lists. Thread-safety:
// const after construction. Errors: none; a list that is missing has no entries. Lifetime: plain
// values; the rules are not asked again.

#ifndef PRESSCUT_RESOLVE_SPEAKERS_WORDS_H_
#define PRESSCUT_RESOLVE_SPEAKERS_WORDS_H_

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/segment/lexicon.h"

namespace presscut::resolve {

enum class ItemKind : uint8_t {
  kQuote,
  kPerson,
  kOrganisation,
  kCapitals,  // a capitalised name that is neither
  kNoun,      // a noun phrase that stands for a person, a body or a document
  kPronoun,
  kCue,      // a reporting verb
  kCueNoun,  // "statement", "claim"
  kAuxiliary,
  kAdverb,
  kDeterminer,
  kPreposition,
  kConjunction,
  kRelative,  // who, which
  kComma,
  kColon,
  kDash,
  kOpen,   // a bracket
  kClose,  // …
  kStop,
  kWord,
};

// What an item is, without where it stands.
struct ItemTraits {
  ItemKind kind = ItemKind::kWord;
  bool possessive : 1 = false;  // 's or ' follows
  bool definite : 1 = false;    // of a noun phrase: the, his, Acas's …
  bool determined : 1 = false;  // … it begins with a determiner or a possessive
  bool plural : 1 = false;
  bool passive : 1 = false;  // of a cue: "was described"
  bool bare : 1 = false;     // … "to say", "will say"
  bool being : 1 = false;    // of an auxiliary: a form of "to be"
  bool tell : 1 = false;     // of a cue: a form of "to tell"
  bool more : 1 = false;     // of a quotation: another part of it follows
  char sort = 0;    // cue: s(ay) j(udge) c(ommit) t(hink); noun: r(ole) p(erson) b(ody) d(ocument);
                    // pronoun: m f p(lural) n(euter) 1 2, o: "another", "one of"
  char tag = 0;     // of a cue: d (past) 3 (third person) i (-ing) p (base form)
  char gender = 0;  // of a noun: m, f, u

  bool Is(ItemKind k) const { return kind == k; }
  friend auto operator<=>(const ItemTraits&, const ItemTraits&) = default;
};

// What a word may be in a clause, as its entries on the lists say; the same for thousands of words.
struct WordKind {
  // Bits of `traits`.
  static constexpr uint32_t kPlain = 1 << 0;      // it plays no part at all: seven words of ten
  static constexpr uint32_t kOrdinary = 1 << 1;   // a word of the language
  static constexpr uint32_t kTitle = 1 << 2;      // "Dr"
  static constexpr uint32_t kAdjective = 1 << 3;  // that belongs to a noun without an article
  static constexpr uint32_t kNumber = 1 << 4;     // of a determiner: it stays in the speaker's span
  static constexpr uint32_t kBringsClause = 1 << 5;  // of a preposition
  static constexpr uint32_t kCue = 1 << 6;           // a reporting verb
  static constexpr uint32_t kTell = 1 << 7;          // … it tells somebody
  static constexpr uint32_t kReports = 1 << 8;       // … it is a verb wherever it stands
  static constexpr uint32_t kDoubtful = 1 << 9;      // … and mostly means something else
  static constexpr uint32_t kCueNoun = 1 << 10;
  static constexpr uint32_t kPlural = 1 << 11;        // of a noun
  static constexpr uint32_t kLooksPlural = 1 << 12;   // … where it ends like one
  static constexpr uint32_t kMember = 1 << 13;        // "Democrat"
  static constexpr uint32_t kMemberPlural = 1 << 14;  // "Tories"
  static constexpr uint32_t kRolePlural = 1 << 15;    // "ministers"
  static constexpr uint32_t kStandsFor = 1 << 16;     // role, person or source: ends a name
  static constexpr uint32_t kJoins = 1 << 17;         // of for from at with in on to
  static constexpr uint32_t kOpens = 1 << 18;         // and but nor or so yet: opens a main clause
  // In lower case and behind a space it is `item`, whatever stands around it: four words of five.
  static constexpr uint32_t kDirect = 1 << 19;
  static constexpr uint32_t kVerb = 1 << 20;     // a finite form that does not look like one
  static constexpr uint32_t kCalls = 1 << 21;    // of a cue: "called for", "called on", "called it"
  static constexpr uint32_t kCharges = 1 << 22;  // … "accused her of", "described it as"
  static constexpr uint32_t kUrges = 1 << 23;    // … "urged members to"
  static constexpr uint32_t kThing = 1 << 24;    // … "began a career", "refused to leave": a deed

  uint32_t traits = 0;
  ItemKind part = ItemKind::kWord;  // kWord: none of its own
  char cue = 0, tag = 0;            // sort and tag of a cue
  char noun = 0, gender = 0;  // sort and gender of a noun; 0: none, or only with a capital or as a
                              // plural
  ItemTraits item;            // for a word without a part: as a word nobody asks for

  bool Is(uint32_t trait) const { return (traits & trait) != 0; }
  friend auto operator<=>(const WordKind&, const WordKind&) = default;
};

// A word that rules ask for by name.
struct KnownWord {
  segment::WordId id = 0;
  std::string_view text;  // in lower case
};

// The lists that clauses are read with, turned into a table; those called clause_… stand in
// quotes.toml.
class ClauseLists {
 public:
  explicit ClauseLists(const match::RuleSet& rules);

  void Save(ImageWriter* writer) const { Exchange(*this, *writer); }

  const WordKind& Of(segment::WordId word) const { return kinds_[kind_of_[word]]; }
  // The same for loops that have no time to ask where the tables are.
  struct Table {
    const uint16_t* kind_of;
    const WordKind* kinds;
    const WordKind& Of(segment::WordId word) const { return kinds[kind_of[word]]; }
    void Fetch(segment::WordId word) const { __builtin_prefetch(&kind_of[word]); }
  };
  Table table() const { return {kind_of_.data(), kinds_.data()}; }

  segment::ListId body_nouns, spokesmen, nationalities;
  KnownWord according, and_, as, at, back, by, did, for_, from, her, his, it, not_, of, put, puts,
      that, to, whose, with;

 private:
  template <class Self, class Archive>
  static bool Exchange(Self& self, Archive& archive) {
    return archive("clauses/kind of word", self.kind_of_) && archive("clauses/kinds", self.kinds_);
  }

  // By word: its number in kinds_, which are some hundred.
  Flat<uint16_t> kind_of_;
  Flat<WordKind> kinds_;
};

// "angrily", "reportedly"
inline bool AdverbLook(std::string_view word) { return word.size() > 4 && word.ends_with("ly"); }

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_WORDS_H_
