// The paragraphs of an article as a row of items, large enough to see who speaks: each quotation
// one item, each name with its titles and the role before it one item, each noun phrase that stands
// for somebody one item, reporting verbs, and the small words and marks between them.
//
//   Clauses clauses;
//   ReadClauses(lists, text, segments, people, organisations, quotes, runs, Reach::kNearQuotes,
//               &clauses);
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
#include <vector>

#include "extract/kinds/organisation/organisation.h"
#include "extract/kinds/person/person.h"
#include "extract/kinds/quote/quote.h"
#include "extract/resolve/speakers_words.h"
#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::resolve {

struct Item : ItemTraits {
  static constexpr uint32_t kUnasked = kNobody - 1;  // `subject` is not known yet

  uint32_t first = 0, last = 0;  // tokens
  uint32_t name_first = 0,
           name_last = 0;  // tokens of the name or noun phrase as a speaker is written
  union {
    uint32_t entity = kNobody;  // person, organisation or quote
    uint32_t head;              // of a noun phrase: the token of its head
  };
  uint32_t organisation = kNobody;  // that a noun phrase names
  union {
    uint32_t possessor = kNobody;  // of a noun phrase: the person whose it is ("Trump's lawyer")
    uint32_t subject;              // of a cue: what stands before it and speaks, for ClauseRules
  };

  // Can speak: a name, a noun phrase, a pronoun.
  bool Mention() const {
    return !possessive && (kind == ItemKind::kPerson || kind == ItemKind::kOrganisation ||
                           kind == ItemKind::kNoun || kind == ItemKind::kPronoun);
  }
};

struct Clause {
  uint32_t first = 0, last = 0;  // items
  uint32_t block = 0;
  bool quotes = false;  // a quotation stands in it
  bool cues = false;    // a reporting verb may
  bool tied = false;    // a person stands behind a conjunction
};

struct Clauses {
  std::vector<Item> items;  // up to the last sentence's; what stands behind them is room for more
  std::vector<Clause> sentences;
};

// What is read: the paragraphs that a quotation may need, or every one.
enum class Reach : uint8_t { kNearQuotes, kWhole };

void ReadClauses(const ClauseLists& lists, const text::Text& text,
                 const segment::Segments& segments, const std::vector<person::Person>& people,
                 const std::vector<organisation::Organisation>& organisations,
                 const std::vector<quote::Quote>& quotes, const std::vector<quote::Stretch>& runs,
                 Reach reach, Clauses* out);

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_CLAUSES_H_
