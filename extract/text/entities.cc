#include "extract/text/entities.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extract/text/windows1252.h"

namespace presscut::text {
namespace {

struct Named {
  std::string_view name;
  char16_t c;
};

// The names of Latin-1, typography, arrows and the Latin letters that names in
// the news need; sorted for the search.
constexpr std::array kNamed = std::to_array<Named>(
    {{"AElig", 0x00C6},  {"AMP", 0x0026},    {"Aacute", 0x00C1},  {"Acirc", 0x00C2},
     {"Agrave", 0x00C0}, {"Aring", 0x00C5},  {"Atilde", 0x00C3},  {"Auml", 0x00C4},
     {"COPY", 0x00A9},   {"Cacute", 0x0106}, {"Ccaron", 0x010C},  {"Ccedil", 0x00C7},
     {"Dagger", 0x2021}, {"ETH", 0x00D0},    {"Eacute", 0x00C9},  {"Ecirc", 0x00CA},
     {"Egrave", 0x00C8}, {"Euml", 0x00CB},   {"GT", 0x003E},      {"Iacute", 0x00CD},
     {"Icirc", 0x00CE},  {"Idot", 0x0130},   {"Igrave", 0x00CC},  {"Iuml", 0x00CF},
     {"LT", 0x003C},     {"Lstrok", 0x0141}, {"NewLine", 0x000A}, {"Ntilde", 0x00D1},
     {"OElig", 0x0152},  {"Oacute", 0x00D3}, {"Ocirc", 0x00D4},   {"Ograve", 0x00D2},
     {"Oslash", 0x00D8}, {"Otilde", 0x00D5}, {"Ouml", 0x00D6},    {"Prime", 0x2033},
     {"QUOT", 0x0022},   {"REG", 0x00AE},    {"Scaron", 0x0160},  {"Scedil", 0x015E},
     {"THORN", 0x00DE},  {"Tab", 0x0009},    {"Uacute", 0x00DA},  {"Ucirc", 0x00DB},
     {"Ugrave", 0x00D9}, {"Uuml", 0x00DC},   {"Yacute", 0x00DD},  {"Yuml", 0x0178},
     {"Zcaron", 0x017D}, {"aacute", 0x00E1}, {"acirc", 0x00E2},   {"acute", 0x00B4},
     {"aelig", 0x00E6},  {"agrave", 0x00E0}, {"amacr", 0x0101},   {"amp", 0x0026},
     {"aogon", 0x0105},  {"apos", 0x0027},   {"aring", 0x00E5},   {"ast", 0x002A},
     {"asymp", 0x2248},  {"atilde", 0x00E3}, {"auml", 0x00E4},    {"bdquo", 0x201E},
     {"brvbar", 0x00A6}, {"bull", 0x2022},   {"bullet", 0x2022},  {"cacute", 0x0107},
     {"ccaron", 0x010D}, {"ccedil", 0x00E7}, {"cedil", 0x00B8},   {"cent", 0x00A2},
     {"circ", 0x02C6},   {"colon", 0x003A},  {"comma", 0x002C},   {"commat", 0x0040},
     {"copy", 0x00A9},   {"curren", 0x00A4}, {"dagger", 0x2020},  {"dash", 0x2010},
     {"deg", 0x00B0},    {"divide", 0x00F7}, {"dollar", 0x0024},  {"eacute", 0x00E9},
     {"ecaron", 0x011B}, {"ecirc", 0x00EA},  {"egrave", 0x00E8},  {"emacr", 0x0113},
     {"emsp", 0x2003},   {"ensp", 0x2002},   {"eogon", 0x0119},   {"equals", 0x003D},
     {"eth", 0x00F0},    {"euml", 0x00EB},   {"euro", 0x20AC},    {"excl", 0x0021},
     {"fnof", 0x0192},   {"frac12", 0x00BD}, {"frac13", 0x2153},  {"frac14", 0x00BC},
     {"frac18", 0x215B}, {"frac23", 0x2154}, {"frac34", 0x00BE},  {"frac38", 0x215C},
     {"frac58", 0x215D}, {"frac78", 0x215E}, {"frasl", 0x2044},   {"gbreve", 0x011F},
     {"ge", 0x2265},     {"grave", 0x0060},  {"gt", 0x003E},      {"hearts", 0x2665},
     {"hellip", 0x2026}, {"horbar", 0x2015}, {"hyphen", 0x2010},  {"iacute", 0x00ED},
     {"icirc", 0x00EE},  {"iexcl", 0x00A1},  {"igrave", 0x00EC},  {"imacr", 0x012B},
     {"imath", 0x0131},  {"infin", 0x221E},  {"inodot", 0x0131},  {"iquest", 0x00BF},
     {"iuml", 0x00EF},   {"laquo", 0x00AB},  {"larr", 0x2190},    {"lbrace", 0x007B},
     {"ldquo", 0x201C},  {"ldquor", 0x201E}, {"le", 0x2264},      {"lowbar", 0x005F},
     {"lpar", 0x0028},   {"lrm", 0x200E},    {"lsaquo", 0x2039},  {"lsqb", 0x005B},
     {"lsquo", 0x2018},  {"lsquor", 0x201A}, {"lstrok", 0x0142},  {"lt", 0x003C},
     {"macr", 0x00AF},   {"mdash", 0x2014},  {"micro", 0x00B5},   {"middot", 0x00B7},
     {"minus", 0x2212},  {"mldr", 0x2026},   {"nacute", 0x0144},  {"nbsp", 0x00A0},
     {"ncaron", 0x0148}, {"ndash", 0x2013},  {"ne", 0x2260},      {"nldr", 0x2025},
     {"not", 0x00AC},    {"ntilde", 0x00F1}, {"num", 0x0023},     {"oacute", 0x00F3},
     {"ocirc", 0x00F4},  {"odblac", 0x0151}, {"oelig", 0x0153},   {"ograve", 0x00F2},
     {"oline", 0x203E},  {"omacr", 0x014D},  {"ordf", 0x00AA},    {"ordm", 0x00BA},
     {"oslash", 0x00F8}, {"otilde", 0x00F5}, {"ouml", 0x00F6},    {"para", 0x00B6},
     {"percnt", 0x0025}, {"period", 0x002E}, {"permil", 0x2030},  {"plus", 0x002B},
     {"plusmn", 0x00B1}, {"pound", 0x00A3},  {"prime", 0x2032},   {"quest", 0x003F},
     {"quot", 0x0022},   {"radic", 0x221A},  {"raquo", 0x00BB},   {"rarr", 0x2192},
     {"rbrace", 0x007D}, {"rcaron", 0x0159}, {"rdquo", 0x201D},   {"rdquor", 0x201D},
     {"reg", 0x00AE},    {"rlm", 0x200F},    {"rpar", 0x0029},    {"rsaquo", 0x203A},
     {"rsqb", 0x005D},   {"rsquo", 0x2019},  {"rsquor", 0x2019},  {"sacute", 0x015B},
     {"sbquo", 0x201A},  {"scaron", 0x0161}, {"scedil", 0x015F},  {"sect", 0x00A7},
     {"semi", 0x003B},   {"shy", 0x00AD},    {"sol", 0x002F},     {"sup1", 0x00B9},
     {"sup2", 0x00B2},   {"sup3", 0x00B3},   {"szlig", 0x00DF},   {"thinsp", 0x2009},
     {"thorn", 0x00FE},  {"tilde", 0x02DC},  {"times", 0x00D7},   {"trade", 0x2122},
     {"uacute", 0x00FA}, {"ucirc", 0x00FB},  {"udblac", 0x0171},  {"ugrave", 0x00F9},
     {"umacr", 0x016B},  {"uml", 0x00A8},    {"uuml", 0x00FC},    {"yacute", 0x00FD},
     {"yen", 0x00A5},    {"yuml", 0x00FF},   {"zcaron", 0x017E},  {"zwj", 0x200D},
     {"zwnj", 0x200C}});
static_assert(std::is_sorted(kNamed.begin(), kNamed.end(),
                             [](const Named& a, const Named& b) { return a.name < b.name; }));

constexpr size_t kLongestName = 8;
constexpr size_t kLongestNumber = 8;

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// `at` is behind "&#".
Entity NumberAt(std::string_view s, size_t at) {
  const bool hex = at < s.size() && (s[at] == 'x' || s[at] == 'X');
  size_t i = at + (hex ? 1 : 0);
  const size_t first = i;
  const int base = hex ? 16 : 10;
  char32_t value = 0;
  for (; i < s.size() && i < first + kLongestNumber; ++i) {
    const int digit = HexValue(s[i]);
    if (digit < 0 || digit >= base) break;
    value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
  }
  if (i == first || i >= s.size() || s[i] != ';') return {};
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return {};
  if (value >= 0x80 && value < 0xA0) value = CharOf(static_cast<unsigned char>(value));
  return {value, i + 1};
}

Entity NameAt(std::string_view s, size_t at) {
  size_t i = at;
  while (i < s.size() && i <= at + kLongestName && IsAlnum(s[i])) ++i;
  if (i == at || i >= s.size() || s[i] != ';') return {};
  const std::string_view name = s.substr(at, i - at);
  const auto* found =
      std::lower_bound(kNamed.begin(), kNamed.end(), name,
                       [](const Named& n, std::string_view v) { return n.name < v; });
  if (found == kNamed.end() || found->name != name) return {};
  return {found->c, i + 1};
}

}  // namespace

Entity EntityAt(std::string_view s, size_t at) {
  size_t i = at + 1;
  while (s.substr(i, 4) == "amp;") i += 4;  // escaped again and again: &amp;amp;quot;
  Entity e = i < s.size() && s[i] == '#' ? NumberAt(s, i + 1) : NameAt(s, i);
  if (e.length != 0) return {e.c, e.length - at};
  if (i > at + 1) return {U'&', i - at};
  return {};
}

}  // namespace presscut::text
