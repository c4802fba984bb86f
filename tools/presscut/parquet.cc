#include "tools/presscut/parquet.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace presscut::tool {

extern const char* const kParquetProgram;  // tools/parquet.py, put here by CMakeLists.txt

namespace {

constexpr int kNoPyarrow = 3;  // of tools/parquet.py

std::string Python() {
  if (const char* const given = std::getenv("PRESSCUT_PYTHON");
      given != nullptr && *given != '\0') {
    return given;
  }
  std::error_code failed;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", failed);
  const std::string beside = (self.parent_path() / "python/bin/python").string();
  return access(beside.c_str(), X_OK) == 0 ? beside : "python3";
}

}  // namespace

std::optional<Error> WriteParquet(const std::string& folder) {
  std::string python = Python(), flag = "-c", program = kParquetProgram, argument = folder;
  char* const arguments[] = {python.data(), flag.data(), program.data(), argument.data(), nullptr};
  pid_t child;
  int status = 0;
  const int failed = posix_spawnp(&child, python.c_str(), nullptr, nullptr, arguments, environ);
  if (failed != 0) {
    return Error{"no-parquet", python, fmt::format("cannot be started: {}", std::strerror(failed))};
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::nullopt;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoPyarrow) {
    return Error{
        "no-parquet", python,
        "has no pyarrow, which writes Parquet: `make python` sets one up, or name a Python "
        "that has it in PRESSCUT_PYTHON"};
  }
  return Error{"no-parquet", python,
               "failed to write the Parquet tables; what it says stands above"};
}

}  // namespace presscut::tool
