#include "extract/kinds/figure/figure.h"

#include "extract/kinds/figure/dollars.h"
#include "extract/kinds/figure/finder.h"
#include "extract/kinds/figure/moves.h"

namespace presscut::figure {
namespace {

Form FormOf(std::string_view value) {
  struct Name {
    std::string_view value;
    Form form;
  };
  static constexpr Name kNames[] = {{"number", Form::kNumber}, {"fraction", Form::kFraction},
                                    {"vague", Form::kVague},   {"ordinal", Form::kOrdinal},
                                    {"times", Form::kTimes},   {"glued", Form::kGlued}};
  for (const Name& name : kNames) {
    if (name.value == value) return name.form;
  }
  return Form::kNone;
}

}  // namespace

FigureKind::FigureKind(const match::RuleSet& rules)
    : rules_(rules), group_(rules.FindGroup("figures")), words_(rules) {}

void FigureKind::Find(const text::Text& text, const segment::Segments& segments,
                      const match::Matches& matches, const std::vector<NormSpan>& taken,
                      std::vector<Figure>* out, std::vector<Warning>* warnings) const {
  out->clear();
  if (group_ == match::kMaxGroups) return;
  Finder finder(text, segments, words_, taken, out);
  for (const match::Match& match : matches.Of(group_)) {
    finder.At(match.first, FormOf(match.rule->value), match.rule->id);
  }
  LinkMoves(text, segments, words_, taken, out);
  SettleDollars(text, segments, words_, out, warnings);
}

}  // namespace presscut::figure
