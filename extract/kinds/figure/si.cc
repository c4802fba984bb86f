#include "extract/kinds/figure/si.h"

#include <cstdint>

namespace presscut::figure {
namespace {

// `factor` times ten to `tens`, divided by `divisor`, of `si` make one `unit`.
struct Definition {
  std::string_view unit;
  uint64_t factor;
  int tens;
  uint64_t divisor;
  std::string_view si;
};

constexpr Definition kDefinitions[] = {
    // Length. A yard is 0.9144 m, and what is built of it.
    {"m", 1, 0, 1, "m"},
    {"km", 1, 3, 1, "m"},
    {"dm", 1, -1, 1, "m"},
    {"cm", 1, -2, 1, "m"},
    {"mm", 1, -3, 1, "m"},
    {"µm", 1, -6, 1, "m"},
    {"nm", 1, -9, 1, "m"},
    {"mi", 1609344, -3, 1, "m"},
    {"ft", 3048, -4, 1, "m"},
    {"in", 254, -4, 1, "m"},
    {"yd", 9144, -4, 1, "m"},
    {"nmi", 1852, 0, 1, "m"},
    {"furlong", 201168, -3, 1, "m"},
    {"fathom", 18288, -4, 1, "m"},
    {"ly", 94607304725808, 2, 1, "m"},
    // Area.
    {"m2", 1, 0, 1, "m2"},
    {"km2", 1, 6, 1, "m2"},
    {"cm2", 1, -4, 1, "m2"},
    {"ha", 1, 4, 1, "m2"},
    {"acre", 40468564224, -7, 1, "m2"},
    {"mi2", 2589988110336, -6, 1, "m2"},
    {"ft2", 9290304, -8, 1, "m2"},
    {"in2", 64516, -8, 1, "m2"},
    {"yd2", 83612736, -8, 1, "m2"},
    // Volume. The barrel is that of oil.
    {"m3", 1, 0, 1, "m3"},
    {"km3", 1, 9, 1, "m3"},
    {"cm3", 1, -6, 1, "m3"},
    {"L", 1, -3, 1, "m3"},
    {"mL", 1, -6, 1, "m3"},
    {"cL", 1, -5, 1, "m3"},
    {"ft3", 28316846592, -12, 1, "m3"},
    {"in3", 16387064, -12, 1, "m3"},
    {"yd3", 764554857984, -12, 1, "m3"},
    {"mi3", 4168181825440579584, -9, 1, "m3"},
    {"bbl", 158987294928, -12, 1, "m3"},
    // Mass. A pound is 0.45359237 kg.
    {"kg", 1, 0, 1, "kg"},
    {"g", 1, -3, 1, "kg"},
    {"mg", 1, -6, 1, "kg"},
    {"µg", 1, -9, 1, "kg"},
    {"t", 1, 3, 1, "kg"},
    {"short ton", 90718474, -5, 1, "kg"},
    {"long ton", 10160469088, -7, 1, "kg"},
    {"lb", 45359237, -8, 1, "kg"},
    {"oz", 28349523125, -12, 1, "kg"},
    {"oz t", 311034768, -10, 1, "kg"},
    {"st", 635029318, -8, 1, "kg"},
    {"ct", 2, -4, 1, "kg"},
    // Speed.
    {"m/s", 1, 0, 1, "m/s"},
    {"km/h", 1, 1, 36, "m/s"},
    {"mph", 44704, -5, 1, "m/s"},
    {"kn", 1852, 0, 3600, "m/s"},
    {"m/ms", 1, 3, 1, "m/s"},
    {"cm/ms", 1, 1, 1, "m/s"},
    {"km/ms", 1, 6, 1, "m/s"},
    // Power and energy.
    {"W", 1, 0, 1, "W"},
    {"mW", 1, -3, 1, "W"},
    {"kW", 1, 3, 1, "W"},
    {"MW", 1, 6, 1, "W"},
    {"GW", 1, 9, 1, "W"},
    {"TW", 1, 12, 1, "W"},
    {"J", 1, 0, 1, "J"},
    {"kJ", 1, 3, 1, "J"},
    {"kWh", 36, 5, 1, "J"},
    {"MWh", 36, 8, 1, "J"},
    {"GWh", 36, 11, 1, "J"},
    {"TWh", 36, 14, 1, "J"},
    // Electricity, frequency, pressure, force, dose.
    {"V", 1, 0, 1, "V"},
    {"kV", 1, 3, 1, "V"},
    {"A", 1, 0, 1, "A"},
    {"mAh", 36, -1, 1, "C"},
    {"Hz", 1, 0, 1, "Hz"},
    {"kHz", 1, 3, 1, "Hz"},
    {"MHz", 1, 6, 1, "Hz"},
    {"GHz", 1, 9, 1, "Hz"},
    {"Pa", 1, 0, 1, "Pa"},
    {"hPa", 1, 2, 1, "Pa"},
    {"mbar", 1, 2, 1, "Pa"},
    {"psi", 44482216152605, -5, 64516, "Pa"},
    {"N", 1, 0, 1, "N"},
    {"Sv", 1, 0, 1, "Sv"},
    {"mSv", 1, -3, 1, "Sv"},
    // Temperature and angle. Fahrenheit begins elsewhere: see ToSi.
    {"°C", 1, 0, 1, "°C"},
    {"°F", 5, 0, 9, "°C"},
    {"K", 1, 0, 1, "K"},
    {"rad", 1, 0, 1, "rad"},
    // Data, by thousands.
    {"B", 1, 0, 1, "B"},
    {"kB", 1, 3, 1, "B"},
    {"MB", 1, 6, 1, "B"},
    {"GB", 1, 9, 1, "B"},
    {"TB", 1, 12, 1, "B"},
    {"PB", 1, 15, 1, "B"},
    {"bit", 1, 0, 1, "bit"},
    {"Mbit", 1, 6, 1, "bit"},
    {"Gbit", 1, 9, 1, "bit"},
    {"kbit/s", 1, 3, 1, "bit/s"},
    {"Mbit/s", 1, 6, 1, "bit/s"},
    {"Gbit/s", 1, 9, 1, "bit/s"},
};

constexpr std::string_view kFahrenheit = "°F";

}  // namespace

bool ToSi(std::string_view unit, const Decimal& amount, Degrees degrees, SiAmount* out) {
  for (const Definition& d : kDefinitions) {
    if (d.unit != unit) continue;
    Decimal value = amount;
    if (unit == kFahrenheit && degrees == Degrees::kPoint) {
      Decimal freezing(32);
      freezing.Negate();
      if (!value.Add(freezing)) return false;
    }
    if (!value.Times(d.factor)) return false;
    value.Shift(d.tens);
    if (d.divisor != 1 && !value.Over(d.divisor, 0)) return false;
    *out = {value, d.si};
    return true;
  }
  return false;
}

}  // namespace presscut::figure
