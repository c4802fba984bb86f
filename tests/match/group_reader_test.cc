// What the groups of a match are, against RE2: on patterns written here, and on every match that
// the built-in rules make in their own examples.

#include "extract/match/group_reader.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <map>
#include <memory>

#include "extract/match/matcher.h"
#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::match {
namespace {

using Texts = std::vector<std::string>;

// The text of each group; empty where it took no part.
Texts ByRe2(std::string_view pattern, std::string_view text) {
  static std::map<std::string, std::unique_ptr<const RE2>, std::less<>> compiled;
  auto at = compiled.find(pattern);
  if (at == compiled.end()) {
    RE2::Options options;
    options.set_longest_match(true);
    at = compiled.emplace(pattern, std::make_unique<RE2>(std::string(pattern), options)).first;
  }
  const RE2& re2 = *at->second;
  std::vector<re2::StringPiece> found(static_cast<size_t>(re2.NumberOfCapturingGroups()) + 1);
  EXPECT_TRUE(re2.Match({text.data(), text.size()}, 0, text.size(), RE2::ANCHOR_BOTH, found.data(),
                        static_cast<int>(found.size())))
      << pattern << " of " << text;
  Texts out;
  // The first group is the whole.
  for (size_t g = 2; g < found.size(); ++g) out.emplace_back(found[g].data(), found[g].size());
  return out;
}

std::optional<Texts> ByReader(std::string_view pattern, std::string_view text, size_t groups) {
  std::vector<NormSpan> spans(groups);
  if (!GroupReader(pattern).Read(text, spans)) return std::nullopt;
  Texts out;
  for (const NormSpan& span : spans) out.emplace_back(text.substr(span.begin, span.size()));
  return out;
}

TEST(GroupReader, OfSeveralWaysTheFirstThatReadsAllCounts) {
  struct Case {
    std::string_view pattern, text;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"(?P<a>a|ab)(?P<b>c|bcd)?(?P<c>d*)", "abcd"},
           {"(?P<a>Mar|Mar\\.|March)(?P<b>\\.?)", "Mar."},
           {"(?P<a>[0-9]{1,2})(?P<b>[0-9]{0,2})(?P<c>[0-9]+)", "12345"},
           {"(?P<a>0?[1-9]|[12][0-9])(?P<b>[0-9])?", "12"},
           {"(?:(?P<a>x)|(?P<b>[xy]))+", "xyx"},
           {"(?P<a>the )?(?P<b>(?P<c>next|last) (?P<d>week|weekend))", "the last weekend"},
           {"(?P<a>a*)(?P<b>a*)", "aaa"},
           {"(?:(?P<a>a*)b?)*c", "aabac"},
           {"(?P<a>\\w+)\\b[ -](?P<b>\\S+)$", "four-score"},
           {"^(?P<a>.+?)?(?P<b>b)", "ab"},
           {"(?P<a>.)(?P<b>[^x])(?P<c>\\x{2013}?)", "\u00E9\u2013\u2013"},
           {"\\(?(?P<a>[(?]P?)(?P<b><?)", "((P<"},
       }) {
    const std::string whole = "(?i)(" + std::string(c.pattern) + ")";
    const Texts expected = ByRe2(whole, c.text);
    const auto found = ByReader(whole, c.text, expected.size());
    if (whole.find("+?") != std::string::npos) {
      EXPECT_FALSE(found) << "not understood: " << whole;
      continue;
    }
    ASSERT_TRUE(found) << whole;
    EXPECT_EQ(*found, expected) << whole << " of " << c.text;
  }
}

TEST(GroupReader, LeavesToRe2WhatItDoesNotUnderstand) {
  EXPECT_FALSE(ByReader("((?P<a>\\pL+))", "ab", 1));
  EXPECT_FALSE(ByReader("((?P<a>a){2})", "aa", 1)) << "a group that is repeated";
  for (const char* mark :
       {"((?P<a>a)\\x{F0000})", "((?P<a>a)\\x{F0000}a)", "((?P<a>a)\\x{F0001}a)"})
    EXPECT_FALSE(ByReader(mark, "a\U000F0000", 1)) << "a character that marks groups";
  EXPECT_FALSE(ByReader("((?P<a>(?:a+)+)b)", std::string(60, 'a') + "c", 1)) << "too many ways";
  EXPECT_FALSE(ByReader("((?P<a>a))", "b", 1)) << "no match";
}

TEST(GroupReader, ReadsEveryMatchOfTheRulesAsRe2Does) {
  std::vector<Error> errors;
  const auto rules = RuleSet::Load(BuiltInFiles(), &errors);
  ASSERT_NE(rules, nullptr);
  std::string all;
  for (GroupId g = 0; g < rules->groups().size(); ++g) {
    for (const Rule& rule : rules->Rules(g)) {
      for (const std::string& example : rule.yes) all += example + "\n\n";
    }
  }
  source::Article article;
  article.bytes = all;
  article.is_utf8 = true;
  text::Text text;
  ASSERT_FALSE(text::Normaliser().Normalise(article, &text));
  segment::Segments segments;
  segment::Segmenter(rules->lexicon()).Segment(text, &segments);
  Matches matches;
  Matcher(*rules).Find(text, segments, ~0u, &matches);
  size_t read = 0;
  for (GroupId g = 0; g < rules->groups().size(); ++g) {
    for (const Match& match : matches.Of(g)) {
      if (match.rule->groups.empty()) continue;
      const std::string_view pattern = rules->Pattern(*match.rule), words = text.Norm(match.span);
      const auto found = ByReader(pattern, words, match.rule->groups.size());
      ASSERT_TRUE(found) << match.rule->id << " of " << words;
      EXPECT_EQ(*found, ByRe2(pattern, words)) << match.rule->id << " of " << words;
      ++read;
    }
  }
  EXPECT_GT(read, 500u);
}

}  // namespace
}  // namespace presscut::match
