#include <algorithm>
#include <optional>

#include "extract/match/impl.h"
#include "extract/text/unicode.h"

namespace presscut::match {
namespace {

// An alternation over more entries than this belongs into a token test, not into a pattern.
constexpr size_t kMaxEntries = 2000;

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string Quoted(std::string_view entry) {
  std::string out;
  bool space = false;
  for (const char c : entry) {
    if (c == ' ' || c == '\t') {
      space = true;
      continue;
    }
    if (space) out += "\\s+";
    space = false;
    if (static_cast<unsigned char>(c) < 0x80 && !isalnum(static_cast<unsigned char>(c)))
      out += '\\';
    out += c;
  }
  return out;
}

class Translator {
 public:
  Translator(const Names& names, const std::string& place, Translated* out)
      : names_(names), place_(place), out_(*out) {}

  std::optional<Error> Run(std::string_view find, int depth) {
    if (depth > 16) {
      return Error{"rule-bad-pattern", place_, "fragments include each other without end"};
    }
    bool in_class = false;
    for (size_t i = 0; i < find.size(); ++i) {
      const char c = find[i];
      if (c == '\\' && i + 1 < find.size()) {
        // The braces of \x{e9} and \p{Lu} are the escape's own.
        const bool braces = find.substr(i + 2, 1) == "{" &&
                            std::string_view("xpP").find(find[i + 1]) != std::string_view::npos;
        const size_t end = braces ? std::min(find.find('}', i), find.size() - 1) : i + 1;
        out_.pattern.append(find, i, end + 1 - i);
        i = end;
      } else if (in_class) {
        if (c == ' ') {
          out_.pattern += "\\s";
        } else {
          out_.pattern += c;
          if (c == ']') in_class = false;
        }
      } else if (c == '[') {
        in_class = true;
        out_.pattern += c;
        if (i + 1 < find.size() && find[i + 1] == '^') out_.pattern += find[++i];
        if (i + 1 < find.size() && find[i + 1] == ']') out_.pattern += find[++i];
      } else if (c == ' ') {
        while (i + 1 < find.size() && find[i + 1] == ' ') ++i;
        out_.pattern += "\\s+";
      } else if (c == '(' && find.substr(i, 4) == "(?P<") {
        const size_t close = find.find('>', i);
        if (close == std::string_view::npos) {
          return Error{"rule-bad-pattern", place_, "a group name is not closed by '>'"};
        }
        if (auto e = Group(find.substr(i + 4, close - i - 4), segment::kMaxLists)) return e;
        i = close;
      } else if (c == '(' && (i + 1 == find.size() || find[i + 1] != '?')) {
        return Error{"rule-bad-pattern", place_,
                     "numbered group '('; write (?:…) to group or (?P<name>…) to keep"};
      } else if (c == '{' && i + 1 < find.size() && find[i + 1] >= 'a' && find[i + 1] <= 'z') {
        const size_t close = find.find('}', i);
        if (close == std::string_view::npos) {
          return Error{"rule-bad-pattern", place_, "'{' is not closed by '}'"};
        }
        if (auto e = Include(find.substr(i + 1, close - i - 1), depth)) return e;
        i = close;
      } else {
        out_.pattern += c;
      }
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> Group(std::string_view name, segment::ListId list) {
    if (std::find(out_.groups.begin(), out_.groups.end(), name) != out_.groups.end()) {
      return Error{"rule-duplicate", place_,
                   "group '" + std::string(name) +
                       "' stands twice in the pattern; name one {list:other_name}"};
    }
    out_.groups.emplace_back(name);
    out_.list_of.push_back(list);
    out_.pattern += "(?P<" + std::string(name) + ">";
    return std::nullopt;
  }

  std::optional<Error> Include(std::string_view inside, int depth) {
    const size_t colon = inside.find(':');
    const std::string name(inside.substr(0, colon));
    if (!std::all_of(name.begin(), name.end(), IsNameByte)) {
      return Error{"rule-bad-pattern", place_,
                   "'{" + std::string(inside) + "}' is no name of a list or fragment"};
    }
    if (const segment::ListId list = names_.lexicon->FindList(name); list != segment::kMaxLists) {
      if (names_.lexicon->CountEntriesOf(list) > kMaxEntries) {
        return Error{"rule-bad-pattern", place_,
                     "list '" + name + "' has over 2000 entries, too many for a pattern"};
      }
      // A list's name may hold '-'; a group's may not.
      std::string as =
          colon == std::string_view::npos ? name : std::string(inside.substr(colon + 1));
      std::replace(as.begin(), as.end(), '-', '_');
      if (as.empty()) {
        out_.pattern += "(?:";
      } else if (auto e = Group(as, list)) {
        return e;
      }
      bool first = true;
      names_.lexicon->EntriesOf(list, [&](const segment::Entry& entry) {
        if (!first) out_.pattern += '|';
        first = false;
        out_.pattern += Quoted(entry.text);
      });
      out_.pattern += ')';
      return std::nullopt;
    }
    const auto fragment = names_.fragments->find(name);
    if (fragment == names_.fragments->end() || colon != std::string_view::npos) {
      return Error{"rule-unknown-name", place_,
                   "'{" + std::string(inside) +
                       "}' is neither a list nor a fragment of this file or of fragments.toml"};
    }
    out_.pattern += "(?:";
    if (auto e = Run(fragment->second, depth + 1)) return e;
    out_.pattern += ')';
    return std::nullopt;
  }

  const Names& names_;
  const std::string& place_;
  Translated& out_;
};

}  // namespace

std::string EntryKey(std::string_view entry) {
  std::string out;
  for (const char c : text::ToLower(entry)) {
    if (c == ' ' || c == '\n' || c == '\t') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::optional<Error> Translate(std::string_view find, const Names& names, const std::string& place,
                               Translated* out) {
  *out = {};
  return Translator(names, place, out).Run(find, 0);
}

}  // namespace presscut::match
