// Where records go: standard output, or a file that appears whole or not at all.
//
//   Output output;
//   if (auto error = output.Open("out/records.jsonl")) return *error;     // "-": standard output
//   output.Write(records);
//   if (auto error = output.Finish()) return *error;  // now the file has its name
//
// A file is written beside its place under a hidden name and renamed at the end; until then, what
// stood there stands. It is removed when the program is interrupted. What is no plain file (a
// device, a pipe) is written directly.
//
// Cost: one system call a Write. Thread-safety: one thread. Errors: "unwritable-file". A reader
// that goes away is no error: closed() is true then, and nothing more is written.

#ifndef PRESSCUT_TOOLS_PRESSCUT_OUTPUT_H_
#define PRESSCUT_TOOLS_PRESSCUT_OUTPUT_H_

#include <optional>
#include <string>
#include <string_view>

#include "extract/base/result.h"

namespace presscut::tool {

class Output {
 public:
  Output() = default;
  ~Output();  // removes a file that was not finished
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::optional<Error> Open(const std::string& path);
  // False where nothing more can be written: closed() or error() says why.
  bool Write(std::string_view bytes);
  std::optional<Error> Finish();

  bool closed() const { return closed_; }
  const std::optional<Error>& error() const { return error_; }
  // Whether records go to a terminal, where a progress line would mix with them.
  bool is_terminal() const;

 private:
  void Fail();

  int fd_ = -1;
  std::string path_, temporary_;  // temporary_ is empty where the place is written directly
  bool closed_ = false;
  std::optional<Error> error_;
};

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_OUTPUT_H_
