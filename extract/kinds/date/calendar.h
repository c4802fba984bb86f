// Civil calendar arithmetic on days, and the days of holidays.
//
//   Day d = AddMonths(Day{2016, 1, 31}, 1);  // 2016-02-29: the last day where the month is shorter
//   IsoWeek w = WeekOf(Day{2016, 1, 3});           // 2015, 53
//
// Proleptic Gregorian; years 1 to 9999. Cost: constant. Thread-safety: pure. Errors: none; Valid()
// says whether a day exists.

#ifndef PRESSCUT_KINDS_DATE_CALENDAR_H_
#define PRESSCUT_KINDS_DATE_CALENDAR_H_

#include <compare>
#include <optional>
#include <string_view>

namespace presscut::date {

struct Day {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Day&) const = default;
};

struct IsoWeek {
  int year = 0, week = 0;
  bool operator==(const IsoWeek&) const = default;
};

bool Valid(Day day);
int LastDayOf(int year, int month);
int Serial(Day day);  // days since 1970-01-01
Day FromSerial(int serial);
Day AddDays(Day day, int days);
Day AddMonths(Day day, int months);
int WeekdayOf(Day day);  // 1 Monday … 7 Sunday
IsoWeek WeekOf(Day day);
Day MondayOf(IsoWeek week);
Day EasterOf(int year);  // Western
// The nth (negative: counted from the end) weekday of a month.
Day NthWeekday(int year, int month, int weekday, int nth);
// The month a season begins in: SP 3, SU 6, FA 9, WI 12; 1 for anything else.
int SeasonStart(std::string_view season);

// The day a holiday falls on, by its definition in the list "holiday" of dates.toml: "12-25";
// "easter-2", days from Easter; "orthodox+1", days from Easter of the Orthodox churches; "11-4#4",
// the fourth Thursday of November; "5-1#-1", the last Monday of May; "11-4#4+1", the day after;
// "islamic-10-1", "hebrew-1-10", "chinese-1-1", month and day of that calendar (ICU's: Umm al-Qura;
// months counted from Tishri, a leap year's first Adar the sixth). Several with the year from which
// each holds: "2004:2-7#1 2022:2-7#2"; "2030:" ends it. Nothing where it is none, or does not fall
// into the year.
std::optional<Day> HolidayOf(std::string_view definition, int year);

}  // namespace presscut::date

#endif  // PRESSCUT_KINDS_DATE_CALENDAR_H_
