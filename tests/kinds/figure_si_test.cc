// Measures in units of the SI: what every unit of the word list becomes, and what has none.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "extract/kinds/figure/si.h"
#include "extract/match/rule_set.h"
#include "tests/kinds/figure_testing.h"

namespace presscut::figure {
namespace {

std::string Si(std::string_view number, std::string_view unit, Degrees degrees = Degrees::kPoint) {
  Decimal amount;
  EXPECT_TRUE(amount.Parse(number)) << number;
  SiAmount si;
  if (!ToSi(unit, amount, degrees, &si)) return "none";
  return fmt::format("{} {}", si.value.Exact(), si.unit);
}

TEST(Si, FactorsAreTheDefinitionsToTheLastDigit) {
  EXPECT_EQ(Si("1", "mi"), "1609.344 m");
  EXPECT_EQ(Si("25", "yd"), "22.86 m");
  EXPECT_EQ(Si("1,234.5", "ft"), "376.2756 m");
  EXPECT_EQ(Si("1", "ly"), "9460730472580800 m");
  EXPECT_EQ(Si("1", "acre"), "4046.8564224 m2");
  EXPECT_EQ(Si("640", "acre"), Si("1", "mi2"));
  EXPECT_EQ(Si("133", "ha"), "1330000 m2");
  EXPECT_EQ(Si("1", "mi3"), "4168181825.440579584 m3");
  EXPECT_EQ(Si("27", "ft3"), Si("1", "yd3"));
  EXPECT_EQ(Si("1728", "in3"), Si("1", "ft3"));
  EXPECT_EQ(Si("1", "bbl"), "0.158987294928 m3");
  EXPECT_EQ(Si("9702", "in3"), Si("1", "bbl"));
  EXPECT_EQ(Si("1", "lb"), "0.45359237 kg");
  EXPECT_EQ(Si("16", "oz"), Si("1", "lb"));
  EXPECT_EQ(Si("14", "lb"), Si("1", "st"));
  EXPECT_EQ(Si("2000", "lb"), Si("1", "short ton"));
  EXPECT_EQ(Si("2240", "lb"), Si("1", "long ton"));
  EXPECT_EQ(Si("93", "mph"), "41.57472 m/s");
  EXPECT_EQ(Si("450", "km/h"), "125 m/s");
  EXPECT_EQ(Si("100", "kn"), "51.444444444444444 m/s");
  EXPECT_EQ(Si("1", "kWh"), "3600000 J");
  EXPECT_EQ(Si("4.7", "GB"), "4700000000 B");
}

TEST(Si, DegreesAreAPointOrADifference) {
  EXPECT_EQ(Si("98.6", "°F"), "37 °C");
  EXPECT_EQ(Si("32", "°F"), "0 °C");
  EXPECT_EQ(Si("14", "°F"), "-10 °C");
  EXPECT_EQ(Si("9", "°F", Degrees::kDifference), "5 °C");
  EXPECT_EQ(Si("20.5", "°C"), "20.5 °C");
  EXPECT_EQ(Si("300", "K"), "300 K");
}

TEST(Si, EveryUnitOfTheWordListHasOneOrIsKnownToHaveNone) {
  // Larger in one country than in another, of several definitions, or no quantity of the SI.
  const std::set<std::string_view> none = {
      "gal", "pt", "qt",        "cup", "tsp",  "tbsp", "fl oz", "bu",     "ton", "dr",
      "kt",  "Mt", "hp",        "cal", "kcal", "BTU",  "mpg",   "rpm",    "pc",  "°",
      "dB",  "px", "magnitude", "MP",  "dpi",  "turn", "ppm",   "calibre"};
  std::vector<Error> errors;
  const auto rules = match::RuleSet::Load(match::BuiltInFiles(), &errors);
  ASSERT_NE(rules, nullptr);
  const segment::ListId units = rules->List("measure_unit");
  std::set<std::string_view> seen;
  rules->lexicon().EntriesOf(units, [&](const segment::Entry& entry) {
    if (!seen.insert(entry.value).second) return;
    EXPECT_EQ(Si("3", entry.value) == "none", none.contains(entry.value)) << entry.value;
  });
  EXPECT_GT(seen.size(), 80u);
}

TEST(Si, StandsBesideWhatWasWritten) {
  const auto si = [](const char* text) {
    const std::vector<Found>& found = FindFigures(text);
    if (found.size() != 1 || !found[0].figure.si) return std::string("none");
    const SiValue& s = *found[0].figure.si;
    const std::string value = s.value ? s.exact : fmt::format("{}..{}", *s.low, *s.high);
    EXPECT_EQ(s.value.has_value(), !s.exact.empty());
    EXPECT_TRUE(!s.value || *s.value == std::stod(s.exact));
    return fmt::format("{} {}", value, s.unit);
  };
  EXPECT_EQ(si("He scored from 25 yards."), "22.86 m");
  EXPECT_EQ(si("They own 10 to 20 acres."), "40468.564224..80937.128448 m2");
  // Feet and inches have an end in metres, if not in feet.
  EXPECT_EQ(si("He is 5'10\" tall."), "1.778 m");
  EXPECT_EQ(si("He is 5 feet 7 inches tall."), "1.7018 m");
  EXPECT_EQ(si("It is 14°F outside."), "-10 °C");
  EXPECT_EQ(si("It rose by 9 degrees Fahrenheit."), "5 °C");
  EXPECT_EQ(si("It was 9 degrees Fahrenheit warmer."), "5 °C");
  EXPECT_EQ(si("They drank 3 gallons."), "none");
  EXPECT_EQ(si("They paid £25."), "none");
  EXPECT_EQ(si("The village is 500 kilometres off."), "500000 m");
}

}  // namespace
}  // namespace presscut::figure
