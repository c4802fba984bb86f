#include "extract/segment/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "extract/segment/sixteen.h"

namespace presscut::segment {
namespace {

bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) { return IsCapital(c) || (c >= 'a' && c <= 'z'); }

std::string Lowered(std::string s) {
  for (char& c : s) c = IsCapital(c) ? static_cast<char>(c + 32) : c;
  return s;
}

void ExpectReads(const Sixteen& read, const std::string& bytes) {
  std::string padded = bytes;
  padded.resize(16);
  for (uint32_t i = 0; i < 16; ++i) {
    const char c = padded[i];
    EXPECT_EQ(read.letters >> i & 1, IsLetter(c) ? 1u : 0u) << i << " in " << bytes;
    EXPECT_EQ(read.capitals >> i & 1, IsCapital(c) ? 1u : 0u) << i << " in " << bytes;
    EXPECT_EQ(read.wide >> i & 1, static_cast<uint8_t>(c) >= 0x80 ? 1u : 0u)
        << i << " in " << bytes;
  }
  EXPECT_EQ(read.letters >> 16 | read.capitals >> 16 | read.wide >> 16, 0u);
  for (uint32_t n = 0; n <= 16; ++n) {
    EXPECT_EQ(read.First(n), WordKey(std::string_view(Lowered(padded)).substr(0, n))) << bytes;
  }
  const auto end = std::find_if_not(padded.begin(), padded.end(), IsLetter);
  EXPECT_EQ(read.Run(), static_cast<uint32_t>(end - padded.begin())) << bytes;
}

TEST(Sixteen, ReadsEveryByteEverywhereWithAndWithoutVectors) {
  for (int c = 0; c < 256; ++c) {
    for (size_t at = 0; at < 16; ++at) {
      for (const char around : {'a', 'Z', ' '}) {
        std::string bytes(16, around);
        bytes[at] = static_cast<char>(c);
        ExpectReads(Sixteen::Read(bytes.data()), bytes);
        ExpectReads(Sixteen::ReadPortably(bytes.data()), bytes);
      }
    }
  }
}

TEST(Sixteen, ReadsTheEndOfATextAsIfNulsFollowed) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 17, ' ');
    for (char& c : bytes) c = static_cast<char>(random() % 3 == 0 ? random() : 'A' + random() % 58);
    const std::vector<char> exact(bytes.begin(), bytes.end());  // reading on is an error
    ExpectReads(Sixteen::At(exact.data(), exact.size()), bytes);
  }
}

TEST(LowerWord, IsTheTokenInLowerCaseOrNothing) {
  const auto lower = [](std::string norm, uint32_t begin, uint16_t length) {
    const Token token = {.begin = begin, .length = length};
    const LowerWord word(norm, token);
    EXPECT_EQ(word.key(), WordKey(word.view()));
    return std::string(word.view());
  };
  EXPECT_EQ(lower("a McDonald's b", 2, 10), "mcdonald's");
  EXPECT_EQ(lower("U.S.", 0, 4), "u.s.");
  EXPECT_EQ(lower("xABCDEFGHIJKLMNOPx", 1, 16), "abcdefghijklmnop");
  EXPECT_EQ(lower("xABCDEFGHIJKLMNOPQx", 1, 17), "");
  EXPECT_EQ(lower("École", 0, 6), "");
  EXPECT_EQ(lower("cole É", 0, 4), "cole");
  EXPECT_TRUE(LowerWord("Said", {.length = 4}) == "said");
  EXPECT_TRUE(LowerWord("Said", {.length = 4}) != "says");
}

TEST(WordSet, HoldsItsWordsAndNoOthers) {
  constexpr std::array<std::string_view, 9> kWords = {
      "a", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "b", "ba", "c.", "d'or", "z"};
  constexpr WordSet<9> kSet(kWords);
  const auto has = [&](std::string_view word) {
    return kSet.Has(LowerWord(word, {.length = static_cast<uint16_t>(word.size())}));
  };
  std::mt19937 random(2);
  std::vector<std::string> asked = {"", "A", "ABCDEFGHI", "abcdefghijklmnopq", "é", "abcdefghj"};
  for (int round = 0; round < 5000; ++round) {
    std::string word(random() % 18, ' ');
    for (char& c : word) c = static_cast<char>('a' + random() % 3);
    asked.push_back(word);
  }
  for (const std::string_view word : kWords) asked.emplace_back(word);
  for (const std::string& word : asked) {
    EXPECT_EQ(has(word), std::find(kWords.begin(), kWords.end(), Lowered(word)) != kWords.end())
        << word;
  }
}

}  // namespace
}  // namespace presscut::segment
