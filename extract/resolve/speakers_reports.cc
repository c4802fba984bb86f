#include "extract/resolve/speakers_reports.h"

#include <algorithm>

namespace presscut::resolve {
namespace {

using enum ItemKind;

// Items between a verb and the "that" it brings in: "wrote in a letter to the minister on Monday
// that".
constexpr uint32_t kFarthestThat = 16;
// … and between it and a clause without "that".
constexpr uint32_t kFarthestClause = 12;
// Items of whom a verb tells or urges.
constexpr uint32_t kLongestWhom = 10;
// Items that may follow a reporting clause at a sentence's end: "Porter said on Monday".
constexpr uint32_t kLongestRest = 8;
// Items of a labelled paragraph, label included.
constexpr uint32_t kShortestSpeech = 5;
// Items of the name in "according to".
constexpr uint32_t kLongestSource = 30;

}  // namespace

bool ReportRules::Finite(uint32_t first, uint32_t i) const {
  const Item& item = items_[i];
  if (item.Is(kAuxiliary)) {
    const std::string_view word = Norm(i);
    return word != "being" && word != "having" && word != "be";
  }
  if (i == first) return false;
  const Item& before = items_[i - 1];
  if (item.Is(kCue)) return item.tag != 'i' && !item.bare;
  if (item.Is(kWord) || item.Is(kCueNoun) || item.Is(kNoun)) {
    // "he plans", "they both share", "he typically votes"
    uint32_t subject = i - 1;
    while (subject > first && (items_[subject].Is(kAdverb) || Norm(subject) == "both")) --subject;
    if (items_[subject].Is(kPronoun) && items_[subject].sort != 'o') return true;
  }
  if (!item.Is(kWord) || before.Is(kDeterminer) || before.possessive) return false;
  if (l_.Of(tokens_[item.first].word).Is(WordKind::kVerb)) return true;
  const std::string_view word = Norm(i);
  if (word.size() < 4) return false;
  if (word.ends_with("ed")) return true;
  if (!word.ends_with('s') || word.ends_with("ss")) return false;
  // "Porter also lacks"
  uint32_t subject = i - 1;
  while (subject > first && items_[subject].Is(kAdverb)) --subject;
  const Item& by = items_[subject];
  if (by.Is(kPerson) || by.Is(kOrganisation) || (by.Is(kNoun) && by.determined && !by.plural))
    return true;
  // "the place prides itself on"
  if (i + 1 >= end_ || !by.Is(kWord)) return false;
  return items_[i + 1].Is(kDeterminer) || Norm(i + 1) == "itself" || Norm(i + 1) == "himself" ||
         Norm(i + 1) == "herself";
}

bool ReportRules::HasVerb(uint32_t first, uint32_t last) const {
  for (uint32_t i = first; i < last; ++i) {
    if (Finite(first, i)) return true;
  }
  return false;
}

bool ReportRules::Predicates(uint32_t first, uint32_t last) const {
  bool inside = false;
  uint32_t comma = first;
  for (uint32_t i = first; i < last; ++i) {
    const Item& item = items_[i];
    if (item.Is(kComma)) {
      inside = false;
      comma = i;
    }
    if (item.Is(kRelative)) inside = true;
    // "said little about it when it was announced": the verb is another clause's. "the plan, if
    // adopted, would", "a decision on whether it goes would": one put in between is not looked at.
    const bool conjunction =
        item.Is(kConjunction) && !l_.Of(tokens_[item.first].word).Is(WordKind::kOpens);
    if (i > first && (conjunction || Subordinates(i))) {
      if (!items_[i - 1].Is(kComma) && !items_[i - 1].Is(kDash) && !TiesClause(i)) return false;
      inside = true;
    }
    if (inside || !Finite(first, i)) continue;
    // "said a prayer over them, Porter left"
    return comma == first || i == comma + 1 || !items_[i - 1].Mention() ||
           items_[i - 1].first > items_[comma + 1].last;
  }
  return false;
}

bool ReportRules::Subordinates(uint32_t i) const {
  if (!items_[i].Is(kPreposition)) return false;
  return l_.Of(tokens_[items_[i].first].word).Is(WordKind::kBringsClause) && Norm(i) != "than" &&
         Norm(i) != "like";
}

bool ReportRules::MainVerb(uint32_t first, uint32_t last) const {
  // "Porter, who has led the union,": the verb of a relative clause is none.
  bool inside = false;
  for (uint32_t i = first; i < last; ++i) {
    if (items_[i].Is(kComma)) inside = false;
    if (items_[i].Is(kRelative)) inside = true;
    if (!inside && Finite(first, i)) return true;
  }
  return false;
}

bool ReportRules::MainClause(uint32_t first, uint32_t last) const {
  const Item& item = items_[first];
  const bool sub =
      (item.Is(kConjunction) && !l_.Of(tokens_[item.first].word).Is(WordKind::kOpens)) ||
      Subordinates(first) || (item.Is(kCue) && item.tag == 'i');
  // "After the talks had failed, the union left": the clause behind the comma.
  while (sub && first < last && !items_[first].Is(kComma)) ++first;
  return MainVerb(first, last);
}

bool ReportRules::Clausal(const Clause& s, uint32_t first) const {
  for (uint32_t i = first; i < s.last; ++i) {
    const Item& item = items_[i];
    // "he and his staff"
    if (item.Is(kConjunction) && Norm(i) == "and" && i + 1 < s.last && BeginsClause(i + 1)) {
      ++i;
      continue;
    }
    if (item.Is(kComma) || item.Is(kRelative) || item.Is(kConjunction) || item.Is(kStop) ||
        item.Is(kDash) || item.Is(kQuote) ||
        (i > first && item.Is(kDeterminer) && Says(i, l_.that)) || Subordinates(i))
      return false;
    if (Finite(first, i)) return true;
  }
  return false;
}

bool ReportRules::Denied(const Clause& s, uint32_t cue) const {
  for (uint32_t i = cue; i-- > s.first && Small(i);) {
    const std::string_view word = Norm(i);
    if (word == "not" || word == "never" || word.ends_with("n't") || word == "cannot") return true;
  }
  return false;
}

bool ReportRules::TiesClause(uint32_t i) const {
  const Item& item = items_[i];
  if (item.Is(kDeterminer)) return Says(i, l_.that) && Norm(i) == "that";
  if (!item.Is(kConjunction)) return false;
  const std::string_view word = Norm(i);
  return word == "whether" || word == "how" || word == "why" || word == "what";
}

bool ReportRules::Infinitive(const Clause& s, uint32_t i) const {
  if (i + 1 >= s.last || !items_[i].Is(kPreposition) || !Says(i, l_.to)) return false;
  const Item& next = items_[i + 1];
  if (tokens_[next.first].Is(segment::kNumber)) return false;
  return next.Is(kWord) || next.Is(kCue) || next.Is(kAuxiliary) || next.Is(kAdverb) ||
         next.Is(kCueNoun) || (next.Is(kNoun) && !next.determined && !next.plural);
}

bool ReportRules::BeginsClause(uint32_t i) const {
  const Item& item = items_[i];
  return item.Is(kPronoun) || item.Is(kDeterminer) || item.Is(kPerson) || item.Is(kOrganisation) ||
         item.Is(kCapitals) || item.Is(kNoun);
}

uint32_t ReportRules::SkipWhom(const Clause& s, uint32_t at) const {
  const uint32_t end = std::min(s.last, at + kLongestWhom);
  uint32_t i = at;
  bool noun = false;
  for (; i < end; ++i) {
    const Item& item = items_[i];
    if (TiesClause(i)) break;
    if (noun && (item.Is(kPronoun) || item.Is(kDeterminer) || Speakable(i))) break;
    const bool him = i == at && item.Is(kWord) &&
                     (Norm(i) == "him" || Norm(i) == "them" || Norm(i) == "me" || Norm(i) == "us");
    if (him || item.Is(kPronoun) || item.Mention() || item.Is(kCapitals)) {
      noun = true;
      continue;
    }
    if (noun ||
        (!item.Is(kDeterminer) && !item.Is(kWord) && !item.possessive && !item.Is(kCueNoun)))
      break;
  }
  // "told me", "told reporters"
  return i;
}

uint32_t ReportRules::FindThat(const Clause& s, uint32_t at) const {
  const uint32_t end = std::min(s.last, at + kFarthestThat);
  for (uint32_t i = at; i < end; ++i) {
    if (TiesClause(i)) return i;
    const Item& item = items_[i];
    if (item.Is(kCue) || item.Is(kAuxiliary) || item.Is(kQuote) || item.Is(kStop) ||
        item.Is(kConjunction) || item.Is(kRelative) || (item.Is(kPronoun) && item.sort != 'o'))
      break;
    if (item.Is(kPreposition) &&
        (Says(i, l_.of) || Says(i, l_.for_) || Norm(i) == "about" || Norm(i) == "against"))
      break;
  }
  return s.last;
}

bool ReportRules::Tied(const Clause& s, uint32_t cue, uint32_t that) const {
  if (that + 2 >= s.last) return false;
  if (items_[that + 1].Is(kComma)) {
    // "said that, if it failed, he would go"
    return items_[that + 2].Is(kConjunction) || Subordinates(that + 2);
  }
  if (!items_[that].Is(kDeterminer)) return true;
  // "declined that assignment", "the provisions that benefit him", "the attacks that are likely"
  const bool relative = that > cue + 1 || items_[cue].tag == '3' || items_[cue].tag == 'p';
  if (relative && items_[that + 1].Is(kAuxiliary)) return false;
  return HasVerb(that + 1, s.last);
}

bool ReportRules::Named(const Clause& s, uint32_t cue) const {
  // "a librarian called Ann Smith"
  if (cue == s.first) return true;
  const Item& before = items_[cue - 1];
  return before.Is(kNoun) && before.determined && !before.definite;
}

bool ReportRules::Charge(const Clause& s, uint32_t at) const {
  const uint32_t end = std::min(s.last, at + kLongestWhom);
  for (uint32_t i = at + 1; i < end; ++i) {
    const Item& item = items_[i];
    if (item.Is(kStop) || item.Is(kQuote) || item.Is(kRelative)) return false;
    if (item.Is(kPreposition) && (Says(i, l_.of) || Says(i, l_.for_) || Says(i, l_.as)))
      return true;
  }
  return false;
}

uint32_t ReportRules::BareClause(const Clause& s, uint32_t at) const {
  const uint32_t end = std::min(s.last, at + kFarthestClause);
  uint32_t i = at;
  while (i < end && items_[i].Is(kAdverb) && !There(s, i)) ++i;
  while (i < end && items_[i].Is(kPreposition) && !Amount(s, i)) {
    // "in a telephone interview on Monday he"
    ++i;
    if (i < end && items_[i].Is(kDeterminer)) ++i;
    const uint32_t phrase = i;
    while (i < end && (items_[i].Is(kWord) || items_[i].Is(kCueNoun) || items_[i].Is(kAdverb) ||
                       (i == phrase && (items_[i].Is(kNoun) || items_[i].Is(kOrganisation) ||
                                        items_[i].Is(kCapitals) || items_[i].Is(kPerson)))))
      ++i;
    if (i == phrase) return s.last;
  }
  if (i >= end) return s.last;
  // "said millions lost their homes"
  bool word = false;
  for (uint32_t n = i; i == at && !word && n < end && n < i + 4 && items_[i].Is(kWord); ++n)
    word = Finite(i, n);
  return BeginsClause(i) || word || There(s, i) || Amount(s, i) ? i : s.last;
}

bool ReportRules::There(const Clause& s, uint32_t i) const {
  return items_[i].Is(kAdverb) && i + 1 < s.last && items_[i + 1].Is(kAuxiliary) &&
         Norm(i) == "there";
}

bool ReportRules::Amount(const Clause& s, uint32_t i) const {
  return items_[i].Is(kPreposition) && i + 1 < s.last &&
         (tokens_[items_[i + 1].first].Is(segment::kNumber) || Norm(i + 1) == "half");
}

bool ReportRules::WhomTo(const Clause& s, uint32_t at) const {
  const uint32_t end = std::min(s.last, at + kLongestWhom);
  for (uint32_t i = at; i < end; ++i) {
    if (i > at && Infinitive(s, i)) return true;
    const Item& item = items_[i];
    if (item.Is(kCue) || item.Is(kAuxiliary) || item.Is(kQuote) || item.Is(kStop) ||
        item.Is(kComma) || item.Is(kRelative) || TiesClause(i))
      return false;
  }
  return false;
}

uint32_t ReportRules::Begin(const Clause& s, uint32_t cue, std::string_view* rule) const {
  const Item& c = items_[cue];
  uint32_t at = cue + 1;
  while (at < s.last && items_[at].Is(kAdverb) && !There(s, at)) ++at;
  if (at >= s.last) return s.last;
  const WordKind& kind = l_.Of(tokens_[c.first].word);
  *rule = "quotes/reported-clause";
  if (TiesClause(at) && (c.sort != 'j' || items_[at].Is(kDeterminer)))
    return Tied(s, cue, at) ? at : s.last;
  // "asked if he would go"
  if (c.sort == 's' && items_[at].Is(kConjunction) && Norm(at) == "if") return at;
  if (kind.Is(WordKind::kDoubtful)) {
    // "the poll shows Porter has fallen": a document with a clause, and not "it shows a man".
    const bool clause =
        cue > s.first && items_[cue - 1].Is(kNoun) && items_[cue - 1].sort == 'd' &&
        BeginsClause(at) && Clausal(s, at) &&
        (items_[at].Is(kPerson) || items_[at].Is(kPronoun) || items_[at].Is(kOrganisation));
    *rule = "quotes/reported-without-that";
    return clause && c.sort == 's' ? at : s.last;
  }
  // "vowed (last month) to go on"
  uint32_t to = at;
  while (c.sort == 'c' && to < s.last && to < at + 3 &&
         (items_[to].Is(kWord) || items_[to].Is(kAdverb) || items_[to].Is(kDeterminer)))
    ++to;
  if (kind.Is(WordKind::kThing)) return s.last;
  if (c.sort == 'c' && Infinitive(s, to)) {
    *rule = "quotes/reported-intent";
    return to;
  }
  if (kind.Is(WordKind::kCalls) && at + 1 < s.last && items_[at].Is(kPreposition)) {
    *rule = "quotes/reported-call";
    if (Says(at, l_.for_)) return at + 1;
    return Norm(at) == "on" && WhomTo(s, at + 1) ? at + 1 : s.last;
  }
  if ((kind.Is(WordKind::kCharges) && BeginsClause(at) && Charge(s, at)) ||
      (kind.Is(WordKind::kCalls) && BeginsClause(at) && !Named(s, cue))) {
    *rule = "quotes/reported-judgement";
    return at;
  }
  if (kind.Is(WordKind::kUrges) && (BeginsClause(at) || items_[at].Is(kWord)) && WhomTo(s, at)) {
    *rule = "quotes/reported-urging";
    return at;
  }
  // "asked the minister whether", "asked members who"
  if (kind.Is(WordKind::kUrges) && c.sort == 's') {
    const uint32_t whom = SkipWhom(s, at);
    if (whom > at && whom + 1 < s.last &&
        ((items_[whom].Is(kConjunction) && (TiesClause(whom) || Norm(whom) == "if")) ||
         items_[whom].Is(kRelative))) {
      *rule = "quotes/reported-clause";
      return whom;
    }
  }
  if (c.tell) {
    const uint32_t whom = SkipWhom(s, at);
    if (whom == at) return s.last;
    if (whom < s.last && Infinitive(s, whom)) {
      *rule = "quotes/reported-urging";
      return at;
    }
    const uint32_t that = FindThat(s, whom);
    if (that < s.last) return Tied(s, cue, that) ? that : s.last;
    *rule = "quotes/reported-without-that";
    const uint32_t bare = BareClause(s, whom);
    return bare < s.last && Clausal(s, bare) ? bare : s.last;
  }
  if (items_[at].Is(kPreposition) || items_[at].Is(kComma) || at > cue + 1) {
    const uint32_t that = FindThat(s, at);
    if (that < s.last) {
      // "responded to reports that"
      const bool noun =
          items_[at].Is(kPreposition) && Says(at, l_.to) && items_[that - 1].Is(kCueNoun);
      return !noun && items_[that].Is(kDeterminer) && Tied(s, cue, that) ? that : s.last;
    }
  }
  if (c.sort == 'j') return s.last;
  // "said ending the talks now could be harmful": nothing but a clause follows it.
  if (at == cue + 1 && Says(cue) && !items_[at].Is(kPreposition) && !items_[at].Is(kComma) &&
      !items_[at].Is(kColon) && !items_[at].Is(kQuote) && !items_[at].Is(kDash) &&
      !items_[at].Is(kStop) && Predicates(at, End(s, at))) {
    // "said last week that she had called"
    if (Norm(at) == "last" || Norm(at) == "this") {
      const uint32_t that = FindThat(s, at);
      if (that < s.last && items_[that].Is(kDeterminer) && Tied(s, cue, that)) return that;
    }
    *rule = "quotes/reported-without-that";
    return at;
  }
  const uint32_t bare = BareClause(s, at);
  if (bare < s.last && !(c.sort != 's' && items_[bare].Is(kWord)) && Clausal(s, bare)) {
    *rule = "quotes/reported-without-that";
    return bare;
  }
  return s.last;
}

uint32_t ReportRules::End(const Clause& s, uint32_t first) const {
  for (uint32_t i = first + 1; i < s.last; ++i) {
    const Item& item = items_[i];
    if (item.Is(kStop) && Norm(i) == ";") return i;
    if (item.Is(kPreposition) && Says(i, l_.according)) return i;
    const bool mark = item.Is(kComma) || item.Is(kDash);
    uint32_t at = mark ? i + 1 : i;
    const bool joined = at < s.last && items_[at].Is(kConjunction) &&
                        l_.Of(tokens_[items_[at].first].word).Is(WordKind::kOpens);
    if (!mark && !joined) continue;
    if (joined) ++at;
    while (at < s.last && Small(at)) ++at;
    if (at >= s.last) return s.last;
    // ", but the deal was signed": what is told against it is the writer's.
    if (mark && joined && Norm(i + 1) == "but") return i;
    // ", adding that", "and warned"
    const Item& next = items_[at];
    if (next.Is(kCue) && !next.passive &&
        ((mark && next.tag == 'i') ||
         (Reports(at) && (mark || next.sort == 's' || next.sort == 'j'))))
      return i;
    // ", and the union said", ", Porter said"
    if (!mark || !Speakable(at)) continue;
    ++at;
    while (at < s.last && Small(at)) ++at;
    if (at < s.last && Reports(at) && items_[at].sort == 's') return i;
  }
  return s.last;
}

bool ReportRules::Trim(const Clause& s, uint32_t first, uint32_t* last) const {
  uint32_t end = std::min(*last, s.last);
  for (uint32_t i = first; i < end; ++i) {
    if (!items_[i].Is(kQuote)) continue;
    // "…, which he called "a mess"": quoted words with a clause of their own end it before that.
    uint32_t cut = i;
    bool cue = false;
    while (cut > first && !items_[cut].Is(kComma)) {
      --cut;
      cue |= items_[cut].Is(kCue);
    }
    if (!cue || cut == first || !HasVerb(first, cut)) return false;
    end = cut;
  }
  while (end > first && (items_[end - 1].Is(kComma) || items_[end - 1].Is(kStop) ||
                         items_[end - 1].Is(kDash) || items_[end - 1].Is(kConjunction)))
    --end;
  *last = end;
  return end > first;
}

bool ReportRules::Behind(const Clause& s, uint32_t cue, Report* out) const {
  const Item& c = items_[cue];
  if (c.passive || c.bare || (c.tag == 'p' && c.sort == 'j') || Denied(s, cue)) return false;
  // "disparaging remarks Trump had made"
  if (cue > s.first && items_[cue - 1].Is(kCue)) return false;
  std::string_view rule;
  const uint32_t first = Begin(s, cue, &rule);
  if (first >= s.last) return false;
  const uint32_t speaker = rules_.SubjectOf(s, cue);
  if (speaker == kNobody || (speaker > cue && c.tag != 'i')) return false;
  const Item& by = items_[speaker];
  if (by.Is(kPronoun) && (by.sort == '1' || by.sort == '2')) return false;
  if (Norm(speaker) == "Nobody" || Norm(speaker) == "nobody") return false;
  // "voters in six states": no verb of theirs.
  if (c.tag == '3' && (by.plural || (by.Is(kPronoun) && by.sort == 'o'))) return false;
  // "what Porter says the plan would do"
  if (speaker > s.first && items_[speaker - 1].Is(kConjunction) && TiesClause(speaker - 1))
    return false;
  uint32_t last = End(s, first);
  // "Citing a report, Porter left", "While Porter said it had failed, the union went on"
  uint32_t main = speaker > first ? speaker : rules_.MainClause(s);
  while (main > first && !items_[main].Is(kComma)) --main;
  if (main > first) last = std::min(last, main);
  // "Porter, who said it had failed, left": the comma that closes the relative clause.
  uint32_t relative = cue;
  while (relative > s.first && Small(relative - 1)) --relative;
  if (relative > s.first + 1 && items_[relative - 1].Is(kRelative) &&
      items_[relative - 2].Is(kComma)) {
    for (uint32_t i = first; i + 1 < last; ++i) {
      if (items_[i].Is(kComma) && !items_[i + 1].Is(kConjunction)) last = i;
    }
  }
  if (!Trim(s, first, &last) || last < first + 2) return false;
  out->by = {speaker, cue, rule};
  out->first = first;
  out->last = last;
  return true;
}

bool ReportRules::Inverted(const Clause& s, uint32_t i) const {
  // "…, said Porter on Monday", and not "Porter, the mayor, declared a state of emergency".
  const bool ends = i + 1 >= s.last || items_[i + 1].Is(kComma) || items_[i + 1].Is(kStop);
  if (!items_[i].Is(kNoun)) return ends || !items_[i + 1].Is(kWord);
  return ends ||
         ((items_[i].sort == 'r' || items_[i].sort == 'p') && items_[i + 1].Is(kPreposition));
}

bool ReportRules::InFront(const Clause& s, uint32_t cue, Report* out) const {
  const Item& c = items_[cue];
  // ", the poll found."
  const bool ends = cue + 1 == s.last || items_[cue + 1].Is(kStop);
  if (c.sort != 's' || c.passive || c.bare || c.tag == 'i' || cue < s.first + 3 || Denied(s, cue) ||
      (!ends && l_.Of(tokens_[c.first].word).Is(WordKind::kDoubtful)))
    return false;
  uint32_t at = cue;
  while (at > s.first && Small(at - 1)) --at;
  uint32_t comma = 0, speaker = kNobody;
  uint32_t rest = cue + 1;
  bool inverted = false;
  if (at >= s.first + 2 && Speakable(at - 1)) {
    comma = at - 2;
    // ", election officials said"
    for (uint32_t n = 0; n < 3 && items_[at - 1].Is(kNoun) && !items_[at - 1].determined &&
                         items_[comma].Is(kWord) && comma > s.first;
         ++n)
      --comma;
    if (items_[comma].Is(kDeterminer) && comma > s.first) --comma;
    speaker = at - 1;
  } else if (at > s.first && items_[at - 1].Is(kComma) && !c.tell) {
    comma = at - 1;
    // ", said Porter", ", Mark Porter, the chairman, said"
    uint32_t next = cue + 1;
    while (next < s.last && (items_[next].Is(kDeterminer) || items_[next].Is(kWord)) &&
           next < cue + 6)
      ++next;
    if (next < s.last && Speakable(next) && Inverted(s, next)) {
      speaker = next;
      rest = next + 1;
      inverted = true;
    } else {
      speaker = rules_.SubjectOf(s, cue);
      if (speaker == kNobody || speaker >= cue || speaker < s.first + 2) return false;
      comma = speaker - 1;
      if (items_[comma].Is(kDeterminer)) --comma;
    }
  }
  if (speaker == kNobody || !items_[comma].Is(kComma)) return false;
  // What follows is no clause: "Porter said on Monday", "… told the BBC".
  if (!inverted && rest < s.last && !c.tell && !items_[rest].Is(kAdverb) &&
      !items_[rest].Is(kPreposition) && !items_[rest].Is(kComma) && !items_[rest].Is(kStop) &&
      !items_[rest].Is(kDash) && !(items_[rest].Is(kWord) && rest + 1 >= s.last))
    return false;
  uint32_t end = rest;
  while (end < s.last && !items_[end].Is(kComma) && !items_[end].Is(kStop)) {
    if (items_[end].Is(kQuote) || TiesClause(end) || items_[end].Is(kAuxiliary)) return false;
    ++end;
  }
  if (end - rest > kLongestRest) return false;
  const uint32_t first = s.first;
  if (comma <= first) return false;
  // "The plan, Porter said, has failed": what stands in front need be no clause.
  const bool between =
      !inverted && end + 2 < s.last && items_[end].Is(kComma) && !items_[end + 1].Is(kQuote);
  if (!between && !MainClause(first, comma)) return false;
  uint32_t last = comma;
  if (!Trim(s, first, &last) || last != comma) return false;
  out->by = {speaker, cue, "quotes/reported-at-end"};
  out->first = first;
  out->last = last;
  if (!between) return true;
  uint32_t more = End(s, end + 1);
  if (items_[end + 1].Is(kRelative) || (items_[end + 1].Is(kCue) && items_[end + 1].tag == 'i') ||
      !Trim(s, end + 1, &more))
    return MainClause(first, comma);
  out->by.rule = "quotes/reported-around";
  out->more_first = end + 1;
  out->more_last = more;
  return true;
}

bool ReportRules::According(const Clause& s, uint32_t at, Report* out) const {
  if (at + 2 >= s.last || !items_[at].Is(kPreposition) || !Says(at, l_.according) ||
      !Says(at + 1, l_.to))
    return false;
  Attribution by = rules_.AccordingTo(s, at);
  if (!by.found()) return false;
  by.rule = "quotes/reported-according-to";
  out->by = by;
  if (at > s.first + 2) {
    uint32_t last = at;
    if (!Trim(s, s.first, &last)) return false;
    out->first = s.first;
    out->last = last;
    if (HasVerb(s.first, last)) return true;
    // "The plan, according to Porter, has failed."
    uint32_t comma = at + 3;
    while (comma < s.last && !items_[comma].Is(kComma)) ++comma;
    out->more_last = s.last;
    if (comma + 2 >= s.last || !HasVerb(comma + 1, s.last) || !Trim(s, comma + 1, &out->more_last))
      return false;
    out->more_first = comma + 1;
    return true;
  }
  // "According to Mark Porter, the chairman, the plan has failed."
  for (uint32_t i = at + 3; i < std::min(s.last, at + kLongestSource); ++i) {
    if (!items_[i].Is(kComma)) continue;
    uint32_t next = i + 1;
    while (next < s.last && !items_[next].Is(kComma)) ++next;
    if (!HasVerb(i + 1, next) && next < s.last) continue;
    uint32_t last = s.last;
    if (!Trim(s, i + 1, &last)) return false;
    out->first = i + 1;
    out->last = last;
    return true;
  }
  return false;
}

bool ReportRules::Nominal(const Clause& s, uint32_t noun, Report* out) const {
  if (noun + 2 >= s.last || !TiesClause(noun + 1)) return false;
  Attribution by = rules_.Nominal(s, noun + 1);
  if (!by.found() || by.cue != noun) return false;
  uint32_t last = End(s, noun + 1);
  // "Porter's claim that it had failed was wrong": the verb of the sentence ends what was claimed.
  bool verb = false;
  for (uint32_t i = noun + 2; by.speaker == s.first && i < last; ++i) {
    if (verb && items_[i].Is(kAuxiliary) && !Small(i - 1) && !items_[i - 1].Is(kPronoun) &&
        !items_[i - 1].Is(kRelative) && !items_[i - 1].Is(kConjunction))
      last = i;
    verb |= Finite(noun + 2, i);
  }
  if (!Trim(s, noun + 1, &last)) return false;
  by.rule = "quotes/reported-nominal";
  out->by = by;
  out->first = noun + 1;
  out->last = last;
  return true;
}

bool ReportRules::Quotes(const Clause& s, uint32_t cue) const {
  if (!s.quotes) return false;
  const uint32_t begin = tokens_[items_[cue].first].begin;
  for (uint32_t i = s.first; i < s.last; ++i) {
    if (!items_[i].Is(kQuote)) continue;
    const std::optional<NormSpan>& its = quotes_[items_[i].entity].cue;
    if (its && its->begin == begin) return true;
  }
  return false;
}

bool ReportRules::Labelled(const Clause& paragraph, Report* out) const {
  const uint32_t first = paragraph.first, last = paragraph.last;
  if (last < first + kShortestSpeech || !items_[first + 1].Is(kColon) || paragraph.quotes)
    return false;
  const Item& name = items_[first];
  if ((!name.Is(kPerson) && !name.Is(kOrganisation)) || name.possessive) return false;
  uint32_t end = last;
  if (!HasVerb(first + 2, last) || !Trim(paragraph, first + 2, &end)) return false;
  out->by = {first, first + 1, "quotes/reported-label"};
  out->first = first + 2;
  out->last = end;
  return true;
}

void ReportRules::InSentence(const Clause& s, std::vector<Report>* out) const {
  uint32_t free = s.first;  // what stands before it is reported already
  for (uint32_t i = s.first; i < s.last; ++i) {
    const Item& item = items_[i];
    Report report;
    bool found = false;
    if (item.Is(kCue) && !Quotes(s, i)) {
      found = (free == s.first && InFront(s, i, &report)) || Behind(s, i, &report);
    } else if (item.Is(kPreposition)) {
      found = free == s.first && According(s, i, &report);
    } else if (item.Is(kCueNoun)) {
      found = Nominal(s, i, &report);
    }
    if (!found || report.first < free) continue;
    out->push_back(report);
    free = std::max({report.last, report.more_last, i + 1});
    i = free - 1;
  }
}

}  // namespace presscut::resolve
