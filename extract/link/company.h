// The company a name keeps over many articles, and what two companies have in common.
//
//   CompanyNames names(known);                       // kept from block to block
//   Company a, b;
//   a.Add(appearance, &names);                       // its article's other names, its countries
//   std::vector<Reason> why;
//   const double points = a.Common(b, &why);         // "both with Susan Harkness"
//
// People and bodies are compared by what is the same in their spellings: "Sue Harkness" and "Susan
// Harkness" are one here, "BMA" is one with "British Medical Association" by its initials. A name
// that everybody names (a well-known body, a common surname) says little, and is worth little.
//
// Points: 1 is a hint, 3 make it likely, 5 leave no doubt. Cost: linear in the smaller company.
// Thread-safety: plain values. Errors: none. Lifetime: views are of the appearances.

#ifndef PRESSCUT_LINK_COMPANY_H_
#define PRESSCUT_LINK_COMPANY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/base/mention.h"
#include "extract/link/appearance.h"
#include "extract/link/knowledge.h"

namespace presscut::link {

// One piece of evidence that two are one, and how it is told: `form` has {} for each name.
struct Reason {
  double points = 0;
  const char* form = "";
  std::string_view first = {}, second = {};
};

// The strongest reasons in words, at most three.
std::string Tell(std::string_view opening, std::vector<Reason> reasons);

// Whether a name is the initials of another ("bma", "british medical association"), small words
// left out or not.
bool AreInitials(std::string_view acronym, std::string_view name);
// Whether a name as printed looks like an acronym: BMA, MoD, U.N., NASUWT.
bool LooksLikeAcronym(std::string_view name);
// The initials of a plain name without its small words; empty where there are fewer than three.
std::string InitialsOf(std::string_view plain);

// How the names of companies are compared, and what each is worth: the president, whom half of the
// articles name, says nothing of who else stands in them. What is kept of names that come again and
// again is bounded, and changes no answer.
class CompanyNames {
 public:
  // REQUIRES: known outlives this.
  explicit CompanyNames(const Knowledge& known) : known_(known), counts_(kCounts) {}

  // Counts a name of an article, by its NameHash. REQUIRES: all have been counted before the first
  // question.
  void Count(uint64_t name);

  // What the answers to all questions depend on, but for the names asked about.
  uint64_t Fingerprint() const;

  struct Keys {
    uint64_t keys[2] = {};  // 0: none
    float points[2] = {};
  };
  Keys OfPerson(std::string_view name);
  Keys OfBody(std::string_view name);

 private:
  static constexpr size_t kCounts = size_t{1} << 18;
  static constexpr int kMostSteps = 3;
  int Step(uint32_t count) const;
  Keys Worth(Keys keys);
  const Keys& PersonKeys(std::string_view name);
  const Keys& BodyKeys(std::string_view name);

  static constexpr size_t kMostKept = size_t{1} << 16;
  using Kept = std::unordered_map<uint64_t, Keys>;  // by the name's hash

  const Knowledge& known_;
  Kept people_, bodies_;
  std::vector<uint32_t> counts_;  // of names, by their hash; two may share a place
  std::vector<float> shares_;     // of what a name is worth; from the first question on
  uint64_t all_ = 0;
};

class Company {
 public:
  void Add(const Appearance& a, CompanyNames* names);
  void Add(const Company& other);

  // Points for people and bodies in common.
  double Common(const Company& other, std::vector<Reason>* why) const;
  // Points for or against, by the countries that were said of the name or of its articles.
  double Countries(const Company& other, std::vector<Reason>* why) const;

  // Whether an article is one of both.
  bool Meets(const Company& other) const;

  CountryCode own() const { return Most(own_); }
  CountryCode any() const { return Most(any_); }

 private:
  struct Known {
    uint64_t key = 0;
    std::string_view name;
    float points = 0;
  };
  // Names by their keys: a list in the order of the keys, as long as nothing is inserted that
  // stands elsewhere, and a table over it from the first time it is searched. Most companies never
  // are.
  class Names {
   public:
    void Insert(const Known& known);
    void Settle();  // each key once, in order; before the first search
    bool settled() const { return settled_; }
    const Known* Find(uint64_t key) const;
    const std::vector<Known>& all() const { return all_; }

   private:
    struct Slot {
      uint64_t key = 0;
      uint32_t at = kNobody;  // in all_; kNobody: free
    };
    size_t SlotOf(uint64_t key) const;
    std::vector<Known> all_;
    bool settled_ = false;
    mutable std::vector<Slot> slots_;  // a power of two
  };
  using Counts = std::vector<std::pair<CountryCode, int>>;
  static double Shared(const Names& a, const Names& b, double most, std::vector<Reason>* why);
  static void Insert(const CompanyNames::Keys& keys, std::string_view name, Names* to);
  static CountryCode Most(const Counts& counts);

  Names people_, bodies_, articles_;
  Counts own_, any_;
};

// What a name is counted by; 0 where nothing of it is left.
uint64_t NameHash(const Appearance& a, const Knowledge& known);
// What two spellings of a person's name have in common: the full form of the first given name, and
// the family name.
uint64_t PersonHash(std::string_view plain_name, const Knowledge& known);
// … of a body's.
std::string BodyKey(std::string_view name, const Knowledge& known);

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_COMPANY_H_
