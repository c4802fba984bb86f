// The few things the rest of the library asks about characters, answered by ICU behind one small
// door.
//
//   size_t n; char32_t c = DecodeAt(s, i, &n);       // n bytes long
//   if (IsUpper(c)) …
//   std::string key = ToLower("École");               // "école"
//
// ASCII is answered from a table without a call into ICU. REQUIRES: valid UTF-8 (Text guarantees
// it). Cost: constant a character. Thread-safety: all functions are pure. Errors: none.

#ifndef PRESSCUT_TEXT_UNICODE_H_
#define PRESSCUT_TEXT_UNICODE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace presscut::text {

char32_t DecodeAt(std::string_view s, size_t at, size_t* length);
void Append(char32_t c, std::string* out);

bool IsLetter(char32_t c);  // letters and the marks that combine with them
bool IsUpper(char32_t c);   // upper or title case
bool IsLower(char32_t c);
bool IsDigit(char32_t c);  // decimal digits of any script
bool IsSpace(char32_t c);

char32_t LowerOf(char32_t c);  // simple (one to one) lower case
std::string ToLower(std::string_view s);
// Whether two texts are the same but for case. Cost: no allocation for ASCII.
bool SameButCase(std::string_view a, std::string_view b);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_UNICODE_H_
