#include "extract/text/rewrite.h"

#include <cassert>

namespace presscut::text {

void Rewrite(std::string_view norm, const OffsetMap& map, const std::vector<Change>& changes,
             std::string* new_norm, OffsetMap* new_map) {
  new_norm->clear();
  new_map->Clear();
  new_norm->reserve(norm.size() + changes.size());
  const std::vector<OffsetMap::Edit>& edits = map.edits();
  size_t e = 0;
  uint32_t copied = 0;  // norm up to here is in new_norm
  // Positions of norm at or behind `copied` move by this much; unsigned
  // arithmetic wraps as wanted.
  const auto shift = [&] { return static_cast<uint32_t>(new_norm->size()) - copied; };
  const auto carry = [&](const OffsetMap::Edit& edit) {
    new_map->Add(edit.norm_begin + shift(), edit.norm_end + shift(), edit.raw_begin, edit.raw_end);
  };
  for (const Change& change : changes) {
    uint32_t begin = change.begin, end = change.end;
    assert(begin != end || begin > 0);
    // Edits before the change stay; of those at its very begin, deletions do
    // (their bytes are not the change's).
    while (e < edits.size() &&
           (edits[e].norm_begin < begin ||
            (begin != end && edits[e].norm_begin == begin && edits[e].norm_end == begin)) &&
           edits[e].norm_end <= begin) {
      carry(edits[e++]);
    }
    // An edit that the change begins or ends inside of has no finer way back to
    // raw: it is taken in whole.
    if (e < edits.size() && edits[e].norm_begin < begin) begin = edits[e].norm_begin;
    while (begin != end && e < edits.size() && edits[e].norm_begin < end) {
      if (edits[e].norm_end > end) end = edits[e].norm_end;
      ++e;
    }
    const bool insertion = begin == end;
    const Span raw = insertion ? map.ToRaw({begin - 1, begin}) : map.ToRaw({begin, end});
    new_norm->append(norm, copied, begin - copied);
    const auto at = static_cast<uint32_t>(new_norm->size());
    new_norm->append(norm, begin, change.begin - begin);
    new_norm->append(change.text);
    new_norm->append(norm, change.end, end - change.end);
    copied = end;
    new_map->Add(at, static_cast<uint32_t>(new_norm->size()), insertion ? raw.end : raw.begin,
                 raw.end);
  }
  while (e < edits.size()) carry(edits[e++]);
  new_norm->append(norm.substr(copied));
}

}  // namespace presscut::text
