#include "extract/link/appearance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "extract/pipeline/extractor.h"
#include "tests/link/link_testing.h"

namespace presscut::link {
namespace {

std::vector<Appearance> Describe(const std::string& text) {
  pipeline::Extractor extractor(Rules(), {});
  source::Article article;
  article.id = "a1";
  article.bytes = text;
  std::string record;
  EXPECT_TRUE(extractor.Extract(article, &record));
  std::vector<Appearance> out;
  const Describer describe(Known());
  describe(article.id, extractor.text(), extractor.facts(), &out);
  return out;
}

const Appearance& Named(const std::vector<Appearance>& all, const std::string& name) {
  for (const Appearance& a : all) {
    if (a.name == name) return a;
  }
  ADD_FAILURE() << "nobody is called " << name;
  return all[0];
}

TEST(Appearances, SayWhatLinkingNeeds) {
  const std::vector<Appearance> all = Describe(
      "Published: 18 March 2014\n\nBurglar jailed\n\n"
      "Mark Taylor, 44, of Rotherham, was jailed for six years. Judge Miriam Lockhart praised "
      "South Yorkshire Police.\n\n"
      "India's Ministry of Defence and the Philippine Red Cross had nothing to do with it, said "
      "Moira Castellane, the general\nsecretary of the Society of Radiographers (SoR).\n");
  const Appearance& taylor = Named(all, "Mark Taylor");
  EXPECT_EQ(taylor.article, "a1");
  EXPECT_EQ(taylor.date, "2014-03-18");
  EXPECT_EQ(taylor.given, "Mark");
  EXPECT_EQ(taylor.family, "Taylor");
  EXPECT_EQ(taylor.born, 1970);
  EXPECT_EQ(taylor.entity, 0u);
  EXPECT_NE(std::find(taylor.people.begin(), taylor.people.end(), "Moira Castellane"),
            taylor.people.end());
  EXPECT_EQ(std::find(taylor.people.begin(), taylor.people.end(), "Mark Taylor"),
            taylor.people.end());

  EXPECT_EQ(Named(all, "Miriam Lockhart").title, "Judge");

  const Appearance& moira = Named(all, "Moira Castellane");
  ASSERT_EQ(moira.roles.size(), 1u);
  EXPECT_EQ(moira.roles[0].text, "general secretary of the Society of Radiographers");
  EXPECT_EQ(moira.roles[0].organisation, "Society of Radiographers");
  EXPECT_EQ(Named(all, "Society of Radiographers").acronym, "SoR");

  const Appearance& ministry = Named(all, "Ministry of Defence");
  EXPECT_EQ(ministry.sort, Sort::kOrganisation);
  ASSERT_EQ(ministry.own_countries, 1u);
  EXPECT_EQ(ministry.countries[0], "IN");
  const Appearance& cross = Named(all, "Philippine Red Cross");
  ASSERT_EQ(cross.own_countries, 1u);
  EXPECT_EQ(cross.countries[0], "PH");
  EXPECT_EQ(taylor.own_countries, 0u);
  EXPECT_FALSE(taylor.countries.empty());
}

TEST(Appearances, PlacesInsidePeoplesNamesSayNothing) {
  const std::vector<Appearance> all =
      Describe("Chad Dunmore met Jordan Pike. Chad Dunmore left. Jordan Pike stayed.\n");
  for (const Appearance& a : all) EXPECT_TRUE(a.countries.empty()) << a.countries[0];
}

TEST(Appearances, PackAndUnpack) {
  Appearance a = Person("x/1", "2014", "Dr", "Alan", "Prewitt");
  a.entity = 7;
  a.suffix = "Jr.";
  a.gender = 'm';
  a.born = 1950;
  a.names = {"Alan Prewitt", "", "Dr\nPrewitt"};
  a.roles = {{"chairman", ""}, {"", "BMA"}};
  a.people = {"Ottavio Brandi"};
  a.countries = {"GB", "FR"};
  a.own_countries = 1;
  EXPECT_EQ(Unpack(Pack(a)), a);
  Appearance b = Body("x/2", "", "Crédit Valois", "finance");
  b.aliases = {"CV"};
  b.parent = "Valois Group";
  b.organisations = {"BMA", "NHS"};
  EXPECT_EQ(Unpack(Pack(b)), b);
  EXPECT_EQ(Unpack(Pack(Appearance())), Appearance());
}

TEST(Appearances, SeparatorsInANameAreLeftOut) {
  Appearance a = Person("x", "", "",
                        "A\x1f"
                        "lan",
                        "Pre\x1ewitt");
  a.people = {"Otta\x1fvio\x1e"};
  const std::optional<Appearance> b = Unpack(Pack(a));
  ASSERT_TRUE(b);
  EXPECT_EQ(b->given, "Alan");
  EXPECT_EQ(b->people, std::vector<std::string>{"Ottavio"});
}

TEST(Appearances, WhatPackDidNotMakeIsNothing) {
  const std::string whole = Pack(Person("x", "2014-01-01", "Dr", "Alan", "Prewitt"));
  for (size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(Unpack(whole.substr(0, length))) << length;
  }
  EXPECT_FALSE(Unpack(whole + "more"));
  EXPECT_FALSE(Unpack("nonsense"));
  std::string other = whole;
  other[other.find("\x1fp\x1f") + 1] = 'q';
  EXPECT_FALSE(Unpack(other));
}

}  // namespace
}  // namespace presscut::link
