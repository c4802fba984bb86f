// Organisations as the record has them: one entity a body an article, all its mentions collected.
//
//   Organisation bma;  bma.name = "British Medical Association";  bma.acronym = "BMA";  bma.kind =
//   "union";
//
// Cost: its strings. Thread-safety: plain values. Errors: none.

#ifndef PRESSCUT_KINDS_ORGANISATION_ORGANISATION_H_
#define PRESSCUT_KINDS_ORGANISATION_ORGANISATION_H_

#include <string>
#include <vector>

#include "extract/base/mention.h"

namespace presscut::organisation {

struct Organisation {
  std::string name;
  std::string kind =
      "other";  // company party union government parliament court police military health education
                // media charity sport religious international finance culture other
  std::string acronym;  // empty: none
  std::vector<std::string> aliases;
  uint32_t parent = kNobody;      // index of the organisation it is part of
  std::vector<Mention> mentions;  // in text order
};

}  // namespace presscut::organisation

#endif  // PRESSCUT_KINDS_ORGANISATION_ORGANISATION_H_
