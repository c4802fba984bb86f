#include "extract/dataset/describe.h"

#include <fmt/format.h>

#include "extract/dataset/fields.h"
#include "extract/record/json.h"
#include "extract/record/record.h"

namespace presscut::dataset {
namespace {

constexpr std::string_view kTitle = "Facts of news articles";
constexpr std::string_view kAbout =
    "Dates, organisations, people, figures and quotes found in English news articles by presscut, "
    "each with its place in the article and the rule that found it.";
constexpr std::string_view kRecordsAbout =
    "The records the tables were made from: JSON Lines, one object an article, compressed with "
    "Zstandard.";
constexpr std::string_view kRecordsFile = "records.jsonl.zst";

// "a", "b" of "a, b".
std::vector<std::string_view> KeyOf(const Table& table) {
  std::vector<std::string_view> out;
  std::string_view rest = table.key;
  while (!rest.empty()) {
    const size_t comma = rest.find(", ");
    out.push_back(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
  }
  return out;
}

// Calls use(part, last) for the parts of "date|time".
template <class Use>
void EachValue(std::string_view values, Use use) {
  while (!values.empty()) {
    const size_t bar = values.find('|');
    const bool last = bar == std::string_view::npos;
    use(values.substr(0, bar), last);
    values = last ? std::string_view() : values.substr(bar + 1);
  }
}

std::string_view FrictionlessType(Type type) {
  constexpr std::string_view kNames[] = {"string",  "integer", "number",
                                         "boolean", "array",   "object"};
  return kNames[static_cast<size_t>(type)];
}

std::string_view CroissantType(Type type) {
  switch (type) {
    case Type::kInteger:
      return "sc:Integer";
    case Type::kNumber:
      return "sc:Float";
    case Type::kTruth:
      return "sc:Boolean";
    default:
      return "sc:Text";
  }
}

// What a field of numbers of another table's rows refers to; null for none.
const char* Refers(const Field& field) {
  const std::string_view name = field.name, table = field.table;
  if (name == "article") return "articles";
  if (name == "person") return "people";
  if (name == "organisation" || (name == "parent" && table == "organisations")) {
    return "organisations";
  }
  if (name == "entity") return "entities";
  if (name == "story" || name == "duplicate_of") return "articles";
  return nullptr;
}

std::string FrictionlessSchema(const Table& table) {
  std::string fields, foreign;
  for (const Field& field : FieldsOf(table)) {
    if (!IsPublic(field)) continue;
    std::string constraints;
    // An empty text and one that is not known look alike to most readers of CSV.
    if (!field.nullable && field.type != Type::kText) constraints = "\"required\": true";
    if (const std::string_view values = ValuesOf(field); !values.empty()) {
      std::string list;
      EachValue(values, [&](std::string_view value, bool last) {
        list += fmt::format("\"{}\"{}", value, last ? "" : ", ");
      });
      constraints += fmt::format("{}\"enum\": [{}]", constraints.empty() ? "" : ", ", list);
    }
    fields += fmt::format(
        "{}\n          {{\"name\": \"{}\", \"type\": \"{}\", \"description\": {}{}}}",
        fields.empty() ? "" : ",", field.name, FrictionlessType(field.type), Quoted(Says(field)),
        constraints.empty() ? "" : fmt::format(", \"constraints\": {{{}}}", constraints));
    // A key of two fields of which one may be empty is a key that is always broken to validators.
    const bool checked = field.type == Type::kText || !field.nullable;
    if (const char* const other = Refers(field); other != nullptr && checked) {
      // Numbers count within the article.
      const bool numbered = field.type == Type::kInteger;
      const std::string_view own = numbered ? "\"article\", " : "";
      const std::string_view others = numbered ? "\"article\", \"n\"" : "\"id\"";
      foreign += fmt::format(
          "{}\n          {{\"fields\": [{}\"{}\"], \"reference\": {{\"resource\": \"{}\", "
          "\"fields\": [{}]}}}}",
          foreign.empty() ? "" : ",", own, field.name,
          std::string_view(other) == table.name ? "" : other, others);
    }
  }
  std::string key;
  for (const std::string_view part : KeyOf(table)) {
    key += fmt::format("{}\"{}\"", key.empty() ? "" : ", ", part);
  }
  std::string out = fmt::format(
      "{{\n        \"fields\": [{}\n        ],\n        \"primaryKey\": [{}]", fields, key);
  if (!foreign.empty()) out += fmt::format(",\n        \"foreignKeys\": [{}\n        ]", foreign);
  return out + "\n      }";
}

const FileEntry* Find(const std::vector<FileEntry>& files, std::string_view path) {
  for (const FileEntry& file : files) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

}  // namespace

std::string Quoted(std::string_view text) {
  record::Json json;
  json.String(text);
  return std::string(json.text());
}

std::string DataPackage(const std::vector<FileEntry>& files, std::string_view version) {
  std::string out = fmt::format(
      "{{\n  \"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",\n"
      "  \"name\": \"presscut\",\n  \"title\": {},\n  \"description\": {},\n  \"version\": "
      "\"{}\",\n"
      "  \"resources\": [",
      Quoted(kTitle), Quoted(kAbout), version);
  for (const Table& table : Tables()) {
    const std::string path = fmt::format("tables/{}.csv", table.name);
    const FileEntry* const file = Find(files, path);
    if (file == nullptr) continue;
    out += fmt::format(
        "\n    {{\n      \"name\": \"{}\",\n      \"type\": \"table\",\n      \"path\": \"{}\",\n"
        "      \"description\": {},\n      \"scheme\": \"file\",\n      \"format\": \"csv\",\n"
        "      \"mediatype\": \"text/csv\",\n      \"encoding\": \"utf-8\",\n"
        "      \"bytes\": {},\n      \"hash\": \"sha256:{}\",\n      \"schema\": {}\n    }},",
        table.name, path, Quoted(table.says), file->hash.bytes, file->hash.sha256,
        FrictionlessSchema(table));
  }
  if (const FileEntry* const file = Find(files, kRecordsFile)) {
    out += fmt::format(
        "\n    {{\n      \"name\": \"records\",\n      \"path\": \"{}\",\n      \"description\": "
        "{},\n"
        "      \"format\": \"zst\",\n      \"mediatype\": \"application/zstd\",\n"
        "      \"bytes\": {},\n      \"hash\": \"sha256:{}\"\n    }}",
        kRecordsFile, Quoted(kRecordsAbout), file->hash.bytes, file->hash.sha256);
  }
  return out + "\n  ]\n}\n";
}

std::string Croissant(const std::vector<FileEntry>& files, std::string_view version) {
  std::string out = R"({
  "@context": {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform"
  },
  "@type": "sc:Dataset",
  "conformsTo": "http://mlcommons.org/croissant/1.1",
)";
  out += fmt::format(
      "  \"name\": \"presscut\",\n  \"description\": {},\n  \"version\": \"{}\",\n"
      "  \"distribution\": [",
      Quoted(kAbout), version);
  const auto object = [&](std::string_view id, std::string_view type, std::string_view says) {
    const FileEntry* const file = Find(files, id);
    if (file == nullptr) return;
    out += fmt::format(
        "{}\n    {{\"@type\": \"cr:FileObject\", \"@id\": \"{}\", \"name\": \"{}\", "
        "\"description\": {}, \"contentUrl\": \"{}\", \"contentSize\": \"{} B\", "
        "\"encodingFormat\": \"{}\", \"sha256\": \"{}\"}}",
        out.ends_with('[') ? "" : ",", id, id, Quoted(says), id, file->hash.bytes, type,
        file->hash.sha256);
  };
  for (const Table& table : Tables()) {
    object(fmt::format("tables/{}.csv", table.name), "text/csv", table.says);
  }
  object(kRecordsFile, "application/zstd", kRecordsAbout);
  out += "\n  ],\n  \"recordSet\": [";
  for (const Table& table : Tables()) {
    std::string fields, key;
    for (const std::string_view part : KeyOf(table)) {
      key += fmt::format("{}{{\"@id\": \"{}/{}\"}}", key.empty() ? "" : ", ", table.name, part);
    }
    for (const Field& field : FieldsOf(table)) {
      if (!IsPublic(field)) continue;
      const char* other = field.type == Type::kText ? Refers(field) : nullptr;
      // Croissant reads the table that is referred to first, so none can refer to itself.
      if (other != nullptr && std::string_view(other) == table.name) other = nullptr;
      fields += fmt::format(
          "{0}\n        {{\"@type\": \"cr:Field\", \"@id\": \"{1}/{2}\", \"name\": \"{2}\", "
          "\"description\": {3}, \"dataType\": \"{4}\", \"source\": {{\"fileObject\": {{\"@id\": "
          "\"tables/{1}.csv\"}}, \"extract\": {{\"column\": \"{2}\"}}}}{5}}}",
          fields.empty() ? "" : ",", table.name, field.name, Quoted(Says(field)),
          CroissantType(field.type),
          other == nullptr
              ? ""
              : fmt::format(", \"references\": {{\"field\": {{\"@id\": \"{}/id\"}}}}", other));
    }
    out += fmt::format(
        "{0}\n    {{\n      \"@type\": \"cr:RecordSet\",\n      \"@id\": \"{1}\",\n"
        "      \"name\": \"{1}\",\n      \"description\": {2},\n      \"key\": [{3}],\n"
        "      \"field\": [{4}\n      ]\n    }}",
        out.ends_with('[') ? "" : ",", table.name, Quoted(table.says), key, fields);
  }
  return out + "\n  ]\n}\n";
}

std::optional<Error> WriteManifest(const std::string& path, const About& about,
                                   const std::vector<FileEntry>& files,
                                   const std::function<bool(SourceEntry*)>& next, FileHash* hash) {
  HashedFile file;
  file.Open(path);
  file.Write(
      fmt::format("{{\n  \"form\": \"{}\",\n  \"program\": {{\"name\": \"presscut\", "
                  "\"version\": \"{}\", \"record\": \"{}\", \"rules\": \"{}\"}},\n",
                  kFormName, about.version, record::kSchemaName, about.rules));
  const auto pairs = [&](std::string_view name, const auto& list, auto&& value) {
    file.Write(fmt::format("  \"{}\": {{", name));
    bool first = true;
    for (const auto& [key, item] : list) {
      file.Write(fmt::format("{}\n    {}: {}", first ? "" : ",", Quoted(key), value(item)));
      first = false;
    }
    file.Write(first ? "},\n" : "\n  },\n");
  };
  pairs("options", about.options, [](const std::string& json) { return json; });
  pairs("counts", about.counts, [](uint64_t n) { return fmt::format("{}", n); });
  const auto list = [&](std::string_view name, auto&& each, std::string_view end) {
    file.Write(fmt::format("  \"{}\": [", name));
    bool first = true;
    each([&](const std::string& line) {
      file.Write(fmt::format("{}\n    {}", first ? "" : ",", line));
      first = false;
    });
    file.Write(first ? "]" : "\n  ]");
    file.Write(end);
  };
  list(
      "files",
      [&](auto&& line) {
        for (const FileEntry& entry : files) {
          line(fmt::format("{{\"path\": {}, \"bytes\": {}, \"sha256\": \"{}\"}}",
                           Quoted(entry.path), entry.hash.bytes, entry.hash.sha256));
        }
      },
      ",\n");
  list(
      "sources",
      [&](auto&& line) {
        SourceEntry source;
        while (next(&source)) {
          line(fmt::format("{{\"path\": {}, \"bytes\": {}, \"xxh3\": {}, \"articles\": {}}}",
                           Quoted(source.path),
                           source.bytes ? fmt::format("{}", *source.bytes) : "null",
                           source.bytes ? Quoted(source.xxh3) : "null", source.articles));
        }
      },
      "\n}\n");
  return file.Close(hash);
}

}  // namespace presscut::dataset
