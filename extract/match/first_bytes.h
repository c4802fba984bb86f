// What the texts that a pattern matches can begin with: a cheap question to ask before an automaton is started.
//
//   std::set<std::string> begin;
//   FirstBytes("(?i)((?:early )?(?P<month>jan|feb)\\.?)", &begin);     // {"earl", "jan", "jan.", "feb", "feb."}
//
// Strings are up to four bytes long and stand for classes of bytes: a letter for itself in both cases, 0 for every
// digit, a space for all white space, 0x80 for every byte outside ASCII, a mark for itself. Every match begins with one
// of them; an empty string among them means: with anything. The analysis is the first-k computation of parsing theory
// (Aho & Ullman, The Theory of Parsing, 1972, 5.1) on RE2's syntax; what it does not know counts as "anything", so it
// can only be too generous, never wrong.
//
// Cost: at load time, linear in the pattern times the strings kept (some hundreds). Thread-safety: pure. Errors: none;
// the pattern is one that RE2 has compiled.

#ifndef PRESSCUT_MATCH_FIRST_BYTES_H_
#define PRESSCUT_MATCH_FIRST_BYTES_H_

#include <set>
#include <string>
#include <string_view>

namespace presscut::match {

inline constexpr size_t kFirstBytes = 4;

constexpr char FirstByteClass(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  if (c >= '0' && c <= '9') return '0';
  if (static_cast<unsigned char>(c) >= 0x80) return '\x80';
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' ? ' ' : c;
}

void FirstBytes(std::string_view pattern, std::set<std::string>* begin);

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_FIRST_BYTES_H_
