// Frames of two numbers: ranges, scores, portions, quoted rates; and what one number takes from
// another.

#include <algorithm>
#include <string>
#include <utility>

#include "extract/kinds/figure/finder.h"

namespace presscut::figure {

using segment::kCurrency;
using segment::kNumber;
using segment::kWord;

bool Finder::SecondAmount(uint32_t t, Amount* b) const {
  uint32_t number = r_.IsMark(t, '-') && r_.Touches(t + 1) && !r_.Touches(t) ? t + 1 : t;
  const uint32_t unsigned_at = number;
  for (uint32_t skip = 0; skip < 2 && !r_.Is(number, kNumber); ++skip) {
    if (r_.Is(number, kCurrency) || r_.Has(number, w_.currency_code) ||
        (r_.Is(number, kWord) && r_.Is(number + 1, kCurrency) && r_.Touches(number + 1))) {
      ++number;
    }
  }
  Number n;
  if (!ReadNumber(r_, number, &n)) return false;
  ReadAmount(r_, n, b);
  // A dash in front is the range's, no sign.
  if (b->value.negative() && r_.IsMark(t - 1, '-')) b->value.Negate();
  return number == unsigned_at || b->unit_before;
}

bool Finder::Alone(const Amount& a) const {
  return !w_.Ties(r_.At(a.last).word) && !r_.IsMark(a.last, '-') &&
         !r_.IsMark(a.number.first + 1, '/') && a.value.Small() != 1;
}

bool Finder::Range(Amount* a, Decimal* high) {
  uint32_t t = a->last;
  // "8- to 16-metre"
  if (a->kind == nullptr && r_.IsMark(t, '-') && r_.Touches(t) && r_.IsWord(t + 1, w_.to)) ++t;
  uint32_t next = t + 1;
  uint32_t first = a->first;
  bool dash = false;
  const auto lead = [&] {
    const char* unused = nullptr;
    return ModifierBefore(a->first, &unused);
  };
  if (r_.IsMark(t, '-') && (r_.Touches(t) == r_.Touches(next) || r_.Is(next, kNumber))) {
    dash = true;
  } else if (r_.IsWord(t, w_.to)) {
    const uint32_t before = lead() - 1;
    if (r_.IsWord(before, w_.from)) {
      if (!r_.Has(before - 1, w_.ranging)) return false;
      first = before;
    } else if (r_.IsWord(before, w_.by) || r_.Has(before, w_.one_way)) {
      return false;
    }
  } else if (r_.IsWord(t, w_.and_)) {
    first = lead() - 1;
    if (!r_.IsWord(first, w_.between)) return false;
  } else if (!r_.IsWord(t, w_.or_)) {
    return false;
  }
  // "3.11 rupees on March 1 to 2.85 rupees"
  if (a->kind == nullptr && Taken(SpanOf(a->number.first, a->number.last)) &&
      !Taken(SpanOf(next, next + 1)))
    return false;
  Amount b;
  if (!SecondAmount(next, &b)) return false;
  if (b.number.fraction != a->number.fraction) return false;
  Amount low = *a;
  if (low.kind == nullptr || low.unit_before || dash) {
    const int tens = b.number.magnitude;
    if (low.number.magnitude == 0 && tens != 0) {
      Decimal larger = low.value;
      larger.Shift(tens);
      if (larger.Compare(b.value) < 0) low.value = larger;
    }
  }
  if (low.kind == nullptr) {
    if (b.unit_before && b.kind != nullptr) return false;
    low.kind = b.kind;
    low.unit = b.unit;
    low.plain = b.plain;
    if (b.subunit != 0) low.value.Shift(-b.subunit);
  } else if (b.kind == nullptr) {
    if (!low.unit_before) return false;
    b.kind = low.kind;
  } else if (std::string_view(b.kind) != low.kind || b.unit != low.unit) {
    return false;
  }
  if (low.value.Compare(b.value) >= 0) {
    // "ranged from -18 °C to -34 °C"
    if (first == a->first || low.value.Compare(b.value) == 0) return false;
    std::swap(low.value, b.value);
  }
  if (r_.IsWord(t, w_.or_) && (low.value.Small() < 0 || b.value.Small() > 10 * low.value.Small()))
    return false;
  *high = b.value;
  low.first = first;
  low.last = b.last;
  low.hyphen = b.hyphen;
  low.number.last = b.number.last;
  *a = low;
  return true;
}

bool Finder::Score(const Amount& a) {
  if (a.kind != nullptr || a.number.last != a.number.first + 1 || a.first != a.number.first)
    return false;
  const uint32_t t = a.last;
  const uint32_t next = t + 1;
  const bool dash = r_.IsMark(t, '-') && a.number.digits && r_.Touches(t) && r_.Touches(next) &&
                    r_.Is(next, kNumber);
  if (!dash) {
    if (!r_.IsWord(t, w_.to)) return false;
    // "by 211 to 214", "a majority of 10 to two"
    bool vote = false;
    for (uint32_t back = 1; back <= 4 && !vote; ++back) vote = r_.Has(a.first - back, w_.voting);
    if (!vote) return false;
  }
  Amount b;
  if (!SecondAmount(next, &b) || b.kind != nullptr || b.number.last != next + 1) return false;
  if (NoFigureAfter(b.last, b.number.digits) || Named(a.first)) return false;
  // "15.0-17.0" is a range.
  if (r_.Text(a.number.first).find('.') != std::string_view::npos) return false;
  const int64_t x = a.value.Small(), y = b.value.Small();
  if (x < 0 || y < 0 || (dash && (x > 999 || y > 999))) return false;
  if (Taken(SpanOf(a.first, b.last))) return false;
  Phrase p;
  if (dash && x < y && ReadPhrase(r_, b.last, Count::kMany, &p)) return false;
  if (dash && r_.IsMark(b.last, '-') && r_.Touches(b.last)) return false;
  Figure f;
  f.kind = "score";
  f.low = static_cast<double>(std::min(x, y));
  f.high = static_cast<double>(std::max(x, y));
  Push(std::move(f), a.first, b.last);
  return true;
}

bool Finder::Portion(const Amount& a) {
  if (a.kind != nullptr || a.number.fraction) return false;
  const int64_t part = a.value.Small();
  if (part <= 0) return false;
  uint32_t t = a.last;
  const bool hyphen = r_.IsMark(t, '-') && r_.Touches(t) && r_.Touches(t + 1);
  if (hyphen) ++t;
  Phrase noun;
  bool in = false, out = false, against = false, bare = false, between = false;
  if (r_.IsWord(t, w_.in)) {
    in = true;
    ++t;
    if (r_.IsWord(t, w_.every)) ++t;
  } else if (r_.IsWord(t, w_.out) && r_.IsWord(t + 1, w_.of)) {
    out = true;
    t += 2;
    if (r_.IsWord(t, w_.every)) ++t;
  } else if (part == 1 && r_.IsWord(t, w_.of) && r_.IsWord(t + 1, w_.every)) {
    out = true;
    t += 2;
  } else if (r_.IsWord(t, w_.over_word) && !r_.Is(a.first - 1, kWord)) {
    out = bare = true;
    ++t;
  } else if (hyphen && (r_.IsWord(t, w_.for_) || r_.IsWord(t, w_.to))) {
    against = true;
    ++t;
  } else if (part == 1 && ReadPhrase(r_, t, Count::kOne, &noun) && r_.IsWord(noun.last, w_.in)) {
    // "one such theft in 20"
    in = between = true;
    t = noun.last + 1;
  } else {
    return false;
  }
  if (hyphen) {
    if (!r_.IsMark(t, '-')) return false;
    ++t;
  }
  Amount whole;
  if (!SecondAmount(t, &whole) || whole.kind != nullptr || whole.number.fraction ||
      whole.value.Small() <= 0)
    return false;
  const int64_t all = whole.value.Small();
  if (Yearlike(whole) || Taken(SpanOf(whole.first, whole.last)) ||
      NoFigureAfter(whole.last, whole.number.digits))
    return false;
  if (bare && (r_.Is(whole.last, kWord) || whole.number.magnitude != a.number.magnitude))
    return false;
  if (in) {
    const bool round =
        all == 5 || all == 10 || all == 100 || all == 1000 || all == 10000 || all == 100000;
    // "three in four voters", but "scored three in four games"
    const char* modifier = nullptr;
    const bool share =
        part + 1 == all && all <= 4 &&
        (!r_.In(a.first - 1) || r_.Is(a.first, segment::kSentence) ||
         r_.Has(a.first - 1, w_.phrase_end) || ModifierBefore(a.first, &modifier) != a.first);
    if (part >= all || (part != 1 && !round && !share)) return false;
    if (part != 1 && r_.Has(whole.last, w_.time_unit)) return false;
  }
  if (out && !bare && part > all) return false;
  Figure f;
  f.kind = "ratio";
  Decimal ratio(static_cast<uint64_t>(part));
  ratio.Over(static_cast<uint64_t>(all), all <= 20 && !bare ? 4 : 0);
  SetValue(ratio, &f);
  uint32_t last = whole.last;
  Phrase p;
  if (between && (all < 2 || (r_.Is(whole.last, kWord) && !r_.Has(whole.last, w_.phrase_end) &&
                              !r_.Has(whole.last, w_.verb))))
    return false;
  if (between) f.of = SpanOf(noun.head_first, noun.last);
  if (!against && !between &&
      (ReadOfPhrase(r_, last, Count::kAny, true, &p) ||
       ReadPhrase(r_, last, hyphen ? Count::kAny : Count::kMany, &p))) {
    last = p.last;
    f.of = SpanOf(p.head_first, p.last);
  }
  uint32_t first = ModifierBefore(a.first, &f.modifier);
  Push(std::move(f), first, last);
  return true;
}

// A fraction that is no stretch of time: "a quarter of", "by a quarter", "more than
// three-quarters", or all that is said.
bool Finder::Part(uint32_t last, uint32_t first) const {
  const char* modifier = nullptr;
  if (!r_.In(first - 1) && !r_.In(last)) return true;
  return r_.IsMark(last - 2, '-') || r_.IsWord(last, w_.of) || r_.IsWord(first - 1, w_.by) ||
         ModifierBefore(first, &modifier) != first;
}

bool Finder::PushRatio(const Number& n) {
  Figure f;
  f.kind = "ratio";
  SetValue(n.value, &f);
  uint32_t last = n.last;
  Phrase p;
  uint32_t t = last;
  bool phrase = ReadOfPhrase(r_, t, Count::kAny, true, &p);
  bool length = phrase && !r_.IsPossessive(p.last);
  if (!phrase && r_.Has(t, w_.determiner)) {
    length = !r_.Has(t, w_.comparative);  // "this", "last"
    while (r_.Has(t, w_.determiner)) ++t;
    phrase = ReadPhrase(r_, t, Count::kAny, &p);
  }
  if (phrase && r_.Has(p.head_first, w_.time_unit)) {
    if (length) return false;  // "half an hour", "a quarter of a century": durations
    phrase = false;            // "fell by two-thirds this year"
  }
  if (phrase) {
    last = p.last;
    f.of = SpanOf(p.head_first, p.last);
  }
  uint32_t first = n.first;
  if (r_.IsWord(first - 1, w_.a) || r_.IsWord(first - 1, w_.an)) --first;
  first = ModifierBefore(first, &f.modifier);
  f.change = ChangeAround(first, n.last);
  Push(std::move(f), first, last);
  return true;
}

// "145.10/20 yen": two prices, the second told by its last digits.
bool Finder::QuotedRate(const Amount& a) {
  const uint32_t t = a.number.first;
  if (a.kind != nullptr && !a.unit_before) return false;
  if (!r_.Is(t, kNumber) || !r_.IsMark(t + 1, '/') || !r_.Is(t + 2, kNumber)) return false;
  if (!r_.Touches(t + 1) || !r_.Touches(t + 2) || (r_.IsMark(t + 3, '/') && r_.Touches(t + 3)))
    return false;
  const std::string_view bid = r_.Text(t), end = r_.Text(t + 2);
  if (bid.find('.') == std::string_view::npos || end.size() >= bid.size()) return false;
  std::string ask(bid.substr(0, bid.size() - end.size()));
  ask += end;
  Number n;
  n.first = t + 2;
  n.last = t + 3;
  n.digits = true;
  Decimal low;
  if (!low.Parse(bid) || !n.value.Parse(ask) || low.Compare(n.value) >= 0) return false;
  Amount high;
  ReadAmount(r_, n, &high);
  const bool after = high.kind != nullptr && std::string_view(high.kind) == "money";
  if (!after && !a.unit_before) return false;
  Figure f;
  f.kind = "money";
  f.unit = after ? high.unit : a.unit;
  f.plain_dollar = after ? high.plain : a.plain;
  f.low = low.Value();
  f.high = n.value.Value();
  const uint32_t first = ModifierBefore(a.first, &f.modifier);
  Push(std::move(f), first, after ? high.last : t + 3);
  return true;
}

// "fell 13p to 879": pence too.
void Finder::SameMoney(Amount* a, Figure* figure) const {
  const uint32_t t = a->first;
  if (out_.empty() || !r_.IsWord(t - 1, w_.to) || !r_.In(t - 2)) return;
  const Figure& before = out_.back();
  const std::string_view value = r_.Value(t - 2, w_.currency);
  if (value.empty() || before.change == nullptr || before.mention.span.end != r_.At(t - 2).end() ||
      std::string_view(before.kind) != "money")
    return;
  const Currency currency = ReadCurrency(value);
  a->value.Shift(-currency.subunit);
  figure->kind = "money";
  figure->unit = before.unit;
  figure->plain_dollar = before.plain_dollar;
  SetValue(a->value, figure);
}

// "in the 100m … from 400m to 200m": a bare m behind metres is metres too.
bool Finder::Metres(Amount* a, Figure* figure) const {
  constexpr int kMillion = 6;
  if (!a->number.letter || r_.Text(a->number.last - 1) != "m") return false;
  for (size_t back = 1; back <= 4 && back <= out_.size(); ++back) {
    const Figure& before = out_[out_.size() - back];
    const std::string_view kind = before.kind;
    if (kind != "measure" && kind != "money") continue;
    if (before.unit != "m") return false;
    a->value.Shift(-kMillion);
    figure->kind = "measure";
    figure->unit = "m";
    SetValue(a->value, figure);
    return true;
  }
  return false;
}

// "from 15.5 mln", "higher than the 480 mln": a multiple of a million with nothing counted is of
// what was told before.
void Finder::Inherit(uint32_t first, bool million, Figure* figure) const {
  if (r_.Has(first - 1, w_.shares)) {
    figure->of = SpanOf(first - 1, first);
    return;
  }
  for (size_t back = 1; back <= 4 && back <= out_.size(); ++back) {
    const Figure& before = out_[out_.size() - back];
    const std::string_view kind = before.kind;
    if (kind == "money" || kind == "measure") {
      // "an audience of eight million", a sentence behind a price: people too come in millions.
      if (million && SentenceSince(before.mention.span.end, first)) return;
      figure->kind = before.kind;
      figure->unit = before.unit;
      figure->plain_dollar = before.plain_dollar;
      return;
    }
    if (kind == "count") {
      // "19.1 mln vs 19.1 mln"
      if (before.of && r_.At(first).begin - before.mention.span.end < 8) figure->of = before.of;
      return;
    }
  }
}

bool Finder::SentenceSince(uint32_t end, uint32_t t) const {
  for (; r_.In(t) && r_.At(t).begin >= end; --t) {
    if (r_.Is(t, segment::kSentence)) return true;
  }
  return !r_.In(t);
}

// "5, 6 and 7 per cent", "from 50 to 80%": the unit behind the last number is that of all.
void Finder::ShareUnit(uint32_t first, uint32_t t, Figure* figure) const {
  if (figure->of || !figure->value) return;
  const bool from = r_.IsWord(first - 1, w_.from) && r_.IsWord(t, w_.to);
  for (int more = 0; more < 6; ++more) {
    uint32_t next = t;
    // "16.1 million, or 48 percent,": the same said otherwise.
    if (more == 0 && r_.IsMark(t, ',') && r_.IsWord(t + 1, w_.or_)) return;
    if (r_.IsMark(next, ',')) ++next;
    if (r_.IsWord(next, w_.and_) || r_.IsWord(next, w_.or_) || from) ++next;
    Amount a;
    if (next == t || !SecondAmount(next, &a) || a.unit_before || a.number.magnitude != 0) return;
    if (a.kind != nullptr) {
      const std::string_view kind = a.kind;
      if (kind != "percent" && kind != "measure") return;
      figure->kind = a.kind;
      figure->unit = a.unit;
      return;
    }
    if (from) return;
    t = a.last;
  }
}

}  // namespace presscut::figure
