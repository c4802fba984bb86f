#include <string>
#include <utility>
#include <vector>

#include "extract/text/compose.h"
#include "extract/text/decode.h"
#include "extract/text/fold.h"
#include "extract/text/rewrite.h"
#include "extract/text/text.h"
#include "extract/text/unglue.h"

namespace presscut::text {

std::optional<Error> Normaliser::Normalise(const source::Article& article, Text* text) {
  text->map_.Clear();
  text->warnings_.clear();
  text->norm_buffer_.clear();
  text->raw_ = text->norm_ = {};
  if (auto error = Decode(article, &text->raw_buffer_, &text->raw_, &text->warnings_)) {
    return error;
  }
  const std::string_view raw = text->raw_;
  const Folded folded = Fold(raw, &text->norm_buffer_, &text->map_);
  text->norm_ = folded.changed ? std::string_view(text->norm_buffer_) : raw;
  if (folded.repairs != 0) {
    text->warnings_.push_back(
        {"mojibake-repaired", folded.first_repair,
         "UTF-8 had been read as windows-1252: " + std::to_string(folded.repairs) +
             (folded.repairs == 1 ? " character" : " characters") +
             " repaired; this is the first"});
  }

  std::vector<Change> changes;
  const auto apply = [&] {
    Rewrite(text->norm_, text->map_, changes, &scratch_norm_, &scratch_map_);
    std::swap(text->norm_buffer_, scratch_norm_);
    std::swap(text->map_, scratch_map_);
    text->norm_ = text->norm_buffer_;
  };
  if (folded.needs_nfc) {
    FindUncomposed(text->norm_, &changes);
    if (!changes.empty()) apply();
    changes.clear();
  }
  FindGlued(raw, text->norm_, text->map_, &changes);
  if (!changes.empty()) {
    const uint32_t at = changes.front().begin;
    const uint32_t place = text->map_.ToRaw({at - 1, at}).end;
    text->warnings_.push_back({"glued-sentences",
                               {place, place},
                               std::to_string(changes.size()) +
                                   (changes.size() == 1 ? " sentence stands" : " sentences stand") +
                                   " without a space before them; this is the first"});
    apply();
  }
  return std::nullopt;
}

}  // namespace presscut::text
