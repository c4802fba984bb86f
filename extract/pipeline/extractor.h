// All stages in order, for one article at a time: bytes in, a line of JSON out.
//
//   Extractor extractor(rules, {});
//   std::string out;
//   extractor.Extract(article, &out);                 // appends one record and a line end
//
// An article that fails (it says so itself, is no text, or a stage throws) still gives its record,
// with `error` filled. Codes: those of the source, binary-input, out-of-memory, internal-error.
//
// Cost: the stages'; buffers are kept from article to article, and given back after a huge one.
// What the stages make of the rules takes as long as many articles, and is shared where it is
// given. Thread-safety: one Extractor a thread; rules and resolver are shared. Lifetime: text() and
// facts() live until the next Extract().

#ifndef PRESSCUT_PIPELINE_EXTRACTOR_H_
#define PRESSCUT_PIPELINE_EXTRACTOR_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extract/match/matcher.h"
#include "extract/match/rule_set.h"
#include "extract/record/record.h"
#include "extract/resolve/resolve.h"
#include "extract/segment/segments.h"
#include "extract/source/article.h"
#include "extract/text/text.h"

namespace presscut::pipeline {

struct ExtractOptions {
  uint32_t kinds = resolve::kEveryKind;
  date::Clock reference;  // of --reference-date; not known: none given
  date::Customs customs;  // of --date-order and --fiscal-year-start
  record::OffsetUnit unit = record::OffsetUnit::kCodePoint;
  bool indirect = false;  // indirect speech among the quotes
  bool text = false;
  bool explain = false;
};

class Extractor {
 public:
  // REQUIRES: rules outlives this. `resolver`: made of the same rules; null: one of its own.
  Extractor(const match::RuleSet& rules, const ExtractOptions& options,
            std::shared_ptr<const resolve::Resolver> resolver = nullptr);
  ~Extractor();

  // False where the article failed; failure() then says why.
  bool Extract(const source::Article& article, std::string* out);
  const Error& failure() const { return *failure_; }

  // Of the last article. REQUIRES: it did not fail.
  const text::Text& text() const;
  const resolve::Facts& facts() const;

 private:
  struct State;
  void Run(const source::Article& article, std::string* out);

  const match::RuleSet& rules_;
  ExtractOptions options_;
  resolve::Options resolve_options_;
  record::RecordWriter writer_;
  std::shared_ptr<const resolve::Resolver> resolver_;
  std::unique_ptr<State> state_;
  std::optional<Error> failure_;
};

}  // namespace presscut::pipeline

#endif  // PRESSCUT_PIPELINE_EXTRACTOR_H_
