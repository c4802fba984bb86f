#include "extract/kinds/figure/amount.h"

#include <algorithm>
#include <iterator>

namespace presscut::figure {
namespace {

using segment::kAllCaps;
using segment::kCurrency;
using segment::kNumber;
using segment::kWord;

// A code or a name of a currency at token t; codes only where they are written in capitals, or no
// word of the language.
uint32_t CurrencyAt(const Reader& r, uint32_t t, std::string_view* value) {
  const uint32_t name = r.Longest(t, r.words.currency, value);
  if (name > 0) return name;
  if (r.Is(t, kCurrency)) return r.Longest(t, r.words.currency_sign, value);
  const std::string_view text = r.Text(t);
  if (text.size() < 3 || !r.Is(t, kWord)) return 0;
  if (!r.Is(t, kAllCaps) && (text.size() != 3 || r.Has(t, r.words.ordinary))) return 0;
  return r.Longest(t, r.words.currency_code, value);
}

// What a list says of a piece of a token, which is no token itself.
std::string_view ValueOfPiece(const Reader& r, std::string_view piece, segment::ListId list) {
  char lower[4];
  if (piece.empty() || piece.size() > sizeof lower) return {};
  for (size_t i = 0; i < piece.size(); ++i) lower[i] = static_cast<char>(piece[i] | 0x20);
  return r.words.lexicon.Value(r.words.lexicon.Find({lower, piece.size()}), list);
}

class AmountReader {
 public:
  AmountReader(const Reader& r, Amount* out) : r_(r), w_(r.words), out_(*out) {}

  void Run(const Number& number) {
    out_ = Amount{};
    out_.number = number;
    out_.value = number.value;
    out_.first = number.first;
    out_.last = number.last;
    LeadingPoint();
    Sign();
    Before();
    if (out_.kind == nullptr) After();
    if (out_.kind != nullptr && out_.subunit != 0) out_.value.Shift(-out_.subunit);
    if (negative_) out_.value.Negate();
  }

 private:
  // ".22": the point is a mark of its own.
  void LeadingPoint() {
    const uint32_t t = out_.first - 1;
    if (!out_.number.digits || !r_.IsMark(t, '.') || r_.Touches(t) || !r_.Touches(out_.first))
      return;
    const std::string_view digits = r_.Text(out_.first);
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return;
    if (out_.number.mixed || out_.number.fraction) return;
    out_.value.Shift(-static_cast<int>(digits.size()));
    out_.number.value = out_.value;
    out_.first = t;
  }

  // A minus before the number: "-5", "minus five", "$-99.99"; "- 5" only where nothing stands
  // before it, or what asks for a number ("to - 5", "of - 20 C").
  void Sign() {
    const uint32_t t = out_.first - 1;
    // "plus or minus 3 points" is how far, not which way.
    if (r_.IsWord(t, w_.minus) && r_.IsWord(t - 1, w_.or_) && r_.IsWord(t - 2, w_.plus)) {
      out_.first = t - 2;
      return;
    }
    if (r_.IsWord(t, w_.minus) || r_.IsWord(t, w_.negative)) {
      negative_ = true;
      out_.first = t;
      return;
    }
    const bool minus = r_.IsMark(t, '-');
    if (!out_.number.digits || (!minus && !r_.IsMark(t, '+'))) return;
    const bool touching = r_.Touches(out_.first);
    const bool behind_sign = minus && touching && r_.Touches(t) && r_.Is(t - 1, kCurrency);
    const bool free = !r_.Touches(t) || r_.IsMark(t - 1, '(') || !r_.In(t - 1);
    const bool apart = !touching && minus &&
                       (!r_.In(t - 1) || r_.Is(t, segment::kSentence) || r_.IsWord(t - 1, w_.to) ||
                        r_.IsWord(t - 1, w_.of));
    if (!behind_sign && !(free && (touching || apart))) return;
    negative_ = minus;
    out_.first = t;
  }

  // "Rs. 500": the stop of a code.
  bool Shortened(uint32_t stop) const {
    return r_.IsMark(stop, '.') && r_.Touches(stop) && r_.Is(stop - 1, segment::kCapital) &&
           r_.Text(stop - 1).size() == 2;
  }

  // "$", "US$", "USD ", "£ "
  void Before() {
    uint32_t t = out_.first - 1;
    std::string_view value;
    if (r_.Is(t, kCurrency)) {
      // "10 $ 20": the sign belongs to the number it touches.
      if (!r_.Touches(t + 1) && r_.Touches(t) && r_.Is(t - 1, kNumber)) return;
      if (r_.Longest(t, w_.currency_sign, &value) != 1) return;
      Take(ReadCurrency(value));
      // "US$", "C $": what stands before the sign says which.
      std::string_view which;
      if (r_.Is(t - 1, segment::kCapital) && (r_.Touches(t) || r_.At(t - 1).length > 1) &&
          r_.Longest(t - 1, w_.currency_sign, &which) >= 2) {
        Take(ReadCurrency(which));
        --t;
      } else if (r_.Is(t - 1, kWord) && r_.Is(t - 1, kAllCaps) && r_.Touches(t) &&
                 r_.Longest(t - 1, w_.currency_code, &which) == 1) {
        Take(ReadCurrency(which));
        --t;
      }
    } else if (out_.number.digits && (r_.IsWord(t, w_.magnitude_word) ||
                                      (r_.IsMark(t, '-') && r_.IsWord(t - 1, w_.magnitude_word)))) {
      if (r_.IsMark(t, '-')) --t;
      out_.kind = "measure";
      out_.unit = r_.Value(t, w_.unit);
      out_.unit_before = true;
      out_.first = t;
      return;
    } else if (out_.number.digits && (r_.Is(t, kWord) || Shortened(t))) {
      if (!r_.Is(t, kWord)) --t;
      if (r_.Text(t).size() < 2) return;
      if (r_.Longest(t, w_.currency_code, &value) != 1) return;
      // "Rs 500", but "Try 500".
      if (!r_.Is(t, kAllCaps) && r_.Has(t, w_.ordinary) &&
          (r_.Text(t).size() > 2 || !r_.Is(t, segment::kCapital)))
        return;
      if (r_.Is(t - 1, kNumber) && !r_.IsMark(t - 1, ','))
        return;  // "50 EUR 20": behind its own number
      // "MAUD 60" says millions.
      Take(ReadCurrency(value));
    } else {
      return;
    }
    out_.kind = "money";
    out_.unit_before = true;
    out_.first = t;
    // "$2.1T"
    if (out_.number.magnitude == 0 && r_.Text(out_.last) == "T" && r_.Touches(out_.last)) {
      out_.value.Shift(12);
      out_.number.value.Shift(12);
      out_.number.magnitude = 12;
      ++out_.last;
    }
    SignBefore();
    // "$5 dollars", "£3m sterling", "$200 USD": said twice.
    std::string_view again;
    const uint32_t count = CurrencyAt(r_, out_.last, &again);
    if (count > 0) {
      const Currency said = ReadCurrency(again);
      if (said.subunit == 0 && (said.unit == out_.unit || out_.plain)) {
        out_.unit = said.unit;
        out_.plain = out_.plain && said.plain;
        out_.last += count;
      }
    }
    Whose();
    // "$1.2 billion" has been read; "75 USD million" is After's.
  }

  // "$5 million Canadian", "$20 US": whose dollar, said behind it.
  void Whose() {
    std::string_view place;
    const uint32_t count = out_.plain ? r_.Longest(out_.last, w_.dollar_place, &place) : 0;
    const uint32_t next = out_.last + count;
    constexpr size_t kCode = 3;
    if (count == 0 || place.size() != kCode || !r_.Is(out_.last, segment::kCapital) ||
        r_.IsMark(next, '-') || r_.IsMark(next, '\'') ||
        (r_.Is(next, kWord) && !r_.Has(next, w_.phrase_end)))
      return;
    out_.unit = place;
    out_.plain = false;
    out_.last = next;
  }

  void Take(const Currency& c) {
    out_.unit = c.unit;
    out_.subunit = c.subunit;
    out_.plain = c.plain;
    if (c.tens == 0) return;
    out_.value.Shift(c.tens);
    out_.number.value.Shift(c.tens);
    out_.number.magnitude = c.tens;
  }

  // "-$5"
  void SignBefore() {
    const uint32_t t = out_.first - 1;
    if (r_.IsMark(t, '-') && r_.Touches(out_.first) && !r_.Touches(t)) {
      negative_ = true;
      out_.first = t;
    } else if (r_.IsWord(t, w_.minus) || r_.IsWord(t, w_.negative)) {
      negative_ = true;
      out_.first = t;
    }
  }

  void After() {
    uint32_t t = out_.last;
    // Most words count what they follow. ("120mm" has its unit in the number.)
    if (out_.number.magnitude == 0 && !r_.Is(t, kCurrency) && !w_.IsUnit(r_.At(t).word) &&
        !r_.IsMark(t, '-') && !r_.IsMark(t, '[') && !r_.IsMark(t, '<') && !r_.IsMark(t, '\''))
      return;
    // "the other four won": small sums of won are written in digits.
    if (!out_.number.digits && out_.number.magnitude == 0 && r_.Text(t) == "won") return;
    if (r_.IsMark(t, '\'')) {
      Height(t);
      return;
    }
    if (r_.IsMark(t, '-') && r_.Touches(t) && r_.Touches(t + 1) && r_.Is(t + 1, kWord)) {
      ++t;
      out_.hyphen = true;
    }
    std::string_view value;
    uint32_t count = r_.Longest(t, w_.percent, &value);
    if (count > 0) {
      if (value == "percentage_point") {
        out_.kind = "percentage_point";
      } else if (value == "basis_point") {
        out_.kind = "basis_point";
      } else {
        out_.kind = "percent";
      }
      out_.unit = value;
      out_.last = t + count;
      return;
    }
    if (Age(t)) return;
    if (Length(t)) return;
    count = CurrencyAt(r_, t, &value);
    if (count > 0 && MoneyFits(t, count, value)) {
      Take(ReadCurrency(value));
      out_.kind = "money";
      out_.last = t + count;
      MagnitudeBehind();
      Small();
      return;
    }
    count = r_.Longest(t, w_.unit, &value);
    if (count > 0 && UnitFits(t, count)) {
      Measure(t, count, value);
      return;
    }
    // "20 [kg]"
    if (out_.number.digits && (r_.IsMark(t, '[') || r_.IsMark(t, '<'))) {
      count = r_.Longest(t + 1, w_.unit, &value);
      if (count > 0 && (r_.IsMark(t + 1 + count, ']') || r_.IsMark(t + 1 + count, '>'))) {
        Measure(t, count + 2, value);
        return;
      }
    }
    out_.hyphen = false;
  }

  // "5,000m" is a distance: nobody counts thousands of millions.
  bool Thousands() const {
    std::string_view value;
    return r_.Text(out_.number.first).find(',') != std::string_view::npos &&
           CurrencyAt(r_, out_.last, &value) == 0;
  }

  // "in the 100m", "the women's 400m": a distance that is run, with nothing counted behind it.
  bool Race() const {
    static constexpr std::string_view kDistances[] = {"60",  "100",  "110",  "200",  "400",
                                                      "800", "1500", "3000", "5000", "10000"};
    const uint32_t t = out_.number.first;
    if (std::find(std::begin(kDistances), std::end(kDistances), r_.Text(t)) == std::end(kDistances))
      return false;
    const uint32_t next = out_.last;
    const bool ends = !r_.Is(next, kWord) || r_.Has(next, w_.phrase_end) || r_.Has(next, w_.verb);
    return ends && (r_.IsPossessive(t - 1) || r_.Has(t - 1, w_.determiner));
  }

  // "120mm" without a currency is a length; "1.8m tall", "the 100m final" too.
  bool Length(uint32_t t) {
    const std::string_view text = r_.Text(out_.last - 1);
    const bool metres = out_.number.letter && text == "m" && r_.Touches(out_.last - 1) &&
                        (r_.Has(t, w_.length_after) || Thousands() || Race());
    std::string_view value;
    if (!metres && (text != "mm" || !out_.number.digits || CurrencyAt(r_, t, &value) > 0))
      return false;
    out_.value.Shift(-6);
    out_.number.value.Shift(-6);
    out_.number.magnitude = 0;
    out_.kind = "measure";
    out_.unit = text;
    out_.hyphen = false;
    return true;
  }

  // "10p", "5 c": the letter touches its digits. "marks", "crowns", "pounds" need to be money.
  bool MoneyFits(uint32_t t, uint32_t count, std::string_view) const {
    const std::string_view text = r_.Text(t);
    if (count == 1 && text.size() == 1 && r_.Is(t, kWord)) {
      return out_.number.digits && r_.Touches(t) && out_.number.magnitude == 0 && text[0] >= 'a' &&
             !r_.IsMark(t + 1, '/');
    }
    if (count == 1 && r_.Is(t, kCurrency)) {
      // "10 $ 20": a sign that touches the next number is that one's.
      return !(r_.Touches(t + 1) && r_.Is(t + 1, kNumber));
    }
    if (count == 1 && r_.Is(t, kWord) && r_.Touches(t) && !out_.hyphen && !r_.Is(t, kAllCaps) &&
        r_.Has(t, w_.unit)) {
      return false;
    }
    if (count == 1 && text.size() >= 4 && r_.Has(t, w_.unit)) return !Weighs(t);
    return true;
  }

  // "pounds" is a weight where weighing is spoken of, or where it is "a 20-pound" thing.
  bool Weighs(uint32_t t) const {
    if (out_.hyphen) return true;
    std::string_view value;
    for (uint32_t back = 1; back <= 6; ++back) {
      if (r_.Longest(out_.first - back, w_.weighing, &value) > 0) return true;
      if (r_.IsMark(out_.first - back, '.')) break;
    }
    for (uint32_t ahead = 1; ahead <= 2; ++ahead) {
      if (r_.Has(t + ahead, w_.weighing)) return true;
    }
    return false;
  }

  // "hit 38C on Monday", but "seat 12C on the plane", "Room 4C in it", "a 13F filing".
  bool Degrees(uint32_t t) const {
    const char letter = r_.Text(t)[0];
    const uint32_t before = out_.first - 1;
    return (letter == 'C' || letter == 'F') && !r_.Is(before, segment::kCapital) &&
           !r_.Has(before, w_.numbered) && (r_.Has(t + 1, w_.phrase_end) || r_.Has(t + 1, w_.verb));
  }

  // Units of one or two letters stand behind digits, and most of them touch them.
  bool UnitFits(uint32_t t, uint32_t count) const {
    const std::string_view text = r_.Text(t);
    if (text == "\"") return out_.number.digits && r_.Touches(t) && !InQuotation(t);
    if (!r_.Is(t, kWord) || count > 1 || text.size() > 3) return true;
    if (!out_.number.digits) return text.size() > 1 && !r_.Has(t, w_.ordinary);
    if (text.size() == 1) {
      if (r_.IsMark(t + 1, '/') || r_.IsMark(t + 1, '-')) return false;
      // "25C", "38C on Monday", no "13F filing", no "24703 L".
      if (text[0] < 'a' || text[0] == 'c' || text[0] == 'f')
        return r_.Touches(t) && (!r_.Is(t + 1, kWord) || Degrees(t));
      return r_.Touches(t) || !r_.Is(t + 1, kNumber);
    }
    if (r_.Has(t, w_.ordinary) && !r_.Touches(t) && !out_.hyphen) return false;
    return true;
  }

  // The mark at token t closes a quotation that began in this block: the one before it opens one.
  bool InQuotation(uint32_t t) const {
    if (r_.Is(t, segment::kCloses)) return true;
    for (uint32_t back = t - 1; r_.In(back); --back) {
      if (r_.IsMark(back, '"')) return !r_.Touches(back) || !r_.In(back - 1);
    }
    return false;
  }

  void Measure(uint32_t t, uint32_t count, std::string_view value) {
    out_.kind = "measure";
    out_.unit = value;
    out_.last = t + count;
    Feet();
  }

  // "75 USD million"
  void MagnitudeBehind() {
    const std::string_view tens = r_.Value(out_.last, w_.magnitude);
    if (tens.empty() || out_.number.magnitude != 0) return;
    out_.value.Shift(Whole(tens));
    out_.number.value.Shift(Whole(tens));
    out_.number.magnitude = Whole(tens);
    ++out_.last;
  }

  // "3 dollars 50 cents", "15 dollars 50", "one dollar and two"
  void Small() {
    if (out_.subunit != 0 || out_.number.magnitude != 0) return;
    uint32_t t = out_.last;
    const bool joined = r_.IsWord(t, w_.and_);
    if (joined) ++t;
    Number part;
    if (!ReadNumber(r_, t, &part) || part.fraction || part.mixed || part.magnitude != 0) return;
    const int64_t cents = part.value.Small();
    if (cents < 0 || cents > 99 || (part.digits && r_.Text(t).size() != 2)) return;
    std::string_view value;
    const uint32_t count = CurrencyAt(r_, part.last, &value);
    if (count > 0 && ReadCurrency(value).subunit != 2) return;  // "50 dollar 50 dollar"
    if (count == 0 && (joined || (r_.Is(part.last, kWord) && !r_.IsWord(part.last, w_.more)) ||
                       r_.Is(part.last, kNumber))) {
      return;
    }
    Decimal more = part.value;
    more.Shift(-2);
    if (!out_.value.Add(more)) return;
    out_.number.value = out_.value;
    out_.compound = true;
    out_.last = part.last + count;
  }

  // "5 ft 2 in", "6ft 2in", "12 stone 4 pounds": feet and inches, stones and pounds, pounds and
  // ounces.
  void Feet() {
    struct Pair {
      std::string_view large, small;
      uint64_t parts;
    };
    static constexpr Pair kPairs[] = {{"ft", "in", 12}, {"st", "lb", 14}, {"lb", "oz", 16}};
    for (const Pair& pair : kPairs) {
      if (out_.unit != pair.large) continue;
      Number part;
      if (!ReadNumber(r_, out_.last, &part) || part.magnitude != 0 || part.fraction) return;
      const int64_t count = part.value.whole() ? part.value.Small() : 0;
      if (count < 0 || static_cast<uint64_t>(count) >= pair.parts) return;
      std::string_view value;
      uint32_t tokens = r_.Longest(part.last, w_.unit, &value);
      if (tokens == 0 && part.digits && r_.IsWord(part.last, w_.in)) {
        tokens = 1;
        value = "in";
      }
      if (tokens == 0 && r_.Is(part.last, kWord)) return;
      if (tokens != 0 && value != pair.small) return;
      if (tokens == 0 && pair.parts == 16) return;
      if (!Compound(pair.parts, part.value, pair.small)) return;
      out_.last = part.last + tokens;
      return;
    }
  }

  // Adds the smaller unit, `parts` of which make the larger.
  bool Compound(uint64_t parts, const Decimal& small, std::string_view small_unit) {
    Decimal more = small, fine = out_.value;
    more.Over(parts, 0);
    if (!out_.value.Add(more)) return false;
    out_.number.value = out_.value;
    out_.compound = true;
    if (fine.Times(parts) && fine.Add(small)) {
      out_.fine = fine;
      out_.fine_unit = small_unit;
    }
    return true;
  }

  // 5'10"
  void Height(uint32_t t) {
    Decimal inches;
    if (!out_.number.digits || !r_.Touches(t) || !r_.Is(t + 1, kNumber) || !r_.Touches(t + 1) ||
        !r_.IsMark(t + 2, '"') || !r_.Touches(t + 2) || !inches.Parse(r_.Text(t + 1)) ||
        inches.Value() >= 12)
      return;
    if (!Compound(12, inches, "in")) return;
    out_.kind = "measure";
    out_.unit = "ft";
    out_.last = t + 3;
  }

  // "53-year-old", "ten years old", "3 years of age"
  bool Age(uint32_t t) {
    if (!r_.Has(t, w_.time_unit)) return false;
    uint32_t p = t + 1;
    if (r_.IsMark(p, '-') && r_.Touches(p) && r_.Touches(p + 1)) ++p;
    std::string_view value;
    if (r_.IsWord(p, w_.old) || r_.IsWord(p, w_.olds)) {
      p += 1;
    } else if (r_.IsWord(p, w_.of) && r_.IsWord(p + 1, w_.age)) {
      p += 2;
    } else {
      return false;
    }
    out_.kind = "age";
    value = r_.Value(t, w_.time_unit);
    out_.unit = value == "year" ? std::string_view() : value;
    out_.last = p;
    return true;
  }

  const Reader& r_;
  const Vocabulary& w_;
  Amount& out_;
  bool negative_ = false;
};

}  // namespace

Currency ReadCurrency(std::string_view value) {
  Currency out;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (value.size() > 2 && digit(value.back())) {
    const char how = value[value.size() - 2];
    if (how == '/') out.subunit = value.back() - '0';
    if (how == '*') out.tens = value.back() - '0';
    if (how == '/' || how == '*') value.remove_suffix(2);
  }
  if (!value.empty() && value.back() == '?') {
    out.plain = true;
    value.remove_suffix(1);
  }
  out.unit = value;
  return out;
}

void ReadAmount(const Reader& r, const Number& number, Amount* out) {
  AmountReader(r, out).Run(number);
}

bool ReadGlued(const Reader& r, uint32_t t, Amount* out) {
  const std::string_view text = r.Text(t);
  const size_t digits = text.find_first_of("0123456789");
  if (digits == std::string_view::npos || digits < 1 || digits > 4) return false;
  const size_t behind = std::min(text.find_first_not_of("0123456789", digits), text.size());
  // One letter is a currency only of a sum that is large: "R5m", "R5,000"; "N95" is a mask.
  const bool letter = digits == 1;
  if (letter && !r.Is(t, segment::kCapital)) return false;
  const std::string_view value = ValueOfPiece(
      r, text.substr(0, digits), letter ? r.words.currency_letter : r.words.currency_code);
  // "R500m"
  std::string_view tens = ValueOfPiece(r, text.substr(behind), r.words.magnitude_short);
  const bool inside = behind < text.size();
  if (value.empty() || (inside && tens.empty())) return false;
  *out = Amount{};
  const Currency currency = ReadCurrency(value);
  out->unit = currency.unit;
  out->subunit = currency.subunit;
  out->plain = currency.plain;
  out->first = t;
  out->kind = "money";
  out->unit_before = true;
  uint32_t last = t + 1;
  // What follows the first run of digits are tokens of their own: "USD34.6" is "USD34", ".", "6".
  const uint32_t from = r.At(t).begin + static_cast<uint32_t>(digits);
  uint32_t end = r.At(t).begin + static_cast<uint32_t>(behind);
  while (!inside && r.In(last + 1) && (r.IsMark(last, '.') || r.IsMark(last, ',')) &&
         r.Touches(last) && r.Touches(last + 1) && r.Is(last + 1, kNumber)) {
    end = r.At(last + 1).end();
    last += 2;
  }
  Number& n = out->number;
  n.first = t;
  n.digits = true;
  if (!n.value.Parse(r.norm.substr(from, end - from))) return false;
  n.value.Shift(currency.tens);
  n.magnitude = currency.tens;
  if (!inside) tens = r.Value(last, r.words.magnitude);
  if (tens.empty()) tens = r.Value(last, r.words.magnitude_short);
  if (letter && tens.empty() && r.norm.substr(from, end - from).find(',') == std::string_view::npos)
    return false;
  if (!tens.empty()) {
    n.magnitude = Whole(tens);
    n.value.Shift(n.magnitude);
    last += inside ? 0 : 1;
  }
  n.last = out->last = last;
  out->value = n.value;
  if (out->subunit != 0) out->value.Shift(-out->subunit);
  return true;
}

}  // namespace presscut::figure
