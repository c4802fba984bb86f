#include "extract/resolve/resolve.h"

#include <algorithm>

#include "extract/resolve/clock.h"
#include "extract/resolve/entities.h"
#include "extract/resolve/speakers.h"

namespace presscut::resolve {

Resolver::Resolver(const match::RuleSet& rules)
    : rules_(rules), dates_(rules), figures_(rules), quotes_(rules), names_(rules) {}

uint32_t Resolver::GroupsFor(uint32_t kinds) const {
  uint32_t groups = 0;
  const auto want = [&](std::string_view name) {
    const match::GroupId group = rules_.FindGroup(name);
    if (group != match::kMaxGroups) groups |= 1u << group;
  };
  // The clock and the header's stamps are read by the rules for dates; a number in a date is no figure.
  want("dates");
  if (kinds & kFigures) want("figures");
  if (kinds & (kOrganisations | kPeople | kQuotes)) want("names");
  if (kinds & kQuotes) want("quotes");
  return groups;
}

void Resolver::Resolve(const source::Article& article, const text::Text& text, const segment::Segments& segments,
                       const match::Matches& matches, const Options& options, Facts* out) const {
  Facts& facts = *out;
  const segment::Header& header = segments.header;
  facts.headline = header.headline;
  facts.warnings = text.warnings();

  const auto stamp = [&](const std::optional<NormSpan>& span) -> std::optional<Stamp> {
    if (!span) return std::nullopt;
    Stamp s{dates_.StampValue(text, segments, matches, *span), *span};
    if (s.value.empty()) return std::nullopt;
    return s;
  };
  facts.published = stamp(header.published);
  facts.updated = stamp(header.updated);

  facts.dates.clear();
  dates_.Find(text, segments, matches, &facts.dates);
  facts.clock = FindClock(article, text, segments, facts.dates,
                          facts.published ? std::string_view(facts.published->value) : std::string_view(),
                          options.reference);
  dates_.Resolve(text, segments, facts.clock, &facts.dates);

  facts.figures.clear();
  if (options.kinds & kFigures) {
    facts.taken.clear();
    for (const date::Date& d : facts.dates) facts.taken.push_back(d.mention.span);
    figures_.Find(text, segments, matches, facts.taken, &facts.figures);
  }

  facts.people.clear();
  facts.organisations.clear();
  facts.names.all.clear();
  facts.names.keys.clear();
  if (options.kinds & (kOrganisations | kPeople | kQuotes)) {
    const std::string_view headline = article.headline ? std::string_view(*article.headline) : std::string_view();
    names_.Find(text, segments, headline, options.explain, &facts.names);
    BuildEntities(rules_, text, segments, facts.names, &facts.people, &facts.organisations);
  }

  facts.quotes.clear();
  if (options.kinds & kQuotes) {
    quotes_.Find(text, segments, &facts.quotes, &facts.warnings);
    AttributeQuotes(rules_, text, segments, &facts.people, facts.organisations, &facts.quotes);
  }

  std::stable_sort(facts.warnings.begin(), facts.warnings.end(),
                   [](const Warning& a, const Warning& b) { return a.where.begin < b.where.begin; });
  if (!(options.kinds & kDates)) facts.dates.clear();
}

}  // namespace presscut::resolve
