// Words of the program to its user: results on standard output, complaints on standard error.
//
//   Say("{} passed, {} failed\n", passed, failed);
//   // "presscut: x: there is …" and a line end
//   Complain("{}: there is no such file or folder", path);
//
// Cost: a formatted string a call. Thread-safety: one thread. Errors: none; a reader that went away
// is no failure of what is being done, so a write that fails is passed over here, and standard
// output is looked at once, at the end of main().

#ifndef PRESSCUT_TOOLS_PRESSCUT_SAY_H_
#define PRESSCUT_TOOLS_PRESSCUT_SAY_H_

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <utility>

namespace presscut::tool {

inline void Put(std::FILE* where, const std::string& text) {
  // The result is not used: see the opening comment.
  [[maybe_unused]] const size_t written = std::fwrite(text.data(), 1, text.size(), where);
}

template <class... Arguments>
void Say(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  Put(stdout, fmt::format(format, std::forward<Arguments>(arguments)...));
}

template <class... Arguments>
void Complain(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  Put(stderr, "presscut: " + fmt::format(format, std::forward<Arguments>(arguments)...) + "\n");
}

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_SAY_H_
