// The syntax of a pattern as a tree, for the automaton that reads it. Understood is the part of
// RE2's syntax in which rules are written: characters and classes, groups, choices, repetitions,
// (?i:…), and ^ $ \b.
//
//   Pattern pattern;
//   if (Parse("(?i)(?:early )?(?P<month>jan|feb)\\.?", &pattern)) use(pattern);
//
// False means "not understood" (\p{…}, [:alpha:], lazy repetitions, letters beyond ASCII without
// regard to case, …) or wrong: whoever asks takes the pattern to RE2, which knows more and says
// what is wrong. What Parse accepts RE2 accepts too and means the same by it; the tests compare.
//
// Cost: linear in the pattern. Thread-safety: pure. Errors: none but false.

#ifndef PRESSCUT_MATCH_PATTERN_H_
#define PRESSCUT_MATCH_PATTERN_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace presscut::match {

struct CharRange {
  uint32_t from = 0, to = 0;  // code points, both included
};

struct Piece {
  enum class Kind : uint8_t {
    kChars,      // one character of ranges[first, first + count)
    kSequence,   // children[first, first + count) in a row
    kChoice,     // one of them
    kRepeat,     // the one child, least to most times
    kTextBegin,  // ^
    kTextEnd,    // $
    kWordEdge    // \b
  };
  Kind kind = Kind::kSequence;
  uint32_t first = 0, count = 0;
  uint32_t least = 0, most = 0;
};
inline constexpr uint32_t kForever = ~uint32_t{0};

struct Pattern {
  std::vector<Piece> pieces;
  std::vector<uint32_t> children;  // indices into pieces
  std::vector<CharRange> ranges;   // of a kChars: sorted, apart from each other
  uint32_t root = 0;
};

bool Parse(std::string_view text, Pattern* out);

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_PATTERN_H_
