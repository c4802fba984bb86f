#include "extract/dataset/tally.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/dataset/fields.h"

namespace presscut::dataset {
namespace {

constexpr const char* kRecord =
    R"({"schema":"presscut/1","id":"a","path":"a.txt","bytes":9,"xxh3":"0",)"
    R"("offset_unit":"codepoint",)"
    R"("dates":[{"text":"May","start":0,"end":3,"type":"date","rule":"r"}],)"
    R"("organisations":[{"id":"o1","name":"BMA","mentions":[{"text":"BMA","start":0,"end":3}]},)"
    R"({"id":"o2","name":"Acas","mentions":[{"text":"Acas","start":4,"end":8}]}],)"
    R"("people":[{"id":"p1","name":"Ann Lee","mentions":[{"text":"Ann Lee","start":0,"end":7},)"
    R"({"text":"Lee","start":9,"end":12}],"roles":[]}],"figures":[],)"
    R"("quotes":[{"text":"no","start":0,"end":2,"person":"p1"}],"warnings":[],"text":"x"})"
    "\n";

TEST(TallyTest, CountsTheRowsOfAnArticle) {
  RowMaker rows;
  Tally tally;
  size_t quotes = 0;
  ASSERT_TRUE(rows.Make(kRecord, [&](size_t table, std::span<const Value> row) {
    tally.Add(table, row);
    quotes += std::string_view(Tables()[table].name) == "quotes";
  }));
  const Tally same = Tally::Unpack(tally.Pack());
  EXPECT_EQ(same.facts, (std::array<uint32_t, kMarkKinds>{1, 2, 1, 0, 1}));
  ASSERT_EQ(same.organisations.size(), 2u);
  EXPECT_EQ(same.organisations[1].mentions, 1u);
  ASSERT_EQ(same.people.size(), 1u);
  EXPECT_EQ(same.people[0].mentions, 2u);
  EXPECT_EQ(quotes, 1u);
}

TEST(TallyTest, WhatIsDamagedIsEmpty) {
  Tally tally;
  tally.people.resize(3);
  const std::string packed = tally.Pack();
  for (size_t size = 0; size < packed.size(); ++size) {
    EXPECT_TRUE(Tally::Unpack(packed.substr(0, size)).people.empty());
  }
  EXPECT_EQ(Tally::Unpack(packed).people.size(), 3u);
}

}  // namespace
}  // namespace presscut::dataset
