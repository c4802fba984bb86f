// Figures: counts, percentages, money, measures, rates, ratios, ordinals as rank, ages, scores;
// each with its value, bounds, unit and object. Found by rules/en/figures.toml, numbers read by
// number.h.
//
//   FigureKind figures(rules);
//   std::vector<Figure> found;
//   figures.Find(text, segments, matches, dates, &found, &warnings);
//
// A rule's match says where a figure begins, its `value` how: "number" (digits or words),
// "fraction" ("half", "a third"), "vague" ("thousands of"), "ordinal", "times" ("twice"), "glued"
// (a currency's code and digits in one word). All else is read on from there with the lists of the
// group: sign, multiplier, currency or unit, range, modifier, noun counted, change.
//
// Cost: proportional to the matches of the group "figures". Thread-safety: const methods are safe
// from several threads. Errors: none; `exact` is the value as a decimal string, nothing is rounded.

#ifndef PRESSCUT_KINDS_FIGURE_FIGURE_H_
#define PRESSCUT_KINDS_FIGURE_FIGURE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/mention.h"
#include "extract/base/warning.h"
#include "extract/kinds/figure/vocabulary.h"
#include "extract/match/matcher.h"
#include "extract/segment/segments.h"

namespace presscut::figure {

// A measure in its unit of the SI (si.h).
struct SiValue {
  std::optional<double> value, low, high;
  std::string exact;      // decimal string of value; empty: a range
  std::string_view unit;  // static
};

// The change that a figure is part of, with others (moves.h).
struct Move {
  uint32_t id = 0;             // counted from 1 in text order
  const char* part = "";       // by to from
  const char* direction = "";  // rise fall
};

struct Figure {
  Mention mention;
  const char* kind =
      // count percent percentage_point basis_point money measure rate ratio ordinal age score
      // number
      "number";
  std::optional<double> value, low, high;
  std::string exact;               // decimal string of value; empty: none
  std::string unit;                // ISO 4217, "percent", SI or customary symbol; empty: none
  std::optional<SiValue> si;       // of a measure
  const char* modifier = nullptr;  // about over under at_least at_most up_to nearly
  std::optional<NormSpan> of;      // what is counted or measured
  const char* change = nullptr;    // rise fall
  std::optional<Move> move;        // "rose 11% to £4.2m from £3.8m": three figures of one
  bool plain_dollar = false;       // of money: the words do not say whose dollar it is
};

class FigureKind {
 public:
  // REQUIRES: rules outlives this.
  explicit FigureKind(const match::RuleSet& rules);

  // Fills *out in text order, without overlaps. `taken` are spans that belong to dates (a number in
  // a date is no figure), in text order. Appends to *warnings "ambiguous-currency" (dollars.h).
  void Find(const text::Text& text, const segment::Segments& segments,
            const match::Matches& matches, const std::vector<NormSpan>& taken,
            std::vector<Figure>* out, std::vector<Warning>* warnings) const;

  void Save(ImageWriter* writer) const { words_.Save(writer); }

 private:
  const match::RuleSet& rules_;
  match::GroupId group_;
  Vocabulary words_;
};

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_FIGURE_H_
