#include "extract/kinds/figure/decimal.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace presscut::figure {
namespace {

using Wide = Decimal::Wide;

constexpr int kMostDigits = 38;

constexpr Wide Power(int tens) {
  Wide p = 1;
  for (int i = 0; i < tens; ++i) p *= 10;
  return p;
}
constexpr Wide kLimit = Power(kMostDigits);
constexpr Wide kMostSmall = Power(18);

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Writes the digits of a number below kLimit, none for zero; gives how many.
size_t WriteDigits(Wide number, char* out) {
  if (number <= UINT64_MAX) {
    if (number == 0) return 0;
    const std::to_chars_result end =
        std::to_chars(out, out + kMostDigits, static_cast<uint64_t>(number));
    return static_cast<size_t>(end.ptr - out);
  }
  size_t n = 0;
  for (; number != 0; number /= 10)
    out[n++] = static_cast<char>('0' + static_cast<int>(number % 10));
  std::reverse(out, out + n);
  return n;
}

// Whether the separators `mark` of the whole part stand where a custom puts them: before every
// three digits, or, in the Indian manner, before the last three and every two above.
bool Grouped(std::string_view whole, char mark) {
  const size_t first = whole.find(mark);
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3 || whole[0] == '0') return false;
  size_t groups = 0;
  bool threes = true, twos = first <= 2;
  for (size_t at = first; at != std::string_view::npos;) {
    const size_t next = whole.find(mark, at + 1);
    const size_t size = (next == std::string_view::npos ? whole.size() : next) - at - 1;
    const bool last = next == std::string_view::npos;
    if (size != 3) threes = false;
    if (size != (last ? 3u : 2u)) twos = false;
    at = next;
    ++groups;
  }
  return threes || (twos && groups >= 2);
}

}  // namespace

bool Decimal::ParseWhole(std::string_view digits) {
  uint64_t mantissa = 0;
  for (const char c : digits) {
    if (!IsDigit(c)) return false;
    mantissa = mantissa * 10 + static_cast<uint64_t>(c - '0');
  }
  *this = Decimal(mantissa);
  Tidy();
  return true;
}

bool Decimal::Parse(std::string_view digits) {
  if (digits.size() <= kModest && ParseWhole(digits)) return true;
  const auto count = [&](char c) { return std::count(digits.begin(), digits.end(), c); };
  const auto commas = count(','), points = count('.');
  // Which mark ends the whole part; 0 where none does.
  char group = 0;
  size_t whole_end = digits.size();
  if (commas > 0 && points > 0) {
    const char last = digits[digits.find_last_of(",.")];
    if ((last == '.' ? points : commas) != 1) return false;
    group = last == '.' ? ',' : '.';
    whole_end = digits.rfind(last);
  } else if (points > 1 || commas > 1) {
    group = points > 1 ? '.' : ',';
  } else if (points == 1) {
    whole_end = digits.find('.');
  } else if (commas == 1) {
    const size_t at = digits.find(',');
    if (digits.size() - at - 1 == 3 && Grouped(digits, ',')) {
      group = ',';
    } else if (digits.size() - at - 1 <= 2) {
      whole_end = at;
    } else {
      return false;
    }
  }
  if (group != 0 && !Grouped(digits.substr(0, whole_end), group)) return false;

  Wide mantissa = 0;
  int seen = 0, places = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (!IsDigit(digits[i])) {
      if (digits[i] != ',' && digits[i] != '.') return false;
      continue;
    }
    if (mantissa != 0 || digits[i] != '0') ++seen;
    if (seen > kMostDigits - 2) return false;
    mantissa = mantissa * 10 + static_cast<Wide>(digits[i] - '0');
    if (i > whole_end) ++places;
  }
  mantissa_ = mantissa;
  exponent_ = -places;
  negative_ = false;
  Tidy();
  return true;
}

void Decimal::Tidy() {
  if (mantissa_ == 0) {
    exponent_ = 0;
    return;
  }
  // Two numbers of 64 bits divide faster than one of 128.
  if (mantissa_ <= UINT64_MAX) {
    uint64_t mantissa = static_cast<uint64_t>(mantissa_);
    for (; mantissa % 10 == 0; mantissa /= 10) ++exponent_;
    mantissa_ = mantissa;
    return;
  }
  while (mantissa_ % 10 == 0) {
    mantissa_ /= 10;
    ++exponent_;
  }
}

bool Decimal::whole() const {
  if (exponent_ >= 0) return true;
  Decimal tidy = *this;
  tidy.Tidy();
  return tidy.exponent_ >= 0;
}

int64_t Decimal::Small() const {
  if (exponent_ == 0 && mantissa_ < kMostSmall / 10 && !negative_)
    return static_cast<int64_t>(mantissa_);
  Decimal tidy = *this;
  tidy.Tidy();
  if (tidy.exponent_ < 0 || tidy.exponent_ > 17 || tidy.negative_) return -1;
  Wide value = tidy.mantissa_;
  for (int i = 0; i < tidy.exponent_ && value <= kMostSmall; ++i) value *= 10;
  return value > kMostSmall ? -1 : static_cast<int64_t>(value);
}

bool Decimal::Align(Decimal* other) {
  Decimal& high = exponent_ >= other->exponent_ ? *this : *other;
  const int low = std::min(exponent_, other->exponent_);
  while (high.exponent_ > low) {
    if (high.mantissa_ >= kLimit / 10) return false;
    high.mantissa_ *= 10;
    --high.exponent_;
  }
  return true;
}

bool Decimal::Add(const Decimal& other) {
  if (mantissa_ == 0 && other.Modest()) {
    *this = other;
    Tidy();
    return true;
  }
  Decimal a = *this, b = other;
  if (!a.Align(&b)) return false;
  if (a.negative_ == b.negative_) {
    a.mantissa_ += b.mantissa_;
  } else {
    if (a.mantissa_ < b.mantissa_) std::swap(a, b);
    a.mantissa_ -= b.mantissa_;
    a.negative_ = a.negative_ && a.mantissa_ != 0;
  }
  if (a.mantissa_ >= kLimit) return false;
  a.Tidy();
  *this = a;
  return true;
}

bool Decimal::Times(uint64_t factor) {
  if (factor != 0 && mantissa_ > kLimit / factor) return false;
  mantissa_ *= factor;
  Tidy();
  return true;
}

bool Decimal::Raise(int power) {
  const int times = power < 0 ? -power : power;
  Decimal out(1);
  for (int i = 0; i < times; ++i) {
    if (mantissa_ == 0 || out.mantissa_ > kLimit / mantissa_) return false;
    out.mantissa_ *= mantissa_;
  }
  out.exponent_ = exponent_ * times;
  out.negative_ = negative_ && times % 2 == 1;
  if (power < 0) {
    if (out.mantissa_ > UINT64_MAX) return false;
    Decimal one(1);
    one.Over(static_cast<uint64_t>(out.mantissa_), 0);
    one.Shift(-out.exponent_);
    one.negative_ = out.negative_;
    out = one;
  }
  out.Tidy();
  *this = out;
  return true;
}

bool Decimal::Over(uint64_t divisor, int places) {
  if (divisor == 0) return false;
  Wide m = mantissa_;
  int e = exponent_;
  while (m % divisor != 0 && m < kLimit / 10) {
    m *= 10;
    --e;
  }
  if (m % divisor == 0) {
    mantissa_ = m / divisor;
    exponent_ = e;
    Tidy();
    return true;
  }
  // No end: the quotient holds some thirty digits here; keep what is asked for, rounded to nearest.
  Wide quotient = (m + divisor / 2) / divisor;
  int keep = 17, digits = 0;
  for (Wide q = quotient; q != 0; q /= 10) ++digits;
  int drop = places > 0 ? -e - places : digits - keep;
  for (; drop > 1; --drop, ++e) quotient /= 10;
  if (drop == 1) {
    quotient = (quotient + 5) / 10;
    ++e;
  }
  mantissa_ = quotient;
  exponent_ = e;
  Tidy();
  return true;
}

int Decimal::Compare(const Decimal& other) const {
  Decimal a = *this, b = other;
  if (negative_ != other.negative_) return negative_ ? -1 : 1;
  int sign = 0;
  if (a.Align(&b)) {
    sign = a.mantissa_ < b.mantissa_ ? -1 : a.mantissa_ > b.mantissa_ ? 1 : 0;
  } else {
    const double x = a.Value(), y = b.Value();
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return negative_ ? -sign : sign;
}

std::string Decimal::Exact() const {
  Decimal tidy = *this;
  tidy.Tidy();
  char digits[48];
  int n = static_cast<int>(WriteDigits(tidy.mantissa_, digits));
  if (n == 0) digits[n++] = '0';
  std::string out = tidy.negative_ ? "-" : "";
  const std::string_view all(digits, static_cast<size_t>(n));
  if (tidy.exponent_ >= 0) {
    out += all;
    out.append(static_cast<size_t>(tidy.exponent_), '0');
  } else if (-tidy.exponent_ >= n) {
    out += "0.";
    out.append(static_cast<size_t>(-tidy.exponent_ - n), '0');
    out += all;
  } else {
    const size_t point = static_cast<size_t>(n + tidy.exponent_);
    out += all.substr(0, point);
    out += '.';
    out += all.substr(point);
  }
  return out;
}

double Decimal::Value() const {
  // Both are doubles as they are, and what is made of two of them is rounded once: to the nearest.
  constexpr uint64_t kExact = uint64_t{1} << 53;
  constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  constexpr int kMostTens = 22;
  if (mantissa_ <= kExact && exponent_ >= -kMostTens && exponent_ <= kMostTens) {
    const double whole = static_cast<double>(static_cast<uint64_t>(mantissa_));
    const double value = exponent_ < 0 ? whole / kPowers[-exponent_] : whole * kPowers[exponent_];
    return negative_ ? -value : value;
  }
  char text[64];
  char* end = text;
  if (negative_) *end++ = '-';
  const size_t digits = WriteDigits(mantissa_, end);
  if (digits == 0) return 0;
  end += digits;
  *end++ = 'e';
  end = std::to_chars(end, text + sizeof(text), exponent_).ptr;
  double value = 0;
  std::from_chars(text, end, value);
  return value;
}

}  // namespace presscut::figure
