// All facts of one article, made to agree: what Resolve returns and the record is written from.
//
//   Facts facts;
//   resolver.Resolve(article, text, segments, options, &facts);    // resolve/resolve.h
//
// Spans are bytes of norm. Lists stand in text order (entities by first mention). Cost: reuse one
// Facts a thread. Thread-safety: plain values. Errors: none.

#ifndef PRESSCUT_RESOLVE_FACTS_H_
#define PRESSCUT_RESOLVE_FACTS_H_

#include <optional>
#include <string>
#include <vector>

#include "extract/base/warning.h"
#include "extract/kinds/date/date.h"
#include "extract/kinds/figure/figure.h"
#include "extract/kinds/organisation/organisation.h"
#include "extract/kinds/person/person.h"
#include "extract/kinds/quote/quote.h"
#include "extract/names/names.h"
#include "extract/resolve/entities.h"

namespace presscut::resolve {

struct Stamp {
  std::string value;  // "2016-01-14T00:58:00Z", or a day where no time is given
  NormSpan span;
};

struct Facts {
  std::optional<NormSpan> headline;
  std::optional<Stamp> published, updated;
  date::Clock clock;
  std::vector<date::Date> dates;
  std::vector<organisation::Organisation> organisations;
  std::vector<person::Person> people;
  std::vector<figure::Figure> figures;
  std::vector<quote::Quote> quotes;
  std::vector<Warning> warnings;  // text's and those of the kinds, by place
  names::Names names;             // with ledgers, for --explain
  // Scratch of Resolve.
  std::vector<NormSpan> taken;       // spans of dates
  EntityBuilder entities;            // what people and organisations are gathered with
  std::vector<quote::Stretch> runs;  // of quotations
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_FACTS_H_
