// What kind of body an organisation is: by the lists of known bodies, else by the head of its name.
//
//   Classifier classify(words);
//   classify(tokens, first, last) == "health"      // "Salford Royal NHS Foundation Trust"
//
// Cost: linear in the name. Thread-safety: pure. Errors: none; "other" where nothing tells.

#ifndef PRESSCUT_KINDS_ORGANISATION_CLASSIFY_H_
#define PRESSCUT_KINDS_ORGANISATION_CLASSIFY_H_

#include <string_view>
#include <vector>

#include "extract/names/vocabulary.h"
#include "extract/segment/token.h"

namespace presscut::organisation {

class Classifier {
 public:
  // REQUIRES: words outlives this.
  explicit Classifier(const names::Vocabulary& words) : words_(words) {}

  // One of the kinds of Organisation::kind; a view of static storage or of the rules.
  std::string_view operator()(const std::vector<segment::Token>& tokens, uint32_t first,
                              uint32_t last) const;

 private:
  const names::Vocabulary& words_;
};

}  // namespace presscut::organisation

#endif  // PRESSCUT_KINDS_ORGANISATION_CLASSIFY_H_
