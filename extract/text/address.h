// Whether a place of a text is inside an address of the web, whose numbers say nothing.
//
//   InAddress("see https://www.test.com/2015/11/03", 25)   // true
//
// Cost: a look back over the run without white space, 300 bytes at most. Thread-safety: pure.
// Errors: none.

#ifndef PRESSCUT_TEXT_ADDRESS_H_
#define PRESSCUT_TEXT_ADDRESS_H_

#include <cstdint>
#include <string_view>

namespace presscut::text {

bool InAddress(std::string_view norm, uint32_t at);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_ADDRESS_H_
