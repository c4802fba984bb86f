#include "extract/text/unglue.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/text/mojibake.h"
#include "extract/text/scan.h"
#include "extract/text/unicode.h"

namespace presscut::text {
namespace {

constexpr size_t kLongestStop = 4;    // "?!", "...", "!!!"
constexpr size_t kMostMarks = 4;      // .'")
constexpr size_t kQuoteWindow = 256;  // how far back a single quotation mark is looked for
constexpr size_t kLongestSuffix = 4;

// What follows the dot of a name: domains and file types. Those that are words
// too count behind a capital only.
constexpr auto kSuffixes = std::to_array<std::string_view>(
    {"asp", "aspx", "biz",  "com", "csv",  "dll", "doc", "docx", "edu",  "eu",  "exe", "fm",  "gif",
     "gov", "htm",  "html", "io",  "jpeg", "jpg", "js",  "json", "ly",   "mil", "mp3", "mp4", "org",
     "pdf", "php",  "png",  "ppt", "tv",   "txt", "uk",  "xls",  "xlsx", "xml", "zip"});
constexpr auto kWordSuffixes = std::to_array<std::string_view>({"co", "info", "net"});
static_assert(std::is_sorted(kSuffixes.begin(), kSuffixes.end()));

bool IsStop(char c) { return c == '.' || c == '!' || c == '?'; }
bool IsMark(char c) { return c == '"' || c == '\'' || c == ')'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

enum class Side { kOpening, kClosing, kUnknown };

class Gluer {
 public:
  Gluer(std::string_view raw, std::string_view norm, const OffsetMap& map,
        std::vector<Change>* spaces)
      : raw_(raw), norm_(norm), map_(map), spaces_(spaces) {}

  void Run() {
    ScanBytes(
        norm_,
        [](Bytes prev2, Bytes prev, Bytes c, Bytes) {
          const auto stop = [](Bytes b) { return (b == '.') | (b == '!') | (b == '?'); };
          const auto mark = [](Bytes b) { return (b == '"') | (b == '\'') | (b == ')'); };
          return (c - 'A' < 26) & (stop(prev) | (mark(prev) & (stop(prev2) | mark(prev2))));
        },
        [this](size_t at) {
          Consider(at);
          return at + 1;
        });
  }

 private:
  // ---- characters ----

  unsigned char Byte(size_t at) const { return static_cast<unsigned char>(norm_[at]); }
  bool AsciiUpper(size_t at) const {
    return at < norm_.size() && Byte(at) < 0x80 && IsUpper(Byte(at));
  }
  bool AsciiLetter(size_t at) const {
    return at < norm_.size() && Byte(at) < 0x80 && IsLetter(Byte(at));
  }
  bool LowerAt(size_t at) const {
    if (at >= norm_.size()) return false;
    size_t n = 0;
    return IsLower(DecodeAt(norm_, at, &n));
  }
  // Letters of norm before `at`, back to the first byte of the word;
  // apostrophes within count ("don't").
  size_t WordBegin(size_t at) const {
    size_t i = at;
    while (i > 0 && (AsciiLetter(i - 1) || Byte(i - 1) >= 0x80 ||
                     (norm_[i - 1] == '\'' && i < at && i > 1 && AsciiLetter(i - 2)))) {
      --i;
    }
    return i;
  }

  // ---- the candidate ----

  // `at` holds a capital behind stops and, perhaps, marks.
  void Consider(size_t at) {
    size_t marks = at;
    while (marks > 0 && at - marks < kMostMarks && IsMark(norm_[marks - 1])) --marks;
    size_t stops = marks;
    while (stops > 0 && marks - stops < kLongestStop && IsStop(norm_[stops - 1])) --stops;
    if (stops == marks || stops == 0) return;
    if (!EndsSentence(stops) || !BeginsSentence(stops, at, marks < at) || InAddress(stops, at))
      return;
    const size_t space = SpaceBetween(marks, at);
    spaces_->push_back({static_cast<uint32_t>(space), static_cast<uint32_t>(space), " "});
  }

  // Is what stands before the stops the end of a sentence?
  bool EndsSentence(size_t stops) const {
    const char last = norm_[stops - 1];
    if (last == '"' || last == '\'' || last == ')' || last == ']' || last == '%') return true;
    if (IsDigit(Byte(stops - 1)) && Byte(stops - 1) < 0x80) return true;
    if (Byte(stops - 1) < 0x80 && !AsciiLetter(stops - 1)) return false;
    const size_t word = WordBegin(stops);
    if (stops - word < 2) return false;  // initials: U.S.Army, Will.I.Am
    // Capitals behind a stop are initials that go on.
    return word == 0 || norm_[word - 1] != '.' || !AsciiUpper(stops - 1);
  }

  // Is the capital at `at` the beginning of one?
  bool BeginsSentence(size_t stops, size_t at, bool marks) const {
    size_t end = at;
    while (AsciiLetter(end)) ++end;
    if (LowerAt(at + 1)) return !IsSuffix(stops, at, end);
    const char next = at + 1 < norm_.size() ? norm_[at + 1] : '\0';
    if (IsDigit(Byte(stops - 1)) && Byte(stops - 1) < 0x80) return false;  // "Part 1.A", "2.I"
    if (next == ' ') return norm_[at] == 'I' || norm_[at] == 'A';
    if (next == '\'') return norm_[at] == 'I';
    if (!AsciiUpper(at + 1)) return false;
    if (AsciiUpper(stops - 1) || IsSuffix(stops, at, end)) return false;  // <KUMT.TOK>
    // An acronym. Behind a name with a capital, two letters are rather a part of it: "Hill.TV".
    if (end - at > 2 || marks) return true;
    return AsciiLetter(stops - 1) && stops - WordBegin(stops) > 2 && !AsciiUpper(WordBegin(stops));
  }

  bool IsSuffix(size_t stops, size_t at, size_t end) const {
    if (end - at > kLongestSuffix) return false;
    const std::string word = ToLower(norm_.substr(at, end - at));
    if (std::binary_search(kSuffixes.begin(), kSuffixes.end(), word)) return true;
    return AsciiUpper(WordBegin(stops)) &&
           std::find(kWordSuffixes.begin(), kWordSuffixes.end(), word) != kWordSuffixes.end();
  }

  // ---- addresses ----

  // The run without blanks around a candidate is looked at once, however many
  // candidates it holds.
  bool InAddress(size_t stops, size_t at) {
    if (stops >= token_end_) ReadToken(stops);
    if (token_is_address_) return true;
    // "Halo.Bungie.Org": a name whose last part is a suffix.
    size_t end = at;
    while (AsciiLetter(end)) ++end;
    if (end + 1 < norm_.size() && norm_[end] == '.' && AsciiLetter(end + 1)) {
      size_t stop = end + 1;
      while (AsciiLetter(stop)) ++stop;
      return IsSuffix(at + 1, end + 1, stop);
    }
    return false;
  }

  void ReadToken(size_t at) {
    size_t begin = at;
    while (begin > token_end_ && !IsBlank(norm_[begin - 1])) --begin;
    size_t end = at;
    while (end < norm_.size() && !IsBlank(norm_[end])) ++end;
    token_end_ = end;
    const std::string_view token = norm_.substr(begin, end - begin);
    const size_t dot = token.find('.');
    const size_t slash = token.rfind('/');
    token_is_address_ = token.find('@', 1) != token.npos ||  // a leading @ is a handle
                        token.find_first_of("_\\") != token.npos ||
                        token.find("://") != token.npos || token.find("www.") != token.npos ||
                        (slash != token.npos && dot < slash);
  }

  // ---- where the space goes ----

  // Behind the last mark that closes, before the first that opens.
  size_t SpaceBetween(size_t marks, size_t at) {
    size_t space = marks;
    for (size_t k = marks; k < at; ++k) {
      if (SideOf(k) != Side::kOpening) space = k + 1;
    }
    return space;
  }

  Side SideOf(size_t at) {
    if (norm_[at] == ')') return Side::kClosing;
    const auto n = static_cast<uint32_t>(at);
    const Side printed = PrintedSide(CharAt(raw_, map_.ToRaw({n, n + 1}).begin).c);
    if (printed != Side::kUnknown) return printed;
    return norm_[at] == '"' ? DoubleSide(at) : SingleSide(at);
  }

  static Side PrintedSide(char32_t c) {
    switch (c) {
      case 0x2018:
      case 0x201A:
      case 0x201B:
      case 0x201C:
      case 0x201E:
      case 0x201F:
      case 0xAB:
        return Side::kOpening;
      case 0x2019:
      case 0x201D:
      case 0xBB:
        return Side::kClosing;
      default:
        return Side::kUnknown;
    }
  }

  // A straight double mark closes when one is open on its line. Marks with a
  // blank on one side only say which they are, so that one stray mark does not
  // turn the rest of the line round.
  Side DoubleSide(size_t at) {
    for (; read_ < at; ++read_) {  // goes on where the last candidate left off:
                                   // linear over the article
      if (norm_[read_] == '\n') open_ = false;
      if (norm_[read_] != '"') continue;
      const char before = read_ == 0 ? ' ' : norm_[read_ - 1];
      const char after = read_ + 1 < norm_.size() ? norm_[read_ + 1] : ' ';
      const bool opens = IsBlank(before) || before == '(' || before == '[' || before == '-';
      const bool closes = IsBlank(after) || after == ',' || after == ')' || after == '-';
      open_ = opens != closes ? opens : !open_;
    }
    return open_ ? Side::kClosing : Side::kOpening;
  }

  // A straight single mark closes when, not far back on its line, one stands
  // before a word and none behind one since.
  Side SingleSide(size_t at) const {
    const size_t far = at > kQuoteWindow ? at - kQuoteWindow : 0;
    for (size_t i = at; i-- > far && norm_[i] != '\n';) {
      if (norm_[i] != '\'') continue;
      const bool before =
          i > 0 && !IsBlank(norm_[i - 1]) && norm_[i - 1] != '"' && norm_[i - 1] != '(';
      const bool after = i + 1 < norm_.size() && (AsciiLetter(i + 1) || norm_[i + 1] == '"');
      if (!before && after) return Side::kClosing;
      if (before && !after && IsStop(norm_[i - 1])) return Side::kOpening;
    }
    return Side::kOpening;
  }

  std::string_view raw_, norm_;
  const OffsetMap& map_;
  std::vector<Change>* spaces_;
  size_t token_end_ = 0;
  bool token_is_address_ = false;
  size_t read_ = 0;    // double marks are counted up to here
  bool open_ = false;  // and one is open there
};

}  // namespace

void FindGlued(std::string_view raw, std::string_view norm, const OffsetMap& map,
               std::vector<Change>* spaces) {
  Gluer(raw, norm, map, spaces).Run();
}

}  // namespace presscut::text
