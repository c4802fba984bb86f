// Figures of a piece of text, for tests: the built-in rules loaded once, then text in, figures out.
//
//   for (const Found& f : FindFigures("around 4,000 operations")) use(f.text, f.figure.exact);
//
// Dates are found first, as in the program, unless `dates` is false. Cost: loading the rules takes
// some hundred milliseconds, once a process. Thread-safety: one thread. Errors: a rule set that
// does not load ends the test.

#ifndef PRESSCUT_TESTS_KINDS_FIGURE_TESTING_H_
#define PRESSCUT_TESTS_KINDS_FIGURE_TESTING_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "extract/kinds/date/date.h"
#include "extract/kinds/figure/figure.h"
#include "extract/match/matcher.h"
#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::figure {

struct Found {
  std::string text;
  uint32_t begin = 0, end = 0;  // bytes of the text given
  Figure figure;
  std::string of;
};

class FigureReader {
 public:
  FigureReader()
      : rules_(LoadRules()),
        matcher_(*rules_),
        segmenter_(rules_->lexicon()),
        figures_(*rules_),
        dates_(*rules_) {}

  const std::vector<Found>& Find(std::string_view text, bool dates) {
    found_.clear();
    article_.bytes.assign(text);
    article_.is_utf8 = true;
    EXPECT_FALSE(normaliser_.Normalise(article_, &text_).has_value());
    segmenter_.Segment(text_, &segments_);
    uint32_t groups = 1u << rules_->FindGroup("figures");
    if (dates) groups |= 1u << rules_->FindGroup("dates");
    matcher_.Find(text_, segments_, groups, &matches_);
    taken_.clear();
    if (dates) {
      dates_.Find(text_, segments_, matches_, &found_dates_);
      for (const date::Date& d : found_dates_) taken_.push_back(d.mention.span);
    }
    warnings_.clear();
    figures_.Find(text_, segments_, matches_, taken_, &list_, &warnings_);
    for (Figure& f : list_) {
      const Span raw = text_.map().ToRaw(f.mention.span);
      const std::string of = f.of ? std::string(text_.RawOf(*f.of)) : std::string();
      found_.push_back({std::string(text_.Raw(raw)), raw.begin, raw.end, std::move(f), of});
    }
    return found_;
  }

  // Of the last text.
  const std::vector<Warning>& warnings() const { return warnings_; }

 private:
  static const match::RuleSet* LoadRules() {
    std::vector<Error> errors;
    static const auto rules = match::RuleSet::Load(match::BuiltInFiles(), &errors);
    EXPECT_NE(rules, nullptr);
    return rules.get();
  }

  const match::RuleSet* rules_;
  match::Matcher matcher_;
  segment::Segmenter segmenter_;
  FigureKind figures_;
  date::DateKind dates_;
  text::Normaliser normaliser_;
  source::Article article_;
  text::Text text_;
  segment::Segments segments_;
  match::Matches matches_;
  std::vector<NormSpan> taken_;
  std::vector<date::Date> found_dates_;
  std::vector<Figure> list_;
  std::vector<Warning> warnings_;
  std::vector<Found> found_;
};

inline FigureReader& TheReader() {
  static FigureReader reader;
  return reader;
}

inline const std::vector<Found>& FindFigures(std::string_view text, bool dates = true) {
  return TheReader().Find(text, dates);
}

}  // namespace presscut::figure

#endif  // PRESSCUT_TESTS_KINDS_FIGURE_TESTING_H_
