// Names become people and organisations: aliases, acronyms, surnames that stand for full names,
// roles.
//
//   EntityBuilder builder;                            // keeps the buffers of the work
//   builder.Build(text, segments, names, &people, &organisations);
//
// People: a full name opens an entity; a name that is part of it, or its surname behind a title of
// the same gender, belongs to the last person of that name. Organisations: an acronym, a first word
// ("Nippon" of "Nippon Steel") and a last part ("Senate" of "U.S. Senate") belong to the longer
// name; a committee or division named through a body ("BMA's junior doctors' committee") is a body
// of its own. Roles: roles.h.
//
// Cost: n log n in the names of the article. Thread-safety: one builder a thread. Errors:
// none.

#ifndef PRESSCUT_RESOLVE_ENTITIES_H_
#define PRESSCUT_RESOLVE_ENTITIES_H_

#include <memory>
#include <vector>

#include "extract/kinds/organisation/organisation.h"
#include "extract/kinds/person/person.h"
#include "extract/names/names.h"

namespace presscut::resolve {

class EntityBuilder {
 public:
  EntityBuilder();
  ~EntityBuilder();

  // REQUIRES: a NameFinder has filled `names` from this text. What `people` and `organisations`
  // hold is replaced.
  void Build(const text::Text& text, const segment::Segments& segments, const names::Names& names,
             std::vector<person::Person>* people,
             std::vector<organisation::Organisation>* organisations);

 private:
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_ENTITIES_H_
