// Which people and organisations of different articles are one and the same, and why.
//
//   Linker linker(known);
//   Blocks blocks(&linker);                               // 1. every appearance, in any order
//   for (const auto& [a, card] : all) blocks.See(card);   // describe.Card(a)
//   for (const auto& [a, card] : all) store(blocks.Key(card), Pack(a));  // 2. one key each
//   for (each block: the stored rows of one key)          // 3. any order of blocks and of rows
//     Linked linked = linker.LinkBlock(rows);             // links[i] is of rows[i]
//
// Each appearance belongs to exactly one block; whatever may be the same stands in one block, so no
// more than one block is in memory at a time. People meet by family name as it sounds ("Gaddafi",
// "Qadhafi"), organisations by name or acronym. Blocks joins the few keys that one appearance
// connects: an acronym with the names it stands for, a double-barrelled name with its halves.
//
// Merges are conservative: what is not likely to be the same stays apart.
//   people         a rare full name is one person; a common one ("John Smith") only with evidence:
//                  role, body, company, year of birth. Short and full given names (Bill, William),
//                  initials, titles instead of names (Lord Sugar), a surname alone, a new surname:
//                  only with evidence, and only where one person fits. Never: other suffixes (Jr,
//                  Sr), other sex, other years of birth, roles that one person cannot have.
//   organisations  one name, whatever the legal form, "The", punctuation, "&"; an acronym with the
//                  name it stands for somewhere, of the same kind. Never: other places or countries
//                  (two ministries of defence), one acronym of two names.
//
// An id is a pure function of the set of appearances: order, blocks and runs do not matter. It is
// made of the name alone ("p" or "o" and 12 hexadecimal digits of XXH3 of the folded plain name; of
// "Senate" and the like, of the country too), so it does not change when articles are added, and is
// the same in other datasets. Where several bear one name, the bearer of the earliest article (by
// date, then id) has that id; others have one of the name and of the article they appeared in
// first; so has a surname alone. What is one is decided in the order of days, without what comes
// later, but for three things: groups are joined where later articles show them to be one (the one
// with the fuller name, then the earlier article, gives its id to both), an article that names
// father and son parts them everywhere, and a name that comes to be in everybody's mouth loses its
// weight as evidence. So an id changes when an older article with a namesake is added, or in one
// of these three cases.
//
// Cost: linear in the appearances of a block, each compared with at most 200 groups of each key of
// its name: some 20 us an appearance in all. Thread-safety: one Linker and one Blocks a thread.
// Memory: Blocks keeps a few bytes for each acronym and each double-barrelled name, and a megabyte;
// Linker counts names in a megabyte, and keeps what it worked out of some hundred thousand of them,
// below 10 MB; LinkBlock needs some 2 kB an appearance of its block. Errors: none.

#ifndef PRESSCUT_LINK_LINK_H_
#define PRESSCUT_LINK_LINK_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/link/appearance.h"

namespace presscut::link {

// A person or an organisation of the whole dataset.
struct Entity {
  std::string id;  // "p3f2a…", "o91c0…"
  Sort sort = Sort::kPerson;
  std::string name;                   // the fullest in use
  std::string given, family, suffix;  // of a person
  std::string kind, acronym;          // of an organisation
  std::vector<std::string> aliases;   // other names it has, each once, sorted
  std::string first_date, last_date;  // of its articles; empty: none has one
  uint32_t appearances = 0;
};

// What became of an appearance.
struct Link {
  uint32_t entity = 0;    // index into Linked::entities
  double confidence = 1;  // that it is this entity; 1 where nothing was merged
  std::string why;        // in words; empty where nothing was merged
};

struct Linked {
  std::vector<Link> links;       // one for each appearance, in their order
  std::vector<Entity> entities;  // by id
};

class Linker {
 public:
  explicit Linker(std::shared_ptr<const Knowledge> known);
  // For another thread: it knows what the other one does, as far as Blocks has seen appearances.
  Linker(const Linker& other);
  ~Linker();

  // REQUIRES: all appearances that Blocks gives one key; it has seen those of all blocks.
  Linked LinkBlock(std::span<const Appearance> block);

 private:
  friend class Blocks;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class Blocks {
 public:
  // REQUIRES: linker outlives this.
  explicit Blocks(Linker* linker);
  ~Blocks();

  // An appearance, by its card.
  void See(std::string_view card);
  // The block it belongs to. REQUIRES: all appearances have been seen. The key is not empty and
  // holds no control character.
  std::string Key(std::string_view card);
  // What LinkBlock's answer depends on besides the block: how common the commonest names are. Where
  // it is the same for two sets of appearances, a block that is the same comes out the same.
  uint64_t Surroundings() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_LINK_H_
