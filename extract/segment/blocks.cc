#include "extract/segment/blocks.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "extract/segment/words.h"

namespace presscut::segment {
namespace {

struct Line {
  uint32_t first, last;  // tokens
  bool blank;            // a blank line stands before it
  bool indented;         // two or more spaces stand before it
};

// Words that keep their small letter in a headline in title case, of four
// letters or more.
constexpr auto kSmallWords =
    MakeWordSet("after", "amid", "from", "into", "over", "than", "that", "upon", "when", "with");
constexpr uint32_t kLongestSmallWord = 5;

// A line that ends in one of these goes on in the next: "the Royal College of / Nursing".
constexpr auto kOpenEnds = MakeWordSet("a", "an", "and", "at", "by", "for", "from", "in", "of",
                                       "or", "that", "the", "to", "with");

bool IsBullet(std::string_view norm, const Token& t) {
  const std::string_view s = norm.substr(t.begin, t.length);
  return s == "-" || s == "*" || s == "•" || s == "⁃" || s == "▪" || s == "●" || s == "◦" ||
         s == "‣" || s == "■" || s == "·";
}

// `starts`: the first token of each line but the first.
std::vector<Line> FindLines(std::string_view norm, const std::vector<Token>& tokens,
                            const std::vector<uint32_t>& starts) {
  std::vector<Line> lines;
  const uint32_t size = static_cast<uint32_t>(tokens.size());
  if (size > 0) lines.push_back({0, size, true, false});
  for (const uint32_t i : starts) {
    lines.back().last = i;
    const std::string_view gap =
        norm.substr(tokens[i - 1].end(), tokens[i].begin - tokens[i - 1].end());
    const size_t last_end = gap.rfind('\n');
    const bool blank = last_end != std::string_view::npos && gap.find('\n') != last_end;
    lines.push_back({i, size, blank, gap.size() - last_end > 2});
  }
  return lines;
}

uint32_t LengthOf(const std::vector<Token>& tokens, const Line& line) {
  return tokens[line.last - 1].end() - tokens[line.first].begin;
}

// The width to which the article's lines are wrapped; 0 where they are not. `blank` asks about
// lines that have a blank one between them, as scrapers leave them, which takes more to believe.
uint32_t WrapWidth(std::string_view norm, const std::vector<Token>& tokens,
                   const std::vector<Line>& lines, bool blank) {
  std::vector<uint32_t> lengths;
  size_t open = 0;   // lines that end without a stop
  size_t small = 0;  // … and go on in small letters
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].blank != blank) continue;
    lengths.push_back(LengthOf(tokens, lines[i]));
    if (EndsWithStop(norm, tokens, lines[i].first, lines[i].last)) continue;
    ++open;
    const Token& next = tokens[lines[i + 1].first];
    small += next.Is(kWord) && !next.Is(kCapital);
  }
  if (lengths.size() < (blank ? 6u : 3u) || open * 2 < lengths.size()) return 0;
  if (blank && small * 10 < lengths.size() * 4) return 0;
  const auto high = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 9 / 10);
  std::nth_element(lengths.begin(), high, lengths.end());
  const uint32_t width = *high;
  if (width < 40 || width > 100) return 0;
  const auto full = std::count_if(lengths.begin(), lengths.end(), [&](uint32_t length) {
    return length * 10 >= width * 7 && length * 10 <= width * 12;
  });
  return static_cast<size_t>(full) * 10 >= lengths.size() * 6 ? width : 0;
}

// Whether `next`, which follows `line` without a blank line, goes on with its
// paragraph.
bool GoesOn(std::string_view norm, const std::vector<Token>& tokens, const Line& line,
            const Line& next, uint32_t width) {
  if (BeginsWithListMark(norm, tokens, next.first, next.last)) return false;
  const uint32_t length = LengthOf(tokens, line);
  const bool stop = EndsWithStop(norm, tokens, line.first, line.last);
  const Token& begin = tokens[next.first];
  const bool small = begin.Is(kWord) && !begin.Is(kCapital);
  const bool open = kOpenEnds.Has(LowerWord(norm, tokens[line.last - 1]));
  if (next.blank) return width != 0 && !stop && length * 10 >= width * 6;
  if (width != 0) {
    if (next.indented && !line.indented) return false;
    return length * 10 >= width * 6 || (small && !stop);
  }
  return (small || open) && !stop && length >= 40;
}

void SetCase(std::string_view norm, const std::vector<Token>& tokens, Block* block) {
  // Nobody writes a headline of more words.
  constexpr uint32_t kLongestHeadline = 60;
  // Bits are added up without jumps: one word says nothing about the next.
  const auto has = [](const Token& t, uint16_t flag) -> uint32_t {
    return t.flags >> std::countr_zero(flag) & 1u;
  };
  const auto capital = [&](const Token& t) { return has(t, kCapital) | has(t, kInnerCapital); };
  const Token& first = tokens[block->first];
  uint32_t words = has(first, kWord) & (first.length >= 2);  // of two letters or more
  uint32_t caps = words & has(first, kAllCaps);              // … all of them capitals
  uint32_t large = words;                                    // that title case gives a capital
  uint32_t raised = words & capital(first);                  // … and that have it
  for (uint32_t i = block->first + 1; i < block->last; ++i) {
    const Token& t = tokens[i];
    const uint32_t word = has(t, kWord) & (t.length >= 2);
    uint32_t wants = word & (t.length >= 4);
    if ((wants & ~capital(t) & (t.length <= kLongestSmallWord)) != 0) {
      wants = !kSmallWords.Has(LowerWord(norm, t));
    }
    words += word;
    caps += word & has(t, kAllCaps);
    large += wants;
    raised += wants & capital(t);
    // Running text shows within its first words that it is neither.
    if (words > 12 && caps * 2 < words && raised * 2 < large) return;
  }
  block->capitals = words > 0 && caps * 100 >= words * 85;
  if (block->last - block->first > kLongestHeadline) return;
  const bool stop = EndsWithStop(norm, tokens, block->first, block->last);
  block->title_case = !block->capitals && large >= (stop ? 4u : 2u) && raised * 100 >= large * 88;
}

}  // namespace

bool BeginsWithListMark(std::string_view norm, const std::vector<Token>& tokens, uint32_t first,
                        uint32_t last) {
  if (last - first < 2) return false;
  const Token& t = tokens[first];
  if (t.Is(kMark)) return tokens[first + 1].Is(kSpaceBefore) && IsBullet(norm, t);
  if (!t.Is(kNumber) || t.length > 2 || last - first < 3) return false;
  const char c = norm[tokens[first + 1].begin];
  return (c == '.' || c == ')') && !tokens[first + 1].Is(kSpaceBefore) &&
         tokens[first + 2].Is(kSpaceBefore);
}

bool EndsWithStop(std::string_view norm, const std::vector<Token>& tokens, uint32_t first,
                  uint32_t last) {
  for (uint32_t i = last; i > first; --i) {
    const Token& t = tokens[i - 1];
    if (t.Is(kStops)) return true;
    if (!t.Is(kMark)) return false;
    const char c = norm[t.begin];
    if (c == '.' || c == '!' || c == '?') return true;
    if (!t.Is(kQuote) && c != ')' && c != ']') return false;
  }
  return false;
}

void FindBlocks(std::string_view norm, Segments* segments) {
  const std::vector<Token>& tokens = segments->tokens;
  const std::vector<Line> lines = FindLines(norm, tokens, segments->lines);
  const uint32_t widths[] = {WrapWidth(norm, tokens, lines, false),
                             WrapWidth(norm, tokens, lines, true)};
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && GoesOn(norm, tokens, lines[i - 1], lines[i], widths[lines[i].blank ? 1 : 0])) {
      segments->blocks.back().last = lines[i].last;
      continue;
    }
    Block block;
    block.first = lines[i].first;
    block.last = lines[i].last;
    segments->blocks.push_back(block);
  }
  for (Block& block : segments->blocks) {
    block.span = {tokens[block.first].begin, tokens[block.last - 1].end()};
    SetCase(norm, tokens, &block);
  }
}

}  // namespace presscut::segment
