#include "extract/resolve/resolve.h"

#include <algorithm>

#include "extract/resolve/clock.h"
#include "extract/resolve/speakers.h"

namespace presscut::resolve {

Resolver::Resolver(const match::RuleSet& rules)
    : rules_(rules),
      dates_(rules),
      figures_(rules),
      quotes_(rules),
      names_(rules),
      speakers_(rules) {}

void Resolver::Save(ImageWriter* writer) const {
  figures_.Save(writer);
  names_.Save(writer);
  speakers_.Save(writer);
}

uint32_t Resolver::GroupsFor(uint32_t kinds) const {
  uint32_t groups = 0;
  const auto want = [&](std::string_view name) {
    const match::GroupId group = rules_.FindGroup(name);
    if (group != match::kMaxGroups) groups |= 1u << group;
  };
  // The clock and the header's stamps are read by the rules for dates; a number in a date is no
  // figure.
  want("dates");
  if (kinds & kFigures) want("figures");
  if (kinds & (kOrganisations | kPeople | kQuotes)) want("names");
  if (kinds & kQuotes) want("quotes");
  return groups;
}

void Resolver::Resolve(const source::Article& article, const text::Text& text,
                       const segment::Segments& segments, const match::Matches& matches,
                       const Options& options, Facts* out) const {
  ResolveDates(article, text, segments, matches, options, out);
  out->figures.clear();
  if (options.kinds & kFigures) ResolveFigures(text, segments, matches, out);
  if (options.kinds & (kOrganisations | kPeople | kQuotes)) {
    ResolveNames(article, text, segments, options, out);
  } else {
    out->people.clear();
    out->organisations.clear();
    out->names.all.clear();
    out->names.keys.clear();
  }
  out->quotes.clear();
  if (options.kinds & kQuotes) ResolveQuotes(text, segments, out);
  if ((options.kinds & kQuotes) && options.indirect) ResolveReports(text, segments, out);
  std::stable_sort(
      out->warnings.begin(), out->warnings.end(),
      [](const Warning& a, const Warning& b) { return a.where.begin < b.where.begin; });
}

void Resolver::ResolveDates(const source::Article& article, const text::Text& text,
                            const segment::Segments& segments, const match::Matches& matches,
                            const Options& options, Facts* out) const {
  out->headline = segments.header.headline;
  out->warnings = text.warnings();
  const auto stamp = [&](const std::optional<NormSpan>& span) -> std::optional<Stamp> {
    if (!span) return std::nullopt;
    Stamp s{dates_.StampValue(text, segments, matches, options.customs, *span), *span};
    if (s.value.empty()) return std::nullopt;
    return s;
  };
  out->published = stamp(segments.header.published);
  out->updated = stamp(segments.header.updated);
  out->dates.clear();
  dates_.Find(text, segments, matches, &out->dates);
  const std::string_view published =
      out->published ? std::string_view(out->published->value) : std::string_view();
  out->clock = FindClock(article, text, segments, out->dates, published, options.reference);
  dates_.Resolve(text, segments, out->clock, options.customs, &out->dates);
  for (const date::Date& d : out->dates) {
    if (!d.value.empty() || (options.kinds & kDates) == 0) continue;
    out->warnings.push_back({"impossible-date", text.map().ToRaw(d.mention.span),
                             "there is no such day; the date has no value"});
  }
}

void Resolver::ResolveFigures(const text::Text& text, const segment::Segments& segments,
                              const match::Matches& matches, Facts* out) const {
  out->figures.clear();
  out->taken.clear();
  for (const date::Date& d : out->dates) out->taken.push_back(d.mention.span);
  figures_.Find(text, segments, matches, out->taken, &out->figures, &out->warnings);
}

void Resolver::ResolveNames(const source::Article& article, const text::Text& text,
                            const segment::Segments& segments, const Options& options,
                            Facts* out) const {
  const std::string_view headline =
      article.headline ? std::string_view(*article.headline) : std::string_view();
  names_.Find(text, segments, headline, options.explain, &out->names);
  out->entities.Build(text, segments, out->names, &out->people, &out->organisations);
}

void Resolver::ResolveQuotes(const text::Text& text, const segment::Segments& segments,
                             Facts* out) const {
  out->quotes.clear();
  quotes_.Find(text, segments, &out->quotes, &out->runs, &out->warnings);
  speakers_.Attribute(text, segments, out->organisations, &out->runs, &out->people, &out->quotes);
}

void Resolver::ResolveReports(const text::Text& text, const segment::Segments& segments,
                              Facts* out) const {
  speakers_.AddReports(text, segments, out->organisations, out->runs, &out->people, &out->quotes);
}

}  // namespace presscut::resolve
