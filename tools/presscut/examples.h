// The `yes` and `no` examples of rules, run through the whole extraction.
//
//   ExampleRunner runner(rules);
//   for (const Failure& f : runner.Run(group, rule)) print(f.place, f.message);
//
// Syntax. A `yes` is text with what the rule must find in square brackets, and behind a bar the
// value it must have:
//   "talks resume on [Jan. 14, 2016|2016-01-14]."     "a fine of [£1.2bn|1200000000 GBP]"
// A `no` is text in which this rule finds nothing. [[ and ]] stand for square brackets.
//
// What a value is compared with: a date's TIMEX3 value; a figure's exact value, or "low..high",
// then optionally a space and its unit; the name of a person or an organisation; for a rule that
// finds speakers, the name of who spoke (or the speaker's words); for a piece of evidence, the kind
// that was decided. The day that relative dates count from is [settings] reference of the rule's
// file.
//
// Cost: an extraction an example. Thread-safety: one thread. Errors: what does not hold is a
// Failure.

#ifndef PRESSCUT_TOOLS_PRESSCUT_EXAMPLES_H_
#define PRESSCUT_TOOLS_PRESSCUT_EXAMPLES_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/pipeline/extractor.h"

namespace presscut::tool {

struct Failure {
  std::string place;    // "rules/en/dates.toml:12", where the rule begins
  std::string message;  // what was expected, what was found
};

class ExampleRunner {
 public:
  // REQUIRES: rules outlives this.
  explicit ExampleRunner(const match::RuleSet& rules) : rules_(rules) {}

  std::vector<Failure> Run(match::GroupId group, const match::Rule& rule);
  std::vector<Failure> Run(match::GroupId group, const match::Evidence& evidence);
  // Examples run so far.
  uint64_t examples() const { return examples_; }

 private:
  struct Found;
  std::vector<Failure> RunAll(match::GroupId group, const std::string& id, const std::string& place,
                              const std::vector<std::string>& yes,
                              const std::vector<std::string>& no);
  std::vector<Found> Extract(match::GroupId group, const std::string& text);

  const match::RuleSet& rules_;
  std::map<match::GroupId, std::unique_ptr<pipeline::Extractor>> extractors_;
  uint64_t examples_ = 0;
};

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_EXAMPLES_H_
