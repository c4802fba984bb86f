// "1,204": a number for people.
//
//   fmt::print("{} articles", Grouped(1204));
//
// Cost: one short string. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_BASE_GROUPED_H_
#define PRESSCUT_BASE_GROUPED_H_

#include <cstdint>
#include <string>

namespace presscut {

inline std::string Grouped(uint64_t n) {
  const std::string digits = std::to_string(n);
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

}  // namespace presscut

#endif  // PRESSCUT_BASE_GROUPED_H_
