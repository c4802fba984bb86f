#include "extract/kinds/figure/dollars.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace presscut::figure {
namespace {

constexpr uint32_t kTop = 400;  // tokens, in which news says where it is
constexpr int kStrong = 3;      // a dateline, an outlet; or three words of a country
constexpr std::string_view kDollars[] = {"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"};
constexpr size_t kAmerican = 0, kCount = std::size(kDollars);

size_t DollarOf(std::string_view unit) {
  return static_cast<size_t>(std::find(kDollars, kDollars + kCount, unit) - kDollars);
}

struct Signs {
  std::array<int, kCount> places{};   // words near the top
  std::array<bool, kCount> told{};    // an outlet of the country, or so many words
  std::array<bool, kCount> marked{};  // sums that say whose they are
  bool foreign = false;               // sums in a currency that is no dollar
  bool abroad = false;                // written, or told of, where no such dollar is used
};

void ReadPlaces(const text::Text& text, const segment::Segments& segments, const Vocabulary& words,
                Signs* signs) {
  Reader r(text, segments, words);
  const uint32_t end = static_cast<uint32_t>(std::min<size_t>(kTop, segments.tokens.size()));
  r.SetBlock(0, end);
  const std::optional<NormSpan>& dateline = segments.header.dateline;
  for (uint32_t t = 0; t < end; ++t) words.Fetch(segments.tokens[t].word);
  for (uint32_t t = 0; t < end;) {
    std::string_view place;
    const uint32_t count = r.Longest(t, words.dollar_place, &place);
    if (count == 0) {
      ++t;
      continue;
    }
    // "us" and "ap" are no words of a country but in capitals.
    const bool acronym = count > 1 || r.At(t).length > 3 || r.Is(t, segment::kAllCaps);
    const bool told = place.ends_with('!');
    if (told) place.remove_suffix(1);
    const bool strong = told || (dateline && dateline->Contains(r.At(t).span()));
    if (acronym) {
      const size_t dollar = DollarOf(place);
      if (dollar < kCount) {
        signs->places[dollar] += strong ? kStrong : 1;
        signs->told[dollar] = signs->told[dollar] || told;
      } else {
        signs->abroad = true;
      }
    }
    t += count;
  }
  // A dateline that names none of them: "RIO DE JANEIRO", "OMAHA, Neb."
  if (dateline) signs->abroad = true;
}

void ReadSums(const std::vector<Figure>& figures, Signs* signs) {
  for (const Figure& f : figures) {
    if (std::string_view(f.kind) != "money" || f.plain_dollar) continue;
    const size_t dollar = DollarOf(f.unit);
    if (dollar < kCount) {
      signs->marked[dollar] = true;
    } else {
      signs->foreign = true;
    }
  }
}

// The dollar of the plain sums; kCount where nothing shows it.
size_t Decide(const Signs& signs) {
  size_t best = 1;
  for (size_t d = 2; d < kCount; ++d) {
    if (signs.places[d] > signs.places[best]) best = d;
  }
  const int here = signs.places[best], american = signs.places[kAmerican];
  bool other_marked = false;
  for (size_t d = 1; d < kCount; ++d) other_marked = other_marked || signs.marked[d];
  if (signs.told[best] && !signs.marked[best]) return best;
  if (signs.marked[kAmerican]) return here == 0 ? kAmerican : kCount;
  if (other_marked) return kAmerican;
  if (here == 0) return american > 0 || signs.foreign || signs.abroad ? kAmerican : kCount;
  if (american >= 2 * here) return kAmerican;
  return here >= kStrong && american == 0 && !signs.foreign ? best : kCount;
}

}  // namespace

void SettleDollars(const text::Text& text, const segment::Segments& segments,
                   const Vocabulary& words, std::vector<Figure>* figures,
                   std::vector<Warning>* warnings) {
  const auto plain = [](const Figure& f) { return f.plain_dollar; };
  if (std::none_of(figures->begin(), figures->end(), plain)) return;
  // "C$50m … the $50m"
  constexpr double kRemarkable = 1000;
  for (auto f = figures->begin(); f != figures->end(); ++f) {
    if (!f->plain_dollar || !f->value || *f->value < kRemarkable) continue;
    const auto same = std::find_if(figures->begin(), figures->end(), [&](const Figure& other) {
      return std::string_view(other.kind) == "money" && !other.plain_dollar &&
             other.value == f->value && DollarOf(other.unit) < kCount;
    });
    if (same == figures->end()) continue;
    f->unit = same->unit;
    f->plain_dollar = false;
  }
  const auto first = std::find_if(figures->begin(), figures->end(), plain);
  if (first == figures->end()) return;
  Signs signs;
  ReadPlaces(text, segments, words, &signs);
  ReadSums(*figures, &signs);
  const size_t dollar = Decide(signs);
  if (dollar == kCount) {
    warnings->push_back({"ambiguous-currency", text.map().ToRaw(first->mention.span),
                         "nothing shows which dollar this and other plain sums are in; read as "
                         "USD"});
    return;
  }
  if (dollar == kAmerican) return;
  for (auto f = first; f != figures->end(); ++f) {
    if (f->plain_dollar) f->unit = kDollars[dollar];
  }
}

}  // namespace presscut::figure
