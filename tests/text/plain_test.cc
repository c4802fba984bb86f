#include "extract/text/plain.h"

#include <gtest/gtest.h>

namespace presscut::text {
namespace {

TEST(Plain, LeavesWhatNamesAreComparedBy) {
  EXPECT_EQ(Plain("Crédit  Valois S.A."), "credit valois sa");
  EXPECT_EQ(Plain("Marks & Spencer"), "marks and spencer");
  EXPECT_EQ(Plain("Marks&Spencer"), "marks and spencer");
  EXPECT_EQ(Plain("Farmers' Union"), "farmers union");
  EXPECT_EQ(Plain("O’Neill"), "oneill");
  EXPECT_EQ(Plain("Tamayo-Cruz"), "tamayo cruz");
  EXPECT_EQ(Plain("U.S. Geological Survey"), "us geological survey");
  EXPECT_EQ(Plain("(Galil)\tProbe,\nLtd"), "galil probe ltd");
  EXPECT_EQ(Plain("23andMe"), "23andme");
}

TEST(Plain, TakesMarksOffLatinLetters) {
  EXPECT_EQ(Plain("Željko Škoda Ångström"), "zeljko skoda angstrom");
  EXPECT_EQ(Plain("Søren Łukasz Đorđe"), "soren lukasz dorde");
  EXPECT_EQ(Plain("Weiß Æsop Œuvre Þór"), "weiss aesop oeuvre thor");
  EXPECT_EQ(Plain("Zu\u0308rich"), "zurich");  // a letter and a mark
}

TEST(Plain, KeepsOtherScripts) {
  EXPECT_EQ(Plain("Дмитрий Ершов"), "дмитрии ершов");
  EXPECT_EQ(Plain("習近平"), "習近平");
}

TEST(Plain, OfNothingIsNothing) {
  EXPECT_EQ(Plain(""), "");
  EXPECT_EQ(Plain(" - . ' "), "");
}

}  // namespace
}  // namespace presscut::text
