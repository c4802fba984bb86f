#include "extract/dataset/store.h"

#include <fmt/format.h>

#include "extract/dataset/fields.h"
#include "extract/dataset/full_text.h"

namespace presscut::dataset {
namespace {

// Written into the file's head: what `file` shows of it, and the version of the tables.
constexpr int kApplicationId = 0x50435554;  // "PCUT"
constexpr int kTablesVersion = 1;

}  // namespace

Store::Store() = default;
Store::~Store() = default;

bool Store::Create(const std::string& path) {
  db_.Open(path, Database::kNew);
  db_.Run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}; BEGIN", kApplicationId,
                      kTablesVersion));
  for (const Table& table : Tables()) db_.Run(CreateTable(table));
  Prepare();
  return db_.ok();
}

bool Store::Change(const std::string& path, const std::string& old) {
  changes_ = true;
  db_.Open(path, Database::kChange);
  db_.Attach(old, "old");
  db_.Run("CREATE TEMP TABLE changed (id TEXT PRIMARY KEY) WITHOUT ROWID; BEGIN");
  Prepare();
  return db_.ok();
}

void Store::Prepare() {
  for (const Table& table : Tables()) {
    std::string places;
    for (size_t i = 0; i < FieldsOf(table).size(); ++i) places += i == 0 ? "?" : ", ?";
    inserts_.push_back(std::make_unique<Statement>(
        &db_, fmt::format("INSERT INTO {} VALUES ({})", table.name, places)));
    if (table.list == nullptr) continue;
    deletes_.push_back(std::make_unique<Statement>(
        &db_, fmt::format("DELETE FROM main.{} WHERE {} = ?", table.name,
                          *table.list == '\0' ? "id" : "article")));
  }
  if (changes_) {
    deletes_.push_back(
        std::make_unique<Statement>(&db_, "INSERT OR IGNORE INTO temp.changed VALUES (?)"));
  }
}

bool Store::Add(std::string_view record) {
  tally_ = {};
  const bool read = rows_.Make(record, [&](size_t table, std::span<const Value> row) {
    tally_.Add(table, row);
    Statement& insert = *inserts_[table];
    insert.Reset();
    for (size_t i = 0; i < row.size(); ++i) {
      const Value& value = row[i];
      const int parameter = static_cast<int>(i) + 1;
      switch (value.kind) {
        case Value::kNull:
          insert.BindNull(parameter);
          break;
        case Value::kText:
          insert.Bind(parameter, value.text);
          break;
        case Value::kInteger:
          insert.Bind(parameter, value.integer);
          break;
        case Value::kNumber:
          insert.Bind(parameter, value.number);
          break;
      }
    }
    insert.Do();
    if (changes_ && table == 0) deletes_.back()->Do(row[1].text);
  });
  return read && db_.ok();
}

void Store::Remove(std::string_view id) {
  for (const auto& statement : deletes_) statement->Do(id);
}

void Store::Index() {
  if (changes_) {
    UpdateFullText(&db_, "old", "temp.changed");
    return;
  }
  for (const char* index : Indexes()) db_.Run(index);
  CreateFullText(&db_);
  for (const char* view : Views()) db_.Run(view);
}

bool Store::Finish() {
  if (!changes_) {
    for (const char* index : LinkIndexes()) db_.Run(index);
  }
  inserts_.clear();
  deletes_.clear();
  db_.Run("COMMIT");
  return db_.Close();
}

}  // namespace presscut::dataset
