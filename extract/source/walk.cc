#include "extract/source/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace presscut::source {
namespace {

constexpr std::string_view kCompressed[] = {".gz", ".zst", ".xz", ".bz2"};

std::string_view WithoutCompression(std::string_view path) {
  for (const std::string_view suffix : kCompressed) {
    if (path.ends_with(suffix)) return path.substr(0, path.size() - suffix.size());
  }
  return path;
}

}  // namespace

Format FormatOf(std::string_view path) {
  path = WithoutCompression(path);
  if (path.ends_with(".jsonl")) return Format::kJsonl;
  return path.ends_with(".txt") ? Format::kText : Format::kAuto;
}

std::string_view WithoutSuffix(std::string_view path) {
  const size_t slash = path.rfind('/');
  const size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  const std::string_view plain = WithoutCompression(path);
  if (plain.size() > name) path = plain;
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos || dot <= name ? path : path.substr(0, dot);
}

FolderWalk::FolderWalk(std::string root) : root_(std::move(root)) {
  if (!root_.ends_with('/')) root_ += '/';
  if (!Enter(root_)) levels_.push_back({root_, 0, 0, {}, 0});  // Next() reports it
}

bool FolderWalk::Enter(const std::string& path) {
  struct stat info;
  DIR* folder = opendir(path.c_str());
  if (folder == nullptr || fstat(dirfd(folder), &info) != 0) {
    error_ = std::strerror(errno);
    if (folder != nullptr) closedir(folder);
    return false;
  }
  for (const Level& above : levels_) {
    if (above.device == info.st_dev && above.inode == info.st_ino) {  // a link back up
      closedir(folder);
      ++skipped_;
      return true;
    }
  }
  Level level{path, info.st_dev, info.st_ino, {}, 0};
  while (const dirent* found = readdir(folder)) {
    std::string name = found->d_name;
    if (name == "." || name == "..") continue;
    if (name.front() == '.') {
      ++skipped_;
      continue;
    }
    bool is_folder = found->d_type == DT_DIR;
    bool is_file = found->d_type == DT_REG;
    if (found->d_type == DT_LNK || found->d_type == DT_UNKNOWN) {
      const bool there = stat((path + name).c_str(), &info) == 0;
      is_folder = there && S_ISDIR(info.st_mode);
      is_file = !there || S_ISREG(info.st_mode);  // a link to nothing is reported when it is opened
    }
    if (is_folder) {
      level.entries.push_back({name + "/", true});
    } else if (is_file && FormatOf(name) != Format::kAuto) {
      level.entries.push_back({std::move(name), false});
    } else {
      ++skipped_;
    }
  }
  closedir(folder);
  std::sort(level.entries.begin(), level.entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  levels_.push_back(std::move(level));
  return true;
}

bool FolderWalk::Next(std::string* path) {
  if (!error_.empty() && levels_.size() == 1 && levels_[0].inode == 0) {  // the root itself
    levels_.clear();
    *path = root_;
    return true;
  }
  error_.clear();
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.next == level.entries.size()) {
      levels_.pop_back();
      continue;
    }
    const Entry& entry = level.entries[level.next++];
    *path = level.path + entry.name;
    if (!entry.folder) return true;
    const std::string folder = *path;  // entering moves the levels
    if (!Enter(folder)) return true;
  }
  return false;
}

}  // namespace presscut::source
