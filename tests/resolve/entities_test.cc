// People and organisations as entities: surnames, acronyms, bodies of bodies, roles and whom they
// belong to.

#include "extract/resolve/entities.h"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace presscut::resolve {
namespace {

const match::RuleSet& Rules() {
  static const std::unique_ptr<const match::RuleSet> rules = [] {
    std::vector<Error> errors;
    return match::RuleSet::Load(match::BuiltInFiles(), &errors);
  }();
  return *rules;
}

class EntityBuilderTest : public testing::Test {
 protected:
  EntityBuilderTest() : segmenter_(Rules().lexicon()), finder_(Rules()) {}

  void Read(const std::string& article_text) {
    article_.bytes = article_text;
    ASSERT_FALSE(normaliser_.Normalise(article_, &text_).has_value());
    segmenter_.Segment(text_, &segments_);
    finder_.Find(text_, segments_, {}, false, &names_);
    builder_.Build(text_, segments_, names_, &people_, &organisations_);
  }
  std::string Text(const Mention& m) const { return std::string(text_.Norm(m.span)); }
  std::vector<std::string> Mentions(const person::Person& p) const {
    std::vector<std::string> out;
    for (const Mention& m : p.mentions) out.push_back(Text(m));
    return out;
  }
  std::vector<std::string> RolesOf(const person::Person& p) const {
    std::vector<std::string> out;
    for (const person::PersonRole& r : p.roles) out.push_back(Text(r.mention));
    return out;
  }

  source::Article article_;  // text_ views its bytes
  text::Normaliser normaliser_;
  text::Text text_;
  segment::Segmenter segmenter_;
  segment::Segments segments_;
  names::NameFinder finder_;
  names::Names names_;
  EntityBuilder builder_;
  std::vector<person::Person> people_;
  std::vector<organisation::Organisation> organisations_;
};

using Strings = std::vector<std::string>;

// tests/specs/roles.txt
TEST_F(EntityBuilderTest, RoleSpecsHold) {
  std::ifstream in(std::string(PRESSCUT_SOURCE_DIR) + "/tests/specs/roles.txt");
  std::string line;
  int lines = 0;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const bool gap = line.starts_with("? ");
    const size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << number;
    Read(line.substr(gap ? 2 : 0, tab - (gap ? 2 : 0)));
    std::string found;
    for (const person::Person& p : people_) {
      if (!found.empty()) found += ';';
      found += p.name + '=';
      const std::vector<std::string> roles = RolesOf(p);
      for (size_t r = 0; r < roles.size(); ++r) found += (r == 0 ? "" : "/") + roles[r];
    }
    if (gap) {
      EXPECT_NE(found, line.substr(tab + 1)) << "line " << number << " holds now: " << line;
    } else {
      EXPECT_EQ(found, line.substr(tab + 1)) << "line " << number << ": " << line;
    }
    ++lines;
  }
  EXPECT_GT(lines, 50);
}

TEST_F(EntityBuilderTest, SurnameBelongsToTheFullName) {
  Read("Dr Mark Porter spoke on Monday. Porter said he was tired. Dr Porter then left.");
  ASSERT_EQ(people_.size(), 1u);
  EXPECT_EQ(people_[0].name, "Mark Porter");
  EXPECT_EQ(people_[0].title, "Dr");
  EXPECT_EQ(people_[0].given, "Mark");
  EXPECT_EQ(people_[0].family, "Porter");
  EXPECT_EQ(people_[0].gender, person::Gender::kMale);
  EXPECT_EQ(Mentions(people_[0]), (Strings{"Mark Porter", "Porter", "Porter"}));
}

TEST_F(EntityBuilderTest, TwoOfOneSurnameAreToldApartByTitle) {
  Read(
      "Peter Harlow and Anna Harlow were in court. Mr Harlow said nothing. Mrs Harlow wept. She "
      "said it was over.");
  ASSERT_EQ(people_.size(), 2u);
  EXPECT_EQ(Mentions(people_[0]), (Strings{"Peter Harlow", "Harlow"}));
  EXPECT_EQ(Mentions(people_[1]), (Strings{"Anna Harlow", "Harlow"}));
}

TEST_F(EntityBuilderTest, SuffixAndParticle) {
  Read("Martin Luther King Jr. met Ursula von der Leyen in Paris.");
  ASSERT_EQ(people_.size(), 2u);
  EXPECT_EQ(people_[0].family, "King");
  EXPECT_EQ(people_[0].suffix, "Jr.");
  EXPECT_EQ(people_[1].given, "Ursula");
  EXPECT_EQ(people_[1].family, "von der Leyen");
}

TEST_F(EntityBuilderTest, ANameBrokenOverALineEndIsWrittenOnOneLine) {
  Read(
      "About 4,000 nurses will walk out on Tuesday, said the Royal College of\n"
      "Nursing (RCN). The Royal College of Nursing told Dr Anna\n"
      "Okafor so.");
  ASSERT_EQ(organisations_.size(), 1u);
  EXPECT_EQ(organisations_[0].name, "Royal College of Nursing");
  EXPECT_EQ(organisations_[0].aliases, Strings{"RCN"});
  EXPECT_EQ(Text(organisations_[0].mentions[0]), "Royal College of\nNursing");
}

TEST_F(EntityBuilderTest, AcronymInBracketsIsTheSameBody) {
  Read("The British Medical Association (BMA) called a strike. The BMA was angry.");
  ASSERT_EQ(organisations_.size(), 1u);
  EXPECT_EQ(organisations_[0].name, "British Medical Association");
  EXPECT_EQ(organisations_[0].acronym, "BMA");
  EXPECT_EQ(organisations_[0].kind, "union");
  EXPECT_EQ(organisations_[0].mentions.size(), 3u);
}

TEST_F(EntityBuilderTest, AcronymWithSmallWordsAndInFront) {
  Read("Acas, the Advisory, Conciliation and Arbitration Service, met both sides.");
  ASSERT_EQ(organisations_.size(), 1u);
  EXPECT_EQ(organisations_[0].name, "Advisory, Conciliation and Arbitration Service");
  EXPECT_EQ(organisations_[0].acronym, "Acas");
}

TEST_F(EntityBuilderTest, KnownOnlyByItsAcronym) {
  Read("A spokesman for the BBC said so.");
  ASSERT_EQ(organisations_.size(), 1u);
  EXPECT_EQ(organisations_[0].name, "BBC");
  EXPECT_EQ(organisations_[0].kind, "media");
  EXPECT_EQ(organisations_[0].acronym, "");
}

TEST_F(EntityBuilderTest, CommitteeOfABodyHasItAsParent) {
  Read("The BMA was angry. Anna Smith, the chair of the BMA's junior doctors' committee, said so.");
  ASSERT_EQ(organisations_.size(), 2u);
  EXPECT_EQ(organisations_[1].name, "BMA's junior doctors' committee");
  EXPECT_EQ(organisations_[1].parent, 0u);
  ASSERT_EQ(people_.size(), 1u);
  ASSERT_EQ(people_[0].roles.size(), 1u);
  EXPECT_EQ(RolesOf(people_[0]), (Strings{"chair of the BMA's junior doctors' committee"}));
  EXPECT_EQ(people_[0].roles[0].organisation, 1u);
}

TEST_F(EntityBuilderTest, ShortFormsJoinTheLongerName) {
  Read(
      "Nippon Steel cut jobs. Shares in Nippon Steel fell. The U.S. Senate voted, and the Senate "
      "rose.");
  ASSERT_EQ(organisations_.size(), 2u);
  EXPECT_EQ(organisations_[0].mentions.size(), 2u);
  EXPECT_EQ(organisations_[1].mentions.size(), 2u);
}

TEST_F(EntityBuilderTest, RolesBeforeTheName) {
  Read("BMA council chairman Dr Mark Porter met the Health Secretary Jeremy Hunt.");
  ASSERT_EQ(people_.size(), 2u);
  EXPECT_EQ(RolesOf(people_[0]), (Strings{"BMA council chairman"}));
  EXPECT_EQ(people_[0].roles[0].organisation, 0u);
  EXPECT_EQ(RolesOf(people_[1]), (Strings{"Health Secretary"}));
}

TEST_F(EntityBuilderTest, RolesStopAtDeterminersAndVerbs) {
  Read(
      "The Government's new head negotiator Sir David Dalton wrote to reporters. Police told "
      "chairman Brian Marsh.");
  ASSERT_EQ(people_.size(), 2u);
  EXPECT_EQ(RolesOf(people_[0]), (Strings{"Government's new head negotiator"}));
  EXPECT_EQ(RolesOf(people_[1]), (Strings{"chairman"}));
}

TEST_F(EntityBuilderTest, RoleBehindTheNameGoesToItsEnd) {
  Read(
      "\"It is fair,\" said Kevin Griffis, assistant secretary for public affairs at the "
      "Department of Health. He left.");
  ASSERT_EQ(people_.size(), 1u);
  EXPECT_EQ(RolesOf(people_[0]),
            (Strings{"assistant secretary for public affairs at the Department of Health"}));
  ASSERT_EQ(organisations_.size(), 1u);
  EXPECT_EQ(people_[0].roles[0].organisation, 0u);
}

TEST_F(EntityBuilderTest, RoleBeforeACommaAndPluralRoles) {
  Read(
      "The police commander of the island, Tom Ashworth, appealed. Two activists, Jane Clarke and "
      "Peter Doyle, were held.");
  ASSERT_EQ(people_.size(), 3u);
  EXPECT_EQ(RolesOf(people_[0]), (Strings{"police commander of the island"}));
  EXPECT_EQ(RolesOf(people_[1]), (Strings{"activists"}));
  EXPECT_EQ(RolesOf(people_[2]), (Strings{"activists"}));
}

TEST_F(EntityBuilderTest, ADescriptionStandsForThePersonBefore) {
  Read(
      "Sir David Dalton has pledged to listen. In a letter, the Salford Royal NHS Foundation Trust "
      "chief executive said he would.");
  ASSERT_EQ(people_.size(), 1u);
  EXPECT_EQ(RolesOf(people_[0]), (Strings{"Salford Royal NHS Foundation Trust chief executive"}));
}

TEST_F(EntityBuilderTest, PoliceOfAPlaceIsABody) {
  Read("A crowd gathered in Seattle. On Monday Seattle police said the street was closed.");
  ASSERT_EQ(organisations_.size(), 1u);
  EXPECT_EQ(organisations_[0].name, "Seattle police");
  EXPECT_EQ(organisations_[0].kind, "police");
}

}  // namespace
}  // namespace presscut::resolve
