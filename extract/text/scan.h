// Finds the few bytes that could need work among the many that do not, 64 at a
// time: the predicate runs over a block in one loop without branches, which the
// compiler turns into vector instructions, and only flagged bytes are visited.
//
//   ScanBytes(s, [](auto prev2, auto prev, auto c, auto next) { return c ==
//   '\'' & next == '\''; },
//             [&](size_t at) { …; return at + 2; });   // where to go on
//
// Bytes outside s read as NUL. The predicate uses & and |, never && and ||, and
// takes and gives uint8_t so that the loop vectorises. Cost: a block of plain
// text is some 100 instructions. Thread-safety: pure but for `visit`.

#ifndef PRESSCUT_TEXT_SCAN_H_
#define PRESSCUT_TEXT_SCAN_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace presscut::text {

template <class Predicate, class Visit>
void ScanBytes(std::string_view s, Predicate predicate, Visit visit) {
  constexpr size_t kBlock = 64, kBefore = 2, kAfter = 1;
  static_assert(std::endian::native == std::endian::little,
                "flags are read as little-endian words");
  const auto* bytes = reinterpret_cast<const unsigned char*>(s.data());
  size_t resume = 0;
  alignas(16) std::array<uint8_t, kBlock> flags;
  std::array<unsigned char, kBefore + kBlock + kAfter> edge;
  for (size_t base = 0; base < s.size(); base += kBlock) {
    const unsigned char* p = bytes + base;
    const size_t left = s.size() - base;
    if (base == 0 || left < kBlock + kAfter) {  // the first and the last block read past the text
      edge.fill(0);
      const size_t before = base < kBefore ? 0 : kBefore;
      const size_t count = left < kBlock + kAfter ? left : kBlock + kAfter;
      std::memcpy(edge.data() + kBefore - before, p - before, before + count);
      p = edge.data() + kBefore;
    }
    for (size_t k = 0; k < kBlock; ++k) {
      flags[k] = static_cast<uint8_t>(predicate((p - 2)[k], (p - 1)[k], p[k], (p + 1)[k]));
    }
    std::array<uint64_t, kBlock / 8> words;
    std::memcpy(words.data(), flags.data(), kBlock);
    uint64_t any = 0;
    for (const uint64_t w : words) any |= w;
    if (any == 0) continue;
    for (size_t w = 0; w < words.size(); ++w) {
      for (uint64_t word = words[w]; word != 0; word &= word - 1) {
        const size_t at = base + w * 8 + static_cast<size_t>(std::countr_zero(word)) / 8;
        if (at < resume) continue;
        if (at >= s.size()) return;
        resume = visit(at);
      }
    }
  }
}

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_SCAN_H_
