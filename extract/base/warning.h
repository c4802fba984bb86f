// A thing worth knowing about an article that did not stop the work: a guessed encoding, a quote
// that never closes.
//
//   warnings.push_back({"unclosed-quote", span, "the quotation is never closed"});
//
// `code` is one of the codes in docs/RECORD.md and never changes its meaning; `where` counts raw
// bytes (an empty span at 0 where the whole article is meant). Cost: a string. Thread-safety: plain
// values. Errors: none.

#ifndef PRESSCUT_BASE_WARNING_H_
#define PRESSCUT_BASE_WARNING_H_

#include <string>

#include "extract/base/span.h"

namespace presscut {

struct Warning {
  const char* code = "";  // static storage
  Span where;
  std::string message;
};

}  // namespace presscut

#endif  // PRESSCUT_BASE_WARNING_H_
