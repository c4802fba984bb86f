// The map alone, and the passes that change norm under it.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/text/rewrite.h"
#include "extract/text/text.h"

namespace presscut::text {
namespace {

TEST(OffsetMapTest, IdentityWithoutEdits) {
  const OffsetMap map;
  EXPECT_TRUE(map.identity());
  EXPECT_EQ(map.ToRaw({3, 9}), (Span{3, 9}));
}

// raw   a « b c d     two bytes for «; "cd" is gone before "e"; a space is put in before "f"
TEST(OffsetMapTest, EveryKindOfEdit) {
  OffsetMap map;
  map.Add(1, 2, 1, 3);  // raw "a<<b": [1,3) is norm [1,2)
  map.Add(3, 3, 4, 6);  // raw [4,6) is gone
  map.Add(4, 5, 7, 7);  // norm [4,5) was put in
  EXPECT_FALSE(map.identity());
  EXPECT_EQ(map.ToRaw({0, 1}), (Span{0, 1}));
  EXPECT_EQ(map.ToRaw({1, 2}), (Span{1, 3}));
  EXPECT_EQ(map.ToRaw({2, 3}), (Span{3, 4})) << "ends before what is gone";
  EXPECT_EQ(map.ToRaw({3, 4}), (Span{6, 7})) << "begins behind what is gone";
  EXPECT_EQ(map.ToRaw({2, 4}), (Span{3, 7})) << "what is gone within is within";
  EXPECT_EQ(map.ToRaw({4, 5}), (Span{7, 7}));
  EXPECT_EQ(map.ToRaw({5, 6}), (Span{7, 8}));
  EXPECT_EQ(map.ToRaw({0, 9}), (Span{0, 11}));
  EXPECT_EQ(map.ToRaw({3, 3}), (Span{6, 6})) << "empty, and never turned round";
}

TEST(OffsetMapTest, ASpanThatBeginsOrEndsInsideAnEditTakesItWhole) {
  OffsetMap map;
  map.Add(2, 5, 2, 4);
  EXPECT_EQ(map.ToRaw({3, 4}), (Span{2, 4}));
  EXPECT_EQ(map.ToRaw({0, 3}), (Span{0, 4}));
  EXPECT_EQ(map.ToRaw({4, 6}), (Span{2, 5}));
}

TEST(OffsetMapTest, DeletionsSideBySideAreOne) {
  OffsetMap map;
  map.Add(1, 1, 1, 3);
  map.Add(1, 1, 3, 6);
  ASSERT_EQ(map.edits().size(), 1u);
  EXPECT_EQ(map.ToRaw({0, 2}), (Span{0, 7}));
  EXPECT_EQ(map.ToRaw({1, 2}), (Span{6, 7}));
}

TEST(RewriteTest, ChangesMoveTheEditsBehindThem) {
  OffsetMap map;
  map.Add(0, 1, 0, 3);     // “
  map.Add(5, 5, 7, 9);     // soft hyphen
  map.Add(8, 11, 12, 15);  // …
  const std::string norm = "\"abcdefg...hi";
  std::string changed;
  OffsetMap moved;
  Rewrite(norm, map, {{3, 3, " "}, {5, 6, "EE"}, {11, 11, " "}}, &changed, &moved);
  EXPECT_EQ(changed, "\"ab cdEEfg... hi");
  EXPECT_EQ(moved.ToRaw({0, 1}), (Span{0, 3}));
  EXPECT_EQ(moved.ToRaw({3, 4}), (Span{5, 5}));
  EXPECT_EQ(moved.ToRaw({4, 6}), (Span{5, 7}));
  EXPECT_EQ(moved.ToRaw({6, 7}), (Span{9, 10}));
  EXPECT_EQ(moved.ToRaw({6, 8}), (Span{9, 10}));
  EXPECT_EQ(moved.ToRaw({10, 11}), (Span{12, 15}));
  EXPECT_EQ(moved.ToRaw({13, 14}), (Span{15, 15}));
  EXPECT_EQ(moved.ToRaw({14, 16}), (Span{15, 17}));
}

TEST(RewriteTest, AChangeInsideAnEditTakesItWhole) {
  OffsetMap map;
  map.Add(1, 4, 1, 4);  // "..." from an ellipsis
  std::string changed;
  OffsetMap moved;
  Rewrite("a...b", map, {{3, 5, "X"}}, &changed, &moved);
  EXPECT_EQ(changed, "a..X");
  EXPECT_EQ(moved.ToRaw({1, 2}), (Span{1, 5}));
  EXPECT_EQ(moved.ToRaw({3, 4}), (Span{1, 5}));
}

}  // namespace
}  // namespace presscut::text
