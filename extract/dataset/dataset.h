// Makes a dataset of articles: a folder of tables and records that says what it was made from, and
// is cheap to make again.
//
//   Options options;
//   options.folder = "out/news";
//   options.input.paths = {"articles/"};
//   options.version = "0.1.0";
//   const Outcome done = Build(rules, options);
//   if (done.error) return *done.error;              // the folder is as it was
//   print(done.articles, done.extracted, done.kept, done.removed);
//
// In the folder (docs/DATASET.md tells it to people):
//   MANIFEST.json        program, rules, options, counts, every file with its hash, every source
//   records.jsonl.zst    the records, with their text, in the order of the sources (frames.h)
//   presscut.sqlite      tables, indexes, full-text search, views (fields.h, store.h)
//   tables/*.csv         the same tables (csv.h)
//   datapackage.json, croissant.json      the same tables described for others' tools (describe.h)
//   cache.sqlite         what the next run has to know: hashes and places. It holds times of files,
//                        and is of no use elsewhere
// All but the cache is a function of the articles, the rules, the options and the program: no
// clock, no host, no thread is in it, and text files are the same to the byte whether they were
// made anew or out of an older dataset; so is what presscut.sqlite holds (`.dump`).
//
// Incremental. An article is read when its file's size, times or inode are not those of the cache;
// it is extracted when the bytes it was read from (for a row of JSON Lines: the row) have another
// hash, or its id or path is new. Everything else is taken from the older dataset. Another program,
// other rules or other options: everything is made anew. Nothing changed: the folder is not
// touched.
//
// Whole or not at all. The new folder stands beside the old one under a hidden name until it is
// ready (folder.h). What makes the run fail, and leaves the old one: a source that cannot be read
// ("unreadable-file"), two articles of one id ("clashing-id"), a full disk ("unwritable-file"), a
// folder that holds anything else than a dataset ("foreign-folder"). An article that can be read
// but is none (binary-input, bad-json-row …) has its record with the error, as in `extract`.
//
// Cost: extraction, about as much again for the tables and full-text search; an incremental run
// copies what did not change. Memory: extraction's, some 50 bytes an article, and the largest block
// of appearances (link.h). Thread-safety: one Build a folder at a time; it uses options.run.workers
// threads, and two where there is more than one thing to do.

#ifndef PRESSCUT_DATASET_DATASET_H_
#define PRESSCUT_DATASET_DATASET_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/base/result.h"
#include "extract/match/rule_set.h"
#include "extract/pipeline/pipeline.h"
#include "extract/source/source.h"

namespace presscut::dataset {

struct Options {
  std::string folder;
  source::Input input;
  pipeline::RunOptions run;  // the text is always in the record
  std::string version;       // of the program, for the manifest
  // What tells this very program from others of the same version; it is not written but in the
  // cache.
  std::string build;
  // What was asked for, as it is to stand in the manifest: name and JSON value.
  std::vector<std::pair<std::string, std::string>> asked;
  // Also records/ID.json, one file an article, laid out to be read (readable.h).
  bool readable = false;
  // Writes further files into tables/, when all others but the manifest are there.
  std::function<std::optional<Error>(const std::string& folder)> more = nullptr;
};

struct Outcome {
  uint64_t articles = 0;   // in the dataset
  uint64_t read = 0;       // files opened
  uint64_t extracted = 0;  // articles
  uint64_t kept = 0;       // articles taken from the older dataset
  uint64_t removed = 0;    // articles of the older dataset that are gone
  uint64_t failed = 0;     // articles whose record is an error
  bool changed = false;    // false: the folder was not touched
  std::string why_all;     // why an older dataset was not made use of; empty where it was
  std::optional<Error> error;
};

struct Observer {
  std::function<void(const Error& error)> failed;  // of an article
  std::function<void(const pipeline::Summary& so_far, uint64_t consumed)> progress;
};

// What has to be the same for an older dataset to be of use.
std::string KeyOf(const match::RuleSet& rules, const Options& options);

Outcome Build(const match::RuleSet& rules, const Options& options, const Observer& observer = {});

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_DATASET_H_
