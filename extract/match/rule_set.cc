#include "extract/match/rule_set.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "extract/match/embedded_rules.h"
#include "extract/match/impl.h"
#include "extract/segment/segments.h"
#include "extract/text/unicode.h"

namespace presscut::match {
namespace {

// What follows a match must not go on with the word it ends in.
constexpr char kWordEnd[] = "(?:$|[^0-9A-Za-z])";

constexpr size_t kBytesALine = 12;  // of a word list, about

// That no more than this is mapped changes nothing of what is read from the rule files.
template <class Impl, class Archive>
bool Exchange(Impl& impl, Archive& archive) {
  return archive("rules/sort of word", impl.sort_of_word) &&
         archive("rules/triggers of sort", impl.triggers_of_sort);
}

// "en/dates.local.toml" belongs to the group "dates": a file of one's own adds to a built-in one.
std::string_view Stem(std::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  return path.substr(0, path.find('.'));
}

std::string Place(const std::string& origin, const toml::source_region& at) {
  return fmt::format("{}:{}:{}", origin, at.begin.line, at.begin.column);
}

// The parts of "file:line:column".
std::pair<std::string_view, int> FileAndLine(std::string_view place) {
  const size_t column = place.rfind(':');
  const size_t line = place.rfind(':', column - 1);
  return {place.substr(0, line),
          std::atoi(std::string(place.substr(line + 1, column - line - 1)).c_str())};
}

std::string Listed(std::initializer_list<std::string_view> keys) {
  return fmt::format("{}", fmt::join(keys, ", "));
}

// Reads one TOML table and remembers what was wrong with it.
class TableReader {
 public:
  TableReader(const toml::table& table, const std::string& origin, std::vector<Error>* errors)
      : table_(table), origin_(origin), errors_(*errors) {}

  void Known(std::initializer_list<std::string_view> keys) {
    for (const auto& [key, node] : table_) {
      if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
        errors_.push_back(
            {"rule-unknown-key", Place(origin_, key.source()),
             fmt::format("unknown key '{}'; known here: {}", key.str(), Listed(keys))});
      }
    }
  }
  std::string Text(std::string_view key, bool required = false) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) {
      if (required) {
        errors_.push_back({"rule-missing-key", Place(origin_, table_.source()),
                           fmt::format("key '{}' is missing", key)});
      }
      return {};
    }
    if (const auto* text = node->as_string()) return text->get();
    BadType(key, *node, "a string");
    return {};
  }
  int64_t Number(std::string_view key, int64_t otherwise, int64_t least, int64_t most) {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return otherwise;
    const auto* number = node->as_integer();
    if (number == nullptr || number->get() < least || number->get() > most) {
      BadType(key, *node, fmt::format("a whole number from {} to {}", least, most));
      return otherwise;
    }
    return number->get();
  }
  std::vector<std::string> Texts(std::string_view key, bool required = false) {
    std::vector<std::string> out;
    const toml::node* node = table_.get(key);
    if (node == nullptr) {
      if (required) Text(key, true);
      return out;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      BadType(key, *node, "a list of strings");
      return out;
    }
    for (const toml::node& element : *array) {
      if (const auto* text = element.as_string()) {
        out.push_back(text->get());
      } else {
        BadType(key, element, "a list of strings");
      }
    }
    return out;
  }
  std::string PlaceOf(std::string_view key) const {
    const toml::node* node = table_.get(key);
    return Place(origin_, node == nullptr ? table_.source() : node->source());
  }
  void BadType(std::string_view key, const toml::node& node, std::string_view wanted) {
    errors_.push_back({"rule-bad-type", Place(origin_, node.source()),
                       fmt::format("'{}' must be {}", key, wanted)});
  }

 private:
  const toml::table& table_;
  const std::string& origin_;
  std::vector<Error>& errors_;
};

class Loader {
 public:
  Loader(RuleSet::Impl* impl, std::vector<Error>* errors) : impl_(*impl), errors_(*errors) {}

  void Load(std::vector<RuleFile> files) {
    LeaveOutReplaced(&files);
    FilesHash hash;
    for (const RuleFile& file : files) {
      hash.Begin(file.path);
      hash.Add(file.Text());
    }
    impl_.hash = hash.Get();
    ReadLists(&files);
    ReadRules(files);
    impl_.lexicon.Freeze();
    SortTriggers();
  }

  // False where the image is not one of rules.
  bool Load(std::vector<RuleFile> files, std::shared_ptr<const Image> image) {
    impl_.image = std::move(image);
    impl_.hash = impl_.image->fingerprint();
    if (!impl_.lexicon.Map(*impl_.image) || !Exchange(impl_, *impl_.image) ||
        impl_.sort_of_word.size() != impl_.lexicon.words())
      return false;
    LeaveOutReplaced(&files);
    ReadRules(files);
    return true;
  }

 private:
  bool mapped() const { return impl_.image != nullptr; }

  // Every text is given up as soon as it is read: the lexicon has its own.
  void ReadLists(std::vector<RuleFile>* files) {
    // Ordinary words first, the most common of them in front: what a text is made of then lies
    // close together in every table that goes by word number.
    std::vector<RuleFile*> lists;
    size_t bytes = 0;
    for (RuleFile& file : *files) {
      if (!IsWordList(file.path)) continue;
      lists.push_back(&file);
      bytes += file.Text().size();
      if (bytes <= segment::kMaxBytes) continue;
      errors_.push_back({"rule-too-many", file.origin + ":1:1",
                         fmt::format("there is more than a gigabyte of word lists up to here")});
      return;
    }
    std::stable_partition(lists.begin(), lists.end(),
                          [](const RuleFile* file) { return Stem(file->path) == "words"; });
    impl_.lexicon.Expect(bytes / kBytesALine, bytes);
    for (RuleFile* file : lists) {
      ReadList(*file);
      std::string().swap(file->text);
    }
  }

  void ReadRules(const std::vector<RuleFile>& files) {
    for (const RuleFile& file : files) {
      if (file.path.ends_with(".toml")) Parse(file);
    }
    for (const auto& [file, table] : parsed_) ReadShared(*file, table);
    for (const auto& [file, table] : parsed_) CheckFragments(*file, table);
    for (const auto& [file, table] : parsed_) ReadGroup(*file, table);
    for (const Group& group : impl_.groups) {
      if (group.automaton != kNoAutomaton) impl_.automata[group.automaton].Compile();
    }
  }

  void ReadList(const RuleFile& file) {
    const std::string name(Stem(file.path));
    const segment::ListId list = NewList(name, file.origin + ":1:1");
    if (list == segment::kMaxLists) return;
    const std::string_view text = file.Text();
    const segment::Lexicon::Piece all = impl_.lexicon.Keep(text);
    const auto piece = [&](std::string_view part) {
      return all.Part(static_cast<size_t>(part.data() - text.data()), part.size());
    };
    size_t line = 0;
    for (size_t at = 0; at < text.size();) {
      size_t end = text.find('\n', at);
      if (end == std::string_view::npos) end = text.size();
      std::string_view row = text.substr(at, end - at);
      at = end + 1;
      ++line;
      if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
      if (row.empty() || row.front() == '#') continue;
      const size_t tab = row.find('\t');
      const std::string_view entry = row.substr(0, tab);
      const std::string_view value =
          tab == std::string_view::npos ? row.substr(row.size()) : row.substr(tab + 1);
      if (entry.empty() || entry.front() == ' ' || entry.back() == ' ') {
        errors_.push_back({"list-bad-line", fmt::format("{}:{}:1", file.origin, line),
                           "an entry must stand before the tab, without white space around it"});
        continue;
      }
      impl_.lexicon.Add(list, piece(entry), piece(value));
    }
  }

  // The list's id; kMaxLists, and an error, where there is no room for one more.
  segment::ListId NewList(const std::string& name, const std::string& place) {
    if (impl_.lexicon.FindList(name) == segment::kMaxLists &&
        impl_.lexicon.lists() == segment::kMaxLists) {
      errors_.push_back(
          {"rule-too-many", place,
           fmt::format("list '{}' is one more than the {} there may be; join small ones", name,
                       segment::kMaxLists)});
      return segment::kMaxLists;
    }
    return impl_.lexicon.AddList(name);
  }

  bool IsList(std::string_view name) const {
    return impl_.lexicon.FindList(name) != segment::kMaxLists;
  }

  void Parse(const RuleFile& file) {
    toml::parse_result result = toml::parse(file.Text(), file.origin);
    if (!result) {
      errors_.push_back({"rule-syntax", Place(file.origin, result.error().source()),
                         fmt::format("not TOML: {}", result.error().description())});
      return;
    }
    parsed_.emplace_back(&file, std::move(result).table());
  }

  // Lists and fragments come before any rule that names them, whatever the order of files.
  void ReadShared(const RuleFile& file, const toml::table& table) {
    const std::string group(Stem(file.path));
    auto& fragments = fragments_[group];
    if (const toml::node* node = table.get("fragments")) {
      if (const toml::table* own = node->as_table()) {
        for (const auto& [key, value] : *own) {
          if (const auto* text = value.as_string()) {
            fragments[std::string(key.str())] = text->get();
          } else {
            errors_.push_back({"rule-bad-type", Place(file.origin, value.source()),
                               fmt::format("fragment '{}' must be a string", key.str())});
          }
        }
      }
    }
    // With an image the lists are there already, these among them.
    if (const toml::node* node = mapped() ? nullptr : table.get("lists")) {
      if (const toml::table* lists = node->as_table()) {
        for (const auto& [key, value] : *lists) {
          const toml::table* rows = value.as_table();
          if (rows == nullptr) {
            errors_.push_back(
                {"rule-bad-type", Place(file.origin, value.source()),
                 fmt::format("list '{}' must be a table of entry = \"value\"", key.str())});
            continue;
          }
          const std::string name(key.str());
          if (IsList(name)) {
            errors_.push_back({"rule-duplicate", Place(file.origin, key.source()),
                               fmt::format("list '{}' is there already", name)});
            continue;
          }
          const segment::ListId list = NewList(name, Place(file.origin, key.source()));
          if (list == segment::kMaxLists) continue;
          for (const auto& [entry, its] : *rows) {
            if (const auto* text = its.as_string()) {
              impl_.lexicon.Add(list, entry.str(), std::string_view(text->get()));
            } else {
              errors_.push_back({"rule-bad-type", Place(file.origin, its.source()),
                                 fmt::format("the value of '{}' must be a string", entry.str())});
            }
          }
        }
      }
    }
  }

  // {name} is either a list or a fragment, never whichever is found first.
  void CheckFragments(const RuleFile& file, const toml::table& table) {
    const toml::table* fragments = table.get_as<toml::table>("fragments");
    if (fragments == nullptr) return;
    for (const auto& [key, value] : *fragments) {
      if (!IsList(key.str())) continue;
      errors_.push_back(
          {"rule-duplicate", Place(file.origin, key.source()),
           fmt::format("'{}' is the name of a list already; call the fragment otherwise",
                       key.str())});
    }
  }

  void ReadGroup(const RuleFile& file, const toml::table& table) {
    TableReader top(table, file.origin, &errors_);
    top.Known({"description", "fragments", "lists", "settings", "rule", "evidence"});
    const std::string name(Stem(file.path));
    if (name == "fragments") return;
    const auto known = std::find(impl_.group_names.begin(), impl_.group_names.end(), name);
    const GroupId id = static_cast<GroupId>(known - impl_.group_names.begin());
    if (id == kMaxGroups) {
      errors_.push_back({"rule-too-many", fmt::format("{}:1:1", file.origin),
                         fmt::format("there are {} groups of rules already; add to one of them: {}",
                                     kMaxGroups, fmt::join(impl_.group_names, ", "))});
      return;
    }
    if (id == impl_.groups.size()) {
      impl_.group_names.push_back(name);
      impl_.groups.emplace_back();
    }
    Group& group = impl_.groups[id];
    if (const toml::node* node = table.get("settings")) {
      if (const toml::table* settings = node->as_table()) {
        for (const auto& [key, value] : *settings) {
          if (const auto* text = value.as_string()) {
            group.settings[std::string(key.str())] = text->get();
          } else if (const auto* number = value.as_integer()) {
            group.settings[std::string(key.str())] = fmt::format("{}", number->get());
          } else {
            top.BadType(key.str(), value, "text or a whole number");
          }
        }
      }
    }
    ForEach(top, table, "rule", [&](const toml::table& row) { ReadRule(file, row, id); });
    ForEach(top, table, "evidence", [&](const toml::table& row) { ReadEvidence(file, row, id); });
  }

  template <class Read>
  void ForEach(TableReader& top, const toml::table& table, std::string_view key, Read read) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return;
    const toml::array* rows = node->as_array();
    if (rows == nullptr) return top.BadType(key, *node, fmt::format("written [[{}]]", key));
    for (const toml::node& row : *rows) {
      if (const toml::table* its = row.as_table()) {
        read(*its);
      } else {
        top.BadType(key, row, fmt::format("written [[{}]]", key));
      }
    }
  }

  // A row's id with its group in front; an id that is there already is an error.
  std::string ReadId(const RuleFile& file, const toml::table& row, TableReader* reader,
                     GroupId group) {
    const std::string id = impl_.group_names[group] + "/" + reader->Text("id", true);
    const auto [first, added] =
        seen_.try_emplace(id, fmt::format("{}:{}", file.origin, row.source().begin.line));
    if (!added) {
      errors_.push_back({"rule-duplicate", reader->PlaceOf("id"),
                         fmt::format("id '{}' is taken by the one at {}", id, first->second)});
    }
    return id;
  }

  void ReadRule(const RuleFile& file, const toml::table& row, GroupId group) {
    TableReader reader(row, file.origin, &errors_);
    reader.Known({"id", "name", "find", "trigger", "reach", "not_before", "only_before",
                  "not_after", "only_after", "value", "priority", "case", "yes", "no"});
    Rule rule;
    rule.id = ReadId(file, row, &reader, group);
    rule.name = reader.Text("name", true);
    rule.find = reader.Text("find", true);
    rule.trigger = reader.Texts("trigger", true);
    rule.reach = static_cast<uint32_t>(reader.Number("reach", 0, 0, 200));
    rule.not_before = reader.Text("not_before");
    rule.only_before = reader.Text("only_before");
    rule.not_after = reader.Text("not_after");
    rule.only_after = reader.Text("only_after");
    rule.value = reader.Text("value");
    rule.priority = static_cast<int>(reader.Number("priority", 0, -100, 100));
    if (const std::string how = reader.Text("case"); how == "exact") {
      rule.fold_case = false;
    } else if (!how.empty() && how != "fold") {
      errors_.push_back(
          {"rule-bad-type", reader.PlaceOf("case"), "'case' must be \"fold\" or \"exact\""});
    }
    rule.yes = reader.Texts("yes");
    rule.no = reader.Texts("no");
    rule.file = file.origin;
    rule.line = row.source().begin.line;

    CompiledRule compiled;
    Translated translated;
    const Names names{FragmentsOf(impl_.group_names[group]), &impl_.lexicon};
    if (auto e = Translate(rule.find, names, reader.PlaceOf("find"), &translated)) {
      errors_.push_back(std::move(*e));
    } else {
      rule.groups = translated.groups;
      for (const std::string& g : rule.groups) rule.group_mask |= GroupBit(g);
      compiled.list_of = translated.list_of;
      for (size_t g = 0; g < rule.groups.size(); ++g) {
        const segment::ListId list = compiled.list_of[g];
        if (list != segment::kMaxLists) KeepValues(list);
      }
      compiled.pattern = (rule.fold_case ? "(?i)(" : "(") + translated.pattern + ")";
      compiled.find = std::make_unique<ByRe2>(compiled.pattern + kWordEnd);
      if (!rule.groups.empty()) compiled.groups = std::make_unique<ByRe2>(compiled.pattern);
      const uint32_t index = static_cast<uint32_t>(impl_.groups[group].rules.size());
      Pattern tree;
      if (!match::Parse(compiled.pattern, &tree) ||
          !FinderOf(group).Add(tree, index, /*whole_words=*/true)) {
        CheckByRe2(*compiled.find, reader.PlaceOf("find"));
        impl_.groups[group].by_re2.push_back(index);
      }
    }
    const auto guard = [&](const std::string& text, std::string_view key, bool at_end) -> Guard {
      Guard out;
      if (text.empty()) return out;
      Translated its;
      if (auto e = Translate(text, names, reader.PlaceOf(key), &its)) {
        errors_.push_back(std::move(*e));
        return out;
      }
      const std::string pattern = (rule.fold_case ? "(?i)(?:" : "(?:") + its.pattern + ")";
      out.re2 = std::make_unique<ByRe2>(at_end ? pattern + "$" : pattern);
      Automaton automaton(at_end ? Automaton::Direction::kBackward
                                 : Automaton::Direction::kForward);
      Pattern tree;
      if (match::Parse(pattern, &tree) && automaton.Add(tree, 0, /*whole_words=*/false)) {
        automaton.Compile();
        out.automaton = static_cast<uint32_t>(impl_.automata.size());
        impl_.automata.push_back(std::move(automaton));
      } else {
        CheckByRe2(*out.re2, reader.PlaceOf(key));
      }
      return out;
    };
    compiled.not_before = guard(rule.not_before, "not_before", false);
    compiled.only_before = guard(rule.only_before, "only_before", false);
    compiled.not_after = guard(rule.not_after, "not_after", true);
    compiled.only_after = guard(rule.only_after, "only_after", true);
    if (const auto* none = row.get_as<toml::array>("trigger"); none != nullptr && none->empty()) {
      errors_.push_back({"rule-no-trigger", reader.PlaceOf("trigger"),
                         "a rule needs a trigger, a token that stands in every match"});
    }
    ReadTriggers(rule, reader.PlaceOf("trigger"), group);
    rule.group = group;
    rule.index = static_cast<uint32_t>(impl_.groups[group].rules.size());
    impl_.groups[group].rules.push_back(std::move(rule));
    impl_.groups[group].compiled.push_back(std::move(compiled));
  }

  void ReadEvidence(const RuleFile& file, const toml::table& row, GroupId group) {
    TableReader reader(row, file.origin, &errors_);
    reader.Known({"id", "name", "where", "lists", "words", "points", "yes", "no"});
    Evidence evidence;
    evidence.id = ReadId(file, row, &reader, group);
    evidence.name = reader.Text("name", true);
    evidence.where = reader.Text("where", true);
    evidence.lists = reader.Texts("lists");
    evidence.words = reader.Texts("words");
    if (!mapped()) {
      for (const std::string& word : evidence.words) impl_.lexicon.Intern(text::ToLower(word));
    }
    for (const std::string& list : evidence.lists) {
      if (impl_.lexicon.FindList(list) == segment::kMaxLists) {
        errors_.push_back({"rule-unknown-name", reader.PlaceOf("lists"),
                           fmt::format("there is no list '{}'", list)});
      }
    }
    if (const toml::node* node = row.get("points")) {
      if (const toml::table* points = node->as_table()) {
        for (const auto& [kind, value] : *points) {
          if (const auto* number = value.as_integer()) {
            evidence.points[std::string(kind.str())] = static_cast<int>(number->get());
          } else {
            reader.BadType(kind.str(), value, "a whole number of points");
          }
        }
      } else {
        reader.BadType("points", *node, "a table of kind = points");
      }
    }
    evidence.yes = reader.Texts("yes");
    evidence.no = reader.Texts("no");
    evidence.file = file.origin;
    evidence.line = row.source().begin.line;
    impl_.groups[group].evidence.push_back(std::move(evidence));
  }

  const std::unordered_map<std::string, std::string>* FragmentsOf(const std::string& group) {
    auto& own = fragments_[group];
    for (const auto& [name, text] : fragments_["fragments"]) own.try_emplace(name, text);
    return &own;
  }

  void KeepValues(segment::ListId list) {
    auto& values = impl_.values[list];
    if (!values.empty()) return;
    impl_.lexicon.EntriesOf(list, [&](const segment::Entry& entry) {
      values.try_emplace(EntryKey(entry.text), entry.value.substr(0, entry.value.find('\t')));
    });
  }

  // The automaton that looks for the group's rules.
  Automaton& FinderOf(GroupId group) {
    uint32_t& automaton = impl_.groups[group].automaton;
    if (automaton == kNoAutomaton) {
      automaton = static_cast<uint32_t>(impl_.automata.size());
      impl_.automata.emplace_back(Automaton::Direction::kForward);
    }
    return impl_.automata[automaton];
  }

  // What the automata do not understand is RE2's to read, or to say what is wrong with it.
  void CheckByRe2(const ByRe2& pattern, const std::string& place) {
    const RE2& re2 = pattern.Get();
    if (re2.ok()) return;
    errors_.push_back({"rule-bad-pattern", place,
                       fmt::format("{}; near '{}' (RE2 has no look-around and no back-references)",
                                   re2.error(), re2.error_arg())});
  }

  void ReadTriggers(const Rule& rule, const std::string& place, GroupId group) {
    const uint64_t byte = uint64_t{rule.reach + 1} << (8 * group);
    for (const std::string& trigger : rule.trigger) {
      if (trigger == "@digit") {
        impl_.digit_triggers = RuleSet::Impl::Max(impl_.digit_triggers, byte);
      } else if (trigger == "@currency") {
        impl_.currency_triggers = RuleSet::Impl::Max(impl_.currency_triggers, byte);
      } else if (trigger == "@alnum") {
        impl_.alnum_triggers = RuleSet::Impl::Max(impl_.alnum_triggers, byte);
      } else if (trigger == "@capital") {
        impl_.capital_triggers = RuleSet::Impl::Max(impl_.capital_triggers, byte);
      } else if (trigger == "@quote") {
        impl_.quote_triggers = RuleSet::Impl::Max(impl_.quote_triggers, byte);
      } else if (trigger.size() > 2 && trigger.front() == '{' && trigger.back() == '}') {
        const segment::ListId list =
            impl_.lexicon.FindList(std::string_view(trigger).substr(1, trigger.size() - 2));
        if (list == segment::kMaxLists) {
          errors_.push_back(
              {"rule-unknown-name", place, fmt::format("trigger '{}' names no list", trigger)});
          continue;
        }
        if (mapped()) continue;
        impl_.lexicon.EntriesOf(list, [&](const segment::Entry& entry) {
          if (entry.first != 0) AddTrigger(entry.first, byte);
        });
      } else if (trigger.starts_with('@') && trigger.size() > 1) {
        errors_.push_back(
            {"rule-unknown-name", place,
             fmt::format("trigger '{}' is none of @digit @currency @alnum @capital @quote",
                         trigger)});
      } else if (!mapped()) {
        AddTrigger(trigger, byte);
      }
    }
  }

  // The first token of `text` may begin a match.
  void AddTrigger(std::string_view text, uint64_t byte) {
    tokens_.clear();
    segment::Tokenise(text, 0, static_cast<uint32_t>(text.size()), impl_.lexicon, nullptr,
                      &tokens_);
    if (tokens_.empty()) return;
    const std::string first = text::ToLower(text.substr(tokens_[0].begin, tokens_[0].length));
    AddTrigger(impl_.lexicon.Intern(first), byte);
  }

  void AddTrigger(segment::WordId word, uint64_t byte) {
    if (word_triggers_.size() <= word) word_triggers_.resize(word + 1);
    uint64_t& own = word_triggers_[word];
    own = RuleSet::Impl::Max(own, byte);
  }

  void SortTriggers() {
    impl_.triggers_of_sort.push_back(0);
    impl_.sort_of_word.resize(impl_.lexicon.words());
    std::unordered_map<uint64_t, uint8_t> sorts;
    for (segment::WordId word = 0; word < word_triggers_.size(); ++word) {
      const uint64_t triggers = word_triggers_[word];
      if (triggers == 0) continue;
      const auto known = sorts.find(triggers);
      if (known != sorts.end()) {
        impl_.sort_of_word[word] = known->second;
      } else if (impl_.triggers_of_sort.size() < 256) {
        const uint8_t sort = static_cast<uint8_t>(impl_.triggers_of_sort.size());
        impl_.triggers_of_sort.push_back(triggers);
        impl_.sort_of_word[word] = sorts[triggers] = sort;
      } else {
        // What is tried in vain costs time only, so the last sort serves all there is no room for.
        impl_.triggers_of_sort[255] = RuleSet::Impl::Max(impl_.triggers_of_sort.back(), triggers);
        impl_.sort_of_word[word] = 255;
      }
    }
  }

  RuleSet::Impl& impl_;
  std::vector<Error>& errors_;
  std::vector<uint64_t> word_triggers_;  // by WordId
  std::unordered_map<std::string, std::unordered_map<std::string, std::string>>
      fragments_;  // by group
  std::vector<std::pair<const RuleFile*, toml::table>> parsed_;
  std::map<std::string, std::string> seen_;  // id -> where it stands
  std::vector<segment::Token> tokens_;
};

}  // namespace

std::vector<RuleFile> BuiltInFiles() {
  std::vector<RuleFile> files;
  for (const EmbeddedFile& file : EmbeddedRules()) {
    files.push_back({std::string(file.path), {}, fmt::format("built-in:{}", file.path), file.text});
  }
  return files;
}

void LeaveOutReplaced(std::vector<RuleFile>* files) {
  std::vector<RuleFile> kept;
  for (RuleFile& file : *files) {
    const auto same =
        std::find_if(kept.begin(), kept.end(), [&](const auto& f) { return f.path == file.path; });
    if (same == kept.end()) {
      kept.push_back(std::move(file));
    } else {
      *same = std::move(file);
    }
  }
  *files = std::move(kept);
}

RuleSet::RuleSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RuleSet::~RuleSet() = default;

std::unique_ptr<const RuleSet> RuleSet::Load(std::vector<RuleFile> files,
                                             std::vector<Error>* errors) {
  auto impl = std::make_unique<Impl>();
  std::vector<Error> own;
  Loader(impl.get(), &own).Load(std::move(files));
  return Finish(std::move(impl), std::move(own), errors);
}

std::unique_ptr<const RuleSet> RuleSet::Load(std::vector<RuleFile> files,
                                             std::shared_ptr<const Image> image,
                                             std::vector<Error>* errors) {
  auto impl = std::make_unique<Impl>();
  std::vector<Error> own;
  if (!Loader(impl.get(), &own).Load(std::move(files), std::move(image))) return nullptr;
  return Finish(std::move(impl), std::move(own), errors);
}

std::unique_ptr<const RuleSet> RuleSet::Finish(std::unique_ptr<Impl> impl, std::vector<Error> own,
                                               std::vector<Error>* errors) {
  // By line within a file; what was found first stays first among errors of one line.
  std::stable_sort(own.begin(), own.end(), [](const Error& a, const Error& b) {
    const auto [file_a, line_a] = FileAndLine(a.place);
    const auto [file_b, line_b] = FileAndLine(b.place);
    return file_a != file_b ? file_a < file_b : line_a < line_b;
  });
  errors->insert(errors->end(), own.begin(), own.end());
  if (!own.empty()) return nullptr;
  return std::unique_ptr<const RuleSet>(new RuleSet(std::move(impl)));
}

GroupId RuleSet::FindGroup(std::string_view name) const {
  const auto& names = impl_->group_names;
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? kMaxGroups : static_cast<GroupId>(at - names.begin());
}
std::span<const std::string> RuleSet::groups() const { return impl_->group_names; }
std::span<const Rule> RuleSet::Rules(GroupId group) const { return impl_->groups[group].rules; }
std::span<const Evidence> RuleSet::EvidenceOf(GroupId group) const {
  return impl_->groups[group].evidence;
}

std::string_view RuleSet::Setting(GroupId group, std::string_view name) const {
  const auto& settings = impl_->groups[group].settings;
  const auto at = settings.find(std::string(name));
  return at == settings.end() ? std::string_view() : at->second;
}

const segment::Lexicon& RuleSet::lexicon() const { return impl_->lexicon; }

std::string_view RuleSet::ListValue(segment::ListId list, std::string_view entry) const {
  const auto values = impl_->values.find(list);
  if (values == impl_->values.end()) return {};
  const auto at = values->second.find(EntryKey(entry));
  return at == values->second.end() ? std::string_view() : at->second;
}

segment::ListId RuleSet::ListOf(const Rule& rule, size_t group) const {
  const auto& lists = impl_->CompiledOf(rule).list_of;
  return group < lists.size() ? lists[group] : segment::kMaxLists;
}

std::string_view RuleSet::Pattern(const Rule& rule) const {
  return impl_->CompiledOf(rule).pattern;
}

uint64_t RuleSet::hash() const { return impl_->hash; }

const Image* RuleSet::image() const { return impl_->image.get(); }

void RuleSet::Save(ImageWriter* writer) const {
  impl_->lexicon.Save(writer);
  Exchange(*impl_, *writer);
}

}  // namespace presscut::match
