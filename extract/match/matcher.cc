#include "extract/match/matcher.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "extract/match/group_reader.h"
#include "extract/match/impl.h"

namespace presscut::match {
namespace {

constexpr uint32_t kLookAhead = 400;  // bytes
constexpr uint32_t kLookBehind = 80;  // bytes a guard sees before the match
constexpr int kMaxCaptures = 64;

re2::StringPiece AsPiece(std::string_view s) { return {s.data(), s.size()}; }

NormSpan SpanOf(const re2::StringPiece& p, std::string_view within) {
  const uint32_t from = static_cast<uint32_t>(p.data() - within.data());
  return NormSpan{from, from + static_cast<uint32_t>(p.size())};
}

// The first `size` bytes at most, whole characters.
std::string_view Head(std::string_view s, size_t size) {
  if (s.size() <= size) return s;
  while ((static_cast<unsigned char>(s[size]) & 0xC0) == 0x80) --size;
  return s.substr(0, size);
}
std::string_view Tail(std::string_view s, size_t size) {
  if (s.size() <= size) return s;
  size_t from = s.size() - size;
  while ((static_cast<unsigned char>(s[from]) & 0xC0) == 0x80) ++from;
  return s.substr(from);
}

// How long the rule's match at the beginning of `ahead` is, by RE2; 0: there is none.
uint32_t LengthByRe2(const CompiledRule& compiled, std::string_view ahead) {
  const RE2& find = compiled.find->Get();
  re2::StringPiece found[2];
  if (!find.ok() || !find.Match(AsPiece(ahead), 0, ahead.size(), RE2::ANCHOR_START, found, 1)) {
    return 0;
  }
  uint32_t size = static_cast<uint32_t>(found[0].size());
  if (size < ahead.size()) {
    // The pattern ended before the one character that is no part of its word.
    do --size;
    while ((static_cast<unsigned char>(ahead[size]) & 0xC0) == 0x80);
    return size;
  }
  // It may have ended there, or with the text.
  find.Match(AsPiece(ahead), 0, ahead.size(), RE2::ANCHOR_START, found, 2);
  return static_cast<uint32_t>(found[1].size());
}

// The token as the automata may know it: a word in small letters, or with a capital in front. The
// same word in one of these two ways is the same bytes where its length is the same, too: what
// folds to ASCII from beyond it has more bytes.
Automaton::Head HeadOf(const segment::Token& token, std::string_view norm) {
  constexpr uint32_t kOtherForms = segment::kAllCaps | segment::kInnerCapital | segment::kHasDigit |
                                   segment::kStops | segment::kClitic;
  if (token.word == 0 || token.word >= Automaton::kMostHeads / 2) return {};
  if (!token.Is(segment::kWord) || (token.flags & kOtherForms) != 0) return {};
  const bool capital = token.Is(segment::kCapital);
  const char second = token.length > 1 ? norm[token.begin + 1] : '\0';
  if (capital && second >= 'A' && second <= 'Z') return {};  // "MPs"
  return {token.word * 2 + (capital ? 1 : 0), token.length};
}

// The readers of one thread, made as their rules are asked for.
class GroupReaders {
 public:
  const GroupReader& Of(const RuleSet& rules, const Rule& rule) {
    if (rules_hash_ != rules.hash()) readers_.clear();
    rules_hash_ = rules.hash();
    const uint64_t number = uint64_t{rule.group} << 32 | rule.index;
    return readers_.try_emplace(number, rules.Pattern(rule)).first->second;
  }

 private:
  uint64_t rules_hash_ = 0;
  std::unordered_map<uint64_t, GroupReader> readers_;  // by group and index of the rule
};

}  // namespace

void Matches::Capture(const Match& match) const {
  captured_[match.groups] = true;
  const Rule& rule = *match.rule;
  const std::string_view text = norm_.substr(match.span.begin, match.span.size());
  thread_local GroupReaders readers;
  const std::span<NormSpan> groups(&groups_[match.groups], rule.groups.size());
  if (readers.Of(*rules_, rule).Read(text, groups)) {
    for (NormSpan& group : groups) {
      group = {group.begin + match.span.begin, group.end + match.span.begin};
    }
    return;
  }
  const RE2& re2 = rules_->impl().CompiledOf(rule).groups->Get();
  re2::StringPiece captures[kMaxCaptures];
  const int n = std::min(kMaxCaptures, re2.NumberOfCapturingGroups() + 1);
  if (!re2.ok() || !re2.Match(AsPiece(text), 0, text.size(), RE2::ANCHOR_BOTH, captures, n)) return;
  // The first group is the whole, the rule's own are the rest, in their order.
  for (size_t g = 0; g + 2 < static_cast<size_t>(n); ++g) {
    const re2::StringPiece& p = captures[g + 2];
    if (p.data() != nullptr) groups_[match.groups + g] = SpanOf(p, norm_);
  }
}

std::optional<NormSpan> Matches::Group(const Match& match, std::string_view name) const {
  if ((match.rule->group_mask & GroupBit(name)) == 0) return std::nullopt;
  const std::vector<std::string>& names = match.rule->groups;
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  if (!captured_[match.groups]) Capture(match);
  const NormSpan span = groups_[match.groups + static_cast<size_t>(at - names.begin())];
  if (span.empty()) return std::nullopt;
  return span;
}

std::string_view MatchView::Get(std::string_view group) const {
  const auto span = matches_.Group(match_, group);
  return span ? text_.Norm(*span) : std::string_view();
}

std::string_view MatchView::Value(std::string_view group) const {
  const auto span = matches_.Group(match_, group);
  if (!span) return {};
  const Rule& rule = *match_.rule;
  const size_t at = static_cast<size_t>(std::find(rule.groups.begin(), rule.groups.end(), group) -
                                        rule.groups.begin());
  const segment::ListId list = rules_.ListOf(rule, at);
  return list == segment::kMaxLists ? std::string_view()
                                    : rules_.ListValue(list, text_.Norm(*span));
}

bool Matcher::Holds(const Guard& guard, std::string_view beside, bool at_end, bool slowly,
                    Matches* out) const {
  if (!slowly && guard.automaton != kNoAutomaton) {
    bool holds = false;
    rules_.impl().automata[guard.automaton].Scan(beside, &out->caches_[guard.automaton],
                                                 [&](uint32_t, size_t) {
                                                   holds = true;
                                                   return false;
                                                 });
    return holds;
  }
  const RE2& re2 = guard.re2->Get();
  return re2.ok() && re2.Match(AsPiece(beside), 0, beside.size(),
                               at_end ? RE2::UNANCHORED : RE2::ANCHOR_START, nullptr, 0);
}

// Whether the rule's guards let the match be.
bool Matcher::Passes(const CompiledRule& rule, std::string_view norm, const segment::Block& block,
                     NormSpan span, bool slowly, Matches* out) const {
  if (rule.not_before.re2 || rule.only_before.re2) {
    const std::string_view after =
        Head(norm.substr(span.end, block.span.end - span.end), kLookAhead);
    if (rule.not_before.re2 && Holds(rule.not_before, after, false, slowly, out)) return false;
    if (rule.only_before.re2 && !Holds(rule.only_before, after, false, slowly, out)) return false;
  }
  if (rule.not_after.re2 || rule.only_after.re2) {
    const std::string_view before =
        Tail(norm.substr(block.span.begin, span.begin - block.span.begin), kLookBehind);
    if (rule.not_after.re2 && Holds(rule.not_after, before, true, slowly, out)) return false;
    if (rule.only_after.re2 && !Holds(rule.only_after, before, true, slowly, out)) return false;
  }
  return true;
}

// Where the token stands and what lies ahead of it in its block.
struct Matcher::Start {
  const segment::Block& block;
  uint32_t token;
  std::string_view ahead;
};

Matcher::Start Matcher::StartAt(const text::Text& text, const segment::Segments& segments,
                                const segment::Block& block, uint32_t at) {
  const uint32_t begin = segments.tokens[at].begin;
  return {block, at, Head(text.norm().substr(begin, block.span.end - begin), kLookAhead)};
}

// The hits of one start, in the order of their rules, become matches where their guards let them.
void Matcher::Keep(const text::Text& text, const segment::Segments& segments, GroupId group,
                   const Start& start, bool slowly, Matches* out) const {
  const Group& g = rules_.impl().groups[group];
  const uint32_t begin = segments.tokens[start.token].begin;
  for (const Hit hit : out->hits_) {
    if (hit.length == 0) continue;
    const NormSpan span{begin, begin + hit.length};
    if (!Passes(g.compiled[hit.rule], text.norm(), start.block, span, slowly, out)) continue;
    const Rule& rule = g.rules[hit.rule];
    Match match;
    match.rule = &rule;
    match.span = span;
    match.first = start.token;
    match.last = start.token + 1;
    while (match.last < segments.tokens.size() && segments.tokens[match.last].begin < span.end) {
      ++match.last;
    }
    match.groups = static_cast<uint32_t>(out->groups_.size());
    out->groups_.resize(out->groups_.size() + std::max<size_t>(1, rule.groups.size()));
    out->captured_.resize(out->groups_.size());
    out->by_group_[group].push_back(match);
  }
}

void Matcher::Try(const text::Text& text, const segment::Segments& segments, GroupId group,
                  const segment::Block& block, uint32_t at, Automaton::Head head,
                  Matches* out) const {
  const Group& g = rules_.impl().groups[group];
  const Start start = StartAt(text, segments, block, at);
  std::vector<Hit>& hits = out->hits_;
  hits.clear();
  if (g.automaton != kNoAutomaton) {
    rules_.impl().automata[g.automaton].Scan(
        start.ahead, head, &out->caches_[g.automaton], [&](uint32_t rule, size_t length) {
          const auto known =
              std::find_if(hits.begin(), hits.end(), [&](const Hit& h) { return h.rule == rule; });
          if (known != hits.end()) {
            known->length = static_cast<uint32_t>(length);
          } else {
            hits.push_back({rule, static_cast<uint32_t>(length)});
          }
          return true;
        });
  }
  for (const uint32_t r : g.by_re2) hits.push_back({r, LengthByRe2(g.compiled[r], start.ahead)});
  if (hits.empty()) return;
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.rule < b.rule; });
  Keep(text, segments, group, start, false, out);
}

void Matcher::Prepare(const text::Text& text, Matches* out) const {
  for (auto& matches : out->by_group_) matches.clear();
  out->groups_.clear();
  out->captured_.clear();
  if (out->rules_ != &rules_ || out->rules_hash_ != rules_.hash()) {
    out->rules_ = &rules_;
    out->rules_hash_ = rules_.hash();
    out->caches_.assign(rules_.impl().automata.size(), {});
  }
  out->norm_ = text.norm();
}

void Matcher::Find(const text::Text& text, const segment::Segments& segments, uint32_t groups,
                   Matches* out) const {
  const RuleSet::Impl& impl = rules_.impl();
  Prepare(text, out);
  out->marks_.assign(segments.tokens.size(), 0);
  // Of these the compiler knows that writing a mark does not change them.
  uint8_t* const marks = out->marks_.data();
  const segment::Token* const tokens = segments.tokens.data();
  for (const segment::Block& block : segments.blocks) {
    const uint32_t first = block.first, last = block.last;
    for (uint32_t t = first; t < last; ++t) {
      impl.EachTrigger(tokens[t], [&](uint64_t triggers) {
        while (triggers != 0) {
          const int g = std::countr_zero(triggers) / 8;
          const uint32_t reach = static_cast<uint32_t>(triggers >> (8 * g) & 0xff);
          triggers &= ~(uint64_t{0xff} << (8 * g));
          const uint32_t from = t - first + 1 > reach ? t + 1 - reach : first;
          for (uint32_t at = from; at <= t; ++at) marks[at] |= static_cast<uint8_t>(1u << g);
        }
      });
    }
    for (uint32_t t = first; t < last; ++t) {
      uint32_t mask = marks[t] & groups;
      if (mask == 0) continue;
      const segment::Token& token = tokens[t];
      const Automaton::Head head = HeadOf(token, text.norm());
      for (; mask != 0; mask &= mask - 1) {
        const GroupId group = static_cast<GroupId>(std::countr_zero(mask));
        const Group& g = impl.groups[group];
        // Most places say so at once.
        if (g.automaton != kNoAutomaton && g.by_re2.empty() &&
            impl.automata[g.automaton].Dead(text.norm()[token.begin], head,
                                            out->caches_[g.automaton])) {
          continue;
        }
        Try(text, segments, group, block, t, head, out);
      }
    }
  }
}

void Matcher::FindSlowly(const text::Text& text, const segment::Segments& segments, uint32_t groups,
                         Matches* out) const {
  Prepare(text, out);
  for (const segment::Block& block : segments.blocks) {
    for (uint32_t t = block.first; t < block.last; ++t) {
      const Start start = StartAt(text, segments, block, t);
      for (GroupId group = 0; group < rules_.impl().groups.size(); ++group) {
        if ((groups >> group & 1) == 0) continue;
        const Group& g = rules_.impl().groups[group];
        out->hits_.clear();
        for (uint32_t r = 0; r < g.rules.size(); ++r) {
          out->hits_.push_back({r, LengthByRe2(g.compiled[r], start.ahead)});
        }
        Keep(text, segments, group, start, true, out);
      }
    }
  }
}

void KeepLongest(std::vector<Match>* matches, const std::function<bool(const Match&)>& believe) {
  std::vector<Match>& all = *matches;
  std::stable_sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
    if (a.rule->priority != b.rule->priority) return a.rule->priority > b.rule->priority;
    return a.span.begin < b.span.begin;
  });
  // Longest first; a match is kept where it overlaps none kept before. Kept ones stay few and
  // sorted by begin.
  std::vector<Match> kept;
  for (const Match& match : all) {
    const auto after = std::lower_bound(
        kept.begin(), kept.end(), match,
        [](const Match& a, const Match& b) { return a.span.begin < b.span.begin; });
    if (after != kept.end() && after->span.Overlaps(match.span)) continue;
    if (after != kept.begin() && std::prev(after)->span.Overlaps(match.span)) continue;
    if (believe(match)) kept.insert(after, match);
  }
  all = std::move(kept);
}

}  // namespace presscut::match
