// What the texts that a pattern matches can begin with: a cheap question to ask before an automaton
// is started.
//
//   std::set<std::string> begin;
//   // {"early ja", "early fe", "jan", "feb"}
//   FirstBytes("(?i)((?:early )?(?P<month>jan|feb)\\.?)", &begin);
//
// Strings are up to eight bytes long and stand for classes of bytes: a letter for itself in both
// cases, 0 for every digit, one space for any white space, 0x80 for every byte outside ASCII, a
// mark for itself. Every match begins with one of them; an empty string among them means: with
// anything. The analysis is the first-k computation of parsing theory (Aho & Ullman, The Theory of
// Parsing, 1972, 5.1) on RE2's syntax; what it does not know counts as "anything", so it can only
// be too generous, never wrong.
//
// Cost: at load time, linear in the pattern times the strings kept (some thousands). Thread-safety:
// pure. Errors: none; the pattern is one that RE2 has compiled.

#ifndef PRESSCUT_MATCH_FIRST_BYTES_H_
#define PRESSCUT_MATCH_FIRST_BYTES_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace presscut::match {

inline constexpr size_t kFirstBytes = 8;

constexpr char FirstByteClass(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  if (c >= '0' && c <= '9') return '0';
  if (static_cast<unsigned char>(c) >= 0x80) return '\x80';
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' ? ' ' : c;
}

void FirstBytes(std::string_view pattern, std::set<std::string>* begin);

// The strings of many patterns as a trie: may a match begin here?
//
//   FirstTrie trie(begins);
//   if (trie.MayBegin(norm, token.begin)) …
//
// Cost: a table step a byte, two or three on average. Thread-safety: const after construction.
class FirstTrie {
 public:
  explicit FirstTrie(const std::set<std::string>& begins);
  bool MayBegin(std::string_view text, size_t at) const {
    uint32_t node = 0;
    while (true) {
      // The end of the text reads as a space.
      const uint32_t cls =
          at < text.size() ? class_of_[static_cast<unsigned char>(text[at])] : kSpace;
      node = next_[node * kClasses + cls];
      if (node >= kYes) return node == kYes;
      ++at;
      if (cls != kSpace) continue;
      while (at < text.size() && class_of_[static_cast<unsigned char>(text[at])] == kSpace) ++at;
    }
  }

 private:
  static constexpr uint32_t kClasses = 64;
  static constexpr uint32_t kSpace = 27;
  static constexpr uint32_t kYes = 0xfffe, kNo = 0xffff;
  uint8_t class_of_[256];
  std::vector<uint16_t> next_;  // node * kClasses + class
};

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_FIRST_BYTES_H_
