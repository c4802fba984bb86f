// The subcommands of the program, as main.cc hangs them on the command line.
//
//   CLI::App app;
//   int status = 0;
//   AddExtract(&app, &status);  // its callback runs the command and sets the status
//
// Exit statuses: 0 all well; 1 something failed and was reported; 2 nothing started. Cost: that of
// the command. Thread-safety: one thread. Errors: on standard error, "presscut: " in front.

#ifndef PRESSCUT_TOOLS_PRESSCUT_COMMANDS_H_
#define PRESSCUT_TOOLS_PRESSCUT_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <string>

namespace presscut::tool {

inline constexpr int kAllWell = 0, kSomethingFailed = 1, kNothingStarted = 2;

void AddExtract(CLI::App* app, int* status);
void AddDataset(CLI::App* app, int* status);
void AddRules(CLI::App* app, int* status);
void AddShow(CLI::App* app, int* status);
void AddSchema(CLI::App* app, int* status);

// What --version prints.
std::string VersionText();
// The number of the version alone.
std::string Version();
// The linker's id of this very program (base/image.h), in hexadecimal digits; empty where it has
// none. Two builds of one version may find other things.
std::string BuildName();

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_COMMANDS_H_
