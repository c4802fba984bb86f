// Every word that a rule or a word list knows, each with a number: the vocabulary that tokens are
// looked up in, and the word lists themselves, single words as bits, longer entries as a trie over
// word numbers.
//
//   Lexicon lexicon;
//   ListId titles = lexicon.AddList("titles");
//   lexicon.Add(titles, "Lt. Col.", "u");
//   lexicon.Freeze();
//   WordId w = lexicon.Find("mr.");  // by lower-cased form; 0 where nobody knows the word
//   if (lexicon.Has(w, titles)) use(lexicon.Value(w, titles));
//   lexicon.Phrases(segments.tokens, i, [&](const Entry& e, uint32_t tokens) { … });
//
// Words are kept in lower case (a list that cares compares Entry::text with the token). Entries are
// cut into tokens by the same Tokenise() as articles, so "Marks & Spencer" and "Lt. Col." need no
// thought.
//
// Words added first are found fastest: add common ones before rare ones.
//
// Cost: Find is one hash probe; Has is a bit test; Phrases walks only where some entry begins with
// this word. Thread-safety: built by one thread; after Freeze() every method is const and safe from
// several. Errors: none; more than kMaxLists lists is a programmer's error (assert). Lifetime:
// views live as long as the Lexicon.

#ifndef PRESSCUT_SEGMENT_LEXICON_H_
#define PRESSCUT_SEGMENT_LEXICON_H_

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/segment/token.h"

namespace presscut::segment {

using ListId = uint32_t;
inline constexpr uint32_t kMaxLists = 190;

// One line of one word list.
struct Entry {
  ListId list = 0;
  std::string_view text;  // as written in the list
  std::string_view
      value;  // what stands after the first tab; further columns stay inside, tab-separated
};

class Lexicon {
 public:
  Lexicon();

  // Building. REQUIRES: not frozen.
  ListId AddList(std::string_view name);  // the same name gives the same id
  WordId Intern(std::string_view lower);
  void Add(ListId list, std::string_view text, std::string_view value);
  void Freeze();

  // Asking.
  std::string_view ListName(ListId list) const { return list_names_[list]; }
  // kMaxLists where there is no such list.
  ListId FindList(std::string_view name) const;
  uint32_t lists() const { return static_cast<uint32_t>(list_names_.size()); }
  uint32_t words() const { return static_cast<uint32_t>(bits_.size()); }

  WordId Find(std::string_view lower) const { return Find(lower, Hash(lower)); }
  WordId Find(std::string_view lower, uint32_t hash) const;
  std::string_view Spelling(WordId word) const { return spellings_[word]; }

  // Whether the single word is an entry of the list.
  // REQUIRES: list is one of this lexicon, or kMaxLists (then false).
  bool Has(WordId word, ListId list) const {
    return list < kMaxLists && (bits_[word][list / 64] >> (list % 64) & 1) != 0;
  }
  // The entry of a single word in a list; nullptr where it has none.
  const Entry* Get(WordId word, ListId list) const;
  std::string_view Value(WordId word, ListId list) const {
    const Entry* e = Get(word, list);
    return e == nullptr ? std::string_view() : e->value;
  }

  // Calls found(entry) for every entry that is this single word.
  template <class Found>
  void Entries(WordId word, Found found) const {
    for (uint32_t i = singles_of_[word]; i < singles_of_[word + 1]; ++i)
      found(entries_[singles_[i]]);
  }

  // Every entry of every list, in the order they were added.
  const std::vector<Entry>& entries() const { return entries_; }

  // Whether some entry of two or more tokens begins with this word.
  bool StartsPhrase(WordId word) const { return (bits_[word][2] & kStartsPhrase) != 0; }
  // Calls found(entry, tokens) for every entry of two or more tokens that stands at tokens[at],
  // shorter ones first.
  template <class Found>
  void Phrases(const std::vector<Token>& tokens, uint32_t at, Found found) const {
    if (!StartsPhrase(tokens[at].word)) return;
    if (at + 1 == tokens.size() || (bits_[tokens[at + 1].word][2] & kGoesOn) == 0) return;
    uint32_t node = tokens[at].word;
    for (uint32_t i = at + 1; i < tokens.size(); ++i) {
      node = Next(node, tokens[i].word);
      if (node == 0) return;
      const uint32_t n = node - kFirstNode;
      for (uint32_t e = phrases_of_[n]; e < phrases_of_[n + 1]; ++e) {
        found(entries_[phrases_[e]], i - at + 1);
      }
    }
  }

  // Hash of a lower-cased word, eight bytes at a time. The last bit tells words of more than eight
  // bytes from shorter ones, so that a head and a hash together are a short word and no other.
  static uint32_t Hash(std::string_view lower) {
    uint64_t h = Head(lower) * kSpread;
    if (lower.size() <= 8) return static_cast<uint32_t>(h >> 32) & ~1u;
    for (size_t i = 8; i < lower.size(); i += 8) {
      h = ((h << 29 | h >> 35) ^ Head(lower.substr(i))) * kSpread;
    }
    return static_cast<uint32_t>(h >> 32) | 1u;
  }
  // The first eight bytes, padded with zeros.
  static uint64_t Head(std::string_view lower) {
    uint64_t head = 0;
    std::memcpy(&head, lower.data(), lower.size() < 8 ? lower.size() : 8);
    return head;
  }
  // Find() for a word of one to eight bytes that the tokeniser holds in a register already.
  WordId FindShort(uint64_t head) const {
    const uint32_t hash = static_cast<uint32_t>(head * kSpread >> 32) & ~1u;
    for (size_t at = (hash >> 1) & (kHotSlots - 1); hot_[at].word != 0;
         at = (at + 1) & (kHotSlots - 1)) {
      if (hot_[at].head == head && hot_[at].hash == hash) return hot_[at].word;
    }
    const size_t mask = slots_.size() - 1;
    for (size_t at = SlotOf(hash); slots_[at].word != 0; at = (at + 1) & mask) {
      if (slots_[at].head == head && slots_[at].hash == hash) return slots_[at].word;
    }
    return 0;
  }
  // … and for one of nine to sixteen: its first eight bytes, and the rest padded with zeros.
  WordId FindMedium(uint64_t head, uint64_t rest, std::string_view lower) const {
    uint64_t h = head * kSpread;
    h = ((h << 29 | h >> 35) ^ rest) * kSpread;
    const uint32_t hash = static_cast<uint32_t>(h >> 32) | 1u;
    const size_t mask = slots_.size() - 1;
    for (size_t at = SlotOf(hash); slots_[at].word != 0; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.head == head && slot.hash == hash && spellings_[slot.word] == lower)
        return slot.word;
    }
    return 0;
  }

 private:
  // By list, and two bits of its own.
  static constexpr uint64_t kStartsPhrase = uint64_t{1} << 63;
  static constexpr uint64_t kGoesOn = uint64_t{1} << 62;  // the second word of some phrase
  using Bits = std::array<uint64_t, kMaxLists / 64 + 1>;
  struct Edge {
    uint32_t from = 0;  // 0: free
    WordId word = 0;
    uint32_t to = 0;
  };
  // Sixteen bytes, four to a cache line: a word of up to eight letters, nine of ten in news, is
  // found or ruled out without another look elsewhere.
  struct Slot {
    uint64_t head = 0;  // the first eight bytes, padded with zeros
    uint32_t hash = 0;
    WordId word = 0;  // 0: free
  };
  // Trie nodes are numbered from here; below are words, each the root of the phrases that begin
  // with it.
  static constexpr uint32_t kFirstNode = 1u << 31;

  static constexpr uint64_t kSpread = 0x9E3779B97F4A7C15;

  size_t SlotOf(uint32_t hash) const { return (hash >> 1) & (slots_.size() - 1); }
  size_t EdgeSlot(uint32_t from, WordId word) const {
    return static_cast<size_t>((uint64_t{from} << 32 | word) * kSpread >> 32) & (edges_.size() - 1);
  }
  // The node behind `from` along a word; 0 where there is none.
  uint32_t Next(uint32_t from, WordId word) const {
    for (size_t at = EdgeSlot(from, word); edges_[at].from != 0;
         at = (at + 1) & (edges_.size() - 1)) {
      if (edges_[at].from == from && edges_[at].word == word) return edges_[at].to;
    }
    return 0;
  }
  void Insert(WordId word);
  std::string_view Keep(std::string_view s);
  void Rehash(size_t slots);

  bool frozen_ = false;
  std::vector<std::string> list_names_;
  std::map<std::string, ListId, std::less<>> list_ids_;
  std::vector<std::string_view> spellings_;  // by WordId; 0 is the unknown word
  std::vector<Bits> bits_;                   // by WordId
  std::vector<Slot> slots_;                  // open addressing
  // The words that were added first once more, if they are short, in a table that stays in the
  // cache.
  static constexpr size_t kHotSlots = 1 << 13, kHotWords = 4500;
  std::vector<Slot> hot_ = std::vector<Slot>(kHotSlots);
  std::vector<Entry> entries_;
  // Entries of a single word, by word, and those of several, by the trie node they end at: the ids
  // of word w's entries are singles_[singles_of_[w]] up to singles_[singles_of_[w + 1]].
  std::vector<uint32_t> singles_, singles_of_, phrases_, phrases_of_;
  std::vector<Edge> edges_;  // open addressing
  std::vector<std::unique_ptr<char[]>> arena_;
  char* arena_at_ = nullptr;
  size_t arena_left_ = 0;
  // Building only.
  std::vector<Token> scratch_;
  std::vector<WordId> words_;
  std::vector<std::pair<uint32_t, uint32_t>> single_rows_, phrase_rows_;  // word or node, entry
  std::unordered_map<uint64_t, uint32_t> trie_;                           // node and word -> node
};

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_LEXICON_H_
