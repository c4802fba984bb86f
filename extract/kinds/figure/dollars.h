// Whose dollar a plain "$" is. A newspaper marks the dollars that are not its readers' ("C$5m",
// "US$5m") and leaves the others bare; which those are, the article shows or does not.
//
//   std::vector<Warning> warnings;
//   SettleDollars(text, segments, words, &figures, &warnings);
//
// Spoken for by: sums of the same number that are marked ("C$50m … the $50m"); that another dollar
// is marked; countries, cities, outlets and spelling near the top of the article, the dateline
// before all (list dollar_place); other currencies. A sum is read as another dollar than the
// American only where an outlet of the country or "in Canadian dollars" stands there, or all that
// is said points there; where nothing is said, or different things, it stays USD and the first such
// sum has the warning "ambiguous-currency".
//
// Cost: none without a plain dollar; with one, a few hundred tokens at the top are looked up.
// Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_KINDS_FIGURE_DOLLARS_H_
#define PRESSCUT_KINDS_FIGURE_DOLLARS_H_

#include <vector>

#include "extract/base/warning.h"
#include "extract/kinds/figure/figure.h"

namespace presscut::figure {

// REQUIRES: figures are in text order.
void SettleDollars(const text::Text& text, const segment::Segments& segments,
                   const Vocabulary& words, std::vector<Figure>* figures,
                   std::vector<Warning>* warnings);

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_DOLLARS_H_
