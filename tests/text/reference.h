// The normaliser written a second time, slow and plain: every step is a pass over a list of
// characters that remember their raw bytes. The fast one must agree with it. Spaces between glued
// sentences are not put in: those are known by their empty raw range, and unglue_test.cc says where
// they belong.
//
//   for (const Piece& p : ReferenceNormalise(raw)) norm += p.text;
//
// REQUIRES: valid UTF-8. Cost: hundreds of times the real one. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_TESTS_TEXT_REFERENCE_H_
#define PRESSCUT_TESTS_TEXT_REFERENCE_H_

#include <simdjson.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/text/unicode.h"
#include "extract/text/windows1252.h"

namespace presscut::text {

struct Piece {
  char32_t c = 0;
  size_t begin = 0, end = 0;  // of raw
  bool literal = false;       // written as itself, not as entity or mojibake
  std::string text;           // what norm shows, once folded
};
using Pieces = std::vector<Piece>;

namespace reference {

inline Pieces Characters(std::string_view raw) {
  static const std::map<std::string, char32_t> kNames = {
      {"amp", '&'},      {"quot", '"'},     {"lt", '<'},       {"gt", '>'},
      {"apos", '\''},    {"nbsp", 0xA0},    {"eacute", 0xE9},  {"rsquo", 0x2019},
      {"lsquo", 0x2018}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"hellip", 0x2026},
      {"pound", 0xA3},   {"acirc", 0xE2},   {"euro", 0x20AC},  {"trade", 0x2122},
      {"mdash", 0x2014}, {"ndash", 0x2013}};
  Pieces out;
  for (size_t i = 0; i < raw.size();) {
    size_t n = 0;
    const char32_t c = DecodeAt(raw, i, &n);
    Piece piece{c, i, i + n, true, ""};
    if (c == '&') {
      size_t name = i + 1;
      while (raw.substr(name, 4) == "amp;") name += 4;
      const size_t semicolon = raw.find(';', name);
      const std::string body(raw.substr(name, semicolon == raw.npos ? 0 : semicolon - name));
      char32_t value = 0;
      if (kNames.contains(body)) {
        value = kNames.at(body);
      } else if (body.size() > 1 && body.size() < 10 && body[0] == '#') {
        const bool hex = body[1] == 'x' || body[1] == 'X';
        const std::string digits = body.substr(hex ? 2 : 1);
        const char* allowed = hex ? "0123456789abcdefABCDEF" : "0123456789";
        if (!digits.empty() && digits.find_first_not_of(allowed) == digits.npos) {
          value = static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10));
        }
        if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0;
        if (value >= 0x80 && value < 0xA0) value = CharOf(static_cast<unsigned char>(value));
      }
      if (value != 0)
        piece = {value, i, semicolon + 1, false, ""};
      else if (name > i + 1)
        piece = {'&', i, name, false, ""};
    }
    i = piece.end;
    out.push_back(piece);
  }
  return out;
}

inline bool Plausible(char32_t c) {
  static const std::set<char32_t> kOthers = {0x192, 0x2BC, 0x2C6, 0x2DC, 0xFEFF, 0xFFFD};
  const auto within = [c](char32_t low, char32_t high) { return low <= c && c <= high; };
  return within(0x80, 0x17F) || within(0x1E00, 0x1EFF) || within(0x2000, 0x27BF) ||
         within(0xFB00, 0xFB06) || within(0x1F000, 0x1FAFF) || kOthers.contains(c);
}

inline bool IsWord(std::string_view raw, size_t at) {
  if (at >= raw.size()) return false;
  const auto b = static_cast<unsigned char>(raw[at]);
  return b >= 0x80 || std::isalnum(b) != 0;
}

inline Pieces UndoMojibake(std::string_view raw, const Pieces& in) {
  Pieces out;
  for (size_t i = 0; i < in.size();) {
    Piece piece = in[i];
    size_t taken = 1;
    if (piece.c >= 0xC2 && piece.c <= 0xF4) {
      const size_t length = piece.c < 0xE0 ? 2 : piece.c < 0xF0 ? 3 : 4;
      std::string bytes;
      for (size_t k = i; k < in.size() && k < i + length; ++k) {
        const int b = ByteOf(in[k].c);
        if (b < 0x80) break;
        bytes.push_back(static_cast<char>(b));
      }
      if (bytes.size() == length && simdjson::validate_utf8(bytes)) {
        const size_t end = in[i + length - 1].end;
        const char32_t mark = in[i + length - 1].c;
        const bool ends_quote = length == 2 && piece.c != 0xC2 &&
                                (mark == 0x2019 || mark == 0x201D) && !IsWord(raw, end);
        size_t n = 0;
        const char32_t c = DecodeAt(bytes, 0, &n);
        if (Plausible(c) && !ends_quote) {
          piece = {c, piece.begin, end, false, ""};
          taken = length;
        }
      } else {
        const auto next_byte = [&](size_t k) { return k < in.size() ? ByteOf(in[k].c) : -1; };
        const auto continues = [&](size_t k) {
          return next_byte(k) >= 0x80 && next_byte(k) < 0xC0;
        };
        if (piece.c == 0xE2 && i + 1 < in.size() && in[i + 1].c == 0x20AC && !continues(i + 2)) {
          const size_t end = in[i + 1].end;
          const bool before = piece.begin > 0 && IsWord(raw, piece.begin - 1);
          if (!IsWord(raw, end) || before) {
            piece = {IsWord(raw, end) ? U'\u2010' : U'\u201D', piece.begin, end, false, ""};
            taken = 2;
          }
        } else if (piece.c == 0xC2 &&
                   (piece.end == raw.size() || raw[piece.end] == ' ' || raw[piece.end] == '\n')) {
          piece = {0x200B, piece.begin, piece.end, false, ""};
        }
      }
    }
    out.push_back(piece);
    i += taken;
  }
  return out;
}

// Escapes, TeX quotes, CRLF: what several characters written as themselves make together.
inline Pieces Join(std::string_view raw, const Pieces& in) {
  Pieces out;
  for (size_t i = 0; i < in.size();) {
    Piece piece = in[i];
    const auto literal = [&](size_t k, char32_t c) {
      return k < in.size() && in[k].literal && in[k].c == c;
    };
    if (piece.c >= 0x80 && piece.c < 0xA0) piece.c = CharOf(static_cast<unsigned char>(piece.c));
    size_t taken = 1;
    if (literal(i, '\\')) {
      size_t k = i;
      while (literal(k, '\\')) ++k;
      if (literal(k, '\'') || literal(k, '"')) {
        piece.c = in[k].c;
        taken = k + 1 - i;
      } else {  // a run that escapes nothing stays, all of it
        for (; i + 1 < k; ++i) out.push_back(in[i]);
        piece = in[i];
      }
    } else if ((literal(i, '\'') && literal(i + 1, '\'')) ||
               (literal(i, '`') && literal(i + 1, '`'))) {
      piece.c = '"';
      taken = 2;
    } else if (literal(i, '\r') && literal(i + 1, '\n')) {
      piece.c = '\n';
      taken = 2;
    } else if (piece.c == 0x2018 || piece.c == 0x2019) {
      if (i + 1 < in.size() && in[i + 1].c == piece.c) {
        piece.c = '"';
        taken = 2;
      }
    } else if (piece.c == 0xBF || piece.c == 0xFFFD) {
      static const std::set<std::string_view> kTails = {"s", "t", "d", "m", "ll", "re", "ve"};
      size_t stop = piece.end;
      const auto ascii_letter = [&](size_t k) {
        return k < raw.size() && std::isalpha(static_cast<unsigned char>(raw[k])) != 0;
      };
      while (ascii_letter(stop)) ++stop;
      if (piece.begin > 0 && ascii_letter(piece.begin - 1) &&
          kTails.contains(raw.substr(piece.end, stop - piece.end))) {
        piece.c = '\'';
      }
    }
    piece.end = in[i + taken - 1].end;
    out.push_back(piece);
    i += taken;
  }
  return out;
}

inline std::string Shown(char32_t c) {
  const auto any_of = [c](std::u32string_view set) { return set.find(c) != set.npos; };
  const auto within = [c](char32_t low, char32_t high) { return low <= c && c <= high; };
  if (any_of(U"\r\v\f\u2028\u2029")) return "\n";
  if ((c < 0x20 && c != '\t' && c != '\n') || within(0x7F, 0x9F)) return " ";
  if (any_of(U"\u00A0\u202F\u205F\u3000") || within(0x2000, 0x200A)) return " ";
  if (any_of(U"\u00AD\uFEFF\u061C") || within(0x200B, 0x200F) || within(0x202A, 0x202E) ||
      within(0x2060, 0x206F) || within(0xFE00, 0xFE0F)) {
    return "";
  }
  if (any_of(U"`\u00B4\u02BC\u2018\u2019\u201A\u201B\u2032\u1FEF")) return "'";
  if (any_of(U"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033")) return "\"";
  if (within(0x2010, 0x2013) || c == 0x2212) return "-";
  if (c == 0x2026) return "...";
  std::string out;
  Append(c, &out);
  return out;
}

inline std::string Composed(const std::string& s) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::Normalizer2::getNFCInstance(status)
      ->normalize(icu::UnicodeString::fromUTF8(s), status)
      .toUTF8String(out);
  return out;
}

inline Pieces Compose(const Pieces& in) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  Pieces out;
  for (size_t i = 0; i < in.size();) {
    size_t end = i + 1;
    std::string text = in[i].text;
    const auto joins = [&](const std::string& t) {
      size_t n = 0;
      return t.empty() || nfc->hasBoundaryBefore(static_cast<UChar32>(DecodeAt(t, 0, &n))) == 0;
    };
    while (end < in.size() && joins(in[end].text)) text += in[end++].text;
    while (end > i + 1 && in[end - 1].text.empty())
      --end;  // what was deleted behind belongs to nobody
    const std::string composed = Composed(text);
    if (composed != text) {
      // A whole cluster is one piece. Deletions in front of it stay outside.
      while (in[i].text.empty()) out.push_back(in[i++]);
      out.push_back({0, in[i].begin, in[end - 1].end, false, composed});
    } else {
      out.insert(out.end(), in.begin() + static_cast<ptrdiff_t>(i),
                 in.begin() + static_cast<ptrdiff_t>(end));
    }
    i = end;
  }
  return out;
}

}  // namespace reference

inline Pieces ReferenceNormalise(std::string_view raw) {
  Pieces pieces = reference::Characters(raw);
  for (int level = 0; level < 3; ++level) pieces = reference::UndoMojibake(raw, pieces);
  pieces = reference::Join(raw, pieces);
  for (Piece& p : pieces) p.text = reference::Shown(p.c);
  return reference::Compose(pieces);
}

}  // namespace presscut::text

#endif  // PRESSCUT_TESTS_TEXT_REFERENCE_H_
