#include "extract/link/body.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "extract/link/company.h"
#include "extract/text/plain.h"

namespace presscut::link {
namespace {

using text::Plain;
using Breadth = BodyName::Breadth;

constexpr double kNever = -100;
// Groups are joined with this much more than a single appearance needs.
constexpr double kJoinMargin = 0.5;
// Of bodies of one name without end ("City Council"), those of the latest articles are compared.
constexpr size_t kMostDrafts = 200;

std::vector<std::string> WordsOf(std::string_view plain) {
  std::vector<std::string> out;
  for (size_t at = 0; at < plain.size();) {
    const size_t end = std::min(plain.find(' ', at), plain.size());
    out.emplace_back(plain.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string Joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += between;
    out += word;
  }
  return out;
}

// Kinds of which every country has its own.
bool IsOfState(std::string_view kind) {
  return kind == "government" || kind == "parliament" || kind == "court" || kind == "police" ||
         kind == "military" || kind == "party";
}

// Kinds whose bodies are named whatever country an article is about.
bool IsEverywhere(std::string_view kind) { return kind == "international" || kind == "media"; }

bool IsLocalWord(std::string_view word) {
  return word == "city" || word == "county" || word == "borough" || word == "district" ||
         word == "town" || word == "municipal" || word == "police" || word == "fire" ||
         word == "council" || word == "local" || word == "sheriffs" || word == "village";
}

// "Defence Ministry" and "Ministry of Defence" are one; so are a police, its force and its
// department.
void PutInOrder(std::vector<std::string>* words) {
  for (const std::string_view head : {"ministry", "department"}) {
    if (words->size() > 2 && words->front() == head && (*words)[1] == "of") {
      words->erase(words->begin() + 1);
      if (words->size() > 2 && (*words)[1] == "the") words->erase(words->begin() + 1);
    } else if (words->size() > 1 && words->back() == head &&
               (*words)[words->size() - 2] != "police") {
      words->pop_back();
      words->insert(words->begin(), std::string(head));
    }
  }
  const size_t n = words->size();
  if (n > 2 && (*words)[n - 2] == "police" &&
      (words->back() == "department" || words->back() == "force" || words->back() == "service")) {
    words->pop_back();
  }
}

struct Profile {
  std::vector<BodyName> names;  // each core and acronym once
  Company company;
  std::string_view kind, parent;
  CountryCode said = 0, label = 0;
};

enum class Fit { kNone, kSame, kExpansion, kAcronym };

struct Fitting {
  Fit fit = Fit::kNone;
  Breadth breadth = Breadth::kOwn;
  bool listed = false;   // the list of organisations has the name, or it for the acronym
  bool printed = false;  // an article prints the acronym beside the name
  size_t letters = 0;    // of the acronym
  bool one_word = false;
};

std::string Squashed(std::string_view core) {
  std::string out;
  for (const char c : core) {
    if (c != ' ') out += c;
  }
  return out;
}

// Whether two have full names, and other ones.
bool OtherName(const Profile& a, const Profile& b) {
  const auto full = [](const Profile& p) {
    const auto at = std::find_if(p.names.begin(), p.names.end(),
                                 [](const BodyName& n) { return !n.core.empty(); });
    return at == p.names.end() ? std::string() : Squashed(at->core);
  };
  const std::string x = full(a), y = full(b);
  return !x.empty() && !y.empty() && x != y;
}

class Bodies {
 public:
  Bodies(std::span<const Appearance> block, const Knowledge& known, CompanyNames* company_names)
      : block_(block), known_(known), company_names_(*company_names) {}
  std::vector<Group> Run();

 private:
  struct Draft {
    Profile profile;
    Group group;
    bool ready = false;  // the profile has its company
    bool gone = false;   // joined to another
  };

  Fitting FittingOf(const Profile& a, const Profile& b) const;
  double Asked(const Fitting& f) const;
  double Evidence(const Profile& a, const Profile& b, const Fitting& f,
                  std::vector<Reason>* why) const;
  void Ready(Draft* draft);
  std::optional<double> Margin(Draft* a, Draft* b, Fitting* f);
  std::string Opening(const Fitting& f, const Appearance& a, const Appearance& b) const;
  std::vector<uint32_t> Candidates(const std::vector<std::string>& keys) const;
  void Place(uint32_t i);
  void Join(Draft* into, Draft* from, const Fitting& f, double margin);
  void JoinDrafts();
  void Name(Draft* draft) const;
  std::vector<std::string> FiledUnder(const Profile& p) const;
  bool Before(uint32_t a, uint32_t b) const {
    const Appearance &x = block_[a], &y = block_[b];
    return std::tuple(x.date.empty(), std::string_view(x.date), std::string_view(x.article),
                      x.entity) < std::tuple(y.date.empty(), std::string_view(y.date),
                                             std::string_view(y.article), y.entity);
  }

  std::span<const Appearance> block_;
  const Knowledge& known_;
  CompanyNames& company_names_;
  std::vector<BodyName> names_;
  std::vector<Draft> drafts_;
  std::unordered_map<std::string, std::vector<uint32_t>> filed_;              // drafts, by key
  std::unordered_map<std::string, std::unordered_set<std::string>> printed_;  // cores, by acronym
};

Fitting Bodies::FittingOf(const Profile& a, const Profile& b) const {
  Fitting best;
  for (const BodyName& x : a.names) {
    for (const BodyName& y : b.names) {
      if (!x.core.empty() && !y.core.empty()) {
        if (Squashed(x.core) == Squashed(y.core)) {
          Fitting same{Fit::kSame, std::max(x.breadth, y.breadth)};
          same.listed = known_.FameOf(x.core) != Knowledge::Fame::kNone;
          same.one_word = x.core.find(' ') == std::string::npos;
          return same;
        }
        continue;
      }
      const BodyName& bare = x.core.empty() ? x : y;  // has an acronym only
      const BodyName& other = x.core.empty() ? y : x;
      if (other.core.empty()) {
        if (x.acronym == y.acronym && best.fit != Fit::kExpansion) {
          best = {Fit::kAcronym, Breadth::kOwn, known_.FameOf(x.acronym) != Knowledge::Fame::kNone,
                  false, x.acronym.size()};
        }
        continue;
      }
      const bool listed = ListedKey(bare, x.core.empty() ? b.kind : a.kind, known_) == other.Key();
      const bool printed = bare.acronym == other.acronym;
      if (!listed && !printed && !AreInitials(bare.acronym, other.core)) continue;
      if (best.fit != Fit::kExpansion || listed || printed) {
        best = {Fit::kExpansion, Breadth::kOwn, best.listed || listed, best.printed || printed,
                bare.acronym.size()};
      }
    }
  }
  return best;
}

double Bodies::Asked(const Fitting& f) const {
  switch (f.fit) {
    case Fit::kSame:
      return f.breadth == Breadth::kOwn       ? (f.one_word ? -1.5 : -2.5)
             : f.breadth == Breadth::kWord    ? (f.listed ? -1 : 0.3)
             : f.breadth == Breadth::kGeneral ? 0.7
                                              : 2.5;
    case Fit::kExpansion:
      return f.listed ? -0.5 : f.printed ? 0.7 : 2;
    case Fit::kAcronym:
      return f.listed ? -1.5 : f.letters >= 5 ? 0 : 1;
    case Fit::kNone:
      break;
  }
  return 1000;
}

double Bodies::Evidence(const Profile& a, const Profile& b, const Fitting& f,
                        std::vector<Reason>* why) const {
  // An article that names two bodies means two, but for one that it spells in two ways.
  if (!(f.fit == Fit::kSame && f.breadth == Breadth::kOwn) && a.company.Meets(b.company)) {
    return kNever;
  }
  double points = a.company.Common(b.company, why);
  if (a.label != 0 && b.label != 0 && !IsEverywhere(a.kind) && !IsEverywhere(b.kind)) {
    const bool both_said = a.said != 0 && b.said != 0, one_said = a.said != 0 || b.said != 0;
    // The senates of two countries are two, whoever is spoken of.
    if (both_said && a.label != b.label && f.fit == Fit::kSame &&
        (f.breadth == Breadth::kGeneral || f.breadth == Breadth::kLocal)) {
      return kNever;
    }
    double p = a.label == b.label ? (both_said ? 2 : 1) : (both_said ? -4 : one_said ? -2 : -1.5);
    // A company is spoken of abroad; so is a club, but "Everton of Chile" is another.
    const bool club = a.kind == "sport" || b.kind == "sport";
    if (f.fit == Fit::kSame && f.breadth == Breadth::kOwn && !(club && one_said)) p *= 0.4;
    points += p;
    if (p > 0 && why != nullptr) why->push_back({p, "both of {}", IsoOf(a.label)});
  }
  if (a.kind != b.kind && a.kind != "other" && b.kind != "other" && f.fit == Fit::kSame) {
    points -= 1;
  }
  return points;
}

// What is compared besides names and countries: most appearances are never compared.
void Bodies::Ready(Draft* draft) {
  if (draft->ready) return;
  draft->ready = true;
  const Appearance& a = block_[draft->group.anchor];
  draft->profile.company.Add(a, &company_names_);
}

// How much more there is than is asked before they are one; nothing where it is less.
std::optional<double> Bodies::Margin(Draft* a, Draft* b, Fitting* f) {
  *f = FittingOf(a->profile, b->profile);
  if (f->fit == Fit::kNone) return std::nullopt;
  Ready(a);
  Ready(b);
  double asked = Asked(*f);
  // An acronym that the articles print beside two names says nothing by itself; one of the list
  // stands for what the list says where nothing speaks for another.
  if (f->fit != Fit::kSame && !f->listed) {
    const BodyName &x = a->profile.names[0], &y = b->profile.names[0];
    const auto at = printed_.find(x.core.empty() ? x.acronym : y.acronym);
    if (at != printed_.end() && at->second.size() > 1) asked = std::max(asked, 1.0);
  }
  const double margin = Evidence(a->profile, b->profile, *f, nullptr) - asked;
  if (margin < 0) return std::nullopt;
  return margin;
}

std::string Bodies::Opening(const Fitting& f, const Appearance& a, const Appearance& b) const {
  const auto quote = [](const std::string& s) { return "\"" + s + "\""; };
  switch (f.fit) {
    case Fit::kSame:
      return a.name == b.name ? "same name"
                              : quote(a.name) + " and " + quote(b.name) + " are one name";
    case Fit::kExpansion: {
      const bool a_short = LooksLikeAcronym(a.name);
      return quote(a_short ? a.name : b.name) + " stands for " + quote(a_short ? b.name : a.name);
    }
    default:
      return "same acronym";
  }
}

std::vector<std::string> Bodies::FiledUnder(const Profile& p) const {
  std::vector<std::string> keys;
  for (const BodyName& name : p.names) {
    if (!name.core.empty()) keys.push_back(Squashed(name.core));
    if (!name.acronym.empty()) keys.push_back("#" + name.acronym);
    if (name.core.empty()) {
      if (std::string full = ListedKey(name, p.kind, known_); !full.empty()) {
        keys.push_back(std::move(full));
      }
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

void Bodies::Join(Draft* into, Draft* from, const Fitting& f, double margin) {
  std::vector<Reason> reasons;
  Evidence(into->profile, from->profile, f, &reasons);
  const std::string why =
      Tell(Opening(f, block_[into->group.anchor], block_[from->group.anchor]), std::move(reasons));
  const double surest = f.fit == Fit::kSame && f.breadth == Breadth::kOwn ? 0.96 : 0.9;
  const double confidence =
      std::min(0.99, surest + 0.02 * std::min(margin, 4.0) - (margin < 0.5 ? 0.05 : 0));
  for (size_t i = 0; i < from->group.members.size(); ++i) {
    const bool opened = from->group.why[i].empty();
    into->group.members.push_back(from->group.members[i]);
    into->group.confidence.push_back(opened ? confidence
                                            : std::min(confidence, from->group.confidence[i]));
    into->group.why.push_back(opened ? why : from->group.why[i]);
  }
  Profile& p = into->profile;
  Profile& q = from->profile;
  for (BodyName& name : q.names) {
    const bool there = std::any_of(p.names.begin(), p.names.end(), [&](const BodyName& n) {
      return n.core == name.core && n.acronym == name.acronym;
    });
    if (!there) p.names.push_back(std::move(name));
  }
  p.company.Add(q.company);
  if (p.kind == "other") p.kind = q.kind;
  if (p.said == 0 && q.said != 0) p.said = p.label = q.said;
  if (p.label == 0) p.label = q.label;
  from->gone = true;
}

void Bodies::Place(uint32_t i) {
  const Appearance& a = block_[i];
  Draft draft;
  Profile& p = draft.profile;
  p.said = names_[i].said;
  p.label = names_[i].label;
  p.names.push_back(names_[i]);
  p.kind = a.kind;
  draft.group = {{i}, {1}, {""}, {}, i};

  const std::vector<std::string> keys = FiledUnder(p);
  uint32_t best = 0;
  double margin = -1;
  Fitting fitting;
  std::vector<std::pair<double, uint32_t>> fits;
  for (const uint32_t d : Candidates(keys)) {
    if (drafts_[d].gone) continue;
    Fitting f;
    const std::optional<double> m = Margin(&draft, &drafts_[d], &f);
    if (!m) continue;
    fits.emplace_back(*m, d);
    if (*m > margin) {
      margin = *m;
      best = d;
      fitting = f;
    }
  }
  // An acronym that fits two names about as well says neither.
  const bool clear = std::none_of(fits.begin(), fits.end(), [&](const auto& fit) {
    return fit.second != best && margin - fit.first < 0.8 &&
           OtherName(drafts_[best].profile, drafts_[fit.second].profile);
  });
  if (margin >= 0 && clear) {
    Join(&drafts_[best], &draft, fitting, margin);
  } else {
    best = static_cast<uint32_t>(drafts_.size());
    drafts_.push_back(std::move(draft));
  }
  for (const std::string& key : keys) {
    std::vector<uint32_t>& of = filed_[key];
    if (of.empty() || of.back() != best) of.push_back(best);
  }
}

// Drafts filed under any of the keys, each once, the latest of each key only.
std::vector<uint32_t> Bodies::Candidates(const std::vector<std::string>& keys) const {
  std::vector<uint32_t> out;
  for (const std::string& key : keys) {
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

void Bodies::JoinDrafts() {
  for (uint32_t a = 0; a < drafts_.size(); ++a) {
    for (bool again = !drafts_[a].gone; again;) {
      again = false;
      for (const uint32_t b : Candidates(FiledUnder(drafts_[a].profile))) {
        if (b <= a || drafts_[b].gone) continue;
        // Two that never grew have been compared.
        if (drafts_[a].group.members.size() + drafts_[b].group.members.size() == 2) continue;
        Fitting f;
        const std::optional<double> margin = Margin(&drafts_[a], &drafts_[b], &f);
        if (!margin || *margin < kJoinMargin) continue;
        Join(&drafts_[a], &drafts_[b], f, *margin);
        again = true;
      }
    }
  }
}

void Bodies::Name(Draft* draft) const {
  Group& g = draft->group;
  const auto is_bare = [&](uint32_t i) { return names_[i].core.empty(); };
  g.anchor = *std::min_element(g.members.begin(), g.members.end(), [&](uint32_t a, uint32_t b) {
    return is_bare(a) != is_bare(b) ? is_bare(b) : Before(a, b);
  });
  const BodyName& name = names_[g.anchor];
  if (name.core.empty()) {
    g.name_key = ListedKey(name, draft->profile.kind, known_);
    if (g.name_key.empty()) g.name_key = name.Key();
  } else {
    g.name_key = Squashed(name.core);
    if (name.breadth == Breadth::kGeneral && draft->profile.label != 0) {
      g.name_key += '|';
      g.name_key += IsoOf(draft->profile.label);
    }
  }
}

std::vector<Group> Bodies::Run() {
  std::vector<uint32_t> order(block_.size());
  std::iota(order.begin(), order.end(), 0u);
  for (const Appearance& a : block_) {
    names_.push_back(ReadBodyName(a, known_));
    const BodyName& n = names_.back();
    if (!n.core.empty() && !n.acronym.empty()) printed_[n.acronym].insert(Squashed(n.core));
  }
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const bool a_bare = names_[a].core.empty(), b_bare = names_[b].core.empty();
    return a_bare != b_bare ? b_bare : Before(a, b);
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

std::string BodyName::Key() const { return core.empty() ? "#" + acronym : Squashed(core); }

std::string CoreOf(std::string_view full, std::string_view kind, const Knowledge& known,
                   CountryCode* nation) {
  std::vector<std::string> words = WordsOf(BodyKey(full, known));
  *nation = 0;
  // "U.S. Geological Survey" is its own name without the first word; US Airways is not.
  const bool abbreviated = words.size() > 2 && (words[0] == "us" || words[0] == "uk") &&
                           kind != "company" && kind != "media" && kind != "sport" &&
                           kind != "finance";
  size_t n = words.size() > 1 && IsOfState(kind) ? std::min<size_t>(2, words.size() - 1)
             : abbreviated                       ? 1
                                                 : 0;
  for (; n > 0; --n) {
    const auto end = words.begin() + static_cast<std::ptrdiff_t>(n);
    *nation = known.NationOf(Joined({words.begin(), end}, " "));
    if (*nation == 0) continue;
    words.erase(words.begin(), end);
    break;
  }
  PutInOrder(&words);
  return Joined(words, " ");
}

std::string ListedKey(const BodyName& name, std::string_view kind, const Knowledge& known) {
  const std::string_view other = known.Expansion(name.core.empty() ? name.acronym : name.core);
  if (other.empty()) return {};
  if (!name.core.empty()) return "#" + std::string(other);
  CountryCode nation = 0;
  return Squashed(CoreOf(other, kind, known, &nation));
}

BodyName ReadBodyName(const Appearance& a, const Knowledge& known) {
  BodyName out;
  std::string_view full = a.name;
  // "GMB union" is GMB.
  std::string_view bare = a.name;
  for (const std::string_view what : {" union", " party", " group"}) {
    if (bare.ends_with(what)) bare.remove_suffix(what.size());
  }
  if (LooksLikeAcronym(bare)) {
    out.acronym = Plain(bare);
    full = {};
    for (const std::string& alias : a.aliases) {
      if (!LooksLikeAcronym(alias) && AreInitials(out.acronym, Plain(alias))) full = alias;
    }
  } else {
    out.acronym = Plain(a.acronym);
  }
  const CountryCode own = a.own_countries > 0 ? Country(a.countries[0]) : CountryCode{0};
  out.said = own;
  if (!full.empty()) {
    CountryCode nation = 0;
    out.core = CoreOf(full, a.kind, known, &nation);
    if (nation != 0) out.said = nation;
    const bool of_state = IsOfState(a.kind);
    const std::vector<std::string> words = WordsOf(out.core);
    const bool ordinary = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return known.IsOrdinary(word);
    });
    const CountryCode home = known.HomeOf(BodyKey(full, known));
    if ((of_state && ordinary && words.size() <= 4) || home != 0) {
      const bool local = home == 0 && a.kind != "party" && a.kind != "parliament" &&
                         std::any_of(words.begin(), words.end(), IsLocalWord);
      out.breadth = local ? Breadth::kLocal : Breadth::kGeneral;
    } else if (words.size() == 1 && (ordinary || known.PlaceOf(words[0]) != 0)) {
      out.breadth = Breadth::kWord;
    }
    const bool home_here = std::any_of(a.countries.begin(), a.countries.end(),
                                       [&](const std::string& c) { return Country(c) == home; });
    if (out.said == 0 && home != 0 && (a.countries.empty() || home_here)) out.label = home;
  }
  if (out.said != 0) out.label = out.said;
  if (out.label == 0 && !a.countries.empty()) out.label = Country(a.countries[0]);
  return out;
}

std::vector<Group> GroupBodies(std::span<const Appearance> block, const Knowledge& known,
                               CompanyNames* company_names) {
  return Bodies(block, known, company_names).Run();
}

}  // namespace presscut::link
