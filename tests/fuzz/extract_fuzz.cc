// Any bytes give a record, and a sound one: text is raw[start:end] for every fact, none overlap,
// ids refer to what is there (tests/pipeline/invariants.h).

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "extract/pipeline/extractor.h"
#include "tests/pipeline/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace presscut;
  static const std::unique_ptr<const match::RuleSet> rules = [] {
    std::vector<Error> errors;
    return match::RuleSet::Load(match::BuiltInFiles(), &errors);
  }();
  static pipeline::Extractor extractor(*rules, [] {
    pipeline::ExtractOptions options;
    options.unit = record::OffsetUnit::kByte;
    options.indirect = true;
    return options;
  }());
  static pipeline::Invariants invariants;
  source::Article article;
  article.id = "fuzz";
  article.path = "fuzz.txt";
  article.bytes.assign(reinterpret_cast<const char*>(data), size);
  std::string record;
  if (!extractor.Extract(article, &record)) {
    if (extractor.failure().code != "binary-input") std::abort();
    return 0;
  }
  const std::string broken = invariants.Broken(extractor.text().raw(), record);
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
