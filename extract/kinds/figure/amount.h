// What stands around a number and makes it an amount: a currency, a percent sign, a unit, words of
// age.
//
//   Amount a;
//   // "$ 14 million", "115.5USD", "6.5p", "98 per cent", "-0.4°C", "5 ft 2 in"
//   ReadAmount(reader, number, &a);
//   if (a.kind != nullptr) use(a.value, a.unit, a.first, a.last);
//
// A bare number comes back with kind null. Subunits of money are told in the unit itself ("55.57
// pence": 0.5557 GBP). Cost: a few list look-ups. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_KINDS_FIGURE_AMOUNT_H_
#define PRESSCUT_KINDS_FIGURE_AMOUNT_H_

#include <cstdint>
#include <string_view>

#include "extract/kinds/figure/number.h"

namespace presscut::figure {

struct Amount {
  Number number;
  Decimal value;  // with sign, in `unit`
  const char* kind =
      nullptr;  // money percent percentage_point basis_point measure age; null: a bare number
  std::string_view unit;  // lives as long as the RuleSet
  int subunit = 0;        // value is number / 10^subunit
  uint32_t first = 0, last = 0;
  bool compound = false;     // "5 ft 2 in", "3 dollars 50 cents"
  bool hyphen = false;       // "3-inch"
  bool unit_before = false;  // "$5"
  bool plain = false;        // a dollar that does not say which
  // The same amount in a unit in which it has an end: "5 ft 10 in" is 70 in. Empty: `unit` does.
  Decimal fine;
  std::string_view fine_unit;
};

// What a list says of a currency: "GBP/2" is a hundredth of a pound, "USD*6" a million of dollars,
// "USD?" a dollar that does not say which.
struct Currency {
  std::string_view unit;
  int subunit = 0;  // how many tens smaller the thing is
  int tens = 0;     // or larger
  bool plain = false;
};
Currency ReadCurrency(std::string_view value);

void ReadAmount(const Reader& r, const Number& number, Amount* out);

// "USD115", "Rs500", "R5m": code and digits in one token.
bool ReadGlued(const Reader& r, uint32_t t, Amount* out);

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_AMOUNT_H_
