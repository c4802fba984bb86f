// The wire format: escapes, numbers, offsets in every unit, keys that are always there.

#include "extract/record/record.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <string_view>

#include "extract/record/json.h"
#include "extract/record/schema.h"

namespace presscut::record {
namespace {

std::string AsString(std::string_view s) {
  Json json;
  json.String(s);
  return std::string(json.text());
}
std::string AsNumber(double value) {
  Json json;
  json.Number(value);
  return std::string(json.text());
}

TEST(Json, StringsAreEscapedWhereTheyMustBe) {
  EXPECT_EQ(AsString(""), "\"\"");
  EXPECT_EQ(AsString("plain"), "\"plain\"");
  EXPECT_EQ(AsString("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
  EXPECT_EQ(AsString("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
  EXPECT_EQ(AsString(std::string_view("\0\x1f\x7f", 3)), "\"\\u0000\\u001f\x7f\"");
  EXPECT_EQ(AsString("é€😀"), "\"é€😀\"");
}

TEST(Json, WhatIsNoUtf8IsReplacedByteByByte) {
  EXPECT_EQ(AsString("a\xff"
                     "b"),
            "\"a\xEF\xBF\xBD"
            "b\"");
  EXPECT_EQ(AsString("\xc3"), "\"\xEF\xBF\xBD\"");
  EXPECT_EQ(AsString("\xc0\xaf"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                  // overlong
  EXPECT_EQ(AsString("\xed\xa0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // a surrogate
  EXPECT_EQ(AsString("\xf4\x8f\xbf\xbf"), "\"\xf4\x8f\xbf\xbf\"");  // the last code point
}

// The slow reference, for UTF-8: one byte after the other.
std::string EscapedSlowly(std::string_view s) {
  constexpr std::string_view kSpecial = "\b\f\n\r\t\"\\", kLetters = "bfnrt\"\\";
  std::string out = "\"";
  for (const char c : s) {
    char number[8];
    std::snprintf(number, sizeof number, "\\u%04x", static_cast<unsigned char>(c));
    const size_t special = kSpecial.find(c);
    if (special != std::string_view::npos) {
      out += {'\\', kLetters[special]};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += number;
    } else {
      out += c;
    }
  }
  return out + '"';
}

TEST(Json, StringsOfEveryLengthAgreeWithEscapingByteByByte) {
  std::string plain;
  for (size_t size = 0; size < 70; ++size) {
    ASSERT_EQ(AsString(plain), EscapedSlowly(plain));
    for (size_t at = 0; at <= size; ++at) {
      for (const std::string_view special :
           {std::string_view("\"", 1), std::string_view("\0", 1), std::string_view("\n\x1f", 2),
            std::string_view("é\\"), std::string_view("€ΩЖ"), std::string_view("\x7f😀")}) {
        const std::string s = plain.substr(0, at) + std::string(special) + plain.substr(at);
        ASSERT_EQ(AsString(s), EscapedSlowly(s));
      }
    }
    plain += static_cast<char>('A' + size % 26);
  }
  Json json;  // grows in the middle of a string
  const std::string many(5000, '\1');
  json.Put('[');
  json.String(many);
  EXPECT_EQ(json.text(), "[" + EscapedSlowly(many));
}

TEST(Json, CountsAreWrittenInFull) {
  const auto written = [](uint64_t n) {
    Json json;
    json.Count(n);
    return std::string(json.text());
  };
  for (uint64_t n = 0; n < 20'000; ++n) ASSERT_EQ(written(n), std::to_string(n));
  EXPECT_EQ(written(UINT64_MAX), "18446744073709551615");
}

TEST(Json, NumbersAreShortAndReadBackTheSame) {
  EXPECT_EQ(AsNumber(4000), "4000");
  EXPECT_EQ(AsNumber(0), "0");
  EXPECT_EQ(AsNumber(-0.0), "0");
  EXPECT_EQ(AsNumber(-7), "-7");
  EXPECT_EQ(AsNumber(0.1), "0.1");
  EXPECT_EQ(AsNumber(2.0 / 3), "0.6666666666666666");
  EXPECT_EQ(AsNumber(1.2e9), "1200000000");
  EXPECT_EQ(AsNumber(999999999999999), "999999999999999");
  EXPECT_EQ(AsNumber(1e15), "1e+15");
  EXPECT_EQ(AsNumber(1e-7), "1e-07");
  EXPECT_EQ(AsNumber(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(AsNumber(std::nan("")), "null");
  for (const double value : {1e300, 5e-324, 123456789.123456789, 9007199254740993.0}) {
    EXPECT_EQ(std::strtod(AsNumber(value).c_str(), nullptr), value);
  }
}

// The slow reference: counts from the start, one character after the other.
uint32_t Slowly(std::string_view raw, uint32_t byte, OffsetUnit unit) {
  if (unit == OffsetUnit::kByte) return byte;
  uint32_t n = 0;
  for (uint32_t i = 0; i < byte; ++i) {
    const auto c = static_cast<unsigned char>(raw[i]);
    if ((c & 0xC0) != 0x80) n += unit == OffsetUnit::kUtf16 && c >= 0xF0 ? 2 : 1;
  }
  return n;
}

TEST(Offsets, EveryUnitAgreesWithCountingFromTheStart) {
  std::string ascii(300, 'a');
  std::string mixed;
  for (int i = 0; i < 120; ++i)
    mixed += i % 7 == 0 ? "😀" : i % 5 == 0 ? "e\xCC\x81" : i % 3 == 0 ? "€" : "ab";
  for (const std::string& raw :
       {std::string(), ascii, mixed, ascii + "é", "é" + ascii, mixed + ascii + mixed}) {
    for (const OffsetUnit unit : {OffsetUnit::kCodePoint, OffsetUnit::kByte, OffsetUnit::kUtf16}) {
      OffsetIndex index;
      index.Reset("something else é before", unit);
      index.Reset(raw, unit);
      for (uint32_t at = 0; at <= raw.size(); ++at) {
        if (at < raw.size() && (static_cast<unsigned char>(raw[at]) & 0xC0) == 0x80) continue;
        ASSERT_EQ(index.At(at), Slowly(raw, at, unit)) << NameOf(unit) << " at " << at;
      }
    }
  }
}

class RecordTest : public testing::Test {
 protected:
  RecordTest() {
    std::vector<Error> errors;
    rules_ = match::RuleSet::Load({}, &errors);
  }
  std::string Write(const resolve::Facts& facts, const Options& options = {}) {
    EXPECT_FALSE(normaliser_.Normalise(article_, &text_));
    std::string out;
    RecordWriter(*rules_, options).Write(MakeRecord(article_, text_, facts, "en"), &out);
    return out;
  }
  static bool Has(const std::string& record, std::string_view part) {
    return record.find(part) != std::string::npos;
  }

  std::unique_ptr<const match::RuleSet> rules_;
  source::Article article_;
  text::Normaliser normaliser_;
  text::Text text_;
};

TEST_F(RecordTest, AnEmptyRecordHasEveryKeyInOrder) {
  article_.id = "x";
  article_.path = "x.txt";
  EXPECT_EQ(
      Write({}),
      "{\"schema\":\"presscut/1\",\"id\":\"x\",\"source\":{\"path\":\"x.txt\",\"bytes\":0,\"xxh3\":"
      "\"0000000000000000\"},\"language\":\"en\",\"meta\":null,\"offset_unit\":\"codepoint\","
      "\"headline\":null,"
      "\"published\":null,\"updated\":null,\"reference\":null,\"dates\":[],\"organisations\":[],"
      "\"people\":[],"
      "\"figures\":[],\"quotes\":[],\"warnings\":[],\"error\":null,\"text\":null,\"explain\":null}"
      "\n");
}

TEST_F(RecordTest, AFailedArticleHasTheSameKeys) {
  article_.id = "x";
  article_.headline = "H";
  std::string out;
  const Error error{"unreadable-file", "x.txt", "no \"such\" file"};
  RecordWriter(*rules_, {.text = true, .explain = true})
      .Write(MakeFailedRecord(article_, error), &out);
  EXPECT_TRUE(Has(out,
                  "\"error\":{\"code\":\"unreadable-file\",\"place\":\"x.txt\",\"message\":\"no "
                  "\\\"such\\\" file\"},"
                  "\"text\":null,\"explain\":null}\n"));
  EXPECT_TRUE(Has(out, "\"language\":null,"));
  EXPECT_TRUE(Has(out, "\"headline\":null,"));
}

TEST_F(RecordTest, SpansAreCutFromTheRawTextAndCountedInTheUnitAsked) {
  article_.bytes = "😀 “yes” said Bob";
  article_.is_utf8 = true;
  ASSERT_FALSE(normaliser_.Normalise(article_, &text_));
  resolve::Facts facts;
  person::Person bob;
  bob.name = "Bob";
  const auto at = static_cast<uint32_t>(text_.norm().find("Bob"));
  bob.mentions.push_back({{at, at + 3}, "names/x"});
  facts.people.push_back(bob);
  quote::Quote q;
  const auto yes = static_cast<uint32_t>(text_.norm().find("yes"));
  q.mention = {{yes, yes + 3}, "quotes/marks"};
  q.parts = {q.mention.span};
  q.speaker = NormSpan{at, at + 3};
  q.person = 0;
  facts.quotes.push_back(q);
  struct Case {
    OffsetUnit unit;
    const char* yes;
    const char* bob;
  };
  for (const Case& c :
       {Case{OffsetUnit::kCodePoint, "\"start\":3,\"end\":6", "\"start\":13,\"end\":16"},
        Case{OffsetUnit::kUtf16, "\"start\":4,\"end\":7", "\"start\":14,\"end\":17"},
        Case{OffsetUnit::kByte, "\"start\":8,\"end\":11", "\"start\":20,\"end\":23"}}) {
    const std::string out = Write(facts, {.unit = c.unit});
    EXPECT_TRUE(Has(out, std::string("\"quotes\":[{\"text\":\"yes\",") + c.yes)) << out;
    EXPECT_TRUE(Has(out, std::string("\"parts\":[{") + c.yes + "}]")) << out;
    EXPECT_TRUE(Has(
        out, std::string("\"mentions\":[{\"text\":\"Bob\",") + c.bob + ",\"rule\":\"names/x\"}]"))
        << out;
    EXPECT_TRUE(Has(out, "\"person\":\"p1\",\"organisation\":null,\"joint\":[],\"rule\":null}"))
        << out;
  }
}

TEST_F(RecordTest, AnIdNeverRefersToAListThatIsNotWritten) {
  article_.bytes = "Bob";
  resolve::Facts facts;
  person::Person bob;
  bob.name = "Bob";
  facts.people.push_back(bob);
  quote::Quote q;
  q.speaker = NormSpan{0, 3};
  q.person = 0;
  facts.quotes.push_back(q);
  EXPECT_TRUE(Has(Write(facts), "\"person\":\"p1\""));
  const std::string quotes_only = Write(facts, {.kinds = resolve::kQuotes});
  EXPECT_TRUE(Has(quotes_only, "\"people\":[]"));
  EXPECT_TRUE(Has(quotes_only, "\"person\":null"));
}

TEST_F(RecordTest, ARowsHeadlineStandsWithoutOffsets) {
  article_.headline = "Strike is off";
  EXPECT_TRUE(
      Has(Write({}), "\"headline\":{\"text\":\"Strike is off\",\"start\":null,\"end\":null}"));
}

TEST_F(RecordTest, TextAndExplainAreFilledWhereAsked) {
  article_.bytes = "caf\xe9";  // windows-1252
  EXPECT_TRUE(Has(Write({}, {.text = true}), "\"text\":\"café\",\"explain\":null"));
  resolve::Facts facts;
  names::Key key;
  key.spelling = "Bob";
  key.kind = names::Kind::kPerson;
  key.ledger = {{"names/given", 8}, {"names/word", -3}};
  facts.names.keys.push_back(key);
  article_.bytes = "Bob sat.";
  facts.names.all.emplace_back().span = {0, 3};
  const std::string out = Write(facts, {.explain = true});
  EXPECT_TRUE(Has(out,
                  "\"explain\":{\"rules\":[{\"id\":\"names/"
                  "given\",\"file\":null,\"line\":null},{\"id\":\"names/word\""));
  EXPECT_TRUE(Has(out,
                  "\"names\":[{\"name\":\"Bob\",\"kind\":\"person\",\"mentions\":["
                  "{\"text\":\"Bob\",\"start\":0,\"end\":3}],\"evidence\":[{\"rule\":"
                  "\"names/given\",\"points\":8},"
                  "{\"rule\":\"names/word\",\"points\":-3}]}]}"));
}

TEST(Schema, EveryReferredObjectIsDescribedOnce) {
  std::vector<std::string> objects;
  for (const Field& f : Fields()) {
    if (objects.empty() || objects.back() != f.object) objects.push_back(f.object);
  }
  for (size_t i = 0; i < objects.size(); ++i) {
    for (size_t j = 0; j < i; ++j)
      EXPECT_NE(objects[i], objects[j]) << "the fields of one object stand together";
  }
  for (const Field& f : Fields()) {
    std::string type = f.type;
    if (type.starts_with('[')) type = type.substr(1, type.size() - 2);
    if (type == "string" || type == "integer" || type == "number" || type == "boolean") continue;
    EXPECT_NE(std::find(objects.begin(), objects.end(), type), objects.end())
        << f.object << "." << f.key;
  }
}

}  // namespace
}  // namespace presscut::record
