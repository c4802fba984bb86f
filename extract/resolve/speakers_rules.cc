#include "extract/resolve/speakers_rules.h"

#include <algorithm>

namespace presscut::resolve {
namespace {

// Items between a verb and the words it brings in that still are next to it: "said of the plan that
// it was".
constexpr uint32_t kNear = 4;

using enum ItemKind;

}  // namespace

bool ClauseRules::WrittenAtStart(uint32_t i, std::string_view word) const {
  const std::string_view norm = Norm(items_[i].first);
  return norm.size() == word.size() && (norm[0] | 0x20) == word[0] &&
         norm.substr(1) == word.substr(1);
}

bool ClauseRules::BeginsWithCapital(uint32_t quote) const {
  const Item& q = items_[quote];
  for (uint32_t t = q.first; t < q.last && t < q.first + 3; ++t) {
    if (tokens_[t].Is(segment::kWord)) return tokens_[t].Is(segment::kCapital);
  }
  return false;
}

bool ClauseRules::PastLook(const Item& item) const {
  if (!item.Is(kWord)) return false;
  const std::string_view word = Norm(item.first);
  return word.size() > 3 && word.ends_with("ed");
}

bool ClauseRules::VerbLook(const Clause& s, uint32_t i) const {
  if (!PastLook(items_[i]) || i + 1 >= s.last) return false;
  const ItemKind next = items_[i + 1].kind;
  return next == kPreposition || next == kDeterminer || next == kComma || next == kPronoun ||
         next == kPerson || next == kAdverb;
}

char ClauseRules::EndMark(uint32_t quote) const {
  const Item& q = items_[quote];
  for (uint32_t t = q.last; t > q.first; --t) {
    if (tokens_[t - 1].Is(segment::kQuote)) continue;
    if (!tokens_[t - 1].Is(segment::kMark)) return 0;
    const std::string_view mark = Norm(t - 1);
    return mark == "—" ? '-' : mark[0];
  }
  return 0;
}

uint32_t ClauseRules::SkipSmall(uint32_t i, uint32_t end) const {
  while (i < end && (items_[i].Is(kAdverb) || items_[i].Is(kAuxiliary))) ++i;
  return i;
}

Attribution ClauseRules::Label(const Clause& s, uint32_t q) const {
  // "PORTER: …" at the line's start.
  if (q == s.first + 2 && items_[q - 1].Is(kColon) &&
      (items_[s.first].Is(kPerson) || items_[s.first].Is(kOrganisation) ||
       items_[s.first].Is(kCapitals))) {
    return {s.first, q - 1, "quotes/label"};
  }
  // "BBC Two controller Roly Keating: …"
  if (q > s.first + 2 && items_[q - 1].Is(kColon) && items_[q - 2].Is(kPerson) &&
      Speakable(q - 2)) {
    // "PORTER UNLOADS ON SMITH: …": capitals throughout tell no role from a verb.
    const std::string_view name = norm_.substr(tokens_[items_[q - 2].first].begin, 2);
    uint32_t i = name[1] >= 'A' && name[1] <= 'Z' ? q : s.first;
    while (i < q - 2 &&
           (items_[i].Is(kWord) || items_[i].Is(kNoun) || items_[i].Is(kOrganisation) ||
            items_[i].Is(kCapitals) || items_[i].Is(kDash)))
      ++i;
    if (i == q - 2) return {q - 2, q - 1, "quotes/label"};
  }
  // "'I never said so': Mark Porter goes on"
  if (q == s.first && q + 2 < s.last && items_[q + 1].Is(kColon) && items_[q + 2].Is(kPerson) &&
      Speakable(q + 2))
    return {q + 2, q + 1, "quotes/label"};
  // "…" — Mark Porter
  if (q + 2 < s.last + 0 && items_[q + 1].Is(kDash) &&
      (items_[q + 2].Is(kPerson) || items_[q + 2].Is(kOrganisation) ||
       items_[q + 2].Is(kCapitals)) &&
      Speakable(q + 2) &&
      (q + 3 == s.last || items_[q + 3].Is(kComma) || items_[q + 3].Is(kOpen) ||
       items_[q + 3].Is(kStop) || items_[q + 3].Is(kQuote) ||
       (items_[q + 3].Is(kPreposition) && q == s.first))) {
    return {q + 2, q + 1, "quotes/signature"};
  }
  // "…" — Former mayor Mark Porter
  if (q == s.first && q + 3 < s.last && items_[q + 1].Is(kDash)) {
    uint32_t i = q + 2;
    while (i < s.last && i < q + 8 &&
           (items_[i].Is(kWord) || items_[i].Is(kNoun) || items_[i].Is(kOrganisation) ||
            items_[i].Is(kCapitals)))
      ++i;
    if (i < s.last && items_[i].Is(kPerson) && Speakable(i) &&
        (i + 1 == s.last || items_[i + 1].Is(kComma) || items_[i + 1].Is(kStop)))
      return {i, q + 1, "quotes/signature"};
  }
  return {};
}

Attribution ClauseRules::AnyPhrase(const Clause& s, uint32_t first, uint32_t last,
                                   uint32_t cue) const {
  // A noun phrase that no list knows, where only a speaker can stand: "said the ad's narrator".
  if (first >= last ||
      (!items_[first].Is(kDeterminer) && !items_[first].possessive && !items_[first].Is(kNoun)))
    return {};
  uint32_t end = first;
  while (end < last && end < first + 6 && end < s.last && !(end > first && VerbLook(s, end)) &&
         (items_[end].Is(kDeterminer) || items_[end].Is(kWord) || items_[end].Is(kCueNoun) ||
          items_[end].Is(kNoun) || items_[end].Is(kCapitals) || items_[end].Is(kOrganisation) ||
          items_[end].Is(kPerson) ||
          // "an inside source"
          (end == first + 1 && items_[end].Is(kPreposition) && items_[first].Is(kDeterminer)))) {
    ++end;
  }
  const bool determined = items_[first].Is(kDeterminer);
  if (end <= first + (determined ? 1u : 0u)) {
    // "said another"
    if (!determined || !l_.Of(tokens_[items_[first].first].word).Is(WordKind::kNumber)) return {};
    end = first + 1;
  }
  if (end + 1 < s.last && items_[end].Is(kComma) && items_[end + 1].Is(kPerson)) {
    return {end + 1, cue,
            cue < first ? std::string_view("quotes/cue-speaker-after")
                        : std::string_view("quotes/speaker-cue-after")};
  }
  Attribution a{first, cue,
                cue < first ? std::string_view("quotes/cue-speaker-after")
                            : std::string_view("quotes/speaker-cue-after")};
  a.first = determined && end > first + 1 && !items_[first].plural ? items_[first].last
                                                                   : items_[first].name_first;
  a.last = items_[end - 1].last;
  return a;
}

Attribution ClauseRules::After(const Clause& s, uint32_t q) const {
  uint32_t i = q + 1;
  const char end = EndMark(q);
  // "A "ranting and raving" Trump said no": it belongs to what stands behind it.
  if (end == 0 && q > s.first && i < s.last && items_[q - 1].Is(kDeterminer) &&
      !Says(q - 1, l_.that) && Speakable(i) && !items_[i].Is(kPronoun))
    return {};
  bool marked = end == ',' || end == '?' || end == '!' || end == '-' || end == '.';
  if (i < s.last && (items_[i].Is(kComma) || items_[i].Is(kDash))) {
    marked = true;
    ++i;
  }
  i = SkipSmall(i, s.last);
  if (i >= s.last) return {};
  const Item& item = items_[i];
  if (item.Is(kCue)) {
    // "…," remembered Ann Smith.
    const bool thought =
        item.sort == 't' &&
        !(end == ',' && i + 1 < s.last && items_[i + 1].Is(kPerson) && items_[i + 1].Mention());
    if (item.tag == 'i' || thought || item.tell || (!marked && item.sort != 's')) return {};
    const uint32_t speaker = SubjectAfter(s, i);
    if (speaker == kNobody)
      return item.sort == 's' && marked ? AnyPhrase(s, i + 1, s.last, i) : Attribution{};
    // "…" said was: a verb behind the mention would have it for its own subject.
    const uint32_t next = SkipSmall(speaker + 1, s.last);
    if (!marked && next < s.last && (items_[next].Is(kWord) || items_[next].Is(kCue))) return {};
    return {speaker, i, "quotes/cue-speaker-after"};
  }
  // "…," reacted Trump. "…," cracked one adviser.
  if (PastLook(item) && (end == ',' || end == '?' || end == '!') && i + 1 < s.last &&
      (items_[i + 1].Is(kPerson) ||
       (items_[i + 1].Is(kNoun) && items_[i + 1].determined && items_[i + 1].sort != 'd')) &&
      items_[i + 1].Mention() &&
      (i + 2 == s.last || items_[i + 2].Is(kStop) || items_[i + 2].Is(kComma) ||
       items_[i + 2].Is(kDash) ||
       (end == ',' && (items_[i + 2].Is(kWord) || items_[i + 2].Is(kPreposition) ||
                       items_[i + 2].Is(kRelative))))) {
    return {i + 1, i, "quotes/speaker-verb-after"};
  }
  if (!Speakable(i)) {
    if (items_[i].Is(kPreposition) || items_[i].Is(kConjunction)) return {};
    // "…," warm-and-fuzzy Trump said; "…," a voice-over in the ad states.
    uint32_t cue = i;
    // "the bespectacled, 71-year-old diplomat said"
    const bool listed = items_[i].Is(kDeterminer) && i + 2 < s.last && items_[i + 1].Is(kWord) &&
                        items_[i + 2].Is(kComma);
    if (listed) cue = i + 3;
    while (cue < s.last && cue < i + 8 && !items_[cue].Is(kCue) && !items_[cue].Is(kComma) &&
           !items_[cue].Is(kQuote))
      ++cue;
    if (listed && cue < s.last && items_[cue].Is(kCue) && items_[cue - 1].Is(kNoun) &&
        items_[cue].sort == 's' && items_[cue].tag != 'i' && marked && Speakable(cue - 1))
      return {cue - 1, cue, "quotes/speaker-cue-after"};
    if (cue < s.last && items_[cue].Is(kCue) && items_[cue].sort == 's' && items_[cue].tag != 'i' &&
        !items_[cue].passive) {
      if (!marked && (cue + 1 == s.last || !items_[cue + 1].Is(kStop))) return {};
      if (Speakable(cue - 1) && !items_[cue - 1].Is(kNoun))
        return {cue - 1, cue, "quotes/speaker-cue-after"};
      return AnyPhrase(s, i, cue, cue);
    }
    return {};
  }
  const uint32_t head = i;
  i = SkipSmall(i + 1, s.last);
  if (i < s.last && items_[i].Is(kCue) && !items_[i].passive) {
    if ((!marked && items_[i].sort != 's') || items_[i].sort == 't') return {};
    return {head, i, "quotes/speaker-cue-after"};
  }
  // "…," Porter was quoted as saying.
  if (marked && i + 2 < s.last && (items_[i].Is(kCue) || items_[i].Is(kWord)) &&
      items_[i - 1].being && Says(i + 1, l_.as) && items_[i + 2].Is(kCue) &&
      items_[i + 2].tag == 'i') {
    return {head, i + 2, "quotes/speaker-cue-after"};
  }
  // "…," ministers like to say.
  if (marked && i + 2 < s.last && (items_[i].Is(kPreposition) || items_[i].Is(kWord)) &&
      Says(i + 1, l_.to) && items_[i + 2].Is(kCue) && items_[i + 2].sort == 's') {
    return {head, i + 2, "quotes/speaker-cue-after"};
  }
  if (!marked || i >= s.last) return {};
  // An apposition or a relative clause between the name and its verb.
  if (!items_[i].Is(kComma) && !items_[i].Is(kOpen) && !items_[i].Is(kDash) &&
      !items_[i].Is(kPreposition) && !items_[i].Is(kRelative)) {
    // "the Florida senator and presidential candidate said"
    uint32_t cue = i;
    while (cue < s.last && cue < i + 10 &&
           (items_[cue].Is(kConjunction) || items_[cue].Is(kNoun) || items_[cue].Is(kCueNoun) ||
            items_[cue].Is(kPerson) || items_[cue].Is(kOrganisation) || items_[cue].Is(kCapitals) ||
            items_[cue].Is(kWord) || items_[cue].Is(kDeterminer))) {
      ++cue;
    }
    if (cue > i && cue < s.last && items_[cue].Is(kCue) && items_[cue].sort == 's' &&
        items_[cue].tag != 'i' && items_[cue].tag != 'p' && Speakable(cue - 1)) {
      return {items_[cue - 1].Is(kPerson) && items_[i].kind != kConjunction ? cue - 1 : head, cue,
              "quotes/speaker-cue-after"};
    }
    // "he finally said", "she went on to say"
    uint32_t words = 0;
    while (i < s.last && words < 3 &&
           (items_[i].Is(kWord) || items_[i].Is(kPreposition) || items_[i].Is(kAdverb))) {
      ++i;
      ++words;
    }
    if (i < s.last && items_[i].Is(kCue) && items_[i].sort == 's' && !items_[i].passive)
      return {head, i, "quotes/speaker-cue-after"};
    // "…," a source close to the family told the paper.
    uint32_t told = head + 1;
    while (items_[head].Is(kNoun) && told < s.last && told < head + 9 &&
           (items_[told].Is(kWord) || items_[told].Is(kPreposition) || items_[told].Is(kAdverb) ||
            items_[told].Is(kDeterminer) || items_[told].Is(kCapitals) ||
            items_[told].Is(kOrganisation) || items_[told].Is(kPerson) || items_[told].Is(kNoun)))
      ++told;
    if (told > head + 1 && told < s.last && items_[told].Is(kCue) && items_[told].sort == 's' &&
        (items_[told].tag == 'd' || items_[told].tag == '3') && !items_[told].passive)
      return {head, told, "quotes/speaker-cue-after"};
    // "…?" Hannity pressed.
    const uint32_t verb = SkipSmall(head + 1, s.last);
    if (end != '.' && end != 0 && verb < s.last && items_[verb].Is(kWord) &&
        ((PastLook(items_[verb]) && !items_[head].Is(kCapitals)) ||
         (verb + 1 < s.last && Says(verb + 1, l_.back))) &&
        (verb + 1 == s.last || items_[verb + 1].Is(kStop) || items_[verb + 1].Is(kComma) ||
         items_[verb + 1].Is(kQuote) || items_[verb + 1].Is(kAdverb) || Says(verb + 1, l_.back) ||
         items_[verb + 1].Is(kPreposition))) {
      return {head, verb, "quotes/speaker-verb-after"};
    }
    return {};
  }
  for (uint32_t n = 0; i < s.last && n < kLongestApposition; ++i, ++n) {
    if (items_[i].Is(kQuote)) return {};
    if (!items_[i].Is(kComma) && !items_[i].Is(kClose) && !items_[i].Is(kDash) && n > 0 &&
        !items_[i - 1].Is(kComma) && !items_[i - 1].Is(kClose) && !items_[i - 1].Is(kDash) &&
        !(items_[i].Is(kCue) && items_[i].sort == 's' &&
          (items_[i].tag == 'd' || items_[i].tag == '3'))) {
      continue;
    }
    const uint32_t at = SkipSmall(items_[i].Is(kCue) ? i : i + 1, s.last);
    if (at >= s.last || !items_[at].Is(kCue) || items_[at].passive || items_[at].tag == 'i')
      continue;
    // "who said" inside the apposition is not the verb of the sentence.
    if (items_[at - 1].Is(kRelative)) continue;
    uint32_t speaker = head;
    if (items_[head].Is(kNoun) && head + 2 < s.last && items_[head + 1].Is(kComma) &&
        items_[head + 2].Is(kPerson) && items_[head + 2].Mention()) {
      speaker = head + 2;
    } else if (items_[at - 1].Mention() && !items_[at - 1].Is(kNoun) && at - 1 != head + 2 &&
               at >= 2 && (items_[at - 2].Is(kConjunction) || items_[at - 2].Is(kRelative))) {
      continue;
    }
    return {speaker, at, "quotes/speaker-cue-after"};
  }
  return {};
}

Attribution ClauseRules::ByAgent(const Clause& s, uint32_t cue) const {
  for (uint32_t i = cue + 1; i < std::min(s.last, cue + 12); ++i) {
    // "known as "X", was passed by Congress": another verb's agent.
    if (items_[i].Is(kAuxiliary) && !(items_[i + 1].Is(kCue) && !items_[i + 1].passive)) break;
    if (!items_[i].Is(kPreposition) || !Says(i, l_.by)) continue;
    if (i + 1 == s.last || !Speakable(i + 1)) break;
    return {WithName(s, i + 1), cue, "quotes/by-agent"};
  }
  return {};
}

bool ClauseRules::Reason(uint32_t i) const {
  // "banned singing because "it is dangerous"": the words are not what the verb brings in.
  if (!items_[i].Is(kPreposition)) return false;
  const std::string_view word = Norm(items_[i].first);
  return word == "since" || word == "because";
}

uint32_t ClauseRules::Unknown(const Clause& s, uint32_t cue) const {
  if (items_[cue].sort != 's' || (items_[cue].tag != 'd' && items_[cue].tag != '3')) return kNobody;
  uint32_t i = cue;
  while (i > s.first && (items_[i - 1].Is(kWord) || items_[i - 1].Is(kCueNoun))) --i;
  if (i == cue || i == s.first) return kNobody;
  --i;
  // Not "this morning".
  if (!items_[i].Is(kDeterminer) || !items_[i].definite || Norm(items_[i].first) == "this")
    return kNobody;
  const bool begins = i > s.first && (items_[i - 1].Is(kComma) || items_[i - 1].Is(kConjunction));
  return begins ? i : kNobody;
}

bool ClauseRules::Aside(const Clause& s, uint32_t cue, uint32_t q) const {
  // "that if voters supported him, he would fight until": a clause in between, that ends before q.
  uint32_t end = cue + 1;
  while (end < q && !items_[end].Is(kComma)) ++end;
  if (end + 1 >= q || !items_[end + 1].Mention()) return false;
  for (uint32_t i = cue; i-- > s.first && !items_[i].Is(kComma) && !items_[i].Is(kCue);) {
    if (!items_[i].Is(kConjunction)) continue;
    return !l_.Of(tokens_[items_[i].first].word).Is(WordKind::kOpens);
  }
  return false;
}

bool ClauseRules::LeadsOn(const Clause& s, uint32_t cue, uint32_t q) const {
  // "Giuliani, who said in October that "…"": no other clause begins in between.
  if (cue < s.first + 3 || !items_[cue - 2].Is(kComma) || !items_[cue - 3].Is(kPerson) ||
      items_[cue].sort != 's' || l_.Of(tokens_[items_[cue].first].word).Is(WordKind::kThing))
    return false;
  for (uint32_t i = cue + 1; i < q; ++i) {
    const ItemKind kind = items_[i].kind;
    if (kind == kComma || kind == kDash || kind == kConjunction || kind == kQuote || kind == kCue ||
        kind == kRelative)
      return false;
  }
  return true;
}

Attribution ClauseRules::Before(const Clause& s, uint32_t q, uint32_t nearest) const {
  Attribution far;
  uint32_t main = MainClause(s);
  if (main >= q) main = s.first;
  for (uint32_t i = q; i-- > s.first;) {
    const Item& item = items_[i];
    if (!item.Is(kCue)) continue;
    const bool near = q - i <= nearest && !Reason(q - 1);
    if (item.passive) {
      // "approved by regulators", "a goal shared by Clinton": no report. But "seen by critics as".
      bool reports = item.sort == 's' || item.sort == 'j';
      if (!reports || l_.Of(tokens_[item.first].word).Is(WordKind::kDoubtful))
        reports = q > i + 1 && (Says(q - 1, l_.as) || (q > i + 2 && Says(q - 2, l_.as)));
      const Attribution by = reports ? ByAgent(s, i) : Attribution{};
      if (by.found()) return by;
      // "was quoted as saying": the next verb to the left is passive, its subject speaks. Others:
      // nobody does.
      continue;
    }
    if (item.sort == 't' && (!near || far.found())) continue;
    // "refused to say": no report of what follows, unless it is next to the words.
    if (item.bare && !near) continue;
    const bool led = items_[q - 1].Is(kComma) || items_[q - 1].Is(kColon);
    if (l_.Of(tokens_[item.first].word).Is(WordKind::kDoubtful) && !(led && q - i <= 2)) continue;
    // "If he hesitates, the playbook says": a noun that no list knows is the subject.
    if (const uint32_t begin = Unknown(s, i); begin != kNobody) {
      Attribution a = AnyPhrase(s, begin, i, i);
      if (a.found() && a.last == items_[i - 1].last) {
        a.rule = near ? "quotes/speaker-cue-before" : "quotes/far-cue";
        return a;
      }
    }
    const uint32_t speaker = SubjectOf(s, i);
    const bool determiner = items_[s.first].Is(kDeterminer);
    if (speaker == kNobody && item.sort == 's' && !far.found() &&
        (determiner || (near && items_[s.first].possessive))) {
      // "One operative inside the tower tried to play it down, saying …", "The article's
      // introduction reads: …"
      far = AnyPhrase(s, s.first, i, i);
      if (far.found() && !determiner && far.last != item.first) far = {};
      if (far.found()) far.rule = near ? "quotes/speaker-cue-before" : "quotes/far-cue";
    }
    if (speaker == kNobody || speaker == i) continue;
    if (!near && speaker > s.first && items_[speaker - 1].Is(kRelative)) continue;
    if (!near && i > s.first && items_[i - 1].Is(kRelative) && !LeadsOn(s, i, q)) continue;
    if (!near && i < main) break;
    if (!near && item.sort != 's' && Aside(s, i, q)) continue;
    Attribution a{speaker, i,
                  near ? std::string_view("quotes/speaker-cue-before") : "quotes/far-cue"};
    if (!item.bare && (item.sort == 's' || (near && item.sort != 't'))) return a;
    if (!far.found() || items_[far.cue].sort == 't' || (items_[far.cue].bare && !item.bare))
      far = a;
  }
  return far;
}

Attribution ClauseRules::Nominal(const Clause& s, uint32_t q) const {
  // "his call for "…"", "the senator's answer was that "…"", "Podliska's lawsuit": whose words they
  // are.
  bool as = false;
  for (uint32_t i = q; i-- > s.first;) {
    const Item& item = items_[i];
    if (item.Is(kQuote) || item.Is(kStop) || item.Is(kCue)) return {};
    // "spoke of Porter's story as "a joke"": others do.
    as |= item.Is(kPreposition) && Says(i, l_.as);
    if (item.Is(kNoun) && item.sort == 'd' && item.possessor != kNobody && !as) {
      Attribution a{i, i, "quotes/nominal-cue"};
      a.person = item.possessor;
      return a;
    }
    if (!item.Is(kCueNoun) || i == s.first) continue;
    // "the contention of Ann Smith that"
    if (i + 3 < q && Says(i + 1, l_.of) && Speakable(i + 2) && Says(i + 3, l_.that))
      return {i + 2, i, "quotes/nominal-cue"};
    uint32_t owner = i - 1;
    while (owner > s.first && i - owner < 4 && !items_[owner].possessive &&
           (items_[owner].Is(kWord) || items_[owner].Is(kOrganisation) ||
            items_[owner].Is(kCapitals))) {
      --owner;
    }
    if (items_[owner].possessive && (items_[owner].Is(kPerson) || items_[owner].Is(kOrganisation) ||
                                     items_[owner].Is(kNoun) || items_[owner].Is(kCapitals))) {
      // "called Porter's comments "a mess"": whoever called them so.
      if (owner > s.first && items_[owner - 1].Is(kCue) && items_[owner - 1].sort != 't') return {};
      return {owner, i, "quotes/nominal-cue"};
    }
    if (items_[owner].Is(kDeterminer) && (SaysAtStart(owner, l_.his) || SaysAtStart(owner, l_.her)))
      return {owner, i, "quotes/nominal-cue"};
  }
  return {};
}

Attribution ClauseRules::LedIn(const Clause& s, uint32_t q) const {
  // "Sanders shot back, "…"", "he identified the judge as "…"": a verb no list knows brings the
  // words in.
  if (q == s.first) return {};
  for (uint32_t i = s.first; i + 3 < q; ++i) {
    // "Porter sniped that the senator was "…""
    if (PastLook(items_[i + 1]) && Says(i + 2, l_.that) && Speakable(i) &&
        !(items_[i].Is(kPronoun) && items_[i].sort == 'n') && !AfterPreposition(s, i, false))
      return {i, kNobody, "quotes/subject-before"};
  }
  const Item& before = items_[q - 1];
  // "Porter was asked, "…""
  if (q > s.first + 1 && items_[q - 2].Is(kCue) && items_[q - 2].passive) return {};
  const bool as = before.Is(kPreposition) && Says(q - 1, l_.as);
  for (uint32_t i = q; as && i-- > s.first && q - i <= kNear;) {
    if (items_[i].Is(kCue) && items_[i].passive) return {};  // "known as": by nobody
  }
  if (!as && !((before.Is(kComma) || before.Is(kColon)) && BeginsWithCapital(q))) return {};
  for (uint32_t i = s.first; i < q; ++i) {
    if (items_[i].Is(kQuote)) return {};
  }
  // "… - during the debate, Clinton cracked, "…"": who stands next to the verb.
  const bool next = !as && q >= s.first + 3 && PastLook(items_[q - 2]) && Speakable(q - 3) &&
                    !AfterPreposition(s, q - 3, false);
  const uint32_t subject = next ? q - 3 : MainSubject(s, q);
  if (subject == kNobody) return {};
  return {subject, kNobody, "quotes/subject-before"};
}

Attribution ClauseRules::AccordingTo(const Clause& s, uint32_t i) const {
  uint32_t at = i + 2;
  if (at >= s.last) return {};
  if (items_[at].Is(kDeterminer) && at + 1 < s.last && Speakable(at + 1)) ++at;
  // "according to a separate, year-in-review memo"
  if (items_[at].Is(kDeterminer)) {
    uint32_t n = at + 1;
    while (n < s.last && n < at + 8 &&
           (items_[n].Is(kWord) || items_[n].Is(kComma) || items_[n].Is(kAdverb)))
      ++n;
    if (n < s.last && items_[n].Is(kNoun) && Speakable(n)) at = n;
  }
  // "according to conservative talk radio host Ann Smith"
  for (uint32_t n = at; n < s.last && n < at + 6; ++n) {
    if (items_[n].Is(kPerson) && items_[n].Mention() && n > at) at = n;
    if (!items_[n].Is(kNoun) && !items_[n].Is(kWord) && !items_[n].Is(kCueNoun)) break;
    const bool complete = items_[n].Is(kNoun) && items_[n].name_last > items_[n].head + 1;
    if (items_[n].possessive || complete) break;
  }
  Attribution a =
      Speakable(at) ? Attribution{WithName(s, at), i, {}} : AnyPhrase(s, i + 2, s.last, i);
  a.rule = "quotes/according-to";
  return a;
}

Attribution ClauseRules::According(const Clause& s, uint32_t q) const {
  Attribution found;
  // "To Sharp, Trump is …"
  if (s.first + 2 < q && SaysAtStart(s.first, l_.to) &&
      tokens_[items_[s.first].first].Is(segment::kCapital) && Speakable(s.first + 1) &&
      items_[s.first + 2].Is(kComma))
    found = {s.first + 1, s.first, "quotes/according-to"};
  for (uint32_t i = s.first; i + 1 < s.last; ++i) {
    if (SaysAtStart(i, l_.according) && i + 2 < s.last && Says(i + 1, l_.to)) {
      const Attribution a = AccordingTo(s, i);
      // The one behind the quotation is nearer to it than one that began the sentence.
      if (a.found() && (!found.found() || i < q)) found = a;
      if (i > q && found.found()) return found;
    }
    if (!SaysAtStart(i, l_.as)) continue;
    // "As John Cornyn, the party's No. 2, put it"
    for (uint32_t n = i + 1; n + 1 < s.last && n < i + 12 && !items_[n].Is(kQuote); ++n) {
      if (!Says(n, l_.put) && !Says(n, l_.puts)) continue;
      if (!Says(n + 1, l_.it)) break;
      for (uint32_t m = i + 1; m < n; ++m) {
        if (Speakable(m)) return {WithName(s, m), n, "quotes/as-speaker-put-it"};
      }
    }
    // "as Porter said"
    if (Speakable(i + 1)) {
      const uint32_t at = SkipSmall(i + 2, s.last);
      // "as opponents began to gather": a deed, no report.
      // Nor "as the union urges members".
      const bool deed = at + 1 < s.last && !items_[at].tell &&
                        (items_[at + 1].Is(kNoun) || items_[at + 1].Is(kPerson));
      if (at < s.last && items_[at].Is(kCue) && items_[at].sort == 's' && !deed &&
          !l_.Of(tokens_[items_[at].first].word).Is(WordKind::kThing)) {
        return {i + 1, at, "quotes/as-speaker-put-it"};
      }
    }
  }
  return found;
}

Attribution ClauseRules::AtEnd(const Clause& s, uint32_t q) const {
  // "The plan is "flawed" and will fail, Porter said on Monday."
  for (uint32_t i = q + 1; i < s.last; ++i) {
    const Item& c = items_[i];
    if (!c.Is(kCue) || c.sort != 's' || c.passive || (c.tag != 'd' && c.tag != '3' && c.tag != 'p'))
      continue;
    // "the market, …, went live": a doubtful verb has to end the clause.
    const bool ends = i + 1 == s.last || items_[i + 1].Is(kStop) || items_[i + 1].Is(kComma);
    if (!ends && l_.Of(tokens_[c.first].word).Is(WordKind::kDoubtful)) continue;
    uint32_t at = i;
    while (at > q && (items_[at - 1].Is(kAuxiliary) || items_[at - 1].Is(kAdverb))) --at;
    uint32_t words = 0;
    // Nothing but a short phrase may follow.
    uint32_t rest = i + 1;
    // "The "long war" is a "fact," Porter said": a comma inside the marks is one too.
    if (at - 1 > q && Speakable(at - 1) && at - 2 > q &&
        (items_[at - 2].Is(kComma) || (items_[at - 2].Is(kQuote) && EndMark(at - 2) == ','))) {
      while (rest < s.last && !items_[rest].Is(kComma) && !items_[rest].Is(kQuote) &&
             // "said at a White House briefing"
             (!items_[rest].Is(kCue) || (items_[rest].tag == 'i' && items_[rest - 1].Mention()))) {
        ++rest;
        ++words;
      }
      if (words <= 8 && (rest == s.last || items_[rest].Is(kComma)) && c.tag != 'p')
        return {at - 1, i, "quotes/cue-at-end"};
    }
    if (at > q + 1 && (items_[at - 1].Is(kComma) || items_[at - 1].Is(kQuote))) {
      const uint32_t speaker = SubjectAfter(s, i);
      if (speaker != kNobody && !c.tell) return {speaker, i, "quotes/cue-at-end"};
      // ", the union's chairman, Mark Porter, said"
      const uint32_t before = SubjectBefore(s, i);
      if (before != kNobody && before > q && c.tag != 'p') return {before, i, "quotes/cue-at-end"};
    }
  }
  return {};
}

Attribution ClauseRules::InSentence(const Clause& s, uint32_t q) const {
  if (Attribution a = Label(s, q); a.found()) return a;
  const Attribution after = After(s, q);
  const Attribution before = Before(s, q, kNear);
  const bool near = before.rule == "quotes/speaker-cue-before" && !items_[before.cue].bare &&
                    items_[before.cue].sort != 't';
  if (after.found()) {
    // Both sides offer a clause: the marks tell whose words they are.
    const uint32_t next = after.cue + 1;
    const bool leads_on = after.rule == "quotes/speaker-cue-after" && next + 1 < s.last &&
                          (items_[next].Is(kColon) || items_[next].Is(kComma)) &&
                          items_[next + 1].Is(kQuote);
    if (leads_on && before.found() && !BeginsWithCapital(q)) return before;
    // "Porter lamented her gaffes - "…?" - and others": put in between by whoever spoke before it.
    if (before.found() && items_[q - 1].Is(kDash) && items_[q + 1].Is(kDash)) return before;
    if (!near) return after;
    // "…," one of them said the cases differ: the verb behind has words of its own to bring in.
    const uint32_t rest = after.cue + 1;
    if (after.rule == "quotes/speaker-cue-after" && !items_[after.cue].tell && rest < s.last &&
        (items_[rest].Is(kDeterminer) || items_[rest].Is(kPronoun) || items_[rest].Is(kPerson) ||
         (items_[rest].Is(kNoun) && items_[rest].determined))) {
      return before;
    }
    const char end = EndMark(q);
    const bool led_in = items_[q - 1].Is(kColon) || items_[q - 1].Is(kComma);
    const bool speech = end == ',' || end == '?' || end == '!';
    if (speech && after.rule == "quotes/cue-speaker-after" && !(led_in && before.cue + 2 >= q))
      return after;
    if (speech && BeginsWithCapital(q) && end == ',') return after;
    // "Mann said "she had been wronged," Porter told the Post.": hers in his words.
    const bool ends = rest >= s.last || (!items_[rest].Is(kColon) && !items_[rest].Is(kQuote) &&
                                         !items_[rest].Is(kComma));
    const bool next_to = after.cue == after.speaker + 1 || items_[after.cue - 1].Is(kComma);
    // "The reviews reflect "their own view," he said.": no more than what he says of them.
    const bool shown = items_[after.speaker].Is(kPronoun) && items_[before.speaker].Is(kNoun) &&
                       items_[before.speaker].sort == 'd';
    if (end == ',' && ends && !led_in && next_to && (items_[after.speaker].Is(kPerson) || shown) &&
        items_[after.cue].sort == 's' && items_[after.cue].tag != 'i' &&
        after.rule == "quotes/speaker-cue-after" && !items_[q + 1].Is(kWord) &&
        !items_[q + 1].Is(kRelative) && !items_[q + 1].Is(kDeterminer))
      return after;
    return before;
  }
  if (near) {
    // "The vote signals "…", said Porter.": what is no person judges, somebody says so.
    const Item& speaker = items_[before.speaker];
    const bool body = speaker.Is(kNoun) && speaker.sort == 'b';
    const bool document = speaker.Is(kNoun) && speaker.sort == 'd';
    if (items_[before.cue].sort != 's' &&
        (before.last != 0 || speaker.Is(kCapitals) || document || body)) {
      if (Attribution a = AtEnd(s, q); a.found() && !body) return a;
      // "Porter said the book detailed how …", "he has seen schools that reminded him of"
      const Attribution outer = Before(s, q, 0);
      const bool relative = body && items_[before.cue - 1].Is(kRelative);
      if ((speaker.Is(kCapitals) || relative) && outer.found() && items_[outer.cue].sort == 's' &&
          before.speaker > s.first && !items_[before.speaker - 1].Is(kConjunction))
        return outer;
    }
    return before;
  }
  if (Attribution a = According(s, q); a.found()) {
    // "According to the Post, Porter said that it was "…"": the nearer source is the one quoted.
    const bool nearer = before.found() && before.last == 0 && a.cue < before.speaker &&
                        before.cue < q && items_[before.cue].sort == 's' &&
                        (items_[before.speaker].Is(kPerson) || items_[before.speaker].Is(kPronoun));
    return nearer ? before : a;
  }
  if (Attribution a = AtEnd(s, q); a.found()) return a;
  // A verb of thought ("heard", "feared") yields to a noun of speech.
  if (before.found() && items_[before.cue].sort != 't') return before;
  if (Attribution a = Nominal(s, q); a.found()) return a;
  if (before.found()) return before;
  if (Attribution a = LedIn(s, q); a.found()) return a;
  // "Porter: The plan is "flawed"": the rest of a headline is a report too.
  if (q > s.first + 2 && items_[s.first + 1].Is(kColon) && items_[s.first].Is(kPerson) &&
      Speakable(s.first) && tokens_[items_[s.first + 2].first].Is(segment::kSpaceBefore))
    return {s.first, s.first + 1, "quotes/label"};
  return {};
}

Attribution ClauseRules::AnyCue(const Clause& s, bool colon) const {
  if (!s.cues) return {};
  for (uint32_t n = 0; n < s.last - s.first; ++n) {
    const uint32_t i = colon ? s.last - 1 - n : s.first + n;
    const Item& c = items_[i];
    if (!c.Is(kCue)) continue;
    // "Ann Smith agreed.": any verb will do where nothing follows it.
    const bool whole = i < s.first + kNear && c.tag == 'd' &&
                       (i + 1 == s.last || (i + 2 == s.last && items_[i + 1].Is(kStop)));
    if ((c.sort != 's' && !whole) || c.passive || (c.tag == 'i' && !colon)) continue;
    if (c.tag == 'p' && !colon) continue;
    const uint32_t speaker = SubjectOf(s, i);
    if (speaker == kNobody) continue;
    return {speaker, i, "quotes/sentence-before"};
  }
  return {};
}

}  // namespace presscut::resolve
