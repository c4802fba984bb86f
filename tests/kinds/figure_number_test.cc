// One amount, every spelling: whatever the sign, the form of the number and of its multiplier, the
// currency or unit in front or behind, spaces and ranges, the record says the same; and two amounts
// never say the same.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/kinds/figure/decimal.h"
#include "tests/kinds/figure_testing.h"

namespace presscut::figure {
namespace {

constexpr const char* kNoBreak = "\xC2\xA0";

std::string Words(uint64_t n) {
  static const char* const kSmall[] = {"zero",    "one",     "two",       "three",    "four",
                                       "five",    "six",     "seven",     "eight",    "nine",
                                       "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                       "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static const char* const kTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                      "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (n < 20) return kSmall[n];
  if (n < 100)
    return std::string(kTens[n / 10]) + (n % 10 != 0 ? std::string("-") + kSmall[n % 10] : "");
  if (n < 1000) {
    return std::string(kSmall[n / 100]) + " hundred" +
           (n % 100 != 0 ? " and " + Words(n % 100) : "");
  }
  for (const auto& [size, name] : {std::pair<uint64_t, const char*>{1000000000000, "trillion"},
                                   {1000000000, "billion"},
                                   {1000000, "million"},
                                   {1000, "thousand"}}) {
    if (n < size) continue;
    const uint64_t rest = n % size;
    return Words(n / size) + " " + name +
           (rest == 0 ? "" : (rest < 100 ? " and " : " ") + Words(rest));
  }
  return "";
}

// Digits in groups: by threes with a mark, or in the Indian manner.
std::string Grouped(std::string digits, const std::string& mark, bool indian) {
  std::string out;
  size_t left = digits.size();
  for (const char c : digits) {
    out += c;
    --left;
    const bool group = indian ? left >= 3 && (left - 3) % 2 == 0 : left > 0 && left % 3 == 0;
    if (group && left > 0) out += mark;
  }
  return out;
}

struct Spelling {
  std::string text;
  bool digits = true;
  bool multiplier = false;  // "bn", "million" stand in it
};

class Amounts {
 public:
  explicit Amounts(uint32_t seed) : random_(seed) {}

  uint64_t Below(uint64_t n) { return std::uniform_int_distribution<uint64_t>(0, n - 1)(random_); }
  template <class T>
  const T& One(const std::vector<T>& list) {
    return list[Below(list.size())];
  }

  // mantissa * 10^(tens - places), in one of its spellings.
  Spelling Spell(uint64_t mantissa, int places, int tens) {
    std::string digits = std::to_string(mantissa);
    while (digits.size() <= static_cast<size_t>(places)) digits.insert(0, "0");
    const std::string whole = digits.substr(0, digits.size() - static_cast<size_t>(places));
    const std::string part = digits.substr(digits.size() - static_cast<size_t>(places));
    const std::string decimals = part.empty() ? "" : "." + part;
    struct Multiplier {
      int tens;
      std::vector<std::string> close, apart;
    };
    static const std::vector<Multiplier> kMultipliers = {
        {0, {""}, {""}},
        {3, {"k"}, {"thousand"}},
        {6, {"m", "mn", "mln"}, {"million", "mln"}},
        {9, {"bn", "b", "bln"}, {"billion", "bln", "bn"}},
        {12, {"tn", "trn"}, {"trillion", "tln"}}};
    const Multiplier& m = kMultipliers[static_cast<size_t>(tens / 3)];
    Spelling out;
    out.multiplier = tens != 0;
    switch (Below(places == 0 ? 6 : 4)) {
      case 0:
        out.text = whole + decimals + One(m.close);
        break;
      case 1:
        out.text = Grouped(whole, ",", false) + decimals + Behind(One(m.apart));
        break;
      case 2: {
        // Written out: the multiplier becomes zeros.
        std::string all = whole + part;
        all.erase(0, std::min(all.find_first_not_of('0'), all.size() - 1));
        const int zeros = tens - places;
        if (zeros >= 0) {
          all.append(static_cast<size_t>(zeros), '0');
          out.text = Grouped(all, ",", all.size() > 6 && Below(4) == 0);
          out.multiplier = false;
        } else {
          out.text = whole + decimals + Behind(One(m.apart));
        }
        break;
      }
      case 3:
        out.text = Grouped(whole, kNoBreak, false) + decimals + Behind(One(m.apart));
        break;
      default: {
        uint64_t n = mantissa;
        for (int i = 0; i < tens; ++i) n *= 10;
        out.text = Words(n);
        out.digits = false;
        break;
      }
    }
    return out;
  }

 private:
  std::string Behind(const std::string& word) {
    if (word.empty()) return "";
    return std::string(Below(5) == 0 ? kNoBreak : " ") + word;
  }
  std::mt19937 random_;
};

struct Unit {
  const char* unit;
  const char* kind;
  std::vector<std::string>
      before;  // touches its number or stands a space away; ends with a space: always
  std::vector<std::string> behind;
};

const std::vector<Unit>& Units() {
  static const std::vector<Unit> kUnits = {
      {"GBP", "money", {"£", "GBP "}, {"pounds", "pounds sterling"}},
      {"USD", "money", {"$", "US$", "USD ", "$ "}, {"dollars", "US dollars", "dlrs", "USD"}},
      {"EUR", "money", {"€", "EUR "}, {"euros", "EUR", "€"}},
      {"JPY", "money", {"¥", "JPY "}, {"yen"}},
      {"CAD", "money", {"C$", "CAD "}, {"Canadian dollars"}},
      {"percent", "percent", {}, {"percent", "per cent", "pct"}},
      {"km", "measure", {}, {"km", "kilometres", "kilometers"}},
      {"t", "measure", {}, {"tonnes", "metric tons"}},
      {"bbl", "measure", {}, {"barrels"}},
  };
  return kUnits;
}

std::string Exact(uint64_t mantissa, int places, int tens, bool negative) {
  Decimal d(mantissa);
  d.Shift(tens - places);
  if (negative) d.Negate();
  return d.Exact();
}

// How many amounts are spelled: 100,000, or what the environment's PRESSCUT_SPELLINGS says.
int Cases() {
  const char* asked = std::getenv("PRESSCUT_SPELLINGS");
  return asked != nullptr ? std::atoi(asked) : 100000;
}

TEST(FigureSpellings, EverySpellingOfAnAmountIsTheSameAmount) {
  Amounts amounts(20160114);
  int wrong = 0;
  const int cases = Cases();
  for (int i = 0; i < cases && wrong < 20; ++i) {
    const int places = static_cast<int>(amounts.Below(3));
    const int tens = 3 * static_cast<int>(amounts.Below(5));
    const uint64_t mantissa = 1 + amounts.Below(9999);
    const Unit& unit = amounts.One(Units());
    const Spelling spelled = amounts.Spell(mantissa, places, tens);
    const bool before = spelled.digits && !unit.before.empty() && amounts.Below(2) == 0;
    const bool negative = spelled.digits && amounts.Below(4) == 0;
    std::string amount = spelled.text;
    if (before) {
      amount = amounts.One(unit.before) + amount;
    } else {
      const bool close =
          spelled.digits && !spelled.multiplier && unit.unit == std::string_view("percent");
      amount += close && amounts.Below(2) == 0
                    ? "%"
                    : (amounts.Below(6) == 0 ? kNoBreak : " ") + amounts.One(unit.behind);
    }
    if (negative) amount = (amounts.Below(3) == 0 ? "minus " : "-") + amount;
    const std::string text = "It came to " + amount + ".";
    const std::vector<Found>& found = FindFigures(text, false);
    const std::string exact = Exact(mantissa, places, tens, negative);
    const bool same = found.size() == 1 && found[0].text == amount &&
                      found[0].figure.exact == exact && found[0].figure.unit == unit.unit &&
                      found[0].figure.kind == std::string_view(unit.kind) &&
                      found[0].figure.value == std::stod(exact);
    if (same) continue;
    ++wrong;
    std::string got;
    for (const Found& f : found)
      got += fmt::format("[{}|{} {} {}] ", f.text, f.figure.exact, f.figure.unit, f.figure.kind);
    ADD_FAILURE() << text << "\n  wanted " << exact << " " << unit.unit << ", got " << got;
  }
}

TEST(FigureSpellings, RangesShareTheirMultiplierAndUnit) {
  Amounts amounts(7);
  int wrong = 0;
  for (int i = 0; i < 20000 && wrong < 20; ++i) {
    const uint64_t low = 1 + amounts.Below(400), high = low + 1 + amounts.Below(400);
    const int tens = 3 * static_cast<int>(amounts.Below(4));
    const std::string multiplier = std::vector<std::string>{
        "", " thousand", " million", " billion"}[static_cast<size_t>(tens / 3)];
    const bool shared = amounts.Below(2) == 0;
    const std::string a = std::to_string(low) + (shared ? "" : multiplier),
                      b = std::to_string(high) + multiplier;
    std::string amount;
    switch (amounts.Below(6)) {
      case 0:
        amount = "$" + a + "-$" + b;
        break;
      case 1:
        amount = "$" + a + " to $" + b;
        break;
      case 2:
        amount = "between $" + a + " and $" + b;
        break;
      case 3:
        amount = a + " to " + b + " dollars";
        break;
      case 4:
        amount = "between " + a + " and " + b + " dollars";
        break;
      default:
        amount = a + (shared ? "-" : " - ") + b + " dollars";
        break;
    }
    const std::string text = "It came to " + amount + ".";
    const std::vector<Found>& found = FindFigures(text, false);
    const double scale = std::stod(Exact(1, 0, tens, false));
    const bool same = found.size() == 1 && found[0].text == amount && !found[0].figure.value &&
                      found[0].figure.low == static_cast<double>(low) * scale &&
                      found[0].figure.high == static_cast<double>(high) * scale &&
                      found[0].figure.unit == "USD";
    if (same) continue;
    ++wrong;
    std::string got;
    for (const Found& f : found) {
      got += fmt::format("[{}|{}..{} {}] ", f.text, f.figure.low.value_or(-1),
                         f.figure.high.value_or(-1), f.figure.unit);
    }
    ADD_FAILURE() << text << ", got " << got;
  }
}

// An amount and a way to say it.
struct Amount {
  uint64_t low = 1, high = 0;  // high: of a range; 0: none
  int places = 0, tens = 0;
  bool negative = false;
  const Unit* unit = nullptr;
  size_t modifier = 0;

  std::string Meaning() const {
    const std::string most = high == 0 ? "" : ".." + Exact(high, places, tens, false);
    return fmt::format("{}{} {} {}", Exact(low, places, tens, negative), most, unit->unit,
                       kModifiers[modifier]);
  }

  std::string Say(Amounts* amounts) const {
    std::string text = kModifiers[modifier];
    const std::string digits = amounts->Spell(low, places, tens).text;
    if (high == 0) return text + (negative ? "minus " : "") + digits + " " + unit->behind[0];
    // Both ends with a multiplier of their own, or one that is shared.
    static constexpr const char* kMultipliers[] = {"", " thousand", " million", " billion",
                                                   " trillion"};
    const std::string multiplier = kMultipliers[tens / 3];
    const auto end = [&](uint64_t mantissa) {
      const std::string exact = Exact(mantissa, places, 0, false);
      return exact + (amounts->Below(2) == 0 || mantissa == high ? multiplier : "");
    };
    return text + end(low) + " to " + end(high) + " " + unit->behind[0];
  }

  static constexpr const char* kModifiers[] = {"", "about ", "more than ", "at least ", "up to "};
};

// All that a record says of a figure, but for where it stands and how it is spelled.
std::string RecordOf(const Found& found) {
  const Figure& f = found.figure;
  const auto number = [](const std::optional<double>& n) {
    return n ? fmt::format("{}", *n) : std::string("null");
  };
  return fmt::format("{} {} {} {} {} {} {} {} {}", f.kind, number(f.value), number(f.low),
                     number(f.high), f.exact, f.unit, f.si ? f.si->exact : "",
                     f.modifier == nullptr ? "null" : f.modifier, found.of);
}

TEST(FigureSpellings, TwoAmountsNeverShareARecord) {
  Amounts amounts(99);
  std::unordered_map<std::string, std::string> meant;  // by record
  int wrong = 0;
  const auto read = [&](const Amount& a) {
    const std::string text = "It was " + a.Say(&amounts) + ".";
    const std::vector<Found>& found = FindFigures(text, false);
    if (found.size() != 1) {
      ADD_FAILURE() << found.size() << " figures in: " << text;
      ++wrong;
      return;
    }
    const std::string record = RecordOf(found[0]), meaning = a.Meaning();
    const auto [at, fresh] = meant.emplace(record, meaning);
    if (fresh || at->second == meaning) return;
    ADD_FAILURE() << text << "\n  has the record of " << at->second << ": " << record;
    ++wrong;
  };
  const int cases = Cases() / 2;
  for (int i = 0; i < cases && wrong < 20; ++i) {
    Amount a;
    a.places = static_cast<int>(amounts.Below(3));
    a.tens = 3 * static_cast<int>(amounts.Below(5));
    a.low = 1 + amounts.Below(9999);
    a.unit = &amounts.One(Units());
    a.modifier = amounts.Below(3) == 0 ? amounts.Below(std::size(Amount::kModifiers)) : 0;
    if (amounts.Below(3) == 0) {
      a.high = a.low + 1 + amounts.Below(400);
    } else {
      a.negative = amounts.Below(5) == 0;
    }
    read(a);
    // What is nearest to it and yet another amount.
    Amount b = a;
    switch (amounts.Below(6)) {
      case 0:
        ++b.low;
        if (b.high != 0) ++b.high;
        break;
      case 1:
        b.tens = (a.tens + 3) % 15;
        break;
      case 2:
        b.places = (a.places + 1) % 3;
        break;
      case 3:
        b.unit = &amounts.One(Units());
        break;
      case 4:
        b.modifier = (a.modifier + 1) % std::size(Amount::kModifiers);
        break;
      default:
        if (b.high != 0) {
          ++b.high;
        } else {
          b.negative = !b.negative;
        }
        break;
    }
    read(b);
  }
  EXPECT_GT(meant.size(), static_cast<size_t>(cases) / 2);
}

TEST(Decimal, ReadsCustomsAndRefusesTheRest) {
  const auto read = [](std::string_view text) {
    Decimal d;
    return d.Parse(text) ? d.Exact() : std::string("none");
  };
  EXPECT_EQ(read("1,234.50"), "1234.5");
  EXPECT_EQ(read("1.234.567,8"), "1234567.8");
  EXPECT_EQ(read("12,34,567"), "1234567");
  EXPECT_EQ(read("5,00"), "5");
  EXPECT_EQ(read("1,674"), "1674");
  EXPECT_EQ(read("0.50"), "0.5");
  EXPECT_EQ(read("192.168.1.2"), "none");
  EXPECT_EQ(read("1,2345"), "none");
  EXPECT_EQ(read("12,3456,7"), "none");
  EXPECT_EQ(read("123456789012345678901234567890123456"), "123456789012345678901234567890123456");
  EXPECT_EQ(read("1234567890123456789012345678901234567890"), "none");
}

// Small numbers go a way of their own; every number has the double that its decimal string reads
// as.
TEST(Decimal, ValueIsTheDoubleNearestToTheExactString) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string digits;
    const size_t length = 1 + random() % 34;
    while (digits.size() < length) digits += static_cast<char>('0' + random() % 10);
    if (random() % 3 == 0) digits.insert(random() % length + 1, ".").append("5");
    Decimal d;
    ASSERT_TRUE(d.Parse(digits)) << digits;
    if (random() % 3 == 0) d.Shift(static_cast<int>(random() % 40) - 20);
    if (random() % 4 == 0) d.Negate();
    EXPECT_EQ(d.Value(), std::strtod(d.Exact().c_str(), nullptr)) << d.Exact();
    Decimal sum;
    EXPECT_TRUE(!sum.Add(d) || sum.Exact() == d.Exact()) << d.Exact();
  }
}

TEST(Decimal, PowersAreExactOrRefused) {
  const auto raise = [](std::string_view base, int power) {
    Decimal d;
    EXPECT_TRUE(d.Parse(base));
    return d.Raise(power) ? d.Exact() : std::string("none");
  };
  EXPECT_EQ(raise("2", 10), "1024");
  EXPECT_EQ(raise("10", -3), "0.001");
  EXPECT_EQ(raise("2.5", -1), "0.4");
  EXPECT_EQ(raise("1.1", 4), "1.4641");
  EXPECT_EQ(raise("7", 0), "1");
  EXPECT_EQ(raise("0", 3), "none");
  EXPECT_EQ(raise("99", 30), "none");
}

TEST(Decimal, FractionsKeepWhatIsAskedFor) {
  Decimal two_thirds(2);
  ASSERT_TRUE(two_thirds.Over(3, 4));
  EXPECT_EQ(two_thirds.Exact(), "0.6667");
  Decimal eighth(1);
  ASSERT_TRUE(eighth.Over(8, 4));
  EXPECT_EQ(eighth.Exact(), "0.125");
  Decimal third(1);
  ASSERT_TRUE(third.Over(3, 0));
  EXPECT_DOUBLE_EQ(third.Value(), 1.0 / 3);
}

}  // namespace
}  // namespace presscut::figure
