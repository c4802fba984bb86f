#include "extract/names/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "extract/names/vocabulary.h"
#include "extract/text/unicode.h"

namespace presscut::names {
namespace {

constexpr std::string_view kSlotNames[kSlots] = {
    "whole_in",         "single_in", "first_in",        "last_in",      "middle_in",
    "any_in",           "every_in",  "no_word_in",      "title_in",     "before_in",
    "second_before_in", "after_in",  "second_after_in", "role_after_in"};

constexpr std::string_view kTraitNames[kTraitCount] = {"one_word",
                                                       "two_words",
                                                       "three_words",
                                                       "many_words",
                                                       "acronym",
                                                       "camel",
                                                       "stops",
                                                       "digit",
                                                       "initial",
                                                       "particle",
                                                       "hyphen",
                                                       "ampersand",
                                                       "of_inside",
                                                       "and_inside",
                                                       "unknown_word",
                                                       "short_word",
                                                       "sentence_start_only",
                                                       "line_start",
                                                       "titles_only",
                                                       "lower_elsewhere",
                                                       "mid_sentence",
                                                       "repeated",
                                                       "frequent",
                                                       "number_after",
                                                       "number_before",
                                                       "bracket_after",
                                                       "in_brackets",
                                                       "comma_after",
                                                       "who_after",
                                                       "possessive_after",
                                                       "the_before",
                                                       "capital_before",
                                                       "capital_after",
                                                       "hyphen_before",
                                                       "hyphen_after",
                                                       "quoted",
                                                       "score_line",
                                                       "whole_line",
                                                       "age_after",
                                                       "longer_person_last",
                                                       "longer_person_first",
                                                       "longer_organisation",
                                                       "longer_place",
                                                       "longer_other",
                                                       "longer_any",
                                                       "acronym_of_organisation",
                                                       "acronym_of_other",
                                                       "defines_acronym",
                                                       "pronoun_after"};

constexpr std::string_view kKindNames[kKinds] = {"none", "person", "organisation", "place",
                                                 "other"};

template <size_t N>
uint32_t IndexOf(const std::string_view (&names)[N], std::string_view name) {
  return static_cast<uint32_t>(std::find(names, names + N, name) - names);
}

std::string_view Trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

bool HasValue(std::string_view columns, std::string_view value) {
  for (uint32_t n = 0; n < 4; ++n) {
    if (Column(columns, n) == value) return true;
  }
  return false;
}

void Set(Classes* classes, uint32_t cls) { classes->bits[cls / 64] |= uint64_t{1} << (cls % 64); }

}  // namespace

std::string_view TraitName(Trait trait) { return kTraitNames[trait]; }

bool EvidenceTable::ReadWhere(const match::Evidence& evidence, uint32_t* slot, Row* row) {
  const std::string place = fmt::format("{}:{}:1", evidence.file, evidence.line);
  std::string_view where = evidence.where;
  const size_t when = where.find(" when ");
  const std::string_view slot_name = Trim(where.substr(0, when));
  *slot = IndexOf(kSlotNames, slot_name);
  if (*slot == kSlots && slot_name != "name") {
    problems_.push_back(
        {"rule-unknown-name", place,
         fmt::format("'{}' looks at '{}', which is no slot of a name", evidence.id, slot_name)});
    return false;
  }
  std::string_view rest =
      when == std::string_view::npos ? std::string_view() : where.substr(when + 6);
  while (!rest.empty()) {
    const size_t comma = rest.find(',');
    std::string_view condition = Trim(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    const bool negated = condition.starts_with("not ");
    if (negated) condition = Trim(condition.substr(4));
    const uint32_t trait = IndexOf(kTraitNames, condition);
    if (trait == kTraitCount) {
      problems_.push_back(
          {"rule-unknown-name", place,
           fmt::format("'{}' has the unknown condition '{}'", evidence.id, condition)});
      return false;
    }
    (negated ? row->forbids : row->needs) |= TraitBits{1} << trait;
  }
  for (const auto& [kind, points] : evidence.points) {
    const uint32_t k = IndexOf(kKindNames, kind);
    if (k == kKinds) {
      problems_.push_back(
          {"rule-unknown-name", place,
           fmt::format("'{}' gives points to the unknown kind '{}'", evidence.id, kind)});
      return false;
    }
    row->points[k] = static_cast<int16_t>(std::clamp(points, -1000, 1000));
  }
  return true;
}

EvidenceTable::EvidenceTable(const match::RuleSet& rules) {
  const segment::Lexicon& lexicon = rules.lexicon();
  of_.resize(lexicon.words());
  const match::GroupId group = rules.FindGroup("names");
  if (group == match::kMaxGroups) return;

  std::map<std::string, uint32_t> classes;  // "lists;words" -> class
  std::array<std::array<std::vector<Row>, kMaxClasses>, kSlots> rows;
  for (const match::Evidence& evidence : rules.EvidenceOf(group)) {
    Row row;
    row.index = static_cast<uint32_t>(ids_.size());
    ids_.push_back(evidence.id);
    uint32_t slot = kSlots;
    if (!ReadWhere(evidence, &slot, &row)) continue;
    if (slot == kSlots) {
      by_traits_.push_back(row);
      continue;
    }
    const std::string name =
        fmt::format("{};{}", fmt::join(evidence.lists, ","), fmt::join(evidence.words, ","));
    const auto [known, added] = classes.try_emplace(name, static_cast<uint32_t>(classes.size()));
    const uint32_t cls = known->second;
    if (cls >= kMaxClasses) {
      problems_.push_back(
          {"rule-bad-type", fmt::format("{}:{}:1", evidence.file, evidence.line),
           fmt::format("more than {} different sets of lists and words", kMaxClasses)});
      continue;
    }
    if (added) {
      const auto add_list = [&](std::string_view list_name, std::string_view value) {
        const segment::ListId list = rules.List(list_name);
        if (list == segment::kMaxLists) {
          problems_.push_back({"rule-unknown-name",
                               fmt::format("{}:{}:1", evidence.file, evidence.line),
                               fmt::format("there is no list '{}'", list_name)});
          return;
        }
        of_list_[list].push_back({std::string(value), cls});
      };
      for (const std::string& list : evidence.lists) add_list(list, {});
      for (const std::string& word : evidence.words) {
        const size_t equals = word.find('=');
        if (word.size() > 3 && word.front() == '{' && word.back() == '}' &&
            equals != std::string::npos) {
          add_list(std::string_view(word).substr(1, equals - 1),
                   std::string_view(word).substr(equals + 1, word.size() - equals - 2));
        } else if (const segment::WordId id = lexicon.Find(text::ToLower(word)); id != 0) {
          Set(&of_[id], cls);
        }
      }
    }
    rows[slot][cls].push_back(row);
    Set(&used_[slot], cls);
  }
  for (uint32_t s = 0; s < kSlots; ++s) {
    for (uint32_t c = 0; c < kMaxClasses; ++c) {
      start_[s][c] = static_cast<uint32_t>(rows_.size());
      rows_.insert(rows_.end(), rows[s][c].begin(), rows[s][c].end());
    }
    start_[s][kMaxClasses] = static_cast<uint32_t>(rows_.size());
  }
  for (segment::WordId word = 1; word < lexicon.words(); ++word) {
    lexicon.Entries(word, [&](const segment::Entry& entry) { of_[word] |= OfEntry(entry); });
  }
}

Classes EvidenceTable::OfEntry(const segment::Entry& entry) const {
  Classes out;
  for (const ValueClass& v : of_list_[entry.list]) {
    if (v.value.empty() || HasValue(entry.value, v.value)) Set(&out, v.cls);
  }
  return out;
}

}  // namespace presscut::names
