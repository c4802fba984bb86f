#include "extract/dataset/dataset.h"

#include <fmt/format.h>

#include <memory>
#include <string>

#include "extract/dataset/check.h"
#include "extract/dataset/diff.h"
#include "extract/dataset/whole.h"
#include "tools/presscut/article_options.h"
#include "tools/presscut/commands.h"
#include "tools/presscut/parquet.h"
#include "tools/presscut/progress.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

constexpr uint64_t kToldFailures = 10;

struct Arguments {
  ArticleOptions articles;
  std::string folder;
  bool check = false;
  bool parquet = false;
  bool readable = false;
  std::vector<std::string> diff;  // old, new
};

std::string Rule(std::string_view rule) { return rule.empty() ? "" : fmt::format(" [{}]", rule); }

std::string Articles(uint64_t n) {
  return fmt::format("{} article{}", Grouped(n), n == 1 ? "" : "s");
}

dataset::Options OptionsOf(const Arguments& arguments) {
  dataset::Options options;
  options.folder = arguments.folder;
  options.input = arguments.articles.input;
  options.run = arguments.articles.run;
  options.version = Version();
  options.build = BuildName();
  options.asked = Asked(arguments.articles);
  options.asked.emplace_back("parquet", arguments.parquet ? "true" : "false");
  options.asked.emplace_back("readable", arguments.readable ? "true" : "false");
  options.readable = arguments.readable;
  if (arguments.parquet) options.more = WriteParquet;
  return options;
}

int Report(const Error& error) {
  Complain("{}: {} [{}]", error.place, error.message, error.code);
  return kNothingStarted;
}

// Whether the dataset is whole, and what a run would change.
int Check(Arguments* arguments) {
  const std::string& folder = arguments->folder;
  const source::Input& input = arguments->articles.input;
  bool well = true;
  if (!dataset::IsDataset(folder)) {
    Say("{}: there is no dataset\n", folder);
    well = false;
  } else {
    for (const std::string& wrong : dataset::Damages(folder)) {
      Say("{}: {}\n", folder, wrong);
      well = false;
    }
    if (well) Say("{}: whole\n", folder);
  }
  if (input.paths.empty() && !input.files_from && arguments->articles.files_from.empty()) {
    return well ? kAllWell : kSomethingFailed;
  }
  if (!Resolve(&arguments->articles)) return kNothingStarted;
  const dataset::Checked checked =
      dataset::Check(*arguments->articles.rules, OptionsOf(*arguments),
                     [](std::string_view what, std::string_view id) { Say("{} {}\n", what, id); });
  if (checked.error) return Report(*checked.error);
  if (!checked.why_all.empty()) Say("{}: all would be made anew: {}\n", folder, checked.why_all);
  Say("{}: {}; {} new, {} changed, {} gone{}{}\n", folder, Articles(checked.articles),
      Grouped(checked.appeared), Grouped(checked.changed), Grouped(checked.gone),
      checked.failing > 0 ? fmt::format(", {} that cannot be read", Grouped(checked.failing)) : "",
      checked.differs ? "" : "; nothing to do");
  return well && !checked.differs ? kAllWell : kSomethingFailed;
}

// Which facts one dataset has and the other has not.
int Diff(const std::vector<std::string>& folders) {
  dataset::Difference difference;
  const auto print = [](const dataset::Change& change) {
    std::string text(change.text.substr(0, change.text.find('\n')));
    Say("{} {} {}{}{} \"{}\" {}{}{}\n", change.sign, change.kind, change.article,
        change.place.empty() ? "" : " ", change.place, text,
        change.sign == '~' ? fmt::format("{}{} -> ", change.old_values, Rule(change.old_rule)) : "",
        change.values, Rule(change.rule));
  };
  if (const auto error = dataset::Compare(folders[0], folders[1], print, &difference)) {
    return Report(*error);
  }
  if (difference.empty()) {
    Say("no difference\n");
    return kAllWell;
  }
  Say("{:<15}{:<32}{:>10}{:>10}{:>10}\n", "kind", "rule", "appeared", "vanished", "changed");
  for (const auto& [what, counts] : difference) {
    Say("{:<15}{:<32}{:>10}{:>10}{:>10}\n", what.first, what.second.empty() ? "-" : what.second,
        counts.appeared, counts.vanished, counts.changed);
  }
  return kAllWell;
}

int Make(Arguments* arguments) {
  if (!Resolve(&arguments->articles)) return kNothingStarted;
  const dataset::Options options = OptionsOf(*arguments);
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
  presscut dataset articles/ -o out/news --check
  presscut dataset --diff out/old out/news | less
  sqlite3 out/news/presscut.sqlite 'SELECT * FROM who_said LIMIT 9'

DIR holds the same facts as records.jsonl.zst, presscut.sqlite and tables/*.csv,
described in datapackage.json and croissant.json; MANIFEST.json says what they
were made from. Where DIR is a dataset already, only articles that changed are
read and extracted. DIR is replaced whole or not at all.
Exit status: 0 all well, 1 something failed and was reported (with --check: the
dataset is damaged or not up to date), 2 nothing started.)");
  AddArticleOptions(command, "SOURCE", &arguments->articles);
  command->add_option("-o,--output", arguments->folder, "The dataset's folder")->option_text("DIR");
  command->add_flag("--parquet", arguments->parquet,
                    "Also write tables/*.parquet (needs pyarrow: make python)");
  command->add_flag(
      "--readable", arguments->readable,
      "Also write records/ID.json, one file an article, in which changes of rules show "
      "as changed lines");
  command->add_flag("--check", arguments->check,
                    "Write nothing: say whether DIR is whole, and what a run would change");
  command
      ->add_option(
          "--diff", arguments->diff,
          "Print which facts appeared (+), vanished (-) and changed (~) from one dataset to "
          "the other, and how many by kind and rule")
      ->expected(2)
      ->option_text("OLD NEW");
  command->callback([arguments, status] {
    if (!arguments->diff.empty()) {
      *status = Diff(arguments->diff);
    } else if (arguments->folder.empty()) {
      Complain("no folder for the dataset: give one with -o DIR");
      *status = kNothingStarted;
    } else {
      *status = arguments->check ? Check(arguments.get()) : Make(arguments.get());
    }
  });
}

}  // namespace presscut::tool
