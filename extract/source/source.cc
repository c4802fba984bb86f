#include "extract/source/source.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace presscut::source {
namespace {

// A path in a list of files: no system allows a longer one.
constexpr size_t kMaxPathBytes = size_t{1} << 16;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

void Clear(Article* article) {
  article->id.clear();
  article->path.clear();
  article->bytes.clear();
  article->is_utf8 = false;
  article->date.reset();
  article->headline.reset();
  article->meta.reset();
  article->source_bytes = 0;
  article->xxh3 = 0;
  article->error.reset();
}

bool IsBlank(std::string_view s) {
  return s.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

void SayTooLarge(const std::string& place, Article* article) {
  article->error =
      Error{"article-too-large", place,
            fmt::format("longer than {} MiB; split it into articles", kMaxArticleBytes >> 20)};
}

std::string_view NameOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::vector<std::string> MissingPaths(const Input& input) {
  std::vector<std::string> missing;
  struct stat info;
  for (const std::string& path : input.paths) {
    if (path != "-" && stat(path.c_str(), &info) != 0) missing.push_back(path);
  }
  if (input.files_from && *input.files_from != "-" && stat(input.files_from->c_str(), &info) != 0) {
    missing.push_back(*input.files_from);
  }
  return missing;
}

std::optional<uint64_t> TotalBytes(const Input& input) {
  if (input.files_from) return std::nullopt;
  uint64_t total = 0;
  struct stat info;
  for (const std::string& path : input.paths) {
    if (path == "-" || stat(path.c_str(), &info) != 0) return std::nullopt;
    if (S_ISREG(info.st_mode)) {
      total += static_cast<uint64_t>(info.st_size);
    } else if (S_ISDIR(info.st_mode)) {
      FolderWalk walk(path);
      std::string file;
      while (walk.Next(&file)) {
        if (walk.error().empty() && stat(file.c_str(), &info) == 0)
          total += static_cast<uint64_t>(info.st_size);
      }
    } else {
      return std::nullopt;
    }
  }
  return total;
}

Source::Source(Input input)
    : input_(std::move(input)), list_cutter_(kMaxPathBytes), cutter_(kMaxArticleBytes) {}

void Source::CountConsumed() {
  consumed_.store(consumed_before_ + stream_.consumed(), std::memory_order_relaxed);
}

bool Source::NextPath(std::string* path) {
  if (next_path_ < input_.paths.size()) {
    *path = input_.paths[next_path_++];
    return true;
  }
  if (!input_.files_from) return false;
  if (!list_open_) {
    list_open_ = true;
    if (!list_.Open(*input_.files_from, &stop_)) list_cutter_.Start(&list_, Cutter::kNames);
  }
  std::string_view line;
  for (;;) {
    if (list_.error()) return false;
    const Cutter::Status status = list_cutter_.Next(&line);
    if (status == Cutter::kEnd || status == Cutter::kError) return false;
    if (status == Cutter::kTooLarge) line = "(a path longer than any system allows)";
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    path->assign(line);
    return true;
  }
}

bool Source::Next(Article* article) {
  Clear(article);
  std::string path;
  while (!stop_.load(std::memory_order_relaxed)) {
    if (state_ == State::kRows) {
      if (NextRow(article)) return true;
      continue;
    }
    if (state_ == State::kPages) {
      if (NextPage(article)) return true;
      continue;
    }
    if (walk_) {
      if (!walk_->Next(&path)) {
        skipped_before_ += walk_->skipped();
        walk_.reset();
        continue;
      }
      skipped_.store(skipped_before_ + walk_->skipped(), std::memory_order_relaxed);
      std::string id(WithoutSuffix(walk_->below_root(path)));
      if (!walk_->error().empty()) {
        article->id = id.empty() ? std::string(NameOf(path.substr(0, path.size() - 1))) : id;
        article->path = path;
        article->error = Error{"unreadable-file", path,
                               fmt::format("the folder cannot be read: {}", walk_->error())};
        return true;
      }
      if (StartFile(path, std::move(id), article)) return true;
      continue;
    }
    if (!NextPath(&path)) {
      if (input_.files_from && list_.error()) {
        const Error error = *list_.error();
        list_.Close();
        input_.files_from.reset();
        article->id = std::string(WithoutSuffix(NameOf(error.place)));
        article->path = error.place;
        article->error = error;
        return true;
      }
      return false;
    }
    if (StartPath(path, article)) return true;
  }
  return false;
}

// True where *article is filled; false where something was opened, to be read by the next turn of
// Next().
bool Source::StartPath(const std::string& path, Article* article) {
  struct stat info;
  if (path != "-" && stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
    walk_.emplace(path);
    skipped_.store(skipped_before_ + walk_->skipped(), std::memory_order_relaxed);
    return false;
  }
  return StartFile(path, path == "-" ? "stdin" : std::string(WithoutSuffix(NameOf(path))), article);
}

bool Source::StartFile(const std::string& path, std::string id, Article* article) {
  if (input_.pass_over && path != "-" && input_.pass_over(path, id)) return false;
  consumed_before_ += stream_.consumed();
  const std::optional<Error> error = stream_.Open(path, &stop_);
  CountConsumed();
  if (error) {
    article->id = std::move(id);
    article->path = path;
    article->error = error;
    return true;
  }
  path_ = path;
  id_ = std::move(id);
  line_ = 0;
  const Format format = input_.format == Format::kAuto ? FormatOf(path) : input_.format;
  if (format == Format::kJsonl) {
    cutter_.Start(&stream_, Cutter::kLines);
    state_ = State::kRows;
    return false;
  }
  if (path == "-") {
    cutter_.Start(&stream_, Cutter::kPages);
    state_ = State::kPages;
    return false;
  }
  cutter_.Start(&stream_, Cutter::kWhole);
  ReadWhole(path, article);
  stream_.Close();
  return true;
}

void Source::ReadWhole(const std::string& path, Article* article) {
  article->id = id_;
  article->path = path;
  if (stream_.size_hint() > kMaxArticleBytes) {
    article->source_bytes = stream_.size_hint();
    return SayTooLarge(path, article);
  }
  std::string_view bytes;
  const Cutter::Status status = cutter_.Next(&bytes);
  CountConsumed();
  if (status == Cutter::kTooLarge) return SayTooLarge(path, article);
  if (status == Cutter::kError) {
    article->error = stream_.error();
    return;
  }
  article->bytes.assign(bytes);
  article->source_bytes = bytes.size();
  article->xxh3 = XXH3_64bits(bytes.data(), bytes.size());
}

bool Source::NextRow(Article* article) {
  std::string_view row;
  for (;;) {
    const Cutter::Status status = cutter_.Next(&row);
    CountConsumed();
    if (status == Cutter::kEnd || status == Cutter::kError) {
      state_ = State::kNextPath;
      const bool failed = status == Cutter::kError;
      if (failed) {
        article->id = fmt::format("{}:{}", id_, line_ + 1);
        article->path = fmt::format("{}:{}", path_, line_ + 1);
        article->error = stream_.error();
        article->error->place = article->path;
      }
      stream_.Close();
      return failed;
    }
    ++line_;
    if (line_ == 1 && row.starts_with(kByteOrderMark)) row.remove_prefix(kByteOrderMark.size());
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (status == Cutter::kPiece && IsBlank(row)) continue;
    article->path = fmt::format("{}:{}", path_, line_);
    if (status == Cutter::kTooLarge) {
      article->id = fmt::format("{}:{}", id_, line_);
      SayTooLarge(article->path, article);
      return true;
    }
    article->source_bytes = row.size();
    article->xxh3 = XXH3_64bits(row.data(), row.size());
    rows_.Read(row, id_, article->path, line_, article);
    return true;
  }
}

bool Source::NextPage(Article* article) {
  std::string_view page;
  for (;;) {
    const Cutter::Status status = cutter_.Next(&page);
    CountConsumed();
    if (status == Cutter::kEnd) {
      state_ = State::kNextPath;
      stream_.Close();
      return false;
    }
    if (status == Cutter::kPiece && IsBlank(page)) continue;
    ++line_;
    article->id = line_ == 1 ? id_ : fmt::format("{}-{}", id_, line_);
    article->path = path_;
    if (status == Cutter::kTooLarge) {
      SayTooLarge(path_, article);
    } else if (status == Cutter::kError) {
      state_ = State::kNextPath;
      article->error = stream_.error();
      stream_.Close();
    } else {
      article->bytes.assign(page);
      article->source_bytes = page.size();
      article->xxh3 = XXH3_64bits(page.data(), page.size());
    }
    return true;
  }
}

}  // namespace presscut::source
