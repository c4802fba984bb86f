#include "extract/match/matcher.h"

#include <algorithm>

#include "extract/match/impl.h"

namespace presscut::match {
namespace {

constexpr uint32_t kLookAhead = 400;  // bytes
constexpr uint32_t kLookBehind = 80;  // bytes a guard sees before the match
constexpr int kMaxCaptures = 64;

re2::StringPiece Piece(std::string_view s) { return {s.data(), s.size()}; }

NormSpan SpanOf(const re2::StringPiece& p, std::string_view norm) {
  const uint32_t from = static_cast<uint32_t>(p.data() - norm.data());
  return NormSpan{from, from + static_cast<uint32_t>(p.size())};
}

bool MatchesAtStart(const RE2& guard, std::string_view after) {
  return guard.Match(Piece(after), 0, after.size(), RE2::ANCHOR_START, nullptr, 0);
}

bool MatchesAtEnd(const RE2& guard, std::string_view before) {
  return guard.Match(Piece(before), 0, before.size(), RE2::UNANCHORED, nullptr, 0);
}

}  // namespace

std::optional<NormSpan> Matches::Group(const Match& match, std::string_view name) const {
  if ((match.rule->group_mask & GroupBit(name)) == 0) return std::nullopt;
  const std::vector<std::string>& names = match.rule->groups;
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  if (!captured_[match.groups]) {
    captured_[match.groups] = true;
    const CompiledRule& compiled = rules_->impl().CompiledOf(*match.rule);
    re2::StringPiece captures[kMaxCaptures];
    const re2::StringPiece whole = Piece(norm_.substr(match.span.begin, match.span.size()));
    const int n = std::min(kMaxCaptures, compiled.groups->NumberOfCapturingGroups() + 1);
    if (compiled.groups->Match(whole, 0, whole.size(), RE2::ANCHOR_BOTH, captures, n)) {
      for (size_t g = 0; g < names.size(); ++g) {
        const re2::StringPiece& p = captures[compiled.capture_of[g]];
        if (p.data() != nullptr) groups_[match.groups + g] = SpanOf(p, norm_);
      }
    }
  }
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

  for (const int hit : hits) {
    const Rule& rule = g.rules[static_cast<size_t>(hit)];
    const CompiledRule& compiled = g.compiled[static_cast<size_t>(hit)];
    re2::StringPiece found[2];
    if (!compiled.find->Match(Piece(ahead), 0, ahead.size(), RE2::ANCHOR_START, found, 1)) continue;
    uint32_t size = static_cast<uint32_t>(found[0].size());
    if (size < ahead.size()) {
      // The pattern ended before the one character that is no part of its word.
      do --size;
      while ((static_cast<unsigned char>(ahead[size]) & 0xC0) == 0x80);
    } else {
      // It may have ended there, or with the text.
      compiled.find->Match(Piece(ahead), 0, ahead.size(), RE2::ANCHOR_START, found, 2);
      size = static_cast<uint32_t>(found[1].size());
    }
    const NormSpan span{token.begin, token.begin + size};
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
    out->groups_.resize(out->groups_.size() + std::max<size_t>(1, rule.groups.size()));
    out->captured_.resize(out->groups_.size());
    out->by_group_[group].push_back(match);
  }
}

void Matcher::Prepare(const text::Text& text, Matches* out) const {
  for (auto& matches : out->by_group_) matches.clear();
  out->groups_.clear();
  out->captured_.clear();
  out->rules_ = &rules_;
  out->norm_ = text.norm();
}

void Matcher::Find(const text::Text& text, const segment::Segments& segments, uint32_t groups,
                   Matches* out) const {
  const RuleSet::Impl& impl = rules_.impl();
  Prepare(text, out);
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
  Prepare(text, out);
  for (uint32_t t = 0; t < segments.tokens.size(); ++t) {
    for (GroupId g = 0; g < rules_.impl().groups.size(); ++g) {
      if (groups >> g & 1) Try(text, segments, g, t, true, out);
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
