#include "tools/presscut/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace presscut::tool {
namespace {

constexpr int kInterrupts[] = {SIGINT, SIGTERM, SIGHUP};

// For the signal handler: it may call nothing but unlink and raise, so the name has to be at hand.
char unfinished[4096];

void OnInterrupt(int signal) {
  if (unfinished[0] != '\0') unlink(unfinished);
  std::signal(signal, SIG_DFL);
  raise(signal);
}

// Removes the unfinished file when the program is interrupted; a signal that is ignored (nohup)
// stays so.
void WatchInterrupts() {
  for (const int signal : kInterrupts) {
    if (std::signal(signal, OnInterrupt) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

// No interrupt comes between a file's creation and the moment its name is at hand.
class HoldInterrupts {
 public:
  HoldInterrupts() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : kInterrupts) sigaddset(&held, signal);
    sigprocmask(SIG_BLOCK, &held, &before_);
  }
  ~HoldInterrupts() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

}  // namespace

Output::~Output() {
  if (!temporary_.empty()) unlink(temporary_.c_str());
  unfinished[0] = '\0';
  if (fd_ > STDERR_FILENO) close(fd_);
}

void Output::Fail() {
  error_ = Error{"unwritable-file", path_ == "-" ? "standard output" : path_,
                 fmt::format("cannot be written: {}", std::strerror(errno))};
}

std::optional<Error> Output::Open(const std::string& path) {
  path_ = path;
  if (path == "-") {
    fd_ = STDOUT_FILENO;
    return std::nullopt;
  }
  struct stat info;
  const bool exists = stat(path.c_str(), &info) == 0;
  if (exists && !S_ISREG(info.st_mode)) {
    fd_ = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd_ < 0) Fail();
    return error_;
  }
  // A link keeps being one: the file it leads to is replaced.
  std::string target = path;
  if (exists) {
    if (char* real = realpath(path.c_str(), nullptr)) {
      target = real;
      std::free(real);
    }
  }
  path_ = target;
  const size_t slash = target.rfind('/');
  const size_t name = slash == std::string::npos ? 0 : slash + 1;
  std::string temporary = target.substr(0, name) + "." + target.substr(name) + ".XXXXXX";
  const HoldInterrupts hold;
  fd_ = mkostemp(temporary.data(), O_CLOEXEC);
  if (fd_ < 0) {
    Fail();
    return error_;
  }
  temporary_ = temporary;
  if (temporary_.size() < sizeof unfinished) {
    std::memcpy(unfinished, temporary_.c_str(), temporary_.size() + 1);
    WatchInterrupts();
  }
  // mkostemp makes files for the owner only; a file keeps its mode, a new one gets the usual one.
  const mode_t mask = umask(0);
  umask(mask);
  if (fchmod(fd_, exists ? info.st_mode & 07777 : 0666 & ~mask) != 0) Fail();
  return error_;
}

bool Output::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd_, bytes.data(), bytes.size());
    if (n >= 0) {
      bytes.remove_prefix(static_cast<size_t>(n));
    } else if (errno == EPIPE) {
      closed_ = true;
      return false;
    } else if (errno != EINTR && errno != EAGAIN) {
      Fail();
      return false;
    }
  }
  return true;
}

std::optional<Error> Output::Finish() {
  if (error_ || temporary_.empty()) return error_;
  if (rename(temporary_.c_str(), path_.c_str()) != 0) {
    Fail();
    return error_;
  }
  temporary_.clear();
  unfinished[0] = '\0';
  return std::nullopt;
}

bool Output::is_terminal() const { return isatty(fd_) == 1; }

}  // namespace presscut::tool
