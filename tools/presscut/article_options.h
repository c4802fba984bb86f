// The options that say which articles are read and how: those of `extract` and `dataset` alike.
//
//   ArticleOptions articles;
//   AddArticleOptions(command, &articles);              // on the command line
//   …
//   if (!Resolve(&articles)) return kNothingStarted;    // it has complained
//   Source source(articles.input); Run(rules, &source, articles.run, …);
//
// Cost: reads the rules. Thread-safety: one thread. Errors: on standard error.

#ifndef PRESSCUT_TOOLS_PRESSCUT_ARTICLE_OPTIONS_H_
#define PRESSCUT_TOOLS_PRESSCUT_ARTICLE_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extract/match/rule_set.h"
#include "extract/pipeline/pipeline.h"
#include "extract/source/source.h"

namespace presscut::tool {

struct ArticleOptions {
  source::Input input;
  pipeline::RunOptions run{.workers = 0, .extract = {}};
  const match::RuleSet* rules = nullptr;  // of Resolve; lives as long as the program

  std::string command;  // it is of, for the hint where to get help

  // As given.
  std::string files_from, from, offsets = "codepoint", reference, fiscal, rules_folder;
  std::vector<std::string> only;
};

// `what`: what the paths are called in the help.
void AddArticleOptions(CLI::App* command, const char* what, ArticleOptions* options);

// Fills `input`, `run` and `rules`; false where something given is not right. Nothing was read yet.
bool Resolve(ArticleOptions* options);

// Those options that decide what is in a record, as they were given: name and JSON value.
std::vector<std::pair<std::string, std::string>> Asked(const ArticleOptions& options);

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_ARTICLE_OPTIONS_H_
