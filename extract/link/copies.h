// Articles that are copies of each other, or tell one story on: syndicated copies, updates.
//
//   std::vector<CopyRow> rows;                            // one an article, in the order of ids
//   rows.push_back({SignatureOf(text), DayOf("2016-01-14")});
//   const std::vector<CopyOf> groups = GroupCopies(rows);
//   if (groups[i].duplicate_of != kNobody) …              // nearly the text of an earlier article
//   groups[i].story                                       // the first article of its story
//
// A signature is a MinHash of the text's runs of four words (case, punctuation and the first lines'
// stamps do not matter): the share of equal bytes is the share of runs that two texts have in
// common. Copies have nearly all of them in common. An update or a rewrite has a good part of the
// shorter text's, and is of the same days: at most three from one article of a story to the next.
//
// The first of a group is the earliest by day (articles of no known day come last), then by order.
// What comes out depends on the rows only, and neither `duplicate_of` nor `story` of an article
// changes when later articles are added that have nothing to do with it.
//
// Cost: SignatureOf is linear in the text, some 5 ns a byte; GroupCopies needs 32 bytes a row and
// sorts them 15 times, 10^5 rows in some 100 ms. Thread-safety: pure. Errors: none; a text of less
// than a few words is nobody's copy.

#ifndef PRESSCUT_LINK_COPIES_H_
#define PRESSCUT_LINK_COPIES_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/base/mention.h"

namespace presscut::link {

inline constexpr int32_t kNoDay = INT32_MAX;

struct Signature {
  std::array<uint8_t, 30> minima = {};
  uint16_t runs = 0;  // of words, as many as differ; 65535: or more

  bool operator==(const Signature&) const = default;
};
static_assert(sizeof(Signature) == 32);

Signature SignatureOf(std::string_view text);  // UTF-8, as extractor.text().norm() has it
// About how much of all their runs of words two texts have in common, 0..1.
double Similarity(const Signature& a, const Signature& b);

// Days since 1970-01-01 of "2016-01-14" or a longer stamp; kNoDay for anything else.
int32_t DayOf(std::string_view date);

struct CopyRow {
  Signature signature;
  int32_t day = kNoDay;
};

struct CopyOf {
  uint32_t duplicate_of = kNobody;  // the row of the first article with nearly this text
  uint32_t story = 0;               // the row of the first article of the story: itself where alone
  float similarity = 1;             // to duplicate_of, or to the story's nearest earlier article
};

std::vector<CopyOf> GroupCopies(std::span<const CopyRow> rows);

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_COPIES_H_
