#include "extract/record/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "extract/record/json.h"
#include "extract/record/record.h"

namespace presscut::record {
namespace {

// clang-format off
constexpr Field kFields[] = {
    {"record", "schema", "string", false, "presscut/1", "Name and version of this form."},
    {"record", "id", "string", false, "", "The given id, or the path below the input root without its suffix."},
    {"record", "source", "source", false, "", "Where the article came from."},
    {"record", "language", "string", true, "en", "Null where the words are clearly not English, or nothing could be read."},
    {"record", "meta", "string", true, "", "The other keys of a JSONL row, as one JSON object."},
    {"record", "offset_unit", "string", false, "codepoint|byte|utf16", "What every start and end counts, in the decoded raw text."},
    {"record", "headline", "headline", true, "", "The article's headline."},
    {"record", "published", "stamp", true, "", "When the article says it was published."},
    {"record", "updated", "stamp", true, "", "When the article says it was last changed."},
    {"record", "reference", "reference", true, "", "The day that relative dates count from."},
    {"record", "dates", "[date]", false, "", "Dates, clock times, durations and sets."},
    {"record", "organisations", "[organisation]", false, "", "Named bodies, one entry a body."},
    {"record", "people", "[person]", false, "", "Named people, one entry a person."},
    {"record", "figures", "[figure]", false, "", "Amounts."},
    {"record", "quotes", "[quote]", false, "", "Words reported between quotation marks; indirect speech too, with --indirect."},
    {"record", "warnings", "[warning]", false, "", "What is worth knowing but did not stop the work."},
    {"record", "error", "error", true, "", "Why the article could not be read; all lists of facts are empty then."},
    {"record", "text", "string", true, "", "The decoded raw text that offsets count in; null without --text."},
    {"record", "explain", "explain", true, "", "Where the rules stand and what spoke for each name; null without --explain."},

    {"source", "path", "string", false, "", "As opened; - is standard input, file.jsonl:12 the row on line 12."},
    {"source", "bytes", "integer", false, "", "Size of the text after decompression, or of the row's line."},
    {"source", "xxh3", "string", false, "", "XXH3-64 of the same bytes, 16 hexadecimal digits."},

    {"headline", "text", "string", false, "", "The headline as it stands."},
    {"headline", "start", "integer", true, "", "Null for a JSONL row's headline, which is no part of the text."},
    {"headline", "end", "integer", true, "", "Null for a JSONL row's headline."},

    {"stamp", "value", "string", true, "", "A day (2016-01-14) or a time (2016-01-14T00:58:00Z)."},
    {"stamp", "text", "string", false, "", "As it stands."},
    {"stamp", "start", "integer", false, "", "Where it begins."},
    {"stamp", "end", "integer", false, "", "Where it ends; the first place behind it."},

    {"reference", "value", "string", false, "", "The day: 2016-01-14; the year alone where only that is inferred."},
    {"reference", "source", "string", true, "option|metadata|published|dateline|inferred", "Where the day is known from."},

    {"date", "text", "string", false, "", "As it stands."},
    {"date", "start", "integer", false, "", "Where it begins."},
    {"date", "end", "integer", false, "", "Where it ends; the first place behind it."},
    {"date", "type", "string", false, "date|time|duration|set", "TIMEX3 type."},
    {"date", "value", "string", true, "", "TIMEX3 value; X stands for what is not known."},
    {"date", "earliest", "string", true, "", "First day or minute it may mean; null for durations and sets."},
    {"date", "latest", "string", true, "", "Last day or minute it may mean."},
    {"date", "modifier", "string", true, "approx|before|after|start|mid|end|less_than|more_than|equal_or_less|equal_or_more", "TIMEX3 mod."},
    {"date", "anchor", "string", false, "absolute|reference|text", "What it was resolved against."},
    {"date", "ambiguous", "boolean", false, "", "Whether it can be read in more than one way."},
    {"date", "alternatives", "[string]", false, "", "The other values it could have."},
    {"date", "fiscal", "boolean", false, "", "Whether it is of a fiscal year; see --fiscal-year-start."},
    {"date", "rule", "string", true, "", "The rule that found it."},

    {"organisation", "id", "string", false, "", "o1, o2 … in text order."},
    {"organisation", "name", "string", false, "", "Its fullest name in the article."},
    {"organisation", "kind", "string", false, "company|party|union|government|parliament|court|police|military|health|education|media|charity|sport|religious|international|finance|culture|other", "What it is."},
    {"organisation", "acronym", "string", true, "", "Its acronym, where the full name stands too."},
    {"organisation", "aliases", "[string]", false, "", "Other names it goes by in the article."},
    {"organisation", "parent", "string", true, "", "Id of the organisation it is part of."},
    {"organisation", "mentions", "[mention]", false, "", "Every place it is named, in text order."},

    {"person", "id", "string", false, "", "p1, p2 … in text order."},
    {"person", "name", "string", false, "", "The fullest name in the article."},
    {"person", "title", "string", true, "", "Dr, Sir, Mr …"},
    {"person", "given", "string", true, "", "Given names."},
    {"person", "family", "string", true, "", "Family name."},
    {"person", "suffix", "string", true, "", "Jr, III, QC …"},
    {"person", "roles", "[role]", false, "", "What the article says the person is, in text order."},
    {"person", "mentions", "[mention]", false, "", "Every place the person is named, in text order."},

    {"role", "text", "string", false, "", "As it stands."},
    {"role", "start", "integer", false, "", "Where it begins."},
    {"role", "end", "integer", false, "", "Where it ends; the first place behind it."},
    {"role", "organisation", "string", true, "", "Id of the organisation it names."},
    {"role", "rule", "string", true, "", "The rule that found it."},

    {"mention", "text", "string", false, "", "As it stands."},
    {"mention", "start", "integer", false, "", "Where it begins."},
    {"mention", "end", "integer", false, "", "Where it ends; the first place behind it."},
    {"mention", "rule", "string", true, "", "The rule that found it."},

    {"figure", "text", "string", false, "", "As it stands: modifier, number, unit and, for a count, the counted noun."},
    {"figure", "start", "integer", false, "", "Where it begins."},
    {"figure", "end", "integer", false, "", "Where it ends; the first place behind it."},
    {"figure", "kind", "string", false, "count|percent|percentage_point|basis_point|money|measure|rate|ratio|ordinal|age|score|number", "What sort of amount it is."},
    {"figure", "value", "number", true, "", "The amount; null for ranges, scores and vague amounts."},
    {"figure", "low", "number", true, "", "Least it may be, or the first number of a score."},
    {"figure", "high", "number", true, "", "Most it may be, or the second number of a score."},
    {"figure", "exact", "string", true, "", "The value as a decimal string, nothing rounded."},
    {"figure", "unit", "string", true, "", "ISO 4217 for money; SI or customary symbol for measures; percent."},
    {"figure", "si", "si", true, "", "A measure in its unit of the SI; null where the unit has none, or is of more than one size."},
    {"figure", "modifier", "string", true, "about|over|under|at_least|at_most|up_to|nearly", "What the words add to the number."},
    {"figure", "of", "span", true, "", "What is counted or measured."},
    {"figure", "change", "string", true, "rise|fall", "Where the figure is itself a change."},
    {"figure", "move", "move", true, "", "The change that it tells of together with its neighbours."},
    {"figure", "rule", "string", true, "", "The rule that found it."},

    {"move", "id", "string", false, "", "m1, m2 … in text order; figures of one change have one id."},
    {"move", "part", "string", false, "by|to|from", "How much, what it is now, or what it was."},
    {"move", "direction", "string", false, "rise|fall", "Which way."},

    {"si", "value", "number", true, "", "The amount; null for ranges."},
    {"si", "low", "number", true, "", "Least it may be."},
    {"si", "high", "number", true, "", "Most it may be."},
    {"si", "exact", "string", true, "", "The value as a decimal string; null for ranges."},
    {"si", "unit", "string", false, "", "Symbol of the SI unit: m, m2, m3, kg, m/s, J, W, Pa, °C …; B and bit for data."},

    {"quote", "text", "string", false, "", "From the first quoted or reported character to the last, without the marks."},
    {"quote", "start", "integer", false, "", "Where it begins."},
    {"quote", "end", "integer", false, "", "Where it ends; the first place behind it."},
    {"quote", "form", "string", false, "direct|partial|continued|indirect", "A clause or more, words inside the writer's sentence, running over paragraphs, or reported without marks."},
    {"quote", "closed", "boolean", false, "", "False where the closing mark never comes."},
    {"quote", "parts", "[part]", false, "", "The quoted or reported runs, when interrupted or running over paragraphs."},
    {"quote", "cue", "span", true, "", "The reporting verb, or according to."},
    {"quote", "speaker", "speaker", true, "", "Who spoke."},
    {"quote", "rule", "string", true, "", "The rule that found it."},

    {"part", "start", "integer", false, "", "Where it begins."},
    {"part", "end", "integer", false, "", "Where it ends; the first place behind it."},

    {"speaker", "text", "string", false, "", "The expression that names who spoke, as it stands."},
    {"speaker", "start", "integer", false, "", "Where it begins."},
    {"speaker", "end", "integer", false, "", "Where it ends; the first place behind it."},
    {"speaker", "person", "string", true, "", "Id of the person it names."},
    {"speaker", "organisation", "string", true, "", "Id of the organisation it names; with person null too, the speaker is unnamed."},
    {"speaker", "joint", "[joint]", false, "", "Who spoke together with them: \"Porter and Smith said\"."},
    {"speaker", "rule", "string", true, "", "The rule that found the speaker."},

    {"joint", "text", "string", false, "", "The expression that names one of them, as it stands."},
    {"joint", "start", "integer", false, "", "Where it begins."},
    {"joint", "end", "integer", false, "", "Where it ends; the first place behind it."},
    {"joint", "person", "string", true, "", "Id of the person it names."},
    {"joint", "organisation", "string", true, "", "Id of the organisation it names."},

    {"span", "text", "string", false, "", "As it stands."},
    {"span", "start", "integer", false, "", "Where it begins."},
    {"span", "end", "integer", false, "", "Where it ends; the first place behind it."},

    {"warning", "code", "string", false, "", "A stable name, such as invalid-utf8."},
    {"warning", "start", "integer", false, "", "Where it begins; start and end are 0 where the whole article is meant."},
    {"warning", "end", "integer", false, "", "Where it ends."},
    {"warning", "message", "string", false, "", "The same in words."},

    {"error", "code", "string", false, "", "A stable name, such as unreadable-file."},
    {"error", "place", "string", false, "", "The file, or file and line."},
    {"error", "message", "string", false, "", "What was found and what to do."},

    {"explain", "rules", "[rule]", false, "", "Every rule that took part, by id."},
    {"explain", "names", "[name]", false, "", "Every name that was weighed."},

    {"rule", "id", "string", false, "", "As facts carry it."},
    {"rule", "file", "string", true, "", "The rule file; null for what is decided in the program itself."},
    {"rule", "line", "integer", true, "", "The line it begins on."},

    {"name", "name", "string", false, "", "As it is spelled."},
    {"name", "kind", "string", false, "none|person|organisation|place|other", "What was decided."},
    {"name", "mentions", "[span]", false, "", "Where it stands, whatever it was taken for."},
    {"name", "evidence", "[evidence]", false, "", "What spoke for that kind and against it."},

    {"evidence", "rule", "string", false, "", "The piece of evidence."},
    {"evidence", "points", "number", false, "", "Above 0 for the kind, below against it; 4 points are one unit of log-odds."},
};
// clang-format on

bool IsScalar(std::string_view type) {
  return type == "string" || type == "integer" || type == "number" || type == "boolean";
}

std::string Quoted(std::string_view s) {
  Json json;
  json.String(s);
  return std::string(json.text());
}

std::vector<std::string_view> Split(std::string_view values) {
  std::vector<std::string_view> out;
  while (!values.empty()) {
    const size_t bar = values.find('|');
    out.push_back(values.substr(0, bar));
    values = bar == std::string_view::npos ? std::string_view() : values.substr(bar + 1);
  }
  return out;
}

std::string TypeSchema(std::string_view type) {
  if (IsScalar(type)) return fmt::format("\"type\": \"{}\"", type);
  return fmt::format("\"$ref\": \"#/$defs/{}\"", type);
}

std::string FieldSchema(const Field& field) {
  std::string_view type = field.type;
  std::string out = "{";
  if (type.starts_with('[')) {
    out += fmt::format("\"type\": \"array\", \"items\": {{{}}}",
                       TypeSchema(type.substr(1, type.size() - 2)));
  } else if (!IsScalar(type)) {
    out += field.nullable
               ? fmt::format("\"anyOf\": [{{{}}}, {{\"type\": \"null\"}}]", TypeSchema(type))
               : TypeSchema(type);
  } else {
    out += field.nullable ? fmt::format("\"type\": [\"{}\", \"null\"]", type) : TypeSchema(type);
    if (type == "integer") out += ", \"minimum\": 0";
    if (*field.values != '\0') {
      out += ", \"enum\": [";
      bool first = true;
      for (const std::string_view value : Split(field.values)) {
        out += fmt::format("{}\"{}\"", first ? "" : ", ", value);
        first = false;
      }
      out += field.nullable ? ", null]" : "]";
    }
  }
  return out + fmt::format(", \"description\": {}}}", Quoted(field.says));
}

std::string ObjectSchema(std::string_view object, std::string_view indent) {
  std::string properties, required;
  for (const Field& field : kFields) {
    if (field.object != object) continue;
    const bool first = properties.empty();
    properties += fmt::format("{}\n{}    \"{}\": {}", first ? "" : ",", indent, field.key,
                              FieldSchema(field));
    required += fmt::format("{}\"{}\"", first ? "" : ", ", field.key);
  }
  return fmt::format(
      "{0}  \"type\": \"object\",\n{0}  \"additionalProperties\": false,\n{0}  \"required\": "
      "[{1}],\n"
      "{0}  \"properties\": {{{2}\n{0}  }}",
      indent, required, properties);
}

std::vector<std::string_view> Objects() {
  std::vector<std::string_view> objects;
  for (const Field& field : kFields) {
    if (objects.empty() || objects.back() != field.object) objects.push_back(field.object);
  }
  return objects;
}

}  // namespace

std::span<const Field> Fields() { return kFields; }

std::string JsonSchema() {
  std::string out = fmt::format(
      "{{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"{}\",\n"
      "  \"description\": \"What presscut writes of one article: one object a line.\",\n",
      kSchemaName);
  out += ObjectSchema("record", "");
  out += ",\n  \"$defs\": {";
  bool first = true;
  for (const std::string_view object : Objects()) {
    if (object == "record") continue;
    out += fmt::format("{}\n    \"{}\": {{\n{}\n    }}", first ? "" : ",", object,
                       ObjectSchema(object, "    "));
    first = false;
  }
  return out + "\n  }\n}\n";
}

std::string MarkdownTable() {
  std::string out;
  for (const std::string_view object : Objects()) {
    out += fmt::format("{}### {}\n\n| key | type | meaning |\n|---|---|---|\n",
                       out.empty() ? "" : "\n", object);
    for (const Field& field : kFields) {
      if (field.object != object) continue;
      std::string_view type = field.type;
      std::string shown = type.starts_with('[')
                              ? fmt::format("list of {}", type.substr(1, type.size() - 2))
                              : std::string(type);
      if (field.nullable) shown += " or null";
      std::string says = field.says;
      if (*field.values != '\0') {
        says += " One of:";
        bool comma = false;
        for (const std::string_view value : Split(field.values)) {
          says += fmt::format("{} `{}`", comma ? "," : "", value);
          comma = true;
        }
        says += ".";
      }
      out += fmt::format("| `{}` | {} | {} |\n", field.key, shown, says);
    }
  }
  return out;
}

}  // namespace presscut::record
