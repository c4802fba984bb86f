// What the word lists know about names, asked by the plain form of a name (text/plain.h).
//
//   Knowledge known(rules);
//   known.FullNames("bill")                       // the ids of "william"
//   known.PlaceOf("indian") == Country("IN")      // 0: no place, or places of several countries
//   known.BareCompany("Halden Foods plc") == "Halden Foods"
//   known.Expansion("bma") == "british medical association"
//
// Lists: short_given_names, common_names, surnames, org_suffixes, organisations, teams, countries,
// nationalities, regions, cities, national_bodies, and words for what is no name.
//
// Cost: building reads those lists once, some ten milliseconds; each question is a look-up or two.
// Thread-safety: const after construction. Errors: none; a list that is not there knows nothing.
// Lifetime: views are of the rules, which outlive this, or of this.

#ifndef PRESSCUT_LINK_KNOWLEDGE_H_
#define PRESSCUT_LINK_KNOWLEDGE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extract/match/rule_set.h"

namespace presscut::link {

// A country as two letters of ISO 3166 in a number; 0 for none.
using CountryCode = uint16_t;
constexpr CountryCode Country(std::string_view iso) {
  return iso.size() == 2 ? static_cast<CountryCode>(iso[0] << 8 | iso[1]) : CountryCode{0};
}
std::string_view IsoOf(CountryCode country);  // static

uint64_t HashOf(std::string_view s);

class Knowledge {
 public:
  // REQUIRES: rules outlives this.
  explicit Knowledge(const match::RuleSet& rules);

  // The full given names that a plain one may stand for, itself among them where it is one; empty
  // where no list has it.
  std::span<const uint32_t> FullNames(std::string_view given) const;
  // The one it stands for; itself where there are none or several.
  std::string_view FullName(std::string_view given) const;

  enum class Frequency : char { kRare, kMiddle, kCommon };
  Frequency OfGiven(std::string_view given) const;
  Frequency OfFamily(std::string_view family) const;

  // Of a country, people, region or town; a plain name of one word or more.
  CountryCode PlaceOf(std::string_view place) const;
  // Of a country or a people only.
  CountryCode NationOf(std::string_view nation) const;
  // Most words that a place of the lists has.
  static constexpr uint32_t kPlaceWords = 3;

  // Without the legal forms behind it; a name that is nothing else stays.
  std::string_view BareCompany(std::string_view name) const;
  // What an acronym stands for by the list of organisations, plain; empty where it is not there.
  std::string_view Expansion(std::string_view acronym) const;
  // Whether the list of organisations or of teams has the plain name; kEveryday where it is of a
  // kind that articles of all sorts name: the media, the state, its parties.
  enum class Fame : char { kNone, kKnown, kEveryday };
  Fame FameOf(std::string_view body) const;
  // The country where a body of so general a name is at home unless an article says otherwise.
  CountryCode HomeOf(std::string_view body) const;
  // Whether a plain word stands in a dictionary in lower case.
  bool IsOrdinary(std::string_view word) const;
  // Whether it says who somebody is to another: son, wife.
  bool IsKin(std::string_view word) const;

 private:
  void AddPlace(std::string_view name, std::string_view iso, bool nation);

  const match::RuleSet& rules_;
  segment::ListId words_, function_words_, kinship_;
  std::vector<std::string> full_names_;  // by id
  std::unordered_map<uint64_t, std::vector<uint32_t>> full_names_of_;
  std::unordered_map<uint64_t, Frequency> given_, family_;
  std::unordered_map<uint64_t, CountryCode> places_, nations_, homes_;
  std::unordered_set<std::string_view> legal_forms_;
  std::unordered_map<uint64_t, std::string> expansions_;
  std::unordered_map<uint64_t, Fame> bodies_;
};

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_KNOWLEDGE_H_
