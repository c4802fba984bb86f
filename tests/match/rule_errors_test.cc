// Every file of tests/bad_rules is loaded; its last lines, "# error: …", say the errors it must
// give, whole and in order. A rule author sees these texts, so they are asserted to the letter.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "extract/match/rule_set.h"

namespace presscut::match {
namespace {

TEST(RuleErrors, EveryBadFileSaysWhatIsWrongWhereAndWhatToDo) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(PRESSCUT_SOURCE_DIR "/tests/bad_rules")) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::set<std::string> codes;
  for (const auto& path : paths) {
    std::stringstream content;
    content << std::ifstream(path).rdbuf();
    std::vector<std::string> expected, got;
    for (std::string line; std::getline(content, line);) {
      if (line.starts_with("# error: ")) expected.push_back(line.substr(9));
    }
    const RuleFile file{"en/" + path.filename().string(), content.str(), path.filename().string()};
    std::vector<Error> errors;
    const auto rules = RuleSet::Load({file}, &errors);
    EXPECT_EQ(rules == nullptr, !errors.empty());
    for (const Error& e : errors) {
      got.push_back(e.place + " [" + e.code + "] " + e.message);
      codes.insert(e.code);
    }
    EXPECT_EQ(got, expected) << path;
  }
  EXPECT_EQ(codes, (std::set<std::string>{"list-bad-line", "rule-bad-pattern", "rule-bad-type",
                                          "rule-duplicate", "rule-missing-key", "rule-no-trigger",
                                          "rule-syntax", "rule-unknown-key", "rule-unknown-name"}))
      << "every code of rule_set.h but rule-too-many has its file in tests/bad_rules";
}

TEST(RuleErrors, OneListTooManyIsSaid) {
  std::vector<RuleFile> files;
  for (uint32_t i = 0; i <= segment::kMaxLists; ++i) {
    const std::string name = "en/lists/l" + std::to_string(i) + ".txt";
    files.push_back({name, "word\n", name});
  }
  std::vector<Error> errors;
  EXPECT_EQ(RuleSet::Load(files, &errors), nullptr);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].code, "rule-too-many");
  EXPECT_EQ(errors[0].place, "en/lists/l190.txt:1:1");
  EXPECT_EQ(errors[0].message,
            "list 'l190' is one more than the 190 there may be; join small ones");
}

}  // namespace
}  // namespace presscut::match
