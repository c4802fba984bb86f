// Figures that tell of one change: "rose 11% to £4.2m from £3.8m" is by 11%, to £4.2m, from £3.8m.
//
//   LinkMoves(text, segments, words, taken, &figures);
//   if (figures[0].move) use(figures[0].move->id, figures[0].move->part);    // 1, "by"
//
// Two figures belong together where nothing but what ties them (list move_lead), a comma, a date or
// a few words without a verb stand between them in their sentence, where their units fit, and where
// a word of change is said of one of them. Cost: a look at the tokens between neighbouring figures.
// Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_KINDS_FIGURE_MOVES_H_
#define PRESSCUT_KINDS_FIGURE_MOVES_H_

#include <vector>

#include "extract/kinds/figure/figure.h"

namespace presscut::figure {

// taken: spans of dates, in text order. REQUIRES: figures are in text order and have no moves.
void LinkMoves(const text::Text& text, const segment::Segments& segments, const Vocabulary& words,
               const std::vector<NormSpan>& taken, std::vector<Figure>* figures);

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_MOVES_H_
