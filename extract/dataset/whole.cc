#include "extract/dataset/whole.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "extract/dataset/describe.h"
#include "extract/dataset/fields.h"
#include "extract/dataset/file.h"
#include "extract/dataset/report.h"
#include "extract/dataset/sqlite.h"
#include "extract/dataset/store.h"

namespace presscut::dataset {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOwn[] = {kManifestFile,      kRecordsFile,     kStoreFile, kCacheFile,
                                     "datapackage.json", "croissant.json", kReportFile};

bool IsOwn(const std::string& path) {
  if (std::find(std::begin(kOwn), std::end(kOwn), path) != std::end(kOwn)) return true;
  if (path.starts_with("records/")) return path.ends_with(".json");  // of readable.h
  if (!path.starts_with("tables/")) return false;
  const std::string name = path.substr(7);
  return std::any_of(Tables().begin(), Tables().end(), [&](const Table& table) {
    return name == std::string(table.name) + ".csv" || name == std::string(table.name) + ".parquet";
  });
}

// Every file below the folder, "tables/dates.csv", in order.
std::vector<std::string> FilesOf(const std::string& folder, std::error_code* failed) {
  std::vector<std::string> files;
  fs::recursive_directory_iterator walk(folder, *failed), end;
  while (!*failed && walk != end) {
    if (!walk->is_directory(*failed)) {
      files.push_back(walk->path().lexically_relative(folder).generic_string());
    }
    walk.increment(*failed);
  }
  std::sort(files.begin(), files.end());
  return files;
}

// What the cache says of a file of the dataset.
struct FileState {
  std::string path;
  int64_t bytes = 0;
  std::string xxh3;

  bool Holds(const std::string& folder) const {
    uint64_t size = 0, hash = 0;
    return !Xxh3OfFile(folder + "/" + path, &size, &hash) && static_cast<int64_t>(size) == bytes &&
           Hexadecimal(hash) == xxh3;
  }
};

std::vector<FileState> StatesIn(Database* cache) {
  std::vector<FileState> out;
  Statement rows(cache, "SELECT path, bytes, xxh3 FROM state");
  while (rows.Next()) out.push_back({rows.String(0), rows.Integer(1), rows.String(2)});
  return out;
}

bool Exists(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0;
}

}  // namespace

std::optional<Error> RefuseForeign(const std::string& folder) {
  struct stat info;
  if (stat(folder.c_str(), &info) != 0) return std::nullopt;
  if (!S_ISDIR(info.st_mode)) {
    return Error{"foreign-folder", folder, "is no folder; a dataset is one"};
  }
  std::error_code failed;
  const std::vector<std::string> files = FilesOf(folder, &failed);
  if (failed) {
    return Error{"foreign-folder", folder, fmt::format("cannot be read: {}", failed.message())};
  }
  for (const std::string& file : files) {
    if (!IsOwn(file)) {
      return Error{"foreign-folder", folder,
                   fmt::format("holds '{}', which is of no dataset; give a folder of its own, as a "
                               "dataset replaces all that is in it",
                               file)};
    }
  }
  return std::nullopt;
}

bool IsDataset(const std::string& folder) { return Exists(folder + "/" + kManifestFile); }

bool IsUsable(const std::string& folder, const std::string& key, std::string* why) {
  why->clear();
  if (!IsDataset(folder)) return false;
  const std::string cache = folder + "/" + kCacheFile;
  if (!Exists(cache)) {
    *why = "it has no cache";
    return false;
  }
  if (!IsSealed(cache)) {
    *why = "its cache is damaged";
    return false;
  }
  Database db;
  db.Open(cache, Database::kRead);
  std::string made_with;
  {
    Statement about(&db, "SELECT value FROM about WHERE name = 'key'");
    if (about.Next()) made_with = about.String(0);
    about.Reset();
  }
  if (!db.ok()) {
    *why = "its cache is damaged";
    return false;
  }
  if (made_with != key) {
    *why = "it was made by another program, other rules or with other options";
    return false;
  }
  // The largest file comes first, so that two threads have as much to do.
  std::vector<FileState> files = StatesIn(&db);
  std::sort(files.begin(), files.end(),
            [](const FileState& a, const FileState& b) { return a.bytes > b.bytes; });
  std::atomic<size_t> next = 0, wrong = files.size();
  const auto look = [&] {
    for (size_t i; (i = next++) < files.size();) {
      if (!files[i].Holds(folder)) wrong = i;
    }
  };
  std::thread other(look);
  look();
  other.join();
  if (!db.ok()) *why = "its cache is damaged";
  if (wrong < files.size()) *why = fmt::format("{} is not as it was made", files[wrong].path);
  return why->empty();
}

std::vector<std::string> Damages(const std::string& folder) {
  std::vector<std::string> out;
  const std::string manifest = folder + "/" + kManifestFile;
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::array files;
  std::string_view form;
  if (!Exists(manifest)) return {fmt::format("{} is missing", kManifestFile)};
  if (parser.load(manifest).get(root) || root["form"].get_string().get(form) ||
      root["files"].get_array().get(files)) {
    return {fmt::format("{} cannot be read", kManifestFile)};
  }
  if (form != kFormName) {
    return {fmt::format("it is of the form {}; this program knows {}", form, kFormName)};
  }
  std::set<std::string> known = {kManifestFile, kStoreFile, kCacheFile};
  for (const simdjson::dom::element file : files) {
    std::string_view path, sha256;
    uint64_t bytes = 0;
    if (file["path"].get_string().get(path) || file["sha256"].get_string().get(sha256) ||
        file["bytes"].get_uint64().get(bytes)) {
      return {fmt::format("{} cannot be read", kManifestFile)};
    }
    known.emplace(path);
    FileHash hash;
    if (HashFile(fmt::format("{}/{}", folder, path), &hash)) {
      out.push_back(fmt::format("{} is missing", path));
    } else if (hash.bytes != bytes || hash.sha256 != sha256) {
      out.push_back(fmt::format("{} is not what {} says", path, kManifestFile));
    }
  }
  // What SQLite writes is told by its content, not by its bytes: the manifest has no hash of it.
  const std::string store = folder + "/" + kStoreFile, cache = folder + "/" + kCacheFile;
  if (!Exists(store)) {
    out.push_back(fmt::format("{} is missing", kStoreFile));
  } else {
    Database db;
    db.Open(store, Database::kRead);
    std::string said;
    {
      Statement check(&db, "PRAGMA integrity_check(1)");
      if (check.Next()) said = check.String(0);
      check.Reset();
    }
    if (!db.ok() || said != "ok") out.push_back(fmt::format("{} is damaged", kStoreFile));
  }
  if (Exists(cache) && !IsSealed(cache)) {
    out.push_back(fmt::format("{} is damaged", kCacheFile));
  } else if (Exists(cache)) {
    Database db;
    db.Open(cache, Database::kRead);
    for (const FileState& file : StatesIn(&db)) {
      const bool told = std::any_of(out.begin(), out.end(), [&](const std::string& wrong) {
        return wrong.starts_with(file.path + " ");
      });
      if (!told && !file.Holds(folder)) {
        out.push_back(fmt::format("{} is not as it was made", file.path));
      }
    }
    if (!db.ok()) out.push_back(fmt::format("{} is damaged", kCacheFile));
  }
  std::error_code failed;
  for (const std::string& path : FilesOf(folder, &failed)) {
    if (!known.contains(path)) out.push_back(fmt::format("{} is not of it", path));
  }
  return out;
}

}  // namespace presscut::dataset
