// Rules meet text: every place where a rule of any group matches.
//
//   Matcher matcher(rules);
//   Matches found;
//   matcher.Find(text, segments, &found);
//   for (const Match& m : found.Of(dates)) {
//     MatchView v(text, rules, found, m);
//     // "January" -> "01", by the list the group came from
//     if (v.Has("month")) use(v.Value("month"));
//   }
//
// All matches come out, overlapping ones too, in order of begin, then of rules in their file: a
// kind first drops those it does not believe, then keeps the best by KeepLongest(). A match is a
// whole number of tokens at its start and does not end inside a word; it never crosses a block.
//
// Method: a token that triggers a rule marks the `reach` tokens up to itself as possible starts of
// the rule's group; there one automaton over all rules of the group (automaton.h) says which of
// them match and how far, in one pass that ends where none can match any more. Guards are automata
// too. A walk over the pattern (group_reader.h) reads the groups of the matches that are asked for
// them, RE2 what neither understands. FindSlowly() tries every rule at every token by RE2 instead:
// the reference of the tests. Cost: one table look-up a token, some ten table steps a possible
// start. Look-ahead is 400 bytes at most, so hostile text costs linear time. Thread-safety: Find is
// const and safe from several threads; a Matches belongs to one thread, and is worth keeping: it
// holds the states of the automata. Lifetime: Matches refer to the text they were found in. Errors:
// none.

#ifndef PRESSCUT_MATCH_MATCHER_H_
#define PRESSCUT_MATCH_MATCHER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "extract/base/span.h"
#include "extract/match/automaton.h"
#include "extract/match/rule_set.h"
#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::match {

struct Match {
  const Rule* rule = nullptr;
  NormSpan span;
  uint32_t first = 0, last = 0;  // tokens it touches, half-open
  uint32_t groups = 0;           // where its groups stand in Matches, once asked for
};

struct Guard;
struct CompiledRule;

// A rule of a group and the length of its match.
struct Hit {
  uint32_t rule = 0, length = 0;
};

class Matches {
 public:
  std::span<const Match> Of(GroupId group) const { return by_group_[group]; }
  // The span of the named group; nothing where it took no part. Most matches are dropped without
  // being asked, so groups are captured at the first question and kept.
  std::optional<NormSpan> Group(const Match& match, std::string_view name) const;

 private:
  friend class Matcher;
  void Capture(const Match& match) const;

  const RuleSet* rules_ = nullptr;
  uint64_t rules_hash_ = 0;
  std::string_view norm_;
  std::vector<Match> by_group_[kMaxGroups];
  mutable std::vector<NormSpan> groups_;  // empty span: took no part
  mutable std::vector<bool> captured_;    // by Match::groups: whether its groups are there
  std::vector<Automaton::Cache> caches_;  // of RuleSet::Impl::automata
  std::vector<uint8_t> marks_;            // scratch: which groups may start at a token
  std::vector<Hit> hits_;                 // scratch of Try
};

// A match with what is needed to read it.
class MatchView {
 public:
  MatchView(const text::Text& text, const RuleSet& rules, const Matches& matches,
            const Match& match)
      : text_(text), rules_(rules), matches_(matches), match_(match) {}

  const Match& match() const { return match_; }
  std::string_view Whole() const { return text_.Norm(match_.span); }
  bool Has(std::string_view group) const { return matches_.Group(match_, group).has_value(); }
  std::optional<NormSpan> Where(std::string_view group) const {
    return matches_.Group(match_, group);
  }
  // The text of a group; empty where it took no part.
  std::string_view Get(std::string_view group) const;
  // The value of the group's text in the list the group came from; empty where it took no part or
  // has none.
  std::string_view Value(std::string_view group) const;

 private:
  const text::Text& text_;
  const RuleSet& rules_;
  const Matches& matches_;
  const Match& match_;
};

class Matcher {
 public:
  // REQUIRES: rules outlives the Matcher.
  explicit Matcher(const RuleSet& rules) : rules_(rules) {}

  // `groups`: bit g on for each group that is wanted.
  void Find(const text::Text& text, const segment::Segments& segments, uint32_t groups,
            Matches* out) const;
  void FindSlowly(const text::Text& text, const segment::Segments& segments, uint32_t groups,
                  Matches* out) const;

 private:
  void Prepare(const text::Text& text, Matches* out) const;
  bool Holds(const Guard& guard, std::string_view beside, bool at_end, bool slowly,
             Matches* out) const;
  bool Passes(const CompiledRule& rule, std::string_view norm, const segment::Block& block,
              NormSpan span, bool slowly, Matches* out) const;
  struct Start;
  static Start StartAt(const text::Text& text, const segment::Segments& segments,
                       const segment::Block& block, uint32_t at);
  void Keep(const text::Text& text, const segment::Segments& segments, GroupId group,
            const Start& start, bool slowly, Matches* out) const;
  void Try(const text::Text& text, const segment::Segments& segments, GroupId group,
           const segment::Block& block, uint32_t at, Automaton::Head head, Matches* out) const;

  const RuleSet& rules_;
};

// Of matches that overlap keeps the longest, then the one of higher priority, then the first. Keeps
// text order. `believe` is asked from the longest match down, only of those that overlap none kept
// so far; those it does not believe are dropped. Cost: n log n, and one question a match that is
// still free.
void KeepLongest(std::vector<Match>* matches, const std::function<bool(const Match&)>& believe);

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_MATCHER_H_
