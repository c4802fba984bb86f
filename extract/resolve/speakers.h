// Who said it: finds each quote's cue and speaker expression, and whom that expression names.
//
//   AttributeQuotes(rules, text, segments, people, organisations, &quotes);
//
// Cost: linear in the tokens of the quotes' paragraphs. Thread-safety: pure. Errors: none; no speaker rather than a
// guess. The order of rules is that of docs/PIPELINE.md, "Speakers".

#ifndef PRESSCUT_RESOLVE_SPEAKERS_H_
#define PRESSCUT_RESOLVE_SPEAKERS_H_

#include <vector>

#include "extract/kinds/organisation/organisation.h"
#include "extract/kinds/person/person.h"
#include "extract/kinds/quote/quote.h"

namespace presscut::resolve {

// May add mentions' roles to people: a noun phrase that stands for a person ("the trust's chief executive") is a role.
void AttributeQuotes(const match::RuleSet& rules, const text::Text& text, const segment::Segments& segments,
                     std::vector<person::Person>* people,
                     const std::vector<organisation::Organisation>& organisations,
                     std::vector<quote::Quote>* quotes);

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_H_
