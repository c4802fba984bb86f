// What the normaliser makes of each kind of character, with the way back aligned by eye: the
// character of norm stands below the raw character it came from.
//
//   ~ in norm   this raw character belongs to the norm character on its left
//   ~ in raw    this norm character comes from the raw character on its left
//   _ in norm   this raw character is gone and belongs to nobody
//   ^ in raw    nothing stood here: the norm character was put in

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "extract/text/text.h"
#include "extract/text/unicode.h"
#include "tests/text/support.h"

namespace presscut::text {
namespace {

struct Aligned {
  std::string_view raw, norm;
};

std::vector<std::string> Split(std::string_view s) {
  std::vector<std::string> out;
  for (size_t i = 0, n = 0; i < s.size(); i += n) {
    DecodeAt(s, i, &n);
    out.emplace_back(s.substr(i, n));
  }
  return out;
}

void Check(const Aligned& vector) {
  SCOPED_TRACE(std::string(vector.raw) + "\n" + std::string(vector.norm));
  const std::vector<std::string> above = Split(vector.raw), below = Split(vector.norm);
  ASSERT_EQ(above.size(), below.size()) << "the test's lines do not align";
  std::string raw, norm;
  for (const std::string& c : above) raw += c == "~" || c == "^" ? "" : c;
  for (const std::string& c : below) norm += c == "~" || c == "_" ? "" : c;
  const Normal n(raw);
  ASSERT_FALSE(n.error.has_value());
  ASSERT_EQ(n.raw(), raw);
  ASSERT_EQ(n.norm(), norm);
  ExpectSoundMap(n.text);
  uint32_t raw_at = 0, norm_at = 0;
  for (size_t k = 0; k < above.size();) {
    // One group: a character on one side and what continues it on the other.
    size_t end = k + 1;
    while (end < above.size() && (above[end] == "~" || below[end] == "~")) ++end;
    uint32_t raw_end = raw_at, norm_end = norm_at;
    for (size_t i = k; i < end; ++i) {
      if (above[i] != "~" && above[i] != "^") raw_end += static_cast<uint32_t>(above[i].size());
      if (below[i] != "~" && below[i] != "_") norm_end += static_cast<uint32_t>(below[i].size());
    }
    if (norm_end > norm_at) {
      EXPECT_EQ(n.text.map().ToRaw({norm_at, norm_end}), (Span{raw_at, raw_end})) << "column " << k;
    }
    raw_at = raw_end;
    norm_at = norm_end;
    k = end;
  }
}

void CheckAll(const std::vector<Aligned>& vectors) {
  for (const Aligned& v : vectors) Check(v);
}

// The lines align by eye.
// clang-format off
TEST(NormaliseTest, LeavesAlone) {
  for (const std::string_view s :
       {"Plain text, it's \"so\".", "Zoë paid €5 — naïve ― ok", "AT&T, Q&A, a & b", "C:\\dir\\n",
        "tab\there", "中文 Ελλάδα 😀", "‹so›"}) {
    const Normal n{std::string(s)};
    EXPECT_EQ(n.norm(), s);
    EXPECT_EQ(n.norm().data(), n.article.bytes.data()) << "copied without need";
    EXPECT_TRUE(n.text.map().identity());
    EXPECT_TRUE(n.text.warnings().empty());
  }
}

TEST(NormaliseTest, MarksAndDashes) {
  CheckAll({
      {"“It’s ‘fine’,” „so‟ «yes» ‚x‛",
       "\"It's 'fine',\" \"so\" \"yes\" 'x'"},
      {"6′2″ the `less´ ʼtwas",
       "6'2\" the 'less' 'twas"},
      {"2010–2013 a−b c‑d ‐ ‒ — ―",
       "2010-2013 a-b c-d - - — ―"},
      {"wait…~~ so…~~",
       "wait... so..."},
      {"``TeX'' and ‘‘curly’’",
       "\"~TeX\"~ and \"~curly\"~"},
      {"Tories\\' doorstep, \\\"no\\\" \\\\'x \\\\",
       "Tories'~ doorstep, \"~no\"~ '~~x \\\\"},
  });
}

TEST(NormaliseTest, SpacesAndLines) {
  CheckAll({
      {"a\r\nb\rc\r\n\r\nd",
       "a\n~b\nc\n~\n~d"},
      {"a\u00A0b\u2009c\u202Fd\u3000e\u205Ff\u2000g",
       "a b c d e f g"},
      {"a\vb\fc\u2028d\u2029e",
       "a\nb\nc\nd\ne"},
      {"in\u00ADter\u200Bna\u2060\u200Dtional",
       "in_ter_na__tional"},
      {"\u200Bword\u200B next\uFEFF, \u202Aa\u202C",
       "_word_ next_, _a_"},
      {"bell\x01ring\x7F.",
       "bell ring ."},
  });
}

TEST(NormaliseTest, Entities) {
  CheckAll({
      {"AT&amp;T &lt;b&gt; caf&eacute; &pound;5",
       "AT&~~~~T <~~~b>~~~ café~~~~~~~ £~~~~~~5"},
      {"it&rsquo;s &#8217; &#x2019; &#146; a&nbsp;b",
       "it'~~~~~~s '~~~~~~ '~~~~~~~ '~~~~~ a ~~~~~b"},
      {"&amp;quot;x&amp;amp;#39;&amp;",
       "\"~~~~~~~~~x'~~~~~~~~~~~~&~~~~"},
      {"so&hellip;~~ &#xAD;x",
       "so.~~~~~~~.. ______x"},
      {"&bogus; &; &# &#; &#0; &#xD800; &#99999999; &nbsp &copy=2",
       "&bogus; &; &# &#; &#0; &#xD800; &#99999999; &nbsp &copy=2"},
  });
}

TEST(NormaliseTest, Mojibake) {
  CheckAll({
      {"itâ€™s â€œgoodâ€\u009D â€“ â€” yesâ€¦~~",
       "it'~~s \"~~good\"~~ -~~ —~~ yes.~~.."},
      {"cafÃ© Â£5 Ã–zil ZoÃ« Å’uvre MarÃ\u00ADn",
       "café~ £~5 Ö~zil Zoë~ Œ~uvre Marí~n"},
      {"â‚¬5 â„¢ ðŸ˜€ ï»¿x",
       "€~~5 ™~~ 😀~~~ ___x"},
      // the third byte was lost
      {"â€œyesâ€ he said, realâ€world",
       "\"~~yes\"~ he said, real-~world"},
      {"Â 5 and Â",
       "_ 5 and _"},
      // twice and three times over, by windows-1252 and by ISO-8859-1, and as entities
      {"itÃ¢â‚¬â„¢s Ã¢\u00C2\u0080\u00C2\u0099",
       "it'~~~~~~~s '~~~~~"},
      {"&acirc;&euro;&trade;s &Acirc;&pound;",
       "'~~~~~~~~~~~~~~~~~~~s £~~~~~~~~~~~~~"},
      // a C1 control is the windows-1252 character
      {"it\u0092s \u0093x\u0094 \u0085~~ \u0080 \u0081.",
       "it's \"x\" ... €  ."},
      // what only looks like it
      {"“É”, É—É, Ã, à la, Ñ—x, été”, Pelé’s, the letter Å”",
       "\"É\", É—É, Ã, à la, Ñ—x, été\", Pelé's, the letter Å\""},
      // an apostrophe that was lost
      {"don\uFFFDt, Blair¿s, we\uFFFDll, ¿so? a¿b",
       "don't, Blair's, we'll, ¿so? a¿b"},
  });
}

TEST(NormaliseTest, Composition) {
  CheckAll({
      {"cafe\u0301 x",
       "café~ x"},
      {"e\u0301\u0323~.",
       "ẹ~~\u0301."},  // put in order and composed: one piece
      {"\u212A \u212B \u037E",
       "K \u00C5 ;"},
      {"\u1112\u1161\u11AB",
       "\uD55C~~"},
      {"\u0301a",
       "\u0301a"},
  });
}
// clang-format on

TEST(NormaliseTest, WarnsOnceAboutMojibake) {
  const Normal n("So itâ€™s â€œgoodâ€\u009D");
  EXPECT_EQ(n.Codes(), std::vector<std::string>{"mojibake-repaired"});
  EXPECT_EQ(n.text.warnings()[0].where, (Span{5, 13}));
  EXPECT_EQ(n.text.Raw(n.text.warnings()[0].where), "â€™");
}

TEST(NormaliseTest, TellsCurlyFromStraight) {
  const Normal n("“a” \"b\" ''c''");
  EXPECT_EQ(n.norm(), "\"a\" \"b\" \"c\"");
  EXPECT_EQ(n.text.RawOf({0, 1}), "“");
  EXPECT_EQ(n.text.RawOf({2, 3}), "”");
  EXPECT_EQ(n.text.RawOf({4, 5}), "\"");
  EXPECT_EQ(n.text.RawOf({8, 9}), "''");
}

TEST(NormaliseTest, NothingStaysFromTheArticleBefore) {
  Normaliser normaliser;
  Text text;
  source::Article first, second;
  first.bytes =
      "it\x92s so.The \xE9"
      "nd";
  second.bytes = "plain";
  ASSERT_FALSE(normaliser.Normalise(first, &text).has_value());
  EXPECT_EQ(text.warnings().size(), 2u);
  ASSERT_FALSE(normaliser.Normalise(second, &text).has_value());
  EXPECT_EQ(text.norm(), "plain");
  EXPECT_EQ(text.raw(), "plain");
  EXPECT_TRUE(text.map().identity());
  EXPECT_TRUE(text.warnings().empty());
}

// Linear, whatever stands in it: a megabyte of each kind of trouble takes well under a second even
// in a slow build.
TEST(NormaliseTest, HostileTextIsLinear) {
  for (const std::string_view piece : {"\\", "&amp;", "\u00C3", "\u0301", "so.The", "so.\"The",
                                       "so.'The", "''", "\u200B", "\r", "Ab.", "&"}) {
    std::string raw = "a";
    while (raw.size() < 1'000'000) raw += piece;
    const Normal n(std::move(raw));
    EXPECT_FALSE(n.error.has_value());
    const auto end = static_cast<uint32_t>(n.norm().size());
    EXPECT_EQ(n.text.map().ToRaw({0, end}).begin, 0u);
    EXPECT_LE(n.text.map().ToRaw({0, end}).end, n.raw().size());
  }
}

}  // namespace
}  // namespace presscut::text
