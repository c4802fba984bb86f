#include "extract/resolve/entities.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extract/kinds/organisation/classify.h"
#include "extract/kinds/person/name.h"
#include "extract/names/hash_index.h"
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

bool SameText(std::string_view a, std::string_view b) { return a == b || text::SameButCase(a, b); }

std::string_view FirstWord(std::string_view s) {
  size_t end = 0;
  while (end < s.size() && s[end] != ' ' && s[end] != '-') ++end;
  return s.substr(0, end);
}

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
void AssignOneLine(std::string_view from, std::string* to) {
  if (from.empty()) {
    to->clear();
    return;
  }
  to->assign(from);
  const auto space = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  bool odd = false, after_space = true;
  for (const char c : from) {
    const bool is_space = c == ' ';
    odd |= (static_cast<unsigned char>(c) < ' ') | (is_space & after_space);
    after_space = is_space;
  }
  if (!odd && !after_space) return;
  size_t end = 0;
  for (const char c : from) {
    if (!space(c)) {
      (*to)[end++] = c;
    } else if (end > 0 && (*to)[end - 1] != ' ') {
      (*to)[end++] = ' ';
    }
  }
  to->resize(end);
}

// Makes the list `size` long; what is taken off at its end is kept for the next article, with its
// memory.
template <class Entity>
void Fit(size_t size, std::vector<Entity>* list, std::vector<Entity>* spare) {
  for (; list->size() > size; list->pop_back()) spare->push_back(std::move(list->back()));
  while (list->size() < size) {
    if (spare->empty()) {
      list->emplace_back();
    } else {
      list->push_back(std::move(spare->back()));
      spare->pop_back();
    }
  }
}

// An organisation while it is gathered. Views are of the text or of the rules.
struct Body {
  std::string_view name, kind, acronym;
  uint32_t parent = kNobody;
  uint32_t aliases = kNobody;  // the first of Buffers::aliases
  uint32_t mentions = 0;
  uint32_t place = kNobody;  // in the record; kNobody: it has no mention of its own
};

struct Alias {
  std::string_view text;
  uint32_t next;  // kNobody: the last of its body
};

struct BodyMention {
  uint32_t body;
  Mention mention;
};

// What kind of body a key's name is.
struct KnownKind {
  std::string_view kind;
  uint32_t first = 0, last = 0;  // of the name that told it; last == 0: none yet
};

// A person while they are gathered.
struct Human {
  std::string_view name, title;
  NameParts parts;
  Gender gender = Gender::kUnknown;
  uint32_t seen = 0;  // names before the last mention
  uint32_t mentions = 0;
  uint32_t place = kNobody;  // in the record
};

// Whom a word may stand for, the last one that was indexed first.
struct Namesake {
  uint32_t human;
  uint32_t next;  // kNobody: none
};

struct Buffers {
  std::vector<Body> bodies;
  std::vector<Alias> aliases;
  std::vector<BodyMention> body_mentions;  // in text order
  std::vector<KnownKind> kind_of_key;
  std::vector<uint32_t> full_of_key, body_of_key;
  names::HashIndex body_of_text;

  std::vector<Human> humans;
  std::vector<NameParts> parts_of_name;
  std::vector<uint32_t> human_of_name;
  std::vector<Namesake> namesakes;
  names::HashIndex namesake_of_word;

  std::vector<Mention> roles;
  std::vector<Organisation> spare_organisations;
  std::vector<Person> spare_people;
};

class Builder {
 public:
  Builder(const text::Text& text, const segment::Segments& segments, const names::Names& names,
          Buffers* scratch, std::vector<Person>* people, std::vector<Organisation>* organisations)
      : classify_(*names.words),
        text_(text),
        segments_(segments),
        tokens_(segments.tokens.data()),
        names_(names),
        words_(*names.words),
        s_(*scratch),
        people_(*people),
        organisations_(*organisations) {}

  void Run() {
    Bodies();
    RecordBodies();
    Humans();
    RecordHumans();
    Roles();
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

  uint32_t FindBody(std::string_view name) const {
    return s_.body_of_text.Find(names::FoldedHash(name));
  }

  // Lets a body be found by a name that no other body has.
  void IndexBody(uint32_t body) {
    uint32_t& known = s_.body_of_text.At(names::FoldedHash(s_.bodies[body].name));
    if (known == kNobody) known = body;
  }

  uint32_t AddBody(std::string_view name, std::string_view kind) {
    const uint32_t body = static_cast<uint32_t>(s_.bodies.size());
    Body& added = s_.bodies.emplace_back();
    added.name = name;
    added.kind = kind;
    IndexBody(body);
    return body;
  }

  void AddMention(uint32_t body, NormSpan span, std::string_view rule) {
    ++s_.bodies[body].mentions;
    s_.body_mentions.push_back({body, {span, rule}});
  }

  void AddAlias(uint32_t body, std::string_view alias) {
    uint32_t* link = &s_.bodies[body].aliases;
    for (; *link != kNobody; link = &s_.aliases[*link].next) {
      if (s_.aliases[*link].text == alias) return;
    }
    *link = static_cast<uint32_t>(s_.aliases.size());
    s_.aliases.push_back({alias, kNobody});
  }

  // The kind of body that a name says. Names of one key are the same words but for their stops, so
  // that most ask once.
  std::string_view KindOf(const Name& name) {
    KnownKind& known = s_.kind_of_key[name.key];
    const bool same =
        known.last != 0 && known.last - known.first == name.last - name.first &&
        std::equal(tokens_ + name.first, tokens_ + name.last, tokens_ + known.first,
                   [](const segment::Token& a, const segment::Token& b) {
                     return a.word == b.word && a.Is(segment::kWord) == b.Is(segment::kWord);
                   });
    if (!same) known = {classify_(segments_.tokens, name.first, name.last), name.first, name.last};
    return known.kind;
  }

  // The longer organisation's key that this key is another form of; the key itself where it stands
  // alone.
  uint32_t FullForm(uint32_t k) {
    uint32_t& full = s_.full_of_key[k];
    if (full == kNobody) full = FindFullForm(k);
    return full;
  }

  uint32_t FindFullForm(uint32_t k) const {
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
      const bool one = key.spelling.find(' ') == std::string_view::npos;
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
      if (entry.list == words_.bodies().organisations && found.empty())
        found = names::Column(entry.value, 1);
    };
    if (name.last - name.first == 1) {
      if ((Of(name.first) & names::kKnownOrganisation) != 0)
        words_.lexicon().Entries(tokens_[name.first].word, look);
    } else if (words_.IsPhrase(segments_.tokens, name.first, name.last,
                               names::kKnownOrganisation)) {
      words_.lexicon().Phrases(segments_.tokens, name.first,
                               [&](const segment::Entry& entry, uint32_t n) {
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
    uint32_t own = FindBody(name);
    if (own == kNobody) own = AddBody(name, "police");
    AddMention(own, span, "organisations/police-of-place");
  }

  void Bodies() {
    const size_t keys = names_.keys.size();
    s_.bodies.clear();
    s_.aliases.clear();
    s_.body_mentions.clear();
    s_.kind_of_key.assign(keys, {});
    s_.full_of_key.assign(keys, kNobody);
    s_.body_of_key.assign(keys, kNobody);
    s_.body_of_text.Clear();
    named_until_ = 0;
    for (const Name& name : names_.all) {
      if (name.kind == Kind::kPlace ||
          (name.kind == Kind::kNone && (Of(name.first) & names::kAnyPlace) != 0))
        Police(name);
      // "the Bank's | Monetary Policy Committee" is part of the body before it.
      if (name.kind == Kind::kOrganisation && name.first >= named_until_) MeetBody(name);
    }
  }

  // The body that a name means.
  uint32_t BodyOf(const Name& name, uint32_t full) {
    uint32_t own = s_.body_of_key[full];
    if (own == kNobody) own = s_.body_of_key[name.key];
    if (own != kNobody) return own;
    const std::string_view full_name = names_.keys[full].spelling;
    // An acronym that the lists know, of a body that is named in full: one entity.
    if (const std::string_view other = OtherForm(name); !other.empty()) own = FindBody(other);
    if (own == kNobody) return AddBody(full_name, KindOf(name));
    Body& body = s_.bodies[own];
    if (Shouted(full_name) && body.acronym.empty()) {
      body.acronym = full_name;
    } else if (Shouted(body.name) && !Shouted(full_name)) {
      body.acronym = body.name;
      AddAlias(own, body.name);
      body.name = full_name;
      IndexBody(own);
    }
    return own;
  }

  void MeetBody(const Name& name) {
    const uint32_t full = FullForm(name.key);
    const uint32_t own = BodyOf(name, full);
    s_.body_of_key[full] = s_.body_of_key[name.key] = own;
    Body& body = s_.bodies[own];
    const std::string_view spelled = text_.Norm(name.span);
    if (name.key == full) {
      // Read the kind from the full form once it is met.
      const std::string_view kind = KindOf(name);
      if (kind != "other" || body.kind.empty()) body.kind = kind;
      if (Shouted(body.name) && !Shouted(spelled) && SameText(body.name, spelled))
        body.name = spelled;
    } else if (names_.keys[name.key].acronym) {
      body.acronym = names_.keys[name.key].spelling;
    }
    if (const uint32_t end = BodyOfBody(name); end != 0) {
      const NormSpan span{name.span.begin, tokens_[end - 1].end()};
      const std::string_view whole = text_.Norm(span);
      uint32_t part = FindBody(whole);
      if (part == kNobody) part = AddBody(whole, s_.bodies[own].kind);
      const bool possessive = tokens_[name.last].Is(segment::kClitic);
      if (possessive) s_.bodies[part].parent = own;
      AddMention(part, span, "organisations/body-of-body");
      named_until_ = end;
      return;
    }
    AddMention(own, name.span, name.rule);
    if (!SameText(spelled, body.name)) AddAlias(own, spelled);
  }

  // A body that is only ever named as part of its committees is no entity of its own; the others
  // stand in the order of their first mentions.
  void RecordBodies() {
    uint32_t count = 0;
    for (const BodyMention& m : s_.body_mentions) {
      Body& body = s_.bodies[m.body];
      if (body.place == kNobody) body.place = count++;
    }
    Fit(count, &organisations_, &s_.spare_organisations);
    for (const Body& body : s_.bodies) {
      if (body.place == kNobody) continue;
      Organisation& o = organisations_[body.place];
      AssignOneLine(body.name, &o.name);
      o.kind = body.kind;
      AssignOneLine(body.acronym == body.name ? std::string_view() : body.acronym, &o.acronym);
      o.parent = body.parent == kNobody ? kNobody : s_.bodies[body.parent].place;
      o.aliases.clear();
      for (uint32_t a = body.aliases; a != kNobody; a = s_.aliases[a].next) {
        std::string& alias = o.aliases.emplace_back();
        AssignOneLine(s_.aliases[a].text, &alias);
        if (SameText(alias, o.name) ||
            std::find(o.aliases.begin(), o.aliases.end() - 1, alias) != o.aliases.end() - 1)
          o.aliases.pop_back();
      }
      o.mentions.clear();
      o.mentions.reserve(body.mentions);
    }
    for (const BodyMention& m : s_.body_mentions)
      organisations_[s_.bodies[m.body].place].mentions.push_back(m.mention);
  }

  // --- People ---

  Gender TitleGender(const Name& name) const {
    for (uint32_t t = name.title_first; t < name.first; ++t) {
      if (const Gender g = person::GenderOf(Of(t)); g != Gender::kUnknown) return g;
    }
    return Gender::kUnknown;
  }

  // The plain titles before the name: "Dr", "Sir", without offices.
  std::string_view TitleOf(const Name& name) const {
    if (name.title_first == name.first) return {};
    uint32_t begin = name.first;
    for (uint32_t t = name.title_first; t < name.first;) {
      uint32_t n = 1;
      Traits its = Of(t);
      if (const names::Phrase p =
              words_.LongestAt(segments_.tokens, t, name.first)[names::Vocabulary::kTitles];
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
    return begin < name.first ? text_.Norm({tokens_[begin].begin, tokens_[name.first - 1].end()})
                              : std::string_view();
  }

  static bool Clash(Gender a, Gender b) {
    return a != Gender::kUnknown && b != Gender::kUnknown && a != b;
  }

  // Whom a mention of one name, or part of it, means; kNobody where nobody of the article fits.
  uint32_t Whom(const NameParts& parts, Gender title, bool titled) const {
    const std::string_view name = parts.family.empty() ? parts.given : parts.family;
    const uint32_t first = s_.namesake_of_word.Find(names::FoldedHash(name));
    const auto pick = [&](auto fits) {
      uint32_t best = kNobody;
      uint32_t at = first;
      for (size_t n = 0; at != kNobody && n < kNamesakes; ++n, at = s_.namesakes[at].next) {
        const uint32_t h = s_.namesakes[at].human;
        const Human& human = s_.humans[h];
        if (!fits(human.parts) || Clash(title, human.gender)) continue;
        // The last one named; of those still to come, the first.
        if (best == kNobody || human.seen > s_.humans[best].seen ||
            (human.seen == s_.humans[best].seen && h < best)) {
          best = h;
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
    uint32_t best = pick([&](const NameParts& o) {
      return SameText(o.family, name) || EndsWithWord(o.family, name);
    });
    if (best == kNobody) {
      best = pick([&](const NameParts& o) {
        return !o.given.empty() && (SameText(o.given, name) || SameText(FirstWord(o.given), name) ||
                                    (!titled && SameText(LastWord(o.given), name)));
      });
    }
    return best;
  }

  // Makes the person known by each word that may stand for the whole name.
  void Index(uint32_t who) {
    const NameParts& parts = s_.humans[who].parts;
    IndexWords(parts.family, LastWord(parts.family), AfterHyphen(parts.family), who);
    IndexWords(parts.given, FirstWord(parts.given), LastWord(parts.given), who);
  }

  // A name, and what may be a part of it.
  void IndexWords(std::string_view whole, std::string_view part, std::string_view other,
                  uint32_t who) {
    if (whole.empty()) return;
    IndexWord(whole, who);
    if (part.size() < whole.size()) IndexWord(part, who);
    if (other.size() < whole.size()) IndexWord(other, who);
  }

  void IndexWord(std::string_view word, uint32_t who) {
    if (word.empty()) return;
    uint32_t& last = s_.namesake_of_word.At(names::FoldedHash(word));
    if (last != kNobody && s_.namesakes[last].human == who) return;
    s_.namesakes.push_back({who, last});
    last = static_cast<uint32_t>(s_.namesakes.size() - 1);
  }

  void Humans() {
    const std::vector<Name>& all = names_.all;
    const size_t count = all.size();
    s_.humans.clear();
    s_.namesakes.clear();
    s_.namesake_of_word.Clear();
    s_.human_of_name.assign(all.size(), kNobody);
    s_.parts_of_name.resize(all.size());
    // Full names first, so that a surname in the headline finds its person.
    for (uint32_t n = 0; n < count; ++n) {
      if (all[n].kind != Kind::kPerson) continue;
      NameParts& parts = s_.parts_of_name[n];
      parts = person::ParseName(words_, text_, segments_.tokens, all[n].first, all[n].last);
      if (!parts.given.empty() && !parts.family.empty()) MeetHuman(n);
    }
    // Surnames are read in text order, against the last person named before them.
    for (Human& human : s_.humans) human.seen = 0;
    for (uint32_t n = 0; n < count; ++n) {
      if (all[n].kind != Kind::kPerson) continue;
      if (s_.human_of_name[n] == kNobody) MeetHuman(n);
      s_.humans[s_.human_of_name[n]].seen = n + 1;
    }
  }

  void MeetHuman(uint32_t n) {
    const Name& name = names_.all[n];
    const NameParts& parts = s_.parts_of_name[n];
    const Gender title = TitleGender(name);
    const std::string_view spelled = text_.Norm(name.span);
    uint32_t who = Whom(parts, title, name.title_first != name.first);
    if (who == kNobody) {
      who = static_cast<uint32_t>(s_.humans.size());
      Human& added = s_.humans.emplace_back();
      added.name = spelled;
      added.parts = parts;
      added.gender = title;
      Index(who);
    }
    Human& human = s_.humans[who];
    s_.human_of_name[n] = who;
    human.seen = n + 1;
    ++human.mentions;
    const bool fuller = parts.given.size() + parts.family.size() >
                        human.parts.given.size() + human.parts.family.size();
    if (fuller || (Shouted(human.name) && !Shouted(spelled) && SameText(human.name, spelled))) {
      human.name = spelled;
      human.parts = parts;
      Index(who);
    }
    if (human.gender == Gender::kUnknown)
      human.gender = title != Gender::kUnknown ? title : human.parts.gender;
    if (human.title.empty()) human.title = TitleOf(name);
  }

  // People stand in the order of their first mentions.
  void RecordHumans() {
    Fit(s_.humans.size(), &people_, &s_.spare_people);
    uint32_t count = 0;
    for (uint32_t n = 0, end = static_cast<uint32_t>(names_.all.size()); n < end; ++n) {
      uint32_t& who = s_.human_of_name[n];
      if (who == kNobody) continue;
      Human& human = s_.humans[who];
      if (human.place == kNobody) {
        human.place = count++;
        Record(human, &people_[human.place]);
      }
      who = human.place;
      people_[who].mentions.push_back({names_.all[n].span, names_.all[n].rule});
    }
  }

  static void Record(const Human& human, Person* person) {
    AssignOneLine(human.name, &person->name);
    AssignOneLine(human.title, &person->title);
    AssignOneLine(human.parts.given, &person->given);
    AssignOneLine(human.parts.family, &person->family);
    AssignOneLine(human.parts.suffix, &person->suffix);
    person->gender = human.gender;
    person->roles.clear();
    person->mentions.clear();
    person->mentions.reserve(human.mentions);
  }

  // --- Roles ---

  void AddRole(uint32_t who, const Mention& role) {
    Person& p = people_[who];
    for (const person::PersonRole& r : p.roles) {
      if (r.mention.span.Overlaps(role.span)) return;
    }
    person::PersonRole r{role, kNobody};
    // The first body that the role names.
    const auto at = std::lower_bound(
        s_.body_mentions.begin(), s_.body_mentions.end(), role.span.begin,
        [](const BodyMention& m, uint32_t begin) { return m.mention.span.begin < begin; });
    if (at != s_.body_mentions.end() && role.span.Contains(at->mention.span))
      r.organisation = s_.bodies[at->body].place;
    p.roles.push_back(r);
    if (p.gender == Gender::kUnknown) {
      for (uint32_t t = segments_.TokenAt(role.span.begin);
           t < segments_.tokens.size() && tokens_[t].begin < role.span.end; ++t) {
        if ((Of(t) & names::kRole) != 0) p.gender = person::GenderOf(Of(t));
      }
    }
  }

  void Roles() {
    const RoleFinder finder(text_, segments_, names_);
    for (uint32_t n = 0, end = static_cast<uint32_t>(names_.all.size()); n < end; ++n) {
      const Name& name = names_.all[n];
      if (name.kind == Kind::kPerson) {
        s_.roles.clear();
        finder.Around(name, &s_.roles);
        if (s_.roles.empty()) continue;
        for (const Mention& role : s_.roles) AddRole(s_.human_of_name[n], role);
        Shared(n);
      } else if (name.kind == Kind::kOrganisation) {
        const Mention role = finder.BehindOrganisation(name);
        if (role.span.empty()) continue;
        if (const uint32_t who = OnlyPersonBefore(n); who != kNobody) AddRole(who, role);
      }
    }
    for (Person& p : people_) {
      if (p.roles.size() < 2) continue;
      std::stable_sort(p.roles.begin(), p.roles.end(),
                       [](const person::PersonRole& a, const person::PersonRole& b) {
                         return a.mention.span < b.mention.span;
                       });
    }
  }

  bool Plural(uint32_t t) const {
    const Traits its = Of(t);
    if ((its & names::kPlural) != 0) return true;
    if ((its & (names::kRole | names::kPersonNoun)) == 0) return false;
    const std::string_view word = words_.lexicon().Spelling(tokens_[t].word);
    if (word.size() < 4 || word.back() != 's') return false;
    const segment::WordId stem = words_.lexicon().Find(word.substr(0, word.size() - 1));
    return (words_.Of(stem) & (names::kRole | names::kPersonNoun | names::kOrdinary)) != 0;
  }

  // "Researchers A and B", "activists, A and B,": a plural role goes to each.
  void Shared(uint32_t n) {
    for (const Mention& role : s_.roles) {
      if (role.span.end > names_.all[n].span.begin) continue;
      bool plural = false;
      for (uint32_t t = segments_.TokenAt(role.span.begin);
           t < segments_.tokens.size() && tokens_[t].begin < role.span.end; ++t) {
        plural |= Plural(t);
      }
      if (!plural) continue;
      uint32_t last = n;
      for (uint32_t next = n + 1; next < names_.all.size(); ++next) {
        const Name& name = names_.all[next];
        if (name.kind != Kind::kPerson || name.title_first > names_.all[last].last + 2) break;
        const uint32_t between = names_.all[last].last;
        if (!Mark(between, ',') && (Of(between) & names::kAnd) == 0) break;
        AddRole(s_.human_of_name[next], role);
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
      if (who != kNobody && who != s_.human_of_name[i]) return kNobody;
      who = s_.human_of_name[i];
    }
    return who;
  }

  const organisation::Classifier classify_;
  const text::Text& text_;
  const segment::Segments& segments_;
  const segment::Token* const tokens_;
  const names::Names& names_;
  const names::Vocabulary& words_;
  Buffers& s_;
  std::vector<Person>& people_;
  std::vector<Organisation>& organisations_;
  uint32_t named_until_ = 0;  // the end of the last body named through another
};

}  // namespace

struct EntityBuilder::Scratch {
  Buffers buffers;
};

EntityBuilder::EntityBuilder() : scratch_(std::make_unique<Scratch>()) {}
EntityBuilder::~EntityBuilder() = default;

void EntityBuilder::Build(const text::Text& text, const segment::Segments& segments,
                          const names::Names& names, std::vector<Person>* people,
                          std::vector<Organisation>* organisations) {
  Builder(text, segments, names, &scratch_->buffers, people, organisations).Run();
}

}  // namespace presscut::resolve
