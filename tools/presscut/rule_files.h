// The rules a command works with: those inside the program, and those of a folder laid over them.
//
//   std::vector<Error> errors;
//   auto rules = LoadRules("my-rules", &errors);          // "" for the built-in ones alone
//   if (rules == nullptr) return Report(errors);
//
// A file of the folder replaces the built-in file of the same path ("en/dates.toml",
// "en/lists/titles.txt"), with or without the language in front ("dates.toml", "lists/titles.txt"),
// or, where only one built-in file has its name, by the name alone ("titles.txt"). With one more
// word in its name it adds instead of replacing ("titles.local.txt"). A file that answers to none
// of these is added, below en/ where it names no language.
//
// Word lists that were loaded before by this program, byte for byte, come out of the user's cache
// folder as they were left there (rule_cache.h).
//
// Cost: reads the folder, then RuleSet::Load. Thread-safety: one thread. Errors: those of
// RuleSet::Load and "unreadable-file".

#ifndef PRESSCUT_TOOLS_PRESSCUT_RULE_FILES_H_
#define PRESSCUT_TOOLS_PRESSCUT_RULE_FILES_H_

#include <memory>
#include <string>
#include <vector>

#include "extract/base/result.h"
#include "extract/match/rule_set.h"

namespace presscut::tool {

// nullptr where there was any error.
std::unique_ptr<const match::RuleSet> LoadRules(const std::string& folder,
                                                std::vector<Error>* errors);

// Prints every error, one a line: "place: message [code]".
void PrintErrors(const std::vector<Error>& errors);

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_RULE_FILES_H_
