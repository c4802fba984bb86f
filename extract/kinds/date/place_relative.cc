#include <cmath>
#include <utility>

#include "extract/kinds/date/place.h"
#include "extract/kinds/date/values.h"
#include "extract/text/unicode.h"

namespace presscut::date {
namespace {

// A calendar unit of which nothing is known: "XXXX-WXX" for a week.
std::string Unplaced(char unit) {
  switch (unit) {
    case 'W':
      return "XXXX-WXX";
    case 'E':
      return "XXXX-WXX-WE";
    case 'M':
      return "XXXX-XX";
    case 'Q':
      return "XXXX-QX";
    case 'Y':
      return "XXXX";
    case 'T':
      return "XXX";
    case 'C':
      return "XX";
    default:
      return "XXXX-XX-XX";
  }
}

constexpr int kAnyYear = 2000;  // a leap year, where none is known

// "12-25": the same day in every year.
bool FallsOnOneDay(std::string_view holiday) {
  return holiday.find_first_not_of("0123456789-") == std::string_view::npos;
}

constexpr int kMinutesOfDay = 24 * 60;
constexpr uint32_t kBesideBytes = 40;  // how near a month holds for what is counted in days
constexpr uint32_t kEndedBytes = 16;   // " ended ", " ending " and a little

// The day that "2016-01-14" or "2016-01-14T08:00" names.
Day DayOf(std::string_view v) {
  const auto number = [&](size_t at, size_t n) {
    int value = 0;
    for (const char c : v.substr(at, n)) value = value * 10 + (c - '0');
    return value;
  };
  return {number(0, 4), number(5, 2), number(8, 2)};
}

// The day that many units from another; nothing for units that are no whole days.
std::optional<Day> Stepped(Day base, char unit, int steps) {
  switch (unit) {
    case 'D':
    case 'N':
      return AddDays(base, steps);
    case 'W':
      return AddDays(base, 7 * steps);
    case 'B':
      return AddDays(base, 14 * steps);
    case 'M':
      return AddMonths(base, steps);
    case 'Y':
      return AddMonths(base, 12 * steps);
    default:
      return std::nullopt;
  }
}

}  // namespace

// Steps of a unit from a day, in the unit's own precision.
void Placer::PutSteps(Date* date, Day base, char unit, double steps) {
  const int whole = static_cast<int>(steps);
  const bool half = steps != whole;
  switch (unit) {
    case 'D':
    case 'N':
      PutDay(date, AddDays(base, whole), date->reading);
      return;
    case 'W':
      date->value = WeekValue(WeekOf(AddDays(base, 7 * whole)));
      return;
    case 'B':
      date->value = WeekValue(WeekOf(AddDays(base, 14 * whole)));
      return;
    case 'E':
      date->value = WeekValue(WeekOf(AddDays(base, 7 * whole))) + "-WE";
      return;
    case 'M': {
      const Day there = AddMonths({base.year, base.month, 1}, whole);
      date->value = MonthValue(there.year, there.month);
      return;
    }
    case 'Q': {
      const Day there = AddMonths({base.year, base.month, 1}, 3 * whole);
      date->value = YearValue(there.year) + "-Q" + std::to_string((there.month + 2) / 3);
      return;
    }
    case 'Y':
      if (half) {
        const Day there = AddMonths({base.year, base.month, 1}, static_cast<int>(12 * steps));
        date->value = MonthValue(there.year, there.month);
      } else if (base.year + whole > 0) {
        date->value = YearValue(base.year + whole);
      }
      return;
    case 'T':
      date->value = std::to_string((base.year + static_cast<int>(10 * steps)) / 10);
      return;
    case 'C':
      // "half a century ago" tells the decade.
      date->value = std::to_string((base.year + static_cast<int>(100 * steps)) / (half ? 10 : 100));
      return;
    default:  // hours and less: the day they lie in is all that is known
      date->value = DayValue(base);
      return;
  }
}

// The day that "a day earlier" or "the next day" counts from.
std::optional<Day> Placer::BaseOf(const Date& date) const {
  if (narrative_ || !day_known_) return Base(true);
  const int direction = date.reading.direction;
  // "It is funded through Dec. 8. The bill cleared the Senate a day earlier.": than today.
  if (said_day_ && now_ < *said_day_ && direction < 0 && SentenceOf(date) != said_sentence_) {
    return now_;
  }
  // "Five days later she won again.": of a day nobody named.
  const Reading& r = date.reading;
  const bool of_day = r.unit == 0
                          ? !r.part.empty() && r.weekday == kUnsaid && r.month == kUnsaid
                          : std::string_view("DNWBhns").find(r.unit) != std::string_view::npos;
  const bool of_month = r.unit == 'M' && said_month_ == 0;
  const bool of_year = (r.unit == 'Y' || r.unit == 'T' || r.unit == 'C') && said_year_ == 0;
  const bool month_beside = said_month_ != 0 && date.mention.span.begin - story_end_ < kBesideBytes;
  if (!said_day_ && direction > 0 && r.unit2 == 0 && (of_day || of_month || of_year) &&
      !month_beside && IsTold(date)) {
    return std::nullopt;
  }
  return Base(true);
}

void Placer::PlaceShift(Date* date) {
  const Reading& r = date->reading;
  // A story's "today", "this week" and "last year" are its teller's, "the next year" is its own.
  const bool tellers = narrative_ && !r.from_text &&
                       (r.direction < 0 || (r.direction == 0 && (r.unit == 'W' || r.unit == 'E')) ||
                        date->mention.rule.ends_with("day-word"));
  const bool from_text = r.from_text || (narrative_ && !tellers);
  date->anchor = from_text ? Anchor::kText : Anchor::kReference;
  const auto base = tellers && day_known_ ? std::optional(now_)
                    : r.from_text         ? BaseOf(*date)
                                          : Base(from_text);
  const std::string part = PartOfDay(r);
  if (!part.empty()) date->type = Type::kTime;
  if (!base) {
    // Years alone may still be known.
    const int year = from_text && said_year_ != 0 ? said_year_
                     : r.from_text && day_known_  ? 0
                                                  : clock_.year;
    if (r.unit == 'Y' && year != 0) {
      date->value = YearValue(year + r.direction);
    } else if (r.weekday != kUnsaid) {
      date->value = "XXXX-WXX-" + std::to_string(r.weekday) + part;
    } else if (r.month != kUnsaid) {
      date->value = r.day == kUnsaid ? MonthValue(0, r.month) : DayValue({0, r.month, r.day});
    } else if (!r.season.empty()) {
      date->value = "XXXX-" + std::string(r.season);
    } else {
      date->value = Unplaced(r.unit);
      if (date->value == "XXXX-XX-XX") date->value += part;
    }
    return;
  }
  // "the last week of the campaign" was not the article's last.
  if (r.unit != 0 && r.direction == -1 && !from_text &&
      text_.norm().substr(date->mention.span.end).starts_with(" of ") &&
      text::ToLower(text_.Norm(date->mention.span)).starts_with("the last")) {
    date->value = Unplaced(r.unit);
    return;
  }
  if (r.weekday != kUnsaid) {
    if (r.unit == 'W') {  // never set by the rules that name a weekday alone
      const Day monday = MondayOf(WeekOf(AddDays(*base, 7 * r.direction)));
      PutDay(date, AddDays(monday, r.weekday - 1), r);
      if (!from_text && date->mention.rule.ends_with("week-weekday")) {
        said_week_ = monday;  // "next week on Tuesday or Thursday"
        said_week_end_ = date->mention.span.end;
      }
      return;
    }
    const int ahead = (r.weekday - WeekdayOf(*base) + 7) % 7;
    const Day monday = MondayOf(WeekOf(*base));
    Day day = AddDays(monday, r.weekday - 1);
    if (r.direction < 0) day = AddDays(*base, ahead - 7);
    if (r.direction < -1) day = AddDays(day, -7);  // "the Friday before last"
    if (r.direction > 1) {                         // "the Monday after next"
      day = AddDays(*base, (ahead == 0 ? 7 : ahead) + 7);
    } else if (r.direction > 0) {
      day =
          r.from_text ? AddDays(*base, ahead == 0 ? 7 : ahead) : AddDays(monday, 7 + r.weekday - 1);
    }
    PutDay(date, day, r);
    return;
  }
  if (r.month != kUnsaid) {
    int year = base->year;
    if (r.direction < 0 && r.month >= base->month) --year;
    if (r.direction > 0 && r.month <= base->month) ++year;
    if (r.day != kUnsaid && Valid({year, r.month, r.day})) {
      PutDay(date, {year, r.month, r.day}, r);
    } else {
      date->value = MonthValue(year, r.month);
    }
    return;
  }
  if (!r.season.empty()) {
    const int start = SeasonStart(r.season) % 12;
    int year = r.from_text && r.direction == 0 && said_year_ != 0 ? said_year_ : base->year;
    // "The summer of 2012 was wet, but the following winter was dry."
    if (r.from_text && r.direction != 0 && said_year_ > 0 && !narrative_ &&
        said_year_end_ > said_day_end_) {
      year = said_year_ + (r.direction < 0 ? -1 : start == 0 ? 1 : 0);
      date->value = YearValue(year) + "-" + std::string(r.season);
      return;
    }
    if (r.direction < 0 && start + 2 >= base->month) --year;
    if (r.direction > 0 && start <= base->month) ++year;
    date->value = YearValue(year) + "-" + std::string(r.season);
    return;
  }
  if (r.unit == 'h' || r.unit == 'n' || r.unit == 's') {
    date->value = "PRESENT_REF";
    return;
  }
  if (r.unit == 0) {  // "this morning", "last night"
    PutDay(date, AddDays(*base, r.direction), r);
    return;
  }
  if (r.unit == 'Y' && from_text && said_year_ != 0) {
    date->value = YearValue(said_year_ + r.direction);
    return;
  }
  if (r.unit == 'M' && from_text && said_year_ != 0 && said_month_ != 0) {
    PutSteps(date, {said_year_, said_month_, 1}, r.unit, r.direction);
    return;
  }
  if (r.unit == 'Q' && r.from_text && quarter_ != 0) {  // "that quarter"
    PutSteps(date, {quarter_year_, quarter_ * 3 - 2, 1}, r.unit, r.direction);
    return;
  }
  // "They met this weekend", said on a Monday
  if (r.unit == 'E' && r.direction == 0 && !from_text && WeekdayOf(*base) <= 2 && IsTold(*date) &&
      LeanOf(*date) != Lean::kFuture) {
    PutSteps(date, *base, r.unit, -1);
    return;
  }
  PutSteps(date, *base, r.unit, r.direction);
  if (r.unit == 'W' && !from_text) {
    said_week_ = MondayOf(WeekOf(AddDays(*base, 7 * r.direction)));
    said_week_end_ = date->mention.span.end;
  }
}

// "next week, probably on Tuesday", "next week between Wednesday and Friday"
bool Placer::GoesOnWithWeek(const Date& date) const {
  const uint32_t from = said_week_end_, to = date.mention.span.begin;
  constexpr uint32_t kNear = 30;  // bytes
  if (!said_week_ || to < from || to - from > kNear) return false;
  for (uint32_t t = segments_.TokenAt(from);
       t < segments_.tokens.size() && segments_.tokens[t].begin < to; ++t) {
    const std::string_view word = text_.Norm(segments_.tokens[t].span());
    bool where = false;
    for (const std::string_view known :
         {",",          "(",     "on",      "from",     "between", "to",       "and",
          "or",         "until", "through", "probably", "perhaps", "possibly", "likely",
          "preferably", "maybe", "say",     "how",      "about",   "starting", "beginning"}) {
      where |= word == known;
    }
    if (!where) return false;
  }
  return to > from;
}

// Whether the text named a year or month, after its last day, that the steps can be counted from.
bool Placer::LaterThanNamed(const Reading& r) const {
  if (r.unit == 'M') return story_year_ != 0 && story_end_ > said_day_end_;
  if (r.unit != 'Y' && r.unit != 'T') return false;
  return said_year_ != 0 && said_year_end_ > said_day_end_ && (r.direction > 0 || r.amount > 1) &&
         r.amount == std::floor(r.amount);
}

void Placer::PlaceOffset(Date* date) {
  const Reading& r = date->reading;
  // "two years ago" is counted from the day the story is told on.
  const bool tellers = narrative_ && !r.from_text && r.direction < 0 && day_known_;
  const bool from_text = r.from_text || (narrative_ && !tellers);
  date->anchor = from_text ? Anchor::kText : Anchor::kReference;
  if (r.amount < 0 && !r.from_text) {
    date->value = r.direction < 0 ? "PAST_REF" : "FUTURE_REF";
    return;
  }
  // A year before a quarter that the text named is that quarter of the year before.
  if (r.unit == 'Y' && r.amount == 1 && r.direction < 0 && period_ == 'Q' && !narrative_) {
    date->value = YearValue(quarter_year_ - 1) + "-Q" + std::to_string(quarter_);
    return;
  }
  // "a few days later": some day behind what the text spoke of, nobody knows which.
  const auto base = r.amount < 0  ? std::nullopt
                    : tellers     ? std::optional(now_)
                    : r.from_text ? BaseOf(*date)
                                  : Base(from_text);
  // "two hours later" than a clock time the text just gave.
  if (r.from_text && r.amount > 0 && said_clock_ >= 0 && said_day_ &&
      (r.unit == 'h' || r.unit == 'n')) {
    const int step = static_cast<int>(r.amount * (r.unit == 'h' ? 60 : 1));
    int minutes = said_clock_ + r.direction * step;
    Day day = *said_day_;
    for (; minutes >= kMinutesOfDay; minutes -= kMinutesOfDay) day = AddDays(day, 1);
    for (; minutes < 0; minutes += kMinutesOfDay) day = AddDays(day, -1);
    date->type = Type::kTime;
    date->value = DayValue(day) + ClockValue(minutes / 60, minutes % 60, kUnsaid);
    said_day_ = day;
    said_clock_ = minutes;
    return;
  }
  // "In June 2009 he won. Two years later …": counted from the year or month last said.
  if (r.from_text && !narrative_ && r.amount > 0 && r.unit2 == 0 && LaterThanNamed(r)) {
    if (r.unit == 'M') {
      PutSteps(date, {story_year_, story_month_, 1}, r.unit, r.direction * r.amount);
    } else {
      PutSteps(date, {said_year_, 1, 1}, r.unit, r.direction * r.amount);
    }
    return;
  }
  if (base && r.unit2 != 0) {  // "2 years 1 month ago": as exact as its smaller unit
    const auto first = Stepped(*base, r.unit, static_cast<int>(r.direction * r.amount));
    const auto second = first && r.unit3 != 0
                            ? Stepped(*first, r.unit2, static_cast<int>(r.direction * r.amount2))
                            : first;
    if (second) {
      PutSteps(date, *second, r.unit3 != 0 ? r.unit3 : r.unit2,
               r.direction * (r.unit3 != 0 ? r.amount3 : r.amount2));
      return;
    }
  }
  if (base) {
    PutSteps(date, *base, r.unit, r.direction * r.amount);
    return;
  }
  if (r.amount > 0 && r.unit == 'Y' && (said_year_ != 0 || clock_.known())) {
    const bool unnamed = narrative_ || (r.from_text && day_known_);
    const int year = from_text && said_year_ != 0 ? said_year_ : unnamed ? 0 : clock_.year;
    if (year != 0) {
      date->value = YearValue(year + static_cast<int>(r.direction * r.amount));
      return;
    }
  }
  date->value = Unplaced(r.unit);
}

void Placer::PlaceFromDay(Date* date) {
  const Reading& r = date->reading;
  date->anchor = Anchor::kReference;
  std::optional<Day> base;
  bool any_year = false;  // the day is known, its year is not
  if (!r.fixed.empty()) {
    base = HolidayFor(date);
    if (!base && !clock_.known() && FallsOnOneDay(r.fixed)) {
      base = HolidayOf(r.fixed, kAnyYear);
      any_year = true;
    }
  } else if (r.numbers[0] != kUnsaid) {
    date->anchor = Anchor::kAbsolute;
    const std::vector<Day> days = DaysOf(*date, r.numbers[2]);
    if (!days.empty()) base = days[0];
  } else if (r.month != kUnsaid) {
    date->anchor = r.year != kUnsaid ? Anchor::kAbsolute : Anchor::kReference;
    const int year = r.year != kUnsaid ? r.year : YearFor(*date, r.month, r.day, r.weekday);
    any_year = year == 0;
    base = Day{any_year ? kAnyYear : year, r.month, r.day};
  } else if (r.weekday != kUnsaid && day_known_) {  // the next one
    base = AddDays(now_, (r.weekday - WeekdayOf(now_) + 7) % 7);
  } else if (r.weekday == kUnsaid && day_known_) {
    base = AddDays(now_, r.direction);
  }
  if (base && Valid(*base)) {
    if (!any_year) counted_from_ = base;
    base = Stepped(*base, r.unit, static_cast<int>(r.before_day ? -r.amount : r.amount));
  }
  // "the week before Christmas" is a week, "a week before Christmas" a day.
  const bool week = date->mention.rule.ends_with("week-from-day");
  if (base && any_year && !week) {
    date->value = DayValue({0, base->month, base->day});
  } else if (base && !any_year && Valid(*base)) {
    date->value = week ? WeekValue(WeekOf(*base)) : DayValue(*base);
    said_day_ = base;
  } else {
    date->value = week ? "XXXX-WXX" : "XXXX-XX-XX";
  }
}

// "the first in 45 years", "the worst drought in ten years", "in 30 weeks of talks", "in 30-day
// loans": how long, whatever is to come.
bool Placer::IsMeasured(const Date& date) const {
  constexpr uint32_t kNear = 5;  // tokens
  const std::string_view behind = text_.norm().substr(date.mention.span.end);
  if (behind.starts_with(" of ") || behind.starts_with(" into ") ||
      text_.Norm(date.mention.span).find('-') != std::string_view::npos) {
    return true;
  }
  uint32_t t = segments_.TokenAt(date.mention.span.begin);
  const uint32_t first = SentenceOf(date) < segments_.sentences.size()
                             ? segments_.sentences[SentenceOf(date)].first
                             : t;
  for (uint32_t n = 0; t > first && n < kNear; ++n) {
    const std::string_view word = text_.Norm(segments_.tokens[--t].span());
    if ((word.size() > 3 && word.ends_with("st")) || word == "time" || word == "second" ||
        word == "third" || word == "seen" || word == "never" || word == "ever") {
      return true;
    }
  }
  return false;
}

void Placer::BoundLengths() {
  for (size_t i = 0; i + 1 < dates_.size(); ++i) {
    Date& length = dates_[i];
    const Date& day = dates_[i + 1];
    const Reading& r = length.reading;
    // "the week ended Saturday", "the week to 9 January"
    if (&length == LengthBefore(day) && r.form == Form::kPeriod && day.type == Type::kDate &&
        !day.earliest.empty() && day.earliest == day.latest) {
      const Day last = DayOf(day.latest);
      length.value = WeekValue(WeekOf(last));
      length.earliest = DayValue(AddDays(last, -6));
      length.latest = day.latest;
      continue;
    }
    // "the last three weeks of this year", "the first two days of May"
    if (length.type == Type::kDuration && r.year == kUnsaid && r.unit2 == 0 && r.amount >= 1 &&
        (r.nth > 0 || (r.direction < 0 && !r.from_text)) && !day.earliest.empty() &&
        day.type == Type::kDate &&
        text_.norm().substr(length.mention.span.end,
                            day.mention.span.begin - length.mention.span.end) == " of ") {
      BoundWithin(&length, day);
      continue;
    }
    if (length.type != Type::kDuration || r.form != Form::kDuration || r.unit2 != 0 ||
        r.amount < 1 || !length.earliest.empty() || day.type != Type::kDate ||
        day.earliest.empty() || day.earliest != day.latest) {
      continue;
    }
    const std::string_view between = text_.norm().substr(
        length.mention.span.end, day.mention.span.begin - length.mention.span.end);
    const bool before = between == " before ";
    if (!before && between != " after " && between != " from ") continue;
    const std::string& v = day.earliest;
    const Day there = DayOf(v);
    const auto far = Stepped(there, r.unit, static_cast<int>(before ? -r.amount : r.amount));
    if (!far || !Valid(*far)) continue;
    length.anchor = Anchor::kText;
    length.earliest = before ? DayValue(*far) : v;
    length.latest = before ? v : DayValue(*far);
  }
}

// So many units from the first day, or up to the day before the end.
void Placer::BoundBetween(Date* date, Day first, Day end) {
  const Reading& r = date->reading;
  const bool from_first = r.nth > 0;
  const int steps = static_cast<int>(from_first ? r.amount : -r.amount);
  const auto far = r.unit == 'Q' ? Stepped(from_first ? first : end, 'M', 3 * steps)
                                 : Stepped(from_first ? first : end, r.unit, steps);
  if (!far || !Valid(*far) || (from_first ? end < *far : *far < first)) {
    date->earliest.clear();
    date->latest.clear();
    return;
  }
  date->earliest = DayValue(from_first ? first : *far);
  date->latest = DayValue(AddDays(from_first ? *far : end, -1));
}

// "the last three weeks of this year": weeks of a year are its own, from Monday to Sunday.
void Placer::BoundWithin(Date* length, const Date& whole) {
  length->anchor = Anchor::kText;
  const bool weeks = length->reading.unit == 'W' && whole.value.size() == 4;
  const Day first = DayOf(whole.earliest), end = AddDays(DayOf(whole.latest), 1);
  if (weeks) {
    BoundBetween(length, MondayOf({first.year, 1}), MondayOf({end.year, 1}));
  } else {
    BoundBetween(length, first, end);
  }
}

void Placer::BoundDuration(Date* date) const {
  const Reading& r = date->reading;
  if (r.year != kUnsaid) {  // "the last four months of 2021"
    if (r.nth == 0 || r.unit2 != 0 || r.amount < 1) return;
    date->anchor = Anchor::kAbsolute;
    if (r.unit == 'W') {
      BoundBetween(date, MondayOf({r.year, 1}), MondayOf({r.year + 1, 1}));
    } else {
      BoundBetween(date, {r.year, 1, 1}, {r.year + 1, 1, 1});
    }
    return;
  }
  // "the last two years of the war" end with that, whenever it was.
  if (r.direction < 0 && text_.norm().substr(date->mention.span.end).starts_with(" of ")) return;
  if (!r.anchored || r.amount < 1 || !day_known_ || narrative_) return;
  const Day base = r.from_text && said_day_ ? *said_day_ : now_;
  const int n = r.direction * static_cast<int>(r.amount);
  if (r.unit == 'Q') {  // the quarters that were, or will be, whole
    const Day quarter{base.year, (base.month - 1) / 3 * 3 + 1, 1};
    const Day near = r.direction < 0 ? quarter : AddMonths(quarter, 3);
    const Day far = AddMonths(near, 3 * n);
    date->earliest = DayValue(r.direction < 0 ? far : near);
    date->latest = DayValue(AddDays(r.direction < 0 ? near : far, -1));
  } else {
    std::optional<Day> far;
    if (r.unit == 'T') {
      far = AddMonths(base, 120 * n);
    } else {
      far = Stepped(base, r.unit, n);
    }
    if (far && r.unit2 != 0) {
      far = Stepped(*far, r.unit2, r.direction * static_cast<int>(r.amount2));
    }
    if (far && r.unit3 != 0) {
      far = Stepped(*far, r.unit3, r.direction * static_cast<int>(r.amount3));
    }
    if (!far || !Valid(*far)) return;
    // What is to come begins tomorrow, what has gone by ends today; what is to be done within a
    // length may be done today.
    const bool today = r.direction < 0 || WordBefore(*date) == "within";
    date->earliest = DayValue(r.direction < 0 ? *far : today ? base : AddDays(base, 1));
    date->latest = DayValue(r.direction < 0 ? base : *far);
  }
  date->anchor = r.from_text && said_day_ ? Anchor::kText : Anchor::kReference;
}

void Placer::PlaceDuration(Date* date) {
  if (date->reading.from_day) {
    PlaceFromDay(date);
    return;
  }
  // "It will reopen in two weeks" says when, "it was built in two weeks" how long.
  if (date->reading.amount > 1 && date->reading.direction == 0 && date->reading.unit2 == 0 &&
      date->modifier == nullptr && day_known_ && !narrative_ && WordBefore(*date) == "in" &&
      !IsMeasured(*date) && LeanOf(*date) == Lean::kFuture) {
    date->reading.direction = 1;
    PlaceOffset(date);
    return;
  }
  // "It will be done within ten months": they begin now.
  if (!date->reading.anchored && date->reading.year == kUnsaid && WordBefore(*date) == "within" &&
      LeanOf(*date) == Lean::kFuture) {
    date->reading.anchored = true;
    date->reading.direction = 1;
  }
  const Reading& r = date->reading;
  date->type = Type::kDuration;
  date->value = DurationValue(r.amount, r.unit);
  for (const auto& [unit, amount] : {std::pair{r.unit2, r.amount2}, {r.unit3, r.amount3}}) {
    if (unit == 0) continue;
    std::string more = DurationValue(amount, unit).substr(1);
    if (more.starts_with('T') && date->value.find('T') != std::string::npos) more.erase(0, 1);
    date->value += more;
  }
  if (r.unit == 'M' || r.unit == 'Y') period_ = 'L';
  if (narrative_ && r.year != kUnsaid) {  // "the first two months of 1939": a story goes on in it
    said_year_ = r.year;
    said_month_ = 0;
    said_year_end_ = date->mention.span.end;
  }
  BoundDuration(date);
}

// A winter without its year counts from January: "last winter", said in March, began the year
// before; "this winter", said in November, has yet to begin.
void Placer::MoveWinter(Date* date) const {
  constexpr int kAutumn = 9;
  const Reading& r = date->reading;
  const bool to_begin = r.form == Form::kShift && r.direction == 0 && now_.month >= kAutumn;
  if (r.year != kUnsaid || r.unit != 0 || narrative_ || !day_known_ || to_begin) return;
  for (std::string* const end : {&date->earliest, &date->latest}) {
    const Day day = DayOf(*end);
    Day there{day.year - 1, day.month, day.day};
    if (day.day == LastDayOf(day.year, day.month)) there.day = LastDayOf(there.year, there.month);
    if (Valid(there)) *end = DayValue(there);
  }
}

void Placer::PlaceSet(Date* date) {
  const Reading& r = date->reading;
  date->type = Type::kSet;
  if (!r.fixed.empty()) {
    date->value = std::string(r.fixed);
  } else if (r.weekday != kUnsaid) {
    date->value = "XXXX-WXX-" + std::to_string(r.weekday) + PartOfDay(r);
  } else if (r.day != kUnsaid) {
    date->value = DayValue({0, 0, r.day}).replace(5, 2, "XX");
  } else if (r.month != kUnsaid) {
    date->value = MonthValue(0, r.month);
  } else if (!r.season.empty()) {
    date->value = "XXXX-" + std::string(r.season);
  } else if (r.hour != kUnsaid && (!r.part.empty() || r.unit == 'D' || r.unit == 'N')) {
    date->value = PartOfDay(r);  // of any day, as of one that is not known
  } else if (!r.part.empty()) {
    date->value = "XXXX-XX-XX" + PartOfDay(r);
  } else if (r.unit == 'Q' && r.amount > 0) {  // as "quarterly"
    date->value = DurationValue(3 * r.amount, 'M');
  } else {
    date->value = DurationValue(r.amount, r.unit);
  }
}

void Placer::PlacePeriod(Date* date) {
  const Reading& r = date->reading;
  date->anchor = Anchor::kText;
  const std::string_view what = r.fixed;
  if (what.empty()) {  // year-ago, the year-earlier quarter
    if (r.quarter != kUnsaid && day_known_) {
      const int year = now_.year - (r.quarter * 3 - 2 > now_.month ? 1 : 0);
      date->value = YearValue(year - 1) + "-Q" + std::to_string(r.quarter);
    } else if (period_ == 'Q' && quarter_ != 0) {
      date->value = YearValue(quarter_year_ - 1) + "-Q" + std::to_string(quarter_);
    } else {
      const int year = narrative_ ? said_year_ : clock_.year;
      date->value = year == 0 ? "XXXX" : YearValue(year - 1);
    }
    return;
  }
  const auto base = Base(narrative_);
  if (r.modifier != nullptr && std::string_view(r.modifier) == "end" && base &&
      (what == "year" || what == "month")) {
    const int month = what == "year" ? 12 : base->month;
    int year = narrative_ && said_year_ != 0 ? said_year_ : base->year;
    if (date->mention.rule.ends_with("year-end")) {
      // "has risen since year-end"; "the year-end results" of a year that is young
      const std::string_view behind = text_.norm().substr(date->mention.span.end);
      const bool told = behind.starts_with(" result") || behind.starts_with(" account") ||
                        behind.starts_with(" figure");
      if (what == "year" && !narrative_ &&
          (WordBefore(*date) == "since" || (told && base->month <= 6) ||
           LeanOf(*date) == Lean::kPast)) {
        --year;
      }
      PutDay(date, {year, month, LastDayOf(year, month)}, r);
      return;
    }
  }
  if (what == "quarter" || what == "period") {
    // "the quarter ended Sept. 30": the one that the day behind it closes.
    const Date* const next = date + 1 < dates_.data() + dates_.size() ? date + 1 : nullptr;
    if (quarter_ == 0 && next != nullptr && next->reading.form == Form::kPoint &&
        next->reading.month != kUnsaid &&
        next->mention.span.begin - date->mention.span.end < kEndedBytes) {
      const std::string_view between = text_.norm().substr(
          date->mention.span.end, next->mention.span.begin - date->mention.span.end);
      if (between.find(" end") != std::string_view::npos) {
        const int month = next->reading.month;
        int year = next->reading.year;
        if (year == kUnsaid && day_known_) year = now_.year - (month > now_.month ? 1 : 0);
        if (year > 0) {
          quarter_year_ = year;
          quarter_ = (month + 2) / 3;
          period_ = 'Q';
          date->value = YearValue(year) + "-Q" + std::to_string(quarter_);
          return;
        }
      }
    }
    if (what == "period" && quarter_ == 0 && r.year == kUnsaid && (narrative_ || !r.latest)) {
      date->value = "XXXX";  // any length of time, where no quarter was told of
      return;
    }
    if (r.year != kUnsaid) {
      date->value = YearValue(r.year);
      if (quarter_ != 0 && period_ == 'Q') date->value += "-Q" + std::to_string(quarter_);
      return;
    }
    const bool over =
        quarter_ended_ ||
        (base && quarter_ != 0 && !(*base < AddMonths({quarter_year_, quarter_ * 3 - 2, 1}, 3)));
    if (quarter_ != 0 && (over || !r.latest || !base)) {
      date->value = YearValue(quarter_year_) + "-Q" + std::to_string(quarter_);
    } else if (base) {
      // Nothing named: the last one completed.
      const Day there = AddMonths({base->year, base->month, 1}, -3);
      date->value = YearValue(there.year) + "-Q" + std::to_string((there.month + 2) / 3);
    } else {
      date->value = "XXXX-QX";
    }
    return;
  }
  if (what == "year") {
    const int year = r.year != kUnsaid ? r.year : narrative_ ? said_year_ : clock_.year;
    date->value = year == 0 ? "XXXX" : YearValue(year);
    return;
  }
  if (what == "day") {  // "by the end of the day"
    if (const auto day = Base(date->mention.span.begin - said_day_end_ < kDayHoldsBytes)) {
      PutDay(date, *day, r);
    } else {
      date->value = Unplaced('D');
    }
    return;
  }
  if (what == "weekend") {
    const bool to_come = LeanOf(*date) == Lean::kFuture;
    // "I'll be out on weekend.": the next one.
    const std::string_view behind = text_.norm().substr(date->mention.span.end);
    const bool ends = behind.empty() || behind.find_first_of(".,;\n") == 0;
    if (!base || (r.unit == 'E' && !(to_come && ends && WordBefore(*date) == "on"))) {
      date->value = "XXXX-WXX-WE";
      return;
    }
    const bool ahead = to_come || WeekdayOf(*base) > 5;
    date->value = WeekValue(WeekOf(AddDays(*base, ahead ? 0 : -7))) + "-WE";
    return;
  }
  const char unit = what == "week" ? 'W' : what == "decade" ? 'T' : what == "century" ? 'C' : 'M';
  if (!base) {
    date->value = Unplaced(unit);
    return;
  }
  if (what == "half") {
    date->value = YearValue(base->year) + (base->month <= 6 ? "-H1" : "-H2");
    return;
  }
  PutSteps(date, *base, unit, 0);
}

std::optional<Day> Placer::HolidayFor(Date* date) const {
  const Reading& r = date->reading;
  if (r.year != kUnsaid) return HolidayOf(r.fixed, r.year);
  if (narrative_) {
    date->anchor = Anchor::kText;
    return said_year_ > 0 ? HolidayOf(r.fixed, said_year_) : std::nullopt;
  }
  if (!day_known_) return clock_.known() ? HolidayOf(r.fixed, clock_.year) : std::nullopt;
  date->anchor = Anchor::kReference;
  std::optional<Day> day = HolidayOf(r.fixed, now_.year);
  if (r.form == Form::kHoliday && r.unit == 'Y') {  // "last Christmas"
    if (day && r.direction < 0 && now_ <= *day) return HolidayOf(r.fixed, now_.year - 1);
    if (day && r.direction > 0 && *day <= now_) return HolidayOf(r.fixed, now_.year + 1);
    return day;
  }
  const Lean lean = LeanOf(*date);
  const std::string_view before = WordBefore(*date);
  // "in the week before Christmas", said in January
  constexpr int kJustOver = 45;  // days
  const auto last = HolidayOf(r.fixed, now_.year - (day && *day < now_ ? 0 : 1));
  const bool just_over = last && Serial(now_) - Serial(*last) <= kJustOver;
  const bool future =
      lean == Lean::kFuture ||
      (lean == Lean::kNone && (before == "before" || before == "by" || r.before_day) && !just_over);
  if (day && now_ < *day && !future && Serial(*day) - Serial(now_) > 45) {
    return HolidayOf(r.fixed, now_.year - 1);
  }
  if (day && *day < now_ && future) return HolidayOf(r.fixed, now_.year + 1);
  return day;
}

void Placer::PlaceHoliday(Date* date) {
  const Reading& r = date->reading;
  std::optional<Day> day = HolidayFor(date);
  if (!day && !clock_.known() && r.year == kUnsaid && !narrative_) {
    // The same in every year.
    if (FallsOnOneDay(r.fixed)) day = HolidayOf(r.fixed, kAnyYear);
    if (day) {
      day->year = 0;
      date->value = r.weekend ? "XXXX-WXX-WE" : DayValue(*day);
      return;
    }
  }
  if (day && r.weekend) {
    date->value = WeekendOf(*day);
  } else if (day) {
    PutDay(date, *day, r);
  } else {
    date->value = r.weekend ? "XXXX-WXX-WE" : "XXXX-XX-XX";
  }
}

}  // namespace presscut::date
