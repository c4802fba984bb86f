#include "extract/resolve/entities.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "extract/kinds/organisation/classify.h"
#include "extract/kinds/person/name.h"
#include "extract/resolve/roles.h"
#include "extract/text/unicode.h"

namespace presscut::resolve {

using names::Kind;
using names::Name;
using names::Traits;
using organisation::Organisation;
using person::Gender;
using person::NameParts;
using person::Person;

namespace {

// People of one surname that a mention is compared with: enough for any story, a bound for hostile
// text.
constexpr size_t kNamesakes = 64;

bool SameText(std::string_view a, std::string_view b) { return text::SameButCase(a, b); }

std::string_view FirstWord(std::string_view s) { return s.substr(0, s.find_first_of(" -")); }

// "Ohana" of "Nemer-Ohana"; empty where there is no hyphen.
std::string_view AfterHyphen(std::string_view s) {
  const size_t hyphen = s.rfind('-');
  return hyphen == std::string_view::npos ? std::string_view() : s.substr(hyphen + 1);
}

std::string_view LastWord(std::string_view s) {
  const size_t space = s.rfind(' ');
  return space == std::string_view::npos ? s : s.substr(space + 1);
}

bool EndsWithWord(std::string_view whole, std::string_view part) {
  return whole.size() > part.size() && SameText(whole.substr(whole.size() - part.size()), part) &&
         (whole[whole.size() - part.size() - 1] == ' ' ||
          whole[whole.size() - part.size() - 1] == '-');
}

bool StartsWithWord(std::string_view whole, std::string_view part) {
  return whole.size() > part.size() && SameText(whole.substr(0, part.size()), part) &&
         (whole[part.size()] == ' ' || whole[part.size()] == '-');
}

// "John" and "John A.", "J." and "John" can be one man's given names.
bool Compatible(std::string_view a, std::string_view b) {
  const std::string_view x = FirstWord(a), y = FirstWord(b);
  if (SameText(x, y)) return true;
  const auto initial = [](std::string_view s) {
    return s.size() == 1 || (s.size() == 2 && s[1] == '.');
  };
  return (initial(x) || initial(y)) && !x.empty() && !y.empty() && x[0] == y[0];
}

bool Shouted(std::string_view s) {
  return std::none_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// A name that was broken over a line end, or spaced out, as one writes it.
void OneLine(std::string* s) {
  size_t end = 0;
  for (const char c : *s) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space) {
      (*s)[end++] = c;
    } else if (end > 0 && (*s)[end - 1] != ' ') {
      (*s)[end++] = ' ';
    }
  }
  s->resize(end);
}

class Builder {
 public:
  Builder(const match::RuleSet& rules, const text::Text& text, const segment::Segments& segments,
          const names::Names& names, std::vector<Person>* people,
          std::vector<Organisation>* organisations)
      : classify_(rules, *names.words),
        known_list_(rules.List("organisations")),
        text_(text),
        segments_(segments),
        tokens_(segments.tokens),
        names_(names),
        words_(*names.words),
        people_(*people),
        organisations_(*organisations) {}

  void Run() {
    people_.clear();
    organisations_.clear();
    Organisations();
    People();
    Roles();
    Unwrap();
  }

 private:
  Traits Of(uint32_t t) const { return words_.Of(tokens_[t].word); }
  bool Mark(uint32_t t, char c) const {
    return tokens_[t].length == 1 && text_.norm()[tokens_[t].begin] == c;
  }

  // --- Organisations ---

  // The end of a body named through the body `name`: "BMA's junior doctors' committee", "Commons
  // health committee". 0 where none follows.
  uint32_t BodyOfBody(const Name& name) const {
    const segment::Sentence& sentence = segments_.sentences[tokens_[name.first].sentence];
    uint32_t t = name.last;
    if (t >= sentence.last) return 0;
    const bool possessive = tokens_[t].Is(segment::kClitic) && tokens_[t].length == 2;
    if (possessive) ++t;
    const uint32_t begin = t;
    for (; t < sentence.last && t < begin + 6; ++t) {
      const segment::Token& token = tokens_[t];
      if (token.Is(segment::kQuote) && !token.Is(segment::kSpaceBefore) && Mark(t, '\'') &&
          t > begin)
        continue;
      if (Mark(t, '-') && !token.Is(segment::kSpaceBefore)) continue;
      if (!token.Is(segment::kWord) ||
          ((Of(t) & names::kFunctionWord) != 0 && !token.Is(segment::kAllCaps)))
        return 0;
      if (!token.Is(segment::kAllCaps) && token.Is(segment::kCapital) && !possessive) return 0;
      const std::string_view word = text_.Norm(token.span());
      if ((Of(t) & names::kGroupNoun) != 0) {
        const bool committee = word == "committee" || word == "subcommittee";
        if (t == begin && !possessive) return committee ? t + 1 : 0;
        if (t == begin) return 0;  // "the BBC's council" says too little to be a name
        return possessive || committee ? t + 1 : 0;
      }
      if ((Of(t) & names::kOrdinary) == 0 && !token.Is(segment::kAllCaps)) return 0;
    }
    return 0;
  }

  uint32_t NewOrganisation(std::string name, uint32_t first, uint32_t last) {
    Organisation o;
    o.name = std::move(name);
    o.kind = std::string(classify_(tokens_, first, last));
    return AddOrganisation(std::move(o));
  }

  uint32_t FindOrganisation(std::string_view name) const {
    const auto at = organisation_of_text_.find(text::ToLower(name));
    return at == organisation_of_text_.end() ? kNobody : at->second;
  }

  uint32_t AddOrganisation(Organisation o) {
    const uint32_t index = static_cast<uint32_t>(organisations_.size());
    organisation_of_text_.try_emplace(text::ToLower(o.name), index);
    organisations_.push_back(std::move(o));
    return index;
  }

  // The longer organisation's key that this key is another form of; the key itself where it stands
  // alone.
  uint32_t FullForm(uint32_t k) const {
    const names::Key& key = names_.keys[k];
    if (key.longer == kNobody || names_.keys[key.longer].kind != Kind::kOrganisation) return k;
    if (key.acronym) return key.longer;
    const std::string_view longer = names_.keys[key.longer].spelling;
    const bool known = Known(key.spelling);
    if (StartsWithWord(longer, key.spelling)) {
      const std::string_view rest = longer.substr(key.spelling.size() + 1);
      const segment::WordId word =
          words_.lexicon().Find(text::ToLower(rest.substr(0, rest.find_first_of(" ."))));
      if ((words_.Of(word) & names::kOrgSuffix) != 0) return key.longer;
      return known || Shouted(key.spelling) ? k : key.longer;
    }
    if (EndsWithWord(longer, key.spelling)) {
      const segment::WordId word = words_.lexicon().Find(text::ToLower(FirstWord(longer)));
      const bool one = key.spelling.find(' ') == std::string::npos;
      return (one && !Shouted(key.spelling)) ||
                     (words_.Of(word) & (names::kAnyPlace | names::kNationality)) != 0
                 ? key.longer
                 : k;
    }
    return k;
  }

  bool Known(std::string_view spelling) const {
    const segment::WordId word = words_.lexicon().Find(text::ToLower(spelling));
    return (words_.Of(word) & names::kKnownOrganisation) != 0;
  }

  // What the list of known bodies gives as the other form of a name: its acronym, or its full name.
  std::string_view OtherForm(const Name& name) const {
    std::string_view found;
    const auto look = [&](const segment::Entry& entry) {
      if (entry.list == known_list_ && found.empty()) found = names::Column(entry.value, 1);
    };
    if (name.last - name.first == 1) {
      words_.lexicon().Entries(tokens_[name.first].word, look);
    } else {
      words_.lexicon().Phrases(tokens_, name.first, [&](const segment::Entry& entry, uint32_t n) {
        if (n == name.last - name.first) look(entry);
      });
    }
    return found;
  }

  // "Seattle police said": a force named by its place.
  void Police(const Name& place) {
    const segment::Sentence& sentence = segments_.sentences[tokens_[place.first].sentence];
    const uint32_t t = place.last;
    if (t + 1 >= sentence.last || text_.Norm(tokens_[t].span()) != "police") return;
    // "Seattle police officers", "London police station" are no names of the force.
    if ((Of(t + 1) & (names::kRole | names::kPersonNoun | names::kPlaceLast)) != 0 &&
        tokens_[t + 1].Is(segment::kWord))
      return;
    const NormSpan span{place.span.begin, tokens_[t].end()};
    const std::string_view name = text_.Norm(span);
    uint32_t own = FindOrganisation(name);
    if (own == kNobody) {
      Organisation force;
      force.name = std::string(name);
      force.kind = "police";
      own = AddOrganisation(std::move(force));
    }
    organisations_[own].mentions.push_back({span, "organisations/police-of-place"});
  }

  void Organisations() {
    organisation_of_key_.assign(names_.keys.size(), kNobody);
    organisation_of_name_.assign(names_.all.size(), kNobody);
    // In the order of first mentions, so that the list stands in text order.
    for (uint32_t n = 0; n < names_.all.size(); ++n) {
      const Name& name = names_.all[n];
      if (name.kind == Kind::kPlace ||
          (name.kind == Kind::kNone && (Of(name.first) & names::kAnyPlace) != 0))
        Police(name);
      if (name.kind != Kind::kOrganisation) continue;
      const uint32_t full = FullForm(name.key);
      uint32_t own = organisation_of_key_[full];
      if (own == kNobody) {
        own = organisation_of_key_[name.key];
      }
      const names::Key& full_key = names_.keys[full];
      if (own == kNobody) {
        // An acronym that the lists know, of a body that is named in full: one entity.
        if (const std::string_view other = OtherForm(name); !other.empty()) {
          own = FindOrganisation(other);
          if (own != kNobody) {
            Organisation& o = organisations_[own];
            if (Shouted(full_key.spelling) && o.acronym.empty()) {
              o.acronym = full_key.spelling;
            } else if (Shouted(o.name) && !Shouted(full_key.spelling)) {
              o.acronym = o.name;
              o.aliases.push_back(o.name);
              o.name = full_key.spelling;
              organisation_of_text_.try_emplace(text::ToLower(o.name), own);
            }
          }
        }
      }
      if (own == kNobody) own = NewOrganisation(std::string(full_key.spelling), name.first, name.last);
      Organisation& o = organisations_[own];
      organisation_of_key_[full] = organisation_of_key_[name.key] = own;
      if (name.key == full) {
        // Read the kind from the full form once it is met.
        const std::string_view kind = classify_(tokens_, name.first, name.last);
        if (kind != "other" || o.kind.empty()) o.kind = std::string(kind);
        if (Shouted(o.name) && !Shouted(text_.Norm(name.span)) &&
            SameText(o.name, text_.Norm(name.span))) {
          o.name = std::string(text_.Norm(name.span));
        }
      } else if (names_.keys[name.key].acronym) {
        o.acronym = names_.keys[name.key].spelling;
      }
      if (const uint32_t end = BodyOfBody(name); end != 0) {
        const NormSpan span{name.span.begin, tokens_[end - 1].end()};
        const std::string whole(text_.Norm(span));
        uint32_t body = FindOrganisation(whole);
        if (body == kNobody) {
          Organisation part;
          part.name = whole;
          part.kind = organisations_[own].kind;
          body = AddOrganisation(std::move(part));
        }
        const bool possessive = tokens_[name.last].Is(segment::kClitic);
        if (possessive) organisations_[body].parent = own;
        organisations_[body].mentions.push_back({span, "organisations/body-of-body"});
        organisation_of_name_[n] = body;
        continue;
      }
      organisation_of_name_[n] = own;
      Organisation& it = organisations_[own];
      it.mentions.push_back({name.span, name.rule});
      const std::string_view spelled = text_.Norm(name.span);
      if (!SameText(spelled, it.name) &&
          std::find(it.aliases.begin(), it.aliases.end(), spelled) == it.aliases.end()) {
        it.aliases.emplace_back(spelled);
      }
    }
    // A body that is only ever named as part of its committees is no entity of its own.
    std::vector<uint32_t> order;
    for (uint32_t o = 0; o < organisations_.size(); ++o) {
      if (!organisations_[o].mentions.empty()) order.push_back(o);
    }
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return organisations_[a].mentions.front().span < organisations_[b].mentions.front().span;
    });
    std::vector<uint32_t> place(organisations_.size(), kNobody);
    std::vector<Organisation> sorted;
    for (const uint32_t o : order) {
      place[o] = static_cast<uint32_t>(sorted.size());
      sorted.push_back(std::move(organisations_[o]));
    }
    organisations_ = std::move(sorted);
    for (Organisation& o : organisations_) {
      if (o.parent != kNobody) o.parent = place[o.parent];
      if (o.acronym == o.name) o.acronym.clear();
    }
    for (uint32_t& o : organisation_of_name_) {
      if (o != kNobody) o = place[o];
    }
  }

  // --- People ---

  struct KnownPerson {
    NameParts parts;
    Gender gender = Gender::kUnknown;
    uint32_t seen = 0;  // names before its last mention
  };

  Gender TitleGender(const Name& name) const {
    for (uint32_t t = name.title_first; t < name.first; ++t) {
      if (const Gender g = person::GenderOf(Of(t)); g != Gender::kUnknown) return g;
    }
    return Gender::kUnknown;
  }

  // The plain titles before the name: "Dr", "Sir", without offices.
  std::string TitleOf(const Name& name) const {
    uint32_t begin = name.first;
    for (uint32_t t = name.title_first; t < name.first;) {
      uint32_t n = 1;
      Traits its = Of(t);
      if (const names::Phrase p =
              words_.LongestAt(tokens_, t, name.first)[names::Vocabulary::kTitles];
          p.tokens > 0) {
        n = p.tokens;
        its = p.traits;
      }
      if (begin == name.first && (its & names::kTitle) != 0 && (its & names::kRoleTitle) == 0)
        begin = t;
      if ((its & names::kRoleTitle) != 0 || (its & names::kTitle) == 0)
        begin = name.first;  // an office: the title starts anew
      t += n;
      if (t < name.first && Mark(t, '.')) ++t;
    }
    return begin < name.first
               ? std::string(text_.Norm({tokens_[begin].begin, tokens_[name.first - 1].end()}))
               : std::string();
  }

  static bool Clash(Gender a, Gender b) {
    return a != Gender::kUnknown && b != Gender::kUnknown && a != b;
  }

  // Whom a mention of one name, or part of it, means; kNobody where nobody of the article fits.
  uint32_t Whom(const NameParts& parts, Gender title, bool titled) const {
    const std::string& name = parts.family.empty() ? parts.given : parts.family;
    const auto at = people_of_word_.find(text::ToLower(name));
    if (at == people_of_word_.end()) return kNobody;
    std::span<const uint32_t> namesakes = at->second;
    if (namesakes.size() > kNamesakes) namesakes = namesakes.last(kNamesakes);
    const auto pick = [&](auto fits) {
      uint32_t best = kNobody;
      for (const uint32_t p : namesakes) {
        if (!fits(known_[p].parts) || Clash(title, known_[p].gender)) continue;
        // The last one named; of those still to come, the first.
        if (best == kNobody || known_[p].seen > known_[best].seen ||
            (known_[p].seen == known_[best].seen && p < best)) {
          best = p;
        }
      }
      return best;
    };
    if (!parts.given.empty() && !parts.family.empty()) {
      return pick([&](const NameParts& o) {
        return SameText(o.family, parts.family) &&
               (o.given.empty() || Compatible(o.given, parts.given));
      });
    }
    const std::string_view word = name;
    uint32_t best = pick([&](const NameParts& o) {
      return SameText(o.family, word) || EndsWithWord(o.family, word);
    });
    if (best == kNobody) {
      best = pick([&](const NameParts& o) {
        return !o.given.empty() && (SameText(o.given, word) || SameText(FirstWord(o.given), word) ||
                                    (!titled && SameText(LastWord(o.given), word)));
      });
    }
    return best;
  }

  // Makes the person known by each word that may stand for the whole name.
  void Index(uint32_t who) {
    const NameParts& parts = known_[who].parts;
    for (const std::string_view word :
         {std::string_view(parts.family), LastWord(parts.family), AfterHyphen(parts.family),
          std::string_view(parts.given), FirstWord(parts.given), LastWord(parts.given)}) {
      if (word.empty()) continue;
      std::vector<uint32_t>& known = people_of_word_[text::ToLower(word)];
      if (known.empty() || known.back() != who) known.push_back(who);
    }
  }

  void People() {
    person_of_name_.assign(names_.all.size(), kNobody);
    known_.clear();
    std::vector<NameParts> parts(names_.all.size());
    // Full names first, so that a surname in the headline finds its person.
    for (uint32_t n = 0; n < names_.all.size(); ++n) {
      const Name& name = names_.all[n];
      if (name.kind != Kind::kPerson) continue;
      parts[n] = person::ParseName(words_, text_, tokens_, name.first, name.last);
      if (!parts[n].given.empty() && !parts[n].family.empty()) Meet(n, parts[n]);
    }
    // Surnames are read in text order, against the last person named before them.
    for (KnownPerson& k : known_) k.seen = 0;
    for (uint32_t n = 0; n < names_.all.size(); ++n) {
      if (names_.all[n].kind != Kind::kPerson) continue;
      if (person_of_name_[n] == kNobody) Meet(n, parts[n]);
      known_[person_of_name_[n]].seen = n + 1;
    }
    Order();
  }

  void Meet(uint32_t n, const NameParts& parts) {
    const Name& name = names_.all[n];
    const Gender title = TitleGender(name);
    uint32_t who = Whom(parts, title, name.title_first != name.first);
    if (who == kNobody) {
      who = static_cast<uint32_t>(people_.size());
      people_.emplace_back().name = std::string(text_.Norm(name.span));
      known_.push_back({parts, title, 0});
      Index(who);
    }
    Assign(n, who, parts, title);
  }

  void Assign(uint32_t n, uint32_t who, const NameParts& parts, Gender title) {
    const Name& name = names_.all[n];
    Person& p = people_[who];
    KnownPerson& k = known_[who];
    person_of_name_[n] = who;
    k.seen = n + 1;
    p.mentions.push_back({name.span, name.rule});
    const std::string_view spelled = text_.Norm(name.span);
    const bool fuller =
        parts.given.size() + parts.family.size() > k.parts.given.size() + k.parts.family.size();
    if (fuller || (Shouted(p.name) && !Shouted(spelled) && SameText(p.name, spelled))) {
      p.name = std::string(spelled);
      k.parts = parts;
      Index(who);
    }
    if (k.gender == Gender::kUnknown) k.gender = title != Gender::kUnknown ? title : k.parts.gender;
    if (p.title.empty()) p.title = TitleOf(name);
  }

  void Unwrap() {
    for (Person& p : people_) {
      for (std::string* s : {&p.name, &p.title, &p.given, &p.family, &p.suffix}) OneLine(s);
    }
    for (Organisation& o : organisations_) {
      OneLine(&o.name);
      OneLine(&o.acronym);
      std::vector<std::string> aliases;
      for (std::string& alias : o.aliases) {
        OneLine(&alias);
        if (!SameText(alias, o.name) &&
            std::find(aliases.begin(), aliases.end(), alias) == aliases.end()) {
          aliases.push_back(std::move(alias));
        }
      }
      o.aliases = std::move(aliases);
    }
  }

  void Order() {
    std::vector<uint32_t> order(people_.size()), place(people_.size());
    for (uint32_t p = 0; p < people_.size(); ++p) {
      Person& person = people_[p];
      std::stable_sort(person.mentions.begin(), person.mentions.end(),
                       [](const Mention& a, const Mention& b) { return a.span < b.span; });
      person.given = known_[p].parts.given;
      person.family = known_[p].parts.family;
      person.suffix = known_[p].parts.suffix;
      person.gender = known_[p].gender;
      order[p] = p;
    }
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return people_[a].mentions.front().span < people_[b].mentions.front().span;
    });
    std::vector<Person> sorted;
    for (uint32_t p = 0; p < order.size(); ++p) {
      place[order[p]] = p;
      sorted.push_back(std::move(people_[order[p]]));
    }
    people_ = std::move(sorted);
    for (uint32_t& p : person_of_name_) {
      if (p != kNobody) p = place[p];
    }
  }

  // --- Roles ---

  void AddRole(uint32_t who, const Mention& role) {
    Person& p = people_[who];
    for (const person::PersonRole& r : p.roles) {
      if (r.mention.span.Overlaps(role.span)) return;
    }
    person::PersonRole r{role, kNobody};
    // The first body that the role names.
    auto at = std::lower_bound(bodies_.begin(), bodies_.end(),
                               std::pair<NormSpan, uint32_t>{{role.span.begin, 0}, 0});
    if (at != bodies_.end() && role.span.Contains(at->first)) r.organisation = at->second;
    p.roles.push_back(r);
    if (p.gender == Gender::kUnknown) {
      for (uint32_t t = segments_.TokenAt(role.span.begin);
           t < tokens_.size() && tokens_[t].begin < role.span.end; ++t) {
        if ((Of(t) & names::kRole) != 0) p.gender = person::GenderOf(Of(t));
      }
    }
  }

  void Roles() {
    for (uint32_t o = 0; o < organisations_.size(); ++o) {
      for (const Mention& m : organisations_[o].mentions) bodies_.emplace_back(m.span, o);
    }
    std::sort(bodies_.begin(), bodies_.end());
    const RoleFinder finder(text_, segments_, names_);
    std::vector<Mention> found;
    for (uint32_t n = 0; n < names_.all.size(); ++n) {
      const Name& name = names_.all[n];
      if (name.kind == Kind::kPerson) {
        found.clear();
        finder.Around(name, &found);
        for (const Mention& role : found) AddRole(person_of_name_[n], role);
        Shared(n, found);
      } else if (name.kind == Kind::kOrganisation) {
        const Mention role = finder.BehindOrganisation(name);
        if (role.span.empty()) continue;
        if (const uint32_t who = OnlyPersonBefore(n); who != kNobody) AddRole(who, role);
      }
    }
    for (Person& p : people_) {
      std::stable_sort(p.roles.begin(), p.roles.end(),
                       [](const person::PersonRole& a, const person::PersonRole& b) {
                         return a.mention.span < b.mention.span;
                       });
    }
  }

  bool Plural(uint32_t t) const {
    if ((Of(t) & names::kPlural) != 0) return true;
    const std::string word = text::ToLower(text_.Norm(tokens_[t].span()));
    if (word.size() < 4 || word.back() != 's' || (Of(t) & (names::kRole | names::kPersonNoun)) == 0)
      return false;
    const segment::WordId stem =
        words_.lexicon().Find(std::string_view(word).substr(0, word.size() - 1));
    return (words_.Of(stem) & (names::kRole | names::kPersonNoun)) != 0 ||
           (words_.Of(stem) & names::kOrdinary) != 0;
  }

  // "Researchers A and B", "activists, A and B,": a plural role goes to each.
  void Shared(uint32_t n, const std::vector<Mention>& roles) {
    for (const Mention& role : roles) {
      if (role.span.end > names_.all[n].span.begin) continue;
      bool plural = false;
      for (uint32_t t = segments_.TokenAt(role.span.begin);
           t < tokens_.size() && tokens_[t].begin < role.span.end; ++t) {
        plural |= Plural(t);
      }
      if (!plural) continue;
      uint32_t last = n;
      for (uint32_t next = n + 1; next < names_.all.size(); ++next) {
        const Name& name = names_.all[next];
        if (name.kind != Kind::kPerson || name.title_first > names_.all[last].last + 2) break;
        const uint32_t between = names_.all[last].last;
        if (!Mark(between, ',') && (Of(between) & names::kAnd) == 0) break;
        AddRole(person_of_name_[next], role);
        last = next;
      }
    }
  }

  // The one person that the sentence before (and this one so far) names.
  uint32_t OnlyPersonBefore(uint32_t n) const {
    const uint32_t sentence = tokens_[names_.all[n].first].sentence;
    uint32_t who = kNobody;
    for (uint32_t i = n; i-- > 0;) {
      const Name& name = names_.all[i];
      if (tokens_[name.first].sentence + 1 < sentence) break;
      if (name.kind != Kind::kPerson) continue;
      if (who != kNobody && who != person_of_name_[i]) return kNobody;
      who = person_of_name_[i];
    }
    return who;
  }

  const organisation::Classifier classify_;
  const segment::ListId known_list_;
  const text::Text& text_;
  const segment::Segments& segments_;
  const std::vector<segment::Token>& tokens_;
  const names::Names& names_;
  const names::Vocabulary& words_;
  std::vector<Person>& people_;
  std::vector<Organisation>& organisations_;
  std::vector<KnownPerson> known_;  // by person, while they are gathered
  std::unordered_map<std::string, uint32_t> organisation_of_text_;
  std::unordered_map<std::string, std::vector<uint32_t>> people_of_word_;
  std::vector<std::pair<NormSpan, uint32_t>> bodies_;  // mentions of organisations, in text order
  std::vector<uint32_t> organisation_of_key_, organisation_of_name_, person_of_name_;
};

}  // namespace

void BuildEntities(const match::RuleSet& rules, const text::Text& text,
                   const segment::Segments& segments, const names::Names& names,
                   std::vector<Person>* people, std::vector<Organisation>* organisations) {
  if (names.words == nullptr) return;
  Builder(rules, text, segments, names, people, organisations).Run();
}

}  // namespace presscut::resolve
