#include "extract/resolve/speakers_words.h"

#include <array>
#include <map>
#include <string>

#include "extract/names/vocabulary.h"

namespace presscut::resolve {

using names::Column;
using segment::Entry;
using segment::ListId;
using segment::WordId;
using Kind = WordKind;

namespace {

// Reads the entries of the lists into kinds of words.
class KindReader {
 public:
  explicit KindReader(const match::RuleSet& rules)
      : lexicon_(rules.lexicon()), frames_(rules.List("clause_frames")) {
    of_list_.fill(kNone);
    static constexpr std::string_view kNames[] = {
        "clause_words", "cue_verbs",      "cue_nouns",    "clause_doubtful_cues",
        "roles",        "person_nouns",   "source_nouns", "clause_body_nouns",
        "titles",       "clause_members", "words",        "clause_verbs"};
    for (uint8_t i = 0; i < kNone; ++i) {
      const ListId list = rules.List(kNames[i]);
      if (list < segment::kMaxLists) of_list_[list] = i;
    }
  }

  Kind Read(WordId word) const {
    Kind kind;
    uint32_t seen = 0;
    uint8_t noun = kNone;  // the list that tells: of several the first in the order above
    lexicon_.Entries(
        word, [&](ListId list) { return of_list_[list] != kNone; },
        [&](const Entry& entry) {
          const uint8_t list = of_list_[entry.list];
          if ((seen >> list & 1) != 0) return;
          seen |= 1u << list;
          Add(list, entry.value, &noun, &kind);
        });
    if (kind.part == ItemKind::kWord && AdverbLook(lexicon_.Spelling(word)))
      kind.item.kind = ItemKind::kAdverb;
    // A noun of speech may be a verb of speech in its base form too.
    if (kind.Is(Kind::kCueNoun)) kind.traits &= ~Kind::kReports;
    return kind;
  }

 private:
  enum : uint8_t {
    kWords,
    kCueVerbs,
    kCueNouns,
    kDoubtful,
    kRoles,
    kPersonNouns,
    kSourceNouns,
    kBodyNouns,
    kTitles,
    kMembers,
    kOrdinary,
    kVerbs,
    kNone
  };

  void Add(uint8_t list, std::string_view value, uint8_t* noun, Kind* kind) const {
    switch (list) {
      case kWords:
        return Part(value, kind);
      case kCueVerbs: {
        const std::string_view sort = Column(value, 1), tag = Column(value, 2);
        kind->cue = sort.empty() ? 's' : sort[0];
        kind->tag = tag == "past" ? 'd' : tag == "third" ? '3' : tag == "ing" ? 'i' : 'p';
        kind->traits |= Kind::kCue;
        kind->traits |= FrameOf(Column(value, 0));
        if (tag != "present") kind->traits |= Kind::kReports;
        return;
      }
      case kCueNouns:
        kind->traits |= Kind::kCueNoun;
        return;
      case kDoubtful:
        kind->traits |= Kind::kDoubtful;
        return;
      case kTitles:
        kind->traits |= Kind::kTitle;
        return;
      case kMembers:
        kind->traits |= value == "plural" ? Kind::kMember | Kind::kMemberPlural : Kind::kMember;
        return;
      case kOrdinary:
        kind->traits |= Kind::kOrdinary;
        return;
      case kVerbs:
        kind->traits |= Kind::kVerb;
        return;
      default:
        break;
    }
    if (list != kBodyNouns) kind->traits |= Kind::kStandsFor;
    if (list > *noun) return;
    *noun = list;
    kind->traits &= ~(Kind::kPlural | Kind::kLooksPlural);
    kind->gender = 0;
    if (list == kRoles || list == kPersonNouns) {
      kind->noun = list == kRoles ? 'r' : 'p';
      kind->gender = value.empty() ? 'u' : value[0];
      if (list == kPersonNouns) kind->traits |= Kind::kLooksPlural;
    } else if (list == kSourceNouns) {
      const std::string_view sort = Column(value, 1);
      kind->noun = sort.empty() ? 'b' : sort[0];
      if (Column(value, 0) == "plural") kind->traits |= Kind::kPlural;
    } else {
      kind->noun = 'b';
    }
  }

  // What a verb brings in besides a clause, told of its base form.
  uint32_t FrameOf(std::string_view lemma) const {
    const auto entry = lexicon_.Get(lexicon_.Find(lemma), frames_);
    if (!entry) return 0;
    const std::string_view frame = entry->value;
    return frame == "tell"     ? Kind::kTell
           : frame == "call"   ? Kind::kCalls
           : frame == "charge" ? Kind::kCharges
           : frame == "urge"   ? Kind::kUrges
                               : Kind::kThing;
  }

  // "determiner definite"
  static void Part(std::string_view value, Kind* kind) {
    const size_t space = value.find(' ');
    const std::string_view part = value.substr(0, space);
    const std::string_view detail =
        space == std::string_view::npos ? std::string_view() : value.substr(space + 1);
    if (part == "pronoun") {
      kind->part = ItemKind::kPronoun;
      kind->item.sort = detail.empty() ? 'n' : detail[0];
      kind->item.plural = kind->item.sort == 'p';
    } else if (part == "determiner") {
      kind->part = ItemKind::kDeterminer;
      kind->item.definite = detail == "definite" || detail == "possessive";
      // The indefinite ones are counted with the phrase they begin; "one officer" is written with
      // its number.
      kind->item.plural = detail == "number";
      if (detail == "number") kind->traits |= Kind::kNumber;
    } else if (part == "auxiliary") {
      kind->part = ItemKind::kAuxiliary;
      kind->item.being = detail == "be";
    } else if (part == "preposition") {
      kind->part = ItemKind::kPreposition;
      if (detail == "clause") kind->traits |= Kind::kBringsClause;
    } else if (part == "conjunction") {
      kind->part = ItemKind::kConjunction;
    } else if (part == "relative") {
      kind->part = ItemKind::kRelative;
    } else if (part == "adverb") {
      kind->part = ItemKind::kAdverb;
    } else if (part == "adjective") {
      kind->traits |= Kind::kAdjective;
    }
    kind->item.kind = kind->part;
  }

  const segment::Lexicon& lexicon_;
  const segment::ListId frames_;
  std::array<uint8_t, segment::kMaxLists> of_list_;
};

}  // namespace

ClauseLists::ClauseLists(const match::RuleSet& rules)
    : body_nouns(rules.List("clause_body_nouns")),
      spokesmen(rules.List("clause_spokesmen")),
      nationalities(rules.List("nationalities")) {
  const segment::Lexicon& lexicon = rules.lexicon();
  const auto known = [&](std::string_view text) { return KnownWord{lexicon.Find(text), text}; };
  according = known("according");
  and_ = known("and");
  as = known("as");
  at = known("at");
  back = known("back");
  by = known("by");
  for_ = known("for");
  did = known("did");
  from = known("from");
  not_ = known("not");
  her = known("her");
  his = known("his");
  it = known("it");
  of = known("of");
  put = known("put");
  puts = known("puts");
  that = known("that");
  to = known("to");
  whose = known("whose");
  with = known("with");

  if (rules.image() != nullptr && Exchange(*this, *rules.image()) &&
      kind_of_.size() == lexicon.words() && !kinds_.empty())
    return;
  kind_of_ = {};
  kinds_ = {};
  const KindReader reader(rules);
  std::vector<Kind> kinds(lexicon.words());
  for (WordId word = 1; word < lexicon.words(); ++word) kinds[word] = reader.Read(word);
  const ListId roles = rules.List("roles");
  std::string plural;
  for (WordId word = 1; word < lexicon.words(); ++word) {
    if (!lexicon.Has(word, roles)) continue;
    plural.assign(lexicon.Spelling(word)).push_back('s');
    kinds[lexicon.Find(plural)].traits |= Kind::kRolePlural;
  }
  for (const KnownWord& word : {of, for_, from, at, with, known("in"), known("on"), to})
    kinds[word.id].traits |= Kind::kJoins;
  for (const std::string_view word : {"but", "and", "yet", "so", "or", "nor"})
    kinds[lexicon.Find(word)].traits |= Kind::kOpens;

  constexpr uint32_t kListed =
      Kind::kCue | Kind::kCueNoun | Kind::kMember | Kind::kRolePlural | Kind::kStandsFor;
  for (Kind& kind : kinds) {
    if (kind.part != ItemKind::kWord) {
      if (!kind.Is(Kind::kNumber)) kind.traits |= Kind::kDirect;
    } else if (kind.noun == 0 && !kind.Is(kListed)) {
      kind.traits |= Kind::kPlain | Kind::kDirect;
    }
  }
  kinds[that.id].traits &= ~Kind::kDirect;  // a determiner, or a relative
  kinds[0] = {};                            // words that nobody knows have to be looked at
  kinds[0].traits = Kind::kPlain;

  std::map<Kind, uint16_t> numbers;
  kind_of_.reserve(kinds.size());
  for (const Kind& kind : kinds) {
    if (!kind_of_.empty() && kinds_[kind_of_.back()] == kind) {
      kind_of_.push_back(kind_of_.back());
      continue;
    }
    const auto [number, added] = numbers.try_emplace(kind, static_cast<uint16_t>(kinds_.size()));
    if (added) kinds_.push_back(kind);
    kind_of_.push_back(number->second);
  }
}

}  // namespace presscut::resolve
