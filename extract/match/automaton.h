// Many patterns, one pass: for each pattern, where its longest match from the text's beginning (or
// up to its end, when reversed) leaves off.
//
//   Automaton automaton(Automaton::Direction::kForward);
//   automaton.Add(pattern, /*number=*/7, /*whole_words=*/true);   // false: too large
//   automaton.Compile();
//   Automaton::Cache cache;
//   automaton.Scan("early Jan. 14 things", &cache, [&](uint32_t number, size_t length) {
//     …                                 // each end of each match, shorter ones first
//     return true;                      // go on
//   });
//   // Texts that begin with a word which was read before begin behind it:
//   automaton.Scan("early Jan. 14 things", {.key = word, .length = 5}, &cache, …);
//
// Method: Thompson's construction over bytes, determinised while it reads (K. Thompson, Regular
// expression search algorithm, CACM 1968; R. Cox, Regular Expression Matching: the Virtual Machine
// Approach, 2009). A look (^, $, \b, the end of a word) is settled when the byte behind it is
// known, so a state remembers whether the byte before was of a word, and a match that ends before a
// byte is seen with it. RE2 stays the reference: tests compare the two on every pattern of the
// rules.
//
// Why not RE2::Set: it says which patterns match but not where, so that each has to be run again;
// it locks and allocates at every call; and it cannot be asked what a match may begin with. Here a
// place where nothing begins costs two or three table look-ups, and a match nothing more.
//
// Cost: a table step a byte until no pattern can match any more, one for all bytes of a head that
// was met before; a state that is met for the first time costs the size of its set. Thread-safety:
// const after Compile; a Cache belongs to one thread. Memory: a Cache is emptied when it has
// kMostStates. Errors: none.

#ifndef PRESSCUT_MATCH_AUTOMATON_H_
#define PRESSCUT_MATCH_AUTOMATON_H_

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/match/pattern.h"

namespace presscut::match {

class Automaton {
 public:
  enum class Direction : uint8_t { kForward, kBackward };
  // The first bytes of a text, by a number of the caller's: the same key and length are always the
  // same bytes. Where each of them is an ASCII letter or digit, their steps are taken once.
  struct Head {
    uint32_t key = 0, length = 0;  // no length: nothing is known
  };
  // The states met so far. Empty at first; never shared between automata.
  class Cache {
   public:
    Cache() = default;

   private:
    friend class Automaton;
    struct Known {
      uint16_t length = 0, state = 0;  // no length: not met yet
    };
    struct State {
      uint32_t first = 0, count = 0;  // its nodes, in nodes
      uint8_t before = 0;             // what stood before, where some look asks for it
    };
    // Row of a state: the list of what ends there for each kind of next byte, then the state that
    // each class of bytes leads to. Two bytes each: what a text needs of them stays in the cache.
    std::vector<uint16_t> rows;
    std::vector<State> states;
    std::vector<Known> heads;  // by key: where they lead to
    std::vector<uint32_t> nodes;
    std::unordered_multimap<uint64_t, uint32_t> found;  // hash of nodes -> state
    std::vector<std::vector<uint32_t>> ends;            // lists of numbers; 0: nothing
    std::map<std::vector<uint32_t>, uint32_t> ends_found;
    // Scratch of Step.
    std::vector<uint32_t> set, stack, numbers;
    std::vector<uint32_t> seen;
    uint32_t round = 0;
  };

  explicit Automaton(Direction direction) : direction_(direction) {}

  // `whole_words`: ends only where the next byte is no ASCII letter or digit. False, and nothing is
  // added, where repetitions within repetitions make the pattern larger than kMostNodes.
  bool Add(const Pattern& pattern, uint32_t number, bool whole_words);
  void Compile();

  // REQUIRES: a text of 2,000 bytes at most; each may add a state to a cache nearly full. With a
  // head: patterns of whole words, read forward, and head.key < kMostHeads.
  template <class Ended>
  void Scan(std::string_view text, Cache* cache, Ended ended) const {
    Scan(text, Head{}, cache, ended);
  }
  template <class Ended>
  void Scan(std::string_view text, Head head, Cache* cache, Ended ended) const {
    if (cache->states.empty() || cache->states.size() > kMostStates) Reset(cache);
    uint32_t state = kStart;
    size_t i = 0;
    if (head.length != 0) {
      if (head.key >= cache->heads.size() || cache->heads[head.key].length == 0) {
        ReadHead(text, head, cache);
      }
      const Cache::Known known = cache->heads[head.key];
      if (known.length == head.length) {
        state = known.state;
        i = known.length;
        if (state == kDead) return;
      }
    }
    for (;; ++i) {
      const bool over = i == text.size();
      const unsigned char byte = over ? 0
                                      : static_cast<unsigned char>(direction_ == Direction::kForward
                                                                       ? text[i]
                                                                       : text[text.size() - 1 - i]);
      const uint16_t* row = cache->rows.data() + (state & ~kSomeEnd) * stride_;
      if ((state & kSomeEnd) != 0) {
        const uint32_t list = row[over ? uint32_t{kOver} : kind_of_[byte]];
        if (list != 0) {
          for (const uint32_t number : cache->ends[list]) {
            if (!ended(number, i)) return;
          }
        }
      }
      if (over) return;
      const uint32_t cls = class_of_[byte];
      uint32_t next = row[kKinds + cls];
      if (next == kUnknown) next = Step(state & ~kSomeEnd, cls, cache);
      if (next == kDead) return;
      state = next;
    }
  }

  static constexpr uint32_t kMostHeads = 1u << 17;

  // Whether no pattern matches at the beginning of a text, as far as its head and its first byte
  // tell and that was met before. Costs two look-ups.
  bool Dead(char first, Head head, const Cache& cache) const {
    if (cache.states.empty()) return false;
    const uint32_t cls = class_of_[static_cast<unsigned char>(first)];
    if (cache.rows[(kStart & ~kSomeEnd) * stride_ + kKinds + cls] == kDead) return true;
    if (head.length == 0 || head.key >= cache.heads.size()) return false;
    const Cache::Known known = cache.heads[head.key];
    return known.length == head.length && known.state == kDead;
  }

 private:
  // Kinds of bytes that a look tells apart.
  enum Byte : uint8_t { kAlphanumeric, kUnderscore, kMark, kOver };
  static constexpr uint32_t kKinds = 4;
  static constexpr uint32_t kSomeEnd = 1u << 15;  // on a state: something may end there
  static constexpr uint32_t kDead = 0, kStart = 1 | kSomeEnd, kUnknown = kSomeEnd - 1;
  // Below what two bytes can number: a scan is never interrupted to empty the cache.
  static constexpr size_t kMostStates = 30'000;
  static constexpr uint64_t kMostNodes = 200'000;
  // What stood before a state.
  static constexpr uint8_t kAtBegin = 1, kAfterWord = 2;

  struct Node {
    enum class Kind : uint8_t { kBytes, kSplit, kTextBegin, kTextEnd, kWordEdge, kWordEnd, kEnd };
    Kind kind;
    uint32_t out = 0;
    uint32_t more = 0;  // kBytes: the set; kSplit: the second way; kEnd: the number
  };
  using Bytes = std::array<uint64_t, 4>;

  uint32_t AddNode(Node node) {
    nodes_.push_back(node);
    return static_cast<uint32_t>(nodes_.size() - 1);
  }
  static uint64_t SizeOf(const Pattern& pattern, uint32_t piece);
  uint32_t SetOf(const Bytes& bytes);
  uint32_t Emit(const Pattern& pattern, uint32_t piece, uint32_t next);
  using Way = std::span<const uint32_t>;  // pieces in a row
  uint32_t EmitWays(const Pattern& pattern, std::vector<Way> ways, uint32_t next);
  uint32_t EmitChars(const Pattern& pattern, const Piece& piece, uint32_t next);
  uint32_t EmitBytes(uint32_t from, uint32_t to, uint32_t next);

  void Reset(Cache* cache) const;
  void ReadHead(std::string_view text, Head head, Cache* cache) const;
  void Spread(uint32_t node, uint8_t before, Byte next, bool settle, Cache* cache) const;
  uint32_t Step(uint32_t from, uint32_t cls, Cache* cache) const;
  uint32_t StateOf(uint8_t before, Cache* cache) const;
  uint32_t EndsFor(Byte next, uint32_t state, Cache* cache) const;

  Direction direction_;
  std::vector<Node> nodes_;
  std::vector<uint32_t> starts_;
  std::vector<Bytes> sets_;
  std::map<Bytes, uint32_t> set_of_;
  std::vector<uint32_t> set_of_piece_;  // of the pattern being added: set + 1, where one is all
  std::array<uint8_t, 256> class_of_{};
  std::array<uint8_t, 256> kind_of_{};
  std::vector<Byte> kind_of_class_;
  std::vector<std::vector<bool>> set_has_;  // set, class
  uint32_t stride_ = 0;
};

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_AUTOMATON_H_
