// The organisations of one block: which appearances are one body.
//
//   BodyName name = ReadBodyName(appearance, known);  // name.core == "ministry defence", of RU
//   std::vector<Group> groups = GroupBodies(block, known, &company_names);
//
// A name that only one body has ("Halden Foods") is that body. A general one ("Senate", "Ministry
// of Defence") is one body a country, and a local one ("City Council") one a town: such names go
// together by country or by company. Full names are grouped first, in the order of their articles'
// days, then acronyms join the name that they stand for, at last groups are joined.
//
// Cost: an appearance is compared with the groups of its name or acronym. Thread-safety: pure.
// Errors: none.

#ifndef PRESSCUT_LINK_BODY_H_
#define PRESSCUT_LINK_BODY_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/link/appearance.h"
#include "extract/link/company.h"
#include "extract/link/group.h"
#include "extract/link/knowledge.h"

namespace presscut::link {

struct BodyName {
  std::string core;       // the full name, plain, in one order of words; empty: only an acronym
  std::string acronym;    // plain; empty: none
  CountryCode said = 0;   // the country that the name or the words beside it say
  CountryCode label = 0;  // that, or where such a body is at home, or where the article is
  enum class Breadth : char {
    kOwn,      // nobody else has the name
    kWord,     // an ordinary word or a place, alone
    kGeneral,  // a body of this name in every country
    kLocal,    // … in every town
  };
  Breadth breadth = Breadth::kOwn;

  // What it is filed under: the core without spaces, or "#" and the acronym.
  std::string Key() const;
};

BodyName ReadBodyName(const Appearance& a, const Knowledge& known);
// The core of a full name of a body of that kind; *nation is the country that opens it, or 0.
std::string CoreOf(std::string_view full, std::string_view kind, const Knowledge& known,
                   CountryCode* nation);
// The key of what an acronym, or a full name, is also called by the list of organisations; empty:
// nothing.
std::string ListedKey(const BodyName& name, std::string_view kind, const Knowledge& known);

std::vector<Group> GroupBodies(std::span<const Appearance> block, const Knowledge& known,
                               CompanyNames* company_names);

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_BODY_H_
