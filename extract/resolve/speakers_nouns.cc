#include "extract/resolve/speakers_nouns.h"

namespace presscut::resolve {
namespace {

// Words a noun phrase may hold before its head: "the newly appointed deputy shadow health
// minister".
constexpr uint32_t kLongestNounPhrase = 7;

}  // namespace

Item* TakeModifiers(const ClauseLists& lists, const segment::Token* tokens, Item* begin, Item* end,
                    Item* noun) {
  Item *at = end, *sure = end;
  uint32_t organisation = kNobody, words = 0;
  for (; at > begin && words < kLongestNounPhrase; --at) {
    const Item& item = at[-1];
    if (item.last != (at == end ? noun->first : at->first)) break;
    if (item.Is(ItemKind::kDeterminer)) {
      noun->definite = item.definite;
      noun->determined = true;
      noun->first = item.first;
      noun->name_first = item.plural ? item.first : item.last;
      noun->organisation = organisation;
      return at - 1;
    }
    if (item.possessive) {
      noun->definite = noun->determined = true;
      noun->first = item.first;
      noun->name_first = item.name_first;
      noun->organisation = item.Is(ItemKind::kOrganisation) ? item.entity : item.organisation;
      if (item.Is(ItemKind::kPerson)) noun->possessor = item.entity;
      return at - 1;
    }
    const bool near = sure == at;
    if (item.Is(ItemKind::kOrganisation)) {
      if (organisation == kNobody) organisation = item.entity;
      if (near) sure = at - 1;
    } else if (item.Is(ItemKind::kPerson)) {
      // "a senior Cruz adviser", "Cruz supporters"
      if (near) sure = at - 1;
    } else if (item.Is(ItemKind::kNoun) || item.Is(ItemKind::kCapitals)) {
      if (item.Is(ItemKind::kNoun) && item.name_last > item.head + 1) break;
      if (item.Is(ItemKind::kNoun) && item.determined) {
        noun->definite = item.definite;
        noun->determined = true;
        noun->first = item.first;
        noun->name_first = item.name_first;
        noun->organisation = organisation == kNobody ? item.organisation : organisation;
        noun->possessor = item.possessor;
        return at - 1;
      }
      if (organisation == kNobody) organisation = item.organisation;
      if (near) sure = at - 1;
    } else if (item.Is(ItemKind::kWord) || item.Is(ItemKind::kCueNoun)) {
      ++words;
      if (near && lists.Of(tokens[item.first].word).Is(WordKind::kAdjective)) sure = at - 1;
    } else if (item.Is(ItemKind::kAdverb)) {
      ++words;
    } else {
      break;
    }
  }
  if (sure == end) return end;
  noun->first = noun->name_first = sure->first;
  noun->organisation = organisation;
  return sure;
}

}  // namespace presscut::resolve
