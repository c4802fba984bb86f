#include "extract/record/json.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace presscut::record {
namespace {

static_assert(std::endian::native == std::endian::little, "words are read as little-endian");

// Above this the buffer is given back after use.
constexpr size_t kKeepBuffer = size_t{1} << 20;

// The letter behind a backslash; 0: written as a number.
constexpr std::array<char, 256> MakeEscapes() {
  std::array<char, 256> table{};
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}
constexpr std::array<char, 256> kEscapes = MakeEscapes();

// "000102…99": numbers are written two digits at a time.
constexpr std::array<char, 200> MakePairs() {
  std::array<char, 200> table{};
  for (size_t i = 0; i < 100; ++i) {
    table[2 * i] = static_cast<char>('0' + i / 10);
    table[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return table;
}
constexpr std::array<char, 200> kPairs = MakePairs();

using Bytes [[gnu::vector_size(16)]] = signed char;
using Words [[gnu::vector_size(16)]] = uint64_t;

template <class T>
T Load(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

// n < 16 bytes, with NULs behind them; reads none but these.
Bytes LoadShort(const char* from, size_t n) {
  uint64_t low = 0, high = 0;
  if (n > 8) {
    low = Load<uint64_t>(from);
    high = Load<uint64_t>(from + n - 8) >> (8 * (16 - n));
  } else if (n >= 4) {
    low = Load<uint32_t>(from) | uint64_t{Load<uint32_t>(from + n - 4)} << (8 * (n - 4));
  } else if (n > 0) {
    const auto byte = [&](size_t i) {
      return uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
    };
    low = byte(0) | byte(n / 2) | byte(n - 1);
  }
  return reinterpret_cast<Bytes>(Words{low, high});
}

// How many bytes come before the first that may not stand in a string as it is, or is no ASCII.
size_t CountPlain(Bytes c) {
  // Bytes that are no ASCII are negative.
  const auto marks = reinterpret_cast<Words>((c < ' ') | (c == '"') | (c == '\\'));
  const auto first = [](uint64_t word) { return static_cast<size_t>(std::countr_zero(word)) / 8; };
  return marks[0] != 0 ? first(marks[0]) : 8 + first(marks[1]);
}

// Length of the well-formed UTF-8 sequence s begins with; 0 where it begins with none.
size_t SequenceAt(std::string_view s) {
  const auto byte = [&](size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  const auto tail = [&](size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(0), second = byte(1);
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4;
  }
  return 0;
}

// n is 2, 3 or 4.
char* CopySequence(const char* from, size_t n, char* to) {
  to[0] = from[0];
  to[1] = from[1];
  if (n > 2) to[2] = from[2];
  if (n > 3) to[3] = from[3];
  return to + n;
}

// Writes what stands for a byte that cannot stand as it is.
char* Escape(unsigned char c, char* to) {
  constexpr char kHex[] = "0123456789abcdef";
  *to++ = '\\';
  if (kEscapes[c] != 0) {
    *to++ = kEscapes[c];
    return to;
  }
  std::memcpy(to, "u00", 3);
  to[3] = kHex[c >> 4];
  to[4] = kHex[c & 15];
  return to + 5;
}

}  // namespace

void Json::Clear() {
  if (static_cast<size_t>(end_ - buffer_.get()) > kKeepBuffer) {
    buffer_.reset();
    end_ = nullptr;
  }
  at_ = buffer_.get();
}

void Json::Grow(size_t n) {
  constexpr size_t kFirst = size_t{16} << 10;
  const size_t used = text().size();
  const size_t size = std::max({kFirst, used + n, 2 * static_cast<size_t>(end_ - buffer_.get())});
  std::unique_ptr<char[]> larger(new char[size]);
  if (used > 0) std::memcpy(larger.get(), buffer_.get(), used);
  buffer_ = std::move(larger);
  at_ = buffer_.get() + used;
  end_ = buffer_.get() + size;
}

void Json::String(std::string_view s) {
  if (s.size() >= sizeof(Bytes)) return AnyString(s);
  // Most are short and plain.
  const Bytes bytes = LoadShort(s.data(), s.size());
  if (CountPlain(bytes) < s.size()) return AnyString(s);
  char* to = Room(sizeof bytes + 2);
  *to = '"';
  std::memcpy(to + 1, &bytes, sizeof bytes);
  to[1 + s.size()] = '"';
  at_ += s.size() + 2;
}

void Json::AnyString(std::string_view s) {
  // Beside what is left of s: an escape, a whole vector where fewer bytes are left, and the mark.
  constexpr size_t kMore = 6 + sizeof(Bytes) + 1;
  char* to = Room(s.size() + kMore);
  *to++ = '"';
  for (;;) {
    const bool whole = s.size() >= sizeof(Bytes);
    const Bytes bytes = whole ? Load<Bytes>(s.data()) : LoadShort(s.data(), s.size());
    std::memcpy(to, &bytes, sizeof bytes);
    const size_t plain = CountPlain(bytes);
    to += plain;
    s.remove_prefix(plain);
    if (s.empty()) break;
    if (plain == sizeof(Bytes)) continue;
    if (size_t n = SequenceAt(s); n > 0) {
      do {
        to = CopySequence(s.data(), n, to);
        s.remove_prefix(n);
        n = SequenceAt(s);
      } while (n > 0);
      continue;
    }
    const auto c = static_cast<unsigned char>(s.front());
    s.remove_prefix(1);
    if (c < 0x80) {
      to = Escape(c, to);
    } else {
      std::memcpy(to, "\xEF\xBF\xBD", 3);
      to += 3;
    }
    at_ = to;
    to = Room(s.size() + kMore);
  }
  *to++ = '"';
  at_ = to;
}

void Json::Count(uint64_t value) {
  constexpr size_t kMost = 20;
  char* to = Room(kMost);
  if (value >= 10'000) {
    at_ = std::to_chars(to, to + kMost, value).ptr;
    return;
  }
  // Most offsets.
  const auto small = static_cast<uint32_t>(value);
  const auto pair = [&](uint32_t two) {
    std::memcpy(to, &kPairs[2 * two], 2);
    to += 2;
  };
  const auto first = [&](uint32_t two) {  // without a nought in front
    if (two >= 10) return pair(two);
    *to++ = static_cast<char>('0' + two);
  };
  if (small >= 100) {
    const uint32_t hundreds = small / 100;
    first(hundreds);
    pair(small - 100 * hundreds);
  } else {
    first(small);
  }
  at_ = to;
}

void Json::Number(double value) {
  // Up to here every whole double is written in full; beyond, the shortest form has an exponent.
  constexpr double kWhole = 1e15;
  constexpr size_t kMost = 32;
  if (!std::isfinite(value)) return Put("null");
  if (std::abs(value) < kWhole && std::trunc(value) == value) {
    const auto whole = static_cast<int64_t>(value);
    if (whole < 0) Put('-');
    return Count(static_cast<uint64_t>(std::abs(whole)));
  }
  char* to = Room(kMost);
  at_ = std::to_chars(to, to + kMost, value).ptr;
}

}  // namespace presscut::record
