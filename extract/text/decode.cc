#include "extract/text/decode.h"

#include <simdjson.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include "extract/text/unicode.h"
#include "extract/text/windows1252.h"

namespace presscut::text {
namespace {

unsigned char ByteAt(std::string_view s, size_t at) { return static_cast<unsigned char>(s[at]); }

// Controls other than the white space of old printers: text has next to none,
// everything else is full of them.
size_t CountControls(std::string_view s) {
  const auto is_control = [](char c) {
    const auto b = static_cast<uint8_t>(c);
    return static_cast<uint8_t>((b < 0x20) & !((b >= '\t') & (b <= '\r')));
  };
  constexpr size_t kBlock = 128;  // the count of a block fits a byte, so the loop vectorises
  size_t count = 0, at = 0;
  for (; at + kBlock <= s.size(); at += kBlock) {
    uint8_t here = 0;
    for (size_t k = 0; k < kBlock; ++k) here = static_cast<uint8_t>(here + is_control(s[at + k]));
    count += here;
  }
  for (; at < s.size(); ++at) count += is_control(s[at]);
  return count;
}

// ---- what is no text
// ------------------------------------------------------------------------

struct Magic {
  std::string_view bytes;
  const char* what;
};
constexpr std::array kMagic = std::to_array<Magic>({
    {"%PDF-", "a PDF document"},
    {"PK\x03\x04", "a ZIP archive or an office document"},
    {"\xD0\xCF\x11\xE0", "an old office document"},
    {"\x1F\x8B", "a gzip file"},
    {"\x28\xB5\x2F\xFD", "a zstd file"},
    {"\xFD"
     "7zXZ",
     "an xz file"},
    {"\x89PNG", "a PNG picture"},
    {"\xFF\xD8\xFF", "a JPEG picture"},
    {"GIF8", "a GIF picture"},
    {"\x7F"
     "ELF",
     "a program"},
    {"{\\rtf", "an RTF document"},
});

const char* KnownFormat(std::string_view bytes) {
  for (const Magic& m : kMagic) {
    if (bytes.starts_with(m.bytes)) return m.what;
  }
  return nullptr;
}

Error BinaryInput(const source::Article& article, size_t controls) {
  const char* what = KnownFormat(article.bytes);
  std::string found = what != nullptr ? std::string("the bytes are ") + what
                                      : std::to_string(controls) + " control characters in " +
                                            std::to_string(article.bytes.size()) + " bytes";
  return {"binary-input", article.path,
          "this is no text: " + found +
              "; give the article as plain text (UTF-8, UTF-16 or windows-1252)"};
}

bool TooManyControls(size_t controls, size_t size, size_t one_in) {
  return controls != 0 && controls * one_in > size;
}

// ---- UTF-8 with broken bytes
// ----------------------------------------------------------------

// Length of the valid sequence at `at`, or 0; *broken is then the length of
// what one U+FFFD stands for (the longest piece that began well, as the Unicode
// standard recommends).
size_t SequenceAt(std::string_view s, size_t at, size_t* broken) {
  const unsigned char lead = ByteAt(s, at);
  *broken = 1;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (size_t k = 1; k < length; ++k) {
    unsigned char low = 0x80, high = 0xBF;
    if (k == 1) {
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (at + k >= s.size() || ByteAt(s, at + k) < low || ByteAt(s, at + k) > high) {
      *broken = k;
      return 0;
    }
  }
  return length;
}

// Is this UTF-8 that was damaged, rather than another encoding? In windows-1252
// text, valid multi-byte sequences come about by chance only.
bool MostlyUtf8(std::string_view s) {
  size_t valid = 0, broken_places = 0, broken = 0;
  for (size_t i = 0; i < s.size();) {
    const size_t length = SequenceAt(s, i, &broken);
    if (length > 1) ++valid;
    if (length == 0) ++broken_places;
    i += length != 0 ? length : broken;
  }
  return valid > 3 && valid > broken_places;
}

void RepairUtf8(std::string_view s, std::string* out, std::vector<Warning>* warnings) {
  out->reserve(s.size() + 16);
  size_t places = 0, broken = 0;
  Span first;
  for (size_t i = 0; i < s.size();) {
    const size_t length = SequenceAt(s, i, &broken);
    if (length != 0) {
      out->append(s, i, length);
      i += length;
      continue;
    }
    if (places++ == 0) {
      first = {static_cast<uint32_t>(out->size()), static_cast<uint32_t>(out->size() + 3)};
    }
    Append(0xFFFD, out);
    i += broken;
  }
  warnings->push_back({"invalid-utf8", first,
                       std::to_string(places) + (places == 1 ? " place is" : " places are") +
                           " no valid UTF-8 and read as U+FFFD; this is the first"});
}

// ---- other encodings
// ------------------------------------------------------------------------

void FromSingleByte(std::string_view s, bool latin9, std::string* out) {
  out->reserve(s.size() + s.size() / 16);
  for (const char c : s) {
    const auto b = static_cast<unsigned char>(c);
    char32_t u = CharOf(b);
    if (latin9) {
      switch (b) {
        case 0xA4:
          u = 0x20AC;
          break;
        case 0xA6:
          u = 0x160;
          break;
        case 0xA8:
          u = 0x161;
          break;
        case 0xB4:
          u = 0x17D;
          break;
        case 0xB8:
          u = 0x17E;
          break;
        case 0xBC:
          u = 0x152;
          break;
        case 0xBD:
          u = 0x153;
          break;
        case 0xBE:
          u = 0x178;
          break;
        default:
          break;
      }
    }
    Append(u, out);
  }
}

// Lone surrogates, and an odd byte at the end, read as U+FFFD; true where there
// were any.
bool FromUtf16(std::string_view s, bool big_endian, std::string* out) {
  bool broken = false;
  const size_t units = s.size() / 2;
  const auto unit = [&](size_t i) {
    const uint32_t a = ByteAt(s, 2 * i), b = ByteAt(s, 2 * i + 1);
    return big_endian ? a << 8 | b : b << 8 | a;
  };
  out->reserve(units + units / 8);
  for (size_t i = 0; i < units; ++i) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xE000) {
      const uint32_t low = i + 1 < units ? unit(i + 1) : 0;
      if (c < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        ++i;
      } else {
        c = 0xFFFD;
        broken = true;
      }
    }
    Append(c, out);
  }
  if (s.size() % 2 != 0) {
    Append(0xFFFD, out);
    broken = true;
  }
  return broken;
}

enum class Encoding { kNone, kWindows1252, kUtf16Le, kUtf16Be };

struct Guess {
  Encoding encoding = Encoding::kNone;
  int confidence = 0;
};

// ICU reads 8 KB; they should be those around the first byte that is not ASCII.
std::string_view Telling(std::string_view s) {
  const auto* high = std::find_if(
      s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
  const auto at = static_cast<size_t>(high - s.begin());
  const size_t begin = (at < 4000 ? 0 : at - 4000) & ~size_t{1};  // even: UTF-16 units stay whole
  return s.substr(high == s.end() ? 0 : begin, 8000);
}

Guess GuessEncoding(std::string_view s) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(
      ucsdet_open(&status), &ucsdet_close);
  const std::string_view part = Telling(s);
  ucsdet_setText(detector.get(), part.data(), static_cast<int32_t>(part.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return {};
  for (int32_t i = 0; i < count; ++i) {  // best first
    const std::string_view name = ucsdet_getName(matches[i], &status);
    const int confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_FAILURE(status)) return {};
    if (name == "UTF-16LE") return {Encoding::kUtf16Le, confidence};
    if (name == "UTF-16BE") return {Encoding::kUtf16Be, confidence};
    if (name == "windows-1252" || name == "ISO-8859-1") return {Encoding::kWindows1252, confidence};
  }
  return {};
}

// The detector calls noise UTF-16 as well. English in UTF-16 is made of Latin letters: nearly every
// other byte is 0, 1 or 2.
bool LooksLatin(std::string_view s, bool big_endian) {
  size_t latin = 0;
  for (size_t i = big_endian ? 0 : 1; i < s.size(); i += 2) latin += ByteAt(s, i) <= 2;
  return latin * 10 >= s.size() / 2 * 8;
}

// Nobody prints the currency sign: 0xA4 without any byte that is windows-1252's
// own is the euro of ISO-8859-15.
bool IsLatin9(std::string_view s) {
  bool euro = false;
  for (const char c : s) {
    const auto b = static_cast<unsigned char>(c);
    if (b >= 0x80 && b < 0xA0) return false;
    euro |= b == 0xA4;
  }
  return euro;
}

void WarnGuessed(const char* encoding, int confidence, std::vector<Warning>* warnings) {
  warnings->push_back({"encoding-guessed",
                       {},
                       std::string("the bytes are no valid UTF-8 and were read as ") + encoding +
                           " (confidence " + std::to_string(confidence) + " of 100)"});
}

std::optional<Error> DecodeUtf16(const source::Article& article, std::string_view s,
                                 bool big_endian, std::string* buffer, std::string_view* raw,
                                 std::vector<Warning>* warnings) {
  const bool broken = FromUtf16(s, big_endian, buffer);
  *raw = *buffer;
  const size_t controls = CountControls(*raw);
  if (TooManyControls(controls, raw->size(), 10)) return BinaryInput(article, controls);
  if (broken) {
    const auto at = static_cast<uint32_t>(raw->find("\xEF\xBF\xBD"));
    warnings->push_back({"invalid-utf16",
                         {at, at + 3},
                         "a surrogate without its partner, or half a character "
                         "at the end, reads "
                         "as U+FFFD; this is the first"});
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> Decode(const source::Article& article, std::string* buffer,
                            std::string_view* raw, std::vector<Warning>* warnings) {
  buffer->clear();
  std::string_view s = article.bytes;
  if (s.size() > kMaxBytes) {
    return Error{"too-large", article.path,
                 std::to_string(s.size()) + " bytes in one article; at most " +
                     std::to_string(kMaxBytes) + " are read: split the file"};
  }
  if (!article.is_utf8) {
    if (s.starts_with("\xFF\xFE")) {
      return DecodeUtf16(article, s.substr(2), false, buffer, raw, warnings);
    }
    if (s.starts_with("\xFE\xFF")) {
      return DecodeUtf16(article, s.substr(2), true, buffer, raw, warnings);
    }
    // A row keeps the mark: offsets count in its text as it stands there.
    if (s.starts_with("\xEF\xBB\xBF")) s.remove_prefix(3);
  }
  const size_t controls = CountControls(s);
  const bool valid = simdjson::validate_utf8(s.data(), s.size());
  if (!article.is_utf8 && KnownFormat(s) != nullptr) return BinaryInput(article, controls);
  // Half of UTF-16 without a mark is NUL, which is valid UTF-8 where the text
  // is ASCII.
  const bool suspicious = TooManyControls(controls, s.size(), 10);
  if (valid && (article.is_utf8 || !suspicious)) {
    *raw = s;
    return std::nullopt;
  }
  if (!valid && (article.is_utf8 || (!suspicious && MostlyUtf8(s)))) {
    RepairUtf8(s, buffer, warnings);
    *raw = *buffer;
    return std::nullopt;
  }
  const Guess guess = GuessEncoding(s);
  const bool utf16 = guess.encoding == Encoding::kUtf16Le || guess.encoding == Encoding::kUtf16Be;
  const bool big_endian = guess.encoding == Encoding::kUtf16Be;
  if (utf16 && suspicious && s.size() % 2 == 0 && LooksLatin(s, big_endian)) {
    WarnGuessed(big_endian ? "UTF-16BE" : "UTF-16LE", guess.confidence, warnings);
    return DecodeUtf16(article, s, big_endian, buffer, raw, warnings);
  }
  // windows-1252 has no use for NUL; bytes that are neither are no text.
  if (suspicious || TooManyControls(controls, s.size(), 20) || s.find('\0') != s.npos) {
    return BinaryInput(article, controls);
  }
  const bool latin9 = IsLatin9(s);
  WarnGuessed(latin9 ? "ISO-8859-15" : "windows-1252", guess.confidence, warnings);
  FromSingleByte(s, latin9, buffer);
  *raw = *buffer;
  return std::nullopt;
}

}  // namespace presscut::text
