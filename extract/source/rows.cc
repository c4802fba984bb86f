#include "extract/source/rows.h"

#include <fmt/format.h>
#include <simdjson.h>

namespace presscut::source {
namespace {

// Above this the parser is built anew after use: one huge row must not cost memory for the rest of
// the run.
constexpr size_t kKeepParser = size_t{4} << 20;

bool IsJsonSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Walks the members of a JSON object that is known to be valid, as it is written.
class Members {
 public:
  explicit Members(std::string_view object) : s_(object), at_(object.find('{') + 1) {}

  // The next key, with its marks, and the next value. REQUIRES: there is one more member.
  void Next(std::string_view* key, std::string_view* value) {
    while (s_[at_] != '"') ++at_;
    const size_t key_begin = at_;
    SkipString();
    *key = s_.substr(key_begin, at_ - key_begin);
    while (s_[at_] != ':') ++at_;
    ++at_;
    while (IsJsonSpace(s_[at_])) ++at_;
    const size_t begin = at_;
    for (size_t depth = 0;; ++at_) {
      const char c = s_[at_];
      if (c == '"') {
        SkipString();
        --at_;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (depth == 0 && (c == ',' || c == '}')) {
        break;
      } else if (c == '}' || c == ']') {
        --depth;
      }
    }
    size_t end = at_;
    while (IsJsonSpace(s_[end - 1])) --end;
    *value = s_.substr(begin, end - begin);
  }

 private:
  // Articles are long strings: from mark to mark, not from byte to byte.
  void SkipString() {
    size_t backslashes;
    do {
      at_ = s_.find('"', at_ + 1);
      backslashes = 0;
      while (s_[at_ - 1 - backslashes] == '\\') ++backslashes;
    } while (backslashes % 2 == 1);  // the mark itself is escaped
    ++at_;
  }

  std::string_view s_;
  size_t at_;
};

std::string_view NameOf(simdjson::dom::element_type type) {
  switch (type) {
    case simdjson::dom::element_type::ARRAY:
      return "a list";
    case simdjson::dom::element_type::OBJECT:
      return "an object";
    case simdjson::dom::element_type::BOOL:
      return "true or false";
    case simdjson::dom::element_type::STRING:
      return "a string";
    case simdjson::dom::element_type::NULL_VALUE:
      return "null";
    default:
      return "a number";
  }
}

std::string_view Shown(std::string_view row) {
  constexpr size_t kShown = 60;
  size_t n = std::min(row.size(), kShown);
  while (n > 0 && n < row.size() && (static_cast<unsigned char>(row[n]) & 0xC0) == 0x80) --n;
  return row.substr(0, n);
}

std::string WhyInvalid(simdjson::error_code code, std::string_view row) {
  switch (code) {
    case simdjson::NUMBER_ERROR:
      return "a number is malformed or beyond 64 bits; write such a number as a string";
    case simdjson::DEPTH_ERROR:
      return "it is nested deeper than 1,024 levels; flatten it";
    case simdjson::UTF8_ERROR:
      return "it is not UTF-8; convert the file to UTF-8 (JSON allows no other encoding)";
    case simdjson::MEMALLOC:
      return "there is no memory for a row of this size; split it";
    default:
      return fmt::format(
          "found '{}'; each line must be one JSON object such as {{\"id\": \"a1\", \"text\": "
          "\"…\"}}",
          Shown(row));
  }
}

}  // namespace

struct RowReader::Parser {
  simdjson::dom::parser dom;
};

RowReader::RowReader() : parser_(std::make_unique<Parser>()) {}
RowReader::~RowReader() = default;

void RowReader::Read(std::string_view row, std::string_view file_id, std::string_view place,
                     uint64_t line, Article* out) {
  const auto bad = [&](std::string message) {
    if (out->id.empty()) out->id = fmt::format("{}:{}", file_id, line);
    out->bytes.clear();
    out->error = Error{"bad-json-row", std::string(place), std::move(message)};
  };
  out->is_utf8 = true;
  simdjson::dom::element root;
  if (const auto code = parser_->dom.parse(row.data(), row.size(), false).get(root)) {
    return bad("the row is not valid JSON: " + WhyInvalid(code, row));
  }
  simdjson::dom::object object;
  if (root.get(object)) {
    return bad(
        fmt::format("the row is {}; it must be an object with a \"text\"", NameOf(root.type())));
  }
  bool has_text = false, has_other = false;
  std::string wrong;
  const auto text_of = [&](std::string_view key, simdjson::dom::element value, auto&& take) {
    if (value.is_null()) return;
    if (std::string_view text; value.get(text) == simdjson::SUCCESS) {
      take(text);
    } else if (wrong.empty()) {
      wrong = fmt::format("\"{}\" is {}; it must be a string", key, NameOf(value.type()));
    }
  };
  for (const auto [key, value] : object) {
    if (key == "text") {
      text_of(key, value, [&](std::string_view text) {
        out->bytes.assign(text);
        has_text = true;
      });
    } else if (key == "id") {
      if (int64_t number; value.get(number) == simdjson::SUCCESS) {
        out->id = fmt::format("{}", number);
      } else if (uint64_t large; value.get(large) == simdjson::SUCCESS) {
        out->id = fmt::format("{}", large);
      } else {
        text_of(key, value, [&](std::string_view text) { out->id.assign(text); });
      }
    } else if (key == "date") {
      text_of(key, value, [&](std::string_view text) { out->date.emplace(text); });
    } else if (key == "headline") {
      text_of(key, value, [&](std::string_view text) { out->headline.emplace(text); });
    } else {
      has_other = true;
    }
  }
  if (has_other) {
    std::string& meta = out->meta.emplace("{");
    Members members(row);
    for (const auto [key, value] : object) {
      std::string_view raw_key, raw_value;
      members.Next(&raw_key, &raw_value);
      if (key == "text" || key == "id" || key == "date" || key == "headline") continue;
      if (meta.size() > 1) meta += ',';
      meta.append(raw_key).append(":").append(raw_value);
    }
    meta += '}';
  }
  if (row.size() > kKeepParser) parser_ = std::make_unique<Parser>();
  if (!wrong.empty()) return bad("the row's " + wrong);
  if (!has_text) return bad("the row has no \"text\"; add the article's text under that key");
  if (out->id.empty()) out->id = fmt::format("{}:{}", file_id, line);
}

}  // namespace presscut::source
