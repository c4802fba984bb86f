// A folder that is either the old one or the new one at every moment.
//
//   Replacement folder;
//   if (auto error = folder.Begin("out/news")) return *error;
//   write into folder.path();                     // "out/.news.presscut-Xq3v2b"
//   if (auto error = folder.Finish()) return *error;        // now out/news is what was written
//
// The new folder is written beside the old one, under a hidden name nobody reads. Finish() changes
// the two names in one system call (renameat2 with RENAME_EXCHANGE: ext4, xfs, btrfs, tmpfs), so
// that there is no moment without a dataset, and no moment with half of one; then the old one,
// which now has the hidden name, is removed. Where the file system cannot exchange (NFS), the old
// folder is moved to ".news.presscut-old" and the new one to its place; killed between the two, the
// place is empty until Recover(), with which every command of the program begins, moves the old one
// back.
//
// What a killed process left under hidden names is removed by the next Begin(): a folder in use is
// locked (flock), one that is not has no owner.
//
// Cost: a few system calls, and the removal of the old files. Thread-safety: one thread. Errors:
// "unwritable-file"; a Replacement that is not finished leaves the old folder as it was and removes
// its own.

#ifndef PRESSCUT_DATASET_FOLDER_H_
#define PRESSCUT_DATASET_FOLDER_H_

#include <optional>
#include <string>

#include "extract/base/result.h"

namespace presscut::dataset {

enum class Exchange {
  kByKernel,
  kByTwoMoves,  // as where the file system knows no exchange
};

class Replacement {
 public:
  Replacement() = default;
  ~Replacement();
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  // The folders above `target` are made where they are not there.
  std::optional<Error> Begin(const std::string& target);
  const std::string& path() const { return path_; }
  std::optional<Error> Finish(Exchange exchange = Exchange::kByKernel);

 private:
  std::string target_, path_;
  int lock_ = -1;
};

// The place itself, where `target` is a link to it; without slashes behind it.
std::string RealTarget(const std::string& target);
// Moves the old folder back, where a process was killed while it stood nowhere.
void Recover(const std::string& target);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_FOLDER_H_
