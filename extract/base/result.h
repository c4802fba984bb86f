// What went wrong, where, and what to do about it; and a value-or-error for everything that data
// can break.
//
//   Result<Article> r = source.Next();
//   if (!r.ok()) return r.error();
//   Use(r.value());
//
// Errors are for what input, rules or the file system can cause; what a programmer can cause is an
// assert. `code` is stable and listed in docs/RECORD.md ("unreadable-file"); `place` is
// "file:line:column", a path or a row; `message` says what was found and what to do. Cost: as the
// value plus three strings. Thread-safety: plain values.

#ifndef PRESSCUT_BASE_RESULT_H_
#define PRESSCUT_BASE_RESULT_H_

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace presscut {

struct Error {
  std::string code;
  std::string place;
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  // Implicit by design: `return value;`, `return error;`.
  Result(T value) : state_(std::move(value)) {}      // NOLINT
  Result(Error error) : state_(std::move(error)) {}  // NOLINT

  bool ok() const { return std::holds_alternative<T>(state_); }

  // REQUIRES: ok().
  T& value() {
    assert(ok());
    return *std::get_if<T>(&state_);
  }
  const T& value() const {
    assert(ok());
    return *std::get_if<T>(&state_);
  }
  // REQUIRES: !ok().
  const Error& error() const {
    assert(!ok());
    return *std::get_if<Error>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

}  // namespace presscut

#endif  // PRESSCUT_BASE_RESULT_H_
