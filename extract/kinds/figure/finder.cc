#include "extract/kinds/figure/finder.h"

#include <algorithm>
#include <utility>

#include "extract/kinds/figure/si.h"
#include "extract/text/address.h"

namespace presscut::figure {
namespace {

using segment::kCapital;
using segment::kClitic;
using segment::kCurrency;
using segment::kNumber;
using segment::kSentence;
using segment::kWord;

constexpr int64_t kLargestGroup = 1000;  // "the Group of 20"
// Tokens around a figure's first that are asked about.
constexpr uint32_t kFetchBefore = 6, kFetchBehind = 8;

bool NoFacts(segment::Role role) {
  return role == segment::Role::kStamp || role == segment::Role::kByline ||
         role == segment::Role::kFurniture;
}

const char* ModifierOf(std::string_view value) {
  static constexpr const char* kModifiers[] = {"about",   "over",  "under", "at_least",
                                               "at_most", "up_to", "nearly"};
  for (const char* m : kModifiers) {
    if (value == m) return m;
  }
  return nullptr;
}

bool OrdinalEnd(std::string_view word) {
  return word.size() == 2 && (word == "st" || word == "nd" || word == "rd" || word == "th" ||
                              word == "TH" || word == "ST" || word == "ND" || word == "RD");
}

bool EndsWith(std::string_view word, std::string_view end) {
  return word.size() > end.size() && word.substr(word.size() - end.size()) == end;
}

}  // namespace

void Finder::At(uint32_t token, Form form, std::string_view rule) {
  if (token < done_) return;
  if (!r_.In(token)) {
    block_ = segments_.sentences[segments_.tokens[token].sentence].block;
    named_end_ = 0;
    const segment::Block& b = segments_.blocks[block_];
    r_.SetBlock(b.first, b.last);
    title_case_ = b.title_case || b.capitals;
  }
  if (NoFacts(segments_.blocks[block_].role)) return;
  for (uint32_t t = token - kFetchBefore; t != token + kFetchBehind; ++t) w_.Fetch(r_.At(t).word);
  rule_ = rule;
  std::string_view value;
  if (const uint32_t n = r_.Longest(token, w_.not_figure, &value); n > 0 && value.empty()) {
    done_ = token + n;
    return;
  }
  Read(token, form);
}

bool Finder::Read(uint32_t t, Form form) {
  switch (form) {
    case Form::kNumber:
      return ReadNumberAt(t);
    case Form::kFraction:
      return ReadFractionAt(t);
    case Form::kVague:
      return ReadVagueAt(t);
    case Form::kOrdinal:
      return ReadOrdinalAt(t);
    case Form::kTimes:
      return ReadTimesAt(t);
    case Form::kGlued: {
      Amount a;
      return ReadGlued(r_, t, &a) && ReadCount(t, a);
    }
    case Form::kNone:
      break;
  }
  return false;
}

// ----- what is no figure

bool Finder::Taken(NormSpan span) const {
  const auto after = std::lower_bound(taken_.begin(), taken_.end(), span.begin,
                                      [](const NormSpan& s, uint32_t at) { return s.end <= at; });
  return after != taken_.end() && after->Overlaps(span);
}

// Letters, a stop or a slash hang on to the front: "scp-173", "10.1.2", "24/7", "@54".
bool Finder::NoFigureBefore(uint32_t t) const {
  if (!r_.Touches(t) || !r_.In(t - 1)) return false;
  if (text::InAddress(r_.norm, r_.At(t).begin)) return true;
  // A footnote: "said.[20]"
  if (r_.IsMark(t - 1, '[') && r_.IsMark(t + 1, ']')) return true;
  if (r_.Is(t - 1, kWord)) return true;
  if (r_.IsMark(t - 1, '-') && r_.IsWord(t - 2, w_.magnitude_word)) return false;
  if (r_.IsMark(t - 1, '-'))
    return r_.Touches(t - 1) && r_.In(t - 2) && !r_.Is(t - 2, segment::kMark);
  if (r_.IsMark(t - 1, ':') && !r_.Is(t, kNumber)) return false;
  for (const char mark : {'/', '#', '@', ':', '_', '=', '+', '\\', '&'}) {
    if (r_.IsMark(t - 1, mark)) return mark != '+' || r_.Touches(t - 1);
  }
  return r_.IsMark(t - 1, '.') && (r_.Touches(t - 1) || !r_.Is(t, kNumber));
}

// What hangs on to the end: "24703L202", "10:30", "5/17/2018", "1990s".
bool Finder::NoFigureAfter(uint32_t t, bool digits) const {
  if (!digits || !r_.Touches(t)) return false;
  if (r_.Is(t, kWord) && !r_.Is(t, kClitic)) return true;
  if (r_.IsMark(t, ':') || r_.IsMark(t, '/') || r_.IsMark(t, '_')) {
    return r_.Touches(t + 1) && (r_.Is(t + 1, kNumber) || r_.Is(t + 1, kWord));
  }
  // "501(c)(3)"
  if (r_.IsMark(t, '(')) return r_.Is(t + 1, kWord) && r_.At(t + 1).length == 1;
  if (r_.IsMark(t, '.') || r_.IsMark(t, '@'))
    return r_.Touches(t + 1) && r_.Is(t + 1, kWord) && !r_.Is(t + 1, kCapital);
  // "555-0123-77"
  return r_.IsMark(t, '-') && r_.Is(t + 1, kNumber) && r_.Touches(t + 1) && r_.IsMark(t + 2, '-') &&
         r_.Touches(t + 2) && r_.Is(t + 3, kNumber);
}

// "L-202", "m212": letters and digits that are no word.
bool Finder::CodeAt(uint32_t t) const {
  if (r_.Is(t, segment::kHasDigit)) return !r_.Is(t, kCapital);
  return r_.Is(t, kWord) && r_.At(t).length <= 2 && r_.IsMark(t + 1, '-') && r_.Touches(t + 1) &&
         r_.Touches(t + 2) && r_.Is(t + 2, kNumber);
}

// "14" of "January 14, 2016", "2016" of "in 2016 they": digits that belong to a date, and nothing
// next to them that could make them a figure for all that. Half of the digits in news.
bool Finder::Dated(uint32_t t) const {
  const segment::Token& token = r_.At(t);
  if (!token.Is(kNumber) || !Taken(token.span()) || !r_.NumberEnds(t)) return false;
  const std::string_view digits = r_.Text(t);
  if (digits == "1" || digits[0] == '0') return false;
  const segment::Token &before = r_.At(t - 1), &after = r_.At(t + 1);
  if (before.Is(kCurrency) || after.Is(kCurrency) || w_.IsUnit(after.word) || w_.Ties(after.word))
    return false;
  for (const char mark : {'[', '<'}) {
    if (r_.IsMark(t + 1, mark)) return false;
  }
  for (const char mark : {'-', '+', '.'}) {
    if (r_.IsMark(t - 1, mark)) return false;
  }
  return !w_.Begins(before.word, w_.currency_code) && !r_.IsWord(t - 1, w_.minus) &&
         !r_.IsWord(t - 1, w_.negative) && !r_.IsWord(t - 1, w_.magnitude_word);
}

// "Channel 4", "Boeing 747", "Apollo 11": a number that is part of a name.
bool Finder::Named(uint32_t t) const {
  std::string_view value;
  for (uint32_t back = 1; back <= 2; ++back) {
    if (r_.Longest(t - back, w_.numbered, &value) == back) return true;
  }
  return false;
}

// The second number of "Sections 3 and 4", "Articles 5, 6".
bool Finder::FollowsNamed(uint32_t t) const {
  return t == named_end_ + 1 &&
         (r_.IsWord(t - 1, w_.and_) || r_.IsWord(t - 1, w_.or_) || r_.IsMark(t - 1, ','));
}

// "(3) Does it", "and (2) the others", "2) Spicer": a number in brackets, or with the closing one
// only, that opens a part of a list. REQUIRES: a closing bracket stands behind it.
bool Finder::Listed(const Amount& a) const {
  const int64_t n = a.value.Small();
  if (n < 0 || n > 30 || !r_.Is(a.last + 1, kWord)) return false;
  if (r_.IsMark(a.first - 1, '(')) {
    return !r_.In(a.first - 2) || r_.Is(a.first - 2, segment::kMark) ||
           r_.Has(a.first - 2, w_.phrase_end) || r_.Has(a.first - 2, w_.verb);
  }
  for (uint32_t back = 1; back <= 20 && r_.In(a.first - back); ++back) {
    if (r_.IsMark(a.first - back, '(')) return false;
    if (r_.IsMark(a.first - back, ')')) break;
  }
  return true;
}

// "10 Downing Street": capitalised words behind a number, the last of which is a street's.
bool Finder::HouseNumber(uint32_t last) const {
  for (uint32_t t = last; t < last + 4 && r_.Is(t, kWord); ++t) {
    if (r_.Has(t, w_.street) && r_.Is(t, kCapital)) return t > last;
    if (!r_.Is(t, kCapital)) break;
  }
  return false;
}

bool Finder::Yearlike(const Amount& a) const {
  const int64_t year = a.value.Small();
  return a.number.last == a.number.first + 1 && r_.Text(a.number.first).size() == 4 &&
         year >= 1000 && year <= 2100;
}

bool Finder::IsAge(const Amount& a) const {
  const int64_t years = a.value.Small();
  if (years < 0 || years > 120) return false;
  const uint32_t t = a.first;
  // "at age 60", "anyone age 60 and up", but "age 60 men"
  if (r_.IsWord(t - 1, w_.aged)) return true;
  if ((r_.IsWord(t - 1, w_.age) || r_.IsWord(t - 1, w_.ages)) &&
      (!r_.Is(a.last, kWord) || r_.Has(a.last, w_.phrase_end)))
    return true;
  if (r_.IsWord(t - 1, w_.of) && r_.IsWord(t - 2, w_.age)) return true;
  // "At 39, she"
  if (a.number.digits && r_.Is(t - 1, kSentence) && r_.IsWord(t - 1, w_.at) && years > 0 &&
      r_.IsMark(a.last, ',') && (r_.Has(a.last + 1, w_.living) || r_.Is(a.last + 1, kCapital)))
    return true;
  // "aged 8, 10 and 11"
  if (!out_.empty() && std::string_view(out_.back().kind) == "age" && done_ + 1 == t &&
      (r_.IsWord(t - 1, w_.and_) || r_.IsMark(t - 1, ','))) {
    return !r_.Is(a.last, kWord) || r_.Has(a.last, w_.phrase_end) || r_.Has(a.last, w_.verb);
  }
  // "Kirk, 53, returned", "a man, 34, was held"
  if (r_.IsMark(t - 1, ',') && a.number.digits && years > 0) {
    const bool name =
        r_.Has(t - 2, w_.living) ||
        (r_.Is(t - 2, kCapital) && !r_.Has(t - 2, w_.before_year) && !r_.Is(t - 2, kNumber));
    const bool closed = r_.IsMark(a.last, ',') || r_.IsMark(a.last, '.') ||
                        r_.IsMark(a.last, ';') || !r_.In(a.last) || r_.IsMark(a.last, '-') ||
                        r_.IsMark(a.last, ')');
    const bool another = r_.IsMark(a.last, ',') && (r_.Is(a.last + 1, kNumber));
    return name && closed && !another;
  }
  // "people over 65", "children under five"
  const char* modifier = nullptr;
  if (const uint32_t first = ModifierBefore(t, &modifier);
      first != t && r_.Has(first - 1, w_.of_age) &&
      (modifier == std::string_view("over") || modifier == std::string_view("under"))) {
    return years > 0 &&
           (!r_.Is(a.last, kWord) || r_.Has(a.last, w_.phrase_end) || r_.Has(a.last, w_.verb));
  }
  // "He was 62."
  if (r_.IsWord(t - 1, w_.was) || r_.IsWord(t - 1, w_.were) || r_.IsWord(t - 1, w_.is) ||
      r_.IsWord(t - 1, w_.turned) || r_.Is(t - 1, kClitic)) {
    const bool closed = !r_.Is(a.last, kWord) && !r_.Is(a.last, kNumber) &&
                        !r_.IsMark(a.last, '-') && !r_.Is(a.last, kCurrency);
    return closed && years >= 2 && r_.Has(t - 2, w_.living);
  }
  return false;
}

// ----- what stands around

uint32_t Finder::ModifierBefore(uint32_t t, const char** modifier) const {
  for (uint32_t back = 5; back > 0; --back) {
    std::string_view value;
    if (!r_.In(t - back) || r_.Longest(t - back, w_.modifier, &value) != back) continue;
    if (r_.IsMark(t - back - 1, '-') && r_.Touches(t - back)) continue;  // "the run-up to 2020"
    *modifier = ModifierOf(value);
    return t - back;
  }
  return t;
}

uint32_t Finder::ModifierAfter(uint32_t t, const char** modifier) const {
  if (r_.IsMark(t, '+') && r_.Touches(t)) {
    *modifier = "at_least";
    return t + 1;
  }
  if (r_.IsMark(t, '-') && r_.IsWord(t + 1, w_.plus) && r_.Touches(t) && r_.Touches(t + 1)) {
    *modifier = "at_least";  // "a 400-plus page report"
    return t + 2;
  }
  std::string_view value;
  const uint32_t n = r_.Longest(t, w_.modifier_after, &value);
  if (n == 0) return t;
  *modifier = ModifierOf(value);
  return t + n;
}

const char* Finder::ChangeAround(uint32_t first, uint32_t last) const {
  const auto change = [&](uint32_t t, segment::ListId list) -> const char* {
    const std::string_view value = r_.Value(t, list);
    return value == "rise" ? "rise" : value == "fall" ? "fall" : nullptr;
  };
  if (const char* after = change(last, w_.change_noun)) return after;
  uint32_t t = first - 1;
  while (r_.IsWord(t, w_.a) || r_.IsWord(t, w_.an) || r_.IsWord(t, w_.average)) --t;
  if (r_.IsWord(t, w_.of) && r_.IsWord(t - 1, w_.average)) {
    t -= 2;
    if (r_.IsWord(t, w_.an)) --t;
  }
  if (r_.IsWord(t, w_.of)) return change(t - 1, w_.change_noun);
  if (r_.IsWord(t, w_.by)) --t;
  if ((r_.IsWord(t, w_.up) || r_.IsWord(t, w_.down)) && r_.Has(t - 1, w_.phrasal)) return nullptr;
  return change(t, w_.change);
}

void Finder::SetValue(const Decimal& value, Figure* figure) const {
  figure->value = value.Value();
  figure->exact = value.Exact();
}

void Finder::SetSi(const Amount& a, const Decimal* high, Figure* figure) const {
  // "5 °F warmer", "raised by 5 °F"
  const Degrees degrees = figure->change != nullptr ? Degrees::kDifference : Degrees::kPoint;
  const bool fine = !a.fine_unit.empty() && high == nullptr;
  SiAmount low_or_value, most;
  if (!(fine ? ToSi(a.fine_unit, a.fine, degrees, &low_or_value)
             : ToSi(figure->unit, a.value, degrees, &low_or_value)))
    return;
  SiValue si;
  si.unit = low_or_value.unit;
  if (high == nullptr) {
    si.value = low_or_value.value.Value();
    si.exact = low_or_value.value.Exact();
  } else {
    if (!ToSi(figure->unit, *high, degrees, &most)) return;
    si.low = low_or_value.value.Value();
    si.high = most.value.Value();
  }
  figure->si = std::move(si);
}

void Finder::Push(Figure&& figure, uint32_t first, uint32_t last) {
  // A sign between two numbers belongs to the first of them: "£2£1".
  const uint32_t before = out_.empty() ? 0 : out_.back().mention.span.end;
  while (first < last && r_.At(first).begin < before) ++first;
  if (first == last) return;
  figure.mention.span = SpanOf(first, last);
  figure.mention.rule = rule_;
  done_ = std::max(done_, last);
  out_.push_back(std::move(figure));
}

// ----- numbers

bool Finder::ReadNumberAt(uint32_t t) {
  if (NoFigureBefore(t)) {
    // What hangs together with it is no figure either.
    if (r_.Is(t, kNumber)) done_ = t + 1;
    return false;
  }
  if (Dated(t)) return false;
  const bool digits = r_.Is(t, kNumber);
  if (digits && r_.Touches(t + 1) && OrdinalEnd(r_.Text(t + 1))) {
    Decimal rank;
    if (!rank.Parse(r_.Text(t)) || rank.Small() <= 0) return false;
    return PushOrdinal(static_cast<uint64_t>(rank.Small()), t, t + 2);
  }
  // "twenty-first"
  if (const std::string_view tens = r_.Value(t, w_.cardinal); tens.size() == 2 && tens[1] == '0') {
    const uint32_t unit = r_.IsMark(t + 1, '-') ? t + 2 : t + 1;
    const int rank = Whole(r_.Value(unit, w_.ordinal));
    if (rank > 0 && rank < 10)
      return PushOrdinal(static_cast<uint64_t>(Whole(tens) + rank), t, unit + 1);
  }
  Number n;
  uint32_t from = t;
  if (!digits && r_.IsWord(t, w_.couple)) {
    if (!r_.IsWord(t - 1, w_.a)) return false;
    n.first = t;
    n.last = t + 1;
    n.value = Decimal(2);
    Number more;
    const uint32_t behind = r_.IsWord(t + 1, w_.of) ? t + 2 : t + 1;
    if (r_.Has(behind, w_.magnitude) && ReadNumber(r_, behind, &more)) {
      n.value = more.value;
      n.value.Times(2);
      n.last = more.last;
    } else if (behind == t + 1) {
      return false;
    } else {
      Phrase p;
      if (!ReadOfPhrase(r_, t + 1, Count::kMany, false, &p)) return false;
    }
  } else if (!ReadNumber(r_, t, &n)) {
    return false;
  }
  // "007", "020 7946 0000"
  const bool point = r_.IsMark(t - 1, '.') && r_.Touches(t);
  if (n.digits && !point && r_.Text(t).size() > 1 && r_.Text(t)[0] == '0' && r_.Text(t)[1] != '.' &&
      r_.Text(t)[1] != ',') {
    done_ = n.last;
    while (r_.Is(done_, kNumber) || (r_.IsMark(done_, '-') && r_.Is(done_ + 1, kNumber))) ++done_;
    return false;
  }
  if (digits) {
    // Complete as it is.
  } else if ((r_.Has(t, w_.magnitude) || r_.Has(t, w_.dozen) || r_.IsWord(t, w_.couple)) &&
             (r_.IsWord(t - 1, w_.a) || r_.IsWord(t - 1, w_.an))) {
    n.first = from = t - 1;
  } else if (r_.Has(t, w_.magnitude) && !r_.Has(t - 1, w_.approximate)) {
    return false;  // "hundred" alone
  }
  Amount a;
  ReadAmount(r_, n, &a);
  a.first = std::min(a.first, from);
  return ReadCount(t, a);
}

bool Finder::ReadCount(uint32_t t, Amount a) {
  Decimal high;
  bool range = false;
  if (!Alone(a)) {
    if (QuotedRate(a) || Portion(a) || Score(a)) return true;
    range = Range(&a, &high);
  }
  const bool unit = a.kind != nullptr;
  // No date holds a number in words above all years, a million, or a mixed number; "four times a
  // year" is a set and a count.
  const bool own = (!a.number.digits && !range && a.value.Small() > 2100) ||
                   (a.value.Small() >= 100000 && a.number.last > a.number.first + 1) ||
                   a.number.mixed || r_.IsWord(a.last, w_.times_word) ||
                   (a.number.fraction && Part(a.number.last, a.first));
  if (!unit && !own && Taken(SpanOf(a.number.first, a.number.last))) return false;
  if (!unit && NoFigureAfter(a.last, a.number.digits)) {
    done_ = a.last;
    if (r_.IsMark(a.last, '-') || r_.IsMark(a.last, '/') || r_.IsMark(a.last, ':')) ++done_;
    return false;
  }
  if (!unit && !range && a.number.fraction) {
    return PushRatio(a.number);
  }
  Figure f;
  uint32_t first = a.first, last = a.last;
  if (unit) {
    f.kind = a.kind;
    f.unit = a.unit;
    f.plain_dollar = a.plain;
  } else if (!range && IsAge(a)) {
    f.kind = "age";
  } else if (range && (r_.IsWord(first - 1, w_.aged) || r_.IsWord(first - 1, w_.ages))) {
    f.kind = "age";
  } else {
    f.kind = "count";
  }
  const bool count = std::string_view(f.kind) == "count";
  if (range) {
    f.low = a.value.Value();
    f.high = high.Value();
  } else {
    SetValue(a.value, &f);
  }
  const uint32_t bare_first = first;
  first = ModifierBefore(first, &f.modifier);
  const uint32_t after = ModifierAfter(last, &f.modifier);
  const bool modified = first != bare_first || after != last;
  last = after;

  if (count) {
    const bool one = a.value.Small() == 1 && !range;
    const bool word_one = one && r_.IsWord(t, w_.one);
    const Count many = one && a.number.last == a.number.first + 1 ? Count::kOne : Count::kMany;
    Phrase p;
    bool phrase = false;
    // "the Six Flags parks"
    if (!a.number.digits && r_.Is(t, kCapital) && !r_.Is(t, kSentence) && bare_first == t &&
        !title_case_ && r_.Is(t - 1, kWord) && r_.Is(a.number.last, kCapital))
      return false;
    // "Part 2 of 5", "Claim 2: they"
    if (a.number.digits && named_end_ != 0 && bare_first == named_end_ + 1 &&
        r_.IsWord(named_end_, w_.of)) {
      named_end_ = 0;
      return false;
    }
    if (a.number.digits && r_.IsMark(a.last, ':') && r_.Is(bare_first - 1, kCapital)) return false;
    if (word_one && !a.value.negative()) {
      // "Capital One suspended"
      if (r_.Is(t, kCapital) && r_.Is(bare_first - 1, kCapital) && bare_first == t && !title_case_)
        return false;
      if (r_.Has(bare_first - 1, w_.one_before) || r_.IsWord(last, w_.of)) return false;
      if (r_.IsMark(last, '-')) return false;
    }
    if (r_.IsMark(last, '-') && r_.Touches(last) && r_.Touches(last + 1) &&
        r_.Is(last + 1, kWord) && !range) {
      // "three-match ban", "96-page document"
      if (r_.Has(last + 1, w_.time_unit) || r_.Has(last + 1, w_.phrase_end)) return false;
      uint32_t end = last + 2;
      f.of = SpanOf(last + 1, end);
      last = end;
      phrase = true;
    } else if (ReadOfPhrase(r_, last, Count::kMany, false, &p) || ReadPhrase(r_, last, many, &p)) {
      phrase = true;
      f.of = SpanOf(p.head_first, p.last);
      if (r_.Has(p.head_first, w_.time_unit)) return false;  // a duration
      last = p.last;
    }
    if (!phrase) {
      // "one, two and three"
      const bool counted = r_.IsMark(last, ',') && !r_.IsWord(last + 1, w_.one) &&
                           (r_.Has(last + 1, w_.cardinal) || r_.Is(last + 1, kNumber));
      if (word_one && !a.value.negative() && !modified && r_.In(last) && r_.Is(bare_first, kWord) &&
          !counted)
        return false;
      if (Yearlike(a) && !modified) return false;
      // No name has thousands: "South Africa 350,000, Thailand 400,000".
      if (a.number.digits && !modified && r_.Is(bare_first - 1, kCapital) &&
          !r_.Is(bare_first - 1, kSentence) && !title_case_ &&
          r_.Text(a.number.first).find(',') == std::string_view::npos) {
        named_end_ = a.last;
        return false;
      }
      // "(Owen 58)", a minute of a match; "(3) Does it", a list's number
      if (a.number.digits && r_.IsMark(last, ')') && (r_.Is(bare_first - 1, kCapital) || Listed(a)))
        return false;
      if (a.number.digits && (CodeAt(last) || HouseNumber(last))) return false;
      if (named_end_ != 0 && FollowsNamed(bare_first)) {
        named_end_ = a.last;
        return false;
      }
      // "League Two", "the Group of Seven"
      if (r_.Is(t, kCapital) && !r_.Is(t, kSentence) && bare_first == t && !title_case_ &&
          !r_.Is(t - 1, segment::kMark))
        return false;
      // "the Group of 20"
      if (bare_first == a.first && !modified && r_.IsWord(bare_first - 1, w_.of) &&
          r_.Is(bare_first - 2, kCapital) && !r_.Is(bare_first - 2, kSentence) && !title_case_ &&
          a.number.digits && a.value.Small() < kLargestGroup)
        return false;
      if (!a.value.whole() || a.value.negative()) f.kind = "number";
      if (!range && a.number.digits && a.number.magnitude == 0) SameMoney(&a, &f);
      if (a.number.magnitude >= 5 && (range || !Metres(&a, &f)))
        Inherit(bare_first, r_.Text(a.number.last - 1) == "million", &f);
    } else if (Yearlike(a) && r_.Has(bare_first - 1, w_.before_year)) {
      return false;
    }
    if (Named(bare_first)) {
      named_end_ = a.last;
      return false;
    }
    if (segments_.blocks[block_].role == segment::Role::kListItem && bare_first == r_.first() &&
        (r_.IsMark(a.last, '.') || r_.IsMark(a.last, ')'))) {
      return false;
    }
  } else if (std::string_view(f.kind) != "age") {
    f.of = ObjectOf(last);
    const std::string_view kind = f.kind;
    if (!f.of) f.of = SubjectOf(first, last, kind != "money" && kind != "measure", &f.change);
    if (!f.of) f.of = ListedObject(first, f);
  }
  if (std::string_view(f.kind) == "count" || std::string_view(f.kind) == "number")
    ShareUnit(first, last, &f);
  // "the last ten off the bench", "a mile off": no fall.
  const bool measure = std::string_view(f.kind) == "measure";
  const bool off = (count && r_.IsWord(first - 1, w_.off)) || (measure && r_.IsWord(last, w_.off));
  if (std::string_view(f.kind) != "age" && !off && f.change == nullptr)
    f.change = ChangeAround(first, last);
  if (measure) SetSi(a, range ? &high : nullptr, &f);
  Push(std::move(f), first, last);
  return true;
}

bool Finder::ReadFractionAt(uint32_t t) {
  if (NoFigureBefore(t)) return false;
  const bool article = r_.IsWord(t - 1, w_.a) || r_.IsWord(t - 1, w_.an);
  Number n;
  if (!ReadFraction(r_, t, &n)) return false;
  if (n.fraction && Taken(SpanOf(t, t + 1)) && !Part(n.last, article ? t - 1 : t)) return false;
  if (!n.fraction) {
    if (article) n.first = t - 1;
    Amount a;
    ReadAmount(r_, n, &a);
    return ReadCount(t, a);
  }
  if (r_.IsMark(n.last, '-') && r_.Touches(n.last)) return false;  // "half-time"
  const uint32_t first = article ? t - 1 : t;
  const char* modifier = nullptr;
  const bool modified = ModifierBefore(first, &modifier) != first;
  if (r_.IsWord(t, w_.half)) {
    // "Half have four years of experience."
    const bool subject =
        (r_.Is(t, kSentence) || r_.IsWord(t - 1, w_.and_)) && !article && r_.Has(n.last, w_.verb);
    const bool of = r_.IsWord(n.last, w_.of) || r_.Has(n.last, w_.determiner) || subject;
    if (r_.Has(t - 1, w_.ordinal) || (!of && !modified)) return false;
    // "the half of", but "gave her half the money"
    if (r_.Has(t - 1, w_.determiner) && !article && !r_.Has(n.last, w_.determiner)) return false;
  } else {
    if (!article) return false;
    const bool part = r_.IsWord(n.last, w_.of) || !r_.Is(n.last, kWord) ||
                      r_.Has(n.last, w_.phrase_end) || r_.Has(n.last, w_.comparative) ||
                      (modified && r_.Has(n.last, w_.verb));  // "about a third said"
    if (!part) return false;
  }
  return PushRatio(n);
}

bool Finder::ReadVagueAt(uint32_t t) {
  Number n;
  if (NoFigureBefore(t) || Taken(SpanOf(t, t + 1)) || !ReadVague(r_, t, &n)) return false;
  const bool of = r_.IsWord(n.last, w_.of);
  const std::string_view word = r_.Text(t);
  if (n.last == t + 1 && (r_.Has(t, w_.vague_of) && !of)) return false;
  Figure f;
  f.kind = "count";
  f.low = n.value.Value();
  uint32_t last = n.last;
  Phrase p;
  std::string_view value;
  if (n.last == t + 1 && word.size() == 4) return false;  // "tens" alone
  if (of && r_.Longest(n.last + 1, w_.currency, &value) > 0) {
    const uint32_t tokens = r_.Longest(n.last + 1, w_.currency, &value);
    const Currency currency = ReadCurrency(value);
    f.kind = "money";
    f.unit = currency.unit;
    f.plain_dollar = currency.plain;
    last = n.last + 1 + tokens;
  } else if (ReadOfPhrase(r_, n.last, Count::kAny, false, &p) ||
             ReadPhrase(r_, n.last, Count::kMany, &p)) {
    f.of = SpanOf(p.head_first, p.last);
    last = p.last;
  }
  if (!f.of && std::string_view(f.kind) == "count" && f.low >= 100000.0) Inherit(t, false, &f);
  const uint32_t first = ModifierBefore(t, &f.modifier);
  Push(std::move(f), first, last);
  return true;
}

bool Finder::ReadTimesAt(uint32_t t) {
  if (NoFigureBefore(t) || r_.IsMark(t + 1, '-')) return false;
  Figure f;
  f.kind = "count";
  SetValue(Decimal(static_cast<uint64_t>(Whole(r_.Value(t, w_.times)))), &f);
  const uint32_t first = ModifierBefore(t, &f.modifier);
  if (Taken(SpanOf(t, t + 1))) return false;
  Push(std::move(f), first, t + 1);
  return true;
}

bool Finder::ReadOrdinalAt(uint32_t t) {
  if (NoFigureBefore(t)) return false;
  const int rank = Whole(r_.Value(t, w_.ordinal));
  return rank > 0 && PushOrdinal(static_cast<uint64_t>(rank), t, t + 1);
}

bool Finder::PushOrdinal(uint64_t rank, uint32_t t, uint32_t after) {
  if (Taken(SpanOf(t, after))) {
    // "a second plant" is no stretch of time.
    Phrase noun;
    if (rank != 2 || r_.Is(t, kNumber) || Taken(SpanOf(t + 1, t + 2)) ||
        !ReadPhrase(r_, after, Count::kOrdinal, &noun))
      return false;
  }
  const bool digits = r_.Is(t, kNumber);
  const bool determined =
      r_.Has(t - 1, w_.determiner) || r_.IsPossessive(t - 1) || r_.IsMark(t - 1, '\'');
  uint32_t from = after;
  if (r_.IsMark(after, '-') && r_.Touches(after) && r_.Touches(after + 1)) {
    const std::string_view word = r_.Text(after + 1);
    if (!EndsWith(word, "est") && word != "most" && word != "best" && word != "worst" &&
        word != "ever")
      return false;
    from = after + 1;
    if (word == "ever") after = ++from;
  }
  // "in the first place"
  if (rank == 1 && r_.IsWord(after, w_.place) && r_.Has(t - 1, w_.determiner)) return false;
  // "First Minister", "the Third World"
  if (!digits && r_.Is(t, kCapital) && r_.Is(after, kCapital) && !r_.Is(t, kSentence) &&
      !title_case_)
    return false;
  // "the 4th Circuit", "the 82nd Airborne", but "the 25th American", "his 150th Premiership goal"
  Phrase noun;
  if (digits && r_.Is(after, kCapital) && !r_.Is(t, kSentence) && !title_case_ &&
      !r_.Has(after, w_.nationality) &&
      (r_.Has(after, w_.rank_names) || !ReadPhrase(r_, after, Count::kOrdinal, &noun) ||
       r_.Is(noun.head_first, kCapital)))
    return false;
  Figure f;
  f.kind = "ordinal";
  SetValue(Decimal(rank), &f);
  Phrase p;
  uint32_t last = after;
  if (ReadPhrase(r_, from, Count::kOrdinal, &p)) {
    last = p.last;
    f.of = SpanOf(p.head_first, p.last);
    if (!digits && !determined && !r_.Is(t, kSentence) && EndsWith(r_.Text(from), "ed"))
      return false;
    // "first showing the letter, then reading it"
    if (!digits && !determined && last == from + 1 && EndsWith(r_.Text(from), "ing") &&
        r_.Has(last, w_.determiner))
      return false;
  } else {
    // "is fourth in the league"
    bool placed =
        r_.Has(t - 1, w_.placing) ||
        ((r_.IsWord(t - 1, w_.is) || r_.IsWord(t - 1, w_.was) || r_.IsWord(t - 1, w_.were)) &&
         r_.IsWord(after, w_.in) && r_.Has(after + 1, w_.determiner));
    if (r_.IsWord(t - 1, w_.to) || r_.IsWord(t - 1, w_.in) || r_.IsWord(t - 1, w_.up)) {
      for (uint32_t back = 2; back <= 4 && !placed; ++back) placed = r_.Has(t - back, w_.placing);
    }
    if (!placed && (!determined || r_.Has(after, w_.verb))) return false;
    if (rank == 2 &&
        (r_.IsWord(t - 1, w_.a) || r_.IsWord(t - 1, w_.every) || r_.IsWord(t - 1, w_.each)))
      return false;
  }
  Push(std::move(f), t, last);
  return true;
}

}  // namespace presscut::figure
