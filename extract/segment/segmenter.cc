#include <algorithm>

#include "extract/segment/blocks.h"
#include "extract/segment/header.h"
#include "extract/segment/segments.h"
#include "extract/segment/sentences.h"

namespace presscut::segment {

uint32_t Segments::TokenAt(uint32_t at) const {
  const auto found = std::partition_point(tokens.begin(), tokens.end(),
                                          [at](const Token& t) { return t.end() <= at; });
  return static_cast<uint32_t>(found - tokens.begin());
}

Segmenter::Segmenter(const Lexicon& lexicon)
    : lexicon_(lexicon), abbreviations_(lexicon.FindList("abbreviations")) {}

void Segmenter::Segment(const text::Text& text, Segments* out) const {
  out->tokens.clear();
  out->lines.clear();
  out->sentences.clear();
  out->blocks.clear();
  out->header = Header();
  const std::string_view norm = text.norm();
  Tokenise(norm, 0, static_cast<uint32_t>(norm.size()), lexicon_, &text, &out->tokens, &out->lines);
  FindBlocks(norm, out);
  const HeaderReading reading = ReadHeader(norm, out);
  const SentenceCutter cutter(lexicon_, abbreviations_, norm);
  for (uint32_t b = 0; b < out->blocks.size(); ++b) {
    const bool dateline = b == reading.dateline_block && out->header.dateline.has_value();
    cutter.Cut(b, dateline ? reading.body : out->blocks[b].first, out);
  }
}

}  // namespace presscut::segment
