#include "extract/match/automaton.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <string>

#include "extract/text/unicode.h"

namespace presscut::match {
namespace {

void SetBytes(uint32_t from, uint32_t to, std::array<uint64_t, 4>* bytes) {
  for (uint32_t b = from; b <= to; ++b) (*bytes)[b / 64] |= uint64_t{1} << (b % 64);
}
bool HasByte(const std::array<uint64_t, 4>& bytes, uint32_t b) {
  return (bytes[b / 64] >> (b % 64) & 1) != 0;
}

}  // namespace

uint32_t Automaton::SetOf(const Bytes& bytes) {
  const auto [at, added] = set_of_.try_emplace(bytes, static_cast<uint32_t>(sets_.size()));
  if (added) sets_.push_back(bytes);
  return at->second;
}

// Characters from..to, beyond ASCII, as rows of bytes: the range is cut where the length of a
// character or the reach of its last bytes changes, until every byte has a range of its own.
uint32_t Automaton::EmitBytes(uint32_t from, uint32_t to, uint32_t next) {
  for (const uint32_t last : {0x7FFu, 0xFFFFu}) {
    if (from <= last && last < to) {
      const uint32_t second = EmitBytes(last + 1, to, next);
      return AddNode({Node::Kind::kSplit, EmitBytes(from, last, next), second});
    }
  }
  for (const uint32_t low : {0x3Fu, 0xFFFu, 0x3FFFFu}) {
    if ((from & ~low) == (to & ~low)) continue;
    if ((from & low) != 0) {
      const uint32_t second = EmitBytes((from | low) + 1, to, next);
      return AddNode({Node::Kind::kSplit, EmitBytes(from, from | low, next), second});
    }
    if ((to & low) != low) {
      const uint32_t second = EmitBytes(to & ~low, to, next);
      return AddNode({Node::Kind::kSplit, EmitBytes(from, (to & ~low) - 1, next), second});
    }
  }
  std::string a, b;
  text::Append(from, &a);
  text::Append(to, &b);
  for (size_t i = 0; i < a.size(); ++i) {
    const size_t at = direction_ == Direction::kForward ? a.size() - 1 - i : i;
    Bytes bytes{};
    SetBytes(static_cast<uint8_t>(a[at]), static_cast<uint8_t>(b[at]), &bytes);
    next = AddNode({Node::Kind::kBytes, next, SetOf(bytes)});
  }
  return next;
}

uint32_t Automaton::EmitChars(const Pattern& pattern, const Piece& piece, uint32_t next) {
  uint32_t& known = set_of_piece_[static_cast<size_t>(&piece - pattern.pieces.data())];
  if (known != 0) return AddNode({Node::Kind::kBytes, next, known - 1});
  Bytes ascii{};
  uint32_t all = ~uint32_t{0};
  const auto join = [&](uint32_t way) {
    all = all == ~uint32_t{0} ? way : AddNode({Node::Kind::kSplit, way, all});
  };
  for (uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
    const CharRange r = pattern.ranges[i];
    if (r.from < 0x80) SetBytes(r.from, std::min(r.to, 0x7Fu), &ascii);
    if (r.to >= 0x80) join(EmitBytes(std::max(r.from, 0x80u), r.to, next));
  }
  if (ascii != Bytes{} || piece.count == 0) join(AddNode({Node::Kind::kBytes, next, SetOf(ascii)}));
  return all;
}

// One of the ways, then `next`. Words that begin with the same letters share them, so that the sets
// of nodes stay small where a list has hundreds of words. REQUIRES: a way of several pieces only
// when they are read forward.
uint32_t Automaton::EmitWays(const Pattern& pattern, std::vector<Way> ways, uint32_t next) {
  std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) {
    return (a.empty() ? 0 : a.front() + 1) < (b.empty() ? 0 : b.front() + 1);
  });
  uint32_t all = ~uint32_t{0};
  for (size_t i = 0; i < ways.size();) {
    size_t end = i + 1;
    uint32_t way = next;
    if (!ways[i].empty()) {
      const uint32_t first = ways[i].front();
      while (end < ways.size() && ways[end].front() == first) ++end;
      std::vector<Way> rest;
      for (size_t w = i; w < end; ++w) rest.push_back(ways[w].subspan(1));
      way = Emit(
          pattern, first,
          rest.size() == 1 && rest[0].empty() ? next : EmitWays(pattern, std::move(rest), next));
    }
    all = all == ~uint32_t{0} ? way : AddNode({Node::Kind::kSplit, way, all});
    i = end;
  }
  return all;
}

// The node from which `piece` is read, then `next`.
uint32_t Automaton::Emit(const Pattern& pattern, uint32_t at, uint32_t next) {
  const Piece& piece = pattern.pieces[at];
  const uint32_t* children = pattern.children.data() + piece.first;
  const bool forward = direction_ == Direction::kForward;
  switch (piece.kind) {
    case Piece::Kind::kChars:
      return EmitChars(pattern, piece, next);
    case Piece::Kind::kSequence:
      for (uint32_t i = 0; i < piece.count; ++i) {
        next = Emit(pattern, children[forward ? piece.count - 1 - i : i], next);
      }
      return next;
    case Piece::Kind::kChoice: {
      std::vector<Way> ways(piece.count);
      for (uint32_t i = 0; i < piece.count; ++i) {
        const Piece& child = pattern.pieces[children[i]];
        const bool row = forward && child.kind == Piece::Kind::kSequence;
        ways[i] =
            row ? Way(pattern.children.data() + child.first, child.count) : Way(children + i, 1);
      }
      return EmitWays(pattern, std::move(ways), next);
    }
    case Piece::Kind::kRepeat: {
      if (piece.most == kForever) {
        const uint32_t loop = AddNode({Node::Kind::kSplit, 0, next});
        nodes_[loop].out = Emit(pattern, children[0], loop);
        next = loop;
      } else {
        const uint32_t after = next;
        for (uint32_t i = piece.least; i < piece.most; ++i) {
          next = AddNode({Node::Kind::kSplit, Emit(pattern, children[0], next), after});
        }
      }
      for (uint32_t i = 0; i < piece.least; ++i) next = Emit(pattern, children[0], next);
      return next;
    }
    case Piece::Kind::kTextBegin:
      return AddNode({forward ? Node::Kind::kTextBegin : Node::Kind::kTextEnd, next});
    case Piece::Kind::kTextEnd:
      return AddNode({forward ? Node::Kind::kTextEnd : Node::Kind::kTextBegin, next});
    case Piece::Kind::kWordEdge:
      return AddNode({Node::Kind::kWordEdge, next});
  }
  return next;
}

// About how many nodes a piece becomes.
uint64_t Automaton::SizeOf(const Pattern& pattern, uint32_t at) {
  const Piece& piece = pattern.pieces[at];
  if (piece.kind == Piece::Kind::kChars) return piece.count + 1;
  uint64_t size = 1;
  for (uint32_t i = piece.first; i < piece.first + piece.count; ++i) {
    size += SizeOf(pattern, pattern.children[i]);
  }
  if (piece.kind == Piece::Kind::kRepeat) {
    size *= std::max({piece.least, piece.most == kForever ? 0 : piece.most, 1u});
  }
  return std::min(size, 2 * kMostNodes);
}

bool Automaton::Add(const Pattern& pattern, uint32_t number, bool whole_words) {
  if (SizeOf(pattern, pattern.root) > kMostNodes) return false;
  set_of_piece_.assign(pattern.pieces.size(), 0);
  uint32_t end = AddNode({Node::Kind::kEnd, 0, number});
  if (whole_words) end = AddNode({Node::Kind::kWordEnd, end});
  starts_.push_back(Emit(pattern, pattern.root, end));
  return true;
}

void Automaton::Compile() {
  // Two bytes are of one class when every set has both or neither, and the looks see no difference.
  std::vector<Bytes> cuts = sets_;
  for (const std::string_view word :
       {std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
        std::string_view("_")}) {
    Bytes bytes{};
    for (const char c : word) SetBytes(static_cast<uint8_t>(c), static_cast<uint8_t>(c), &bytes);
    cuts.push_back(bytes);
  }
  for (uint32_t b = 0; b < 256; ++b) {
    kind_of_[b] = HasByte(cuts[cuts.size() - 2], b) ? kAlphanumeric
                  : HasByte(cuts.back(), b)         ? kUnderscore
                                                    : kMark;
  }
  uint32_t classes = 1;
  for (const Bytes& cut : cuts) {
    std::array<std::array<uint16_t, 2>, 256>
        renamed{};  // class, whether the cut has it -> class + 1
    classes = 0;
    for (uint32_t b = 0; b < 256; ++b) {
      uint16_t& cls = renamed[class_of_[b]][HasByte(cut, b) ? 1 : 0];
      if (cls == 0) cls = static_cast<uint16_t>(++classes);
      class_of_[b] = static_cast<uint8_t>(cls - 1);
    }
  }
  kind_of_class_.resize(classes);
  set_has_.assign(sets_.size(), std::vector<bool>(classes));
  std::vector<uint8_t> byte_of(classes);  // one of each class
  for (uint32_t b = 0; b < 256; ++b) byte_of[class_of_[b]] = static_cast<uint8_t>(b);
  for (uint32_t c = 0; c < classes; ++c) {
    kind_of_class_[c] = static_cast<Byte>(kind_of_[byte_of[c]]);
    for (size_t s = 0; s < sets_.size(); ++s) set_has_[s][c] = HasByte(sets_[s], byte_of[c]);
  }
  stride_ = kKinds + classes;
  set_of_.clear();
  set_of_piece_.clear();
}

void Automaton::Reset(Cache* cache) const {
  cache->rows.assign(stride_, 0);  // the dead state: nothing ends there, every byte stays there
  cache->states.assign(1, {});
  cache->heads.clear();
  cache->nodes.clear();
  cache->found.clear();
  cache->ends.assign(1, {});
  cache->ends_found.clear();
  cache->seen.assign(nodes_.size(), 0);
  cache->round = 0;
  cache->set.clear();
  ++cache->round;
  for (const uint32_t start : starts_) Spread(start, 0, kMark, false, cache);
  // The start is the state behind the dead one, even where no pattern was added.
  [[maybe_unused]] const uint32_t start = StateOf(kAtBegin, cache);
  assert((start & ~kSomeEnd) == (kStart & ~kSomeEnd));
}

// Takes the steps of a head that is new, and remembers where they lead, unless a match may end
// among them.
void Automaton::ReadHead(std::string_view text, Head head, Cache* cache) const {
  assert(direction_ == Direction::kForward && head.key < kMostHeads && head.length <= text.size());
  if (head.key >= cache->heads.size()) {
    cache->heads.resize(std::min<size_t>(kMostHeads, std::bit_ceil(head.key + 1)));
  }
  uint32_t state = kStart;
  for (const char c : text.substr(0, head.length)) {
    const uint8_t byte = static_cast<uint8_t>(c);
    if (kind_of_[byte] != kAlphanumeric) return;
    if (state == kDead) continue;
    const uint32_t from = state & ~kSomeEnd;
    state = cache->rows[from * stride_ + kKinds + class_of_[byte]];
    if (state == kUnknown) state = Step(from, class_of_[byte], cache);
  }
  cache->heads[head.key] = {static_cast<uint16_t>(head.length), static_cast<uint16_t>(state)};
}

// Adds to the set what can be reached from a node without reading a byte. Looks stay in it until
// they are settled.
void Automaton::Spread(uint32_t node, uint8_t before, Byte next, bool settle, Cache* cache) const {
  std::vector<uint32_t>& stack = cache->stack;
  stack.push_back(node);
  while (!stack.empty()) {
    const uint32_t at = stack.back();
    stack.pop_back();
    if (cache->seen[at] == cache->round) continue;
    cache->seen[at] = cache->round;
    const Node& n = nodes_[at];
    if (n.kind == Node::Kind::kSplit) {
      stack.push_back(n.more);
      stack.push_back(n.out);
      continue;
    }
    if (n.kind == Node::Kind::kBytes || n.kind == Node::Kind::kEnd || !settle) {
      cache->set.push_back(at);
      continue;
    }
    const bool word_next = next == kAlphanumeric || next == kUnderscore;
    const bool holds = n.kind == Node::Kind::kTextBegin  ? (before & kAtBegin) != 0
                       : n.kind == Node::Kind::kTextEnd  ? next == kOver
                       : n.kind == Node::Kind::kWordEdge ? ((before & kAfterWord) != 0) != word_next
                                                         : next != kAlphanumeric;
    if (holds) stack.push_back(n.out);
  }
}

// The state that is the set.
uint32_t Automaton::StateOf(uint8_t before, Cache* cache) const {
  std::vector<uint32_t>& set = cache->set;
  if (set.empty() && cache->states.size() > 1) return kDead;
  std::sort(set.begin(), set.end());
  bool looks_back = false, ends = false;
  uint64_t hash = 14695981039346656037u;
  for (const uint32_t node : set) {
    hash = (hash ^ node) * 1099511628211u;
    const Node::Kind kind = nodes_[node].kind;
    looks_back = looks_back || kind == Node::Kind::kWordEdge || kind == Node::Kind::kTextBegin;
    ends = ends || kind != Node::Kind::kBytes;
  }
  if (!looks_back) before = 0;
  hash ^= before;
  const auto [begin, end] = cache->found.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    const Cache::State& state = cache->states[at->second];
    if (state.before == before && state.count == set.size() &&
        std::equal(set.begin(), set.end(), cache->nodes.begin() + state.first)) {
      return at->second | (ends ? kSomeEnd : 0);
    }
  }
  const uint32_t index = static_cast<uint32_t>(cache->states.size());
  cache->found.emplace(hash, index);
  const uint32_t first = static_cast<uint32_t>(cache->nodes.size());
  cache->nodes.insert(cache->nodes.end(), set.begin(), set.end());
  cache->states.push_back({first, static_cast<uint32_t>(set.size()), before});
  const size_t row = cache->rows.size();
  cache->rows.resize(row + stride_, static_cast<uint16_t>(kUnknown));
  for (uint32_t kind = 0; kind < kKinds; ++kind) {
    cache->rows[row + kind] =
        static_cast<uint16_t>(ends ? EndsFor(static_cast<Byte>(kind), index, cache) : 0);
  }
  return index | (ends ? kSomeEnd : 0);
}

// The list of the patterns that end in the state when a byte of that kind is next.
uint32_t Automaton::EndsFor(Byte next, uint32_t index, Cache* cache) const {
  const Cache::State state = cache->states[index];
  cache->set.clear();
  ++cache->round;
  for (uint32_t i = 0; i < state.count; ++i) {
    Spread(cache->nodes[state.first + i], state.before, next, true, cache);
  }
  std::vector<uint32_t>& numbers = cache->numbers;
  numbers.clear();
  for (const uint32_t node : cache->set) {
    if (nodes_[node].kind == Node::Kind::kEnd) numbers.push_back(nodes_[node].more);
  }
  if (numbers.empty()) return 0;
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const auto [at, added] =
      cache->ends_found.try_emplace(numbers, static_cast<uint32_t>(cache->ends.size()));
  if (added) cache->ends.push_back(numbers);
  return at->second;
}

// Where a byte of the class leads from the state.
uint32_t Automaton::Step(uint32_t from, uint32_t cls, Cache* cache) const {
  const Cache::State state = cache->states[from];
  const Byte kind = kind_of_class_[cls];
  std::vector<uint32_t>& set = cache->set;
  // First what the looks let through, now that the next byte is known …
  set.clear();
  ++cache->round;
  for (uint32_t i = 0; i < state.count; ++i) {
    Spread(cache->nodes[state.first + i], state.before, kind, true, cache);
  }
  // … then what reads the byte.
  std::vector<uint32_t>& read = cache->numbers;
  read.clear();
  for (const uint32_t node : set) {
    const Node& n = nodes_[node];
    if (n.kind == Node::Kind::kBytes && set_has_[n.more][cls]) read.push_back(n.out);
  }
  set.clear();
  ++cache->round;
  for (const uint32_t node : read) Spread(node, 0, kMark, false, cache);
  const uint32_t to = StateOf(kind == kMark ? 0 : kAfterWord, cache);
  cache->rows[from * stride_ + kKinds + cls] = static_cast<uint16_t>(to);
  return to;
}

}  // namespace presscut::match
