#include "extract/link/card.h"

#include <algorithm>
#include <cstring>

#include "extract/link/body.h"
#include "extract/link/company.h"
#include "extract/link/knowledge.h"
#include "extract/link/person.h"

namespace presscut::link {
namespace {

constexpr char kEnd = '\n';  // of a part: names are on one line

void Put(uint64_t number, std::string* out) {
  out->append(reinterpret_cast<const char*>(&number), sizeof number);
}
void Put(std::string_view part, std::string* out) {
  out->append(part);
  *out += kEnd;
}

}  // namespace

uint64_t FullHash(std::string_view given, std::string_view sound) {
  std::string name(given);
  name += ' ';
  name += sound;
  return std::max<uint64_t>(1, HashOf(name));
}

std::string CardOf(const Appearance& a, const Knowledge& known) {
  std::string out;
  Put(NameHash(a, known), &out);
  if (a.sort == Sort::kPerson) {
    const FamilyName family = ReadFamilyName(a.family);
    const std::string given = a.given.empty() ? "" : GivenKey(a.given, known);
    const bool halves = !a.given.empty() && !family.halves.empty();
    Put(a.given.empty() || halves ? 0 : FullHash(given, family.sound), &out);
    Put("p" + (a.family.empty() ? ReadFamilyName(a.name) : family).sound, &out);
    if (halves) {
      Put(given, &out);
      for (const std::string& half : family.halves) Put(SoundOf(half), &out);
    }
    return out;
  }
  Put(uint64_t{0}, &out);
  const BodyName name = ReadBodyName(a, known);
  Put("o" + name.Key(), &out);
  if (!name.core.empty() && !name.acronym.empty()) Put("o#" + name.acronym, &out);
  const std::string listed = ListedKey(name, a.kind, known);
  if (!listed.empty()) Put("o" + listed, &out);
  return out;
}

Card ReadCard(std::string_view card) {
  Card out;
  if (card.size() < sizeof out.name + sizeof out.full) return out;
  std::memcpy(&out.name, card.data(), sizeof out.name);
  std::memcpy(&out.full, card.data() + sizeof out.name, sizeof out.full);
  card.remove_prefix(sizeof out.name + sizeof out.full);
  const auto part = [&] {
    const std::string_view first = card.substr(0, card.find(kEnd));
    card.remove_prefix(std::min(card.size(), first.size() + 1));
    return first;
  };
  out.key = part();
  if (!card.empty() && out.key.starts_with('p')) out.given = part();
  while (!card.empty()) out.more.push_back(part());
  return out;
}

}  // namespace presscut::link
