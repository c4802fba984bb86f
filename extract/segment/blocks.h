// Lines become blocks: what a blank line, a list mark or, where lines are not
// wrapped, a line end sets apart.
//
//   FindBlocks(text.norm(), &segments);      // from tokens; roles are all
//   kParagraph still ReadHeader(text.norm(), &segments);      // gives blocks
//   their roles (header.h)
//
// Whether single line ends part paragraphs or only wrap them is decided once an
// article: many lines of much the same length between 40 and 100 bytes, most of
// them ending without a stop, are wrapped.
//
// Cost: one look at each token's flags, a few numbers a line. Thread-safety:
// pure. Errors: none. REQUIRES: tokens of the whole text, in order. ENSURES:
// every token is in exactly one block.

#ifndef PRESSCUT_SEGMENT_BLOCKS_H_
#define PRESSCUT_SEGMENT_BLOCKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/segment/segments.h"

namespace presscut::segment {

void FindBlocks(std::string_view norm, Segments* segments);

// Whether tokens [first, last) begin with a list mark: "• ", "- ", "* ", "1. ",
// "2) ".
bool BeginsWithListMark(std::string_view norm, const std::vector<Token>& tokens, uint32_t first,
                        uint32_t last);

// Whether they end with a full stop, question or exclamation mark, closing
// marks behind it aside.
bool EndsWithStop(std::string_view norm, const std::vector<Token>& tokens, uint32_t first,
                  uint32_t last);

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_BLOCKS_H_
