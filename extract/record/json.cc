#include "extract/record/json.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace presscut::record {
namespace {

// 0: stands as it is; 1: control character; 2: not ASCII; else the letter behind a backslash.
constexpr std::array<char, 256> MakeEscapes() {
  std::array<char, 256> table{};
  for (size_t c = 0; c < 0x20; ++c) table[c] = 1;
  for (size_t c = 0x80; c < 0x100; ++c) table[c] = 2;
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  table['"'] = '"';
  table['\\'] = '\\';
  return table;
}
constexpr std::array<char, 256> kEscapes = MakeEscapes();

// ASCII that needs no escape, asked eight bytes at a time.
bool IsPlain(std::string_view s) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  const auto zero = [](uint64_t v) { return (v - kOnes) & ~v & kHigh; };
  size_t i = 0;
  for (; i + 8 <= s.size(); i += 8) {
    uint64_t v;
    std::memcpy(&v, s.data() + i, 8);
    const uint64_t control = (v - kOnes * 0x20) & ~v & kHigh;
    if ((v & kHigh) | control | zero(v ^ kOnes * '"') | zero(v ^ kOnes * '\\')) return false;
  }
  for (; i < s.size(); ++i) {
    if (kEscapes[static_cast<unsigned char>(s[i])] != 0) return false;
  }
  return true;
}

// Length of the well-formed UTF-8 sequence at s[at]; 0 where there is none.
size_t SequenceAt(std::string_view s, size_t at) {
  const auto byte = [&](size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  const auto tail = [&](size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(at), second = byte(at + 1);
  if (lead >= 0xC2 && lead <= 0xDF) return tail(at + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!tail(at + 1) || !tail(at + 2)) return 0;
    return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!tail(at + 1) || !tail(at + 2) || !tail(at + 3)) return 0;
    return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4;
  }
  return 0;
}

}  // namespace

void AppendString(std::string_view s, std::string* out) {
  if (IsPlain(s)) {
    const size_t from = out->size() + 1;
    out->append(s.size() + 2, '"');
    if (!s.empty()) std::memcpy(out->data() + from, s.data(), s.size());
    return;
  }
  constexpr char kHex[] = "0123456789abcdef";
  out->push_back('"');
  size_t done = 0, at = 0;
  while (at < s.size()) {
    const unsigned char c = static_cast<unsigned char>(s[at]);
    const char escape = kEscapes[c];
    if (escape == 0) {
      ++at;
      continue;
    }
    if (escape == 2) {
      if (const size_t n = SequenceAt(s, at); n > 0) {
        at += n;
        continue;
      }
    }
    out->append(s, done, at - done);
    if (escape == 1) {
      out->append("\\u00");
      out->push_back(kHex[c >> 4]);
      out->push_back(kHex[c & 15]);
    } else if (escape == 2) {
      out->append("\xEF\xBF\xBD");
    } else {
      out->push_back('\\');
      out->push_back(escape);
    }
    done = ++at;
  }
  out->append(s, done, at - done);
  out->push_back('"');
}

void AppendNumber(double value, std::string* out) {
  // Up to here every whole double is written in full; beyond, the shortest form has an exponent.
  constexpr double kWhole = 1e15;
  if (!std::isfinite(value)) {
    out->append("null");
    return;
  }
  char buffer[32];
  std::to_chars_result end;
  if (std::trunc(value) == value && std::abs(value) < kWhole) {
    end = std::to_chars(buffer, buffer + sizeof buffer, static_cast<int64_t>(value));
  } else {
    end = std::to_chars(buffer, buffer + sizeof buffer, value);
  }
  out->append(buffer, end.ptr);
}

void AppendNumber(uint64_t value, std::string* out) {
  char buffer[24];
  out->append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

}  // namespace presscut::record
