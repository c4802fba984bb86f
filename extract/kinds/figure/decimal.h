// A number as it is written, with nothing rounded: a whole number of up to 38 digits times a power
// of ten.
//
//   Decimal d;
//   d.Parse("1,234.50");            // false where it is no number of English or other customs
//   d.Shift(6);                     // million
//   d.Exact();                      // "1234500000"
//
// Cost: a few integer operations; no allocation but for Exact(). Thread-safety: plain values.
// Errors: an operation that would not fit says false and leaves the value as it was.

#ifndef PRESSCUT_KINDS_FIGURE_DECIMAL_H_
#define PRESSCUT_KINDS_FIGURE_DECIMAL_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace presscut::figure {

class Decimal {
 public:
  __extension__ typedef unsigned __int128 Wide;

  Decimal() = default;
  explicit Decimal(uint64_t whole) : mantissa_(whole) {}

  // Digits with separators: "1,234.5", "12,34,567", "1.234.567,8", "5,00". One separator before
  // exactly three digits is a thousands' comma or a decimal point. "192.168.1.2" is no number.
  bool Parse(std::string_view digits);

  bool zero() const { return mantissa_ == 0; }
  bool negative() const { return negative_; }
  bool whole() const;
  // The value where it is whole and small enough; -1 otherwise.
  int64_t Small() const;

  void Negate() { negative_ = mantissa_ != 0 && !negative_; }
  void Shift(int tens) { exponent_ += mantissa_ == 0 ? 0 : tens; }
  bool Add(const Decimal& other);
  bool Times(uint64_t factor);
  bool Raise(int power);
  // Divides. What has no end as a decimal keeps `places` places, or, with 0, as many as a double
  // can tell.
  bool Over(uint64_t divisor, int places);

  // -1, 0 or 1; numbers that cannot be brought to one exponent compare by their doubles.
  int Compare(const Decimal& other) const;

  double Value() const;
  std::string Exact() const;

 private:
  bool ParseWhole(std::string_view digits);  // nothing but digits, of which there are not too many
  void Tidy();                               // no zeros at the end of the mantissa
  // Few digits and zeros: no operation of such numbers can fail for want of room.
  bool Modest() const {
    return mantissa_ <= UINT64_MAX && exponent_ >= -kModest && exponent_ <= kModest;
  }
  bool Align(Decimal* other);  // both to the smaller exponent

  static constexpr int kModest = 18;

  Wide mantissa_ = 0;
  int exponent_ = 0;
  bool negative_ = false;
};

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_DECIMAL_H_
