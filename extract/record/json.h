// The few strokes JSON is written with, straight into a string that is used again and again.
//
//   std::string out;
//   AppendString("say \"when\"", &out);                // "say \"when\""
//   AppendNumber(0.6667, &out);  // 0.6667; whole numbers without a point: 4000
//
// Strings: control characters, the quotation mark and the backslash are escaped, all else stands as
// it is; bytes that are no UTF-8 (a file name may hold such) become U+FFFD. Numbers: the shortest
// form that reads back as the same double; what is no finite number is null.
//
// Cost: one table look-up a byte, copied in runs. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_RECORD_JSON_H_
#define PRESSCUT_RECORD_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace presscut::record {

void AppendString(std::string_view s, std::string* out);
void AppendNumber(double value, std::string* out);
void AppendNumber(uint64_t value, std::string* out);

}  // namespace presscut::record

#endif  // PRESSCUT_RECORD_JSON_H_
