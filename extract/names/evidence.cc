#include "extract/names/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "extract/names/vocabulary.h"
#include "extract/text/unicode.h"

namespace presscut::names {
namespace {

constexpr std::string_view kSlotNames[kSlots] = {
    "whole_in",         "single_in", "first_in",        "last_in",       "middle_in",
    "any_in",           "every_in",  "no_word_in",      "title_in",      "before_in",
    "second_before_in", "after_in",  "second_after_in", "role_after_in", "beside_in"};

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
                                                       "hyphen_lower",
                                                       "ampersand",
                                                       "of_inside",
                                                       "for_inside",
                                                       "and_inside",
                                                       "family_named",
                                                       "unknown_word",
                                                       "compound",
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
                                                       "of_lower_case",
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
                                                       "pronoun_after",
                                                       "sport",
                                                       "own_possessive",
                                                       "particle_opens",
                                                       "shortened",
                                                       "site",
                                                       "couple",
                                                       "dateline"};

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

// A trait that no name has.
constexpr TraitBits kNever = TraitBits{1} << 63;

constexpr uint32_t kColumns = 4;  // of an entry, that are looked at

void Set(std::array<uint64_t, kMaxAsked / 64>* bits, uint32_t bit) {
  (*bits)[bit / 64] |= uint64_t{1} << (bit % 64);
}

}  // namespace

std::string_view TraitName(Trait trait) { return kTraitNames[trait]; }

bool EvidenceTable::ReadWhere(const match::Evidence& evidence, ReadRow* row) {
  const std::string place = fmt::format("{}:{}:1", evidence.file, evidence.line);
  std::string_view where = evidence.where;
  const size_t when = where.find(" when ");
  const std::string_view slot_name = Trim(where.substr(0, when));
  row->slot = IndexOf(kSlotNames, slot_name);
  if (row->slot == kSlots && slot_name != "name") {
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
    const TraitBits bit = TraitBits{1} << trait;
    // What is asked for and forbidden never holds.
    Condition& its = row->condition;
    if ((its.cares & bit) != 0 && negated == ((its.needs & bit) != 0)) its.needs |= kNever;
    if (!negated) its.needs |= bit;
    its.cares |= bit | (its.needs & kNever);
  }
  for (const auto& [kind, points] : evidence.points) {
    const uint32_t k = IndexOf(kKindNames, kind);
    if (k == kKinds) {
      problems_.push_back(
          {"rule-unknown-name", place,
           fmt::format("'{}' gives points to the unknown kind '{}'", evidence.id, kind)});
      return false;
    }
    row->points[k] = std::clamp(points, -1000, 1000);
  }
  return true;
}

EvidenceTable::EvidenceTable(const match::RuleSet& rules) {
  for (auto& classes : class_of_) classes.fill(kMaxClasses);
  const bool mapped = rules.image() != nullptr && Exchange(*this, *rules.image()) &&
                      set_of_.size() == rules.lexicon().words() &&
                      set_of_entry_.size() == rules.lexicon().entries() && !sets_.empty();
  std::vector<ReadRow> read;
  std::map<std::string, uint32_t> all_asked;  // "lists;words" -> number
  std::vector<std::pair<segment::WordId, uint32_t>> words;
  const match::GroupId group = rules.FindGroup("names");
  if (group != match::kMaxGroups) {
    for (const match::Evidence& evidence : rules.EvidenceOf(group)) {
      ReadRow row{kSlots, 0, &evidence, {}, {}};
      if (!ReadWhere(evidence, &row)) continue;
      if (row.slot == kSlots) {
        read.push_back(row);
        continue;
      }
      const std::string name =
          fmt::format("{};{}", fmt::join(evidence.lists, ","), fmt::join(evidence.words, ","));
      const auto [known, added] =
          all_asked.try_emplace(name, static_cast<uint32_t>(all_asked.size()));
      row.asked = known->second;
      if (row.asked >= kMaxAsked) {
        Problem(evidence, "rule-bad-type",
                fmt::format("more than {} different sets of lists and words", kMaxAsked));
        continue;
      }
      if (added) ReadAsked(rules, evidence, row.asked, mapped ? nullptr : &words);
      read.push_back(row);
    }
  }
  PackRows(std::move(read));
  if (!mapped) PackWords(rules.lexicon(), std::move(words));
}

void EvidenceTable::Problem(const match::Evidence& evidence, const char* code,
                            std::string message) {
  problems_.push_back(
      {code, fmt::format("{}:{}:1", evidence.file, evidence.line), std::move(message)});
}

// Reads a set of lists and words that evidence asks for. `words`: nullptr where nobody needs them.
void EvidenceTable::ReadAsked(const match::RuleSet& rules, const match::Evidence& evidence,
                              uint32_t asked,
                              std::vector<std::pair<segment::WordId, uint32_t>>* words) {
  const auto add_list = [&](std::string_view name, std::string_view value) {
    const segment::ListId list = rules.List(name);
    if (list == segment::kMaxLists) {
      Problem(evidence, "rule-unknown-name", fmt::format("there is no list '{}'", name));
    } else if (value.empty()) {
      Set(&any_of_list_[list], asked);
    } else {
      values_of_list_[list].push_back({std::string(value), asked});
    }
  };
  for (const std::string& list : evidence.lists) add_list(list, {});
  for (const std::string_view word : evidence.words) {
    const size_t equals = word.find('=');
    if (word.size() > 3 && word.front() == '{' && word.back() == '}' &&
        equals != std::string::npos) {
      add_list(word.substr(1, equals - 1), word.substr(equals + 1, word.size() - equals - 2));
    } else if (words != nullptr) {
      const segment::WordId id = rules.lexicon().Find(text::ToLower(word));
      if (id != 0) words->emplace_back(id, asked);
    }
  }
}

// Gives each set of lists and words that is asked for at a slot its bit.
void EvidenceTable::NumberClasses(const std::vector<ReadRow>& rows) {
  uint32_t word = 0;
  size_t used = 0;  // bits of the word
  for (auto row = rows.begin(); row != rows.end() && row->slot != kSlots;) {
    const ReadRow& first = *row;
    std::vector<uint32_t> asked;
    for (; row != rows.end() && row->slot == first.slot; ++row) {
      if (asked.empty() || asked.back() != row->asked) asked.push_back(row->asked);
    }
    if (used + asked.size() > kMaxClasses) {
      ++word;
      used = 0;
    }
    if (asked.size() > kMaxClasses || word >= kClassWords) {
      Problem(*first.evidence, "rule-bad-type",
              fmt::format("more different sets of lists and words at '{}' than there is room for",
                          kSlotNames[first.slot]));
      continue;
    }
    word_of_slot_[first.slot] = static_cast<uint8_t>(word);
    for (const uint32_t its : asked) {
      asked_[first.slot] |= uint64_t{1} << used;
      class_of_[first.slot][its] = static_cast<uint8_t>(used++);
    }
    class_words_ = word + 1;
  }
}

void EvidenceTable::PackRows(std::vector<ReadRow> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const ReadRow& a, const ReadRow& b) {
    return std::pair(a.slot, a.asked) < std::pair(b.slot, b.asked);
  });
  if (rows.size() > kNoRow) {
    Problem(*rows[kNoRow].evidence, "rule-bad-type",
            fmt::format("more than {} pieces of evidence", kNoRow));
    rows.erase(rows.begin() + kNoRow, rows.end());
  }
  for (const ReadRow& row : rows) ids_.push_back(row.evidence->id);
  NumberClasses(rows);
  for (auto& rows_of_word : rows_of_class_) rows_of_word.fill(kNoRow);
  rows_of_trait_.fill(kNoRow);
  // What is looked at together is put down together.
  const auto put = [&](const ReadRow& row, RowId* first) {
    if (*first == kNoRow) {
      *first = static_cast<RowId>(conditions_.size());
    } else {
      conditions_.back().needs &= ~kLastRow;
    }
    conditions_.push_back({row.condition.needs | kLastRow, row.condition.cares});
    points_.push_back(row.points);
    ranks_.push_back(static_cast<uint16_t>(&row - rows.data()));
  };
  for (const ReadRow& row : rows) {
    if (row.slot == kSlots) break;
    const uint8_t its_class = class_of_[row.slot][row.asked];
    if (its_class != kMaxClasses) put(row, &rows_of_class_[word_of_slot_[row.slot]][its_class]);
  }
  // A row that needs several traits is looked at where the last of them holds: the first are said
  // of most names.
  for (uint32_t trait = 0; trait <= kTraitCount; ++trait) {
    for (const ReadRow& row : rows) {
      if (row.slot != kSlots) continue;
      const TraitBits needs = row.condition.needs;
      const uint32_t last_needed =
          needs == 0 ? uint32_t{kTraitCount} : static_cast<uint32_t>(std::bit_width(needs) - 1);
      if (last_needed != trait) continue;
      put(row, trait == kTraitCount ? &rows_of_all_ : &rows_of_trait_[trait]);
      if (needs != 0) traits_needed_ |= uint64_t{1} << trait;
    }
  }
}

EvidenceTable::AskedBits EvidenceTable::AskedOf(const segment::Entry& entry) const {
  AskedBits asked = any_of_list_[entry.list];
  const std::vector<AskedValue>& values = values_of_list_[entry.list];
  if (values.empty()) return asked;
  std::string_view rest = entry.value;
  for (uint32_t column = 0; column < kColumns; ++column) {
    const size_t tab = rest.find('\t');
    const std::string_view value = rest.substr(0, tab);
    for (const AskedValue& v : values) {
      if (v.value == value) Set(&asked, v.asked);
    }
    if (tab == std::string_view::npos) break;
    rest.remove_prefix(tab + 1);
  }
  return asked;
}

// Few combinations of what is asked for exist, so that each is kept once.
void EvidenceTable::PackWords(const segment::Lexicon& lexicon,
                              std::vector<std::pair<segment::WordId, uint32_t>> words) {
  std::sort(words.begin(), words.end());
  set_of_ = Flat<uint32_t>(lexicon.words());
  std::map<AskedBits, uint32_t> sets = {{AskedBits{}, 0}};
  sets_ = Flat<Classes>(1);
  std::array<bool, segment::kMaxLists> any{};  // lists that are asked for
  for (segment::ListId list = 0; list < lexicon.lists(); ++list)
    any[list] = any_of_list_[list] != AskedBits{} || !values_of_list_[list].empty();
  auto last = sets.begin();
  const auto set_of = [&](const AskedBits& its) {
    if (its == last->first) return last->second;
    last = sets.try_emplace(its, static_cast<uint32_t>(sets_.size())).first;
    if (last->second == sets_.size()) {
      Classes classes{};
      for (uint32_t slot = 0; slot < kSlots; ++slot) classes[slot] = ClassesOf(its, slot);
      sets_.push_back(classes);
    }
    return last->second;
  };
  auto asking = words.cbegin();
  for (segment::WordId word = 1; word < lexicon.words(); ++word) {
    AskedBits its{};
    for (; asking != words.cend() && asking->first == word; ++asking) Set(&its, asking->second);
    lexicon.Entries(
        word, [&](segment::ListId list) { return any[list]; },
        [&](const segment::Entry& entry) {
          const AskedBits more = AskedOf(entry);
          for (size_t i = 0; i < its.size(); ++i) its[i] |= more[i];
        });
    set_of_[word] = set_of(its);
  }
  set_of_entry_ = Flat<uint32_t>(lexicon.entries());
  for (uint32_t i = 0; i < lexicon.entries(); ++i) {
    const segment::Entry entry = lexicon.EntryAt(i);
    if (entry.second != 0 && any[entry.list]) set_of_entry_[i] = set_of(AskedOf(entry));
  }
}

uint64_t EvidenceTable::ClassesOf(const AskedBits& asked, uint32_t slot) const {
  uint64_t classes = 0;
  for (uint32_t i = 0; i < asked.size(); ++i) {
    for (uint64_t left = asked[i]; left != 0; left &= left - 1) {
      const uint32_t number = i * 64 + static_cast<uint32_t>(std::countr_zero(left));
      if (class_of_[slot][number] != kMaxClasses) classes |= uint64_t{1} << class_of_[slot][number];
    }
  }
  return classes;
}

}  // namespace presscut::names
