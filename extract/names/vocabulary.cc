#include "extract/names/vocabulary.h"

#include <algorithm>
#include <span>

#include "extract/names/evidence.h"
#include "extract/segment/segments.h"

namespace presscut::names {
namespace {

struct ListTraits {
  std::string_view list;
  Traits traits;
};

// Lists whose entries all mean one thing; what a value adds is read in OfEntry.
constexpr ListTraits kLists[] = {
    {"words", kOrdinary},
    {"function_words", kFunctionWord},
    {"given_names", kGivenName},
    {"surnames", kSurname},
    {"titles", kTitle},
    {"roles", kRole},
    {"role_plurals", kRole | kPlural},
    {"nationalities", kNationality},
    {"countries", kCountry},
    {"regions", kRegion},
    {"cities", kCity},
    {"place_heads", 0},
    {"org_heads", 0},
    {"org_suffixes", kOrgSuffix},
    {"particles", kParticle},
    {"name_suffixes", 0},
    {"calendar_words", kCalendar},
    {"non_org_acronyms", kNotOrgAcronym},
    {"organisations", kKnownOrganisation},
    {"teams", kTeam},
    {"non_names", kNotName},
    {"person_nouns", kPersonNoun},
    {"cue_verbs", kCueVerb},
    {"determiners", kDeterminer | kFunctionWord},
    {"prepositions", kPreposition | kFunctionWord},
    {"role_words", kRoleWord},
    {"hyphen_endings", kHyphenEnding},
    {"hyphen_openings", kHyphenOpening},
    {"role_modifiers", kRoleModifier},
    {"body_modifiers", kBodyModifier},
    {"group_nouns", kGroupNoun},
    {"organisation_possessives", kOrgPossessive},
    {"kinship", kKinship},
    {"personal_pronouns", kPersonalPronoun | kFunctionWord},
};

// Whether it stands between the words of a phrase; in "Disney+" no words are joined.
bool JoinsWords(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '\'' || c == '&' || c == '/';
}

// How many words of an entry have a capital …
uint8_t CapitalsOf(std::string_view entry) {
  uint32_t capitals = 0;
  for (size_t i = 0; i < entry.size(); ++i) {
    const bool opens = i == 0 || entry[i - 1] == ' ' || entry[i - 1] == '-';
    capitals +=
        opens && ((entry[i] >= 'A' && entry[i] <= 'Z') || static_cast<uint8_t>(entry[i]) >= 0xC3);
  }
  return static_cast<uint8_t>(std::min(capitals, 255u));
}

// … and of tokens: "Hong Kong police" is not "Hong Kong Police".
uint32_t CapitalsOf(const std::vector<segment::Token>& tokens, uint32_t at, uint32_t length) {
  uint32_t capitals = 0;
  for (uint32_t t = at; t < at + length; ++t) capitals += tokens[t].Is(segment::kCapital);
  return capitals;
}

}  // namespace

std::string_view Column(std::string_view value, uint32_t n) {
  for (; n > 0; --n) {
    const size_t tab = value.find('\t');
    if (tab == std::string_view::npos) return {};
    value.remove_prefix(tab + 1);
  }
  return value.substr(0, value.find('\t'));
}

Vocabulary::Vocabulary(const match::RuleSet& rules, const EvidenceTable* evidence)
    : lexicon_(rules.lexicon()) {
  for (const ListTraits& l : kLists) {
    const segment::ListId list = rules.List(l.list);
    if (list != segment::kMaxLists) of_list_[list] = l.traits;
  }
  surnames_ = rules.List("surnames");
  titles_ = rules.List("titles");
  bodies_ = {rules.List("organisations"), rules.List("teams"), rules.List("org_heads"),
             rules.List("org_suffixes")};
  place_heads_ = rules.List("place_heads");
  name_suffixes_ = rules.List("name_suffixes");
  given_names_ = rules.List("given_names");
  roles_ = rules.List("roles");
  calendar_words_ = rules.List("calendar_words");
  role_links_ = rules.List("role_links");
  acronyms_ = rules.List("non_org_acronyms");
  if (evidence != nullptr && Map(rules)) return;
  sport_words_ = {};
  sorts_ = Flat<WordSort>(1);
  sort_ids_[{}] = 0;
  SortWords(ReadTraits(), evidence);
  ReadPhrases(evidence);
}

template <class Self, class Archive>
bool Vocabulary::Exchange(Self& self, Archive& archive) {
  return archive("names/sort of word", self.sort_of_) && archive("names/sorts", self.sorts_) &&
         archive("names/sport words", self.sport_words_);
}

void Vocabulary::Save(ImageWriter* writer) const {
  Exchange(*this, *writer);
  phrases_.Save(writer);
}

// From the image of the rules, where there is one that holds it.
bool Vocabulary::Map(const match::RuleSet& rules) {
  const Image* const image = rules.image();
  return image != nullptr && Exchange(*this, *image) && phrases_.Map(*image) &&
         sort_of_.size() == lexicon_.words() && !sorts_.empty();
}

// What the lists say of each word.
std::vector<Traits> Vocabulary::ReadTraits() {
  std::vector<Traits> of(lexicon_.words());
  for (segment::WordId word = 1; word < lexicon_.words(); ++word) {
    Traits traits = 0;
    lexicon_.Entries(word, [&](const segment::Entry& entry) { traits |= OfEntry(entry); });
    const std::string_view spelling = lexicon_.Spelling(word);
    if (spelling == "of") traits |= kOf;
    if (spelling == "and" || spelling == "&") traits |= kAnd;
    if (spelling == "for" || spelling == "on" || spelling == "against") traits |= kForOn;
    if (spelling == "for") traits |= kCommonFor;
    if (spelling == "the") traits |= kThe;
    of[word] = traits;
  }
  constexpr Traits kInPhrases = kAnyName | kNationality | kTitle | kRole;
  const segment::ListId sport = lexicon_.FindList("sport_words");
  for (uint32_t i = 0; i < lexicon_.entries(); ++i) {
    const segment::Entry entry = lexicon_.EntryAt(i);
    if (entry.list == sport && entry.second == 0) sport_words_.push_back(entry.first);
    if (entry.second == 0 || (of_list_[entry.list] & kInPhrases) == 0) continue;
    if (std::none_of(entry.text.begin(), entry.text.end(), [](char c) { return JoinsWords(c); }))
      continue;
    of[entry.first] |= kStartsPhrase;
    of[entry.second] |= kSecondInPhrase;
  }
  // A plural in -s of a role is a plural role: "activists", "leaders".
  for (segment::WordId word = 1; word < lexicon_.words(); ++word) {
    const std::string_view spelling = lexicon_.Spelling(word);
    if ((of[word] & kRole) != 0 || spelling.size() < 4 || spelling.back() != 's') continue;
    const segment::WordId singular = lexicon_.Find(spelling.substr(0, spelling.size() - 1));
    if (singular != 0 && (of[singular] & (kRole | kPlural)) == kRole) of[word] |= kRole | kPlural;
  }
  return of;
}

SortId Vocabulary::IdOf(const WordSort& sort) {
  // Words of one sort often stand side by side.
  if (sorts_[last_sort_] == sort) return last_sort_;
  if (const auto known = sort_ids_.find(sort); known != sort_ids_.end())
    return last_sort_ = known->second;
  if (sorts_.size() == kMaxSorts) return 0;
  sorts_.push_back(sort);
  return sort_ids_[sort] = static_cast<SortId>(sorts_.size() - 1);
}

void Vocabulary::SortWords(const std::vector<Traits>& traits_of, const EvidenceTable* evidence) {
  std::vector<WordSort> its(traits_of.size());
  for (segment::WordId word = 1; word < its.size(); ++word)
    its[word] = {traits_of[word], evidence == nullptr ? 0 : evidence->SetOf(word)};
  for (uint32_t i = 0; i < lexicon_.entries(); ++i) {
    const segment::Entry entry = lexicon_.EntryAt(i);
    if (entry.second == 0) continue;
    its[entry.first].opens_entry = true;
    its[entry.second].second_in_entry = true;
  }
  sort_of_ = Flat<SortId>(its.size());
  for (segment::WordId word = 1; word < its.size(); ++word) sort_of_[word] = IdOf(its[word]);
}

void Vocabulary::ReadPhrases(const EvidenceTable* evidence) {
  struct Read {
    size_t first_word;
    PhraseTable::Ending ending;
  };
  std::vector<Read> read;
  std::vector<segment::WordId> words;
  std::vector<segment::Token> tokens;
  for (uint32_t i = 0; i < lexicon_.entries(); ++i) {
    const segment::Entry entry = lexicon_.EntryAt(i);
    if (entry.second == 0) continue;
    const SortId sort = IdOf({OfEntry(entry), evidence == nullptr ? 0 : evidence->SetOfEntry(i)});
    if (sort == 0) continue;
    tokens.clear();
    segment::Tokenise(entry.text, 0, static_cast<uint32_t>(entry.text.size()), lexicon_, nullptr,
                      &tokens);
    read.push_back({words.size(), {sort, CapitalsOf(entry.text)}});
    for (const segment::Token& token : tokens) words.push_back(token.word);
  }
  phrases_ = PhraseTable(words.size() - read.size());
  for (size_t i = 0; i < read.size(); ++i) {
    const size_t first = read[i].first_word,
                 last = i + 1 < read.size() ? read[i + 1].first_word : words.size();
    phrases_.Add(std::span(words).subspan(first, last - first), read[i].ending);
  }
}

Traits Vocabulary::OfEntry(const segment::Entry& entry) const {
  Traits traits = of_list_[entry.list];
  const segment::ListId list = entry.list;
  if (list == surnames_) {
    if (Column(entry.value, 0) == "w") traits |= kWordSurname;
    if (Column(entry.value, 1) == "known") traits |= kWellKnown;
  } else if (list == titles_) {
    if (Column(entry.value, 1) == "role") traits |= kRoleTitle;
    if (Column(entry.value, 2) == "courtesy") traits |= kCourtesy;
  } else if (list == bodies_.org_heads) {
    const std::string_view position = Column(entry.value, 1);
    if (position != "of") traits |= kHeadLast;
    if (position != "last") traits |= kHeadOf;
    if (Column(entry.value, 2) == "strong") traits |= kStrongHead;
  } else if (list == place_heads_) {
    if (entry.value != "first") traits |= kPlaceLast;
    if (entry.value != "last") traits |= kPlaceFirst;
  } else if (list == calendar_words_) {
    if (entry.value.empty()) traits |= kDateWord;
  } else if (list == acronyms_) {
    if (entry.value.starts_with("job")) traits |= kOfficeLetters;
  } else if (list == name_suffixes_) {
    traits |= entry.value == "name" ? kNameSuffix : kPostSuffix;
  }
  if (list == titles_ || list == given_names_ || list == roles_) {
    const std::string_view gender = Column(entry.value, 0);
    if (gender == "m") traits |= kMale;
    if (gender == "f") traits |= kFemale;
  }
  return traits;
}

Vocabulary::Longest Vocabulary::LongestAt(const std::vector<segment::Token>& tokens, uint32_t at,
                                          uint32_t last) const {
  constexpr Traits kOfSort[kSorts] = {kAnyName | kNationality, kTitle, kRole};
  Longest best{};
  if (at + 1 >= last || (Of(tokens[at].word) & kStartsPhrase) == 0 ||
      (Of(tokens[at + 1].word) & kSecondInPhrase) == 0)
    return best;
  Phrases(tokens, at, last, [&](const WordSort& its, uint32_t capitals, uint32_t length) {
    if ((its.traits & kAnyName) != 0 && CapitalsOf(tokens, at, length) < capitals) return;
    for (uint32_t sort = 0; sort < kSorts; ++sort) {
      if ((its.traits & kOfSort[sort]) == 0 || length < best[sort].tokens) continue;
      if (length > best[sort].tokens) best[sort] = {length, 0};
      best[sort].traits |= its.traits;
    }
  });
  return best;
}

}  // namespace presscut::names
