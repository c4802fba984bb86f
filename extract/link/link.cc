#include "extract/link/link.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "extract/link/body.h"
#include "extract/link/card.h"
#include "extract/link/group.h"
#include "extract/link/knowledge.h"
#include "extract/link/person.h"

namespace presscut::link {
namespace {

std::string IdOf(Sort sort, std::string_view key) {
  return fmt::format("{}{:012x}", static_cast<char>(sort), HashOf(key) >> 16);
}

// Fewest letters that are initials, most words, then the earliest.
const Appearance& NamedBest(std::span<const Appearance> block, const Group& group) {
  const Appearance* best = &block[group.anchor];
  for (const uint32_t i : group.members) {
    const Appearance& a = block[i];
    if (a.sort == Sort::kPerson && a.given.size() > best->given.size() && !best->given.empty() &&
        a.family == best->family && a.given.find('.') == std::string::npos) {
      best = &a;
    }
  }
  return *best;
}

Entity EntityOf(std::span<const Appearance> block, const Group& group) {
  Entity e;
  const Appearance& best = NamedBest(block, group);
  e.sort = best.sort;
  e.name = best.name;
  e.given = best.given;
  e.family = best.family;
  std::set<std::string> aliases;
  std::map<std::string, int> kinds;
  for (const uint32_t i : group.members) {
    const Appearance& a = block[i];
    if (e.suffix.empty()) e.suffix = a.suffix;
    if (e.acronym.empty()) e.acronym = a.acronym;
    if (!a.kind.empty()) ++kinds[a.kind];
    aliases.insert(a.name);
    for (const std::string& alias : a.aliases) aliases.insert(alias);
    if (!a.date.empty()) {
      if (e.first_date.empty() || a.date < e.first_date) e.first_date = a.date;
      if (a.date > e.last_date) e.last_date = a.date;
    }
  }
  aliases.erase(e.name);
  e.aliases.assign(aliases.begin(), aliases.end());
  int most = 0;
  for (const auto& [kind, count] : kinds) {
    const int weight = kind == "other" ? 0 : count;
    if (weight > most || e.kind.empty()) {
      e.kind = kind;
      most = weight;
    }
  }
  e.appearances = static_cast<uint32_t>(group.members.size());
  return e;
}

}  // namespace

struct Linker::Impl {
  explicit Impl(std::shared_ptr<const Knowledge> k) : known(std::move(k)), company_names(*known) {}
  std::shared_ptr<const Knowledge> known;
  CompanyNames company_names;
};

Linker::Linker(std::shared_ptr<const Knowledge> known)
    : impl_(std::make_unique<Impl>(std::move(known))) {}
Linker::Linker(const Linker& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
Linker::~Linker() = default;

Linked Linker::LinkBlock(std::span<const Appearance> block) {
  Linked out;
  if (block.empty()) return out;
  std::vector<Group> groups = block[0].sort == Sort::kPerson
                                  ? GroupPeople(block, *impl_->known, &impl_->company_names)
                                  : GroupBodies(block, *impl_->known, &impl_->company_names);

  // Of the bearers of one name, the one of the earliest article has the name's id.
  const auto earliest = [&](const Group& g) {
    const uint32_t i =
        *std::min_element(g.members.begin(), g.members.end(), [&](uint32_t a, uint32_t b) {
          const Appearance &x = block[a], &y = block[b];
          return std::tuple(x.date.empty(), std::string_view(x.date), std::string_view(x.article),
                            x.entity) < std::tuple(y.date.empty(), std::string_view(y.date),
                                                   std::string_view(y.article), y.entity);
        });
    const Appearance& a = block[i];
    return std::tuple(a.date.empty(), std::string_view(a.date), std::string_view(a.article),
                      a.entity);
  };
  std::sort(groups.begin(), groups.end(),
            [&](const Group& a, const Group& b) { return earliest(a) < earliest(b); });
  std::unordered_set<std::string> taken;
  std::vector<std::pair<Entity, const Group*>> entities;
  for (const Group& g : groups) {
    Entity e = EntityOf(block, g);
    std::string key = g.name_key;
    if (!taken.insert(key).second) {
      const auto first = earliest(g);
      key = fmt::format("{}\n{}\n{}", key, std::get<2>(first), std::get<3>(first));
    }
    e.id = IdOf(e.sort, key);
    entities.emplace_back(std::move(e), &g);
  }
  std::sort(entities.begin(), entities.end(),
            [](const auto& a, const auto& b) { return a.first.id < b.first.id; });
  out.links.resize(block.size());
  for (auto& [entity, group] : entities) {
    for (size_t m = 0; m < group->members.size(); ++m) {
      Link& link = out.links[group->members[m]];
      link.entity = static_cast<uint32_t>(out.entities.size());
      link.confidence = group->confidence[m];
      link.why = group->why[m];
    }
    out.entities.push_back(std::move(entity));
  }
  return out;
}

// Keys that one appearance connects are one block. Only those are kept.
struct Blocks::Impl {
  explicit Impl(CompanyNames* c) : company_names(*c), full_names(kBits / 64) {}

  static constexpr size_t kBits = size_t{1} << 23;

  CompanyNames& company_names;
  // Of people: a bit for each given and family name that stand together somewhere, and the
  // double-barrelled names, to be looked up when all have been seen.
  std::vector<uint64_t> full_names;
  std::set<std::pair<std::string, std::vector<std::string>>> doubles;  // given, sounds of halves
  std::unordered_map<std::string, std::string> parent;                 // of a joined key
  bool looked_up = false;

  std::string First(const std::string& key) {
    std::string at = key;
    for (auto up = parent.find(at); up != parent.end() && up->second != at; up = parent.find(at)) {
      at = up->second;
    }
    // Shorten the way for the next one.
    for (std::string from = key; from != at;) {
      std::string next = parent[from];
      parent[from] = at;
      from = std::move(next);
    }
    return at;
  }

  void Join(const std::string& a, const std::string& b) {
    const std::string x = First(a), y = First(b);
    if (x == y) return;
    parent[std::max(x, y)] = std::min(x, y);
  }

  void LookUp() {
    looked_up = true;
    for (const auto& [given, sounds] : doubles) {
      for (const std::string& sound : sounds) {
        const size_t bit = FullHash(given, sound) & (kBits - 1);
        if ((full_names[bit / 64] >> (bit % 64) & 1) != 0) Join("p" + sound, "p" + sounds.back());
      }
    }
  }
};

Blocks::Blocks(Linker* linker) : impl_(std::make_unique<Impl>(&linker->impl_->company_names)) {}
Blocks::~Blocks() = default;

void Blocks::See(std::string_view card) {
  const Card read = ReadCard(card);
  impl_->company_names.Count(read.name);
  if (read.full != 0) {
    const size_t bit = read.full & (Impl::kBits - 1);
    impl_->full_names[bit / 64] |= uint64_t{1} << (bit % 64);
  } else if (read.key.starts_with('p')) {
    if (read.more.empty()) return;
    impl_->doubles.emplace(read.given,
                           std::vector<std::string>(read.more.begin(), read.more.end()));
  } else {
    for (const std::string_view key : read.more) {
      impl_->Join(std::string(read.key), std::string(key));
    }
  }
}

std::string Blocks::Key(std::string_view card) {
  if (!impl_->looked_up) impl_->LookUp();
  return impl_->First(std::string(ReadCard(card).key));
}

uint64_t Blocks::Surroundings() const { return impl_->company_names.Fingerprint(); }

}  // namespace presscut::link
