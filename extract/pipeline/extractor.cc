#include "extract/pipeline/extractor.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace presscut::pipeline {
namespace {

// Above this many bytes of article the buffers are built anew after use.
constexpr size_t kKeepBuffers = size_t{4} << 20;

// Up to four letters as a number, in lower case.
constexpr uint32_t Packed(std::string_view word) {
  uint32_t packed = 0;
  for (const char c : word) packed = packed << 8 | static_cast<unsigned char>(c | 0x20);
  return packed;
}

// English prose is a quarter function words; these ten stand in no text of another language in such
// numbers.
bool IsEnglishFunctionWord(std::string_view word) {
  constexpr uint32_t kWords[] = {Packed("the"),  Packed("of"),   Packed("and"),  Packed("to"),
                                 Packed("is"),   Packed("that"), Packed("with"), Packed("from"),
                                 Packed("said"), Packed("it")};
  if (word.size() < 2 || word.size() > 4) return false;
  return std::find(std::begin(kWords), std::end(kWords), Packed(word)) != std::end(kWords);
}

// "en" unless the words are clearly not English: among the first words, not one in fifty is a
// function word of English, or most letters are of another script. Short texts say nothing and
// count as English.
const char* LanguageOf(const text::Text& text, const segment::Segments& segments) {
  constexpr uint32_t kEnough = 100, kMost = 600, kOneIn = 50;
  uint32_t words = 0, english = 0;
  for (const segment::Token& token : segments.tokens) {
    if (!token.Is(segment::kWord)) continue;
    // Soon there are enough for as many words as are looked at.
    if (IsEnglishFunctionWord(text.Norm(token.span())) && ++english == kMost / kOneIn) return "en";
    if (++words == kMost) break;
  }
  return words >= kEnough && english * kOneIn < words ? nullptr : "en";
}

}  // namespace

struct Extractor::State {
  explicit State(const match::RuleSet& rules) : segmenter(rules.lexicon()), matcher(rules) {}

  text::Normaliser normaliser;
  text::Text text;
  segment::Segmenter segmenter;
  segment::Segments segments;
  match::Matcher matcher;
  match::Matches matches;
  resolve::Facts facts;
};

Extractor::Extractor(const match::RuleSet& rules, const ExtractOptions& options,
                     std::shared_ptr<const resolve::Resolver> resolver)
    : rules_(rules),
      options_(options),
      resolve_options_{options.kinds, options.reference, options.customs, options.indirect,
                       options.explain},
      writer_(rules, {options.unit, options.kinds, options.text, options.explain}),
      resolver_(resolver != nullptr ? std::move(resolver)
                                    : std::make_shared<const resolve::Resolver>(rules)),
      state_(std::make_unique<State>(rules)) {}
Extractor::~Extractor() = default;

const text::Text& Extractor::text() const { return state_->text; }
const resolve::Facts& Extractor::facts() const { return state_->facts; }

bool Extractor::Extract(const source::Article& article, std::string* out) {
  const size_t before = out->size();
  failure_ = article.error;
  if (!failure_) {
    // A fault in a stage costs one article, not the run; what the stage left behind is thrown away.
    try {
      Run(article, out);
    } catch (const std::bad_alloc&) {
      failure_ = Error{"out-of-memory", article.path,
                       "there was not enough memory for this article; use fewer threads (-j)"};
    } catch (const std::exception& e) {
      failure_ =
          Error{"internal-error", article.path,
                fmt::format("a stage failed: {}; please report it with the article", e.what())};
    }
    if (failure_ && failure_->code != "binary-input") state_ = std::make_unique<State>(rules_);
  }
  if (failure_) {
    if (failure_->place.empty()) failure_->place = article.path;
    out->resize(before);
    writer_.Write(record::MakeFailedRecord(article, *failure_), out);
  }
  return !failure_;
}

void Extractor::Run(const source::Article& article, std::string* out) {
  if (state_->text.raw().size() > kKeepBuffers) state_ = std::make_unique<State>(rules_);
  State& s = *state_;
  failure_ = s.normaliser.Normalise(article, &s.text);
  if (failure_) return;
  s.segmenter.Segment(s.text, &s.segments);
  s.matcher.Find(s.text, s.segments, resolver_->GroupsFor(options_.kinds), &s.matches);
  resolver_->Resolve(article, s.text, s.segments, s.matches, resolve_options_, &s.facts);
  writer_.Write(record::MakeRecord(article, s.text, s.facts, LanguageOf(s.text, s.segments)), out);
}

}  // namespace presscut::pipeline
