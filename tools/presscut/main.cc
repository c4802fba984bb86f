// presscut: dates, organisations, people, figures and quotes out of English news articles.

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include "tools/presscut/commands.h"
#include "tools/presscut/say.h"

int main(int argc, char** argv) {
  using namespace presscut::tool;
  // A reader that goes away is told by write(), not by a signal that would kill a half-written
  // file.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a file that may not grow any more.
  std::signal(SIGXFSZ, SIG_IGN);

  CLI::App app(
      "Turns English news articles into facts: dates, organisations, people, figures and quotes, "
      "each with its\n"
      "place in the text and the rule that found it.",
      "presscut");
  app.require_subcommand(1);
  app.footer(R"(Examples:
  presscut extract articles/ -o records.jsonl
  cat article.txt | presscut extract
  presscut dataset articles/ -o out/news
  presscut rules test
  presscut show article.txt
  presscut extract --help)");
  app.set_version_flag("--version", VersionText,
                       "Print version, record schema, rule set and libraries");
  int status = kAllWell;
  AddExtract(&app, &status);
  AddDataset(&app, &status);
  AddRules(&app, &status);
  AddShow(&app, &status);
  AddSchema(&app, &status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // --help, --version
    Complain("{}\nTry: presscut --help", e.what());
    return kNothingStarted;
  }
  if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && errno != EPIPE) {
    Complain("standard output cannot be written");
    return kSomethingFailed;
  }
  return status;
}
