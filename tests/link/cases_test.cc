// tests/link/cases.txt: who is one and who is two, in words.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/link/link_testing.h"

namespace presscut::link {
namespace {

std::string Trimmed(const std::string& s) {
  const size_t first = s.find_first_not_of(" \t"), last = s.find_last_not_of(" \t");
  return first == std::string::npos ? std::string() : s.substr(first, last - first + 1);
}

std::vector<std::string> Cut(const std::string& s, char at) {
  std::vector<std::string> out;
  std::istringstream in(s);
  for (std::string piece; std::getline(in, piece, at);) out.push_back(Trimmed(piece));
  return out;
}

struct Row {
  std::string letter;
  Appearance appearance;
};

Row ReadRow(const std::string& line, size_t number) {
  const std::vector<std::string> parts = Cut(line, ';');
  std::istringstream head(parts[0]);
  Row row;
  Appearance& a = row.appearance;
  std::string sort;
  head >> row.letter >> a.date >> sort;
  std::getline(head, a.name);
  a.name = Trimmed(a.name);
  a.sort = sort == "person" ? Sort::kPerson : Sort::kOrganisation;
  EXPECT_TRUE(sort == "person" || sort == "organisation") << line;
  if (a.sort == Sort::kPerson) {
    const size_t space = a.name.rfind(' ');
    a.family = a.name.substr(space == std::string::npos ? 0 : space + 1);
    if (space != std::string::npos) a.given = a.name.substr(0, space);
  }
  for (size_t i = 1; i < parts.size(); ++i) {
    const size_t equals = parts[i].find('=');
    const std::string key = parts[i].substr(0, equals), value = parts[i].substr(equals + 1);
    if (key == "title") {
      a.title = value;
    } else if (key == "given") {
      a.given = value;
    } else if (key == "family") {
      a.family = value;
    } else if (key == "suffix") {
      a.suffix = value;
    } else if (key == "born") {
      a.born = std::stoi(value);
    } else if (key == "role") {
      const std::vector<std::string> role = Cut(value, '|');
      a.roles.push_back({role[0], role.size() > 1 ? role[1] : ""});
    } else if (key == "kind") {
      a.kind = value;
    } else if (key == "acronym") {
      a.acronym = value;
    } else if (key == "alias") {
      a.aliases.push_back(value);
    } else if (key == "own") {
      a.countries.insert(a.countries.begin(), value);
      ++a.own_countries;
    } else if (key == "country") {
      a.countries.push_back(value);
    } else if (key == "people") {
      a.people = Cut(value, ',');
    } else if (key == "bodies") {
      a.organisations = Cut(value, ',');
    } else {
      ADD_FAILURE() << "no such key: " << key << " in " << line;
    }
  }
  a.article = "article-" + std::to_string(number);
  return row;
}

TEST(LinkCases, OneIsOneAndTwoAreTwo) {
  std::ifstream file(std::string(PRESSCUT_SOURCE_DIR) + "/tests/link/cases.txt");
  std::map<std::string, std::vector<Row>> cases;
  std::string title, line;
  for (size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("== ")) {
      title = line.substr(3);
      EXPECT_FALSE(cases.contains(title)) << "twice: " << title;
      continue;
    }
    // People of one article and date that are each other's company stand in one article.
    cases[title].push_back(ReadRow(line, number));
  }
  ASSERT_GT(cases.size(), 40u);
  for (auto& [name, rows] : cases) {
    SCOPED_TRACE(name);
    for (Row& row : rows) {
      for (const Row& other : rows) {
        const auto& company = other.appearance.people;
        const bool beside =
            std::find(company.begin(), company.end(), row.appearance.name) != company.end() &&
            other.appearance.date == row.appearance.date && &other != &row;
        if (beside && other.appearance.article < row.appearance.article) {
          row.appearance.article = other.appearance.article;
          row.appearance.entity = 1;
        }
      }
    }
    std::vector<Appearance> all;
    for (const Row& row : rows) all.push_back(row.appearance);
    const std::vector<Found> found = LinkAll(all);
    for (size_t i = 0; i < rows.size(); ++i) {
      for (size_t j = i + 1; j < rows.size(); ++j) {
        const std::string both = rows[i].appearance.name + " (" + rows[i].appearance.date +
                                 ") and " + rows[j].appearance.name + " (" +
                                 rows[j].appearance.date + "): " + found[j].why;
        if (rows[i].letter == rows[j].letter) {
          EXPECT_EQ(found[i].id, found[j].id) << both;
        } else {
          EXPECT_NE(found[i].id, found[j].id) << both;
        }
      }
    }
  }
}

}  // namespace
}  // namespace presscut::link
