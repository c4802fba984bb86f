#include "extract/base/xxh3.h"

#include <xxhash.h>

namespace presscut {

void Xxh3::Free::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }
Xxh3::Xxh3() : state_(XXH3_createState()) { XXH3_64bits_reset(state_.get()); }
void Xxh3::Add(const void* bytes, size_t size) { XXH3_64bits_update(state_.get(), bytes, size); }
uint64_t Xxh3::Finish() const { return XXH3_64bits_digest(state_.get()); }

}  // namespace presscut
