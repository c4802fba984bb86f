// Small closed sets of English words that the segmenter itself needs (months on
// a stamp, words that begin sentences), and the lower-cased form of a token to
// ask them with.
//
//   constexpr auto kZones = MakeWordSet("bst", "gmt", "utc");   // in order,
//   checked when it compiles if (kZones.Has(LowerWord(norm, token).view())) …
//
// What a reader may want to change is a word list (Lexicon), not one of these.
// REQUIRES: ASCII words of at most LowerWord::kLongest bytes. Cost: a binary
// search of short strings. Thread-safety: plain values. Errors: none; a token
// that is longer, or holds other characters than ASCII, has an empty
// lower-cased form, which no set holds.

#ifndef PRESSCUT_SEGMENT_WORDS_H_
#define PRESSCUT_SEGMENT_WORDS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extract/segment/token.h"

namespace presscut::segment {

class LowerWord {
 public:
  static constexpr uint32_t kLongest = 16;

  LowerWord(std::string_view norm, const Token& token) {
    if (token.length > kLongest) return;
    for (uint32_t i = 0; i < token.length; ++i) {
      const char c = norm[token.begin + i];
      if (static_cast<uint8_t>(c) >= 0x80) return;
      bytes_[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    length_ = token.length;
  }

  std::string_view view() const { return {bytes_, length_}; }

 private:
  char bytes_[kLongest] = {};
  uint32_t length_ = 0;
};

template <size_t N>
class WordSet {
 public:
  constexpr explicit WordSet(std::array<std::string_view, N> words) : words_(words) {}
  constexpr bool Has(std::string_view lower) const {
    return !lower.empty() && std::binary_search(words_.begin(), words_.end(), lower);
  }
  constexpr bool Ordered() const { return std::is_sorted(words_.begin(), words_.end()); }

 private:
  std::array<std::string_view, N> words_;
};

// Never defined: calling it while a set is made stops the compilation.
void TheWordsOfAWordSetStandInOrder();

template <class... Words>
consteval auto MakeWordSet(Words... words) {
  const WordSet<sizeof...(Words)> set(
      std::array<std::string_view, sizeof...(Words)>{std::string_view(words)...});
  if (!set.Ordered()) TheWordsOfAWordSetStandInOrder();
  return set;
}

}  // namespace presscut::segment

#endif  // PRESSCUT_SEGMENT_WORDS_H_
