// What each block is, by how it reads and where it stands; and what the head of
// the article says of itself.
//
//   FindBlocks(norm, &segments);
//   HeaderReading reading = ReadHeader(norm, &segments);   // roles,
//   segments.header
//
// Stamps, captions and furniture are known by their words anywhere; bylines,
// the headline and the dateline by their place near the top as well. A text
// that starts straight with a long paragraph has no headline. Spans only: what
// date a stamp means is for the kind that reads dates.
//
// Cost: a constant number of tokens a block is looked at, long paragraphs at
// both ends only. Thread-safety: pure. Errors: none; what is not recognised is
// a paragraph.

#ifndef PRESSCUT_SEGMENT_HEADER_H_
#define PRESSCUT_SEGMENT_HEADER_H_

#include <cstdint>
#include <string_view>

#include "extract/segment/segments.h"

namespace presscut::segment {

struct HeaderReading {
  uint32_t dateline_block = 0;  // where header.dateline is set
  uint32_t body = 0;            // first token behind the dateline and its dash
};

// REQUIRES: segments has tokens and blocks. ENSURES: every block has its role;
// segments->header is filled.
HeaderReading ReadHeader(std::string_view norm, Segments* segments);

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_HEADER_H_
