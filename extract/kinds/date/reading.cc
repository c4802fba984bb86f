#include "extract/kinds/date/reading.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <utility>

#include "extract/text/unicode.h"

namespace presscut::date {
namespace {

using match::MatchView;

int Number(std::string_view s, int otherwise = kUnsaid) {
  int n = otherwise;
  if (s.starts_with('+')) s.remove_prefix(1);
  std::from_chars(s.data(), s.data() + s.size(), n);
  return n;
}

// A group under its own name or under "<name>_b", which stands where one pattern needs the group
// twice.
std::string_view GetEither(const MatchView& view, std::string_view name, std::string_view second) {
  const std::string_view got = view.Get(name);
  return got.empty() ? view.Get(second) : got;
}
std::string_view ValueOfEither(const MatchView& view, std::string_view name,
                               std::string_view second) {
  return view.Has(name) ? view.Value(name) : view.Value(second);
}

int8_t Small(int n) { return static_cast<int8_t>(n); }

struct NumberWord {
  std::string_view word;
  double value;
  bool multiplies;  // "three hundred", "a couple"
};
constexpr NumberWord kNumberWords[] = {
    {"one", 1, false},       {"two", 2, false},        {"three", 3, false},
    {"four", 4, false},      {"five", 5, false},       {"six", 6, false},
    {"seven", 7, false},     {"eight", 8, false},      {"nine", 9, false},
    {"ten", 10, false},      {"eleven", 11, false},    {"twelve", 12, false},
    {"thirteen", 13, false}, {"fourteen", 14, false},  {"fifteen", 15, false},
    {"sixteen", 16, false},  {"seventeen", 17, false}, {"eighteen", 18, false},
    {"nineteen", 19, false}, {"twenty", 20, false},    {"thirty", 30, false},
    {"forty", 40, false},    {"fifty", 50, false},     {"sixty", 60, false},
    {"seventy", 70, false},  {"eighty", 80, false},    {"ninety", 90, false},
    {"a", 1, false},         {"an", 1, false},         {"another", 1, false},
    {"single", 1, false},    {"couple", 2, true},      {"dozen", 12, true},
    {"hundred", 100, true},  {"thousand", 1000, true}, {"million", 1000000, true}};

// Words for a number nobody counted.
constexpr std::string_view kVague[] = {"several",   "few",      "some",     "many",
                                       "dozens",    "hundreds", "number",   "handful",
                                       "countless", "multi",    "thousands"};

// "1,200", "2.5", "1/2" at *at, which is moved behind it.
double ReadDigits(std::string_view words, size_t* at) {
  double number = 0, scale = 0;
  for (; *at < words.size(); ++*at) {
    const char c = words[*at];
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      scale *= 10;
    } else if (c == '.') {
      scale = 1;
    } else if (c != ',') {
      break;
    }
  }
  if (scale > 0) number /= scale;
  if (*at + 1 < words.size() && words[*at] == '/') {
    const int below = words[*at + 1] - '0';
    if (below > 0 && below <= 9) number /= below;
    *at += 2;
  }
  return number;
}

void ReadClock(const MatchView& view, Reading* r) {
  int hour = kUnsaid, minute = 0;
  if (const auto h = view.Get("hour"); !h.empty()) {
    hour = Number(h);
    minute = Number(view.Get("minute"), 0);
  } else if (const auto h24 = view.Get("hour24"); !h24.empty()) {
    hour = Number(h24);
    minute = Number(view.Get("minute24"), 0);
  } else if (const auto hhmm = view.Get("hhmm"); !hhmm.empty()) {
    minute = Number(hhmm.substr(hhmm.size() - 2));
    std::string_view hours = hhmm.substr(0, hhmm.size() - 2);
    if (hours.ends_with('.')) hours.remove_suffix(1);
    hour = Number(hours);
  } else if (const auto digit = view.Get("hourdigit"); !digit.empty()) {
    hour = Number(digit);
    minute = Number(view.Get("minute"), 0);
  } else if (view.Has("hourword")) {
    hour = Number(view.Value("hourword"));
  } else if (view.Has("noon")) {
    hour = Number(view.Value("noon"));
  } else {
    return;
  }
  // "seven thirty pm", "eleven five"
  if (const auto words = GetEither(view, "minutewords", "minutewords_b"); !words.empty()) {
    minute = static_cast<int>(ParseAmount(words));
  }
  // "half past two", "a quarter to eight"
  if (const auto minutes = GetEither(view, "clockminutes", "clockminutes_b"); !minutes.empty()) {
    const std::string lower = text::ToLower(minutes);
    const int step = lower == "half" ? 30
                     : lower.find("quarter") != std::string::npos
                         ? 15
                         : static_cast<int>(ParseAmount(lower));
    minute += view.Has("clockside_b") ? -step : step;
    if (minute < 0) {
      minute += 60;
      hour = hour == 1 ? 12 : hour - 1;
    }
  }
  const std::string_view ampm = view.Get("ampm");
  // "8 this evening" is said of the clock too; "2 tonight" may well be after midnight.
  const bool said = view.Has("clockpart") || !ampm.empty() || (hour < 5 && r->part == "NI");
  const std::string_view part = said ? view.Value("clockpart") : r->part;
  const bool pm = (!ampm.empty() && (ampm[0] | 0x20) == 'p') || part == "AF" || part == "EV" ||
                  (part == "NI" && hour >= 5) || view.Has("clocknight") ||
                  (view.Has("lunchtime") && hour < 11);
  const bool am = (!ampm.empty() && (ampm[0] | 0x20) == 'a') || part == "MO";
  if ((part == "NI" || view.Has("clocknight")) && ampm.empty() && hour == 12) {
    hour = 24;  // "at 12 in the night"
  }
  if (pm && hour < 12) hour += 12;
  if (am && hour == 12) hour = 0;
  r->hour = Small(hour);
  r->minute = Small(minute);
  if (const auto s = GetEither(view, "second", "second12"); !s.empty()) {
    r->second = Small(Number(s));
  }
  std::string_view zone = ValueOfEither(view, "zone", "zone_b");
  if (zone.empty()) zone = view.Value("zone_c");
  if (!zone.empty()) {
    const size_t colon = zone.find(':');
    const int hours = Number(zone.substr(0, colon));
    const int minutes = colon == std::string_view::npos ? 0 : Number(zone.substr(colon + 1));
    r->zone = static_cast<int16_t>(hours * 60 + minutes);
  }
  if (view.Has("zulu")) r->zone = 0;
  if (const auto offset = view.Get("offset"); offset.size() >= 5) {
    const int minutes = Number(offset.substr(1, 2)) * 60 + Number(offset.substr(offset.size() - 2));
    r->zone = static_cast<int16_t>(offset[0] == '-' ? -minutes : minutes);
  }
}

// "the year two thousand and five", "nineteen ninety-six".
int YearOfWords(std::string_view words) {
  const size_t thousand = words.find("thousand");
  if (thousand != std::string_view::npos) {
    std::string_view rest = words.substr(thousand + 8);
    if (rest.starts_with(" and")) rest.remove_prefix(4);
    return 2000 + static_cast<int>(ParseAmount(rest));
  }
  const size_t space = words.find(' ');
  const size_t hundred = words.find(" hundred");
  if (hundred != std::string_view::npos) {
    return static_cast<int>(ParseAmount(words.substr(0, hundred))) * 100 +
           static_cast<int>(ParseAmount(words.substr(hundred + 8)));
  }
  const int hundreds = static_cast<int>(ParseAmount(words.substr(0, space)));
  return hundreds * 100 + static_cast<int>(ParseAmount(words.substr(space + 1)));
}

void ReadYear(const MatchView& view, Reading* r) {
  if (const auto y = GetEither(view, "year", "year_b"); !y.empty()) {
    r->year = Number(y);
  } else if (const auto two = view.Get("year2"); !two.empty()) {
    r->year = Number(two);
    r->year_digits = 2;
  } else if (const auto words = view.Get("yearwords"); !words.empty()) {
    r->year = YearOfWords(text::ToLower(words));
  } else if (const auto decade = view.Get("decade"); !decade.empty()) {
    r->year = Number(decade);
    r->year_unit = YearUnit::kDecade;
  } else if (const auto decade2 = GetEither(view, "decade2", "decade2_b"); !decade2.empty()) {
    r->year = Number(decade2);
    r->year_unit = YearUnit::kDecade;
    r->year_digits = 1;
  } else if (view.Has("decade_word")) {
    r->year = Number(view.Value("decade_word"));
    r->year_unit = YearUnit::kDecade;
    r->year_digits = 1;
  } else if (const auto century = view.Get("century"); !century.empty()) {
    r->year = Number(century) - 1;
    r->year_unit = YearUnit::kCentury;
  }
  const std::string_view era = view.Get("era");
  r->bc = !era.empty() && (era[0] | 0x20) == 'b';
  r->fiscal = view.Has("fiscal") || view.Has("fiscal2") || view.Has("fiscal3");
}

// False where the month is the verb after all, which one that is `sure` is not.
bool ReadCalendar(const MatchView& view, bool sure, Reading* r) {
  ReadYear(view, r);
  if (view.Has("month") || view.Has("month_b")) {
    const std::string_view value = ValueOfEither(view, "month", "month_b");
    r->month = Small(value.empty() ? Number(GetEither(view, "month", "month_b")) : Number(value));
  } else if (view.Has("month_sure")) {
    r->month = Small(Number(view.Value("month_sure")));
  } else if (view.Has("month_doubtful")) {
    r->month = Small(Number(view.Value("month_doubtful")));
  }
  const std::string_view month = GetEither(view, "month", "month_b");
  if (!sure && (month == "may" || month == "march" || month == "mar") &&
      (r->year == kUnsaid || !(view.Has("day") || view.Has("day_b"))))
    return false;
  if (const auto d = GetEither(view, "day", "day_b"); !d.empty()) r->day = Small(Number(d));
  if (view.Has("dayordinal")) r->day = Small(Number(view.Value("dayordinal")));
  if (view.Has("dayfirst")) r->day = 1;
  if (view.Has("daylast")) {
    r->day = 31;  // or the last there is
    r->nth = -1;
  }
  if (view.Has("ofyear")) r->month = r->nth < 0 ? 12 : 1;  // "the last day of this year"
  // "the ninth month of next year", "the last month of 2015"
  if (view.Has("monthlast")) r->month = 12;
  if (view.Has("monthordinal")) r->month = Small(Number(view.Value("monthordinal")));
  if (const auto n = view.Get("monthdigit"); !n.empty()) r->month = Small(Number(n));
  if (r->month > 12) return false;
  if (const auto words = view.Get("daywords"); !words.empty()) {  // "May twenty-one"
    r->day = Small(static_cast<int>(ParseAmount(words)));
  }
  if (view.Has("ordinal")) {
    const int n = Number(view.Value("ordinal"));
    if (r->year == kUnsaid && r->month == kUnsaid && !view.Has("weekday")) {
      r->year = n - 1;  // "the nineteenth century"
      r->year_unit = YearUnit::kCentury;
    } else {
      r->day = Small(n);
    }
  }
  if (view.Has("weekday") || view.Has("weekday_b")) {
    r->weekday = Small(Number(ValueOfEither(view, "weekday", "weekday_b")));
  }
  if (view.Has("weekdays")) r->weekday = Small(Number(view.Value("weekdays")));
  if (view.Has("season")) r->season = view.Value("season");
  if (view.Has("season_sure")) r->season = view.Value("season_sure");
  if (view.Has("quarter_ordinal")) r->quarter = Small(Number(view.Value("quarter_ordinal")));
  if (const auto q = GetEither(view, "quarter", "quarter_b"); !q.empty()) {
    r->quarter = Small(Number(q));
  }
  if (const auto h = GetEither(view, "halfdigit", "halfdigit_b"); !h.empty()) {
    r->half = Small(Number(h));
  }
  if (view.Has("half_ordinal")) r->half = Small(Number(view.Value("half_ordinal")));
  if (const auto w = view.Get("week"); !w.empty()) r->week = Small(Number(w));
  if (view.Has("weekof")) r->unit = 'W';
  if (view.Has("weekend")) {
    r->weekend = true;
    if (view.Has("nthlast") || view.Has("nth") || view.Has("nthdigit")) r->weekday = 6;
  }
  if (view.Has("weekday") || r->weekend) {
    if (view.Has("nthlast")) r->nth = -1;
    if (view.Has("nth")) r->nth = Small(Number(view.Value("nth")));
    if (view.Has("nthdigit")) r->nth = Small(Number(view.Get("nthdigit")));
  }
  if (view.Has("weekofmonth")) {  // "the last week of July": 5, the last there is
    r->week = Small(view.Has("nth")        ? Number(view.Value("nth"))
                    : view.Has("nthdigit") ? Number(view.Get("nthdigit"))
                                           : 9);
  }
  if (view.Has("part") || view.Has("part_b")) {
    const std::string_view part = ValueOfEither(view, "part", "part_b");
    if (part == "12:00") {
      r->hour = 12;
      r->minute = 0;
    } else {
      r->part = part;
    }
  }
  if (view.Has("parts")) r->part = view.Value("parts");
  return true;
}

// "-1t": direction, and whether it counts from the text.
void ReadShift(std::string_view value, Reading* r) {
  if (value.ends_with('t')) {
    r->from_text = true;
    value.remove_suffix(1);
  }
  r->direction = Small(Number(value, 0));
}

char UnitOf(const MatchView& view, std::string_view plural, std::string_view singular) {
  const std::string_view value = view.Has(plural) ? view.Value(plural) : view.Value(singular);
  return value.empty() ? '\0' : value[0];
}

void ReadAmount(const MatchView& view, Reading* r) {
  r->unit = UnitOf(view, "units", "unit");
  if (r->unit == 0 && view.Get("unit") == "year") r->unit = 'Y';
  if (view.Has("unit_h")) r->unit = 'h';
  if (view.Has("unit_n")) r->unit = 'n';
  if (view.Has("theday")) r->unit = 'D';
  if (view.Has("unit_c")) {  // "all day"
    r->unit = UnitOf(view, "unit_c", "unit_c");
    if (view.Whole().starts_with("half") || view.Whole().starts_with("Half")) r->amount = 0.5;
  }
  r->unit2 = UnitOf(view, "units_b", "unit_b");
  r->unit3 = UnitOf(view, "units_d", "unit_d");
  if (view.Has("minutes_b")) r->unit2 = 'n';
  if (const auto amount = view.Get("amount"); !amount.empty()) {
    r->amount = ParseAmount(amount);
  } else if (view.Has("units")) {
    r->amount = -1;
  }
  if (view.Has("half")) r->amount += 0.5;
  if (r->unit2 != 0) r->amount2 = ParseAmount(view.Get("amount_b"));
  if (r->unit3 != 0) r->amount3 = ParseAmount(view.Get("amount_d"));
}

const char* ModifierOf(std::string_view value) {
  for (const char* known : {"approx", "before", "after", "start", "mid", "end", "less_than",
                            "more_than", "equal_or_less", "equal_or_more"}) {
    if (value == known) return known;
  }
  return nullptr;
}

// What "The Quarter", "QTR", "fiscal year" and the last letter of "EOD" name.
std::string_view PeriodOf(std::string_view words) {
  if (text::SameButCase(words, "qtr")) return "quarter";
  if (text::SameButCase(words, "d")) return "day";
  if (text::SameButCase(words, "y")) return "year";
  for (const std::string_view known :
       {"quarter", "period", "half", "year", "month", "week", "day", "decade", "century"}) {
    if (words.size() >= known.size() &&
        text::SameButCase(words.substr(words.size() - known.size()), known)) {
      return known;
    }
  }
  return {};
}

constexpr std::pair<std::string_view, Form> kForms[] = {
    {"point", Form::kPoint},     {"clock", Form::kPoint},    {"hour", Form::kPoint},
    {"year", Form::kPoint},      {"fall", Form::kPoint},     {"numeric", Form::kNumeric},
    {"shift", Form::kShift},     {"offset", Form::kOffset},  {"duration", Form::kDuration},
    {"set", Form::kSet},         {"ref", Form::kRef},        {"period", Form::kPeriod},
    {"year-end", Form::kPeriod}, {"weekend", Form::kPeriod}, {"holiday", Form::kHoliday}};

}  // namespace

double ParseAmount(std::string_view given) {
  const std::string lower = text::ToLower(given);
  std::string_view words = lower;
  double total = 0, run = 0;
  for (const std::string_view half : {" and a half", "-and-a-half", " a half"}) {
    if (!words.ends_with(half)) continue;
    total = 0.5;
    words.remove_suffix(half.size());
    break;
  }
  if (words.starts_with("half a dozen")) return 6;
  if (words == "a single") return 1;
  if (words.starts_with("half")) return 0.5;
  if (words.starts_with("a quarter")) return 0.25;
  for (size_t at = 0; at < words.size();) {
    if (words[at] >= '0' && words[at] <= '9') {
      run += ReadDigits(words, &at);
      continue;
    }
    if (words.substr(at).starts_with("\u00BD")) {
      run += 0.5;
      at += 2;
      continue;
    }
    size_t end = at;
    while (end < words.size() && words[end] >= 'a' && words[end] <= 'z') ++end;
    const std::string_view word = words.substr(at, end - at);
    at = std::max(end, at + 1);
    if (std::find(std::begin(kVague), std::end(kVague), word) != std::end(kVague)) return -1;
    const auto known = std::find_if(std::begin(kNumberWords), std::end(kNumberWords),
                                    [&](const NumberWord& n) { return n.word == word; });
    if (known == std::end(kNumberWords)) continue;
    if (known->value >= 1000) {
      total += std::max(run, 1.0) * known->value;
      run = 0;
    } else if (known->multiplies) {
      run = std::max(run, 1.0) * known->value;
    } else {
      run += known->value;
    }
  }
  return total + run;
}

bool Read(const MatchView& view, Reading* out) {
  Reading& r = *out;
  r = {};
  std::string_view value = view.match().rule->value;
  const size_t space = value.find(' ');
  const std::string_view word = value.substr(0, space);
  const std::string_view rest =
      space == std::string_view::npos ? std::string_view() : value.substr(space + 1);
  for (const auto& [name, form] : kForms) {
    if (word == name) r.form = form;
  }
  if (view.Has("stage")) r.modifier = ModifierOf(view.Value("stage"));
  if (view.Has("endstage")) r.modifier = "end";
  if (view.Has("approx_date") || view.Has("ish")) r.modifier = "approx";
  if (view.Has("approx")) r.modifier = ModifierOf(view.Value("approx"));
  switch (r.form) {
    case Form::kRef:
      r.fixed = rest;
      return true;
    case Form::kNumeric:
      if (view.Get("sep") != view.Get("sep2")) return false;
      r.numbers[0] = static_cast<int16_t>(Number(view.Get("first")));
      r.numbers[1] = static_cast<int16_t>(Number(view.Get("middle")));
      r.numbers[2] = static_cast<int16_t>(Number(view.Get("last")));  // kUnsaid: "22/04"
      r.year_digits = view.Get("last").size() == 2 ? 2 : 4;
      ReadClock(view, &r);
      return true;
    case Form::kHoliday:
      r.fixed = view.Value("holiday");
      r.weekend = view.Has("weekend");
      ReadYear(view, &r);
      ReadClock(view, &r);
      if (view.Has("shift") || view.Has("shift_b")) {
        ReadShift(ValueOfEither(view, "shift", "shift_b"), &r);
        r.unit = 'Y';
      }
      return true;
    case Form::kDuration:
    case Form::kOffset:
      ReadAmount(view, &r);
      if (text::SameButCase(view.Get("approx"), "over")) {
        r.over = static_cast<uint8_t>(view.Where("amount")->begin - view.match().span.begin);
      }
      if (rest == "plain" || rest == "past") r.amount = 1;
      if (view.Has("shift")) {  // "the past few weeks": from the clock
        ReadShift(view.Value("shift"), &r);
        r.anchored = r.direction != 0;
      }
      if (rest == "past") {
        r.direction = -1;
        r.anchored = true;
      }
      ReadYear(view, &r);  // "the first two weeks of 2021", "the last four months of 2021"
      if (view.Has("edge")) r.nth = 1;
      if (r.year != kUnsaid && r.direction < 0) r.nth = -1;
      if (rest == "from") {
        if (!ReadCalendar(view, false, &r)) return false;
        r.from_day = true;
        r.before_day = view.Has("before");
        r.fixed = view.Value("holiday");
        if (view.Has("first")) {
          r.numbers[0] = static_cast<int16_t>(Number(view.Get("first")));
          r.numbers[1] = static_cast<int16_t>(Number(view.Get("middle")));
          r.numbers[2] = static_cast<int16_t>(Number(view.Get("last")));
        }
        r.direction = Small(Number(view.Value("day_word"), 0));
        return r.unit != 0 && r.amount > 0;
      }
      // "a second", "three-quarters": a rank and a share, no lengths of time.
      if (r.unit == 's' && view.Has("unit") && r.amount == 1 && rest != "plain") return false;
      if (r.unit == 'Q' &&
          (view.Has("unit") || view.Whole().find("-q") != std::string_view::npos) &&
          rest != "plain" && rest != "past") {
        return false;
      }
      if (r.unit == 'E' && r.amount == 1) return false;  // "a weekend": not how long, but when
      if (view.Has("ago")) {
        ReadShift(view.Value("ago"), &r);
      } else if (rest == "+") {
        r.direction = 1;
      } else if (rest == "-1t") {
        ReadShift(rest, &r);
      }
      return r.unit != 0 && r.amount != 0;
    case Form::kSet:
      if (!ReadCalendar(view, false, &r)) return false;
      ReadAmount(view, &r);
      if (view.Has("other")) r.amount = 2;
      r.fixed = view.Value("often");
      if (view.Has("everyday")) r.unit = 'D';
      if (r.nth == 0 && (view.Has("nth") || view.Has("nthdigit"))) {  // "the first of the month"
        r.day = Small(view.Has("nth") ? Number(view.Value("nth")) : Number(view.Get("nthdigit")));
      }
      ReadClock(view, &r);
      return true;
    case Form::kPeriod:
      ReadYear(view, &r);
      if (view.Has("quarter_ordinal")) r.quarter = Small(Number(view.Value("quarter_ordinal")));
      r.fixed = word == "weekend" ? word : PeriodOf(GetEither(view, "what", "what_b"));
      if (word == "weekend" && !view.Has("the")) r.unit = 'E';  // any weekend
      if (word == "year-end") r.modifier = "end";
      r.rest = rest == "rest";
      r.to_date = rest == "to-date";
      r.latest = view.Has("latest");
      return true;
    case Form::kShift:
    case Form::kPoint:
      break;
  }
  if (!ReadCalendar(view, rest == "sure", &r)) return false;
  ReadClock(view, &r);
  if (word == "fall") r.season = "FA";
  if (rest == "bc") r.bc = true;
  r.any = rest == "any";
  r.bare_hour = word == "hour";
  if (const auto day_word = view.Value("day_word"); !day_word.empty()) {
    const size_t part = day_word.find_first_of("NMAE");
    r.direction = Small(Number(day_word.substr(0, part), 0));
    r.unit = 'D';
    if (part != std::string_view::npos) r.part = day_word.substr(part);
    if (r.part == "NI" && view.Has("hourdigit")) {  // "tonight at 9", "12 tonight"
      if (r.hour >= 5 && r.hour <= 12) r.hour = Small(r.hour + 12);
    }
  } else if (view.Has("shift") || view.Has("shift_b")) {
    ReadShift(ValueOfEither(view, "shift", "shift_b"), &r);
    r.unit = (r.day != kUnsaid && r.month == kUnsaid) || view.Has("ofmonth") ? 'M'
             : r.form == Form::kPoint                                        ? 'Y'
             : rest == "week"                                                ? 'W'
                              : UnitOf(view, "units", "unit");
  }
  // "past May 1" is beyond it.
  if (r.form == Form::kShift && r.day != kUnsaid && text::SameButCase(view.Get("shift"), "past")) {
    return false;
  }
  if (r.form == Form::kShift && !rest.empty() && rest != "week") {  // "the week after next"
    ReadShift(rest, &r);
    r.unit = UnitOf(view, "units", "unit");
  }
  // "2006-07" and "2006/7" are two years, as in "the 2006-07 season", and no July.
  if (const std::string_view whole = view.Whole();
      r.year != kUnsaid && r.day == kUnsaid && whole.size() < 8 && whole.size() > 5 &&
      (whole[4] == '-' || whole[4] == '/') &&
      r.month == (r.year + 1) % (whole.size() == 7 ? 100 : 10)) {
    return false;
  }
  // So is "1994-8": who writes a month with one digit writes 1994/8.
  if (const std::string_view whole = view.Whole(); r.year != kUnsaid && r.day == kUnsaid &&
                                                   whole.size() == 6 && whole[4] == '-' &&
                                                   r.month > r.year % 10) {
    return false;
  }
  return r.hour < 25 && r.minute < 60;
}

}  // namespace presscut::date
