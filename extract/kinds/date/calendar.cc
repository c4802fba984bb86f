#include "extract/kinds/date/calendar.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "extract/text/calendars.h"

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

int Number(std::string_view s) {
  int n = 0;
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

// Julian computus in the form of Meeus, moved to the Gregorian calendar.
Day OrthodoxEasterOf(int year) {
  const int d = (19 * (year % 19) + 15) % 30;
  const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const Day julian{year, (d + e + 114) / 31, (d + e + 114) % 31 + 1};
  return AddDays(julian, year / 100 - year / 400 - 2);
}

// The day of the year that is the month and day of another calendar; the first, where the year has
// two.
std::optional<Day> OfCalendar(const char* calendar, std::string_view month_day, int year) {
  const size_t dash = month_day.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto day = text::DayInYear(calendar, Number(month_day.substr(0, dash)),
                                   Number(month_day.substr(dash + 1)), Serial({year, 1, 1}));
  if (!day || FromSerial(*day).year != year) return std::nullopt;
  return FromSerial(*day);
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

Day NthWeekday(int year, int month, int weekday, int nth) {
  if (nth > 0) {
    const Day first{year, month, 1};
    return AddDays(first, (weekday - WeekdayOf(first) + 7) % 7 + 7 * (nth - 1));
  }
  const Day last{year, month, LastDayOf(year, month)};
  return AddDays(last, -((WeekdayOf(last) - weekday + 7) % 7) + 7 * (nth + 1));
}

int SeasonStart(std::string_view season) {
  return season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : season == "WI" ? 12 : 1;
}

std::optional<Day> HolidayOf(std::string_view definition, int year) {
  if (year < 1 || year > 9999) return std::nullopt;
  // The last of several that holds.
  for (size_t space; (space = definition.rfind(' ')) != std::string_view::npos;) {
    const std::string_view last = definition.substr(space + 1);
    if (year >= Number(last)) {
      definition = last;
      break;
    }
    definition = definition.substr(0, space);
  }
  if (const size_t colon = definition.find(':'); colon != std::string_view::npos) {
    if (year < Number(definition)) return std::nullopt;
    definition.remove_prefix(colon + 1);
  }
  if (definition.empty()) return std::nullopt;
  using Easter = std::pair<std::string_view, Day (*)(int)>;
  for (const auto& [name, easter] : {Easter{"easter", EasterOf}, {"orthodox", OrthodoxEasterOf}}) {
    if (!definition.starts_with(name)) continue;
    std::string_view days = definition.substr(name.size());
    if (days.starts_with('+')) days.remove_prefix(1);
    return AddDays(easter(year), Number(days));
  }
  using Other = std::pair<std::string_view, const char*>;
  for (const auto& [name, calendar] :
       {Other{"islamic-", "islamic-umalqura"}, {"hebrew-", "hebrew"}, {"chinese-", "chinese"}}) {
    if (definition.starts_with(name)) {
      return OfCalendar(calendar, definition.substr(name.size()), year);
    }
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
