// The properties every offset map has, for tests and for the fuzzer, which has no GoogleTest.
//
//   const std::string unsound = UnsoundMap(text);     // empty: all is well
//
// Whatever piece of norm is asked for, its raw piece is whole characters, within raw, in order, and
// covers the pieces' pieces; norm is valid UTF-8 wherever raw is.
//
// Cost: some binary searches a character. Thread-safety: pure. Errors: what is wrong, in words.

#ifndef PRESSCUT_TESTS_TEXT_SOUND_MAP_H_
#define PRESSCUT_TESTS_TEXT_SOUND_MAP_H_

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/text/text.h"

namespace presscut::text {

inline bool IsBoundary(std::string_view s, size_t at) {
  return at >= s.size() || (static_cast<unsigned char>(s[at]) & 0xC0) != 0x80;
}

inline std::string UnsoundMap(const Text& text) {
  const std::string_view raw = text.raw(), norm = text.norm();
  if (!simdjson::validate_utf8(raw.data(), raw.size())) return "raw is no UTF-8";
  if (!simdjson::validate_utf8(norm.data(), norm.size())) return "norm is no UTF-8";
  std::vector<uint32_t> at;
  for (size_t i = 0; i <= norm.size(); ++i) {
    if (IsBoundary(norm, i)) at.push_back(static_cast<uint32_t>(i));
  }
  Span before{0, 0};
  for (size_t k = 0; k + 1 < at.size(); ++k) {
    const auto wrong = [&](const char* what) {
      return std::string(what) + " at norm byte " + std::to_string(at[k]);
    };
    const Span s = text.map().ToRaw({at[k], at[k + 1]});
    if (s.begin > s.end || s.end > raw.size()) return wrong("a span outside raw");
    if (!IsBoundary(raw, s.begin) || !IsBoundary(raw, s.end)) return wrong("half a character");
    // Neighbours share an edit or follow each other; nothing runs backwards.
    if (s != before && s.begin < before.end) return wrong("a span that runs backwards");
    for (const size_t length : {size_t{2}, size_t{7}, size_t{40}}) {
      if (k + length >= at.size()) continue;
      const Span longer = text.map().ToRaw({at[k], at[k + length]});
      const Span last = text.map().ToRaw({at[k + length - 1], at[k + length]});
      if (longer.begin != s.begin || longer.end != last.end) {
        return wrong("a span that is not its characters' spans");
      }
    }
    const Span empty = text.map().ToRaw({at[k], at[k]});
    if (empty.begin > empty.end || empty.end > raw.size())
      return wrong("an empty span outside raw");
    before = s;
  }
  if (!norm.empty()) {
    const Span all = text.map().ToRaw({0, static_cast<uint32_t>(norm.size())});
    if (all.begin > all.end || all.end > raw.size()) return "the span of all is outside raw";
  }
  // A control character that became a space is no edit.
  if (text.map().identity() && raw.size() != norm.size()) return "no edit, and yet another length";
  return "";
}

}  // namespace presscut::text

#endif  // PRESSCUT_TESTS_TEXT_SOUND_MAP_H_
