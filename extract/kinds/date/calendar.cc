#include "extract/kinds/date/calendar.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace presscut::date {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day Civil(Day d) {
  return chrono::year(d.year) / chrono::month(static_cast<unsigned>(d.month)) /
         chrono::day(static_cast<unsigned>(d.day));
}

Day FromCivil(chrono::year_month_day d) {
  return {static_cast<int>(d.year()), static_cast<int>(static_cast<unsigned>(d.month())),
          static_cast<int>(static_cast<unsigned>(d.day()))};
}

// The nth (negative: counted from the end) weekday of a month.
Day NthWeekday(int year, int month, int weekday, int nth) {
  if (nth > 0) {
    const Day first{year, month, 1};
    return AddDays(first, (weekday - WeekdayOf(first) + 7) % 7 + 7 * (nth - 1));
  }
  const Day last{year, month, LastDayOf(year, month)};
  return AddDays(last, -((WeekdayOf(last) - weekday + 7) % 7) + 7 * (nth + 1));
}

int Number(std::string_view s) {
  int n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

}  // namespace

bool Valid(Day day) {
  return day.year > 0 && day.month >= 1 && day.month <= 12 && day.day >= 1 && Civil(day).ok();
}

int LastDayOf(int year, int month) {
  const auto last = chrono::year(year) / chrono::month(static_cast<unsigned>(month)) / chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

int Serial(Day day) {
  return static_cast<int>(chrono::sys_days(Civil(day)).time_since_epoch().count());
}

Day FromSerial(int serial) {
  return FromCivil(chrono::year_month_day(chrono::sys_days(chrono::days(serial))));
}

Day AddDays(Day day, int days) { return FromSerial(Serial(day) + days); }

Day AddMonths(Day day, int months) {
  const int at = day.year * 12 + day.month - 1 + months;
  const int year = at / 12, month = at % 12 + 1;
  return {year, month, std::min(day.day, LastDayOf(year, month))};
}

int WeekdayOf(Day day) {
  return static_cast<int>(chrono::weekday(chrono::sys_days(Civil(day))).iso_encoding());
}

IsoWeek WeekOf(Day day) {
  // The week belongs to the year that its Thursday lies in.
  const Day thursday = AddDays(day, 4 - WeekdayOf(day));
  return {thursday.year, (Serial(thursday) - Serial({thursday.year, 1, 1})) / 7 + 1};
}

Day MondayOf(IsoWeek week) {
  const Day fourth{week.year, 1, 4};  // 4 January always lies in week 1
  return AddDays(fourth, 1 - WeekdayOf(fourth) + 7 * (week.week - 1));
}

// The Gregorian computus in the form of Meeus.
Day EasterOf(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
  const int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return {year, n / 31, n % 31 + 1};
}

int SeasonStart(std::string_view season) {
  return season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : season == "WI" ? 12 : 1;
}

std::optional<Day> HolidayOf(std::string_view definition, int year) {
  if (year < 1 || year > 9999 || definition.empty()) return std::nullopt;
  if (definition.starts_with("easter")) {
    std::string_view days = definition.substr(6);
    if (days.starts_with('+')) days.remove_prefix(1);
    return AddDays(EasterOf(year), Number(days));
  }
  const size_t dash = definition.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const int month = Number(definition.substr(0, dash));
  std::string_view rest = definition.substr(dash + 1);
  const size_t plus = rest.find('+');
  const int days_after = plus == std::string_view::npos ? 0 : Number(rest.substr(plus + 1));
  rest = rest.substr(0, plus);
  const size_t nth = rest.find('#');
  if (nth == std::string_view::npos) {
    return AddDays({year, month, Number(rest)}, days_after);
  }
  const int weekday = Number(rest.substr(0, nth));
  return AddDays(NthWeekday(year, month, weekday, Number(rest.substr(nth + 1))), days_after);
}

}  // namespace presscut::date
