#include <fmt/format.h>

#include <memory>

#include "extract/base/image.h"
#include "extract/dataset/fields.h"
#include "extract/match/rule_set.h"
#include "extract/record/record.h"
#include "extract/record/schema.h"
#include "tools/presscut/commands.h"
#include "tools/presscut/rule_files.h"

#ifndef PRESSCUT_VERSION
#define PRESSCUT_VERSION "unknown"
#endif
// "RE2 10.0.0, ICU 72.1, …": what the build found.
#ifndef PRESSCUT_LIBRARIES
#define PRESSCUT_LIBRARIES "unknown"
#endif
#include "tools/presscut/say.h"

namespace presscut::tool {

void AddSchema(CLI::App* app, int* status) {
  CLI::App* command =
      app->add_subcommand("schema", "Print the record's JSON Schema (draft 2020-12)");
  command->footer(
      "Examples:\n  presscut schema > record.schema.json\n  presscut schema --markdown");
  auto markdown = std::make_shared<bool>(false);
  command->add_flag("--markdown", *markdown, "Print the same as tables for people");
  auto tables = std::make_shared<bool>(false);
  command->add_flag("--tables", *tables, "Print the tables of a dataset instead, for people");
  command->callback([markdown, tables, status] {
    Say("{}", *tables     ? dataset::MarkdownTables()
              : *markdown ? record::MarkdownTable()
                          : record::JsonSchema());
    *status = kAllWell;
  });
}

std::string Version() { return PRESSCUT_VERSION; }

std::string BuildName() {
  std::string name;
  for (const char byte : BuildId()) {
    name += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return name;
}

std::string VersionText() {
  std::vector<Error> errors;
  const auto rules = LoadRules("", &errors);
  return fmt::format("presscut {}\nrecord    {}\nrules     {}\nlibraries {}", PRESSCUT_VERSION,
                     record::kSchemaName,
                     rules == nullptr ? "broken" : fmt::format("{:016x}", rules->hash()),
                     PRESSCUT_LIBRARIES);
}

}  // namespace presscut::tool
