// Sixteen bytes of text looked at together: which of them are letters, which of those capitals, and
// their lower-cased form; and the first bytes of it as a key that words are looked up by.
//
//   const Sixteen next = Sixteen::At(norm.data() + i, norm.size() - i);
//   const uint32_t letters = next.Run();              // 0 where none stands first, 16 at most
//   const WordId word = lexicon.Find(next.First(letters));
//   if (key == WordKey("said")) …
//
// A WordKey is a word of up to sixteen bytes, padded with NULs, so that words are compared and
// hashed as two numbers. Bytes outside the text read as NUL, which no word holds.
//
// Cost: some fifteen instructions for all sixteen bytes, with SSE2 (every x86-64 has it) or
// without. Thread-safety: plain values. Errors: none.

#ifndef PRESSCUT_SEGMENT_SIXTEEN_H_
#define PRESSCUT_SEGMENT_SIXTEEN_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace presscut::segment {

// Bytes are read eight at a time, the first of them in the lowest byte.
static_assert(std::endian::native == std::endian::little);

struct WordKey {
  static constexpr uint32_t kLongest = 16;

  uint64_t low = 0, high = 0;  // the first eight bytes, and the rest

  constexpr WordKey() = default;
  constexpr WordKey(uint64_t l, uint64_t h) : low(l), high(h) {}
  // REQUIRES: at most kLongest bytes.
  constexpr explicit WordKey(std::string_view word) {
    if (!std::is_constant_evaluated()) {
      std::memcpy(this, word.data(), word.size());
      return;
    }
    for (size_t i = 0; i < word.size(); ++i) {
      (i < 8 ? low : high) |= uint64_t{static_cast<unsigned char>(word[i])} << (i % 8 * 8);
    }
  }
  // Without a jump.
  constexpr bool operator==(const WordKey& other) const {
    return ((low ^ other.low) | (high ^ other.high)) == 0;
  }

  constexpr uint64_t Hash() const { return (std::rotl(low * kSpread, 29) ^ high) * kSpread; }
  // The upper bits of a number times this depend on all of its bits.
  static constexpr uint64_t kSpread = 0x9E3779B97F4A7C15;
};

struct Sixteen {
  uint64_t low, high;  // the bytes, with ASCII capitals made small
  uint32_t letters;    // bit i: byte i is an ASCII letter
  uint32_t capitals;   // … and a capital
  uint32_t wide;       // … outside ASCII

  // The `left` bytes at p, sixteen at most.
  static Sixteen At(const char* p, size_t left) {
    char bytes[16];
    if (left < 16) [[unlikely]] {
      std::memset(bytes, 0, 16);
      if (left > 0) std::memcpy(bytes, p, left);  // of nothing, p may be null
      p = bytes;
    }
    return Read(p);
  }

  // Letters before the first byte that is none.
  uint32_t Run() const { return static_cast<uint32_t>(__builtin_ctz(~letters)); }

  // The first n bytes. REQUIRES: n <= 16.
  WordKey First(uint32_t n) const {
    if (n <= 8) return {low & kFirst[n], 0};
    return {low, high & kFirst[n - 8]};
  }

  static Sixteen Read(const char* p) {
#ifdef __SSE2__
    const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i case_bit = _mm_set1_epi8(0x20);
    // 'a' becomes the lowest signed number.
    const __m128i from_a =
        _mm_add_epi8(_mm_or_si128(x, case_bit), _mm_set1_epi8(static_cast<char>(0x80 - 'a')));
    const __m128i letter = _mm_cmplt_epi8(from_a, _mm_set1_epi8(-0x80 + 26));
    const __m128i small = _mm_or_si128(x, _mm_and_si128(letter, case_bit));
    Sixteen out;
    out.low = static_cast<uint64_t>(_mm_cvtsi128_si64(small));
    out.high = static_cast<uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(small, small)));
    out.letters = static_cast<uint32_t>(_mm_movemask_epi8(letter));
    out.capitals =
        out.letters & ~static_cast<uint32_t>(_mm_movemask_epi8(_mm_slli_epi16(x, 2)));  // 0x20
    out.wide = static_cast<uint32_t>(_mm_movemask_epi8(x));
    return out;
#else
    return ReadPortably(p);
#endif
  }

  static Sixteen ReadPortably(const char* p) {
    Sixteen out = {};
    ReadEight(p, 0, &out.low, &out);
    ReadEight(p + 8, 8, &out.high, &out);
    return out;
  }

 private:
  static constexpr uint64_t kFirst[] = {0,
                                        0xff,
                                        0xffff,
                                        0xffffff,
                                        0xffffffff,
                                        0xffffffffff,
                                        0xffffffffffff,
                                        0xffffffffffffff,
                                        0xffffffffffffffff};

  static void ReadEight(const char* p, unsigned shift, uint64_t* small, Sixteen* out) {
    constexpr uint64_t kOnes = 0x0101010101010101, kTops = 0x8080808080808080;
    uint64_t x;
    std::memcpy(&x, p, 8);
    const uint64_t y = (x | kOnes * 0x20) & ~kTops;
    // Adding carries into the top bit from 'a' on, and once more behind 'z'.
    const uint64_t letter = (y + kOnes * (0x80 - 'a')) & ~(y + kOnes * (0x7f - 'z')) & ~x & kTops;
    *small = x | letter >> 2;
    out->letters |= TopBits(letter) << shift;
    out->capitals |= TopBits(letter & ~(x << 2)) << shift;
    out->wide |= TopBits(x & kTops) << shift;
  }

  // The top bit of each byte, side by side.
  static uint32_t TopBits(uint64_t tops) {
    return static_cast<uint32_t>((tops >> 7) * 0x0102040810204080 >> 56);
  }
};

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_SIXTEEN_H_
