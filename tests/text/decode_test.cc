// Bytes to UTF-8: what is believed, what is guessed and said so, what is refused.

#include "extract/text/decode.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "extract/text/unicode.h"
#include "extract/text/windows1252.h"
#include "tests/text/support.h"

namespace presscut::text {
namespace {

using Codes = std::vector<std::string>;

constexpr std::string_view kNews =
    "The minister said on Tuesday that “nobody’s pension will be cut”, and that the £1.2bn for "
    "hospitals – promised in March – would come. A café owner in the town said she had heard this "
    "before, and that it was not the first time the government’s plans had changed since the vote.";

std::string Utf16(std::string_view utf8, bool big_endian) {
  std::string out;
  for (size_t i = 0, n = 0; i < utf8.size(); i += n) {
    const char32_t c = DecodeAt(utf8, i, &n);
    const auto put = [&](char32_t unit) {
      const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
      out += big_endian ? high : low;
      out += big_endian ? low : high;
    };
    if (c < 0x10000) {
      put(c);
    } else {
      put(0xD7C0 + (c >> 10));
      put(0xDC00 | (c & 0x3FF));
    }
  }
  return out;
}

std::string Convert(std::string_view utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() + 1, '\0');
  const int32_t n = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<int32_t>(out.size()),
                                 utf8.data(), static_cast<int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  out.resize(static_cast<size_t>(n));
  return out;
}

TEST(DecodeTest, Utf8IsTakenAsItIs) {
  const Normal n{std::string(kNews)};
  EXPECT_EQ(n.raw(), kNews);
  EXPECT_EQ(n.raw().data(), n.article.bytes.data()) << "copied without need";
  EXPECT_TRUE(n.text.warnings().empty());
}

TEST(DecodeTest, ByteOrderMarks) {
  for (const std::string& bytes :
       {"\xEF\xBB\xBF" + std::string(kNews), "\xFF\xFE" + Utf16(kNews, false),
        "\xFE\xFF" + Utf16(kNews, true)}) {
    const Normal n(bytes);
    ASSERT_FALSE(n.error.has_value());
    EXPECT_EQ(n.raw(), kNews);
    EXPECT_TRUE(n.text.warnings().empty());
  }
  const Normal emoji("\xFF\xFE" + Utf16("a 😀 b", false));
  EXPECT_EQ(emoji.raw(), "a 😀 b");
  for (const char* mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", ""})
    EXPECT_EQ(Normal(mark).raw(), "");
}

TEST(DecodeTest, ARowKeepsItsMark) {
  const Normal n("\xEF\xBB\xBFtext", true);
  EXPECT_EQ(n.raw(), "\xEF\xBB\xBFtext") << "offsets count in the row's text";
  EXPECT_EQ(n.norm(), "text");
  EXPECT_EQ(n.text.RawOf({0, 4}), "text");
}

TEST(DecodeTest, Utf16WithoutAMark) {
  for (const bool big_endian : {false, true}) {
    const Normal n(Utf16(kNews, big_endian));
    ASSERT_FALSE(n.error.has_value()) << n.error->message;
    EXPECT_EQ(n.raw(), kNews);
    EXPECT_EQ(n.Codes(), Codes{"encoding-guessed"});
    EXPECT_NE(n.text.warnings()[0].message.find(big_endian ? "UTF-16BE" : "UTF-16LE"),
              std::string::npos);
  }
}

TEST(DecodeTest, BrokenUtf16) {
  const Normal n(std::string("\xFF\xFE") + std::string("a\0\x00\xD8"
                                                       "b\0c",
                                                       7));
  EXPECT_EQ(n.raw(), "a\uFFFDb\uFFFD");
  EXPECT_EQ(n.Codes(), Codes{"invalid-utf16"});
  EXPECT_EQ(n.text.warnings()[0].where, (Span{1, 4}));
}

TEST(DecodeTest, Windows1252) {
  const Normal n(Convert(kNews, "windows-1252"));
  EXPECT_EQ(n.raw(), kNews);
  EXPECT_EQ(n.Codes(), Codes{"encoding-guessed"});
  EXPECT_EQ(n.text.warnings()[0].where, (Span{0, 0}));
  EXPECT_TRUE(n.text.warnings()[0].message.starts_with(
      "the bytes are no valid UTF-8 and were read as windows-1252 (confidence "));
  EXPECT_EQ(Normal("it\x92s").raw(), "it’s");
  EXPECT_EQ(Normal("\x81\xE9 \x9D").raw(), "\u0081é \u009D");
}

TEST(DecodeTest, Latin1IsReadAsWindows1252AndLatin9ByItsEuro) {
  EXPECT_EQ(Normal("caf\xE9 \xA3"
                   "5")
                .raw(),
            "café £5");
  const Normal n(
      "The price rose to \xA4"
      "5 at the caf\xE9, the \xBC"
      "uvre of a lifetime.");
  EXPECT_EQ(n.raw(), "The price rose to €5 at the café, the Œuvre of a lifetime.");
  EXPECT_NE(n.text.warnings()[0].message.find("ISO-8859-15"), std::string::npos);
}

TEST(DecodeTest, Utf8WithAFewBrokenBytesStaysUtf8) {
  const Normal n("“a” “b” caf\xE9 “c\xE2\x80 d”");
  EXPECT_EQ(n.raw(), "“a” “b” caf\uFFFD “c\uFFFD d”");
  EXPECT_EQ(n.Codes(), Codes{"invalid-utf8"});
  EXPECT_EQ(n.text.Raw(n.text.warnings()[0].where), "\uFFFD");
  EXPECT_EQ(n.text.warnings()[0].where.begin, n.raw().find("\uFFFD"));
  EXPECT_EQ(n.text.warnings()[0].message,
            "2 places are no valid UTF-8 and read as U+FFFD; this is the first");
  // No more valid sequences than broken ones: that is another encoding.
  EXPECT_EQ(Normal("Ã© \xE9 \xE9 \xE9").Codes()[0], "encoding-guessed");
}

TEST(DecodeTest, ARowIsNeverGuessed) {
  const Normal n("it\x92s", true);
  EXPECT_EQ(n.raw(), "it\uFFFDs");
  EXPECT_EQ(n.norm(), "it's");
  EXPECT_EQ(n.Codes(), Codes{"invalid-utf8"});
}

TEST(DecodeTest, EveryIllFormedSequenceBecomesValid) {
  std::mt19937 random(7);
  const std::string_view bytes("a\x80\xBF\xC0\xC2\xE0\xE2\xED\xEF\xF0\xF4\xF5\xFF\x9F\xA0\x90", 16);
  for (int run = 0; run < 20'000; ++run) {
    std::string s;
    for (size_t left = random() % 9; left-- > 0;) s += bytes[random() % bytes.size()];
    const Normal n(s, true);
    // ICU's own reading of the same bytes, one U+FFFD for each longest piece that began well.
    UErrorCode status = U_ZERO_ERROR;
    std::string expected(64, '\0');
    std::u16string units(64, u'\0');
    UConverter* utf8 = ucnv_open("UTF-8", &status);
    const int32_t count =
        ucnv_toUChars(utf8, units.data(), 64, s.data(), static_cast<int32_t>(s.size()), &status);
    ucnv_close(utf8);
    UConverter* back = ucnv_open("UTF-8", &status);
    const int32_t size = ucnv_fromUChars(back, expected.data(), 64, units.data(), count, &status);
    ucnv_close(back);
    expected.resize(static_cast<size_t>(size));
    ASSERT_EQ(n.raw(), expected);
    ExpectSoundMap(n.text);
  }
}

TEST(DecodeTest, BinaryIsRefused) {
  std::mt19937 random(1);
  std::string noise;
  for (int i = 0; i < 4000; ++i) noise += static_cast<char>(random() & 0xFF);
  std::string bytes_without_nul = noise;
  std::erase(bytes_without_nul, '\0');
  for (const std::string& s :
       {noise, bytes_without_nul, std::string("\0\0\0\0", 4), std::string("caf\xE9\0 x", 7),
        std::string("%PDF-1.4 plain"), std::string("\x1F\x8B\x08")}) {
    const Normal n(s);
    ASSERT_TRUE(n.error.has_value());
    EXPECT_EQ(n.error->code, "binary-input");
    EXPECT_EQ(n.error->place, "a.txt");
  }
  EXPECT_EQ(Normal(std::string("%PDF-1.4\n")).error->message,
            "this is no text: the bytes are a PDF document; give the article as plain text (UTF-8, "
            "UTF-16 or windows-1252)");
  EXPECT_EQ(Normal(std::string("\0\0\0\1", 4)).error->message,
            "this is no text: 4 control characters in 4 bytes; give the article as plain text "
            "(UTF-8, UTF-16 or windows-1252)");
}

TEST(DecodeTest, ANulInTextIsASpace) {
  const Normal n(std::string("twelve letters\0and more", 23));
  ASSERT_FALSE(n.error.has_value());
  EXPECT_EQ(n.raw().size(), 23u);
  EXPECT_EQ(n.norm(), "twelve letters and more");
}

TEST(DecodeTest, Windows1252AgreesWithIcu) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("windows-1252", &status);
  for (int b = 0; b < 256; ++b) {
    const char byte = static_cast<char>(b);
    char16_t unit = 0;
    ucnv_toUChars(converter, &unit, 1, &byte, 1, &status);
    status = U_ZERO_ERROR;
    EXPECT_EQ(CharOf(static_cast<unsigned char>(b)), char32_t{unit}) << b;
    EXPECT_EQ(ByteOf(CharOf(static_cast<unsigned char>(b))), b);
  }
  ucnv_close(converter);
  EXPECT_EQ(ByteOf(0x4E00), -1);
  EXPECT_EQ(ByteOf(0x100), -1);
}

}  // namespace
}  // namespace presscut::text
