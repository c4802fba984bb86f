#include "extract/kinds/quote/pairing.h"

#include <algorithm>
#include <string_view>

namespace presscut::quote {
namespace {

using segment::Block;
using segment::Role;
using segment::Segments;
using segment::Token;

constexpr uint32_t kNone = ~uint32_t{0};
constexpr uint32_t kLookAhead =
    2000;  // tokens a single mark may look ahead for the one that closes it

class Pairer {
 public:
  Pairer(const text::Text& text, const Segments& segments, std::vector<Stretch>* out)
      : text_(text), segments_(segments), out_(*out) {}

  void Run() {
    for (uint32_t b = 0; b < segments_.blocks.size(); ++b) {
      const Role role = segments_.blocks[b].role;
      if (role == Role::kStamp || role == Role::kFurniture) continue;
      PairBlock(b);
    }
  }

 private:
  char Char(const Token& token) const { return text_.norm()[token.begin]; }
  bool IsDouble(uint32_t t) const {
    return segments_.tokens[t].Is(segment::kQuote) && Char(segments_.tokens[t]) == '"';
  }
  bool IsSingle(uint32_t t) const {
    return segments_.tokens[t].Is(segment::kQuote) && Char(segments_.tokens[t]) == '\'';
  }
  // White space, or the block's end, stands behind the token.
  bool SpaceAfter(uint32_t t, const Block& block) const {
    return t + 1 >= block.last || segments_.tokens[t + 1].Is(segment::kSpaceBefore);
  }
  bool SpaceBefore(uint32_t t, const Block& block) const {
    return t == block.first || segments_.tokens[t].Is(segment::kSpaceBefore);
  }
  // Stands behind something a quotation may directly follow: a bracket, a dash, a colon, another
  // mark.
  bool AfterOpener(uint32_t t, const Block& block) const {
    if (SpaceBefore(t, block)) return true;
    const Token& before = segments_.tokens[t - 1];
    if (!before.Is(segment::kMark)) return false;
    const std::string_view mark = text_.Norm(before.span());
    return mark == "(" || mark == "[" || mark == "-" || mark == "—" || mark == ":" ||
           mark == "\"" || mark == "'";
  }

  bool Opens(uint32_t t, const Block& block) const {
    const Token& token = segments_.tokens[t];
    if (token.Is(segment::kOpens)) return t + 1 < block.last;
    if (SpaceAfter(t, block) || !AfterOpener(t, block)) return false;
    // A closing curly mark that stands where only an opening one can was typed the wrong way round.
    return !token.Is(segment::kCloses) || IsDouble(t);
  }
  // The closing mark of a curly pair inside a straight one ("… isn't about “equal justice” anymore
  // …"); kNone: no such pair begins at t.
  uint32_t NestedClose(uint32_t open, uint32_t t, const Block& block) const {
    const Token& outer = segments_.tokens[open];
    if (outer.Is(segment::kOpens | segment::kCloses) || !segments_.tokens[t].Is(segment::kOpens))
      return kNone;
    const uint32_t end = std::min(block.last, t + kLookAhead);
    for (uint32_t n = t + 1; n < end; ++n) {
      if (!IsDouble(n)) continue;
      return segments_.tokens[n].Is(segment::kCloses) ? n : kNone;
    }
    return kNone;
  }
  // Whether a double mark inside an open stretch opens anew rather than closes.
  bool OpensAgain(uint32_t t, const Block& block) const {
    const Token& token = segments_.tokens[t];
    // An opening mark that stands where only a closing one can was typed the wrong way round.
    if (token.Is(segment::kOpens)) return SpaceBefore(t, block) || !SpaceAfter(t, block);
    if (token.Is(segment::kCloses)) return false;
    return !SpaceAfter(t, block) && SpaceBefore(t, block);
  }
  // An inch or second mark: a number directly before it, and no stretch that it could close.
  bool AfterNumber(uint32_t t, const Block& block) const {
    return t > block.first && !SpaceBefore(t, block) &&
           segments_.tokens[t - 1].Is(segment::kNumber);
  }

  bool IsWord(uint32_t t) const { return segments_.tokens[t].Is(segment::kWord); }
  bool EndsInS(uint32_t t) const {
    const Token& token = segments_.tokens[t];
    const char c = text_.norm()[token.end() - 1];
    return token.Is(segment::kWord) && (c == 's' || c == 'S' || c == 'z' || c == 'x');
  }
  bool EndsClause(uint32_t t) const {
    const Token& token = segments_.tokens[t];
    if (!token.Is(segment::kMark)) return false;
    const char c = Char(token);
    return c == ',' || c == '.' || c == '!' || c == '?' || c == ')' ||
           text_.Norm(token.span()) == "—";
  }

  // The single mark that closes the one at `open`, in its block; kNone: there is none, it is an
  // apostrophe.
  uint32_t ClosingSingle(uint32_t open, const Block& block) const {
    uint32_t weak = kNone;
    const uint32_t end = std::min(block.last, open + kLookAhead);
    for (uint32_t t = open + 1; t < end; ++t) {
      if (IsDouble(t) && !SpaceBefore(t, block) && SpaceAfter(t, block) && weak != kNone) break;
      // 'the doctors' … 'a farce': another one opens, so the first was closed.
      if (weak != kNone && IsSingle(t) && SpaceBefore(t, block) && OpensSingle(t, block)) break;
      if (!IsSingle(t) || SpaceBefore(t, block) || segments_.tokens[t].Is(segment::kOpens))
        continue;
      if (t == open + 1) return kNone;
      const bool joined = t + 1 < block.last &&
                          !segments_.tokens[t + 1].Is(segment::kSpaceBefore) &&
                          !segments_.tokens[t + 1].Is(segment::kMark);
      if (joined) continue;
      if (EndsClause(t - 1)) return t;
      // "the doctors' strike": behind an s and before another word it is taken for an apostrophe as
      // long as a better mark may come.
      const bool possessive = EndsInS(t - 1) && t + 1 < block.last && IsWord(t + 1);
      if (!possessive) return t;
      if (weak == kNone) weak = t;
    }
    return weak;
  }
  bool OpensSingle(uint32_t t, const Block& block) const {
    const Token& token = segments_.tokens[t];
    if (t + 1 >= block.last || SpaceAfter(t, block) || !AfterOpener(t, block)) return false;
    if (token.Is(segment::kCloses)) return false;
    const Token& next = segments_.tokens[t + 1];
    if (next.Is(segment::kNumber)) {
      // '90s, '05
      const uint32_t after = t + 2;
      if (next.length == 2 &&
          (after >= block.last || segments_.tokens[after].Is(segment::kSpaceBefore) ||
           text_.Norm(segments_.tokens[after].span()) == "s")) {
        return false;
      }
    }
    const std::string_view word = text_.Norm(next.span());
    return word != "em" && word != "til" && word != "tis" && word != "twas" && word != "cause" &&
           word != "n" && word != "round";
  }

  void Push(uint32_t open, uint32_t last, uint32_t b, bool closed, bool continues, bool single) {
    Stretch s;
    s.open = open;
    s.first = open + 1;
    s.last = last;
    s.block = b;
    s.closed = closed;
    s.continues = continues;
    s.single = single;
    if (s.first >= s.last) return;
    s.span = {segments_.tokens[s.first].begin, segments_.tokens[s.last - 1].end()};
    out_.push_back(s);
  }

  // The next block may carry a quotation on: it opens with the same kind of mark, and is of the
  // same section, which headlines and subheadings part. "Advertisement" parts nothing.
  bool NextOpensToo(uint32_t b, bool single) const {
    uint32_t n = b + 1;
    while (n < segments_.blocks.size() && segments_.blocks[n].role == Role::kFurniture) ++n;
    if (n >= segments_.blocks.size()) return false;
    const Block& next = segments_.blocks[n];
    if (next.first >= next.last || next.role != segments_.blocks[b].role) return false;
    return single ? IsSingle(next.first) && !SpaceAfter(next.first, next)
                  : IsDouble(next.first) && !SpaceAfter(next.first, next);
  }

  // Words that may run on over paragraphs, and no piece of the writer's sentence that has lost its
  // closing mark: … called it "a waste of money.
  bool OpensSpeech(uint32_t open, const Block& block) const {
    return open == block.first || segments_.tokens[open + 1].Is(segment::kCapital) ||
           !segments_.tokens[open - 1].Is(segment::kWord);
  }

  void PairBlock(uint32_t b) {
    const Block& block = segments_.blocks[b];
    uint32_t open = kNone;
    bool continues = carries_;
    carries_ = false;
    const Token* const tokens = segments_.tokens.data();
    for (uint32_t t = block.first;; ++t) {
      const Token* at = tokens + t;
      const Token* const last = tokens + block.last;
      while (at < last && !at->Is(segment::kQuote)) ++at;
      if (at >= last) break;
      t = static_cast<uint32_t>(at - tokens);
      if (open == kNone) {
        if (IsDouble(t)) {
          if (AfterNumber(t, block) && !segments_.tokens[t].Is(segment::kOpens)) continue;
          if (!Opens(t, block)) continue;
          open = t;
        } else if (OpensSingle(t, block)) {
          const uint32_t close = ClosingSingle(t, block);
          if (close != kNone) {
            Push(t, close, b, true, continues && t == block.first, true);
            continues = false;
            t = close;
          } else if (t == block.first && NextOpensToo(b, true)) {
            Push(t, block.last, b, false, continues, true);
            carries_ = true;
            return;
          }
        }
        continue;
      }
      if (!IsDouble(t)) continue;
      if (t == open + 1) {
        // "" : an empty pair, or a doubled mark.
        if (Opens(t, block))
          open = t;
        else
          open = kNone;
        continue;
      }
      if (const uint32_t close = NestedClose(open, t, block); close != kNone) {
        t = close;
        continue;
      }
      if (OpensAgain(t, block)) {
        Push(open, t, b, false, continues, false);
        continues = true;
        open = t;
        continue;
      }
      Push(open, t, b, true, continues, false);
      continues = false;
      open = kNone;
    }
    if (open == kNone) return;
    carries_ = NextOpensToo(b, false) && OpensSpeech(open, block);
    Push(open, block.last, b, false, continues, false);
  }

  const text::Text& text_;
  const Segments& segments_;
  std::vector<Stretch>& out_;
  bool carries_ = false;  // the block before ended inside a quotation that this one opens anew
};

}  // namespace

void PairMarks(const text::Text& text, const segment::Segments& segments,
               std::vector<Stretch>* out) {
  out->clear();
  Pairer(text, segments, out).Run();
}

}  // namespace presscut::quote
