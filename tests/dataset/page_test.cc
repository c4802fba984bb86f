// The page that report.html is: what is in it, and that nothing in an article can break out.
// tests/report opens it in a browser.

#include "extract/dataset/page.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace presscut::dataset {
namespace {

Marks Article(const std::string& id, const std::string& headline) {
  Marks marks;
  marks.id = id;
  marks.headline = headline;
  marks.text = "Ann spoke. " + headline;
  marks.date = "2016-01-14";
  marks.all = {{0, 3, MarkKind::kPerson, false, "Ann", "names/given", "p1"}};
  marks.entities = {{"p1", "Ann", 1, 0}};
  marks.facts[2] = 1;
  return marks;
}

std::string PageOf(const std::vector<Marks>& articles) {
  std::string page;
  PageWriter writer("about", [&](std::string_view piece) {
    page += piece;
    return true;
  });
  ChunkBuilder builder;
  const std::vector<std::string_view> ids = {"person-ann"};
  std::vector<uint32_t> where;
  for (const Marks& marks : articles) {
    where.push_back(static_cast<uint32_t>(where.size()));
    builder.Add(marks, ids);
    PageArticle row{marks.id, marks.headline, marks.date, {}, marks.error};
    std::copy(std::begin(marks.facts), std::end(marks.facts), row.facts);
    writer.AddArticle(row);
  }
  writer.AddChunk(builder.Take(), static_cast<uint32_t>(articles.size()), 0x4711);
  writer.AddEntity({"person-ann", true, "Ann", "", 2, 0, where});
  EXPECT_TRUE(writer.Finish());
  return page;
}

size_t Count(const std::string& page, const std::string& piece) {
  size_t count = 0;
  for (size_t at = page.find(piece); at != std::string::npos; at = page.find(piece, at + 1))
    ++count;
  return count;
}

TEST(PageTest, HoldsEverythingAndLoadsNothing) {
  const std::string page = PageOf({Article("a/1", "One"), Article("a/2", "Two")});
  EXPECT_NE(page.find(R"([["a/1","One","2016-01-14",0,0,1,0,0,""],["a/2")"), std::string::npos);
  EXPECT_NE(page.find(R"(["person-ann",0,"Ann","",2,0,[0,1]])"), std::string::npos);
  EXPECT_EQ(Count(page, "id=\"chunk-"), 1u);
  EXPECT_EQ(Count(page, "@@"), 0u);
  for (const char* loads : {" src=", "<link", "@import", "fetch("}) {
    EXPECT_EQ(Count(page, loads), 0u) << loads;
  }
}

TEST(PageTest, AnArticleCannotBreakOut) {
  const std::string hostile = "</script><script>alert(1)</script><!--";
  const std::string page = PageOf({Article(hostile, hostile)});
  EXPECT_EQ(Count(page, "alert(1)\\u003c"), 2u);  // id and headline; the text is packed
  EXPECT_EQ(Count(page, "<script>alert"), 0u);
  EXPECT_EQ(Count(page, "<!--"), 0u);
}

class OldChunksTest : public testing::Test {
 protected:
  ~OldChunksTest() override { std::filesystem::remove(path_); }
  void Put(const std::string& page) { std::ofstream(path_, std::ios::binary) << page; }

  const std::string path_ = testing::TempDir() + "presscut_page_" + std::to_string(getpid());
  std::string chunk_;
};

TEST_F(OldChunksTest, AreFoundByTheirKeys) {
  Put(PageOf({Article("a", "One")}));
  const OldChunks old(path_);
  EXPECT_TRUE(old.Find(0x4711, &chunk_));
  ChunkBuilder builder;
  builder.Add(Article("a", "One"), std::vector<std::string_view>{"person-ann"});
  EXPECT_EQ(chunk_, builder.Take());
  EXPECT_FALSE(old.Find(0x4712, &chunk_));
}

TEST_F(OldChunksTest, OfADamagedPageAreNotThere) {
  const std::string page = PageOf({Article("a", "One")});
  const size_t begin = page.find("id=\"chunk-0\"");
  std::string changed = page;
  changed[begin + 200] ^= 1;
  for (const std::string& damaged :
       {changed, page.substr(0, begin + 200), std::string(), std::string("no page")}) {
    Put(damaged);
    EXPECT_FALSE(OldChunks(path_).Find(0x4711, &chunk_)) << damaged.size();
  }
  std::filesystem::remove(path_);
  EXPECT_FALSE(OldChunks(path_).Find(0x4711, &chunk_));
}

TEST(PageTest, EqualInputGivesEqualBytes) {
  EXPECT_EQ(PageOf({Article("a", "One")}), PageOf({Article("a", "One")}));
}

TEST(PageTest, ARefusedWriteIsTold) {
  PageWriter page("about", [](std::string_view) { return false; });
  EXPECT_FALSE(page.Finish());
}

}  // namespace
}  // namespace presscut::dataset
