// Word lists as tables, kept from run to run: images (base/image.h) in the user's cache folder, by
// the build of the program and the hash of all rule files.
//
//   RuleCache cache;
//   if (cache.on()) {
//     image = cache.Find(hash);          // nullptr: none
//     cache.Keep(*rules);                // for the next run
//   }
//
// The folder is that of the environment's PRESSCUT_CACHE_DIR, else presscut/ in XDG_CACHE_HOME,
// else .cache/presscut/ in HOME; it is made where it is not there. PRESSCUT_CACHE_DIR= (empty)
// turns the cache off. The newest kMostImages stay, of them no more than kMostBytes but the very
// newest.
//
// Cost: Find maps a file; Keep builds what is made of the rules once more and writes it.
// Thread-safety: const; any number of processes may share a folder. Errors: none; what cannot be
// written or read is done without.

#ifndef PRESSCUT_TOOLS_PRESSCUT_RULE_CACHE_H_
#define PRESSCUT_TOOLS_PRESSCUT_RULE_CACHE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "extract/base/image.h"
#include "extract/match/rule_set.h"

namespace presscut::tool {

class RuleCache {
 public:
  RuleCache();

  bool on() const { return !folder_.empty(); }
  std::shared_ptr<const Image> Find(uint64_t hash) const;
  void Keep(const match::RuleSet& rules) const;

 private:
  static constexpr size_t kMostImages = 8;
  static constexpr uintmax_t kMostBytes = uintmax_t{1} << 30;

  std::string PathOf(uint64_t hash) const;
  void LeaveTheNewest() const;

  std::string folder_;  // empty: there is none
};

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_RULE_CACHE_H_
