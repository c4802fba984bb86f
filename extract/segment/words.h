// Small closed sets of English words that the segmenter itself needs (months on
// a stamp, words that begin sentences), and the lower-cased form of a token to
// ask them with.
//
//   constexpr auto kZones = MakeWordSet("bst", "gmt", "utc");   // in order,
//   checked when it compiles
//   const LowerWord word(norm, token);
//   if (kZones.Has(word) || word == "noon") …
//
// What a reader may want to change is a word list (Lexicon), not one of these.
// REQUIRES: ASCII words of at most LowerWord::kLongest bytes. Cost: a set is a
// hash table made when it compiles: one probe or two, each a comparison of two
// numbers. Thread-safety: plain values. Errors: none; a token that is longer,
// or holds other characters than ASCII, has an empty lower-cased form, which no
// set holds.

#ifndef PRESSCUT_SEGMENT_WORDS_H_
#define PRESSCUT_SEGMENT_WORDS_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/segment/sixteen.h"
#include "extract/segment/token.h"

namespace presscut::segment {

// Never defined: calling them while a constant is made stops the compilation.
void TheWordsOfAWordSetStandInOrder();
void AWordHasAtMostSixteenBytes();

// A word written in the code, as the key to compare with.
struct FixedWord {
  WordKey key;
  consteval FixedWord(const char* word) : FixedWord(std::string_view(word)) {}
  consteval FixedWord(std::string_view word) : key(word) {
    if (word.empty() || word.size() > WordKey::kLongest) AWordHasAtMostSixteenBytes();
  }
};

class LowerWord {
 public:
  static constexpr uint32_t kLongest = WordKey::kLongest;

  LowerWord(std::string_view norm, const Token& token) {
    if (token.length > kLongest) return;
    const Sixteen bytes = Sixteen::At(norm.data() + token.begin, norm.size() - token.begin);
    if ((bytes.wide & ((1u << token.length) - 1)) != 0) return;
    key_ = bytes.First(token.length);
    length_ = token.length;
  }

  std::string_view view() const { return {reinterpret_cast<const char*>(&key_), length_}; }
  const WordKey& key() const { return key_; }
  bool operator==(FixedWord word) const { return key_ == word.key; }

 private:
  WordKey key_;
  uint32_t length_ = 0;
};

template <size_t N>
class WordSet {
 public:
  consteval explicit WordSet(const std::array<std::string_view, N>& words) {
    if (!std::is_sorted(words.begin(), words.end())) TheWordsOfAWordSetStandInOrder();
    for (const std::string_view word : words) {
      const WordKey key = FixedWord(word).key;
      size_t at = Home(key);
      while (slots_[at] != WordKey()) at = (at + 1) % kSlots;
      slots_[at] = key;
    }
  }

  constexpr bool Has(const LowerWord& word) const {
    for (size_t at = Home(word.key()); slots_[at] != WordKey(); at = (at + 1) % kSlots) {
      if (slots_[at] == word.key()) return true;
    }
    return false;
  }

 private:
  static constexpr size_t kSlots = std::bit_ceil(2 * N);
  static constexpr size_t Home(const WordKey& key) {
    return static_cast<size_t>(key.Hash() >> (64 - std::countr_zero(kSlots)));
  }

  std::array<WordKey, kSlots> slots_ = {};
};

template <class... Words>
consteval auto MakeWordSet(Words... words) {
  return WordSet<sizeof...(Words)>(
      std::array<std::string_view, sizeof...(Words)>{std::string_view(words)...});
}

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_WORDS_H_
