// Facts are made to agree: which name is whom, what day it is, who spoke, what overlaps what.
//
//   Resolver resolver(rules);
//   Facts facts;                                            // reused from article to article
//   resolver.Resolve(article, text, segments, matches, options, &facts);
//
// Cost: the kinds' work plus n log n in the facts. Thread-safety: const, safe from several threads;
// one Facts a thread. Errors: none; what is not known stays empty.

#ifndef PRESSCUT_RESOLVE_RESOLVE_H_
#define PRESSCUT_RESOLVE_RESOLVE_H_

#include "extract/match/matcher.h"
#include "extract/resolve/facts.h"
#include "extract/resolve/speakers.h"
#include "extract/source/article.h"

namespace presscut::resolve {

// Which kinds are wanted, as bits.
inline constexpr uint32_t kDates = 1, kOrganisations = 2, kPeople = 4, kFigures = 8, kQuotes = 16,
                          kEveryKind = 31;

struct Options {
  uint32_t kinds = kEveryKind;
  date::Clock reference;  // of --reference-date; not known: none given
  date::Customs customs;
  bool indirect = false;  // indirect speech too
  bool explain = false;
};

class Resolver {
 public:
  // REQUIRES: rules outlives this.
  explicit Resolver(const match::RuleSet& rules);

  // The groups of rules that the wanted kinds need, for Matcher::Find (dates are needed by figures
  // and the clock).
  uint32_t GroupsFor(uint32_t kinds) const;

  void Resolve(const source::Article& article, const text::Text& text,
               const segment::Segments& segments, const match::Matches& matches,
               const Options& options, Facts* out) const;

  // The steps of Resolve, in order; each needs those before it. For whoever times or studies one of
  // them.
  void ResolveDates(const source::Article& article, const text::Text& text,
                    const segment::Segments& segments, const match::Matches& matches,
                    const Options& options, Facts* out) const;
  void ResolveFigures(const text::Text& text, const segment::Segments& segments,
                      const match::Matches& matches, Facts* out) const;
  void ResolveNames(const source::Article& article, const text::Text& text,
                    const segment::Segments& segments, const Options& options, Facts* out) const;
  void ResolveQuotes(const text::Text& text, const segment::Segments& segments, Facts* out) const;
  void ResolveReports(const text::Text& text, const segment::Segments& segments, Facts* out) const;

  // What was made of the rules' word lists, for the image of the rules. Resolvers of rules that
  // were loaded by it have it from there.
  void Save(ImageWriter* writer) const;

 private:
  const match::RuleSet& rules_;
  date::DateKind dates_;
  figure::FigureKind figures_;
  quote::QuoteKind quotes_;
  names::NameFinder names_;
  SpeakerFinder speakers_;
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_RESOLVE_H_
