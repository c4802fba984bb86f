#include "extract/resolve/speakers_whom.h"

#include <algorithm>

namespace presscut::resolve {
namespace {

// Paragraphs a pronoun looks back on.
constexpr uint32_t kPronounReach = 4;
// Paragraphs it looks back on to a reporter without a name.
constexpr uint32_t kUnnamedReach = 1;
// Subjects looked back on, of pronouns and roles.
constexpr size_t kSubjectReach = 60;
// Paragraphs a role may stand behind the person it is said of.
constexpr uint32_t kRoleReach = 2;

using enum ItemKind;

bool SameLetters(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (x | 0x20) == (y | 0x20);
         });
}

// What a role is called before "of", "for", "at": its last word is the role's head.
std::string_view FrontOf(std::string_view role) {
  for (size_t at = role.find(' '); at != std::string_view::npos; at = role.find(' ', at + 1)) {
    const std::string_view rest = role.substr(at + 1);
    for (const std::string_view word : {"of ", "for ", "at ", "in ", "to "}) {
      if (rest.starts_with(word)) return role.substr(0, at);
    }
  }
  return role;
}

}  // namespace

WhomFinder::WhomFinder(const ClauseLists& lists, const segment::Lexicon& lexicon,
                       const text::Text& text, const segment::Segments& segments,
                       const Clauses& clauses, const ClauseRules& rules,
                       std::vector<person::Person>* people,
                       const std::vector<organisation::Organisation>& organisations)
    : l_(lists),
      lexicon_(lexicon),
      text_(text),
      segments_(segments),
      clauses_(clauses),
      rules_(rules),
      people_(*people),
      organisations_(organisations) {
  genders_.reserve(people_.size());
  for (const person::Person& p : people_) genders_.push_back(static_cast<char>(p.gender));
}

uint32_t WhomFinder::Called(NormSpan name) const {
  const std::string_view text = text_.Norm(name);
  for (uint32_t p = 0; p < people_.size(); ++p) {
    if (SameLetters(people_[p].family, text) || SameLetters(people_[p].name, text)) return p;
  }
  return kNobody;
}

void WhomFinder::End(uint32_t sentence, uint32_t speaker) {
  const Clause& s = clauses_.sentences[sentence];
  const uint32_t subject = rules_.MainSubject(s, s.last);
  // "The plan would help Ann Smith, Porter argued."
  if (speaker == kNobody && !s.quotes) {
    const uint32_t reporter = rules_.AnyCue(s, false).speaker;
    if (reporter != kNobody && clauses_.items[reporter].Is(kPerson)) speaker = reporter;
  }
  // "According to Ann Smith, the plan would fail.": she is whom the next sentence calls "she".
  if (speaker == kNobody && s.last > s.first + 2 &&
      Norm(clauses_.items[s.first].first) == "According") {
    const uint32_t source = rules_.AccordingTo(s, s.first).speaker;
    if (source != kNobody && clauses_.items[source].Is(kPerson)) speaker = source;
  }
  // "They objected, and Porter came back": he is the one spoken of last.
  uint32_t second = kNobody;
  const Item* const items = clauses_.items.data();
  for (uint32_t i = speaker == kNobody && s.tied ? s.last : 0; i-- > s.first + 2;) {
    if (!items[i].Is(kPerson) || !items[i - 1].Is(kConjunction)) continue;
    if (items[i].possessive || i + 1 == s.last || !items[i - 2].Is(kComma)) continue;
    const ItemKind next = items[i + 1].kind;
    if ((next != kWord && next != kAuxiliary && next != kCue) || Norm(items[i - 1].first) != "and")
      continue;
    second = i;
    break;
  }
  for (const uint32_t item : {subject, second, speaker}) {
    if (item == kNobody || (item == speaker && speaker == subject && item != subject)) continue;
    if (item < s.first || item >= s.last) continue;
    const Whom whom = Resolve(sentence, item);
    Spoke(sentence, whom);
    const char unnamed = item == speaker && whom.person == kNobody ? Unnamed(item) : char{0};
    if (unnamed != 0) {
      const Item& noun = clauses_.items[item];
      subjects_.push_back(
          {{}, s.block, unnamed, noun.Is(kNoun) ? segments_.tokens[noun.head].word : 0});
    }
  }
}

char WhomFinder::Unnamed(uint32_t i) const {
  const Item& item = clauses_.items[i];
  // "a resident said", "the BBC's spokeswoman said", "Ushakov said"; but "the senator" has a name.
  if (item.Is(kCapitals)) return 'u';
  if (!item.Is(kNoun) || item.plural || item.sort == 'b' || item.sort == 'd') return 0;
  if (item.definite && !Norm(item.head).starts_with("spokes")) return 0;
  return item.gender == 0 ? 'u' : item.gender;
}

void WhomFinder::Spoke(uint32_t sentence, const Whom& whom) {
  if (whom.person != kNobody || whom.organisation != kNobody)
    subjects_.push_back({whom, clauses_.sentences[sentence].block});
}

bool WhomFinder::Fits(uint32_t person, char gender) const {
  const char is = genders_[person];
  return gender == 'u' || is == 'u' || is == gender;
}

Whom WhomFinder::Resolve(uint32_t sentence, uint32_t item) {
  const Item& i = clauses_.items[item];
  switch (i.kind) {
    case kPerson:
      return {i.entity, kNobody};
    case kOrganisation:
      return {kNobody, i.entity};
    case kDeterminer: {
      // "his claim"
      const std::string_view word = Norm(i.first);
      const bool male = word == "his" || word == "His";
      if (!male && word != "her" && word != "Her") return {};
      const char gender = male ? 'm' : 'f';
      return {Recent(sentence, item, gender, kPronounReach), kNobody};
    }
    case kPronoun:
      return Pronoun(sentence, item);
    case kNoun:
      return Noun(sentence, item);
    default:
      return {};
  }
}

bool WhomFinder::Behind(const Clause& s, uint32_t item) const {
  constexpr uint32_t kRest = 4;
  const auto& items = clauses_.items;
  if (item <= s.first || !(items[item - 1].Is(kComma) || items[item - 1].Is(kQuote))) return false;
  if (item + 1 >= s.last || !items[item + 1].Is(kCue) || items[item + 1].sort != 's') return false;
  uint32_t end = item + 2;
  while (end < s.last && !items[end].Is(kStop)) ++end;
  if (end > item + 2 + kRest) return false;
  for (uint32_t i = item + 2; i < end; ++i) {
    if (items[i].Is(kQuote) || items[i].Is(kCue) || items[i].Is(kColon) || items[i].Is(kComma))
      return false;
  }
  for (uint32_t i = s.first; i < item; ++i) {
    if (items[i].Is(kColon)) return false;
  }
  return true;
}

uint32_t WhomFinder::Recent(uint32_t sentence, uint32_t item, char gender, uint32_t blocks) {
  const Clause& s = clauses_.sentences[sentence];
  if (item >= s.first && item < s.last) {
    const bool behind = Behind(s, item);
    // "one of Smith's promises, as she put it"
    const bool put = item > s.first && Norm(clauses_.items[item - 1].first) == "as";
    for (uint32_t i = s.first; i < item; ++i) {
      const Item& it = clauses_.items[i];
      if (!it.Is(kPerson) || (it.possessive && !put)) continue;
      // "Hill had no reason to trust them, he said.": whoever speaks of Hill, unless Hill reports.
      uint32_t verb = i + 1;
      while (clauses_.items[verb].Is(kAdverb) || clauses_.items[verb].Is(kAuxiliary)) ++verb;
      if (behind && !clauses_.items[verb].Is(kCue)) continue;
      // "with Ann Smith telling reporters she": she is what her clause is about.
      const Item& next = clauses_.items[i + 1];
      if (i > s.first && clauses_.items[i - 1].Is(kPreposition) && !put &&
          !(next.Is(kCue) && next.tag == 'i' && i + 1 < item))
        continue;
      if (Fits(it.entity, gender)) return it.entity;
    }
  }
  for (size_t n = subjects_.size(); n-- > 0;) {
    const Subject& subject = subjects_[n];
    if (subject.block + blocks < s.block || n + kSubjectReach < subjects_.size()) break;
    if (subject.unnamed != 0 && subject.block + kUnnamedReach >= s.block &&
        (subject.unnamed != 'u' || subject.block == s.block) &&
        (subject.unnamed == 'u' || gender == 'u' || subject.unnamed == gender))
      return kNobody;
    if (subject.whom.person == kNobody || !Fits(subject.whom.person, gender)) continue;
    const uint32_t person = subject.whom.person;
    if (genders_[person] != 'u' || gender == 'u' || sentence == 0) return person;
    // Of a name that tells no gender, somebody of the right one in the sentence before is thought
    // more likely.
    const Clause& before = clauses_.sentences[sentence - 1];
    // "Dhoruba Hill said that Porter would resign.": but who reported there goes on, unless to ask.
    const Attribution report = rules_.AnyCue(before, false);
    if (report.found() && clauses_.items[report.speaker].Is(kPerson) &&
        clauses_.items[report.speaker].entity == person &&
        !l_.Of(segments_.tokens[clauses_.items[report.cue].first].word).Is(WordKind::kUrges))
      return person;
    for (uint32_t i = before.first; i < before.last; ++i) {
      const Item& it = clauses_.items[i];
      if (it.Is(kPerson) && genders_[it.entity] == gender &&
          !(i > before.first && clauses_.items[i - 1].Is(kPreposition) &&
            !(i + 2 < before.last && clauses_.items[i + 2].Is(kRelative))))
        return it.entity;
    }
    return person;
  }
  // Nobody was a subject: the last one named at all.
  const uint32_t begin = std::min(item, s.last);
  for (uint32_t i = begin, n = 0; i-- > 0 && n < 120; ++n) {
    const Item& it = clauses_.items[i];
    if (it.Is(kPerson) && Fits(it.entity, gender)) return it.entity;
  }
  return kNobody;
}

Whom WhomFinder::Pronoun(uint32_t sentence, uint32_t item) {
  const Item& i = clauses_.items[item];
  const Clause& s = clauses_.sentences[sentence];
  if (i.sort == '1') return {Labelled(sentence), kNobody};
  if (i.sort == 'm' || i.sort == 'f') {
    const uint32_t person = Recent(sentence, item, i.sort, kPronounReach);
    if (person != kNobody && genders_[person] == 'u') genders_[person] = i.sort;
    return {person, kNobody};
  }
  if (i.sort == 'n' || i.sort == 'p') {
    // "The council condemned what it called a farce": the body its sentence began with.
    const uint32_t main = rules_.MainSubject(s, item);
    if (main < item && clauses_.items[main].Is(kOrganisation))
      return {kNobody, clauses_.items[main].entity};
    for (size_t n = subjects_.size(); n-- > 0;) {
      const Subject& subject = subjects_[n];
      if (subject.block + 1 < s.block || n + kSubjectReach < subjects_.size()) break;
      if (subject.whom.organisation != kNobody && subject.whom.person == kNobody)
        return {kNobody, subject.whom.organisation};
    }
  }
  return {};
}

uint32_t WhomFinder::Labelled(uint32_t sentence) const {
  const uint32_t block = clauses_.sentences[sentence].block;
  while (sentence > 0 && clauses_.sentences[sentence - 1].block == block) --sentence;
  const Clause& s = clauses_.sentences[sentence];
  if (s.last < s.first + 2 || !clauses_.items[s.first + 1].Is(kColon)) return kNobody;
  const Item& label = clauses_.items[s.first];
  if (label.Is(kPerson)) return label.entity;
  if (Norm(label.first) != "A") return kNobody;
  // "A: I thought it was a joke.": an interview speaks most of whoever answers.
  uint32_t found = kNobody;
  size_t most = 1;
  for (uint32_t p = 0; p < people_.size(); ++p) {
    if (people_[p].mentions.size() <= most) continue;
    most = people_[p].mentions.size();
    found = p;
  }
  return found;
}

WhomFinder::Agreement WhomFinder::Agrees(const Item& noun, std::string_view role,
                                         bool same_body) const {
  using enum Agreement;
  const auto lesser = [](std::string_view word) {
    for (const std::string_view other : {"vice", "deputy", "assistant"}) {
      if (SameLetters(word, other)) return true;
    }
    return false;
  };
  const std::string_view head = Norm(noun.head);
  if (role.size() < head.size() || !SameLetters(role.substr(role.size() - head.size()), head))
    return kNot;
  const bool described = noun.head > noun.name_first;
  const std::string_view as = described ? Norm(noun.head - 1) : std::string_view();
  const bool former = SameLetters(as, "former");
  const bool alone = !described || former;
  if (role.size() == head.size()) {
    if (alone) return former ? kMore : kExact;
    if (lesser(as)) return kNot;
    // "the South Korean president" is not whom the article calls President.
    const segment::WordId word = segments_.tokens[noun.head - 1].word;
    return word != 0 && lexicon_.Has(word, l_.nationalities) && !same_body ? kNot : kMore;
  }
  const char between = role[role.size() - head.size() - 1];
  if (between != ' ' && between != '-') return kNot;
  const std::string_view rest = role.substr(0, role.size() - head.size() - 1);
  const std::string_view before = rest.substr(rest.find_last_of(' ') + 1);
  // "the health secretary" is no foreign secretary: the word before the head must agree where both
  // have one.
  if (described && (SameLetters(before, as) || same_body)) return kExact;
  return !alone || lesser(before) || SameLetters(before, "former") ? kNot : kMore;
}

uint32_t WhomFinder::RoleHolder(const Item& noun) const {
  const uint32_t begin = segments_.tokens[noun.first].begin;
  uint32_t found = kNobody;
  Agreement best = Agreement::kNot;
  size_t mentions = 0, others = 0;  // of the one found, and of the next who is called the same
  for (uint32_t p = 0; p < people_.size(); ++p) {
    const person::Person& person = people_[p];
    Agreement agrees = Agreement::kNot;
    for (const person::PersonRole& role : person.roles) {
      if (role.mention.span.begin >= begin) continue;
      if (noun.organisation != kNobody && role.organisation != kNobody &&
          noun.organisation != role.organisation) {
        continue;
      }
      const bool same_body = noun.organisation != kNobody && noun.organisation == role.organisation;
      agrees = std::max(agrees, Agrees(noun, FrontOf(text_.Norm(role.mention.span)), same_body));
    }
    if (!person.title.empty() && person.mentions.front().span.begin < begin)
      agrees = std::max(agrees, Agrees(noun, person.title, false));
    if (agrees == Agreement::kNot || agrees < best) continue;
    const size_t named = person.mentions.size();
    if (agrees > best) {
      best = agrees;
      others = mentions = 0;
    }
    others = std::max(others, std::min(mentions, named));
    if (named <= mentions) continue;
    mentions = named;
    found = p;
  }
  // Of two presidents, the one the article is about.
  constexpr size_t kAbout = 2;
  if (others == 0) return found;
  const segment::WordId head = segments_.tokens[noun.head].word;
  const bool office = head != 0 && lexicon_.Has(head, l_.spokesmen);
  return office && mentions >= kAbout * others ? found : kNobody;
}

uint32_t WhomFinder::RecentBody(const Item& noun, std::string_view kind) const {
  const uint32_t begin = segments_.tokens[noun.first].begin;
  const std::string_view head = Norm(noun.head);
  uint32_t found = kNobody, at = 0;
  for (uint32_t o = 0; o < organisations_.size(); ++o) {
    const organisation::Organisation& body = organisations_[o];
    // The word is in its name, or says what kind of body it is.
    const bool named =
        body.name.size() > head.size() &&
        SameLetters(std::string_view(body.name).substr(body.name.size() - head.size()), head);
    if (!named && body.kind != kind) continue;
    for (const Mention& m : body.mentions) {
      if (m.span.begin < begin && m.span.begin >= at) {
        found = o;
        at = m.span.begin;
      }
    }
  }
  return found;
}

Whom WhomFinder::Noun(uint32_t sentence, uint32_t item) {
  const Item& i = clauses_.items[item];
  const Clause& s = clauses_.sentences[sentence];
  if (i.sort == 'b') {
    if (i.plural || !i.definite) return {kNobody, kNobody};
    // "Smith's office", "the Leeds police department": a body of its own.
    if (i.possessor != kNobody) return {};
    for (uint32_t t = i.name_first; t < i.head; ++t) {
      if (segments_.tokens[t].Is(segment::kCapital)) return {kNobody, i.organisation};
    }
    const auto kind = lexicon_.Get(segments_.tokens[i.head].word, l_.body_nouns);
    if (!kind) return {};
    return {kNobody, RecentBody(i, kind->value)};
  }
  if (i.sort == 'd') {
    if (i.organisation != kNobody || !i.definite) return {kNobody, i.organisation};
    // "the paper said": the newspaper, where the article names one.
    if (const auto kind = lexicon_.Get(segments_.tokens[i.head].word, l_.body_nouns);
        kind && i.head == i.name_first && !i.plural && i.possessor == kNobody) {
      if (const uint32_t body = RecentBody(i, kind->value); body != kNobody) return {kNobody, body};
    }
    // "said the statement": the body that was spoken of last made it.
    for (size_t n = subjects_.size(); n-- > 0 && subjects_[n].block + 1 >= s.block;) {
      if (subjects_[n].whom.organisation != kNobody)
        return {kNobody, subjects_[n].whom.organisation};
      if (subjects_[n].whom.person != kNobody) break;
    }
    return {};
  }
  if (i.plural) return {};
  const segment::WordId head = segments_.tokens[i.head].word;
  const bool spokesman = head != 0 && lexicon_.Has(head, l_.spokesmen);
  if (i.definite) {
    if (const uint32_t holder = RoleHolder(i); holder != kNobody) return {holder, kNobody};
  }
  // "the lobbyist" is the one whom "a lobbyist said" has left without a name.
  for (const Subject& subject : subjects_) {
    if (i.definite && subject.head != 0 && subject.head == head) return {kNobody, i.organisation};
  }
  if (i.definite && i.possessor == kNobody && !spokesman && (i.sort == 'r' || i.sort == 'a')) {
    const char gender = i.gender == 'm' || i.gender == 'f' ? i.gender : 'u';
    for (size_t n = subjects_.size(); n-- > 0;) {
      const Subject& subject = subjects_[n];
      if (subject.block + kRoleReach < s.block || n + kSubjectReach < subjects_.size()) break;
      if (subject.whom.person == kNobody) continue;
      if (!Fits(subject.whom.person, gender)) break;
      const uint32_t person = subject.whom.person;
      std::vector<person::PersonRole>& roles = people_[person].roles;
      const NormSpan span = SpanOf(i.name_first, i.name_last);
      const auto at = std::find_if(roles.begin(), roles.end(), [&](const person::PersonRole& role) {
        return role.mention.span.begin >= span.begin;
      });
      if (i.sort == 'r' && (at == roles.end() || !at->mention.span.Overlaps(span)))
        roles.insert(at, {{span, "quotes/stands-for-speaker"}, i.organisation});
      return {person, kNobody};
    }
  }
  return {kNobody, i.organisation};
}

}  // namespace presscut::resolve
