// Rules and word lists, read from TOML and text files, checked whole, ready to match. docs/RULES.md
// is the manual.
//
//   std::vector<Error> errors;
//   // files: EmbeddedRules(), then those of --rules DIR
//   auto rules = RuleSet::Load(files, &errors);
//   // every error, not the first
//   if (rules == nullptr) for (const Error& e : errors) print(e.place, e.message);
//   GroupId dates = rules->FindGroup("dates");
//   for (const Rule& r : rules->Rules(dates)) use(r.id);
//
// A group is one TOML file: rules/en/dates.toml is the group "dates"; its rules are "dates/<id>".
// rules/en/lists/x.txt is the list "x", as is [lists.x] in a TOML file. A later file of the same
// path replaces an earlier one; a file with one more word in its name adds to a group or list:
// dates.local.toml, lists/organisations.local.txt.
//
// A TOML file holds
//   [fragments]      name = 'regex'           {name} in a find puts it there, (?:…) around it
//   [lists.name]     entry = "value"          a small list in place
//   [[rule]]         see Rule
//   [[evidence]]     see Evidence
//   [settings]       name = "text" or number  Setting("dates", "name")
// Unknown keys are errors.
//
// Word lists are turned into tables, which takes as long as there are entries. They can be kept in
// an image (base/image.h), with which no list is read any more:
//
//   ImageWriter writer;
//   rules->Save(&writer);                                 // and whatever else is made of them
//   writer.Write(path, rules->hash());
//   rules = RuleSet::Load(files, Image::Open(path, hash.Get()), &errors);  // a FilesHash
//
// Cost: loading compiles all patterns, some ten milliseconds; do it once. Thread-safety: const
// after Load; share it. Errors: see Load. Lifetime: everything handed out lives as long as the
// RuleSet.

#ifndef PRESSCUT_MATCH_RULE_SET_H_
#define PRESSCUT_MATCH_RULE_SET_H_

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/base/image.h"
#include "extract/base/result.h"
#include "extract/base/xxh3.h"
#include "extract/segment/lexicon.h"

namespace presscut::match {

using GroupId = uint32_t;
inline constexpr uint32_t kMaxGroups = 8;

struct RuleFile {
  std::string path;  // below the rules' root: "en/dates.toml", "en/lists/months.txt"
  std::string text;
  // What to call it in an error: the path as the user gave it, or "built-in:en/dates.toml".
  std::string origin;
  // Instead of `text`: bytes that live as long as the program, as those inside it do.
  std::string_view embedded = {};

  std::string_view Text() const { return embedded.empty() ? std::string_view(text) : embedded; }
};

// The files inside the program, named "built-in:en/dates.toml" in errors.
std::vector<RuleFile> BuiltInFiles();

// Whether it is a word list: "en/lists/months.txt". All others are TOML.
inline bool IsWordList(std::string_view path) { return path.ends_with(".txt"); }

// Leaves out files that a later one of the same path replaces; the later one takes their place.
void LeaveOutReplaced(std::vector<RuleFile>* files);

// RuleSet::hash() of files that nobody has to hold in memory at once.
//
//   FilesHash hash;
//   for (…) { hash.Begin(path); while (…) hash.Add(bytes); }   // none that is replaced
//   hash.Get()
class FilesHash {
 public:
  // The NUL behind the path, too.
  void Begin(const std::string& path) { hash_.Add(path.c_str(), path.size() + 1); }
  void Add(std::string_view bytes) { hash_.Add(bytes); }
  uint64_t Get() const { return hash_.Finish(); }

 private:
  Xxh3 hash_;
};

// [[rule]]: a pattern that finds a mention.
struct Rule {
  std::string id;    // "dates/clock-on-day"; in the file only the part behind the slash
  std::string name;  // the pattern said aloud: "<clock> on <month> <day>"
  // RE2 syntax, named groups (?P<name>…) only. {list} is a group of that name matching any entry of
  // the list, {list:name} one called `name`, {list:} one that is not kept; {fragment} is replaced.
  // A space matches any white space inside a block. The longest match is taken; it begins at a
  // token and does not end inside a word.
  std::string find;
  // Tokens that must stand among the first reach+1 tokens of a match: "word", "{list}" (the first
  // words of its entries), @digit, @currency, @alnum (G20), @capital, @quote. The rule runs nowhere
  // else.
  std::vector<std::string> trigger;
  uint32_t reach = 0;
  // Guards: patterns on what stands next to the match, in its block: directly behind it, or
  // directly in front of it.
  std::string not_before,
      only_before;  // the text that follows the match (it may not / must begin so)
  std::string not_after, only_after;  // the text that precedes it (it may not / must end so)
  std::string value;      // how groups become a value; the kind's folder documents its forms
  int priority = 0;       // decides between matches of one length; higher wins
  bool fold_case = true;  // case = "exact" for patterns in which capitals matter
  std::vector<std::string> yes, no;  // examples, run by `presscut rules test`
  std::string file;                  // origin
  uint32_t line = 0;

  std::vector<std::string> groups;  // names of the groups, in order; computed
  uint64_t group_mask = 0;          // of GroupBit() of each of them; computed
  GroupId group = 0;                // of rules; computed
  uint32_t index = 0;               // among the rules of its group; computed
};

// [[evidence]]: a reason to believe, or not, that a candidate name is of a kind (names/ledger.h).
struct Evidence {
  std::string id;     // "names/title-before"
  std::string name;   // said aloud
  std::string where;  // which token or trait it looks at; names/ documents them
  std::vector<std::string> lists;
  std::vector<std::string> words;
  std::map<std::string, int> points;  // kind -> points; 4 points are one unit of log-odds
  std::vector<std::string> yes, no;
  std::string file;
  uint32_t line = 0;
};

// Most groups a kind asks for are not in the rule at all: one bit says so without comparing names.
constexpr uint64_t GroupBit(std::string_view name) {
  return uint64_t{1} << ((name.size() * 11 + static_cast<unsigned char>(name.front()) +
                          static_cast<unsigned char>(name.back()) * 5u) &
                         63u);
}

class RuleSet {
 public:
  // nullptr where there was any error; *errors then holds every one, in the order of files and
  // lines. Codes: rule-syntax, rule-unknown-key, rule-missing-key, rule-bad-type, rule-bad-pattern,
  // rule-unknown-name, rule-duplicate, rule-no-trigger, rule-too-many, list-bad-line.
  static std::unique_ptr<const RuleSet> Load(std::vector<RuleFile> files,
                                             std::vector<Error>* errors);
  // The same by an image of the same files, whose fingerprint is their hash; word lists may be left
  // out. nullptr, too, where the image is not what was saved.
  static std::unique_ptr<const RuleSet> Load(std::vector<RuleFile> files,
                                             std::shared_ptr<const Image> image,
                                             std::vector<Error>* errors);
  ~RuleSet();

  // The word lists as tables. What else goes into the image is for whoever makes it of the rules.
  void Save(ImageWriter* writer) const;
  // What this was loaded by; nullptr where it was none.
  const Image* image() const;

  // kMaxGroups where there is no such file.
  GroupId FindGroup(std::string_view name) const;
  std::span<const std::string> groups() const;
  std::span<const Rule> Rules(GroupId group) const;
  std::span<const Evidence> EvidenceOf(GroupId group) const;
  // The text of [settings] name; empty where there is none.
  std::string_view Setting(GroupId group, std::string_view name) const;

  const segment::Lexicon& lexicon() const;
  // The id of a list by name; kMaxLists where there is none.
  segment::ListId List(std::string_view name) const { return lexicon().FindList(name); }
  // The value that an entry of a list has (white space and case do not count); empty where it is no
  // entry.
  std::string_view ListValue(segment::ListId list, std::string_view entry) const;

  // The list that the rule's group number `group` (index into Rule::groups) came from; kMaxLists:
  // from none.
  segment::ListId ListOf(const Rule& rule, size_t group) const;

  // The rule's `find` with fragments and lists written out, as it is compiled.
  std::string_view Pattern(const Rule& rule) const;

  // XXH3 of every file's path and text: the fingerprint of what was loaded.
  uint64_t hash() const;

  struct Impl;  // match/ only
  const Impl& impl() const { return *impl_; }

 private:
  explicit RuleSet(std::unique_ptr<Impl> impl);
  static std::unique_ptr<const RuleSet> Finish(std::unique_ptr<Impl> impl, std::vector<Error> own,
                                               std::vector<Error>* errors);
  std::unique_ptr<Impl> impl_;
};

}  // namespace presscut::match

#endif  // PRESSCUT_MATCH_RULE_SET_H_
