// Marks read back from records, and articles painted with them.

#include "extract/dataset/marks.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "extract/dataset/paint.h"
#include "extract/pipeline/extractor.h"

namespace presscut::dataset {
namespace {

const match::RuleSet& Rules() {
  static const std::unique_ptr<const match::RuleSet> rules = [] {
    std::vector<Error> errors;
    return match::RuleSet::Load(match::BuiltInFiles(), &errors);
  }();
  return *rules;
}

Marks MarksOf(const std::string& text) {
  source::Article article;
  article.id = "a";
  article.bytes = text;
  std::string record;
  EXPECT_TRUE(pipeline::Extractor(Rules(), {.reference = {}, .customs = {}, .text = true})
                  .Extract(article, &record));
  Marks marks;
  const auto error = MarkReader().Read(record, &marks);
  EXPECT_FALSE(error.has_value()) << error->message;
  return marks;
}

std::string Painted(const std::string& text, bool colour = false, bool facts = false) {
  const Marks marks = MarksOf(text);
  std::string out;
  Paint(marks.text, marks, {colour, facts}, &out);
  return out;
}

TEST(MarkReaderTest, TellsWhatEachFactMeans) {
  const Marks marks = MarksOf(
      "14 January 2016\n\nDr Mark Porter, the council chairman, said on Tuesday that 4,000 "
      "operations were off. \"It is not safe,\" he said.\n");
  std::vector<std::string> told;
  for (const Mark& mark : marks.all) {
    told.push_back(marks.text.substr(mark.start, mark.end - mark.start) + ": " + mark.value);
  }
  EXPECT_EQ(told, (std::vector<std::string>{"Mark Porter: Dr Mark Porter, council chairman",
                                            "council chairman: role of Dr Mark Porter",
                                            "Tuesday: date 2016-01-12",
                                            "4,000 operations: count 4000 operations",
                                            "It is not safe,: direct, Mark Porter"}));
  ASSERT_EQ(marks.entities.size(), 1u);
  EXPECT_EQ(marks.entities[0].name, "Mark Porter");
  EXPECT_EQ(marks.entities[0].quotes, 1u);
  EXPECT_EQ(marks.all.back().entity, "p1");
  EXPECT_EQ(marks.date, "2016-01-14");
}

TEST(MarkReaderTest, AFailedArticleSaysWhy) {
  std::string record;
  source::Article article;
  article.id = "a";
  article.error = Error{"unreadable-file", "a.txt", "cannot be read"};
  pipeline::Extractor(Rules(), {}).Extract(article, &record);
  Marks marks;
  ASSERT_FALSE(MarkReader().Read(record, &marks).has_value());
  EXPECT_EQ(marks.error, "cannot be read");
  EXPECT_TRUE(marks.all.empty());
}

TEST(MarkReaderTest, RefusesWhatIsNoRecord) {
  Marks marks;
  EXPECT_EQ(MarkReader().Read("{\"schema\":", &marks)->code, "bad-record");
  EXPECT_EQ(MarkReader().Read("{\"schema\":\"other/1\"}", &marks)->message,
            "no record of schema presscut/1");
}

TEST(PaintTest, BracketsWithoutColour) {
  EXPECT_EQ(Painted("\"We lost £1.2bn in Q1,\" said Ann Smith of Microsoft.\n"),
            "\"[q:We lost [f:£1.2bn] in [d:Q1],]\" said [p:Ann Smith] of [o:Microsoft].\n");
}

TEST(PaintTest, OffsetsCountCharactersNotBytes) {
  EXPECT_EQ(Painted("Zoë Smith 🙂 café: profits of £3m.\n"),
            "[p:Zoë Smith] 🙂 café: profits of [f:£3m].\n");
}

TEST(PaintTest, EachKindHasAColourOfItsOwnAndEndsWithTheLine) {
  EXPECT_EQ(Painted("Profit was £3m.\n", true), "Profit was \x1b[0m\x1b[35m£3m\x1b[0m.\n");
  const std::string quote = Painted("\"It ends.\n\n\"Now,\" he said.\n", true);
  EXPECT_NE(quote.find("\x1b[0m\n"), std::string::npos) << quote;
}

TEST(PaintTest, TheListSaysValueAndRule) {
  EXPECT_NE(Painted("It cost £3m.\n", false, true)
                .find("figure        £3m  -> money 3000000 GBP  figures/digits\n"),
            std::string::npos);
}

TEST(PaintTest, AnArticleNeverSteersTheTerminal) {
  Marks marks;
  std::string out;
  Paint("a\x1b[2Jb\u009bc\x07\td\r\n", marks, {}, &out);
  EXPECT_EQ(out, "a\uFFFD[2Jb\uFFFDc\uFFFD\td\uFFFD\n");
}

TEST(PaintTest, NorDoesWhatIsSaidOfItsFacts) {
  Marks marks;
  marks.all = {{0, 1, MarkKind::kPerson, false, "A\x1b[2J\nhead", "r", ""}};
  std::string out;
  Paint("a", marks, {.colour = false}, &out);
  EXPECT_EQ(out, "[p:a]\n\nperson        a  -> A\uFFFD[2J head  r\n");
}

TEST(PaintTest, OverlappingMarksAllClose) {
  Marks marks;
  marks.all = {{0, 3, MarkKind::kQuote, false, "", "", ""},
               {2, 5, MarkKind::kDate, false, "", "", ""}};
  std::string out;
  Paint("abcde", marks, {false, false}, &out);
  EXPECT_EQ(out, "[q:ab[d:c]de]\n");
}

}  // namespace
}  // namespace presscut::dataset
