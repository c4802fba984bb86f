// Dates, clock times, durations and sets (TimeML TIMEX3 1.2.1): found by rules/en/dates.toml, given
// values against the document's clock.
//
//   DateKind dates(rules);
//   std::vector<Date> found;
//   dates.Find(text, segments, matches, &found);      // mentions: what each says, not yet resolved
//   Clock clock = …;                                              // resolve/clock.h
//   dates.Resolve(text, segments, clock, &found);                 // values
//
// The forms of a rule's `value`, and the groups of its pattern that each of them reads:
//
//   point         a place in the calendar: year (year2 of two digits, yearwords, decade, decade2,
//                 decade_word, century, era), month, day, ordinal, weekday, season, quarter_ordinal
//                 or quarter, half_ordinal or halfdigit, part; a clock: hour minute ampm, hour24
//                 minute24, hhmm, hourdigit, noon, zone; day also as dayordinal, dayfirst, daylast,
//                 month as monthordinal, monthdigit, monthlast; weekend: the one beside the day, or
//                 the nth of the month; with shift: of the year (month, where only
//                 a day is said or ofmonth matched) before, this, after. clock, hour (its half of
//                 the day is that of the clock it runs to), year, fall, "point bc", "point any" (no
//                 weekday in particular) and "point sure" ("may" is the month) are points that the
//                 rule says more of
//   numeric       first, middle and last of 14/01/2016, in the order the article uses
//   shift         shift and a unit, weekday, month, season or part of the day; "shift week": a
//                 weekday of that week; "shift 2", "shift -1t": the step itself; day_word (today)
//                 and its part
//   offset        amount, unit and ago; "offset +": that far ahead; "offset -1t": before what the
//                 text spoke of
//   duration      amount, unit; half; amount_b, unit_b; amount_d, unit_d; with shift: it ends or
//                 begins on the article's day; edge or shift and year: the year's first or last;
//                 "duration plain": one unit; "duration past": one that ends on the article's day;
//                 "duration from": so long from the day named (month and day, weekday, day_word,
//                 holiday, first middle last), or before it (before)
//   set           often, or what comes again: unit (amount, other), weekday, month, season, part,
//                 day of the month (nth)
//   ref X         the reference X, e.g. PRESENT_REF
//   period        what: the quarter, year, day … the text spoke of; latest: one that is over;
//                 without what the one a year before; "period rest": what is left of it, "period
//                 to-date": what is over of it
//   year-end, weekend  the last day of the year or month said; the weekend, or any one where no
//                 "the" stands before it
//   holiday       holiday, by its definition (calendar.h); year, shift; a clock
//
// stage ("early"), approx and approx_date give the modifier. A group name may carry "_b" where a
// pattern needs it twice.
//
// Cost: proportional to the matches of the group "dates". Thread-safety: const methods are safe
// from several threads. Errors: none; what cannot be resolved keeps X in its value ("XXXX-01-12"),
// an impossible date has no value.

#ifndef PRESSCUT_KINDS_DATE_DATE_H_
#define PRESSCUT_KINDS_DATE_DATE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/mention.h"
#include "extract/kinds/date/reading.h"
#include "extract/match/matcher.h"
#include "extract/segment/segments.h"

namespace presscut::date {

enum class Type : uint8_t { kDate, kTime, kDuration, kSet };
enum class Anchor : uint8_t { kAbsolute, kReference, kText };

struct Date {
  Mention mention;
  Type type = Type::kDate;
  std::string value;             // TIMEX3; empty: none
  std::string earliest, latest;  // "2016-01-26" or "2016-01-26T08:00"; empty: not known or no date
  const char* modifier =
      nullptr;  // approx before after start mid end less_than more_than equal_or_less equal_or_more
  Anchor anchor = Anchor::kAbsolute;
  bool ambiguous = false;
  bool fiscal = false;  // of a fiscal year, which begins when its owner says
  std::vector<std::string> alternatives;
  Reading reading;  // what the words say, before the clock
};

// The day the article's words are said on.
struct Clock {
  int year = 0, month = 0, day = 0;  // year 0: not known
  const char* source = nullptr;      // option | metadata | published | dateline | inferred
  bool known() const { return year != 0; }
};

// The order of the numbers in 4/5/2016.
enum class Order : uint8_t { kAuto, kDayMonth, kMonthDay, kYearMonthDay };

// What the reader knows of an article's customs that its words do not say.
struct Customs {
  Order order = Order::kAuto;  // kAuto: as the article itself shows
  // The day fiscal years begin on; a fiscal year has the number of the year it ends in.
  int fiscal_month = 1, fiscal_day = 1;
};

class DateKind {
 public:
  // REQUIRES: rules outlives this.
  explicit DateKind(const match::RuleSet& rules);

  // Fills *out in text order, without overlaps. Mentions in stamps, bylines and furniture are left
  // out.
  void Find(const text::Text& text, const segment::Segments& segments,
            const match::Matches& matches, std::vector<Date>* out) const;

  // Gives every date its value. Uses tense, modals and reporting verbs around it, and the dates
  // before it.
  void Resolve(const text::Text& text, const segment::Segments& segments, const Clock& clock,
               const Customs& customs, std::vector<Date>* dates) const;

  // The absolute value ("2016-01-14T00:58:00Z") of a header stamp, or of a given --reference-date
  // or "date" of a row; empty where it is none.
  std::string StampValue(const text::Text& text, const segment::Segments& segments,
                         const match::Matches& matches, const Customs& customs,
                         NormSpan stamp) const;

 private:
  const match::RuleSet& rules_;
  match::GroupId group_;
  segment::ListId future_cues_, past_cues_, past_verbs_, until_cues_, to_cues_, announced_,
      past_events_, put_off_, seems_;
};

}  // namespace presscut::date

#endif  // PRESSCUT_KINDS_DATE_DATE_H_
