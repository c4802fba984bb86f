#include "extract/link/company.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "extract/text/plain.h"

namespace presscut::link {
namespace {

using text::Plain;

constexpr double kMostPeople = 5, kMostBodies = 3;

bool IsSmall(std::string_view word) {
  return word == "of" || word == "the" || word == "and" || word == "for" || word == "in" ||
         word == "on" || word == "to" || word == "a";
}

template <class Each>
void EachWord(std::string_view plain, Each each) {
  for (size_t at = 0; at < plain.size();) {
    const size_t end = std::min(plain.find(' ', at), plain.size());
    each(plain.substr(at, end - at));
    at = end + 1;
  }
}

// A family name, or a name of one word, is less than a full one.
float PersonPoints(std::string_view plain, const Knowledge& known) {
  const size_t space = plain.rfind(' ');
  const std::string_view family = space == std::string_view::npos ? plain : plain.substr(space + 1);
  const bool common = known.OfFamily(family) == Knowledge::Frequency::kCommon;
  if (space == std::string_view::npos) return common ? 0.3f : 1.0f;
  return common ? 1.2f : 2.0f;
}

// A body that few know tells most.
float BodyPoints(Knowledge::Fame fame) {
  switch (fame) {
    case Knowledge::Fame::kEveryday:
      return 0.3f;
    case Knowledge::Fame::kKnown:
      return 0.8f;
    default:
      return 1.5f;
  }
}

}  // namespace

std::string Tell(std::string_view opening, std::vector<Reason> reasons) {
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const Reason& a, const Reason& b) { return a.points > b.points; });
  std::string out(opening);
  int told = 0;
  for (const Reason& reason : reasons) {
    if (reason.points <= 0 || told == 3) break;
    out += told == 0 && !out.empty() ? "; " : told > 0 ? ", " : "";
    out += fmt::format(fmt::runtime(reason.form), reason.first, reason.second);
    ++told;
  }
  return out;
}

bool LooksLikeAcronym(std::string_view name) {
  size_t capitals = 0, letters = 0;
  for (const char c : name) {
    if (c == '.') continue;
    if (c == ' ' || static_cast<unsigned char>(c) >= 0x80) return false;
    ++letters;
    if (c >= 'A' && c <= 'Z') ++capitals;
  }
  return letters >= 2 && letters <= 8 && capitals * 2 > letters;
}

bool AreInitials(std::string_view acronym, std::string_view name) {
  std::string all, big;
  EachWord(name, [&](std::string_view word) {
    all += word[0];
    if (!IsSmall(word)) big += word[0];
  });
  return acronym.size() >= 2 && (acronym == all || acronym == big);
}

std::string InitialsOf(std::string_view plain) {
  std::string out;
  EachWord(plain, [&](std::string_view word) {
    if (!IsSmall(word)) out += word[0];
  });
  if (out.size() < 3) out.clear();
  return out;
}

uint64_t PersonHash(std::string_view plain_name, const Knowledge& known) {
  const size_t space = plain_name.find(' ');
  if (space == std::string_view::npos) return HashOf(plain_name);
  std::string key(known.FullName(plain_name.substr(0, space)));
  key += ' ';
  key += plain_name.substr(plain_name.rfind(' ') + 1);
  return HashOf(key);
}

std::string BodyKey(std::string_view name, const Knowledge& known) {
  std::string plain = Plain(known.BareCompany(name));
  if (plain.starts_with("the ")) plain.erase(0, 4);
  std::string out;
  EachWord(plain, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    out += word;
    // One spelling for the two of English.
    const auto respell = [&](std::string_view from, std::string_view to) {
      if (word.find(from) != std::string_view::npos) {
        const size_t at = out.size() - word.size() + word.find(from);
        out.replace(at, from.size(), to);
      }
    };
    if (word == "center" || word == "centers") respell("center", "centre");
    if (word == "theater") respell("theater", "theatre");
    if (word == "defense") respell("defense", "defence");
    if (word == "program") respell("program", "programme");
    if (word.size() > 6) {
      respell("ization", "isation");
      respell("izing", "ising");
    }
  });
  return out;
}

void CompanyNames::Count(uint64_t name) {
  ++counts_[name % kCounts];
  ++all_;
}

uint64_t NameHash(const Appearance& a, const Knowledge& known) {
  if (a.sort == Sort::kPerson) {
    const std::string plain = Plain(a.name);
    return plain.empty() ? 0 : PersonHash(plain, known);
  }
  const std::string key = BodyKey(a.name, known);
  return key.empty() ? 0 : HashOf(key);
}

// A name that is more than one in two thousand of all names is worth less the more often it comes;
// in a small set of articles none is that often there. Half as much for four times as often, in
// steps: an article more must not change what every other name is worth.
int CompanyNames::Step(uint32_t count) const {
  const double many = std::max(20.0, static_cast<double>(std::bit_floor(all_)) / 2000);
  int step = 0;
  for (double bound = 2 * many; count > bound && step < kMostSteps; bound *= 4) ++step;
  return step;
}

CompanyNames::Keys CompanyNames::Worth(Keys keys) {
  if (shares_.empty()) {
    shares_.reserve(counts_.size());
    for (const uint32_t count : counts_) {
      shares_.push_back(1 / static_cast<float>(1 << Step(count)));
    }
  }
  for (float& points : keys.points) points *= shares_[keys.keys[0] % kCounts];
  return keys;
}

uint64_t CompanyNames::Fingerprint() const {
  std::string steps;
  for (size_t i = 0; i < counts_.size(); ++i) {
    if (const int step = Step(counts_[i]); step > 0) steps += fmt::format("{} {},", i, step);
  }
  return HashOf(steps);
}

CompanyNames::Keys CompanyNames::OfPerson(std::string_view name) { return Worth(PersonKeys(name)); }

CompanyNames::Keys CompanyNames::OfBody(std::string_view name) { return Worth(BodyKeys(name)); }

const CompanyNames::Keys& CompanyNames::PersonKeys(std::string_view name) {
  if (people_.size() >= kMostKept) people_.clear();
  const auto [at, is_new] = people_.try_emplace(HashOf(name));
  Keys& keys = at->second;
  const std::string plain = is_new ? Plain(name) : std::string();
  if (plain.empty()) return keys;
  keys.keys[0] = PersonHash(plain, known_);
  keys.points[0] = PersonPoints(plain, known_);
  // "Lord Prewitt" in one article, "Alan Prewitt" in another.
  if (const size_t space = plain.rfind(' '); space != std::string::npos) {
    const std::string_view family = std::string_view(plain).substr(space + 1);
    keys.keys[1] = HashOf(family);
    keys.points[1] = PersonPoints(family, known_);
  }
  return keys;
}

const CompanyNames::Keys& CompanyNames::BodyKeys(std::string_view name) {
  if (bodies_.size() >= kMostKept) bodies_.clear();
  const auto [at, is_new] = bodies_.try_emplace(HashOf(name));
  Keys& keys = at->second;
  const std::string key = is_new ? BodyKey(name, known_) : std::string();
  if (key.empty()) return keys;
  keys.keys[0] = HashOf(key);
  keys.points[0] = keys.points[1] = BodyPoints(known_.FameOf(key));
  if (const std::string initials = InitialsOf(key); !initials.empty()) {
    keys.keys[1] = HashOf("#" + initials);
  } else if (LooksLikeAcronym(name)) {
    keys.keys[1] = HashOf("#" + key);
  }
  return keys;
}

size_t Company::Names::SlotOf(uint64_t key) const {
  const size_t mask = slots_.size() - 1;
  size_t at = key & mask;
  while (slots_[at].key != key && slots_[at].at != kNobody) at = (at + 1) & mask;
  return at;
}

void Company::Names::Insert(const Known& known) {
  if (slots_.empty()) {
    all_.push_back(known);
    settled_ = false;
    return;
  }
  const size_t slot = SlotOf(known.key);
  if (slots_[slot].at != kNobody) return;
  settled_ = false;
  slots_[slot] = {known.key, static_cast<uint32_t>(all_.size())};
  all_.push_back(known);
  if (all_.size() * 2 > slots_.size()) slots_.clear();  // built anew, and larger
}

void Company::Names::Settle() {
  std::sort(all_.begin(), all_.end(), [](const Known& a, const Known& b) {
    return a.key != b.key ? a.key < b.key : a.name < b.name;
  });
  all_.erase(std::unique(all_.begin(), all_.end(),
                         [](const Known& a, const Known& b) { return a.key == b.key; }),
             all_.end());
  settled_ = true;
}

const Company::Known* Company::Names::Find(uint64_t key) const {
  if (slots_.empty()) {
    size_t size = 16;
    while (size < all_.size() * 4) size *= 2;
    slots_.assign(size, {});
    for (uint32_t i = 0; i < all_.size(); ++i) slots_[SlotOf(all_[i].key)] = {all_[i].key, i};
  }
  const uint32_t found = slots_[SlotOf(key)].at;
  return found == kNobody ? nullptr : &all_[found];
}

void Company::Insert(const CompanyNames::Keys& keys, std::string_view name, Names* to) {
  for (const size_t i : {0, 1}) {
    if (keys.keys[i] != 0) to->Insert({keys.keys[i], name, keys.points[i]});
  }
}

void Company::Add(const Appearance& a, CompanyNames* names) {
  for (const std::string& name : a.people) Insert(names->OfPerson(name), name, &people_);
  for (const std::string& name : a.organisations) Insert(names->OfBody(name), name, &bodies_);
  people_.Settle();
  bodies_.Settle();
  articles_.Insert({HashOf(a.article), a.article, 0});
  const auto count = [](std::string_view iso, Counts* counts) {
    const CountryCode country = Country(iso);
    const auto at = std::find_if(counts->begin(), counts->end(),
                                 [&](const auto& c) { return c.first == country; });
    if (at == counts->end()) {
      counts->emplace_back(country, 1);
    } else {
      ++at->second;
    }
  };
  for (uint32_t i = 0; i < a.own_countries; ++i) count(a.countries[i], &own_);
  if (!a.countries.empty()) count(a.countries[0], &any_);
}

void Company::Add(const Company& other) {
  const auto insert = [](const Names& from, Names* to) {
    to->Find(0);  // so that each key stays there once
    for (const Known& known : from.all()) to->Insert(known);
  };
  insert(other.people_, &people_);
  insert(other.bodies_, &bodies_);
  insert(other.articles_, &articles_);
  const auto add = [](const Counts& from, Counts* to) {
    for (const auto& [country, count] : from) {
      const auto at =
          std::find_if(to->begin(), to->end(), [&](const auto& c) { return c.first == country; });
      if (at == to->end()) {
        to->emplace_back(country, count);
      } else {
        at->second += count;
      }
    }
  };
  add(other.own_, &own_);
  add(other.any_, &any_);
}

bool Company::Meets(const Company& other) const {
  const bool mine_smaller = articles_.all().size() <= other.articles_.all().size();
  const Names& small = mine_smaller ? articles_ : other.articles_;
  const Names& large = mine_smaller ? other.articles_ : articles_;
  if (large.all().size() == 1) return small.all()[0].key == large.all()[0].key;
  return std::any_of(small.all().begin(), small.all().end(),
                     [&](const Known& known) { return large.Find(known.key) != nullptr; });
}

CountryCode Company::Most(const Counts& counts) {
  CountryCode country = 0;
  int most = 0;
  for (const auto& [code, count] : counts) {
    if (count > most || (count == most && code < country)) {
      country = code;
      most = count;
    }
  }
  return country;
}

double Company::Shared(const Names& a, const Names& b, double most, std::vector<Reason>* why) {
  const bool a_smaller = a.all().size() <= b.all().size();
  const Names &small = a_smaller ? a : b, &large = a_smaller ? b : a;
  double points = 0;
  std::vector<const Known*> found;
  if (a.settled() && b.settled()) {
    // Two articles, mostly: a walk along both is less than a table of one.
    for (auto s = small.all().begin(), l = large.all().begin();
         s != small.all().end() && l != large.all().end();) {
      const uint64_t here = s->key, there = l->key;
      if (here == there) found.push_back(&*s);
      s += here <= there;
      l += there <= here;
    }
  } else {
    for (const Known& known : small.all()) {
      if (large.Find(known.key) != nullptr) found.push_back(&known);
    }
  }
  // Several keys of one name count once, the best; and the order of a hash table says nothing.
  std::sort(found.begin(), found.end(), [](const Known* x, const Known* y) {
    return x->name != y->name ? x->name < y->name : x->points > y->points;
  });
  for (size_t i = 0; i < found.size(); ++i) {
    if (i > 0 && found[i]->name == found[i - 1]->name) continue;
    points += found[i]->points;
    if (why != nullptr) {
      why->push_back({found[i]->points, "both with {}", found[i]->name});
    }
  }
  return std::min(points, most);
}

double Company::Common(const Company& other, std::vector<Reason>* why) const {
  return Shared(people_, other.people_, kMostPeople, why) +
         Shared(bodies_, other.bodies_, kMostBodies, why);
}

double Company::Countries(const Company& other, std::vector<Reason>* why) const {
  const CountryCode mine = own(), theirs = other.own();
  const auto reason = [&](double points, CountryCode country) {
    if (why != nullptr && points > 0) why->push_back({points, "both of {}", IsoOf(country)});
    return points;
  };
  if (mine != 0 && theirs != 0) return reason(mine == theirs ? 2 : -3, mine);
  const CountryCode my_any = mine != 0 ? mine : any(),
                    their_any = theirs != 0 ? theirs : other.any();
  if (my_any == 0 || their_any == 0) return 0;
  const double points = mine != 0 || theirs != 0 ? 1 : 0.7;
  return reason(my_any == their_any ? points : -points, my_any);
}

}  // namespace presscut::link
