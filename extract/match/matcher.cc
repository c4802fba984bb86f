#include "extract/match/matcher.h"

#include <algorithm>

#include "extract/match/impl.h"

namespace presscut::match {
namespace {

constexpr uint32_t kLookAhead = 400;  // bytes
constexpr uint32_t kLookBehind = 80;  // bytes a guard sees before the match

re2::StringPiece Piece(std::string_view s) { return {s.data(), s.size()}; }

bool MatchesAtStart(const RE2& guard, std::string_view after) {
  return guard.Match(Piece(after), 0, after.size(), RE2::ANCHOR_START, nullptr, 0);
}

bool MatchesAtEnd(const RE2& guard, std::string_view before) {
  return guard.Match(Piece(before), 0, before.size(), RE2::UNANCHORED, nullptr, 0);
}

}  // namespace

std::optional<NormSpan> Matches::Group(const Match& match, std::string_view name) const {
  const std::vector<std::string>& names = match.rule->groups;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] != name) continue;
    const NormSpan span = groups_[match.groups + i];
    if (span.empty()) return std::nullopt;
    return span;
  }
  return std::nullopt;
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

void Matcher::Try(const text::Text& text, const segment::Segments& segments, GroupId group,
                  uint32_t at, bool slowly, Matches* out) const {
  const Group& g = rules_.impl().groups[group];
  const segment::Token& token = segments.tokens[at];
  const segment::Block& block = segments.BlockOf(token);
  const std::string_view norm = text.norm();
  const uint32_t end = std::min(block.span.end, token.begin + kLookAhead);
  const std::string_view ahead = norm.substr(token.begin, end - token.begin);

  thread_local std::vector<int> hits;  // which rules; kept for its capacity
  hits.clear();
  if (slowly) {
    for (size_t r = 0; r < g.rules.size(); ++r) hits.push_back(static_cast<int>(r));
  } else {
    if (!g.set->Match(Piece(ahead), &hits)) return;
    std::sort(hits.begin(), hits.end());
  }

  constexpr int kMaxCaptures = 32;
  re2::StringPiece captures[kMaxCaptures];
  for (const int hit : hits) {
    const Rule& rule = g.rules[static_cast<size_t>(hit)];
    const CompiledRule& compiled = g.compiled[static_cast<size_t>(hit)];
    const int n = compiled.find->NumberOfCapturingGroups() + 1;
    if (!compiled.find->Match(Piece(ahead), 0, ahead.size(), RE2::ANCHOR_START, captures, n))
      continue;
    const auto span_of = [&](const re2::StringPiece& p) {
      const uint32_t from = static_cast<uint32_t>(p.data() - norm.data());
      return NormSpan{from, from + static_cast<uint32_t>(p.size())};
    };
    const NormSpan span = span_of(captures[1]);
    if (span.empty()) continue;
    if (compiled.not_before || compiled.only_before) {
      const std::string_view after =
          norm.substr(span.end, std::min(block.span.end, span.end + kLookAhead) - span.end);
      if (compiled.not_before && MatchesAtStart(*compiled.not_before, after)) continue;
      if (compiled.only_before && !MatchesAtStart(*compiled.only_before, after)) continue;
    }
    if (compiled.not_after || compiled.only_after) {
      const uint32_t from =
          span.begin - block.span.begin > kLookBehind ? span.begin - kLookBehind : block.span.begin;
      const std::string_view before = norm.substr(from, span.begin - from);
      if (compiled.not_after && MatchesAtEnd(*compiled.not_after, before)) continue;
      if (compiled.only_after && !MatchesAtEnd(*compiled.only_after, before)) continue;
    }
    Match match;
    match.rule = &rule;
    match.span = span;
    match.first = at;
    match.last = at + 1;
    while (match.last < segments.tokens.size() && segments.tokens[match.last].begin < span.end) {
      ++match.last;
    }
    match.groups = static_cast<uint32_t>(out->groups_.size());
    for (const int capture : compiled.capture_of) {
      const re2::StringPiece& p = captures[capture];
      out->groups_.push_back(p.data() == nullptr ? NormSpan{} : span_of(p));
    }
    out->by_group_[group].push_back(match);
  }
}

void Matcher::Find(const text::Text& text, const segment::Segments& segments, uint32_t groups,
                   Matches* out) const {
  const RuleSet::Impl& impl = rules_.impl();
  for (auto& matches : out->by_group_) matches.clear();
  out->groups_.clear();
  out->marks_.assign(segments.tokens.size(), 0);
  uint64_t wanted = 0;
  for (uint32_t g = 0; g < impl.groups.size(); ++g) {
    if (groups >> g & 1) wanted |= uint64_t{0xff} << (8 * g);
  }

  for (const segment::Block& block : segments.blocks) {
    for (uint32_t t = block.first; t < block.last; ++t) {
      const uint64_t triggers = impl.TriggersOf(segments.tokens[t]) & wanted;
      if (triggers == 0) continue;
      for (uint32_t g = 0; g < impl.groups.size(); ++g) {
        const uint32_t reach = static_cast<uint32_t>(triggers >> (8 * g) & 0xff);
        if (reach == 0) continue;
        const uint32_t from = t - block.first + 1 > reach ? t + 1 - reach : block.first;
        for (uint32_t at = from; at <= t; ++at) out->marks_[at] |= static_cast<uint8_t>(1u << g);
      }
    }
  }
  for (uint32_t t = 0; t < out->marks_.size(); ++t) {
    for (uint32_t mask = out->marks_[t]; mask != 0; mask &= mask - 1) {
      const GroupId group = static_cast<GroupId>(__builtin_ctz(mask));
      if (!impl.groups[group].begins->MayBegin(text.norm(), segments.tokens[t].begin)) continue;
      Try(text, segments, group, t, false, out);
    }
  }
}

void Matcher::FindSlowly(const text::Text& text, const segment::Segments& segments, uint32_t groups,
                         Matches* out) const {
  for (auto& matches : out->by_group_) matches.clear();
  out->groups_.clear();
  for (uint32_t t = 0; t < segments.tokens.size(); ++t) {
    for (GroupId g = 0; g < rules_.impl().groups.size(); ++g) {
      if (groups >> g & 1) Try(text, segments, g, t, true, out);
    }
  }
}

void KeepLongest(std::vector<Match>* matches) {
  std::vector<Match>& all = *matches;
  std::stable_sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
    if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
    if (a.rule->priority != b.rule->priority) return a.rule->priority > b.rule->priority;
    return a.span.begin < b.span.begin;
  });
  // Longest first; a match is kept where it overlaps none kept before. Kept ones stay few and sorted by begin.
  std::vector<Match> kept;
  for (const Match& match : all) {
    const auto after = std::lower_bound(
        kept.begin(), kept.end(), match,
        [](const Match& a, const Match& b) { return a.span.begin < b.span.begin; });
    if (after != kept.end() && after->span.Overlaps(match.span)) continue;
    if (after != kept.begin() && std::prev(after)->span.Overlaps(match.span)) continue;
    kept.insert(after, match);
  }
  all = std::move(kept);
}

}  // namespace presscut::match
