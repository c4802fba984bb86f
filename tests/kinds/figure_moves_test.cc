// Figures of one change, linked: how much, from what, to what.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "extract/kinds/figure/moves.h"
#include "tests/kinds/figure_testing.h"

namespace presscut::figure {
namespace {

// "11% by 1 rise; £4.2m to 1 rise", of the figures that are part of a change.
std::string Moves(const char* text) {
  std::string out;
  for (const Found& f : FindFigures(text)) {
    if (!f.figure.move) continue;
    const Move& m = *f.figure.move;
    out += fmt::format("{}{} {} {} {}", out.empty() ? "" : "; ", f.text, m.part, m.id, m.direction);
  }
  return out;
}

TEST(Moves, ThreeFiguresOfOneChangeAreLinked) {
  EXPECT_EQ(Moves("Profit rose 11% to £4.2m from £3.8m."),
            "11% by 1 rise; £4.2m to 1 rise; £3.8m from 1 rise");
  EXPECT_EQ(Moves("Profit fell by 11% from £4.2m to £3.8m."),
            "11% by 1 fall; £4.2m from 1 fall; £3.8m to 1 fall");
  EXPECT_EQ(Moves("Profit was £4.2m, up 11% from £3.8m a year earlier."),
            "£4.2m to 1 rise; 11% by 1 rise; £3.8m from 1 rise");
  EXPECT_EQ(Moves("Sales rose 11% in 2015 to £4.2m, compared with £3.8m."),
            "11% by 1 rise; £4.2m to 1 rise; £3.8m from 1 rise");
}

TEST(Moves, TwoAreEnough) {
  EXPECT_EQ(Moves("Margins fell by 1.3 percentage points to 8.6 pct."),
            "1.3 percentage points by 1 fall; 8.6 pct to 1 fall");
  EXPECT_EQ(Moves("The shares eased 43p to 538p."), "43p by 1 fall; 538p to 1 fall");
  EXPECT_EQ(Moves("The shares closed up 2% at 540p."), "2% by 1 rise; 540p to 1 rise");
  EXPECT_EQ(Moves("The rate rose to 7.2% from 7.15%."), "7.2% to 1 rise; 7.15% from 1 rise");
  EXPECT_EQ(Moves("It cut its forecast from 3% to 2%."), "3% from 1 fall; 2% to 1 fall");
  EXPECT_EQ(Moves("Approval stands at 55%, up from 50% in April."),
            "55% to 1 rise; 50% from 1 rise");
}

TEST(Moves, OneAmountSaidTwiceIsOneChange) {
  EXPECT_EQ(Moves("Brent crude fell $1.14, or 1.9%, to $58.10."),
            "$1.14 by 1 fall; 1.9% by 1 fall; $58.10 to 1 fall");
}

TEST(Moves, EveryChangeHasAnIdOfItsOwn) {
  EXPECT_EQ(Moves("Sales rose 2% to £5m. Debt fell 3% to £1m."),
            "2% by 1 rise; £5m to 1 rise; 3% by 2 fall; £1m to 2 fall");
}

TEST(Moves, NumbersSayMoreThanWords) {
  EXPECT_EQ(Moves("The increase in funds has gone from $2 billion to $1 billion."),
            "$2 billion from 1 fall; $1 billion to 1 fall");
}

TEST(Moves, WhatOnlyStandsSideBySideIsNotLinked) {
  EXPECT_EQ(Moves("Prices rose 11%, according to two people."), "");
  EXPECT_EQ(Moves("Prices rose 11% and wages went to £5m funds."), "");
  EXPECT_EQ(Moves("He moved from 3 rooms to £5m houses."), "");
  EXPECT_EQ(Moves("Trains run from 5 stations to 10 towns."), "");
  EXPECT_EQ(Moves("Prices rose 11%. To £5m funds it said no."), "");
  EXPECT_EQ(Moves("Prices rose 11% while it gave the money to 30 charities."), "");
  EXPECT_EQ(Moves("The age ranged from 5 km to 10 km."), "");
}

}  // namespace
}  // namespace presscut::figure
