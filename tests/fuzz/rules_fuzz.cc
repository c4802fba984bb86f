// Any bytes are rules or errors with a place, never a crash; rules that load can be matched, and
// find what every rule tried at every token finds.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "extract/match/matcher.h"
#include "extract/match/rule_set.h"
#include "extract/segment/segments.h"

namespace {

using namespace presscut;

constexpr const char* kPaths[] = {"en/dates.toml",  "en/figures.toml",   "en/names.toml",
                                  "en/quotes.toml", "en/fragments.toml", "en/lists/titles.txt"};

constexpr std::string_view kArticle =
    "LONDON, March 3 (Reuters) - About 4,000 nurses will walk out for 24 hours from 8am on "
    "Tuesday, "
    "the Royal College of Nursing (RCN) said. \"We have no choice,\" said Dr Anna Okafor.\n\n"
    "Profits rose 11% to £4.2m in the first quarter of 2015.\n";

void Match(const match::RuleSet& rules) {
  text::Text text;
  source::Article article;
  article.bytes = kArticle;
  text::Normaliser().Normalise(article, &text);
  segment::Segments segments;
  segment::Segmenter(rules.lexicon()).Segment(text, &segments);
  match::Matches fast, slow;
  const match::Matcher matcher(rules);
  const uint32_t every = (uint32_t{1} << match::kMaxGroups) - 1;
  matcher.Find(text, segments, every, &fast);
  matcher.FindSlowly(text, segments, every, &slow);
  for (match::GroupId g = 0; g < match::kMaxGroups; ++g) {
    if (fast.Of(g).size() != slow.Of(g).size()) std::abort();
    for (size_t i = 0; i < fast.Of(g).size(); ++i) {
      const match::Match &a = fast.Of(g)[i], &b = slow.Of(g)[i];
      if (a.rule != b.rule || a.span != b.span) std::abort();
      if (a.span.end > text.norm().size()) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  match::RuleFile file;
  file.path = kPaths[data[0] % std::size(kPaths)];
  file.origin = file.path;
  file.text.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::vector<Error> errors;
  const auto rules = match::RuleSet::Load({file}, &errors);
  if ((rules == nullptr) == errors.empty()) std::abort();
  for (const Error& e : errors) {
    if (e.code.empty() || e.place.empty() || e.message.empty()) std::abort();
  }
  if (rules != nullptr) Match(*rules);
  return 0;
}
