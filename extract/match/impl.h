// What a loaded RuleSet is made of: compiled patterns and trigger tables. Only extract/match
// includes this.
//
//   const RuleSet::Impl& impl = rules.impl();
//   impl.EachTrigger(token, [&](uint64_t triggers) {
//     …                    // byte g: 1 + how far back group g may start; 0: nowhere
//   });
//
// Cost: built once. Thread-safety: const after Load (RE2 guards its own caches). Errors: none here;
// see rule_set.h.

#ifndef PRESSCUT_MATCH_IMPL_H_
#define PRESSCUT_MATCH_IMPL_H_

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/match/automaton.h"
#include "extract/match/rule_set.h"

namespace presscut::match {

// A pattern that RE2 compiles when it is first asked for: most are read by an automaton and need it
// only for their groups. Longest match.
class ByRe2 {
 public:
  explicit ByRe2(std::string pattern) : pattern_(std::move(pattern)) {}
  // Compiled: ok() says whether it could be.
  const RE2& Get() const {
    std::call_once(once_, [this] {
      RE2::Options options;
      options.set_log_errors(false);
      options.set_longest_match(true);
      options.set_max_mem(kMemory);
      re2_ = std::make_unique<RE2>(pattern_, options);
    });
    return *re2_;
  }

 private:
  static constexpr int64_t kMemory = 64 << 20;  // bytes its states may grow to
  std::string pattern_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> re2_;
};

inline constexpr uint32_t kNoAutomaton = ~uint32_t{0};

// A pattern on what stands beside a match.
struct Guard {
  std::unique_ptr<ByRe2> re2;         // none: there is no such guard
  uint32_t automaton = kNoAutomaton;  // in Impl::automata; kNoAutomaton: only RE2 reads it
};

struct CompiledRule {
  std::string pattern;            // translated `find`, as one group
  std::unique_ptr<ByRe2> find;    // pattern, then the end of the word
  std::unique_ptr<ByRe2> groups;  // pattern alone, for its groups; none where it has none
  std::vector<segment::ListId>
      list_of;                    // by group: where its value comes from; kMaxLists: from none
  Guard not_before, only_before;  // read from their start
  Guard not_after, only_after;    // read back from their end
};

struct Group {
  std::vector<Rule> rules;
  std::vector<CompiledRule> compiled;
  uint32_t automaton = kNoAutomaton;  // in Impl::automata: `find` of all rules but `by_re2`
  std::vector<uint32_t> by_re2;       // rules whose pattern only RE2 reads
  std::vector<Evidence> evidence;
  std::unordered_map<std::string, std::string> settings;
};

struct RuleSet::Impl {
  std::shared_ptr<const Image> image;  // what lexicon and sorts lie in; none: they were built
  segment::Lexicon lexicon;
  std::vector<std::string> group_names;
  std::vector<Group> groups;
  std::vector<Automaton> automata;
  // list -> entry in lower case, white space single -> value; only lists that patterns use.
  std::unordered_map<segment::ListId, std::unordered_map<std::string, std::string>> values;
  // Most words trigger nothing, and those that do are of few sorts: a byte a word, so that the
  // words of a text find theirs in the processor's cache.
  Flat<uint8_t> sort_of_word;  // by WordId; 0: triggers nothing
  Flat<uint64_t> triggers_of_sort;
  uint64_t digit_triggers = 0, currency_triggers = 0, alnum_triggers = 0, capital_triggers = 0,
           quote_triggers = 0;
  uint64_t hash = 0;

  // REQUIRES: the rule is one of these groups'.
  const CompiledRule& CompiledOf(const Rule& rule) const {
    return groups[rule.group].compiled[rule.index];
  }

  // Calls mark(triggers) for what the token triggers by its word and by what it is.
  template <class Mark>
  void EachTrigger(const segment::Token& token, Mark mark) const {
    const uint8_t sort = sort_of_word[token.word];
    if (sort != 0) mark(triggers_of_sort[sort]);
    const uint16_t flags = static_cast<uint16_t>(token.flags);
    constexpr uint16_t kSpecial = segment::kNumber | segment::kCurrency | segment::kHasDigit |
                                  segment::kCapital | segment::kQuote;
    if ((flags & kSpecial) == 0) return;
    if ((flags & segment::kNumber) != 0) mark(digit_triggers);
    if ((flags & segment::kCurrency) != 0) mark(currency_triggers);
    if ((flags & segment::kHasDigit) != 0) mark(alnum_triggers);
    if ((flags & segment::kCapital) != 0) mark(capital_triggers);
    if ((flags & segment::kQuote) != 0) mark(quote_triggers);
  }
  // Byte by byte.
  static uint64_t Max(uint64_t a, uint64_t b) {
    if (a == 0 || b == 0) return a | b;
    uint64_t out = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      out |= std::max(a >> shift & 0xff, b >> shift & 0xff) << shift;
    }
    return out;
  }
};

// White space runs become one space, letters lower case: the form in which list entries are
// compared.
std::string EntryKey(std::string_view entry);

// Translates `find` into RE2 syntax. Codes: rule-unknown-name, rule-duplicate. `place` is the
// rule's.
struct Translated {
  std::string pattern;
  std::vector<std::string> groups;
  std::vector<segment::ListId> list_of;
};
struct Names {
  const std::unordered_map<std::string, std::string>* fragments;
  const segment::Lexicon* lexicon;
};
std::optional<Error> Translate(std::string_view find, const Names& names, const std::string& place,
                               Translated* out);

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_IMPL_H_
