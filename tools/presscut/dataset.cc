#include "extract/dataset/dataset.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <memory>
#include <string>

#include "extract/dataset/file.h"
#include "tools/presscut/article_options.h"
#include "tools/presscut/commands.h"
#include "tools/presscut/progress.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

constexpr uint64_t kToldFailures = 10;

struct Arguments {
  ArticleOptions articles;
  std::string folder;
};

// Two builds of one version may find other things.
std::string ThisProgram() {
  uint64_t bytes = 0, xxh3 = 0;
  if (dataset::Xxh3OfFile("/proc/self/exe", &bytes, &xxh3)) return "unknown";
  return dataset::Hexadecimal(xxh3);
}

std::string Articles(uint64_t n) {
  return fmt::format("{} article{}", Grouped(n), n == 1 ? "" : "s");
}

int Make(Arguments* arguments) {
  if (!Resolve(&arguments->articles)) return kNothingStarted;
  dataset::Options options;
  options.folder = arguments->folder;
  options.input = arguments->articles.input;
  options.run = arguments->articles.run;
  options.version = Version();
  options.build = ThisProgram();
  options.asked = Asked(arguments->articles);
  const bool told = Progress::Wanted();
  Progress progress(told, told ? source::TotalBytes(options.input) : std::nullopt);
  dataset::Observer observer;
  uint64_t failures = 0;
  observer.failed = [&](const Error& error) {
    if (++failures > kToldFailures) return;
    progress.Clear();
    Complain("{}: {} [{}]", error.place, error.message, error.code);
  };
  observer.progress = [&](const pipeline::Summary& so_far, uint64_t consumed) {
    progress.Show(so_far, consumed);
  };
  const dataset::Outcome done = dataset::Build(*arguments->articles.rules, options, observer);
  progress.Clear();
  if (failures > kToldFailures) {
    Complain("{} more articles failed", Grouped(failures - kToldFailures));
  }
  if (done.error) {
    Complain("{}: {} [{}]\n{} is as it was", done.error->place, done.error->message,
             done.error->code, arguments->folder);
    return done.error->code == "foreign-folder" ? kNothingStarted : kSomethingFailed;
  }
  if (!done.why_all.empty()) Complain("{}: all is made anew: {}", arguments->folder, done.why_all);
  Put(stderr, fmt::format("{}: {}; {} files read, {} extracted, {} kept, {} removed{}\n",
                          arguments->folder, Articles(done.articles), Grouped(done.read),
                          Grouped(done.extracted), Grouped(done.kept), Grouped(done.removed),
                          done.changed ? "" : "; nothing to do"));
  return done.failed > 0 ? kSomethingFailed : kAllWell;
}

}  // namespace

void AddDataset(CLI::App* app, int* status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app->add_subcommand(
      "dataset", "Make a folder of tables for analysts, or bring it up to date");
  command->footer(R"(Examples:
  presscut dataset articles/ -o out/news
  sqlite3 out/news/presscut.sqlite 'SELECT * FROM who_said LIMIT 9'

DIR holds the same facts as records.jsonl.zst, presscut.sqlite and tables/*.csv,
described in datapackage.json and croissant.json; MANIFEST.json says what they
were made from. Where DIR is a dataset already, only articles that changed are
read and extracted. DIR is replaced whole or not at all.
Exit status: 0 all well, 1 something failed and was reported, 2 nothing started.)");
  AddArticleOptions(command, "SOURCE", &arguments->articles);
  command->add_option("-o,--output", arguments->folder, "The dataset's folder")
      ->required()
      ->option_text("DIR");
  command->callback([arguments, status] { *status = Make(arguments.get()); });
}

}  // namespace presscut::tool
