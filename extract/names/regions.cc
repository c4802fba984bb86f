// Where a region of name words ends: which small words and marks join what stands on both sides of
// them into one name. The rest of CandidateFinder is in candidates.cc.

#include <algorithm>
#include <string_view>

#include "extract/names/candidates.h"

namespace presscut::names {

using segment::Token;

// Whether a head that takes "of" stands right before `at`: "Bank | of", "Supreme Court | of",
// "Office | of".
bool CandidateFinder::HeadBefore(uint32_t region, uint32_t at) const {
  if (at == region) return false;
  const Traits before = Of(at - 1);
  if (before & (kHeadOf | kPlaceFirst)) return true;
  // "Office of the Registrar | of Companies"
  if ((before & (kTitle | kRole)) != 0 && at - region >= 4 && (Of(at - 2) & kThe) != 0 &&
      (Of(at - 3) & kOf) != 0 && (Of(at - 4) & kHeadOf) != 0)
    return true;
  if ((before & kHeadLast) != 0 && (before & kStrongHead) != 0) return true;
  // "National System of Conservation Areas"
  return at - region >= 2 && (Of(region) & kBodyModifier) != 0 && (before & kOrdinary) != 0 &&
         (before & (kTitle | kRole)) == 0;
}

// Whether the region already holds "<head> of" or "<head> for": what follows is what the body is
// for.
bool CandidateFinder::UnderHead(uint32_t region, uint32_t at) const {
  for (uint32_t i = at; i-- > region + 1;) {
    if ((Of(i) & (kOf | kForOn)) != 0 && (Of(i - 1) & (kHeadOf | kHeadLast)) != 0) return true;
  }
  return false;
}

// Whether a known body ends at `at`.
bool CandidateFinder::KnownBefore(uint32_t region, uint32_t at) const {
  if ((Of(at - 1) & kKnownOrganisation) != 0) return true;
  for (uint32_t i = region; i + 1 < at; ++i) {
    const Phrase p = Longest(Vocabulary::kNames, i, at);
    if (i + p.tokens == at && (p.traits & kKnownOrganisation) != 0) return true;
  }
  return false;
}

// "Society for the Defence | of Public Funds", "Commission on the Status | of Women": an ordinary
// noun under "for" or "on".
bool CandidateFinder::UnderFor(uint32_t region, uint32_t at) const {
  if (at == region || (Of(at - 1) & kOrdinary) == 0) return false;
  for (uint32_t i = at - 1; i-- > region;) {
    if ((Of(i) & kForOn) != 0) return true;
  }
  return false;
}

// Whether the run of capitals from `at` on ends in the head of an organisation and is all ordinary
// words. Looked for no further than a name is long: "Smith and Smith and …" would else be read to
// its end from each of them.
bool CandidateFinder::HeadAhead(uint32_t at, uint32_t last) const {
  last = std::min(last, at + kLongestName);
  bool head = false;
  for (uint32_t i = at; i < last; ++i) {
    const Traits t = Of(i);
    if (!Capital(i)) {
      if ((t & kAnd) != 0 && i + 1 < last && Capital(i + 1) && !head) continue;
      break;
    }
    if ((t & (kOrdinary | kHeadLast | kOrgSuffix)) == 0 || (t & (kAnyPlace | kNationality)) != 0)
      return false;
    if (i == at && (t & kHeadOf) != 0 && i + 1 < last && (Of(i + 1) & kOf) != 0) return false;
    head = i > at && (t & (kHeadLast | kOrgSuffix)) != 0;
  }
  return head;
}

bool CandidateFinder::JoinsAnd(uint32_t region, uint32_t at, uint32_t last) const {
  if (at + 1 >= last) return false;
  const Traits before = Of(at - 1), after = Of(at + 1);
  // "Economic Commission for Latin America and the Caribbean"; but "Research Council of Norway and
  // the U.S. Science Foundation" is two.
  if ((after & kThe) != 0) {
    return (at + 3 >= last || !Capital(at + 3)) && at + 2 < last && Capital(at + 2) &&
           (Of(at + 2) & kAnyPlace) != 0 && (before & kAnyPlace) != 0 && UnderHead(region, at);
  }
  if (!Capital(at + 1)) return false;
  if ((after & kFunctionWord) != 0) return false;
  // "Goldman Sachs and Co"
  if ((after & kOrgSuffix) != 0 && tokens_[at + 1].length == 2 &&
      !tokens_[at + 1].Is(segment::kAllCaps) && (before & kAnyPlace) == 0 &&
      (at + 2 >= last || !Capital(at + 2) || Mark(at + 2, '.')))
    return true;
  const bool under = UnderHead(region, at);
  if ((after & kTitle) != 0) {
    // "Ministry of Law and Justice": what follows is no name.
    if (!under || (after & kOrdinary) == 0) return false;
    if (at + 2 < last && Capital(at + 2) &&
        (Of(at + 2) & (kOrdinary | kGivenName | kSurname)) != kOrdinary)
      return false;
  }
  if (under) {
    if ((before & (kAnyPlace | kGivenName)) != 0 && (before & kOrdinary) == 0) return false;
    // "Ministry of Finance and | Bank of China", "… and | Serum Institute of India" is two.
    if (at + 2 < last && (after & kHeadOf) != 0 && (Of(at + 2) & kOf) != 0) return false;
    if (at + 3 < last && Capital(at + 2) && (Of(at + 2) & kHeadOf) != 0 && (Of(at + 3) & kOf) != 0)
      return false;
    if ((after & (kAnyPlace | kGivenName | kKnownOrganisation)) != 0 && (after & kOrdinary) == 0)
      return false;
    return (before & kOrgSuffix) == 0;
  }
  if ((before & kOrdinary) == 0) return false;
  // "Texas Parks and Wildlife Department"; but "Justice Department and Supreme Court" is two.
  if ((before & (kAnyPlace | kNationality)) != 0 ||
      (before & (kHeadLast | kStrongHead)) == (kHeadLast | kStrongHead))
    return false;
  return HeadAhead(at + 1, last);
}

// "Keefe, Bruyette & Woods": family names, no bodies of their own, the last behind "&".
bool CandidateFinder::Partners(uint32_t region, uint32_t at, uint32_t last) const {
  constexpr Traits kOther = kAnyName | kNationality | kHeadLast | kOrgSuffix | kTitle | kRole;
  const auto partner = [&](uint32_t t) {
    return Capital(t) && !tokens_[t].Is(segment::kAllCaps) && tokens_[t].length > 1 &&
           (Of(t) & kOther) == 0 && ((Of(t) & kOrdinary) == 0 || (Of(t) & kSurname) != 0);
  };
  if (at - region != 1 || !partner(region)) return false;
  uint32_t i = at + 1;
  const uint32_t far = std::min(last, at + 10);  // a longer list is no firm's
  while (i + 2 < far && partner(i) && Mark(i + 1, ',')) i += 2;
  return i + 2 < last && partner(i) && Mark(i + 1, '&') && partner(i + 2) &&
         Longest(Vocabulary::kNames, i, last).tokens == 0;
}

// "Society of Horse Breeders of Uruguay (SHBU)": the letters in brackets behind the words from
// `next` on say that the name goes on so far.
bool CandidateFinder::LettersSay(uint32_t region, uint32_t next, uint32_t last) const {
  constexpr uint32_t kFar = 8;
  uint32_t i = next, ends = next;
  for (; i < last && i < next + kFar; ++i) {
    if (Capital(i)) {
      ends = i;
    } else if ((Of(i) & (kOf | kAnd | kForOn | kThe | kPreposition)) == 0) {
      break;
    }
  }
  if (i + 2 >= last || i != ends + 1 || !Mark(i, '(') || !Mark(i + 2, ')')) return false;
  const Token& letters = tokens_[i + 1];
  return letters.Is(segment::kAllCaps) && letters.length >= 3 &&
         norm_[letters.begin] == norm_[tokens_[region].begin] &&
         norm_[letters.end() - 1] == norm_[tokens_[ends].begin];
}

// 'Alexander "Boris" Johnson': where the name goes on behind a nickname whose mark opens at `at`;
// 0: nowhere.
uint32_t CandidateFinder::BehindNickname(uint32_t region, uint32_t at, uint32_t last) const {
  const bool given =
      (Of(at - 1) & kGivenName) != 0 || (at - region >= 2 && (Of(at - 2) & kGivenName) != 0);
  if (!tokens_[at].Is(segment::kSpaceBefore) || !given ||
      (Of(at - 1) & (kAnyName | kHeadLast | kOrgSuffix)) != 0)
    return 0;
  for (uint32_t i = at + 1; i + 1 < last && i <= at + 3; ++i) {
    if (i > at + 1 && tokens_[i].Is(segment::kQuote) && !tokens_[i].Is(segment::kSpaceBefore)) {
      const bool family = Capital(i + 1) && tokens_[i + 1].Is(segment::kSpaceBefore) &&
                          (Of(i + 1) & (kFunctionWord | kTitle | kRole)) == 0;
      return family ? i + 2 : 0;
    }
    if (!Capital(i)) return 0;
  }
  return 0;
}

// "Department for Business, Energy and Industrial Strategy"; "Advisory, Conciliation and
// Arbitration Service".
bool CandidateFinder::JoinsComma(uint32_t region, uint32_t at, uint32_t last) const {
  if (at + 1 >= last) return false;
  const Token& next = tokens_[at + 1];
  if (Capital(at + 1) && next.length >= 3 && (Of(at + 1) & (kOrgSuffix | kAnyPlace)) == kOrgSuffix)
    return true;  // ", Inc"
  if (Capital(at + 1) && !next.Is(segment::kAllCaps) && next.length == 2 &&
      (Of(at + 1) & kNameSuffix) != 0)
    return true;  // ", Jr."
  if (Partners(region, at, last)) return true;
  const bool under = UnderHead(region, at);
  if (!under && at - region > 3) return false;
  for (uint32_t i = region; i < at; ++i) {
    if (!under && (Of(i) & (kOrdinary | kNationality)) == 0) return false;
  }
  if ((Of(at - 1) & kOrdinary) == 0 ||
      (Of(at - 1) & (kHeadLast | kStrongHead)) == (kHeadLast | kStrongHead))
    return false;
  uint32_t i = at + 1;
  for (uint32_t words = 0; i < last && words < 8; ++i, ++words) {
    if (Capital(i)) {
      if ((Of(i) & kOrdinary) == 0 || (Of(i) & kTitle) != 0) return false;
      continue;
    }
    if (Mark(i, ',')) continue;
    if ((Of(i) & kAnd) == 0 || i == at + 1) return false;
    if (i + 1 >= last || !Capital(i + 1) || (Of(i + 1) & kOrdinary) == 0) return false;
    return under || HeadAhead(i + 1, last);
  }
  return false;
}

// "People's Liberation Army", "St Thomas' Hospital".
bool CandidateFinder::JoinsPossessive(uint32_t at, uint32_t last) const {
  if (at + 1 >= last || !Capital(at + 1) || at == 0) return false;
  const Traits before = Of(at - 1);
  if ((before & kOrgPossessive) != 0) return true;
  // "Attorney General's Office"
  if ((before & (kTitle | kRole)) != 0 && (Of(at + 1) & kHeadLast) != 0 &&
      (Of(at + 1) & kRole) == 0)
    return true;
  if (at >= 3 && (Of(at - 2) & kTitle) != 0 && tokens_[at - 2].length == 2) {  // St
    return (Of(at + 1) & (kHeadLast | kPlaceLast)) != 0;
  }
  return false;
}

// Where the region goes on behind the mark `at`, which ends no sentence; 0 where it ends here.
uint32_t CandidateFinder::BehindMark(uint32_t region, uint32_t at, uint32_t last) const {
  const Token& t = tokens_[at];
  const Token& next = tokens_[at + 1];
  const Traits before = Of(at - 1);
  const uint32_t length_before = tokens_[at - 1].length;
  switch (t.length == 1 ? norm_[t.begin] : '\0') {
    case '-': {
      if (t.Is(segment::kSpaceBefore)) return 0;
      // "Talal Al- Khaled", as the Gulf's papers space it.
      if (next.Is(segment::kSpaceBefore))
        return (before & kParticle) != 0 && length_before == 2 && Capital(at + 1) ? at + 2 : 0;
      // "Pfizer-BioNTech" is two.
      if ((before & Of(at + 1) & kKnownOrganisation) != 0 &&
          ((before | Of(at + 1)) & (kOrdinary | kAnyPlace)) == 0)
        return 0;
      if (Capital(at + 1) || next.Is(segment::kNumber)) return at + 2;
      // "Kim Jong-un", "Ban Ki-moon"; not "London-based".
      if (!next.Is(segment::kWord)) return 0;
      const Traits after = Of(at + 1);
      // "Co-operative Bank", "Department of Air-conditioning Engineering"; but "Ex-president Lima".
      if (at + 2 < last && Capital(at + 2) && (after & (kTitle | kRole | kHyphenEnding)) == 0 &&
          ((before & kHyphenOpening) != 0 || ((before & kOrdinary) != 0 && UnderHead(region, at))))
        return at + 2;
      if ((after & (kOrdinary | kFunctionWord)) == 0) return at + 2;
      const bool given =
          at - region >= 2 && next.length <= 5 && length_before <= 5 &&
          ((after & kHyphenEnding) == 0 ||
           ((before & kOrdinary) == 0 &&
            (next.length <= 2 ||
             (next.length <= 4 && (Of(at - 2) & kSurname) != 0 && (before & kAnyName) == 0)))) &&
          ((before & (kAnyName | kNationality)) == 0 || (Of(at - 2) & kSurname) != 0);
      return given ? at + 2 : 0;
    }
    case '.': {
      if (t.Is(segment::kSpaceBefore)) return 0;
      const bool suffix = Shortened(at - 1) && at - region >= 2;
      if (Initial(at - 1) || (suffix && length_before <= 4)) return at + 1;
      // "Dolarhoy.com"
      if (next.length == 3 && !next.Is(segment::kSpaceBefore) && next.Is(segment::kWord)) {
        const std::string_view end(norm_ + next.begin, next.length);
        if (end == "com" || end == "org" || end == "net") return at + 2;
      }
      // "St. Louis", "Lt. Smith": an abbreviation inside its sentence.
      return Capital(at + 1) && length_before <= 5 && t.sentence == next.sentence ? at + 1 : 0;
    }
    case '(':
      // "Cheung Kong (Holdings) Ltd"
      return at + 3 < last && Capital(at + 1) && Mark(at + 2, ')') && Capital(at + 3) &&
                     (Of(at + 3) & kOrgSuffix) != 0
                 ? at + 4
                 : 0;
    case '&':
      // "Daniel & Richard Hale" are two.
      if ((Of(region) & Of(at + 1) & kGivenName) != 0 && (before & (kGivenName | kSurname)) != 0 &&
          at - region <= 2 && at + 2 < last && Capital(at + 2) &&
          (Of(at + 2) & (kOrdinary | kOrgSuffix | kHeadLast)) == 0)
        return 0;
      return Capital(at + 1) ? at + 2 : 0;
    case ',':
      return JoinsComma(region, at, last) ? at + 2 : 0;
    case '"':
      return BehindNickname(region, at, last);
    case '\'':
      if (!t.Is(segment::kQuote)) return 0;
      if (t.Is(segment::kSpaceBefore)) return BehindNickname(region, at, last);
      return JoinsPossessive(at, last) ? at + 2 : 0;
    default:
      return 0;
  }
}

// … and behind a word in lower case.
uint32_t CandidateFinder::BehindSmallWord(uint32_t region, uint32_t at, uint32_t last) const {
  const Traits its = Of(at);
  if ((its & (kAnd | kOf | kForOn | kParticle | kPreposition)) == 0) return 0;
  if ((its & (kOf | kForOn | kPreposition)) != 0 && at - region >= 2 && Capital(at + 1) &&
      LettersSay(region, at + 1, last))
    return at + 2;
  if ((its & kAnd) != 0) return JoinsAnd(region, at, last) ? at + 2 : 0;
  uint32_t next = at + 1;
  if ((its & (kOf | kForOn)) != 0) {
    const Traits before = Of(at - 1);
    const bool of = (its & kOf) != 0;
    const uint32_t noun = (Of(next) & kThe) != 0 && next + 1 < last ? next + 1 : next;
    const bool country =
        of && (Of(noun) & kCountry) != 0 && (noun + 1 >= last || !Capital(noun + 1));
    if (of) {
      // "Union of Teachers of Peru", "Clothing Workers of America"
      const bool members =
          country && (before & (kOrdinary | kHeadLast)) != 0 &&
          (UnderHead(region, at) || (at - region >= 2 && (before & (kPlural | kTitle)) == kPlural));
      if (!HeadBefore(region, at) && !UnderFor(region, at) && !members) return 0;
    } else if ((its & kCommonFor) == 0 && KnownBefore(region, at)) {
      return 0;  // "Democrats on TV"
    } else if ((before & kHeadOf) == 0 &&
               (before & (kHeadLast | kStrongHead)) != (kHeadLast | kStrongHead) &&
               !(UnderHead(region, at) && (before & (kOrdinary | kAnyPlace)) != 0 &&
                 (its & kCommonFor) != 0)) {
      return 0;
    }
    if ((Of(next) & kThe) != 0 && next + 1 < last) ++next;
    if (!Capital(next)) return 0;
    const Traits after = Of(next);
    if (!of) {
      // "Center for China Studies"
      if ((after & kAnyPlace) != 0 && (its & kCommonFor) != 0 && next + 1 < last &&
          Capital(next + 1) &&
          (Of(next + 1) & (kOrdinary | kAnyPlace | kGivenName | kTitle | kRole)) == kOrdinary)
        return next + 2;
      return (after & (kCalendar | kAnyPlace | kFunctionWord)) != 0 ? 0 : next + 1;
    }
    if ((after & kCalendar) != 0) return 0;
    // "Government of | President Xi"; but "Council of Ministers", "Court of Justice".
    if (next == at + 1 && (after & kTitle) != 0 && (after & kOrdinary) != 0 &&
        (after & kPlural) == 0 && next + 1 < last && Capital(next + 1))
      return 0;
    // "the Board of the BBC", "the Committee of the Football Association": a body of another body.
    if (next == at + 2 && !country &&
        (tokens_[next].Is(segment::kAllCaps) || HeadAhead(next, last)))
      return 0;
    // "of England and Wales"
    return next + std::max(Longest(Vocabulary::kNames, next, last).tokens, 1u);
  }
  if ((its & kFunctionWord) != 0) return 0;
  // "Rafael Zúñiga y | Harold Fonseca"
  if (tokens_[at].length == 1 && at - region >= 2 && (Of(next) & kGivenName) != 0) return 0;
  while (next < last && next < at + 3 && (Of(next) & kParticle) != 0 && !Capital(next)) ++next;
  if (next < last && Mark(next, '-') && !tokens_[next].Is(segment::kSpaceBefore)) ++next;
  return next < last && Capital(next) && (Of(next) & kFunctionWord) == 0 ? next + 1 : 0;
}

// The end of the region of name words that begins at `first`.
uint32_t CandidateFinder::RegionEnd(uint32_t first, uint32_t last) const {
  uint32_t end = first + 1;
  const uint32_t limit = std::min(last, first + kLongestName * 2);
  // "Secretary of State | John Kerry": titles hold small words too; but "UN | secretary-general".
  const auto phrase = [&](uint32_t at) {
    const uint32_t name = Longest(Vocabulary::kNames, at, last).tokens;
    const uint32_t title = Longest(Vocabulary::kTitles, at, last).tokens;
    return title > name && Capital(at + title - 1) ? title : name;
  };
  end = std::max(end, first + phrase(first));
  while (end < limit) {
    const Token& t = tokens_[end];
    const bool word = t.Is(segment::kWord);
    if (word && t.Is(segment::kCapital | segment::kInnerCapital)) {
      if (!t.Is(segment::kSpaceBefore) && !Mark(end - 1, '-') && !Mark(end - 1, '.')) break;
      const Traits its = Of(end);
      const uint32_t tokens = phrase(end);
      if ((its & kDateWord) != 0 && tokens == 0) break;
      if (SmallWord(end) && (its & (kOf | kAnd | kForOn | kThe | kPreposition)) == 0 &&
          t.length <= 4 && !NamesSomebody(end) &&
          // "Robert A. Nakamura"; but "Serie A. Bayern"
          !(InitialOf(end, last) &&
            ((Of(end - 1) & (kGivenName | kSurname | kTitle)) != 0 || Mark(end - 1, '.'))))
        break;
      end += std::max(tokens, 1u);
      continue;
    }
    if (end + 1 >= last) {
      // The stop of "Jr." at the end of a sentence is the name's as well as the sentence's; that of
      // "Inc." is the sentence's: most papers write "Acme Inc said".
      if (Mark(end, '.') && !t.Is(segment::kSpaceBefore) && Shortened(end - 1) &&
          (Of(end - 1) & kOrgSuffix) == 0 && tokens_[end - 1].length <= 4 && end - first >= 2) {
        ++end;
      }
      break;
    }
    uint32_t on = 0;
    // "Meridian Ports plc"
    if (word && t.length == 3 &&
        (Of(end) & (kOrgSuffix | kOrdinary | kFunctionWord)) == kOrgSuffix && Capital(end - 1)) {
      ++end;
      break;
    }
    if (Possessive(end)) {
      on = JoinsPossessive(end, last) ? end + 2 : 0;
    } else {
      on = word ? BehindSmallWord(first, end, last) : BehindMark(first, end, last);
    }
    if (on == 0) break;
    // Behind the stop of a suffix only capitals go on: "Acme Inc. said".
    const bool suffix =
        on == end + 1 && end - first >= 2 && (Of(end - 1) & (kOrgSuffix | kNameSuffix)) != 0;
    end = on;
    if (suffix && !Capital(end)) break;
  }
  return end;
}

}  // namespace presscut::names
