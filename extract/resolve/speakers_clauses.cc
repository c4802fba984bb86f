#include "extract/resolve/speakers_clauses.h"

#include <algorithm>

namespace presscut::resolve {
namespace {

using segment::ListId;
using segment::Token;
using segment::WordId;

// Words a noun phrase may hold before its head: "the newly appointed deputy shadow health
// minister".
constexpr uint32_t kLongestNounPhrase = 7;

// Paragraphs read before and behind one that quotes: pronouns look back, nothing looks far ahead.
constexpr uint32_t kBlocksBefore = 5, kBlocksBehind = 1;
// Items of a sentence; what is longer is no prose, and rules look through whole sentences.
constexpr uint32_t kLongestSentence = 400;
// Tokens of a reporting clause that stands by itself: "Hannity pressed."
constexpr uint32_t kShortClause = 5;

// A dateline's dash stands among so many tokens of its paragraph.
constexpr uint32_t kLongestDateline = 14;

// A mention of a person or an organisation.
struct Named {
  NormSpan span;
  uint32_t entity = 0;
  bool person = false;
};

// The piece of a list's value behind `skip` tabs.
std::string_view Column(std::string_view value, int skip) {
  for (; skip > 0; --skip) {
    const size_t tab = value.find('\t');
    if (tab == std::string_view::npos) return {};
    value.remove_prefix(tab + 1);
  }
  return value.substr(0, value.find('\t'));
}

class ClauseReader {
 public:
  ClauseReader(const ClauseLists& lists, const segment::Lexicon& lexicon, const text::Text& text,
               const segment::Segments& segments, const std::vector<quote::Quote>& quotes,
               const std::vector<Named>& names, Clauses* out)
      : l_(lists),
        lexicon_(lexicon),
        text_(text),
        segments_(segments),
        tokens_(segments.tokens),
        quotes_(quotes),
        names_(names),
        out_(*out) {}

  void Run() {
    uint32_t next = 0;  // first block not yet read
    for (const quote::Quote& quote : quotes_) {
      for (const NormSpan part : quote.parts) {
        const uint32_t b =
            segments_.sentences[tokens_[segments_.TokenAt(part.begin)].sentence].block;
        const uint32_t end = std::min<uint32_t>(b + 1 + kBlocksBehind,
                                                static_cast<uint32_t>(segments_.blocks.size()));
        for (next = std::max(next, b > kBlocksBefore ? b - kBlocksBefore : 0); next < end; ++next) {
          const segment::Role role = segments_.blocks[next].role;
          if (role != segment::Role::kStamp && role != segment::Role::kFurniture) ReadBlock(next);
        }
      }
    }
  }

 private:
  bool Has(const Token& t, ListId list) const { return t.word != 0 && lexicon_.Has(t.word, list); }
  // The part a word plays in clauses; empty where it has none of its own.
  std::string_view PartOf(const Token& t) const {
    return t.word == 0 ? std::string_view() : lexicon_.Value(t.word, l_.clause_words);
  }
  std::string_view Norm(uint32_t t) const { return text_.Norm(tokens_[t].span()); }

  Item Make(ItemKind kind, uint32_t first, uint32_t last) const {
    Item item;
    item.kind = kind;
    item.first = item.name_first = first;
    item.last = item.name_last = last;
    return item;
  }
  void Push(const Item& item) { out_.items.push_back(item); }

  void ReadBlock(uint32_t b) {
    const segment::Block& block = segments_.blocks[b];
    begin_ = static_cast<uint32_t>(out_.items.size());
    block_ = b;
    for (uint32_t t = block.first; t < block.last;) {
      const uint32_t before = t;
      if (tokens_[t].Is(segment::kSentence) && !GoesOn(t, block)) EndSentence();
      t = ReadAt(t, block);
      if (out_.items.size() > begin_ + kLongestSentence) EndSentence();
      if (t <= before) t = before + 1;
      if (t < block.first + kLongestDateline && CanPop() && Last().Is(ItemKind::kDash) &&
          Dateline())
        EndSentence();
    }
    EndSentence();
  }
  // "WASHINGTON (AFP) —" in front of the first sentence of any paragraph.
  bool Dateline() const {
    bool bracket = false;
    for (size_t i = begin_; i + 1 < out_.items.size(); ++i) {
      const Item& item = out_.items[i];
      bracket |= item.Is(ItemKind::kClose);
      if (!item.Is(ItemKind::kCapitals) && !item.Is(ItemKind::kOrganisation) &&
          !item.Is(ItemKind::kComma) && !item.Is(ItemKind::kOpen) && !item.Is(ItemKind::kClose) &&
          !item.Is(ItemKind::kAdverb) && !item.Is(ItemKind::kStop) &&
          !(item.Is(ItemKind::kWord) && !tokens_[item.first].Is(segment::kWord))) {
        return false;
      }
    }
    return bracket || tokens_[out_.items[begin_].first].Is(segment::kAllCaps);
  }
  // "…?" Hannity pressed. "…," Smith said.: what the segmenter took for a sentence is the reporting
  // clause.
  bool GoesOn(uint32_t t, const segment::Block& block) const {
    if (!CanPop() || !Last().Is(ItemKind::kQuote) || tokens_[t].Is(segment::kQuote)) return false;
    if (Norm(t) == "—" || Norm(t) == "―" || Norm(t) == "-") return true;  // "…" — Ann Smith
    uint32_t end = Last().last;
    while (end > Last().first && tokens_[end - 1].Is(segment::kQuote)) --end;
    const std::string_view mark = Norm(end - 1);
    if (mark == ",") return true;
    if (mark != "?" && mark != "!") return false;
    for (uint32_t n = t + 1; n < block.last && n < t + kShortClause; ++n) {
      if (tokens_[n].Is(segment::kQuote)) return false;
      if (Norm(n) == ".") return true;
    }
    return false;
  }
  void EndSentence() {
    const uint32_t end = static_cast<uint32_t>(out_.items.size());
    if (end == begin_) return;
    out_.sentences.push_back({begin_, end, block_});
    begin_ = end;
  }

  // Reads the item at token t; gives the token behind it.
  uint32_t ReadAt(uint32_t t, const segment::Block& block) {
    const Token& token = tokens_[t];
    if (const uint32_t end = ReadQuote(t, block); end != t) return end;
    while (name_ < names_.size() && names_[name_].span.begin < token.begin) ++name_;
    if (name_ < names_.size() && names_[name_].span.begin == token.begin) return ReadName(t, block);
    if (token.Is(segment::kMark)) return ReadMark(t);
    if (token.Is(segment::kClitic)) return ReadClitic(t);
    if (token.Is(segment::kNumber)) return ReadNumber(t, block);
    return ReadWord(t, block);
  }

  uint32_t ReadQuote(uint32_t t, const segment::Block& block) {
    // Parts stand in text order; the opening mark is the token in front of the first quoted one.
    while (quote_ < quotes_.size()) {
      const quote::Quote& q = quotes_[quote_];
      if (part_ >= q.parts.size() || q.parts[part_].end <= tokens_[t].begin) {
        if (part_ + 1 < q.parts.size()) {
          ++part_;
        } else {
          ++quote_;
          part_ = 0;
        }
        continue;
      }
      break;
    }
    if (quote_ >= quotes_.size()) return t;
    const NormSpan span = quotes_[quote_].parts[part_];
    const bool opening =
        tokens_[t].Is(segment::kQuote) && t + 1 < block.last && tokens_[t + 1].begin == span.begin;
    if (!opening && tokens_[t].begin < span.begin) return t;
    uint32_t end = t + 1;
    while (end < block.last && tokens_[end].begin < span.end) ++end;
    if (end < block.last && tokens_[end].Is(segment::kQuote)) ++end;
    Item item = Make(ItemKind::kQuote, t, end);
    item.entity = quote_;
    item.part = part_;
    Push(item);
    return end;
  }

  // 's or ' directly behind.
  uint32_t Possessive(uint32_t t, const segment::Block& block, Item* item) const {
    if (t >= block.last || tokens_[t].Is(segment::kSpaceBefore)) return t;
    const std::string_view word = Norm(t);
    if (word == "'s" || word == "'S") {
      // "Porter's said" is "has said".
      if (t + 1 < block.last && Has(tokens_[t + 1], l_.cue_verbs) &&
          Column(lexicon_.Value(tokens_[t + 1].word, l_.cue_verbs), 2) != "present" &&
          !lexicon_.Has(tokens_[t + 1].word, l_.cue_nouns)) {
        return t;
      }
      item->possessive = true;
      return t + 1;
    }
    const char last = text_.norm()[tokens_[t - 1].end() - 1];
    if (word == "'" && (last == 's' || last == 'S')) {
      item->possessive = true;
      return t + 1;
    }
    return t;
  }

  uint32_t ReadName(uint32_t t, const segment::Block& block) {
    const Named& named = names_[name_];
    uint32_t end = t + 1;
    while (end < block.last && tokens_[end].begin < named.span.end) ++end;
    Item item = Make(named.person ? ItemKind::kPerson : ItemKind::kOrganisation, t, end);
    item.entity = named.entity;
    if (named.person) {
      TakeTitles(&item);
      // "resident Ann Smith", "BMA council chairman Dr Mark Porter": one item.
      if (CanPop() && Last().Is(ItemKind::kNoun) && !Last().possessive &&
          Last().last == item.first && Last().sort != 'd') {
        item.first = Last().first;
        out_.items.pop_back();
      }
    }
    end = Possessive(end, block, &item);
    item.last = end;
    Push(item);
    JoinOf();
    return end;
  }

  bool CanPop() const { return out_.items.size() > begin_; }
  const Item& Last() const { return out_.items.back(); }

  // Titles stand before the name: "Dr", "Lt. Gen.", "Sir".
  void TakeTitles(Item* item) {
    while (CanPop() && Last().last == item->first) {
      const Item& last = Last();
      const uint32_t first = last.first;
      const bool stop = last.Is(ItemKind::kStop) && first > 0 &&
                        !tokens_[first].Is(segment::kSpaceBefore) &&
                        Has(tokens_[first - 1], l_.titles);
      const bool title = !last.Is(ItemKind::kQuote) && !last.Is(ItemKind::kPerson) &&
                         !last.Is(ItemKind::kOrganisation) && last.last == last.first + 1 &&
                         tokens_[first].Is(segment::kCapital) && Has(tokens_[first], l_.titles);
      if (!stop && !title) break;
      item->first = first;
      out_.items.pop_back();
    }
  }

  // "a spokesman for Acas", "Smith of the BMA": what follows the preposition belongs to the mention
  // before it.
  void JoinOf() {
    const size_t n = out_.items.size();
    if (n < begin_ + 3) return;
    Item& name = out_.items[n - 1];
    const Item& preposition = out_.items[n - 2];
    size_t at = n - 2;
    if (preposition.Is(ItemKind::kDeterminer) && n >= begin_ + 4) --at;
    if (!out_.items[at].Is(ItemKind::kPreposition) || at == begin_) return;
    Item& head = out_.items[at - 1];
    if (head.possessive) return;
    const std::string_view word = Norm(out_.items[at].first);
    const bool of =
        word == "of" || word == "for" || word == "from" || word == "at" || word == "with";
    if (!of && word != "in" && word != "on" && word != "to") return;
    if (head.Is(ItemKind::kPronoun)) {
      // "one of those advisers"
      if (head.sort != 'o' || word != "of") return;
      head.name_last = name.name_last;
    } else if (head.Is(ItemKind::kPerson)) {
      if (!of || word == "with" || word == "for" || !name.Is(ItemKind::kOrganisation)) return;
    } else if (!head.Is(ItemKind::kNoun) || name.Is(ItemKind::kPronoun)) {
      return;
    }
    if (of && name.Is(ItemKind::kOrganisation) && head.organisation == kNobody)
      head.organisation = name.entity;
    head.last = name.last;
    if (head.Is(ItemKind::kNoun)) head.name_last = name.possessive ? name.name_last : name.last;
    head.possessive = name.possessive;
    out_.items.resize(at);
  }

  uint32_t ReadMark(uint32_t t) {
    const std::string_view mark = Norm(t);
    ItemKind kind = ItemKind::kWord;
    if (tokens_[t].Is(segment::kQuote)) return t + 1;
    if (mark == ",") {
      kind = ItemKind::kComma;
    } else if (mark == ":") {
      kind = ItemKind::kColon;
    } else if (mark == ";" || mark == "." || mark == "!" || mark == "?" || mark == "...") {
      kind = ItemKind::kStop;
    } else if (mark == "—" || mark == "―" || mark == "|") {
      kind = ItemKind::kDash;
    } else if (mark == "-" && tokens_[t].Is(segment::kSpaceBefore)) {
      kind = ItemKind::kDash;
    } else if (mark == "-" && CanPop() && Last().Is(ItemKind::kDash) && Last().last == t) {
      out_.items.back().last = t + 1;
      return t + 1;
    } else if (mark == "(" || mark == "[") {
      kind = ItemKind::kOpen;
    } else if (mark == ")" || mark == "]") {
      kind = ItemKind::kClose;
    }
    Push(Make(kind, t, t + 1));
    return t + 1;
  }

  uint32_t ReadClitic(uint32_t t) {
    const std::string_view word = Norm(t);
    if (word == "'s" && CanPop() && Last().last == t && Last().Is(ItemKind::kNoun)) {
      out_.items.back().possessive = true;
      out_.items.back().last = t + 1;
      return t + 1;
    }
    Item item = Make(ItemKind::kAuxiliary, t, t + 1);
    item.being = word == "'s" || word == "'re" || word == "'m";
    Push(item);
    return t + 1;
  }

  // "the 14-year-old" is somebody.
  uint32_t ReadNumber(uint32_t t, const segment::Block& block) {
    if (t + 4 < block.last && Norm(t + 1) == "-" && Norm(t + 2) == "year" && Norm(t + 3) == "-" &&
        Norm(t + 4) == "old") {
      Item item = Make(ItemKind::kNoun, t, t + 5);
      item.head = t + 4;
      item.sort = 'a';
      item.gender = 'u';
      TakeModifiers(&item);
      Push(item);
      return t + 5;
    }
    Push(Make(ItemKind::kWord, t, t + 1));
    return t + 1;
  }

  // A word with a part in a clause; gives t for those that may be something else (adjectives).
  uint32_t ReadSmallWord(uint32_t t, const segment::Block& block, std::string_view part) {
    const size_t space = part.find(' ');
    const std::string_view detail =
        space == std::string_view::npos ? std::string_view() : part.substr(space + 1);
    part = part.substr(0, space);
    if (part == "pronoun") {
      Item item = Make(ItemKind::kPronoun, t, t + 1);
      item.sort = detail.empty() ? 'n' : detail[0];
      item.plural = item.sort == 'p';
      Push(item);
      return t + 1;
    }
    if (part == "determiner") {
      if (Norm(t) == "that" && CanPop() && t + 1 < block.last &&
          (Last().Is(ItemKind::kNoun) || Last().Is(ItemKind::kCueNoun) ||
           Last().Is(ItemKind::kWord)) &&
          Has(tokens_[t + 1], l_.cue_verbs)) {
        return Simple(ItemKind::kRelative, t);  // "a message that said"
      }
      if (detail == "number" && t + 1 < block.last && StandsAlone(t + 1)) {
        Item one = Make(ItemKind::kPronoun, t, t + 1);
        one.sort = 'o';
        Push(one);
        return t + 1;
      }
      Item item = Make(ItemKind::kDeterminer, t, t + 1);
      item.definite = detail == "definite" || detail == "possessive";
      // The indefinite ones are counted with the phrase they begin; "one officer" is written with
      // its number.
      item.plural = detail == "number";
      Push(item);
      return t + 1;
    }
    if (part == "auxiliary") {
      Item item = Make(ItemKind::kAuxiliary, t, t + 1);
      item.being = detail == "be";
      Push(item);
      return t + 1;
    }
    if (part == "preposition") {
      // "choked-up": the second half of a compound is what the whole is.
      return Simple(Compound(t, block) ? ItemKind::kWord : ItemKind::kPreposition, t);
    }
    if (part == "conjunction") return Simple(ItemKind::kConjunction, t);
    if (part == "relative") return Simple(ItemKind::kRelative, t);
    if (part == "adverb") return Simple(ItemKind::kAdverb, t);
    return t;
  }
  bool Compound(uint32_t t, const segment::Block& block) const {
    return t > block.first && !tokens_[t].Is(segment::kSpaceBefore) && Norm(t - 1) == "-" &&
           !tokens_[t - 1].Is(segment::kSpaceBefore);
  }

  uint32_t ReadWord(uint32_t t, const segment::Block& block) {
    const Token& token = tokens_[t];
    const WordId word = token.word;
    // "Mr. Tribe", "Will wrote": a name that is a word of another kind elsewhere.
    const bool plain = word == 0 || l_.plain[word];
    const segment::Entry* small = plain ? nullptr : lexicon_.Get(word, l_.clause_words);
    if (token.Is(segment::kCapital) && word != 0 && !token.Is(segment::kAllCaps) &&
        (BehindTitle(t, block) || (!token.Is(segment::kSentence) && small != nullptr &&
                                   small->value.starts_with("auxiliary")))) {
      return ReadCapitals(t, block);
    }
    if (small != nullptr) {
      if (const uint32_t end = ReadSmallWord(t, block, small->value); end != t) return end;
    }
    // "anti-Muslim"
    if (token.Is(segment::kCapital) && Compound(t, block)) return Simple(ItemKind::kWord, t);
    if (!plain) {
      if (lexicon_.Has(word, l_.cue_verbs) && ReadCue(t)) return t + 1;
      if (const uint32_t end = ReadNoun(t, block); end != t) return end;
      if (lexicon_.Has(word, l_.cue_nouns)) return Simple(ItemKind::kCueNoun, t);
    }
    if (token.Is(segment::kCapital)) {
      const bool ordinary = word != 0 && lexicon_.Has(word, l_.words);
      if (!token.Is(segment::kSentence)) {
        if (ordinary) capitals_.push_back(word);
        return ReadCapitals(t, block);
      }
      // An ordinary word at a sentence's start is a name where it was one before ("Trump", "May").
      if (!ordinary || std::find(capitals_.begin(), capitals_.end(), word) != capitals_.end())
        return ReadCapitals(t, block);
    }
    // "angrily", "reportedly": an adverb by its look.
    const uint32_t length = token.length;
    const bool adverb =
        length > 4 && text_.norm()[token.end() - 1] == 'y' && text_.norm()[token.end() - 2] == 'l';
    return Simple(adverb ? ItemKind::kAdverb : ItemKind::kWord, t);
  }
  // "said another.", "one of them said", "some say"
  bool StandsAlone(uint32_t next) const {
    const Token& token = tokens_[next];
    if (token.Is(segment::kMark))
      return Norm(next) != "-" && Norm(next) != "'" && !token.Is(segment::kQuote);
    return Norm(next) == "of" ||
           (Has(token, l_.cue_verbs) &&
            Column(lexicon_.Value(token.word, l_.cue_verbs), 2) != "present" &&
            !Has(token, l_.cue_nouns));
  }
  uint32_t Simple(ItemKind kind, uint32_t t) {
    Push(Make(kind, t, t + 1));
    return t + 1;
  }

  bool BehindTitle(uint32_t t, const segment::Block& block) const {
    if (t < block.first + 2 || Norm(t - 1) != "." || tokens_[t - 1].Is(segment::kSpaceBefore))
      return false;
    const std::string_view title = Norm(t - 2);
    return title == "Mr" || title == "Mrs" || title == "Ms" || title == "Dr";
  }

  uint32_t ReadCapitals(uint32_t t, const segment::Block& block) {
    uint32_t end = t + 1;
    // A title waits for the name behind it; the second half of a compound is no name.
    if (Has(tokens_[t], l_.titles) && end < block.last &&
        (Norm(end) == "." || tokens_[end].Is(segment::kCapital)))
      return Simple(ItemKind::kWord, t);
    if (t > block.first && !tokens_[t].Is(segment::kSpaceBefore) && Norm(t - 1) == "-")
      return Simple(ItemKind::kWord, t);
    while (end < block.last && tokens_[end].Is(segment::kCapital) &&
           !tokens_[end].Is(segment::kSentence) && tokens_[end].Is(segment::kWord) &&
           !(name_ < names_.size() && names_[name_].span.begin == tokens_[end].begin) &&
           !Has(tokens_[end], l_.roles) && !Has(tokens_[end], l_.person_nouns) &&
           !Has(tokens_[end], l_.source_nouns)) {
      ++end;
    }
    // "James A. Baker": the initial's stop ends nothing, and the name behind it may be known.
    uint32_t person = kNobody;
    while (end + 1 < block.last && tokens_[end - 1].length == 1 && Norm(end) == "." &&
           !tokens_[end].Is(segment::kSpaceBefore) && tokens_[end + 1].Is(segment::kCapital)) {
      ++end;
      while (name_ < names_.size() && names_[name_].span.begin < tokens_[end].begin) ++name_;
      if (name_ < names_.size() && names_[name_].span.begin == tokens_[end].begin &&
          names_[name_].person) {
        person = names_[name_].entity;
        while (end < block.last && tokens_[end].begin < names_[name_].span.end) ++end;
        break;
      }
      ++end;
    }
    Item item = Make(person == kNobody ? ItemKind::kCapitals : ItemKind::kPerson, t, end);
    item.entity = person;
    TakeTitles(&item);
    // "House Republican Thomas Massie"
    if (CanPop() && Last().Is(ItemKind::kNoun) && !Last().possessive && !Last().plural &&
        Last().last == item.first && (Last().sort == 'r' || Last().sort == 'p')) {
      item.first = Last().first;
      out_.items.pop_back();
    }
    end = Possessive(end, block, &item);
    item.last = end;
    Push(item);
    JoinOf();
    return end;
  }

  // A form of a cue verb is a verb unless it stands where a noun or an adjective does.
  bool ReadCue(uint32_t t) {
    // "so-called" reports nothing.
    if (t > 0 && !tokens_[t].Is(segment::kSpaceBefore) && Norm(t - 1) == "-") return false;
    const std::string_view value = lexicon_.Value(tokens_[t].word, l_.cue_verbs);
    const std::string_view tag = Column(value, 2), sort = Column(value, 1);
    Item item = Make(ItemKind::kCue, t, t + 1);
    item.lemma = Column(value, 0);
    item.sort = sort.empty() ? 's' : sort[0];
    item.tag = tag == "past" ? 'd' : tag == "third" ? '3' : tag == "ing" ? 'i' : 'p';
    size_t i = out_.items.size();
    bool auxiliary = false;
    while (i > begin_ && (out_.items[i - 1].Is(ItemKind::kAdverb) ||
                          out_.items[i - 1].Is(ItemKind::kAuxiliary))) {
      const Item& before = out_.items[i - 1];
      if (before.Is(ItemKind::kAuxiliary)) {
        auxiliary = true;
        if (before.being && item.tag == 'd') item.passive = true;
      }
      --i;
    }
    const Item* before = i > begin_ ? &out_.items[i - 1] : nullptr;
    const bool behind_noun_mark =
        before != nullptr && (before->Is(ItemKind::kDeterminer) || before->possessive);
    if (behind_noun_mark && !auxiliary) return false;
    const bool preposition = before != nullptr && before->Is(ItemKind::kPreposition);
    const bool infinitive = preposition && Norm(before->first) == "to";
    // "the United States": a name's word.
    if (tokens_[t].Is(segment::kCapital) && !tokens_[t].Is(segment::kSentence) &&
        before != nullptr && !before->Is(ItemKind::kQuote)) {
      return false;
    }
    // "often labelled as", "known here as": a participle.
    if (item.tag == 'd' && (before == nullptr || !before->Mention()) && item.sort != 's') {
      uint32_t next = t + 1;
      while (next < tokens_.size() && next < t + 3 && PartOf(tokens_[next]) == "adverb") ++next;
      if (next < tokens_.size() && before != nullptr && !before->Is(ItemKind::kConjunction) &&
          !before->Is(ItemKind::kQuote) && !before->Is(ItemKind::kCapitals) &&
          (Norm(next) == "as" || Norm(next) == "by") && !auxiliary) {
        item.passive = true;
      }
    }
    switch (item.tag) {
      case '3':
        if (preposition && !auxiliary) return false;
        if (before != nullptr && before->Is(ItemKind::kWord)) return false;
        // "his anti-Muslim remarks"
        for (size_t n = i; n > begin_ && n + 3 > i; --n) {
          if (out_.items[n - 1].Is(ItemKind::kDeterminer)) return false;
          if (!out_.items[n - 1].Is(ItemKind::kCapitals) && !out_.items[n - 1].Is(ItemKind::kWord))
            break;
        }
        break;
      case 'p': {
        item.bare = auxiliary || infinitive;
        if (item.bare) break;
        if (before == nullptr) return false;
        const bool subject =
            (before->Is(ItemKind::kPronoun) && before->sort != 'm' && before->sort != 'f' &&
             before->sort != 'n') ||
            before->Is(ItemKind::kRelative) || (before->Is(ItemKind::kNoun) && before->plural) ||
            (item.sort == 's' && !Has(tokens_[t], l_.cue_nouns) &&
             (before->Is(ItemKind::kQuote) || before->Is(ItemKind::kComma) ||
              before->Is(ItemKind::kPerson) || before->Is(ItemKind::kOrganisation)));
        if (!subject) return false;
        break;
      }
      default:
        break;
    }
    Push(item);
    return true;
  }

  uint32_t ReadNoun(uint32_t t, const segment::Block& block) {
    const Token& token = tokens_[t];
    Item item = Make(ItemKind::kNoun, t, t + 1);
    item.head = t;
    if (const auto* role = lexicon_.Get(token.word, l_.roles); role != nullptr) {
      item.sort = 'r';
      item.gender = role->value.empty() ? 'u' : role->value[0];
    } else if (const auto* person = lexicon_.Get(token.word, l_.person_nouns); person != nullptr) {
      item.sort = 'p';
      item.gender = person->value.empty() ? 'u' : person->value[0];
      item.plural = PluralLook(t);
    } else if (const auto* source = lexicon_.Get(token.word, l_.source_nouns); source != nullptr) {
      const std::string_view sort = Column(source->value, 1);
      item.sort = sort.empty() ? 'b' : sort[0];
      item.plural = Column(source->value, 0) == "plural";
    } else if (lexicon_.Has(token.word, l_.body_nouns)) {
      item.sort = 'b';
    } else if (const auto* member = lexicon_.Get(token.word, l_.members);
               member != nullptr && token.Is(segment::kCapital)) {
      item.sort = 'p';
      item.gender = 'u';
      item.plural = member->value == "plural";
    } else if (PluralLook(t)) {
      const std::string_view spelling = lexicon_.Spelling(token.word);
      const WordId singular = lexicon_.Find(spelling.substr(0, spelling.size() - 1));
      if (singular == 0 || !lexicon_.Has(singular, l_.roles)) return t;
      item.sort = 'r';
      item.plural = true;
      item.gender = 'u';
    } else {
      return t;
    }
    TakeModifiers(&item);
    item.last = Possessive(t + 1, block, &item);
    const uint32_t end = item.last;
    Push(item);
    JoinOf();
    return end;
  }
  bool PluralLook(uint32_t t) const {
    const std::string_view word = Norm(t);
    return word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's';
  }

  // What stands before the head and belongs to it: "the Salford Royal NHS Foundation Trust chief",
  // "one senior".
  void TakeModifiers(Item* noun) {
    const size_t end = out_.items.size();
    size_t at = end, sure = end;
    uint32_t organisation = kNobody, words = 0;
    for (; at > begin_ && words < kLongestNounPhrase; --at) {
      const Item& item = out_.items[at - 1];
      if (item.last != (at == end ? noun->first : out_.items[at].first)) break;
      if (item.Is(ItemKind::kDeterminer)) {
        noun->definite = item.definite;
        noun->determined = true;
        noun->first = item.first;
        noun->name_first = item.plural ? item.first : item.last;
        noun->organisation = organisation;
        out_.items.resize(at - 1);
        return;
      }
      if (item.possessive) {
        noun->definite = noun->determined = true;
        noun->first = item.first;
        noun->name_first = item.name_first;
        noun->organisation = item.Is(ItemKind::kOrganisation) ? item.entity : item.organisation;
        if (item.Is(ItemKind::kPerson)) noun->possessor = item.entity;
        out_.items.resize(at - 1);
        return;
      }
      const bool near = sure == at;
      if (item.Is(ItemKind::kOrganisation)) {
        if (organisation == kNobody) organisation = item.entity;
        if (near) sure = at - 1;
      } else if (item.Is(ItemKind::kPerson)) {
        // "a senior Cruz adviser", "Cruz supporters"
        if (near) sure = at - 1;
      } else if (item.Is(ItemKind::kNoun) || item.Is(ItemKind::kCapitals)) {
        if (item.Is(ItemKind::kNoun) && item.name_last > item.head + 1) break;
        if (item.Is(ItemKind::kNoun) && item.determined) {
          noun->definite = item.definite;
          noun->determined = true;
          noun->first = item.first;
          noun->name_first = item.name_first;
          noun->organisation = organisation == kNobody ? item.organisation : organisation;
          noun->possessor = item.possessor;
          out_.items.resize(at - 1);
          return;
        }
        if (organisation == kNobody) organisation = item.organisation;
        if (near) sure = at - 1;
      } else if (item.Is(ItemKind::kWord) || item.Is(ItemKind::kCueNoun)) {
        ++words;
        if (near && PartOf(tokens_[item.first]) == "adjective") sure = at - 1;
      } else if (item.Is(ItemKind::kAdverb)) {
        ++words;
      } else {
        break;
      }
    }
    if (sure == end) return;
    noun->first = noun->name_first = out_.items[sure].first;
    noun->organisation = organisation;
    out_.items.resize(sure);
  }

  const ClauseLists& l_;
  const segment::Lexicon& lexicon_;
  const text::Text& text_;
  const segment::Segments& segments_;
  const std::vector<Token>& tokens_;
  const std::vector<quote::Quote>& quotes_;
  const std::vector<Named>& names_;
  Clauses& out_;
  uint32_t begin_ = 0;  // first item of the sentence
  uint32_t block_ = 0;
  std::vector<WordId> capitals_;  // ordinary words seen with a capital inside a sentence
  size_t name_ = 0;
  uint32_t quote_ = 0, part_ = 0;
};

}  // namespace

ClauseLists::ClauseLists(const match::RuleSet& rules)
    : cue_verbs(rules.List("cue_verbs")),
      cue_nouns(rules.List("cue_nouns")),
      person_nouns(rules.List("person_nouns")),
      roles(rules.List("roles")),
      source_nouns(rules.List("source_nouns")),
      titles(rules.List("titles")),
      words(rules.List("words")),
      clause_words(rules.List("clause_words")),
      body_nouns(rules.List("clause_body_nouns")),
      members(rules.List("clause_members")),
      doubtful(rules.List("clause_doubtful_cues")),
      spokesmen(rules.List("clause_spokesmen")) {
  const segment::Lexicon& lexicon = rules.lexicon();
  const auto listed = [&](WordId word) {
    for (const segment::ListId list : {clause_words, cue_verbs, roles, person_nouns, source_nouns,
                                       body_nouns, members, cue_nouns}) {
      if (lexicon.Has(word, list)) return true;
    }
    const std::string_view spelling = lexicon.Spelling(word);
    return spelling.ends_with('s') &&
           lexicon.Has(lexicon.Find(spelling.substr(0, spelling.size() - 1)), roles);
  };
  plain.resize(lexicon.words());
  for (WordId word = 1; word < lexicon.words(); ++word) plain[word] = !listed(word);
}

void ReadClauses(const ClauseLists& lists, const segment::Lexicon& lexicon, const text::Text& text,
                 const segment::Segments& segments, const std::vector<person::Person>& people,
                 const std::vector<organisation::Organisation>& organisations,
                 const std::vector<quote::Quote>& quotes, Clauses* out) {
  out->items.clear();
  out->sentences.clear();
  thread_local std::vector<Named> names;  // kept for its capacity
  names.clear();
  for (uint32_t p = 0; p < people.size(); ++p) {
    for (const Mention& m : people[p].mentions) names.push_back({m.span, p, true});
  }
  for (uint32_t o = 0; o < organisations.size(); ++o) {
    for (const Mention& m : organisations[o].mentions) names.push_back({m.span, o, false});
  }
  std::sort(names.begin(), names.end(), [](const Named& a, const Named& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  ClauseReader(lists, lexicon, text, segments, quotes, names, out).Run();
}

}  // namespace presscut::resolve
