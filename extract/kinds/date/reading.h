// What the words of a time expression say, before any clock: the date kind's own vocabulary, and
// the step that turns a match of rules/en/dates.toml into it.
//
//   Reading r;
//   // "early November" -> month 11, stage "start"; "two days ago" -> amount 2, unit D, −1
//   if (Read(view, &r)) …
//
// Cost: plain values; Read looks at a dozen named groups of one match. Thread-safety: pure. Errors:
// false where the words are no time after all (month 13, 25 o'clock). Units: as each field says.

#ifndef PRESSCUT_KINDS_DATE_READING_H_
#define PRESSCUT_KINDS_DATE_READING_H_

#include <cstdint>
#include <string_view>

#include "extract/match/matcher.h"

namespace presscut::date {

inline constexpr int kUnsaid = -1;
inline constexpr int16_t kNoZone = 32767;

// The forms a rule's `value` may name; date.h documents them.
enum class Form : uint8_t {
  kPoint,
  kNumeric,
  kShift,
  kOffset,
  kDuration,
  kSet,
  kRef,
  kPeriod,
  kHoliday
};

enum class YearUnit : uint8_t { kYear, kDecade, kCentury };

struct Reading {
  Form form = Form::kPoint;

  // Calendar fields as said; kUnsaid where the words leave them out.
  int year =
      // 1998; 199 where year_unit is kDecade, 19 where it is kCentury; two digits: year_digits 2
      kUnsaid;
  YearUnit year_unit = YearUnit::kYear;
  int8_t year_digits = 4;
  bool bare_hour = false;  // "8" of "8 to 9am": its half of the day is the other's
  bool follows = false;    // second end of a range whose first end has no year either
  bool weekend = false;    // "Labor Day weekend", "the weekend of July 4"
  bool any = false;        // "a Sunday": no Sunday in particular
  bool bc = false;
  bool fiscal = false;
  int8_t month = kUnsaid, day = kUnsaid;  // 1-12, 1-31
  int8_t weekday = kUnsaid;               // 1 Monday … 7 Sunday
  int8_t week = kUnsaid;                  // 1-53
  int8_t nth = 0;                         // which such weekday of the month, −1 the last
  int8_t quarter = kUnsaid, half = kUnsaid;
  int8_t hour = kUnsaid, minute = kUnsaid, second = kUnsaid;
  int16_t zone = kNoZone;   // minutes the clock time is ahead of UTC, where a zone is named
  std::string_view season;  // SP SU FA WI
  std::string_view part;    // MO AF EV NI DT
  int16_t numbers[3] = {kUnsaid, kUnsaid, kUnsaid};  // of 4/5/2016, as written

  // Steps and lengths: s n h D N W B M Q Y E C (second, minute, hour, day, night, week, weekend,
  // month, quarter, year, decade, century).
  char unit = 0, unit2 = 0, unit3 = 0;
  double amount = 1, amount2 = 0, amount3 = 0;  // negative: an unknown number of them
  int8_t direction = 0;                         // −1 last, ago; 0 this; +1 next, later
  bool anchored = false;    // a length that ends, or begins, on the article's day
  uint8_t over = 0;         // "over five years": how far behind "over" the amount stands
  bool from_text = false;   // counted from the last date of the text, not from the clock
  bool from_day = false;    // "two weeks from January 15": counted from the day it names
  bool before_day = false;  // … "two weeks before Christmas": back from it
  bool rest = false;        // "the rest of the year"
  bool to_date = false;     // "the year to date"
  bool latest = false;      // "the latest quarter": one that is over

  std::string_view fixed;          // PRESENT_REF, or the holiday's name
  const char* modifier = nullptr;  // as Date::modifier
};

// The rule's form and groups as a Reading.
bool Read(const match::MatchView& view, Reading* out);

// "2 1/2", "twenty-five", "a couple of", "several": a number, negative where it is vague; 0 where
// it is none.
double ParseAmount(std::string_view words);

}  // namespace presscut::date

#endif  // PRESSCUT_KINDS_DATE_READING_H_
