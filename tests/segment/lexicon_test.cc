#include "extract/segment/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "extract/segment/segments.h"
#include "extract/text/unicode.h"

namespace presscut::segment {
namespace {

struct Line {
  ListId list;
  std::string text, value;
};

std::vector<std::string> CutWords(const std::string& text) {
  std::vector<Token> tokens;
  Tokenise(text, 0, static_cast<uint32_t>(text.size()), Lexicon(), nullptr, &tokens);
  std::vector<std::string> words;
  for (const Token& t : tokens) words.push_back(text::ToLower(text.substr(t.begin, t.length)));
  return words;
}

std::vector<Line> MakeLines(ListId lists) {
  std::mt19937 random(3);
  // Few letters, so that words meet again, and lengths on both sides of eight and sixteen.
  const auto word = [&] {
    std::string out(1 + random() % (random() % 4 == 0 ? 20 : 4), ' ');
    for (char& c : out) c = "abA"[random() % 3];
    if (random() % 20 == 0) out += "é";
    if (random() % 20 == 0) out += "'s";
    if (random() % 20 == 0) out += ".";
    return out;
  };
  std::vector<Line> lines;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = word();
    while (random() % 3 == 0) text += (random() % 4 == 0 ? "-" : " ") + word();
    lines.push_back({static_cast<ListId>(random() % lists), text, std::to_string(i)});
  }
  return lines;
}

constexpr ListId kLists = 5;

void ExpectEveryLine(const Lexicon& lexicon, const std::vector<Line>& lines) {
  std::map<std::vector<std::string>, std::vector<std::pair<ListId, std::string>>> expected;
  for (const Line& line : lines) expected[CutWords(line.text)].emplace_back(line.list, line.value);
  ASSERT_EQ(lexicon.entries(), lines.size());
  for (uint32_t i = 0; i < lines.size(); ++i) {
    const std::vector<std::string> words = CutWords(lines[i].text);
    const Entry entry = lexicon.EntryAt(i);
    EXPECT_EQ(lexicon.Spelling(entry.first), words[0]);
    EXPECT_EQ(lexicon.Spelling(entry.second), words.size() > 1 ? words[1] : "");
  }
  for (const auto& [words, entries] : expected) {
    std::vector<Token> tokens(words.size());
    for (size_t i = 0; i < words.size(); ++i) {
      tokens[i].word = lexicon.Find(words[i]);
      ASSERT_NE(tokens[i].word, 0u) << words[i];
      EXPECT_EQ(lexicon.Spelling(tokens[i].word), words[i]);
    }
    std::vector<std::pair<ListId, std::string>> found;
    const auto keep = [&](const Entry& e) { found.emplace_back(e.list, e.value); };
    if (words.size() > 1) {
      lexicon.Phrases(tokens, 0, [&](const Entry& e, uint32_t count) {
        if (count == words.size()) keep(e);
      });
    } else {
      lexicon.Entries(tokens[0].word, keep);
    }
    EXPECT_EQ(found, entries) << words[0];
    if (words.size() > 1) continue;
    for (ListId list = 0; list < kLists; ++list) {
      const auto first = std::find_if(entries.begin(), entries.end(),
                                      [&](const auto& e) { return e.first == list; });
      const std::optional<Entry> entry = lexicon.Get(tokens[0].word, list);
      EXPECT_EQ(lexicon.Has(tokens[0].word, list), first != entries.end());
      ASSERT_EQ(entry.has_value(), first != entries.end());
      EXPECT_EQ(lexicon.Value(tokens[0].word, list),
                entry.has_value() ? std::string_view(first->second) : std::string_view());
      if (entry.has_value()) {
        EXPECT_EQ(entry->value, first->second);
      }
    }
  }
  for (ListId list = 0; list < kLists; ++list) {
    std::vector<std::string_view> values, its;
    for (const Line& line : lines) {
      if (line.list == list) values.push_back(line.value);
    }
    lexicon.EntriesOf(list, [&](const Entry& entry) { its.push_back(entry.value); });
    EXPECT_EQ(its, values);
    EXPECT_EQ(lexicon.CountEntriesOf(list), values.size());
  }
}

TEST(Lexicon, FindsEveryEntryWhereASlowLookUpDoes) {
  const std::vector<Line> lines = MakeLines(kLists);
  Lexicon lexicon;
  for (ListId list = 0; list < kLists; ++list) lexicon.AddList("list" + std::to_string(list));
  for (const Line& line : lines) lexicon.Add(line.list, line.text, line.value);
  lexicon.Freeze();
  ExpectEveryLine(lexicon, lines);

  // … and so does one that is mapped.
  const std::string path = testing::TempDir() + "/lexicon_test.image";
  ImageWriter writer;
  lexicon.Save(&writer);
  ASSERT_TRUE(writer.Write(path, 1));
  const auto image = Image::Open(path, 1);
  std::remove(path.c_str());
  ASSERT_NE(image, nullptr);
  Lexicon mapped;
  ASSERT_TRUE(mapped.Map(*image));
  ExpectEveryLine(mapped, lines);
  EXPECT_EQ(mapped.FindList("list3"), 3u);
  EXPECT_EQ(mapped.Find(','), lexicon.Find(','));
}

TEST(Lexicon, KnowsNoWordThatNobodyAdded) {
  Lexicon lexicon;
  const ListId list = lexicon.AddList("list");
  for (const char* text : {"known", "alsoknownword", "averyverylongknownword"}) {
    lexicon.Add(list, text, "");
  }
  lexicon.Freeze();
  for (const char* word : {"", "k", "know", "knownx", "alsoknownwor", "alsoknownwordx", "Known",
                           "averyverylongknownwor", "averyverylongknownwordx"}) {
    EXPECT_EQ(lexicon.Find(word), 0u) << word;
  }
  EXPECT_FALSE(lexicon.Get(0, list).has_value());
  EXPECT_FALSE(lexicon.Has(lexicon.Find("known"), kMaxLists));
}

}  // namespace
}  // namespace presscut::segment
