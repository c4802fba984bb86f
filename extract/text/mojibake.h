// The character that stands at a place in a scraped article once what happened to it on the way is
// undone: an HTML entity, or UTF-8 that somebody read as windows-1252 and wrote out as UTF-8 again,
// up to three times over.
//
//   CharAt("â€™s", 0)     // {U'\u2019', 8, true}: "â€™" is 8 bytes
//   CharAt("&rsquo;", 0)  // {U'\u2019', 7, false}
//   CharAt("é", 0)        // {U'é', 2, false}
//
// A sequence is taken for mojibake where its characters, written in windows-1252, are one UTF-8
// character of several bytes, and that character is one the news prints: Latin letters and signs,
// typography, symbols, emoji. "Â" with nothing behind it was a no-break space and comes back as
// U+200B, that is as nothing; "â€" whose third byte was lost was ”, or a hyphen between letters.
//
// Known gap: mojibake whose "Ã" is itself decomposed ("A" and U+0303) is left as it is.
//
// REQUIRES: valid UTF-8. Cost: constant. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_TEXT_MOJIBAKE_H_
#define PRESSCUT_TEXT_MOJIBAKE_H_

#include <cstddef>
#include <string_view>

namespace presscut::text {

struct Char {
  char32_t c = 0;
  size_t length = 0;      // bytes of s
  bool repaired = false;  // it was mojibake
};

Char CharAt(std::string_view s, size_t at);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_MOJIBAKE_H_
