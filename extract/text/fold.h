// The first pass: character by character, raw becomes what rules match on. See
// text.h for the table.
//
//   Folded f = Fold(raw, &norm_buffer, &map);
//   std::string_view norm = f.changed ? norm_buffer : raw;
//
// Cost: plain bytes cost a scan, and a copy only where something else in the
// article changed. REQUIRES: valid UTF-8, *norm and *map empty. Thread-safety:
// pure but for its outputs. Errors: none.

#ifndef PRESSCUT_TEXT_FOLD_H_
#define PRESSCUT_TEXT_FOLD_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/base/span.h"
#include "extract/text/text.h"

namespace presscut::text {

struct Folded {
  bool changed = false;    // else norm is raw, and *norm was not written
  bool needs_nfc = false;  // there is a character that may not be in its composed form
  size_t repairs = 0;      // places of mojibake
  Span first_repair;
};

Folded Fold(std::string_view raw, std::string* norm, OffsetMap* map);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_FOLD_H_
