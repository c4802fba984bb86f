#include "extract/link/person.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "extract/link/company.h"
#include "extract/link/roles.h"
#include "extract/text/plain.h"

namespace presscut::link {
namespace {

using text::Plain;

std::vector<std::string> WordsOf(std::string_view plain) {
  std::vector<std::string> out;
  for (size_t at = 0; at < plain.size();) {
    const size_t end = std::min(plain.find(' ', at), plain.size());
    out.emplace_back(plain.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool IsParticle(std::string_view word) {
  return word.size() <= 3 &&
         (word == "al" || word == "el" || word == "ul" || word == "de" || word == "da" ||
          word == "di" || word == "du" || word == "la" || word == "le" || word == "van" ||
          word == "von" || word == "der" || word == "den" || word == "bin" || word == "ibn" ||
          word == "ben" || word == "dos" || word == "del" || word == "abu" || word == "ter");
}

// Initials as their letters ("P.J." and "P. J." are p, j); empty for a name that is spelled out.
std::vector<char> InitialsIn(std::string_view given) {
  std::vector<char> letters;
  size_t run = 0;
  for (const char c : given) {
    if (c == '.' || c == ' ' || c == '-') {
      run = 0;
      continue;
    }
    if (c < 'A' || c > 'Z') return {};
    if (++run > 3) return {};
    letters.push_back(static_cast<char>(c | 0x20));
  }
  return letters;
}

// Jr, Sr and numbers as one class each; 0 for none. "II" is another than "Jr".
int SuffixClass(std::string_view suffix) {
  const std::string plain = Plain(suffix);
  if (plain == "sr" || plain == "snr" || plain == "senior") return 1;
  if (plain == "jr" || plain == "jnr" || plain == "junior") return 2;
  if (plain == "ii" || plain == "2nd") return 3;
  if (plain == "iii" || plain == "3rd") return 4;
  if (plain == "iv" || plain == "4th") return 5;
  return 0;
}

int YearIn(std::string_view date) {
  return date.size() < 4 ? 0 : std::atoi(std::string(date.substr(0, 4)).c_str());
}

// One name, as it is compared.
struct PersonName {
  std::vector<std::string> given;  // plain words; empty where the surname stands alone
  std::vector<char> initials;      // in place of given
  FamilyName family;
  int suffix = 0;
  bool operator==(const PersonName& other) const {
    return given == other.given && initials == other.initials &&
           family.plain == other.family.plain && suffix == other.suffix;
  }
};

// What is known of a group, or of one appearance.
struct Profile {
  std::vector<PersonName> names;  // each once
  Company company;
  Roles roles;
  int born = 0, first_year = 0, last_year = 0;
  char gender = 'u';  // by title
};

char GenderOfTitle(std::string_view title) {
  if (title == "mr" || title == "sir" || title == "lord" || title == "father") return 'm';
  if (title == "mrs" || title == "ms" || title == "miss" || title == "dame" || title == "lady" ||
      title == "baroness") {
    return 'f';
  }
  return 'u';
}

// How two names go together, from the surest down.
enum class Fit { kNone, kSame, kShortForm, kSpelling, kInitials, kNewName, kSurname };

struct Fitting {
  Fit fit = Fit::kNone;
  Knowledge::Frequency frequency = Knowledge::Frequency::kCommon;
};

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

bool OneSpelledTwice(std::string_view a, std::string_view b) {
  return SoundOf(a) == SoundOf(b) && EditDistance(a, b) * 3 <= std::max(a.size(), b.size());
}

bool ShareFullName(std::string_view a, std::string_view b, const Knowledge& known) {
  const auto x = known.FullNames(a), y = known.FullNames(b);
  return std::any_of(x.begin(), x.end(),
                     [&](uint32_t id) { return std::find(y.begin(), y.end(), id) != y.end(); });
}

// Given names after the first: the shorter row has to go on into the longer ("George W.", "George
// Walker"), and one that is not there says nothing.
bool MiddlesAgree(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2) return true;
  for (size_t i = 1; i < std::min(a.size(), b.size()); ++i) {
    const bool agree = a[i].size() == 1 || b[i].size() == 1
                           ? a[i][0] == b[i][0]
                           : a[i] == b[i] || OneSpelledTwice(a[i], b[i]);
    if (!agree) return false;
  }
  return true;
}

enum class FamilyFit { kNone, kSame, kSpelling, kHalf };

FamilyFit FitFamilies(const FamilyName& a, const FamilyName& b) {
  if (a.plain == b.plain || (a.last == b.last && a.halves.empty() && b.halves.empty())) {
    return FamilyFit::kSame;
  }
  const auto half = [](const FamilyName& one, const FamilyName& two) {
    return one.halves.empty() &&
           std::find(two.halves.begin(), two.halves.end(), one.last) != two.halves.end();
  };
  if (half(a, b) || half(b, a)) return FamilyFit::kHalf;
  if (OneSpelledTwice(a.last, b.last)) return FamilyFit::kSpelling;
  return FamilyFit::kNone;
}

Fit FitNames(const PersonName& a, const PersonName& b, const Knowledge& known) {
  if (a.suffix != 0 && b.suffix != 0 && a.suffix != b.suffix) return Fit::kNone;
  const FamilyFit family = FitFamilies(a.family, b.family);
  if (family == FamilyFit::kNone) return Fit::kNone;
  const bool a_alone = a.given.empty() && a.initials.empty();
  const bool b_alone = b.given.empty() && b.initials.empty();
  if (a_alone || b_alone) return family == FamilyFit::kSame ? Fit::kSurname : Fit::kNone;
  if (!a.initials.empty() || !b.initials.empty()) {
    if (family != FamilyFit::kSame) return Fit::kNone;
    const auto letters = [](const PersonName& n) {
      std::vector<char> out = n.initials;
      if (out.empty()) {
        for (const std::string& word : n.given) out.push_back(word[0]);
      }
      return out;
    };
    const std::vector<char> x = letters(a), y = letters(b);
    if (!a.initials.empty() && !b.initials.empty()) return x == y ? Fit::kSame : Fit::kNone;
    return std::equal(x.begin(),
                      x.begin() + static_cast<std::ptrdiff_t>(std::min(x.size(), y.size())),
                      y.begin())
               ? Fit::kInitials
               : Fit::kNone;
  }
  if (!MiddlesAgree(a.given, b.given)) return Fit::kNone;
  const std::string &x = a.given[0], &y = b.given[0];
  const bool same = x == y;
  const bool short_form = !same && ShareFullName(x, y, known);
  if (!same && !short_form && !OneSpelledTwice(x, y)) return Fit::kNone;
  if (family == FamilyFit::kHalf) return same || short_form ? Fit::kNewName : Fit::kNone;
  if (family == FamilyFit::kSpelling) return Fit::kSpelling;
  return same ? Fit::kSame : short_form ? Fit::kShortForm : Fit::kSpelling;
}

// Whether no one person has both: other middle names, other suffixes.
bool Contradict(const PersonName& a, const PersonName& b) {
  if (a.suffix != 0 && b.suffix != 0 && a.suffix != b.suffix) return true;
  return !a.given.empty() && !b.given.empty() && a.family.last == b.family.last &&
         a.given[0] == b.given[0] && !MiddlesAgree(a.given, b.given);
}

Knowledge::Frequency FrequencyOf(const PersonName& name, const Knowledge& known) {
  using F = Knowledge::Frequency;
  const F family = known.OfFamily(name.family.last);
  if (name.given.empty()) return family;
  // A second given name or a double family name is a rare one.
  if (name.given.size() > 1 && name.given[1].size() > 1 && family != F::kCommon) return F::kRare;
  if (!name.family.halves.empty()) return F::kRare;
  const F given = known.OfGiven(name.given[0]);
  if (given == F::kCommon && family == F::kCommon) return F::kCommon;
  if (family == F::kRare || (given == F::kRare && family == F::kMiddle)) return F::kRare;
  return F::kMiddle;
}

// Points that are asked before two names are one, by how they go together and how common they are.
double Asked(Fitting f) {
  using F = Knowledge::Frequency;
  const auto by = [&](double rare, double middle, double common) {
    return f.frequency == F::kRare ? rare : f.frequency == F::kMiddle ? middle : common;
  };
  switch (f.fit) {
    case Fit::kSame:
      return by(-2, 0, 1.8);
    case Fit::kShortForm:
      return by(0.9, 1.5, 3);
    case Fit::kSpelling:
      return by(1.2, 2, 3.5);
    case Fit::kInitials:
      return by(1.9, 3, 4);
    case Fit::kNewName:
      return by(2.5, 2.5, 3);
    case Fit::kSurname:
      return by(3, 3.5, 4);
    case Fit::kNone:
      break;
  }
  return 1000;
}

double Surest(Fitting f) {
  switch (f.fit) {
    case Fit::kSame:
      return f.frequency == Knowledge::Frequency::kRare ? 0.97 : 0.93;
    case Fit::kShortForm:
    case Fit::kSpelling:
      return 0.92;
    default:
      return 0.88;
  }
}

constexpr double kNever = -100;
// Groups are joined with this much more than a single appearance needs.
constexpr double kJoinMargin = 0.5;
// Of namesakes without end, those of the latest articles are compared.
constexpr size_t kMostDrafts = 200;

// Evidence that two are one person, their names apart.
double Evidence(const Profile& a, const Profile& b, Fit fit, std::vector<Reason>* why) {
  double points = 0;
  const auto add = [&](double p, const char* words) {
    points += p;
    if (p > 0 && why != nullptr) why->push_back({p, words});
  };
  if (a.gender != 'u' && b.gender != 'u' && a.gender != b.gender) return kNever;
  if (a.born != 0 && b.born != 0) {
    const int apart = std::abs(a.born - b.born);
    if (apart > 2) return kNever;
    if (apart <= 1) add(3, "of one age");
  }
  if (a.names[0].suffix != b.names[0].suffix) points -= 1;
  if (a.company.Meets(b.company)) {
    // Two people of one article are two, but for a name that is given up in it.
    if (fit != Fit::kNewName) return kNever;
    add(4, "both names in one article");
  }
  points += a.roles.Common(b.roles, fit == Fit::kSurname, why);
  points += a.company.Common(b.company, why);
  // Who somebody is is told by roles and company; where, by countries, and that is less.
  points += 0.5 * a.company.Countries(b.company, nullptr);
  if (a.first_year != 0 && b.first_year != 0) {
    const int apart = std::max(a.first_year, b.first_year) - std::min(a.last_year, b.last_year);
    if (apart > 15) points -= 1;
  }
  return points;
}

std::string Opening(Fitting f, const Appearance& a, const Appearance& b) {
  const auto quote = [](const std::string& s) { return "\"" + s + "\""; };
  switch (f.fit) {
    case Fit::kSame:
      return f.frequency == Knowledge::Frequency::kRare ? "same full name, a rare one"
                                                        : "same full name";
    case Fit::kShortForm:
      return quote(a.given) + " and " + quote(b.given) + " are forms of one name";
    case Fit::kSpelling:
      return quote(a.name) + " and " + quote(b.name) + " are spellings of one name";
    case Fit::kInitials:
      return quote(a.given) + " and " + quote(b.given) + " have the same initials";
    case Fit::kNewName:
      return quote(a.name) + " and " + quote(b.name) + " share a given and half a family name";
    default:
      return "same family name";
  }
}

class People {
 public:
  People(std::span<const Appearance> block, const Knowledge& known, CompanyNames* company_names)
      : block_(block), known_(known), company_names_(*company_names) {}

  std::vector<Group> Run();

 private:
  struct Draft {
    Profile profile;
    Group group;
    bool ready = false;  // the profile has more than the name
    bool gone = false;   // joined to another
  };

  struct FilingKeys {
    std::vector<uint64_t> filed, asked;
  };

  PersonName NameOf(const Appearance& a) const;
  void Ready(Draft* draft);
  void FindNamesakes();
  uint64_t NamesakeKey(const PersonName& name) const;
  bool StandApart(const PersonName& a, const PersonName& b) const;
  FilingKeys KeysOf(const PersonName& name, const Appearance& a) const;
  std::vector<uint32_t> Candidates(const std::vector<uint64_t>& keys) const;
  void File(const std::vector<uint64_t>& keys, uint32_t draft);
  Fitting FittingOf(const Profile& a, const Profile& b) const;
  std::optional<double> Margin(Draft* a, Draft* b, Fitting* fitting);
  void Place(uint32_t i);
  void Join(Draft* into, Draft* from, Fitting fitting, double margin);
  void JoinDrafts();
  void Name(Draft* draft) const;
  bool Before(uint32_t a, uint32_t b) const {
    const Appearance &x = block_[a], &y = block_[b];
    return std::tuple(x.date.empty(), std::string_view(x.date), std::string_view(x.article),
                      x.entity) < std::tuple(y.date.empty(), std::string_view(y.date),
                                             std::string_view(y.article), y.entity);
  }

  std::span<const Appearance> block_;
  const Knowledge& known_;
  CompanyNames& company_names_;
  std::vector<PersonName> names_;  // of the block's appearances
  // Suffixes (as bits) that tell bearers of a name apart, by the name.
  std::unordered_map<uint64_t, uint32_t> namesakes_;
  std::vector<Draft> drafts_;
  // Drafts by what their names have to share with another's (Keys).
  std::unordered_map<uint64_t, std::vector<uint32_t>> filed_;
};

PersonName People::NameOf(const Appearance& a) const {
  PersonName name;
  name.initials = InitialsIn(a.given);
  if (name.initials.empty()) name.given = WordsOf(Plain(a.given));
  name.family = ReadFamilyName(a.family.empty() ? a.name : a.family);
  name.suffix = SuffixClass(a.suffix);
  return name;
}

// All that is compared besides names: most appearances are never compared.
void People::Ready(Draft* draft) {
  if (draft->ready) return;
  draft->ready = true;
  Profile& p = draft->profile;
  const Appearance& a = block_[draft->group.anchor];
  p.company.Add(a, &company_names_);
  p.born = a.born;
  p.first_year = p.last_year = YearIn(a.date);
  p.gender = GenderOfTitle(Plain(a.title));
  p.roles.Add(a, known_);
}

// "Robert Kessler Jr." beside "Robert Kessler" in some article: father and son, in all of them.
void People::FindNamesakes() {
  for (uint32_t i = 0; i < block_.size(); ++i) {
    const PersonName& name = names_[i];
    if (name.given.empty()) continue;
    for (const std::string& other : block_[i].people) {
      if (other.find(block_[i].family) == std::string::npos) continue;
      std::vector<std::string> words = WordsOf(Plain(other));
      const int suffix = words.empty() ? 0 : SuffixClass(words.back());
      if (suffix != 0) words.pop_back();
      if (suffix == name.suffix || words.size() < 2 || words.back() != name.family.last) continue;
      if (known_.FullName(words[0]) != known_.FullName(name.given[0])) continue;
      namesakes_[NamesakeKey(name)] |= 1u << suffix | 1u << name.suffix;
    }
  }
}

uint64_t People::NamesakeKey(const PersonName& name) const {
  return HashOf(std::string(known_.FullName(name.given[0])) + ' ' + name.family.last);
}

bool People::StandApart(const PersonName& a, const PersonName& b) const {
  if (a.suffix == b.suffix || a.given.empty() || b.given.empty() || namesakes_.empty()) {
    return false;
  }
  const auto at = namesakes_.find(NamesakeKey(a));
  const uint32_t both = 1u << a.suffix | 1u << b.suffix;
  return at != namesakes_.end() && (at->second & both) == both && NamesakeKey(b) == at->first;
}

// What two names share, in some of these, where they may be one person's: the sound of the family
// name, or of half of it, with the given name in its full form, its sound, or its first letter.
// Surnames alone share the office before them.
People::FilingKeys People::KeysOf(const PersonName& name, const Appearance& a) const {
  FilingKeys keys;
  std::vector<std::string> sounds{name.family.sound};
  for (const std::string& half : name.family.halves) sounds.push_back(SoundOf(half));
  for (const std::string& sound : sounds) {
    const uint64_t family = HashOf(sound);
    const auto with = [&](char what, uint64_t given) {
      return (family ^ (given + static_cast<uint64_t>(what))) * 0x9E3779B97F4A7C15u;
    };
    if (name.given.empty() && name.initials.empty()) {
      keys.filed.push_back(with('r', HashOf(Plain(a.title))));
      for (const Appearance::Role& role : a.roles) {
        keys.filed.push_back(with('r', HashOf(Plain(role.text))));
      }
      keys.asked = keys.filed;
      keys.asked.push_back(family);
      continue;
    }
    const char letter = name.given.empty() ? name.initials[0] : name.given[0][0];
    keys.filed.push_back(family);
    keys.filed.push_back(with('l', static_cast<uint64_t>(letter)));
    if (name.given.empty()) {
      keys.asked.push_back(keys.filed.back());
      continue;
    }
    std::vector<uint64_t> given{with('s', HashOf(SoundOf(name.given[0])))};
    for (const uint32_t id : known_.FullNames(name.given[0])) given.push_back(with('n', id));
    keys.asked.insert(keys.asked.end(), given.begin(), given.end());
    keys.filed.insert(keys.filed.end(), given.begin(), given.end());
  }
  return keys;
}

// Drafts filed under any of the keys, each once, the latest of each key only.
std::vector<uint32_t> People::Candidates(const std::vector<uint64_t>& keys) const {
  std::vector<uint32_t> out;
  for (const uint64_t key : keys) {
    const auto at = filed_.find(key);
    if (at == filed_.end()) continue;
    const std::vector<uint32_t>& of = at->second;
    out.insert(out.end(), of.end() - static_cast<std::ptrdiff_t>(std::min(of.size(), kMostDrafts)),
               of.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void People::File(const std::vector<uint64_t>& keys, uint32_t draft) {
  for (const uint64_t key : keys) {
    std::vector<uint32_t>& of = filed_[key];
    if (of.empty() || of.back() != draft) of.push_back(draft);
  }
}

// The best way in which a name of the one goes with a name of the other; no other name of theirs
// may contradict it.
Fitting People::FittingOf(const Profile& a, const Profile& b) const {
  Fitting best;
  for (const PersonName& x : a.names) {
    for (const PersonName& y : b.names) {
      if (Contradict(x, y) || StandApart(x, y)) return {};
      const Fit fit = FitNames(x, y, known_);
      if (fit == Fit::kNone) continue;
      if (best.fit == Fit::kNone || fit < best.fit) {
        best = {fit, std::min(FrequencyOf(x, known_), FrequencyOf(y, known_))};
        if (fit == Fit::kSurname) best.frequency = known_.OfFamily(x.family.last);
      }
    }
  }
  return best;
}

// How much more there is than is asked before they are one; nothing where it is less.
std::optional<double> People::Margin(Draft* a, Draft* b, Fitting* fitting) {
  *fitting = FittingOf(a->profile, b->profile);
  if (fitting->fit == Fit::kNone) return std::nullopt;
  Ready(a);
  Ready(b);
  const double margin = Evidence(a->profile, b->profile, fitting->fit, nullptr) - Asked(*fitting);
  if (margin < 0) return std::nullopt;
  return margin;
}

void People::Join(Draft* into, Draft* from, Fitting fitting, double margin) {
  std::vector<Reason> reasons;
  Evidence(into->profile, from->profile, fitting.fit, &reasons);
  const std::string why = Tell(
      Opening(fitting, block_[into->group.anchor], block_[from->group.anchor]), std::move(reasons));
  const double confidence =
      std::min(0.99, Surest(fitting) + 0.02 * std::min(margin, 5.0) - (margin < 0.5 ? 0.04 : 0));
  for (size_t i = 0; i < from->group.members.size(); ++i) {
    into->group.members.push_back(from->group.members[i]);
    const bool opened = from->group.why[i].empty();
    into->group.confidence.push_back(opened ? confidence
                                            : std::min(confidence, from->group.confidence[i]));
    into->group.why.push_back(opened ? why : from->group.why[i]);
  }
  Profile& p = into->profile;
  Profile& q = from->profile;
  for (PersonName& name : q.names) {
    if (std::find(p.names.begin(), p.names.end(), name) == p.names.end()) {
      p.names.push_back(std::move(name));
    }
  }
  p.company.Add(q.company);
  p.roles.Add(q.roles);
  if (p.born == 0) p.born = q.born;
  if (q.first_year != 0) {
    p.first_year = p.first_year == 0 ? q.first_year : std::min(p.first_year, q.first_year);
    p.last_year = std::max(p.last_year, q.last_year);
  }
  if (p.gender == 'u') p.gender = q.gender;
  from->gone = true;
}

void People::Place(uint32_t i) {
  Draft draft;
  draft.profile.names.push_back(names_[i]);
  draft.group = {{i}, {1}, {""}, {}, i};
  const FilingKeys keys = KeysOf(names_[i], block_[i]);

  uint32_t best = 0;
  double margin = -1, second = -1;
  Fitting fitting;
  for (const uint32_t d : Candidates(keys.asked)) {
    if (drafts_[d].gone) continue;
    Fitting f;
    const std::optional<double> m = Margin(&draft, &drafts_[d], &f);
    if (!m) continue;
    if (*m > margin) {
      second = margin;
      margin = *m;
      best = d;
      fitting = f;
    } else {
      second = std::max(second, *m);
    }
  }
  // Where two fit about as well, a weak name says neither; a full one goes to the better if it fits
  // that well.
  const bool weak = fitting.fit == Fit::kSurname || fitting.fit == Fit::kInitials;
  const bool clear = second < 0 || (weak ? margin - second >= 1.5
                                         : margin - second >= 0.3 || margin >= kJoinMargin);
  if (margin >= 0 && clear) {
    Join(&drafts_[best], &draft, fitting, margin);
  } else {
    best = static_cast<uint32_t>(drafts_.size());
    drafts_.push_back(std::move(draft));
  }
  File(keys.filed, best);
}

// Groups that grew together, or whose evidence came later than they did.
void People::JoinDrafts() {
  for (uint32_t a = 0; a < drafts_.size(); ++a) {
    for (bool again = !drafts_[a].gone; again;) {
      again = false;
      std::vector<uint64_t> keys;
      for (const PersonName& name : drafts_[a].profile.names) {
        const FilingKeys of = KeysOf(name, block_[drafts_[a].group.anchor]);
        keys.insert(keys.end(), of.asked.begin(), of.asked.end());
      }
      for (const uint32_t b : Candidates(keys)) {
        if (b <= a || drafts_[b].gone) continue;
        // Two that never grew have been compared.
        if (drafts_[a].group.members.size() + drafts_[b].group.members.size() == 2) continue;
        Fitting f;
        const std::optional<double> margin = Margin(&drafts_[a], &drafts_[b], &f);
        // What each member was refused is not to be had by adding refusals up.
        if (!margin || *margin < kJoinMargin || f.fit == Fit::kSurname) continue;
        Join(&drafts_[a], &drafts_[b], f, *margin);
        again = true;
      }
    }
  }
}

void People::Name(Draft* draft) const {
  Group& g = draft->group;
  // Fullest first: a given name, initials, a surname; then the earliest.
  const auto rank = [&](uint32_t i) {
    const Appearance& a = block_[i];
    return a.given.empty() ? 2 : InitialsIn(a.given).empty() ? 0 : 1;
  };
  g.anchor = *std::min_element(g.members.begin(), g.members.end(), [&](uint32_t a, uint32_t b) {
    return rank(a) != rank(b) ? rank(a) < rank(b) : Before(a, b);
  });
  const Appearance& a = block_[g.anchor];
  const std::string family = Plain(a.family.empty() ? a.name : a.family);
  if (rank(g.anchor) == 2) {
    // A surname alone is nobody's name: its id is of the article.
    g.name_key = family + '\n' + a.article + '\n' + std::to_string(a.entity);
  } else {
    g.name_key = GivenKey(a.given, known_) + ' ' + family;
    if (const int suffix = SuffixClass(a.suffix); suffix != 0) {
      g.name_key += ' ' + std::to_string(suffix);
    }
  }
}

std::vector<Group> People::Run() {
  std::vector<uint32_t> order(block_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return Before(a, b); });
  for (const Appearance& a : block_) names_.push_back(NameOf(a));
  FindNamesakes();
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const auto rank = [&](uint32_t i) {
      const PersonName& n = names_[i];
      return !n.given.empty() ? 0 : !n.initials.empty() ? 1 : 2;
    };
    return rank(a) < rank(b);
  });
  for (const uint32_t i : order) Place(i);
  JoinDrafts();
  std::vector<Group> out;
  for (Draft& draft : drafts_) {
    if (draft.gone) continue;
    Name(&draft);
    out.push_back(std::move(draft.group));
  }
  return out;
}

}  // namespace

FamilyName ReadFamilyName(std::string_view family) {
  FamilyName out;
  out.plain = Plain(family);
  const std::vector<std::string> words = WordsOf(out.plain);
  out.last = words.empty() ? out.plain : words.back();
  out.sound = SoundOf(out.last);
  if (family.find('-') != std::string_view::npos) {
    for (const std::string& word : words) {
      if (!IsParticle(word)) out.halves.push_back(word);
    }
    if (out.halves.size() < 2) out.halves.clear();
  }
  return out;
}

std::string SoundOf(std::string_view word) {
  std::string out;
  const auto vowel = [](char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
  };
  const auto put = [&](char c) {
    if (out.empty() || out.back() != c) out += c;
  };
  for (size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    const char next = i + 1 < word.size() ? word[i + 1] : '\0';
    if (vowel(c)) {
      if (i == 0) put('a');
    } else if (c == 'h') {
      if (i == 0) put('h');
    } else if (c == 'w') {
      put('v');
    } else if (c == 'q' || c == 'g' || c == 'x') {
      put('k');
    } else if (c == 'c') {
      if (next == 'h') {
        put('s');
      } else {
        put('k');
      }
    } else if (c == 'j') {
      put(i == 0 ? 'j' : 's');
    } else if (c == 'z') {
      put('s');
    } else if (c == 't' && (next == 'z' || next == 's')) {
      continue;
    } else if (c == 'p' && next == 'h') {
      put('f');
    } else {
      put(c);
    }
  }
  // A name of another script, or of vowels only, is its own sound.
  if (out.empty() || (out == "a" && word.size() > 1)) return std::string(word);
  return out;
}

std::string GivenKey(std::string_view given, const Knowledge& known) {
  if (const std::vector<char> initials = InitialsIn(given); !initials.empty()) {
    return std::string(initials.begin(), initials.end());
  }
  const std::vector<std::string> words = WordsOf(Plain(given));
  return words.empty() ? std::string() : std::string(known.FullName(words[0]));
}

std::vector<Group> GroupPeople(std::span<const Appearance> block, const Knowledge& known,
                               CompanyNames* company_names) {
  return People(block, known, company_names).Run();
}

}  // namespace presscut::link
