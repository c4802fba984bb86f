// An article with its facts marked, for a terminal.
//
//   std::string out;
//   Paint(text, marks, {.colour = true}, &out);
//
// "Dr [p:Mark Porter] of the [o:BMA] said [f:4,000 operations] …" without colour; with it each kind
// has a colour and a style of its own (dates underlined, people and organisations bold, quotes
// slanted), so that nothing is told by colour alone. Below the text each fact stands in a line of
// its own with its value and its rule.
//
// Control characters of the article are shown as U+FFFD: a text never steers the terminal.
//
// REQUIRES: marks count code points of the text, which is UTF-8. Cost: one pass over the text.
// Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_DATASET_PAINT_H_
#define PRESSCUT_DATASET_PAINT_H_

#include <string>
#include <string_view>

#include "extract/dataset/marks.h"

namespace presscut::dataset {

struct PaintOptions {
  bool colour = true;
  bool facts = true;  // list them below
};

void Paint(std::string_view text, const Marks& marks, const PaintOptions& options,
           std::string* out);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_PAINT_H_
