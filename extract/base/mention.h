// A piece of the article that a rule found, and the name of that rule: what every fact carries.
//
//   Mention m{span, "people/title-before-name"};
//
// Units: bytes of norm; the record translates them. `rule` has static or RuleSet lifetime. Cost: a
// span and a view. Thread-safety: plain values. Errors: none.

#ifndef PRESSCUT_BASE_MENTION_H_
#define PRESSCUT_BASE_MENTION_H_

#include <string_view>

#include "extract/base/span.h"

namespace presscut {

struct Mention {
  NormSpan span;
  std::string_view rule;  // "dates/clock-on-day"
};

// Index of an entity in its list; kNobody where there is none.
inline constexpr uint32_t kNobody = ~uint32_t{0};

}  // namespace presscut

#endif  // PRESSCUT_BASE_MENTION_H_
