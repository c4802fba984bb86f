#include "extract/text/windows1252.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace presscut::text {
namespace {

constexpr std::array<char16_t, 32> kC1 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

}  // namespace

char32_t CharOf(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kC1[byte - 0x80u] : char32_t{byte};
}

int ByteOf(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  if (c > 0x2122) return -1;
  for (size_t i = 0; i < kC1.size(); ++i) {
    if (kC1[i] == c) return static_cast<int>(0x80 + i);
  }
  return -1;
}

}  // namespace presscut::text
