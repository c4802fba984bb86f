// The ledger: everything the article says of a name is added up once, the best kind wins, or none.
//
//   Ledger ledger(vocabulary, evidence, text, segments);
//   ledger.Run(explain, &names);
//
// What a name is made of counts once a name; what stands around it counts once an article, however
// many mentions have it. Long names are decided first; a name that is part of one (a surname, a
// short form, an acronym) hears what the longer one is. Then the best kind wins where it has more
// points than none.
//
// Cost: one look at each token; n log n in the names of the article. Thread-safety: one Ledger and Names a thread. Errors:
// none.

#ifndef PRESSCUT_NAMES_LEDGER_H_
#define PRESSCUT_NAMES_LEDGER_H_

#include <cstdint>
#include <span>
#include <string_view>
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
  uint32_t rule = kNobody;  // strongest evidence
  Findings findings;
};

struct Scratch {
  std::vector<uint32_t> capitals;  // tokens that are words with a capital, and room for more
  std::vector<Candidate> candidates;
  std::vector<Weighed> keys;
  std::vector<uint32_t> key_of;  // by candidate
  HashIndex key_of_spelling;
  struct Part {
    uint32_t key;   // of the longer name
    uint32_t next;  // of the same hash, added before; kNobody: none
  };
  std::vector<Part> parts;                  // of longer names
  HashIndex part_of_hash;                   // the one added last
  std::vector<const EvidenceRow*> holding;  // evidence that holds of one name
  std::vector<uint16_t> lower_seen;  // by WordId: the article that had the word in lower case
  uint16_t article = 0;
};

class Ledger {
 public:
  Ledger(const Vocabulary& vocabulary, const EvidenceTable& evidence, const text::Text& text,
         const segment::Segments& segments, Scratch* scratch)
      : vocabulary_(vocabulary),
        evidence_(evidence),
        text_(text),
        segments_(segments),
        tokens_(segments.tokens.data()),
        s_(*scratch),
        finder_(vocabulary, text, segments) {}

  void Run(bool explain, Names* out);

 private:
  uint64_t HashOf(uint32_t token) const {
    const segment::Token& t = tokens_[token];
    return t.word != 0 ? t.word : FoldedHash(text_.Norm(t.span()));
  }
  uint64_t HashOf(uint32_t first, uint32_t last) const;
  uint32_t LongestKey(uint32_t first, uint32_t last) const;
  void Intern(size_t candidate);
  bool Patronymic(const segment::Token& token) const;
  bool Camel(const segment::Token& token) const;
  void Inside(Weighed* key);
  void Phrases(Weighed* key) const;
  void Around(const Candidate& c, Weighed* key);
  TraitBits Before(const Candidate& c, const segment::Sentence& sentence, Weighed* key) const;
  TraitBits After(uint32_t next, const segment::Sentence& sentence, Findings* f) const;
  bool PronounAfter(const Candidate& c, const segment::Sentence& sentence) const;
  std::span<const uint32_t> Scan();
  void LowerCase();
  void Acronyms();
  void Parts();
  void Decide();
  void Hear(Weighed* key);
  void AddPart(uint64_t hash, uint32_t key);
  uint32_t LongerName(uint64_t part, Kind preferred, uint32_t words) const;
  void Weigh(Weighed* key);
  void Explain(const Weighed& key, Key* out);
  void Tell(bool explain, size_t body, Names* out);
  bool Spells(uint32_t at, uint32_t end, uint32_t t, uint32_t last) const;
  bool Abbreviates(uint32_t acronym, const Weighed& full) const;
  bool Mark(uint32_t t, char c) const {
    return tokens_[t].length == 1 && text_.norm()[tokens_[t].begin] == c;
  }
  Traits Of(uint32_t t) const { return vocabulary_.Of(tokens_[t].word); }

  const Vocabulary& vocabulary_;
  const EvidenceTable& evidence_;
  const text::Text& text_;
  const segment::Segments& segments_;
  const segment::Token* const tokens_;
  Scratch& s_;
  CandidateFinder finder_;
};

}  // namespace presscut::names

#endif  // PRESSCUT_NAMES_LEDGER_H_
