#include "extract/dataset/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace presscut::dataset {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMark = ".presscut-";

struct Place {
  std::string folder;  // with a slash behind it
  std::string name;
};

Place PlaceOf(const std::string& target) {
  const size_t slash = target.rfind('/');
  if (slash == std::string::npos) return {"./", target};
  return {target.substr(0, slash + 1), target.substr(slash + 1)};
}

std::string Hidden(const Place& place, std::string_view end) {
  return fmt::format("{}.{}{}{}", place.folder, place.name, kMark, end);
}

Error Unwritable(const std::string& path, std::string_view what) {
  return {"unwritable-file", path, fmt::format("{}: {}", what, std::strerror(errno))};
}

int LockOf(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

void RemoveTree(const std::string& path) {
  std::error_code failed;  // what cannot be removed now is tried again by the next run
  fs::remove_all(path, failed);
}

bool IsThere(const std::string& path) {
  struct stat info;
  return lstat(path.c_str(), &info) == 0;
}

// Those of killed processes.
void RemoveLeftOvers(const Place& place) {
  DIR* const folder = opendir(place.folder.c_str());
  if (folder == nullptr) return;
  const std::string begin = fmt::format(".{}{}", place.name, kMark);
  while (const dirent* entry = readdir(folder)) {
    const std::string name = entry->d_name;
    if (!name.starts_with(begin)) continue;
    const int lock = LockOf(place.folder + name);
    if (lock < 0) continue;
    RemoveTree(place.folder + name);
    close(lock);
  }
  closedir(folder);
}

}  // namespace

std::string RealTarget(const std::string& target) {
  std::string path = target;
  if (char* const real = realpath(path.c_str(), nullptr)) {
    path = real;
    std::free(real);
  }
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

void Recover(const std::string& target) {
  const std::string old = Hidden(PlaceOf(target), "old");
  if (!IsThere(target) && IsThere(old)) std::rename(old.c_str(), target.c_str());
}

Replacement::~Replacement() {
  if (!path_.empty()) RemoveTree(path_);
  if (lock_ >= 0) close(lock_);
}

std::optional<Error> Replacement::Begin(const std::string& target) {
  target_ = target;
  const Place place = PlaceOf(target);
  std::error_code failed;
  fs::create_directories(place.folder, failed);
  if (failed) {
    return Error{"unwritable-file", place.folder,
                 fmt::format("the folder cannot be made: {}", failed.message())};
  }
  RemoveLeftOvers(place);
  std::string path = Hidden(place, "XXXXXX");
  if (mkdtemp(path.data()) == nullptr) {
    return Unwritable(place.folder, "no folder can be made here");
  }
  path_ = path;
  lock_ = LockOf(path_);
  const mode_t mask = umask(0);
  umask(mask);
  if (chmod(path_.c_str(), 0777 & ~mask) != 0) return Unwritable(path_, "cannot be written");
  return std::nullopt;
}

std::optional<Error> Replacement::Finish(Exchange exchange) {
  const char* const from = path_.c_str();
  const char* const to = target_.c_str();
  const auto failed = [&] { return Unwritable(target_, "cannot be put in its place"); };
  if (!IsThere(target_)) {
    if (std::rename(from, to) != 0) return failed();
    path_.clear();
    return std::nullopt;
  }
  if (exchange == Exchange::kByKernel) {
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0) {
      RemoveTree(path_);
      path_.clear();
      return std::nullopt;
    }
    if (errno != EINVAL && errno != ENOSYS) return failed();
  }
  const std::string old = Hidden(PlaceOf(target_), "old");
  RemoveTree(old);
  if (std::rename(to, old.c_str()) != 0) return failed();
  if (std::rename(from, to) != 0) {
    const Error error = failed();
    std::rename(old.c_str(), to);
    return error;
  }
  path_.clear();
  RemoveTree(old);
  return std::nullopt;
}

}  // namespace presscut::dataset
