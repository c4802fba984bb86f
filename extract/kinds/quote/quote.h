// Quotes: words reported between quotation marks, their cue and the expression that names who
// spoke.
//
//   QuoteKind quotes(rules);
//   std::vector<Quote> found;
//   std::vector<Stretch> runs;  // their parts in tokens
//   // marks paired, parts joined, words that are no speech left out
//   quotes.Find(text, segments, &found, &runs, &warnings);
//   // resolve/speakers.h then attributes them
//
// Cost: proportional to quotation marks and the tokens of their paragraphs. Thread-safety: const
// methods are safe from several threads. Errors: none; a quote that is never closed has `closed`
// false and a warning "unclosed-quote".

#ifndef PRESSCUT_KINDS_QUOTE_QUOTE_H_
#define PRESSCUT_KINDS_QUOTE_QUOTE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/base/mention.h"
#include "extract/base/warning.h"
#include "extract/kinds/quote/pairing.h"
#include "extract/match/matcher.h"
#include "extract/segment/segments.h"

namespace presscut::quote {

// kIndirect is added by resolve/speakers.h, where it is wanted.
enum class Form : uint8_t { kDirect, kPartial, kContinued, kIndirect };

// One of several who spoke together: whom the expression names, as of a quote's speaker.
struct Speaker {
  NormSpan span;
  uint32_t person = kNobody, organisation = kNobody;
};

struct Quote {
  Mention mention;  // from the first quoted character to the last, without the marks
  Form form = Form::kDirect;
  bool closed = true;
  std::vector<NormSpan> parts;
  std::optional<NormSpan> cue;
  std::optional<NormSpan> speaker;                    // the expression that names who spoke
  uint32_t person = kNobody, organisation = kNobody;  // whom it names; both kNobody: unnamed
  std::vector<Speaker> joint;    // who spoke with them: "Porter and Smith said"
  std::string_view attribution;  // the rule that found the speaker; empty: none
};

// The word lists that tell speech from other words in marks.
struct WordLists {
  const segment::Lexicon& lexicon;
  segment::ListId cue_verbs, title_nouns, mention_words;
};

class QuoteKind {
 public:
  // REQUIRES: rules outlives this.
  explicit QuoteKind(const match::RuleSet& rules);

  // Appends to *out; *runs become the parts of all of them, one after the other.
  void Find(const text::Text& text, const segment::Segments& segments, std::vector<Quote>* out,
            std::vector<Stretch>* runs, std::vector<Warning>* warnings) const;

 private:
  WordLists lists_;
};

}  // namespace presscut::quote

#endif  // PRESSCUT_KINDS_QUOTE_QUOTE_H_
