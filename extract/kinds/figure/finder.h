// Reads the figure that begins at a token, with all that belongs to it: figure.cc drives it from
// rule to rule.
//
//   Finder finder(text, segments, words, taken, &figures);
//   // appends a figure, or none; tokens behind it are done with
//   finder.At(t, Form::kNumber, "figures/digits");
//
// Cost: linear in the tokens read, which are few. Thread-safety: one Finder an article. Errors:
// none.

#ifndef PRESSCUT_KINDS_FIGURE_FINDER_H_
#define PRESSCUT_KINDS_FIGURE_FINDER_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/kinds/figure/amount.h"
#include "extract/kinds/figure/figure.h"
#include "extract/kinds/figure/noun_phrase.h"

namespace presscut::figure {

// How a figure begins: what a rule's `value` says.
enum class Form : uint8_t { kNone, kNumber, kFraction, kVague, kOrdinal, kTimes, kGlued };

class Finder {
 public:
  Finder(const text::Text& text, const segment::Segments& segments, const Vocabulary& words,
         const std::vector<NormSpan>& taken, std::vector<Figure>* out)
      : segments_(segments), r_(text, segments, words), w_(words), taken_(taken), out_(*out) {}

  void At(uint32_t token, Form form, std::string_view rule);

 private:
  bool Read(uint32_t t, Form form);
  bool ReadCount(uint32_t t, Amount a);
  bool ReadNumberAt(uint32_t t);
  bool ReadFractionAt(uint32_t t);
  bool ReadVagueAt(uint32_t t);
  bool ReadOrdinalAt(uint32_t t);
  bool ReadTimesAt(uint32_t t);

  // Frames of two numbers. True where one was read (and pushed, or found to be no figure).
  bool Portion(const Amount& a);      // "one in five", "two out of twelve", "two-for-one"
  bool Alone(const Amount& a) const;  // none of these frames can begin with it
  bool QuotedRate(const Amount& a);
  bool Score(const Amount& a);  // "3-1", "by 211 to 214"
  bool SecondAmount(uint32_t t, Amount* b) const;
  bool Range(Amount* a, Decimal* high);  // widens *a
  bool PushRatio(const Number& n);
  bool PushOrdinal(uint64_t rank, uint32_t t, uint32_t after);

  bool NoFigureBefore(uint32_t t) const;
  bool Dated(uint32_t t) const;
  bool NoFigureAfter(uint32_t t, bool digits) const;
  bool CodeAt(uint32_t t) const;
  bool HouseNumber(uint32_t last) const;
  bool FollowsNamed(uint32_t t) const;
  bool Yearlike(const Amount& a) const;
  bool IsAge(const Amount& a) const;
  bool Part(uint32_t last, uint32_t first) const;
  void SameMoney(Amount* a, Figure* figure) const;
  bool Metres(Amount* a, Figure* figure) const;
  void Inherit(uint32_t first, bool million, Figure* figure) const;
  // Whether a sentence begins between a place in the text and token t.
  bool SentenceSince(uint32_t end, uint32_t t) const;
  bool Named(uint32_t t) const;
  bool Listed(const Amount& a) const;
  void ShareUnit(uint32_t first, uint32_t t, Figure* figure) const;
  bool Taken(NormSpan span) const;
  NormSpan SpanOf(uint32_t first, uint32_t last) const {
    return {r_.At(first).begin, r_.At(last - 1).end()};
  }

  // The modifier in front of token t: where it begins; sets *modifier.
  uint32_t ModifierBefore(uint32_t t, const char** modifier) const;
  uint32_t ModifierAfter(uint32_t t, const char** modifier) const;
  const char* ChangeAround(uint32_t first, uint32_t last) const;
  std::optional<NormSpan> ObjectOf(uint32_t last) const;
  bool NounAt(uint32_t t) const;
  NormSpan NounSpan(uint32_t t) const;
  std::optional<NormSpan> SubjectAt(uint32_t t) const;
  std::optional<NormSpan> ListedObject(uint32_t first, const Figure& figure) const;
  // part: the figure is no amount of its own but a part of one. Sets *change too where the words
  // tell it: "cut spending by 6%".
  std::optional<NormSpan> SubjectOf(uint32_t first, uint32_t last, bool part,
                                    const char** change) const;
  void Push(Figure&& figure, uint32_t first, uint32_t last);
  void SetValue(const Decimal& value, Figure* figure) const;
  // high: the other end of a range, or null.
  void SetSi(const Amount& a, const Decimal* high, Figure* figure) const;

  const segment::Segments& segments_;
  Reader r_;
  const Vocabulary& w_;
  const std::vector<NormSpan>& taken_;
  std::vector<Figure>& out_;
  uint32_t done_ = 0;       // tokens before this one belong to a figure, or to none
  uint32_t named_end_ = 0;  // behind the last number of the block that is part of a name
  uint32_t block_ = ~0u;
  bool title_case_ = false;
  std::string_view rule_;
};

}  // namespace presscut::figure

#endif  // PRESSCUT_KINDS_FIGURE_FINDER_H_
