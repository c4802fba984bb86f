#include "extract/kinds/date/date.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <deque>

#include "extract/kinds/date/place.h"
#include "extract/kinds/date/values.h"
#include "extract/names/hash_index.h"
#include "extract/text/address.h"
#include "extract/text/unicode.h"

namespace presscut::date {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether the match leaves off inside a number: "1990" of "1990.5", "14" of "14,000".
bool CutsNumber(std::string_view norm, NormSpan span) {
  if (!IsDigit(norm[span.end - 1]) || span.end + 1 >= norm.size()) return false;
  const char c = norm[span.end];
  return (c == '.' || c == ',') && IsDigit(norm[span.end + 1]) &&
         (c == '.' || (span.end + 3 < norm.size() && IsDigit(norm[span.end + 2]) &&
                       IsDigit(norm[span.end + 3])));
}

// Whether it is part of "2015-32", the number of a case or a bill: years that far ahead are no
// range, and no month has that number.
bool NumbersCase(std::string_view norm, NormSpan span) {
  constexpr int kAhead = 15;  // years
  const uint32_t at = span.size() == 4                     ? span.begin
                      : span.size() == 2 && span.begin > 4 ? span.begin - 5
                                                           : span.end;
  if (norm.size() < at + 7 || norm.substr(at, 2) != "20" || !IsDigit(norm[at + 2]) ||
      !IsDigit(norm[at + 3])) {
    return false;
  }
  std::string_view rest = norm.substr(at + 4);
  if (rest.starts_with(" - ")) rest = rest.substr(1);
  if (!rest.starts_with('-')) return false;
  rest.remove_prefix(rest.starts_with("- ") ? 2 : 1);
  if (rest.size() < 2 || !IsDigit(rest[0]) || !IsDigit(rest[1])) return false;
  if (rest.size() > 2 && (IsDigit(rest[2]) || rest[2] == '-')) return false;
  const int from = (norm[at + 2] - '0') * 10 + norm[at + 3] - '0';
  const int to = (rest[0] - '0') * 10 + rest[1] - '0';
  return to > 30 && to > from + kAhead;
}

// "three quarters of the troops" are a share of them.
bool IsShare(std::string_view norm, NormSpan span) {
  const std::string_view rest = norm.substr(span.end);
  for (const std::string_view of :
       {" of the ", " of all ", " of a ", " of its ", " of their ", " of those ", " of them"}) {
    if (rest.starts_with(of)) return true;
  }
  return false;
}

// Whether the words are a name: "60 Minutes", "the Six-Day War", ABC's "This Week", "Person of the
// Year". In running text nothing else has such capitals.
bool IsName(const segment::Segments& segments, const match::Match& m, const Reading& r) {
  const bool period = r.form == Form::kPeriod;  // of which the last word alone has one
  if (!period && r.form != Form::kDuration && (r.form != Form::kShift || r.unit == 0)) return false;
  if (r.month != kUnsaid || r.weekday != kUnsaid) return false;
  const segment::Sentence& sentence = segments.sentences[segments.tokens[m.first].sentence];
  if (m.first == sentence.first || m.last - m.first < 2) return false;
  bool capitals = false;
  constexpr uint16_t kShort = 3;  // letters of what is only shortened, as "EOY" and "10D" are
  for (uint32_t t = period ? m.last - 1 : m.first; t < m.last; ++t) {
    const segment::Token& token = segments.tokens[t];
    if (!token.Is(segment::kWord)) continue;
    if (!token.Is(segment::kCapital)) return false;
    if (token.length == 1 || (token.Is(segment::kAllCaps) && token.length <= kShort)) continue;
    capitals = true;
  }
  if (!capitals) return false;
  constexpr uint16_t kLong = 5;  // letters of a word that a headline would write with a capital
  for (uint32_t t = sentence.first; t < sentence.last; ++t) {
    const segment::Token& token = segments.tokens[t];
    if (token.Is(segment::kWord) && !token.Is(segment::kCapital) && token.length >= kLong) {
      return true;
    }
  }
  return false;
}

struct BelievedReading {
  uint32_t begin;          // of the match it reads
  const Reading* reading;  // as ReadBefore keeps it
};

// Whether "over" at the match's start compares a length, as in "for over five years", "it took over
// two days".
bool ComparesLength(const text::Text& text, const segment::Segments& segments,
                    const match::Match& m) {
  if (m.first == 0 || segments.tokens[m.first - 1].sentence != segments.tokens[m.first].sentence) {
    return false;
  }
  const std::string_view before = text.Norm(segments.tokens[m.first - 1].span());
  for (const std::string_view word :
       {"for",   "is",    "was",    "are",    "were",    "be",    "been", "took",   "take",
        "takes", "taken", "taking", "lasted", "lasting", "lasts", "last", "spent",  "spend",
        "after", "in",    "of",     "with",   "a",       "just",  "well", "served", "waited",
        "at",    "to",    "by",     "the",    "s",       "and"}) {
    if (before == word) return true;
  }
  return false;
}

// What matches of a rule with certain words were read as. A reading depends on nothing else, and
// news says the same words again and again.
class ReadBefore {
 public:
  // To be called before each article; what Of() gave before is gone.
  void Begin(const match::RuleSet& rules) {
    constexpr size_t kMostRows = 1 << 14;
    if (rules_ == &rules && rules_hash_ == rules.hash() && rows_.size() <= kMostRows) return;
    rows_.clear();
    row_of_.Clear();
    rules_ = &rules;
    rules_hash_ = rules.hash();
  }
  // Read(), or what it said before; nullptr where the match is believed not to be a date.
  const Reading* Of(const match::MatchView& view) {
    const match::Rule& rule = *view.match().rule;
    const std::string_view words = view.Whole();
    uint32_t& number = row_of_.At(XXH3_64bits_withSeed(words.data(), words.size(), rule.index));
    if (number == kNobody) {
      number = static_cast<uint32_t>(rows_.size());
      rows_.emplace_back();
    }
    Row& row = rows_[number];
    if (row.rule != &rule || row.words != words) {
      row.believed = Read(view, &row.reading);
      row.rule = &rule;
      row.words.assign(words);
    }
    return row.believed ? &row.reading : nullptr;
  }

 private:
  struct Row {
    const match::Rule* rule = nullptr;
    bool believed = false;
    std::string words;
    Reading reading;
  };
  const match::RuleSet* rules_ = nullptr;
  uint64_t rules_hash_ = 0;
  names::HashIndex row_of_;  // by hash of rule and words
  std::deque<Row> rows_;     // stay where they are
};

bool HoldsFacts(segment::Role role) {
  return role != segment::Role::kStamp && role != segment::Role::kByline &&
         role != segment::Role::kFurniture;
}

}  // namespace

DateKind::DateKind(const match::RuleSet& rules)
    : rules_(rules),
      group_(rules.FindGroup("dates")),
      future_cues_(rules.List("future_cue")),
      past_cues_(rules.List("past_cue")),
      past_verbs_(rules.List("past_verb")),
      until_cues_(rules.List("until_cue")),
      to_cues_(rules.List("to_cue")),
      announced_(rules.List("announced")),
      past_events_(rules.List("past_event")),
      put_off_(rules.List("put_off")),
      seems_(rules.List("seems")) {}

void DateKind::Find(const text::Text& text, const segment::Segments& segments,
                    const match::Matches& matches, std::vector<Date>* out) const {
  out->clear();
  if (group_ == match::kMaxGroups) return;
  thread_local std::vector<match::Match> believed;
  thread_local std::vector<BelievedReading> readings;  // of those kept
  thread_local ReadBefore read_before;
  read_before.Begin(rules_);
  believed.clear();
  readings.clear();
  const segment::Block* block = segments.blocks.data();
  for (const match::Match& m : matches.Of(group_)) {
    while (m.first >= block->last) ++block;  // matches come in text order
    if (HoldsFacts(block->role)) believed.push_back(m);
  }
  match::KeepLongest(&believed, [&](const match::Match& m) {
    if (CutsNumber(text.norm(), m.span) || NumbersCase(text.norm(), m.span) ||
        text::InAddress(text.norm(), m.span.begin))
      return false;
    const Reading* reading = read_before.Of(match::MatchView(text, rules_, matches, m));
    if (reading == nullptr || IsName(segments, m, *reading)) return false;
    if (reading->form == Form::kDuration && reading->unit == 'Q' && reading->direction == 0 &&
        reading->nth == 0 && IsShare(text.norm(), m.span)) {
      return false;
    }
    readings.push_back({m.span.begin, reading});
    return true;
  });
  std::sort(readings.begin(), readings.end(),
            [](const BelievedReading& a, const BelievedReading& b) { return a.begin < b.begin; });
  out->reserve(believed.size());
  for (size_t i = 0; i < believed.size(); ++i) {
    const match::Match& m = believed[i];
    Date& date = out->emplace_back(Mention{m.span, m.rule->id});
    date.reading = *readings[i].reading;
    // "over several years", "stole it over five years": in the course of them, not more than a
    // number of them.
    if (date.reading.form == Form::kDuration && date.reading.over != 0 &&
        (date.reading.amount < 0 || !ComparesLength(text, segments, m))) {
      date.mention.span.begin += date.reading.over;
      date.reading.modifier = nullptr;
    }
  }
}

void DateKind::Resolve(const text::Text& text, const segment::Segments& segments,
                       const Clock& clock, const Customs& customs, std::vector<Date>* dates) const {
  const Cues cues{future_cues_, past_cues_,   past_verbs_, until_cues_, to_cues_,
                  announced_,   past_events_, put_off_,    seems_,      &rules_.lexicon()};
  Placer(cues, text, segments, clock, customs, dates).Run();
}

std::string DateKind::StampValue(const text::Text& text, const segment::Segments& segments,
                                 const match::Matches& matches, const Customs& customs,
                                 NormSpan stamp) const {
  if (group_ == match::kMaxGroups) return {};
  std::vector<match::Match> inside;
  for (const match::Match& m : matches.Of(group_)) {
    if (stamp.Contains(m.span)) inside.push_back(m);
  }
  match::KeepLongest(&inside, [](const match::Match&) { return true; });
  std::vector<Date> found;
  Reading clock;  // a clock time that stands apart from its day
  for (const match::Match& m : inside) {
    Date date;
    date.mention = {m.span, m.rule->id};
    if (!Read(match::MatchView(text, rules_, matches, m), &date.reading)) continue;
    const Reading& r = date.reading;
    if (r.hour != kUnsaid && r.day == kUnsaid && r.form == Form::kPoint && clock.hour == kUnsaid) {
      clock = r;
    }
    if ((r.day != kUnsaid && r.year != kUnsaid) || r.form == Form::kNumeric) found.push_back(date);
  }
  if (found.empty()) return {};
  found.resize(1);
  Reading& r = found[0].reading;
  if (r.hour == kUnsaid && clock.hour != kUnsaid) {
    r.hour = clock.hour;
    r.minute = clock.minute;
    r.second = clock.second;
    r.zone = clock.zone;
  }
  Customs order = customs;
  if (order.order == Order::kAuto) order.order = OrderOfStamp(text.Norm(stamp));
  Resolve(text, segments, Clock{}, order, &found);
  const std::string& value = found[0].value;
  if (value.size() < 10 || value[0] == 'X') return {};
  Day day{std::stoi(value.substr(0, 4)), std::stoi(value.substr(5, 2)),
          std::stoi(value.substr(8, 2))};
  if (r.hour == kUnsaid) return DayValue(day);
  // Without a zone the time is the paper's own, which nobody knows: the day is what is sure.
  if (r.zone == kNoZone) return DayValue(day);
  int minutes = r.hour * 60 + r.minute - r.zone;
  while (minutes < 0) {
    minutes += 24 * 60;
    day = AddDays(day, -1);
  }
  while (minutes >= 24 * 60) {
    minutes -= 24 * 60;
    day = AddDays(day, 1);
  }
  return fmt::format("{}T{:02}:{:02}:{:02}Z", DayValue(day), minutes / 60, minutes % 60,
                     r.second == kUnsaid ? 0 : static_cast<int>(r.second));
}

}  // namespace presscut::date
