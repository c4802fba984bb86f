// The paragraphs of an article as a row of items, large enough to see who speaks: each quotation
// one item, each name with its titles and the role before it one item, each noun phrase that stands
// for somebody one item, reporting verbs, and the small words and marks between them.
//
//   Clauses clauses;
//   ReadClauses(lists, lexicon, text, segments, people, organisations, quotes, &clauses);
//   for (const Clause& c : clauses.sentences) for (uint32_t i = c.first; i < c.last; ++i)
//   use(clauses.items[i]);
//
// "The union's chairman, Dr Mark Porter, told the BBC there was "not one issue"" is read as
// noun , person cue organisation word word quote.
//
// Sentences are those of the segmenter, but what stands inside a quotation never ends one.
//
// Cost: a few bit tests a token. Thread-safety: pure; one Clauses a thread. Errors: none. Units:
// tokens, items.

#ifndef PRESSCUT_RESOLVE_SPEAKERS_CLAUSES_H_
#define PRESSCUT_RESOLVE_SPEAKERS_CLAUSES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/kinds/organisation/organisation.h"
#include "extract/kinds/person/person.h"
#include "extract/kinds/quote/quote.h"
#include "extract/match/rule_set.h"
#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::resolve {

// The lists that clauses are read with; those called clause_… stand in quotes.toml.
struct ClauseLists {
  explicit ClauseLists(const match::RuleSet& rules);

  segment::ListId cue_verbs, cue_nouns, person_nouns, roles, source_nouns, titles, words;
  segment::ListId clause_words, body_nouns, members, doubtful, spokesmen;
  // By word: on none of the lists that clauses are read by, and no plural of a role. Seven words of
  // ten in news; what they are is settled with one look instead of a test a list.
  std::vector<bool> plain;
};

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

struct Item {
  ItemKind kind = ItemKind::kWord;
  bool possessive = false;  // 's or ' follows
  bool definite = false;    // of a noun phrase: the, his, Acas's …
  bool determined = false;  // … it begins with a determiner or a possessive
  bool plural = false;
  bool passive = false;  // of a cue: "was described"
  bool bare = false;     // … "to say", "will say"
  bool being = false;    // of an auxiliary: a form of "to be"
  char sort = 0;    // cue: s(ay) j(udge) c(ommit) t(hink); noun: r(ole) p(erson) b(ody) d(ocument);
                    // pronoun: m f p(lural) n(euter) 1 2, o: "another", "one of"
  char tag = 0;     // of a cue: d (past) 3 (third person) i (-ing) p (base form)
  char gender = 0;  // of a noun: m, f, u
  uint32_t first = 0, last = 0;  // tokens
  uint32_t name_first = 0,
           name_last = 0;           // tokens of the name or noun phrase as a speaker is written
  uint32_t head = 0;                // token of a noun phrase's head
  uint32_t entity = kNobody;        // person, organisation or quote
  uint32_t part = 0;                // of a quote
  uint32_t organisation = kNobody;  // that a noun phrase names
  uint32_t possessor = kNobody;     // the person whose it is ("Trump's lawyer")
  std::string_view lemma;           // of a cue

  bool Is(ItemKind k) const { return kind == k; }
  // Can speak: a name, a noun phrase, a pronoun.
  bool Mention() const {
    return !possessive && (kind == ItemKind::kPerson || kind == ItemKind::kOrganisation ||
                           kind == ItemKind::kNoun || kind == ItemKind::kPronoun);
  }
};

struct Clause {
  uint32_t first = 0, last = 0;  // items
  uint32_t block = 0;
};

struct Clauses {
  std::vector<Item> items;
  std::vector<Clause> sentences;
};

void ReadClauses(const ClauseLists& lists, const segment::Lexicon& lexicon, const text::Text& text,
                 const segment::Segments& segments, const std::vector<person::Person>& people,
                 const std::vector<organisation::Organisation>& organisations,
                 const std::vector<quote::Quote>& quotes, Clauses* out);

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_CLAUSES_H_
