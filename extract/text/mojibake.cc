#include "extract/text/mojibake.h"

#include "extract/text/entities.h"
#include "extract/text/unicode.h"
#include "extract/text/windows1252.h"

namespace presscut::text {
namespace {

// Three times over is seen in feeds that pass through several systems; each
// level costs a constant factor.
constexpr int kLevels = 3;

Char Plain(std::string_view s, size_t at) {
  if (s[at] == '&') {
    const Entity e = EntityAt(s, at);
    if (e.length != 0) return {e.c, e.length, false};
  }
  Char c;
  c.c = DecodeAt(s, at, &c.length);
  return c;
}

// What the news prints, and what an outer level of mojibake is made of.
// Everything else (IPA, Cyrillic, CJK) is more likely two honest characters
// that happen to meet.
bool Plausible(char32_t c) {
  return (c >= 0x80 && c <= 0x17F) || c == 0x192 || c == 0x2BC || c == 0x2C6 || c == 0x2DC ||
         (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2000 && c <= 0x27BF) || c == 0xFEFF ||
         c == 0xFFFD || (c >= 0xFB00 && c <= 0xFB06) || (c >= 0x1F000 && c <= 0x1FAFF);
}

bool IsWordByte(std::string_view s, size_t at) {
  if (at >= s.size()) return false;
  const auto b = static_cast<unsigned char>(s[at]);
  return b >= 0x80 || IsLetter(b) || IsDigit(b);
}

Char At(std::string_view s, size_t at, int level) {
  if (level == 0) return Plain(s, at);
  const Char first = At(s, at, level - 1);
  const char32_t lead = first.c;
  if (lead < 0xC2 || lead > 0xF4) return first;
  size_t next = at + first.length;
  const int wanted = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t value = lead & (0x3Fu >> wanted);
  char32_t last = 0;
  int got = 0;
  for (; got < wanted && next < s.size(); ++got) {
    if (static_cast<unsigned char>(s[next]) < 0x80 && s[next] != '&') break;
    const Char c = At(s, next, level - 1);
    const int byte = ByteOf(c.c);
    if (byte < 0x80 || byte > 0xBF) break;
    value = value << 6 | (static_cast<char32_t>(byte) & 0x3F);
    last = c.c;
    next += c.length;
  }
  if (got == wanted) {
    const bool overlong = (wanted == 2 && value < 0x800) || (wanted == 3 && value < 0x10000);
    // "Å”" may be a letter at the end of a quotation; "Å’uvre" is not.
    const bool ends_quote =
        wanted == 1 && lead != 0xC2 && (last == 0x2019 || last == 0x201D) && !IsWordByte(s, next);
    if (!overlong && !ends_quote && Plausible(value)) return {value, next - at, true};
    return first;
  }
  if (lead == 0xE2 && got == 1 && value == 0x80 && last == 0x20AC) {
    // The third byte was one that windows-1252 has no character for: of those, ” ends in one and
    // the hyphen U+2010.
    if (!IsWordByte(s, next)) return {0x201D, next - at, true};
    if (at > 0 && IsWordByte(s, at - 1)) return {0x2010, next - at, true};
  }
  if (lead == 0xC2 && (next >= s.size() || s[next] == ' ' || s[next] == '\n')) {
    return {0x200B, next - at, true};
  }
  return first;
}

}  // namespace

Char CharAt(std::string_view s, size_t at) { return At(s, at, kLevels); }

}  // namespace presscut::text
