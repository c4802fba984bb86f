// Which part of a match each named group of its rule is, told without RE2: the pattern's tree is
// walked along the match, the first way first, as far back as need be. A match is a dozen bytes and
// known to fit, so that few ways are tried, nothing is allocated and nothing compiled.
//
//   const GroupReader reader(rules.Pattern(rule));
//   std::vector<NormSpan> spans(rule.groups.size());        // all empty: none took part
//   if (!reader.Read("early Jan. 14", spans)) …             // ask RE2
//   // spans[1] is "Jan", {6, 9}
//
// Means what RE2 means when it is asked for the longest match of the whole text: of several ways
// that read all of it the first one counts. The tests compare the two on every rule.
//
// Cost: a step a piece that is tried; after a thousand Read gives up. Thread-safety: const after
// construction. Errors: false where the pattern is not understood (pattern.h) or repeats a group,
// and where there are too many ways.

#ifndef PRESSCUT_MATCH_GROUP_READER_H_
#define PRESSCUT_MATCH_GROUP_READER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/base/span.h"
#include "extract/match/pattern.h"

namespace presscut::match {

class GroupReader {
 public:
  // `pattern`: a rule's, its lists and fragments written out.
  explicit GroupReader(std::string_view pattern);

  // Sets those of `groups`, in the order of the pattern, that took part; counted in bytes of
  // `text`. REQUIRES: all are empty.
  bool Read(std::string_view text, std::span<NormSpan> groups) const;

 private:
  Pattern pattern_;               // in front of each group's piece stands a character that marks it
  std::vector<uint32_t> begins_;  // beside pattern_.children: what they may begin with
  uint32_t groups_ = 0;           // that the pattern has
  bool understood_ = false;
};

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_GROUP_READER_H_
