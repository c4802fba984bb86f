#include "extract/link/copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace presscut::link {
namespace {

// Words of no meaning, the same for one seed.
std::vector<std::string> Words(size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> words;
  for (size_t i = 0; i < count; ++i) words.push_back("w" + std::to_string(random() % 5000));
  return words;
}

std::string Text(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word + ' ';
  return out;
}

CopyRow Row(const std::string& text, int32_t day) { return {SignatureOf(text), day}; }

TEST(Copies, DaysAreCountedFrom1970) {
  EXPECT_EQ(DayOf("1970-01-01"), 0);
  EXPECT_EQ(DayOf("2016-01-14"), 16814);
  EXPECT_EQ(DayOf("2016-01-14T00:58:00Z"), 16814);
  for (const char* none : {"", "2016", "2016-02-30", "2016-1-14", "XXXX-01-14", "about 1970-01"}) {
    EXPECT_EQ(DayOf(none), kNoDay) << none;
  }
}

TEST(Copies, CaseAndPunctuationDoNotMatter) {
  const std::string text = Text(Words(60, 1));
  std::string loud = text;
  for (char& c : loud) c = c == ' ' ? '\n' : static_cast<char>(std::toupper(c));
  EXPECT_EQ(SignatureOf(text), SignatureOf(loud));
  EXPECT_EQ(SignatureOf("It's a long way to the shop, and back again to the house on the hill."),
            SignatureOf("Its a LONG way -- to the shop and back again (to the house on the hill)"));
}

// What two texts have in common is estimated from thirty bytes: within a fifth, most of the time.
TEST(Copies, SimilarityIsTheShareOfRuns) {
  for (const double share : {0.0, 0.3, 0.6, 0.9}) {
    double sum = 0;
    constexpr unsigned kTimes = 40;
    for (unsigned seed = 0; seed < kTimes; ++seed) {
      // A common beginning, then each its own: n of 400 words give a Jaccard of n / (800 - n).
      const auto n = static_cast<std::ptrdiff_t>(800 * share / (1 + share));
      std::vector<std::string> a = Words(400, seed), b = Words(400, seed + 1000);
      std::copy(a.begin(), a.begin() + n, b.begin());
      sum += Similarity(SignatureOf(Text(a)), SignatureOf(Text(b)));
    }
    EXPECT_NEAR(sum / kTimes, share, 0.05) << share;
  }
}

TEST(Copies, FewWordsAreNobodysCopy) {
  const std::string few = "Page not found. Please try again.";
  const std::vector<CopyOf> groups = GroupCopies(std::vector<CopyRow>{Row(few, 1), Row(few, 1)});
  EXPECT_EQ(groups[1].duplicate_of, kNobody);
  EXPECT_EQ(groups[1].story, 1u);
  EXPECT_EQ(Similarity(SignatureOf(few), SignatureOf(few)), 0);
}

TEST(Copies, ACopyIsOfTheEarliest) {
  std::vector<std::string> words = Words(300, 7);
  const std::string original = Text(words);
  words[50] = "other";
  words[200] = "words";
  const std::string edited = Text(words);
  const std::string cut = Text({words.begin(), words.begin() + 220});
  const std::vector<CopyRow> rows = {Row(edited, 900), Row(original, 20), Row(cut, kNoDay),
                                     Row(Text(Words(300, 8)), 20)};
  const std::vector<CopyOf> groups = GroupCopies(rows);
  EXPECT_EQ(groups[1].duplicate_of, kNobody);
  EXPECT_EQ(groups[0].duplicate_of, 1u);  // years later, a copy still
  EXPECT_EQ(groups[2].duplicate_of, 1u);  // without a date
  EXPECT_GT(groups[0].similarity, 0.8);
  EXPECT_EQ(groups[0].story, 1u);
  EXPECT_EQ(groups[3].duplicate_of, kNobody);
  EXPECT_EQ(groups[3].story, 3u);
}

TEST(Copies, AnUpdateIsOfTheSameDays) {
  const std::vector<std::string> first = Words(200, 3), later = Words(200, 4);
  std::vector<std::string> update(first.begin(), first.begin() + 140);
  update.insert(update.end(), later.begin(), later.end());
  for (const int32_t day : {10, 13}) {
    const auto groups =
        GroupCopies(std::vector<CopyRow>{Row(Text(first), 10), Row(Text(update), day)});
    EXPECT_EQ(groups[1].duplicate_of, kNobody);
    EXPECT_EQ(groups[1].story, 0u) << day;
  }
  for (const int32_t day : {14, kNoDay}) {
    const auto groups =
        GroupCopies(std::vector<CopyRow>{Row(Text(first), 10), Row(Text(update), day)});
    EXPECT_EQ(groups[1].story, 1u) << day;
  }
}

TEST(Copies, AStoryGoesOnFromUpdateToUpdate) {
  std::vector<CopyRow> rows;
  for (int32_t day = 0; day < 4; ++day) {
    std::vector<std::string> words;
    for (unsigned part = 0; part < 3; ++part) {
      const auto more = Words(80, static_cast<unsigned>(day) + part + 50);
      words.insert(words.end(), more.begin(), more.end());
    }
    rows.push_back(Row(Text(words), 2 * day));
  }
  for (const CopyOf& of : GroupCopies(rows)) EXPECT_EQ(of.story, 0u);
}

// A form that is filled in is no story: two companies' results of one day.
TEST(Copies, ALikeFormIsNoCopy) {
  const auto form = [](const char* name, const char* a, const char* b, const char* c) {
    return std::string(name) + " 4TH QTR NET Shr " + a + " cts vs " + b + " cts Net " + c +
           ",000 vs " + b + "10,000 Revs " + a + ".7 mln vs " + c + ".8 mln Year Shr " + b +
           " cts vs " + a + " cts NOTE: " + name + " said net includes charge of " + c +
           " mln dlrs";
  };
  const auto groups =
      GroupCopies(std::vector<CopyRow>{Row(form("UNITED ZINC", "19", "30", "31"), 5),
                                       Row(form("CONSOLIDATED TIN", "12", "44", "24"), 5)});
  EXPECT_EQ(groups[1].duplicate_of, kNobody);
  EXPECT_EQ(groups[1].story, 1u);
}

// What is found of some articles does not change when others come, nor with the order of rows of
// one day that are no copies of each other.
TEST(Copies, LaterArticlesChangeNothing) {
  std::vector<CopyRow> rows;
  std::mt19937 random(11);
  for (unsigned i = 0; i < 300; ++i) {
    std::vector<std::string> words = Words(150, i % 100);
    for (unsigned edits = 0; edits < i / 100; ++edits) words[random() % words.size()] = "edit";
    rows.push_back(Row(Text(words), static_cast<int32_t>(i)));
  }
  const std::vector<CopyOf> all = GroupCopies(rows);
  const std::vector<CopyOf> some = GroupCopies(std::span(rows).first(200));
  for (size_t i = 0; i < some.size(); ++i) {
    EXPECT_EQ(some[i].duplicate_of, all[i].duplicate_of) << i;
    EXPECT_EQ(some[i].story, all[i].story) << i;
  }
  EXPECT_EQ(all[250].duplicate_of, 50u);
}

TEST(Copies, OneTextTenThousandTimesIsQuick) {
  const CopyRow row = Row(Text(Words(100, 5)), 3);
  const std::vector<CopyOf> groups = GroupCopies(std::vector<CopyRow>(10000, row));
  EXPECT_EQ(groups[9999].duplicate_of, 0u);
}

TEST(Copies, NothingGivesNothing) { EXPECT_TRUE(GroupCopies({}).empty()); }

}  // namespace
}  // namespace presscut::link
