#include "extract/kinds/date/place.h"

#include <algorithm>
#include <cmath>

#include "extract/kinds/date/values.h"

namespace presscut::date {
namespace {

constexpr int kAheadMonthDay = 100;    // days a bare month and day may lie ahead
constexpr int kAheadMonth = 2;         // months a bare month may lie ahead
constexpr int kAheadThrough = 7;       // months ahead that something may go on through
constexpr uint32_t kMonthBytes = 100;  // how far behind its month a bare day may stand

}  // namespace

Placer::Placer(const Cues& cues, const text::Text& text, const segment::Segments& segments,
               const Clock& clock, const Customs& customs, std::vector<Date>* dates)
    : cues_(cues),
      text_(text),
      segments_(segments),
      clock_(clock),
      customs_(customs),
      dates_(*dates) {
  now_ = {clock.year, clock.month, clock.day};
  day_known_ = clock.known() && Valid(now_);
}

void Placer::Run() {
  LearnOrder();
  LearnNarrative();
  ShareRanges();
  if (narrative_) LayOutStory();
  for (size_t i = 0; i < dates_.size(); ++i) Place(i);
  BoundLengths();
}

void Placer::Place(size_t at) {
  Date& d = dates_[at];
  d.value.clear();
  d.earliest.clear();
  d.latest.clear();
  d.alternatives.clear();
  d.ambiguous = false;
  d.anchor = Anchor::kAbsolute;
  d.type = Type::kDate;
  d.modifier = d.reading.modifier;
  counted_from_.reset();
  const std::optional<Day> said_before = said_day_;
  switch (d.reading.form) {
    case Form::kPoint:
      PlacePoint(&d);
      break;
    case Form::kNumeric:
      PlaceNumeric(&d);
      break;
    case Form::kShift:
      PlaceShift(&d);
      break;
    case Form::kOffset:
      PlaceOffset(&d);
      break;
    case Form::kDuration:
      PlaceDuration(&d);
      break;
    case Form::kSet:
      PlaceSet(&d);
      break;
    case Form::kPeriod:
      PlacePeriod(&d);
      break;
    case Form::kHoliday:
      PlaceHoliday(&d);
      break;
    case Form::kRef:
      d.value = std::string(d.reading.fixed);
      IntervalOf(d.value, "", &d.earliest, &d.latest);
      if (d.earliest.empty()) d.anchor = Anchor::kReference;
      // What is so now is so on the article's day.
      if (d.value == "PRESENT_REF" && day_known_ && !narrative_) {
        d.earliest = d.latest = DayValue(now_);
      }
      return;
  }
  if (d.type == Type::kDate || d.type == Type::kTime) {
    IntervalOf(d.value, d.modifier == nullptr ? "" : d.modifier, &d.earliest, &d.latest);
    if (d.reading.season == "WI" && !d.earliest.empty()) MoveWinter(&d);
    d.fiscal = d.reading.fiscal && !d.value.empty();
    if (d.fiscal) PlaceFiscal(&d);
    // What is left of a year begins on the day that says so.
    if (const std::string now = DayValue(now_);
        d.reading.rest && day_known_ && !narrative_ && d.earliest < now && now <= d.latest) {
      d.earliest = now;
    }
    if (d.reading.to_date && day_known_ && !narrative_ && !d.earliest.empty() &&
        d.earliest <= DayValue(now_)) {
      d.latest = std::min(d.latest, DayValue(now_));
    }
    // "less than two weeks from today" may be today, "less than a year ago" too.
    if (d.reading.form == Form::kOffset && d.anchor == Anchor::kReference && day_known_) {
      counted_from_ = now_;
    }
    if (const std::string_view modifier = d.modifier == nullptr ? "" : d.modifier;
        counted_from_ && !d.earliest.empty() &&
        (modifier == "less_than" || modifier == "equal_or_less")) {
      const std::string from = DayValue(*counted_from_);
      (from < d.earliest ? d.earliest : d.latest) = from;
    }
    // "4:52 a.m. (2152 GMT on Monday)": the same moment said for another place.
    if (d.type == Type::kTime && said_clock_ >= 0 && InBrackets(d)) said_day_ = said_before;
    Remember(d);
  }
}

// The value keeps the number the words give; only the interval moves.
void Placer::PlaceFiscal(Date* date) const {
  const std::string& v = date->value;
  if (date->earliest.empty() || (customs_.fiscal_month == 1 && customs_.fiscal_day == 1)) return;
  int from = 0, months = 12;  // from the year's begin
  if (v.size() == 7 && (v[5] == 'Q' || v[5] == 'H')) {
    months = v[5] == 'Q' ? 3 : 6;
    from = months * (v[6] - '1');
  } else if (v.size() != 4) {
    return;
  }
  // "the 2015/16 financial year" says the year it begins in.
  const bool names_begin =
      text_.Norm(date->mention.span).find_first_of("/-") != std::string_view::npos && v.size() == 4;
  const Day begin{std::stoi(v.substr(0, 4)) - (names_begin ? 0 : 1), customs_.fiscal_month,
                  customs_.fiscal_day};
  if (begin.year < 1) return;
  date->earliest = DayValue(AddMonths(begin, from));
  date->latest = DayValue(AddDays(AddMonths(begin, from + months), -1));
}

bool Placer::InBrackets(const Date& date) const {
  const uint32_t begin = date.mention.span.begin;
  return begin > 0 && text_.norm()[begin - 1] == '(';
}

std::string_view Placer::WordBefore(const Date& date) const {
  const uint32_t t = segments_.TokenAt(date.mention.span.begin);
  if (t == 0 || t >= segments_.tokens.size()) return {};
  const segment::Token& before = segments_.tokens[t - 1];
  if (before.sentence != segments_.tokens[t].sentence) return {};
  return text_.Norm(before.span());
}

uint32_t Placer::SentenceOf(const Date& date) const {
  const uint32_t t = segments_.TokenAt(date.mention.span.begin);
  return t < segments_.tokens.size() ? segments_.tokens[t].sentence : 0;
}

bool Placer::AloneOnLine(const Date& date) const {
  const uint32_t t = segments_.TokenAt(date.mention.span.begin);
  return t < segments_.tokens.size() &&
         segments_.BlockOf(segments_.tokens[t]).span == date.mention.span;
}

// "next week at 8pm": on a day of it that nobody says.
bool Placer::OnDayUnsaid(const Date& date) const {
  if (&date == dates_.data()) return false;
  const Date& whole = *(&date - 1);
  if (whole.type != Type::kDate || whole.earliest == whole.latest) return false;
  const std::string_view between = Between(whole, date);
  for (const std::string_view word :
       {" ", " at ", " in ", " after ", " before ", " around ", ", at "}) {
    if (between == word) return true;
  }
  return false;
}

std::string_view Placer::Between(const Date& before, const Date& date) const {
  const uint32_t from = before.mention.span.end, to = date.mention.span.begin;
  return to < from ? std::string_view() : text_.norm().substr(from, to - from);
}

const Date* Placer::LengthBefore(const Date& date) const {
  if (&date == dates_.data()) return nullptr;
  const Date& length = *(&date - 1);
  const bool week = length.reading.form == Form::kPeriod && length.reading.fixed == "week";
  if (length.reading.form != Form::kDuration && !week) return nullptr;
  const std::string_view words = text_.Norm(length.mention.span);
  if (!words.starts_with("the ") && !words.starts_with("The ")) return nullptr;
  const std::string_view between = Between(length, date);
  for (const std::string_view end : {" to ", " through ", " ended ", " ending ", " up to "}) {
    if (between == end) return &length;
  }
  return nullptr;
}

int Placer::YearFor(const Date& date, int month, int day, int weekday) {
  if (date.reading.follows) {  // only the second end of a range does
    const Date& first = *(&date - 1);
    const std::string& v = first.value;
    if (v.size() < 7 || v[0] < '0' || v[0] > '9') return 0;
    return std::stoi(v.substr(0, 4)) + (month < first.reading.month ? 1 : 0);
  }
  // A story's "will" looks ahead from the day it is told on.
  if (narrative_ && !(day_known_ && (said_year_ == 0 || IsPromised(date)))) {
    if (const int year = story_years_[&date - dates_.data()]; year != 0) return year;
    if (said_year_ != 0) return said_year_;
    return median_year_ > 0 ? median_year_ : 0;
  }
  if (!clock_.known()) return 0;
  if (!day_known_) return clock_.year;
  if (weekday != kUnsaid && day != kUnsaid) {
    // The weekday tells the year: the nearest in which they agree.
    for (const int off : {0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6}) {
      const Day there{now_.year + off, month, day};
      if (Valid(there) && WeekdayOf(there) == weekday &&
          std::abs(Serial(there) - Serial(now_)) < 366 * 6) {
        return there.year;
      }
    }
  }
  Lean lean = LeanOf(date);
  if (const Date* const length = LengthBefore(date)) {
    // What was told of a length is told when it is over.
    const bool to_come = LeanOf(*length) == Lean::kFuture && WordBefore(date) != "ended";
    lean = to_come ? Lean::kFuture : Lean::kPast;
  }
  if (day != kUnsaid) {
    int ahead_year = now_.year;
    if (Day{now_.year, month, day} < now_) ++ahead_year;
    const int month_day = std::min(day, LastDayOf(ahead_year, month));
    const int ahead = Serial({ahead_year, month, month_day}) - Serial(now_);
    // What is said to go on "from 20 December" has yet to begin.
    if (lean == Lean::kNone && WordBefore(date) == "from") lean = Lean::kFuture;
    const int limit = lean == Lean::kFuture ? kAheadMonthDay + 150 : kAheadMonthDay;
    if (ahead == 0 || WordBefore(date) == "this") return now_.year;
    // Who "will be back 23/12" will be so, however far off that is.
    if (lean == Lean::kFuture && date.mention.rule.ends_with("-going")) return ahead_year;
    if (lean == Lean::kPast) return ahead_year - 1;
    return ahead <= limit ? ahead_year : ahead_year - 1;
  }
  const Date* const end = &date + 1;
  const bool runs =
      end < dates_.data() + dates_.size() && end->reading.follows && end->reading.day == kUnsaid;
  // "will be open from May to September", said in July: what goes on has yet to end.
  if (runs && lean == Lean::kFuture) {
    return now_.year + (end->reading.month < now_.month ? 1 : 0) -
           (end->reading.month < month ? 1 : 0);
  }
  // "Jan-Sept", said in January: the last one.
  if (runs && lean == Lean::kNone) {
    int year = now_.year - (month > now_.month + kAheadMonth ? 1 : 0);
    const int end_year = year + (end->reading.month < month ? 1 : 0);
    if ((end_year - now_.year) * 12 + end->reading.month - now_.month > kAheadMonth) --year;
    return year;
  }
  if (month == now_.month) return now_.year;
  const int ahead = (month - now_.month + 12) % 12;
  const int ahead_year = now_.year + (month < now_.month ? 1 : 0);
  if (lean == Lean::kPast) return ahead_year - 1;
  if (lean == Lean::kFuture) {
    // "this year through August", said in October: nobody means the August that is far off.
    const int limit = WordBefore(date) == "through" ? kAheadThrough : 10;
    return ahead <= limit ? ahead_year : ahead_year - 1;
  }
  // "mid-July" is the nearest, but "Late in February, they were" was.
  const bool nearest = date.modifier != nullptr && !IsTold(date);
  return ahead <= (nearest ? 6 : kAheadMonth) ? ahead_year : ahead_year - 1;
}

Day Placer::WeekdayFor(const Date& date, int weekday) {
  const int back = (WeekdayOf(now_) - weekday + 7) % 7;
  if (back == 0 && !DayJoined(date)) return now_;
  if (const Date* const length = LengthBefore(date);
      length != nullptr && LeanOf(*length) != Lean::kFuture) {
    return AddDays(now_, -back);
  }
  const Lean lean = LeanOf(date);
  // "will meet on Tuesday and Thursday", said on a Thursday
  if (const std::optional<Day> first = lean == Lean::kPast ? std::nullopt : DayJoined(date)) {
    return AddDays(*first, (weekday - WeekdayOf(*first) + 6) % 7 + 1);
  }
  // "a march planned for Saturday … Saturday's march": the day that was told of as to come.
  const bool of_day = text_.norm().substr(date.mention.span.end).starts_with("'s ");
  const bool future = lean == Lean::kFuture ||
                      (lean == Lean::kNone && of_day && (ahead_weekdays_ >> weekday & 1) != 0);
  if (lean == Lean::kFuture) ahead_weekdays_ |= 1U << weekday;
  return future ? AddDays(now_, 7 - back) : AddDays(now_, -back);
}

std::optional<Day> Placer::Base(bool from_text) const {
  if ((from_text || narrative_) && said_day_) return said_day_;
  if (day_known_ && !narrative_) return now_;
  return std::nullopt;
}

std::string Placer::PartOfDay(const Reading& r) const {
  if (r.hour != kUnsaid) return ClockValue(r.hour, r.minute, r.second);
  if (!r.part.empty()) return "T" + std::string(r.part);
  return {};
}

void Placer::PutDay(Date* date, Day day, const Reading& r) {
  date->value = DayValue(day) + PartOfDay(r);
  if (r.hour != kUnsaid || !r.part.empty()) date->type = Type::kTime;
  said_day_ = day;
}

// A year of two digits is of the century that puts it nearest behind the clock, or ten years ahead.
int Placer::CenturyOf(int digits) const {
  const int now = clock_.known() ? clock_.year : 2020;
  return digits + (digits <= now % 100 + 10 ? now / 100 * 100 : now / 100 * 100 - 100);
}

void Placer::PlacePoint(Date* date) {
  Reading& r = date->reading;
  const std::string part = PartOfDay(r);
  if (!part.empty()) date->type = Type::kTime;

  if (r.year != kUnsaid && r.year_unit != YearUnit::kYear) {
    if (r.year_unit == YearUnit::kDecade && r.year_digits == 1) {
      r.year += r.year < 2 ? 200 : 190;  // "the '00s"
    }
    const int width = r.year_unit == YearUnit::kDecade ? 3 : 2;
    std::string digits = std::to_string(r.year);
    digits.insert(0, static_cast<size_t>(std::max(0, width - static_cast<int>(digits.size()))),
                  '0');
    date->value = (r.bc ? "BC" : "") + digits;
    return;
  }
  int year = 0;
  if (r.year != kUnsaid) {
    year = r.year;
    if (r.year_digits == 2 && narrative_) {
      year += median_year_ / 100 * 100;
    } else if (r.year_digits == 2) {
      year = CenturyOf(year);
    }
  } else if (r.unit == 'Y') {  // "June last year"
    if (r.from_text || narrative_) {
      year = said_year_ == 0 ? 0 : said_year_ + r.direction;
      date->anchor = Anchor::kText;
    } else {
      year = clock_.known() ? clock_.year + r.direction : 0;
      date->anchor = Anchor::kReference;
    }
  } else if (r.week != kUnsaid && r.month == kUnsaid && r.unit == 0) {  // "week 10"
    year = narrative_ ? said_year_ : clock_.year;
    date->anchor = narrative_ ? Anchor::kText : Anchor::kReference;
  }
  if (r.bc) year = -year;
  const bool said = year != 0;
  if (!said) date->anchor = narrative_ ? Anchor::kText : Anchor::kReference;

  if (r.week != kUnsaid) {  // "the first week of July"
    int month = r.month;
    if (!said && r.unit == 'M') {  // "the third week of this month"
      const auto base = Base(r.from_text);
      const Day there = base ? AddMonths({base->year, base->month, 1}, r.direction) : Day{};
      year = there.year;
      month = there.month;
    } else if (!said && r.month != kUnsaid) {
      year = YearFor(*date, r.month, kUnsaid, kUnsaid);
    }
    if (year <= 0) {
      date->value = "XXXX-WXX";
      return;
    }
    const int last_month = month == kUnsaid ? 12 : month;
    if (r.week == 9) {
      // The last week is the last that has most of its days inside.
      IsoWeek week = WeekOf({year, last_month, LastDayOf(year, last_month)});
      if (AddDays(MondayOf(week), 3).month != last_month)
        week = WeekOf(AddDays(MondayOf(week), -7));
      date->value = WeekValue(week);
    } else {
      const Day first{year, month == kUnsaid ? 1 : month, 1};
      IsoWeek week = WeekOf(first);
      if (AddDays(MondayOf(week), 3).month != first.month) week = WeekOf(AddDays(first, 7));
      said_week_ = AddDays(MondayOf(week), 7 * (r.week - 1));
      said_week_end_ = date->mention.span.end;
      date->value = WeekValue(WeekOf(*said_week_));
    }
    return;
  }
  if (r.month != kUnsaid) {
    if (!said) year = YearFor(*date, r.month, r.day, r.nth != 0 ? kUnsaid : r.weekday);
    if (r.nth != 0 && r.weekday != kUnsaid && year > 0) {  // "the first Monday of September"
      const Day day = NthWeekday(year, r.month, r.weekday, r.nth);
      if (day.month != r.month) return;
      if (r.weekend) {
        date->value = WeekendOf(day);
      } else {
        PutDay(date, day, r);
      }
      return;
    }
    if (r.day == kUnsaid) {
      date->value = MonthValue(year, r.month);
      return;
    }
    Day day{year, r.month, r.day};
    if (r.nth < 0) day.day = LastDayOf(year <= 0 ? 2001 : year, r.month);  // "the last day of June"
    if (!said && year > 0 && !Valid(day) && Valid({2000, r.month, r.day})) {
      // "Feb. 29": of the nearest leap year.
      for (const int off : {-1, 1, -2, 2, -3, 3, -4, 4}) {
        if (!Valid({year + off, r.month, r.day})) continue;
        day.year = year + off;
        break;
      }
    }
    if (!Valid({year <= 0 ? 2000 : day.year, r.month, day.day})) return;  // no such day
    if (year <= 0) {
      date->value = r.weekend ? "XXXX-WXX-WE" : r.unit == 'W' ? "XXXX-WXX" : DayValue(day) + part;
    } else if (r.weekend) {
      date->value = WeekendOf(day);
    } else if (r.unit == 'W') {  // "the week of March 8"
      date->value = WeekValue(WeekOf(day));
    } else {
      PutDay(date, day, r);
    }
    return;
  }
  if (!r.season.empty()) {
    if (!said) {
      if (narrative_) {
        year = said_year_;
      } else if (day_known_) {
        const int start = SeasonStart(r.season) % 12;  // winter counts from January
        Lean lean = LeanOf(*date);
        // What goes on "from the autumn" has yet to begin.
        if (lean == Lean::kNone && WordBefore(*date) == "from") lean = Lean::kFuture;
        year = now_.year;
        if (start > now_.month && lean != Lean::kFuture) --year;
        if (start + 2 < now_.month && lean == Lean::kFuture) ++year;
      } else {
        year = clock_.year;
      }
    }
    date->value = (year == 0 ? "XXXX" : YearValue(year)) + "-" + std::string(r.season);
    return;
  }
  if (r.quarter != kUnsaid) {
    if (!said) {
      if (narrative_) {
        year = said_year_;
      } else if (day_known_) {
        year = now_.year - (r.quarter * 3 - 2 > now_.month ? 1 : 0);
        if (year != now_.year && LeanOf(*date) == Lean::kFuture) year = now_.year;
      } else {
        year = clock_.year;
      }
    }
    date->value = (year == 0 ? "XXXX" : YearValue(year)) + "-Q" + std::to_string(r.quarter);
    return;
  }
  if (r.half != kUnsaid) {
    if (!said) year = narrative_ ? said_year_ : clock_.year;
    date->value = (year == 0 ? "XXXX" : YearValue(year)) + "-H" + std::to_string(r.half);
    return;
  }
  if (r.year != kUnsaid || r.unit == 'Y') {
    date->value = year == 0 ? "XXXX" : YearValue(year);
    return;
  }
  if (r.nth != 0 && r.weekday != kUnsaid && r.unit == 'M') {  // "the second Sunday of next month"
    if (const auto base = Base(r.from_text)) {
      const Day month = AddMonths({base->year, base->month, 1}, r.direction);
      const Day day = NthWeekday(month.year, month.month, r.weekday, r.nth);
      if (day.month == month.month) PutDay(date, day, r);
    } else {
      date->value = "XXXX-WXX-" + std::to_string(r.weekday) + part;
    }
    return;
  }
  if (r.weekday != kUnsaid && r.day != kUnsaid && day_known_) {
    // "Friday the 15th": the nearest month in which they agree.
    for (const int off : {0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8}) {
      Day day = AddMonths({now_.year, now_.month, 1}, off);
      day.day = r.day;
      if (Valid(day) && WeekdayOf(day) == r.weekday) {
        PutDay(date, day, r);
        return;
      }
    }
  }
  if (r.any) {
    date->value = (r.weekday == kUnsaid ? "XXXX-XX-XX" : "XXXX-WXX-" + std::to_string(r.weekday));
    date->value += part;
    return;
  }
  if (r.weekday != kUnsaid) {
    // A story's weekday is that of the week it has come to, another one its teller's.
    if (narrative_ && said_day_ &&
        (!day_known_ || date->mention.span.begin - said_day_end_ < 2 * kDayHoldsBytes)) {
      date->anchor = Anchor::kText;
      const int ahead = (r.weekday - WeekdayOf(*said_day_) + 7) % 7;
      PutDay(date, AddDays(*said_day_, ahead), r);
    } else if (day_known_ && GoesOnWithWeek(*date)) {
      PutDay(date, AddDays(*said_week_, r.weekday - 1), r);
      said_week_end_ = date->mention.span.end;
    } else if (day_known_) {
      PutDay(date, WeekdayFor(*date, r.weekday), r);
    } else {
      date->value = "XXXX-WXX-" + std::to_string(r.weekday) + part;
    }
    return;
  }
  if (r.day != kUnsaid) {  // "the 14th"
    auto base = Base(true);
    // "next month, perhaps on the 15th"
    if (r.unit == 0 && story_year_ != 0 && story_end_ > said_day_end_ &&
        date->mention.span.begin - story_end_ < kMonthBytes) {
      const Day day{story_year_, story_month_, r.day};
      if (Valid(day)) PutDay(date, day, r);
      return;
    }
    if (!base) {
      date->value = "XXXX-XX-" + std::string(r.day < 10 ? "0" : "") + std::to_string(r.day) + part;
      return;
    }
    Day day{base->year, base->month, r.day};
    if (r.unit == 'M' && day_known_ && !r.from_text) {
      day = AddMonths({now_.year, now_.month, 1}, r.direction);
      day.day = r.nth < 0 ? LastDayOf(day.year, day.month) : static_cast<int>(r.day);
      if (Valid(day)) PutDay(date, day, r);
      return;
    }
    if (!narrative_ && day_known_) {
      const Lean lean = LeanOf(*date);
      if (day < now_ && lean == Lean::kFuture) day = AddMonths({day.year, day.month, 1}, 1);
      if (now_ < day && lean == Lean::kPast) day = AddMonths({day.year, day.month, 1}, -1);
      day.day = r.day;
    }
    if (!Valid(day)) return;
    if (r.unit == 'W') {  // "the week of the 18th"
      date->value = WeekValue(WeekOf(day));
    } else {
      PutDay(date, day, r);
    }
    return;
  }
  if (!part.empty()) {
    // A clock time alone belongs to the day the text just spoke of, else to the article's own.
    // A day still to come that another sentence spoke of is not the one a report of this day goes
    // on with.
    const bool went_on = said_day_ && day_known_ && now_ < *said_day_ &&
                         SentenceOf(*date) != said_sentence_ && LeanOf(*date) != Lean::kFuture;
    const auto base = OnDayUnsaid(*date)
                          ? std::nullopt
                          : Base(!AloneOnLine(*date) && !went_on &&
                                 date->mention.span.begin - said_day_end_ < kDayHoldsBytes);
    // Midnight ends a day, but what has gone on since midnight began with one.
    if (r.hour == 24 && WordBefore(*date) == "since") r.hour = 0;
    const std::string clock = PartOfDay(r);
    if (base) {
      PutDay(date, *base, r);
    } else {
      // As TimeML writes a clock time of which no day is known.
      date->value = r.hour != kUnsaid ? clock : "XXXX-XX-XX" + clock;
    }
  }
}

// Where nothing shows the order, the newspapers that write 4/5/2016 are American, and those that
// write 4.5.2016 are not.
std::vector<Day> Placer::DaysOf(const Date& date, int year) const {
  const int16_t* const n = date.reading.numbers;
  const std::string_view words = text_.Norm(date.mention.span);
  const size_t mark = words.find_first_of("/.-");
  const bool stops = mark != std::string_view::npos && words[mark] == '.';
  const bool month_first = order_ == Order::kAuto ? !stops : order_ != Order::kDayMonth;
  std::vector<Day> days;
  for (const bool month : {month_first, !month_first}) {
    const Day day{year, month ? n[0] : n[1], month ? n[1] : n[0]};
    const bool valid = year == 0 ? Valid({2000, day.month, day.day}) : Valid(day);
    if (valid && (days.empty() || day != days[0])) days.push_back(day);
  }
  return days;
}

// A day early in the week has its weekend before it, one late in the week behind it.
std::string Placer::WeekendOf(Day day) {
  return WeekValue(WeekOf(AddDays(day, WeekdayOf(day) <= 2 ? -7 : 0))) + "-WE";
}

void Placer::PlaceNumeric(Date* date) {
  const Reading& r = date->reading;
  int year = r.numbers[2];
  const bool said = year != kUnsaid;
  if (!said) {
    date->anchor = Anchor::kReference;
    const std::vector<Day> days = DaysOf(*date, 0);
    if (days.empty()) return;
    year = YearFor(*date, days[0].month, days[0].day, kUnsaid);
    if (year == 0) {
      date->value = DayValue(days[0]);
      return;
    }
  }
  if (r.year_digits == 2) {
    if (order_ == Order::kYearMonthDay) {
      const Day day{CenturyOf(r.numbers[0]), r.numbers[1], r.numbers[2]};
      if (Valid(day)) PutDay(date, day, r);
      return;
    }
    year = CenturyOf(year);
    constexpr int kToCome = 30;  // years ahead that something may be said to end
    if (clock_.known() && year + 100 - clock_.year < kToCome && LeanOf(*date) == Lean::kFuture) {
      year += 100;
    }
  }
  const std::vector<Day> days = DaysOf(*date, year);
  if (days.empty()) return;
  PutDay(date, days[0], r);
  if (days.size() > 1 && order_ != Order::kDayMonth && order_ != Order::kMonthDay) {
    date->ambiguous = true;
    date->alternatives.push_back(DayValue(days[1]) + PartOfDay(r));
  }
}

void Placer::Remember(const Date& date) {
  const Reading& r = date.reading;
  if (r.form == Form::kRef || r.form == Form::kDuration || r.form == Form::kSet) return;
  if (r.form != Form::kOffset && !InBrackets(date)) {
    said_clock_ = r.hour == kUnsaid ? -1 : r.hour * 60 + std::max<int>(r.minute, 0);
  }
  const std::string& v = date.value;
  if (narrative_ && v.size() >= 6 && v.starts_with("BC")) {  // counted below nought
    said_year_ = -std::stoi(v.substr(2, 4));
    said_year_end_ = date.mention.span.end;
    said_month_ = v.size() >= 9 && v[7] <= '1' ? std::stoi(v.substr(7, 2)) : 0;
    return;
  }
  if (v.size() < 4 || v[0] < '0' || v[0] > '9' || v[3] < '0' || v[3] > '9') return;
  const int year = std::stoi(v.substr(0, 4));
  if (year == 0) return;
  const bool bare_year = v.size() == 4;
  // "the previous year", "two years ago": a look back, from which the text returns.
  const bool looks_back = bare_year && r.direction < 0 && r.form != Form::kPoint;
  // A year far from what the text is about is an aside; one said again tells nothing new.
  if (looks_back && narrative_) return;
  if (bare_year && year == said_year_) return;
  if (!narrative_ || median_year_ == 0 || std::abs(year - median_year_) <= 25) {
    said_year_ = year;
    said_year_end_ = date.mention.span.end;
    said_month_ =
        v.size() >= 7 && v[4] == '-' && v[5] >= '0' && v[5] <= '1' ? std::stoi(v.substr(5, 2)) : 0;
    if (said_month_ != 0) {
      story_year_ = said_year_;
      story_month_ = said_month_;
      story_end_ = date.mention.span.end;
    }
  }
  if (v.size() >= 10 && v[4] == '-' && v[5] != 'W') {
    said_day_end_ = date.mention.span.end;
    said_sentence_ = SentenceOf(date);
  }
  // A quarter still to come is not the one whose results are told.
  if (r.form == Form::kPoint && r.quarter != kUnsaid && v.size() == 7 && v[5] == 'Q' &&
      (!day_known_ || narrative_ || !(now_ < Day{year, (v[6] - '0') * 3 - 2, 1}))) {
    quarter_year_ = year;
    quarter_ = v[6] - '0';
    quarter_ended_ = r.fiscal || text_.norm().substr(date.mention.span.end).starts_with(" ended");
    period_ = 'Q';
  }
}

}  // namespace presscut::date
