// People as the record has them: one entity a person an article, all mentions and roles collected.
//
//   Person p;  p.name = "Mark Porter";  p.title = "Dr";  p.given = "Mark";  p.family = "Porter";
//
// Cost: its strings. Thread-safety: plain values. Errors: none.

#ifndef PRESSCUT_KINDS_PERSON_PERSON_H_
#define PRESSCUT_KINDS_PERSON_PERSON_H_

#include <string>
#include <vector>

#include "extract/base/mention.h"

namespace presscut::person {

struct PersonRole {
  Mention mention;
  uint32_t organisation = kNobody;  // index of the organisation it names
};

enum class Gender : char { kUnknown = 'u', kMale = 'm', kFemale = 'f' };

struct Person {
  std::string name;
  std::string title, given, family, suffix;  // empty: none
  Gender gender = Gender::kUnknown;          // evidence for pronouns; not in the record
  std::vector<PersonRole> roles;             // in text order
  std::vector<Mention> mentions;             // in text order
};

}  // namespace presscut::person

#endif  // PRESSCUT_KINDS_PERSON_PERSON_H_
