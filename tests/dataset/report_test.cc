// The page that report.html is: what is in it, and that nothing in an article can break out.
// tests/report opens it in a browser.

#include "extract/dataset/report.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace presscut::dataset {
namespace {

Marks Article(const std::string& id, const std::string& headline) {
  Marks marks;
  marks.id = id;
  marks.headline = headline;
  marks.date = "2016-01-14";
  marks.all = {{0, 3, MarkKind::kPerson, false, "Ann", "names/given", "p1"}};
  marks.entities = {{"p1", "Ann", 1, 0}};
  marks.facts[2] = 1;
  return marks;
}

std::string PageOf(const std::vector<Marks>& articles, const std::string& text) {
  std::string page;
  ReportWriter report("about", [&](std::string_view piece) {
    page += piece;
    return true;
  });
  const std::vector<std::string> ids = {"person-ann"};
  std::vector<uint32_t> where;
  for (const Marks& marks : articles) {
    where.push_back(static_cast<uint32_t>(where.size()));
    report.Add(marks, text, ids);
  }
  report.AddEntity({"person-ann", true, "Ann", "", 2, 0, where});
  EXPECT_TRUE(report.Finish());
  return page;
}

size_t Count(const std::string& page, const std::string& piece) {
  size_t count = 0;
  for (size_t at = page.find(piece); at != std::string::npos; at = page.find(piece, at + 1))
    ++count;
  return count;
}

TEST(ReportWriterTest, HoldsEverythingAndLoadsNothing) {
  const std::string page = PageOf({Article("a/1", "One"), Article("a/2", "Two")}, "Ann spoke.");
  EXPECT_NE(page.find(R"([["a/1","One","2016-01-14",0,0,1,0,0,""],["a/2")"), std::string::npos);
  EXPECT_NE(page.find(R"(["person-ann",0,"Ann","",2,0,[0,1]])"), std::string::npos);
  EXPECT_EQ(Count(page, "id=\"chunk-"), 1u);
  EXPECT_EQ(Count(page, "@@"), 0u);
  for (const char* loads : {" src=", "<link", "@import", "fetch("}) {
    EXPECT_EQ(Count(page, loads), 0u) << loads;
  }
}

TEST(ReportWriterTest, AnArticleCannotBreakOut) {
  const std::string hostile = "</script><script>alert(1)</script><!--";
  const std::string page = PageOf({Article(hostile, hostile)}, hostile);
  EXPECT_EQ(Count(page, "alert(1)\\u003c"), 2u);  // id and headline; the text is packed
  EXPECT_EQ(Count(page, "<script>alert"), 0u);
  EXPECT_EQ(Count(page, "<!--"), 0u);
}

TEST(ReportWriterTest, ManyArticlesLieInManyChunks) {
  const std::vector<Marks> articles(40, Article("a", "One"));
  const std::string page = PageOf(articles, std::string(20'000, 'x'));
  EXPECT_EQ(Count(page, "id=\"chunk-"), 3u);
  EXPECT_NE(page.find("\"chunks\":[0,15,30]"), std::string::npos);
}

TEST(ReportWriterTest, EqualInputGivesEqualBytes) {
  EXPECT_EQ(PageOf({Article("a", "One")}, "Ann"), PageOf({Article("a", "One")}, "Ann"));
}

TEST(ReportWriterTest, ARefusedWriteIsTold) {
  ReportWriter report("about", [](std::string_view) { return false; });
  EXPECT_FALSE(report.Finish());
}

}  // namespace
}  // namespace presscut::dataset
