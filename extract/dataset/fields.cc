#include "extract/dataset/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "extract/record/schema.h"

namespace presscut::dataset {
namespace {

constexpr Table kTables[] = {
    {"articles", "", "record", "id", true, "One row an article."},
    {"dates", "dates", "date", "article, n", false, "Dates, clock times, durations and sets."},
    {"organisations", "organisations", "organisation", "article, n", false,
     "Named bodies: one row a body an article."},
    {"people", "people", "person", "article, n", false,
     "Named people: one row a person an article."},
    {"roles", "people.roles", "role", "article, n", false, "What an article says a person is."},
    {"mentions", "organisations.mentions people.mentions", "mention", "article, n", false,
     "Every place a person or an organisation is named."},
    {"figures", "figures", "figure", "article, n", false, "Amounts."},
    {"quotes", "quotes", "quote", "article, n", true, "Words reported between quotation marks."},
    {"warnings", "warnings", "warning", "article, n", false,
     "What is worth knowing but did not stop the work."},
    {"entities", nullptr, "", "id", false,
     "People and organisations over the whole dataset: one row for what is one."},
};

constexpr auto kText = Type::kText;
constexpr auto kInteger = Type::kInteger;
constexpr auto kNumber = Type::kNumber;
constexpr auto kTruth = Type::kTruth;
constexpr auto kList = Type::kList;
constexpr auto kObject = Type::kObject;

// clang-format off
constexpr Field kFields[] = {
    {"articles", "key", kInteger, false, From::kKey, "", "A number made of the id; rowid of articles_text."},
    {"articles", "id", kText, false, From::kRecord, "id", ""},
    {"articles", "path", kText, false, From::kRecord, "source.path", ""},
    {"articles", "bytes", kInteger, false, From::kRecord, "source.bytes", ""},
    {"articles", "xxh3", kText, false, From::kRecord, "source.xxh3", ""},
    {"articles", "language", kText, true, From::kRecord, "language", ""},
    {"articles", "offset_unit", kText, false, From::kRecord, "offset_unit", ""},
    {"articles", "headline", kText, true, From::kRecord, "headline.text", "The article's headline."},
    {"articles", "published", kText, true, From::kRecord, "published.value", "When the article says it was published: a day or a time."},
    {"articles", "updated", kText, true, From::kRecord, "updated.value", "When the article says it was last changed."},
    {"articles", "day", kText, true, From::kRecord, "reference.value", "The day that relative dates count from; the year alone where only that is inferred."},
    {"articles", "day_source", kText, true, From::kRecord, "reference.source", "Where the day is known from."},
    {"articles", "story", kText, true, From::kLink, "", "Id of the first article of the same story: its own where it is the first or alone."},
    {"articles", "duplicate_of", kText, true, From::kLink, "", "Id of the earlier article this one is a copy of."},
    {"articles", "error_code", kText, true, From::kRecord, "error.code", "Why the article could not be read: a stable name, such as binary-input."},
    {"articles", "error", kText, true, From::kRecord, "error.message", "The same in words."},
    {"articles", "meta", kObject, true, From::kRecord, "meta", ""},
    {"articles", "text", kText, true, From::kRecord, "text", "The decoded raw text that offsets count in."},

    {"dates", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"dates", "n", kInteger, false, From::kNumber, "", "Counts the dates of the article from 1, in text order."},
    {"dates", "text", kText, false, From::kItem, "text", ""},
    {"dates", "start_at", kInteger, false, From::kItem, "start", ""},
    {"dates", "end_at", kInteger, false, From::kItem, "end", ""},
    {"dates", "type", kText, false, From::kItem, "type", ""},
    {"dates", "value", kText, true, From::kItem, "value", ""},
    {"dates", "earliest", kText, true, From::kItem, "earliest", ""},
    {"dates", "latest", kText, true, From::kItem, "latest", ""},
    {"dates", "modifier", kText, true, From::kItem, "modifier", ""},
    {"dates", "anchor", kText, false, From::kItem, "anchor", ""},
    {"dates", "ambiguous", kTruth, false, From::kItem, "ambiguous", ""},
    {"dates", "alternatives", kList, false, From::kItem, "alternatives", ""},
    {"dates", "fiscal", kTruth, false, From::kItem, "fiscal", ""},
    {"dates", "rule", kText, true, From::kItem, "rule", ""},

    {"organisations", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"organisations", "n", kInteger, false, From::kNumber, "", "Counts the organisations of the article from 1, in text order: 2 is the record's o2."},
    {"organisations", "name", kText, false, From::kItem, "name", ""},
    {"organisations", "kind", kText, false, From::kItem, "kind", ""},
    {"organisations", "acronym", kText, true, From::kItem, "acronym", ""},
    {"organisations", "aliases", kList, false, From::kItem, "aliases", ""},
    {"organisations", "parent", kInteger, true, From::kItem, "parent", "Number of the article's organisation it is part of."},
    {"organisations", "entity", kText, true, From::kLink, "", "Id of the organisation over all articles."},
    {"organisations", "confidence", kNumber, true, From::kLink, "", "How sure it is that it is this entity: 0 to 1; 1 where nothing was merged."},
    {"organisations", "why", kText, true, From::kLink, "", "Why it was merged with others into the entity; null where it was not."},

    {"people", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"people", "n", kInteger, false, From::kNumber, "", "Counts the people of the article from 1, in text order: 2 is the record's p2."},
    {"people", "name", kText, false, From::kItem, "name", ""},
    {"people", "title", kText, true, From::kItem, "title", ""},
    {"people", "given", kText, true, From::kItem, "given", ""},
    {"people", "family", kText, true, From::kItem, "family", ""},
    {"people", "suffix", kText, true, From::kItem, "suffix", ""},
    {"people", "entity", kText, true, From::kLink, "", "Id of the person over all articles."},
    {"people", "confidence", kNumber, true, From::kLink, "", "How sure it is that it is this entity: 0 to 1; 1 where nothing was merged."},
    {"people", "why", kText, true, From::kLink, "", "Why it was merged with others into the entity; null where it was not."},

    {"roles", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"roles", "n", kInteger, false, From::kNumber, "", "Counts the roles of the article from 1, person by person."},
    {"roles", "person", kInteger, false, From::kOwner, "", "Number of the article's person whose role it is."},
    {"roles", "text", kText, false, From::kItem, "text", ""},
    {"roles", "start_at", kInteger, false, From::kItem, "start", ""},
    {"roles", "end_at", kInteger, false, From::kItem, "end", ""},
    {"roles", "organisation", kInteger, true, From::kItem, "organisation", "Number of the article's organisation it names."},
    {"roles", "rule", kText, true, From::kItem, "rule", ""},

    {"mentions", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"mentions", "n", kInteger, false, From::kNumber, "", "Counts the mentions of the article from 1: those of its organisations, then those of its people."},
    {"mentions", "organisation", kInteger, true, From::kOwner, "organisations", "Number of the article's organisation that is named; null where a person is."},
    {"mentions", "person", kInteger, true, From::kOwner, "people", "Number of the article's person who is named; null where an organisation is."},
    {"mentions", "text", kText, false, From::kItem, "text", ""},
    {"mentions", "start_at", kInteger, false, From::kItem, "start", ""},
    {"mentions", "end_at", kInteger, false, From::kItem, "end", ""},
    {"mentions", "rule", kText, true, From::kItem, "rule", ""},

    {"figures", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"figures", "n", kInteger, false, From::kNumber, "", "Counts the figures of the article from 1, in text order."},
    {"figures", "text", kText, false, From::kItem, "text", ""},
    {"figures", "start_at", kInteger, false, From::kItem, "start", ""},
    {"figures", "end_at", kInteger, false, From::kItem, "end", ""},
    {"figures", "kind", kText, false, From::kItem, "kind", ""},
    {"figures", "value", kNumber, true, From::kItem, "value", ""},
    {"figures", "low", kNumber, true, From::kItem, "low", ""},
    {"figures", "high", kNumber, true, From::kItem, "high", ""},
    {"figures", "exact", kText, true, From::kItem, "exact", ""},
    {"figures", "unit", kText, true, From::kItem, "unit", ""},
    {"figures", "si_value", kNumber, true, From::kItem, "si.value", "A measure in its unit of the SI; null for ranges, and where the unit has none."},
    {"figures", "si_low", kNumber, true, From::kItem, "si.low", "Least it may be, in that unit."},
    {"figures", "si_high", kNumber, true, From::kItem, "si.high", "Most it may be, in that unit."},
    {"figures", "si_exact", kText, true, From::kItem, "si.exact", "The value in that unit as a decimal string."},
    {"figures", "si_unit", kText, true, From::kItem, "si.unit", ""},
    {"figures", "modifier", kText, true, From::kItem, "modifier", ""},
    {"figures", "of_text", kText, true, From::kItem, "of.text", "What is counted or measured."},
    {"figures", "of_start", kInteger, true, From::kItem, "of.start", "Where that begins."},
    {"figures", "of_end", kInteger, true, From::kItem, "of.end", "Where that ends."},
    {"figures", "change", kText, true, From::kItem, "change", ""},
    {"figures", "move", kInteger, true, From::kItem, "move.id", "Number of the change it tells of together with its neighbours: 1 is the record's m1."},
    {"figures", "move_part", kText, true, From::kItem, "move.part", ""},
    {"figures", "move_direction", kText, true, From::kItem, "move.direction", ""},
    {"figures", "rule", kText, true, From::kItem, "rule", ""},

    {"quotes", "key", kInteger, false, From::kKey, "", "A number made of the article's id and n; rowid of quotes_text."},
    {"quotes", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"quotes", "n", kInteger, false, From::kNumber, "", "Counts the quotes of the article from 1, in text order."},
    {"quotes", "text", kText, false, From::kItem, "text", ""},
    {"quotes", "start_at", kInteger, false, From::kItem, "start", ""},
    {"quotes", "end_at", kInteger, false, From::kItem, "end", ""},
    {"quotes", "form", kText, false, From::kItem, "form", ""},
    {"quotes", "closed", kTruth, false, From::kItem, "closed", ""},
    {"quotes", "parts", kList, false, From::kItem, "parts", ""},
    {"quotes", "cue_text", kText, true, From::kItem, "cue.text", "The reporting verb, or according to."},
    {"quotes", "cue_start", kInteger, true, From::kItem, "cue.start", "Where the cue begins."},
    {"quotes", "cue_end", kInteger, true, From::kItem, "cue.end", "Where the cue ends."},
    {"quotes", "speaker", kText, true, From::kItem, "speaker.text", "The expression that names who spoke, as it stands."},
    {"quotes", "speaker_start", kInteger, true, From::kItem, "speaker.start", "Where that begins."},
    {"quotes", "speaker_end", kInteger, true, From::kItem, "speaker.end", "Where that ends."},
    {"quotes", "person", kInteger, true, From::kItem, "speaker.person", "Number of the article's person who spoke."},
    {"quotes", "organisation", kInteger, true, From::kItem, "speaker.organisation", "Number of the article's organisation that spoke."},
    {"quotes", "joint", kList, true, From::kItem, "speaker.joint", "Who else spoke, as in the record; null where nobody spoke by name."},
    {"quotes", "speaker_rule", kText, true, From::kItem, "speaker.rule", "The rule that found the speaker."},
    {"quotes", "rule", kText, true, From::kItem, "rule", ""},

    {"warnings", "article", kText, false, From::kRecord, "id", "Id of the article."},
    {"warnings", "n", kInteger, false, From::kNumber, "", "Counts the warnings of the article from 1."},
    {"warnings", "code", kText, false, From::kItem, "code", ""},
    {"warnings", "start_at", kInteger, false, From::kItem, "start", ""},
    {"warnings", "end_at", kInteger, false, From::kItem, "end", ""},
    {"warnings", "message", kText, false, From::kItem, "message", ""},

    {"entities", "id", kText, false, From::kLink, "", "p or o and a number made of the name; the same from run to run."},
    {"entities", "sort", kText, false, From::kLink, "", "person or organisation."},
    {"entities", "name", kText, false, From::kLink, "", "The fullest name in use."},
    {"entities", "given", kText, true, From::kLink, "", "Given names of a person."},
    {"entities", "family", kText, true, From::kLink, "", "Family name of a person."},
    {"entities", "suffix", kText, true, From::kLink, "", "Jr, III, QC … of a person."},
    {"entities", "kind", kText, true, From::kLink, "", "What an organisation is, as in organisations."},
    {"entities", "acronym", kText, true, From::kLink, "", "Acronym of an organisation."},
    {"entities", "aliases", kList, false, From::kLink, "", "Other names it has in the articles, sorted."},
    {"entities", "first_day", kText, true, From::kLink, "", "Day of the earliest article it is in; null where none has a day."},
    {"entities", "last_day", kText, true, From::kLink, "", "Day of the latest."},
    {"entities", "articles", kInteger, false, From::kLink, "", "How many articles it is in."},
};
// clang-format on

constexpr const char* kIndexes[] = {
    "CREATE INDEX articles_day ON articles (day)",
    "CREATE INDEX dates_earliest ON dates (earliest)",
    "CREATE INDEX organisations_name ON organisations (name)",
    "CREATE INDEX people_name ON people (name)",
    "CREATE INDEX figures_kind ON figures (kind, unit, value)",
};

constexpr const char* kLinkIndexes[] = {
    "CREATE INDEX articles_story ON articles (story)",
    "CREATE INDEX organisations_entity ON organisations (entity)",
    "CREATE INDEX people_entity ON people (entity)",
    "CREATE INDEX entities_name ON entities (name)",
};

constexpr const char* kViews[] = {
    // Who spoke may be known as a person, an organisation, or by the words alone.
    R"(CREATE VIEW who_said AS
SELECT q.article, q.n, a.day, coalesce(p.name, o.name, q.speaker) AS speaker,
       coalesce(p.entity, o.entity) AS entity, q.cue_text AS cue, q.text AS said,
       a.headline, a.duplicate_of
FROM quotes q
JOIN articles a ON a.id = q.article
LEFT JOIN people p ON p.article = q.article AND p.n = q.person
LEFT JOIN organisations o ON o.article = q.article AND o.n = q.organisation)",
    R"(CREATE VIEW named AS
SELECT m.article, a.day, CASE WHEN m.person IS NULL THEN 'organisation' ELSE 'person' END AS sort,
       coalesce(p.name, o.name) AS name, coalesce(p.entity, o.entity) AS entity,
       m.text, m.start_at, m.end_at, a.duplicate_of
FROM mentions m
JOIN articles a ON a.id = m.article
LEFT JOIN people p ON p.article = m.article AND p.n = m.person
LEFT JOIN organisations o ON o.article = m.article AND o.n = m.organisation)",
    // Named within the quoted words, not in what the writer puts between them.
    R"(CREATE VIEW who_said_what_about_whom AS
SELECT w.day, w.speaker, w.entity AS speaker_entity, w.said, n.sort AS about_sort, n.name AS about,
       n.entity AS about_entity, w.article, w.n, w.headline, w.duplicate_of
FROM who_said w
JOIN quotes q ON q.article = w.article AND q.n = w.n
JOIN named n ON n.article = q.article AND n.start_at >= q.start_at AND n.end_at <= q.end_at
WHERE EXISTS (SELECT 1 FROM json_each(q.parts) part
              WHERE n.start_at >= json_extract(part.value, '$.start')
                AND n.end_at <= json_extract(part.value, '$.end')))",
    R"(CREATE VIEW who_is_what AS
SELECT p.article, a.day, p.name, p.entity, r.text AS role, o.name AS organisation,
       o.entity AS organisation_entity, a.duplicate_of
FROM roles r
JOIN articles a ON a.id = r.article
JOIN people p ON p.article = r.article AND p.n = r.person
LEFT JOIN organisations o ON o.article = r.article AND o.n = r.organisation)",
    // Every fact with its place and the rule that made it.
    R"(CREATE VIEW facts AS
SELECT article, 'date' AS kind, n, text, start_at, end_at, value, rule FROM dates
UNION ALL
SELECT article, 'organisation', organisation, text, start_at, end_at, NULL, rule FROM mentions
WHERE organisation IS NOT NULL
UNION ALL
SELECT article, 'person', person, text, start_at, end_at, NULL, rule FROM mentions
WHERE person IS NOT NULL
UNION ALL
SELECT article, 'role', n, text, start_at, end_at, NULL, rule FROM roles
UNION ALL
SELECT article, 'figure', n, text, start_at, end_at, exact, rule FROM figures
UNION ALL
SELECT article, 'quote', n, text, start_at, end_at, speaker, rule FROM quotes)",
};

}  // namespace

std::span<const Table> Tables() { return kTables; }

std::span<const Field> FieldsOf(const Table& table) {
  const auto is = [&](const Field& field) { return std::string_view(field.table) == table.name; };
  const auto* const first = std::find_if(std::begin(kFields), std::end(kFields), is);
  return {first, std::find_if_not(first, std::end(kFields), is)};
}

const Table& TableOf(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kTables), std::end(kTables),
                   [&](const Table& table) { return std::string_view(table.name) == name; });
  assert(found != std::end(kTables));
  return *found;
}

namespace {

// The record's own entry for the key a field comes from; null where it has none of its own.
const record::Field* InRecord(const Field& field) {
  if (field.source != From::kItem && field.source != From::kRecord) return nullptr;
  std::string_view object = field.source == From::kRecord ? "record" : TableOf(field.table).object;
  std::string_view key = field.from;
  for (;;) {
    const size_t dot = key.find('.');
    const std::string_view step = key.substr(0, dot);
    const auto fields = record::Fields();
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const record::Field& f) {
      return f.object == object && f.key == step;
    });
    if (found == fields.end()) return nullptr;
    if (dot == std::string_view::npos) return &*found;
    object = found->type;
    key.remove_prefix(dot + 1);
  }
}

std::string_view NameOf(Type type) {
  constexpr std::string_view kNames[] = {"text",  "whole number", "number",
                                         "truth", "list (JSON)",  "object (JSON)"};
  return kNames[static_cast<size_t>(type)];
}

}  // namespace

std::string_view Says(const Field& field) {
  if (*field.says != '\0') return field.says;
  const record::Field* const in_record = InRecord(field);
  assert(in_record != nullptr);
  return in_record->says;
}

std::string_view ValuesOf(const Field& field) {
  const record::Field* const in_record = InRecord(field);
  return in_record == nullptr ? std::string_view() : in_record->values;
}

std::string_view SqlType(Type type) {
  switch (type) {
    case Type::kInteger:
    case Type::kTruth:
      return "INTEGER";
    case Type::kNumber:
      return "REAL";
    default:
      return "TEXT";
  }
}

std::string CreateTable(const Table& table) {
  std::string out = fmt::format("CREATE TABLE {} (", table.name);
  for (const Field& field : FieldsOf(table)) {
    out += fmt::format("\n  {} {}", field.name, SqlType(field.type));
    if (!field.nullable) out += " NOT NULL";
    if (std::string_view(field.name) == "article") out += " REFERENCES articles (id)";
    out += ',';
  }
  out += fmt::format("{}\n  {} ({})\n)", table.has_rowid ? "\n  PRIMARY KEY (key)," : "",
                     table.has_rowid ? "UNIQUE" : "PRIMARY KEY", table.key);
  return table.has_rowid ? out : out + " WITHOUT ROWID";
}

std::span<const char* const> Indexes() { return kIndexes; }
std::span<const char* const> LinkIndexes() { return kLinkIndexes; }
std::span<const char* const> Views() { return kViews; }

std::string MarkdownTables() {
  std::string out;
  for (const Table& table : Tables()) {
    out += fmt::format("{}### {}\n\n{} Key: {}.\n\n| column | type | meaning |\n|---|---|---|\n",
                       out.empty() ? "" : "\n", table.name, table.says, table.key);
    for (const Field& field : FieldsOf(table)) {
      out += fmt::format("| `{}` | {}{}{} | {} |\n", field.name, NameOf(field.type),
                         field.nullable ? " or null" : "", IsPublic(field) ? "" : ", SQL only",
                         Says(field));
    }
  }
  return out;
}

}  // namespace presscut::dataset
