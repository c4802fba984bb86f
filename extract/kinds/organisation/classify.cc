#include "extract/kinds/organisation/classify.h"

namespace presscut::organisation {

std::string_view Classifier::operator()(const std::vector<segment::Token>& tokens, uint32_t first,
                                        uint32_t last) const {
  const segment::Lexicon& lexicon = words_.lexicon();
  const names::Vocabulary::Bodies& lists = words_.bodies();
  std::string_view found;
  // Looks at a word's entries where its traits say that there is one to be found.
  const auto entries_of = [&](uint32_t t, names::Traits traits, auto look) {
    if ((words_.Of(tokens[t].word) & traits) != 0) lexicon.Entries(tokens[t].word, look);
  };
  // The whole name in the lists.
  const auto whole = [&](const segment::Entry& entry) {
    if (entry.list == lists.organisations) found = names::Column(entry.value, 0);
    if (entry.list == lists.teams && found.empty()) found = "sport";
  };
  constexpr names::Traits kBody = names::kKnownOrganisation | names::kTeam;
  if (last - first == 1) {
    entries_of(first, kBody, whole);
  } else if (words_.IsPhrase(tokens, first, last, kBody)) {
    lexicon.Phrases(tokens, first, [&](const segment::Entry& entry, uint32_t n) {
      if (n == last - first) whole(entry);
    });
  }
  if (!found.empty()) return found;

  // A head that ends the name, the longest first; then one that opens it ("University of …",
  // "Ministry of …").
  const auto ends = [&](const segment::Entry& entry) {
    if (entry.list == lists.org_suffixes && found.empty()) found = "company";
    if (entry.list == lists.org_heads && names::Column(entry.value, 1) != "of")
      found = names::Column(entry.value, 0);
  };
  const auto opens = [&](const segment::Entry& entry) {
    if (entry.list == lists.org_heads && names::Column(entry.value, 1) != "last")
      found = names::Column(entry.value, 0);
  };
  bool of = false;
  for (uint32_t t = first; t < last && !of; ++t)
    of = (words_.Of(tokens[t].word) & (names::kOf | names::kForOn)) != 0;
  if (of) {
    for (uint32_t t = first; t < last && found.empty(); ++t) {
      lexicon.Phrases(tokens, t, [&](const segment::Entry& entry, uint32_t n) {
        if (t + n <= last) opens(entry);
      });
      if (found.empty()) entries_of(t, names::kHeadOf, opens);
    }
    if (!found.empty()) return found;
  }
  uint32_t end = last;
  while (end > first && !tokens[end - 1].Is(segment::kWord)) --end;
  constexpr names::Traits kEnds = names::kOrgSuffix | names::kHeadLast;
  for (uint32_t t = first; t + 1 < end && found.empty(); ++t) {
    if (!words_.IsPhrase(tokens, t, end, kEnds)) continue;
    lexicon.Phrases(tokens, t, [&](const segment::Entry& entry, uint32_t n) {
      if (t + n == end) ends(entry);
    });
  }
  // "Texas Rangers Baseball Club Foundation": the last word that is a head.
  for (uint32_t t = end; t-- > first && found.empty();) entries_of(t, kEnds, ends);
  return found.empty() ? std::string_view("other") : found;
}

}  // namespace presscut::organisation
