#include "extract/text/calendars.h"

#include <unicode/calendar.h>

#include <cmath>
#include <memory>
#include <string>

namespace presscut::text {

std::optional<int> DayInYear(const char* calendar, int month, int day, int from) {
  constexpr double kDay = 86'400'000.0;
  UErrorCode status = U_ZERO_ERROR;
  const std::string locale = std::string("@calendar=") + calendar;
  const std::unique_ptr<icu::Calendar> start(
      icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale(locale.c_str()), status));
  if (U_FAILURE(status) || std::string_view(start->getType()) != calendar) return std::nullopt;
  start->setTime(from * kDay, status);
  // From the calendar's year that `from` lies in, into the next two.
  for (int step = 0; step < 3; ++step) {
    const std::unique_ptr<icu::Calendar> there(start->clone());
    there->set(UCAL_DATE, 1);
    there->add(UCAL_YEAR, step, status);
    there->set(UCAL_MONTH, month - 1);
    there->set(UCAL_IS_LEAP_MONTH, 0);
    there->set(UCAL_DATE, day);
    const int found = static_cast<int>(std::floor(there->getTime(status) / kDay));
    if (U_FAILURE(status)) return std::nullopt;
    if (found >= from && found < from + 366) return found;
  }
  return std::nullopt;
}

}  // namespace presscut::text
