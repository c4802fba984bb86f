// XXH3-64 of bytes that come piece by piece; of bytes that stand together XXH3_64bits() of xxhash.h
// is the same number.
//
//   Xxh3 hash;
//   hash.Add("presscut");
//   hash.Add("/1");
//   hash.Finish()  // of "presscut/1"
//
// Cost: one pass over the bytes. Thread-safety: one thread each. Errors: none.

#ifndef PRESSCUT_BASE_XXH3_H_
#define PRESSCUT_BASE_XXH3_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

struct XXH3_state_s;  // of xxhash.h

namespace presscut {

class Xxh3 {
 public:
  Xxh3();
  void Add(const void* bytes, size_t size);
  void Add(std::string_view bytes) { Add(bytes.data(), bytes.size()); }
  uint64_t Finish() const;

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };
  std::unique_ptr<XXH3_state_s, Free> state_;
};

}  // namespace presscut

#endif  // PRESSCUT_BASE_XXH3_H_
