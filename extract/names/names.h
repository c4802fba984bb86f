// Candidate names and the evidence ledger: people and organisations compete for the same
// capitalised words, so they are decided together, once an article, before either kind builds its
// entities.
//
//   NameFinder finder(rules);
//   Names names;
//   finder.Find(text, segments, headline, explain, &names);
//   for (const Name& n : names.all) if (n.kind == Kind::kPerson) …
//
// Method: candidates.h cuts capitalised words into candidates; evidence.h says what the rule file
// knows of each; ledger.h adds up the points of a name over the article and lets the best kind win,
// or none.
//
// Cost: one pass over the tokens, a few table look-ups a capitalised word. Thread-safety: const
// methods are safe from several threads, one Names a thread (it keeps the buffers of the work).
// Errors: none. Method: docs/PIPELINE.md, "Names".

#ifndef PRESSCUT_NAMES_NAMES_H_
#define PRESSCUT_NAMES_NAMES_H_

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/base/mention.h"
#include "extract/match/matcher.h"
#include "extract/segment/segments.h"

namespace presscut::names {

enum class Kind : uint8_t { kNone, kPerson, kOrganisation, kPlace, kOther };

// One occurrence of a name in the text.
struct Name {
  NormSpan span;
  uint32_t first = 0, last = 0;  // tokens
  uint32_t title_first = 0;      // first token of the titles before it; == first: none
  Kind kind = Kind::kNone;
  std::string_view rule;  // the strongest evidence for its kind
  uint32_t key = 0;       // names of one key are spelled alike; index into Names::keys
};

// Everything the article says for and against one spelling.
struct Key {
  std::string_view spelling;  // of its first mention, in the text
  Kind kind = Kind::kNone;
  int margin = 0;  // points by which the kind won; 4 are one unit of log-odds
  // The longer name of the article that this one is short for (a surname, an acronym), kNobody
  // where there is none.
  uint32_t longer = kNobody;
  bool acronym = false;  // … and it is its acronym
  std::vector<std::pair<std::string_view, int>>
      ledger;  // evidence id, points for its kind; filled for --explain
};

struct Scratch;
class Vocabulary;
class EvidenceTable;

struct Names {
  Names();
  ~Names();
  Names(const Names&) = delete;
  Names& operator=(const Names&) = delete;

  std::vector<Name> all;  // in text order, without overlaps; those of Kind::kNone too
  std::vector<Key> keys;
  const Vocabulary* words = nullptr;  // of the NameFinder that filled this; lives as long as it
  std::unique_ptr<Scratch> scratch;   // buffers of NameFinder
};

class NameFinder {
 public:
  // REQUIRES: rules outlives this.
  explicit NameFinder(const match::RuleSet& rules);
  ~NameFinder();
  NameFinder(NameFinder&&) noexcept;

  // `headline`: of a JSONL row, evidence only; may be empty. `explain`: fill the ledgers.
  void Find(const text::Text& text, const segment::Segments& segments, std::string_view headline,
            bool explain, Names* out) const;

  void Save(ImageWriter* writer) const;

 private:
  const match::RuleSet& rules_;
  std::unique_ptr<const EvidenceTable> evidence_;
  std::unique_ptr<const Vocabulary> vocabulary_;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_NAMES_H_
