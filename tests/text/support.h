// What the tests of extract/text share: a normalised article that owns its bytes, and the
// properties every map has.
//
//   Normal n("caf&eacute;");
//   EXPECT_EQ(n.norm(), "café");
//   ExpectSoundMap(n.text);
//
// Cost: a Text each. Thread-safety: none needed. Errors: a failed Normalise() fails the test.

#ifndef PRESSCUT_TESTS_TEXT_SUPPORT_H_
#define PRESSCUT_TESTS_TEXT_SUPPORT_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/text/text.h"

namespace presscut::text {

inline bool IsBoundary(std::string_view s, size_t at) {
  return at >= s.size() || (static_cast<unsigned char>(s[at]) & 0xC0) != 0x80;
}

struct Normal {
  explicit Normal(std::string bytes, bool is_utf8 = false) {
    article.bytes = std::move(bytes);
    article.is_utf8 = is_utf8;
    article.path = "a.txt";
    error = Normaliser().Normalise(article, &text);
  }
  std::string_view norm() const { return text.norm(); }
  std::string_view raw() const { return text.raw(); }
  std::vector<std::string> Codes() const {
    std::vector<std::string> codes;
    for (const Warning& w : text.warnings()) codes.emplace_back(w.code);
    return codes;
  }

  source::Article article;
  Text text;
  std::optional<Error> error;
};

// Whatever piece of norm is asked for, its raw piece is whole characters, within raw, in order, and
// covers the pieces' pieces.
inline void ExpectSoundMap(const Text& text) {
  const std::string_view raw = text.raw(), norm = text.norm();
  std::vector<uint32_t> at;
  for (size_t i = 0; i <= norm.size(); ++i) {
    if (IsBoundary(norm, i)) at.push_back(static_cast<uint32_t>(i));
  }
  Span before{0, 0};
  for (size_t k = 0; k + 1 < at.size(); ++k) {
    const Span s = text.map().ToRaw({at[k], at[k + 1]});
    ASSERT_LE(s.begin, s.end) << "norm byte " << at[k];
    ASSERT_LE(s.end, raw.size()) << "norm byte " << at[k];
    ASSERT_TRUE(IsBoundary(raw, s.begin) && IsBoundary(raw, s.end)) << "norm byte " << at[k];
    // Neighbours share an edit or follow each other; nothing runs backwards.
    ASSERT_TRUE(s == before || s.begin >= before.end) << "norm byte " << at[k];
    for (const size_t length : {size_t{2}, size_t{7}, size_t{40}}) {
      if (k + length >= at.size()) continue;
      const Span longer = text.map().ToRaw({at[k], at[k + length]});
      const Span last = text.map().ToRaw({at[k + length - 1], at[k + length]});
      ASSERT_EQ(longer.begin, s.begin);
      ASSERT_EQ(longer.end, last.end);
    }
    const Span empty = text.map().ToRaw({at[k], at[k]});
    ASSERT_TRUE(empty.begin <= empty.end && empty.end <= raw.size());
    before = s;
  }
  if (!norm.empty()) {
    const Span all = text.map().ToRaw({0, static_cast<uint32_t>(norm.size())});
    ASSERT_TRUE(all.begin <= all.end && all.end <= raw.size());
  }
  if (text.map().identity()) {
    ASSERT_EQ(raw.size(), norm.size());
  }
}

}  // namespace presscut::text

#endif  // PRESSCUT_TESTS_TEXT_SUPPORT_H_
