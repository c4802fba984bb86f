#include "extract/segment/header.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "extract/segment/blocks.h"
#include "extract/segment/words.h"

namespace presscut::segment {
namespace {

constexpr auto kMonths =
    MakeWordSet("apr", "april", "aug", "august", "dec", "december", "feb", "february", "jan",
                "january", "jul", "july", "jun", "june", "mar", "march", "may", "nov", "november",
                "oct", "october", "sep", "sept", "september");
constexpr auto kDays =
    MakeWordSet("fri", "friday", "mon", "monday", "sat", "saturday", "sun", "sunday", "thu", "thur",
                "thurs", "thursday", "today", "tue", "tues", "tuesday", "wed", "wednesday", "weds");
// Words of time that belong to the value of a stamp …
constexpr auto kClockWords =
    MakeWordSet("a.m.", "aedt", "aest", "am", "bst", "cdt", "cest", "cet", "cst", "edt", "est",
                "et", "gmt", "h", "hkt", "hrs", "ist", "jst", "mdt", "mst", "nd", "noon", "p.m.",
                "pdt", "pm", "pst", "pt", "rd", "sgt", "st", "th", "utc", "z");
// … and those that only lead to it.
constexpr auto kStampJoints =
    MakeWordSet("at", "date", "first", "last", "local", "of", "on", "the", "time");
constexpr auto kPublishedLabels =
    MakeWordSet("created", "filed", "issued", "posted", "published", "released");
constexpr auto kUpdatedLabels = MakeWordSet("edited", "modified", "revised", "updated");
constexpr auto kUnits =
    MakeWordSet("day", "days", "hour", "hours", "hr", "hrs", "min", "mins", "minute", "minutes",
                "month", "months", "week", "weeks", "year", "years");

// Words that no journalist is called: what they are, or who prints them.
constexpr auto kNoNames = MakeWordSet(
    "agencies", "agency", "analysis", "bbc", "bloomberg", "bureau", "business", "chief", "cnn",
    "columnist", "commentator", "contributor", "correspondent", "correspondents", "daily",
    "department", "desk", "editor", "editors", "express", "guardian", "herald", "in", "independent",
    "journal", "journalist", "live", "magazine", "mail", "media", "mirror", "network", "news",
    "newspaper", "observer", "online", "politics", "post", "press", "producer", "radio", "reporter",
    "reporters", "reuters", "service", "staff", "standard", "sun", "team", "telegraph", "the",
    "times", "today", "tribune", "tv", "wire", "writer", "writers");
constexpr auto kOffices = MakeWordSet("columnist", "commentator", "contributor", "correspondent",
                                      "editor", "journalist", "producer", "reporter", "writer");
constexpr auto kParticles =
    MakeWordSet("al", "bin", "d", "da", "dal", "de", "del", "den", "der", "di", "dos", "du", "el",
                "ibn", "la", "le", "ten", "ter", "van", "von");
constexpr auto kCreditWords = MakeWordSet("compiled", "editing", "reporting", "writing");
// Words of which a picture's credit holds one: "photo", agencies, archives.
constexpr auto kPhotoWords =
    MakeWordSet("afp", "ap", "epa", "getty", "images", "pa", "photo", "reuters", "shutterstock");
// Words in capitals that stand before a dash as a place does, and are none.
constexpr auto kNoPlaces =
    MakeWordSet("alert", "analysis", "breaking", "column", "comment", "corrected", "correction",
                "exclusive", "explainer", "factbox", "graphic", "insight", "interview", "live",
                "opinion", "photos", "poll", "preview", "profile", "refile", "review", "special",
                "timeline", "top", "update", "video", "watch", "wrapup");

// A line that begins with one of these is the page talking, not the article.
struct Phrase {
  std::string_view words;  // lower case, one space between tokens
  enum Mode : uint8_t {
    kWhole,  // nothing else on the line but marks
    kStart,  // the line begins with it
    kLabel,  // … and it is the whole line, or a colon follows
  } mode;
  uint32_t most;  // tokens on the line
};
constexpr Phrase kFurniturePhrases[] = {
    {"ad", Phrase::kWhole, 2},
    {"advertisement", Phrase::kWhole, 3},
    {"advertisement continue reading", Phrase::kStart, 12},
    {"advertising", Phrase::kWhole, 3},
    {"all rights reserved", Phrase::kStart, 20},
    {"article continues", Phrase::kStart, 8},
    {"click here", Phrase::kStart, 30},
    {"click to", Phrase::kStart, 15},
    {"close", Phrase::kWhole, 2},
    {"comments", Phrase::kWhole, 4},
    {"continue reading", Phrase::kStart, 12},
    {"copyright", Phrase::kWhole, 3},
    {"copyright ©", Phrase::kStart, 40},
    {"copyright (", Phrase::kStart, 40},
    {"copyright 1", Phrase::kStart, 40},
    {"copyright 2", Phrase::kStart, 40},
    {"download our", Phrase::kStart, 25},
    {"download the", Phrase::kStart, 12},
    {"follow @", Phrase::kStart, 20},
    {"follow us", Phrase::kStart, 25},
    {"get all the latest", Phrase::kStart, 30},
    {"get our", Phrase::kStart, 20},
    {"have you been affected", Phrase::kStart, 30},
    {"image", Phrase::kWhole, 2},
    {"join the conversation", Phrase::kStart, 20},
    {"join the discussion", Phrase::kStart, 20},
    {"like us on", Phrase::kStart, 25},
    {"loading", Phrase::kWhole, 4},
    {"more on this story", Phrase::kWhole, 5},
    {"more stories", Phrase::kWhole, 4},
    {"most read", Phrase::kLabel, 12},
    {"newsletter", Phrase::kWhole, 3},
    {"newsletter sign - up", Phrase::kStart, 15},
    {"please enable javascript", Phrase::kStart, 30},
    {"read also", Phrase::kLabel, 40},
    {"read more", Phrase::kLabel, 40},
    {"read next", Phrase::kLabel, 40},
    {"recommended", Phrase::kLabel, 30},
    {"related", Phrase::kLabel, 40},
    {"related articles", Phrase::kLabel, 40},
    {"related stories", Phrase::kLabel, 40},
    {"related story", Phrase::kLabel, 40},
    {"related topics", Phrase::kLabel, 20},
    {"scroll down", Phrase::kStart, 15},
    {"see also", Phrase::kLabel, 40},
    {"share", Phrase::kWhole, 2},
    {"share on", Phrase::kStart, 10},
    {"share this", Phrase::kStart, 15},
    {"sign up", Phrase::kWhole, 3},
    {"slideshow (", Phrase::kStart, 6},
    {"sign up for", Phrase::kStart, 40},
    {"sign up here", Phrase::kStart, 15},
    {"sign up to", Phrase::kStart, 40},
    {"skip advertisement", Phrase::kStart, 4},
    {"skip to", Phrase::kStart, 8},
    {"story continued below", Phrase::kStart, 5},
    {"story continues below", Phrase::kStart, 6},
    {"subscribe", Phrase::kWhole, 3},
    {"subscribe now", Phrase::kStart, 15},
    {"subscribe to", Phrase::kStart, 30},
    {"thank you for signing up", Phrase::kStart, 20},
    {"this content is not available", Phrase::kStart, 25},
    {"this material may not be published", Phrase::kStart, 30},
    {"trending", Phrase::kLabel, 25},
    {"view comments", Phrase::kStart, 4},
    {"watch more", Phrase::kLabel, 30},
    {"© ", Phrase::kStart, 30},
};
constexpr Phrase kCaptionPhrases[] = {
    {"( image :", Phrase::kStart, 60},
    {"( photo :", Phrase::kStart, 60},
    {"( photo by", Phrase::kStart, 60},
    {"( photograph :", Phrase::kStart, 60},
    {"( picture :", Phrase::kStart, 60},
    {"caption", Phrase::kLabel, 80},
    {"credit :", Phrase::kStart, 40},
    {"enlarge this image", Phrase::kStart, 120},
    {"enlarge toggle caption", Phrase::kStart, 120},
    {"file photo :", Phrase::kStart, 120},
    {"file - in this", Phrase::kStart, 120},
    {"getty images", Phrase::kWhole, 4},
    {"hide caption", Phrase::kStart, 120},
    {"image :", Phrase::kStart, 100},
    {"image caption", Phrase::kStart, 120},
    {"image copyright", Phrase::kStart, 120},
    {"image source", Phrase::kStart, 120},
    {"media caption", Phrase::kStart, 120},
    {"media playback", Phrase::kStart, 120},
    {"photo :", Phrase::kStart, 100},
    {"photo by", Phrase::kStart, 30},
    {"photograph :", Phrase::kStart, 100},
    {"photographs :", Phrase::kStart, 100},
    {"photos :", Phrase::kStart, 60},
    {"picture :", Phrase::kStart, 100},
    {"pictured :", Phrase::kStart, 100},
    {"toggle caption", Phrase::kStart, 120},
    {"video caption", Phrase::kStart, 120},
};

// The first words of the phrases: a line that begins with none of them is none of them.
template <size_t N>
consteval auto FirstWords(const Phrase (&phrases)[N]) {
  std::array<std::string_view, N> words;
  for (size_t i = 0; i < N; ++i) words[i] = phrases[i].words.substr(0, phrases[i].words.find(' '));
  std::sort(words.begin(), words.end());
  return WordSet<N>(words);
}
constexpr auto kFurnitureWords = FirstWords(kFurniturePhrases);
constexpr auto kCaptionWords = FirstWords(kCaptionPhrases);

class Reader {
 public:
  Reader(std::string_view norm, Segments* segments)
      : norm_(norm), tokens_(segments->tokens), blocks_(segments->blocks), out_(*segments) {}

  HeaderReading Read() {
    known_.assign(blocks_.size(), false);
    for (uint32_t b = 0; b < blocks_.size(); ++b) Known(b);
    ChooseHeadline();
    NameByPlace();
    Subheadings();
    return reading_;
  }

 private:
  // --- Small questions ---

  uint32_t Size(const Block& b) const { return b.last - b.first; }
  bool IsChar(uint32_t i, uint32_t last, char c) const {
    return i < last && tokens_[i].length == 1 && norm_[tokens_[i].begin] == c;
  }
  std::string_view Text(uint32_t i) const {
    return norm_.substr(tokens_[i].begin, tokens_[i].length);
  }
  LowerWord Lower(uint32_t i) const { return LowerWord(norm_, tokens_[i]); }
  bool Stop(const Block& b) const { return EndsWithStop(norm_, tokens_, b.first, b.last); }
  NormSpan SpanOf(uint32_t first, uint32_t last) const {
    return {tokens_[first].begin, tokens_[last - 1].end()};
  }
  void Set(uint32_t b, Role role) {
    blocks_[b].role = role;
    known_[b] = true;
  }

  // --- Blocks that are known by their words ---

  void Known(uint32_t b) {
    const Block& block = blocks_[b];
    if (BeginsWithListMark(norm_, tokens_, block.first, block.last) && !IsStampBlock(block)) {
      return Set(b, Role::kListItem);
    }
    if (Size(block) > 120) return;
    const LowerWord first = Lower(block.first);
    // A LowerWord holds no "©".
    const bool wide = static_cast<uint8_t>(norm_[tokens_[block.first].begin]) >= 0x80;
    if (((wide || kFurnitureWords.Has(first)) && Matches(block, kFurniturePhrases)) ||
        IsDomain(block, first)) {
      return Set(b, Role::kFurniture);
    }
    if ((kCaptionWords.Has(first) && Matches(block, kCaptionPhrases)) || EndsWithCredit(block)) {
      return Set(b, Role::kCaption);
    }
    // What stands over nothing is no header.
    if (blocks_.size() > 1 && (IsStampBlock(block) || IsAgo(block))) return Set(b, Role::kStamp);
    if (IsTailCredit(block)) return Set(b, Role::kByline);
  }

  template <size_t N>
  bool Matches(const Block& block, const Phrase (&phrases)[N]) const {
    // A line is compared through its first 48 bytes, lower-cased, one space
    // between tokens.
    std::array<char, 48> head;
    size_t n = 0;
    for (uint32_t i = block.first; i < block.last && n < head.size(); ++i) {
      if (i > block.first) head[n++] = ' ';
      for (const char c : Text(i)) {
        if (n == head.size()) break;
        head[n++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
      }
    }
    const std::string_view line(head.data(), n);
    return std::any_of(std::begin(phrases), std::end(phrases), [&](const Phrase& p) {
      return p.words.front() == line.front() && Size(block) <= p.most &&
             line.substr(0, p.words.size()) == p.words && Fits(line, p);
    });
  }

  static bool Fits(std::string_view line, const Phrase& p) {
    std::string_view rest = line.substr(p.words.size());
    const char last = p.words.back();
    const bool open = last == ' ' || last == '1' || last == '2';
    if (!rest.empty() && rest.front() != ' ' && !open) return false;
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (p.mode == Phrase::kStart) return true;
    if (p.mode == Phrase::kLabel && !rest.empty() && rest.front() == ':') return true;
    return std::none_of(rest.begin(), rest.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<uint8_t>(c) >= 0x80;
    });
  }

  // "www.example.com" alone on a line.
  bool IsDomain(const Block& block, const LowerWord& first) const {
    if (Size(block) < 3 || Size(block) > 30) return false;
    if (first != "www" && first != "http" && first != "https") return false;
    return std::none_of(tokens_.begin() + block.first + 1, tokens_.begin() + block.last,
                        [](const Token& t) { return t.Is(kSpaceBefore); });
  }

  // "(AP Photo/Anna Smith)", "(Anna Smith/Reuters)", "REUTERS/Anna Smith",
  // "Photograph: X/Getty".
  bool EndsWithCredit(const Block& block) const {
    const uint32_t last = block.last;
    const uint32_t from = last - std::min(Size(block), 14u);
    const bool bracket = IsChar(last - 1, last, ')');
    const std::string_view end =
        norm_.substr(tokens_[from].begin, block.span.end - tokens_[from].begin);
    if (!bracket && end.find('/') == std::string_view::npos &&
        end.find(':') == std::string_view::npos) {
      return false;
    }
    bool photo = false;
    bool slash = false;
    for (uint32_t i = last; i > from; --i) {
      const uint32_t k = i - 1;
      if (bracket && IsChar(k, last, '(')) return photo && slash;
      if (!bracket && k + 1 < last && IsChar(k, last, '.')) return false;
      if (IsChar(k, last, '/')) slash = true;
      const LowerWord word = Lower(k);
      if (kPhotoWords.Has(word)) {
        photo = true;
        // Without brackets only an agency, a slash and a name.
        if (!bracket && k + 1 < last && IsChar(k + 1, last, '/') && last - k <= 7 &&
            tokens_[k].Is(kAllCaps) && (slash || word == "reuters")) {
          return true;
        }
      }
      if ((word == "photograph" || word == "photo" || word == "picture") &&
          IsChar(k + 1, last, ':')) {
        return true;
      }
      if (word == "photo" && bracket) slash = true;
    }
    return false;
  }

  // "6 years ago" alone on a line: the page counts, not the article.
  bool IsAgo(const Block& block) const {
    return Size(block) == 3 && tokens_[block.first].Is(kNumber) &&
           kUnits.Has(Lower(block.first + 1)) && Lower(block.first + 2) == "ago";
  }

  // "(Reporting by Anna Smith; Editing by Tom Roe)" under an agency's story.
  bool IsTailCredit(const Block& block) const {
    if (Size(block) > 60) return false;
    uint32_t i = block.first;
    if (IsChar(i, block.last, '(')) ++i;
    for (uint32_t k = i; k + 2 < block.last && k < i + 3; ++k) {
      if (tokens_[k + 1].length != 2 || !tokens_[k + 2].Is(kCapital)) continue;
      if (Lower(k + 1) == "by" && tokens_[i].Is(kCapital) && kCreditWords.Has(Lower(k))) {
        return true;
      }
    }
    return false;
  }

  // --- Stamps ---

  struct Stamp {
    std::optional<NormSpan> published, updated;
    bool labelled = false;
    bool dated = false;  // month or day names, or a date in numbers: more than a
                         // clock time
  };

  // Reads tokens [first, last) as a stamp: nothing but labels, dates, times and
  // marks.
  std::optional<Stamp> ReadStamp(uint32_t first, uint32_t last) const {
    if (last - first > 40) return std::nullopt;
    Stamp stamp;
    uint32_t numbers = 0, names = 0, begin = last, end = first;
    bool updated = false, joined = false;
    const auto flush = [&] {
      if (begin < end) {
        std::optional<NormSpan>& span = updated ? stamp.updated : stamp.published;
        if (!span) span = SpanOf(begin, end);
      }
      begin = last;
      end = first;
    };
    for (uint32_t i = first; i < last; ++i) {
      const Token& t = tokens_[i];
      const LowerWord word = Lower(i);
      bool value = false;
      if (t.Is(kNumber)) {
        ++numbers;
        value = true;
        joined |= i + 2 < last && tokens_[i + 2].Is(kNumber) &&
                  (IsChar(i + 1, last, '/') || IsChar(i + 1, last, '-'));
      } else if (t.Is(kMark)) {
        if (t.length == 1) {
          if (std::string_view(":,/|-.()+").find(norm_[t.begin]) == std::string_view::npos) {
            return std::nullopt;
          }
        } else if (Text(i) != "—" && Text(i) != "·" && Text(i) != "•") {
          return std::nullopt;
        }
      } else if (kPublishedLabels.Has(word) || kUpdatedLabels.Has(word)) {
        flush();
        updated = kUpdatedLabels.Has(word);
        stamp.labelled = true;
      } else if (kMonths.Has(word) || kDays.Has(word)) {
        ++names;
        value = true;
      } else if (kClockWords.Has(word) ||
                 (t.Is(kHasDigit) && t.length == 3 && word.view().starts_with('t'))) {  // …T14:05
        value = begin < end;
      } else if (!kStampJoints.Has(word)) {
        return std::nullopt;
      }
      if (value) {
        begin = std::min(begin, i);
        end = i + 1;
      }
    }
    flush();
    // A day and a month alone may head a part of the article; with a year or a clock they date it.
    stamp.dated = (joined && numbers > 2) || (names > 0 && numbers > 1);
    const bool enough = stamp.labelled ? numbers > 0 && (numbers > 1 || names > 0) : stamp.dated;
    if (!enough) return std::nullopt;
    return stamp;
  }

  // Without a label, only what stands before the body is a stamp and no line of
  // a timeline.
  bool IsStampBlock(const Block& block) {
    const std::optional<Stamp> stamp = ReadStamp(block.first, block.last);
    if (!stamp || (!stamp->labelled && (body_seen_ || &block - blocks_.data() > 12))) {
      if (Size(block) > 30) body_seen_ = true;
      return false;
    }
    Keep(*stamp);
    return true;
  }

  void Keep(const Stamp& stamp) {
    if (!out_.header.published) out_.header.published = stamp.published;
    if (!out_.header.updated) out_.header.updated = stamp.updated;
  }

  // --- Bylines ---

  // A name of two or more words with capitals at `i`; returns its end, `i`
  // where there is none.
  uint32_t Name(uint32_t i, uint32_t last) const {
    uint32_t k = i;
    uint32_t capitals = 0;
    bool plain = true;
    while (k < last && k - i < 9) {
      const Token& t = tokens_[k];
      const LowerWord lower = Lower(k);
      if (t.Is(kCapital) && !t.Is(kHasDigit)) {
        if (k > i && kUpdatedLabels.Has(lower)) break;
        ++capitals;
        plain &= !kNoNames.Has(lower);
        ++k;
        if (IsChar(k, last, '.') && !tokens_[k].Is(kSpaceBefore) && t.length <= 3) ++k;
      } else if (k > i &&
                 (kParticles.Has(lower) || (IsChar(k, last, '-') && !t.Is(kSpaceBefore)))) {
        ++k;
      } else {
        break;
      }
    }
    return capitals >= 2 && capitals <= 5 && plain ? k : i;
  }

  // Reads "A, B and C, political editor" from `i`; false where no byline goes
  // on like this.
  bool Names(uint32_t i, uint32_t last, std::vector<NormSpan>* authors) {
    while (true) {
      const uint32_t end = Name(i, last);
      if (end == i) break;
      uint32_t close = end;
      if (IsChar(close - 1, last, '.') && close == last) --close;
      authors->push_back(SpanOf(i, close));
      i = end;
      if (i == last) return true;
      const bool comma = IsChar(i, last, ',') || IsChar(i, last, ';') || IsChar(i, last, '&');
      if (comma) ++i;
      const LowerWord word = i < last ? Lower(i) : Lower(last - 1);
      if (i < last && word == "and") {
        ++i;
        if (Name(i, last) == i) return false;
        continue;
      }
      if (!comma) {
        if (i == last) return true;
        if (word == "in" || word == "at" || word == "for") {
          return last - i <= 9;
        }
        return AfterNames(i, last);
      }
    }
    return !authors->empty() && (i >= last || AfterNames(i, last));
  }

  // What may follow the names: a job, an outlet, a stamp.
  bool AfterNames(uint32_t i, uint32_t last) {
    for (uint32_t k = i; k < last; ++k) {
      const LowerWord word = Lower(k);
      if (kPublishedLabels.Has(word) || kUpdatedLabels.Has(word) || IsChar(k, last, '|')) {
        if (const std::optional<Stamp> stamp = ReadStamp(k, last)) {
          Keep(*stamp);
          return true;
        }
      }
      if (kNoNames.Has(word)) return last - i <= 14;
    }
    return IsChar(i, last, '|') || IsChar(i, last, '(') || tokens_[i].Is(kCapital);
  }

  // `below` a headline a name with a job or a place is a byline too: "Anna Smith in Paris".
  bool IsByline(const Block& block, bool below) {
    if (Size(block) > 40) return false;
    const uint32_t last = block.last;
    std::vector<NormSpan> authors;
    const bool by = Lower(block.first) == "by";
    if (by) {
      if (Size(block) < 2 || (Stop(block) && Size(block) > 10)) return false;
      const uint32_t i = block.first + (IsChar(block.first + 1, last, ':') ? 2 : 1);
      if (!Names(i, last, &authors)) {
        // "By the Associated Press", "By Reuters Staff"
        const LowerWord word = Lower(last - 1);
        if (Size(block) > 6 || !kNoNames.Has(word)) return false;
        authors.clear();
      }
    } else {
      if (!below || Stop(block)) return false;
      const uint32_t end = Name(block.first, last);
      if (end == block.first || end == last) return false;
      const LowerWord office = Lower(last - 1);
      const LowerWord joint = Lower(end);
      // "Anna Smith, political editor", "Anna Smith in Paris"
      const bool job = IsChar(end, last, ',') && kOffices.Has(office) && Size(block) <= 12;
      const bool place = joint == "in" && end + 1 < last && last - end <= 6 && end >= 2 &&
                         std::all_of(tokens_.begin() + end + 1, tokens_.begin() + last,
                                     [](const Token& t) { return t.Is(kCapital | kMark); });
      if (!job && !place) return false;
      authors.push_back(SpanOf(block.first, end));
    }
    std::vector<NormSpan>& known = out_.header.authors;
    known.insert(known.end(), authors.begin(), authors.end());
    return true;
  }

  // --- Dateline ---

  // Reads a dateline at the block's start: returns the first token behind it
  // and sets *end to the end of the dateline itself; 0 where there is none.
  uint32_t ReadDateline(const Block& block, uint32_t* end) const {
    const uint32_t last = std::min(block.last, block.first + 26);
    uint32_t i = block.first;
    if (block.capitals || i >= last || !tokens_[i].Is(kCapital)) return 0;
    bool agency = false, month = false, comma = false;
    bool caps = true;  // the place is in capitals
    for (; i < last; ++i) {
      const Token& t = tokens_[i];
      const LowerWord lower = Lower(i);
      if (IsChar(i, last, '(')) {
        uint32_t close = i + 1;
        while (close < last && !IsChar(close, last, ')') && close < i + 6) ++close;
        if (!IsChar(close, last, ')') || close == i + 1 || !tokens_[i + 1].Is(kCapital)) return 0;
        agency = true;
        i = close;
        // "Washington (CNN) The House voted": no dash, but an agency in
        // capitals.
        if (close + 1 < last && tokens_[close + 1].Is(kCapital | kQuote) &&
            close - block.first <= 8 && IsAgency(block.first, close)) {
          *end = close + 1;
          return close + 1;
        }
        continue;
      }
      if (IsDash(i, last)) break;
      if (t.Is(kCapital)) {
        if (kNoPlaces.Has(lower)) return 0;
        month |= i > block.first && kMonths.Has(lower);
        if (!comma && !t.Is(kAllCaps | kStops) && !month) caps = false;
      } else if (IsChar(i, last, ',')) {
        comma = true;
      } else if (t.Is(kNumber)) {
        if (!month) return 0;
      } else if (!IsChar(i, last, '/') && !IsChar(i, last, '.') && !IsChar(i, last, '-') &&
                 lower != "and" && lower != "of" && !t.Is(kQuote | kClitic)) {
        return 0;
      }
    }
    if (i >= last || i == block.first || !IsDash(i, last)) return 0;
    uint32_t body = i + 1;
    while (IsChar(body, last, '-')) ++body;
    // Behind the dash begins a sentence; a place in small letters needs a date
    // or an agency beside it.
    if (body >= block.last || !tokens_[body].Is(kCapital | kQuote | kNumber | kCurrency)) return 0;
    if (!caps && !agency && !month) return 0;
    if (!month && !agency && i - block.first > 7) return 0;
    *end = i;
    return body;
  }

  bool IsDash(uint32_t i, uint32_t last) const {
    if (!tokens_[i].Is(kMark)) return false;
    if (Text(i) == "—" || Text(i) == "―") return true;
    if (!IsChar(i, last, '-')) return false;
    if (IsChar(i + 1, last, '-')) return true;
    return i + 1 < last && tokens_[i].Is(kSpaceBefore) && tokens_[i + 1].Is(kSpaceBefore);
  }

  // Whether the bracket that ends at `close` names an agency: a word of it is
  // in capitals or known.
  bool IsAgency(uint32_t first, uint32_t close) const {
    for (uint32_t i = close; i > first && !IsChar(i, close, '('); --i) {
      const LowerWord lower = Lower(i);
      if (lower == "cnn" || lower == "ap" || lower == "reuters" || lower == "afp" ||
          lower == "upi" || lower == "xinhua" || lower == "bloomberg" || lower == "dpa" ||
          lower == "pa") {
        return true;
      }
    }
    return false;
  }

  // --- Headline ---

  bool FitsHeadline(uint32_t b) const {
    const Block& block = blocks_[b];
    if (Size(block) > 45 || block.span.size() > 240) return false;
    if (!Begins(block)) return false;
    const char end = norm_[block.span.end - 1];
    if (end == ',' || end == ';') return false;
    uint32_t ignored = 0;
    if (ReadDateline(block, &ignored) != 0) return false;
    const bool call = end == '?' || end == '!';
    if (Stop(block) && !call && !block.title_case && !block.capitals &&
        !EndsWithAbbreviation(block) && !IsPair(block)) {
      return false;
    }
    // Nobody shouts a first paragraph.
    if (block.capitals && Size(block) > 3 && b + 1 < blocks_.size()) return true;
    const uint32_t longer = std::max(25u, Size(block) + Size(block) / 2);
    uint32_t seen = 0;
    for (uint32_t k = b + 1; k < blocks_.size() && seen < 20; ++k) {
      if (known_[k]) continue;
      ++seen;
      if (Size(blocks_[k]) >= longer || (Stop(blocks_[k]) && Size(blocks_[k]) > Size(block))) {
        return true;
      }
    }
    return false;
  }

  // Begins as a line of its own does: not in the middle of a sentence.
  bool Begins(const Block& block) const {
    const Token& t = tokens_[block.first];
    return t.Is(kCapital | kInnerCapital | kNumber | kQuote | kCurrency) ||
           IsChar(block.first, block.last, '#') || IsChar(block.first, block.last, '@') ||
           IsChar(block.first, block.last, '[') || IsChar(block.first, block.last, '<');
  }

  // "… in the U.S." ends with a stop and is no sentence.
  bool EndsWithAbbreviation(const Block& block) const { return tokens_[block.last - 1].Is(kStops); }

  // "Is the sky falling? The experts are not so sure." No first paragraph is that short.
  bool IsPair(const Block& block) const {
    if (Size(block) > 20) return false;
    for (uint32_t i = block.first + 1; i + 2 < block.last; ++i) {
      const char c = norm_[tokens_[i].begin];
      if (tokens_[i].Is(kMark) && (c == '.' || c == '?' || c == '!') && tokens_[i - 1].length > 3 &&
          tokens_[i + 1].Is(kSpaceBefore) && tokens_[i + 1].Is(kCapital)) {
        return true;
      }
    }
    return false;
  }

  // How many tokens of the line are the headline: a broadcaster's "Listen ·
  // 3:56" behind it is not.
  uint32_t BroadcastCut(const Block& block) const {
    for (uint32_t i = block.first + 1; i + 1 < block.last; ++i) {
      if (Text(i) == "Listen" && Text(i + 1) == "·") return i;
    }
    return block.last;
  }

  void ChooseHeadline() {
    uint32_t b = 0;
    while (b < blocks_.size() && (known_[b] || IsByline(blocks_[b], false))) {
      if (!known_[b]) Set(b, Role::kByline);
      ++b;
    }
    if (b == blocks_.size() || !FitsHeadline(b)) {
      top_ = b;
      return;
    }
    Set(b, Role::kHeadline);
    top_ = b + 1;
    uint32_t end = BroadcastCut(blocks_[b]);
    uint32_t chosen = b;
    uint32_t next = b + 1;
    while (next < blocks_.size() && known_[next]) ++next;
    if (next < blocks_.size() && FitsHeadline(next) && Repeats(blocks_[b], blocks_[next])) {
      Set(next, Role::kHeadline);
      top_ = next + 1;
      const uint32_t first_size = SpanOf(blocks_[b].first, end).size();
      if (end < blocks_[b].last || blocks_[next].span.size() >= first_size) {
        chosen = next;
        end = blocks_[next].last;
      }
    }
    out_.header.headline = SpanOf(blocks_[chosen].first, end);
  }

  // Whether half of the shorter line's long words stand in the other one too.
  bool Repeats(const Block& a, const Block& b) const {
    const Block& small = Size(a) < Size(b) ? a : b;
    const Block& large = Size(a) < Size(b) ? b : a;
    uint32_t words = 0;
    uint32_t shared = 0;
    for (uint32_t i = small.first; i < small.last; ++i) {
      if (!tokens_[i].Is(kWord) || tokens_[i].length < 4) continue;
      ++words;
      const LowerWord word = Lower(i);
      for (uint32_t k = large.first; k < large.last; ++k) {
        if (tokens_[k].length == tokens_[i].length && Lower(k).key() == word.key()) {
          ++shared;
          break;
        }
      }
    }
    return shared >= 2 && shared * 2 >= words;
  }

  // --- Bylines and dateline by their place ---

  void NameByPlace() {
    constexpr uint32_t kHead = 12;
    uint32_t body = 0;
    for (uint32_t b = top_; b < blocks_.size() && b < top_ + kHead && body < 2; ++b) {
      if (known_[b]) continue;
      if (IsByline(blocks_[b], out_.header.headline.has_value() && body == 0)) {
        Set(b, Role::kByline);
        continue;
      }
      if (body == 0 || Stop(blocks_[b])) {
        if (!out_.header.dateline && body == 0) FindDateline(b);
      }
      body += Stop(blocks_[b]) || Size(blocks_[b]) > 30;
    }
  }

  void FindDateline(uint32_t b) {
    uint32_t end = 0;
    const uint32_t body = ReadDateline(blocks_[b], &end);
    if (body == 0) return;
    out_.header.dateline = SpanOf(blocks_[b].first, end);
    reading_ = {b, body};
  }

  // --- Sub-headings ---

  bool FitsSubheading(const Block& block) const {
    if (Size(block) > 18 || block.span.size() > 110 || !Begins(block)) return false;
    const char begin = norm_[block.span.begin];
    const char end = norm_[block.span.end - 1];
    if (begin == '"' || begin == '[' || end == ',' || end == ';' || end == '-') return false;
    if (Stop(block)) return end == '?' && Size(block) <= 12;
    return end != ':' || block.capitals;
  }

  void Subheadings() {
    // Where many short lines follow each other they are a list or a table.
    constexpr uint32_t kMost = 2;
    uint32_t run = 0;
    for (uint32_t b = top_; b < blocks_.size(); ++b) {
      if (known_[b]) continue;
      if (!FitsSubheading(blocks_[b])) {
        run = 0;
        continue;
      }
      if (++run > kMost) {
        for (uint32_t k = 1; k < run && k <= kMost && b >= top_ + k; ++k) {
          if (blocks_[b - k].role == Role::kSubheading) blocks_[b - k].role = Role::kParagraph;
        }
        continue;
      }
      uint32_t next = b + 1;
      while (next < blocks_.size() && known_[next] && blocks_[next].role != Role::kListItem) ++next;
      if (next < blocks_.size()) blocks_[b].role = Role::kSubheading;
    }
  }

  std::string_view norm_;
  const std::vector<Token>& tokens_;
  std::vector<Block>& blocks_;
  Segments& out_;
  HeaderReading reading_;
  std::vector<bool> known_;
  bool body_seen_ = false;
  uint32_t top_ = 0;  // the first block behind the headline
};

}  // namespace

HeaderReading ReadHeader(std::string_view norm, Segments* segments) {
  return Reader(norm, segments).Read();
}

}  // namespace presscut::segment
