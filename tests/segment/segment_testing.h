// What the tests of this folder share: a small vocabulary, and an article cut from a string.
//
//   Cut cut("Mr. Hale left. Nobody saw him.");
//   EXPECT_EQ(cut.Sentences(), (std::vector<std::string>{"Mr. Hale left.", "Nobody saw him."}));
//
// Cost: a lexicon for the whole binary, built at first use. Thread-safety: one thread. Errors:
// none; input that is no text fails the test.

#ifndef PRESSCUT_TESTS_SEGMENT_SEGMENT_TESTING_H_
#define PRESSCUT_TESTS_SEGMENT_SEGMENT_TESTING_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "extract/segment/segments.h"

namespace presscut::segment {

inline const Lexicon& TestLexicon() {
  static const Lexicon* const lexicon = [] {
    auto* made = new Lexicon;
    const ListId abbreviations = made->AddList("abbreviations");
    const auto add = [&](std::string_view kind, std::initializer_list<std::string_view> entries) {
      for (const std::string_view entry : entries) made->Add(abbreviations, entry, kind);
    };
    add("title", {"Dr.", "Gen.", "Mr.", "Mrs.", "Ms.", "Mt.", "Prof.", "Sen.", "Sgt.", "St."});
    add("month", {"Dec.", "Feb.", "Jan.", "Oct.", "Sept."});
    add("company", {"Co.", "Corp.", "Inc.", "Ltd."});
    add("number", {"Fig.", "No.", "Nos.", "p.", "pp."});
    add("other", {"a.m.", "Calif.", "e.g.", "etc.", "et al.", "i.e.", "Jr.", "p.m.", "Ph.D.", "Sr.",
                  "st.", "U.K.", "U.S.", "vs."});
    const ListId other = made->AddList("other");
    for (const std::string_view entry : {"école", "hale", "o'neill", "&", "Marks & Spencer"}) {
      made->Add(other, entry, "");
    }
    made->Freeze();
    return made;
  }();
  return *lexicon;
}

class Cut {
 public:
  explicit Cut(std::string bytes) {
    article_.bytes = std::move(bytes);
    text::Normaliser normaliser;
    EXPECT_FALSE(normaliser.Normalise(article_, &text_).has_value());
    Segmenter(TestLexicon()).Segment(text_, &segments_);
  }

  const Segments& segments() const { return segments_; }
  const text::Text& text() const { return text_; }

  std::string Of(NormSpan span) const { return std::string(text_.RawOf(span)); }
  std::string Of(const std::optional<NormSpan>& span) const { return span ? Of(*span) : "-"; }
  std::vector<std::string> Tokens() const {
    std::vector<std::string> out;
    for (const Token& t : segments_.tokens) out.push_back(std::string(text_.Norm(t.span())));
    return out;
  }
  std::vector<std::string> Sentences() const {
    std::vector<std::string> out;
    for (const Sentence& s : segments_.sentences) {
      out.push_back(Of({segments_.tokens[s.first].begin, segments_.tokens[s.last - 1].end()}));
    }
    return out;
  }
  std::vector<std::string> Blocks() const {
    std::vector<std::string> out;
    for (const Block& b : segments_.blocks) out.push_back(Of(b.span));
    return out;
  }
  std::vector<Role> Roles() const {
    std::vector<Role> out;
    for (const Block& b : segments_.blocks) out.push_back(b.role);
    return out;
  }
  std::vector<std::string> Authors() const {
    std::vector<std::string> out;
    for (const NormSpan& a : segments_.header.authors) out.push_back(Of(a));
    return out;
  }

  // Every token in one sentence of one block, in order, and every number in its place.
  void ExpectWhole() const {
    uint32_t token = 0;
    uint32_t sentence = 0;
    for (uint32_t b = 0; b < segments_.blocks.size(); ++b) {
      const Block& block = segments_.blocks[b];
      ASSERT_EQ(block.first, token);
      ASSERT_EQ(block.first_sentence, sentence);
      ASSERT_LT(block.first, block.last);
      for (; sentence < block.last_sentence; ++sentence) {
        const Sentence& s = segments_.sentences[sentence];
        ASSERT_EQ(s.block, b);
        ASSERT_EQ(s.first, token);
        ASSERT_LT(s.first, s.last);
        for (; token < s.last; ++token) {
          const Token& t = segments_.tokens[token];
          ASSERT_EQ(t.sentence, sentence);
          ASSERT_EQ(t.Is(kSentence), token == s.first);
          ASSERT_GT(t.length, 0u);
          ASSERT_TRUE(token == 0 || segments_.tokens[token - 1].end() <= t.begin);
        }
      }
      ASSERT_EQ(block.last, token);
      ASSERT_EQ(block.span.begin, segments_.tokens[block.first].begin);
      ASSERT_EQ(block.span.end, segments_.tokens[block.last - 1].end());
    }
    ASSERT_EQ(token, segments_.tokens.size());
    ASSERT_EQ(sentence, segments_.sentences.size());
  }

 private:
  source::Article article_;
  text::Text text_;
  Segments segments_;
};

}  // namespace presscut::segment

#endif  // PRESSCUT_TESTS_SEGMENT_SEGMENT_TESTING_H_
