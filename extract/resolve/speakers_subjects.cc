// What a sentence is about, and who does what one of its verbs says.

#include <algorithm>
#include <string_view>

#include "extract/resolve/speakers_rules.h"

namespace presscut::resolve {

using enum ItemKind;

uint32_t ClauseRules::WithName(const Clause& s, uint32_t i) const {
  // "said the union's chairman, Mark Porter"; "a resident, Ann Smith, said".
  if (items_[i].Is(kNoun) && i + 2 < s.last && items_[i + 1].Is(kComma) &&
      items_[i + 2].Is(kPerson) && items_[i + 2].Mention()) {
    const uint32_t next = i + 3;
    if (next >= s.last || !items_[next].Is(kCue)) return i + 2;
  }
  // "wrote the ambassador at the time, Ann Smith."
  if (items_[i].Is(kNoun) && i + 1 < s.last && items_[i + 1].Is(kPreposition)) {
    uint32_t at = i + 2;
    while (at < s.last && at < i + 5 && (items_[at].Is(kDeterminer) || items_[at].Is(kWord))) ++at;
    if (at + 1 < s.last && items_[at].Is(kComma) && items_[at + 1].Is(kPerson) &&
        items_[at + 1].Mention() &&
        (at + 2 >= s.last || items_[at + 2].Is(kStop) || items_[at + 2].Is(kComma)))
      return at + 1;
  }
  return i;
}

bool ClauseRules::AfterPreposition(const Clause& s, uint32_t i, bool of_clauses) const {
  // In "To that he replied" the preposition has what it brings in.
  const bool alone = items_[i].Is(kPronoun) && items_[i].sort != 'o';
  while (i > s.first && !alone &&
         (items_[i - 1].Is(kDeterminer) || items_[i - 1].Is(kWord) || items_[i - 1].possessive) &&
         !(items_[i - 1].Is(kWord) && !items_[i].Is(kCapitals) && !items_[i].Is(kPerson) &&
           !items_[i].Is(kOrganisation)))
    --i;
  if (i == s.first || !items_[i - 1].Is(kPreposition)) return false;
  // "after Clinton argued": the preposition brings in a clause of its own.
  return !of_clauses || !l_.Of(tokens_[items_[i - 1].first].word).Is(WordKind::kBringsClause);
}

uint32_t ClauseRules::MainClause(const Clause& s) const {
  const Item& first = items_[s.first];
  if (first.Is(kWord)) {
    const std::string_view word = Norm(first.first);
    if (!word.ends_with("ing") && !word.ends_with("ed")) return s.first;
  } else if (!first.Is(kConjunction) && !first.Is(kPreposition) && !first.Is(kCue)) {
    return s.first;
  }
  // "But", "And" open a main clause.
  const segment::Token& token = tokens_[first.first];
  if (token.Is(segment::kCapital) && !token.Is(segment::kAllCaps) &&
      l_.Of(token.word).Is(WordKind::kOpens)) {
    return s.first;
  }
  for (uint32_t i = s.first + 1; i + 1 < s.last; ++i) {
    if (items_[i].Is(kQuote)) break;
    if (!items_[i].Is(kComma)) continue;
    // "…, The Blaze's Matt Walsh said"
    uint32_t at = i + 1;
    while (at < s.last && at < i + 5 && !Speakable(at) &&
           (items_[at].Is(kDeterminer) || items_[at].possessive || items_[at].Is(kWord))) {
      ++at;
    }
    if (at + 1 >= s.last || !Speakable(at)) continue;
    const ItemKind next = items_[at + 1].kind;
    if ((next == kComma && !items_[at].Is(kPerson)) || next == kConjunction) continue;
    return at;
  }
  return s.first;
}

uint32_t ClauseRules::MainSubject(const Clause& s, uint32_t before) const {
  uint32_t from = MainClause(s);
  if (from >= before) from = s.first;
  for (uint32_t i = from; i < std::min(before, s.last); ++i) {
    if (!Speakable(i)) continue;
    // "one of them", "you": anybody.
    if (items_[i].Is(kPronoun) && (items_[i].sort == 'o' || items_[i].sort == '2')) continue;
    if (items_[i].Is(kCapitals)) {
      // A name that is neither a person nor a body here: only where a subject begins its clause.
      if (i + 1 >= s.last) continue;
      const ItemKind next = items_[i + 1].kind;
      const bool begins = i == from || (i == from + 1 && items_[from].Is(kDeterminer));
      if (next != kCue && next != kAuxiliary && next != kAdverb &&
          !(begins && (next == kComma || next == kWord || next == kPreposition)))
        continue;
    }
    if (AfterPreposition(s, i, false)) continue;
    if (items_[i].Is(kPronoun) && items_[i].sort == 'n' && i + 1 < s.last &&
        items_[i + 1].Is(kAuxiliary) && i == s.first) {
      continue;  // "It is …" is about nobody
    }
    return WithName(s, i);
  }
  return kNobody;
}

uint32_t ClauseRules::SubjectAfter(const Clause& s, uint32_t cue) const {
  uint32_t i = SkipSmall(cue + 1, s.last);
  // "said former Pennsylvania governor Ed Rendell": nothing but names and words up to the last of
  // them.
  uint32_t found = kNobody;
  for (uint32_t n = 0; i < s.last && n < 8; ++i, ++n) {
    const Item& item = items_[i];
    if (Speakable(i)) {
      found = i;
      // "one reviewer in Rolling Stone" is complete.
      if (item.Is(kPerson) || item.Is(kPronoun) ||
          (item.Is(kNoun) && item.name_last > item.head + 1))
        break;
    } else if (found != kNobody && items_[found].Is(kNoun) && Joins(i) && i + 1 < s.last &&
               items_[i + 1].Is(kPerson) && items_[i + 1].name_first > items_[i + 1].first) {
      // "said founder and director Ann Smith"
      found = i + 1;
      break;
    } else if (!item.Is(kWord) && !item.Is(kDeterminer) && !item.Is(kCueNoun) && !item.possessive) {
      break;
    }
  }
  return found == kNobody ? kNobody : WithName(s, found);
}

bool ClauseRules::Apposition(uint32_t first, uint32_t last) const {
  if (first >= last) return true;
  if (items_[first].Is(kRelative) || Says(first, l_.whose)) return true;
  // "Porter, sounding as if you were deaf, said"
  if (items_[first].Is(kWord) && Norm(items_[first].first).ends_with("ing")) return true;
  if (items_[first].Is(kConjunction)) return false;
  for (uint32_t i = first; i < last; ++i) {
    if (items_[i].Is(kRelative)) return true;
    if (items_[i].Is(kAuxiliary) || (items_[i].Is(kPronoun) && items_[i].sort != 'o')) return false;
  }
  return true;
}

uint32_t ClauseRules::Left(const Clause& s, uint32_t i) const {
  if (i > s.first && items_[i - 1].Is(kClose)) {
    while (i > s.first && !items_[i - 1].Is(kOpen)) --i;
    if (i > s.first) --i;
  }
  return i > s.first && Speakable(i - 1) ? i - 1 : kNobody;
}

bool ClauseRules::Document(const Clause& s, uint32_t i) const {
  if (!items_[i].Is(kNoun) || items_[i].sort != 'd') return false;
  const uint32_t main = MainSubject(s, i);
  return main != kNobody && main != i && !items_[main].Is(kNoun);
}

uint32_t ClauseRules::SubjectBefore(const Clause& s, uint32_t cue) const {
  // Every quotation of a sentence asks again.
  uint32_t& subject = items_[cue].subject;
  if (subject == Item::kUnasked) subject = FindSubjectBefore(s, cue);
  return subject;
}

uint32_t ClauseRules::Participial(const Clause& s, uint32_t cue) const {
  // "…, Porter said, adding"
  if (cue >= s.first + 3 && items_[cue - 2].Is(kCue) && items_[cue - 2].sort == 's' &&
      !items_[cue - 2].passive)
    return SubjectBefore(s, cue - 2);
  // "…," wrote Porter, adding
  if (cue >= s.first + 4 && items_[cue - 2].Mention() && items_[cue - 3].Is(kCue) &&
      items_[cue - 3].sort == 's' && items_[cue - 3].tag != 'i' && !items_[cue - 3].tell &&
      !items_[cue - 3].passive && (items_[cue - 4].Is(kQuote) || items_[cue - 4].Is(kComma)))
    return cue - 2;
  // A clause of its own in between has a subject of its own; "her and the party, saying" is none.
  for (uint32_t i = cue; i-- > s.first;) {
    // "Ann Smith (I-Vt.) spoke of her rival, Mark Porter, saying"
    if (items_[i].Is(kClose)) {
      while (i > s.first && !items_[i].Is(kOpen)) --i;
      continue;
    }
    if (items_[i].Is(kStop) || items_[i].Is(kDash) || items_[i].Is(kOpen)) return kNobody;
    if (items_[i].Is(kConjunction) && i + 1 < cue && Speakable(i + 1) && !items_[i + 2].Is(kComma))
      return kNobody;
  }
  const uint32_t main = MainSubject(s, cue);
  return main != kNobody && main < cue && (items_[main].Is(kPerson) || items_[main].Is(kPronoun))
             ? main
             : kNobody;
}

uint32_t ClauseRules::ClauseSubject(const Clause& s, uint32_t end) const {
  // "When asked about it, Ann Smith smiled and said": the clause of "smiled" begins with its
  // subject.
  if (end < s.first + 3 || !items_[end - 1].Is(kConjunction)) return kNobody;
  for (uint32_t i = end - 1; i-- > s.first;) {
    const Item& item = items_[i];
    if (item.Is(kQuote) || item.Is(kStop) || item.Is(kCue) || item.Is(kConjunction)) break;
    if (!item.Is(kComma)) continue;
    uint32_t at = i + 1;
    if (items_[at].Is(kDeterminer)) ++at;
    if (!Speakable(at) || !items_[SkipSmall(at + 1, end)].Is(kWord)) break;
    return at;
  }
  return kNobody;
}

uint32_t ClauseRules::FindSubjectBefore(const Clause& s, uint32_t cue) const {
  // "Porter spoke, scolding Hill and Smith and saying": one subject for both.
  if (items_[cue].tag == 'i' && cue > s.first + 3 && Joins(cue - 1)) {
    for (uint32_t c = cue - 2; c > s.first + 1; --c) {
      if (items_[c].Is(kQuote) || items_[c].Is(kStop)) break;
      if (!items_[c - 1].Is(kComma)) continue;
      const bool ing = items_[c].Is(kCue)
                           ? items_[c].tag == 'i'
                           : items_[c].Is(kWord) && Norm(items_[c].first).ends_with("ing");
      if (!ing) break;
      const uint32_t main = Participial(s, c);
      if (main != kNobody) return main;
      break;
    }
  }
  // "…," he said adding that
  if (items_[cue].tag == 'i' && cue > s.first + 1 && items_[cue - 1].Is(kCue) &&
      items_[cue - 1].sort == 's' && items_[cue - 1].tag != 'i' && !items_[cue - 1].passive)
    return SubjectBefore(s, cue - 1);
  uint32_t i = cue;
  bool chain = items_[cue].bare;
  for (uint32_t steps = 0; i > s.first && steps < 40; ++steps) {
    const Item& item = items_[i - 1];
    if (item.Is(kAuxiliary) || item.Is(kAdverb)) {
      --i;
      continue;
    }
    if (item.Is(kPreposition) && (Says(i - 1, l_.to) || Says(i - 1, l_.as))) {
      // "went on to say", "was quoted as saying": the verb before it has the same subject.
      chain = true;
      --i;
      continue;
    }
    if (chain && (item.Is(kWord) || item.Is(kCue) || item.Is(kPreposition))) {
      --i;
      continue;
    }
    if (Speakable(i - 1)) {
      // "a number of people in London said": the phrase's head, not what its preposition brings in.
      if (AfterPreposition(s, i - 1, true)) {
        uint32_t with = i - 2;
        if (items_[with].Is(kDeterminer) && with > s.first) --with;
        // "with Porter saying", "footage of Porter saying"
        const bool of = with == i - 2 && Says(with, l_.of) && i == cue;
        if (items_[cue].tag == 'i' && (of || Says(with, l_.with))) return i - 1;
        // "marching alongside protesters chanting"
        if (items_[cue].tag == 'i' && items_[cue].sort == 's' && i == cue && items_[i - 1].plural &&
            items_[i - 1].Is(kNoun) && items_[i - 1].sort == 'p' &&
            (Says(with, l_.from) || Norm(items_[with].first) == "alongside"))
          return i - 1;
        if (i - 2 > s.first && items_[i - 3].Mention()) return i - 3;
        break;
      }
      // "The two issued a statement describing …": the document belongs to whoever made it.
      if (items_[cue].tag == 'i' && Document(s, i - 1)) break;
      return i - 1;
    }
    if (item.Is(kClose)) {
      uint32_t open = i - 1;
      while (open > s.first && !items_[open].Is(kOpen)) --open;
      if (!items_[open].Is(kOpen)) break;
      i = open;
      continue;
    }
    if (item.Is(kRelative)) {
      uint32_t at = i - 1;
      if (at > s.first && items_[at - 1].Is(kComma)) --at;
      if (at > s.first && items_[at - 1].Mention() && !Document(s, at - 1)) return at - 1;
      // "The minister spoke of the stickers on cars that say": several things, and not he.
      if (i == cue && items_[cue].tag == 'p' && !items_[cue].bare) return kNobody;
      break;
    }
    if (item.Is(kComma) || item.Is(kDash)) {
      const ItemKind mark = item.kind;
      // "John Kasich (R-Ohio), said"
      if (i - 1 > s.first && items_[i - 2].Is(kClose)) {
        const uint32_t head = Left(s, i - 1);
        if (head != kNobody && items_[head].Is(kPerson)) return head;
      }
      // "Porter spoke of his rival, Ann Smith, saying": what the sentence is about speaks.
      const bool having =
          i + 1 == cue && items_[i].Is(kAuxiliary) && Norm(items_[i].first) == "having";
      if ((items_[cue].tag == 'i' && i == cue) || having) {
        const uint32_t main = Participial(s, cue);
        if (main != kNobody) return main;
      }
      // Between two marks: an apposition, behind its head or in front of it. Appositions of
      // appositions ("Ann Smith, a doctor in Leeds, who runs a theatre, said") lead back to a name.
      const uint32_t end = i - 1;
      uint32_t nearest = kNobody;
      for (uint32_t open = end; open-- > s.first && end - open < kLongestApposition;) {
        if (items_[open].Is(kQuote) || items_[open].Is(kStop)) break;
        if (!items_[open].Is(mark) || open == s.first) continue;
        const uint32_t head = Left(s, open);
        if (head == kNobody) continue;
        if (!Apposition(open + 1, end)) break;
        // "the union's chairman, Mark Porter, said", "the manager, a wonderful man called Henk
        // Zalm, wrote"
        if (items_[head].Is(kNoun) && open + 1 < end && items_[end - 1].Is(kPerson) &&
            items_[end - 1].Mention() && !AfterPreposition(s, end - 1, false)) {
          return end - 1;
        }
        if (AfterPreposition(s, head, true)) continue;
        if (items_[head].Is(kPerson) || items_[head].Is(kPronoun)) return head;
        // "Ann Smith, a doctor in Leeds -- she runs a theatre too -- said"
        if (mark == kDash && head >= s.first + 2 && items_[head].Is(kNoun) &&
            items_[head - 1].Is(kComma) && items_[head - 2].Is(kPerson) &&
            items_[head - 2].Mention())
          return head - 2;
        const bool begins = head == s.first || items_[head - 1].Is(kConjunction);
        if (begins) return head;
        if (nearest == kNobody && !items_[head].Is(kCapitals)) nearest = head;
      }
      if (nearest != kNobody) return nearest;
      break;
    }
    break;
  }
  if (const uint32_t subject = ClauseSubject(s, i); subject != kNobody) return subject;
  // "… and said", "…, adding": the subject of the verb before it, or what the sentence is about.
  for (uint32_t c = cue; c-- > s.first;) {
    if (items_[c].Is(kCue) && !items_[c].passive && items_[c].tag != 'p' && c + 1 != cue) {
      if (c == s.first || items_[c - 1].Is(kQuote) ||
          (items_[c - 1].Is(kComma) && c - 1 > s.first && items_[c - 2].Is(kQuote))) {
        const uint32_t after = SubjectAfter(s, c);
        if (after != kNobody && after < cue) return after;
      }
      uint32_t at = c;
      while (at > s.first && (items_[at - 1].Is(kAuxiliary) || items_[at - 1].Is(kAdverb))) --at;
      if (at > s.first && items_[at - 1].Mention() &&
          (at - 1 == s.first || !AfterPreposition(s, at - 1, true) ||
           (items_[c].tag == 'i' && Says(at - 2, l_.with)))) {
        // "Porter issued a statement saying … and said"
        return items_[c].tag == 'i' && Document(s, at - 1) ? MainSubject(s, c) : at - 1;
      }
      // "Suu Kyi, 70, said it was early but added"
      if (at > s.first && items_[at - 1].Is(kComma) && items_[c].sort == 's')
        return SubjectBefore(s, c);
    }
    // A clause of its own: "… but the union said".
    if (items_[c].Is(kStop)) break;
    if (items_[c].Is(kConjunction) && c + 1 < cue && items_[c + 1].Mention()) {
      // "meet for drinks and speakers, but said"
      if (c + 3 < cue && items_[c + 2].Is(kComma) && items_[c + 3].Is(kConjunction)) continue;
      // "Netanyahu and other leaders": one subject.
      if (c > s.first && Speakable(c - 1) && MainSubject(s, cue) == c - 1) return c - 1;
      return WithName(s, c + 1);
    }
  }
  return MainSubject(s, cue);
}

bool ClauseRules::Someone(uint32_t i) const {
  const Item& item = items_[i];
  return item.Mention() &&
         (item.Is(kPerson) || item.Is(kOrganisation) || (item.Is(kNoun) && item.determined));
}

bool ClauseRules::Joins(uint32_t i) const { return items_[i].Is(kConjunction) && Says(i, l_.and_); }

uint32_t ClauseRules::FirstJoint(const Clause& s, const Attribution& a) const {
  uint32_t i = a.speaker;
  // "Mark Porter, Hugh Hill and Ann Smith": names only, for a role may stand beside its name.
  while (i >= s.first + 2 && Someone(i - 2) &&
         (Joins(i - 1) || (i < a.speaker && items_[i - 1].Is(kComma) && items_[i].Is(kPerson) &&
                           items_[i - 2].Is(kPerson))))
    i -= 2;
  // In "Hill met Porter and Smith said", one speaks: they begin their clause.
  if (i == s.first || i - 1 == a.cue) return i;
  const ItemKind before = items_[i - 1].kind;
  return before == kComma || before == kQuote || before == kConjunction || before == kColon
             ? i
             : a.speaker;
}

uint32_t ClauseRules::LastJoint(const Clause& s, const Attribution& a) const {
  uint32_t i = a.speaker;
  while (i + 2 < s.last && Joins(i + 1) && Someone(i + 2)) i += 2;
  // Up to their verb, or to the end of their clause where the verb stands before them.
  const uint32_t next = SkipSmall(i + 1, s.last);
  if (next == a.cue) return i;
  if (a.cue == kNobody || a.cue > a.speaker || SkipSmall(a.cue + 1, s.last) != a.speaker)
    return a.speaker;
  const bool ends = next == s.last || items_[next].Is(kComma) || items_[next].Is(kStop) ||
                    items_[next].Is(kQuote) || items_[next].Is(kPreposition);
  return ends ? i : a.speaker;
}

uint32_t ClauseRules::SubjectOf(const Clause& s, uint32_t cue) const {
  const Item& c = items_[cue];
  // "Calling the plan "a mess", Porter left": the subject stands behind the comma.
  // So does that of "After calling the plan "a mess," Porter left".
  const bool opens = cue == s.first || (cue == s.first + 1 && items_[s.first].Is(kPreposition));
  if (opens && c.tag == 'i') {
    for (uint32_t i = cue + 1; i + 1 < s.last; ++i) {
      const bool ends = items_[i].Is(kComma) || (items_[i].Is(kQuote) && EndMark(i) == ',');
      if (ends && Speakable(i + 1)) return WithName(s, i + 1);
    }
  }
  // `"…," said Porter`, "Said Porter: …": the verb comes first.
  uint32_t at = cue;
  while (at > s.first && (items_[at - 1].Is(kAdverb) || items_[at - 1].Is(kAuxiliary))) --at;
  const bool first = at == s.first || items_[at - 1].Is(kQuote) ||
                     (items_[at - 1].Is(kComma) && at - 1 > s.first &&
                      (items_[at - 2].Is(kQuote) || at - 2 == s.first));
  if (c.tag != 'i' && !c.tell && (first || (items_[at - 1].Is(kComma) && c.sort == 's'))) {
    const uint32_t after = SubjectAfter(s, cue);
    // "Because of the schedule, explained Rosenberg, "…""
    const bool closed = after != kNobody && after + 1 < s.last && items_[after + 1].Is(kComma) &&
                        !items_[after].Is(kPronoun);
    if (after != kNobody && (first || closed)) return after;
  }
  return SubjectBefore(s, cue);
}

}  // namespace presscut::resolve
