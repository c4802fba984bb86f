#include "extract/resolve/clock.h"

#include <algorithm>
#include <initializer_list>

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

// The word before `at`, and the one behind it; empty where the sentence begins or ends there.
std::string_view WordBefore(const text::Text& text, const segment::Segments& segments,
                            uint32_t at) {
  const uint32_t t = segments.TokenAt(at);
  if (t == 0 || t >= segments.tokens.size()) return {};
  const segment::Token& before = segments.tokens[t - 1];
  return before.sentence == segments.tokens[t].sentence ? text.Norm(before.span())
                                                        : std::string_view();
}
std::string_view WordBehind(const text::Text& text, const segment::Segments& segments,
                            uint32_t at) {
  const uint32_t t = segments.TokenAt(at);
  if (t == 0 || t >= segments.tokens.size()) return {};
  const segment::Token& behind = segments.tokens[t];
  return behind.sentence == segments.tokens[t - 1].sentence ? text.Norm(behind.span())
                                                            : std::string_view();
}

bool OneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "by 2025", "due 1 April 2007", "his 2016 estimate": a year that is not over when the article is
// written.
bool LiesAhead(const text::Text& text, const segment::Segments& segments, const date::Date& d) {
  return OneOf(
             WordBefore(text, segments, d.mention.span.begin),
             {"by", "until", "till", "through", "before", "into", "due", "maturing", "expiring"}) ||
         OneOf(WordBehind(text, segments, d.mention.span.end),
               {"estimate", "estimates", "forecast", "forecasts", "target", "targets", "outlook"});
}

// "*This article appears in the May 11, 2020, issue of the magazine."
bool DatesTheIssue(const text::Text& text, const segment::Segments& segments, const date::Date& d) {
  std::string_view behind = text.norm().substr(d.mention.span.end);
  if (behind.starts_with(',')) behind.remove_prefix(1);
  if (!behind.starts_with(" issue") && !behind.starts_with(" edition") &&
      !behind.starts_with(" print edition")) {
    return false;
  }
  const uint32_t t = segments.TokenAt(d.mention.span.begin);
  if (t >= segments.tokens.size()) return false;
  const uint32_t from =
      segments.tokens[segments.sentences[segments.tokens[t].sentence].first].begin;
  const std::string_view before = text.norm().substr(from, d.mention.span.begin - from);
  return before.find("his article appear") != std::string_view::npos ||
         before.find("his story appear") != std::string_view::npos ||
         before.find("his article originally appeared") != std::string_view::npos;
}

// What the text proves of its year. Writers leave the year off a month of their own year and put it
// on one of another: "November 2015" beside "12 January" was written in 2016.
date::Clock Inferred(const text::Text& text, const segment::Segments& segments,
                     const std::vector<date::Date>& found) {
  int year = 0, last_month = 0, first_bare = 13;
  bool ahead = false;
  for (const date::Date& d : found) {
    const date::Reading& r = d.reading;
    if (HasYear(r)) {
      if (DatesTheIssue(text, segments, d)) return {r.year, 0, 0, "inferred"};
      if (r.year > year) {
        year = r.year;
        last_month = 0;
        ahead = false;
      }
      if (r.year != year) continue;
      ahead |= LiesAhead(text, segments, d);
      if (r.month != date::kUnsaid) last_month = std::max<int>(last_month, r.month);
    } else if (r.form == date::Form::kPoint && r.month != date::kUnsaid &&
               r.year == date::kUnsaid) {
      first_bare = std::min<int>(first_bare, r.month);
    }
  }
  // The year after it holds only where that year is over.
  if (year == 0 || ahead || last_month == 0 || first_bare == 13 || first_bare >= last_month) {
    return {};
  }
  return {year + 1, 0, 0, "inferred"};
}

// The year of a dateline that leaves it off: the text's latest, or the next, where the weekday of
// the opening is the dateline's day or the day before, or a whole date stands shortly before it.
int YearOfDateline(const text::Text& text, const segment::Segments& segments,
                   const std::vector<date::Date>& found, NormSpan dateline, int month, int day) {
  constexpr uint32_t kOpening = 400;  // bytes behind the dateline
  constexpr int kShortly = 60;        // days
  int year = 0, weekday = date::kUnsaid;
  date::Day latest;        // of the text's whole dates
  date::Day latest_month;  // of its months
  for (const date::Date& d : found) {
    const date::Reading& r = d.reading;
    if (HasYear(r) && !LiesAhead(text, segments, d)) {
      year = std::max(year, r.year);
      const date::Day whole{r.year, r.month, r.day};
      if (date::Valid(whole)) latest = std::max(latest, whole);
      if (r.month != date::kUnsaid) {
        latest_month = std::max(latest_month, date::Day{r.year, r.month, 1});
      }
    } else if (r.form == date::Form::kPoint && r.weekday != date::kUnsaid &&
               r.day == date::kUnsaid && weekday == date::kUnsaid &&
               d.mention.span.begin - dateline.end < kOpening) {
      weekday = r.weekday;
    }
  }
  if (year == 0) return 0;
  // What is told on a day is of that day, or else of the day before.
  int same = 0, before = 0;
  for (const int off : {0, 1}) {
    const date::Day there{year + off, month, day};
    if (!date::Valid(there) || there < latest || there < latest_month) continue;
    if (weekday == date::kUnsaid) {
      // A year alone may well be the last one, whose results are told: only a whole date shortly
      // before the day proves its year.
      if (latest.year != 0 && date::Serial(there) - date::Serial(latest) <= kShortly) {
        return there.year;
      }
      continue;
    }
    const int back = (date::WeekdayOf(there) - weekday + 7) % 7;
    if (back == 0 && same == 0) same = there.year;
    if (back == 1) before = before == 0 ? there.year : -1;
  }
  return same != 0 ? same : std::max(before, 0);
}

// A line near the top that is only a place and a whole date: "GENEVA, 9 October 2019".
date::Clock LineOfPlace(const text::Text& text, const segment::Segments& segments,
                        const std::vector<date::Date>& found) {
  constexpr uint32_t kTop = 8;     // blocks
  constexpr uint32_t kPlaces = 8;  // tokens before the date
  for (const date::Date& d : found) {
    const date::Reading& r = d.reading;
    const uint32_t t = segments.TokenAt(d.mention.span.begin);
    if (t >= segments.tokens.size()) continue;
    const uint32_t b = segments.sentences[segments.tokens[t].sentence].block;
    if (b >= kTop) break;
    const segment::Block& block = segments.blocks[b];
    const date::Day day{r.year, r.month, r.day};
    if (!HasYear(r) || !date::Valid(day) || block.span.end != d.mention.span.end) continue;
    if (t == block.first || t - block.first > kPlaces) continue;
    bool places = text.Norm(segments.tokens[t - 1].span()) == ",";
    for (uint32_t i = block.first; places && i < t; ++i) {
      const segment::Token& token = segments.tokens[i];
      places = token.Is(segment::kCapital) || OneOf(text.Norm(token.span()), {",", ".", "/"});
    }
    if (places) return {day.year, day.month, day.day, "dateline"};
  }
  return {};
}

}  // namespace

date::Clock FindClock(const source::Article& article, const text::Text& text,
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
      if (!dateline->Contains(d.mention.span) || r.form != date::Form::kPoint) continue;
      if (r.month == date::kUnsaid || r.day == date::kUnsaid) continue;
      int year = r.year;
      if (year == date::kUnsaid) {
        year = YearOfDateline(text, segments, found, *dateline, r.month, r.day);
      } else if (!HasYear(r)) {
        continue;
      }
      const date::Day day{year, r.month, r.day};
      if (date::Valid(day)) return {day.year, day.month, day.day, "dateline"};
      // A day nobody can tell the year of still says that the year is not to be guessed.
      return {};
    }
  } else if (const date::Clock clock = LineOfPlace(text, segments, found); clock.known()) {
    return clock;
  }
  return Inferred(text, segments, found);
}

}  // namespace presscut::resolve
