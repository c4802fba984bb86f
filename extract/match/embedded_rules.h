// The built-in rule files: every *.toml and *.txt below rules/.
//
//   for (const EmbeddedFile& file : match::EmbeddedRules()) {
//     Load(file.path, file.text);  // "en/dates.toml", "[[rule]]\n…"
//   }
//
// Cost: the first call fills a table of views, one entry a file; later calls return it.
// Thread-safety: safe from any thread. Errors: none.

#ifndef PRESSCUT_MATCH_EMBEDDED_RULES_H_
#define PRESSCUT_MATCH_EMBEDDED_RULES_H_

#include <span>

#include "extract/base/embedded_file.h"

namespace presscut::match {

// All of them, sorted by path, byte by byte.
std::span<const EmbeddedFile> EmbeddedRules();

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_EMBEDDED_RULES_H_
