// Places readings on the calendar: one article's dates in text order, each against the clock or
// against the dates before it.
//
//   Placer placer(cues, text, segments, clock, customs, &dates);
//   placer.Run();                                          // fills value, earliest, latest, anchor
//                                                          of every date
//
// News counts from the article's day: a bare weekday is the last one unless words of the future
// stand before it, a bare month and day lies up to 100 days ahead or else behind. Narrative prose,
// whose explicit years lie in the past, counts from the last year the text named.
//
// Cost: linear in the dates; the direction of a weekday looks at the tokens before it in its
// sentence. Thread-safety: one Placer a thread. Errors: none; what is not known is X in the value.

#ifndef PRESSCUT_KINDS_DATE_PLACE_H_
#define PRESSCUT_KINDS_DATE_PLACE_H_

#include <optional>
#include <string>
#include <vector>

#include "extract/kinds/date/calendar.h"
#include "extract/kinds/date/date.h"

namespace presscut::date {

// The word lists that tell where a date lies.
struct Cues {
  segment::ListId future, past, past_verb, until, to, announced, past_event, put_off, seems;
  const segment::Lexicon* lexicon = nullptr;
};

// The order of the numbers of a header's stamp; kAuto where it has none.
Order OrderOfStamp(std::string_view stamp);

class Placer {
 public:
  // REQUIRES: all of them outlive the Placer; the dates are in text order.
  Placer(const Cues& cues, const text::Text& text, const segment::Segments& segments,
         const Clock& clock, const Customs& customs, std::vector<Date>* dates);
  void Run();

 private:
  enum class Lean { kPast, kNone, kFuture };
  static constexpr uint32_t kDayHoldsBytes = 300;  // how far a day holds for clock times behind it

  void LearnOrder();
  void LearnNarrative();
  void ShareRanges();
  // The years of the months that a story leaves without one.
  void LayOutStory();
  // "two weeks before Christmas": the length ends on that day.
  void BoundLengths();

  void Place(size_t at);
  // Where the interval of a fiscal year, half or quarter lies.
  void PlaceFiscal(Date* date) const;
  void PlacePoint(Date* date);
  void PlaceNumeric(Date* date);
  void PlaceShift(Date* date);
  void PlaceOffset(Date* date);
  bool LaterThanNamed(const Reading& r) const;
  void MoveWinter(Date* date) const;
  void PlaceSet(Date* date);
  void PlacePeriod(Date* date);
  void PlaceHoliday(Date* date);
  // The day of a holiday, in the year the words or the context give it.
  std::optional<Day> HolidayFor(Date* date) const;
  void PlaceDuration(Date* date);
  // The interval of a length that ends or begins on a day the text or the clock knows.
  void BoundDuration(Date* date) const;
  static void BoundBetween(Date* date, Day first, Day end);
  static void BoundWithin(Date* length, const Date& whole);
  bool IsMeasured(const Date& date) const;
  // "two weeks from January 15", "three days before Christmas"
  void PlaceFromDay(Date* date);
  static std::string WeekendOf(Day day);
  // The days that 4/5/2016 may be, the likelier first; fewer where a reading is impossible.
  std::vector<Day> DaysOf(const Date& date, int year) const;
  // Whether nothing but words of where in it stands between a week that was named and the date.
  bool GoesOnWithWeek(const Date& date) const;

  // What the words before the date say of when it lies.
  Lean LeanOf(const Date& date) const;
  bool IsTold(const Date& date) const;
  bool IsPromised(const Date& date) const;
  bool Tells(uint32_t token) const;
  bool Foretells(uint32_t token, const segment::Sentence& sentence, int words) const;
  bool Announces(uint32_t token, const segment::Sentence& sentence, int words) const;
  bool ToldBefore(uint32_t token, uint32_t first) const;
  bool ToldBehind(const Date& date, uint32_t last) const;
  bool Failed(uint32_t could, uint32_t last) const;
  // The word before the date in its sentence, in small letters; empty where there is none.
  std::string_view WordBefore(const Date& date) const;
  uint32_t SentenceOf(const Date& date) const;
  // The words between the date before it and the date; nothing where none is near.
  std::string_view Between(const Date& before, const Date& date) const;
  bool OnDayUnsaid(const Date& date) const;
  // The length or week that the date is the end of, as in "the six months to June"; nullptr where
  // it is of none.
  const Date* LengthBefore(const Date& date) const;
  bool InBrackets(const Date& date) const;
  // Whether the date is all there is in its block, as the times of a live page are.
  bool AloneOnLine(const Date& date) const;
  // The year of a month (and day) without one; 0 where it is not known.
  int YearFor(const Date& date, int month, int day, int weekday);
  Day WeekdayFor(const Date& date, int weekday);
  std::optional<Day> DayJoined(const Date& date) const;
  // The day that steps are counted from; nothing where neither the clock nor the text gives one.
  std::optional<Day> Base(bool from_text) const;
  std::optional<Day> BaseOf(const Date& date) const;
  int CenturyOf(int digits) const;
  std::string PartOfDay(const Reading& r) const;
  void PutDay(Date* date, Day day, const Reading& r);
  void PutSteps(Date* date, Day base, char unit, double steps);
  void Remember(const Date& date);

  const Cues& cues_;
  const text::Text& text_;
  const segment::Segments& segments_;
  const Clock& clock_;
  const Customs& customs_;
  std::vector<Date>& dates_;

  bool day_known_ = false;  // the clock names a day, not only a year
  Day now_;
  bool narrative_ = false;
  int median_year_ = 0;
  std::vector<int> story_years_;  // of each date of a narrative that leaves its own out; else 0
  Order order_ = Order::kAuto;    // kAuto: nothing shows it

  // What the text has spoken of so far.
  int said_year_ = 0,
      said_month_ = 0;  // the last year said or resolved, and its month if it had one
  int story_year_ = 0, story_month_ = 0;  // the last month said with, or resolved to, a year
  uint32_t story_end_ = 0;                // where that stood
  uint32_t said_year_end_ = 0;            // where the last year stood
  std::optional<Day> counted_from_;       // the day that the date in hand counts from
  std::optional<Day> said_week_;          // the Monday of the last week that was named
  uint32_t said_week_end_ = 0;            // where that, or the last day of it, stood
  std::optional<Day> said_day_;           // the last day
  uint32_t said_day_end_ = 0;             // where that stood
  uint32_t said_sentence_ = 0;            // and in which sentence
  int said_clock_ = -1;          // the minutes of that day, where the last time was a clock time
  unsigned ahead_weekdays_ = 0;  // bits of the weekdays that were told of as to come
  int quarter_year_ = 0, quarter_ = 0;
  bool quarter_ended_ = false;  // the words say so, as of one of a fiscal year
  char period_ = 0;             // Q quarter, L another length: what "the period" means
};

}  // namespace presscut::date

#endif  // PRESSCUT_KINDS_DATE_PLACE_H_
