// Bytes become text that remembers where each byte was. Normalise() decodes an article to UTF-8
// (`raw`), repairs and normalises it for matching (`norm`), and keeps the way back in an OffsetMap.
//
//   Normaliser normaliser;
//   Text text;
//   normaliser.Normalise(article, &text);                        // reuses text's buffers
//   std::string_view there = text.Raw(text.map().ToRaw(norm_span));
//
// raw    the article decoded to UTF-8, byte-order mark removed, otherwise untouched. All spans that
//        leave the library are spans of raw.
// norm   what rules match on: NFC; LF line ends; tabs stay, other control characters are ' '; every
//        horizontal space U+00A0, U+2000-200A, U+202F, U+205F, U+3000 is ' '; zero-width characters
//        and soft hyphens are gone; ' for U+2018 2019 201A 201B 02BC 00B4 2032, the backtick and
//        \', and for a U+FFFD or U+00BF in the place of one ("don?t"); " for U+201C 201D 201E 201F
//        00AB 00BB 2033, for '' and `` (TeX) and \"; - for U+2010-2013 and U+2212; U+2014 and
//        U+2015 stay; "..." for U+2026; HTML entities, mojibake and C1 controls are the characters
//        they stand for; a space stands between sentences glued together ("contracts.Junior").
// map    from norm to raw. Where nothing changed it is the identity and norm is a view of raw:
//        plain ASCII costs a scan for each pass and no copy.
//
// Cost: linear in bytes; ICU and utf8proc see only what is neither plain nor in the table above.
// Views live until the next Normalise() into the same Text. Thread-safety: one Normaliser and Text
// a thread; const methods of Text are safe from several. Errors: none; what could not be decoded is
// a warning and U+FFFD, what is no text at all ("binary-input") comes back as an error.

#ifndef PRESSCUT_TEXT_TEXT_H_
#define PRESSCUT_TEXT_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/result.h"
#include "extract/base/span.h"
#include "extract/base/warning.h"
#include "extract/source/article.h"

namespace presscut::text {

// Where each byte of norm came from. A list of edits in order; between two edits, bytes correspond
// one to one.
//
// For an edit that turned raw [rb, re) into norm [nb, ne): a span that begins inside it begins at
// rb, one that ends inside it ends at re. An insertion (rb == re) belongs to neither neighbour: a
// span that begins with the inserted byte begins at rb, one that ends with it ends at rb.
class OffsetMap {
 public:
  bool identity() const { return edits_.empty(); }
  // REQUIRES: span within norm. ENSURES: the result is within raw, begin <= end. Cost: binary
  // search over edits, then a look at each in the span.
  Span ToRaw(NormSpan span) const;

  void Clear() { edits_.clear(); }
  // REQUIRES: edits come in increasing order of norm_begin and do not overlap.
  void Add(uint32_t norm_begin, uint32_t norm_end, uint32_t raw_begin, uint32_t raw_end);

  struct Edit {
    uint32_t norm_begin, norm_end, raw_begin, raw_end;
  };
  const std::vector<Edit>& edits() const { return edits_; }

 private:
  const Edit* FirstBehind(uint32_t at) const;

  std::vector<Edit> edits_;
};

class Text {
 public:
  Text() = default;
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  std::string_view raw() const { return raw_; }
  std::string_view norm() const { return norm_; }
  const OffsetMap& map() const { return map_; }
  const std::vector<Warning>& warnings() const { return warnings_; }

  std::string_view Raw(Span span) const { return raw_.substr(span.begin, span.size()); }
  std::string_view Norm(NormSpan span) const { return norm_.substr(span.begin, span.size()); }
  // The raw characters behind a piece of norm: tells a curly opening mark from a straight one.
  std::string_view RawOf(NormSpan span) const { return Raw(map_.ToRaw(span)); }

 private:
  friend class Normaliser;
  std::string_view raw_, norm_;
  std::string raw_buffer_, norm_buffer_;
  OffsetMap map_;
  std::vector<Warning> warnings_;
};

class Normaliser {
 public:
  // Fills *text from the article's bytes; raw may be a view of article.bytes, which must outlive
  // *text's use. Returns an error ("binary-input") for bytes that are no text, e.g. NUL bytes that
  // are not UTF-16.
  std::optional<Error> Normalise(const source::Article& article, Text* text);

 private:
  std::string scratch_norm_;  // the passes that run on few articles write here, then swap
  OffsetMap scratch_map_;
};

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_TEXT_H_
