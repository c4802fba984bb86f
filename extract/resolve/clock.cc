#include "extract/resolve/clock.h"

#include <algorithm>

#include "extract/kinds/date/calendar.h"

namespace presscut::resolve {
namespace {

// "2016-01-14" at the start of a value; unknown where there is none.
date::Clock ClockOf(std::string_view value, const char* source) {
  const auto number = [&](size_t at, size_t length) {
    int n = 0;
    for (size_t i = at; i < at + length; ++i) {
      if (value[i] < '0' || value[i] > '9') return -1;
      n = n * 10 + (value[i] - '0');
    }
    return n;
  };
  if (value.size() < 10 || value[4] != '-' || value[7] != '-') return {};
  const date::Day day{number(0, 4), number(5, 2), number(8, 2)};
  if (!date::Valid(day)) return {};
  return {day.year, day.month, day.day, source};
}

bool HasYear(const date::Reading& r) {
  return r.form == date::Form::kPoint && r.year != date::kUnsaid && r.year_digits == 4 &&
         r.year_unit == date::YearUnit::kYear && !r.bc && r.unit == 0;
}

// What the text proves of its year. Writers leave the year off a month of their own year and put it on one of another:
// "November 2015" beside "12 January" was written in 2016.
date::Clock Inferred(const std::vector<date::Date>& found) {
  int year = 0, last_month = 0, first_bare = 13;
  for (const date::Date& d : found) {
    const date::Reading& r = d.reading;
    if (HasYear(r)) {
      if (r.year > year) {
        year = r.year;
        last_month = 0;
      }
      if (r.year == year && r.month != date::kUnsaid)
        last_month = std::max<int>(last_month, r.month);
    } else if (r.form == date::Form::kPoint && r.month != date::kUnsaid &&
               r.year == date::kUnsaid) {
      first_bare = std::min<int>(first_bare, r.month);
    }
  }
  if (year == 0 || last_month == 0 || first_bare == 13 || first_bare >= last_month) return {};
  return {year + 1, 0, 0, "inferred"};
}

}  // namespace

date::Clock FindClock(const source::Article& article, const text::Text&,
                      const segment::Segments& segments, const std::vector<date::Date>& found,
                      std::string_view published, const date::Clock& given) {
  if (given.known()) return given;
  if (article.date) {
    const date::Clock clock = ClockOf(*article.date, "metadata");
    if (clock.known()) return clock;
  }
  if (const date::Clock clock = ClockOf(published, "published"); clock.known()) return clock;
  if (const auto& dateline = segments.header.dateline) {
    for (const date::Date& d : found) {
      const date::Reading& r = d.reading;
      if (!dateline->Contains(d.mention.span) || !HasYear(r)) continue;
      const date::Day day{r.year, r.month, r.day};
      if (date::Valid(day)) return {day.year, day.month, day.day, "dateline"};
    }
  }
  return Inferred(found);
}

}  // namespace presscut::resolve
