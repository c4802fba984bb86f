#include "extract/text/fold.h"

#include <array>
#include <cstdint>

#include "extract/text/compose.h"
#include "extract/text/mojibake.h"
#include "extract/text/scan.h"
#include "extract/text/unicode.h"
#include "extract/text/windows1252.h"

namespace presscut::text {
namespace {

constexpr char kKeep = 0;      // stands for itself
constexpr char kDelete = 1;    // zero width
constexpr char kEllipsis = 2;  // three stops

// U+2000 to U+206F, General Punctuation: the most frequent characters of news
// that are not ASCII.
constexpr std::array<char, 0x70> kPunctuation = [] {
  std::array<char, 0x70> t{};
  for (size_t c = 0x00; c <= 0x0A; ++c) t[c] = ' ';
  for (size_t c = 0x0B; c <= 0x0F; ++c)
    t[c] = kDelete;  // zero-width space, joiners, direction marks
  for (size_t c = 0x10; c <= 0x13; ++c) t[c] = '-';
  for (size_t c = 0x18; c <= 0x1B; ++c) t[c] = '\'';
  for (size_t c = 0x1C; c <= 0x1F; ++c) t[c] = '"';
  t[0x26] = kEllipsis;
  t[0x28] = t[0x29] = '\n';                              // line and paragraph separator
  for (size_t c = 0x2A; c <= 0x2E; ++c) t[c] = kDelete;  // direction
  t[0x2F] = t[0x5F] = ' ';
  t[0x32] = '\'';
  t[0x33] = '"';
  for (size_t c = 0x60; c <= 0x6F; ++c)
    t[c] = kDelete;  // word joiner, invisible operators, direction
  return t;
}();

// What a character stands for in norm: kKeep, kDelete, kEllipsis or an ASCII
// character.
char FoldOf(char32_t c) {
  if (c < 0x20) {
    if (c == '\t' || c == '\n') return kKeep;
    return c == '\r' || c == '\v' || c == '\f' ? '\n' : ' ';
  }
  if (c < 0xA0) {
    if (c == '`') return '\'';
    return c < 0x7F ? kKeep : ' ';  // 0x7F, and the C1 controls that are no
                                    // windows-1252 either
  }
  if (c >= 0x2000 && c < 0x2070) return kPunctuation[c - 0x2000];
  switch (c) {
    case 0xA0:
    case 0x3000:
      return ' ';
    case 0xAD:
    case 0x61C:
    case 0xFEFF:
      return kDelete;
    case 0xAB:
    case 0xBB:
      return '"';
    case 0xB4:
    case 0x2BC:
    case 0x1FEF:  // canonically the backtick
      return '\'';
    case 0x2212:
      return '-';
    default:
      return c >= 0xFE00 && c <= 0xFE0F ? kDelete : kKeep;  // variation selectors
  }
}

bool IsAsciiLetter(std::string_view s, size_t at) {
  return at < s.size() && static_cast<unsigned char>(s[at]) < 0x80 &&
         IsLetter(static_cast<unsigned char>(s[at]));
}

// "don\uFFFDt", "Blair¿s": an apostrophe that some system could not write.
bool LostApostrophe(std::string_view raw, size_t begin, size_t end) {
  if (begin == 0 || !IsAsciiLetter(raw, begin - 1) || !IsAsciiLetter(raw, end)) return false;
  size_t stop = end;
  while (stop < end + 3 && IsAsciiLetter(raw, stop)) ++stop;
  const std::string_view rest = raw.substr(end, stop - end);
  return rest == "s" || rest == "t" || rest == "d" || rest == "m" || rest == "ll" || rest == "re" ||
         rest == "ve";
}

class Folder {
 public:
  Folder(std::string_view raw, std::string* norm, OffsetMap* map)
      : raw_(raw), norm_(norm), map_(map) {}

  Folded Run() {
    ScanBytes(
        raw_,
        [](Bytes, Bytes, Bytes c, Bytes next) {
          return ((c < 0x20) & (c != '\t') & (c != '\n')) | (c >= 0x7F) | (c == '&') | (c == '\\') |
                 (c == '`') | ((c == '\'') & (next == '\''));
        },
        [this](size_t at) { return Visit(at); });
    if (result_.changed) norm_->append(raw_.substr(copied_));
    return result_;
  }

 private:
  // Writes raw [begin, end) as `text`; what lies between the last edit and this
  // one is copied in one piece.
  void Replace(size_t begin, size_t end, std::string_view text) {
    if (!result_.changed) norm_->reserve(raw_.size() + raw_.size() / 8);
    result_.changed = true;
    norm_->append(raw_, copied_, begin - copied_);
    copied_ = end;
    const size_t at = norm_->size();
    norm_->append(text);
    if (text.size() == 1 && end - begin == 1) return;  // bytes still correspond
    map_->Add(static_cast<uint32_t>(at), static_cast<uint32_t>(norm_->size()),
              static_cast<uint32_t>(begin), static_cast<uint32_t>(end));
  }

  bool NextIs(size_t at, char c) const { return at < raw_.size() && raw_[at] == c; }

  // A byte the scan stopped at; returns where to go on.
  size_t Visit(size_t at) {
    const char c = raw_[at];
    switch (c) {
      case '\r': {
        const size_t end = at + (NextIs(at + 1, '\n') ? 2 : 1);
        Replace(at, end, "\n");
        return end;
      }
      case '\'':
        Replace(at, at + 2, "\"");
        return at + 2;
      case '`':
        if (NextIs(at + 1, '`')) {
          Replace(at, at + 2, "\"");
          return at + 2;
        }
        Replace(at, at + 1, "'");
        return at + 1;
      case '\\': {
        size_t end = at + 1;
        while (NextIs(end, '\\')) ++end;
        if (!NextIs(end, '\'') && !NextIs(end, '"')) return end;
        Replace(at, end + 1, raw_.substr(end, 1));
        return end + 1;
      }
      default:
        return VisitChar(at);
    }
  }

  size_t VisitChar(size_t at) {
    Char c = CharAt(raw_, at);
    size_t end = at + c.length;
    if (c.repaired && result_.repairs++ == 0) {
      result_.first_repair = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    }
    if (c.c >= 0x80 && c.c < 0xA0) c.c = CharOf(static_cast<unsigned char>(c.c));
    if ((c.c == 0xFFFD || c.c == 0xBF) && LostApostrophe(raw_, at, end)) c.c = '\'';
    char fold = c.c == '\'' ? '\'' : FoldOf(c.c);
    // Two single curly marks side by side are TeX's way to a double one.
    if ((c.c == 0x2018 || c.c == 0x2019) && end < raw_.size() &&
        (static_cast<unsigned char>(raw_[end]) >= 0x80 || raw_[end] == '&')) {
      const Char twin = CharAt(raw_, end);
      if (twin.c == c.c) {
        fold = '"';
        end += twin.length;
      }
    }
    switch (fold) {
      case kKeep:
        if (c.c >= 0x300 && MayCompose(c.c)) result_.needs_nfc = true;
        Keep(at, end, c.c);
        break;
      case kDelete:
        Replace(at, end, "");
        break;
      case kEllipsis:
        Replace(at, end, "...");
        break;
      default:
        Replace(at, end, {&fold, 1});
    }
    return end;
  }

  // The character is what norm wants; it may be written otherwise in raw
  // (entity, mojibake).
  void Keep(size_t begin, size_t end, char32_t c) {
    written_.clear();
    Append(c, &written_);
    if (raw_.substr(begin, end - begin) != written_) Replace(begin, end, written_);
  }

  std::string_view raw_;
  std::string* norm_;
  OffsetMap* map_;
  std::string written_;
  size_t copied_ = 0;  // raw up to here is in norm
  Folded result_;
};

}  // namespace

Folded Fold(std::string_view raw, std::string* norm, OffsetMap* map) {
  return Folder(raw, norm, map).Run();
}

}  // namespace presscut::text
