#include "extract/kinds/date/place.h"

#include <algorithm>
#include <cmath>

#include "extract/kinds/date/values.h"

namespace presscut::date {
namespace {

constexpr int kAheadMonthDay = 100;  // days a bare month and day may lie ahead
constexpr int kAheadMonth = 2;       // months a bare month may lie ahead
constexpr int kRollover = 5;         // months a story may fall back before its year is the next
constexpr uint32_t kCueBytes = 70;   // how far before a date its cue may stand

constexpr std::pair<std::string_view, int> kSeasonStarts[] = {
    {"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};

int SeasonStart(std::string_view season) {
  for (const auto& [name, month] : kSeasonStarts) {
    if (name == season) return month;
  }
  return 1;
}

// Words or marks between two dates that make them one range or list.
bool Joins(std::string_view between) {
  while (between.starts_with(' ') || between.starts_with('\n')) between.remove_prefix(1);
  while (between.ends_with(' ') || between.ends_with('\n')) between.remove_suffix(1);
  for (const std::string_view joiner :
       {"-", "to", "and", "or", "until", "till", "through", "&", ",", "/", "\u2014", ", and", "to the",
        "and the", "and on", "up to", "and from", "to about", "and again on"}) {
    if (between == joiner) return true;
  }
  return false;
}

bool HasDate(const Reading& r) {
  return r.year != kUnsaid || r.month != kUnsaid || r.day != kUnsaid || r.weekday != kUnsaid ||
         !r.season.empty() || r.quarter != kUnsaid;
}

}  // namespace

Placer::Placer(const Cues& cues, const text::Text& text, const segment::Segments& segments,
               const Clock& clock, std::vector<Date>* dates)
    : cues_(cues), text_(text), segments_(segments), clock_(clock), dates_(*dates) {
  now_ = {clock.year, clock.month, clock.day};
  day_known_ = clock.known() && Valid(now_);
}

void Placer::Run() {
  LearnOrder();
  LearnNarrative();
  ShareRanges();
  for (size_t i = 0; i < dates_.size(); ++i) Place(i);
}

// A day over 12 in any numeric date shows the order of all of them; else the currency or the spelling of the text may.
void Placer::LearnOrder() {
  bool any = false;
  for (const Date& d : dates_) {
    const Reading& r = d.reading;
    if (r.form != Form::kNumeric) continue;
    any = true;
    if (r.numbers[0] > 12 && r.numbers[1] <= 12) order_ = Order2::kDayMonth;
    if (r.numbers[1] > 12 && r.numbers[0] <= 12) order_ = Order2::kMonthDay;
  }
  if (!any || order_ != Order2::kUnknown) return;
  const std::string_view norm = text_.norm();
  const auto count = [&](std::initializer_list<std::string_view> words) {
    int n = 0;
    for (const std::string_view w : words) n += norm.find(w) != std::string_view::npos;
    return n;
  };
  const int british = count({"\u00A3", "isation", "colour", "favour", "labour", "centre", "defence", "\u20AC"});
  const int american = count({"ization", " color", "favor ", "labor ", " center", "defense", "U.S. dollar"});
  for (const Date& d : dates_) {
    // Where whole dates are written out, their order is the article's.
    const Reading& r = d.reading;
    if (r.form != Form::kPoint || r.day == kUnsaid || r.month == kUnsaid) continue;
    const char first = text_.Norm(d.mention.span)[0];
    order_ = first >= '0' && first <= '9' ? Order2::kDayMonth : Order2::kMonthDay;
    return;
  }
  if (british > american) order_ = Order2::kDayMonth;
  if (american > british) order_ = Order2::kMonthDay;
}

// Prose about the past: many explicit years, nearly all of them well before the clock, and few words that count from
// the article's day.
void Placer::LearnNarrative() {
  std::vector<int> years;
  int from_clock = 0;
  for (const Date& d : dates_) {
    const Reading& r = d.reading;
    if (r.form == Form::kPoint && r.year != kUnsaid && r.year_digits == 4 &&
        r.year_unit == YearUnit::kYear && r.unit == 0) {
      years.push_back(r.bc ? -r.year : r.year);
    } else if ((r.form == Form::kPoint && r.weekday != kUnsaid) ||
               (r.form == Form::kShift && !r.from_text)) {
      ++from_clock;
    }
  }
  if (years.empty()) return;
  std::sort(years.begin(), years.end());
  median_year_ = years[years.size() / 2];
  if (!clock_.known()) return;
  const auto far = std::count_if(years.begin(), years.end(), [&](int y) { return y <= clock_.year - 2; });
  narrative_ = far >= 6 && far * 5 >= static_cast<int>(years.size()) * 4 && from_clock * 3 <= far;
}

// "from 8am to 5pm on February 10", "12-14 March", "June and July 1942": the first takes what only the second says.
void Placer::ShareRanges() {
  for (size_t i = dates_.size(); i-- > 1;) {
    Reading& first = dates_[i - 1].reading;
    const Reading& second = dates_[i].reading;
    if (first.form != Form::kPoint || second.form != Form::kPoint) continue;
    const uint32_t from = dates_[i - 1].mention.span.end, to = dates_[i].mention.span.begin;
    if (to - from > 12 || !Joins(text_.norm().substr(from, to - from))) continue;
    if (first.bare_hour && second.hour >= 12 && first.hour + 12 <= second.hour) {
      first.hour = static_cast<int8_t>(first.hour + 12);
    }
    if (first.hour != kUnsaid && !HasDate(first) && HasDate(second)) {
      first.weekday = second.weekday;
      first.day = second.day;
      first.month = second.month;
      first.year = second.year;
      first.year_digits = second.year_digits;
    } else if (first.day != kUnsaid && first.month == kUnsaid && second.day != kUnsaid &&
               second.month != kUnsaid) {
      first.month = second.month;
      first.year = second.year;
      first.year_digits = second.year_digits;
    } else if (first.month != kUnsaid && first.year == kUnsaid && second.month != kUnsaid &&
               second.year != kUnsaid && (first.day == kUnsaid) == (second.day == kUnsaid) &&
               second.unit == 0 && second.year_digits == 4) {
      first.year = second.year - (first.month > second.month ? 1 : 0);
    } else if (!first.season.empty() && first.year == kUnsaid && !second.season.empty() &&
               second.year != kUnsaid && second.unit == 0) {
      first.year = second.year;
    } else if (first.quarter != kUnsaid && first.year == kUnsaid && second.quarter != kUnsaid &&
               second.year != kUnsaid && second.unit == 0) {
      first.year = second.year;
    }
  }
  // "June 5-7", "1914-18": the second takes what only the first says.
  for (size_t i = 1; i < dates_.size(); ++i) {
    const Reading& first = dates_[i - 1].reading;
    Reading& second = dates_[i].reading;
    if (first.form != Form::kPoint || second.form != Form::kPoint) continue;
    const uint32_t from = dates_[i - 1].mention.span.end, to = dates_[i].mention.span.begin;
    if (to - from > 12 || !Joins(text_.norm().substr(from, to - from))) continue;
    if (first.month != kUnsaid && first.year == kUnsaid && second.month != kUnsaid &&
        second.year == kUnsaid && first.unit == 0 && second.unit == 0) {
      second.follows = true;
    } else if (second.day != kUnsaid && second.month == kUnsaid && second.weekday == kUnsaid &&
        first.month != kUnsaid && first.day != kUnsaid) {
      second.month = first.month;
      if (second.year == kUnsaid) {
        second.year = first.year;
        second.year_digits = first.year_digits;
      } else if (first.year == kUnsaid) {
        dates_[i - 1].reading.year = second.year;
        dates_[i - 1].reading.year_digits = second.year_digits;
      }
    } else if (second.year != kUnsaid && second.year_digits == 2 && second.month == kUnsaid &&
               first.year != kUnsaid && first.year_digits == 4 &&
               first.year_unit == YearUnit::kYear) {
      second.year += first.year / 100 * 100;
      if (second.year < first.year) second.year += 100;
      second.year_digits = 4;
    } else if (second.year_unit == YearUnit::kDecade && second.year_digits == 1 &&
               first.year_unit == YearUnit::kDecade && first.year_digits == 4) {
      second.year += first.year / 10 * 10;
      second.year_digits = 4;
    } else if (second.hour != kUnsaid && !HasDate(second) && first.hour != kUnsaid &&
               HasDate(first)) {
      second.weekday = first.weekday;
      second.day = first.day;
      second.month = first.month;
      second.year = first.year;
      second.year_digits = first.year_digits;
    }
  }
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
  switch (d.reading.form) {
    case Form::kPoint: PlacePoint(&d); break;
    case Form::kNumeric: PlaceNumeric(&d); break;
    case Form::kShift: PlaceShift(&d); break;
    case Form::kOffset: PlaceOffset(&d); break;
    case Form::kDuration: PlaceDuration(&d); break;
    case Form::kSet: PlaceSet(&d); break;
    case Form::kPeriod: PlacePeriod(&d); break;
    case Form::kHoliday: PlaceHoliday(&d); break;
    case Form::kRef:
      d.value = std::string(d.reading.fixed);
      d.anchor = Anchor::kReference;
      return;
  }
  if (d.type == Type::kDate || d.type == Type::kTime) {
    IntervalOf(d.value, d.modifier == nullptr ? "" : d.modifier, &d.earliest, &d.latest);
    Remember(d);
  }
}

Placer::Lean Placer::LeanOf(const Date& date) const {
  const uint32_t begin = date.mention.span.begin;
  uint32_t t = segments_.TokenAt(begin);
  if (t >= segments_.tokens.size()) return Lean::kNone;
  const segment::Sentence& sentence = segments_.sentences[segments_.tokens[t].sentence];
  bool just_before = true;
  int words = 0;
  while (t > sentence.first) {
    const segment::Token& token = segments_.tokens[--t];
    if (begin - token.begin > kCueBytes) break;
    if (!token.Is(segment::kWord | segment::kClitic)) {
      const char mark = text_.norm()[token.begin];
      if (mark == ';' || mark == ':') break;  // another clause
      continue;
    }
    if (++words > 3) just_before = false;
    // "better-than-expected" expects nothing.
    if (t > sentence.first && text_.norm()[segments_.tokens[t - 1].begin] == '-') continue;
    if (cues_.lexicon->Has(token.word, cues_.future)) return Lean::kFuture;
    if (words <= 2 && token.length > 4 && text_.Norm(token.span()).ends_with("ed")) {
      return Lean::kPast;  // "announced Wednesday", "appealed on Wednesday"
    }
    if (just_before && cues_.lexicon->Has(token.word, cues_.past)) return Lean::kPast;
    if (words <= 2 && cues_.lexicon->Has(token.word, cues_.until)) return Lean::kFuture;
    if (text_.Norm(token.span()) == "to" && t > sentence.first) {
      const std::string_view before = text_.Norm(segments_.tokens[t - 1].span());
      if (before == "is" || before == "are" || before == "extended") return Lean::kFuture;
    }
  }
  return Lean::kNone;
}

int Placer::YearFor(const Date& date, int month, int day, int weekday) {
  if (date.reading.follows && said_year_ != 0 && said_month_ != 0) {
    return said_year_ + (month < said_month_ ? 1 : 0);
  }
  if (narrative_) {
    // The months of a story run on: January after December is the next year's.
    if (said_year_ != 0) return said_year_ + (said_month_ - month > kRollover ? 1 : 0);
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
  const Lean lean = LeanOf(date);
  if (day != kUnsaid) {
    int ahead_year = now_.year;
    if (Day{now_.year, month, day} < now_) ++ahead_year;
    const int month_day = std::min(day, LastDayOf(ahead_year, month));
    const int ahead = Serial({ahead_year, month, month_day}) - Serial(now_);
    const int limit = lean == Lean::kFuture ? kAheadMonthDay + 100 : kAheadMonthDay;
    if (ahead == 0) return now_.year;
    if (lean == Lean::kPast) return ahead_year - 1;
    return ahead <= limit ? ahead_year : ahead_year - 1;
  }
  if (month == now_.month) return now_.year;
  const int ahead = (month - now_.month + 12) % 12;
  const int ahead_year = now_.year + (month < now_.month ? 1 : 0);
  if (lean == Lean::kPast) return ahead_year - 1;
  if (lean == Lean::kFuture) return ahead <= 10 ? ahead_year : ahead_year - 1;
  return ahead <= kAheadMonth ? ahead_year : ahead_year - 1;
}

Day Placer::WeekdayFor(const Date& date, int weekday) {
  const int back = (WeekdayOf(now_) - weekday + 7) % 7;
  if (back == 0) return now_;
  return LeanOf(date) == Lean::kFuture ? AddDays(now_, 7 - back) : AddDays(now_, -back);
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

void Placer::PlacePoint(Date* date) {
  Reading& r = date->reading;
  const std::string part = PartOfDay(r);
  if (!part.empty()) date->type = Type::kTime;

  if (r.year != kUnsaid && r.year_unit != YearUnit::kYear) {
    if (r.year_unit == YearUnit::kDecade && r.year_digits == 1) r.year += 190;
    const int width = r.year_unit == YearUnit::kDecade ? 3 : 2;
    std::string digits = std::to_string(r.year);
    digits.insert(0, static_cast<size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0');
    date->value = (r.bc ? "BC" : "") + digits;
    return;
  }
  int year = 0;
  if (r.year != kUnsaid) {
    year = r.year;
    if (r.year_digits == 2) {
      const int now = clock_.known() ? clock_.year : 2020;
      year += year <= now % 100 + 10 ? now / 100 * 100 : now / 100 * 100 - 100;
    }
  } else if (r.unit == 'Y') {  // "June last year"
    if (r.from_text || narrative_) {
      year = said_year_ == 0 ? 0 : said_year_ + r.direction;
      date->anchor = Anchor::kText;
    } else {
      year = clock_.known() ? clock_.year + r.direction : 0;
      date->anchor = Anchor::kReference;
    }
  }
  if (r.bc) {
    std::string digits = YearValue(year);
    date->value = "BC" + digits;
    return;
  }
  const bool said = year != 0;
  if (!said) date->anchor = narrative_ ? Anchor::kText : Anchor::kReference;

  if (r.week != kUnsaid && (said || r.month != kUnsaid)) {  // "the first week of July"
    if (!said) year = YearFor(*date, r.month, kUnsaid, kUnsaid);
    if (year == 0) {
      date->value = "XXXX-WXX";
      return;
    }
    const int last_month = r.month == kUnsaid ? 12 : r.month;
    if (r.week == 9) {
      // The last week is the last that has most of its days inside.
      IsoWeek week = WeekOf({year, last_month, LastDayOf(year, last_month)});
      if (AddDays(MondayOf(week), 3).month != last_month) week = WeekOf(AddDays(MondayOf(week), -7));
      date->value = WeekValue(week);
    } else {
      const Day first{year, r.month == kUnsaid ? 1 : r.month, 1};
      IsoWeek week = WeekOf(first);
      if (AddDays(MondayOf(week), 3).month != first.month) week = WeekOf(AddDays(first, 7));
      date->value = WeekValue(WeekOf(AddDays(MondayOf(week), 7 * (r.week - 1))));
    }
    return;
  }
  if (r.month != kUnsaid) {
    if (!said) year = YearFor(*date, r.month, r.day, r.weekday);
    if (r.day == kUnsaid) {
      date->value = MonthValue(year, r.month);
      return;
    }
    const Day day{year, r.month, r.day};
    if (!Valid({year == 0 ? 2000 : year, r.month, r.day})) return;  // no such day
    if (year == 0) {
      date->value = DayValue(day) + part;
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
        const Lean lean = LeanOf(*date);
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
  if (r.weekday != kUnsaid) {
    if (narrative_ && said_day_) {
      date->anchor = Anchor::kText;
      const int ahead = (r.weekday - WeekdayOf(*said_day_) + 7) % 7;
      PutDay(date, AddDays(*said_day_, ahead), r);
    } else if (day_known_) {
      PutDay(date, WeekdayFor(*date, r.weekday), r);
    } else {
      date->value = "XXXX-WXX-" + std::to_string(r.weekday) + part;
    }
    return;
  }
  if (r.day != kUnsaid) {  // "the 14th"
    const auto base = Base(true);
    if (!base) {
      date->value = "XXXX-XX-" + std::string(r.day < 10 ? "0" : "") + std::to_string(r.day) + part;
      return;
    }
    Day day{base->year, base->month, r.day};
    if (r.unit == 'M' && day_known_ && !r.from_text) {
      day = AddMonths({now_.year, now_.month, 1}, r.direction);
      day.day = r.day;
      if (Valid(day)) PutDay(date, day, r);
      return;
    }
    if (!narrative_ && day_known_) {
      const Lean lean = LeanOf(*date);
      if (day < now_ && lean == Lean::kFuture) day = AddMonths({day.year, day.month, 1}, 1);
      if (now_ < day && lean == Lean::kPast) day = AddMonths({day.year, day.month, 1}, -1);
      day.day = r.day;
    }
    if (Valid(day)) PutDay(date, day, r);
    return;
  }
  if (!part.empty()) {
    // A clock time alone belongs to the day the text just spoke of, else to the article's own.
    const auto base = Base(date->mention.span.begin - said_day_end_ < 300);
    if (base) {
      PutDay(date, *base, r);
    } else {
      date->value = "XXXX-XX-XX" + part;
    }
  }
}

void Placer::PlaceNumeric(Date* date) {
  const Reading& r = date->reading;
  int year = r.numbers[2];
  const bool said = year != kUnsaid;
  if (!said) {
    date->anchor = Anchor::kReference;
    const bool month_first = order_ == Order2::kMonthDay ? r.numbers[0] <= 12 : r.numbers[1] > 12;
    const int month = month_first ? r.numbers[0] : r.numbers[1];
    const int day = month_first ? r.numbers[1] : r.numbers[0];
    if (month < 1 || month > 12 || day < 1 || day > LastDayOf(2000, month)) return;
    year = YearFor(*date, month, day, kUnsaid);
    if (year == 0) {
      date->value = DayValue({0, month, day});
      return;
    }
  }
  if (r.year_digits == 2) {
    const int now = clock_.known() ? clock_.year : 2020;
    year += year <= now % 100 + 10 ? now / 100 * 100 : now / 100 * 100 - 100;
  }
  const Day day_month{year, r.numbers[1], r.numbers[0]}, month_day{year, r.numbers[0], r.numbers[1]};
  const bool dm = Valid(day_month), md = Valid(month_day);
  if (!dm && !md) return;
  const bool take_md = md && (!dm || order_ == Order2::kMonthDay);
  PutDay(date, take_md ? month_day : day_month, r);
  if (dm && md && day_month != month_day && order_ == Order2::kUnknown) {
    date->ambiguous = true;
    date->alternatives.push_back(DayValue(month_day) + PartOfDay(r));
  }
}

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
      date->value = std::to_string((base.year + static_cast<int>(100 * steps)) / 100);
      return;
    default:  // hours and less: the day they lie in is all that is known
      date->value = DayValue(base);
      return;
  }
}

void Placer::PlaceShift(Date* date) {
  const Reading& r = date->reading;
  const bool from_text = r.from_text || narrative_;
  date->anchor = from_text ? Anchor::kText : Anchor::kReference;
  const auto base = Base(from_text);
  const std::string part = PartOfDay(r);
  if (!part.empty()) date->type = Type::kTime;
  if (!base) {
    // Years alone may still be known.
    const int year = from_text && said_year_ != 0 ? said_year_ : clock_.year;
    if (r.unit == 'Y' && year != 0) {
      date->value = YearValue(year + r.direction);
    } else if (r.weekday != kUnsaid) {
      date->value = "XXXX-WXX-" + std::to_string(r.weekday) + part;
    } else if (r.month != kUnsaid) {
      date->value = MonthValue(0, r.month);
    } else if (!r.season.empty()) {
      date->value = "XXXX-" + std::string(r.season);
    } else {
      switch (r.unit) {
        case 'W': date->value = "XXXX-WXX"; break;
        case 'E': date->value = "XXXX-WXX-WE"; break;
        case 'M': date->value = "XXXX-XX"; break;
        case 'Q': date->value = "XXXX-QX"; break;
        case 'Y': date->value = "XXXX"; break;
        case 'T': date->value = "XXX"; break;
        case 'C': date->value = "XX"; break;
        default: date->value = "XXXX-XX-XX" + part; break;
      }
    }
    return;
  }
  if (r.weekday != kUnsaid) {
    if (r.unit == 'W') {  // never set by the rules that name a weekday alone
      PutDay(date, AddDays(MondayOf(WeekOf(AddDays(*base, 7 * r.direction))), r.weekday - 1), r);
      return;
    }
    const int ahead = (r.weekday - WeekdayOf(*base) + 7) % 7;
    const Day monday = MondayOf(WeekOf(*base));
    Day day = AddDays(monday, r.weekday - 1);
    if (r.direction < 0) day = AddDays(*base, ahead - 7);
    if (r.direction > 0) {
      day = r.from_text ? AddDays(*base, ahead == 0 ? 7 : ahead) : AddDays(monday, 7 + r.weekday - 1);
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
    int year = base->year;
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
  PutSteps(date, *base, r.unit, r.direction);
}

void Placer::PlaceOffset(Date* date) {
  const Reading& r = date->reading;
  const bool from_text = r.from_text || narrative_;
  date->anchor = from_text ? Anchor::kText : Anchor::kReference;
  if (r.amount < 0) {
    date->value = r.direction < 0 ? "PAST_REF" : "FUTURE_REF";
    return;
  }
  // A year before a quarter that the text named is that quarter of the year before.
  if (r.unit == 'Y' && r.amount == 1 && r.direction < 0 && period_ == 'Q' && !narrative_) {
    date->value = YearValue(quarter_year_ - 1) + "-Q" + std::to_string(quarter_);
    return;
  }
  const auto base = Base(from_text);
  if (base) {
    PutSteps(date, *base, r.unit, r.direction * r.amount);
    return;
  }
  if (r.unit == 'Y' && (said_year_ != 0 || clock_.known())) {
    const int year = from_text && said_year_ != 0 ? said_year_ : narrative_ ? 0 : clock_.year;
    if (year != 0) {
      date->value = YearValue(year + static_cast<int>(r.direction * r.amount));
      return;
    }
  }
  switch (r.unit) {
    case 'W': date->value = "XXXX-WXX"; break;
    case 'M': date->value = "XXXX-XX"; break;
    case 'Q': date->value = "XXXX-QX"; break;
    case 'Y': date->value = "XXXX"; break;
    case 'T': date->value = "XXX"; break;
    case 'C': date->value = "XX"; break;
    default: date->value = "XXXX-XX-XX"; break;
  }
}

void Placer::PlaceDuration(Date* date) {
  const Reading& r = date->reading;
  date->type = Type::kDuration;
  date->value = DurationValue(r.amount, r.unit);
  if (r.unit2 != 0) {
    std::string more = DurationValue(r.amount2, r.unit2).substr(1);
    if (more.starts_with('T') && date->value.find('T') != std::string::npos) more.erase(0, 1);
    date->value += more;
  }
  if (r.unit == 'M' || r.unit == 'Y') period_ = 'L';
  if (r.anchored && r.amount > 0 && day_known_ && !narrative_) {
    date->anchor = Anchor::kReference;
    const int n = static_cast<int>(r.amount);
    const int days = r.unit == 'D' || r.unit == 'N' ? n : r.unit == 'W' ? 7 * n : r.unit == 'B' ? 14 * n : 0;
    const int months = r.unit == 'M'   ? n
                       : r.unit == 'Q' ? 3 * n
                       : r.unit == 'Y' ? 12 * n
                       : r.unit == 'T' ? 120 * n
                                       : 0;
    if (days == 0 && months == 0) return;
    const auto far = days != 0 ? AddDays(now_, r.direction * days) : AddMonths(now_, r.direction * months);
    date->earliest = DayValue(r.direction < 0 ? far : AddDays(now_, 1));
    date->latest = DayValue(r.direction < 0 ? now_ : far);
  }
}

void Placer::PlaceSet(Date* date) {
  const Reading& r = date->reading;
  date->type = Type::kSet;
  if (!r.fixed.empty()) {
    date->value = std::string(r.fixed);
  } else if (r.weekday != kUnsaid) {
    date->value = "XXXX-WXX-" + std::to_string(r.weekday) + PartOfDay(r);
  } else if (r.month != kUnsaid) {
    date->value = MonthValue(0, r.month);
  } else if (!r.season.empty()) {
    date->value = "XXXX-" + std::string(r.season);
  } else if (!r.part.empty()) {
    date->value = "XXXX-XX-XX" + PartOfDay(r);
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
    const int year = narrative_ && said_year_ != 0 ? said_year_ : base->year;
    if (date->mention.rule.ends_with("year-end")) {
      PutDay(date, {year, month, LastDayOf(year, month)}, r);
      return;
    }
  }
  if (what == "quarter" || what == "period") {
    if (r.year != kUnsaid) {
      date->value = YearValue(r.year);
      if (quarter_ != 0 && period_ == 'Q') date->value += "-Q" + std::to_string(quarter_);
      return;
    }
    if (quarter_ != 0) {
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
  if (what.ends_with("year") || what == "year-end") {
    const int year = r.year != kUnsaid ? r.year : narrative_ ? said_year_ : clock_.year;
    date->value = year == 0 ? "XXXX" : YearValue(year);
    return;
  }
  if (what == "weekend") {
    if (!base || r.unit == 'E') {
      date->value = "XXXX-WXX-WE";
      return;
    }
    const bool ahead = LeanOf(*date) == Lean::kFuture || WeekdayOf(*base) > 5;
    date->value = WeekValue(WeekOf(AddDays(*base, ahead ? 0 : -7))) + "-WE";
    return;
  }
  if (!base) {
    date->value = what == "week" ? "XXXX-WXX" : "XXXX-XX";
    return;
  }
  if (what == "half") {
    date->value = YearValue(base->year) + (base->month <= 6 ? "-H1" : "-H2");
    return;
  }
  PutSteps(date, *base, what == "week" ? 'W' : 'M', 0);
}

void Placer::PlaceHoliday(Date* date) {
  Reading& r = date->reading;
  std::optional<Day> day;
  if (r.year != kUnsaid) {
    day = HolidayOf(r.fixed, r.year);
  } else if (r.unit == 'Y' && day_known_ && !narrative_) {
    date->anchor = Anchor::kReference;
    day = HolidayOf(r.fixed, now_.year);
    if (day && r.direction < 0 && now_ <= *day) day = HolidayOf(r.fixed, now_.year - 1);
    if (day && r.direction > 0 && *day <= now_) day = HolidayOf(r.fixed, now_.year + 1);
  } else if (narrative_) {
    if (said_year_ > 0) day = HolidayOf(r.fixed, said_year_);
    date->anchor = Anchor::kText;
  } else if (day_known_) {
    date->anchor = Anchor::kReference;
    const bool future = LeanOf(*date) == Lean::kFuture;
    day = HolidayOf(r.fixed, now_.year);
    if (day && now_ < *day && !future && Serial(*day) - Serial(now_) > 45) {
      day = HolidayOf(r.fixed, now_.year - 1);
    } else if (day && *day < now_ && future) {
      day = HolidayOf(r.fixed, now_.year + 1);
    }
  } else if (clock_.known()) {
    day = HolidayOf(r.fixed, clock_.year);
  } else if (day = HolidayOf(r.fixed, 2000); day && r.fixed.find('#') == std::string_view::npos &&
                                             !r.fixed.starts_with("easter")) {
    day->year = 0;
    date->value = DayValue(*day);
    return;
  } else {
    day.reset();
  }
  if (day) {
    PutDay(date, *day, r);
  } else {
    date->value = "XXXX-XX-XX";
  }
}

void Placer::Remember(const Date& date) {
  const Reading& r = date.reading;
  if (r.form == Form::kRef || r.form == Form::kDuration || r.form == Form::kSet) return;
  const std::string& v = date.value;
  if (v.size() < 4 || v[0] < '0' || v[0] > '9' || v[3] < '0' || v[3] > '9') return;
  const int year = std::stoi(v.substr(0, 4));
  if (year == 0) return;
  // A year far from what the text is about is an aside.
  if (!narrative_ || median_year_ == 0 || std::abs(year - median_year_) <= 25) {
    said_year_ = year;
    said_month_ = v.size() >= 7 && v[4] == '-' && v[5] >= '0' && v[5] <= '1' ? std::stoi(v.substr(5, 2)) : 0;
  }
  if (v.size() >= 10 && v[4] == '-' && v[5] != 'W') said_day_end_ = date.mention.span.end;
  if (r.form == Form::kPoint && r.quarter != kUnsaid && v.size() == 7 && v[5] == 'Q') {
    quarter_year_ = year;
    quarter_ = v[6] - '0';
    period_ = 'Q';
  }
}

}  // namespace presscut::date
