// What a measure is in the units of the SI: "25 yards" is 22.86 m. What was written stays as it is;
// this stands beside it.
//
//   SiAmount si;
//   if (ToSi("yd", amount, Degrees::kPoint, &si)) use(si.value, si.unit);    // 22.86, "m"
//
// Every unit comes back in its coherent SI unit: m, m2, m3, kg, m/s, J, W, Pa, °C …; data in B,
// bit, bit/s. The factors are the definitions, exact, and so is the product, but for the few that
// have no end as a decimal (km/h, kn, °F, psi), which keep what a double holds. Units of more than
// one size have none: a gallon, a pint or a ton are larger in Britain than in America, a calorie
// and a horsepower are several; and neither have dB, px, rpm and degrees that may be an angle.
//
// Cost: a look through some eighty symbols. Thread-safety: pure. Errors: false where the unit has
// no SI value, or the number no room for one.

#ifndef PRESSCUT_KINDS_FIGURE_SI_H_
#define PRESSCUT_KINDS_FIGURE_SI_H_

#include <string_view>

#include "extract/kinds/figure/decimal.h"

namespace presscut::figure {

// Whether degrees of temperature say how warm it is, or how much warmer: 9 °F are -12.8 °C, but a
// rise by 9 °F is one by 5 °C.
enum class Degrees { kPoint, kDifference };

struct SiAmount {
  Decimal value;
  std::string_view unit;  // static
};

bool ToSi(std::string_view unit, const Decimal& amount, Degrees degrees, SiAmount* out);

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_SI_H_
