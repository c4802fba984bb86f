#include "extract/names/candidates.h"

#include <algorithm>

namespace presscut::names {

using segment::Block;
using segment::Role;
using segment::Sentence;
using segment::Token;

namespace {

// What a word that cuts a region by itself has: a title, a role, a nationality, "QC".
constexpr Traits kCutsHere =
    kTitle | kOfficeLetters | kRole | kNationality | kPostSuffix | kStartsPhrase;

bool Skipped(Role role) { return role == Role::kStamp || role == Role::kFurniture; }

}  // namespace

Phrase CandidateFinder::Remembered(Vocabulary::Sort sort, uint32_t at, uint32_t last) const {
  Remember& memory = remembered_[at % remembered_.size()];
  if (memory.at != at) {
    memory.at = at;
    memory.phrases =
        vocabulary_.LongestAt(segments_.tokens, at, segments_.sentences[tokens_[at].sentence].last);
  }
  const Phrase& found = memory.phrases[sort];
  return at + found.tokens <= last ? found
                                   : vocabulary_.LongestAt(segments_.tokens, at, last)[sort];
}

// Whether what begins at `at` is what somebody is minister or head of.
bool CandidateFinder::UnderOffice(uint32_t at) const {
  constexpr uint32_t kFar = 8;
  const uint32_t first = segments_.sentences[tokens_[at].sentence].first;
  for (uint32_t i = at; i-- > first && i + kFar > at;) {
    if ((Of(i) & (kTitle | kRole)) != 0) return (Of(i + 1) & (kOf | kForOn)) != 0;
    if (!Capital(i) && !Mark(i, ',') && (Of(i) & (kOf | kForOn | kAnd | kThe)) == 0) return false;
  }
  return false;
}

// How many tokens from `at` on are titles ("Lt. Col.", "President"), their stops with them.
uint32_t CandidateFinder::TitleAt(uint32_t at, uint32_t last) const {
  uint32_t n = 0;
  if (const Phrase p = Longest(Vocabulary::kTitles, at, last); p.tokens > 0) n = p.tokens;
  // "MS Dhoni": no Ms.
  const bool letters = tokens_[at].length == 2 && tokens_[at].Is(segment::kAllCaps) &&
                       (Of(at) & (kMale | kFemale)) != 0 && at + 1 < last && Capital(at + 1) &&
                       !tokens_[at + 1].Is(segment::kAllCaps);
  if (n == 0 && !letters &&
      ((Of(at) & kTitle) != 0 ||
       ((Of(at) & kOfficeLetters) != 0 && tokens_[at].Is(segment::kAllCaps))))
    n = 1;
  if (n > 0 && at + n < last && Mark(at + n, '.') && !tokens_[at + n].Is(segment::kSpaceBefore))
    ++n;
  return n;
}

// "Hassan Sheikh Mohamud": an honorific between a given name and one more word is part of the name.
bool CandidateFinder::InnerTitle(uint32_t at, uint32_t last) const {
  return at + 2 == last && tokens_[at + 1].Is(segment::kWord) &&
         (Of(at) & (kTitle | kRoleTitle)) == kTitle &&
         (Of(at - 1) & (kGivenName | kOrdinary | kCountry | kKnownOrganisation)) == kGivenName;
}

uint32_t CandidateFinder::RoleAt(uint32_t at, uint32_t last) const {
  if (const Phrase p = Longest(Vocabulary::kRoles, at, last); p.tokens > 0) return p.tokens;
  return (Of(at) & kRole) != 0 ? 1 : 0;
}

bool CandidateFinder::NamesSomebody(uint32_t t) const {
  constexpr Traits kName = kGivenName | kSurname;
  const Traits its = Of(t);
  const segment::Sentence& sentence = segments_.sentences[tokens_[t].sentence];
  if ((its & kName) == 0 || !Capital(t) || tokens_[t].Is(segment::kAllCaps)) return false;
  const bool behind = t + 1 < sentence.last;
  // "May said", …
  if (t == sentence.first)
    return (its & kSurname) != 0 && behind && (Of(t + 1) & kCueVerb) != 0 && !Capital(t + 1);
  const bool capital_behind = behind && Capital(t + 1) && tokens_[t + 1].Is(segment::kSpaceBefore);
  // … behind a title, its stop between them, or a given name,
  const uint32_t before = Mark(t - 1, '.') && t - 1 > sentence.first ? t - 2 : t - 1;
  if (Capital(before) && (Of(before) & kTitle) != 0) return true;
  if (Capital(t - 1) && (Of(t - 1) & (kGivenName | kFunctionWord)) == kGivenName)
    return !capital_behind || (Of(t + 1) & (kSurname | kOrdinary)) == kSurname;
  // … or alone beside a verb of speech, "criticised May over it", "but May said"; not "in May".
  if (!capital_behind && (its & kSurname) != 0 &&
      (Of(t - 1) & (kPreposition | kDeterminer | kCalendar)) == 0 &&
      !tokens_[t - 1].Is(segment::kNumber)) {
    const bool speaks = behind && (Of(t + 1) & kCueVerb) != 0;
    return speaks ||
           ((Of(t - 1) & kCueVerb) != 0 && (!behind || !tokens_[t + 1].Is(segment::kNumber)));
  }
  return false;
}

// Whether the last word of [first, last) is never part of a name by itself.
bool CandidateFinder::FallsOff(uint32_t first, uint32_t last) const {
  const Token& t = tokens_[last - 1];
  if (!t.Is(segment::kWord)) return !t.Is(segment::kNumber) && !Mark(last - 1, '.');
  // "Moon Jae-in": a hyphen ties it.
  if (last - first > 2 && Mark(last - 2, '-') && !t.Is(segment::kSpaceBefore)) return false;
  return SmallWord(last - 1) && (last - first == 1 || !Capital(last - 1)) &&
         !NamesSomebody(last - 1);
}

// "the | Three Nations Education Group": inside a sentence the small word is the name's.
bool CandidateFinder::OpensBody(uint32_t at) const {
  return (Of(at) & (kBodyModifier | kFunctionWord)) == (kBodyModifier | kFunctionWord) &&
         at > segments_.sentences[tokens_[at].sentence].first && (Of(at - 1) & kDeterminer) != 0 &&
         at + 2 < segments_.tokens.size() && Capital(at + 1);
}

// "NGOs", "GANs": several of what the letters stand for.
bool CandidateFinder::PluralLetters(uint32_t at) const {
  const Token& t = tokens_[at];
  if (t.length < 3 || norm_[t.end() - 1] != 's' || (Of(at) & (kKnownOrganisation | kTeam)) != 0)
    return false;
  for (uint32_t i = t.begin; i + 1 < t.end(); ++i) {
    if (norm_[i] < 'A' || norm_[i] > 'Z') return false;
  }
  return true;
}

// "(D-N.Y.)", ", R-Ala.,": the party and state of a member of Congress.
bool CandidateFinder::PartyAndState(uint32_t first, uint32_t last) const {
  const uint32_t begin = tokens_[first].begin;
  if (tokens_[last - 1].end() - begin < 4 || first == 0) return false;
  const char* const tag = norm_ + begin;
  return tag[1] == '-' && (tag[0] == 'D' || tag[0] == 'R' || tag[0] == 'I') && tag[2] >= 'A' &&
         tag[2] <= 'Z' && (Mark(first - 1, '(') || Mark(first - 1, ','));
}

void CandidateFinder::Emit(uint32_t first, uint32_t last, uint32_t title_first,
                           std::vector<Candidate>* out) const {
  if (first == title_first) {
    // Words that never are part of a name by themselves fall off at both ends.
    while (first < last && (SmallWord(first) || !tokens_[first].Is(segment::kWord)) &&
           !NamesSomebody(first)) {
      if (InitialOf(first, last)) break;
      if (OpensBody(first) && (Of(last - 1) & kHeadLast) != 0) break;
      const Phrase p = Longest(Vocabulary::kNames, first, last);
      // "The Hague" keeps its determiner, "The New York Times" does not.
      if (p.tokens > 0 && ((Of(first) & kDeterminer) == 0 ||
                           (first + p.tokens == last && (p.traits & (kAnyPlace | kNotName)) != 0)))
        break;
      ++first;
    }
    title_first = first;
  }
  const uint32_t end = last;
  while (last > first && FallsOff(first, last) &&
         first + Longest(Vocabulary::kNames, first, end).tokens != last)
    --last;
  if (first >= last || last - first > kLongestName) return;
  if (first > 0 && Mark(first - 1, '<')) return;  // the codes of a ticker: <VOWG.F>
  if (last - first == 1 && (tokens_[first].length == 1 || PluralLetters(first))) return;
  if (last - first == 2 && Initial(first) && Mark(first + 1, '.')) return;
  // "X-rays", "K-pop"
  if (last - first == 3 && Initial(first) && Mark(first + 1, '-') && !Capital(first + 2)) return;
  if (PartyAndState(first, last)) return;
  // "(NASDAQ: AAPL)"
  if (last - first == 1 && first > 2 && Mark(first - 1, ':') && Mark(first - 3, '(') &&
      last < segments_.tokens.size() && Mark(last, ')') && tokens_[first].Is(segment::kAllCaps) &&
      (Of(first - 2) & kKnownOrganisation) != 0)
    return;
  out->push_back({first, last, title_first, false});
}

// "King said": a title or role that has no name behind it and nothing before it is the family name
// of somebody whom the article names in full elsewhere, or nothing; the ledger knows.
void CandidateFinder::EmitSurname(uint32_t at, std::vector<Candidate>* out) const {
  if (at > 0 && !tokens_[at].Is(segment::kAllCaps) && (Of(at - 1) & kDeterminer) == 0 &&
      (Of(at) & (kPlural | kOrgPossessive)) == 0)
    Emit(at, at + 1, at, out);
}

// "Joint Editor", "Senior Vice President": what opens a role is not part of the body before it.
uint32_t CandidateFinder::WithoutModifiers(uint32_t first, uint32_t last) const {
  while (last > first && (Of(last - 1) & kRoleModifier) != 0) --last;
  return last;
}

// "Head of LEBA | Fatallah Fawzi", "Mayor of London | Sadiq Khan", "Prime Minister of Mongolia |
// L.Oyun": what somebody heads ends at `at`, and a name no list knows follows.
bool CandidateFinder::PersonBehind(uint32_t begin, uint32_t at, uint32_t last) const {
  if (at + 2 >= last || !Capital(at + 1) || !tokens_[at + 1].Is(segment::kSpaceBefore))
    return false;
  const Traits its = Of(at);
  // "Critics of Maria Machado"
  if (at == begin && (its & kGivenName) != 0 && !tokens_[at].Is(segment::kAllCaps)) return false;
  const bool body = tokens_[at].Is(segment::kAllCaps) || (its & (kAnyPlace | kOrdinary)) != 0 ||
                    (at > begin && (its & kHeadLast) != 0);
  if (!body) return false;
  constexpr Traits kNoName =
      kOrdinary | kAnyName | kNationality | kHeadLast | kPlaceLast | kOrgSuffix;
  if (Initial(at + 1) && Mark(at + 2, '.') && at + 3 < last)
    return !tokens_[at + 3].Is(segment::kSpaceBefore) && Capital(at + 3);
  if (begin < 2 || (Of(begin - 1) & kOf) == 0 || (Of(begin - 2) & (kRole | kTitle)) == 0)
    return false;
  // Two words, the second perhaps of two syllables.
  const bool two = at + 3 == last || (at + 5 == last && Mark(at + 3, '-'));
  const bool named = (Of(at + 1) & (kGivenName | kNoName)) == kGivenName &&
                     (Of(at + 2) & (kSurname | kHeadLast)) == kSurname;
  return two && Capital(at + 2) && tokens_[at + 2].Is(segment::kSpaceBefore) &&
         (named || ((Of(at + 1) | Of(at + 2)) & kNoName) == 0);
}

// Cuts the region [first, last) at titles, roles and nationalities.
void CandidateFinder::Cut(uint32_t first, uint32_t last, uint32_t sentence_first,
                          std::vector<Candidate>* out) const {
  uint32_t begin = first;
  uint32_t i = first;
  uint32_t known_end = first;  // where the last known body of several words ended
  uint32_t final = last - 1;
  while (final > first && !tokens_[final].Is(segment::kWord)) --final;
  const Traits ending = Of(final);
  const bool headed = Capital(final) && (ending & (kHeadLast | kPlaceLast | kOrgSuffix)) != 0 &&
                      ((ending & kStrongHead) != 0 || (ending & (kTitle | kRole)) == 0);
  while (i < last) {
    if (const Phrase p = Longest(Vocabulary::kNames, i, last); p.tokens > 0) {
      const uint32_t after = i + p.tokens;
      // "England captain" has been cut; a place or body followed by a given name ends here:
      // "Chelsea | John Terry".
      const bool given =
          after < last && (Of(after) & kGivenName) != 0 && (Of(after) & kAnyName) == 0;
      // "South Korean | Park Ji-sung", "Costa Rican | Keylor Navas"
      const bool national =
          (p.traits & (kNationality | kAnyName)) == kNationality && after + 1 < last &&
          ((after + 3 < last && Mark(after + 2, '-') && !Capital(after + 3)) ||
           ((Of(after) & (kOrdinary | kHeadLast)) == 0 && (Of(last - 1) & kOrdinary) == 0));
      if (after < last && Capital(after) && !headed &&
          (national ||
           (given && (p.traits & (kKnownOrganisation | kTeam | kCountry | kNationality)) != 0))) {
        Emit(begin, after, begin, out);
        begin = after;
      }
      if ((p.traits & (kKnownOrganisation | kTeam)) != 0) known_end = after;
      i = after;
      continue;
    }
    const bool inside = i > begin;
    const bool behind_known = inside && i == known_end;
    const Traits its = Of(i);
    if ((its & kCutsHere) == 0 && i + 2 >= last &&
        ((i != sentence_first && !tokens_[i].Is(segment::kAllCaps)) || i + 1 == last)) {
      ++i;  // most words
      continue;
    }
    // "Marine Le Pen": a given name, no soldier.
    if (!inside && (its & kGivenName) != 0 && i + 2 < last && Capital(i + 1) &&
        (Of(i + 1) & (kParticle | kGivenName)) == kParticle) {
      ++i;
      continue;
    }
    uint32_t n = TitleAt(i, last);
    // "Stephen King", "Mike Judge": a family name after a given name is no title.
    if (n == 1 && inside && (its & kSurname) != 0 && (Of(i - 1) & (kGivenName | kTitle)) != 0 &&
        (i + 1 == last || (Of(i + 1) & kNameSuffix) != 0)) {
      n = 0;
    }
    // "Sajida Begum", "Hun Sen": a title at the end is part of the name.
    if (n == 1 && inside && i + 1 == last && (its & kRoleTitle) == 0 &&
        (Of(i - 1) & (kOrdinary | kTitle)) == 0)
      n = 0;
    if (n == 1 && i == begin + 1 && InnerTitle(i, last)) n = 0;
    // "comedian Dean Obeidallah": behind a role a given name.
    if (n == 1 && i == begin && i > sentence_first && (its & kGivenName) != 0 && i + 2 == last &&
        (Of(i - 1) & kRole) != 0 && !Capital(i - 1)) {
      ++i;
      continue;
    }
    // "Robert M. Levy", "Hossein Amir-Abdollahian"
    if (n > 0 && inside &&
        (Initial(i) || (n == 1 && (its & kRoleTitle) == 0 && i + 2 < last && Mark(i + 1, '-') &&
                        Capital(i + 2) && (Of(i + 2) & kTitle) == 0)))
      n = 0;
    const bool stopped = n > 1 && Mark(i + n - 1, '.');
    // "Mr Cable": what follows says no more what it is.
    const bool courtesy = n > 0 && (its & kCourtesy) != 0 && i + n < last && Capital(i + n) &&
                          !behind_known && (Of(i + n) & (kHeadOf | kTitle | kRole)) == 0;
    // "Queen Mary University", "General Assembly": the head says what it is.
    if (n > 0 && !stopped && !courtesy && headed && !behind_known && i + n < last) {
      const Traits next = Of(i + n);
      if ((next & kGivenName) == 0 || ((ending & kStrongHead) != 0 && !inside)) n = 0;
    }
    // "General Directorate of …"
    if (n == 1 && i + 1 < last && (Of(i + 1) & (kHeadOf | kHeadLast)) != 0 &&
        (Of(i + 1) & (kStrongHead | kGivenName | kSurname)) == kStrongHead)
      n = 0;
    // "Metropolitan Government": what follows is no name.
    if (n == 1 && !courtesy && i + 1 < last && Capital(i + 1) && (its & kOfficeLetters) == 0 &&
        (its & (kOrdinary | kRoleTitle)) != 0 &&
        (Of(i + 1) & (kOrdinary | kGivenName | kSurname | kTitle | kRole)) == kOrdinary)
      n = 0;
    // "Deutsche Bank AG": no attorney general; but "Texas | AG".
    if (n == 1 && inside && i + 1 == last && (its & kOrgSuffix) != 0 &&
        (Of(i - 1) & (kHeadLast | kKnownOrganisation)) != 0 &&
        (Of(i - 1) & (kAnyPlace | kNationality | kGivenName)) == 0)
      n = 0;
    // "Ministry of Law and Justice"
    if (n == 1 && inside && i + 1 == last &&
        ((Of(i - 1) & kAnd) != 0 ||
         ((its & (kRoleTitle | kOrdinary)) == kOrdinary && UnderHead(begin, i))))
      n = 0;
    // "Office of the Registrar of Companies"
    if (n > 0 && i >= begin + 2 &&
        ((Of(i - 1) & kOf) != 0 || ((Of(i - 1) & kThe) != 0 && (Of(i - 2) & kOf) != 0)))
      n = 0;
    // "Czech Senate | President", "House of Representatives Judiciary Committee | Chairman": the
    // body ends inside.
    const auto ends_body = [&](uint32_t office) {
      // … but "Malaysian | Finance Minister".
      return office > 1 && inside &&
             (its & (kHeadLast | kStrongHead)) == (kHeadLast | kStrongHead) &&
             tokens_[i + 1].word != minister_ && tokens_[i + 1].word != secretary_ &&
             ((Of(i - 1) & (kAnyPlace | kNationality)) != 0 || Of(i - 1) == 0 ||
              (known_end > begin && known_end < i));
    };
    if (ends_body(n) || (n == 0 && ends_body(RoleAt(i, last)))) {
      ++i;
      Emit(begin, i, begin, out);
      begin = i;
      continue;
    }
    if (n > 0) {
      if (inside) Emit(begin, WithoutModifiers(begin, i), begin, out);
      const uint32_t title = i;
      i += n;
      while (i < last) {
        const uint32_t more = TitleAt(i, last);
        if (more == 0 || i + more >= last) break;
        i += more;
      }
      if (i >= last && title == begin && n == 1 && tokens_[title].Is(segment::kAllCaps)) {
        Emit(title, last, title, out);  // "DA": an office, or the letters of a body
        return;
      }
      if (i >= last) {  // a title without a name: "the Prime Minister"
        if (i == title + 1) EmitSurname(title, out);
        return;
      }
      // "President | de Gaulle", "Dr | al-Ansari"
      uint32_t name = i;
      while (
          name < last && !Capital(name) &&
          ((Of(name) & (kParticle | kFunctionWord)) == kParticle || (name > i && Mark(name, '-'))))
        ++name;
      if (name == i || name == last || !Capital(name)) name = i;
      if (!Capital(name)) {  // "Ministers of", "Secretary for": a role that goes on
        begin = i = i + 1;
        continue;
      }
      // The name goes on to the end of the region or to the next cut.
      uint32_t end = name + 1;
      while (end < last &&
             (TitleAt(end, last) == 0 || (Of(end) & kSurname) != 0 || Initial(end) ||
              (end == i + 1 && InnerTitle(end, last)) ||
              (end + 1 == last && (Of(end) & kRoleTitle) == 0 && (Of(end - 1) & kOrdinary) == 0)) &&
             (Of(end) & kPostSuffix) == 0)
        ++end;
      // "Mr President" names nobody.
      if (end - i > 1 || (Of(title) & kCourtesy) == 0 ||
          (Of(i) & (kRoleTitle | kSurname)) != kRoleTitle)
        Emit(i, end, title, out);
      if (end < last && (Of(end) & kPostSuffix) != 0) ++end;
      begin = i = end;
      continue;
    }
    if (const uint32_t role = RoleAt(i, last); role > 0) {
      const uint32_t after = i + role;
      const bool given = after < last && (Of(after) & kGivenName) != 0 && inside;
      const bool two_syllables = after + 3 < last && Mark(after + 2, '-') && !Capital(after + 3);
      const bool named = after < last && Capital(after) &&
                         (Of(after) & (kHeadLast | kHeadOf | kRole)) == 0 &&
                         (two_syllables ||  // "Legislator | Hung Sun-han"
                          (Of(after) & (kOrdinary | kGivenName | kSurname)) != kOrdinary);
      // "Gary Player": a given name and what is a role as a word.
      const bool surname =
          inside && (Of(i - 1) & kGivenName) != 0 &&
          ((its & kSurname) != 0 || (i == begin + 1 && after == last && (its & kTitle) == 0 &&
                                     (Of(i - 1) & (kOrdinary | kAnyName | kNationality)) == 0));
      // "Arbitration Centre": a head and no centre forward.
      const bool head = inside && after == last && (its & (kHeadLast | kPlaceLast)) != 0;
      const bool of = i > begin && (Of(i - 1) & (kOf | kThe | kAnd | kForOn)) != 0;
      // "International Centre of …", "Nicaraguan Center for …"
      const bool heads = role == 1 && after + 1 < last && (its & kHeadOf) != 0 &&
                         (Of(after) & (kOf | kForOn)) != 0;
      // "Association of City Mayors"
      const bool plural = inside && after == last && (its & kPlural) != 0 && UnderHead(begin, i);
      if (!surname && !of && !head && !heads && !plural &&
          (given || (!headed && (named || after == last || !Capital(after))))) {
        if (inside) Emit(begin, WithoutModifiers(begin, i), begin, out);
        if (i == first && after == last && role == 1) EmitSurname(i, out);
        begin = i = after;
        continue;
      }
      if (role > 1) {
        i = after;
        continue;
      }
    }
    // "House Republican | Mike Rogers", "Australian | Anthony Hill": a given and a family name,
    // that may be words.
    const bool full = i + 3 == last && (Of(i + 1) & kGivenName) != 0 &&
                      (Of(i + 2) & kSurname) != 0 &&
                      ((Of(i + 2) & (kHeadLast | kPlaceLast)) == 0 ||
                       ((Of(i + 1) & kOrdinary) == 0 && (Of(i + 2) & kStrongHead) == 0));
    if ((its & kNationality) != 0 && i + 1 < last && (!headed || full) &&
        (its & (kSurname | kWordSurname)) != kSurname &&  // "Han Li Guang"
        (i == begin || (i + 2 < last && (Of(i + 1) & kGivenName) != 0))) {
      const Traits next = Of(i + 1);
      // "Thai | Swarot Soket": no list knows them.
      const bool unknown = i + 3 == last && Capital(i + 1) && Capital(i + 2) && next == 0 &&
                           (Of(i + 2) & ~(kGivenName | kSurname | kMale | kFemale)) == 0;
      if (unknown ||
          ((next & kGivenName) != 0 && (full || (next & (kOrdinary | kHeadLast)) == 0)) ||
          (i + 2 == last && (next & kKnownOrganisation) != 0 && (next & kOrdinary) == 0)) {
        Emit(begin, i + 1, begin, out);
        begin = i = i + 1;
        continue;
      }
    }
    // "ILO | Cynthia Samuel", "Police | Mukta Dhar": a body, a place and a name side by side.
    // "Food Security Committee | Abdulrahman Al-Fadhli": "Committee" heads what stands before it.
    if (i + 2 < last && ((its & kParticle) == 0 || tokens_[i].Is(segment::kAllCaps)) &&
        ((its & (kGivenName | kSurname)) == 0 || tokens_[i].Is(segment::kAllCaps)) && !headed &&
        Capital(i + 1) && (Capital(i + 2) || (Of(i + 2) & kParticle) != 0) &&
        (Of(i + 2) & (kOrdinary | kHeadLast)) == 0 && (its & kPlaceFirst) == 0 &&
        ((its & (kHeadOf | kStrongHead)) != (kHeadOf | kStrongHead) ||
         (i > begin && (its & kHeadLast) != 0)) &&
        ((tokens_[i].Is(segment::kAllCaps) && !tokens_[i].Is(segment::kStops) &&
          tokens_[i].length > 2) ||
         (its & (kKnownOrganisation | kTeam | kStrongHead | kAnyPlace | kNationality |
                 kOrdinary)) != 0) &&
        tokens_[i + 1].Is(segment::kSpaceBefore) && (Of(i + 1) & kGivenName) != 0 &&
        ((Of(i + 1) & (kOrdinary | kAnyPlace | kHeadLast)) == 0 ||
         // "Springboks | John Smit": a given name that is a word too.
         ((Of(i + 1) & (kOrdinary | kMale)) == (kOrdinary | kMale) && i + 3 == last &&
          (Of(i + 2) & kSurname) != 0))) {
      Emit(begin, i + 1, begin, out);
      begin = i = i + 1;
      continue;
    }
    // "State Great Khural | G.Zandanshatar"
    if (i > begin && i + 3 <= last && Initial(i) && Mark(i + 1, '.') &&
        !tokens_[i + 2].Is(segment::kSpaceBefore) && Capital(i + 2) &&
        (Of(i - 1) & (kGivenName | kSurname | kTitle)) == 0 && !Mark(i - 1, '.')) {
      Emit(begin, i, begin, out);
      begin = i;
      i += 3;
      continue;
    }
    // "Gilbert Houngbo | ILO"
    if (i + 1 == last && i >= begin + 2 && tokens_[i].Is(segment::kAllCaps) &&
        tokens_[i].length >= 3 && (its & kKnownOrganisation) != 0 &&
        (Of(begin) & (kGivenName | kAnyName | kOrdinary)) == kGivenName &&
        (Of(i - 1) & (kOrdinary | kAnyName | kHeadLast)) == 0) {
      Emit(begin, i, begin, out);
      begin = i;
    }
    // "Alternative National Congress | ANC"
    if (i + 1 == last && i >= begin + 3 && tokens_[i].Is(segment::kAllCaps) &&
        !tokens_[i - 1].Is(segment::kAllCaps) && tokens_[i].length >= 3 &&
        (its & (kCountry | kOrgSuffix)) == 0 &&
        norm_[tokens_[i].begin] == norm_[tokens_[begin].begin] &&
        norm_[tokens_[i].end() - 1] == norm_[tokens_[i - 1].begin]) {
      Emit(begin, i, begin, out);
      begin = i;
    }
    // "Jane Doe | LONDON (Reuters)"
    if (i + 1 == last && i >= begin + 2 && tokens_[i].Is(segment::kAllCaps) &&
        tokens_[i].length >= 4 && (its & kAnyPlace) != 0 && !tokens_[i - 1].Is(segment::kAllCaps) &&
        (Of(begin) & kGivenName) != 0) {
      Emit(begin, i, begin, out);
      begin = i;
    }
    if (!headed && PersonBehind(begin, i, last)) {
      Emit(begin, i + 1, begin, out);
      begin = i = i + 1;
      continue;
    }
    if ((its & kPostSuffix) != 0 && inside && tokens_[i].Is(segment::kAllCaps) &&
        (Of(i - 1) & kKnownOrganisation) == 0 && i - begin >= 2 && !headed) {
      Emit(begin, i, begin, out);
      begin = i = i + 1;
      continue;
    }
    // "Former | England captain"
    if (i == sentence_first && i == begin && i + 1 < last && Capital(i + 1) && !headed &&
        (its & kRoleModifier) != 0 &&
        (Of(i + 1) & (kAnyPlace | kNationality | kKnownOrganisation | kTeam)) != 0) {
      begin = i = i + 1;
      continue;
    }
    // "JUST WATCHED | Obama": a shouted word before a name that is not.
    if (i == begin && i + 1 < last && !headed && tokens_[i].Is(segment::kAllCaps) &&
        tokens_[i].length > 3 && (its & (kOrdinary | kKnownOrganisation)) == kOrdinary &&
        Capital(i + 1) && !tokens_[i + 1].Is(segment::kAllCaps) &&
        (Of(i + 1) & (kGivenName | kSurname | kCountry)) != 0) {
      begin = i = i + 1;
      continue;
    }
    // "Distributor | Sony Pictures", "Forget | Mexico"
    if (i == sentence_first && i == begin && i + 1 < last && (its & kOrdinary) != 0 &&
        (its & (kGivenName | kHeadOf | kHeadLast | kBodyModifier | kAnyName)) == 0) {
      const Phrase p = Longest(Vocabulary::kNames, i + 1, last);
      if ((p.tokens > 0 &&
           ((its & kRoleModifier) != 0 || (p.traits & (kKnownOrganisation | kTeam)) != 0)) ||
          (i + 2 == last && (its & (kGroupNoun | kTitle)) == 0 &&
           (Of(i + 1) & (kCountry | kOrdinary)) == kCountry)) {
        begin = i = i + 1;
        continue;
      }
    }
    // "Minister of Energy and Natural Resources | Fatih Donmez", "Minister of Health | Tom Marsh"
    if (i + 2 < last && (its & (kOrdinary | kGivenName)) == kOrdinary && Capital(i) &&
        Capital(i + 1) && Capital(i + 2) &&
        (!headed || (i + 3 == last && (ending & (kSurname | kStrongHead)) == kSurname)) &&
        ((Of(i + 1) & kGivenName) != 0 ||
         ((i + 3 == last || (i + 5 == last && Mark(i + 3, '-') && !Capital(i + 4))) &&
          ((Of(i + 1) | Of(i + 2)) & ~(kGivenName | kSurname | kMale | kFemale)) == 0)) &&
        UnderOffice(begin)) {
      Emit(begin, i + 1, begin, out);
      begin = i = i + 1;
      continue;
    }
    // The first word of a sentence has a capital anyway: "Actor | Christian Slater", "Police | in".
    if (i == sentence_first && i == begin && i + 1 < last && (its & kOrdinary) != 0 &&
        (its & (kGivenName | kHeadOf)) == 0) {
      const Traits next = Of(i + 1);
      // … but "Moon Jae-in".
      const bool two_syllables = i + 3 < last && Mark(i + 2, '-') && !Capital(i + 3);
      // "Noting | Obama", "Says | Kremlacek"
      const bool doing =
          i + 2 == last && ((next & kSurname) != 0 || next == 0) &&
          ((its & kCueVerb) != 0 ||
           (tokens_[i].length > 5 && norm_[tokens_[i].end() - 1] == 'g' &&
            norm_[tokens_[i].end() - 3] == 'i' && (its & (kSurname | kHeadLast)) == 0));
      if (((next & kGivenName) != 0 || doing) && (next & kOrdinary) == 0 && !two_syllables) {
        begin = i = i + 1;
        continue;
      }
    }
    ++i;
  }
  // "the Reagan | Administration"
  if (begin + 2 == last && tokens_[begin + 1].word == administration_ &&
      (Of(begin) & kSurname) != 0 && (Of(begin) & (kPlaceLast | kAnyPlace)) == 0 && begin > 0 &&
      (Of(begin - 1) & kThe) != 0)
    --last;
  if (begin < last) Emit(begin, last, begin, out);
}

// "de Blasio", "al-Assad", "bin Laden": a particle opens the name.
uint32_t CandidateFinder::ParticleBefore(uint32_t capital, const Sentence& sentence,
                                         uint32_t from) const {
  const uint32_t begin = std::max(from, sentence.first);
  uint32_t particle = capital - 1;
  if (capital >= begin + 2 && Mark(particle, '-') && !tokens_[particle].Is(segment::kSpaceBefore) &&
      !tokens_[capital].Is(segment::kSpaceBefore))
    --particle;
  if (capital <= begin || Capital(particle)) return capital;
  const Traits its = Of(particle);
  if (tokens_[particle].length == 1 && (Of(capital) & kGivenName) != 0) return capital;
  if ((its & kParticle) == 0 || (its & kFunctionWord) != 0 ||
      (Of(capital) & (kAnyPlace | kNationality | kCalendar)) != 0)
    return capital;
  // "van der Leyen"
  while (particle > begin && (Of(particle - 1) & (kParticle | kFunctionWord)) == kParticle &&
         !Capital(particle - 1) && tokens_[particle - 1].length > 1)
    --particle;
  return particle;
}

void CandidateFinder::Find(std::span<const uint32_t> capitals, std::vector<Candidate>* out) {
  uint32_t from = 0;  // the first token that is in no name yet
  const Block* block = nullptr;
  bool read = false;
  for (const uint32_t i : capitals) {
    if (i < from) continue;
    const Sentence& sentence = segments_.sentences[tokens_[i].sentence];
    if (const Block& its = segments_.blocks[sentence.block]; &its != block) {
      block = &its;
      read = !Skipped(its.role) && !InTitle(its);
    }
    if (!read) continue;
    if (const uint32_t first = ParticleBefore(i, sentence, from); first != i) {
      from = RegionEnd(i, sentence.last);
      // "Mr. | de Blasio"
      uint32_t title = first;
      if (first >= sentence.first + 2 && Mark(first - 1, '.') && (Of(first - 2) & kTitle) != 0)
        title = first - 2;
      Emit(first, from, title, out);
      continue;
    }
    // "In London", "But Smith": the word is not part of what follows; but "A. Dale".
    if (!InitialOf(i, sentence.last) && (SmallWord(i) || (Of(i) & kDateWord) != 0) &&
        !OpensBody(i) && Longest(Vocabulary::kNames, i, sentence.last).tokens == 0 &&
        !NamesSomebody(i)) {
      from = i + 1;
      continue;
    }
    // "pro-Kurdish | Peoples' Democratic Party"
    if ((Of(i) & kNationality) != 0 && i > sentence.first && Mark(i - 1, '-') &&
        !tokens_[i].Is(segment::kSpaceBefore) && i + 1 < sentence.last && Capital(i + 1)) {
      from = i + 1;
      Emit(i, from, i, out);
      continue;
    }
    from = RegionEnd(i, sentence.last);
    // "Anti-Netanyahu", "Ex-Barcelona": what the name is against is no part of it; but
    // "Anti-Corruption Commission".
    const uint32_t first =
        from == i + 3 && Mark(i + 1, '-') && (Of(i) & kHyphenOpening) != 0 && Capital(i + 2) ? i + 2
                                                                                             : i;
    Cut(first, from, sentence.first, out);
  }
}

void CandidateFinder::FindInTitles(const std::function<uint32_t(uint32_t, uint32_t)>& longest_key,
                                   std::vector<Candidate>* out) {
  for (const Block& block : segments_.blocks) {
    if (Skipped(block.role) || !InTitle(block)) continue;
    for (uint32_t i = block.first; i < block.last;) {
      if (!tokens_[i].Is(segment::kWord) || !Capital(i)) {
        ++i;
        continue;
      }
      uint32_t n = longest_key(i, block.last);
      if (const Phrase p = Longest(Vocabulary::kNames, i, block.last); p.tokens > n) n = p.tokens;
      if (n > 0) {
        out->push_back({i, i + n, i, true});
        i += n;
        continue;
      }
      // Words no dictionary has, one beside the other, and a name behind its initial.
      uint32_t end = i;
      if (InitialOf(i, block.last) && tokens_[i + 2].length > 2 &&
          (Of(i + 2) & (kFunctionWord | kAnyPlace)) == 0)
        end = i + 3;
      while (end < block.last && Capital(end) && end < i + kLongestName &&
             (end == i || tokens_[end].Is(segment::kSpaceBefore) || Mark(end - 1, '-'))) {
        const Traits t = Of(end);
        if ((t & (kFunctionWord | kTitle | kRole)) != 0) break;
        // "Hull 0 Reading 2"
        const bool team =
            (t & kTeam) != 0 && end + 1 < block.last && tokens_[end + 1].Is(segment::kNumber);
        if ((t & kOrdinary) != 0 && !team &&
            (end == i ? (t & (kGivenName | kKnownOrganisation | kWellKnown)) == 0
                      : (t & (kSurname | kHeadLast | kGivenName)) == 0)) {
          break;
        }
        if (end > i && longest_key(end, block.last) > 1) break;
        ++end;
        if (end + 1 < block.last && Mark(end, '-') && !tokens_[end].Is(segment::kSpaceBefore) &&
            Capital(end + 1))
          ++end;
      }
      if (end == i) {
        ++i;
        continue;
      }
      while (end > i && !tokens_[end - 1].Is(segment::kWord)) --end;
      Emit(i, end, i, out);
      if (!out->empty() && out->back().first == i) out->back().in_title = true;
      i = end;
    }
  }
}

}  // namespace presscut::names
