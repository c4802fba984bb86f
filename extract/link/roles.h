// What a person is said to be over many articles, and what two people are both said to be.
//
//   Roles a, b;
//   a.Add(appearance, known);                        // its title ("Gov.") counts as a role
//   const double points = a.Common(b, false, &why);  // "both \"Health Secretary\""
//
// Roles are compared by their words, without small ones, "former", and the two sexes of a word
// ("chairwoman", "chair"); the bodies they name by what is the same in their spellings.
//
// Points: as in company.h. Cost: quadratic in the different roles, of which no more than a few
// dozen are kept. Thread-safety: plain values. Errors: none. Lifetime: views are of the
// appearances.

#ifndef PRESSCUT_LINK_ROLES_H_
#define PRESSCUT_LINK_ROLES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/link/appearance.h"
#include "extract/link/company.h"
#include "extract/link/knowledge.h"

namespace presscut::link {

class Roles {
 public:
  void Add(const Appearance& a, const Knowledge& known);
  void Add(const Roles& other);

  // Points for the roles that go together best; below 0 where both have roles and none go together.
  // `title_only`: one of the two is known by a surname alone, so that an office before it
  // ("President Marsh") names the person.
  double Common(const Roles& other, bool title_only, std::vector<Reason>* why) const;

 private:
  struct Role {
    std::string_view text;           // as in the article
    bool honour = false;             // a title that says nothing of what somebody does: Sir
    std::vector<std::string> words;  // sorted
    std::vector<uint64_t> body;      // hashes of its spellings; empty: none
    std::string_view body_name;
    bool operator==(const Role& other) const { return words == other.words && body == other.body; }
  };
  void Add(Role role);
  static double Both(const Role& a, const Role& b, bool title_only, Reason* how);

  std::vector<Role> roles_;
};

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_ROLES_H_
