// The wire format: one JSON object an article, one line an object (UTF-8, LF). Schema "presscut/1".
//
//   RecordWriter writer(rules, {.unit = OffsetUnit::kCodePoint});
//   std::string out;                                            // reused from article to article
//   writer.Write(MakeRecord(article, text, facts), &out);       // appends one line
//
// Keys, in this order, all of them always there; an unknown scalar or object is null, an empty list
// is []:
//
//   schema         "presscut/1"
//   id             of the article
//   source         {path, bytes, xxh3}: where it came from ("-" is standard input, "x.jsonl:12" a
//                  row), and the size and XXH3-64 (16 hexadecimal digits) of the text file after
//                  decompression, or of the row's line
//   language       "en"; null where the words are clearly not English, or where there is no text
//   meta           a JSONL row's other keys, as one string of JSON
//   offset_unit    "codepoint" | "byte" | "utf16": what every start and end counts, in the decoded
//                  raw text
//   headline       {text, start, end}; of a JSONL row's "headline": start and end are null
//   published, updated    {value, text, start, end}
//   reference      {value, source}: the day relative dates count from; source is option |
//                  metadata | published | dateline | inferred
//   dates          [{text, start, end, type, value, earliest, latest, modifier, anchor, ambiguous,
//                    alternatives, rule}]
//   organisations  [{id, name, kind, acronym, aliases, parent,
//                    mentions: [{text, start, end, rule}]}]
//   people         [{id, name, title, given, family, suffix,
//                    roles: [{text, start, end, organisation, rule}],
//                    mentions: [{text, start, end, rule}]}]
//   figures        [{text, start, end, kind, value, low, high, exact, unit,
//                    si: {value, low, high, exact, unit}, modifier,
//                    of: {text, start, end}, change, move: {id, part, direction}, rule}]
//   quotes         [{text, start, end, form, closed, parts: [{start, end}],
//                    cue: {text, start, end},
//                    speaker: {text, start, end, person, organisation, rule}, rule}]
//   warnings       [{code, start, end, message}]
//   error          {code, place, message}: why the article could not be read; all facts are empty
//                  then
//   text           the decoded raw text that offsets count in, with --text; else null
//   explain        {rules: [{id, file, line}], names: [{name, kind, evidence: [{rule, points}]}]}
//                  with --explain; else null. rules: every rule that took part, by id; evidence:
//                  for the name's kind (points above 0) and against it (below)
//
// schema.h says the same of every key in a form that programs read. `text` of a span is
// raw[start:end] to the byte. Ids of entities ("o1", "p2") count from 1 in text order and are
// referred to by parent, organisation and person.
//
// Cost: proportional to the facts; bytes are copied twice. Nothing of the run (clock, threads,
// machine) is written: equal input gives equal bytes. Thread-safety: one RecordWriter a thread.
// Errors: none.

#ifndef PRESSCUT_RECORD_RECORD_H_
#define PRESSCUT_RECORD_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/record/json.h"
#include "extract/record/offsets.h"
#include "extract/resolve/resolve.h"
#include "extract/source/article.h"
#include "extract/text/text.h"

namespace presscut::record {

inline constexpr std::string_view kSchemaName = "presscut/1";

struct Options {
  OffsetUnit unit = OffsetUnit::kCodePoint;
  uint32_t kinds = resolve::kEveryKind;  // lists of other kinds are written empty
  bool text = false;
  bool explain = false;
};

// What is written of one article: views of the stages' results, which outlive it.
struct Record {
  const source::Article* article = nullptr;
  const text::Text* text = nullptr;       // null where there is an error
  const resolve::Facts* facts = nullptr;  // null where there is an error
  const char* language = nullptr;
  const Error* error = nullptr;
};

Record MakeRecord(const source::Article& article, const text::Text& text,
                  const resolve::Facts& facts, const char* language);
Record MakeFailedRecord(const source::Article& article, const Error& error);

class RecordWriter {
 public:
  // REQUIRES: rules outlives this. They say file and line of a rule where `explain` is on.
  RecordWriter(const match::RuleSet& rules, const Options& options);

  // Appends the record and a line end.
  void Write(const Record& record, std::string* out);

 private:
  struct Origin {
    std::string_view file;
    uint32_t line = 0;
  };

  void StringOrNull(std::string_view s);
  void StringOrNull(const char* s);
  void Truth(bool truth);
  void NumberOrNull(const std::optional<double>& number);
  void Ends(Span span);  // its start and end, in the unit asked
  void SpanKeys(NormSpan span);
  void SpanOrNull(const std::optional<NormSpan>& span);
  void IdOrNull(char letter, uint32_t index, uint32_t kind);
  void LastRule(std::string_view rule);  // a fact's last key, and the brace behind it
  void Strings(const std::vector<std::string>& strings);
  void Mentions(const std::vector<Mention>& mentions);
  Span Raw(NormSpan span) const { return text_->map().ToRaw(span); }

  void Header(const Record& record);
  void StampOrNull(const std::optional<resolve::Stamp>& stamp);
  void ClockOrNull(const date::Clock& clock);
  void Dates(const std::vector<date::Date>& dates);
  void Organisations(const std::vector<organisation::Organisation>& organisations);
  void People(const std::vector<person::Person>& people);
  void Figures(const std::vector<figure::Figure>& figures);
  void MoveOrNull(const std::optional<figure::Move>& move);
  void SiOrNull(const std::optional<figure::SiValue>& si);
  void Quotes(const std::vector<quote::Quote>& quotes);
  void Warnings(const std::vector<Warning>& warnings);
  void Explain(const resolve::Facts& facts);

  template <class List, class Item>
  void Each(const List& list, Item item);
  bool Wanted(uint32_t kind) const { return (options_.kinds & kind) != 0; }

  Options options_;
  std::unordered_map<std::string_view, Origin> origins_;  // filled for explain
  OffsetIndex index_;
  std::vector<std::string_view> used_rules_;

  const text::Text* text_ = nullptr;
  Json json_;  // the record as far as it is written
};

}  // namespace presscut::record

#endif  // PRESSCUT_RECORD_RECORD_H_
