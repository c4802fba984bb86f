// Half-open ranges of bytes, in two types that cannot be mixed up: Span counts bytes of the raw
// article (decoded to UTF-8, otherwise untouched), NormSpan counts bytes of its normalised form, on
// which rules run.
//
//   NormSpan n{4, 7};
//   Span s = text.map().ToRaw(n);   // the only way from one to the other
//   Span wrong = n;                 // does not compile
//
// Units: bytes, [begin, end). Code points and UTF-16 units exist in the written record only
// (record/offsets.h). Cost: two 32-bit numbers, passed by value. Thread-safety: plain values.
// Errors: none; REQUIRES begin <= end.

#ifndef PRESSCUT_BASE_SPAN_H_
#define PRESSCUT_BASE_SPAN_H_

#include <algorithm>
#include <compare>
#include <cstdint>

namespace presscut {

template <class Layer>
struct BasicSpan {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool Contains(BasicSpan other) const {
    return begin <= other.begin && other.end <= end;
  }
  constexpr bool Overlaps(BasicSpan other) const { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const BasicSpan&) const = default;
};

struct RawLayer;
struct NormLayer;

using Span = BasicSpan<RawLayer>;
using NormSpan = BasicSpan<NormLayer>;

}  // namespace presscut

#endif  // PRESSCUT_BASE_SPAN_H_
