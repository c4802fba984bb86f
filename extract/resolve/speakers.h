// Who said it: finds each quote's cue and speaker expression, and whom that expression names.
//
//   SpeakerFinder speakers(rules);
//   speakers.Attribute(text, segments, organisations, &runs, &people, &quotes);
//   // indirect speech, where it is wanted
//   speakers.AddReports(text, segments, organisations, runs, &people, &quotes);
//
// Order of trust: the quotation's own sentence (speakers_rules.h), a signature below it, the
// speaker before it in the paragraph unless somebody else has reported since, a reporting clause in
// the sentence before or after, the paragraph before where it leads in, the sentence's subject.
// Pronouns and noun phrases are resolved as the text runs: the subject of the same sentence, then
// those of the sentences before it, then whoever spoke last, of fitting gender and number.
//
// Cost: linear in the tokens of articles that quote, and of every article for indirect speech.
// Thread-safety: const methods are safe from several threads. Errors: none; no speaker rather than
// a guess. Lifetime: rules outlives this.

#ifndef PRESSCUT_RESOLVE_SPEAKERS_H_
#define PRESSCUT_RESOLVE_SPEAKERS_H_

#include <vector>

#include "extract/kinds/organisation/organisation.h"
#include "extract/kinds/person/person.h"
#include "extract/kinds/quote/quote.h"
#include "extract/resolve/speakers_clauses.h"

namespace presscut::resolve {

class SpeakerFinder {
 public:
  // REQUIRES: rules outlives this.
  explicit SpeakerFinder(const match::RuleSet& rules) : rules_(rules), lists_(rules) {}

  // May add roles to people: a noun phrase that stands for a person ("the trust's chief executive")
  // is a role. Drops quotations of a few words that nobody is given as the source of, and their
  // runs. `runs` are those of QuoteKind::Find.
  void Attribute(const text::Text& text, const segment::Segments& segments,
                 const std::vector<organisation::Organisation>& organisations,
                 std::vector<quote::Stretch>* runs, std::vector<person::Person>* people,
                 std::vector<quote::Quote>* quotes) const;

  // Adds what is reported without quotation marks (speakers_reports.h), where no quotation stands.
  // Quotations stay as they are; people may have roles added.
  void AddReports(const text::Text& text, const segment::Segments& segments,
                  const std::vector<organisation::Organisation>& organisations,
                  const std::vector<quote::Stretch>& runs, std::vector<person::Person>* people,
                  std::vector<quote::Quote>* quotes) const;

  void Save(ImageWriter* writer) const { lists_.Save(writer); }

 private:
  const match::RuleSet& rules_;
  ClauseLists lists_;
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_H_
