#include "extract/kinds/figure/number.h"

#include <charconv>
#include <string_view>

namespace presscut::figure {
namespace {

using segment::kNumber;
using segment::kWord;

constexpr int kNoMagnitude = 99;
constexpr int kThousand = 3;
constexpr int64_t kEveryday = 20;  // fractions down to a twentieth are told to four places

uint64_t Large(std::string_view value) {
  uint64_t out = 0;
  std::from_chars(value.data(), value.data() + value.size(), out);
  return out;
}

bool SetFraction(uint64_t above, uint64_t below, bool bare, Decimal* out) {
  *out = Decimal(above);
  return out->Over(below, bare && below <= kEveryday ? 4 : 0);
}

// "-" between two words of one number: "forty-two", "five - eighths".
uint32_t OverHyphen(const Reader& r, uint32_t t) {
  return r.IsMark(t, '-') && r.In(t + 1) && r.Touches(t) == r.Touches(t + 1) ? t + 1 : t;
}

class WordReader {
 public:
  WordReader(const Reader& r, Number* out) : r_(r), w_(r.words), out_(*out) {}

  bool Run(uint32_t t) {
    out_ = Number{};
    out_.first = at_ = t;
    if (r_.Is(t, kNumber)) {
      if (!Digits()) return false;
    }
    while (Term()) {
    }
    if (!any_) return false;
    Point();
    Finish();
    Tail();
    out_.last = at_;
    return true;
  }

 private:
  // ----- digits
  bool Digits() {
    if (!group_.Parse(r_.Text(at_))) return false;
    out_.digits = any_ = has_group_ = true;
    ++at_;
    SpacedGroups();
    Exponent();
    Power();
    Slash();
    if (!out_.fraction) ShortMagnitude();
    return true;
  }

  // "1 234 567": groups of three set apart by spaces, or by one no-break or thin space.
  void SpacedGroups() {
    const std::string_view head = r_.Text(at_ - 1);
    if (head.size() > 3 || head.find_first_of(",.") != std::string_view::npos || head[0] == '0')
      return;
    uint32_t t = at_;
    bool hard = true;
    while (r_.Is(t, kNumber) && r_.Text(t).size() >= 3 && r_.Text(t).find_first_of(",.") != 0) {
      const std::string_view text = r_.Text(t);
      const bool decimals = text.size() > 3 && (text[3] == '.' || text[3] == ',');
      const segment::Token& before = r_.At(t - 1);
      if ((text.size() != 3 && !decimals) || r_.At(t).begin != before.end() + 1) break;
      if (r_.text.RawOf({before.end(), r_.At(t).begin}) == " ") hard = false;
      ++t;
      if (decimals) break;
    }
    if (t == at_) return;
    if (!hard && t - at_ < 2) {
      // "10 000 dollars", but for "on May 12 500 dollars"
      const bool unit = r_.Has(t, w_.currency) || r_.Has(t, w_.unit) || r_.Has(t, w_.percent);
      if (!unit || r_.Has(at_ - 2, w_.before_year)) return;
    }
    std::string joined(head);
    for (uint32_t i = at_; i < t; ++i) joined += r_.Text(i);
    Decimal whole;
    if (!whole.Parse(joined)) return;
    group_ = whole;
    at_ = t;
  }

  // "1e10", "-12e-1"
  void Exponent() {
    const std::string_view text = r_.Text(at_);
    if (!r_.Touches(at_) || text.empty() || (text[0] != 'e' && text[0] != 'E')) return;
    uint32_t last = at_ + 1;
    std::string_view tens = text.substr(1);
    int sign = 1;
    if (tens.empty() && (r_.IsMark(last, '-') || r_.IsMark(last, '+')) && r_.Touches(last) &&
        r_.Touches(last + 1) && r_.Is(last + 1, kNumber)) {
      if (r_.IsMark(last, '-')) sign = -1;
      tens = r_.Text(last + 1);
      last += 2;
    }
    if (tens.empty() || tens.size() > 2 ||
        tens.find_first_not_of("0123456789") != std::string_view::npos)
      return;
    group_.Shift(sign * Whole(tens));
    at_ = last;
  }

  // "2.48×10^-5", "5.5x10-3", "10^6", "2^10"
  void Power() {
    constexpr int kMostTens = 30;
    uint32_t t = at_;
    const bool times = r_.Text(t) == "×" || r_.Text(t) == "x";
    const bool glued = r_.Text(t) == "x10" && r_.Touches(t);
    const bool scaled = glued || (times && r_.Text(t + 1) == "10");
    if (scaled) t += glued ? 1 : 2;
    if (r_.IsMark(t, '^') && r_.Touches(t)) {
      ++t;
    } else if (!scaled || !r_.IsMark(t, '-') || !r_.Touches(t)) {
      return;
    }
    const bool negative = r_.IsMark(t, '-');
    if (negative || r_.IsMark(t, '+')) ++t;
    Decimal exponent;
    if (!r_.Is(t, kNumber) || !r_.Touches(t) || !exponent.Parse(r_.Text(t)) ||
        exponent.Small() < 0 || exponent.Small() > kMostTens)
      return;
    const int power = static_cast<int>(negative ? -exponent.Small() : exponent.Small());
    if (scaled) {
      group_.Shift(power);
    } else if (!group_.Raise(power)) {
      return;
    }
    at_ = t + 1;
  }

  // A whole number over a larger one, "3/4", at token t.
  bool SlashAt(uint32_t t, Decimal* value, bool bare) const {
    if (!r_.Is(t, kNumber) || !r_.IsMark(t + 1, '/') || !r_.Is(t + 2, kNumber)) return false;
    if (!r_.Touches(t + 1) || !r_.Touches(t + 2)) return false;
    if (r_.Touches(t + 3) && (r_.IsMark(t + 3, '/') || r_.Is(t + 3, kNumber))) return false;
    Decimal above, below;
    if (!above.Parse(r_.Text(t)) || !below.Parse(r_.Text(t + 2))) return false;
    const int64_t a = above.Small(), b = below.Small();
    if (a <= 0 || b <= a || b > 1000) return false;
    return SetFraction(static_cast<uint64_t>(a), static_cast<uint64_t>(b), bare, value);
  }

  bool VulgarAt(uint32_t t, Decimal* value, bool bare) const {
    const std::string_view parts = r_.Value(t, w_.vulgar);  // "3/4"
    const size_t slash = parts.find('/');
    if (slash == std::string_view::npos) return false;
    return SetFraction(static_cast<uint64_t>(Whole(parts.substr(0, slash))),
                       static_cast<uint64_t>(Whole(parts.substr(slash + 1))), bare, value);
  }

  // "3/4", "2 1/4", "47-1/4", "2½"
  void Slash() {
    Decimal part;
    if (SlashAt(at_ - 1, &part, true)) {
      group_ = part;
      out_.fraction = true;
      at_ += 2;
      return;
    }
    if (!group_.whole()) return;
    uint32_t t = at_;
    if (r_.IsMark(t, '-') && r_.Touches(t) && r_.Touches(t + 1)) ++t;
    if (VulgarAt(t, &part, false)) {
      at_ = t + 1;
    } else if (SlashAt(t, &part, false)) {
      at_ = t + 3;
    } else {
      return;
    }
    group_.Add(part);
    out_.mixed = true;
  }

  // "5k", "1.2bn", "$4 mm", "10 M"
  void ShortMagnitude() {
    if (!r_.Is(at_, kWord)) return;
    const std::string_view value = r_.Value(at_, w_.magnitude_short);
    if (value.empty()) return;
    const std::string_view text = r_.Text(at_);
    if (!r_.Touches(at_) && r_.Has(at_, w_.magnitude)) return;  // a word of its own
    if (!r_.Touches(at_) && text.size() == 1 && (text[0] != 'M' || r_.Is(at_ + 1, kWord))) return;
    out_.letter = text.size() == 1;
    Multiply(Whole(value));
  }

  void Multiply(int tens) {
    group_.Shift(tens);
    total_.Add(group_);
    group_ = Decimal();
    has_group_ = false;
    last_ = tens;
    out_.magnitude = terms_++ == 0 ? tens : 0;
    ++at_;
  }

  // ----- words
  // One more word of the number; false where it ends.
  bool Term() {
    if (out_.fraction || out_.mixed || out_.letter) return false;
    uint32_t t = at_;
    if (any_) {
      t = OverHyphen(r_, t);
      if (r_.IsWord(t, w_.and_)) return And(t);
    }
    if (std::string_view value = r_.Value(t, w_.cardinal); !value.empty()) {
      return Cardinal(t, static_cast<uint64_t>(Whole(value)), t != at_);
    }
    if (std::string_view value = r_.Value(t, w_.magnitude); !value.empty()) {
      return Magnitude(t, Whole(value));
    }
    if (r_.Has(t, w_.dozen)) {
      if (any_ && !has_group_) return false;
      if (!any_ && r_.Text(t).back() == 's') return false;
      Dozen(t);
      return true;
    }
    // "4 thousand 3 hundred": digits go on behind a multiplier in words.
    if (any_ && t == at_ && !has_group_ && spelled_ && last_ <= 3 && r_.Is(t, kNumber) &&
        !r_.Touches(t) && r_.Has(t + 1, w_.magnitude)) {
      Decimal more;
      if (!more.Parse(r_.Text(t)) || more.Small() < 0 || more.Small() > 999) return false;
      group_ = more;
      has_group_ = true;
      at_ = t + 1;
      return true;
    }
    return false;
  }

  bool Cardinal(uint32_t t, uint64_t value, bool hyphen) {
    if (!any_) {
      group_ = Decimal(value);
    } else if (!has_group_) {
      if (!spelled_ || value >= 100 || value == 0) return false;
      group_ = Decimal(value);
    } else {
      if (out_.digits && terms_ == 0 && !hundred_) return false;
      const int64_t before = group_.Small();
      if (value == 0 || before < 20) return false;
      if (before % 100 == 0 ? value >= 100 : (before % 10 != 0 || before % 100 < 20 || value >= 10))
        return false;
      if (before % 100 == 0 && hyphen) return false;
      group_.Add(Decimal(value));
    }
    small_ = value;
    any_ = has_group_ = true;
    at_ = t + 1;
    return true;
  }

  bool Magnitude(uint32_t t, int tens) {
    if (!any_) {
      group_ = Decimal(1);
    } else if (!has_group_) {
      // "a thousand million", "two lakh crore"
      if (!spelled_ || tens < last_) return false;
      total_.Shift(tens);
      out_.magnitude = 0;
      last_ = tens;
      at_ = t + 1;
      return true;
    } else if (tens == 2) {
      if (hundred_ || (!out_.digits && group_.Small() >= 100)) return false;
    } else if (tens >= last_) {
      // "two thousand and fifty trillion"
      if (last_ != kThousand || tens == kThousand || !total_.Add(group_)) return false;
      group_ = Decimal();
      has_group_ = hundred_ = false;
      total_.Shift(tens);
      out_.magnitude = 0;
      last_ = tens;
      at_ = t + 1;
      return true;
    }
    any_ = spelled_ = true;
    if (tens == 2) {
      group_.Shift(2);
      hundred_ = has_group_ = true;
      out_.magnitude = terms_ == 0 ? 2 : 0;
      at_ = t + 1;
      return true;
    }
    at_ = t;
    if (hundred_) ++terms_;
    hundred_ = false;
    Multiply(tens);
    return true;
  }

  void Dozen(uint32_t t) {
    if (!any_) {
      group_ = Decimal(12);
    } else if (hundred_ && small_ > 0 && group_.Small() > 100) {
      group_ = Decimal(static_cast<uint64_t>(group_.Small()) +
                       11 * small_);  // "three hundred and two dozens"
    } else {
      group_.Times(12);
    }
    any_ = has_group_ = true;
    closed_ = true;
    at_ = t + 1;
  }

  // "and" goes on behind a hundred or a multiplier in words.
  bool And(uint32_t t) {
    if (closed_) return false;
    if (!spelled_) return TensAnd(t);
    if (has_group_ && (!hundred_ || group_.Small() % 100 != 0)) return false;
    const WordReader before = *this;
    const Number kept = out_;
    bool digits = false;
    if (std::string_view value = r_.Value(t + 1, w_.cardinal); !value.empty()) {
      if (!Cardinal(t + 1, static_cast<uint64_t>(Whole(value)), false)) return false;
    } else if (r_.Is(t + 1, kNumber) && last_ == kNoMagnitude ? hundred_ : last_ == 3) {
      Decimal more;
      if (!r_.Is(t + 1, kNumber) || !more.Parse(r_.Text(t + 1)) || more.Small() <= 0 ||
          more.Small() > 99)
        return false;
      group_.Add(more);
      has_group_ = digits = true;
      at_ = t + 2;
    } else {
      return false;
    }
    // "three hundred and 2 hundred", "a million and two thirds" are not one sum.
    const uint32_t next = OverHyphen(r_, at_);
    const bool again = r_.Has(next, w_.magnitude) &&
                       (Whole(r_.Value(next, w_.magnitude)) == 2 ? hundred_ : digits);
    if (again || (r_.Has(next, w_.denominator) && small_ < 20)) {
      Restore(before, kept);
      return false;
    }
    if (!Bare(at_)) {
      // A noun's number, not this one's: "a million and two people" is rare, "two million and five
      // others" is not.
      if (total_.Small() >= 1000000 && !hundred_) {
        Restore(before, kept);
        return false;
      }
    }
    return true;
  }

  // "twenty and three and three fifths": the fraction behind it says that both are one number.
  bool TensAnd(uint32_t t) {
    const int64_t tens = out_.digits ? 0 : group_.Small();
    const int unit = Whole(r_.Value(t + 1, w_.cardinal));
    if (tens < 20 || tens % 10 != 0 || unit == 0 || unit > 9) return false;
    if (!r_.IsWord(t + 2, w_.and_) || !r_.Has(t + 3, w_.cardinal) ||
        !r_.Has(OverHyphen(r_, t + 4), w_.denominator))
      return false;
    return Cardinal(t + 1, static_cast<uint64_t>(unit), false);
  }

  void Restore(const WordReader& before, const Number& kept) {
    out_ = kept;
    at_ = before.at_;
    total_ = before.total_;
    group_ = before.group_;
    small_ = before.small_;
    has_group_ = before.has_group_;
    any_ = before.any_;
    hundred_ = before.hundred_;
  }

  // No word stands at t that the number could count.
  bool Bare(uint32_t t) const {
    return !r_.Is(t, kWord) || r_.Has(t, w_.cardinal) || r_.Has(t, w_.magnitude);
  }

  // "two hundred point zero three"
  void Point() {
    if (out_.digits || !r_.IsWord(at_, w_.point) || r_.Value(at_ + 1, w_.cardinal).empty()) return;
    Decimal whole = group_;
    uint32_t t = at_ + 1;
    int places = 0;
    uint64_t decimals = 0;
    while (places < 12) {
      const uint32_t q = places > 0 ? OverHyphen(r_, t) : t;
      const std::string_view value = r_.Value(q, w_.cardinal);
      if (value.empty()) break;
      const uint64_t v = static_cast<uint64_t>(Whole(value));
      if (v >= 10) {
        if (places > 0) break;
        decimals = v;
        places = 2;
        const uint32_t unit = OverHyphen(r_, q + 1);
        const std::string_view one = r_.Value(unit, w_.cardinal);
        t = q + 1;
        if (v >= 20 && v % 10 == 0 && one.size() == 1 && one != "0") {
          decimals += static_cast<uint64_t>(Whole(one));
          t = unit + 1;
        }
        break;
      }
      decimals = decimals * 10 + v;
      ++places;
      t = q + 1;
    }
    Decimal part(decimals);
    part.Shift(-places);
    whole.Add(part);
    group_ = whole;
    has_group_ = true;
    at_ = t;
    if (std::string_view value = r_.Value(at_, w_.magnitude); !value.empty() && terms_ == 0)
      Multiply(Whole(value));
  }

  // ----- ends
  void Finish() {
    out_.value = total_;
    if (has_group_) {
      out_.value.Add(group_);
      if (terms_ > 0) out_.magnitude = 0;
    }
  }

  // "and a half", "-thirds", "quarters of a million"
  void Tail() {
    if (out_.fraction) {
      FractionOfMagnitude();
      return;
    }
    if (out_.mixed || out_.letter) {
      if (out_.mixed) MagnitudeBehind();
      return;
    }
    const uint32_t t = OverHyphen(r_, at_);
    if ((!out_.digits || t == at_) && terms_ == 0 && !closed_ && Fraction(t)) return;
    if (r_.IsWord(t, w_.and_)) AndFraction(t);
  }

  // "-thirds", " twenty-firsts", " one-hundredth" at token t, behind the number that is above the
  // line.
  bool Fraction(uint32_t t) {
    int64_t above = out_.value.Small();
    Denominator below = DenominatorAt(t);
    if (below.value == 0) return false;
    // "one hundred thirty fifths" has thirty-fifths, "one hundred and thirty fifths" has not.
    if (below.last == t + 1 && below.value < 10 && below.plural && hundred_ && small_ >= 20 &&
        small_ % 10 == 0 && !r_.IsWord(at_ - 2, w_.and_)) {
      above -= static_cast<int64_t>(small_);
      below.value += small_;
    }
    const uint64_t value = below.value;
    const bool fits = value == 4   ? above == 1 || above == 3
                      : value == 2 ? above % 2 == 1
                                   : above > 0;
    if (!fits || below.plural != (above != 1) || (out_.digits && value == 4)) return false;
    // "one twenty-third street"
    if (above == 1 && below.last > t + 1 && r_.Is(below.last, kWord) &&
        !r_.IsWord(below.last, w_.of))
      return false;
    out_.fraction = true;
    out_.magnitude = 0;
    const uint64_t part = static_cast<uint64_t>(above);
    SetFraction(part, value, part < value, &out_.value);
    at_ = below.last;
    FractionOfMagnitude();
    return true;
  }

  struct Denominator {
    uint64_t value = 0;  // 0: none
    uint32_t last = 0;   // the token behind it
    bool plural = false;
  };

  // "thirds", "twenty-firsts", "ten-thousandth", "one hundred and fifth".
  Denominator DenominatorAt(uint32_t t) const {
    uint64_t hundred = 0;
    const uint32_t behind = OverHyphen(r_, t + 1);
    if (Tens(behind) == 2 && Large(r_.Value(t, w_.cardinal)) == 1) {
      hundred = 100;
      t = OverHyphen(r_, behind + 1);
      if (r_.IsWord(t, w_.and_)) ++t;
    }
    uint64_t value = Large(r_.Value(t, w_.denominator));
    if (const uint64_t front = Large(r_.Value(t, w_.cardinal)); value == 0 && front != 0) {
      t = OverHyphen(r_, t + 1);
      const uint64_t unit = Large(r_.Value(t, w_.unit_part));
      const uint64_t times = Large(r_.Value(t, w_.denominator));
      if (times >= 100) {
        value = front * times;
      } else if (front >= 20 && unit != 0) {
        value = front + unit;
      }
    }
    if (value == 0) return {};
    return {hundred + value, t + 1, (r_.Text(t).back() | 0x20) == 's'};
  }
  int Tens(uint32_t t) const { return Whole(r_.Value(t, w_.magnitude)); }

  // "and a half" at token t, "-and-a-half" too.
  void AndFraction(uint32_t t) {
    t = OverHyphen(r_, t + 1);
    uint64_t above = 1;
    if (r_.IsWord(t, w_.a) || r_.IsWord(t, w_.an)) {
      t = OverHyphen(r_, t + 1);
    } else if (std::string_view value = r_.Value(t, w_.cardinal); !value.empty()) {
      above = static_cast<uint64_t>(Whole(value));
      t = OverHyphen(r_, t + 1);
    } else {
      return;
    }
    const uint64_t below = Large(r_.Value(t, w_.denominator));
    if (below == 0 || above == 0) return;
    const bool scales = r_.Has(t + 1, w_.magnitude);
    // "two and a third struck": a third one, no fraction.
    if (below != 2 && below != 4 && above == 1 && !scales && r_.Is(t + 1, kWord)) return;
    // "a million and a half of them": the fraction is of what the multiplier says, "one hundred and
    // three quarters" is not.
    const bool of_magnitude = !has_group_ && last_ != kNoMagnitude;
    Decimal part;
    SetFraction(above, below, false, &part);
    at_ = t + 1;
    if (scales) {
      const int tens = Whole(r_.Value(at_, w_.magnitude));
      if (of_magnitude) {
        part.Shift(tens);
        out_.value.Add(part);
        out_.magnitude = 0;
      } else {
        out_.value.Add(part);
        out_.value.Shift(tens);
        out_.magnitude = tens;
      }
      ++at_;
      return;
    }
    if (of_magnitude) part.Shift(last_);
    out_.value.Add(part);
    out_.mixed = !of_magnitude;
  }

  // "2½ million"
  void MagnitudeBehind() {
    const std::string_view value = r_.Value(at_, w_.magnitude);
    if (value.empty()) return;
    out_.magnitude = Whole(value);
    out_.value.Shift(out_.magnitude);
    ++at_;
  }

  // "three quarters billion", "a quarter of a million", "half a dozen", "half a million"
 public:
  void FractionOfMagnitude() {
    uint32_t t = at_;
    if (r_.IsWord(t, w_.of)) ++t;
    if (const uint32_t hyphened = OverHyphen(r_, t); hyphened != t) {
      t = hyphened;  // "a half-dozen"
    } else if (r_.IsWord(t, w_.a)) {
      ++t;
    } else if (t != at_) {
      return;
    }
    const std::string_view tens = r_.Value(t, w_.magnitude);
    if (tens.empty() && !r_.Has(t, w_.dozen)) return;
    if (tens.empty()) {
      out_.value.Times(12);
    } else {
      out_.magnitude = Whole(tens);
      out_.value.Shift(out_.magnitude);
    }
    out_.fraction = false;
    at_ = t + 1;
  }
  uint32_t at() const { return at_; }
  void set_at(uint32_t t) { at_ = t; }

 private:
  const Reader& r_;
  const Vocabulary& w_;
  Number& out_;
  uint32_t at_ = 0;
  Decimal total_, group_;
  uint64_t small_ = 0;
  int last_ = kNoMagnitude;  // tens of the last multiplier of a thousand or more
  int terms_ = 0;            // multipliers of a thousand or more so far
  bool any_ = false, has_group_ = false, hundred_ = false;
  bool spelled_ = false;  // the last multiplier was a word of its own
  bool closed_ = false;   // a dozen ends a number
};

}  // namespace

bool ReadNumber(const Reader& r, uint32_t t, Number* out) {
  const std::string_view vulgar = r.Value(t, r.words.vulgar);
  if (const size_t slash = vulgar.find('/'); slash != std::string_view::npos) {
    *out = Number{};
    out->first = t;
    out->last = t + 1;
    out->fraction = out->digits = true;
    return SetFraction(static_cast<uint64_t>(Whole(vulgar.substr(0, slash))),
                       static_cast<uint64_t>(Whole(vulgar.substr(slash + 1))), true, &out->value);
  }
  // Three numbers of four are digits with nothing behind them that could belong to them.
  if (r.Is(t, kNumber) && r.NumberEnds(t)) {
    *out = Number{};
    out->first = t;
    out->last = t + 1;
    out->digits = true;
    return out->value.Parse(r.Text(t));
  }
  return WordReader(r, out).Run(t);
}

bool ReadFraction(const Reader& r, uint32_t t, Number* out) {
  const uint64_t below = Large(r.Value(t, r.words.denominator));
  if (below == 0 || (r.Text(t).back() | 0x20) == 's') return false;
  *out = Number{};
  out->first = t;
  out->fraction = true;
  SetFraction(1, below, true, &out->value);
  WordReader reader(r, out);
  reader.set_at(t + 1);
  reader.FractionOfMagnitude();
  out->last = reader.at();
  return true;
}

bool ReadVague(const Reader& r, uint32_t t, Number* out) {
  std::string_view value;
  if (r.Longest(t, r.words.vague, &value) != 1 || !out->value.Parse(value)) return false;
  const Decimal least = out->value;
  *out = Number{};
  out->value = least;
  out->first = t;
  out->last = t + 1;
  out->vague = true;
  // "tens of thousands", "hundreds of millions": the second word only multiplies.
  if (r.IsWord(t + 1, r.words.of)) {
    std::string_view second;
    Decimal times;
    if (r.Longest(t + 2, r.words.vague, &second) == 1 && times.Parse(second) && times.Small() > 0) {
      const uint64_t two = 2;
      out->value.Times(static_cast<uint64_t>(times.Small()));
      out->value.Over(two, 0);
      out->last = t + 3;
    }
  }
  return true;
}

}  // namespace presscut::figure
