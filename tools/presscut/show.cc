#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "extract/dataset/marks.h"
#include "extract/dataset/paint.h"
#include "extract/pipeline/extractor.h"
#include "extract/source/source.h"
#include "tools/presscut/commands.h"
#include "tools/presscut/output.h"
#include "tools/presscut/rule_files.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

struct Arguments {
  std::string article = "-";
  std::string id;
  std::string colour = "auto";
  std::string rules;
  bool facts = true;
};

// As tools have agreed: set, and not empty.
bool NoColour() {
  const char* set = std::getenv("NO_COLOR");
  return set != nullptr && *set != '\0';
}

bool Coloured(const std::string& asked) {
  if (asked != "auto") return asked == "always";
  const char* terminal = std::getenv("TERM");
  return !NoColour() && isatty(STDOUT_FILENO) == 1 &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

int Show(const Arguments& arguments) {
  source::Input input;
  input.paths.push_back(arguments.article);
  for (const std::string& path : source::MissingPaths(input)) {
    Complain("{}: there is no such file or folder", path);
    return kNothingStarted;
  }
  std::vector<Error> errors;
  const std::unique_ptr<const match::RuleSet> rules = LoadRules(arguments.rules, &errors);
  if (rules == nullptr) {
    PrintErrors(errors);
    return kNothingStarted;
  }
  Output output;
  if (const auto error = output.Open("-")) {
    Complain("{}: {}", error->place, error->message);
    return kNothingStarted;
  }
  source::Source source(input);
  pipeline::Extractor extractor(*rules, {.reference = {}, .customs = {}, .text = true});
  dataset::MarkReader reader;
  dataset::Marks marks;
  const dataset::PaintOptions options{Coloured(arguments.colour), arguments.facts};
  int status = kAllWell;
  bool found = false;
  source::Article article;
  std::string record, page;
  while (source.Next(&article)) {
    if (!arguments.id.empty() && article.id != arguments.id) continue;
    page.clear();
    if (found) page += "\n\n";
    found = true;
    record.clear();
    if (!extractor.Extract(article, &record)) {
      const Error& failure = extractor.failure();
      Complain("{}: {} [{}]", failure.place, failure.message, failure.code);
      status = kSomethingFailed;
      continue;
    }
    if (const auto error = reader.Read(record, &marks)) {
      Complain("{}: {} [{}]", article.path, error->message, error->code);
      status = kSomethingFailed;
      continue;
    }
    dataset::Paint(marks.text, marks, options, &page);
    if (!output.Write(page)) break;
  }
  if (output.closed()) return kAllWell;
  if (const auto error = output.Finish()) {
    Complain("{}: {} [{}]", error->place, error->message, error->code);
    return kSomethingFailed;
  }
  if (!found) {
    if (arguments.id.empty()) {
      Complain("{}: no articles found", arguments.article);
    } else {
      Complain("{}: there is no article '{}'", arguments.article, arguments.id);
    }
    return kSomethingFailed;
  }
  return status;
}

}  // namespace

void AddShow(CLI::App* app, int* status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app->add_subcommand("show", "Print an article with its facts marked");
  command->footer(R"(Examples:
  presscut show article.txt
  presscut show news.jsonl --id 4711 --color always | less -R
  cat article.txt | presscut show

In colour on a terminal; elsewhere, and where NO_COLOR is set, facts stand in
brackets: [p:Mark Porter] a person, r a role, o an organisation, d a date, f a
figure, q a quote.)");
  command->add_option("ARTICLE", arguments->article,
                      "A file, a folder or -; standard input where none is given");
  command->add_option("--id", arguments->id, "Only the article of this id")->option_text("ID");
  command->add_option("--color", arguments->colour, "auto, the default; always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("WHEN");
  command->add_flag("!--no-facts", arguments->facts, "Leave out the list of facts");
  command
      ->add_option("--rules", arguments->rules,
                   "Rule files that replace built-in ones or are added to them")
      ->option_text("DIR");
  command->callback([arguments, status] { *status = Show(*arguments); });
}

}  // namespace presscut::tool
