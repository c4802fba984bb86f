// Numbers by hash, against a map; hashes that case does not change.

#include "extract/names/hash_index.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <unordered_map>
#include <vector>

namespace presscut::names {
namespace {

TEST(HashIndex, HoldsWhatAMapHolds) {
  std::mt19937_64 random(7);
  HashIndex index;
  for (const size_t size : {0u, 3u, 60u, 5000u, 10u}) {
    index.Clear();
    std::unordered_map<uint64_t, uint32_t> map;
    std::vector<uint64_t> hashes(size + 1);
    for (uint64_t& hash : hashes) hash = random() | 1;
    for (uint32_t i = 0; i < 3 * size; ++i) {
      const uint64_t hash = hashes[random() % size];
      const auto [known, added] = map.try_emplace(hash, i);
      uint32_t& number = index.At(hash);
      EXPECT_EQ(number, added ? kNobody : known->second);
      number = known->second = i;
    }
    for (const uint64_t hash : hashes) {
      const auto known = map.find(hash);
      EXPECT_EQ(index.Find(hash), known == map.end() ? kNobody : known->second);
    }
  }
}

TEST(HashIndex, CaseDoesNotChangeAHash) {
  EXPECT_EQ(FoldedHash("Porter"), FoldedHash("PORTER"));
  EXPECT_EQ(FoldedHash("École"), FoldedHash("éCOLE"));
  EXPECT_NE(FoldedHash("Porter"), FoldedHash("Potter"));
  EXPECT_NE(FoldedHash("@"), FoldedHash("`"));
}

}  // namespace
}  // namespace presscut::names
