#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/segment/segments.h"
#include "extract/segment/sixteen.h"
#include "extract/text/unicode.h"

namespace presscut::segment {
namespace {

// Classes of bytes.
constexpr uint8_t kSpaceByte = 1 << 0;
constexpr uint8_t kLineByte = 1 << 1;
constexpr uint8_t kUpperByte = 1 << 2;
constexpr uint8_t kLowerByte = 1 << 3;
constexpr uint8_t kDigitByte = 1 << 4;
constexpr uint8_t kWideByte = 1 << 5;  // part of a character outside ASCII
constexpr uint8_t kLetterByte = kUpperByte | kLowerByte;
constexpr uint8_t kApostrophe = 1 << 6;
constexpr uint8_t kPlainMark = 1 << 7;  // nothing to ask about it but its word
// What a word may go on with; it ends before any other ASCII character but perhaps a full stop.
constexpr uint8_t kInWordByte = kLetterByte | kDigitByte | kWideByte | kApostrophe;

constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> t{};
  for (size_t c = 0; c < 256; ++c) {
    if (c == '\n') {
      t[c] = kSpaceByte | kLineByte;
    } else if (c <= ' ' || c == 0x7f) {
      t[c] = kSpaceByte;
    } else if (c >= 'A' && c <= 'Z') {
      t[c] = kUpperByte;
    } else if (c >= 'a' && c <= 'z') {
      t[c] = kLowerByte;
    } else if (c >= '0' && c <= '9') {
      t[c] = kDigitByte;
    } else if (c == '\'') {
      t[c] = kApostrophe;
    } else if (c >= 0x80) {
      t[c] = kWideByte;
    } else if (c != '"' && c != '$') {
      t[c] = kPlainMark;
    }
  }
  return t;
}
constexpr std::array<uint8_t, 256> kClasses = MakeClasses();

// Token::length has 16 bits: whatever is longer is cut, into tokens that touch.
constexpr uint32_t kLongest = 65'535;
// Nothing longer than this is looked up: no word list holds such a word.
constexpr uint32_t kLongestKnown = 120;

uint8_t ClassOf(char c) { return kClasses[static_cast<uint8_t>(c)]; }
char Lower(char c) { return (ClassOf(c) & kUpperByte) != 0 ? static_cast<char>(c | 0x20) : c; }

bool IsCurrency(char32_t c) {
  return c == U'$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF) || c == 0x0E3F ||
         c == 0xFF04;
}

// What the raw characters behind a quotation mark say about its direction:
// curly marks, German low marks, guillemets, TeX marks, and the same as
// entities or as UTF-8 read as windows-1252.
uint16_t Direction(std::string_view raw) {
  struct Known {
    std::string_view raw;
    uint16_t flag;
  };
  static constexpr Known kKnown[] = {
      {"“", kOpens},         {"‘", kOpens},        {"«", kOpens},         {"„", kOpens},
      {"‚", kOpens},         {"‟", kOpens},        {"‛", kOpens},         {"``", kOpens},
      {"`", kOpens},         {"”", kCloses},       {"’", kCloses},        {"»", kCloses},
      {"''", kCloses},       {"&ldquo;", kOpens},  {"&lsquo;", kOpens},   {"&laquo;", kOpens},
      {"&#8220;", kOpens},   {"&#8216;", kOpens},  {"&#x201c;", kOpens},  {"&#x2018;", kOpens},
      {"â€œ", kOpens},       {"â€˜", kOpens},      {"&rdquo;", kCloses},  {"&rsquo;", kCloses},
      {"&raquo;", kCloses},  {"&#8221;", kCloses}, {"&#8217;", kCloses},  {"&#x201d;", kCloses},
      {"&#x2019;", kCloses}, {"â€™", kCloses},     {"â€\u009d", kCloses},
  };
  for (const Known& known : kKnown) {
    if (raw == known.raw) return known.flag;
  }
  return 0;
}

class Cutter {
 public:
  Cutter(std::string_view norm, uint32_t begin, uint32_t end, const Lexicon& lexicon,
         const text::Text* raw_of, std::vector<Token>* tokens, std::vector<uint32_t>* lines)
      : norm_(norm),
        begin_(begin),
        end_(end),
        lexicon_(lexicon),
        // Where nothing was changed, every mark is as straight as it looks.
        raw_of_(raw_of == nullptr || raw_of->map().identity() ? nullptr : raw_of),
        tokens_(*tokens),
        lines_(lines) {}

  void Run() {
    uint32_t i = begin_;
    gap_ = GapBefore();
    while (i < end_) {
      const uint8_t cls = ClassOf(norm_[i]);
      if ((cls & kLetterByte) != 0) {
        i = Word(i);
      } else if ((cls & kPlainMark) != 0) {
        Push(i, i + 1, kMark, lexicon_.Find(norm_[i]));
        ++i;
      } else if ((cls & kSpaceByte) != 0) {
        if ((cls & kLineByte) != 0) NextLine();
        gap_ |= kSpaceBefore;
        ++i;
      } else if ((cls & kDigitByte) != 0) {
        i = Number(i);
      } else if ((cls & kWideByte) != 0) {
        i = Wide(i);
      } else {
        i = MarkWithMore(i);
      }
    }
    FindAwaited();
    // Behind the last line end there may be no token.
    if (lines_ != nullptr && !lines_->empty() && lines_->back() == tokens_.size()) {
      lines_->pop_back();
    }
  }

 private:
  void NextLine() {
    const uint32_t token = static_cast<uint32_t>(tokens_.size());
    if (lines_ != nullptr && (gap_ & kLineBefore) == 0 && token > 0) lines_->push_back(token);
    gap_ |= kLineBefore;
  }

  // The piece may begin inside a text: what stands before it still counts.
  unsigned GapBefore() const {
    if (begin_ == 0) return kSpaceBefore;
    unsigned gap = 0;
    for (uint32_t i = begin_; i > 0; --i) {
      const uint8_t cls = ClassOf(norm_[i - 1]);
      if ((cls & kSpaceByte) == 0) break;
      gap |= (cls & kLineByte) != 0 ? kSpaceBefore | kLineBefore : kSpaceBefore;
    }
    return gap;
  }

  void Push(uint32_t from, uint32_t to, unsigned flags, WordId word) {
    Token token;
    token.begin = from;
    token.length = (to - from) & 0xffffu;
    token.flags = (flags | gap_) & 0xffffu;
    token.word = word;
    tokens_.push_back(token);
    gap_ = 0;
  }

  // The token that comes next is this word. Its bucket is fetched from memory meanwhile, and looked
  // into when some more have been asked for: one by one, each word would wait for its own.
  void Await(WordKey key) {
    if (awaited_ == kAwaited) FindAwaited();
    lexicon_.Fetch(key);
    awaits_[awaited_++] = {key, static_cast<uint32_t>(tokens_.size())};
  }
  void FindAwaited() {
    for (size_t i = 0; i < awaited_; ++i) {
      tokens_[awaits_[i].token].word = lexicon_.Find(awaits_[i].key);
    }
    awaited_ = 0;
  }

  WordId Find(uint32_t length) const {
    return length > kLongestKnown ? 0 : lexicon_.Find(std::string_view(lower_, length));
  }

  // Length of the clitic whose apostrophe stands at `at`, 0 where there is
  // none.
  uint32_t Clitic(uint32_t at) const {
    if (at + 1 >= end_) return 0;
    const char a = Lower(norm_[at + 1]);
    uint32_t length = 0;
    if (a == 's' || a == 'd' || a == 'm') {
      length = 2;
    } else if (at + 2 < end_) {
      const char b = Lower(norm_[at + 2]);
      if ((a == 'l' && b == 'l') || (a == 'r' && b == 'e') || (a == 'v' && b == 'e')) length = 3;
    }
    if (length == 0 || at + length == end_) return length;
    const uint8_t after = ClassOf(norm_[at + length]);
    if ((after & (kLetterByte | kDigitByte)) != 0) return 0;
    return (after & kWideByte) != 0 && LetterAt(at + length) ? 0 : length;
  }

  bool LetterAt(uint32_t at) const {
    if (at >= end_) return false;
    const uint8_t cls = ClassOf(norm_[at]);
    if ((cls & kWideByte) == 0) return (cls & kLetterByte) != 0;
    size_t length = 0;
    return text::IsLetter(text::DecodeAt(norm_, at, &length));
  }

  // "U.S.", "a.m.": the end of a run of single letters that each have a stop; 0
  // for fewer than two.
  uint32_t StopsEnd(uint32_t from) const {
    uint32_t i = from;
    uint32_t letters = 0;
    while (i + 1 < end_ && (ClassOf(norm_[i]) & kLetterByte) != 0 && norm_[i + 1] == '.') {
      i += 2;
      if (++letters == kLongest / 2) break;
    }
    return letters < 2 ? 0 : i;
  }

  // REQUIRES: a letter at `from`.
  uint32_t Word(uint32_t from) {
    // Nearly every word is up to sixteen plain letters with nothing behind them that could go on.
    const Sixteen bytes = Sixteen::At(norm_.data() + from, end_ - from);
    const uint32_t letters = bytes.Run();
    const uint32_t to = from + letters;
    const char next = to < end_ ? norm_[to] : '\0';
    if ((ClassOf(next) & kInWordByte) != 0 || (letters == 1 && next == '.')) return AnyWord(from);
    // Those of this word: the bit behind its letters is no letter's.
    const uint32_t capitals = bytes.capitals & (bytes.letters ^ (bytes.letters + 1));
    unsigned flags = kWord | (capitals & 1) * kCapital;
    if (capitals > 1) {
      if (capitals == (1u << letters) - 1) flags |= kAllCaps;
      // A capital behind a letter that is none.
      if ((capitals & ~(capitals << 1)) > 1) flags |= kInnerCapital;
    }
    Await(bytes.First(letters));
    Push(from, to, flags, 0);
    const uint32_t space = next == ' ' ? 1 : 0;
    gap_ = space * kSpaceBefore;
    return to + space;
  }

  // Words with apostrophes, digits, stops, other letters than ASCII's, or of any length.
  [[gnu::noinline]] uint32_t AnyWord(uint32_t from) {
    if (from + 3 < end_ && norm_[from + 1] == '.') {
      const uint32_t to = StopsEnd(from);
      if (to != 0) return WordWithStops(from, to);
    }
    const uint32_t limit = end_ - from > kLongest ? from + kLongest : end_;
    uint32_t i = from;
    uint32_t n = 0;  // bytes of the lower-cased form
    uint32_t letters = 0;
    unsigned seen = 0;   // classes met
    unsigned first = 0;  // class of the first character
    unsigned last = 0;   // class of the last character
    unsigned flags = kWord;
    while (i < limit) {
      const char c = norm_[i];
      unsigned cls = ClassOf(c);
      if ((cls & (kLetterByte | kDigitByte)) != 0) {
        Keep(Lower(c), &n);
        letters += (cls & kLetterByte) != 0;
        ++i;
      } else if (c == '\'') {
        if ((last & kLetterByte) == 0 || !LetterAt(i + 1) || Clitic(i) != 0) break;
        Keep(c, &n);
        last = 0;  // "O'Neill" has no capital inside to speak of, "d'Ivoire" neither
        ++i;
        continue;
      } else if ((cls & kWideByte) != 0) {
        size_t length = 0;
        const char32_t wide = text::DecodeAt(norm_, i, &length);
        if (i + length > limit) break;
        if (text::IsUpper(wide)) {
          cls = kUpperByte;
        } else if (text::IsLower(wide)) {
          cls = kLowerByte;
        } else if (text::IsDigit(wide)) {
          cls = kDigitByte;
        } else if (!text::IsLetter(wide)) {
          break;
        }  // else a letter without case, or a mark that combines with one: kWideByte
        letters += cls != kDigitByte;
        folded_.clear();
        text::Append(text::LowerOf(wide), &folded_);
        for (const char byte : folded_) Keep(byte, &n);
        i += static_cast<uint32_t>(length);
      } else {
        break;
      }
      if ((cls & kUpperByte) != 0 && (last & kLowerByte) != 0) flags |= kInnerCapital;
      if (first == 0) first = cls;
      seen |= cls;
      // What has no case is a letter still where an apostrophe follows.
      last = cls == kWideByte ? kLowerByte : cls;
    }
    if ((first & kUpperByte) != 0) flags |= kCapital;
    if (letters >= 2 && (seen & (kLowerByte | kWideByte)) == 0) flags |= kAllCaps;
    if ((seen & kDigitByte) != 0) flags |= kHasDigit;
    Push(from, i, flags, Find(n));
    return i;
  }

  void Keep(char lower, uint32_t* n) {
    if (*n < kLongestKnown) lower_[*n] = lower;
    ++*n;
  }

  uint32_t WordWithStops(uint32_t from, uint32_t to) {
    uint32_t n = 0;
    unsigned seen = 0;
    for (uint32_t i = from; i < to; ++i) {
      seen |= ClassOf(norm_[i]);
      Keep(Lower(norm_[i]), &n);
    }
    unsigned flags = kWord | kStops;
    if ((ClassOf(norm_[from]) & kUpperByte) != 0) flags |= kCapital;
    if ((seen & kLowerByte) == 0) flags |= kAllCaps;
    Push(from, to, flags, Find(n));
    return to;
  }

  bool DigitAt(uint32_t at, uint32_t limit, uint32_t* length) const {
    if (at >= limit) return false;
    const uint8_t cls = ClassOf(norm_[at]);
    *length = 1;
    if ((cls & kWideByte) == 0) return (cls & kDigitByte) != 0;
    size_t bytes = 0;
    const char32_t c = text::DecodeAt(norm_, at, &bytes);
    *length = static_cast<uint32_t>(bytes);
    return at + bytes <= limit && text::IsDigit(c);
  }

  // REQUIRES: a digit at `from`.
  [[gnu::noinline]] uint32_t Number(uint32_t from) {
    const uint32_t limit = end_ - from > kLongest ? from + kLongest : end_;
    uint32_t i = from;
    uint32_t length = 0;
    while (true) {
      if (DigitAt(i, limit, &length)) {
        i += length;
      } else if (i < limit && (norm_[i] == ',' || norm_[i] == '.') &&
                 DigitAt(i + 1, limit, &length)) {
        i += 1 + length;
      } else {
        break;
      }
    }
    const std::string_view number = norm_.substr(from, i - from);
    Push(from, i, kNumber, number.size() <= kLongestKnown ? lexicon_.Find(number) : 0);
    return i;
  }

  // REQUIRES: a mark of ASCII at `at` that says more than that it is one.
  [[gnu::noinline]] uint32_t MarkWithMore(uint32_t at) {
    const char c = norm_[at];
    unsigned flags = kMark;
    if (c == '\'' || c == '"') {
      if (c == '\'') {
        const uint32_t length = Clitic(at);
        // Behind a word; or between spaces, as scrapers leave it: "Anna Smith
        // 's".
        if (length != 0 && (gap_ == 0 || (Lower(norm_[at + 1]) == 's' && at + length < end_ &&
                                          norm_[at + length] == ' '))) {
          return CliticToken(at, at + length);
        }
      }
      flags |= kQuote;
      if (raw_of_ != nullptr) flags |= Direction(raw_of_->RawOf({at, at + 1}));
    } else if (c == '$') {
      flags |= kCurrency;
    }
    Push(at, at + 1, flags, lexicon_.Find(c));
    return at + 1;
  }

  uint32_t CliticToken(uint32_t from, uint32_t to) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to; ++i) Keep(Lower(norm_[i]), &n);
    Push(from, to, kClitic, Find(n));
    return to;
  }

  [[gnu::noinline]] uint32_t Wide(uint32_t at) {
    size_t length = 0;
    const char32_t c = text::DecodeAt(norm_, at, &length);
    const uint32_t after = at + static_cast<uint32_t>(length);
    if (text::IsSpace(c)) {
      gap_ |= kSpaceBefore;
      return after;
    }
    if (text::IsLetter(c)) return AnyWord(at);
    if (text::IsDigit(c)) return Number(at);
    Push(at, after, IsCurrency(c) ? kMark | kCurrency : kMark,
         lexicon_.Find(norm_.substr(at, length)));
    return after;
  }

  std::string_view norm_;
  uint32_t begin_, end_;
  const Lexicon& lexicon_;
  const text::Text* raw_of_;
  std::vector<Token>& tokens_;
  std::vector<uint32_t>* lines_;
  unsigned gap_ = 0;  // kSpaceBefore, kLineBefore for the next token
  struct Awaited {
    WordKey key;
    uint32_t token;
  };
  static constexpr size_t kAwaited = 16;
  std::array<Awaited, kAwaited> awaits_;
  size_t awaited_ = 0;
  char lower_[kLongestKnown];  // the word being cut, in lower case
  std::string folded_;         // one character of it, from outside ASCII
};

}  // namespace

void Tokenise(std::string_view norm, uint32_t begin, uint32_t end, const Lexicon& lexicon,
              const text::Text* raw_of, std::vector<Token>* tokens, std::vector<uint32_t>* lines) {
  Cutter(norm, begin, end, lexicon, raw_of, tokens, lines).Run();
}

}  // namespace presscut::segment
