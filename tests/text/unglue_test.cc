// Where a space belongs between sentences glued together, and where none does. "|" marks each space
// that is put in.

#include "extract/text/unglue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "tests/text/support.h"

namespace presscut::text {
namespace {

// The article's norm with "|" for every space put in.
std::string Marked(const Text& text) {
  std::string out(text.norm());
  for (const auto& e : text.map().edits()) {
    if (e.raw_begin == e.raw_end) out[e.norm_begin] = '|';
  }
  return out;
}

void ExpectMarked(std::string_view marked) {
  std::string raw(marked);
  std::erase(raw, '|');
  const Normal n(raw);
  EXPECT_EQ(Marked(n.text), Normal(std::string(marked)).norm()) << marked;
  ExpectSoundMap(n.text);
}

TEST(UnglueTest, Separates) {
  for (const std::string_view s : {
           "signed new contracts.|Junior doctors said",
           "the end of 1987.|In an opinion piece",
           "up by 12%.|The rest",
           "is that so?|Yes! he said!|But no.",
           "not so...|But then",
           "for the NHS.|The plan",
           "he didn't.|They did",
           "as it was.|I think",
           "as it was.|I'm sure",
           "as it was.|A man",
           "lower spending.|GOP senators",
           "the United States.|CNN reported",
           "(for how long?)|They went",
           "(for example).|This country",
           "[31].|This country",
           // marks that say themselves which side they are
           "“We won’t.”|When asked",
           "he said.|“We won’t",
           "‘We won’t.’|When asked",
           "he said.|‘We won’t",
           "“No.”|“Yes.”|He left",
           "“He said ‘no.’”|The end",
           "«Non.»|The end",
           // straight ones
           "he said.|\"What really counts",
           "it was \"unusual.\"|And then",
           "a bad \"form.\"|\"I don't know",
           "\"One.\" She left.|\"Two.\"|He left",
           "\"He said 'no.'\"|The end",
           "he said.|'What really counts",
           "it was 'unusual.'|And then",
           // as entities and as mojibake
           "he said.|&ldquo;What really counts",
           "it was &quot;unusual.&quot;|And then",
           "he said.|â€œWhat really counts",
           // the line decides, not the article
           "an open \" mark\nhe said.|\"What really counts",
       }) {
    ExpectMarked(s);
  }
}

TEST(UnglueTest, LeavesAlone) {
  for (const std::string_view s : {
           "Visit Amazon.Com or HealthCare.Gov, Yahoo.Co.Uk and ASP.Net",
           "Microsoft.Net and Booking.Com today",
           "Halo.Bungie.Org said",
           "write to Jane.Doe@example.com or Jane.Doe@Example.Com",
           "see http://news.example/Story.Final and www.Example.Story",
           "example.co/News.Today",
           "open My_File.Final and C:\\Dir.Old",
           "in Report.Pdf, Setup.Exe, Index.Html",
           "the U.S.Army, J.K.Rowling, George H.W.Bush",
           "the U.S. Army and a Ph.D. from Yale",
           "told Hill.TV that",
           "the <KUMT.TOK> share",
           "Will.I.Am sang",
           "the Zafi.D virus",
           "Node.js and so.on",
           "it was 3.5 and 1.A and 2.I'm",
           "a\".B\" c",
           "wait.",
           ".The",
           "?\"The",
       }) {
    ExpectMarked(s);
  }
}

TEST(UnglueTest, WarnsOnceAtTheFirstPlace) {
  const Normal n("It’s over.The end.The very end");
  ASSERT_EQ(n.Codes(), std::vector<std::string>{"glued-sentences"});
  const Warning& w = n.text.warnings()[0];
  const auto at = static_cast<uint32_t>(n.raw().find("The"));
  EXPECT_EQ(w.where, (Span{at, at}));
  EXPECT_EQ(w.message, "2 sentences stand without a space before them; this is the first");
}

TEST(UnglueTest, TheSpaceBelongsToNeitherNeighbour) {
  const Normal n("so ends.The next");
  ASSERT_EQ(n.norm(), "so ends. The next");
  EXPECT_EQ(n.text.RawOf({3, 8}), "ends.");
  EXPECT_EQ(n.text.RawOf({9, 12}), "The");
  EXPECT_EQ(n.text.RawOf({8, 9}), "");
  EXPECT_EQ(n.text.RawOf({3, 12}), "ends.The");
  EXPECT_EQ(n.text.RawOf({8, 12}), "The");
  EXPECT_EQ(n.text.RawOf({3, 9}), "ends.");
}

}  // namespace
}  // namespace presscut::text
