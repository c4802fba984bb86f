// The people of one block: which appearances are one person.
//
//   std::vector<Group> groups = GroupPeople(block, known, &company_names);
//   groups[0].members           // indices into the block, earliest first
//   groups[0].why[1]            // why the second member is the first
//
// Appearances are taken in the order of their articles' days: with a full name first, then with
// initials, then with a surname alone. Each joins the group it has most in common with, where that
// is enough for how its name and the group's go together and how common they are; else it opens
// one. At last groups are joined by the same measure. So what came earlier is decided without
// what comes later, but for the last step.
//
// Cost: an appearance is compared with the groups of its name. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_LINK_PERSON_H_
#define PRESSCUT_LINK_PERSON_H_

#include <span>
#include <string>
#include <vector>

#include "extract/link/appearance.h"
#include "extract/link/company.h"
#include "extract/link/group.h"
#include "extract/link/knowledge.h"

namespace presscut::link {

// What of a name tells where its bearer may be met again: the family name as it sounds, without
// the particles and the first halves in front of it.
struct FamilyName {
  std::string plain;                // "tamayo cruz", "al qaderi"
  std::string last;                 // "cruz", "qaderi"
  std::string sound;                // of last: "krz", "kdr"
  std::vector<std::string> halves;  // of a double-barrelled name, else empty: "tamayo", "cruz"
};
FamilyName ReadFamilyName(std::string_view family);
// How a plain word sounds in any of its spellings: "yershov" and "ershov", "gaddafi", "qadhafi".
std::string SoundOf(std::string_view plain_word);
// The given name by which bearers of one family name are told apart: its first word's full form.
std::string GivenKey(std::string_view given, const Knowledge& known);

std::vector<Group> GroupPeople(std::span<const Appearance> block, const Knowledge& known,
                               CompanyNames* company_names);

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_PERSON_H_
