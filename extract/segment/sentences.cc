#include "extract/segment/sentences.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "extract/segment/words.h"
#include "extract/text/unicode.h"

namespace presscut::segment {
namespace {

// Words that begin sentences and do not stand inside names: with a capital
// behind "U.S." or "Inc.", they begin a new sentence.
constexpr auto kOpeners = MakeWordSet(
    "a", "about", "according", "after", "all", "also", "although", "among", "an", "and", "another",
    "any", "are", "as", "asked", "at", "because", "before", "both", "but", "by", "can", "could",
    "despite", "did", "do", "does", "during", "each", "even", "every", "for", "from", "had", "has",
    "have", "he", "her", "here", "his", "how", "however", "i", "if", "in", "instead", "is", "it",
    "its", "just", "let", "many", "meanwhile", "more", "most", "my", "neither", "nevertheless",
    "no", "nobody", "nor", "not", "nothing", "now", "of", "on", "once", "only", "or", "other",
    "others", "our", "out", "over", "people", "she", "should", "since", "so", "some", "still",
    "such", "that", "the", "their", "then", "there", "these", "they", "this", "those", "though",
    "through", "to", "under", "until", "was", "we", "were", "what", "when", "where", "which",
    "while", "who", "why", "with", "within", "without", "would", "yes", "yesterday", "yet", "you",
    "your");
// … of which these are surnames as well, so that a title before them stays with
// them.
constexpr auto kOpenersThatAreNames =
    MakeWordSet("a", "an", "and", "do", "he", "her", "i", "in", "just", "let", "no", "of", "on",
                "so", "to", "who", "you");
// What follows a clock time and goes with it.
constexpr auto kAfterClock = MakeWordSet(
    "aest", "apr", "april", "aug", "august", "bst", "cdt", "central", "cest", "cet", "cst", "dec",
    "december", "eastern", "edt", "est", "et", "feb", "february", "friday", "gmt", "hkt", "ist",
    "jan", "january", "jst", "july", "june", "london", "mar", "march", "may", "mdt", "monday",
    "mountain", "mst", "mt", "nov", "november", "oct", "october", "pacific", "pdt", "pst", "pt",
    "saturday", "sep", "sept", "september", "sunday", "thursday", "tuesday", "utc", "wednesday");
// Prepositions that begin a clock time: "At 5 a.m. Mr Roe …" is one sentence.
constexpr auto kBeforeClock = MakeWordSet("about", "after", "around", "at", "before", "by", "from",
                                          "just", "shortly", "since", "until");
// Abbreviations in lower case that always lead on to something.
constexpr auto kLeadOn =
    MakeWordSet("approx", "c", "ca", "cf", "eg", "esp", "excl", "ie", "incl", "v", "viz", "vs");
// Nouns that take a letter: "Plan B. Labour says" is two sentences, "by J.
// Smith" is one.
constexpr auto kLettered = MakeWordSet("appendix", "class", "division", "exhibit", "grade", "group",
                                       "hepatitis", "influenza", "option", "plan", "route",
                                       "schedule", "section", "serie", "type", "vitamin");
constexpr auto kCounts =
    MakeWordSet("eight", "five", "four", "nine", "one", "seven", "six", "ten", "three", "two");
// Verbs that report: '"Why now?" Mr Roe asked.' is one sentence.
constexpr auto kReports = MakeWordSet(
    "added", "adds", "asked", "asks", "cried", "declared", "demanded", "exclaimed", "insisted",
    "joked", "quipped", "replied", "replies", "said", "says", "screamed", "shouted", "shouts",
    "tells", "told", "tweeted", "wondered", "wonders", "writes", "wrote", "yelled");

enum class Kind : uint8_t { kNone, kTitle, kMonth, kCompany, kNumber, kOther };

Kind KindOf(std::string_view value) {
  value = value.substr(0, value.find('\t'));
  if (value == "title") return Kind::kTitle;
  if (value == "month") return Kind::kMonth;
  if (value == "company") return Kind::kCompany;
  if (value == "number") return Kind::kNumber;
  return Kind::kOther;
}

class Walk {
 public:
  Walk(const Lexicon& lexicon, ListId abbreviations, std::string_view norm, const Block& block,
       const std::vector<Token>& tokens)
      : lexicon_(lexicon),
        abbreviations_(abbreviations),
        norm_(norm),
        tokens_(tokens),
        last_(block.last),
        // Where every word has a capital, a capital begins nothing.
        flat_(block.capitals || block.title_case) {}

  // Calls cut(first, last) for each sentence of tokens [begin, end of block).
  template <class Sink>
  void Run(uint32_t begin, Sink cut) {
    start_ = begin;
    uint32_t i = ListStart(begin);
    while (i < last_) {
      const Token& t = tokens_[i];
      if (marker_ != 0 && i > start_ && NextMarker(i)) {
        cut(start_, i);
        start_ = i;
        i = AfterMarker(i);
        continue;
      }
      if (!t.Is(kMark | kStops)) {
        ++i;
        if (marker_ == 0) i = NextMark(i);
        continue;
      }
      if (t.Is(kStops)) {
        i = AtEnd(i, i + 1, cut);
        continue;
      }
      const char c = norm_[t.begin];
      if (c == '.' || c == '!' || c == '?') {
        i = AtEnd(i, i, cut);
      } else if (c == '"') {
        inside_ = Opens(i);
        ++i;
      } else if (i > start_ && IsBullet(t)) {
        cut(start_, i);
        start_ = i;
        i = std::max(i + 1, ListStart(i));
      } else {
        ++i;
      }
    }
    if (start_ < last_) cut(start_, last_);
  }

 private:
  // The next token, from i on, that may end a sentence.
  uint32_t NextMark(uint32_t i) const {
    const Token* const tokens = tokens_.data();
    const uint32_t last = last_;
    while (i < last && !tokens[i].Is(kMark | kStops)) ++i;
    return i;
  }
  char CharOf(uint32_t i) const { return norm_[tokens_[i].begin]; }
  bool IsChar(uint32_t i, char c) const {
    return i < last_ && tokens_[i].length == 1 && CharOf(i) == c;
  }
  bool Spaced(uint32_t i) const { return i >= last_ || tokens_[i].Is(kSpaceBefore); }
  bool IsStop(uint32_t i) const { return IsChar(i, '.') || IsChar(i, '!') || IsChar(i, '?'); }
  LowerWord Lower(uint32_t i) const { return LowerWord(norm_, tokens_[i]); }

  bool IsBullet(const Token& t) const {
    if (!t.Is(kSpaceBefore) || t.length != 3) return false;
    const std::string_view s = norm_.substr(t.begin, 3);
    return s == "•" || s == "⁃" || s == "▪" || s == "●" || s == "◦" || s == "‣" || s == "■";
  }

  // Whether the " at i opens: what its raw character says, then the spaces
  // around it, then whether a quotation is under way.
  bool Opens(uint32_t i) const {
    const Token& t = tokens_[i];
    if (t.Is(kOpens)) return true;
    if (t.Is(kCloses)) return false;
    const bool before = t.Is(kSpaceBefore);
    const bool after = Spaced(i + 1);
    if (before != after) return before;
    return !inside_;
  }

  // "1. The first item 2. The second item": a block that begins with a list
  // mark is cut before the next one of the same make. Returns the first token
  // behind the mark.
  uint32_t ListStart(uint32_t begin) {
    uint32_t i = begin;
    if (i < last_ && tokens_[i].Is(kMark) && tokens_[i].length == 3 && !tokens_[i].Is(kQuote)) ++i;
    if (i >= last_) return begin;
    const Token& t = tokens_[i];
    if (t.Is(kNumber) && t.length <= 3) {
      uint32_t value = 0;
      for (uint32_t k = t.begin; k < t.end(); ++k) {
        if (norm_[k] < '0' || norm_[k] > '9') return begin;
        value = value * 10 + static_cast<uint32_t>(norm_[k] - '0');
      }
      marker_ = value + 1;
      letters_ = false;
    } else if (IsChar(i, 'a')) {
      marker_ = 'b';
      letters_ = true;
    } else {
      return begin;
    }
    const bool stop = IsChar(i + 1, '.') && !tokens_[i + 1].Is(kSpaceBefore);
    const uint32_t bracket_at = i + (stop ? 2 : 1);
    const bool bracket = IsChar(bracket_at, ')') && !tokens_[bracket_at].Is(kSpaceBefore);
    marker_stop_ = stop;
    marker_bracket_ = bracket;
    const uint32_t behind = bracket_at + (bracket ? 1 : 0);
    if ((!stop && !bracket) || behind >= last_ || !tokens_[behind].Is(kSpaceBefore)) {
      marker_ = 0;
      return begin;
    }
    return behind;
  }

  bool NextMarker(uint32_t i) const {
    const Token& t = tokens_[i];
    if (!t.Is(kSpaceBefore) || t.length > 3) return false;
    if (letters_) {
      if (t.length != 1 || static_cast<uint32_t>(norm_[t.begin]) != marker_) return false;
    } else {
      if (!t.Is(kNumber)) return false;
      uint32_t value = 0;
      for (uint32_t k = t.begin; k < t.end(); ++k) {
        if (norm_[k] < '0' || norm_[k] > '9') return false;
        value = value * 10 + static_cast<uint32_t>(norm_[k] - '0');
      }
      if (value != marker_) return false;
    }
    uint32_t behind = i + 1;
    if (marker_stop_ && (!IsChar(behind, '.') || tokens_[behind++].Is(kSpaceBefore))) return false;
    if (marker_bracket_ && (!IsChar(behind, ')') || tokens_[behind++].Is(kSpaceBefore))) {
      return false;
    }
    return behind < last_ && tokens_[behind].Is(kSpaceBefore) &&
           tokens_[behind].Is(kCapital | kQuote | kNumber);
  }

  uint32_t AfterMarker(uint32_t i) {
    ++marker_;
    return i + 1 + (marker_stop_ ? 1 : 0) + (marker_bracket_ ? 1 : 0);
  }

  // A sentence may end here. `stop` is the first full stop, or the word that
  // holds its own; behind it stand more stops, then marks that close. Returns
  // where to go on.
  template <class Sink>
  uint32_t AtEnd(uint32_t stop, uint32_t i, Sink cut) {
    const bool own = i != stop;  // a word with its own stops
    uint32_t dots = own ? 1 : 0;
    bool calls = false;  // ! or ?
    while (IsStop(i)) {
      const bool dot = CharOf(i) == '.';
      // ". . ." is one ellipsis; "! ." is not one thing.
      if (i != stop && tokens_[i].Is(kSpaceBefore) && (!dot || calls)) break;
      dot ? ++dots : static_cast<uint32_t>(calls = true);
      ++i;
    }
    const bool opened = stop > start_ && (IsChar(stop - 1, '[') || IsChar(stop - 1, '('));
    // "[...]" stands for words left out, "(!)" for a raised eyebrow.
    if (!own && opened && (IsChar(i, ']') || IsChar(i, ')'))) return i + 1;
    const uint32_t marks = i;
    bool quote_closed = false;
    while (i < last_ && !tokens_[i].Is(kSpaceBefore)) {
      if (IsChar(i, ')') || IsChar(i, ']') || IsChar(i, '}')) {
        ++i;
      } else if (IsChar(i, '"') && !Opens(i)) {
        inside_ = false;
        quote_closed = true;
        ++i;
      } else if (IsChar(i, '\'') && tokens_[i].Is(kQuote) &&
                 (Spaced(i + 1) || IsChar(i + 1, '"') || IsChar(i + 1, ')'))) {
        quote_closed = true;
        ++i;
      } else if (i > marks && IsStop(i)) {
        dots += CharOf(i) == '.';
        ++i;
      } else {
        break;
      }
    }
    if (i >= last_) return i;
    if (Breaks(stop, own, dots, calls, i, i > marks, quote_closed)) {
      cut(start_, i);
      start_ = i;
      inside_ = false;
    }
    return i;
  }

  // What stands at n, as the beginning of a sentence.
  enum class Next : uint8_t { kNever, kLower, kCapital, kNumber, kQuoted, kOpened };

  Next NextAt(uint32_t n) const {
    const Token& t = tokens_[n];
    if (t.Is(kWord)) {
      if (t.Is(kCapital)) return Next::kCapital;
      if (t.Is(kInnerCapital) && t.length <= 10) return Next::kCapital;  // iPhone, eBay
      const uint8_t byte = static_cast<uint8_t>(norm_[t.begin]);
      if (byte >= 0x80) {
        size_t length = 0;
        if (!text::IsLower(text::DecodeAt(norm_, t.begin, &length))) return Next::kCapital;
      }
      const LowerWord word = Lower(n);
      // "al-Qaida", "el-Sisi" keep their small letter at the beginning of a
      // sentence.
      if ((word == "al" || word == "el") && IsChar(n + 1, '-') && !Spaced(n + 1) && n + 2 < last_ &&
          tokens_[n + 2].Is(kCapital)) {
        return Next::kCapital;
      }
      return Next::kLower;
    }
    if (t.Is(kNumber)) return Next::kNumber;
    if (t.Is(kClitic)) return Next::kNever;
    if (t.Is(kQuote)) return Next::kQuoted;
    if (t.Is(kCurrency)) return Next::kNumber;
    const uint8_t byte = static_cast<uint8_t>(norm_[t.begin]);
    if (byte == '(' || byte == '[') return Next::kOpened;
    if (byte == '#' || byte == '@' || byte >= 0x80 || byte == '-') {
      // A dash leads on, unless a capital follows it.
      const bool dash = byte == '-' || norm_.substr(t.begin, t.length) == "—";
      if (!dash) return Next::kOpened;
      uint32_t k = n + 1;
      while (IsChar(k, '-')) ++k;
      return k < last_ && tokens_[k].Is(kCapital | kQuote) ? Next::kOpened : Next::kNever;
    }
    return Next::kNever;
  }

  bool Breaks(uint32_t stop, bool own, uint32_t dots, bool calls, uint32_t n, bool closed,
              bool quote_closed) const {
    const Next next = NextAt(n);
    if (next == Next::kNever || next == Next::kLower) return false;
    const bool spaced = tokens_[n].Is(kSpaceBefore);
    if (!spaced && !(next == Next::kQuoted || (quote_closed && next == Next::kCapital))) {
      return false;
    }
    if (!spaced && next == Next::kQuoted && (own || CharOf(n) != '"')) return false;
    if (calls) {
      if (next == Next::kQuoted && n + 1 < last_ && NextAt(n + 1) == Next::kLower) return false;
      if (quote_closed && next == Next::kCapital && Reports(n)) return false;
      // "Yahoo! Inc."
      if (!closed && dots == 0 && next == Next::kCapital && NameGoesOn(stop, n)) return false;
      return true;
    }
    if (dots > 1) {
      // "... Today": words left out before the sentence, not behind one.
      if (stop == start_ || (stop == start_ + 1 && tokens_[start_].Is(kQuote))) return false;
      // "... I" says nothing: the pronoun always has its capital.
      return dots != 3 || next != Next::kCapital || Lower(n) != "i";
    }
    if (stop == start_ && !own) return false;
    if (own) return AfterWord(stop, n, next, closed, KindOfWord(stop));
    if (tokens_[stop].Is(kSpaceBefore)) return true;
    const Token& before = tokens_[stop - 1];
    if (before.Is(kNumber)) {
      // "1. The first": a list mark. Anything longer is a number that ends a
      // sentence.
      return !(stop - 1 == start_ && before.length <= 2);
    }
    if (!before.Is(kWord)) {
      // "N°. 5"
      const bool degree = norm_.substr(before.begin, before.length) == "°" ||
                          norm_.substr(before.begin, before.length) == "º";
      return !(degree && next == Next::kNumber && stop >= start_ + 2 && Lower(stop - 2) == "n" &&
               !before.Is(kSpaceBefore));
    }
    if (IsInitial(before)) return AfterInitial(stop, n, next);
    return AfterWord(stop - 1, n, next, closed, KindBefore(stop));
  }

  static bool IsInitial(const Token& t) {
    return t.Is(kCapital) && t.length <= 2 && !t.Is(kAllCaps | kHasDigit | kStops) &&
           (t.length == 1);
  }

  bool AfterInitial(uint32_t stop, uint32_t n, Next next) const {
    if (flat_) return false;
    const uint32_t word = stop - 1;
    const bool first = word == start_;
    const bool name_before = !first && tokens_[word - 1].Is(kCapital) && word - 1 > start_;
    if (CharOf(word) == 'I') {
      // "you and I. Did you see Albert I. Jones?"
      return !(name_before || first || IsChar(word - 1, '.'));
    }
    if (next == Next::kNumber || next == Next::kOpened) return false;
    if (!first && kLettered.Has(Lower(word - 1))) return true;
    if (next == Next::kQuoted) return !first && !name_before;
    return kOpeners.Has(Lower(n)) && !first;
  }

  // Kind of a word that holds its own stops.
  Kind KindOfWord(uint32_t word) const {
    const std::optional<Entry> entry = lexicon_.Get(tokens_[word].word, abbreviations_);
    return !entry ? Kind::kOther : KindOf(entry->value);
  }

  // Kind of the abbreviation whose last stop is token `stop`: "Mr.", "et al.",
  // "Ph.D."
  Kind KindBefore(uint32_t stop) const {
    if (abbreviations_ >= kMaxLists) return Kind::kNone;
    Kind kind = Kind::kNone;
    for (uint32_t back = 1; back <= 3 && back <= stop - start_; ++back) {
      const uint32_t from = stop - back;
      // Only a stop inside makes three tokens one abbreviation.
      if (back == 3 && !IsChar(stop - 2, '.')) break;
      if (!lexicon_.StartsPhrase(tokens_[from].word)) continue;
      const std::string_view there =
          norm_.substr(tokens_[from].begin, tokens_[stop].end() - tokens_[from].begin);
      lexicon_.Phrases(tokens_, from, [&](const Entry& entry, uint32_t count) {
        // In capitals "MR." is what the list writes as "Mr."
        if (entry.list != abbreviations_ || count != back + 1) return;
        if (entry.text == there || tokens_[from].Is(kAllCaps)) kind = KindOf(entry.value);
      });
      if (kind != Kind::kNone) return kind;
    }
    return kind;
  }

  // `word` is the abbreviation, or its last word.
  bool AfterWord(uint32_t word, uint32_t n, Next next, bool closed, Kind kind) const {
    if (kind == Kind::kNone) return true;
    if (flat_) return false;
    const LowerWord lower = Lower(word);
    const LowerWord after = Lower(n);
    if (lower == "a.m." || lower == "p.m.") return AfterClock(word, n, next);
    if (closed) return next != Next::kNumber || !tokens_[word].Is(kStops);
    if (next == Next::kOpened) return false;
    if (kLeadOn.Has(lower) && kind != Kind::kMonth) return false;
    const bool capital = tokens_[word].Is(kCapital);
    const bool opener = next == Next::kCapital && kOpeners.Has(after);
    switch (kind) {
      case Kind::kTitle:
        return opener && !kOpenersThatAreNames.Has(after);
      case Kind::kMonth:
        return next == Next::kCapital || next == Next::kQuoted;
      case Kind::kNumber:
        if (next == Next::kNumber || kCounts.Has(after)) return false;
        return opener || next == Next::kQuoted || !capital || word == start_;
      case Kind::kCompany:
        return opener || next == Next::kQuoted;
      default:
        if (next == Next::kNumber) return false;
        return opener || next == Next::kQuoted || !capital;
    }
  }

  // "6 p.m. Mr Roe left" is two sentences; "5 p.m. Monday" and "At 5 p.m. Mr
  // Roe left" are one.
  bool AfterClock(uint32_t word, uint32_t n, Next next) const {
    if (next == Next::kNumber || next == Next::kOpened) return false;
    if (next == Next::kCapital && kAfterClock.Has(Lower(n))) return false;
    return word - start_ > 4 || !kBeforeClock.Has(Lower(start_));
  }

  // "Mr Roe asked", "the crowd shouted" within a few words, before any mark.
  bool Reports(uint32_t n) const {
    const LowerWord first = Lower(n);
    if (first == "he" || first == "she" || first == "they") return false;
    for (uint32_t k = n + 1; k < last_ && k < n + 6; ++k) {
      if (tokens_[k].Is(kWord)) {
        if (kReports.Has(Lower(k))) return true;
      } else if (!IsChar(k, '.') && !tokens_[k].Is(kClitic)) {
        return false;
      }
    }
    return false;
  }

  // A name that ends in "!" goes on with "Inc." or the like.
  bool NameGoesOn(uint32_t stop, uint32_t n) const {
    if (stop == start_ || tokens_[stop].Is(kSpaceBefore) || abbreviations_ >= kMaxLists) {
      return false;
    }
    bool company = false;
    if (lexicon_.StartsPhrase(tokens_[n].word)) {
      lexicon_.Phrases(tokens_, n, [&](const Entry& entry, uint32_t) {
        company |= entry.list == abbreviations_ && KindOf(entry.value) == Kind::kCompany;
      });
    }
    return company;
  }

  const Lexicon& lexicon_;
  const ListId abbreviations_;
  const std::string_view norm_;
  const std::vector<Token>& tokens_;
  const uint32_t last_;
  const bool flat_;
  uint32_t start_ = 0;
  bool inside_ = false;  // a double quotation is under way
  uint32_t marker_ = 0;  // the list mark that would come next; 0 where there is no list
  bool letters_ = false;
  bool marker_stop_ = false;
  bool marker_bracket_ = false;
};

}  // namespace

void SentenceCutter::Cut(uint32_t block, uint32_t body, Segments* segments) const {
  Block& b = segments->blocks[block];
  b.first_sentence = static_cast<uint32_t>(segments->sentences.size());
  const auto cut = [&](uint32_t first, uint32_t last) {
    const uint32_t number = static_cast<uint32_t>(segments->sentences.size());
    segments->sentences.push_back({first, last, block});
    Token* const tokens = segments->tokens.data();
#pragma GCC unroll 4
    for (uint32_t i = first; i < last; ++i) tokens[i].sentence = number;
    tokens[first].flags = (tokens[first].flags | kSentence) & 0xffffu;
  };
  if (body > b.first) cut(b.first, body);
  Walk(lexicon_, abbreviations_, norm_, b, segments->tokens).Run(body, cut);
  b.last_sentence = static_cast<uint32_t>(segments->sentences.size());
}

}  // namespace presscut::segment
