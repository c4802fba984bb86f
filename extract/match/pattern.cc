#include "extract/match/pattern.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/text/unicode.h"

namespace presscut::match {
namespace {

constexpr uint32_t kLastChar = 0x10FFFF;
constexpr uint32_t kMostRepeats = 100;
constexpr int kDeepest = 200;  // groups within groups

using Ranges = std::vector<CharRange>;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void SortAndJoin(Ranges* ranges) {
  std::sort(ranges->begin(), ranges->end(),
            [](const CharRange& a, const CharRange& b) { return a.from < b.from; });
  Ranges joined;
  for (const CharRange& r : *ranges) {
    if (!joined.empty() && r.from <= joined.back().to + 1) {
      joined.back().to = std::max(joined.back().to, r.to);
    } else {
      joined.push_back(r);
    }
  }
  *ranges = std::move(joined);
}

// REQUIRES: sorted and joined.
void Negate(Ranges* ranges) {
  Ranges out;
  uint32_t from = 0;
  for (const CharRange& r : *ranges) {
    if (r.from > from) out.push_back({from, r.from - 1});
    from = r.to + 1;
  }
  if (from <= kLastChar) out.push_back({from, kLastChar});
  *ranges = std::move(out);
}

class Parser {
 public:
  Parser(std::string_view text, Pattern* out) : p_(text), out_(*out) {}

  bool Run() {
    const auto root = Choice(0);
    if (!root || at_ != p_.size()) return false;
    out_.root = *root;
    return true;
  }

 private:
  using Index = std::optional<uint32_t>;

  uint32_t Add(Piece piece) {
    out_.pieces.push_back(piece);
    return static_cast<uint32_t>(out_.pieces.size() - 1);
  }
  uint32_t AddParent(Piece::Kind kind, const std::vector<uint32_t>& children) {
    Piece piece;
    piece.kind = kind;
    piece.first = static_cast<uint32_t>(out_.children.size());
    piece.count = static_cast<uint32_t>(children.size());
    out_.children.insert(out_.children.end(), children.begin(), children.end());
    return Add(piece);
  }
  // Letters stand again and again: one piece serves for all places of an ASCII character.
  Index AddChar(char c) {
    uint32_t& known = char_pieces_[fold_ ? 1 : 0][static_cast<unsigned char>(c)];
    if (known == 0) {
      const uint32_t code = static_cast<unsigned char>(c);
      const auto piece = AddChars({{code, code}}, false);
      if (!piece) return std::nullopt;
      known = *piece + 1;
    }
    return known - 1;
  }
  Index AddChars(Ranges ranges, bool negated) {
    if (fold_ && !Fold(&ranges)) return std::nullopt;
    SortAndJoin(&ranges);
    if (negated) Negate(&ranges);
    Piece piece;
    piece.kind = Piece::Kind::kChars;
    piece.first = static_cast<uint32_t>(out_.ranges.size());
    piece.count = static_cast<uint32_t>(ranges.size());
    out_.ranges.insert(out_.ranges.end(), ranges.begin(), ranges.end());
    return Add(piece);
  }

  // Adds the other case of every letter. Letters beyond ASCII are left to RE2.
  static bool Fold(Ranges* ranges) {
    const size_t size = ranges->size();
    const auto add = [&](uint32_t from, uint32_t to, uint32_t first, uint32_t last, int shift) {
      from = std::max(from, first);
      to = std::min(to, last);
      if (from > to) return;
      ranges->push_back({from + static_cast<uint32_t>(shift), to + static_cast<uint32_t>(shift)});
      // The long s and the sign of kelvin are letters of ASCII when case does not count.
      const uint32_t lower = first | 0x20;
      const uint32_t s = 's' - lower + first, k = 'k' - lower + first;
      if (from <= s && s <= to) ranges->push_back({0x17F, 0x17F});
      if (from <= k && k <= to) ranges->push_back({0x212A, 0x212A});
    };
    for (size_t i = 0; i < size; ++i) {
      const CharRange r = (*ranges)[i];
      if (r.to >= 0x80) {
        if (r.to - r.from > 0x100) return false;
        for (uint32_t c = std::max(r.from, 0x80u); c <= r.to; ++c) {
          if (text::IsLetter(c)) return false;
        }
      }
      add(r.from, r.to, 'A', 'Z', 32);
      add(r.from, r.to, 'a', 'z', -32);
    }
    return true;
  }

  Index Choice(int depth) {
    if (depth > kDeepest) return std::nullopt;
    const bool fold = fold_;  // flags hold to the end of their group
    std::vector<uint32_t> ways;
    do {
      const auto way = Sequence(depth);
      if (!way) return std::nullopt;
      ways.push_back(*way);
    } while (Take('|'));
    fold_ = fold;
    return ways.size() == 1 ? ways[0] : AddParent(Piece::Kind::kChoice, ways);
  }

  Index Sequence(int depth) {
    std::vector<uint32_t> row;
    while (at_ < p_.size() && p_[at_] != '|' && p_[at_] != ')') {
      if (Flags()) continue;
      auto piece = Atom(depth);
      if (!piece || !Repetition(&*piece)) return std::nullopt;
      row.push_back(*piece);
    }
    return row.size() == 1 ? row[0] : AddParent(Piece::Kind::kSequence, row);
  }

  bool Take(char c) {
    if (at_ >= p_.size() || p_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool TakeAll(std::string_view s) {
    if (p_.substr(at_, s.size()) != s) return false;
    at_ += s.size();
    return true;
  }

  // (?i) and (?-i): from here to the end of the group.
  bool Flags() {
    if (TakeAll("(?i)")) {
      fold_ = true;
    } else if (TakeAll("(?-i)")) {
      fold_ = false;
    } else {
      return false;
    }
    return true;
  }

  bool Repetition(uint32_t* piece) {
    if (at_ >= p_.size()) return true;
    Piece repeat;
    repeat.kind = Piece::Kind::kRepeat;
    if (Take('?')) {
      repeat.most = 1;
    } else if (Take('*')) {
      repeat.most = kForever;
    } else if (Take('+')) {
      repeat.least = 1;
      repeat.most = kForever;
    } else if (p_[at_] == '{') {
      ++at_;
      if (!Number(&repeat.least)) return false;
      repeat.most = repeat.least;
      if (Take(',')) {
        repeat.most = kForever;
        if (at_ < p_.size() && IsDigit(p_[at_]) && !Number(&repeat.most)) return false;
      }
      if (!Take('}') || repeat.most < repeat.least) return false;
    } else {
      return true;
    }
    // One repetition of another is an error to RE2, or lazy.
    if (at_ < p_.size() && std::string_view("?*+{").find(p_[at_]) != std::string_view::npos) {
      return false;
    }
    const Piece::Kind kind = out_.pieces[*piece].kind;
    if (kind == Piece::Kind::kTextBegin || kind == Piece::Kind::kTextEnd ||
        kind == Piece::Kind::kWordEdge) {
      return false;
    }
    repeat.first = static_cast<uint32_t>(out_.children.size());
    repeat.count = 1;
    out_.children.push_back(*piece);
    *piece = Add(repeat);
    return true;
  }

  bool Number(uint32_t* n) {
    const size_t from = at_;
    *n = 0;
    while (at_ < p_.size() && IsDigit(p_[at_]) && *n <= kMostRepeats) {
      *n = *n * 10 + static_cast<uint32_t>(p_[at_++] - '0');
    }
    return at_ > from && *n <= kMostRepeats;
  }

  Index Atom(int depth) {
    switch (p_[at_]) {
      case '(':
        return Group(depth);
      case '[':
        return Class();
      case '.':
        ++at_;
        return AddChars({{'\n', '\n'}}, true);
      case '^':
        ++at_;
        return Add({.kind = Piece::Kind::kTextBegin});
      case '$':
        ++at_;
        return Add({.kind = Piece::Kind::kTextEnd});
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
      case ']':
        return std::nullopt;
      default:
        break;
    }
    if (const char c = p_[at_]; c != '\\' && static_cast<unsigned char>(c) < 0x80) {
      ++at_;
      return AddChar(c);
    }
    if (TakeAll("\\b")) return Add({.kind = Piece::Kind::kWordEdge});
    Ranges ranges;
    bool negated = false;
    if (!Char(&ranges, &negated)) return std::nullopt;
    return AddChars(std::move(ranges), negated);
  }

  Index Group(int depth) {
    const bool fold = fold_;
    if (TakeAll("(?P<")) {
      at_ = std::min(p_.find('>', at_), p_.size() - 1) + 1;
    } else if (TakeAll("(?:")) {
    } else if (TakeAll("(?i:")) {
      fold_ = true;
    } else if (TakeAll("(?-i:")) {
      fold_ = false;
    } else if (p_.substr(at_, 2) != "(?") {
      ++at_;  // the group around the whole
    } else {
      return std::nullopt;
    }
    const auto inside = Choice(depth + 1);
    fold_ = fold;
    if (!inside || !Take(')')) return std::nullopt;
    // A choice of one way is that way, and may be a repetition; nothing may look like one twice.
    return out_.pieces[*inside].kind == Piece::Kind::kSequence
               ? inside
               : Index(AddParent(Piece::Kind::kSequence, {*inside}));
  }

  // One character or a class named by a letter, escaped or not. REQUIRES: at_ < size.
  bool Char(Ranges* ranges, bool* negated) {
    if (p_[at_] != '\\') {
      size_t length = 0;
      const uint32_t c = text::DecodeAt(p_, at_, &length);
      at_ += length;
      ranges->push_back({c, c});
      return true;
    }
    if (++at_ >= p_.size()) return false;
    const char c = p_[at_++];
    switch (c) {
      case 'S':
        *negated = true;
        [[fallthrough]];
      case 's':
        ranges->insert(ranges->end(), {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}});
        return true;
      case 'D':
        *negated = true;
        [[fallthrough]];
      case 'd':
        ranges->push_back({'0', '9'});
        return true;
      case 'W':
        *negated = true;
        [[fallthrough]];
      case 'w':
        ranges->insert(ranges->end(), {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
        return true;
      case 'n':
        ranges->push_back({'\n', '\n'});
        return true;
      case 't':
        ranges->push_back({'\t', '\t'});
        return true;
      case 'x':
        return Hexadecimal(ranges);
      default:
        break;
    }
    const bool mark = static_cast<unsigned char>(c) < 0x80 && !IsDigit(c) &&
                      !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (mark) ranges->push_back({static_cast<uint32_t>(c), static_cast<uint32_t>(c)});
    return mark;
  }

  // x27 or x{2019}. REQUIRES: at_ is behind the x.
  bool Hexadecimal(Ranges* ranges) {
    const bool braces = Take('{');
    uint32_t c = 0;
    size_t digits = 0;
    for (; at_ < p_.size() && digits < (braces ? 6u : 2u); ++at_, ++digits) {
      const char d = p_[at_], lower = static_cast<char>(d | 0x20);
      if (IsDigit(d)) {
        c = c * 16 + static_cast<uint32_t>(d - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        c = c * 16 + static_cast<uint32_t>(lower - 'a' + 10);
      } else {
        break;
      }
    }
    if (digits == 0 || (!braces && digits != 2) || (braces && !Take('}')) || c > kLastChar) {
      return false;
    }
    ranges->push_back({c, c});
    return true;
  }

  Index Class() {
    ++at_;
    const bool negated = Take('^');
    Ranges all;
    for (bool first = true; at_ < p_.size() && (first || p_[at_] != ']'); first = false) {
      if (p_.substr(at_, 2) == "[:") return std::nullopt;
      Ranges from;
      bool inner = false;
      if (!Char(&from, &inner)) return std::nullopt;
      if (inner) {
        // \S in a class: what is not of the letter's class, whatever the case.
        SortAndJoin(&from);
        Negate(&from);
        if (fold_) return std::nullopt;
      }
      if (from.size() == 1 && from[0].from == from[0].to && p_.substr(at_, 1) == "-" &&
          at_ + 1 < p_.size() && p_[at_ + 1] != ']') {
        ++at_;
        Ranges to;
        if (!Char(&to, &inner) || inner || to.size() != 1 || to[0].from != to[0].to ||
            to[0].from < from[0].from) {
          return std::nullopt;
        }
        from[0].to = to[0].from;
      }
      all.insert(all.end(), from.begin(), from.end());
    }
    if (!Take(']')) return std::nullopt;
    return AddChars(std::move(all), negated);
  }

  std::string_view p_;
  size_t at_ = 0;
  bool fold_ = false;  // whether case does not count, here
  Pattern& out_;
  std::array<std::array<uint32_t, 128>, 2> char_pieces_{};  // by fold_: piece + 1
};

}  // namespace

bool Parse(std::string_view text, Pattern* out) {
  *out = {};
  return Parser(text, out).Run();
}

}  // namespace presscut::match
