// Indirect speech: what somebody is reported to have said in the writer's own words.
//
//   ReportRules reports(lists, text, segments, &clauses, rules);
//   reports.InSentence(sentence, &found);        // appended in text order, none over another
//   for (const Report& r : found) use(clauses.items[r.by.speaker], r.first, r.last);
//
// Forms: "Porter said (that) the plan had failed", "Porter pledged to go on", "Porter urged members
// to vote", "Porter accused her of lying", "the plan had failed, Porter said", "according to
// Porter", "Porter's claim that it failed". What is reported ends with its sentence, before a
// reporting clause of its own ("… and warned that"), and before quoted words with one; a report
// that holds quoted words otherwise is none, for the quotation tells it. Nothing without a speaker.
//
// Cost: linear in the items of the sentence for each of its verbs. Thread-safety: one a thread.
// Errors: none. Units: items.

#ifndef PRESSCUT_RESOLVE_SPEAKERS_REPORTS_H_
#define PRESSCUT_RESOLVE_SPEAKERS_REPORTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/resolve/speakers_clauses.h"
#include "extract/resolve/speakers_rules.h"

namespace presscut::resolve {

struct Report {
  Attribution by;                          // its rule is that of the report
  uint32_t first = 0, last = 0;            // items of what is reported
  uint32_t more_first = 0, more_last = 0;  // … and of what follows a clause put in between
};

class ReportRules {
 public:
  ReportRules(const ClauseLists& lists, const text::Text& text, const segment::Segments& segments,
              const Clauses& clauses, const ClauseRules& rules,
              const std::vector<quote::Quote>& quotes)
      : l_(lists),
        norm_(text.norm()),
        tokens_(segments.tokens.data()),
        items_(clauses.items.data()),
        end_(clauses.sentences.empty() ? 0 : clauses.sentences.back().last),
        rules_(rules),
        quotes_(quotes) {}

  void InSentence(const Clause& sentence, std::vector<Report>* out) const;
  // A paragraph that is all the words of whoever its label names: "Porter: I never said that."
  bool Labelled(const Clause& paragraph, Report* out) const;

 private:
  bool Behind(const Clause& s, uint32_t cue, Report* out) const;
  bool InFront(const Clause& s, uint32_t cue, Report* out) const;
  bool According(const Clause& s, uint32_t at, Report* out) const;
  bool Nominal(const Clause& s, uint32_t noun, Report* out) const;

  // Where what a verb brings in begins, and the rule it is found by; s.last: nowhere.
  uint32_t Begin(const Clause& s, uint32_t cue, std::string_view* rule) const;
  // Where a clause without "that" begins behind a verb: "said (in a statement) (on Monday) he …".
  uint32_t BareClause(const Clause& s, uint32_t at) const;
  // Behind whom a verb tells: "told the committee's members".
  uint32_t SkipWhom(const Clause& s, uint32_t at) const;
  // The first "that", "whether", "how" behind phrases that can stand before it.
  uint32_t FindThat(const Clause& s, uint32_t at) const;
  // "members to vote"
  bool WhomTo(const Clause& s, uint32_t at) const;
  // Where what is reported ends.
  uint32_t End(const Clause& s, uint32_t first) const;
  // Takes quoted words and trailing marks off; false where nothing is left.
  bool Trim(const Clause& s, uint32_t first, uint32_t* last) const;
  // A finite verb, as far as its look and its place tell.
  bool Finite(uint32_t first, uint32_t i) const;
  bool HasVerb(uint32_t first, uint32_t last) const;
  // What stands there is a clause whose own verb comes before any other clause's.
  bool Predicates(uint32_t first, uint32_t last) const;
  // A subject with its verb stands there, and no noun phrase alone: "said Porter had left".
  bool Clausal(const Clause& s, uint32_t first) const;
  // The "that" at item `that` brings in a clause, and is no determiner or relative.
  bool Tied(const Clause& s, uint32_t cue, uint32_t that) const;
  bool Inverted(const Clause& s, uint32_t i) const;
  bool Named(const Clause& s, uint32_t cue) const;
  // "her of lying", "the plan as a mess"
  bool Charge(const Clause& s, uint32_t at) const;
  // "there was", "about 200 people"; "after he left"
  bool There(const Clause& s, uint32_t i) const;
  bool Amount(const Clause& s, uint32_t i) const;
  bool Subordinates(uint32_t i) const;
  // A verb that is no relative clause's; a clause that stands by itself.
  bool MainVerb(uint32_t first, uint32_t last) const;
  bool MainClause(uint32_t first, uint32_t last) const;
  // The verb reports a quotation of its sentence.
  bool Quotes(const Clause& s, uint32_t cue) const;
  // "did not say", "never said"
  bool Denied(const Clause& s, uint32_t cue) const;
  bool BeginsClause(uint32_t i) const;
  bool TiesClause(uint32_t i) const;                   // that, whether, how, why, what, if
  bool Infinitive(const Clause& s, uint32_t i) const;  // "to" before a verb

  std::string_view Norm(uint32_t i) const {
    const segment::Token& token = tokens_[items_[i].first];
    return norm_.substr(token.begin, token.length);
  }
  bool Says(uint32_t i, const KnownWord& word) const {
    return tokens_[items_[i].first].word == word.id;
  }
  bool Says(uint32_t i) const {  // "said", "says", "say"
    const std::string_view word = Norm(i);
    return word == "said" || word == "says" || word == "say";
  }
  bool Reports(uint32_t i) const {  // "said", "warns": not "saying", not "to say"
    const Item& c = items_[i];
    return c.Is(ItemKind::kCue) && !c.passive && !c.bare && (c.tag == 'd' || c.tag == '3');
  }
  bool Small(uint32_t i) const {
    return items_[i].Is(ItemKind::kAdverb) || items_[i].Is(ItemKind::kAuxiliary);
  }
  bool Speakable(uint32_t i) const {
    return !items_[i].possessive && (items_[i].Mention() || items_[i].Is(ItemKind::kCapitals));
  }

  const ClauseLists& l_;
  const std::string_view norm_;
  const segment::Token* const tokens_;
  const Item* const items_;
  const uint32_t end_;  // of the items
  const ClauseRules& rules_;
  const std::vector<quote::Quote>& quotes_;
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_REPORTS_H_
