#include "extract/dataset/paint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "extract/text/unicode.h"

namespace presscut::dataset {
namespace {

struct Style {
  char letter;             // where there is no colour
  std::string_view name;   // in the list of facts
  std::string_view codes;  // SGR parameters
};
// The eight colours of every terminal, as its owner has set them.
constexpr std::array<Style, kMarkKinds> kStyles = {{
    {'d', "date", "4;34"},
    {'o', "organisation", "1;33"},
    {'p', "person", "1;36"},
    {'f', "figure", "35"},
    {'q', "quote", "3;32"},
}};
constexpr std::string_view kPlain = "\x1b[0m", kFaint = "\x1b[2m";

const Style& StyleOf(const Mark& mark) { return kStyles[static_cast<size_t>(mark.kind)]; }
char LetterOf(const Mark& mark) { return mark.role ? 'r' : StyleOf(mark).letter; }

// The bytes of the character at the beginning of `s`.
size_t LengthOf(std::string_view s) {
  size_t length = 0;
  text::DecodeAt(s, 0, &length);
  return length;
}

bool IsControl(std::string_view c) {
  const unsigned char first = static_cast<unsigned char>(c[0]);
  if (c.size() == 2) return first == 0xC2 && static_cast<unsigned char>(c[1]) < 0xA0;
  return c.size() == 1 && (first == 0x7F || (first < 0x20 && first != '\n' && first != '\t'));
}

// What of the article stands in a line of the list.
std::string InOneLine(std::string_view text) {
  std::string s;
  for (; !text.empty(); text.remove_prefix(LengthOf(text))) {
    const std::string_view c = text.substr(0, LengthOf(text));
    s += c == "\n" || c == "\t" ? std::string_view(" ") : IsControl(c) ? "\uFFFD" : c;
  }
  return s;
}

class Painter {
 public:
  Painter(const std::vector<Mark>& marks, bool colour, std::string* out)
      : marks_(marks), colour_(colour), out_(*out) {}

  void Run(std::string_view text) {
    for (uint32_t at = 0; !text.empty(); ++at) {
      Turn(at);
      const std::string_view c = text.substr(0, LengthOf(text));
      if (IsControl(c)) {
        out_ += "\uFFFD";
      } else {
        // A style does not run on over the margin of the next line.
        if (c == "\n" && colour_ && !open_.empty()) out_ += kPlain;
        out_ += c;
        if (c == "\n" && colour_ && !open_.empty()) Dress();
      }
      text.remove_prefix(c.size());
    }
    while (!open_.empty()) Close();
  }

 private:
  // Closes what ends before the character at `at`, opens what begins there.
  void Turn(uint32_t at) {
    bool changed = false;
    for (size_t i = open_.size(); i-- > 0;) {
      if (open_[i]->end > at) continue;
      changed = true;
      open_.erase(open_.begin() + static_cast<ptrdiff_t>(i));
      if (!colour_) out_ += ']';
    }
    for (; next_ < marks_.size() && marks_[next_].start <= at; ++next_) {
      if (marks_[next_].end <= at) continue;
      changed = true;
      open_.push_back(&marks_[next_]);
      if (!colour_) out_.append({'[', LetterOf(marks_[next_]), ':'});
    }
    if (changed && colour_) {
      out_ += kPlain;
      Dress();
    }
  }
  void Close() {
    open_.pop_back();
    out_ += colour_ ? kPlain : "]";
  }
  // What was opened last shows.
  void Dress() {
    if (!open_.empty()) out_ += fmt::format("\x1b[{}m", StyleOf(*open_.back()).codes);
  }

  const std::vector<Mark>& marks_;
  const bool colour_;
  std::string& out_;
  std::vector<const Mark*> open_;
  size_t next_ = 0;
};

// From character `start` to character `end`, in one line.
std::string Excerpt(std::string_view text, const std::vector<uint32_t>& begins, const Mark& mark) {
  constexpr size_t kLongest = 60;  // characters
  const size_t last = begins.size() - 1;
  const size_t start = std::min<size_t>(mark.start, last), end = std::min<size_t>(mark.end, last);
  const size_t shown = end - start > kLongest ? start + kLongest : end;
  const std::string s = InOneLine(text.substr(begins[start], begins[shown] - begins[start]));
  return shown < end ? s + "…" : s;
}

}  // namespace

void Paint(std::string_view text, const Marks& marks, const PaintOptions& options,
           std::string* out) {
  Painter(marks.all, options.colour, out).Run(text);
  if (!out->empty() && out->back() != '\n') *out += '\n';
  if (!options.facts || marks.all.empty()) return;
  std::vector<uint32_t> begins;
  for (size_t at = 0; at < text.size(); at += LengthOf(text.substr(at))) {
    begins.push_back(static_cast<uint32_t>(at));
  }
  begins.push_back(static_cast<uint32_t>(text.size()));
  *out += '\n';
  for (const Mark& mark : marks.all) {
    const Style& style = StyleOf(mark);
    const std::string value = InOneLine(mark.value);  // holds words of the article, too
    const std::string name = fmt::format("{:<13}", mark.role ? "role" : style.name);
    if (options.colour) {
      *out += fmt::format("\x1b[{}m{}{} {}  {}→ {}  {}{}\n", style.codes, name, kPlain,
                          Excerpt(text, begins, mark), kFaint, value, mark.rule, kPlain);
    } else {
      *out +=
          fmt::format("{} {}  -> {}  {}\n", name, Excerpt(text, begins, mark), value, mark.rule);
    }
  }
}

}  // namespace presscut::dataset
