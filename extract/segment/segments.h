// Text is cut into blocks (headline, paragraph, list item …), sentences and
// tokens; the header of the article is read.
//
//   Segmenter segmenter(lexicon);
//   Segments segments;
//   segmenter.Segment(text, &segments);                  // reuses the vectors
//   for (const Sentence& s : segments.sentences)
//     for (uint32_t t = s.first; t < s.last; ++t) use(segments.tokens[t]);
//
// A block is the largest thing a rule may match across: matches never cross a
// block's end. Hard-wrapped lines inside one paragraph are one block; a blank
// line, a list mark, a headline or a stamp ends one.
//
// Cost: one pass over the bytes for tokens, one over the tokens for sentences.
// Thread-safety: one Segmenter and Segments a thread; the lexicon is shared.
// Errors: none. Units: bytes of norm, token indices, all half-open.

#ifndef PRESSCUT_SEGMENT_SEGMENTS_H_
#define PRESSCUT_SEGMENT_SEGMENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/span.h"
#include "extract/segment/lexicon.h"
#include "extract/segment/token.h"
#include "extract/text/text.h"

namespace presscut::segment {

enum class Role : uint8_t {
  kStamp,       // "14/01/2016 00:58 GMT | Updated …", "Published: …": metadata, no
                // facts are read from it
  kHeadline,    // the article's headline
  kByline,      // "By Anna Smith and Tom Roe, political editor": names, no dates or
                // figures
  kSubheading,  // a short line between paragraphs
  kCaption,     // picture captions and credits
  kListItem,    // a line with a list mark
  kParagraph,
  kFurniture,  // "Advertisement", "Read more: …", "Share this": no facts are
               // read from it
};

struct Sentence {
  uint32_t first = 0, last = 0;  // tokens
  uint32_t block = 0;
};

struct Block {
  NormSpan span;
  uint32_t first = 0, last = 0;                    // tokens
  uint32_t first_sentence = 0, last_sentence = 0;  // sentences
  Role role = Role::kParagraph;
  bool capitals = false;    // nearly all letters are capitals: case says nothing
  bool title_case = false;  // nearly all words begin with a capital: a headline in title case
};

// What the header of the article says of itself.
struct Header {
  std::optional<NormSpan> headline;
  std::optional<NormSpan> published,
      updated;                       // the stamp's date and time, without its label
  std::optional<NormSpan> dateline;  // "LONDON, March 3 (Reuters) -": from the
                                     // place to the dash, without it
  std::vector<NormSpan> authors;     // each name of the byline
};

struct Segments {
  std::vector<Token> tokens;
  std::vector<uint32_t> lines;  // the first token of each line but the first
  std::vector<Sentence> sentences;
  std::vector<Block> blocks;
  Header header;

  const Block& BlockOf(const Token& token) const { return blocks[sentences[token.sentence].block]; }
  // Index of the first token that ends after `at` (tokens.size() where none
  // does). Cost: binary search.
  uint32_t TokenAt(uint32_t at) const;
};

// Cuts norm[begin, end) into tokens and appends them (sentence numbers are not
// set). `raw_of` tells curly marks from straight ones; pass nullptr for list
// entries, where marks are straight. `lines`, where there is one, gets the index
// of every token that has kLineBefore and another token before it.
void Tokenise(std::string_view norm, uint32_t begin, uint32_t end, const Lexicon& lexicon,
              const text::Text* raw_of, std::vector<Token>* tokens,
              std::vector<uint32_t>* lines = nullptr);

class Segmenter {
 public:
  // REQUIRES: lexicon is frozen and outlives the Segmenter. Uses the list
  // "abbreviations" where there is one.
  explicit Segmenter(const Lexicon& lexicon);
  void Segment(const text::Text& text, Segments* out) const;

 private:
  const Lexicon& lexicon_;
  ListId abbreviations_;
};

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_SEGMENTS_H_
