// HTML entities, as they survive in scraped text: named, numeric, and escaped
// more than once.
//
//   Entity e = EntityAt("AT&amp;T", 2);            // {U'&', 5}
//   EntityAt("&amp;quot;", 0);                     // {U'"', 10}: escaped twice
//   EntityAt("AT&T", 2).length == 0                // no entity
//
// A name without its semicolon is no entity ("Q&A", "?a=1&copy=2"). A numeric
// entity of a C1 control is the windows-1252 character, as browsers read it.
// Cost: linear in the entity. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_TEXT_ENTITIES_H_
#define PRESSCUT_TEXT_ENTITIES_H_

#include <cstddef>
#include <string_view>

namespace presscut::text {

struct Entity {
  char32_t c = 0;
  size_t length = 0;  // bytes, from the ampersand through the semicolon; 0 where
                      // there is no entity
};

// REQUIRES: s[at] == '&'.
Entity EntityAt(std::string_view s, size_t at);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_ENTITIES_H_
