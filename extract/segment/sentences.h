// Where sentences end. Cuts the tokens of one block into sentences.
//
//   SentenceCutter cutter(lexicon, abbreviations, norm);
//   cutter.Cut(block, first_of_body, &segments);   // appends sentences,
//   numbers their tokens, sets kSentence
//
// A stop ends a sentence unless the word before it (an abbreviation, an
// initial) or what follows it (a word in lower case, a reporting clause after
// "…!") says otherwise; quotation marks and brackets that close behind a stop
// belong to the sentence that ends. What a list says of an abbreviation (title,
// month, company, number, other) decides in which company its stop can end a
// sentence. In headlines, where every word has a capital, abbreviations never
// end one.
//
// Cost: one pass over the block's tokens, a constant amount of looking around
// at each stop. Thread-safety: const use from several threads; it holds no
// state between blocks. Errors: none.

#ifndef PRESSCUT_SEGMENT_SENTENCES_H_
#define PRESSCUT_SEGMENT_SENTENCES_H_

#include <cstdint>
#include <string_view>

#include "extract/segment/lexicon.h"
#include "extract/segment/segments.h"

namespace presscut::segment {

class SentenceCutter {
 public:
  SentenceCutter(const Lexicon& lexicon, ListId abbreviations, std::string_view norm)
      : lexicon_(lexicon), abbreviations_(abbreviations), norm_(norm) {}

  // REQUIRES: block.first <= body <= block.last. Tokens before `body` (a
  // dateline) are a sentence of their own. ENSURES: every token of the block is
  // in one sentence; block->first_sentence and last_sentence are set.
  void Cut(uint32_t block, uint32_t body, Segments* segments) const;

 private:
  const Lexicon& lexicon_;
  ListId abbreviations_;
  std::string_view norm_;
};

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_SENTENCES_H_
