// What a dataset says of itself: MANIFEST.json for whoever wants to know what it was made from,
// datapackage.json (Frictionless Data Package 2.0) and croissant.json (Croissant 1.1) for programs
// that read tables they have never seen.
//
//   std::vector<FileEntry> files = …;                       // with hashes
//   files.push_back({"datapackage.json", …});               // of DataPackage(files)
//   files.push_back({"croissant.json", …});                 // of Croissant(files, version)
//   WriteManifest(path, about, files, each_source, &hash);
//
// All three come from fields.h, so a field is described in all or in none. No clock, no host: they
// are the same bytes for the same dataset.
//
// Cost: builds its text. Thread-safety: pure. Errors: "unwritable-file" of the manifest, which is
// written piece by piece, as there may be many sources.

#ifndef PRESSCUT_DATASET_DESCRIBE_H_
#define PRESSCUT_DATASET_DESCRIBE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/base/result.h"
#include "extract/dataset/file.h"

namespace presscut::dataset {

// The form of all this; it changes when a reader has to.
inline constexpr std::string_view kFormName = "presscut-dataset/1";
inline constexpr const char* kManifestFile = "MANIFEST.json";

struct FileEntry {
  std::string path;  // below the dataset's folder
  FileHash hash;
};

struct About {
  std::string version, rules;                                // of the program; the rule set's hash
  std::vector<std::pair<std::string, std::string>> options;  // name, JSON value
  std::vector<std::pair<std::string, uint64_t>> counts;      // of rows
};

struct SourceEntry {
  std::string path;
  std::optional<uint64_t> bytes;  // unknown for standard input
  std::string xxh3;
  uint64_t articles = 0;
};

std::string DataPackage(const std::vector<FileEntry>& files, std::string_view version);
std::string Croissant(const std::vector<FileEntry>& files, std::string_view version);

// `next` fills one source after the other, and returns false at the end.
std::optional<Error> WriteManifest(const std::string& path, const About& about,
                                   const std::vector<FileEntry>& files,
                                   const std::function<bool(SourceEntry*)>& next, FileHash* hash);

std::string Quoted(std::string_view text);  // as JSON

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_DESCRIBE_H_
