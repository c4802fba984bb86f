#include "extract/text/plain.h"

#include <utf8proc.h>

#include <array>

#include "extract/text/unicode.h"

namespace presscut::text {
namespace {

// Letters of Latin that are no base with a mark, and what is written where they cannot be.
std::string_view Spelt(char32_t c) {
  switch (c) {
    case U'ß':
      return "ss";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ø':
      return "o";
    case U'ð':
    case U'đ':
      return "d";
    case U'þ':
      return "th";
    case U'ł':
      return "l";
    case U'ı':
      return "i";
    default:
      return {};
  }
}

// Letters and digits of ASCII in lower case; 0 for all else.
constexpr std::array<char, 256> kPlain = [] {
  std::array<char, 256> table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = static_cast<char>(c);
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = table[c - 0x20] = static_cast<char>(c);
  return table;
}();

bool Vanishes(char32_t c) { return c == U'.' || c == U'\'' || c == U'’' || c == U'ʻ' || c == U'ʼ'; }

}  // namespace

std::string Plain(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  bool parted = false;
  const auto word = [&] {
    if (parted && !out.empty()) out += ' ';
    parted = false;
  };
  for (size_t i = 0, length = 0; i < name.size(); i += length) {
    if (const char plain = kPlain[static_cast<unsigned char>(name[i])]; plain != 0) {
      length = 1;
      word();
      out += plain;
      continue;
    }
    const char32_t c = LowerOf(DecodeAt(name, i, &length));
    if (c == U'&') {
      parted = true;
      word();
      out += "and";
      parted = true;
    } else if (Vanishes(c)) {
      continue;
    } else if (c < 0x80 || !(IsLetter(c) || IsDigit(c))) {
      parted = true;
    } else if (const std::string_view spelt = Spelt(c); !spelt.empty()) {
      word();
      out += spelt;
    } else {
      std::array<utf8proc_int32_t, 8> parts{};
      int last_class = 0;
      const utf8proc_ssize_t n = utf8proc_decompose_char(
          static_cast<utf8proc_int32_t>(c), parts.data(), parts.size(),
          static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK), &last_class);
      if (n <= 0) continue;  // a mark by itself
      word();
      for (utf8proc_ssize_t p = 0; p < n; ++p) {
        Append(static_cast<char32_t>(parts[static_cast<size_t>(p)]), &out);
      }
    }
  }
  return out;
}

}  // namespace presscut::text
