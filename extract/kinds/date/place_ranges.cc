#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <limits>

#include "extract/kinds/date/place.h"
#include "extract/kinds/date/values.h"

namespace presscut::date {
namespace {

// Words or marks between two dates that make them one range or list.
bool Joins(std::string_view between) {
  while (between.starts_with(' ') || between.starts_with('\n')) between.remove_prefix(1);
  while (between.ends_with(' ') || between.ends_with('\n')) between.remove_suffix(1);
  for (const std::string_view joiner :
       {"-", "to", "and", "or", "until", "till", "through", "&", ",", "/", "\u2014", ", and",
        "to the", "and the", "and on", "up to", "and from", "to about", "and again on"}) {
    if (between == joiner) return true;
  }
  return false;
}

// "(0735 GMT) Friday"
bool ClosesBracket(std::string_view between) {
  return between == ") " || between == ") on " || between == "), ";
}

// Words between a month of a year and another of the same run.
bool GoesOn(std::string_view between) {
  for (const std::string_view joiner : {" and ", " and in ", " and again in ", " and on ", " to ",
                                        " until ", " through ", " or ", " or in "}) {
    if (between == joiner) return true;
  }
  return false;
}

bool HasDate(const Reading& r) {
  return r.year != kUnsaid || r.month != kUnsaid || r.day != kUnsaid || r.weekday != kUnsaid ||
         !r.season.empty() || r.quarter != kUnsaid;
}

constexpr int kAside = 25;             // years from the middle one at which a story does not lie
constexpr uint32_t kStoryBytes = 800;  // how far what was said last holds a story
constexpr size_t kStoryYears = 12;     // years that one month may be of

// A date of a story: the months, counted from year nought, that it may be.
struct StoryStep {
  size_t date = 0;
  int first = 0, last = 0;  // both the month of the year where only that is said: `open`
  bool open = false;
};

// What it costs a story to go from one date to the next: more for further, a little more for back.
int StoryTurn(int from_first, int from_last, const StoryStep& to, int to_first, int to_last,
              bool from_open) {
  constexpr int kTwice = 100;  // for each doubling of the way
  constexpr int kBack = 100;
  const bool back = to_last < from_first;
  const int months = back ? from_first - to_last : std::max(0, to_first - from_last);
  if (months == 0) return 0;
  const int cost = static_cast<int>(std::lround(kTwice * std::log2(1 + months))) + kBack * back;
  // A bare year says little of the month before it.
  return from_open && !to.open && to_first != to_last ? cost * 3 / 10 : cost;
}

}  // namespace

// Stamps without a zone of America are read day first, as those of the papers that put figures over
// an article are.
Order OrderOfStamp(std::string_view stamp) {
  int numbers[2] = {0, 0};
  size_t at = stamp.find_first_of("0123456789");
  for (int& n : numbers) {
    const size_t from = at;
    for (; at < stamp.size() && stamp[at] >= '0' && stamp[at] <= '9'; ++at) {
      n = n * 10 + (stamp[at] - '0');
    }
    if (at == from || at - from > 2 || at >= stamp.size()) return Order::kAuto;
    if (stamp[at] != '/' && stamp[at] != '.' && stamp[at] != '-') return Order::kAuto;
    ++at;
  }
  if (numbers[0] > 12) return Order::kDayMonth;
  if (numbers[1] > 12) return Order::kMonthDay;
  for (const std::string_view zone : {" ET", " EST", " EDT", " CT", " CST", " CDT", " MT", " MST",
                                      " MDT", " PT", " PST", " PDT"}) {
    if (stamp.ends_with(zone)) return Order::kMonthDay;
  }
  return Order::kDayMonth;
}

// A day over 12 in any numeric date shows the order of all of them; else the currency or the
// spelling of the text may.
void Placer::LearnOrder() {
  order_ = customs_.order;
  if (order_ != Order::kAuto) return;
  bool any = false;
  for (const Date& d : dates_) {
    const Reading& r = d.reading;
    if (r.form != Form::kNumeric) continue;
    any = true;
    if (r.numbers[0] > 12 && r.numbers[1] <= 12) order_ = Order::kDayMonth;
    if (r.numbers[1] > 12 && r.numbers[0] <= 12) order_ = Order::kMonthDay;
  }
  if (!any || order_ != Order::kAuto) return;
  const std::string_view norm = text_.norm();
  const auto count = [&](std::initializer_list<std::string_view> words) {
    int n = 0;
    for (const std::string_view w : words) n += norm.find(w) != std::string_view::npos;
    return n;
  };
  const int british =
      count({"\u00A3", "isation", "colour", "favour", "labour", "centre", "defence", "\u20AC"});
  const int american =
      count({"ization", " color", "favor ", "labor ", " center", "defense", "U.S. dollar"});
  for (const Date& d : dates_) {
    // Where whole dates are written out, their order is the article's.
    const std::string_view rule = d.mention.rule;
    if (rule.ends_with("day-month")) order_ = Order::kDayMonth;
    if (rule.ends_with("month-day") && !rule.ends_with("year-month-day")) order_ = Order::kMonthDay;
    if (order_ != Order::kAuto) return;
  }
  for (const auto& stamp : {segments_.header.published, segments_.header.updated}) {
    if (stamp) order_ = OrderOfStamp(text_.Norm(*stamp));
    if (order_ != Order::kAuto) return;
  }
  if (british > american) order_ = Order::kDayMonth;
  if (american > british) order_ = Order::kMonthDay;
}

// The weekday still to come that the date goes on from: "on Tuesday and Thursday".
std::optional<Day> Placer::DayJoined(const Date& date) const {
  if (&date == dates_.data() || !said_day_ || !(now_ < *said_day_)) return std::nullopt;
  const Date& first = *(&date - 1);
  const bool weekday = first.reading.form == Form::kPoint && first.reading.weekday != kUnsaid &&
                       first.earliest == DayValue(*said_day_);
  return weekday && Joins(Between(first, date)) ? said_day_ : std::nullopt;
}

// Prose about the past: many explicit years, nearly all of them well before the clock, and few
// words that count from the article's day. News looks back on few years, and not so far.
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
  constexpr int kWithinMemory = 25;  // years
  const auto far =
      std::count_if(years.begin(), years.end(), [&](int y) { return y <= clock_.year - 2; });
  const auto all = static_cast<int>(years.size());
  narrative_ = from_clock * (clock_.year - median_year_ < kWithinMemory ? 8 : 3) <= far &&
               ((far >= 6 && far * 5 >= all * 4) || (far >= 12 && far * 2 >= all));
}

// A month of a story has the year that makes the way from the date before to the dates behind it
// short: in "February 1945 … by the start of July … by August … mid-June 1944" July is of 1944.
void Placer::LayOutStory() {
  story_years_.assign(dates_.size(), 0);
  std::vector<StoryStep> steps;
  for (size_t i = 0; i < dates_.size(); ++i) {
    const Reading& r = dates_[i].reading;
    if (r.form != Form::kPoint || r.follows) continue;
    const bool year = r.year != kUnsaid && r.year_unit == YearUnit::kYear && r.year_digits == 4;
    if (year && (r.bc || std::abs(r.year - median_year_) > kAside)) continue;
    if (year && r.month != kUnsaid) {
      const int month = r.year * 12 + r.month - 1;
      steps.push_back({i, month, month, false});
    } else if (year && !steps.empty() && !steps.back().open && steps.back().date + 1 == i &&
               steps.back().first != steps.back().last &&
               Joins(Between(dates_[i - 1], dates_[i]))) {
      steps.back().last = std::max(steps.back().last, r.year * 12 + 11);  // "1961-1963"
      steps.back().date = i;
    } else if (year) {
      steps.push_back({i, r.year * 12, r.year * 12 + 11, false});
    } else if (r.month != kUnsaid && r.year == kUnsaid && r.unit != 'Y' && r.unit != 'M') {
      steps.push_back({i, r.month - 1, r.month - 1, true});
    }
  }
  // The years of the dates that say theirs, before and behind, and those beside them.
  struct Way {
    int year = 0;  // of an open step
    int64_t cost = 0;
    size_t from = 0;  // the way before
  };
  std::vector<std::vector<Way>> ways(steps.size());
  const auto offer = [&](std::vector<Way>* years, int month) {
    for (int year = month / 12 - 1; year <= month / 12 + 1; ++year) {
      const auto same = [year](const Way& way) { return way.year == year; };
      if (years->size() < kStoryYears && std::none_of(years->begin(), years->end(), same)) {
        years->push_back({year});
      }
    }
  };
  for (const bool behind : {false, true}) {
    const StoryStep* said = nullptr;
    for (size_t n = 0; n < steps.size(); ++n) {
      const size_t s = behind ? steps.size() - 1 - n : n;
      if (!steps[s].open) {
        said = &steps[s];
        ways[s].assign(1, {});
      } else if (said != nullptr) {
        offer(&ways[s], said->first);
        offer(&ways[s], said->last);
      }
    }
  }
  const auto months = [&](size_t s, const Way& way) {
    const int shift = steps[s].open ? way.year * 12 : 0;
    return std::pair(steps[s].first + shift, steps[s].last + shift);
  };
  for (size_t s = 1; s < steps.size(); ++s) {
    const uint32_t gap =
        dates_[steps[s].date].mention.span.begin - dates_[steps[s - 1].date].mention.span.end;
    const int hold = gap > kStoryBytes ? 6 : 10;  // tenths
    for (Way& way : ways[s]) {
      const auto [to_first, to_last] = months(s, way);
      way.cost = std::numeric_limits<int64_t>::max();
      for (size_t from = 0; from < ways[s - 1].size(); ++from) {
        const auto [first, last] = months(s - 1, ways[s - 1][from]);
        const int turn = StoryTurn(first, last, steps[s], to_first, to_last, steps[s - 1].open);
        const int64_t cost = ways[s - 1][from].cost + turn * hold / 10;
        if (cost < way.cost) {
          way.cost = cost;
          way.from = from;
        }
      }
    }
  }
  if (steps.empty() || ways.back().empty()) return;
  const auto shorter = [](const Way& a, const Way& b) { return a.cost < b.cost; };
  size_t at =
      std::min_element(ways.back().begin(), ways.back().end(), shorter) - ways.back().begin();
  for (size_t s = steps.size(); s-- > 0;) {
    if (steps[s].open) story_years_[steps[s].date] = ways[s][at].year;
    at = ways[s][at].from;
  }
}

// "from 8am to 5pm on February 10", "12-14 March", "June and July 1942": the first takes what only
// the second says.
void Placer::ShareRanges() {
  for (size_t i = dates_.size(); i-- > 1;) {
    Reading& first = dates_[i - 1].reading;
    const Reading& second = dates_[i].reading;
    // "10/1-11/2/2017"
    if (first.form == Form::kNumeric && second.form == Form::kNumeric &&
        first.numbers[2] == kUnsaid && second.numbers[2] != kUnsaid &&
        Joins(Between(dates_[i - 1], dates_[i]))) {
      first.numbers[2] = second.numbers[2];
      first.year_digits = second.year_digits;
    }
    // "from 8am to 5pm tomorrow"
    if (first.form == Form::kPoint && first.hour != kUnsaid && !HasDate(first) && first.unit == 0 &&
        second.form == Form::kShift && second.hour != kUnsaid &&
        Joins(Between(dates_[i - 1], dates_[i]))) {
      first.form = Form::kShift;
      first.unit = second.unit;
      first.direction = second.direction;
      first.from_text = second.from_text;
      first.weekday = second.weekday;
    }
    if (first.form != Form::kPoint || second.form != Form::kPoint) continue;
    const uint32_t from = dates_[i - 1].mention.span.end, to = dates_[i].mention.span.begin;
    // "Monday (January 18)" is that day.
    if (first.weekday != kUnsaid && first.day == kUnsaid && first.month == kUnsaid &&
        second.day != kUnsaid && second.month != kUnsaid && second.weekday == kUnsaid &&
        text_.norm().substr(from, to - from) == " (") {
      first.day = second.day;
      first.month = second.month;
      first.year = second.year;
      first.year_digits = second.year_digits;
      continue;
    }
    // "10:35 a.m. (0735 GMT) Friday": the day behind the bracket is that of both clocks.
    const bool behind =
        ClosesBracket(Between(dates_[i - 1], dates_[i])) && InBrackets(dates_[i - 1]);
    const bool around = text_.norm().substr(from, to - from) == " (" && second.hour != kUnsaid &&
                        i + 1 < dates_.size() && ClosesBracket(Between(dates_[i], dates_[i + 1]));
    if ((behind || around) && first.hour != kUnsaid && !HasDate(first) && HasDate(second)) {
      first.weekday = second.weekday;
      first.day = second.day;
      first.month = second.month;
      first.year = second.year;
      first.year_digits = second.year_digits;
      continue;
    }
    if (to - from > 12 || !Joins(text_.norm().substr(from, to - from))) continue;
    if (first.bare_hour && second.hour >= 12 && first.hour + 12 <= second.hour) {
      first.hour = static_cast<int8_t>(first.hour + 12);
    }
    if (first.bare_hour && !second.bare_hour && second.hour != kUnsaid &&
        second.hour < first.hour && second.hour < 12) {
      first.hour = static_cast<int8_t>((first.hour + 12) % 24);  // "from 11 to 3am"
    }
    if (first.hour != kUnsaid && !HasDate(first) && HasDate(second)) {
      first.weekday = second.weekday;
      first.day = second.day;
      first.month = second.month;
      first.year = second.year;
      first.year_digits = second.year_digits;
    } else if (first.day != kUnsaid && first.month == kUnsaid && first.unit == 0 &&
               second.day != kUnsaid && second.month == kUnsaid && second.unit == 'M') {
      first.unit = second.unit;  // "between 4 and 22 this month"
      first.direction = second.direction;
      first.from_text = second.from_text;
    } else if (first.day != kUnsaid && first.month == kUnsaid && first.unit == 0 &&
               second.day != kUnsaid && second.month != kUnsaid) {
      first.month = second.month;
      first.year = second.year;
      first.year_digits = second.year_digits;
    } else if (first.month != kUnsaid && first.year == kUnsaid && second.month != kUnsaid &&
               second.year != kUnsaid && (first.day == kUnsaid || second.day != kUnsaid) &&
               second.unit == 0 && second.year_digits == 4) {
      first.year = second.year - (first.month > second.month ? 1 : 0);
      first.bc = second.bc;
    } else if (!first.season.empty() && first.year == kUnsaid && !second.season.empty() &&
               second.year != kUnsaid && second.unit == 0) {
      first.year = second.year;
      first.bc = second.bc;
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
    if (to - from > 14) continue;
    const std::string_view between = text_.norm().substr(from, to - from);
    // "in March 2014 and again in May", "from November 2014 until March"
    if (first.month != kUnsaid && first.year != kUnsaid && first.year_digits == 4 && !first.bc &&
        second.month != kUnsaid && second.year == kUnsaid && second.unit == 0 &&
        second.weekday == kUnsaid && GoesOn(between)) {
      second.year = first.year + (second.month < first.month ? 1 : 0);
      second.year_digits = 4;
      continue;
    }
    if (!Joins(between)) continue;
    const bool runs = between.find("and") == std::string_view::npos &&
                      between.find("or") == std::string_view::npos &&
                      between.find(',') == std::string_view::npos;
    if (runs && first.month != kUnsaid && first.year == kUnsaid && second.month != kUnsaid &&
        second.year == kUnsaid && first.unit == 0 && second.unit == 0) {
      second.follows = true;
    } else if (second.day != kUnsaid && second.month == kUnsaid && second.weekday == kUnsaid &&
               first.month != kUnsaid && first.day != kUnsaid) {
      second.month = first.month;
      if (second.year == kUnsaid) {
        second.year = first.year;
        second.year_digits = first.year_digits;
        second.follows = first.year == kUnsaid;
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

}  // namespace presscut::date
