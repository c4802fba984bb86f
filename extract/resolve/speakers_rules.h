// The rules of attribution: for a quotation in its sentence, which mention speaks and by which
// verb.
//
//   ClauseRules rules(lists, text, segments, &clauses);
//   Attribution a = rules.InSentence(sentence, item);      // item: the quotation
//   if (a.speaker != kNobody) use(clauses.items[a.speaker], a.rule);
//
// In order of trust: labels ("Porter: …"), a reporting clause behind the quotation, one before it,
// "according to", one that ends the sentence, a reporting verb farther off. What other sentences
// tell is for the caller (speakers.cc).
//
// Cost: linear in the items of the sentence. Thread-safety: one ClauseRules a thread. Errors: none;
// kNobody where nothing speaks.

#ifndef PRESSCUT_RESOLVE_SPEAKERS_RULES_H_
#define PRESSCUT_RESOLVE_SPEAKERS_RULES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/resolve/speakers_clauses.h"

namespace presscut::resolve {

struct Attribution {
  uint32_t speaker = kNobody;    // item
  uint32_t cue = kNobody;        // item whose tokens are the cue
  std::string_view rule;         // empty: none
  uint32_t first = 0, last = 0;  // tokens of the speaker where they are not the item's
  uint32_t person = kNobody;     // who it is where the item does not tell
  bool found() const { return speaker != kNobody; }
};

class ClauseRules {
 public:
  ClauseRules(const ClauseLists& lists, const text::Text& text, const segment::Segments& segments,
              Clauses* clauses)
      : l_(lists),
        norm_(text.norm()),
        tokens_(segments.tokens.data()),
        items_(clauses->items.data()) {}

  Attribution InSentence(const Clause& sentence, uint32_t quote) const;
  // A reporting clause anywhere in a sentence, the last one first: for quotations in the next
  // sentence.
  Attribution AnyCue(const Clause& sentence, bool colon) const;
  // The mention a sentence is about; kNobody: none.
  uint32_t MainSubject(const Clause& sentence, uint32_t before) const;
  // Where the main clause begins: behind the comma of "After Brown spoke, Porter said".
  uint32_t MainClause(const Clause& sentence) const;
  // The subject of a cue; kNobody: none.
  uint32_t SubjectOf(const Clause& sentence, uint32_t cue) const;
  // Gives the mentions that speak together with the one found to `take`: "Porter and Smith said".
  template <class Take>
  void Joint(const Clause& sentence, const Attribution& a, Take take) const {
    if (a.last > a.first || !Someone(a.speaker) || a.speaker < sentence.first ||
        a.speaker >= sentence.last)
      return;
    for (uint32_t i = FirstJoint(sentence, a); i < a.speaker; i += 2) take(i);
    const uint32_t last = LastJoint(sentence, a);
    for (uint32_t i = a.speaker; i < last; i += 2) take(i + 2);
  }
  // Whose words the noun of speech before item `words` brings in: "Porter's claim that".
  Attribution Nominal(const Clause& sentence, uint32_t words) const;
  // The source behind "according" at item i.
  Attribution AccordingTo(const Clause& sentence, uint32_t i) const;

  std::string_view Norm(uint32_t token) const {
    return norm_.substr(tokens_[token].begin, tokens_[token].length);
  }
  bool IsFrom(uint32_t i) const { return items_[i].Is(ItemKind::kPreposition) && Says(i, l_.from); }
  // First character of a quotation is a capital, and the mark it ends with (0: none).
  bool BeginsWithCapital(uint32_t quote) const;
  char EndMark(uint32_t quote) const;

 private:
  // Items an apposition between a name and its verb may have: "Porter, who has led the union since
  // 2012, said".
  static constexpr uint32_t kLongestApposition = 28;

  Attribution Label(const Clause& s, uint32_t q) const;
  Attribution After(const Clause& s, uint32_t q) const;
  Attribution Before(const Clause& s, uint32_t q, uint32_t nearest) const;
  // Where a noun phrase begins that is the subject of a cue and no mention; kNobody: there is none.
  uint32_t Unknown(const Clause& s, uint32_t cue) const;
  bool Aside(const Clause& s, uint32_t cue, uint32_t q) const;
  bool LeadsOn(const Clause& s, uint32_t cue, uint32_t q) const;
  Attribution AnyPhrase(const Clause& s, uint32_t first, uint32_t last, uint32_t cue) const;
  Attribution LedIn(const Clause& s, uint32_t q) const;
  Attribution According(const Clause& s, uint32_t q) const;
  Attribution AtEnd(const Clause& s, uint32_t q) const;
  Attribution ByAgent(const Clause& s, uint32_t cue) const;
  uint32_t SubjectBefore(const Clause& s, uint32_t cue) const;
  uint32_t FindSubjectBefore(const Clause& s, uint32_t cue) const;
  // The subject of ", saying": what the sentence is about.
  uint32_t Participial(const Clause& s, uint32_t cue) const;
  // What begins the clause that a conjunction at `end` goes on with; kNobody where none is seen.
  uint32_t ClauseSubject(const Clause& s, uint32_t end) const;
  uint32_t SubjectAfter(const Clause& s, uint32_t cue) const;
  // The mention at item i as the head of what stands there: "the union's chairman, Mark Porter," is
  // Porter.
  uint32_t WithName(const Clause& s, uint32_t i) const;
  uint32_t SkipSmall(uint32_t i, uint32_t end) const;
  // "since", "because" at item i.
  bool Reason(uint32_t i) const;
  // Somebody who can speak together with others, and the "and" between them, at item i.
  bool Someone(uint32_t i) const;
  bool Joins(uint32_t i) const;
  // The first and the last of them.
  uint32_t FirstJoint(const Clause& s, const Attribution& a) const;
  uint32_t LastJoint(const Clause& s, const Attribution& a) const;
  bool Speakable(uint32_t i) const {
    return !items_[i].possessive && (items_[i].Mention() || items_[i].Is(ItemKind::kCapitals));
  }
  // The item begins with that word, in lower case or, for AtStart, with a capital.
  bool Says(uint32_t i, const KnownWord& word) const {
    const segment::Token& token = tokens_[items_[i].first];
    return token.word == word.id && Norm(items_[i].first) == word.text;
  }
  bool SaysAtStart(uint32_t i, const KnownWord& word) const {
    return tokens_[items_[i].first].word == word.id && WrittenAtStart(i, word.text);
  }
  bool WrittenAtStart(uint32_t i, std::string_view word) const;
  // A word that no list knows but looks like a verb in the past.
  bool PastLook(const Item& item) const;
  // … and what follows is what follows a verb.
  bool VerbLook(const Clause& s, uint32_t i) const;

  // Behind a preposition; `of_clauses`: not one that brings in a clause ("after Clinton argued").
  bool AfterPreposition(const Clause& s, uint32_t i, bool of_clauses) const;
  // Whether items [first, last) between two commas can be an apposition: no clause of its own.
  bool Apposition(uint32_t first, uint32_t last) const;
  // A document that somebody else in its sentence made: "The two issued a statement describing …".
  bool Document(const Clause& s, uint32_t i) const;
  // The mention that ends before item i, brackets jumped; kNobody: none.
  uint32_t Left(const Clause& s, uint32_t i) const;

  const ClauseLists& l_;
  const std::string_view norm_;
  const segment::Token* const tokens_;
  Item* const items_;  // their `subject` is written, once it is known
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_RULES_H_
