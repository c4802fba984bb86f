// The engine against small rule sets written here: what a pattern means, when a guard holds, which
// match is kept, and that triggers lose nothing against trying every rule at every token.

#include "extract/match/matcher.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "extract/segment/segments.h"
#include "extract/text/text.h"

namespace presscut::match {
namespace {

std::unique_ptr<const RuleSet> Load(const std::string& toml) {
  const RuleFile file{"en/test.toml", toml, "test.toml"};
  std::vector<Error> errors;
  auto rules = RuleSet::Load({file}, &errors);
  for (const Error& e : errors) ADD_FAILURE() << e.place << ": " << e.message;
  return rules;
}

// Text, cut and matched by one set of rules.
struct Applied {
  Applied(const RuleSet& rules, const std::string& input, bool slowly = false) : rules_(rules) {
    article.bytes = input;
    article.is_utf8 = true;
    EXPECT_FALSE(text::Normaliser().Normalise(article, &text).has_value());
    segment::Segmenter(rules.lexicon()).Segment(text, &segments);
    if (slowly) {
      Matcher(rules).FindSlowly(text, segments, ~0u, &matches);
    } else {
      Matcher(rules).Find(text, segments, ~0u, &matches);
    }
  }
  std::vector<std::string> Found() const {
    std::vector<std::string> out;
    for (GroupId g = 0; g < rules_.groups().size(); ++g) {
      for (const Match& m : matches.Of(g))
        out.push_back(m.rule->id + "=" + std::string(text.Norm(m.span)));
    }
    return out;
  }
  const RuleSet& rules_;
  source::Article article;
  text::Text text;
  segment::Segments segments;
  Matches matches;
};

using Strings = std::vector<std::string>;

constexpr char kDays[] = R"(
[lists.month]
January = "01"
Jan = "01"
March = "03"
"Lunar New" = "LN"
[fragments]
day = '(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?'
[[rule]]
id = "day-month"
name = "<day> <month>"
find = '{day} {month}'
trigger = ["@digit"]
[[rule]]
id = "month-day"
name = "(early) <month> <day>"
find = '(?:early )?{month}\.? {day}'
trigger = ["{month}"]
reach = 1
not_before = ' ?%'
not_after = 'from '
[[rule]]
id = "month"
name = "<month>"
find = '{month}'
trigger = ["{month}"]
case = "exact"
)";

TEST(Matcher, GroupsGuardsAndReach) {
  const auto rules = Load(kDays);
  ASSERT_NE(rules, nullptr);
  EXPECT_EQ(Applied(*rules, "It was on 14 January that").Found(),
            (Strings{"test/day-month=14 January", "test/month=January"}));
  EXPECT_EQ(Applied(*rules, "in early Jan. 14 things").Found(),
            (Strings{"test/month-day=early Jan. 14", "test/month-day=Jan. 14", "test/month=Jan"}));
  // A guard on each side.
  EXPECT_EQ(Applied(*rules, "up in March 5 % more").Found(), (Strings{"test/month=March"}));
  EXPECT_EQ(Applied(*rules, "from March 5 on").Found(), (Strings{"test/month=March"}));
}

TEST(Matcher, AMatchNeitherEndsInsideAWordNorCrossesABlock) {
  const auto rules = Load(kDays);
  EXPECT_EQ(Applied(*rules, "Marching 5 miles to Janesville").Found(), Strings{});
  EXPECT_EQ(
      Applied(
          *rules,
          "It was all over by then, on the 14\n\nJanuary was cold and wet, they said of it later.")
          .Found(),
      (Strings{"test/month=January"}));
}

TEST(Matcher, CaseFoldsUnlessExactAndASpaceIsAnyWhiteSpace) {
  const auto rules = Load(kDays);
  EXPECT_EQ(Applied(*rules, "on 3 MARCH").Found(), (Strings{"test/day-month=3 MARCH"}));
  EXPECT_EQ(Applied(*rules, "the 3\t march").Found(), (Strings{"test/day-month=3\t march"}));
}

TEST(Matcher, ValuesComeFromTheListOfTheGroup) {
  const auto rules = Load(kDays);
  const Applied run(*rules, "the LUNAR  new 7 feast");
  const auto found = run.matches.Of(0);
  ASSERT_EQ(found.size(), 1u);
  const MatchView view(run.text, *rules, run.matches, found[0]);
  EXPECT_EQ(view.Value("month"), "LN");
  EXPECT_EQ(view.Get("day"), "7");
  EXPECT_EQ(view.Value("day"), "");
  EXPECT_FALSE(view.Has("year"));
}

TEST(Matcher, KeepsTheLongestThenThePriorThenTheFirst) {
  Rule plain, prior;
  prior.priority = 1;
  const auto match = [](const Rule& rule, uint32_t begin, uint32_t end) {
    Match m;
    m.rule = &rule;
    m.span = {begin, end};
    return m;
  };
  std::vector<Match> all = {match(plain, 0, 4),   match(plain, 3, 9),   match(plain, 8, 12),
                            match(plain, 20, 24), match(prior, 22, 26), match(plain, 30, 32),
                            match(plain, 31, 33)};
  KeepLongest(&all, [](const Match&) { return true; });
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].span, (NormSpan{3, 9}));
  EXPECT_EQ(all[1].span, (NormSpan{22, 26}));
  EXPECT_EQ(all[2].span, (NormSpan{30, 32}));
}

// Random text made of the words the built-in rules know, with digits and marks between: triggers
// and the joint automaton must find exactly what trying every rule everywhere finds.
// The automaton remembers where a word leads to, by its number and form: "MPs" and "Mps" are one
// word with a capital, "İstanbul" is one with "Istanbul".
TEST(Matcher, AWordThatWasMetInAnotherFormIsReadAnew) {
  std::vector<std::string> forms = {"mps",      "Mps",      "MPs",     "MPS",     "mPs",
                                    "o'neill",  "O'neill",  "O'Neill", "o'Neill", "istanbul",
                                    "ISTANBUL", "Istanbul", "İstanbul"};
  std::string toml = "[lists.form]\nmps = \"1\"\nistanbul = \"2\"\n\"o'neill\" = \"3\"\n";
  for (size_t i = 0; i < forms.size(); ++i) {
    toml += "[[rule]]\nid = \"r" + std::to_string(i) + "\"\nname = \"a form\"\nfind = \"" +
            forms[i] + " now\"\ntrigger = [\"now\"]\nreach = 2\ncase = \"exact\"\n";
  }
  const auto rules = Load(toml);
  ASSERT_NE(rules, nullptr);
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(forms.begin(), forms.end(), random);
    std::string text = "So";
    for (const std::string& form : forms) text += ", " + form + " now, " + form + " then";
    const Strings found = Applied(*rules, text).Found();
    EXPECT_EQ(found, Applied(*rules, text, /*slowly=*/true).Found());
    EXPECT_EQ(found.size(), forms.size()) << text;
  }
}

TEST(Matcher, TriggersLoseNothing) {
  std::vector<Error> errors;
  const auto rules = RuleSet::Load(BuiltInFiles(), &errors);
  ASSERT_NE(rules, nullptr) << errors.front().place << ": " << errors.front().message;
  // The examples of the rules are the text on which they have something to say.
  std::vector<std::string> pieces = {"14", "2016", "£1.2bn", "8am", "the", "per cent",
                                     "\"", ",",    ".",      "-",   "of"};
  for (GroupId g = 0; g < rules->groups().size(); ++g) {
    for (const Rule& rule : rules->Rules(g)) {
      for (const auto* examples : {&rule.yes, &rule.no}) {
        for (const std::string& example : *examples) {
          for (size_t at = 0; at < example.size();) {
            const size_t space = std::min(example.find(' ', at), example.size());
            pieces.push_back(example.substr(at, space - at));
            at = space + 1;
          }
        }
      }
    }
  }
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    std::string input;
    for (int i = 0; i < 120; ++i) {
      // Runs of an example stay together more often than not, so that long patterns are met too.
      size_t at = random() % pieces.size();
      for (size_t n = random() % 6 + 1; n > 0 && at < pieces.size(); --n)
        input += pieces[at++] + " ";
    }
    const Applied fast(*rules, input), slow(*rules, input, true);
    ASSERT_EQ(fast.Found(), slow.Found()) << input;
  }
}

// What each pattern finds at each place of a text, by the automata and by RE2.
void ExpectSame(const std::string& rule, const std::string& input) {
  const auto rules = Load(
      "[[rule]]\nid = \"r\"\nname = \"r\"\ntrigger = [\"@digit\", \"@capital\", "
      "\"a\", \"b\", \"ab\", \"x\"]\nreach = 3\n" +
      rule);
  ASSERT_NE(rules, nullptr) << rule;
  EXPECT_EQ(Applied(*rules, input).Found(), Applied(*rules, input, true).Found()) << rule;
}

TEST(Matcher, EveryFormOfAPatternMeansWhatItMeansToRe2) {
  const std::string input =
      "ab Ab aab AB b_a x-1 12 123 1,234 a\xe2\x80\x93"
      "b x\xc3\xa9 B! 1\xc2\xbd K\xe2\x84\xaa x\xc5\xbf "
      "a.b a b\tx ab12 x\xf0\x9f\x98\x80"
      "b x 5";
  for (const char* find : {"ab",
                           "a|ab|abb",
                           "a*b",
                           "(?:a|b)+",
                           "[ab]{2}",
                           "[a-c]{1,3}",
                           "a?b?",
                           "[^a ]+",
                           "x[^1]?1",
                           "[0-9]+(?:,[0-9]{3})*",
                           "\\d+",
                           "\\d{1,2}",
                           "x\\x{e9}",
                           "a[\\x{2013}-]b",
                           "1\\x{bd}?",
                           "(?-i:A)b",
                           "(?i:A)B",
                           "a.b",
                           "a\\.b",
                           "(?:a b)",
                           "a\\sb x",
                           "k\\S*",
                           "xs",
                           "x\\W",
                           "\\w+",
                           "(?P<one>a+)(?P<two>b*)",
                           "x.b",
                           "x[\\x{80}-\\x{10ffff}]+b?",
                           "[^\\x{e9}]x",
                           "ab\\b",
                           "ab$|b$",
                           "^ab",
                           "(?:(?:a|ab)(?:b|)){1,2}",
                           "[\\s\\d]+x?",
                           "[\\]a-]+",
                           "\\pL+",
                           "x[[:alpha:]]?",
                           "a+?b",
                           "x\\x{c9}"}) {
    ExpectSame("find = '" + std::string(find) + "'", input);
    ExpectSame("case = \"exact\"\nfind = '" + std::string(find) + "'", input);
    for (const char* guard : {"not_before", "only_before", "not_after", "only_after"}) {
      ExpectSame("find = '[a-z0-9]+'\n" + std::string(guard) + " = '" + find + "'", input);
    }
  }
}

}  // namespace
}  // namespace presscut::match
