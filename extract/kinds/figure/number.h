// Reads a number of any spelling at a token: digits of English and other customs, words, and both
// mixed.
//
//   Number n;
//   // "two and a half million", "3.5 mln", "1-3/4", "2½"
//   if (ReadNumber(reader, t, &n)) use(n.value, n.last);
//   if (ReadFraction(reader, t, &n)) …  // t is "half", "third": "half a dozen", "a quarter"
//
// Read are: "1,234.5", "12,34,567", "1 234 567", "5k", "10mln", "3 lakh", "1e10", "2×10^8", "3/4",
// "forty-two", "4 thousand 3 hundred and 21", "two hundred point zero three", "two dozen", "three
// quarters of a million", "hundreds of thousands" (the least it can be, marked as vague). Signs are
// the caller's. A fraction that has no end as a decimal keeps four places where it is one of
// everyday ("two-thirds": 0.6667), and what a double holds elsewhere.
//
// Cost: linear in the tokens read. Thread-safety: pure. Errors: false where no number stands there.

#ifndef PRESSCUT_KINDS_FIGURE_NUMBER_H_
#define PRESSCUT_KINDS_FIGURE_NUMBER_H_

#include <cstdint>

#include "extract/kinds/figure/decimal.h"
#include "extract/kinds/figure/vocabulary.h"

namespace presscut::figure {

struct Number {
  Decimal value;
  uint32_t first = 0, last = 0;  // tokens, half-open
  int magnitude = 0;    // tens of a single multiplier that ends it: "70 mln" 6; 0: none, or several
  bool digits = false;  // begins with a digit
  bool fraction = false;  // a part of one: "two-thirds", "3/4"
  bool mixed = false;     // a whole number and a fraction: "2½", "1-3/4"
  bool vague = false;     // "thousands"; value is the least
  bool letter = false;    // its multiplier is one letter, m or k
};

bool ReadNumber(const Reader& r, uint32_t t, Number* out);
bool ReadFraction(const Reader& r, uint32_t t, Number* out);
bool ReadVague(const Reader& r, uint32_t t, Number* out);

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_NUMBER_H_
