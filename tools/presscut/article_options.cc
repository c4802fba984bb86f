#include "tools/presscut/article_options.h"

#include <fmt/format.h>
#include <unistd.h>

#include <map>

#include "extract/dataset/describe.h"
#include "extract/kinds/date/calendar.h"
#include "tools/presscut/rule_files.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

constexpr unsigned kMostWorkers = 256;

const std::map<std::string, uint32_t> kKinds = {{"dates", resolve::kDates},
                                                {"organisations", resolve::kOrganisations},
                                                {"people", resolve::kPeople},
                                                {"figures", resolve::kFigures},
                                                {"quotes", resolve::kQuotes}};

const std::map<std::string, date::Order> kOrders = {{"auto", date::Order::kAuto},
                                                    {"dmy", date::Order::kDayMonth},
                                                    {"mdy", date::Order::kMonthDay},
                                                    {"ymd", date::Order::kYearMonthDay}};

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

bool Refuse(const std::string& message) {
  Complain("{}", message);
  return false;
}

}  // namespace

bool Resolve(ArticleOptions* given) {
  source::Input& input = given->input;
  pipeline::ExtractOptions& options = given->run.extract;
  if (given->from == "text") input.format = source::Format::kText;
  if (given->from == "jsonl") input.format = source::Format::kJsonl;
  if (given->offsets == "byte") options.unit = record::OffsetUnit::kByte;
  if (given->offsets == "utf16") options.unit = record::OffsetUnit::kUtf16;
  if (!given->files_from.empty()) input.files_from = given->files_from;
  if (input.paths.empty() && !input.files_from) {
    if (isatty(STDIN_FILENO) == 1) {
      return Refuse(
          fmt::format("nothing to read: give files or folders, or pipe an article in (presscut {} "
                      "--help)",
                      given->command));
    }
    input.paths.push_back("-");
  }
  if (!given->reference.empty() && !ReadDay(given->reference, &options.reference)) {
    return Refuse(
        fmt::format("--reference-date: '{}' is no day; write it as 2016-01-14", given->reference));
  }
  if (!given->fiscal.empty() && !ReadMonthDay(given->fiscal, &options.customs)) {
    return Refuse(fmt::format(
        "--fiscal-year-start: '{}' is no day of a year; write it as 10 or 10-01", given->fiscal));
  }
  if (!given->only.empty()) {
    options.kinds = 0;
    for (const std::string& kind : given->only) {
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
    return false;
  }
  std::vector<Error> errors;
  // Never freed: the process ends with it, and to take it apart piece by piece takes longer than
  // many an input.
  given->rules = LoadRules(given->rules_folder, &errors).release();
  if (given->rules == nullptr) PrintErrors(errors);
  return given->rules != nullptr;
}

void AddArticleOptions(CLI::App* command, const char* what, ArticleOptions* given) {
  given->command = command->get_name();
  command->add_option(what, given->input.paths,
                      "Files, folders or -; standard input where none is given");
  command->add_option("--from", given->from, "What the input is, whatever its name: text or jsonl")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->option_text("text|jsonl");
  command->add_option("-j,--jobs", given->run.workers, "Threads; 0, the default, for one a core")
      ->check(CLI::Range(0u, kMostWorkers))
      ->option_text("N");
  command
      ->add_option("--reference-date", given->reference,
                   "The day articles that name none were written on")
      ->option_text("YYYY-MM-DD");
  command
      ->add_option("--date-order", given->run.extract.customs.order,
                   "How 4/5/2016 is read; auto, the default, is as the article itself shows")
      ->transform(CLI::Transformer(kOrders))
      ->option_text("dmy|mdy|ymd|auto");
  command
      ->add_option("--fiscal-year-start", given->fiscal,
                   "The day fiscal years begin on; each has the number of the year it ends in")
      ->option_text("MM[-DD]");
  command
      ->add_option("--rules", given->rules_folder,
                   "Rule files that replace built-in ones or are added to them")
      ->option_text("DIR");
  command
      ->add_option("--only", given->only,
                   "Kinds wanted: dates,organisations,people,figures,quotes")
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows is a path
      ->option_text("KINDS");
  command->add_option("--offsets", given->offsets, "What offsets count (codepoint)")
      ->check(CLI::IsMember({"codepoint", "byte", "utf16"}))
      ->option_text("codepoint|byte|utf16");
  command->add_flag("--indirect", given->run.extract.indirect,
                    "Indirect speech too: what is reported without quotation marks");
  command
      ->add_option("--files-from", given->files_from,
                   "Read paths from FILE, one a line; - is standard input")
      ->option_text("FILE");
}

std::vector<std::pair<std::string, std::string>> Asked(const ArticleOptions& given) {
  const auto text = [](const std::string& value) {
    return value.empty() ? "null" : dataset::Quoted(value);
  };
  std::string only;
  for (const auto& [name, kind] : kKinds) {
    if ((given.run.extract.kinds & kind) == 0) continue;
    only += (only.empty() ? "" : ", ") + dataset::Quoted(name);
  }
  std::string order = "auto";
  for (const auto& [name, value] : kOrders) {
    if (value == given.run.extract.customs.order) order = name;
  }
  return {{"from", text(given.from)},
          {"reference_date", text(given.reference)},
          {"date_order", text(order)},
          {"fiscal_year_start", text(given.fiscal)},
          {"only", "[" + only + "]"},
          {"offsets", text(given.offsets)},
          {"indirect", given.run.extract.indirect ? "true" : "false"}};
}

}  // namespace presscut::tool
