// Candidate names, evidence and the ledger: marked-up text in, people and organisations out; every
// piece of evidence holds for its own examples; what the rule file gets wrong is said.

#include "extract/names/names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "extract/names/evidence.h"
#include "extract/names/vocabulary.h"
#include "extract/resolve/entities.h"

namespace presscut::names {
namespace {

using Fact = std::tuple<uint32_t, uint32_t, std::string>;  // begin, end, kind

struct Spec {
  std::string text;
  std::set<Fact> facts;
  bool gap = false;
  int line = 0;
};

const match::RuleSet& Rules() {
  static const std::unique_ptr<const match::RuleSet> rules = [] {
    std::vector<Error> errors;
    auto loaded = match::RuleSet::Load(match::BuiltInFiles(), &errors);
    for (const Error& e : errors) ADD_FAILURE() << e.place << ": " << e.message;
    return loaded;
  }();
  return *rules;
}

std::vector<Spec> ReadSpecs() {
  std::ifstream in(std::string(PRESSCUT_SOURCE_DIR) + "/tests/specs/names.txt");
  std::vector<Spec> specs;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    Spec spec;
    spec.line = number;
    spec.gap = line.starts_with("? ");
    size_t open = 0;
    for (size_t i = spec.gap ? 2 : 0; i < line.size(); ++i) {
      if (line[i] == '[') {
        open = spec.text.size();
      } else if (line[i] == '|') {
        const size_t close = line.find(']', i);
        spec.facts.insert({static_cast<uint32_t>(open), static_cast<uint32_t>(spec.text.size()),
                           line.substr(i + 1, close - i - 1)});
        i = close;
      } else if (line.compare(i, 2, "\\n") == 0) {
        spec.text += '\n';
        ++i;
      } else {
        spec.text += line[i];
      }
    }
    specs.push_back(std::move(spec));
  }
  return specs;
}

class Reader {
 public:
  Reader() : segmenter_(Rules().lexicon()), finder_(Rules()) {}

  const Names& Read(const std::string& article_text) {
    article_.bytes = article_text;
    EXPECT_FALSE(normaliser_.Normalise(article_, &text_).has_value());
    segmenter_.Segment(text_, &segments_);
    finder_.Find(text_, segments_, {}, true, &names_);
    return names_;
  }
  std::set<Fact> Facts(const std::string& article_text) {
    Read(article_text);
    builder_.Build(text_, segments_, names_, &people_, &organisations_);
    std::set<Fact> facts;
    const auto add = [&](const std::vector<Mention>& mentions, const char* kind) {
      for (const Mention& m : mentions) {
        const Span raw = text_.map().ToRaw(m.span);
        facts.insert({raw.begin, raw.end, kind});
      }
    };
    for (const person::Person& p : people_) add(p.mentions, "person");
    for (const organisation::Organisation& o : organisations_) add(o.mentions, "organisation");
    return facts;
  }

 private:
  source::Article article_;  // text_ views its bytes
  text::Normaliser normaliser_;
  text::Text text_;
  segment::Segmenter segmenter_;
  segment::Segments segments_;
  NameFinder finder_;
  Names names_;
  resolve::EntityBuilder builder_;
  std::vector<person::Person> people_;
  std::vector<organisation::Organisation> organisations_;
};

std::string Show(const std::string& text, const std::set<Fact>& facts) {
  std::string out;
  for (const auto& [begin, end, kind] : facts)
    out += "[" + text.substr(begin, end - begin) + "|" + kind + "] ";
  return out;
}

TEST(Names, SpecsHold) {
  Reader reader;
  size_t cases = 0;
  for (const Spec& spec : ReadSpecs()) {
    const std::set<Fact> found = reader.Facts(spec.text);
    ++cases;
    if (spec.gap) {
      EXPECT_NE(found, spec.facts)
          << "tests/specs/names.txt:" << spec.line << ": the gap is closed, take the '? ' away";
    } else {
      EXPECT_EQ(found, spec.facts)
          << "tests/specs/names.txt:" << spec.line << ": " << spec.text << "\n  wanted "
          << Show(spec.text, spec.facts) << "\n  found  " << Show(spec.text, found);
    }
  }
  EXPECT_GE(cases, 60u);
}

TEST(Names, NamesDoNotOverlapAndStandInTextOrder) {
  Reader reader;
  for (const Spec& spec : ReadSpecs()) {
    const Names& names = reader.Read(spec.text);
    for (size_t i = 1; i < names.all.size(); ++i) {
      EXPECT_LE(names.all[i - 1].span.end, names.all[i].span.begin) << spec.text;
    }
  }
}

TEST(Names, ReadingTwiceGivesTheSame) {
  Reader once, twice;
  const std::string text = "Dr Mark Porter met the BMA. Porter left.";
  twice.Read("Mark Porter Ltd is a company. The crowd cheered Porter Ltd.");
  EXPECT_EQ(once.Facts(text), twice.Facts(text));
}

TEST(Names, LedgerAddsUpToTheDecision) {
  Reader reader;
  const Names& names = reader.Read("Dr Mark Porter spoke to the committee.");
  ASSERT_EQ(names.all.size(), 1u);
  const Key& key = names.keys[names.all[0].key];
  EXPECT_EQ(key.kind, Kind::kPerson);
  EXPECT_GT(key.margin, 0);
  const bool title = std::any_of(key.ledger.begin(), key.ledger.end(), [](const auto& row) {
    return row.first == "names/title-before" && row.second > 0;
  });
  EXPECT_TRUE(title);
}

TEST(Evidence, TheBuiltInFileHasNoProblems) {
  const EvidenceTable table(Rules());
  for (const Error& e : table.Problems()) ADD_FAILURE() << e.place << ": " << e.message;
}

TEST(Evidence, UnknownSlotsConditionsAndKindsAreSaid) {
  const std::string toml =
      "[[evidence]]\nid = \"a\"\nname = \"a\"\nwhere = \"nowhere_in\"\nwords = [\"x\"]\n"
      "[[evidence]]\nid = \"b\"\nname = \"b\"\nwhere = \"name when purple\"\n"
      "[[evidence]]\nid = \"c\"\nname = \"c\"\nwhere = \"name\"\npoints = { ghost = 4 }\n"
      "[[evidence]]\nid = \"d\"\nname = \"d\"\nwhere = \"any_in\"\nwords = [\"{nolist=x}\"]\n";
  const std::vector<match::RuleFile> files = {{"en/names.toml", toml, "names.toml"}};
  std::vector<Error> errors;
  const auto rules = match::RuleSet::Load(files, &errors);
  ASSERT_NE(rules, nullptr);
  const EvidenceTable table(*rules);
  ASSERT_EQ(table.Problems().size(), 4u);
  EXPECT_EQ(table.Problems()[0].message,
            "'names/a' looks at 'nowhere_in', which is no slot of a name");
  EXPECT_EQ(table.Problems()[1].message, "'names/b' has the unknown condition 'purple'");
  EXPECT_EQ(table.Problems()[2].message, "'names/c' gives points to the unknown kind 'ghost'");
  EXPECT_EQ(table.Problems()[3].message, "there is no list 'nolist'");
  EXPECT_EQ(table.Problems()[0].place, "names.toml:1:1");
}

TEST(Evidence, ExamplesHold) {
  Reader reader;
  for (const match::Evidence& evidence : Rules().EvidenceOf(Rules().FindGroup("names"))) {
    const auto holds = [&](const Names& names, uint32_t begin, uint32_t end) {
      return std::any_of(names.all.begin(), names.all.end(), [&](const Name& n) {
        if (n.span.begin < begin || n.span.end > end) return false;
        const auto& ledger = names.keys[n.key].ledger;
        return std::any_of(ledger.begin(), ledger.end(),
                           [&](const auto& row) { return row.first == evidence.id; });
      });
    };
    for (const std::string& yes : evidence.yes) {
      const size_t open = yes.find('['), close = yes.find(']');
      ASSERT_NE(close, std::string::npos) << evidence.id << ": " << yes;
      const std::string text =
          yes.substr(0, open) + yes.substr(open + 1, close - open - 1) + yes.substr(close + 1);
      EXPECT_TRUE(
          holds(reader.Read(text), static_cast<uint32_t>(open), static_cast<uint32_t>(close - 1)))
          << evidence.id << " does not hold in: " << yes;
    }
    for (const std::string& no : evidence.no)
      EXPECT_FALSE(holds(reader.Read(no), 0, ~0u)) << evidence.id << " holds in: " << no;
  }
}

TEST(Vocabulary, FindsEveryEntryOfSeveralWordsAsTheLexiconDoes) {
  const segment::Lexicon& lexicon = Rules().lexicon();
  const EvidenceTable evidence(Rules());
  const Vocabulary words(Rules(), &evidence);
  std::vector<segment::Token> tokens;
  size_t phrases = 0;
  for (uint32_t i = 0; i < lexicon.entries(); ++i) {
    const segment::Entry entry = lexicon.EntryAt(i);
    if (entry.second == 0) continue;
    tokens.clear();
    segment::Tokenise(entry.text, 0, static_cast<uint32_t>(entry.text.size()), lexicon, nullptr,
                      &tokens);
    const uint32_t last = static_cast<uint32_t>(tokens.size());
    std::vector<std::pair<uint32_t, Traits>> expected, found;
    lexicon.Phrases(tokens, 0, [&](const segment::Entry& e, uint32_t length) {
      const Traits its = words.OfEntry(e);
      if (its != 0) expected.emplace_back(length, its);
    });
    words.Phrases(tokens, 0, last, [&](const WordSort& its, uint32_t, uint32_t length) {
      if (its.traits != 0) found.emplace_back(length, its.traits);
    });
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, expected) << entry.text;
    phrases += expected.size();
  }
  EXPECT_GT(phrases, 10000u);
}

TEST(Vocabulary, ColumnsAndTraits) {
  EXPECT_EQ(Column("u\trole\tx", 0), "u");
  EXPECT_EQ(Column("u\trole\tx", 2), "x");
  EXPECT_EQ(Column("u\trole\tx", 3), "");
  const Vocabulary words(Rules());
  const auto of = [&](std::string_view word) { return words.Of(Rules().lexicon().Find(word)); };
  EXPECT_TRUE(of("dr") & kTitle);
  EXPECT_FALSE(of("dr") & kRoleTitle);
  EXPECT_TRUE(of("president") & kRoleTitle);
  EXPECT_TRUE(of("leaders") & kPlural);
  EXPECT_TRUE(of("university") & kHeadOf);
  EXPECT_FALSE(of("qzrtova"));
}

}  // namespace
}  // namespace presscut::names
