#include "extract/text/unicode.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <string>

#include "extract/text/entities.h"

namespace presscut::text {
namespace {

TEST(UnicodeTest, EveryCharacterThereAndBack) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string s = "x";
    Append(c, &s);
    size_t n = 0;
    ASSERT_EQ(DecodeAt(s, 1, &n), c);
    ASSERT_EQ(n, s.size() - 1);
  }
}

TEST(UnicodeTest, TheAsciiTableAgreesWithIcu) {
  for (char32_t c = 0; c < 0x80; ++c) {
    const auto u = static_cast<UChar32>(c);
    EXPECT_EQ(IsLetter(c), u_isalpha(u) != 0) << u;
    EXPECT_EQ(IsUpper(c), u_isupper(u) != 0) << u;
    EXPECT_EQ(IsLower(c), u_islower(u) != 0) << u;
    EXPECT_EQ(IsDigit(c), u_isdigit(u) != 0) << u;
    EXPECT_EQ(IsSpace(c), u_isUWhiteSpace(u) != 0) << u;
    EXPECT_EQ(LowerOf(c), static_cast<char32_t>(u_tolower(u))) << u;
  }
}

TEST(UnicodeTest, BeyondAscii) {
  EXPECT_TRUE(IsLetter(U'é') && IsLower(U'é') && !IsUpper(U'é'));
  EXPECT_TRUE(IsUpper(U'É') && IsUpper(U'Ǆ') && IsUpper(U'ǅ'));  // the last is title case
  EXPECT_TRUE(IsLetter(U'\u0301')) << "marks combine with letters";
  EXPECT_TRUE(IsDigit(U'٣') && !IsDigit(U'½'));
  EXPECT_TRUE(IsSpace(U'\u00A0') && !IsSpace(U'\u200B'));
  EXPECT_FALSE(IsLetter(U'—') || IsLetter(U'€'));
  EXPECT_EQ(ToLower("École ŽIŽEK"), "école žižek");
}

TEST(HtmlEntitiesTest, Table) {
  const auto at = [](std::string_view s) { return EntityAt(s, 0); };
  EXPECT_EQ(at("&AElig;x").c, char32_t{0xC6});
  EXPECT_EQ(at("&yuml;").c, char32_t{0xFF});
  EXPECT_EQ(at("&Eacute;").c, char32_t{0xC9}) << "names tell capitals from small letters";
  EXPECT_EQ(at("&thetasym;").length, 0u);
  EXPECT_EQ(at("&zwnj;").c, char32_t{0x200C});
  EXPECT_EQ(at("&").length, 0u);
  EXPECT_EQ(at("&amp;").length, 5u);
  EXPECT_EQ(at("&#x1F600;").c, char32_t{0x1F600});
  EXPECT_EQ(at("&#1114112;").length, 0u);
}

}  // namespace
}  // namespace presscut::text
