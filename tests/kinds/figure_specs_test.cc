// tests/specs/figures.txt: a piece of text a line, with the figures that it holds marked in square
// brackets, and nothing else found in it. `[text|value unit|kind modifier change of=words]`: the
// last two parts may be left out; a value is the exact number, "low..high" or "low..". A bracket
// that is part of the text is written twice.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/kinds/figure_testing.h"

namespace presscut::figure {
namespace {

std::string Number(double value) { return fmt::format("{:.10g}", value); }

std::string ValueOf(const Figure& f) {
  std::string out;
  if (f.value) {
    out = f.exact;
  } else {
    if (f.low) out += Number(*f.low);
    out += "..";
    if (f.high) out += Number(*f.high);
  }
  if (!f.unit.empty()) out += " " + f.unit;
  return out;
}

std::string TraitsOf(const Found& f, bool object) {
  std::string out = f.figure.kind;
  if (f.figure.modifier != nullptr) out += std::string(" ") + f.figure.modifier;
  if (f.figure.change != nullptr) out += std::string(" ") + f.figure.change;
  if (object && !f.of.empty()) out += " of=" + f.of;
  return out;
}

struct Expected {
  uint32_t begin = 0, end = 0;
  std::string value, traits;
};

// Takes the marks out of a line.
std::string Unmark(const std::string& line, std::vector<Expected>* expected) {
  std::string text;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '[') {
      text += line[i];
      if (line[i] == ']') ++i;
      continue;
    }
    if (i + 1 < line.size() && line[i + 1] == '[') {
      text += line[i++];
      continue;
    }
    const size_t close = line.find(']', i);
    std::vector<std::string> parts;
    std::stringstream inside(line.substr(i + 1, close - i - 1));
    for (std::string part; std::getline(inside, part, '|');) parts.push_back(part);
    parts.resize(3);
    Expected e{static_cast<uint32_t>(text.size()), 0, parts[1], parts[2]};
    text += parts[0];
    e.end = static_cast<uint32_t>(text.size());
    expected->push_back(e);
    i = close;
  }
  return text;
}

TEST(FigureSpecs, EveryLineIsReadAsMarked) {
  std::ifstream file(PRESSCUT_SOURCE_DIR "/tests/specs/figures.txt");
  ASSERT_TRUE(file.good());
  int number = 0, cases = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    ++cases;
    SCOPED_TRACE(fmt::format("tests/specs/figures.txt:{}: {}", number, line));
    std::vector<Expected> expected;
    const std::string text = Unmark(line, &expected);
    const std::vector<Found>& found = FindFigures(text);
    std::string all;
    for (const Found& f : found)
      all += fmt::format("[{}|{}|{}] ", f.text, ValueOf(f.figure), TraitsOf(f, true));
    if (found.size() != expected.size()) {
      ADD_FAILURE() << "found " << all;
      continue;
    }
    for (size_t i = 0; i < found.size(); ++i) {
      const Expected& e = expected[i];
      EXPECT_EQ(text.substr(e.begin, e.end - e.begin), found[i].text);
      EXPECT_EQ(e.begin, found[i].begin);
      EXPECT_EQ(e.value, ValueOf(found[i].figure));
      if (!e.traits.empty()) {
        EXPECT_EQ(e.traits, TraitsOf(found[i], e.traits.find("of=") != std::string::npos));
      }
    }
  }
  EXPECT_GE(cases, 60);
}

}  // namespace
}  // namespace presscut::figure
