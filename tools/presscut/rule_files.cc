#include "tools/presscut/rule_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>

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

// The whole file; false, and errno says why, where it cannot be read.
bool Read(const fs::path& path, std::string* text) {
  std::ifstream in(path, std::ios::binary);
  std::error_code unknown;
  const uintmax_t size = fs::file_size(path, unknown);
  if (!unknown) text->reserve(size);  // a pipe has no size
  constexpr size_t kBlock = size_t{1} << 16;
  while (in) {
    const size_t before = text->size();
    text->resize(before + kBlock);
    in.read(text->data() + before, kBlock);
    text->resize(before + static_cast<size_t>(in.gcount()));
  }
  return in.eof();
}

}  // namespace

std::vector<match::RuleFile> RuleFiles(const std::string& folder, std::vector<Error>* errors) {
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
    std::string text;
    if (!Read(path, &text)) {
      errors->push_back({"unreadable-file", path.string(), std::strerror(errno)});
      continue;
    }
    const std::string relative = path.lexically_relative(folder).generic_string();
    files.push_back(
        {PathBelowRoot(relative, {files.data(), built_in}), std::move(text), path.string()});
  }
  return files;
}

std::unique_ptr<const match::RuleSet> LoadRules(const std::string& folder,
                                                std::vector<Error>* errors) {
  std::vector<match::RuleFile> files = RuleFiles(folder, errors);
  if (!errors->empty()) return nullptr;
  return match::RuleSet::Load(std::move(files), errors);
}

void PrintErrors(const std::vector<Error>& errors) {
  for (const Error& e : errors) Complain("{}: {} [{}]", e.place, e.message, e.code);
}

}  // namespace presscut::tool
