#include "tools/presscut/rule_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "tools/presscut/rule_cache.h"
#include "tools/presscut/say.h"

namespace presscut::tool {
namespace {

namespace fs = std::filesystem;

// The path below the rules' root that a file of the folder stands for.
std::string PathBelowRoot(const std::string& relative, std::span<const match::RuleFile> built_in) {
  // "lists/titles.local.txt" adds to "lists/titles.txt" and belongs beside it.
  const size_t slash = relative.rfind('/');
  const size_t name = slash == std::string::npos ? 0 : slash + 1;
  const size_t word = relative.find('.', name), suffix = relative.rfind('.');
  const std::string whole = relative.substr(0, word) + relative.substr(suffix);
  const auto is = [&](const std::string& path) {
    return std::any_of(built_in.begin(), built_in.end(),
                       [&](const auto& file) { return file.path == path; });
  };
  if (is(whole)) return relative;
  if (is("en/" + whole)) return "en/" + relative;
  if (slash == std::string::npos) {
    std::string folder;
    size_t times = 0;
    for (const match::RuleFile& file : built_in) {
      if (!file.path.ends_with("/" + whole)) continue;
      folder = file.path.substr(0, file.path.size() - whole.size());
      ++times;
    }
    if (times == 1) return folder + relative;
  }
  return relative.starts_with("en/") ? relative : "en/" + relative;
}

// Calls use(bytes) for all of a file, piece by piece; false, and errno says why, where it cannot be
// read.
template <class Use>
bool Read(const std::string& path, Use use) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  // Small enough to stay in the processor's cache while it is used.
  std::array<char, size_t{1} << 17> block;
  ssize_t size = 0;
  while ((size = read(file, block.data(), block.size())) > 0)
    use(std::string_view(block.data(), static_cast<size_t>(size)));
  const int why = errno;
  close(file);
  errno = why;
  return size == 0;
}

bool ReadText(match::RuleFile* file) {
  struct stat info;
  file->text.clear();
  if (stat(file->origin.c_str(), &info) == 0) file->text.reserve(static_cast<size_t>(info.st_size));
  return Read(file->origin, [&](std::string_view bytes) { file->text += bytes; });
}

// All files of the rules; of those in the folder the text is not read yet.
std::vector<match::RuleFile> FindFiles(const std::string& folder, std::vector<Error>* errors) {
  std::vector<match::RuleFile> files = match::BuiltInFiles();
  if (folder.empty()) return files;
  std::error_code failed;
  std::vector<fs::path> found;
  fs::recursive_directory_iterator walk(folder, failed), end;
  while (!failed && walk != end) {
    const fs::path& path = walk->path();
    if (path.filename().string().starts_with('.')) {
      if (walk->is_directory(failed)) walk.disable_recursion_pending();
    } else if (path.extension() == ".toml" || path.extension() == ".txt") {
      found.push_back(path);
    }
    walk.increment(failed);
  }
  if (failed) {
    errors->push_back(
        {"unreadable-file", folder, fmt::format("cannot read the folder: {}", failed.message())});
    return files;
  }
  std::sort(found.begin(), found.end());
  if (found.empty()) {
    errors->push_back(
        {"unreadable-file", folder, "there is no rule file (.toml or .txt) in this folder"});
  }
  const size_t built_in = files.size();
  for (const fs::path& path : found) {
    const std::string relative = path.lexically_relative(folder).generic_string();
    files.push_back({PathBelowRoot(relative, {files.data(), built_in}), {}, path.string()});
  }
  match::LeaveOutReplaced(&files);
  return files;
}

bool OfFolder(const match::RuleFile& file) { return file.embedded.data() == nullptr; }

// By an image of an earlier run; nullptr where there is none, or anything is not as it should be:
// what it is will be found by reading everything. Fills the texts of rule files, not of word lists.
std::unique_ptr<const match::RuleSet> LoadByImage(const RuleCache& cache,
                                                  std::vector<match::RuleFile>* files) {
  match::FilesHash hash;
  for (match::RuleFile& file : *files) {
    // A pipe can be read but once.
    if (OfFolder(file) && !fs::is_regular_file(file.origin)) return nullptr;
    hash.Begin(file.path);
    const auto add = [&](std::string_view bytes) { hash.Add(bytes); };
    if (OfFolder(file) && match::IsWordList(file.path)) {
      if (!Read(file.origin, add)) return nullptr;
      continue;
    }
    if (OfFolder(file) && !ReadText(&file)) return nullptr;
    hash.Add(file.Text());
  }
  std::shared_ptr<const Image> image = cache.Find(hash.Get());
  if (image == nullptr) return nullptr;
  std::vector<Error> passed_over;
  return match::RuleSet::Load(*files, std::move(image), &passed_over);
}

}  // namespace

std::unique_ptr<const match::RuleSet> LoadRules(const std::string& folder,
                                                std::vector<Error>* errors) {
  const size_t before = errors->size();
  std::vector<match::RuleFile> files = FindFiles(folder, errors);
  if (errors->size() != before) return nullptr;
  const RuleCache cache;
  if (cache.on()) {
    if (auto rules = LoadByImage(cache, &files)) return rules;
  }
  for (match::RuleFile& file : files) {
    if (OfFolder(file) && !ReadText(&file))
      errors->push_back({"unreadable-file", file.origin, std::strerror(errno)});
  }
  if (errors->size() != before) return nullptr;
  auto rules = match::RuleSet::Load(std::move(files), errors);
  if (rules != nullptr && cache.on()) cache.Keep(*rules);
  return rules;
}

void PrintErrors(const std::vector<Error>& errors) {
  for (const Error& e : errors) Complain("{}: {} [{}]", e.place, e.message, e.code);
}

}  // namespace presscut::tool
