#include "extract/text/address.h"

namespace presscut::text {

bool InAddress(std::string_view norm, uint32_t at) {
  constexpr uint32_t kLongest = 300;
  uint32_t from = at;
  while (from > 0 && at - from<kLongest&& static_cast<unsigned char>(norm[from - 1])> ' ') {
    --from;
  }
  if (from == at) return false;
  const std::string_view run = norm.substr(from, at - from);
  return run.find("://") != std::string_view::npos || run.find("www.") != std::string_view::npos;
}

}  // namespace presscut::text
