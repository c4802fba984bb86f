// Whose dollar a plain "$" is: what the article shows, and what it leaves open.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/kinds/figure/dollars.h"
#include "tests/kinds/figure_testing.h"

namespace presscut::figure {
namespace {

// The currencies of the sums in text order, and a question mark behind them where it warns.
std::string Currencies(const char* text) {
  std::string out;
  for (const Found& f : FindFigures(text)) {
    if (std::string_view(f.figure.kind) == "money") out += (out.empty() ? "" : " ") + f.figure.unit;
  }
  for (const Warning& w : TheReader().warnings()) {
    EXPECT_STREQ(w.code, "ambiguous-currency");
    out += "?";
  }
  return out;
}

TEST(Dollars, TheDatelineSaysWhereTheyArePaid) {
  EXPECT_EQ(Currencies("TORONTO, March 18 - Labatt said it would issue 125 mln dlrs of bonds."),
            "CAD");
  EXPECT_EQ(Currencies("SYDNEY, April 27 - The company plans to offer $3.50 a share."), "AUD");
  EXPECT_EQ(Currencies("SINGAPORE, March 9 - Money supply rose to $9.8 billion."), "SGD");
  EXPECT_EQ(Currencies("RIO DE JANEIRO, April 24 - The surplus was $136 million."), "USD");
  EXPECT_EQ(Currencies("OMAHA, Neb., March 18 - Net was 25 mln dlrs, or 36 cents."), "USD USD");
}

TEST(Dollars, CentsGoWithTheirDollars) {
  EXPECT_EQ(Currencies("HONG KONG, March 5 - The bank will pay 29 cents, after $1.37."), "HKD HKD");
}

TEST(Dollars, WordsOfOneCountrySayItTheMoreTheyAre) {
  EXPECT_EQ(
      Currencies(
          "Canada's finance minister said in Ottawa that Canadians would pay $5 billion more."),
      "CAD");
  EXPECT_EQ(Currencies("Congress will ask Americans for $5 billion, the White House said."), "USD");
  // One word says too little; words of two countries say different things.
  EXPECT_EQ(Currencies("The film made $5m in Australia."), "USD?");
  EXPECT_EQ(
      Currencies(
          "Canada's minister met the American envoy in Ottawa. Canadians will pay $5 billion."),
      "USD?");
}

TEST(Dollars, OutletsAndStatementsDecide) {
  EXPECT_EQ(Currencies("Jane Roe, The Canadian Press. The American firm offers $5 million."),
            "CAD");
  EXPECT_EQ(Currencies("All sums are in Australian dollars. The US fund paid $5 million."), "AUD");
}

TEST(Dollars, WhatIsMarkedIsNotTheReaders) {
  EXPECT_EQ(Currencies("Australia gave A$1 million, and $4.2 million came from funds."), "AUD USD");
  EXPECT_EQ(Currencies("TORONTO, May 1 - It has US$24 million and paid $3 million."), "USD USD?");
  EXPECT_EQ(Currencies("It raised C$50 million. The $50 million deal is closed."), "CAD CAD");
  EXPECT_EQ(Currencies("It costs $5 million Canadian, or $4 million US."), "CAD USD");
  EXPECT_EQ(Currencies("It cost $5 million. Canadian officials paid."), "USD?");
}

TEST(Dollars, OtherMoneyMeansTheAmericanOne) {
  EXPECT_EQ(Currencies("The flat cost £500,000 ($700,000)."), "GBP USD");
  EXPECT_EQ(Currencies("A London firm paid $7m."), "USD");
  // Only in capitals is "us" a country.
  EXPECT_EQ(Currencies("They asked us for $5 million."), "USD?");
  EXPECT_EQ(Currencies("It asked the US for $5 million."), "USD");
}

TEST(Dollars, TheWarningIsOneAndAtTheFirstPlainSum) {
  const std::string text = "It paid £3, $5 million and $6 million. Australia did.";
  EXPECT_EQ(Currencies("It paid $5 million and $6 million. Australia did."), "USD USD?");
  FindFigures(text);
  ASSERT_EQ(TheReader().warnings().size(), 1u);
  const Span where = TheReader().warnings()[0].where;
  EXPECT_EQ(text.substr(where.begin, where.end - where.begin), "$5 million");
}

}  // namespace
}  // namespace presscut::figure
