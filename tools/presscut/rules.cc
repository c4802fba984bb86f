#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "extract/match/rule_set.h"
#include "tools/presscut/commands.h"
#include "tools/presscut/examples.h"
#include "tools/presscut/rule_files.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

struct Arguments {
  std::string folder;
  std::string id;
};

// Calls use(group, rule-or-evidence) for all, file by file.
template <class Use>
void ForEach(const match::RuleSet& rules, Use use) {
  for (match::GroupId group = 0; group < rules.groups().size(); ++group) {
    for (const match::Rule& rule : rules.Rules(group)) use(group, rule);
    for (const match::Evidence& evidence : rules.EvidenceOf(group)) use(group, evidence);
  }
}

std::unique_ptr<const match::RuleSet> LoadOrSay(const std::string& folder) {
  std::vector<Error> errors;
  auto rules = LoadRules(folder, &errors);
  PrintErrors(errors);
  return rules;
}

int Check(const Arguments& arguments) {
  std::vector<Error> errors;
  const auto rules = LoadRules(arguments.folder, &errors);
  uint64_t count = 0;
  if (rules != nullptr) {
    ForEach(*rules, [&](match::GroupId, const auto& rule) {
      ++count;
      const bool has_yes = !rule.yes.empty(), has_no = !rule.no.empty();
      if (has_yes && has_no) return;
      errors.push_back(
          {"rule-no-examples", fmt::format("{}:{}", rule.file, rule.line),
           fmt::format("{} has no {} example; give it one it finds and a near miss it leaves",
                       rule.id,
                       has_yes  ? "no"
                       : has_no ? "yes"
                                : "yes and no")});
    });
  }
  PrintErrors(errors);
  if (rules == nullptr || !errors.empty()) {
    Say("{} error{}\n", errors.size(), errors.size() == 1 ? "" : "s");
    return kNothingStarted;
  }
  Say("{} rules in {} files, {} words known: no errors\n", count, rules->groups().size(),
      rules->lexicon().words());
  return kAllWell;
}

int Test(const Arguments& arguments) {
  const auto rules = LoadOrSay(arguments.folder);
  if (rules == nullptr) return kNothingStarted;
  ExampleRunner runner(*rules);
  uint64_t failed = 0;
  ForEach(*rules, [&](match::GroupId group, const auto& rule) {
    if (!arguments.id.empty() && rule.id != arguments.id && rules->groups()[group] != arguments.id)
      return;
    for (const Failure& failure : runner.Run(group, rule)) {
      Say("{}: {}\n", failure.place, failure.message);
      ++failed;
    }
  });
  if (runner.examples() == 0 && !arguments.id.empty()) {
    Complain("there is no rule or rule file '{}' with examples; see presscut rules list",
             arguments.id);
    return kNothingStarted;
  }
  Say("{} passed, {} failed\n", runner.examples() - failed, failed);
  return failed > 0 ? kSomethingFailed : kAllWell;
}

std::string_view WhatItIs(const match::Rule&) { return "rule"; }
std::string_view WhatItIs(const match::Evidence&) { return "evidence"; }

int List(const Arguments& arguments) {
  const auto rules = LoadOrSay(arguments.folder);
  if (rules == nullptr) return kNothingStarted;
  size_t width = 0;
  ForEach(*rules,
          [&](match::GroupId, const auto& rule) { width = std::max(width, rule.id.size()); });
  ForEach(*rules, [&](match::GroupId, const auto& rule) {
    Say("{:<{}}  {:<8}  {}  ({}:{})\n", rule.id, width, WhatItIs(rule), rule.name, rule.file,
        rule.line);
  });
  return kAllWell;
}

void PrintRow(std::string_view key, std::string_view value) {
  if (!value.empty()) Say("{:<12}{}\n", key, value);
}

void PrintExamples(const std::vector<std::string>& yes, const std::vector<std::string>& no) {
  for (const std::string& example : yes) PrintRow("yes", example);
  for (const std::string& example : no) PrintRow("no", example);
}

void Explain(const match::RuleSet& rules, const match::Rule& rule) {
  PrintRow("rule", rule.id);
  PrintRow("says", rule.name);
  PrintRow("stands at", fmt::format("{}:{}", rule.file, rule.line));
  PrintRow("find", rule.find);
  PrintRow("expanded", rules.Pattern(rule));
  PrintRow("trigger", fmt::format("{}", fmt::join(rule.trigger, "  ")));
  PrintRow("reach", fmt::format("{}", rule.reach));
  PrintRow("not before", rule.not_before);
  PrintRow("only before", rule.only_before);
  PrintRow("not after", rule.not_after);
  PrintRow("only after", rule.only_after);
  PrintRow("value", rule.value);
  PrintRow("priority", fmt::format("{}", rule.priority));
  PrintRow("case", rule.fold_case ? "fold" : "exact");
  PrintExamples(rule.yes, rule.no);
}

void Explain(const match::RuleSet&, const match::Evidence& evidence) {
  PrintRow("evidence", evidence.id);
  PrintRow("says", evidence.name);
  PrintRow("stands at", fmt::format("{}:{}", evidence.file, evidence.line));
  PrintRow("where", evidence.where);
  PrintRow("lists", fmt::format("{}", fmt::join(evidence.lists, "  ")));
  PrintRow("words", fmt::format("{}", fmt::join(evidence.words, "  ")));
  for (const auto& [kind, points] : evidence.points)
    PrintRow("points", fmt::format("{:+} {}", points, kind));
  PrintExamples(evidence.yes, evidence.no);
}

int ExplainId(const Arguments& arguments) {
  const auto rules = LoadOrSay(arguments.folder);
  if (rules == nullptr) return kNothingStarted;
  bool found = false;
  ForEach(*rules, [&](match::GroupId, const auto& rule) {
    if (rule.id != arguments.id) return;
    found = true;
    Explain(*rules, rule);
  });
  if (found) return kAllWell;
  Complain("there is no rule '{}'; presscut rules list names them all", arguments.id);
  return kNothingStarted;
}

}  // namespace

void AddRules(CLI::App* app, int* status) {
  CLI::App* command = app->add_subcommand("rules", "Check, test, list and explain rules");
  command->require_subcommand(1);
  command->footer(R"(Examples:
  presscut rules check --rules my-rules
  presscut rules test
  presscut rules test dates
  presscut rules list
  presscut rules explain dates/month-day)");
  auto arguments = std::make_shared<Arguments>();
  const auto add = [&](const char* name, const char* says, int (*run)(const Arguments&)) {
    CLI::App* its = command->add_subcommand(name, says);
    its->add_option("--rules", arguments->folder,
                    "Rule files that replace built-in ones or are added to them")
        ->option_text("DIR");
    its->callback([arguments, status, run] { *status = run(*arguments); });
    return its;
  };
  add("check", "Load all rules and print every error", Check);
  add("test", "Run every rule's examples through the extraction", Test)
      ->add_option("ID", arguments->id, "One rule (dates/month-day) or one file (dates)");
  add("list", "Print all rules", List);
  add("explain", "Print one rule with its pattern written out", ExplainId)
      ->add_option("ID", arguments->id, "The rule, as facts carry it: dates/month-day")
      ->required();
}

}  // namespace presscut::tool
