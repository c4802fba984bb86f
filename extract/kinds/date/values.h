// TIMEX3 values as text, and the closed interval that a value denotes.
//
//   DayValue({2016, 1, 14})                 "2016-01-14"
//   WeekValue({2016, 2})                    "2016-W02"
//   IntervalOf("2015-11", "start", &a, &b)  "2015-11-01", "2015-11-10"
//
// Cost: one short string each. Thread-safety: pure. Errors: a value with X in it, a duration, a
// reference such as PRESENT_REF and anything before the year 1 denote no interval; both ends are
// then empty.

#ifndef PRESSCUT_KINDS_DATE_VALUES_H_
#define PRESSCUT_KINDS_DATE_VALUES_H_

#include <string>
#include <string_view>

#include "extract/kinds/date/calendar.h"

namespace presscut::date {

std::string YearValue(int year);              // "2016", "0410"; -480: "BC0480"
std::string MonthValue(int year, int month);  // "2016-01"; year 0: "XXXX-01"
std::string DayValue(Day day);                // year 0: "XXXX-01-14"
std::string WeekValue(IsoWeek week);
std::string ClockValue(int hour, int minute,
                       int second);  // "T08:00"; second may be negative: not said
// "P2D", "PT24H", "PXW" for a negative amount. Units as in Reading.
std::string DurationValue(double amount, char unit);

// `modifier` (start, mid, end, or nothing) narrows months, years and decades to a third of them.
void IntervalOf(std::string_view value, std::string_view modifier, std::string* earliest,
                std::string* latest);

}  // namespace presscut::date

#endif  // PRESSCUT_KINDS_DATE_VALUES_H_
