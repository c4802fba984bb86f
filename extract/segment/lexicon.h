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
// All of it is flat arrays and numbers of places in them, so that a frozen one can be kept in an
// image (base/image.h) and mapped instead of built:
//
//   lexicon.Save(&writer);
//   if (other.Map(image)) other.Find("mr.");  // the same numbers
//
// Cost: Find is one hash probe, for words of up to sixteen bytes a comparison of numbers; Has is a
// bit test; Phrases walks only where some entry begins with this word. Thread-safety: built by one
// thread; after Freeze() every method is const and safe from several. Errors: none; more than
// kMaxLists lists, or more than kMaxBytes of text, is a programmer's error (assert). Lifetime:
// views live as long as the Lexicon, those asked for while it is built until something is added.

#ifndef PRESSCUT_SEGMENT_LEXICON_H_
#define PRESSCUT_SEGMENT_LEXICON_H_

#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/base/flat.h"
#include "extract/base/image.h"
#include "extract/segment/sixteen.h"
#include "extract/segment/token.h"

namespace presscut::segment {

using ListId = uint32_t;
inline constexpr uint32_t kMaxLists = 190;
inline constexpr size_t kMaxBytes = size_t{1} << 30;  // of the entries' text

// One line of one word list.
struct Entry {
  ListId list = 0;
  WordId first = 0, second = 0;  // its first two words; second is 0 where there is but one
  std::string_view text;         // as written in the list
  std::string_view
      value;  // what stands after the first tab; further columns stay inside, tab-separated
};

class Lexicon {
 public:
  Lexicon();

  // A piece of the text that the lexicon keeps.
  struct Piece {
    uint32_t begin = 0, length = 0;

    Piece Part(size_t at, size_t size) const {
      return {static_cast<uint32_t>(begin + at), static_cast<uint32_t>(size)};
    }
  };

  // Building. REQUIRES: not frozen.
  ListId AddList(std::string_view name);  // the same name gives the same id
  WordId Intern(std::string_view lower);
  Piece Keep(std::string_view s);  // a copy; s is no view of this
  void Add(ListId list, Piece text, Piece value);
  void Add(ListId list, std::string_view text, std::string_view value) {
    const Piece kept = Keep(text);
    Add(list, kept, Keep(value));
  }
  // Some `entries` of so many bytes will be added: spares tables that grow and are copied.
  void Expect(size_t entries, size_t bytes);
  void Freeze();
  void Save(ImageWriter* writer) const;  // REQUIRES: frozen
  // Becomes the one that was saved; false where the image holds none, and this is of no use then.
  bool Map(const Image& image);

  // Asking.
  std::string_view ListName(ListId list) const { return list_names_[list]; }
  // kMaxLists where there is no such list.
  ListId FindList(std::string_view name) const;
  uint32_t lists() const { return static_cast<uint32_t>(list_names_.size()); }
  uint32_t words() const { return static_cast<uint32_t>(spellings_.size()); }

  // REQUIRES: no NUL in it.
  WordId Find(std::string_view lower) const;
  // … of one byte of ASCII,
  WordId Find(char c) const { return bytes_[static_cast<size_t>(c)]; }
  // … of up to sixteen bytes, as the tokeniser holds it in registers already.
  WordId Find(WordKey lower) const {
    return lower.high == 0 ? short_.Find(lower.low) : medium_.Find(lower);
  }
  // Asks memory for what Find(lower) will look at.
  void Fetch(WordKey lower) const {
    if (lower.high == 0) {
      short_.Fetch(lower.low);
    } else {
      medium_.Fetch(lower);
    }
  }
  std::string_view Spelling(WordId word) const { return View(spellings_[word]); }

  // Whether the single word is an entry of the list.
  // REQUIRES: list is one of this lexicon, or kMaxLists (then false).
  bool Has(WordId word, ListId list) const {
    return list < kMaxLists && (rows_[word].bits[list / 64] >> (list % 64) & 1) != 0;
  }
  // The entry of a single word in a list, where it has one.
  std::optional<Entry> Get(WordId word, ListId list) const {
    return Has(word, list) ? std::optional(EntryAt(NumberOf(word, list))) : std::nullopt;
  }
  // The value of a single word that is an entry of the list; empty where it is none.
  std::string_view Value(WordId word, ListId list) const {
    return Has(word, list) ? View(lines_[NumberOf(word, list)].value) : std::string_view();
  }

  // Calls found(entry) for every entry that is this single word, of lists for which wanted(list).
  template <class Wanted, class Found>
  void Entries(WordId word, Wanted wanted, Found found) const {
    const Row& row = rows_[word];
    for (uint32_t i = row.first; i < row.first + row.count; ++i) {
      if (wanted(singles_[i].list)) found(EntryAt(singles_[i].entry));
    }
  }
  // … of any list.
  template <class Found>
  void Entries(WordId word, Found found) const {
    Entries(
        word, [](ListId) { return true; }, found);
  }

  // Every entry of every list, numbered in the order they were added.
  uint32_t entries() const { return static_cast<uint32_t>(lines_.size()); }
  Entry EntryAt(uint32_t number) const {
    const Line& line = lines_[number];
    return {line.list, line.first, line.second, View(line.text), View(line.value)};
  }
  // Those of one list, in the same order.
  template <class Use>
  void EntriesOf(ListId list, Use use) const {
    for (const Run& run : runs_) {
      if (run.list != list) continue;
      for (uint32_t e = run.begin; e < run.end; ++e) use(EntryAt(e));
    }
  }
  size_t CountEntriesOf(ListId list) const {
    size_t count = 0;
    for (const Run& run : runs_) count += run.list == list ? run.end - run.begin : 0;
    return count;
  }

  // Whether some entry of two or more tokens begins with this word.
  bool StartsPhrase(WordId word) const { return (rows_[word].bits[2] & kStartsPhrase) != 0; }
  // Calls found(entry, tokens) for every entry of two or more tokens that stands at tokens[at],
  // shorter ones first.
  template <class Found>
  void Phrases(const std::vector<Token>& tokens, uint32_t at, Found found) const {
    if (!StartsPhrase(tokens[at].word)) return;
    if (at + 1 == tokens.size() || (rows_[tokens[at + 1].word].bits[2] & kGoesOn) == 0) return;
    uint32_t node = tokens[at].word;
    for (uint32_t i = at + 1; i < tokens.size(); ++i) {
      node = Next(node, tokens[i].word);
      if (node == 0) return;
      const uint32_t n = node - kFirstNode;
      for (uint32_t e = phrases_of_[n]; e < phrases_of_[n + 1]; ++e) {
        found(EntryAt(phrases_[e]), i - at + 1);
      }
    }
  }

 private:
  // By list, and two bits of its own.
  static constexpr uint64_t kStartsPhrase = uint64_t{1} << 63;
  static constexpr uint64_t kGoesOn = uint64_t{1} << 62;  // the second word of some phrase
  // All that is asked about a word, in half a cache line.
  struct alignas(32) Row {
    std::array<uint64_t, kMaxLists / 64 + 1> bits = {};
    uint32_t first = 0, count = 0;  // its own entries in singles_
  };
  // The list stands here too, so that only an entry that is asked for is looked at.
  struct Single {
    ListId list = 0;
    uint32_t entry = 0;
  };
  struct Line {
    ListId list = 0;
    WordId first = 0, second = 0;
    Piece text, value;
  };
  // Entries of one list that were added one after another, as those of a file are.
  struct Run {
    ListId list = 0;
    uint32_t begin = 0, end = 0;
  };
  struct Edge {
    uint32_t from = 0;  // 0: free
    WordId word = 0;
    uint32_t to = 0;
  };

  // Words by their spelling, a table for each length of key. A word stands in the bucket of its
  // hash, or behind it where that is full; all slots of a bucket are compared without a jump, since
  // which of them it is cannot be foretold. At most three slots of five are in use.
  template <class Key>
  struct Table {
    static constexpr size_t kSlots = (64 - sizeof(WordId)) / (sizeof(Key) + sizeof(WordId));
    struct alignas(64) Bucket {  // a cache line
      std::array<Key, kSlots> keys = {};
      std::array<WordId, kSlots + 1> words = {};  // 0: free; the last always is

      WordId Find(Key key) const {
        size_t slot = kSlots;
#pragma GCC unroll 8
        for (size_t i = 0; i < kSlots; ++i) slot = keys[i] == key ? i : slot;
        return words[slot];
      }
      bool Full() const { return words[kSlots - 1] != 0; }
    };
    Flat<Bucket> buckets = Flat<Bucket>(2);
    unsigned shift = 63;  // from a hash to its bucket
    size_t used = 0;      // building only

    void Fetch(Key key) const { __builtin_prefetch(&buckets[HashOf(key) >> shift]); }
    WordId Find(Key key) const {
      size_t at = static_cast<size_t>(HashOf(key) >> shift);
      const WordId found = buckets[at].Find(key);
      return found != 0 || !buckets[at].Full() ? found : FindBehind(key, at);
    }
    [[gnu::noinline]] WordId FindBehind(Key key, size_t at) const {
      WordId found = 0;
      while (found == 0 && buckets[at].Full()) {
        at = (at + 1) & (buckets.size() - 1);
        found = buckets[at].Find(key);
      }
      return found;
    }
    void Insert(Key key, WordId word);
    void Place(Key key, WordId word);
    bool SetShift();
  };
  static uint64_t HashOf(uint64_t key) { return key * WordKey::kSpread; }
  static uint64_t HashOf(WordKey key) { return key.Hash(); }
  // Words of more than sixteen bytes stand under a number made of them, or, where that is
  // another's, under the next.
  static uint64_t LongKey(std::string_view lower);
  static constexpr uint64_t kNextKey = 2;  // what is added to it
  WordId FindLong(std::string_view lower) const;

  // Trie nodes are numbered from here; below are words, each the root of the phrases that begin
  // with it.
  static constexpr uint32_t kFirstNode = 1u << 31;

  size_t EdgeSlot(uint32_t from, WordId word) const {
    return static_cast<size_t>((uint64_t{from} << 32 | word) * WordKey::kSpread >> 32) &
           (edges_.size() - 1);
  }
  // The edge from a node along a word, or the free one where it belongs.
  size_t EdgeAt(uint32_t from, WordId word) const {
    size_t at = EdgeSlot(from, word);
    while (edges_[at].from != 0 && (edges_[at].from != from || edges_[at].word != word)) {
      at = (at + 1) & (edges_.size() - 1);
    }
    return at;
  }
  // The node behind `from` along a word; 0 where there is none.
  uint32_t Next(uint32_t from, WordId word) const { return edges_[EdgeAt(from, word)].to; }
  uint32_t MakeNext(uint32_t from, WordId word);
  std::string_view View(Piece piece) const { return {texts_.data() + piece.begin, piece.length}; }
  uint32_t NumberOf(WordId word, ListId list) const;
  bool PlainWords(Piece text);
  WordId InternToken(Piece entry, const Token& token);
  WordId AddWord(Piece lower);
  template <class Self, class Archive>
  static bool Exchange(Self& self, Archive& archive);

  bool frozen_ = false;
  std::vector<std::string> list_names_;
  std::map<std::string, ListId, std::less<>> list_ids_;
  Flat<char> list_names_text_;              // once it is frozen; a line each
  Flat<char> texts_;                        // all entries, values and spellings
  Flat<Piece> spellings_;                   // by WordId; 0 is the unknown word
  Flat<Row> rows_;                          // by WordId
  Flat<WordId> bytes_ = Flat<WordId>(128);  // words of one byte
  Table<uint64_t> short_;                   // words of up to eight bytes
  Table<WordKey> medium_;                   // … of up to sixteen
  Table<uint64_t> long_;                    // … and of more
  Flat<Line> lines_;                        // entries
  Flat<Run> runs_;
  Flat<Single> singles_;  // entries of a single word, by word
  // Those of several, by the trie node they end at: the ids of node n's entries are
  // phrases_[phrases_of_[n]] up to phrases_[phrases_of_[n + 1]].
  Flat<uint32_t> phrases_, phrases_of_;
  Flat<Edge> edges_ = Flat<Edge>(16);  // open addressing
  // Building only.
  uint32_t nodes_ = 0;
  std::vector<Token> scratch_;
  std::vector<WordId> words_;
  std::vector<std::pair<uint32_t, uint32_t>> single_rows_, phrase_rows_;  // word or node, entry
};

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_LEXICON_H_
