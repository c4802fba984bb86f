#include "extract/match/group_reader.h"

#include <algorithm>
#include <string>

#include "extract/text/unicode.h"

namespace presscut::match {
namespace {

// Group n has the character kFirstMark + n in front of it. They are of private use, and no rule
// looks for one.
constexpr uint32_t kFirstMark = 0xF0000, kMostGroups = 64;
constexpr uint32_t kMostSteps = 1000;  // each may be one deeper on the stack

// The pattern with its marks, which are counted.
std::string Marked(std::string_view pattern, uint32_t* groups) {
  std::string out;
  for (size_t at = 0; at < pattern.size();) {
    // What is escaped opens nothing.
    const size_t size = pattern[at] == '\\' && at + 1 < pattern.size() ? 2 : 1;
    if (pattern.substr(at).starts_with("(?P<")) text::Append(kFirstMark + (*groups)++, &out);
    out += pattern.substr(at, size);
    at += size;
  }
  return out;
}

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
}

// The number of the group whose mark the piece is; kMostGroups or more: it is none.
uint32_t GroupOf(const Pattern& pattern, const Piece& piece) {
  return piece.kind == Piece::Kind::kChars && piece.count == 1
             ? pattern.ranges[piece.first].from - kFirstMark
             : kMostGroups;
}

// Sets of characters that a piece may begin with, coarsely: a bit a letter, whatever its case, and
// some for what is none; kNothing where it may read no character at all.
constexpr uint32_t kDigit = 1u << 26, kSpace = 1u << 27, kMark = 1u << 28, kBeyond = 1u << 29,
                   kNothing = 1u << 30;
constexpr uint32_t BeginOf(uint32_t c) {
  if (c >= 0x80) return kBeyond;
  if (c >= '0' && c <= '9') return kDigit;
  const uint32_t letter = (c | 0x20) - 'a';
  return letter < 26 ? 1u << letter : c <= ' ' ? kSpace : kMark;
}

uint32_t BeginsOfChars(const Pattern& pattern, const Piece& piece) {
  uint32_t begins = 0;
  for (uint32_t r = piece.first; r < piece.first + piece.count; ++r) {
    const CharRange range = pattern.ranges[r];
    for (uint32_t c = range.from; c <= std::min(range.to, 0x80u); ++c) begins |= BeginOf(c);
    if (range.to >= 0x80) begins |= kBeyond;
  }
  return begins;
}

class Walk {
 public:
  Walk(const Pattern& pattern, const std::vector<uint32_t>& begins, std::string_view text,
       std::span<NormSpan> groups)
      : p_(pattern), begins_(begins.data()), text_(text), groups_(groups) {}

  bool Run() {
    const Then end{.kind = Then::Kind::kEnd};
    return Try(p_.root, 0, end);
  }

 private:
  // What is to be read behind a piece.
  struct Then {
    enum class Kind : uint8_t { kEnd, kSequence, kRepeat, kGroup };
    Kind kind;
    const Piece* piece = nullptr;  // sequence or repetition
    uint32_t index = 0;            // of the sequence's child, of the round, of the group
    uint32_t begin = 0;            // of the round, of the group
    const Then* then = nullptr;
  };

  const Piece& Child(const Piece& piece, uint32_t i) const {
    return p_.pieces[p_.children[piece.first + i]];
  }
  // The end of the one character at `at`, where it is of the piece; 0 where it is not.
  uint32_t Char(const Piece& piece, uint32_t at) const {
    if (at >= text_.size()) return 0;
    size_t length = 1;
    uint32_t c = static_cast<unsigned char>(text_[at]);
    if (c >= 0x80) c = text::DecodeAt(text_, at, &length);
    for (uint32_t r = piece.first; r < piece.first + piece.count; ++r) {
      if (c >= p_.ranges[r].from && c <= p_.ranges[r].to) return at + static_cast<uint32_t>(length);
    }
    return 0;
  }
  // What a piece that goes on at `at` may begin with.
  uint32_t MayBegin(uint32_t at) const {
    return at < text_.size() ? BeginOf(static_cast<unsigned char>(text_[at])) | kNothing : kNothing;
  }
  bool WordAt(uint32_t at) const { return at < text_.size() && IsWordByte(text_[at]); }

  bool Try(uint32_t index, uint32_t at, const Then& then) {
    const Piece& piece = p_.pieces[index];
    switch (piece.kind) {
      case Piece::Kind::kChars: {
        const uint32_t end = Char(piece, at);
        return end != 0 && Behind(then, end);
      }
      case Piece::Kind::kSequence:
        return Sequence(piece, 0, at, then);
      case Piece::Kind::kChoice: {
        const uint32_t may = MayBegin(at);
        for (uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
          if ((begins_[i] & may) != 0 && Try(p_.children[i], at, then)) return true;
        }
        return false;
      }
      case Piece::Kind::kRepeat:
        return Repeat(piece, 0, at, then);
      case Piece::Kind::kTextBegin:
        return at == 0 && Behind(then, at);
      case Piece::Kind::kTextEnd:
        return at == text_.size() && Behind(then, at);
      case Piece::Kind::kWordEdge:
        return (at > 0 && WordAt(at - 1)) != WordAt(at) && Behind(then, at);
    }
    return false;
  }

  bool Sequence(const Piece& piece, uint32_t i, uint32_t at, const Then& then) {
    if (++steps_ > kMostSteps) return false;
    for (; i < piece.count; ++i) {
      const Piece& child = Child(piece, i);
      if (const uint32_t group = GroupOf(p_, child); group < kMostGroups) {
        const Then rest{Then::Kind::kSequence, &piece, i + 2, 0, &then};
        const Then close{Then::Kind::kGroup, nullptr, group, at, &rest};
        return Try(p_.children[piece.first + i + 1], at, close);
      }
      if (child.kind != Piece::Kind::kChars) {
        const Then rest{Then::Kind::kSequence, &piece, i + 1, 0, &then};
        return Try(p_.children[piece.first + i], at, rest);
      }
      at = Char(child, at);
      if (at == 0) return false;
    }
    return Behind(then, at);
  }

  bool Repeat(const Piece& piece, uint32_t round, uint32_t at, const Then& then) {
    if (++steps_ > kMostSteps) return false;
    if (round < piece.most && (begins_[piece.first] & MayBegin(at)) != 0) {
      const Then again{Then::Kind::kRepeat, &piece, round + 1, at, &then};
      if (Try(p_.children[piece.first], at, again)) return true;
    }
    return round >= piece.least && Behind(then, at);
  }

  bool Behind(const Then& then, uint32_t at) {
    switch (then.kind) {
      case Then::Kind::kEnd:
        return at == text_.size();
      case Then::Kind::kSequence:
        return Sequence(*then.piece, then.index, at, *then.then);
      case Then::Kind::kRepeat:
        // A round that reads nothing would be followed by others without end.
        if (at == then.begin && then.index > then.piece->least) return false;
        return Repeat(*then.piece, then.index, at, *then.then);
      case Then::Kind::kGroup: {
        NormSpan& group = groups_[then.index];
        const NormSpan before = group;
        group = {then.begin, at};
        if (Behind(*then.then, at)) return true;
        group = before;
        return false;
      }
    }
    return false;
  }

  const Pattern& p_;
  const uint32_t* const begins_;
  const std::string_view text_;
  const std::span<NormSpan> groups_;
  uint32_t steps_ = 0;
};

}  // namespace

GroupReader::GroupReader(std::string_view pattern) {
  if (!Parse(Marked(pattern, &groups_), &pattern_) || groups_ > kMostGroups) return;
  std::vector<uint32_t> begins;  // by piece; a piece stands behind its children
  uint32_t marks = 0;
  for (const Piece& piece : pattern_.pieces) {
    uint32_t all = 0;
    const uint32_t* const child = pattern_.children.data() + piece.first;
    switch (piece.kind) {
      case Piece::Kind::kChars:
        all = GroupOf(pattern_, piece) < kMostGroups ? kNothing : BeginsOfChars(pattern_, piece);
        break;
      case Piece::Kind::kSequence:
        all = kNothing;
        for (uint32_t i = 0; i < piece.count; ++i) {
          if ((all & kNothing) != 0) all = (all & ~kNothing) | begins[child[i]];
          if (GroupOf(pattern_, pattern_.pieces[child[i]]) >= kMostGroups) continue;
          if (i + 1 == piece.count) return;  // the rule's own
          const Piece& group = pattern_.pieces[child[i + 1]];
          if (group.kind == Piece::Kind::kRepeat && group.most > 1) return;
          ++marks;
        }
        break;
      case Piece::Kind::kChoice:
        for (uint32_t i = 0; i < piece.count; ++i) all |= begins[child[i]];
        break;
      case Piece::Kind::kRepeat:
        all = begins[child[0]] | (piece.least == 0 ? kNothing : 0);
        break;
      case Piece::Kind::kTextBegin:
      case Piece::Kind::kTextEnd:
      case Piece::Kind::kWordEdge:
        all = kNothing;
        break;
    }
    begins.push_back(all);
  }
  begins_.reserve(pattern_.children.size());
  for (const uint32_t child : pattern_.children) begins_.push_back(begins[child]);
  understood_ = marks == groups_;
}

bool GroupReader::Read(std::string_view text, std::span<NormSpan> groups) const {
  return understood_ && groups.size() == groups_ && Walk(pattern_, begins_, text, groups).Run();
}

}  // namespace presscut::match
