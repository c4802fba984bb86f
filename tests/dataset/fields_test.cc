#include "extract/dataset/fields.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "extract/dataset/rows.h"
#include "extract/record/schema.h"

namespace presscut::dataset {
namespace {

TEST(FieldsTest, EveryFieldIsExplainedOnce) {
  for (const Table& table : Tables()) {
    std::set<std::string_view> names;
    for (const Field& field : FieldsOf(table)) {
      EXPECT_TRUE(names.insert(field.name).second) << table.name << '.' << field.name;
      EXPECT_FALSE(Says(field).empty()) << table.name << '.' << field.name;
    }
    EXPECT_FALSE(names.empty()) << table.name;
  }
}

TEST(FieldsTest, EveryKeyOfAFactIsAField) {
  // What a record says of a fact and no table does would be lost to analysts.
  for (const Table& table : Tables()) {
    if (table.list == nullptr || *table.list == '\0') continue;
    std::set<std::string> keys;
    for (const Field& field : FieldsOf(table)) {
      if (field.source != From::kItem) continue;
      const std::string from = field.from;
      keys.insert(from.substr(0, from.find('.')));
    }
    for (const record::Field& key : record::Fields()) {
      const std::string name = key.key;
      // These are tables of their own; ids are the rows' numbers.
      if (std::string_view(key.object) != table.object || name == "id" || name == "mentions" ||
          name == "roles") {
        continue;
      }
      EXPECT_TRUE(keys.contains(name)) << table.name << " has no " << name;
    }
  }
}

TEST(FieldsTest, TableIsCreatedByItsFields) {
  EXPECT_EQ(CreateTable(TableOf("warnings")),
            "CREATE TABLE warnings (\n"
            "  article TEXT NOT NULL REFERENCES articles (id),\n"
            "  n INTEGER NOT NULL,\n"
            "  code TEXT NOT NULL,\n"
            "  start_at INTEGER NOT NULL,\n"
            "  end_at INTEGER NOT NULL,\n"
            "  message TEXT NOT NULL,\n"
            "  PRIMARY KEY (article, n)\n"
            ") WITHOUT ROWID");
}

TEST(RowsTest, KeysAreNeverBelowNoughtAndDiffer) {
  std::set<int64_t> keys;
  for (uint64_t n = 0; n < 100; ++n) keys.insert(KeyOf("a", n));
  for (const char* id : {"", "b", "a/b", "b/a"}) keys.insert(KeyOf(id));
  EXPECT_EQ(keys.size(), 104u);
  EXPECT_GE(*keys.begin(), 0);
  // Ids of one pattern are what there is most of.
  keys.clear();
  for (int id = 0; id < 20'000; ++id) {
    std::string digits = std::to_string(id);
    digits.insert(0, 6 - digits.size(), '0');
    for (uint64_t n = 0; n < 10; ++n) keys.insert(KeyOf("a" + digits, n));
  }
  EXPECT_EQ(keys.size(), 200'000u);
}

TEST(RowsTest, WhatIsNoRecordHasNoRows) {
  RowMaker rows;
  const auto none = [](size_t, std::span<const Value>) { FAIL(); };
  EXPECT_FALSE(rows.Make("", none));
  EXPECT_FALSE(rows.Make("[]", none));
  EXPECT_FALSE(rows.Make("{\"id\": 3}", none));
}

}  // namespace
}  // namespace presscut::dataset
