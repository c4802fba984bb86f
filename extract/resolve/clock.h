// What day an article's words are said on: --reference-date, then the row's date, then the header's
// stamp, then the dateline, then what the text itself proves; never today, never the file's time.
//
//   Clock clock = FindClock(dates, article, text, segments, matches, found, published, given);
//
// Cost: a few matches of the header; linear in the dates where only the text can tell.
// Thread-safety: pure. Errors: none; an unknown clock has year 0, and values then keep X for what
// they do not know.

#ifndef PRESSCUT_RESOLVE_CLOCK_H_
#define PRESSCUT_RESOLVE_CLOCK_H_

#include <string_view>
#include <vector>

#include "extract/kinds/date/date.h"
#include "extract/source/article.h"

namespace presscut::resolve {

// `published`: the value of the header's stamp, empty where there is none. `given`: of
// --reference-date, if known. `found`: the article's dates, not yet resolved.
date::Clock FindClock(const source::Article& article, const text::Text& text,
                      const segment::Segments& segments, const std::vector<date::Date>& found,
                      std::string_view published, const date::Clock& given);

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_CLOCK_H_
