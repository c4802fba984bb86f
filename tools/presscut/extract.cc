#include <fmt/format.h>
#include <sys/stat.h>

#include <string>

#include "extract/pipeline/pipeline.h"
#include "tools/presscut/article_options.h"
#include "tools/presscut/commands.h"
#include "tools/presscut/output.h"
#include "tools/presscut/progress.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

// Failed articles that are told one by one; their records have them all.
constexpr uint64_t kToldFailures = 10;

struct Arguments {
  ArticleOptions articles;
  std::string output = "-";
};

// An article must not be lost to its own record: false where the output is one of the paths given.
// An older output in a folder that is read, as of `extract . -o records.jsonl`, is passed over.
bool LeaveOutputOut(const std::string& output, source::Input* input) {
  struct stat written;
  if (output == "-" || stat(output.c_str(), &written) != 0 || !S_ISREG(written.st_mode)) {
    return true;
  }
  const auto is_output = [written](const std::string& path) {
    struct stat info;
    return stat(path.c_str(), &info) == 0 && info.st_dev == written.st_dev &&
           info.st_ino == written.st_ino;
  };
  for (const std::string& path : input->paths) {
    if (!is_output(path)) continue;
    Complain("{}: is one of the articles; write the records elsewhere", path);
    return false;
  }
  input->pass_over = [is_output](const std::string& path, const std::string&) {
    return is_output(path);
  };
  return true;
}

int Extract(Arguments* arguments) {
  if (!Resolve(&arguments->articles)) return kNothingStarted;
  source::Input& input = arguments->articles.input;
  if (!LeaveOutputOut(arguments->output, &input)) return kNothingStarted;
  Output output;
  if (const auto error = output.Open(arguments->output)) {
    Complain("{}: {}", error->place, error->message);
    return kNothingStarted;
  }

  const bool told = Progress::Wanted();
  Progress progress(told, told ? source::TotalBytes(input) : std::nullopt);
  source::Source source(input);
  pipeline::Observer observer;
  uint64_t failures = 0;
  observer.failed = [&](const Error& error) {
    if (++failures > kToldFailures) return;
    progress.Clear();
    Complain("{}: {} [{}]", error.place, error.message, error.code);
  };
  if (told && !output.is_terminal()) {
    observer.progress = [&](const pipeline::Summary& so_far) {
      progress.Show(so_far, source.bytes_consumed());
    };
  }
  const auto write = [&](std::string_view records) {
    return output.Write(records) ? pipeline::Written::kOk : pipeline::Written::kStop;
  };
  const pipeline::Summary summary =
      pipeline::Run(*arguments->articles.rules, &source, arguments->articles.run, write, observer);

  if (output.closed()) return kAllWell;  // the reader has what it wanted
  progress.Clear();
  if (const auto error = output.Finish()) {
    Complain("{}: {} [{}]", error->place, error->message, error->code);
    return kSomethingFailed;
  }
  if (failures > kToldFailures) {
    Complain("{} more articles failed; each has its record, with \"error\"",
             Grouped(failures - kToldFailures));
  }
  if (summary.articles == 0 && source.skipped() > 0) {
    Complain(
        "no articles found; {} files passed over, taken are .txt and .jsonl (also "
        "compressed)",
        Grouped(source.skipped()));
  }
  progress.Finish(summary, source.skipped());
  return summary.failed > 0 ? kSomethingFailed : kAllWell;
}

}  // namespace

void AddExtract(CLI::App* app, int* status) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app->add_subcommand("extract", "Read articles, write one JSON record a line");
  command->footer(R"(Examples:
  presscut extract article.txt
  presscut extract articles/ -o records.jsonl
  cat article.txt | presscut extract --reference-date 2016-01-14
  zcat news.jsonl.gz | presscut extract --from jsonl - | jq .people
  find . -name '*.txt' | presscut extract --files-from -

PATH is a file, a folder (with all .txt and .jsonl in it, also as .gz, .zst, .xz
or .bz2, in name order) or "-" for standard input. Text on standard input is one
article, or several with form feeds or NUL bytes between them. A JSONL row is
{"id", "text", "date", "headline", …}; only "text" must be there.
Exit status: 0 all well, 1 some article failed and was reported, 2 nothing started.)");
  AddArticleOptions(command, "PATH", &arguments->articles);
  command
      ->add_option("-o,--output", arguments->output,
                   "Write records to FILE, whole or not at all; - is standard output")
      ->option_text("FILE");
  command->add_flag("--text", arguments->articles.run.extract.text,
                    "Put the article's decoded text in its record");
  command->add_flag("--explain", arguments->articles.run.extract.explain,
                    "Say where each rule stands, and the evidence for and against each name");
  command->callback([arguments, status] { *status = Extract(arguments.get()); });
}

}  // namespace presscut::tool
