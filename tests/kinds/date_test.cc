// Dates as a reader meets them: every line of tests/specs/dates.txt, every day of two centuries in
// every form that names it, the document's clock, stamps, and what an interval denotes.

#include "extract/kinds/date/date.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "extract/kinds/date/calendar.h"
#include "extract/kinds/date/reading.h"
#include "extract/kinds/date/values.h"
#include "extract/match/embedded_rules.h"
#include "extract/pipeline/extractor.h"

namespace presscut::date {
namespace {

const match::RuleSet& Rules() {
  static const std::unique_ptr<const match::RuleSet> rules = [] {
    std::vector<match::RuleFile> files;
    for (const EmbeddedFile& f : match::EmbeddedRules()) {
      files.push_back({std::string(f.path), std::string(f.text), std::string(f.path)});
    }
    std::vector<Error> errors;
    auto loaded = match::RuleSet::Load(files, &errors);
    for (const Error& e : errors) ADD_FAILURE() << e.place << ": " << e.message;
    return loaded;
  }();
  return *rules;
}

// The dates of one article, and what else its record says of time.
struct Extracted {
  std::string text;
  std::vector<std::string> spans;
  resolve::Facts const* facts = nullptr;
};

class Dates {
 public:
  explicit Dates(const Clock& reference, const Customs& customs = {})
      : extractor_(Rules(), Options(reference, customs)) {}

  Extracted Of(const std::string& text, const std::string& date = "") {
    source::Article article;
    article.bytes = text;
    article.is_utf8 = true;
    if (!date.empty()) article.date = date;
    out_.clear();
    EXPECT_TRUE(extractor_.Extract(article, &out_)) << text;
    Extracted e;
    e.facts = &extractor_.facts();
    for (const Date& d : e.facts->dates) {
      e.spans.emplace_back(extractor_.text().RawOf(d.mention.span));
    }
    return e;
  }

 private:
  static pipeline::ExtractOptions Options(const Clock& reference, const Customs& customs) {
    pipeline::ExtractOptions options;
    options.kinds = resolve::kDates;
    options.reference = reference;
    options.customs = customs;
    return options;
  }
  pipeline::Extractor extractor_;
  std::string out_;
};

Clock ClockAt(int year, int month, int day) { return {year, month, day, "option"}; }

// A line of ordinary prose before each text keeps it from being read as a headline or a stamp.
const std::string kBefore =
    "The council has a plan for the old bridge, and nobody likes it at all.\n\n";

std::string Written(const Extracted& e) {
  std::string out;
  for (size_t i = 0; i < e.spans.size(); ++i) {
    const Date& d = e.facts->dates[i];
    out += fmt::format("[{}|{}{}{}]", e.spans[i], d.value, d.modifier == nullptr ? "" : "~",
                       d.modifier == nullptr ? "" : d.modifier);
  }
  return out;
}

TEST(DateTest, EveryLineOfTheSpecs) {
  std::ifstream file(PRESSCUT_SOURCE_DIR "/tests/specs/dates.txt");
  ASSERT_TRUE(file.is_open());
  std::optional<Dates> dates;
  std::string line;
  int number = 0, cases = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("@ ")) {
      Clock clock;
      if (line.size() >= 12) {
        clock = ClockAt(std::stoi(line.substr(2, 4)), std::stoi(line.substr(7, 2)),
                        std::stoi(line.substr(10, 2)));
      }
      dates.emplace(clock);
      continue;
    }
    ASSERT_TRUE(dates.has_value()) << "no reference before line " << number;
    std::string text, wanted;
    for (size_t i = 0; i < line.size();) {
      if (line[i] != '[') {
        text += line[i++];
        continue;
      }
      const size_t bar = line.find('|', i), close = line.find(']', i);
      ASSERT_LT(bar, close) << "line " << number;
      text += line.substr(i + 1, bar - i - 1);
      wanted += line.substr(i, close - i + 1);
      i = close + 1;
    }
    EXPECT_EQ(Written(dates->Of(kBefore + text + "\n")), wanted)
        << "line " << number << ": " << line;
    ++cases;
  }
  EXPECT_GE(cases, 60);
}

TEST(DateTest, EveryDayInEveryForm) {
  constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  constexpr const char* kWeekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
  Dates dates(ClockAt(2016, 1, 14));
  const int last = Serial({2100, 12, 31});
  // All days would take a minute; every 17th falls on each day of the month, month and weekday many
  // times.
  for (int serial = Serial({1900, 1, 1}); serial <= last; serial += 17) {
    const Day d = FromSerial(serial);
    const char* const month = kMonths[d.month - 1];
    const char* const weekday = kWeekdays[WeekdayOf(d) - 1];
    const char* const th = d.day % 10 == 1 && d.day != 11   ? "st"
                           : d.day % 10 == 2 && d.day != 12 ? "nd"
                           : d.day % 10 == 3 && d.day != 13 ? "rd"
                                                            : "th";
    std::string text = kBefore;
    const std::string forms[] = {
        fmt::format("{} {} {}", d.day, month, d.year),
        fmt::format("{} {}, {}", month, d.day, d.year),
        fmt::format("{}{} {} {}", d.day, th, month, d.year),
        fmt::format("the {}{} of {} {}", d.day, th, month, d.year),
        fmt::format("{}, {} {}, {}", weekday, month, d.day, d.year),
        fmt::format("{} {} {} {}", weekday, d.day, month, d.year),
        fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day),
        fmt::format("{:04}/{:02}/{:02}", d.year, d.month, d.day),
    };
    for (const std::string& form : forms) text += "They met on " + form + " in the town.\n\n";
    const Extracted e = dates.Of(text);
    ASSERT_EQ(e.spans.size(), std::size(forms)) << DayValue(d) << ": " << Written(e);
    for (size_t i = 0; i < e.spans.size(); ++i) {
      EXPECT_EQ(e.spans[i], forms[i]);
      EXPECT_EQ(e.facts->dates[i].value, DayValue(d)) << forms[i];
      EXPECT_EQ(e.facts->dates[i].earliest, DayValue(d));
      EXPECT_EQ(e.facts->dates[i].latest, DayValue(d));
      EXPECT_EQ(e.facts->dates[i].anchor, Anchor::kAbsolute);
    }
  }
}

TEST(DateTest, WeekdaysAroundAMovingReference) {
  constexpr const char* kWeekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
  for (int serial = Serial({2015, 12, 20}); serial < Serial({2016, 3, 10}); serial += 3) {
    const Day now = FromSerial(serial);
    Dates dates(ClockAt(now.year, now.month, now.day));
    for (int w = 1; w <= 7; ++w) {
      const char* const name = kWeekdays[w - 1];
      const auto value = [&](const std::string& sentence) {
        const Extracted e = dates.Of(kBefore + sentence + "\n");
        return e.facts->dates.size() == 1 ? e.facts->dates[0].value : "found " + Written(e);
      };
      const int back = (WeekdayOf(now) - w + 7) % 7;
      EXPECT_EQ(value(fmt::format("He came on {} in the rain.", name)),
                DayValue(AddDays(now, -back)));
      EXPECT_EQ(value(fmt::format("He will come on {} in the rain.", name)),
                DayValue(back == 0 ? now : AddDays(now, 7 - back)));
      EXPECT_EQ(value(fmt::format("He came last {} in the rain.", name)),
                DayValue(AddDays(now, back == 0 ? -7 : -back)));
      EXPECT_EQ(value(fmt::format("He comes next {} in the rain.", name)),
                DayValue(AddDays(MondayOf(WeekOf(now)), 7 + w - 1)));
    }
  }
}

TEST(DateTest, TheClockIsTheFirstOfItsSources) {
  Dates none({});
  const auto clock = [&](const std::string& text, const std::string& date = "") {
    const Clock& c = none.Of(text, date).facts->clock;
    return c.known() ? fmt::format("{} {}-{}-{}", c.source, c.year, c.month, c.day) : "unknown";
  };
  const std::string prose =
      "Council opposes plan\n\nThe council is against the plan for the old bridge, it said on "
      "Monday.\n\n";
  EXPECT_EQ(clock(prose), "unknown");
  EXPECT_EQ(clock(prose, "2014-05-06"), "metadata 2014-5-6");
  EXPECT_EQ(clock(prose, "some day"), "unknown");
  EXPECT_EQ(clock("14/01/2016 00:58 GMT\n\n" + prose), "published 2016-1-14");
  EXPECT_EQ(clock("14/01/2016 00:58 GMT\n\n" + prose, "2014-05-06"), "metadata 2014-5-6");
  EXPECT_EQ(
      clock(prose + "The rule dates from November 2015. The vote is on 10 February in Leeds.\n"),
      "inferred 2016-0-0");
  EXPECT_EQ(clock(prose + "The rule dates from March 2015. The vote was on 10 August in Leeds.\n"),
            "unknown");
  // A year that lies ahead, or is not over, proves nothing of the year after it.
  EXPECT_EQ(clock(prose + "He raised his 2015 estimate. It rose from November 2015 on, and fell in "
                          "February in Leeds.\n"),
            "unknown");
  Dates given(ClockAt(2000, 1, 1));
  EXPECT_STREQ(given.Of("14/01/2016 00:58 GMT\n\n" + prose).facts->clock.source, "option");
}

TEST(DateTest, AnInferredYearResolvesMonthsButNoWeekdays) {
  Dates none({});
  const Extracted e =
      none.Of(kBefore +
              "The rule dates from November 2015 at least.\n\n"
              "The vote is on 10 February in Leeds, the count on Saturday in York.\n");
  EXPECT_EQ(Written(e), "[November 2015|2015-11][10 February|2016-02-10][Saturday|XXXX-WXX-6]");
}

TEST(DateTest, DatelinesAreTheDayEvenWhereTheyLeaveTheYearOff) {
  Dates none({});
  const auto clock = [&](const std::string& text) {
    const Clock& c = none.Of("Council opposes plan\n\n" + text).facts->clock;
    return c.known() ? fmt::format("{} {}-{}-{}", c.source, c.year, c.month, c.day) : "unknown";
  };
  // The text's latest year, where the weekday of the opening agrees or none is named.
  EXPECT_EQ(clock("LEEDS, June 3 (Reuters) - The bridge fell early on Tuesday, officials said.\n\n"
                  "It was the fourth to fall in the country in 2014, they said at the site.\n"),
            "dateline 2014-6-3");
  EXPECT_EQ(clock("LEEDS, April 14 - The mill said its profit rose in the first quarter.\n\n"
                  "The quarter ended March 31, 1987, and was its best for long, it said.\n"),
            "dateline 1987-4-14");
  // A day before the last whole date of the text is the next year's.
  EXPECT_EQ(clock("LEEDS, Jan. 14 - The mill said its profit rose in the last quarter.\n\n"
                  "It had shut on November 30, 1986, and stood empty for long, it said.\n"),
            "dateline 1987-1-14");
  EXPECT_EQ(clock("LEEDS, April 14 - The mill said its profit rose in the first quarter.\n\n"
                  "It is the best that it has had for long, the mill said in a statement.\n"),
            "unknown");
  // The year whose results are told may be the last one.
  EXPECT_EQ(clock("LEEDS, March 3 - The mill said its profit rose last year to a record.\n\n"
                  "Sales in 1986 were the best that it has had for long, the mill said.\n"),
            "unknown");
  // A line of place and day, and nothing else.
  EXPECT_EQ(clock("By Anna Smith\nGENEVA, 9 October 2019\n\n"
                  "The two sides met on Wednesday in the old palace by the lake, and agreed.\n"),
            "dateline 2019-10-9");
}

TEST(DateTest, TheTimesOfALivePageAreOnItsDay) {
  Dates dates(ClockAt(2016, 1, 14));
  const Extracted e = dates.Of(
      kBefore +
      "Trains are off until Saturday on all lines of the north, the railway says today.\n\n"
      "11.20am\n\nThe power is back in most of the town, the company says, and the roads are "
      "open.\n");
  EXPECT_EQ(Written(e), "[Saturday|2016-01-16][today|2016-01-14][11.20am|2016-01-14T11:20]");
}

TEST(DateTest, StampsAreDaysOrInstants) {
  Dates none({});
  const auto published = [&](const std::string& stamp) {
    const auto& p = none.Of(stamp + "\n\nCouncil opposes plan\n\n" + kBefore).facts->published;
    return p ? p->value : "none";
  };
  EXPECT_EQ(published("14/01/2016 00:58 GMT"), "2016-01-14T00:58:00Z");
  EXPECT_EQ(published("Published: 3 March 2019"), "2019-03-03");
  EXPECT_EQ(published("04/02/2016 10:00 GMT"), "2016-02-04T10:00:00Z");
  EXPECT_EQ(published("04/02/2016 10:00 EST"), "2016-04-02T15:00:00Z");
}

TEST(DateTest, NumericOrderIsLearnedOrSaidToBeUnknown) {
  Dates dates(ClockAt(2016, 6, 1));
  const auto found = [&](const std::string& text) { return dates.Of(kBefore + text + "\n"); };
  Extracted e = found("It was signed on 4/5/2016 in the town.");
  ASSERT_EQ(e.spans.size(), 1u);
  EXPECT_EQ(e.facts->dates[0].value, "2016-04-05");
  EXPECT_TRUE(e.facts->dates[0].ambiguous);
  EXPECT_EQ(e.facts->dates[0].alternatives, std::vector<std::string>{"2016-05-04"});

  e = found("It was signed on 4.5.2016 in the town.");
  ASSERT_EQ(e.spans.size(), 1u);
  EXPECT_EQ(e.facts->dates[0].value, "2016-05-04");
  EXPECT_TRUE(e.facts->dates[0].ambiguous);
  EXPECT_EQ(e.facts->dates[0].alternatives, std::vector<std::string>{"2016-04-05"});

  // Dates written out show the order too, and so does the header.
  e = found("It was signed on 4/5/2016 in the town and sealed on Sunday 8 May 2016.");
  ASSERT_EQ(e.spans.size(), 2u);
  EXPECT_EQ(e.facts->dates[0].value, "2016-05-04");
  e = dates.Of("14/01/2016 00:58 GMT\n\nCouncil opposes plan\n\n" + kBefore +
               "It was signed on 4/5/2016 in the town.\n");
  ASSERT_EQ(e.spans.size(), 1u);
  EXPECT_EQ(e.facts->dates[0].value, "2016-05-04");
  EXPECT_FALSE(e.facts->dates[0].ambiguous);

  e = found("It was signed on 4/5/2016 in the town and sealed on 4/25/2016 in the city.");
  ASSERT_EQ(e.spans.size(), 2u);
  EXPECT_EQ(e.facts->dates[0].value, "2016-04-05");
  EXPECT_FALSE(e.facts->dates[0].ambiguous);

  e = found("It cost £20, and was signed on 4/5/2016 in the town.");
  ASSERT_EQ(e.spans.size(), 1u);
  EXPECT_EQ(e.facts->dates[0].value, "2016-05-04");
  EXPECT_FALSE(e.facts->dates[0].ambiguous);
}

TEST(DateTest, NumericOrderIsWhatIsAskedFor) {
  const auto found = [&](Order order, const std::string& text) {
    Dates dates(ClockAt(2016, 6, 1), {.order = order});
    return Written(dates.Of(kBefore + "It was signed on " + text + " in the town.\n"));
  };
  EXPECT_EQ(found(Order::kMonthDay, "4/5/2016"), "[4/5/2016|2016-04-05]");
  EXPECT_EQ(found(Order::kDayMonth, "4/5/2016"), "[4/5/2016|2016-05-04]");
  EXPECT_EQ(found(Order::kYearMonthDay, "04/05/06"), "[04/05/06|2004-05-06]");
  EXPECT_EQ(found(Order::kDayMonth, "04/05/06"), "[04/05/06|2006-05-04]");
  // What is impossible in the order asked for is read in the other.
  EXPECT_EQ(found(Order::kMonthDay, "25/4/2016"), "[25/4/2016|2016-04-25]");
}

TEST(DateTest, FiscalYearsBeginWhenTheyAreSaidTo) {
  const auto interval = [&](const Customs& customs, const std::string& text) {
    Dates dates(ClockAt(2016, 6, 1), customs);
    const Extracted e = dates.Of(kBefore + "Revenue in " + text + " rose.\n");
    if (e.facts->dates.size() != 1) return Written(e);
    const Date& d = e.facts->dates[0];
    return fmt::format("{} {}..{}{}", d.value, d.earliest, d.latest, d.fiscal ? " fiscal" : "");
  };
  const Customs october{.fiscal_month = 10}, april{.fiscal_month = 4, .fiscal_day = 6};
  EXPECT_EQ(interval({}, "fiscal 2016"), "2016 2016-01-01..2016-12-31 fiscal");
  EXPECT_EQ(interval(october, "fiscal 2016"), "2016 2015-10-01..2016-09-30 fiscal");
  EXPECT_EQ(interval(october, "the fiscal third quarter of 2016"),
            "2016-Q3 2016-04-01..2016-06-30 fiscal");
  EXPECT_EQ(interval(october, "the third quarter of 2016"), "2016-Q3 2016-07-01..2016-09-30");
  EXPECT_EQ(interval(april, "the 2015/16 tax year"), "2015 2015-04-06..2016-04-05 fiscal");
}

TEST(DateTest, AnImpossibleDateWarns) {
  Dates dates(ClockAt(2016, 6, 1));
  const Extracted e = dates.Of(kBefore + "It is due on 31 June in the town.\n");
  ASSERT_EQ(e.facts->warnings.size(), 1u);
  EXPECT_STREQ(e.facts->warnings[0].code, "impossible-date");
  EXPECT_EQ(e.facts->warnings[0].where.size(), std::string("31 June").size());
}

TEST(DateTest, NarrativesCountFromTheirOwnYears) {
  Dates dates(ClockAt(2009, 12, 19));
  const Extracted e = dates.Of(kBefore +
                               "In 1939 the war began. In 1940 France fell. By 1941 the east was "
                               "at war, as it had been in 1904 and 1905. On "
                               "6 December 1941 the line held.\n\nIn January the thaw came. On 3 "
                               "March the city fell, and two days later the "
                               "bridge. By 1942 it was over, and in 1943 they came back.\n");
  EXPECT_EQ(Written(e),
            "[1939|1939][1940|1940][1941|1941][1904|1904][1905|1905][6 December "
            "1941|1941-12-06][January|1942-01]"
            "[3 March|1942-03-03][two days later|1942-03-05][1942|1942][1943|1943]");
}

TEST(DateTest, WhatTellsOfItsWriterCountsFromTheWritersDay) {
  Dates dates(ClockAt(2016, 1, 14));
  // News that looks back on a few years is news.
  const Extracted news =
      dates.Of(kBefore +
               "He won in 2004 and in 2008, lost in 2010 and 2011, and stood again in 2012 and "
               "2013. In November he said so, and this week he was out.\n");
  EXPECT_EQ(Written(news),
            "[2004|2004][2008|2008][2010|2010][2011|2011][2012|2012][2013|2013]"
            "[November|2015-11][this week|2016-W02]");
  // A story has its own months and its own next year, its teller a last year.
  const Extracted story =
      dates.Of(kBefore +
               "They fought in 1933, 1934, 1935, 1936, 1937, 1938, 1939, 1940 and 1941. In May "
               "1941 they met, and the next year it was over. It was told again last year, two "
               "years ago and this week.\n");
  EXPECT_EQ(Written(story),
            "[1933|1933][1934|1934][1935|1935][1936|1936][1937|1937][1938|1938][1939|1939]"
            "[1940|1940][1941|1941][May 1941|1941-05][the next year|1942]"
            "[last year|2015][two years ago|2014][this week|2016-W02]");
}

TEST(DateTest, AWinterWithoutItsYearCountsFromJanuary) {
  const auto interval = [](const Clock& clock, const std::string& text) {
    Dates dates(clock);
    const Extracted e = dates.Of(kBefore + text + "\n");
    EXPECT_EQ(e.facts->dates.size(), 1u) << text;
    const Date& d = e.facts->dates[0];
    return d.value + " " + d.earliest + " " + d.latest;
  };
  EXPECT_EQ(interval(ClockAt(2016, 3, 20), "It was mild last winter."),
            "2016-WI 2015-12-01 2016-02-29");
  EXPECT_EQ(interval(ClockAt(2015, 11, 10), "It will be cold this winter."),
            "2015-WI 2015-12-01 2016-02-29");
  EXPECT_EQ(interval(ClockAt(2016, 1, 14), "It was cold in the winter of 2012."),
            "2012-WI 2012-12-01 2013-02-28");
}

TEST(DateTest, AMonthOfAStoryHasTheYearThatKeepsItsWayShort) {
  Dates dates(ClockAt(2009, 12, 19));
  const Extracted e =
      dates.Of(kBefore +
               "In February 1945 they crossed the river. By the start of July, others had held "
               "the hills, and took the town by early August. In mid-June 1944 ships sailed. By "
               "October 1944 it was taken. In January, they met the rest.\n\nMuch was lost in "
               "1940, in 1941 and in 1942.\n");
  EXPECT_EQ(Written(e),
            "[February 1945|1945-02][the start of July|1944-07~start][early August|1944-08~start]"
            "[mid-June 1944|1944-06~mid][October 1944|1944-10][January|1945-01]"
            "[1940|1940][1941|1941][1942|1942]");
}

TEST(DateTest, Amounts) {
  EXPECT_EQ(ParseAmount("two"), 2);
  EXPECT_EQ(ParseAmount("twenty-five"), 25);
  EXPECT_EQ(ParseAmount("a hundred and ten"), 110);
  EXPECT_EQ(ParseAmount("three hundred"), 300);
  EXPECT_EQ(ParseAmount("2 1/2"), 2.5);
  EXPECT_EQ(ParseAmount("two and a half"), 2.5);
  EXPECT_EQ(ParseAmount("1,200"), 1200);
  EXPECT_EQ(ParseAmount("a couple of"), 2);
  EXPECT_EQ(ParseAmount("half a dozen"), 6);
  EXPECT_LT(ParseAmount("several"), 0);
  EXPECT_LT(ParseAmount("a few"), 0);
}

// As published by those who keep the feasts.
TEST(CalendarTest, FeastsOfOtherCalendars) {
  EXPECT_EQ(HolidayOf("islamic-10-1", 2016), (Day{2016, 7, 6}));
  EXPECT_EQ(HolidayOf("islamic-12-10", 2023), (Day{2023, 6, 28}));
  EXPECT_EQ(HolidayOf("islamic-10-1", 2000), (Day{2000, 1, 8}));  // and once more in December
  EXPECT_EQ(HolidayOf("hebrew-1-10", 2015), (Day{2015, 9, 23}));
  EXPECT_EQ(HolidayOf("hebrew-8-15", 2016), (Day{2016, 4, 23}));
  EXPECT_EQ(HolidayOf("hebrew-7-14", 2016), (Day{2016, 3, 24}));  // of a leap year
  EXPECT_EQ(HolidayOf("chinese-1-1", 2016), (Day{2016, 2, 8}));
  EXPECT_EQ(HolidayOf("chinese-1-1", 2023), (Day{2023, 1, 22}));
  EXPECT_EQ(HolidayOf("orthodox0", 2016), (Day{2016, 5, 1}));
  EXPECT_EQ(HolidayOf("orthodox0", 2021), (Day{2021, 5, 2}));
  EXPECT_EQ(HolidayOf("1-7#-1 2004:2-7#1 2022:2-7#2", 1999), (Day{1999, 1, 31}));
  EXPECT_EQ(HolidayOf("1-7#-1 2004:2-7#1 2022:2-7#2", 2021), (Day{2021, 2, 7}));
  EXPECT_EQ(HolidayOf("1-7#-1 2004:2-7#1 2022:2-7#2", 2023), (Day{2023, 2, 12}));
  EXPECT_EQ(HolidayOf("2015:11-11 2016:", 2014), std::nullopt);
  EXPECT_EQ(HolidayOf("2015:11-11 2016:", 2015), (Day{2015, 11, 11}));
  EXPECT_EQ(HolidayOf("2015:11-11 2016:", 2016), std::nullopt);
}

TEST(CalendarTest, WeeksMonthsAndFeasts) {
  EXPECT_EQ(WeekOf({2016, 1, 3}), (IsoWeek{2015, 53}));
  EXPECT_EQ(WeekOf({2016, 1, 4}), (IsoWeek{2016, 1}));
  EXPECT_EQ(MondayOf({2015, 53}), (Day{2015, 12, 28}));
  EXPECT_EQ(AddMonths({2016, 1, 31}, 1), (Day{2016, 2, 29}));
  EXPECT_EQ(AddMonths({2016, 1, 15}, -1), (Day{2015, 12, 15}));
  EXPECT_EQ(WeekdayOf({2016, 1, 14}), 4);
  EXPECT_FALSE(Valid({2015, 2, 29}));
  EXPECT_EQ(EasterOf(2016), (Day{2016, 3, 27}));
  EXPECT_EQ(EasterOf(1943), (Day{1943, 4, 25}));
  EXPECT_EQ(HolidayOf("easter-2", 2016), (Day{2016, 3, 25}));
  EXPECT_EQ(HolidayOf("11-4#4", 2015), (Day{2015, 11, 26}));
  EXPECT_EQ(HolidayOf("11-4#4+1", 2015), (Day{2015, 11, 27}));
  EXPECT_EQ(HolidayOf("5-1#-1", 2016), (Day{2016, 5, 30}));
}

TEST(ValuesTest, Intervals) {
  const auto interval = [](std::string_view value, std::string_view modifier = "") {
    std::string a, b;
    IntervalOf(value, modifier, &a, &b);
    return a + " " + b;
  };
  EXPECT_EQ(interval("2016"), "2016-01-01 2016-12-31");
  EXPECT_EQ(interval("2015-11", "start"), "2015-11-01 2015-11-10");
  EXPECT_EQ(interval("2015-11", "end"), "2015-11-21 2015-11-30");
  EXPECT_EQ(interval("2016-W01-WE"), "2016-01-09 2016-01-10");
  EXPECT_EQ(interval("2015-Q3"), "2015-07-01 2015-09-30");
  EXPECT_EQ(interval("2015-WI"), "2015-12-01 2016-02-29");
  EXPECT_EQ(interval("198"), "1980-01-01 1989-12-31");
  EXPECT_EQ(interval("2016-01-26T08:00"), "2016-01-26T08:00 2016-01-26T08:00");
  EXPECT_EQ(interval("2016-01-26TMO"), "2016-01-26T06:00 2016-01-26T11:59");
  EXPECT_EQ(interval("XXXX-01-26"), " ");
  EXPECT_EQ(interval("P2D"), " ");
  EXPECT_EQ(interval("BC0490"), " ");
  EXPECT_EQ(DurationValue(2.5, 'Y'), "P2Y6M");
  EXPECT_EQ(DurationValue(24, 'h'), "PT24H");
  EXPECT_EQ(DurationValue(-1, 'W'), "PXW");
  EXPECT_EQ(DurationValue(3, 'T'), "P30Y");
}

}  // namespace
}  // namespace presscut::date
