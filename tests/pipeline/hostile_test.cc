// Articles damaged in every way that scrapers and hostile hands damage them: whatever comes, there
// is a record, it is sound, and it is the same again.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pipeline/extractor.h"
#include "tests/pipeline/invariants.h"

namespace presscut::pipeline {
namespace {

constexpr int kMutations = 4000;

// What gives trouble where it is put.
constexpr std::array kTrouble = std::to_array<std::string_view>({
    "\"",
    "\"\"",
    "'",
    "\xe2\x80\x9c",
    "\xe2\x80\x9d",
    "\xe2\x80\x98",
    "\xe2\x80\x99",
    "``",
    "''",
    "\\\"",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\f",
    "\xc2\xa0",
    "\xe2\x80\x8b",
    "\xc2\xad",
    "&amp;",
    "&quot;",
    "&#8217;",
    "&#x110000;",
    "\xc3\xa2\xe2\x82\xac\xe2\x84\xa2",
    "e\xcc\x81",
    "\xcc\x81",
    "\xf0\x9f\x87\xac\xf0\x9f\x87\xa7",
    "\xef\xbf\xbd",
    "\xef\xbb\xbf",
    "\xff",
    "\xe2\x80",
    "\xc2\xa3",
    "$",
    "(",
    ")",
    "[",
    ".",
    "...",
    "\xe2\x80\xa6",
    ",",
    ":",
    ";",
    "-",
    "\xe2\x80\x94",
    "\xe2\x80\x93",
    "%",
    "1",
    "0.0",
    "99999999999999999999",
    "1,234,567",
    "1/2",
    "\xc2\xbd",
    "31/02/2016",
    "29 February",
    "a million",
    "of the",
    "said",
    "according to",
    "Mr",
    "Dr ",
    "Smith",
    " and ",
    "'s",
    "BMA",
    "(BMA)",
    "U.S.",
    "Inc.",
    "- ",
    "* ",
    "By ",
    "Published: ",
    "LONDON (Reuters) - ",
    "Monday",
    "last year",
    "ago",
    "from ",
    " to ",
    "he ",
});

class HostileTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::vector<Error> errors;
    rules_ = match::RuleSet::Load(match::BuiltInFiles(), &errors).release();
    ASSERT_NE(rules_, nullptr);
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(PRESSCUT_SOURCE_DIR "/corpus/articles")) {
      paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
      std::ifstream in(path, std::ios::binary);
      articles_.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    ASSERT_GE(articles_.size(), 12u);
  }
  static void TearDownTestSuite() {
    delete rules_;
    rules_ = nullptr;
    articles_.clear();
  }

  // Empty where all is well.
  static std::string Broken(Extractor* extractor, const std::string& bytes, std::string* record) {
    source::Article article;
    article.id = "hostile";
    article.path = "hostile.txt";
    article.bytes = bytes;
    record->clear();
    if (!extractor->Extract(article, record)) {
      return extractor->failure().code == "binary-input" ? "" : extractor->failure().message;
    }
    return Invariants().Broken(extractor->text().raw(), *record);
  }

  // The fewest lines, then bytes, of a damaged article that still break something.
  static std::string Smallest(std::string bytes) {
    ExtractOptions options;
    options.unit = record::OffsetUnit::kByte;
    options.indirect = true;
    Extractor extractor(*rules_, options);
    std::string record;
    for (size_t piece = bytes.size() / 2; piece > 0; piece /= 2) {
      for (size_t at = 0; at + piece <= bytes.size();) {
        std::string less = bytes;
        less.erase(at, piece);
        if (Broken(&extractor, less, &record).empty()) {
          at += piece;
        } else {
          bytes = std::move(less);
        }
      }
    }
    return bytes;
  }

  static size_t Below(size_t n) { return n == 0 ? 0 : random_() % n; }

  static void Damage(std::string* s) {
    const size_t at = Below(s->size() + 1);
    const size_t some = std::min(s->size() - at, Below(Below(400) + 2));
    switch (Below(14)) {
      case 0:
        s->erase(at, some);
        break;
      case 1:
        s->insert(at, s->substr(at, some));
        break;
      case 2:  // marks turn into other marks
        for (char& c : *s) {
          if ((c == '"' || c == '\'') && Below(3) == 0) c = "\"' `"[Below(4)];
        }
        break;
      case 3:
        s->resize(at);
        break;
      case 4:
        for (size_t i = at; i < at + some; ++i) (*s)[i] = static_cast<char>(random_());
        break;
      case 5: {  // a huge run
        const std::string_view what = kTrouble[Below(kTrouble.size())];
        std::string run;
        for (size_t n = Below(3000); n > 0; --n) run += what;
        s->insert(at, run);
        break;
      }
      case 6: {  // another article's piece
        const std::string& other = articles_[Below(articles_.size())];
        const size_t from = Below(other.size());
        s->insert(at, other.substr(from, Below(2000)));
        break;
      }
      case 7:  // no paragraphs
        std::replace(s->begin(), s->end(), '\n', ' ');
        break;
      case 8:  // a line for every word
        for (size_t i = at; i < at + some; ++i) {
          if ((*s)[i] == ' ') (*s)[i] = '\n';
        }
        break;
      case 9:  // glued
        s->erase(std::remove(s->begin() + static_cast<std::ptrdiff_t>(at),
                             s->begin() + static_cast<std::ptrdiff_t>(at + some), ' '),
                 s->begin() + static_cast<std::ptrdiff_t>(at + some));
        break;
      case 10:  // shouted
        for (size_t i = at; i < at + some; ++i) {
          if ((*s)[i] >= 'a' && (*s)[i] <= 'z') (*s)[i] = static_cast<char>((*s)[i] - 32);
        }
        break;
      default:
        for (size_t n = 1 + Below(12); n > 0; --n) {
          s->insert(Below(s->size() + 1), kTrouble[Below(kTrouble.size())]);
        }
    }
  }

  static const match::RuleSet* rules_;
  static std::vector<std::string> articles_;
  static std::minstd_rand random_;  // with its own seed: the same on every machine
};
const match::RuleSet* HostileTest::rules_ = nullptr;
std::vector<std::string> HostileTest::articles_;
std::minstd_rand HostileTest::random_(20160114);

TEST_F(HostileTest, DamagedArticlesGiveSoundRecords) {
  ExtractOptions options;
  options.unit = record::OffsetUnit::kByte;
  options.indirect = true;
  Extractor extractor(*rules_, options);
  std::string record, again;
  int failures = 0;
  for (int n = 0; n < kMutations && failures < 10; ++n) {
    std::string bytes = articles_[Below(articles_.size())];
    for (size_t times = 1 + Below(6); times > 0; --times) Damage(&bytes);
    const std::string broken = Broken(&extractor, bytes, &record);
    if (!broken.empty()) {
      ++failures;
      ADD_FAILURE() << "mutation " << n << ": " << broken << "\nsmallest article that breaks:\n"
                    << testing::PrintToString(Smallest(bytes));
    }
    if (n % 40 == 0) {
      // What came before leaves no trace.
      Extractor fresh(*rules_, options);
      Broken(&fresh, bytes, &again);
      EXPECT_EQ(record, again) << "mutation " << n;
    }
  }
}

TEST_F(HostileTest, WhatOnceBrokeStaysMended) {
  ExtractOptions options;
  options.unit = record::OffsetUnit::kByte;
  options.indirect = true;
  Extractor extractor(*rules_, options);
  std::string record;
  for (const char* bytes : {
           "0 n dlrs 1",  // a unit between two numbers
           "A \xc2\xa3"
           "2\xc2\xa3"
           "1 fine.",  // a sign between two numbers
       }) {
    EXPECT_EQ(Broken(&extractor, bytes, &record), "") << bytes;
  }
}

TEST_F(HostileTest, EveryBeginningOfAnArticleGivesASoundRecord) {
  ExtractOptions options;
  options.unit = record::OffsetUnit::kByte;
  options.indirect = true;
  Extractor extractor(*rules_, options);
  std::string record;
  for (const std::string& article : articles_) {
    for (size_t size = 0; size <= article.size(); size += 7) {
      ASSERT_EQ(Broken(&extractor, article.substr(0, size), &record), "")
          << "the first " << size << " bytes of\n"
          << article.substr(0, 60);
    }
  }
}

}  // namespace
}  // namespace presscut::pipeline
