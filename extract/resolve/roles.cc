#include "extract/resolve/roles.h"

#include <algorithm>

namespace presscut::resolve {

using names::Traits;
using segment::Sentence;

namespace {

constexpr uint32_t kLongestBefore = 10;  // tokens of a role in front of a name
constexpr uint32_t kLongestAfter = 24;   // … and behind it
constexpr Traits kPersonHead =
    names::kRole | names::kPersonNoun | names::kKinship | names::kRoleTitle;

}  // namespace

// The first name that begins at this token or behind it.
size_t RoleFinder::FirstNameFrom(uint32_t token) const {
  const auto at = std::lower_bound(names_.all.begin(), names_.all.end(), token,
                                   [](const names::Name& n, uint32_t t) { return n.first < t; });
  return static_cast<size_t>(at - names_.all.begin());
}

// "told", "meeting": a verb more often than part of a role; "acting", "retired" are in the lists.
bool RoleFinder::Inflected(uint32_t t) const {
  if (!Lower(t)) return false;
  const Traits its = Of(t);
  if ((its & (names::kRole | names::kRoleWord)) != 0) return false;
  if ((its & names::kCueVerb) != 0) return true;
  if (const std::string_view link = Link(t); !link.empty() && link != "adverb") return true;
  const std::string_view w = text_.Norm(tokens_[t].span());
  return w.size() > 4 && (w.ends_with("ed") || w.ends_with("ing"));
}

// Whether the head of a noun phrase is what somebody is: "chairman", "brother", "MP for Leeds".
bool RoleFinder::SaysWho(uint32_t head, uint32_t end) const {
  const Traits its = Of(head);
  return (its & kPersonHead) != 0 || ((its & names::kPostSuffix) != 0 && head + 1 < end &&
                                      (Of(head + 1) & names::kCommonFor) != 0);
}

// The begin of the noun phrase that ends at `end`: back to a determiner, a preposition, a verb, a
// mark.
uint32_t RoleFinder::PhraseBegin(uint32_t first, uint32_t end) const {
  uint32_t begin = end;
  while (begin > first && end - begin < kLongestBefore) {
    const uint32_t t = begin - 1;
    const segment::Token& token = tokens_[t];
    if (token.Is(segment::kClitic)) {
      if (token.length != 2 || (text_.norm()[token.end() - 1] | 0x20) != 's') break;
    } else if (token.Is(segment::kWord)) {
      // "singer and | actress": what one is besides.
      if ((Of(t) & names::kAnd) != 0 && t + 2 == end && t > first && Lower(t - 1) && Lower(t + 1) &&
          (Of(t - 1) & (names::kRole | names::kPlural)) == names::kRole) {
        begin = t;
        continue;
      }
      if ((Of(t) & names::kFunctionWord) != 0 || (Of(t) & names::kAnd) != 0) break;
      if (Inflected(t) && !(t > first && Mark(t - 1, '-')) && !(t + 1 < end && Mark(t + 1, '-')))
        break;
    } else if (Mark(t, '-') || Mark(t, '&')) {
      if (Mark(t, '-') && token.Is(segment::kSpaceBefore)) break;
    } else if (Mark(t, '>') || Mark(t, '<') ||
               (Mark(t, '.') && t > first && tokens_[t - 1].Is(segment::kCapital))) {
      // "Volkswagen AG <VOWG.F> chairman"
    } else if (token.Is(segment::kQuote) && !token.Is(segment::kSpaceBefore) && Mark(t, '\'')) {
      // "junior doctors' leader"
    } else {
      break;
    }
    begin = t;
  }
  while (begin < end && (!tokens_[begin].Is(segment::kWord) || tokens_[begin].Is(segment::kClitic)))
    ++begin;
  return begin;
}

// "Undersecretary for Management | Patrick Kennedy", "Minister of Foreign Affairs | Anna Lind": the
// token of the office, `end` where there is none.
uint32_t RoleFinder::OfficeFor(uint32_t first, uint32_t end) const {
  for (uint32_t t = end; t > first + 1 && end - t < 6;) {
    --t;
    if ((Of(t) & (names::kOf | names::kCommonFor)) != 0) {
      const bool office = t + 1 < end && tokens_[t - 1].Is(segment::kCapital) &&
                          (Of(t - 1) & (names::kRole | names::kRoleTitle)) != 0;
      return office ? t - 1 : end;
    }
    const bool inside = tokens_[t].Is(segment::kCapital) && (Of(t) & names::kOrdinary) != 0;
    if (!inside && (Of(t) & names::kAnd) == 0 && !Mark(t, ',')) return end;
    if (t + 1 == end && !inside) return end;
  }
  return end;
}

void RoleFinder::Before(const names::Name& name, const Sentence& sentence,
                        std::vector<Mention>* out) const {
  // Of the titles before the name, those that are offices are roles: "Health Secretary",
  // "President".
  uint32_t end = name.title_first;
  uint32_t behind = end;  // the first word of the last office: "Secretary | of State"
  bool office = false;
  for (uint32_t t = name.title_first; t < name.first;) {
    uint32_t n = 1;
    Traits its = Of(t);
    if (const names::Phrase p =
            words_.LongestAt(tokens_, t, name.first)[names::Vocabulary::kTitles];
        p.tokens > 0) {
      n = p.tokens;
      its = p.traits;
    }
    const uint32_t opens = t;
    t += n;
    if (t < name.first && Mark(t, '.')) ++t;
    if ((its & names::kRoleTitle) != 0 ||
        ((its & names::kOfficeLetters) != 0 && (its & names::kTitle) == 0)) {
      end = t;
      behind = opens + 1;
      office = true;
    }
  }
  if (end <= sentence.first) return;
  // "a librarian called | Edna Peverell"
  if (!office && end - 1 > sentence.first &&
      (Link(end - 1) == "call" || text_.Norm(tokens_[end - 1].span()) == "named"))
    --end;
  const uint32_t noun = end - 1;
  if (!office) {
    if (const uint32_t role = OfficeFor(sentence.first, end); role < end) {
      out->push_back(
          {SpanOf(PhraseBegin(sentence.first, role + 1), end), "people/office-before-name"});
      return;
    }
    if ((Of(noun) & kPersonHead) == 0 || !tokens_[noun].Is(segment::kWord)) return;
    // "when actor": a plural goes to each of the names that follow, a verb of the same form to
    // none.
    if ((Of(noun) & names::kFunctionWord) != 0) return;
  }
  // Empty where the noun is a verb: "one suspects Mr Putin".
  const uint32_t begin = PhraseBegin(sentence.first, office ? behind : end);
  if (begin < end)
    out->push_back(
        {SpanOf(begin, end), office ? "people/office-before-name" : "people/role-before-name"});
}

// "The police commander of the island, Kwok Pak Chung, appealed …"
void RoleFinder::BeforeComma(const names::Name& name, const Sentence& sentence,
                             std::vector<Mention>* out) const {
  const uint32_t comma = name.title_first - 1;
  if (name.last < sentence.last && !Mark(name.last, ',') && !Mark(name.last, '.') &&
      (Of(name.last) & names::kAnd) == 0)
    return;
  // Back to the determiner that opens the phrase; a verb or a mark on the way says there is none.
  uint32_t begin = comma;
  bool open = false, possessive = false;
  while (begin > sentence.first && comma - begin < kLongestBefore) {
    const uint32_t t = begin - 1;
    if (!tokens_[t].Is(segment::kWord | segment::kClitic) && !Mark(t, '-') &&
        !tokens_[t].Is(segment::kNumber))
      break;
    if (Inflected(t)) break;
    if (tokens_[t].Is(segment::kClitic)) {
      if (possessive || tokens_[t].length != 2) break;
      possessive = true;
      begin = t;
      continue;
    }
    // "two of Clinton's aides, …", "Two activists, …"
    // … "said one resident, …"
    if ((Of(t) & names::kFunctionWord) != 0 &&
        (possessive || t == sentence.first || text_.Norm(tokens_[t].span()) == "one")) {
      open = true;
      break;
    }
    if ((Of(t) & names::kDeterminer) != 0) {
      const bool of_phrase = t > sentence.first && (Of(t - 1) & names::kPreposition) != 0;
      if (!of_phrase) {
        open = true;
        break;
      }
    } else if ((Of(t) & names::kFunctionWord) != 0 && (Of(t) & names::kPreposition) == 0) {
      break;
    }
    begin = t;
  }
  if (begin == sentence.first) open = true;
  if (!open || begin >= comma) return;
  while (begin < comma && tokens_[begin].Is(segment::kNumber)) ++begin;
  if (begin == sentence.first && tokens_[begin].Is(segment::kNumber)) return;
  uint32_t head = begin;
  for (uint32_t t = begin; t < comma; ++t) {
    if ((Of(t) & names::kPreposition) != 0) break;
    head = t;
  }
  // "Two activists, A and B": a number in words is no part of it.
  if (begin < comma && (Of(begin) & names::kFunctionWord) != 0) ++begin;
  if (begin >= comma || (Of(head) & kPersonHead) == 0 || !tokens_[begin].Is(segment::kWord)) return;
  for (size_t n = FirstNameFrom(begin); n < names_.all.size() && names_.all[n].last <= comma; ++n) {
    if (names_.all[n].kind == names::Kind::kPerson && names_.all[n].last > head) return;
  }
  out->push_back({SpanOf(begin, comma), "people/role-comma-name"});
}

// The noun phrase that begins here, with what is tied to it ("of", "at", "for"), and its head.
RoleFinder::NounPhrase RoleFinder::PhraseFrom(uint32_t begin, const Sentence& sentence,
                                              bool of_verb) const {
  uint32_t t = begin;
  uint32_t head = kNobody;
  bool in_head = true;
  const uint32_t limit = std::min(sentence.last, begin + kLongestAfter);
  for (; t < limit; ++t) {
    const segment::Token& token = tokens_[t];
    if (token.Is(segment::kClitic)) continue;
    if (token.Is(segment::kWord)) {
      const Traits its = Of(t);
      if (Mark(t - 1, '-') && t > begin) {  // "Sheffield-based"
        if (in_head) head = t;
        continue;
      }
      const bool preposition = (its & names::kPreposition) != 0;
      if ((its & names::kFunctionWord) != 0 && !preposition &&
          (its & (names::kDeterminer | names::kAnd)) == 0)
        break;
      if ((its & names::kCueVerb) != 0 && Lower(t) && (its & kPersonHead) == 0 && Inflected(t))
        break;
      // "was president | and the war went on", "is mayor | and celebrated"
      if (of_verb && (its & names::kAnd) != 0 && t + 1 < limit &&
          ((Of(t + 1) & names::kThe) != 0 || Inflected(t + 1) ||
           (Of(t + 1) & names::kRoleWord) != 0 || (Lower(t - 1) && !Lower(t + 1))))
        break;
      // "player of the year | as the champions won"
      if (preposition && IsAs(t)) break;
      if (preposition || (its & names::kAnd) != 0) in_head = false;
      if (in_head && (its & names::kDeterminer) != 0 && t > begin) break;
      if (in_head) head = t;
      continue;
    }
    if (Mark(t, '-') && !token.Is(segment::kSpaceBefore)) continue;
    if (Mark(t, '&')) continue;
    if (token.Is(segment::kQuote) && Mark(t, '\'') && !token.Is(segment::kSpaceBefore)) continue;
    if (Mark(t, '.') && t + 1 < sentence.last && tokens_[t - 1].Is(segment::kCapital) &&
        tokens_[t - 1].length <= 3)
      continue;
    break;
  }
  while (t > begin && (Of(t - 1) & (names::kFunctionWord | names::kAnd)) != 0) --t;
  if (head == kNobody || head >= t) return {t, t};
  return {t, head};
}

// ", R-Mo.,", "(D-N.Y.),": the mark behind the party and state of a member of Congress that begin
// at the mark `t`; 0 where there are none.
uint32_t RoleFinder::BehindParty(uint32_t t, const Sentence& sentence) const {
  constexpr uint32_t kLongest = 9;  // tokens
  if (t + 3 >= sentence.last || tokens_[t + 1].length != 1 || !Mark(t + 2, '-') ||
      (!Mark(t + 1, 'D') && !Mark(t + 1, 'R') && !Mark(t + 1, 'I')) ||
      !tokens_[t + 3].Is(segment::kCapital))
    return 0;
  for (uint32_t i = t + 4; i < sentence.last && i < t + kLongest; ++i) {
    if (Mark(i, ',')) return i;
  }
  return 0;
}

void RoleFinder::After(const names::Name& name, const Sentence& sentence,
                       std::vector<Mention>* out) const {
  uint32_t t = name.last;
  if (t >= sentence.last) return;
  // "Mark Kirk of Illinois, a Republican,"
  if ((Of(t) & names::kOf) != 0) {
    while (t + 1 < sentence.last && t < name.last + 4 && tokens_[t + 1].Is(segment::kCapital)) ++t;
    if (t + 1 >= sentence.last || t == name.last || !Mark(t + 1, ',')) return;
    ++t;
  }
  if (const uint32_t behind = BehindParty(t, sentence); behind != 0) t = behind;
  const bool bracket = Mark(t, '(');
  const bool dash = Mark(t, '-') && tokens_[t].Is(segment::kSpaceBefore);
  if (!Mark(t, ',') && !bracket && !dash) return;
  ++t;
  if (t + 1 < sentence.last && tokens_[t].Is(segment::kNumber) && Mark(t + 1, ','))
    t += 2;  // ", 43,"
  const uint32_t determiner = t;
  while (t < sentence.last && (Of(t) & names::kDeterminer) != 0) ++t;
  const bool determined = t > determiner;
  const uint32_t begin = t;
  const auto [end, head] = PhraseFrom(begin, sentence, false);
  if (head >= end) return;
  const bool party = determined && (Of(head) & names::kNationality) != 0;  // ", a Republican,"
  if (!SaysWho(head, end) && !party) return;
  // A capital alone is another name in a list: "Smith, Judge and Cook".
  if (!determined && tokens_[begin].Is(segment::kCapital) &&
      (Of(begin) & (kPersonHead | names::kAnyName | names::kHeadLast)) == 0 && !Lower(head)) {
    return;
  }
  if (const size_t n = FirstNameFrom(begin); n < names_.all.size() &&
                                             names_.all[n].first == begin &&
                                             names_.all[n].kind == names::Kind::kPerson) {
    return;
  }
  if (bracket && (end >= sentence.last || !Mark(end, ')'))) return;
  out->push_back({SpanOf(begin, end), "people/role-after-name"});
}

// "Wong serves as secretary-general", "Lee, who was elected leader of the party,": what a verb says
// that the person is.
void RoleFinder::Predicate(const names::Name& name, const Sentence& sentence,
                           std::vector<Mention>* out) const {
  uint32_t t = name.last;
  if (t + 1 < sentence.last && Mark(t, ',') && Link(t + 1) == "who") ++t;
  // who, have, be, make in this order, with adverbs between; of the first nothing is needed.
  bool serves = false, is = false;
  for (; t < sentence.last && !serves; ++t) {
    const std::string_view link = Link(t);
    if (link.empty() || link == "call" || (link == "make" && !is)) break;
    serves = link == "serve" && !is;
    is |= link == "be" || link == "link";
    if (link == "serve" && !serves) break;
  }
  if (!serves && !is) return;
  const bool as = t < sentence.last && IsAs(t);
  if (serves != as) return;
  if (as) ++t;
  while (t < sentence.last && (Of(t) & names::kDeterminer) != 0) ++t;
  // "is moving forward", "was accused"
  if (t >= sentence.last || !tokens_[t].Is(segment::kWord) || Inflected(t) ||
      (Of(t) & names::kRoleWord) != 0)
    return;
  const auto [end, head] = PhraseFrom(t, sentence, true);
  if (head >= end || !SaysWho(head, end) ||
      (Of(head) & (names::kPersonNoun | names::kRole)) == names::kPersonNoun)
    return;
  out->push_back({SpanOf(t, end), "people/role-of-verb"});
}

void RoleFinder::Around(const names::Name& name, std::vector<Mention>* out) const {
  const Sentence& sentence = segments_.sentences[tokens_[name.first].sentence];
  Before(name, sentence, out);
  if (name.title_first > sentence.first + 1 && Mark(name.title_first - 1, ','))
    BeforeComma(name, sentence, out);
  After(name, sentence, out);
  Predicate(name, sentence, out);
}

Mention RoleFinder::BehindOrganisation(const names::Name& organisation) const {
  const Sentence& sentence = segments_.sentences[tokens_[organisation.first].sentence];
  if (organisation.first == sentence.first || (Of(organisation.first - 1) & names::kThe) == 0)
    return {};
  uint32_t t = organisation.last;
  if (t < sentence.last && tokens_[t].Is(segment::kClitic)) ++t;
  uint32_t end = t;
  while (end < sentence.last && Lower(end) && (Of(end) & names::kFunctionWord) == 0 &&
         ((Of(end) & names::kCueVerb) == 0 || (Of(end) & names::kRole) != 0) && end - t < 5) {
    ++end;
  }
  if (end == t || end >= sentence.last || (Of(end - 1) & names::kRole) == 0 ||
      (Of(end - 1) & names::kPlural) != 0)
    return {};
  // What follows has to be the verb of this subject, not a name.
  if (!Lower(end) || (Of(end) & (names::kPreposition | names::kAnd)) != 0) return {};
  return {SpanOf(organisation.first, end), "people/role-for-person"};
}

}  // namespace presscut::resolve
