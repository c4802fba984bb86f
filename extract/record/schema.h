// The record's keys as data: one table, from which the JSON Schema and the page in docs/ are made.
//
//   // "date", "earliest" …, in the order they are written
//   for (const Field& f : Fields()) Use(f.object, f.key);
//   std::string schema = JsonSchema();                           // draft 2020-12
//   std::string table = MarkdownTable();                         // for docs/RECORD.md
//
// Cost: builds its text at every call. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_RECORD_SCHEMA_H_
#define PRESSCUT_RECORD_SCHEMA_H_

#include <span>
#include <string>

namespace presscut::record {

struct Field {
  const char* object;  // the object it is a key of: "record", "date", "mention" …
  const char* key;
  // "string", "integer", "number", "boolean", the name of an object, or one of these in brackets
  // for a list: "[mention]".
  const char* type;
  bool nullable;
  const char* values;  // "date|time|…" where only these may stand; "" otherwise
  const char* says;    // what it means, one sentence
};

// In the order of the record; the fields of one object stand together.
std::span<const Field> Fields();

std::string JsonSchema();
std::string MarkdownTable();

}  // namespace presscut::record

#endif  // PRESSCUT_RECORD_SCHEMA_H_
