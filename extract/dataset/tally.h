// What an article adds to the counts that report.html shows, taken from its rows when they are made
// and kept in the cache: counting the rows of all articles again would cost more than all else of a
// page of which little changed.
//
//   Tally tally;                                     // of one article
//   tally.Add(table, row);                           // each of its rows
//   const std::string packed = tally.Pack();
//   …
//   const Tally same = Tally::Unpack(packed);
//   same.facts[0];                                   // dates; in the order of kMarkKinds
//   same.organisations[2].mentions;                  // of the article's third organisation
//
// Cost: a comparison a row. Thread-safety: plain values. Errors: none; what Pack() did not make
// unpacks as an empty tally.

#ifndef PRESSCUT_DATASET_TALLY_H_
#define PRESSCUT_DATASET_TALLY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dataset/marks.h"
#include "extract/dataset/rows.h"

namespace presscut::dataset {

struct Tally {
  struct Named {
    uint32_t mentions = 0, quotes = 0;
  };
  std::array<uint32_t, kMarkKinds> facts = {};
  std::vector<Named> organisations, people;  // by their numbers in the article

  // A row of Tables()[table].
  void Add(size_t table, std::span<const Value> row);

  std::string Pack() const;
  static Tally Unpack(std::string_view packed);
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_TALLY_H_
