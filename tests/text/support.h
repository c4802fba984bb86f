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
#include "tests/text/sound_map.h"

namespace presscut::text {

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

inline void ExpectSoundMap(const Text& text) { ASSERT_EQ(UnsoundMap(text), ""); }

}  // namespace presscut::text

#endif  // PRESSCUT_TESTS_TEXT_SUPPORT_H_
