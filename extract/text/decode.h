// Bytes become UTF-8: byte-order mark, strict check, and where that fails a
// guess that says so.
//
//   std::string buffer; std::string_view raw; std::vector<Warning> warnings;
//   if (auto error = Decode(article, &buffer, &raw, &warnings)) return error;
//
// In order: UTF-8, UTF-16LE, UTF-16BE by their mark; valid UTF-8, which is a
// view of the bytes; UTF-8 with a few broken bytes, which become U+FFFD
// (warning "invalid-utf8"); else UTF-16 without a mark, windows-1252
// (ISO-8859-1 is read as windows-1252) or ISO-8859-15, as ICU's detector says
// (warning "encoding-guessed").
//
// Errors: "binary-input" for bytes that are no text, "too-large" beyond
// kMaxBytes. Cost: one pass at memory speed for valid UTF-8. Lifetime: *raw
// views article.bytes or *buffer. Thread-safety: pure but for its outputs.

#ifndef PRESSCUT_TEXT_DECODE_H_
#define PRESSCUT_TEXT_DECODE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/result.h"
#include "extract/base/warning.h"
#include "extract/source/article.h"

namespace presscut::text {

// Offsets are 32-bit and windows-1252 may grow threefold on its way to UTF-8.
inline constexpr size_t kMaxBytes = size_t{1} << 30;

std::optional<Error> Decode(const source::Article& article, std::string* buffer,
                            std::string_view* raw, std::vector<Warning>* warnings);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_DECODE_H_
