// Quotations as a reader meets them: every line of tests/specs/quotes.txt and indirect.txt.

#include "extract/kinds/quote/quote.h"

#include <gtest/gtest.h>

#include <fstream>

#include "extract/match/embedded_rules.h"
#include "extract/pipeline/extractor.h"

namespace presscut::quote {
namespace {

const match::RuleSet& Rules() {
  static const std::unique_ptr<const match::RuleSet> rules = [] {
    std::vector<match::RuleFile> files;
    for (const match::EmbeddedFile& f : match::EmbeddedRules()) {
      files.push_back({std::string(f.path), std::string(f.text), std::string(f.path)});
    }
    std::vector<Error> errors;
    auto loaded = match::RuleSet::Load(files, &errors);
    for (const Error& e : errors) ADD_FAILURE() << e.place << ": " << e.message;
    return loaded;
  }();
  return *rules;
}

class Quotes {
 public:
  explicit Quotes(bool indirect = false) : extractor_(Rules(), Options(indirect)) {}

  const resolve::Facts& Of(const std::string& text) {
    article_.bytes = text;
    article_.is_utf8 = true;
    out_.clear();
    EXPECT_TRUE(extractor_.Extract(article_, &out_)) << text;
    return extractor_.facts();
  }
  const text::Text& text() const { return extractor_.text(); }

 private:
  static pipeline::ExtractOptions Options(bool indirect) {
    pipeline::ExtractOptions options;
    options.kinds = resolve::kQuotes;
    options.indirect = indirect;
    return options;
  }
  source::Article article_;  // text() refers to it
  pipeline::Extractor extractor_;
  std::string out_;
};

// A line of ordinary prose before each text keeps it from being read as a headline.
const std::string kBefore =
    "The council has a plan for the old bridge, and nobody likes it at all.\n\n";

std::string_view NameOf(Form form) {
  constexpr std::string_view kNames[] = {"direct", "partial", "continued", "indirect"};
  return kNames[static_cast<size_t>(form)];
}

struct Words {
  std::string words, value;
};

// A line of the file: its text, and the runs between brackets.
std::string Parse(const std::string& line, std::vector<Words>* runs) {
  std::string text;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line.compare(i, 2, "¶") == 0) {
      text += "\n\n";
      ++i;
    } else if (line[i] == '[') {
      const size_t end = line.find(']', i), bar = line.find('|', i);
      runs->push_back({line.substr(i + 1, bar - i - 1), line.substr(bar + 1, end - bar - 1)});
      text += runs->back().words;
      i = end;
    } else {
      text += line[i];
    }
  }
  return text;
}

// The canonical name, or the words of the text where nobody is named.
std::string NameOf(uint32_t person, uint32_t organisation, const std::optional<NormSpan>& words,
                   const resolve::Facts& facts, const text::Text& text) {
  if (person != kNobody) return facts.people[person].name;
  if (organisation != kNobody) return facts.organisations[organisation].name;
  return words ? std::string(text.RawOf(*words)) : std::string();
}

// Reads every line of a file; gives how many there are.
int EveryLine(const std::string& name, Quotes& quotes) {
  std::ifstream file(std::string(PRESSCUT_SOURCE_DIR) + "/tests/specs/" + name);
  EXPECT_TRUE(file.is_open());
  std::string line;
  int cases = 0;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    SCOPED_TRACE("line " + std::to_string(number) + ": " + line);
    ++cases;
    std::vector<Words> wanted;
    const resolve::Facts& facts = quotes.Of(kBefore + Parse(line, &wanted));
    std::vector<Words> found;
    for (const Quote& q : facts.quotes) {
      for (const NormSpan part : q.parts) {
        const bool first = part == q.parts.front();
        std::string speaker = NameOf(q.person, q.organisation, q.speaker, facts, quotes.text());
        for (const Speaker& joint : q.joint)
          speaker +=
              " + " + NameOf(joint.person, joint.organisation, joint.span, facts, quotes.text());
        if (first && found.size() < wanted.size()) {
          const std::string& value = wanted[found.size()].value;
          const size_t tilde = value.find(" ~");
          if (tilde != std::string::npos) {
            const std::string asked = value.substr(tilde + 2);
            const std::string is = q.closed ? std::string(NameOf(q.form)) : "open";
            speaker += " ~" + is;
          }
        }
        found.push_back({std::string(quotes.text().RawOf(part)), first ? speaker : "+"});
      }
    }
    EXPECT_EQ(found.size(), wanted.size());
    if (found.size() != wanted.size()) continue;
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].words, wanted[i].words);
      EXPECT_EQ(found[i].value, wanted[i].value);
    }
  }
  return cases;
}

TEST(QuoteSpecs, EveryLine) {
  Quotes quotes;
  EXPECT_GE(EveryLine("quotes.txt", quotes), 60);
}

TEST(QuoteSpecs, IndirectSpeech) {
  Quotes quotes(true);
  EXPECT_GE(EveryLine("indirect.txt", quotes), 60);
}

TEST(QuoteKind, UnclosedOneHasAWarning) {
  Quotes quotes;
  const resolve::Facts& facts =
      quotes.Of(kBefore + "Mark Porter said: \"We will go on for as long as it takes\n\nHe left.");
  ASSERT_EQ(facts.quotes.size(), 1u);
  EXPECT_FALSE(facts.quotes[0].closed);
  ASSERT_FALSE(facts.warnings.empty());
  EXPECT_STREQ(facts.warnings[0].code, "unclosed-quote");
}

TEST(QuoteKind, CueAndSpeakerAreSpansOfTheText) {
  Quotes quotes;
  const resolve::Facts& facts = quotes.Of(
      kBefore + "The plan, Dr Mark Porter told the BBC, is \"a waste of everybody's money\".");
  ASSERT_EQ(facts.quotes.size(), 1u);
  ASSERT_TRUE(facts.quotes[0].cue && facts.quotes[0].speaker);
  EXPECT_EQ(quotes.text().RawOf(*facts.quotes[0].cue), "told");
  EXPECT_EQ(quotes.text().RawOf(*facts.quotes[0].speaker), "Mark Porter");
}

}  // namespace
}  // namespace presscut::quote
