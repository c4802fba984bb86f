// What is promised of ids, blocks and explanations (extract/link/link.h).

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "extract/pipeline/extractor.h"
#include "extract/source/source.h"
#include "tests/link/link_testing.h"

namespace presscut::link {
namespace {

const std::vector<Appearance>& Corpus() {
  static const std::vector<Appearance> all = [] {
    std::vector<Appearance> out;
    pipeline::Extractor extractor(Rules(), {});
    const Describer describe(Known());
    source::Input input;
    input.paths = {PRESSCUT_SOURCE_DIR "/corpus/linking"};
    source::Source source(input);
    source::Article article;
    std::string record;
    while (source.Next(&article)) {
      if (!article.path.ends_with(".txt")) continue;
      EXPECT_TRUE(extractor.Extract(article, &record)) << article.id;
      describe(article.id, extractor.text(), extractor.facts(), &out);
    }
    return out;
  }();
  return all;
}

using Where = std::pair<std::string, std::string>;  // article, sort and number
std::map<Where, Found> ByWhere(const std::vector<Appearance>& all) {
  const std::vector<Found> found = LinkAll(all);
  std::map<Where, Found> out;
  for (size_t i = 0; i < all.size(); ++i) {
    const Where where{all[i].article,
                      static_cast<char>(all[i].sort) + std::to_string(all[i].entity)};
    EXPECT_TRUE(out.emplace(where, found[i]).second);
  }
  return out;
}

TEST(LinkIds, AreAFunctionOfTheSet) {
  std::vector<Appearance> all = Corpus();
  ASSERT_GT(all.size(), 400u);
  const std::map<Where, Found> expected = ByWhere(all);
  std::mt19937 random(1);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(all.begin(), all.end(), random);
    for (const auto& [where, found] : ByWhere(all)) {
      const Found& other = expected.at(where);
      EXPECT_EQ(found.id, other.id) << where.first << ' ' << other.name;
      EXPECT_EQ(found.why, other.why) << where.first << ' ' << other.name;
      EXPECT_EQ(found.confidence, other.confidence);
    }
  }
}

TEST(LinkIds, HaveAFormAndAreOneEntityEach) {
  Linker linker(Known());
  Blocks blocks(&linker);
  for (const Appearance& a : Corpus()) blocks.See(CardOf(a));
  std::map<std::string, std::vector<Appearance>> by_key;
  for (const Appearance& a : Corpus()) by_key[blocks.Key(CardOf(a))].push_back(a);
  std::set<std::string> seen;
  size_t appearances = 0;
  for (const auto& [key, block] : by_key) {
    EXPECT_FALSE(key.empty());
    const Linked linked = linker.LinkBlock(block);
    ASSERT_EQ(linked.links.size(), block.size());
    for (size_t i = 0; i < block.size(); ++i) {
      EXPECT_EQ(linked.entities[linked.links[i].entity].sort, block[i].sort);
    }
    for (const Entity& entity : linked.entities) {
      EXPECT_EQ(entity.id.size(), 13u) << entity.id;
      EXPECT_EQ(entity.id.find_first_of("po"), 0u) << entity.id;
      EXPECT_EQ(entity.id.find_first_not_of("0123456789abcdef", 1), std::string::npos) << entity.id;
      EXPECT_TRUE(seen.insert(entity.id).second) << entity.id << " in two blocks";
      EXPECT_GT(entity.appearances, 0u);
      appearances += entity.appearances;
    }
  }
  EXPECT_EQ(appearances, Corpus().size());
}

TEST(LinkIds, EveryMergeIsExplained) {
  std::map<std::string, int> openers, members;
  for (const auto& [where, found] : ByWhere(Corpus())) {
    ++members[found.id];
    openers[found.id] += found.why.empty() ? 1 : 0;
    EXPECT_GT(found.confidence, 0.5);
    EXPECT_LE(found.confidence, 1);
    EXPECT_EQ(found.confidence == 1, found.why.empty()) << found.why;
  }
  for (const auto& [id, count] : openers) {
    EXPECT_EQ(count, 1) << id << ": who all others are merged with has no reason, and nobody else";
  }
}

// Most entities of the later half of the corpus are new; those of the earlier half keep their ids.
TEST(LinkIds, StayWhenLaterArticlesAreAdded) {
  std::vector<Appearance> earlier, all = Corpus();
  for (const Appearance& a : all) {
    if (!a.date.empty() && a.date < "2009") earlier.push_back(a);
  }
  ASSERT_GT(earlier.size(), 100u);
  const std::map<Where, Found> before = ByWhere(earlier), after = ByWhere(all);
  for (const auto& [where, found] : before) {
    EXPECT_EQ(found.id, after.at(where).id) << where.first << ' ' << found.name;
  }
}

TEST(LinkIds, AreMadeOfTheNameAlone) {
  const Appearance early = Person("a1", "2001-01-01", "", "Bill", "Hathersage");
  const Appearance late = Person("other/b7", "2020-01-01", "", "William", "Hathersage");
  EXPECT_EQ(LinkAll({early})[0].id, LinkAll({late})[0].id);
  EXPECT_EQ(LinkAll({Body("a", "", "Halden Foods plc", "company")})[0].id,
            LinkAll({Body("b", "", "The Halden Foods", "other")})[0].id);
  EXPECT_EQ(LinkAll({Body("a", "", "BMA", "union")})[0].id,
            LinkAll({Body("b", "", "British Medical Association", "union")})[0].id);
}

TEST(LinkIds, OfNamesakesTheEarliestHasTheNames) {
  const Appearance first = Person("b", "2001-02-03", "", "John", "Smith");
  const Appearance second = Person("a", "2005-02-03", "", "John", "Smith");
  const std::string alone = LinkAll({first})[0].id;
  const std::vector<Found> both = LinkAll({second, first});
  EXPECT_EQ(both[1].id, alone);
  EXPECT_NE(both[0].id, alone);
  // The second one's is of the article it is in, whoever comes later.
  const Appearance third = Person("c", "2009-02-03", "", "John", "Smith");
  EXPECT_EQ(LinkAll({third, second, first})[1].id, both[0].id);
}

TEST(LinkIds, ASurnameAloneIsNobodysName) {
  const std::vector<Found> found = LinkAll(
      {Person("a", "2001-02-03", "", "", "Prewitt"), Person("b", "2001-02-03", "", "", "Prewitt")});
  EXPECT_NE(found[0].id, found[1].id);
  EXPECT_NE(found[0].id, LinkAll({Person("c", "2001-02-03", "", "Alan", "Prewitt")})[0].id);
}

TEST(LinkIds, NoBlockHasNobody) {
  Linker linker(Known());
  const Linked linked = linker.LinkBlock({});
  EXPECT_TRUE(linked.links.empty());
  EXPECT_TRUE(linked.entities.empty());
}

TEST(LinkIds, NamesOfNothingDoNoHarm) {
  const std::vector<Found> found =
      LinkAll({Person("a", "", "", "", ""), Person("b", "", "", "", "..."), Body("a", "", "", ""),
               Body("b", "", "-", "company"), Person("c", "2001", "", "J.", "-"),
               Body("c", "", "Ltd", "company")});
  for (const Found& f : found) EXPECT_EQ(f.id.size(), 13u);
}

TEST(LinkExplanations, SayWhatIsSharedInWords) {
  Appearance a = Person("a", "2015-03-04", "", "Susan", "Harkness");
  a.roles.push_back({"Health Secretary", ""});
  a.people = {"Alan Prewitt"};
  Appearance b = Person("b", "2015-06-10", "", "Sue", "Harkness");
  b.roles.push_back({"Health Secretary", ""});
  b.people = {"Alan Prewitt"};
  EXPECT_EQ(LinkAll({a, b})[1].why,
            "\"Susan\" and \"Sue\" are forms of one name; both \"Health Secretary\", both with "
            "Alan Prewitt");
  Appearance c = Person("c", "2020-02-12", "Lord", "", "Prewitt");
  c.roles.push_back(
      {"former chairman of the British Medical Association", "British Medical Association"});
  Appearance d = Person("d", "2015-03-04", "Dr", "Alan", "Prewitt");
  d.roles.push_back({"BMA council chairman", "BMA"});
  EXPECT_EQ(LinkAll({c, d})[0].why,
            "same family name; \"BMA council chairman\" and \"former chairman of the British "
            "Medical Association\"");
  const Appearance e = Body("e", "2015-03-04", "Larkspur & Sons Ltd", "company");
  const Appearance f = Body("f", "2015-03-05", "Larkspur and Sons", "company");
  EXPECT_EQ(LinkAll({e, f})[1].why,
            "\"Larkspur & Sons Ltd\" and \"Larkspur and Sons\" are one name");
}

TEST(LinkEntities, HaveTheFullestNameAndAllTheOthers) {
  Linker linker(Known());
  Blocks blocks(&linker);
  Appearance a = Body("a", "2015-06-10", "British Medical Association", "union");
  a.acronym = "BMA";
  const std::vector<Appearance> block = {Body("b", "2015-03-04", "BMA", "other"), a};
  for (const Appearance& one : block) blocks.See(CardOf(one));
  EXPECT_EQ(blocks.Key(CardOf(block[0])), blocks.Key(CardOf(block[1])));
  const Linked linked = linker.LinkBlock(block);
  ASSERT_EQ(linked.entities.size(), 1u);
  const Entity& bma = linked.entities[0];
  EXPECT_EQ(bma.name, "British Medical Association");
  EXPECT_EQ(bma.acronym, "BMA");
  EXPECT_EQ(bma.aliases, std::vector<std::string>{"BMA"});
  EXPECT_EQ(bma.kind, "union");
  EXPECT_EQ(bma.first_date, "2015-03-04");
  EXPECT_EQ(bma.last_date, "2015-06-10");
  EXPECT_EQ(bma.appearances, 2u);
}

TEST(LinkEvidence, WhoIsNamedEverywhereSaysLittle) {
  const auto smiths = [](int named) {
    std::vector<Appearance> all;
    for (int i = 0; i < named; ++i) {
      all.push_back(Person("a" + std::to_string(i), "2001-02-03", "", "Ottavio", "Brandi"));
    }
    for (const int i : {0, 1}) {
      all.push_back(Person("a" + std::to_string(i), "2001-02-03", "", "John", "Smith"));
      all.back().entity = 1;
      all.back().people = {"Ottavio Brandi"};
    }
    const std::vector<Found> found = LinkAll(all);
    return found[all.size() - 2].id == found[all.size() - 1].id;
  };
  EXPECT_TRUE(smiths(2));
  EXPECT_FALSE(smiths(300));
}

// Namesakes without end: linear, not quadratic.
TEST(LinkCost, TwentyThousandNamesakes) {
  std::vector<Appearance> all;
  for (int i = 0; i < 20000; ++i) {
    Appearance a = Person("a" + std::to_string(i), "2001-02-03", "", "John", "Smith");
    a.people = {"Friend " + std::to_string(i % 4000)};
    all.push_back(std::move(a));
  }
  const std::vector<Found> found = LinkAll(all);
  EXPECT_NE(found[0].id, found[1].id);
}

}  // namespace
}  // namespace presscut::link
