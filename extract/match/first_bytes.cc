#include "extract/match/first_bytes.h"

#include <algorithm>
#include <bitset>
#include <cstdlib>
#include <utility>

namespace presscut::match {
namespace {

// A beginning, and whether nothing more is known of what follows.
using Begin = std::pair<std::string, bool>;
using Begins = std::set<Begin>;

constexpr size_t kMostBegins = 200;

void Insert(std::string s, bool done, Begins* out) {
  if (s.size() >= kFirstBytes) {
    s.resize(kFirstBytes);
    done = true;
  }
  out->emplace(std::move(s), done);
}

Begins Concat(const Begins& a, const Begins& b) {
  Begins out;
  for (const auto& [s, done] : a) {
    if (done) {
      out.emplace(s, true);
      continue;
    }
    for (const auto& [t, ends] : b) {
      // White space counts once, however much there is.
      const bool twice = !s.empty() && s.back() == ' ' && !t.empty() && t.front() == ' ';
      Insert(s + (twice ? t.substr(1) : t), ends, &out);
    }
  }
  // Too many to keep: shorter ones say less and stay true.
  for (size_t keep = kFirstBytes - 1; out.size() > kMostBegins && keep > 0; --keep) {
    Begins coarse;
    for (const auto& [s, done] : out) coarse.emplace(s.substr(0, keep), done || s.size() >= keep);
    out = std::move(coarse);
  }
  return out;
}

bool AllDone(const Begins& begins) {
  for (const auto& [s, done] : begins) {
    if (!done) return false;
  }
  return true;
}

Begins Anything() { return {{std::string(), true}}; }
Begins Nothing() { return {{std::string(), false}}; }

class Parser {
 public:
  explicit Parser(std::string_view pattern) : p_(pattern) {}

  Begins Alternation() {
    Begins out = Sequence();
    while (at_ < p_.size() && p_[at_] == '|') {
      ++at_;
      const Begins more = Sequence();
      if (!idle_) out.insert(more.begin(), more.end());
    }
    return out;
  }

 private:
  Begins Sequence() {
    Begins out = Nothing();
    const bool idle = idle_;
    while (at_ < p_.size() && p_[at_] != '|' && p_[at_] != ')') {
      // Behind what is long enough the rest is only walked over.
      idle_ = idle || AllDone(out);
      if (std::string letters = Letters(); !letters.empty()) {
        if (!idle_)
          out = Concat(out, {{letters.substr(0, kFirstBytes), letters.size() >= kFirstBytes}});
        continue;
      }
      const Begins piece = Quantified();
      if (!idle_) out = Concat(out, piece);
    }
    idle_ = idle;
    return out;
  }

  // A run of characters that stand for themselves, once each; a list's entries are made of such.
  std::string Letters() {
    constexpr std::string_view kSpecial = "\\[](){}.*+?|^$";
    std::string run;
    while (at_ < p_.size() && kSpecial.find(p_[at_]) == std::string_view::npos) {
      const char next = at_ + 1 < p_.size() ? p_[at_ + 1] : '\0';
      if (next == '?' || next == '*' || next == '+' || next == '{') break;
      const char c = FirstByteClass(p_[at_++]);
      if (c != ' ' || run.empty() || run.back() != ' ') run += c;
    }
    return run;
  }

  Begins Quantified() {
    Begins piece = Atom();
    while (at_ < p_.size()) {
      const char c = p_[at_];
      bool none = false, more = false;
      if (c == '?') {
        none = true;
      } else if (c == '*') {
        none = more = true;
      } else if (c == '+') {
        more = true;
      } else if (c == '{' && at_ + 1 < p_.size() && p_[at_ + 1] >= '0' && p_[at_ + 1] <= '9') {
        none = p_[at_ + 1] == '0';
        more = true;
        while (at_ < p_.size() && p_[at_] != '}') ++at_;
      } else {
        break;
      }
      ++at_;
      if (at_ < p_.size() && p_[at_] == '?') ++at_;  // lazy
      if (more && !idle_) {
        Begins repeated = piece;
        for (size_t i = 1; i < kFirstBytes && !AllDone(repeated); ++i) {
          const Begins longer = Concat(repeated, piece);
          repeated.insert(longer.begin(), longer.end());
        }
        piece = std::move(repeated);
      }
      if (none) piece.emplace(std::string(), false);
    }
    return piece;
  }

  Begins Atom() {
    const char c = p_[at_++];
    switch (c) {
      case '(':
        return Group();
      case '[':
        return Class();
      case '.':
        return Anything();
      case '^':
      case '$':
        return Nothing();
      case '\\':
        return Escape();
      default:
        return {{std::string(1, FirstByteClass(c)), false}};
    }
  }

  Begins Group() {
    if (p_.substr(at_, 1) == "?") {
      ++at_;
      if (p_.substr(at_, 2) == "P<") {
        at_ = p_.find('>', at_) + 1;
      } else {
        while (at_ < p_.size() && p_[at_] != ':' && p_[at_] != ')') ++at_;
        if (at_ < p_.size() && p_[at_++] == ')') return Nothing();  // flags alone
      }
    }
    Begins out = Alternation();
    ++at_;  // ')'
    return out;
  }

  Begins Escape() {
    if (at_ >= p_.size()) return Anything();
    const char c = p_[at_++];
    if (c == 's') return {{" ", false}};
    if (c == 'd') return {{"0", false}};
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') return Nothing();
    const char cls = FirstByteClass(c);
    if (cls != '0' && (cls < 'a' || cls > 'z')) return {{std::string(1, cls), false}};  // a mark
    if ((c == 'p' || c == 'P') && at_ < p_.size() && p_[at_] == '{') at_ = p_.find('}', at_);
    if (c == 'p' || c == 'P') ++at_;
    if (c == 'x') return Hexadecimal();
    return Anything();
  }

  // \x27 or \x{2019}. REQUIRES: at_ is behind the x.
  Begins Hexadecimal() {
    const bool braces = p_.substr(at_, 1) == "{";
    const size_t from = braces ? at_ + 1 : at_;
    const size_t to = braces ? p_.find('}', at_) : at_ + 2;
    at_ = braces ? to + 1 : to;
    const unsigned long c =
        std::strtoul(std::string(p_.substr(from, to - from)).c_str(), nullptr, 16);
    return {{std::string(1, FirstByteClass(static_cast<char>(c < 0x80 ? c : 0x80))), c >= 0x80}};
  }

  Begins Class() {
    std::bitset<256> bytes;
    bool negated = false, anything = false;
    if (p_.substr(at_, 1) == "^") {
      negated = true;
      ++at_;
    }
    bool first = true;
    while (at_ < p_.size() && (first || p_[at_] != ']')) {
      first = false;
      const unsigned char from = static_cast<unsigned char>(p_[at_]);
      if (p_.substr(at_, 2) == "[:") {
        anything = true;
        at_ = p_.find(":]", at_) + 2;
        continue;
      }
      if (from == '\\') {
        ++at_;
        const char escaped = at_ < p_.size() ? p_[at_] : 0;
        for (const auto& [s, done] : Escape()) {
          if (s.empty() || negated) {
            anything = anything || !negated || escaped != 's';
          } else {
            bytes.set(static_cast<unsigned char>(s[0]));
          }
        }
        continue;
      }
      ++at_;
      unsigned to = from;
      if (p_.substr(at_, 1) == "-" && at_ + 1 < p_.size() && p_[at_ + 1] != ']') {
        to = static_cast<unsigned char>(p_[at_ + 1]);
        at_ += 2;
      }
      for (unsigned c = from; c <= to; ++c) bytes.set(c);
    }
    ++at_;  // ']'
    if (anything) return Anything();
    Begins out;
    for (unsigned c = 0; c < 256; ++c) {
      if (bytes.test(c) == negated) continue;
      // Of a character outside ASCII only the first byte is known here.
      out.emplace(std::string(1, FirstByteClass(static_cast<char>(c))), c >= 0x80);
    }
    return out;
  }

  std::string_view p_;
  size_t at_ = 0;
  bool idle_ = false;  // what is read is not wanted
};

}  // namespace

void FirstBytes(std::string_view pattern, std::set<std::string>* begin) {
  for (const auto& [s, done] : Parser(pattern).Alternation()) begin->insert(s);
}

FirstTrie::FirstTrie(const std::set<std::string>& begins) {
  // Letters, digits, white space and bytes outside ASCII have classes; marks share what is left, by
  // need and then by their value: two marks in one class make the trie more generous.
  for (unsigned c = 0; c < 256; ++c) {
    const char folded = FirstByteClass(static_cast<char>(c));
    if (folded >= 'a' && folded <= 'z') {
      class_of_[c] = static_cast<uint8_t>(folded - 'a');
    } else if (folded == '0') {
      class_of_[c] = 26;
    } else if (folded == ' ') {
      class_of_[c] = kSpace;
    } else if (folded == '\x80') {
      class_of_[c] = 28;
    } else {
      class_of_[c] = static_cast<uint8_t>(29 + c % 35);
    }
  }
  next_.assign(kClasses, kNo);
  if (begins.contains("")) std::fill(next_.begin(), next_.end(), static_cast<uint16_t>(kYes));
  for (const std::string& begin : begins) {
    uint32_t node = 0;
    for (size_t i = 0; i < begin.size(); ++i) {
      const size_t edge = node * kClasses + class_of_[static_cast<unsigned char>(begin[i])];
      if (next_[edge] == kYes) break;  // a shorter one is there already
      if (i + 1 == begin.size()) {
        next_[edge] = kYes;
      } else if (next_[edge] != kNo) {
        node = next_[edge];
      } else if (next_.size() / kClasses >= kYes) {
        next_[edge] = kYes;  // the trie is full: be generous
        break;
      } else {
        node = static_cast<uint32_t>(next_.size() / kClasses);
        next_[edge] = static_cast<uint16_t>(node);
        next_.resize(next_.size() + kClasses, kNo);
      }
    }
  }
}

}  // namespace presscut::match
