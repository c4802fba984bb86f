#include "extract/names/ledger.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <string_view>

#include "extract/names/shapes.h"

namespace presscut::names {

using segment::Token;

namespace {

constexpr uint32_t kLongestAcronym = 8;  // bytes; longer capitals are a shouted word
constexpr uint32_t kSportWords = 2;      // different ones, that make an article one of sport
constexpr uint32_t kLongestTitleKey =
    8;  // tokens of a headline's name that are looked up among the body's
constexpr uint64_t kPrefixSalt = 0x9E3779B97F4A7C15, kSuffixSalt = 0xC2B2AE3D27D4EB4F,
                   kAcronymSalt = 0x165667B19E3779F9;

uint64_t Mix(uint64_t h, uint64_t v) {
  h ^= v;
  h *= 0xff51afd7ed558ccd;
  return h ^ h >> 32;
}

class Ledger {
 public:
  Ledger(const Vocabulary& vocabulary, const EvidenceTable& evidence, const text::Text& text,
         const segment::Segments& segments, Scratch* scratch)
      : vocabulary_(vocabulary),
        table_(vocabulary.sorts()),
        evidence_(evidence),
        text_(text),
        norm_(text.norm().data()),
        segments_(segments),
        tokens_(segments.tokens.data()),
        s_(*scratch),
        sorts_(Sorts(segments, scratch)),
        finder_(vocabulary, text, segments, sorts_) {}

  void Run(bool explain, Names* out);

 private:
  uint64_t HashOf(uint32_t token) const {
    const segment::Token& t = tokens_[token];
    return t.word != 0 ? t.word : FoldedHash(text_.Norm(t.span()));
  }
  uint64_t HashOf(uint32_t first, uint32_t last) const;
  uint32_t LongestKey(uint32_t first, uint32_t last) const;
  void Intern(size_t candidate);
  bool Shouted(uint32_t t) const;
  void Inside(Weighed* key);
  void Phrases(Weighed* key) const;
  void Around(const Candidate& c, Weighed* key);
  TraitBits Before(const Candidate& c, const segment::Sentence& sentence, Weighed* key) const;
  void Beside(const Candidate& c, const segment::Sentence& sentence, Findings* f) const;
  TraitBits After(uint32_t next, const segment::Sentence& sentence, Findings* f) const;
  bool PronounAfter(const Candidate& c, const segment::Sentence& sentence) const;
  std::span<const uint32_t> Scan();
  bool Sport() const;
  void LowerCase();
  void Acronyms();
  void Parts();
  void Decide();
  void Families();
  void Hear(Weighed* key);
  void AddPart(uint64_t hash, uint32_t key);
  bool IsKey(uint64_t hash) const { return s_.key_of_spelling.Find(hash) != kNobody; }
  uint32_t LongerName(uint64_t part, Kind preferred, const Weighed* shorter) const;
  void Weigh(Weighed* key);
  void Explain(const Weighed& key, Key* out);
  void Tell(bool explain, size_t body, Names* out);
  bool Abbreviates(uint32_t acronym, const Weighed& full) const;
  bool Foreign(const Candidate& full, const Candidate& acronym) const;
  bool Mark(uint32_t t, char c) const {
    return tokens_[t].length == 1 && norm_[tokens_[t].begin] == c;
  }
  Traits Of(uint32_t t) const { return table_[sorts_[t]].traits; }
  // Adds what a token's word is at a slot. Most words are in no list that evidence asks for.
  void Add(uint32_t token, Slot slot, Findings* findings) const {
    if (const uint32_t set = table_[sorts_[token]].asked; set != 0)
      AddClasses(evidence_.Of(set)[slot], slot, findings);
  }
  void AddClasses(uint64_t classes, Slot slot, Findings* findings) const {
    findings->classes[evidence_.WordOf(slot)] |= classes;
  }
  // Room for a sort a token.
  static SortId* Sorts(const segment::Segments& segments, Scratch* scratch) {
    if (scratch->sorts.size() < segments.tokens.size())
      scratch->sorts.resize(segments.tokens.size());
    return scratch->sorts.data();
  }

  const Vocabulary& vocabulary_;
  const WordSort* const table_;
  const EvidenceTable& evidence_;
  const text::Text& text_;
  const char* const norm_;
  const segment::Segments& segments_;
  const segment::Token* const tokens_;
  Scratch& s_;
  SortId* const sorts_;  // by token
  CandidateFinder finder_;
};

uint64_t Ledger::HashOf(uint32_t first, uint32_t last) const {
  uint64_t h = 0;
  for (uint32_t t = first; t < last; ++t) {
    if (!Mark(t, '.')) h = Mix(h, HashOf(t));
  }
  return h | 1;
}

uint32_t Ledger::LongestKey(uint32_t first, uint32_t last) const {
  uint32_t best = 0;
  uint64_t h = 0;
  for (uint32_t t = first; t < last && t < first + kLongestTitleKey; ++t) {
    if (!Mark(t, '.')) h = Mix(h, HashOf(t));
    if (const uint32_t key = s_.key_of_spelling.Find(h | 1); key != kNobody) {
      const Weighed& k = s_.keys[key];
      // An ordinary word that began a sentence somewhere is no name.
      if (k.words > 1 || k.mid_sentence) best = t + 1 - first;
    }
  }
  return best;
}

void Ledger::Intern(size_t candidate) {
  const Candidate& c = s_.candidates[candidate];
  const uint64_t hash = HashOf(c.first, c.last);
  uint32_t& key = s_.key_of_spelling.At(hash);
  if (key == kNobody) {
    key = static_cast<uint32_t>(s_.keys.size());
    Weighed& k = s_.keys.emplace_back();
    k.hash = hash;
    k.first = c.first;
    k.last = c.last;
    Inside(&k);
  }
  s_.key_of.push_back(key);
  Around(c, &s_.keys[key]);
}

// "MUST WATCH": a word of the dictionary beside another, both in capitals, is no acronym.
bool Ledger::Shouted(uint32_t t) const {
  const auto loud = [&](uint32_t at) {
    return tokens_[at].sentence == tokens_[t].sentence && tokens_[at].length > 1 &&
           tokens_[at].Is(segment::kAllCaps) && (Of(at) & (kOrdinary | kFunctionWord)) != 0;
  };
  if ((Of(t) & (kOrdinary | kKnownOrganisation)) != kOrdinary) return false;
  return (t > 0 && loud(t - 1)) || (t + 1 < segments_.tokens.size() && loud(t + 1));
}

// What the name is made of.
void Ledger::Inside(Weighed* key) {
  Findings& f = key->findings;
  TraitBits traits = 0;
  const auto set = [&](bool holds, Trait t) {
    if (holds) traits |= Bit(t);
  };
  uint64_t any = 0, every = ~uint64_t{0}, no_word = 0;
  uint32_t words = 0, first_word = key->last, last_word = key->first;
  for (uint32_t t = key->first; t < key->last; ++t) {
    const Token& token = tokens_[t];
    const Traits its = Of(t);
    set(token.Is(segment::kHasDigit | segment::kNumber), kHasDigitInside);
    set((its & kOf) != 0, kOfInside);
    set((its & kForOn) != 0, kForInside);
    set((its & kAnd) != 0, kAndInside);
    if (!token.Is(segment::kWord)) {
      set(Mark(t, '-'), kHyphenInside);
      set(Mark(t, '-') && t + 1 < key->last && tokens_[t + 1].Is(segment::kWord) &&
              !tokens_[t + 1].Is(segment::kCapital | segment::kInnerCapital),
          kHyphenLower);
      set(Mark(t, '&'), kAmpersand);
      set(Mark(t, '.') && t + 1 == key->last && t == key->first + 1, kShortened);
      set(t + 1 == key->last && token.Is(segment::kClitic), kOwnPossessive);
      continue;
    }
    if (!token.Is(segment::kCapital | segment::kInnerCapital)) {
      set((its & kParticle) != 0, kParticleInside);
      set((its & kParticle) != 0 && t == key->first, kParticleOpens);
      set(t + 1 == key->last && t > key->first && Mark(t - 1, '.'), kSite);
      continue;
    }
    // "M Tait"; but "X-ray"
    set(token.length == 1 && (t + 1 == key->last || !Mark(t + 1, '-')), kInitialInside);
    // "KT Rama Rao", "AB de Villiers"; but "TV Azteca".
    set(token.length == 2 && t == key->first && t + 1 < key->last && token.Is(segment::kAllCaps) &&
            !tokens_[t + 1].Is(segment::kAllCaps) &&
            (its & (kKnownOrganisation | kTeam | kCountry | kOrgSuffix | kHeadLast)) == 0 &&
            ((its & kNotOrgAcronym) == 0 || (its & (kTitle | kPostSuffix)) != 0 ||
             (Of(t + 1) & (kGivenName | kSurname | kParticle)) != 0),
        kInitialInside);
    set(token.Is(segment::kStops), kStopsInside);
    set(IsCamel(text_.norm(), token), kCamel);
    if (token.length == 1 && key->last - key->first > 1) continue;
    set(its == 0, kUnknownWord);
    ++words;
    first_word = std::min(first_word, t);
    last_word = t;
    const Classes& c = evidence_.Of(table_[sorts_[t]].asked);
    any |= c[kAnySlot];
    no_word |= c[kNoWordSlot];
    every &= c[kEverySlot];
  }
  key->words = words;
  set(words <= 1, kOneWord);
  set(words == 2, kTwoWords);
  set(words == 3, kThreeWords);
  set(words > 3, kManyWords);
  if (words > 0) {
    AddClasses(any, kAnySlot, &f);
    AddClasses(evidence_.Asked(kNoWordSlot) & ~no_word, kNoWordSlot, &f);
    AddClasses(every, kEverySlot, &f);
    if (words == 1) {
      const Token& token = tokens_[first_word];
      Add(first_word, kSingleSlot, &f);
      // In a line of capitals they say nothing: "STEYER DROPS BID".
      const bool line = segments_.blocks[segments_.sentences[token.sentence].block].capitals;
      set(token.Is(segment::kAllCaps) && token.length <= kLongestAcronym && !Shouted(first_word) &&
              !(line && token.length > 4 && (Of(first_word) & kKnownOrganisation) == 0),
          kAcronymShape);
      set(token.length <= 3, kShortWord);
      set(Of(first_word) == 0 && key->last - key->first == 1 &&
              IsCompound(text_.norm(), token, vocabulary_),
          kCompound);
    } else {
      Add(first_word, kFirstSlot, &f);
      Add(last_word, kLastSlot, &f);
      for (uint32_t t = first_word + 1; t < last_word; ++t) Add(t, kMiddleSlot, &f);
    }
  }
  if (words > 0 || key->last - key->first > 1) Phrases(key);  // "P&O" has no word
  f.traits |= traits;
}

// The entries of lists that are the whole name, or its last words: "Foundation Trust".
void Ledger::Phrases(Weighed* key) const {
  Findings& f = key->findings;
  if (key->last - key->first == 1) {
    Add(key->first, kWholeSlot, &f);
    return;
  }
  for (uint32_t t = key->first; t + 1 < key->last; ++t) {
    const Slot slot = t == key->first ? kWholeSlot : kLastSlot;
    vocabulary_.Phrases(segments_.tokens, t, key->last,
                        [&](const WordSort& its, uint32_t, uint32_t length) {
                          if (t + length == key->last)
                            AddClasses(evidence_.Of(its.asked)[slot], slot, &f);
                        });
  }
}

// What stands around one mention.
void Ledger::Around(const Candidate& c, Weighed* key) {
  Findings& f = key->findings;
  TraitBits traits = f.traits;
  const auto set = [&](bool holds, Trait t) {
    if (holds) traits |= Bit(t);
  };
  ++key->mentions;
  const Token& token = tokens_[c.first];
  const segment::Sentence& sentence = segments_.sentences[token.sentence];
  const segment::Block& block = segments_.blocks[sentence.block];
  if (c.in_title || finder_.InTitle(block)) {
    set(c.first == block.first && c.last == block.last, kWholeLine);
    set(finder_.Dateline(c, block), kDateline);
    const bool result = finder_.Result(c, block);
    set(result, kScoreLine);
    set(result, kNumberAfter);
    // "Healy b Fleming 22"; what prepositions say of places is not said in headlines.
    const auto lower = [&](uint32_t t) {
      return t >= block.first && t < block.last && tokens_[t].Is(segment::kWord) &&
             !tokens_[t].Is(segment::kCapital) && (Of(t) & kPreposition) == 0;
    };
    if (c.first > block.first && lower(c.first - 1)) Add(c.first - 1, kBeforeSlot, &f);
    if (lower(c.last)) Add(c.last, kAfterSlot, &f);
    f.traits = traits;
    return;
  }
  key->outside_titles = true;
  if (c.title_first != c.first) {
    uint32_t t = c.first - 1;
    if (Mark(t, '.') && t > c.title_first) --t;
    Add(t, kTitleSlot, &f);
  }
  set(token.Is(segment::kLineBefore) || c.first == block.first, kLineStart);
  set(finder_.Dateline(c, block), kDateline);
  traits |= Before(c, sentence, key);
  uint32_t next = c.last;
  if (next >= sentence.last) {
    set(c.first == sentence.first && token.Is(segment::kLineBefore), kWholeLine);
  } else {
    const Token& after = tokens_[next];
    if (after.Is(segment::kClitic) && after.length == 2 && (norm_[after.end() - 1] | 0x20) == 's') {
      set(true, kPossessiveAfter);
      ++next;
    } else if (after.Is(segment::kQuote) && !after.Is(segment::kSpaceBefore)) {
      ++next;
    }
  }
  if (next < sentence.last) traits |= After(next, sentence, &f);
  // "Tom and Jane Clarke"
  set(c.last - c.first == 1 && c.last + 2 < sentence.last && (Of(c.last) & kAnd) != 0 &&
          (Of(c.first) & Of(c.last + 1) & kGivenName) != 0 && (Of(c.last + 2) & kSurname) != 0 &&
          tokens_[c.last + 1].Is(segment::kCapital) && tokens_[c.last + 2].Is(segment::kCapital),
      kCouple);
  if (c.title_first == c.first) {
    Beside(c, sentence, &f);
    // "Burnley v Wolves"
    const auto against = [&](uint32_t t) {
      return tokens_[t].length <= 2 && (norm_[tokens_[t].begin] | 0x20) == 'v' &&
             tokens_[t].Is(segment::kWord) && !tokens_[t].Is(segment::kCapital);
    };
    set((next + 1 < sentence.last && against(next) && (Of(next + 1) & kTeam) != 0) ||
            (c.first >= sentence.first + 2 && against(c.first - 1) &&
             (Of(c.first - 2) & kTeam) != 0),
        kScoreLine);
  }
  if ((traits & Bit(kPronounAfter)) == 0) set(PronounAfter(c, sentence), kPronounAfter);
  // A line of names and numbers: a table, a list of results.
  if (sentence.last - sentence.first <= 24 && (traits & Bit(kScoreLine)) == 0 &&
      (traits & (Bit(kNumberAfter) | Bit(kNumberBefore) | Bit(kLineStart))) != 0) {
    uint32_t numbers = 0, lower = 0;
    for (uint32_t t = sentence.first; t < sentence.last; ++t) {
      numbers += tokens_[t].Is(segment::kNumber);
      lower += tokens_[t].Is(segment::kWord) && !tokens_[t].Is(segment::kCapital);
    }
    set(numbers > 0 && lower <= numbers, kScoreLine);
  }
  f.traits = traits;
}

TraitBits Ledger::Before(const Candidate& c, const segment::Sentence& sentence,
                         Weighed* key) const {
  Findings& f = key->findings;
  TraitBits traits = 0;
  const auto set = [&](bool holds, Trait t) {
    if (holds) traits |= Bit(t);
  };
  uint32_t before = c.title_first;
  if (before > sentence.first && tokens_[before - 1].Is(segment::kQuote)) {
    set(c.last < sentence.last && tokens_[c.last].Is(segment::kQuote), kQuoted);
    --before;
  }
  if (before <= sentence.first) return traits;
  key->mid_sentence = true;
  uint32_t p = before - 1;
  const Token& token = tokens_[p];
  const Traits its = Of(p);
  if (token.Is(segment::kWord)) {
    // "Asking | Harrington": any word has a capital where a sentence begins.
    const bool opening = p == sentence.first && (its & (kOrdinary | kGivenName)) == kOrdinary;
    set(token.Is(segment::kCapital) && c.title_first == c.first && !opening &&
            (its & (kTitle | kRole | kNationality | kFunctionWord)) == 0,
        kCapitalBefore);
    set((its & kThe) != 0 && c.title_first == c.first, kTheBefore);
    if ((its & kDeterminer) != 0 && p > sentence.first) --p;
  } else {
    set(Mark(p, '('), kInBrackets);
    set(Mark(p, '(') && c.last - c.first == 1 && finder_.OfLowerCase(c.first, p, sentence.first),
        kOfLowerCase);
    set(Mark(p, '-') && !token.Is(segment::kSpaceBefore), kHyphenBefore);
    // "20 Fords"; but "In 2004 MSN introduced it".
    const bool year = token.length == 4 && p > sentence.first && (Of(p - 1) & kPreposition) != 0;
    set(token.Is(segment::kNumber) && !year, kNumberBefore);
  }
  Add(p, kBeforeSlot, &f);
  if (p > sentence.first) Add(p - 1, kSecondBeforeSlot, &f);
  return traits;
}

// "Leeds, <name> and Hull": single words with a capital beside the name in a list.
void Ledger::Beside(const Candidate& c, const segment::Sentence& sentence, Findings* f) const {
  const auto joins = [&](uint32_t t) { return Mark(t, ',') || (Of(t) & kAnd) != 0; };
  const auto capital = [&](uint32_t t) {
    return tokens_[t].Is(segment::kWord) && tokens_[t].Is(segment::kCapital);
  };
  const bool before = c.first >= sentence.first + 2 && joins(c.first - 1);
  const bool behind = c.last + 1 < sentence.last && joins(c.last);
  // A comma alone parts clauses too.
  if (before && (behind || !Mark(c.first - 1, ','))) {
    uint32_t t = c.first - 2;
    if (Mark(t, ',') && t > sentence.first) --t;
    if (capital(t) && (t == sentence.first || !capital(t - 1))) Add(t, kListSlot, f);
  }
  if (behind && (before || !Mark(c.last, ','))) {
    uint32_t t = c.last + 1;
    if ((Of(t) & (kAnd | kThe)) != 0 && t + 1 < sentence.last) ++t;
    if (capital(t) && (t + 1 == sentence.last || !capital(t + 1))) Add(t, kListSlot, f);
  }
}

// What stands from `next` on, behind the name and its possessive or closing mark.
TraitBits Ledger::After(uint32_t next, const segment::Sentence& sentence, Findings* f) const {
  TraitBits traits = 0;
  const auto set = [&](bool holds, Trait t) {
    if (holds) traits |= Bit(t);
  };
  const Token& after = tokens_[next];
  Add(next, kAfterSlot, f);
  if (next + 1 < sentence.last) Add(next + 1, kSecondAfterSlot, f);
  if (after.Is(segment::kWord)) {
    set(after.Is(segment::kCapital) && (Of(next) & (kTitle | kRole | kRoleModifier)) == 0,
        kCapitalAfter);
    return traits;
  }
  set(after.Is(segment::kNumber), kNumberAfter);
  set(Mark(next, '('), kBracketAfter);
  set(Mark(next, '-') && !after.Is(segment::kSpaceBefore), kHyphenAfter);
  if (!Mark(next, ',') || next + 1 >= sentence.last) return traits;
  set(true, kCommaAfter);
  uint32_t a = next + 1;
  set(tokens_[a].Is(segment::kNumber) && a + 1 < sentence.last && Mark(a + 1, ',') &&
          tokens_[a].length <= 3,
      kAgeAfter);
  // The noun of ", the new chairman of …".
  uint32_t noun = kNobody;
  for (; a < sentence.last && a < next + 9; ++a) {
    if (!tokens_[a].Is(segment::kWord)) {
      if (Mark(a, '-') || tokens_[a].Is(segment::kClitic)) continue;
      break;
    }
    if ((Of(a) & (kPreposition | kAnd)) != 0) break;
    // "a company | that worked": a determiner opens the noun's phrase, and nothing behind it.
    if ((Of(a) & kFunctionWord) != 0 && ((Of(a) & kDeterminer) == 0 || noun != kNobody)) break;
    noun = a;
  }
  if (noun != kNobody) Add(noun, kRoleAfterSlot, f);
  return traits;
}

// Whether he or she follows soon, or opens the next sentence.
bool Ledger::PronounAfter(const Candidate& c, const segment::Sentence& sentence) const {
  Traits soon = 0;
  for (uint32_t t = c.last, end = std::min(sentence.last, c.last + 10); t < end; ++t) soon |= Of(t);
  const uint32_t following = tokens_[c.first].sentence + 1;
  if (following < segments_.sentences.size()) {
    const segment::Sentence& n = segments_.sentences[following];
    if (n.first < n.last) {
      soon |= Of(n.first + (tokens_[n.first].Is(segment::kQuote) && n.first + 1 < n.last ? 1 : 0));
    }
  }
  return (soon & kPersonalPronoun) != 0;
}

// One look at every token: what is known of its word, which have a capital, and which words stand
// in lower case. Where to look next never depends on what was found, so that loads that miss the
// caches wait together, and nothing is guessed wrong.
std::span<const uint32_t> Ledger::Scan() {
  if (s_.lower_seen.size() != vocabulary_.lexicon().words() || ++s_.article == 0) {
    s_.lower_seen.assign(vocabulary_.lexicon().words(), 0);
    s_.article = 1;
  }
  if (s_.capitals.size() < segments_.tokens.size()) s_.capitals.resize(segments_.tokens.size());
  uint32_t* capital = s_.capitals.data();
  const Token* const tokens = tokens_;
  const SortId* const sort_of = vocabulary_.sort_of();
  SortId* const sorts = sorts_;
  uint8_t* const lower_seen = s_.lower_seen.data();
  const uint8_t article = s_.article;
  constexpr uint32_t kAhead = 24;
  const uint32_t end = static_cast<uint32_t>(segments_.tokens.size());
  for (uint32_t i = 0; i < end; ++i) {
    __builtin_prefetch(sort_of + tokens[std::min(i + kAhead, end - 1)].word);
    const Token& t = tokens[i];
    sorts[i] = sort_of[t.word];
    lower_seen[t.Is(segment::kCapital) ? 0 : t.word] = article;
    *capital = i;
    capital += t.Is(segment::kWord) & t.Is(segment::kCapital | segment::kInnerCapital);
  }
  // At each a name of several words may begin.
  for (const uint32_t* c = s_.capitals.data(); c < capital; ++c)
    __builtin_prefetch(
        vocabulary_.PlaceOf(tokens[*c].word, tokens[std::min(*c + 1, end - 1)].word));
  return {s_.capitals.data(), capital};
}

// Whether the article is about sport, where a town is as often its team.
bool Ledger::Sport() const {
  uint32_t seen = 0;
  for (const segment::WordId word : vocabulary_.sport_words())
    seen += s_.lower_seen[word] == s_.article;
  return seen >= kSportWords;
}

// Which names of one word also stand in lower case.
void Ledger::LowerCase() {
  for (Weighed& k : s_.keys) {
    const segment::WordId word = tokens_[k.first].word;
    if (k.last - k.first == 1 && word != 0 && s_.lower_seen[word] == s_.article)
      k.findings.traits |= Bit(kLowerElsewhere);
  }
}

bool Ledger::Abbreviates(uint32_t acronym, const Weighed& full) const {
  const Token& a = tokens_[acronym];
  return a.length >= 2 && a.length <= 12 && full.words >= 2 &&
         finder_.Spells(a.begin, a.end(), full.first, full.last);
}

// "National Disaster Management Agency (BNPB)": the letters of its name in another language.
bool Ledger::Foreign(const Candidate& full, const Candidate& acronym) const {
  const Token& letters = tokens_[acronym.first];
  const bool headed = (Of(full.last - 1) & kHeadLast) != 0 ||
                      ((Of(full.first) & kHeadOf) != 0 && full.last - full.first > 2 &&
                       (Of(full.first + 1) & kOf) != 0);
  return headed && full.last == acronym.first - 1 && Mark(acronym.last, ')') &&
         letters.Is(segment::kAllCaps) && letters.length >= 3 &&
         letters.length <= kLongestAcronym &&
         (Of(acronym.first) & (kCountry | kKnownOrganisation | kOrdinary)) == 0 &&
         full.last - full.first >= 3;
}

// "British Medical Association (BMA)", "Acas, the Advisory, Conciliation and Arbitration Service",
// and the other way.
void Ledger::Acronyms() {
  for (size_t i = 0; i + 1 < s_.candidates.size(); ++i) {
    const Candidate& a = s_.candidates[i];
    const Candidate& b = s_.candidates[i + 1];
    if (b.first <= a.last || b.first > a.last + 3) continue;
    const bool bracket = Mark(a.last, '(') && b.last < segments_.tokens.size();
    if (!bracket && !Mark(a.last, ',')) continue;
    const uint32_t ka = s_.key_of[i], kb = s_.key_of[i + 1];
    if (ka == kb) continue;
    const bool b_short = s_.keys[kb].words == 1 && b.last - b.first == 1 && s_.keys[ka].words > 1;
    const bool a_short = s_.keys[ka].words == 1 && a.last - a.first == 1 && s_.keys[kb].words > 1;
    if (b_short && bracket && (Abbreviates(b.first, s_.keys[ka]) || Foreign(a, b))) {
      s_.keys[kb].longer = ka;
      s_.keys[kb].acronym = true;
      s_.keys[ka].findings.traits |= Bit(kDefinesAcronym);
    } else if (a_short && Abbreviates(a.first, s_.keys[kb])) {
      s_.keys[ka].longer = kb;
      s_.keys[ka].acronym = true;
      s_.keys[kb].findings.traits |= Bit(kDefinesAcronym);
    }
  }
}

void Ledger::AddPart(uint64_t hash, uint32_t key) {
  uint32_t& last = s_.part_of_hash.At(hash);
  s_.parts.push_back({key, last});
  last = static_cast<uint32_t>(s_.parts.size() - 1);
}

// What stands for a part of a longer name: its first words, its last words, where they are a name
// of the article too, and its letters.
void Ledger::Parts() {
  s_.parts.clear();
  s_.part_of_hash.Clear();
  for (uint32_t k = 0; k < s_.keys.size(); ++k) {
    const Weighed& key = s_.keys[k];
    if (key.words < 2) continue;
    uint64_t hash = 0, acronym = 0;
    uint32_t capitals = 0;
    for (uint32_t t = key.first; t < key.last; ++t) {
      const bool word = tokens_[t].Is(segment::kWord);
      if (t + 1 < key.last) {
        if (!Mark(t, '.')) hash = Mix(hash, HashOf(t));
        if (word && IsKey(hash | 1)) AddPart((hash | 1) ^ kPrefixSalt, k);
      }
      if (!word) continue;
      if (t > key.first) {
        const uint64_t rest = HashOf(t, key.last);
        if (IsKey(rest)) AddPart(rest ^ kSuffixSalt, k);
      }
      if (tokens_[t].Is(segment::kCapital)) {
        acronym = acronym * 31 + (static_cast<uint8_t>(norm_[tokens_[t].begin]) | 0x20u);
        ++capitals;
      }
    }
    if (capitals >= 3) AddPart(acronym ^ kAcronymSalt, k);
  }
}

// The longer name, longer than `shorter` where there is one, that has this part: the first of the
// preferred kind, else the first; kNobody where there is none.
uint32_t Ledger::LongerName(uint64_t part, Kind preferred, const Weighed* shorter) const {
  uint32_t best = kNobody;
  for (uint32_t p = s_.part_of_hash.Find(part); p != kNobody; p = s_.parts[p].next) {
    const uint32_t key = s_.parts[p].key;
    const Weighed& longer = s_.keys[key];
    if (longer.kind == Kind::kNone) continue;
    // "Van der Hoeven" has as many words with a capital as "Joost van der Hoeven".
    if (shorter != nullptr && (longer.words < shorter->words ||
                               longer.last - longer.first <= shorter->last - shorter->first))
      continue;
    if (best == kNobody || longer.kind == preferred || s_.keys[best].kind != preferred) best = key;
  }
  return best;
}

// What the longer name says that this one is part of.
void Ledger::Hear(Weighed* key) {
  TraitBits& traits = key->findings.traits;
  const Token& token = tokens_[key->first];
  if (key->acronym) {
    if (s_.keys[key->longer].kind == Kind::kNone) {
      key->longer = kNobody;
      key->acronym = false;
    }
  } else if (key->longer == kNobody && (traits & Bit(kAcronymShape)) != 0 && token.length >= 3) {
    // Acronyms are looked up by their letters, as they are written.
    uint64_t letters = 0;
    for (uint32_t i = token.begin; i < token.end(); ++i) {
      const uint8_t c = static_cast<uint8_t>(norm_[i]);
      if (c != '.') letters = letters * 31 + (c | 0x20u);
    }
    key->longer = LongerName(letters ^ kAcronymSalt, Kind::kOrganisation, nullptr);
    key->acronym = key->longer != kNobody;
  }
  if (key->acronym) {
    traits |= Bit(s_.keys[key->longer].kind == Kind::kOrganisation ? kAcronymOfOrganisation
                                                                   : kAcronymOfOther);
    return;
  }
  const uint32_t suffix = LongerName(key->hash ^ kSuffixSalt, Kind::kPerson, key),
                 prefix = LongerName(key->hash ^ kPrefixSalt, Kind::kPerson, key);
  const auto is = [&](uint32_t longer, Kind kind) {
    return longer != kNobody && s_.keys[longer].kind == kind;
  };
  if (is(suffix, Kind::kPerson)) {
    traits |= Bit(kLongerPersonLast);
    key->longer = suffix;
  } else if (is(prefix, Kind::kPerson)) {
    traits |= Bit(kLongerPersonFirst);
    key->longer = prefix;
  }
  for (const uint32_t longer : {prefix, suffix}) {
    if (longer == kNobody) continue;
    traits |= Bit(kLongerAny);
    if (is(longer, Kind::kOrganisation)) traits |= Bit(kLongerOrganisation);
    if (is(longer, Kind::kPlace)) traits |= Bit(kLongerPlace);
    if (is(longer, Kind::kOther)) traits |= Bit(kLongerOther);
    if (key->longer == kNobody) key->longer = longer;
  }
}

// Adds up the points of what holds; the best kind wins. Which one it is cannot be foretold, so that
// there is nothing to guess.
void Ledger::Weigh(Weighed* key) {
  const RowId* const holding = s_.holding.data();
  const size_t held = evidence_.Weigh(key->findings, s_.holding.data());
  Points sum{};
  for (size_t i = 0; i < held; ++i) {
    const Points& points = evidence_.PointsOf(holding[i]);
    for (size_t kind = 0; kind < sum.size(); ++kind) sum[kind] += points[kind];
  }
  // Of kinds with as many points the first wins, and "none" the last.
  uint32_t best = 1;
  int most = sum[1], second = std::numeric_limits<int>::min();
  for (const uint32_t kind : {2u, 3u, 4u, 0u}) {
    second = std::max(second, std::min(most, sum[kind]));
    best = sum[kind] > most ? kind : best;
    most = std::max(most, sum[kind]);
  }
  key->kind = static_cast<Kind>(best);
  key->margin = most - second;
  // The strongest evidence for it; of equals the first.
  constexpr int kRanks = kNoRow + 1;
  int strongest = kRanks - 1;  // less than a point
  for (size_t i = 0; i < held; ++i) {
    const int rank = static_cast<int>(evidence_.RankOf(holding[i]));
    strongest =
        std::max(strongest, evidence_.PointsOf(holding[i])[best] * kRanks + kRanks - 1 - rank);
  }
  key->rule = strongest < kRanks ? kNobody : static_cast<uint32_t>(kRanks - 1 - strongest % kRanks);
}

// "Amy Savopoulos" is a person, and so is "Savvas Savopoulos", though no list knows a word of it.
void Ledger::Families() {
  constexpr Traits kElse =
      kOrdinary | kAnyName | kNationality | kHeadLast | kPlaceLast | kOrgSuffix;
  s_.family.Clear();
  for (const Weighed& key : s_.keys) {
    if (key.words == 2 && key.kind == Kind::kPerson && (Of(key.first) & kGivenName) != 0)
      s_.family.At(HashOf(key.last - 1)) = 1;
  }
  for (Weighed& key : s_.keys) {
    // "Amash-Conyers" is two.
    if (key.words != 2 || key.last - key.first != 2 || key.kind == Kind::kPerson ||
        ((Of(key.first) | Of(key.last - 1)) & kElse) != 0 ||
        s_.family.Find(HashOf(key.last - 1)) == kNobody)
      continue;
    key.findings.traits |= Bit(kFamilyNamed);
    Weigh(&key);
  }
}

void Ledger::Decide() {
  uint32_t longest = 0;
  for (Weighed& key : s_.keys) {
    longest = std::max(longest, key.words);
    TraitBits& traits = key.findings.traits;
    if (key.mentions > 1) traits |= Bit(kRepeated);
    if (key.mentions > 3) traits |= Bit(kFrequent);
    traits |=
        Bit(key.outside_titles ? (key.mid_sentence ? kMidSentence : kSentenceStart) : kTitlesOnly);
  }
  if (Sport()) {
    for (Weighed& key : s_.keys) key.findings.traits |= Bit(kSport);
  }
  s_.holding.resize(evidence_.rows() + 1);
  for (uint32_t words = longest + 1; words-- > 0;) {
    if (words == 1) Families();
    for (Weighed& key : s_.keys) {
      if (key.words != words) continue;
      Hear(&key);
      Weigh(&key);
    }
  }
}

void Ledger::Explain(const Weighed& key, Key* out) {
  const auto begin = s_.holding.begin();
  const auto end = begin + static_cast<ptrdiff_t>(evidence_.Weigh(key.findings, s_.holding.data()));
  std::sort(begin, end,
            [&](RowId a, RowId b) { return evidence_.RankOf(a) < evidence_.RankOf(b); });
  for (auto row = begin; row != end; ++row) {
    out->ledger.emplace_back(evidence_.Id(evidence_.RankOf(*row)),
                             evidence_.PointsOf(*row)[static_cast<size_t>(key.kind)]);
  }
}

// Hands out the names: of the body and of titles, each in text order, as one list in text order.
void Ledger::Tell(bool explain, size_t body, Names* out) {
  out->keys.resize(s_.keys.size());
  for (size_t k = 0; k < s_.keys.size(); ++k) {
    const Weighed& w = s_.keys[k];
    Key& key = out->keys[k];
    key.spelling = text_.Norm({tokens_[w.first].begin, tokens_[w.last - 1].end()});
    key.kind = w.kind;
    key.margin = w.margin;
    key.longer = w.longer;
    key.acronym = w.acronym;
    key.ledger.clear();
    if (explain) Explain(w, &key);
  }
  const std::vector<Candidate>& candidates = s_.candidates;
  out->all.resize(candidates.size());
  for (size_t in_body = 0, in_title = body; Name & name : out->all) {
    const bool title = in_body == body || (in_title < candidates.size() &&
                                           candidates[in_title].first < candidates[in_body].first);
    const size_t c = title ? in_title++ : in_body++;
    const Candidate& candidate = candidates[c];
    const uint32_t key = s_.key_of[c];
    name.span = {tokens_[candidate.first].begin, tokens_[candidate.last - 1].end()};
    name.first = candidate.first;
    name.last = candidate.last;
    name.title_first = candidate.title_first;
    name.kind = s_.keys[key].kind;
    name.rule = s_.keys[key].rule == kNobody ? std::string_view("names/no-evidence")
                                             : evidence_.Id(s_.keys[key].rule);
    name.key = key;
  }
}

void Ledger::Run(bool explain, Names* out) {
  s_.candidates.clear();
  s_.keys.clear();
  s_.key_of.clear();
  s_.key_of_spelling.Clear();

  finder_.Find(Scan(), &s_.candidates);
  const size_t body = s_.candidates.size();
  for (size_t c = 0; c < body; ++c) Intern(c);
  finder_.FindInTitles([this](uint32_t first, uint32_t last) { return LongestKey(first, last); },
                       &s_.candidates);
  for (size_t c = body; c < s_.candidates.size(); ++c) Intern(c);
  LowerCase();
  Acronyms();
  Parts();
  Decide();
  Tell(explain, body, out);
}

}  // namespace

void FindNames(const Vocabulary& vocabulary, const EvidenceTable& evidence, const text::Text& text,
               const segment::Segments& segments, bool explain, Scratch* scratch, Names* out) {
  Ledger(vocabulary, evidence, text, segments, scratch).Run(explain, out);
}

}  // namespace presscut::names
