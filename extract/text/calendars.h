// Days of calendars other than ours, answered by ICU behind one small door.
//
//   // the first of Shawwal, month 10, in 2016
//   std::optional<int> d = DayInYear("islamic-umalqura", 10, 1, serial_of_2016_01_01);
//
// Calendars by their CLDR names: islamic-umalqura, hebrew (months counted from Tishri, the first
// Adar of a leap year the sixth), chinese. Days are counted from 1970-01-01. Cost: some
// microseconds, most of them for ICU's calendar object. Thread-safety: pure. Errors: nothing where
// ICU has no such calendar or the 366 days from `from` have no such day.

#ifndef PRESSCUT_TEXT_CALENDARS_H_
#define PRESSCUT_TEXT_CALENDARS_H_

#include <optional>

namespace presscut::text {

// The first day from `from` on, within a year, that is the calendar's month and day.
std::optional<int> DayInYear(const char* calendar, int month, int day, int from);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_CALENDARS_H_
