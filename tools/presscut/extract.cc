#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <string>
#include <vector>

#include "extract/kinds/date/calendar.h"
#include "extract/pipeline/pipeline.h"
#include "tools/presscut/commands.h"
#include "tools/presscut/output.h"
#include "tools/presscut/progress.h"
#include "tools/presscut/rule_files.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

constexpr unsigned kMostWorkers = 256;
// Failed articles that are told one by one; their records have them all.
constexpr uint64_t kToldFailures = 10;

const std::map<std::string, uint32_t> kKinds = {{"dates", resolve::kDates},
                                                {"organisations", resolve::kOrganisations},
                                                {"people", resolve::kPeople},
                                                {"figures", resolve::kFigures},
                                                {"quotes", resolve::kQuotes}};

const std::map<std::string, date::Order> kOrders = {{"auto", date::Order::kAuto},
                                                    {"dmy", date::Order::kDayMonth},
                                                    {"mdy", date::Order::kMonthDay},
                                                    {"ymd", date::Order::kYearMonthDay}};

struct Arguments {
  source::Input input;
  std::string files_from;
  std::string from;
  std::string offsets = "codepoint";
  std::string output = "-";
  std::string reference;
  std::string fiscal;
  std::string rules;
  std::vector<std::string> only;
  pipeline::RunOptions run{.workers = 0, .extract = {}};
};

// A day of the calendar, "2016-01-14"; false where it is none.
bool ReadDay(const std::string& s, date::Clock* day) {
  if (s.size() != 10 || s[4] != '-' || s[7] != '-') return false;
  const auto number = [&](size_t begin, size_t n) {
    int value = 0;
    for (size_t i = begin; i < begin + n; ++i) {
      if (s[i] < '0' || s[i] > '9') return -1;
      value = value * 10 + (s[i] - '0');
    }
    return value;
  };
  const int y = number(0, 4), m = number(5, 2), d = number(8, 2);
  if (!date::Valid({y, m, d})) return false;
  *day = {y, m, d, "option"};
  return true;
}

// "10" or "10-01": the day of every year.
bool ReadMonthDay(const std::string& s, date::Customs* customs) {
  if (s.size() != 2 && s.size() != 5) return false;
  date::Clock day;
  if (!ReadDay("2015-" + s + (s.size() == 2 ? "-01" : ""), &day)) return false;
  customs->fiscal_month = day.month;
  customs->fiscal_day = day.day;
  return true;
}

int Refuse(const std::string& message) {
  Complain("{}", message);
  return kNothingStarted;
}

int Extract(Arguments* arguments) {
  source::Input& input = arguments->input;
  pipeline::ExtractOptions& options = arguments->run.extract;
  if (arguments->from == "text") input.format = source::Format::kText;
  if (arguments->from == "jsonl") input.format = source::Format::kJsonl;
  if (arguments->offsets == "byte") options.unit = record::OffsetUnit::kByte;
  if (arguments->offsets == "utf16") options.unit = record::OffsetUnit::kUtf16;
  if (!arguments->files_from.empty()) input.files_from = arguments->files_from;
  if (input.paths.empty() && !input.files_from) {
    if (isatty(STDIN_FILENO) == 1) {
      return Refuse(
          "nothing to read: give files or folders, or pipe an article in (presscut extract "
          "--help)");
    }
    input.paths.push_back("-");
  }
  if (!arguments->reference.empty() && !ReadDay(arguments->reference, &options.reference)) {
    return Refuse(fmt::format("--reference-date: '{}' is no day; write it as 2016-01-14",
                              arguments->reference));
  }
  if (!arguments->fiscal.empty() && !ReadMonthDay(arguments->fiscal, &options.customs)) {
    return Refuse(
        fmt::format("--fiscal-year-start: '{}' is no day of a year; write it as 10 or 10-01",
                    arguments->fiscal));
  }
  if (!arguments->only.empty()) {
    options.kinds = 0;
    for (const std::string& kind : arguments->only) {
      const auto found = kKinds.find(kind);
      if (found == kKinds.end()) {
        return Refuse(
            fmt::format("--only: there is no kind '{}'; known are dates, organisations, people, "
                        "figures, quotes",
                        kind));
      }
      options.kinds |= found->second;
    }
  }
  if (const auto missing = source::MissingPaths(input); !missing.empty()) {
    for (const std::string& path : missing)
      Refuse(fmt::format("{}: there is no such file or folder", path));
    return kNothingStarted;
  }
  std::vector<Error> errors;
  // Never freed: the process ends with it, and to take it apart piece by piece takes longer than
  // many an input.
  static const match::RuleSet* const rules = LoadRules(arguments->rules, &errors).release();
  if (rules == nullptr) {
    PrintErrors(errors);
    return kNothingStarted;
  }
  Output output;
  if (const auto error = output.Open(arguments->output))
    return Refuse(fmt::format("{}: {}", error->place, error->message));

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
  const pipeline::Summary summary = pipeline::Run(*rules, &source, arguments->run, write, observer);

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
  command->add_option("PATH", arguments->input.paths,
                      "Files, folders or -; standard input where none is given");
  command
      ->add_option("-o,--output", arguments->output,
                   "Write records to FILE, whole or not at all; - is standard output")
      ->option_text("FILE");
  command
      ->add_option("--from", arguments->from, "What the input is, whatever its name: text or jsonl")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->option_text("text|jsonl");
  command
      ->add_option("-j,--jobs", arguments->run.workers, "Threads; 0, the default, for one a core")
      ->check(CLI::Range(0u, kMostWorkers))
      ->option_text("N");
  command
      ->add_option("--reference-date", arguments->reference,
                   "The day articles that name none were written on")
      ->option_text("YYYY-MM-DD");
  command
      ->add_option("--date-order", arguments->run.extract.customs.order,
                   "How 4/5/2016 is read; auto, the default, is as the article itself shows")
      ->transform(CLI::Transformer(kOrders))
      ->option_text("dmy|mdy|ymd|auto");
  command
      ->add_option("--fiscal-year-start", arguments->fiscal,
                   "The day fiscal years begin on; each has the number of the year it ends in")
      ->option_text("MM[-DD]");
  command
      ->add_option("--rules", arguments->rules,
                   "Rule files that replace built-in ones or are added to them")
      ->option_text("DIR");
  command
      ->add_option("--only", arguments->only,
                   "Kinds wanted: dates,organisations,people,figures,quotes")
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows is a PATH
      ->option_text("KINDS");
  command->add_option("--offsets", arguments->offsets, "What offsets count (codepoint)")
      ->check(CLI::IsMember({"codepoint", "byte", "utf16"}))
      ->option_text("codepoint|byte|utf16");
  command->add_flag("--indirect", arguments->run.extract.indirect,
                    "Indirect speech too: what is reported without quotation marks");
  command->add_flag("--text", arguments->run.extract.text,
                    "Put the article's decoded text in its record");
  command->add_flag("--explain", arguments->run.extract.explain,
                    "Say where each rule stands, and the evidence for and against each name");
  command
      ->add_option("--files-from", arguments->files_from,
                   "Read paths from FILE, one a line; - is standard input")
      ->option_text("FILE");
  command->callback([arguments, status] { *status = Extract(arguments.get()); });
}

}  // namespace presscut::tool
