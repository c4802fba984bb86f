#include <algorithm>
#include <cassert>

#include "extract/text/text.h"

namespace presscut::text {

void OffsetMap::Add(uint32_t norm_begin, uint32_t norm_end, uint32_t raw_begin, uint32_t raw_end) {
  assert(norm_begin <= norm_end && raw_begin <= raw_end);
  if (!edits_.empty()) {
    Edit& last = edits_.back();
    assert(last.norm_end <= norm_begin && last.raw_end <= raw_begin);
    // Deletions side by side are one deletion: keeps the search short in text
    // full of joiners.
    if (norm_begin == norm_end && last.norm_begin == last.norm_end && last.norm_end == norm_begin &&
        last.raw_end == raw_begin) {
      last.raw_end = raw_end;
      return;
    }
  }
  edits_.push_back({norm_begin, norm_end, raw_begin, raw_end});
}

// The first edit that begins behind `at`.
const OffsetMap::Edit* OffsetMap::FirstBehind(uint32_t at) const {
  const Edit* first = edits_.data();
  // Halves without a branch: where a span stands is not to be foreseen.
  for (size_t size = edits_.size(); size > 0;) {
    const size_t half = size - size / 2;
    const Edit* const second = first + half;
    first = second[-1].norm_begin <= at ? second : first;
    size -= half;
  }
  return first;
}

Span OffsetMap::ToRaw(NormSpan span) const {
  if (edits_.empty()) return {span.begin, span.end};
  // The begin belongs to the last edit that starts at it or before: of a
  // deletion in front of a word, the word begins behind what was deleted.
  uint32_t begin = span.begin;
  const Edit* next = FirstBehind(span.begin);
  if (next != edits_.data()) {
    const Edit& e = *(next - 1);
    begin = span.begin < e.norm_end ? e.raw_begin : e.raw_end + (span.begin - e.norm_end);
  }
  // The end belongs to the last edit that starts before it: what was deleted
  // behind a word stays outside.
  uint32_t end = span.end;
  const Edit* const last = edits_.data() + edits_.size();
  while (next != last && next->norm_begin < span.end) ++next;
  while (next != edits_.data() && next[-1].norm_begin >= span.end) --next;  // of an empty span
  if (next != edits_.data()) {
    const Edit& e = *(next - 1);
    end = span.end <= e.norm_end ? e.raw_end : e.raw_end + (span.end - e.norm_end);
  }
  return {begin, std::max(begin, end)};  // an empty span at a deletion would turn round
}

}  // namespace presscut::text
