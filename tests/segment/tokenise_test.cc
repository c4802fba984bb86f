#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extract/text/unicode.h"
#include "tests/segment/segment_testing.h"

namespace presscut::segment {
namespace {

std::string Join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}

struct Case {
  const char* text;
  const char* tokens;
};

TEST(Tokenise, CutsAsTheHeaderSays) {
  for (const Case& c : {
           Case{"Dr. O'Neill's 24-hour strike cost £1.2bn (U.S.)",
                "Dr . O'Neill 's 24 - hour strike cost £ 1.2 bn ( U.S. )"},
           {"don't can't", "don't can't"},
           {"they'll we're I've she'd I'm", "they 'll we 're I 've she 'd I 'm"},
           {"Côte d'Ivoire, Rock'n'Roll", "Côte d'Ivoire , Rock'n'Roll"},
           {"the players' union", "the players ' union"},
           {"COMPANY'S BBC's 1990's", "COMPANY 'S BBC 's 1990 's"},
           {"I'd've y'all're", "I 'd 've y'all 're"},
           {"'em in the '90s", "' em in the ' 90 s"},
           {"\"Hamlet\"'s", "\" Hamlet \" 's"},
           {"Anna Smith 's words", "Anna Smith 's words"},
           {"G20 A54 8am 1990s 14th", "G20 A54 8 am 1990 s 14 th"},
           {"1,000.50, 3.30pm. 5.", "1,000.50 , 3.30 pm . 5 ."},
           {"J.K. Roe, J. Roe, p.m. U.S.-led", "J.K. Roe , J . Roe , p.m. U.S. - led"},
           {"Ph.D. e.g. www.example.org", "Ph . D . e.g. www . example . org"},
           {"Über-Éclair naïve’s", "Über - Éclair naïve 's"},
           {"x... (?!)", "x . . . ( ? ! )"},
           {"東京 5€ 😀", "東京 5 € 😀"},
       }) {
    EXPECT_EQ(Join(Cut(c.text).Tokens()), c.tokens) << c.text;
  }
}

struct FlagCase {
  const char* text;  // its last token is looked at
  uint16_t flags;
};

TEST(Tokenise, Flags) {
  constexpr uint16_t kS = kSpaceBefore;
  for (const FlagCase& c : {
           FlagCase{"a word", kWord | kS},
           {"a Word", kWord | kCapital | kS},
           {"a NATO", kWord | kCapital | kAllCaps | kS},
           {"an I", kWord | kCapital | kS},
           {"an eBay", kWord | kInnerCapital | kS},
           {"a McDonald", kWord | kCapital | kInnerCapital | kS},
           {"an O'Neill", kWord | kCapital | kS},
           {"a G20", kWord | kCapital | kHasDigit | kS},
           {"a U.S.", kWord | kCapital | kAllCaps | kStops | kS},
           {"a p.m.", kWord | kStops | kS},
           {"an École", kWord | kCapital | kS},
           {"an ÉCOLE", kWord | kCapital | kAllCaps | kS},
           {"an éCole", kWord | kInnerCapital | kS},
           {"8am", kWord},
           {"a 1,000", kNumber | kS},
           {"Roe's", kClitic},
           {"a £", kMark | kCurrency | kS},
           {"a $", kMark | kCurrency | kS},
           {"a \"", kMark | kQuote | kS},
           {"a “", kMark | kQuote | kOpens | kS},
           {"a”", kMark | kQuote | kCloses},
           {"a ‘", kMark | kQuote | kOpens | kS},
           {"a’", kMark | kQuote | kCloses},
           {"a &ldquo;", kMark | kQuote | kOpens | kS},
           {"a ''", kMark | kQuote | kCloses | kS},
           {"a\nb", kWord | kS | kLineBefore},
           {"a \n b", kWord | kS | kLineBefore},
       }) {
    const Cut cut(c.text);
    const uint16_t flags = cut.segments().tokens.back().flags & ~unsigned{kSentence} & 0xffffu;
    EXPECT_EQ(flags, c.flags) << c.text;
  }
}

TEST(Tokenise, KnowsWordsInAnyCase) {
  const Cut cut("HALE Hale École ÉCOLE O'NEILL O’Neill U.S. & unheard");
  const std::vector<Token>& tokens = cut.segments().tokens;
  ASSERT_EQ(tokens.size(), 9u);
  const auto spelling = [&](size_t i) { return TestLexicon().Spelling(tokens[i].word); };
  EXPECT_EQ(spelling(0), "hale");
  EXPECT_EQ(tokens[0].word, tokens[1].word);
  EXPECT_EQ(spelling(2), "école");
  EXPECT_EQ(tokens[2].word, tokens[3].word);
  EXPECT_EQ(spelling(4), "o'neill");
  EXPECT_EQ(tokens[4].word, tokens[5].word);
  EXPECT_EQ(spelling(6), "u.s.");
  EXPECT_EQ(spelling(7), "&");
  EXPECT_EQ(tokens[8].word, 0u);
}

// Whatever stands around a word, and however long it is: found by its letters alone.
TEST(Tokenise, FindsWhatTheLexiconFinds) {
  Lexicon lexicon;
  std::vector<std::string> words;
  std::string word;
  for (int i = 0; i < 40; ++i) {
    word += static_cast<char>('a' + i % 26);
    words.push_back(word);
    words.push_back(word + "é");
    words.push_back(word + "'x" + word);
    words.push_back(word + "7");
  }
  for (const std::string& w : words) lexicon.Intern(w);
  lexicon.Freeze();
  for (const std::string& w : words) {
    for (const char* frame : {"%", "(%)", " % ", "%, and then some more text", "x-%\n", "\"%\""}) {
      std::string text = frame;
      text.replace(text.find('%'), 1, w);
      std::string shouted = text;
      std::transform(shouted.begin(), shouted.end(), shouted.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      });
      for (const std::string& s : {text, shouted}) {
        std::vector<Token> tokens;
        Tokenise(s, 0, static_cast<uint32_t>(s.size()), lexicon, nullptr, &tokens);
        const bool found = std::any_of(tokens.begin(), tokens.end(),
                                       [&](const Token& t) { return t.word == lexicon.Find(w); });
        EXPECT_TRUE(found) << s;
      }
    }
  }
}

TEST(Tokenise, APieceKnowsWhatStandsBeforeIt) {
  const std::string text = "one\n two,three";
  std::vector<Token> tokens;
  Tokenise(text, 5, 8, TestLexicon(), nullptr, &tokens);
  Tokenise(text, 9, 14, TestLexicon(), nullptr, &tokens);
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_TRUE(tokens[0].Is(kSpaceBefore));
  EXPECT_TRUE(tokens[0].Is(kLineBefore));
  EXPECT_FALSE(tokens[1].Is(kSpaceBefore));
}

TEST(Tokenise, ListsTheFirstTokenOfEachLineButTheFirst) {
  for (const std::string text :
       {"", "\n", "\n\nx", "a b", "a\n", "a\n\n b.\nc \n \nd\n", "\na\n"}) {
    std::vector<Token> tokens;
    std::vector<uint32_t> lines;
    Tokenise(text, 0, static_cast<uint32_t>(text.size()), TestLexicon(), nullptr, &tokens, &lines);
    std::vector<uint32_t> expected;
    for (uint32_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].Is(kLineBefore)) expected.push_back(i);
    }
    EXPECT_EQ(lines, expected) << text;
  }
}

TEST(Tokenise, CutsWhatIsTooLong) {
  for (const char* unit : {"a", "é", "7", "a'", "A."}) {
    std::string text;
    while (text.size() < 200'000) text += unit;
    const Cut cut(text);
    cut.ExpectWhole();
    uint32_t at = 0;
    for (const Token& t : cut.segments().tokens) {
      EXPECT_EQ(t.begin, at);
      at = t.end();
    }
    EXPECT_EQ(at, cut.text().norm().size()) << unit;
    EXPECT_LE(cut.segments().tokens.size(), 8u) << unit;
  }
}

}  // namespace
}  // namespace presscut::segment
