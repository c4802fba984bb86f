#include "extract/kinds/figure/moves.h"

#include <algorithm>
#include <string_view>

namespace presscut::figure {
namespace {

using segment::kMark;
using segment::kWord;

constexpr uint32_t kMostBytes = 120;   // between two figures of one change
constexpr uint32_t kMostWords = 6;     // that are no date and tie nothing
constexpr uint32_t kFarthestWord = 6;  // tokens from "to" back to the word of change

enum class Lead { kNone, kTo, kAt, kFrom, kVersus };

// A change as far as it is read. Its figures are neighbours.
struct Parts {
  uint32_t id = 0;
  const char* direction = nullptr;
  Figure *first = nullptr, *by = nullptr, *to = nullptr, *from = nullptr;
};

bool Is(const char* a, std::string_view b) { return a == b; }

class Linker {
 public:
  Linker(const text::Text& text, const segment::Segments& segments, const Vocabulary& words,
         const std::vector<NormSpan>& taken, std::vector<Figure>* figures)
      : segments_(segments),
        r_(text, segments, words),
        w_(words),
        taken_(taken),
        figures_(*figures) {
    r_.SetBlock(0, static_cast<uint32_t>(segments.tokens.size()));
  }

  void Run() {
    for (size_t i = 1; i < figures_.size(); ++i) {
      Figure &before = figures_[i - 1], &f = figures_[i];
      const uint32_t end = before.mention.span.end, begin = f.mention.span.begin;
      if (begin < end || begin - end > kMostBytes || !Moves(before) || !Moves(f)) continue;
      const uint32_t first = segments_.TokenAt(end), last = segments_.TokenAt(begin);
      if (last >= segments_.tokens.size() ||
          segments_.tokens[first].sentence != segments_.tokens[last].sentence)
        continue;
      Pair(&before, &f, first, last);
    }
    ShareObjects();
  }

 private:
  // "Sales rose 4% to £1.27bn": both are of sales.
  void ShareObjects() {
    for (size_t i = 0, end = 0; i < figures_.size(); i = std::max(end, i + 1)) {
      if (!figures_[i].move) continue;
      const Figure* known = nullptr;
      for (end = i; end < figures_.size() && figures_[end].move &&
                    figures_[end].move->id == figures_[i].move->id;
           ++end) {
        if (known == nullptr && figures_[end].of) known = &figures_[end];
      }
      if (known == nullptr) continue;
      for (size_t k = i; k < end; ++k) {
        if (!figures_[k].of) figures_[k].of = known->of;
      }
    }
  }

  static bool Moves(const Figure& f) {
    const std::string_view kind = f.kind;
    return kind != "ordinal" && kind != "score" && kind != "age";
  }

  // What stands in front of token t and ties a figure to the one before: how many tokens, and what.
  Lead LeadOf(uint32_t t, uint32_t* tokens) const {
    for (uint32_t back = 2; back > 0; --back) {
      std::string_view value;
      if (r_.Longest(t - back, w_.move_lead, &value) != back) continue;
      *tokens = back;
      return value == "to"       ? Lead::kTo
             : value == "at"     ? Lead::kAt
             : value == "from"   ? Lead::kFrom
             : value == "versus" ? Lead::kVersus
                                 : Lead::kNone;
    }
    *tokens = 0;
    return Lead::kNone;
  }

  const char* Change(uint32_t t) const {
    std::string_view value = r_.Value(t, w_.change);
    if (value.empty()) value = r_.Value(t, w_.change_noun);
    return value == "rise" ? "rise" : value == "fall" ? "fall" : nullptr;
  }

  // The word of change in front of token t, no farther back than `limit`: "raised its dividend to".
  const char* ChangeBefore(uint32_t t, uint32_t limit) const {
    for (uint32_t back = 1; back <= kFarthestWord && t >= limit + back; ++back) {
      if (r_.Is(t - back, kMark) && !r_.IsMark(t - back, ',')) return nullptr;
      if (const char* change = Change(t - back)) return change;
    }
    return nullptr;
  }

  bool InDate(uint32_t t) const {
    const NormSpan span = r_.At(t).span();
    const auto at = std::lower_bound(taken_.begin(), taken_.end(), span.begin,
                                     [](const NormSpan& s, uint32_t p) { return s.end <= p; });
    return at != taken_.end() && at->Overlaps(span);
  }

  // Nothing between the tokens says something else.
  bool Plain(uint32_t first, uint32_t last) const {
    uint32_t words = 0;
    for (uint32_t t = first; t < last; ++t) {
      if (InDate(t) || r_.IsMark(t, ',') || r_.IsMark(t, '(') || r_.IsMark(t, ')')) continue;
      if (!r_.Is(t, kWord) || r_.Has(t, w_.verb) || r_.IsWord(t, w_.and_) ||
          r_.Has(t, w_.pronoun) || r_.Has(t, w_.move_break) || ++words > kMostWords)
        return false;
    }
    return true;
  }

  static bool Same(const Figure& a, const Figure& b) {
    const std::string_view x = a.kind, y = b.kind;
    const auto bare = [](std::string_view kind) { return kind == "count" || kind == "number"; };
    return a.unit == b.unit && (x == y || (bare(x) && bare(y)));
  }
  // Whether `by` can be how much a figure like `level` changes.
  static bool Fits(const Figure& by, const Figure& level) {
    const std::string_view kind = by.kind;
    if (kind == "percentage_point" || kind == "basis_point") return Is(level.kind, "percent");
    return kind == "percent" || kind == "ratio" || Same(by, level);
  }

  void Pair(Figure* before, Figure* f, uint32_t first, uint32_t last) {
    uint32_t tokens = 0;
    const Lead lead = LeadOf(last, &tokens);
    const uint32_t tie = last - tokens;
    if (tie < first) return;
    const bool linked = before->move.has_value();
    const bool by = before->change != nullptr && (!linked || Is(before->move->part, "by"));
    if (linked && parts_.id != before->move->id) return;

    // "fell $1.14, or 1.9%, to …": the same change said twice.
    if (by && f->change == nullptr && Apposed(first, last) && Is(f->kind, "percent")) {
      f->change = before->change;
      if (!linked) Start(before, "by", before->change);
      Join(f, "by");
      return;
    }
    if (lead == Lead::kTo || (lead == Lead::kAt && by && tie == first)) {
      if (!Plain(first, tie)) return;
      if (by && Fits(*before, *f) && !(linked && parts_.to != nullptr)) {
        if (!linked) Start(before, "by", before->change);
        Join(f, "to");
      } else if (linked && parts_.to == nullptr && Same(*before, *f)) {
        Join(f, "to");
      } else if (!linked && Same(*before, *f)) {
        // "raised from 3% to 5%"
        uint32_t own = 0;
        const uint32_t begin = segments_.TokenAt(before->mention.span.begin);
        if (LeadOf(begin, &own) != Lead::kFrom) return;
        const char* change = ChangeBefore(begin - own, Limit(before));
        if (change == nullptr) return;
        Start(before, "from", change);
        Join(f, "to");
      }
      return;
    }
    if (lead == Lead::kFrom) {
      const char* side = Change(tie - 1);  // ", up from"
      const bool beside = side != nullptr && tie > first && Opens(first, tie - 1);
      if (!beside && !Plain(first, tie)) return;
      if (by && Fits(*before, *f) && !(linked && parts_.from != nullptr)) {
        if (!linked) Start(before, "by", before->change);
        Join(f, "from");
      } else if (linked && parts_.from == nullptr &&
                 (Same(*before, *f) || Is(before->move->part, "by"))) {
        Join(f, "from");
      } else if (!linked && Same(*before, *f)) {
        const char* change = beside ? side : nullptr;
        if (!beside) {
          // "rose to 5% from 3%"
          uint32_t own = 0;
          const uint32_t begin = segments_.TokenAt(before->mention.span.begin);
          if (LeadOf(begin, &own) != Lead::kTo) return;
          change = ChangeBefore(begin - own, Limit(before));
        }
        if (change == nullptr) return;
        Start(before, "to", change);
        Join(f, "from");
      }
      return;
    }
    if (lead == Lead::kVersus) {
      if (linked && !by && parts_.from == nullptr && Same(*before, *f) && Plain(first, tie))
        Join(f, "from");
      return;
    }
    // "£4.2m, up 11%"
    if (f->change != nullptr && before->change == nullptr && Fits(*f, *before) &&
        Change(last - 1) != nullptr && Opens(first, last - 1) &&
        !(linked && parts_.by != nullptr)) {
      if (!linked) {
        Start(before, "to", f->change);
      } else if (!Is(before->move->part, "to")) {
        return;
      }
      Join(f, "by");
    }
  }

  // A comma, a bracket or a dash, and nothing else.
  bool Opens(uint32_t first, uint32_t last) const {
    return first + 1 == last &&
           (r_.IsMark(first, ',') || r_.IsMark(first, '(') || r_.IsMark(first, '-'));
  }
  // ", or", "or", "("
  bool Apposed(uint32_t first, uint32_t last) const {
    if (r_.IsMark(first, '(')) return first + 1 == last;
    if (r_.IsMark(first, ',')) ++first;
    return r_.IsWord(first, w_.or_) && first + 1 == last;
  }
  // Where the figure before this one ends: words of change in front of it are its own.
  uint32_t Limit(const Figure* f) const {
    if (f == figures_.data()) return 0;
    return segments_.TokenAt((f - 1)->mention.span.end);
  }

  void Start(Figure* f, const char* part, const char* direction) {
    parts_ = Parts{parts_.id + 1, direction, f, nullptr, nullptr, nullptr};
    Join(f, part);
  }
  void Join(Figure* f, const char* part) {
    (Is(part, "by") ? parts_.by : Is(part, "to") ? parts_.to : parts_.from) = f;
    f->move = Move{parts_.id, part, parts_.direction};
    // What it was and what it is say more than words: "the boost has gone from $2bn to $1bn".
    const Figure *to = parts_.to, *from = parts_.from;
    if (to == nullptr || from == nullptr || !to->value || !from->value ||
        *to->value == *from->value)
      return;
    parts_.direction = *to->value > *from->value ? "rise" : "fall";
    for (Figure* g = parts_.first; g <= f; ++g) g->move->direction = parts_.direction;
  }

  const segment::Segments& segments_;
  Reader r_;
  const Vocabulary& w_;
  const std::vector<NormSpan>& taken_;
  std::vector<Figure>& figures_;
  Parts parts_;  // of the change that is being read
};

}  // namespace

void LinkMoves(const text::Text& text, const segment::Segments& segments, const Vocabulary& words,
               const std::vector<NormSpan>& taken, std::vector<Figure>* figures) {
  Linker(text, segments, words, taken, figures).Run();
}

}  // namespace presscut::figure
