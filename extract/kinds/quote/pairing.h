// Quotation marks of one article paired into stretches of quoted words.
//
//   std::vector<Stretch> stretches;
//   PairMarks(text, segments, lists, &stretches);
//
// Method: marks are paired a paragraph at a time, outermost style only. A double mark opens before
// a word and closes behind one; a curly one does what it shows. A single mark is a quotation mark
// only where a closing one answers it in the paragraph, or in the next that opens anew: everything
// else is an apostrophe ("doctors' pay", "'90s"). A mark that opens again inside an open stretch
// continues it: the scrape lost a paragraph break. What is never closed ends with its paragraph,
// and goes on in the next of its section where that opens anew. So a mark that is lost, doubled or
// mistaken changes the stretches of its own paragraph, of those that a quotation of it runs over,
// and of the next one where that opens with a mark; no others (tests/kinds/quote_damage_test.cc).
//
// Units: bytes of norm and tokens. Cost: linear in the tokens; a single mark looks ahead to its
// paragraph's end once. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_KINDS_QUOTE_PAIRING_H_
#define PRESSCUT_KINDS_QUOTE_PAIRING_H_

#include <cstdint>
#include <vector>

#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::quote {

// One run of quoted words.
struct Stretch {
  uint32_t open = 0;       // token of the opening mark
  uint32_t first = 0;      // first quoted token
  uint32_t last = 0;       // behind the last quoted token
  uint32_t block = 0;      // its paragraph
  NormSpan span;           // from the first quoted character to the last
  bool closed = true;      // a closing mark ends it
  bool continues = false;  // goes on with the stretch before it: the mark opened anew
  bool single = false;     // between single marks
};

void PairMarks(const text::Text& text, const segment::Segments& segments,
               std::vector<Stretch>* out);

}  // namespace presscut::quote

#endif  // PRESSCUT_KINDS_QUOTE_PAIRING_H_
