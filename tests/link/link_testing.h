// What the tests of extract/link share: the built-in rules, and all steps of linking in one call.
//
//   Appearance a = Person("a1", "2015-03-04", "Dr", "Alan", "Prewitt");
//   a.roles.push_back({"BMA council chairman", "BMA"});
//   const std::vector<Found> found = LinkAll({a, b});     // found[0].id == found[1].id
//
// Cost: the rules are loaded once. Thread-safety: one thread.

#ifndef PRESSCUT_TESTS_LINK_LINK_TESTING_H_
#define PRESSCUT_TESTS_LINK_LINK_TESTING_H_

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/link/appearance.h"
#include "extract/link/knowledge.h"
#include "extract/link/link.h"
#include "extract/match/rule_set.h"

namespace presscut::link {

inline const match::RuleSet& Rules() {
  static std::vector<Error> errors;
  static const auto rules = match::RuleSet::Load(match::BuiltInFiles(), &errors);
  return *rules;
}

inline std::shared_ptr<const Knowledge> Known() {
  static const auto known = std::make_shared<const Knowledge>(Rules());
  return known;
}

inline std::string CardOf(const Appearance& appearance) {
  static const Describer describe(Known());
  return describe.Card(appearance);
}

struct Found {
  std::string id, why, name;
  double confidence = 0;
};

inline std::vector<Found> LinkAll(const std::vector<Appearance>& all) {
  Linker linker(Known());
  Blocks blocks(&linker);
  for (const Appearance& a : all) blocks.See(CardOf(a));
  std::map<std::string, std::vector<size_t>> by_key;
  for (size_t i = 0; i < all.size(); ++i) by_key[blocks.Key(CardOf(all[i]))].push_back(i);
  std::vector<Found> found(all.size());
  for (const auto& [key, indices] : by_key) {
    std::vector<Appearance> block;
    for (const size_t i : indices) block.push_back(all[i]);
    const Linked linked = linker.LinkBlock(block);
    for (size_t b = 0; b < indices.size(); ++b) {
      const Link& link = linked.links[b];
      const Entity& entity = linked.entities[link.entity];
      found[indices[b]] = {entity.id, link.why, entity.name, link.confidence};
    }
  }
  return found;
}

inline Appearance Person(std::string article, std::string date, std::string title,
                         std::string given, std::string family) {
  Appearance a;
  a.article = std::move(article);
  a.date = std::move(date);
  a.title = std::move(title);
  a.given = std::move(given);
  a.family = std::move(family);
  a.name = a.given.empty() ? a.family : a.given + " " + a.family;
  return a;
}

inline Appearance Body(std::string article, std::string date, std::string name, std::string kind) {
  Appearance a;
  a.article = std::move(article);
  a.date = std::move(date);
  a.sort = Sort::kOrganisation;
  a.name = std::move(name);
  a.kind = std::move(kind);
  return a;
}

}  // namespace presscut::link

#endif  // PRESSCUT_TESTS_LINK_LINK_TESTING_H_
