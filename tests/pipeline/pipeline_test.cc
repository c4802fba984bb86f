// The pipeline: order, equal bytes for any number of workers, failures in their place, stopping
// early.

#include "extract/pipeline/pipeline.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace presscut::pipeline {
namespace {

namespace fs = std::filesystem;

class PipelineTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<Error> errors;
    rules_ = match::RuleSet::Load(match::BuiltInFiles(), &errors).release();
    ASSERT_NE(rules_, nullptr);
  }
  static void TearDownTestSuite() {
    delete rules_;
    rules_ = nullptr;
  }
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "presscut_pipeline_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Rows of very different length, so that workers finish out of turn; every 17th is broken.
  std::string Rows(int n) {
    const fs::path path = folder_ / "rows.jsonl";
    std::ofstream out(path);
    for (int i = 0; i < n; ++i) {
      if (i % 17 == 16) {
        out << "{\"id\":\"r" << i << "\"}\n";
        continue;
      }
      out << "{\"id\":\"r" << i << "\",\"text\":\"";
      const int sentences = i % 13 == 0 ? 400 : 1 + i % 3;
      for (int s = 0; s < sentences; ++s) {
        out << "Dr Anna Smith said \\\"we lost " << i + s << " jobs\\\" on 3 May 2016. ";
      }
      out << "\"}\n";
    }
    return path.string();
  }
  static Summary RunAll(const std::string& path, unsigned workers, std::string* out,
                        const Observer& observer = {}) {
    source::Source source({{path}, {}, {}});
    out->clear();
    return pipeline::Run(
        *rules_, &source, {workers, {}},
        [&](std::string_view records) {
          out->append(records);
          return Written::kOk;
        },
        observer);
  }

  static const match::RuleSet* rules_;
  fs::path folder_;
};
const match::RuleSet* PipelineTest::rules_ = nullptr;

TEST_F(PipelineTest, TheBytesAreTheSameForAnyNumberOfWorkers) {
  const std::string path = Rows(500);
  std::string one, many;
  const Summary alone = RunAll(path, 1, &one);
  EXPECT_EQ(alone.articles, 500u);
  EXPECT_EQ(alone.failed, 29u);
  EXPECT_EQ(std::count(one.begin(), one.end(), '\n'), 500);
  for (const unsigned workers : {2u, 3u, 8u}) {
    const Summary summary = RunAll(path, workers, &many);
    EXPECT_EQ(summary.articles, alone.articles);
    EXPECT_EQ(summary.failed, alone.failed);
    EXPECT_EQ(summary.bytes, alone.bytes);
    ASSERT_TRUE(many == one) << workers << " workers";
  }
}

TEST_F(PipelineTest, FailuresAreToldInOrder) {
  const std::string path = Rows(120);
  for (const unsigned workers : {1u, 4u}) {
    std::vector<std::string> places;
    Observer observer;
    observer.failed = [&](const Error& error) {
      places.push_back(error.place.substr(path.size()));
    };
    std::string out;
    RunAll(path, workers, &out, observer);
    EXPECT_EQ(places,
              (std::vector<std::string>{":17", ":34", ":51", ":68", ":85", ":102", ":119"}));
  }
}

TEST_F(PipelineTest, AWriterThatStopsStopsEverything) {
  const std::string path = Rows(2000);
  for (const unsigned workers : {1u, 4u}) {
    source::Source source({{path}, {}, {}});
    int calls = 0;
    const Summary summary = pipeline::Run(*rules_, &source, {workers, {}}, [&](std::string_view) {
      return ++calls == 3 ? Written::kStop : Written::kOk;
    });
    EXPECT_EQ(calls, 3);
    EXPECT_LT(summary.articles, 2000u);
  }
}

TEST_F(PipelineTest, ABinaryArticleIsARecordAndTheRestGoesOn) {
  std::ofstream(folder_ / "a.txt") << "Dr Anna Smith resigned.";
  std::ofstream(folder_ / "b.txt") << std::string(
                                          "\x7f"
                                          "ELF\0\0\1\2\0\0\0\0\3",
                                          13) +
                                          std::string(200, '\0');
  std::ofstream(folder_ / "c.txt") << "Dr Anna Smith resigned.";
  for (const unsigned workers : {1u, 2u}) {
    std::string out;
    const Summary summary = RunAll(folder_.string(), workers, &out);
    EXPECT_EQ(summary.articles, 3u);
    EXPECT_EQ(summary.failed, 1u);
    const size_t error = out.find("\"code\":\"binary-input\"");
    ASSERT_NE(error, std::string::npos);
    EXPECT_GT(error, out.find("\"id\":\"b\""));
    EXPECT_LT(error, out.find("\"id\":\"c\""));
  }
}

TEST_F(PipelineTest, TheLanguageIsNotGuessed) {
  const auto language_of = [&](const std::string& text) {
    source::Article article;
    article.bytes = text;
    article.is_utf8 = true;
    std::string out;
    EXPECT_TRUE(Extractor(*rules_, {}).Extract(article, &out));
    return out.find("\"language\":\"en\"") != std::string::npos ? "en" : "null";
  };
  std::string french, english;
  for (int i = 0; i < 20; ++i) {
    french += "Le ministre a promis hier une réforme des hôpitaux pour les malades. ";
    english += "The minister promised a reform of the hospitals for patients. ";
  }
  EXPECT_STREQ(language_of(french), "null");
  EXPECT_STREQ(language_of(english), "en");
  EXPECT_STREQ(language_of("Leeds 2, Hull 1"), "en");
  // One in fifty of the first 600 words is enough, however late it comes; what follows is not seen.
  const auto mixed = [](int before, int words) {
    std::string text;
    for (int i = 0; i < before; ++i) text += "mot ";
    for (int i = 0; i < words; ++i) text += "The ";
    for (int i = before + words; i < 700; ++i) text += i < 600 ? "mot " : "the ";
    return text;
  };
  EXPECT_STREQ(language_of(mixed(588, 12)), "en");
  EXPECT_STREQ(language_of(mixed(0, 12)), "en");
  EXPECT_STREQ(language_of(mixed(589, 11)), "null");
}

}  // namespace
}  // namespace presscut::pipeline
