// A later pass over norm: applies changes to it and carries them into the map,
// so that the map still leads to raw.
//
//   std::vector<Change> changes = {{17, 17, " "}};                  // a space
//   before byte 17 Rewrite(norm, map, changes, &new_norm, &new_map);
//
// Cost: linear in bytes and edits. REQUIRES: changes in order, not overlapping,
// at character boundaries; an insertion (begin == end) has something before it.
// Thread-safety: pure but for its outputs. Errors: none.

#ifndef PRESSCUT_TEXT_REWRITE_H_
#define PRESSCUT_TEXT_REWRITE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/text/text.h"

namespace presscut::text {

struct Change {
  uint32_t begin = 0, end = 0;  // bytes of norm
  std::string text;
};

void Rewrite(std::string_view norm, const OffsetMap& map, const std::vector<Change>& changes,
             std::string* new_norm, OffsetMap* new_map);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_REWRITE_H_
