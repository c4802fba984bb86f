// The dataset's tables as data: one list of tables and one of fields, from which the SQL schema,
// the heads of the CSV files, datapackage.json, croissant.json and the page in docs/ are made, and
// by which a record is taken apart into rows.
//
//   for (const Table& table : Tables()) {
//     Use(table.name, CreateTable(table));                    // "dates", "CREATE TABLE dates (…"
//     for (const Field& field : FieldsOf(table)) Use(field.name, field.type, Says(field));
//   }
//
// A field names the place in the record its value comes from ("of.text"), so a key of the record
// becomes a column of every form of the dataset by one line of this list.
//
// Cost: tables are static; texts are built at every call. Thread-safety: pure. Errors: none.

#ifndef PRESSCUT_DATASET_FIELDS_H_
#define PRESSCUT_DATASET_FIELDS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace presscut::dataset {

enum class Type : uint8_t {
  kText,
  kInteger,
  kNumber,
  kTruth,   // true or false; 0 or 1 in SQL
  kList,    // a list, as JSON
  kObject,  // an object, as JSON
};

// Where a value comes from.
enum class From : uint8_t {
  kItem,    // the place `from` in the record's entry the row is of
  kRecord,  // the place `from` in the record
  kNumber,  // the row's number, from 1, among those of its article
  kOwner,   // the number of the person or organisation the row belongs to
  kKey,     // a number made of the article's id (and the row's), for full-text search
  kLink,    // found by comparing articles, not in the record
};

struct Field {
  const char* table;
  const char* name;
  Type type;
  bool nullable;
  From source;
  const char* from;  // "of.text"; an id such as "p2" becomes 2 in a field of integers
  const char* says;  // "" where the record's own description of that key holds
};

struct Table {
  const char* name;
  const char* list;    // the record's lists it is of; "" for the record itself; null for none
  const char* object;  // what record::Fields() calls an entry of these
  const char* key;     // "article, n": the fields that tell its rows apart
  bool has_rowid;      // in SQL, a number made of the key is its rowid: full-text search needs one
  const char* says;
};

// In the order they are written; the fields of one table stand together.
std::span<const Table> Tables();
std::span<const Field> FieldsOf(const Table& table);
// REQUIRES: there is such a table.
const Table& TableOf(std::string_view name);

// What a field means, one sentence.
std::string_view Says(const Field& field);
// "date|time|…" where only these may stand.
std::string_view ValuesOf(const Field& field);
// Whether it stands in the CSV and Parquet files: keys of full-text search do not.
inline bool IsPublic(const Field& field) { return field.source != From::kKey; }

std::string_view SqlType(Type type);
std::string CreateTable(const Table& table);
// Indexes and views; they are created when the rows are in, or where linking fills the columns,
// when that is done.
std::span<const char* const> Indexes();
std::span<const char* const> LinkIndexes();
std::span<const char* const> Views();

// The tables of docs/DATASET.md.
std::string MarkdownTables();

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_FIELDS_H_
