#include "extract/dataset/readable.h"

#include <fmt/format.h>

#include <algorithm>

namespace presscut::dataset {
namespace {

// A name may be 255 bytes long, and ends in ".json".
constexpr size_t kLongestStep = 240;

// Where the value that begins at `at` ends. REQUIRES: compact JSON.
size_t EndOf(std::string_view json, size_t at) {
  size_t depth = 0;
  for (bool in_text = false; at < json.size(); ++at) {
    const char c = json[at];
    if (in_text) {
      if (c == '\\') ++at;
      if (c == '"') in_text = false;
      continue;
    }
    if (c == '"') in_text = true;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']' || c == ',') && depth == 0) return at;
    if (c == '}' || c == ']') --depth;
  }
  return at;
}

// Whether a list of objects stands in it, or is it.
bool HasFacts(std::string_view value) {
  bool in_text = false;
  for (size_t i = 0; i + 1 < value.size(); ++i) {
    if (in_text) {
      if (value[i] == '\\')
        ++i;
      else if (value[i] == '"')
        in_text = false;
      continue;
    }
    if (value[i] == '"') in_text = true;
    if (value[i] == '[' && value[i + 1] == '{') return true;
  }
  return false;
}

void AppendFlat(std::string_view value, std::string* out) {
  bool in_text = false;
  for (size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    *out += c;
    if (in_text) {
      if (c == '\\' && i + 1 < value.size()) *out += value[++i];
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == ',' || c == ':') {
      *out += ' ';
    }
  }
}

void Append(std::string_view value, size_t indent, std::string* out) {
  const bool opens = !value.empty() && (value.front() == '{' || value.front() == '[');
  if (!opens || (indent > 0 && !HasFacts(value))) return AppendFlat(value, out);
  *out += value.front();
  for (size_t at = 1; at < value.size() - 1;) {
    *out += at == 1 ? "\n" : ",\n";
    out->append(indent + 1, ' ');
    size_t end = EndOf(value, at);
    if (value.front() == '{') {  // the key, which holds no mark that would have to be escaped
      const size_t colon = value.find("\":", at) + 1;
      out->append(value.substr(at, colon - at)).append(": ");
      at = colon + 1;
      end = EndOf(value, at);
    }
    Append(value.substr(at, end - at), indent + 1, out);
    at = end + 1;
  }
  *out += '\n';
  out->append(indent, ' ');
  *out += value.back();
}

std::string Step(std::string_view step) {
  std::string out;
  const bool dots = step.find_first_not_of('.') == std::string_view::npos;
  for (const char c : step) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || c == '%' || c == '\\' || byte == 0x7F || (c == '.' && dots)) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  if (out.empty()) out.assign(1, '%');
  if (out.size() > kLongestStep) out.resize(kLongestStep);
  return out;
}

}  // namespace

std::string Readable(std::string_view record) {
  while (record.ends_with('\n')) record.remove_suffix(1);
  std::string out;
  Append(record, 0, &out);
  return out + '\n';
}

std::string ReadableName(std::string_view id) {
  std::string out;
  for (;;) {
    const size_t slash = id.find('/');
    out += Step(id.substr(0, slash));
    if (slash == std::string_view::npos) return out + ".json";
    out += '/';
    id.remove_prefix(slash + 1);
  }
}

}  // namespace presscut::dataset
