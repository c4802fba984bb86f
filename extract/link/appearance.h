// What linking needs to know of one person or organisation of one article, and nothing more.
//
//   Describer describe(std::make_shared<const Knowledge>(rules));
//   std::vector<Appearance> rows;
//   extractor.Extract(article, &record);
//   describe(article.id, extractor.text(), extractor.facts(), &rows);   // appends
//   std::string kept = Pack(rows.back());           // a row of a table; Unpack(kept) is the same
//
// One entity of one article is one appearance: linking (link.h) puts those of all articles that are
// the same person or body together, and sees nothing of the articles but these.
//
// Cost: describing reads the article's words once more (for countries); an appearance is about half
// a kilobyte, packed about 200 bytes. Thread-safety: Describer is const after construction; the
// rest are plain values. Errors: none; Unpack of what Pack did not make is nothing.
//
// Lifetime: values, no views.

#ifndef PRESSCUT_LINK_APPEARANCE_H_
#define PRESSCUT_LINK_APPEARANCE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/resolve/facts.h"
#include "extract/text/text.h"

namespace presscut::link {

class Knowledge;

enum class Sort : char { kPerson = 'p', kOrganisation = 'o' };

struct Appearance {
  std::string article;  // its id
  uint32_t entity = 0;  // index in the article's people or organisations: "p1" is 0
  Sort sort = Sort::kPerson;
  std::string date;  // the article's reference day, "2016-01-14"; empty: not known
  std::string name;
  std::vector<std::string> names;  // every form it is mentioned by, each once, in text order

  // Of a person; empty: none.
  std::string title, given, family, suffix;
  char gender = 'u';  // m f u
  int born = 0;       // the year, give or take one, where the article tells the age; 0: not known
  struct Role {
    std::string text, organisation;  // as in the article; the organisation's full name, or empty
    bool operator==(const Role&) const = default;
  };
  std::vector<Role> roles;

  // Of an organisation.
  std::string kind, acronym;  // acronym empty: none
  std::vector<std::string> aliases;
  std::string parent;  // the name of the body it is part of; empty: none

  // The company it keeps.
  std::vector<std::string> people, organisations;  // names of the article's others, at most 24 each
  std::vector<std::string> countries;  // ISO codes: first those said of this very name, then those
                                       // the article names most
  uint32_t own_countries = 0;          // how many of them were said of this very name

  bool operator==(const Appearance&) const = default;
};

class Describer {
 public:
  explicit Describer(std::shared_ptr<const Knowledge> known) : known_(std::move(known)) {}

  // Appends an appearance for every person and every organisation of the article, people first.
  void operator()(std::string_view article, const text::Text& text, const resolve::Facts& facts,
                  std::vector<Appearance>* out) const;
  // What Blocks (link.h) needs of an appearance (card.h).
  std::string Card(const Appearance& appearance) const;

 private:
  std::shared_ptr<const Knowledge> known_;
};

std::string Pack(const Appearance& appearance);
std::optional<Appearance> Unpack(std::string_view packed);

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_APPEARANCE_H_
