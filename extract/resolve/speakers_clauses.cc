#include "extract/resolve/speakers_clauses.h"

#include <algorithm>
#include <array>

#include "extract/resolve/speakers_nouns.h"

namespace presscut::resolve {
namespace {

using segment::Token;
using segment::WordId;
using Kind = WordKind;

// Paragraphs read before and behind one that quotes: pronouns look back, nothing looks far ahead.
constexpr uint32_t kBlocksBefore = 5, kBlocksBehind = 1;
// Items of a sentence; what is longer is no prose, and rules look through whole sentences.
constexpr uint32_t kLongestSentence = 400;
// Tokens of a reporting clause that stands by itself: "Hannity pressed."
constexpr uint32_t kShortClause = 5;

// A dateline's dash stands among so many tokens of its paragraph.
constexpr uint32_t kLongestDateline = 14;

// A mention of a person or an organisation. The last of them is none and stands behind all text.
struct Named {
  NormSpan span;
  uint32_t entity = 0;
  bool person = false;
};

// What a mark of one character is; a dash has to be looked at.
class MarkTable {
 public:
  constexpr MarkTable() {
    Set(",", ItemKind::kComma);
    Set(":", ItemKind::kColon);
    Set(";.!?", ItemKind::kStop);
    Set("|-", ItemKind::kDash);
    Set("([", ItemKind::kOpen);
    Set(")]", ItemKind::kClose);
  }
  const ItemTraits& Of(char c) const { return traits_[static_cast<uint8_t>(c)]; }

 private:
  constexpr void Set(std::string_view marks, ItemKind kind) {
    for (const char c : marks) traits_[static_cast<uint8_t>(c)].kind = kind;
  }
  std::array<ItemTraits, 256> traits_ = {};
};
constexpr MarkTable kMarks;
constexpr ItemTraits kAdverb{ItemKind::kAdverb};

// What tells a token whose item is the same everywhere.
constexpr uint16_t kLook = segment::kWord | segment::kCapital | segment::kInnerCapital |
                           segment::kSentence | segment::kSpaceBefore;

class ClauseReader {
 public:
  // REQUIRES: out->items has room for an item a token.
  ClauseReader(const ClauseLists& lists, const text::Text& text, const segment::Segments& segments,
               const std::vector<quote::Quote>& quotes, const std::vector<quote::Stretch>& runs,
               const std::vector<Named>& names, std::vector<WordId>* capitals, Clauses* out)
      : l_(lists),
        norm_(text.norm()),
        segments_(segments),
        tokens_(segments.tokens.data()),
        quotes_(quotes),
        runs_(runs),
        name_(names.data()),
        capitals_(*capitals),
        out_(*out),
        begin_(out->items.data()),
        end_(out->items.data()) {}

  void Read(Reach reach) {
    const uint32_t blocks = static_cast<uint32_t>(segments_.blocks.size());
    uint32_t next = 0;  // first block not yet read
    next_quote_ = runs_.empty() ? kNobody : BeginOf(runs_.front());
    if (reach == Reach::kWhole) return ReadBlocks(0, blocks);
    for (const quote::Stretch& run : runs_) {
      const uint32_t end = std::min(run.block + 1 + kBlocksBehind, blocks);
      const uint32_t begin = run.block > kBlocksBefore ? run.block - kBlocksBefore : 0;
      ReadBlocks(std::max(next, begin), end);
      next = std::max(next, end);
    }
  }

 private:
  void ReadBlocks(uint32_t begin, uint32_t end) {
    for (uint32_t b = begin; b < end; ++b) {
      const segment::Role role = segments_.blocks[b].role;
      if (role != segment::Role::kStamp && role != segment::Role::kFurniture) ReadBlock(b);
    }
  }
  const Kind& Of(uint32_t t) const { return l_.Of(tokens_[t].word); }
  bool Says(uint32_t t, const KnownWord& word) const {
    return tokens_[t].word == word.id && Norm(t) == word.text;
  }
  std::string_view Norm(uint32_t t) const {
    return norm_.substr(tokens_[t].begin, tokens_[t].length);
  }
  // The token is this character.
  bool IsMark(uint32_t t, char mark) const {
    return tokens_[t].length == 1 && norm_[tokens_[t].begin] == mark;
  }
  // A hyphen joins token t to the word before it.
  bool BehindHyphen(uint32_t t) const {
    return !tokens_[t].Is(segment::kSpaceBefore) && IsMark(t - 1, '-');
  }

  static Item Make(ItemKind kind, uint32_t first, uint32_t last) {
    Item item;
    item.kind = kind;
    item.first = item.name_first = first;
    item.last = item.name_last = last;
    return item;
  }
  void Push(const Item& item) { *end_++ = item; }
  static void Put(const ItemTraits& traits, uint32_t t, Item* item) {
    static_cast<ItemTraits&>(*item) = traits;
    item->first = item->name_first = t;
    item->last = item->name_last = t + 1;
    item->entity = item->organisation = item->possessor = kNobody;
  }
  Item& Push(const ItemTraits& traits, uint32_t t) {
    Put(traits, t, end_);
    return *end_++;
  }
  Item& Push(ItemKind kind, uint32_t t) { return Push(ItemTraits{kind}, t); }
  uint32_t Simple(ItemKind kind, uint32_t t) {
    Push(kind, t);
    return t + 1;
  }
  uint32_t Index(const Item* item) const { return static_cast<uint32_t>(item - out_.items.data()); }

  void ReadBlock(uint32_t b) {
    const segment::Block& block = segments_.blocks[b];
    block_ = b;
    const ClauseLists::Table words = l_.table();
    const Token* const tokens = tokens_;
    const char* const norm = norm_.data();
    // Words of a text stand far apart in the table: fetched all at once they come as soon as one.
    for (uint32_t t = block.first; t < block.last; ++t) words.Fetch(tokens[t].word);
    for (uint32_t t = block.first; t < block.last;) {
      // Most tokens are words in lower case or marks that play the same part everywhere.
      const uint32_t stop = std::min(block.last, next_quote_), name = name_->span.begin;
      const Item* const limit = begin_ + kLongestSentence;
      Item* end = end_;
      for (; t < stop && end <= limit; ++t) {
        const Token& token = tokens[t];
        if (token.begin >= name) break;
        const ItemTraits* traits = nullptr;
        if ((token.flags & kLook) == (segment::kWord | segment::kSpaceBefore)) {
          const Kind& kind = words.Of(token.word);
          traits = &kind.item;
          if (!kind.Is(Kind::kDirect)) {
            if (token.word != 0) break;
            if (AdverbLook({norm + token.begin, token.length})) traits = &kAdverb;
          }
        } else if ((token.flags & (segment::kMark | segment::kQuote | segment::kSentence)) ==
                       segment::kMark &&
                   token.length == 1) {
          traits = &kMarks.Of(norm[token.begin]);
          if (traits->Is(ItemKind::kDash)) break;
        } else {
          break;
        }
        Put(*traits, t, end++);
      }
      end_ = end;
      if (end > limit) EndSentence();
      if (t >= block.last) break;
      const Token& token = tokens[t];
      if (token.Is(segment::kSentence) && !GoesOn(t, block)) EndSentence();
      const bool mark = token.Is(segment::kMark);
      t = ReadAt(t, block);
      if (mark && t < block.first + kLongestDateline && CanPop() && Last().Is(ItemKind::kDash) &&
          Dateline())
        EndSentence();
      if (end_ > begin_ + kLongestSentence) EndSentence();
    }
    EndSentence();
  }
  // "WASHINGTON (AFP) —" in front of the first sentence of any paragraph.
  bool Dateline() const {
    bool bracket = false;
    for (const Item* i = begin_; i + 1 < end_; ++i) {
      const Item& item = *i;
      bracket |= item.Is(ItemKind::kClose);
      if (!item.Is(ItemKind::kCapitals) && !item.Is(ItemKind::kOrganisation) &&
          !item.Is(ItemKind::kComma) && !item.Is(ItemKind::kOpen) && !item.Is(ItemKind::kClose) &&
          !item.Is(ItemKind::kAdverb) && !item.Is(ItemKind::kStop) &&
          !(item.Is(ItemKind::kWord) && !tokens_[item.first].Is(segment::kWord))) {
        return false;
      }
    }
    return bracket || tokens_[begin_->first].Is(segment::kAllCaps);
  }
  // "…?" Hannity pressed. "…," Smith said.: what the segmenter took for a sentence is the reporting
  // clause.
  bool GoesOn(uint32_t t, const segment::Block& block) const {
    if (!CanPop() || !Last().Is(ItemKind::kQuote) || tokens_[t].Is(segment::kQuote)) return false;
    const std::string_view dash = Norm(t);
    if (dash == "—" || dash == "―" || dash == "-") return true;  // "…" — Ann Smith
    uint32_t end = Last().last;
    while (end > Last().first && tokens_[end - 1].Is(segment::kQuote)) --end;
    const std::string_view mark = Norm(end - 1);
    if (mark == ",") return true;
    if (mark != "?" && mark != "!") return false;
    for (uint32_t n = t + 1; n < block.last && n < t + kShortClause; ++n) {
      if (tokens_[n].Is(segment::kQuote)) return false;
      if (IsMark(n, '.')) return true;
    }
    return false;
  }
  void EndSentence() {
    if (end_ == begin_) return;
    out_.sentences.push_back({Index(begin_), Index(end_), block_, quoted_, cued_, tied_});
    begin_ = end_;
    quoted_ = cued_ = tied_ = false;
  }

  // Reads the item at token t; gives the token behind it.
  uint32_t ReadAt(uint32_t t, const segment::Block& block) {
    if (t >= next_quote_) {
      if (const uint32_t end = ReadQuote(t, block); end != t) return end;
    }
    const Token& token = tokens_[t];
    while (name_->span.begin < token.begin) ++name_;
    if (name_->span.begin == token.begin) return ReadName(t, block);
    if (token.Is(segment::kMark)) return ReadMark(t);
    if (token.Is(segment::kClitic)) return ReadClitic(t);
    if (token.Is(segment::kNumber)) return ReadNumber(t, block);
    return ReadWord(t, block);
  }

  // The opening mark is read with the words, unless a label stands between them.
  static uint32_t BeginOf(const quote::Stretch& run) {
    return run.open + 1 == run.first ? run.open : run.first;
  }
  // The quotation at token t; t where the next one stands behind it.
  uint32_t ReadQuote(uint32_t t, const segment::Block& block) {
    while (run_ < runs_.size() && runs_[run_].last <= t) {
      ++run_;
      if (++part_ < quotes_[quote_].parts.size()) continue;
      ++quote_;
      part_ = 0;
    }
    next_quote_ = run_ < runs_.size() ? BeginOf(runs_[run_]) : kNobody;
    if (t < next_quote_) return t;
    uint32_t end = std::max(t + 1, std::min(runs_[run_].last, block.last));
    if (end < block.last && tokens_[end].Is(segment::kQuote)) ++end;
    Item item = Make(ItemKind::kQuote, t, end);
    item.entity = quote_;
    item.more = part_ + 1 < quotes_[quote_].parts.size();
    Push(item);
    quoted_ = true;
    return end;
  }

  // 's or ' directly behind.
  uint32_t Possessive(uint32_t t, const segment::Block& block, Item* item) const {
    if (t >= block.last || tokens_[t].Is(segment::kSpaceBefore)) return t;
    const Token& mark = tokens_[t];
    if (mark.Is(segment::kClitic) && mark.length == 2 && (norm_[mark.begin + 1] | 0x20) == 's') {
      // "Porter's said" is "has said".
      if (t + 1 < block.last && Of(t + 1).Is(Kind::kReports)) return t;
      item->possessive = true;
      return t + 1;
    }
    if (!mark.Is(segment::kQuote) || norm_[mark.begin] != '\'') return t;
    const char last = norm_[tokens_[t - 1].end() - 1];
    if (last == 's' || last == 'S') {
      item->possessive = true;
      return t + 1;
    }
    return t;
  }

  uint32_t ReadName(uint32_t t, const segment::Block& block) {
    const Named& named = *name_;
    uint32_t end = t + 1;
    while (end < block.last && tokens_[end].begin < named.span.end) ++end;
    Item item = Make(named.person ? ItemKind::kPerson : ItemKind::kOrganisation, t, end);
    item.entity = named.entity;
    if (named.person) {
      TakeTitles(&item);
      // "resident Ann Smith", "BMA council chairman Dr Mark Porter": one item.
      if (CanPop() && Last().Is(ItemKind::kNoun) && !Last().possessive &&
          Last().last == item.first && Last().sort != 'd') {
        // "a spokesman for Treasury Secretary Ann Smith" is not she.
        Item& head = Last();
        if (head.head + 1 < head.last && tokens_[head.head + 1].word == l_.for_.id &&
            head.organisation == kNobody && Norm(head.head).starts_with("spokes")) {
          end = Possessive(end, block, &item);
          head.name_last = item.possessive ? item.last : end;
          head.last = end;
          head.possessive = item.possessive;
          return end;
        }
        item.first = head.first;
        --end_;
      }
    }
    end = Possessive(end, block, &item);
    item.last = end;
    if (named.person && CanPop() && Last().Is(ItemKind::kConjunction)) tied_ = true;
    Push(item);
    JoinOf();
    return end;
  }

  bool CanPop() const { return end_ > begin_; }
  Item& Last() const { return end_[-1]; }

  // Titles stand before the name: "Dr", "Lt. Gen.", "Sir".
  void TakeTitles(Item* item) {
    while (CanPop() && Last().last == item->first) {
      const Item& last = Last();
      const uint32_t first = last.first;
      const bool stop = last.Is(ItemKind::kStop) && first > 0 &&
                        !tokens_[first].Is(segment::kSpaceBefore) && Of(first - 1).Is(Kind::kTitle);
      const bool title = !last.Is(ItemKind::kQuote) && !last.Is(ItemKind::kPerson) &&
                         !last.Is(ItemKind::kOrganisation) && last.last == last.first + 1 &&
                         tokens_[first].Is(segment::kCapital) && Of(first).Is(Kind::kTitle);
      if (!stop && !title) break;
      item->first = first;
      --end_;
    }
  }

  // "a spokesman for Acas", "Smith of the BMA": what follows the preposition belongs to the mention
  // before it.
  void JoinOf() {
    if (end_ < begin_ + 3) return;
    const ItemKind before = end_[-2].kind;
    if (before == ItemKind::kPreposition || before == ItemKind::kDeterminer) JoinBefore();
  }
  void JoinBefore() {
    const Item& name = end_[-1];
    Item* at = end_ - 2;
    if (at->Is(ItemKind::kDeterminer) && end_ >= begin_ + 4) --at;
    if (!at->Is(ItemKind::kPreposition) || at == begin_) return;
    Item& head = at[-1];
    if (head.possessive) return;
    // In lower case: a name's own "Of" joins nothing.
    const Token& word = tokens_[at->first];
    if (!Of(at->first).Is(Kind::kJoins) || word.Is(segment::kCapital | segment::kInnerCapital))
      return;
    const bool with = word.word == l_.with.id, is_for = word.word == l_.for_.id;
    const bool of =
        with || is_for || word.word == l_.of.id || word.word == l_.from.id || word.word == l_.at.id;
    if (head.Is(ItemKind::kPronoun)) {
      // "one of those advisers"
      if (head.sort != 'o' || word.word != l_.of.id) return;
      head.name_last = name.name_last;
    } else if (head.Is(ItemKind::kPerson)) {
      if (!of || with || is_for || !name.Is(ItemKind::kOrganisation)) return;
    } else if (!head.Is(ItemKind::kNoun) || name.Is(ItemKind::kPronoun)) {
      return;
    }
    if (of && name.Is(ItemKind::kOrganisation) && head.organisation == kNobody)
      head.organisation = name.entity;
    head.last = name.last;
    if (head.Is(ItemKind::kNoun)) head.name_last = name.possessive ? name.name_last : name.last;
    // "Ann Smith of the union's Leeds branch"
    head.possessive = name.possessive && !head.Is(ItemKind::kPerson);
    end_ = at;
  }

  uint32_t ReadMark(uint32_t t) {
    const Token& token = tokens_[t];
    if (token.Is(segment::kQuote)) return t + 1;
    if (token.length > 1) {
      const std::string_view mark = Norm(t);
      const bool dash = mark == "—" || mark == "―";
      return Simple(dash ? ItemKind::kDash : mark == "..." ? ItemKind::kStop : ItemKind::kWord, t);
    }
    if (norm_[token.begin] == '-' && !token.Is(segment::kSpaceBefore)) {
      if (!CanPop() || !Last().Is(ItemKind::kDash) || Last().last != t)
        return Simple(ItemKind::kWord, t);
      Last().last = t + 1;
      return t + 1;
    }
    Push(kMarks.Of(norm_[token.begin]), t);
    return t + 1;
  }

  uint32_t ReadClitic(uint32_t t) {
    const std::string_view word = Norm(t);
    if (word == "'s" && CanPop() && Last().last == t && Last().Is(ItemKind::kNoun)) {
      Last().possessive = true;
      Last().last = t + 1;
      return t + 1;
    }
    Push(ItemKind::kAuxiliary, t).being = word == "'s" || word == "'re" || word == "'m";
    return t + 1;
  }

  // "the 14-year-old" is somebody.
  uint32_t ReadNumber(uint32_t t, const segment::Block& block) {
    if (t + 4 < block.last && IsMark(t + 1, '-') && Norm(t + 2) == "year" && IsMark(t + 3, '-') &&
        Norm(t + 4) == "old") {
      Item item = Make(ItemKind::kNoun, t, t + 5);
      item.head = t + 4;
      item.sort = 'a';
      item.gender = 'u';
      end_ = TakeModifiers(l_, tokens_, begin_, end_, &item);
      Push(item);
      return t + 5;
    }
    // "47 percent said", "46 percent of voters said"
    if (t + 2 < block.last && !(CanPop() && Last().Is(ItemKind::kDeterminer))) {
      const std::string_view unit = Norm(t + 1);
      if ((unit == "percent" || unit == "%") && StandsAlone(t + 1)) {
        Push(ItemKind::kPronoun, t).sort = 'o';
        end_[-1].last = end_[-1].name_last = t + 2;
        return t + 2;
      }
    }
    return Simple(ItemKind::kWord, t);
  }

  // A word with a part of its own in a clause.
  uint32_t ReadSmallWord(uint32_t t, const segment::Block& block, const Kind& kind) {
    if (kind.part == ItemKind::kDeterminer) {
      if (CanPop() && t + 1 < block.last && Says(t, l_.that) &&
          (Last().Is(ItemKind::kNoun) || Last().Is(ItemKind::kCueNoun) ||
           Last().Is(ItemKind::kWord)) &&
          Of(t + 1).Is(Kind::kCue)) {
        return Simple(ItemKind::kRelative, t);  // "a message that said"
      }
      if (kind.Is(Kind::kNumber) && t + 1 < block.last && StandsAlone(t)) {
        Push(ItemKind::kPronoun, t).sort = 'o';
        return t + 1;
      }
    } else if (kind.part == ItemKind::kPreposition && Compound(t, block)) {
      // "choked-up": the second half of a compound is what the whole is.
      return Simple(ItemKind::kWord, t);
    }
    Push(kind.item, t);
    return t + 1;
  }
  bool Compound(uint32_t t, const segment::Block& block) const {
    return t > block.first && BehindHyphen(t) && !tokens_[t - 1].Is(segment::kSpaceBefore);
  }

  uint32_t ReadWord(uint32_t t, const segment::Block& block) {
    const Kind& kind = Of(t);
    if (tokens_[t].Is(segment::kCapital)) return ReadCapitalWord(t, block, kind);
    if (kind.part != ItemKind::kWord) return ReadSmallWord(t, block, kind);
    if (!kind.Is(Kind::kPlain)) {
      if (const uint32_t end = ReadListed(t, block, kind); end != t) return end;
    }
    return ReadOther(t);
  }
  uint32_t ReadCapitalWord(uint32_t t, const segment::Block& block, const Kind& kind) {
    const Token& token = tokens_[t];
    // "Mr. Tribe", "Will wrote": a name that is a word of another kind elsewhere.
    if (token.word != 0 && !token.Is(segment::kAllCaps) &&
        (BehindTitle(t, block) ||
         (!token.Is(segment::kSentence) && kind.part == ItemKind::kAuxiliary))) {
      return ReadCapitals(t, block);
    }
    if (kind.part != ItemKind::kWord) return ReadSmallWord(t, block, kind);
    // "anti-Muslim"
    if (Compound(t, block)) return Simple(ItemKind::kWord, t);
    if (!kind.Is(Kind::kPlain)) {
      if (const uint32_t end = ReadListed(t, block, kind); end != t) return end;
    }
    const bool ordinary = kind.Is(Kind::kOrdinary);
    if (!token.Is(segment::kSentence)) {
      if (ordinary) capitals_.push_back(token.word);
      return ReadCapitals(t, block);
    }
    // An ordinary word at a sentence's start is a name where it was one before ("Trump", "May").
    if (!ordinary || std::find(capitals_.begin(), capitals_.end(), token.word) != capitals_.end())
      return ReadCapitals(t, block);
    return ReadOther(t);
  }
  // A verb or noun of the lists; gives t for one that is neither here.
  uint32_t ReadListed(uint32_t t, const segment::Block& block, const Kind& kind) {
    if (kind.Is(Kind::kCue) && ReadCue(t, kind)) return t + 1;
    if (const uint32_t end = ReadNoun(t, block, kind); end != t) return end;
    return kind.Is(Kind::kCueNoun) ? Simple(ItemKind::kCueNoun, t) : t;
  }
  uint32_t ReadOther(uint32_t t) {
    return Simple(AdverbLook(Norm(t)) ? ItemKind::kAdverb : ItemKind::kWord, t);
  }
  // "said another.", "one of them said", "some say"
  bool StandsAlone(uint32_t t) const {
    const uint32_t next = t + 1;
    const Token& token = tokens_[next];
    if (token.Is(segment::kMark))
      return !token.Is(segment::kQuote) && !IsMark(next, '-') && !IsMark(next, '\'');
    // "several states": a verb in the singular speaks of one.
    const Kind& kind = Of(next);
    return Says(next, l_.of) || (kind.Is(Kind::kReports) && (kind.tag != '3' || One(t)));
  }
  bool One(uint32_t t) const {
    const std::string_view word = Norm(t);
    return word == "one" || word == "another" || word == "One" || word == "Another";
  }

  bool BehindTitle(uint32_t t, const segment::Block& block) const {
    if (t < block.first + 2 || !IsMark(t - 1, '.') || tokens_[t - 1].Is(segment::kSpaceBefore))
      return false;
    const std::string_view title = Norm(t - 2);
    return title == "Mr" || title == "Mrs" || title == "Ms" || title == "Dr";
  }

  uint32_t ReadCapitals(uint32_t t, const segment::Block& block) {
    uint32_t end = t + 1;
    // A title waits for the name behind it; the second half of a compound is no name.
    if (Of(t).Is(Kind::kTitle) && end < block.last &&
        (IsMark(end, '.') || tokens_[end].Is(segment::kCapital)))
      return Simple(ItemKind::kWord, t);
    if (t > block.first && BehindHyphen(t)) return Simple(ItemKind::kWord, t);
    while (end < block.last && tokens_[end].Is(segment::kCapital) &&
           !tokens_[end].Is(segment::kSentence) && tokens_[end].Is(segment::kWord) &&
           name_->span.begin != tokens_[end].begin && !Of(end).Is(Kind::kStandsFor)) {
      ++end;
    }
    // "James A. Baker": the initial's stop ends nothing, and the name behind it may be known.
    uint32_t person = kNobody;
    while (end + 1 < block.last && tokens_[end - 1].length == 1 && IsMark(end, '.') &&
           !tokens_[end].Is(segment::kSpaceBefore) && tokens_[end + 1].Is(segment::kCapital)) {
      ++end;
      while (name_->span.begin < tokens_[end].begin) ++name_;
      if (name_->span.begin == tokens_[end].begin && name_->person) {
        person = name_->entity;
        while (end < block.last && tokens_[end].begin < name_->span.end) ++end;
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
      --end_;
    }
    end = Possessive(end, block, &item);
    item.last = end;
    Push(item);
    JoinOf();
    return end;
  }

  // A form of a cue verb is a verb unless it stands where a noun or an adjective does.
  bool ReadCue(uint32_t t, const Kind& kind) {
    // "so-called" and "thanks to" report nothing.
    if (t > 0 && BehindHyphen(t)) return false;
    if (kind.Is(Kind::kCueNoun) && t + 1 < segments_.tokens.size() && Says(t + 1, l_.to) &&
        Norm(t) == "thanks")
      return false;
    Item item = Make(ItemKind::kCue, t, t + 1);
    item.tell = kind.Is(Kind::kTell);
    item.subject = Item::kUnasked;
    item.sort = kind.cue;
    item.tag = kind.tag;
    const Item* i = end_;
    bool auxiliary = false, did = false, denied = false;
    while (i > begin_ && (i[-1].Is(ItemKind::kAdverb) || i[-1].Is(ItemKind::kAuxiliary))) {
      const Item& before = i[-1];
      denied |= Says(before.first, l_.not_);
      if (before.Is(ItemKind::kAuxiliary)) {
        auxiliary = true;
        did |= Says(before.first, l_.did);
        // "should have said": nothing was.
        if (item.tag == 'd' && Modal(Norm(before.first))) item.bare = true;
        if (before.being && item.tag == 'd') item.passive = true;
      }
      --i;
    }
    const Item* before = i > begin_ ? i - 1 : nullptr;
    // "once known for": never what somebody did.
    if (item.tag == 'd' && !auxiliary && (Norm(t) == "known" || Norm(t) == "seen"))
      item.passive = true;
    const bool behind_noun_mark =
        before != nullptr && (before->Is(ItemKind::kDeterminer) || before->possessive);
    if (behind_noun_mark && !auxiliary) return false;
    // "a "secular" state": the words in marks stand before their noun.
    if ((item.tag == 'p' || item.tag == '3') && before != nullptr && before > begin_ &&
        before->Is(ItemKind::kQuote) && before[-1].Is(ItemKind::kDeterminer) &&
        !tokens_[before->last - 2].Is(segment::kMark))
      return false;
    const bool preposition = before != nullptr && before->Is(ItemKind::kPreposition);
    const bool infinitive = preposition && Says(before->first, l_.to);
    // "the United States": a name's word.
    if (tokens_[t].Is(segment::kCapital) && !tokens_[t].Is(segment::kSentence) &&
        before != nullptr && !before->Is(ItemKind::kQuote)) {
      return false;
    }
    // "often labelled as", "known here as": a participle.
    if (item.tag == 'd' && (before == nullptr || !before->Mention()) && item.sort != 's') {
      uint32_t next = t + 1;
      const size_t size = segments_.tokens.size();
      while (next < size && next < t + 3 && Of(next).part == ItemKind::kAdverb) ++next;
      if (next < size && before != nullptr && !before->Is(ItemKind::kConjunction) &&
          !before->Is(ItemKind::kQuote) && !before->Is(ItemKind::kCapitals) &&
          (Says(next, l_.as) || Says(next, l_.by)) && !auxiliary) {
        item.passive = true;
      }
    }
    switch (item.tag) {
      case '3':
        if (preposition && !auxiliary) return false;
        if (before != nullptr && before->Is(ItemKind::kWord)) return false;
        // "32% of Republican claims": more than one never "claims".
        if (before != nullptr && before->Is(ItemKind::kPronoun) && before->sort == 'o' &&
            tokens_[before->first].Is(segment::kNumber))
          return false;
        // "says" is a verb wherever it stands.
        if (kind.Is(Kind::kReports) && kind.noun == 0) break;
        // "states are saying", "records show"
        if (t + 1 < segments_.tokens.size() && !tokens_[t + 1].Is(segment::kCapital)) {
          const Kind& next = Of(t + 1);
          if (next.part == ItemKind::kAuxiliary || (next.Is(Kind::kCue) && next.tag == 'p'))
            return false;
        }
        // "leaked details of it", "urged member states to act": what another verb has brought in.
        if (before != nullptr && !auxiliary && Object(before)) return false;
        // "his anti-Muslim remarks"
        for (const Item* n = i; n > begin_ && n + 3 > i; --n) {
          if (n[-1].Is(ItemKind::kDeterminer)) return false;
          if (!n[-1].Is(ItemKind::kCapitals) && !n[-1].Is(ItemKind::kWord)) break;
        }
        break;
      case 'p': {
        // "he did call it": told as done.
        item.bare = (auxiliary && (!did || denied)) || infinitive;
        if (item.bare || did) break;
        if (before == nullptr) return false;
        const bool subject =
            (before->Is(ItemKind::kPronoun) && before->sort != 'm' && before->sort != 'f' &&
             before->sort != 'n') ||
            before->Is(ItemKind::kRelative) || (before->Is(ItemKind::kNoun) && before->plural) ||
            // "Republicans believe"
            (before->Is(ItemKind::kOrganisation) && !kind.Is(Kind::kCueNoun) &&
             before->last == before->first + 1 && PluralLook(before->first)) ||
            (item.sort == 's' && !kind.Is(Kind::kCueNoun) &&
             (before->Is(ItemKind::kQuote) || before->Is(ItemKind::kComma) ||
              before->Is(ItemKind::kPerson) || before->Is(ItemKind::kOrganisation)));
        if (!subject) return false;
        break;
      }
      default:
        break;
    }
    Push(item);
    cued_ = true;
    return true;
  }

  static bool Modal(std::string_view word) {
    return word == "would" || word == "should" || word == "could" || word == "might" ||
           word == "must" || word == "will" || word == "may";
  }
  // A verb before it, or a noun without an article that a verb or a preposition brings in.
  bool Object(const Item* before) const {
    if (before->Is(ItemKind::kCue)) return true;
    if (!before->Is(ItemKind::kNoun) || before->determined || before->plural || before == begin_ ||
        before->first + 1 != before->last)
      return false;
    return before[-1].Is(ItemKind::kCue) || before[-1].Is(ItemKind::kPreposition);
  }

  uint32_t ReadNoun(uint32_t t, const segment::Block& block, const Kind& kind) {
    Item item = Make(ItemKind::kNoun, t, t + 1);
    item.head = t;
    if (kind.noun != 0) {
      // "the liberal readership"
      if (kind.noun == 'p' && kind.Is(Kind::kAdjective) && t + 1 < block.last &&
          Of(t + 1).Is(Kind::kPlain) && tokens_[t + 1].Is(segment::kWord) &&
          !tokens_[t + 1].Is(segment::kCapital))
        return t;
      item.sort = kind.noun;
      item.gender = kind.gender;
      item.plural = kind.Is(Kind::kPlural) || (kind.Is(Kind::kLooksPlural) && PluralLook(t));
    } else if (kind.Is(Kind::kMember) && tokens_[t].Is(segment::kCapital)) {
      item.sort = 'p';
      item.gender = 'u';
      item.plural = kind.Is(Kind::kMemberPlural);
      // "waved Mexican flags", "the German car"
      if (!item.plural && t + 1 < block.last && Of(t + 1).Is(Kind::kPlain) &&
          !tokens_[t + 1].Is(segment::kCapital) && tokens_[t + 1].Is(segment::kWord) &&
          !(CanPop() && Last().Is(ItemKind::kDeterminer)))
        return t;
    } else if (kind.Is(Kind::kRolePlural) && PluralLook(t)) {
      item.sort = 'r';
      item.plural = true;
      item.gender = 'u';
    } else {
      return t;
    }
    end_ = TakeModifiers(l_, tokens_, begin_, end_, &item);
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

  const ClauseLists& l_;
  const std::string_view norm_;
  const segment::Segments& segments_;
  const Token* const tokens_;
  const std::vector<quote::Quote>& quotes_;
  const std::vector<quote::Stretch>& runs_;
  const Named* name_;              // the first that does not begin before the token read
  std::vector<WordId>& capitals_;  // ordinary words seen with a capital inside a sentence
  Clauses& out_;
  Item *begin_, *end_;  // of the sentence
  uint32_t block_ = 0;
  bool quoted_ = false;  // a quotation stands in the sentence
  bool cued_ = false;    // a reporting verb was read in it
  bool tied_ = false;    // a person was read behind a conjunction
  size_t run_ = 0;       // the next one, and the quotation and the part it is
  uint32_t quote_ = 0, part_ = 0;
  uint32_t next_quote_ = 0;  // the token it begins with
};

}  // namespace

void ReadClauses(const ClauseLists& lists, const text::Text& text,
                 const segment::Segments& segments, const std::vector<person::Person>& people,
                 const std::vector<organisation::Organisation>& organisations,
                 const std::vector<quote::Quote>& quotes, const std::vector<quote::Stretch>& runs,
                 Reach reach, Clauses* out) {
  out->sentences.clear();
  if (reach == Reach::kNearQuotes && quotes.empty()) return;
  // Kept for their capacity.
  thread_local std::vector<Named> names;
  thread_local std::vector<WordId> capitals;
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
  names.push_back({{kNobody, kNobody}, kNobody, false});
  capitals.clear();
  if (out->items.size() < segments.tokens.size()) out->items.resize(segments.tokens.size());
  ClauseReader(lists, text, segments, quotes, runs, names, &capitals, out).Read(reach);
}

}  // namespace presscut::resolve
