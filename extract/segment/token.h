// A token: a word, a number or a mark, as cut from the normalised text in one
// pass.
//
//   "Dr. O'Neill's 24-hour strike cost £1.2bn (U.S.)" is cut
//   Dr . O'Neill 's 24 - hour strike cost £ 1.2 bn ( U.S. )
//
// word     letters with apostrophes inside; may go on with digits ("G20",
// "A54"); "J.K." and "U.S." keep their stops clitic   's 'll 're 've 'd 'm
// after a word, a token of its own number   digits with , or . between digits;
// letters right behind it are the next token ("8" "am", "1990" "s", "14" "th")
// mark     any other character; each a token
//
// Units: bytes of norm. Cost: 16 bytes a token. Thread-safety: plain values.
// Errors: none.

#ifndef PRESSCUT_SEGMENT_TOKEN_H_
#define PRESSCUT_SEGMENT_TOKEN_H_

#include <cstdint>

#include "extract/base/span.h"

namespace presscut::segment {

using WordId = uint32_t;  // a word the Lexicon knows; 0 for all others

// Token flags.
inline constexpr uint16_t kWord = 1 << 0;     // begins with a letter
inline constexpr uint16_t kNumber = 1 << 1;   // begins with a digit
inline constexpr uint16_t kMark = 1 << 2;     // neither
inline constexpr uint16_t kCapital = 1 << 3;  // first letter is upper case
inline constexpr uint16_t kAllCaps = 1 << 4;  // two or more letters, none lower case
inline constexpr uint16_t kInnerCapital =
    1 << 5;  // an upper-case letter after a lower-case one: eBay, McDonald
inline constexpr uint16_t kHasDigit = 1 << 6;  // a word with digits in it: G20
inline constexpr uint16_t kStops = 1 << 7;     // a word with its full stops: J.K., U.S., a.m.
inline constexpr uint16_t kClitic = 1 << 8;    // 's, 'll …
inline constexpr uint16_t kSpaceBefore =
    1 << 9;  // white space (or the text's start) stands before it
inline constexpr uint16_t kLineBefore = 1 << 10;  // … and a line end among it
inline constexpr uint16_t kQuote = 1
                                   << 11;  // a quotation mark or apostrophe standing alone: " or '
inline constexpr uint16_t kOpens = 1 << 12;     // … whose raw character only opens: “ ‘ «
inline constexpr uint16_t kCloses = 1 << 13;    // … whose raw character only closes: ” ’ »
inline constexpr uint16_t kCurrency = 1 << 14;  // a currency sign
inline constexpr uint16_t kSentence = 1 << 15;  // first token of its sentence

struct Token {
  uint32_t begin = 0;
  uint32_t length : 16 = 0;
  uint32_t flags : 16 = 0;
  WordId word = 0;
  uint32_t sentence = 0;  // index into Segments::sentences

  uint32_t end() const { return begin + length; }
  NormSpan span() const { return {begin, begin + length}; }
  bool Is(uint16_t flag) const { return (flags & flag) != 0; }
};

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_TOKEN_H_
