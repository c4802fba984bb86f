// Any bytes are an article or no text, never a crash, and every piece of norm leads back to whole
// characters of raw.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "extract/text/text.h"
#include "tests/text/sound_map.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace presscut;
  static text::Normaliser normaliser;
  static text::Text text;
  source::Article article;
  article.path = "fuzz.txt";
  article.bytes.assign(reinterpret_cast<const char*>(data), size);
  if (normaliser.Normalise(article, &text)) return 0;
  const std::string unsound = text::UnsoundMap(text);
  if (!unsound.empty()) {
    std::fprintf(stderr, "%s\n", unsound.c_str());
    std::abort();
  }
  return 0;
}
