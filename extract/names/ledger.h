// The ledger: everything the article says of a name is added up once, the best kind wins, or none.
//
//   FindNames(vocabulary, evidence, text, segments, explain, &scratch, &names);
//
// What a name is made of counts once a name; what stands around it counts once an article, however
// many mentions have it. Long names are decided first; a name that is part of one (a surname, a
// short form, an acronym) hears what the longer one is. Then the best kind wins where it has more
// points than none.
//
// Cost: one look at each token; n log n in the names of the article. Thread-safety: one Scratch and
// Names a thread. Errors: none.

#ifndef PRESSCUT_NAMES_LEDGER_H_
#define PRESSCUT_NAMES_LEDGER_H_

#include <cstdint>
#include <vector>

#include "extract/names/candidates.h"
#include "extract/names/evidence.h"
#include "extract/names/hash_index.h"
#include "extract/names/names.h"
#include "extract/names/vocabulary.h"

namespace presscut::names {

// A spelling while it is weighed.
struct Weighed {
  uint64_t hash = 0;
  uint32_t first = 0, last = 0;  // tokens of its first mention
  uint32_t words = 0;            // without connecting words and marks
  uint32_t mentions = 0;
  uint32_t longer = kNobody;
  bool acronym = false;
  bool mid_sentence = false, outside_titles = false;
  Kind kind = Kind::kNone;
  int margin = 0;
  uint32_t rule = kNobody;  // strongest evidence, by its rank
  Findings findings;
};

struct Scratch {
  std::vector<SortId> sorts;       // of each token's word, and room for more
  std::vector<uint32_t> capitals;  // tokens that are words with a capital, and room for more
  std::vector<Candidate> candidates;
  std::vector<Weighed> keys;
  std::vector<uint32_t> key_of;  // by candidate
  HashIndex key_of_spelling;
  struct Part {
    uint32_t key;   // of the longer name
    uint32_t next;  // of the same hash, added before; kNobody: none
  };
  std::vector<Part> parts;          // of longer names
  HashIndex part_of_hash;           // the one added last
  HashIndex family;                 // family names of people named in full
  std::vector<RowId> holding;       // evidence that holds of one name
  std::vector<uint8_t> lower_seen;  // by WordId: the article that had the word in lower case
  uint8_t article = 0;
};

// `explain`: fill the ledgers.
void FindNames(const Vocabulary& vocabulary, const EvidenceTable& evidence, const text::Text& text,
               const segment::Segments& segments, bool explain, Scratch* scratch, Names* out);

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_LEDGER_H_
