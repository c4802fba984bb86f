// What kind of body an organisation is: by the lists of known bodies, else by the head of its name.
//
//   Classifier classify(rules, words);
//   classify(tokens, first, last) == "health"      // "Salford Royal NHS Foundation Trust"
//
// Cost: linear in the name. Thread-safety: pure. Errors: none; "other" where nothing tells.

#ifndef PRESSCUT_KINDS_ORGANISATION_CLASSIFY_H_
#define PRESSCUT_KINDS_ORGANISATION_CLASSIFY_H_

#include <string_view>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/names/vocabulary.h"
#include "extract/segment/token.h"

namespace presscut::organisation {

class Classifier {
 public:
  // REQUIRES: rules and words outlive this.
  Classifier(const match::RuleSet& rules, const names::Vocabulary& words)
      : lexicon_(rules.lexicon()),
        words_(words),
        known_(rules.List("organisations")),
        teams_(rules.List("teams")),
        heads_(rules.List("org_heads")),
        suffixes_(rules.List("org_suffixes")) {}

  // One of the kinds of Organisation::kind; a view of static storage or of the rules.
  std::string_view operator()(const std::vector<segment::Token>& tokens, uint32_t first,
                              uint32_t last) const;

 private:
  const segment::Lexicon& lexicon_;
  const names::Vocabulary& words_;
  segment::ListId known_, teams_, heads_, suffixes_;
};

}  // namespace presscut::organisation

#endif  // PRESSCUT_KINDS_ORGANISATION_CLASSIFY_H_
