#include "extract/names/names.h"

#include "extract/names/evidence.h"
#include "extract/names/ledger.h"
#include "extract/names/vocabulary.h"

namespace presscut::names {

Names::Names() : scratch(std::make_unique<Scratch>()) {}
Names::~Names() = default;

NameFinder::NameFinder(const match::RuleSet& rules)
    : rules_(rules),
      evidence_(std::make_unique<EvidenceTable>(rules)),
      vocabulary_(std::make_unique<Vocabulary>(rules, evidence_.get())) {}
NameFinder::~NameFinder() = default;
NameFinder::NameFinder(NameFinder&&) noexcept = default;

void NameFinder::Find(const text::Text& text, const segment::Segments& segments,
                      std::string_view headline, bool explain, Names* out) const {
  (void)headline;
  out->words = vocabulary_.get();
  FindNames(*vocabulary_, *evidence_, text, segments, explain, out->scratch.get(), out);
}

void NameFinder::Save(ImageWriter* writer) const {
  evidence_->Save(writer);
  vocabulary_->Save(writer);
}

}  // namespace presscut::names
