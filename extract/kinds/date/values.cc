#include "extract/kinds/date/values.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace presscut::date {
namespace {

int Number(std::string_view s) {
  int n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

bool AllDigits(std::string_view s) {
  for (const char c : s) {
    if (c < '0' || c > '9') return false;
  }
  return !s.empty();
}

using Days = std::pair<Day, Day>;

Days Months(int year, int from, int count) {
  const Day last = AddMonths({year, from, 1}, count - 1);
  return {{year, from, 1}, {last.year, last.month, LastDayOf(last.year, last.month)}};
}

// The days of a date value without its clock; false where it names none.
bool DaysOf(std::string_view v, Days* out) {
  if (v.size() < 2 || !AllDigits(v.substr(0, std::min<size_t>(v.size(), 4)).substr(0, 2)))
    return false;
  if (v.size() == 2 && AllDigits(v)) {
    *out = {{Number(v) * 100, 1, 1}, {Number(v) * 100 + 99, 12, 31}};
    return Number(v) > 0;
  }
  if (v.size() == 3 && AllDigits(v)) {
    *out = {{Number(v) * 10, 1, 1}, {Number(v) * 10 + 9, 12, 31}};
    return Number(v) > 0;
  }
  if (v.size() < 4 || !AllDigits(v.substr(0, 4))) return false;
  const int year = Number(v.substr(0, 4));
  if (year == 0) return false;
  if (v.size() == 4) {
    *out = Months(year, 1, 12);
    return true;
  }
  const std::string_view rest = v.substr(5);
  if (rest.size() == 2 && AllDigits(rest)) {
    *out = Months(year, Number(rest), 1);
    return true;
  }
  if (rest.size() == 5 && AllDigits(rest.substr(0, 2)) && AllDigits(rest.substr(3))) {
    const Day day{year, Number(rest.substr(0, 2)), Number(rest.substr(3))};
    *out = {day, day};
    return Valid(day);
  }
  if (rest[0] == 'W' && rest.size() >= 3 && AllDigits(rest.substr(1, 2))) {
    const Day monday = MondayOf({year, Number(rest.substr(1, 2))});
    const bool weekend = rest.size() > 3;
    *out = {AddDays(monday, weekend ? 5 : 0), AddDays(monday, 6)};
    return true;
  }
  if (rest.size() != 2) return false;
  if (rest[0] == 'Q' && AllDigits(rest.substr(1))) {
    *out = Months(year, Number(rest.substr(1)) * 3 - 2, 3);
  } else if (rest[0] == 'H' && AllDigits(rest.substr(1))) {
    *out = Months(year, Number(rest.substr(1)) * 6 - 5, 6);
  } else if (rest == "SP") {
    *out = Months(year, 3, 3);
  } else if (rest == "SU") {
    *out = Months(year, 6, 3);
  } else if (rest == "FA") {
    *out = Months(year, 9, 3);
  } else if (rest == "WI") {
    *out = Months(year, 12, 3);
  } else {
    return false;
  }
  return true;
}

// The hours of a part of the day, both ends inside it.
constexpr std::pair<std::string_view, std::pair<std::string_view, std::string_view>> kParts[] = {
    {"MO", {"T06:00", "T11:59"}},
    {"AF", {"T12:00", "T17:59"}},
    {"EV", {"T18:00", "T23:59"}},
    {"NI", {"T18:00", "T23:59"}},
    {"DT", {"T06:00", "T17:59"}}};

// Appends n in digits, with noughts in front up to the width.
void AppendDigits(int n, size_t width, std::string* out) {
  char digits[16];
  const char* const end = std::to_chars(digits, digits + sizeof digits, n).ptr;
  const auto size = static_cast<size_t>(end - digits);
  if (size < width) out->append(width - size, '0');
  out->append(digits, size);
}

}  // namespace

std::string YearValue(int year) {
  std::string value(year < 0 ? "BC" : "");
  AppendDigits(std::abs(year), 4, &value);
  return value;
}

std::string MonthValue(int year, int month) {
  std::string value = year == 0 ? "XXXX" : YearValue(year);
  value += '-';
  AppendDigits(month, 2, &value);
  return value;
}

std::string DayValue(Day day) {
  std::string value = MonthValue(day.year, day.month);
  value += '-';
  AppendDigits(day.day, 2, &value);
  return value;
}

std::string WeekValue(IsoWeek week) {
  std::string value;
  AppendDigits(week.year, 4, &value);
  value += "-W";
  AppendDigits(week.week, 2, &value);
  return value;
}

std::string ClockValue(int hour, int minute, int second) {
  std::string value = "T";
  AppendDigits(hour, 2, &value);
  for (const int part : {minute, second}) {
    if (part < 0) break;
    value += ':';
    AppendDigits(part, 2, &value);
  }
  return value;
}

std::string DurationValue(double amount, char unit) {
  const char* before = "P";
  char letter = unit;
  double times = 1;
  switch (unit) {
    case 'h':
      before = "PT";
      letter = 'H';
      break;
    case 'n':
      before = "PT";
      letter = 'M';
      break;
    case 's':
      before = "PT";
      letter = 'S';
      break;
    case 'N':
      letter = 'D';
      break;
    case 'B':
      letter = 'W';
      times = 2;
      break;
    case 'E':
      return amount < 0 ? "PXWE" : fmt::format("P{:g}WE", amount);
    case 'T':
      letter = 'Y';
      times = 10;
      break;
    case 'C':
      letter = 'Y';
      times = 100;
      break;
    default:
      break;
  }
  if (amount < 0) {
    if (unit == 'T') return "PXE";
    if (unit == 'C') return "PXC";
    return fmt::format("{}X{}", before, letter);
  }
  const double n = amount * times, whole = std::floor(n);
  if (n - whole == 0.5 && unit != 'W' && unit != 'Q') {
    // "two and a half years" is two years and six months.
    if (letter == 'Y') return whole == 0 ? "P6M" : fmt::format("P{:g}Y6M", whole);
    if (unit == 'h') return whole == 0 ? "PT30M" : fmt::format("PT{:g}H30M", whole);
    if (unit == 'n') return whole == 0 ? "PT30S" : fmt::format("PT{:g}M30S", whole);
  }
  if (n == whole && n < 1e6) {  // as {:g} would write it
    std::string value = before;
    AppendDigits(static_cast<int>(n), 1, &value);
    return value += letter;
  }
  return n >= 1e6 ? fmt::format("{}{:.0f}{}", before, n, letter)
                  : fmt::format("{}{:g}{}", before, n, letter);
}

void IntervalOf(std::string_view value, std::string_view modifier, std::string* earliest,
                std::string* latest) {
  earliest->clear();
  latest->clear();
  const size_t t = value.find('T');
  Days days;
  if (!DaysOf(value.substr(0, t), &days)) return;
  auto& [first, last] = days;
  if (t != std::string_view::npos) {
    const std::string_view clock = value.substr(t + 1);
    for (const auto& [part, hours] : kParts) {
      if (clock != part) continue;
      *earliest = DayValue(first) + std::string(hours.first);
      *latest = DayValue(last) + std::string(hours.second);
      return;
    }
    if (clock.size() < 2 || !AllDigits(clock.substr(0, 2))) return;
    *earliest = *latest = std::string(value);
    return;
  }
  const int length = Serial(last) - Serial(first) + 1;
  if (length > 7) {
    if (modifier == "start") last = AddDays(first, length / 3 - 1);
    if (modifier == "end") first = AddDays(last, -(length / 3) + 1);
    if (modifier == "mid" && length <= 31) {  // of a month: the 10th to the 20th
      first = AddDays(first, 9);
      last = AddDays(first, 10);
    } else if (modifier == "mid") {
      const int third = length / 3;
      first = AddDays(first, third);
      last = AddDays(last, -third);
    }
  }
  *earliest = DayValue(first);
  *latest = DayValue(last);
}

}  // namespace presscut::date
