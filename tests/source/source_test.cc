// Articles out of files, folders, lists, compressed files and JSONL: ids, order, failures.

#include "extract/source/source.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace presscut::source {
namespace {

namespace fs = std::filesystem;

class SourceTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "presscut_source_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Put(const std::string& name, std::string_view bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  static std::vector<Article> All(Input input) {
    Source source(std::move(input));
    std::vector<Article> articles;
    Article article;
    while (source.Next(&article)) articles.push_back(article);
    return articles;
  }
  static std::vector<std::string> Ids(const std::vector<Article>& articles) {
    std::vector<std::string> ids;
    for (const Article& a : articles) ids.push_back(a.id);
    return ids;
  }
  std::vector<Article> Rows(std::string_view jsonl) {
    return All({{Put("rows.jsonl", jsonl)}, {}, {}});
  }

  fs::path folder_;
};

using Strings = std::vector<std::string>;

// What `bytes` are as a file of the given compression.
std::string Compressed(std::string_view bytes, int (*add_filter)(struct archive*)) {
  struct archive* a = archive_write_new();
  add_filter(a);
  archive_write_set_format_raw(a);
  std::string out(bytes.size() + 4096, '\0');
  size_t used = 0;
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  struct archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, "data");
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(a, entry);
  archive_write_data(a, bytes.data(), bytes.size());
  archive_entry_free(entry);
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

TEST_F(SourceTest, AFileIsAnArticleWithItsStemAsId) {
  const std::string path = Put("some/story.one.txt", "Hello.");
  const auto all = All({{path}, {}, {}});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].id, "story.one");
  EXPECT_EQ(all[0].path, path);
  EXPECT_EQ(all[0].bytes, "Hello.");
  EXPECT_EQ(all[0].source_bytes, 6u);
  EXPECT_NE(all[0].xxh3, 0u);
  EXPECT_FALSE(all[0].error);
}

TEST_F(SourceTest, AFolderIsWalkedInTheByteOrderOfItsPaths) {
  for (const char* name : {"b.txt", "a/z.txt", "a.txt", "a/b/c.txt", "B.txt", "a-b.txt", "skip.pdf",
                           ".hidden.txt", ".git/x.txt", "rows.jsonl.gz"}) {
    Put("in/" + std::string(name),
        name == std::string("rows.jsonl.gz") ? "{\"id\":\"row\",\"text\":\"t\"}" : "x");
  }
  Source source({{(folder_ / "in").string()}, {}, {}});
  Strings ids;
  Article article;
  while (source.Next(&article)) ids.push_back(article.id);
  EXPECT_EQ(ids, (Strings{"B", "a-b", "a", "a/b/c", "a/z", "b", "row"}));
  EXPECT_EQ(source.skipped(), 3u);
}

TEST_F(SourceTest, ALinkBackUpEndsNowhere) {
  Put("in/a.txt", "x");
  fs::create_directory_symlink(folder_ / "in", folder_ / "in" / "loop");
  EXPECT_EQ(Ids(All({{(folder_ / "in").string()}, {}, {}})), (Strings{"a"}));
}

TEST_F(SourceTest, CompressionIsKnownByContentAndLeavesNoTraceInTheId) {
  const std::string text = "Ministers will meet on Monday.\n";
  Put("in/g.txt.gz", Compressed(text, archive_write_add_filter_gzip));
  Put("in/named-plain.txt", Compressed(text, archive_write_add_filter_gzip));
  Put("in/plain-named-gz.txt.gz", text);
  Put("in/x.txt.xz", Compressed(text, archive_write_add_filter_xz));
  Put("in/y.txt.bz2", Compressed(text, archive_write_add_filter_bzip2));
  Put("in/z.txt.zst", Compressed(text, archive_write_add_filter_zstd));
  const auto all = All({{(folder_ / "in").string()}, {}, {}});
  EXPECT_EQ(Ids(all), (Strings{"g", "named-plain", "plain-named-gz", "x", "y", "z"}));
  for (const Article& a : all) {
    EXPECT_EQ(a.bytes, text) << a.id;
    EXPECT_EQ(a.source_bytes, text.size()) << a.id;
    EXPECT_EQ(a.xxh3, all[0].xxh3) << a.id;
  }
}

TEST_F(SourceTest, ATextThatLooksCompressedAtFirstIsNot) {
  const auto all = All(
      {{Put("bzh.txt", "BZhang wins again"), Put("tiny.txt", "B"), Put("empty.txt", "")}, {}, {}});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].bytes, "BZhang wins again");
  EXPECT_EQ(all[1].bytes, "B");
  EXPECT_EQ(all[2].bytes, "");
  EXPECT_FALSE(all[2].error);
}

TEST_F(SourceTest, WhatCannotBeReadIsAnArticleWithAnErrorAndTheRestGoesOn) {
  std::string damaged = Compressed(std::string(100000, 'x') + "end", archive_write_add_filter_gzip);
  damaged.resize(damaged.size() / 2);
  const auto all = All({{Put("a.txt", "a"), (folder_ / "missing.txt").string(),
                         Put("half.txt.gz", damaged), Put("b.txt", "b")},
                        {},
                        {}});
  EXPECT_EQ(Ids(all), (Strings{"a", "missing", "half", "b"}));
  EXPECT_FALSE(all[0].error);
  ASSERT_TRUE(all[1].error);
  EXPECT_EQ(all[1].error->code, "unreadable-file");
  ASSERT_TRUE(all[2].error);
  EXPECT_EQ(all[2].error->code, "unreadable-file");
  EXPECT_TRUE(all[2].bytes.empty());
  EXPECT_FALSE(all[3].error);
}

TEST_F(SourceTest, ATooLargeFileIsAnErrorBeforeItIsRead) {
  const std::string path = Put("large.txt", "");
  fs::resize_file(path, kMaxArticleBytes + 1);
  const auto all = All({{path}, {}, {}});
  ASSERT_EQ(all.size(), 1u);
  ASSERT_TRUE(all[0].error);
  EXPECT_EQ(all[0].error->code, "article-too-large");
  EXPECT_EQ(all[0].error->place, path);
}

TEST_F(SourceTest, AListOfFilesMayBeSeparatedByLinesOrNulBytes) {
  const std::string a = Put("a.txt", "a"), b = Put("b.txt", "b");
  Put("folder/c.txt", "c");
  const std::string folder = (folder_ / "folder").string();
  for (const std::string& list :
       {a + "\r\n\n" + folder + "\n" + b, a + '\0' + folder + '\0' + b + '\0'}) {
    EXPECT_EQ(Ids(All({{}, Put("list", list), {}})), (Strings{"a", "c", "b"}));
  }
  const auto missing = All({{}, (folder_ / "no-list").string(), {}});
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_TRUE(missing[0].error);
}

TEST_F(SourceTest, MissingPathsAreToldBeforehand) {
  const std::string there = Put("a.txt", ""), gone = (folder_ / "gone").string();
  EXPECT_EQ(MissingPaths({{there, gone, "-"}, gone, {}}), (Strings{gone, gone}));
}

TEST_F(SourceTest, TotalBytesAreThoseOfTheFilesThatWillBeRead) {
  Put("in/a.txt", "123");
  Put("in/b/c.jsonl", "12345");
  Put("in/d.pdf", "1234567");
  EXPECT_EQ(TotalBytes({{(folder_ / "in").string(), Put("e.md", "1")}, {}, {}}), 9u);
  EXPECT_EQ(TotalBytes({{"-"}, {}, {}}), std::nullopt);
}

TEST_F(SourceTest, RowsHaveTheirKeysAndKeepTheOthers) {
  const auto all = Rows(
      "\xef\xbb\xbf{\"id\": \"n1\", \"text\": \"Caf\\u00e9 \\\"x\\\"\", \"date\": \"2016-01-14\", "
      "\"headline\": \"H\"}\r\n"
      "\r\n  \n"
      "{\"z\": [1, {\"a\\\"]\": \"}\"}] , \"text\":\"t\",\"id\":17, \"a b\\u0041\" : "
      "1.50,\"n\":null}");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, "n1");
  EXPECT_EQ(all[0].bytes, "Café \"x\"");
  EXPECT_TRUE(all[0].is_utf8);
  EXPECT_EQ(all[0].date, "2016-01-14");
  EXPECT_EQ(all[0].headline, "H");
  EXPECT_EQ(all[0].meta, std::nullopt);
  EXPECT_EQ(all[1].id, "17");
  EXPECT_EQ(all[1].meta, "{\"z\":[1, {\"a\\\"]\": \"}\"}],\"a b\\u0041\":1.50,\"n\":null}");
  EXPECT_TRUE(all[1].path.ends_with("rows.jsonl:4")) << all[1].path;
}

TEST_F(SourceTest, OtherKeysAreKeptWithTheirBackslashes) {
  const auto all =
      Rows(R"({"a":"\\\"", "text":"\\", "b":"", "c":"\"\"", "d\\":"\\\\","e":["\"]\\","}"]})");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].bytes, "\\");
  EXPECT_EQ(all[0].meta, R"({"a":"\\\"","b":"","c":"\"\"","d\\":"\\\\","e":["\"]\\","}"]})");
}

TEST_F(SourceTest, ABadRowIsAnErrorInItsPlace) {
  struct Case {
    const char* row;
    const char* says;
  };
  const Case cases[] = {
      {"not json", "found 'not json'"},
      {"{\"text\":\"a\"", "not valid JSON"},
      {"{\"text\":\"a\"} x", "not valid JSON"},
      {"{\"text\":\"a\",}", "not valid JSON"},
      {"{\"text\":\"a\",\"m\":tru}", "not valid JSON"},
      {"[1]", "the row is a list"},
      {"\"text\"", "the row is a string"},
      {"{\"id\":\"x\"}", "has no \"text\""},
      {"{\"text\":null}", "has no \"text\""},
      {"{\"text\":5}", "\"text\" is a number"},
      {"{\"text\":\"a\",\"date\":{}}", "\"date\" is an object"},
      {"{\"text\":\"a\",\"id\":[]}", "\"id\" is a list"},
      {"{\"text\":\"a\",\"id\":1.5}", "\"id\" is a number"},
      {"{\"text\":\"a\",\"n\":123456789012345678901234567890}", "beyond 64 bits"},
      {"{\"text\":\"\xff\"}", "not UTF-8"},
  };
  for (const Case& c : cases) {
    const auto all =
        Rows(std::string("{\"text\":\"before\"}\n") + c.row + "\n{\"text\":\"after\"}\n");
    ASSERT_EQ(all.size(), 3u) << c.row;
    EXPECT_FALSE(all[0].error);
    EXPECT_EQ(all[0].id, "rows:1");
    ASSERT_TRUE(all[1].error) << c.row;
    EXPECT_EQ(all[1].error->code, "bad-json-row");
    EXPECT_TRUE(all[1].error->place.ends_with("rows.jsonl:2"));
    EXPECT_NE(all[1].error->message.find(c.says), std::string::npos)
        << c.row << ": " << all[1].error->message;
    EXPECT_FALSE(all[2].error);
    EXPECT_EQ(all[2].bytes, "after");
    EXPECT_EQ(all[2].id, "rows:3");
  }
}

TEST_F(SourceTest, NestingIsBounded) {
  const std::string deep(100000, '[');
  const auto all =
      Rows("{\"text\":\"a\",\"m\":" + deep + std::string(100000, ']') + "}\n{\"text\":\"b\"}\n");
  ASSERT_EQ(all.size(), 2u);
  ASSERT_TRUE(all[0].error);
  EXPECT_NE(all[0].error->message.find("1,024"), std::string::npos);
  EXPECT_EQ(all[1].bytes, "b");
}

TEST_F(SourceTest, ATooLargeRowIsPassedOver) {
  const std::string path = Put("big.jsonl", "{\"text\":\"a\"}\n");
  {
    std::ofstream out(path, std::ios::binary | std::ios::app);
    out << "{\"text\":\"";
    const std::string piece(1 << 20, 'x');
    for (size_t i = 0; i <= kMaxArticleBytes >> 20; ++i) out << piece;
    out << "\"}\n{\"text\":\"b\"}\n";
  }
  const auto all = All({{path}, {}, {}});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].bytes, "a");
  ASSERT_TRUE(all[1].error);
  EXPECT_EQ(all[1].error->code, "article-too-large");
  EXPECT_TRUE(all[1].error->place.ends_with("big.jsonl:2"));
  EXPECT_EQ(all[2].bytes, "b");
}

TEST_F(SourceTest, RowsOfEverySizeAroundTheBufferComeThroughWhole) {
  std::string rows;
  Strings texts;
  for (size_t size = 1; size < 600000; size = size * 2 + 1) {
    for (const size_t n : {size - 1, size, size + 1}) {
      texts.push_back(std::string(n, static_cast<char>('a' + texts.size() % 26)));
      rows += "{\"text\":\"" + texts.back() + "\"}\n";
    }
  }
  const auto all = Rows(rows);
  ASSERT_EQ(all.size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(all[i].bytes, texts[i]) << i;
}

TEST_F(SourceTest, TheFormatCanBeSaid) {
  const std::string rows = Put("rows.log", "{\"id\":\"r\",\"text\":\"t\"}"),
                    text = Put("story.jsonl", "plain words");
  EXPECT_EQ(All({{rows}, {}, Format::kJsonl})[0].bytes, "t");
  EXPECT_EQ(All({{text}, {}, Format::kText})[0].bytes, "plain words");
}

// Runs `use` with `bytes` on standard input.
void WithStdin(std::string_view bytes, const std::function<void()>& use) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(write(ends[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  close(ends[1]);
  const int before = dup(STDIN_FILENO);
  dup2(ends[0], STDIN_FILENO);
  close(ends[0]);
  use();
  dup2(before, STDIN_FILENO);
  close(before);
}

TEST_F(SourceTest, StandardInputIsCutAtFormFeedsAndNulBytes) {
  WithStdin(std::string_view("one\fTwo\0\n \fthree\n\f\n", 20), [] {
    const auto all = All({{"-"}, {}, {}});
    EXPECT_EQ(Ids(all), (Strings{"stdin", "stdin-2", "stdin-3"}));
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[1].bytes, "Two");
    EXPECT_EQ(all[2].bytes, "three\n");
    EXPECT_EQ(all[2].path, "-");
  });
  WithStdin(" \n", [] { EXPECT_TRUE(All({{"-"}, {}, {}}).empty()); });
}

TEST_F(SourceTest, Utf16OnStandardInputIsNotCut) {
  WithStdin(std::string_view("\xff\xfeH\0i\0", 6), [] {
    const auto all = All({{"-"}, {}, {}});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].bytes.size(), 6u);
  });
}

TEST_F(SourceTest, StandardInputMayBeRowsAndCompressed) {
  WithStdin(Compressed("{\"text\":\"t\"}\n", archive_write_add_filter_zstd), [] {
    const auto all = All({{"-"}, {}, Format::kJsonl});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].id, "stdin:1");
    EXPECT_EQ(all[0].bytes, "t");
  });
}

TEST_F(SourceTest, StopEndsAReadThatWaits) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const int before = dup(STDIN_FILENO);
  dup2(ends[0], STDIN_FILENO);
  Source source({{"-"}, {}, {}});
  source.Stop();
  Article article;
  EXPECT_FALSE(source.Next(&article));
  dup2(before, STDIN_FILENO);
  for (const int fd : {before, ends[0], ends[1]}) close(fd);
}

TEST(Names, SuffixesAndFormats) {
  EXPECT_EQ(WithoutSuffix("a/b.txt.gz"), "a/b");
  EXPECT_EQ(WithoutSuffix("a.b/c"), "a.b/c");
  EXPECT_EQ(WithoutSuffix(".txt"), ".txt");
  EXPECT_EQ(WithoutSuffix("x.gz"), "x");
  EXPECT_EQ(FormatOf("x.jsonl.zst"), Format::kJsonl);
  EXPECT_EQ(FormatOf("x.txt"), Format::kText);
  EXPECT_EQ(FormatOf("x.gz"), Format::kAuto);
}

}  // namespace
}  // namespace presscut::source
