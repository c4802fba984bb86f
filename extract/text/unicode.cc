#include "extract/text/unicode.h"

#include <unicode/uchar.h>

#include <array>
#include <cassert>
#include <cstdint>

namespace presscut::text {
namespace {

enum : uint8_t { kLetter = 1, kUpper = 2, kLower = 4, kDigit = 8, kSpace = 16 };

constexpr std::array<uint8_t, 128> kAscii = [] {
  std::array<uint8_t, 128> t{};
  for (size_t c = 'A'; c <= 'Z'; ++c) t[c] = kLetter | kUpper;
  for (size_t c = 'a'; c <= 'z'; ++c) t[c] = kLetter | kLower;
  for (size_t c = '0'; c <= '9'; ++c) t[c] = kDigit;
  for (size_t c = '\t'; c <= '\r'; ++c) t[c] = kSpace;
  t[' '] = kSpace;
  return t;
}();

bool Is(char32_t c, uint8_t bit) { return (kAscii[c] & bit) != 0; }
UChar32 Icu(char32_t c) { return static_cast<UChar32>(c); }
uint32_t Byte(std::string_view s, size_t at) { return static_cast<unsigned char>(s[at]); }

}  // namespace

char32_t DecodeAt(std::string_view s, size_t at, size_t* length) {
  assert(at < s.size());
  const uint32_t b = Byte(s, at);
  if (b < 0x80) {
    *length = 1;
    return b;
  }
  if (b < 0xE0) {
    *length = 2;
    return (b & 0x1F) << 6 | (Byte(s, at + 1) & 0x3F);
  }
  if (b < 0xF0) {
    *length = 3;
    return (b & 0x0F) << 12 | (Byte(s, at + 1) & 0x3F) << 6 | (Byte(s, at + 2) & 0x3F);
  }
  *length = 4;
  return (b & 0x07) << 18 | (Byte(s, at + 1) & 0x3F) << 12 | (Byte(s, at + 2) & 0x3F) << 6 |
         (Byte(s, at + 3) & 0x3F);
}

void Append(char32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | c >> 6));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | c >> 12));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | c >> 18));
    out->push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

bool IsLetter(char32_t c) {
  if (c < 0x80) return Is(c, kLetter);
  return u_isalpha(Icu(c)) || (U_GET_GC_MASK(Icu(c)) & U_GC_M_MASK) != 0;
}

bool IsUpper(char32_t c) {
  if (c < 0x80) return Is(c, kUpper);
  return u_isupper(Icu(c)) || u_istitle(Icu(c));
}

bool IsLower(char32_t c) { return c < 0x80 ? Is(c, kLower) : u_islower(Icu(c)) != 0; }
bool IsDigit(char32_t c) { return c < 0x80 ? Is(c, kDigit) : u_isdigit(Icu(c)) != 0; }
bool IsSpace(char32_t c) { return c < 0x80 ? Is(c, kSpace) : u_isUWhiteSpace(Icu(c)) != 0; }

char32_t LowerOf(char32_t c) {
  if (c < 0x80) return Is(c, kUpper) ? c + 0x20 : c;
  return static_cast<char32_t>(u_tolower(Icu(c)));
}

std::string ToLower(std::string_view s) {
  std::string out(s);
  bool ascii = true;
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    ascii = ascii && static_cast<signed char>(c) >= 0;
  }
  if (ascii) return out;
  out.clear();
  for (size_t i = 0, n = 0; i < s.size(); i += n) Append(LowerOf(DecodeAt(s, i, &n)), &out);
  return out;
}

bool SameButCase(std::string_view a, std::string_view b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    const unsigned char x = static_cast<unsigned char>(a[i]), y = static_cast<unsigned char>(b[i]);
    if (x >= 0x80 || y >= 0x80) return ToLower(a) == ToLower(b);
    const unsigned char low = x | 0x20;
    if (x != y && (low != (y | 0x20) || low < 'a' || low > 'z')) return false;
  }
  return a.size() == b.size();
}

}  // namespace presscut::text
