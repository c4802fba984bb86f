#include "extract/link/knowledge.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

#include "extract/names/vocabulary.h"
#include "extract/text/plain.h"

namespace presscut::link {
namespace {

using names::Column;
using text::Plain;

// Letters only, all of them capitals but a few: BMA, MoD, Defra is none.
bool LooksLikeAcronym(std::string_view name) {
  if (name.size() < 2 || name.size() > 8 || name.find(' ') != std::string_view::npos) return false;
  const auto capitals =
      std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals * 2 > static_cast<std::ptrdiff_t>(name.size());
}

bool IsEveryday(std::string_view kind) {
  return kind == "media" || kind == "government" || kind == "parliament" || kind == "party" ||
         kind == "court" || kind == "police" || kind == "military" || kind == "international";
}

}  // namespace

std::string_view IsoOf(CountryCode country) {
  static constexpr auto kCodes = [] {
    std::array<char, 26 * 26 * 2> codes{};
    for (size_t i = 0; i < codes.size() / 2; ++i) {
      codes[2 * i] = static_cast<char>('A' + i / 26);
      codes[2 * i + 1] = static_cast<char>('A' + i % 26);
    }
    return codes;
  }();
  const size_t first = static_cast<size_t>(country >> 8) - 'A';
  const size_t second = static_cast<size_t>(country & 0xFF) - 'A';
  if (first >= 26 || second >= 26) return {};
  return {kCodes.data() + 2 * (first * 26 + second), 2};
}

uint64_t HashOf(std::string_view s) { return XXH3_64bits(s.data(), s.size()); }

Knowledge::Knowledge(const match::RuleSet& rules)
    : rules_(rules),
      words_(rules.List("words")),
      function_words_(rules.List("function_words")),
      kinship_(rules.List("kinship")) {
  const segment::ListId short_names = rules.List("short_given_names");
  const segment::ListId common_names = rules.List("common_names");
  const segment::ListId surnames = rules.List("surnames");
  const segment::ListId suffixes = rules.List("org_suffixes");
  const segment::ListId organisations = rules.List("organisations");
  const segment::ListId teams = rules.List("teams");
  const segment::ListId countries = rules.List("countries");
  const segment::ListId nationalities = rules.List("nationalities");
  const segment::ListId regions = rules.List("regions");
  const segment::ListId cities = rules.List("cities");
  const segment::ListId homes = rules.List("national_bodies");

  std::unordered_map<std::string, uint32_t> ids;
  const auto id_of = [&](const std::string& full) {
    const auto [at, is_new] = ids.try_emplace(full, static_cast<uint32_t>(full_names_.size()));
    if (is_new) {
      full_names_.push_back(full);
      full_names_of_[HashOf(full)].push_back(at->second);
    }
    return at->second;
  };
  for (uint32_t i = 0; i < rules.lexicon().entries(); ++i) {
    const segment::Entry entry = rules.lexicon().EntryAt(i);
    if (entry.list == short_names) {
      const uint64_t form = HashOf(Plain(entry.text));
      std::string_view column;
      for (uint32_t n = 0; !(column = Column(entry.value, n)).empty(); ++n) {
        const uint32_t id = id_of(Plain(column));
        auto& of = full_names_of_[form];
        if (std::find(of.begin(), of.end(), id) == of.end()) of.push_back(id);
      }
    } else if (entry.list == common_names) {
      const uint64_t name = HashOf(Plain(entry.text));
      if (entry.value != "family") given_[name] = Frequency::kCommon;
      if (entry.value != "given") family_[name] = Frequency::kCommon;
    } else if (entry.list == surnames) {
      if (Column(entry.value, 0) != "r")
        family_.try_emplace(HashOf(Plain(entry.text)), Frequency::kMiddle);
    } else if (entry.list == suffixes) {
      legal_forms_.insert(entry.text);
    } else if (entry.list == organisations || entry.list == teams) {
      const std::string plain = Plain(entry.text);
      const bool everyday = entry.list == organisations && IsEveryday(Column(entry.value, 0));
      bodies_.try_emplace(HashOf(plain), everyday ? Fame::kEveryday : Fame::kKnown);
      const std::string_view other = Column(entry.value, 1);
      if (entry.list == organisations && !other.empty()) {
        const bool acronym = LooksLikeAcronym(entry.text);
        if (acronym != LooksLikeAcronym(other)) {
          std::string from = acronym ? plain : Plain(other);
          expansions_.try_emplace(HashOf(from), acronym ? Plain(other) : plain);
        }
      }
    } else if (entry.list == countries || entry.list == regions) {
      AddPlace(entry.text, entry.value, entry.list == countries);
    } else if (entry.list == nationalities || entry.list == cities) {
      AddPlace(entry.text, Column(entry.value, 1), entry.list == nationalities);
    } else if (entry.list == homes) {
      homes_[HashOf(Plain(entry.text))] = Country(entry.value);
    }
  }
}

void Knowledge::AddPlace(std::string_view name, std::string_view iso, bool nation) {
  const CountryCode country = Country(iso);
  if (country == 0) return;
  const uint64_t hash = HashOf(Plain(name));
  if (nation) nations_.try_emplace(hash, country);
  const auto [at, is_new] = places_.try_emplace(hash, country);
  if (!is_new && at->second != country) at->second = 0;
}

std::span<const uint32_t> Knowledge::FullNames(std::string_view given) const {
  const auto at = full_names_of_.find(HashOf(given));
  if (at == full_names_of_.end()) return {};
  return at->second;
}

std::string_view Knowledge::FullName(std::string_view given) const {
  const std::span<const uint32_t> of = FullNames(given);
  for (const uint32_t id : of) {
    if (full_names_[id] == given) return given;
  }
  return of.size() == 1 ? std::string_view(full_names_[of[0]]) : given;
}

Knowledge::Frequency Knowledge::OfGiven(std::string_view given) const {
  const auto at = given_.find(HashOf(given));
  return at == given_.end() ? Frequency::kRare : at->second;
}

Knowledge::Frequency Knowledge::OfFamily(std::string_view family) const {
  const auto at = family_.find(HashOf(family));
  return at == family_.end() ? Frequency::kRare : at->second;
}

CountryCode Knowledge::PlaceOf(std::string_view place) const {
  const auto at = places_.find(HashOf(place));
  return at == places_.end() ? CountryCode{0} : at->second;
}

CountryCode Knowledge::NationOf(std::string_view nation) const {
  // Not where a region has the name too: Georgia.
  const auto at = nations_.find(HashOf(nation));
  return at == nations_.end() || PlaceOf(nation) == 0 ? CountryCode{0} : at->second;
}

std::string_view Knowledge::BareCompany(std::string_view name) const {
  for (bool again = true; again;) {
    again = false;
    // The longest form first: "GmbH & Co. KG" before "KG".
    for (size_t i = 1; i + 1 < name.size(); ++i) {
      if (name[i] != ' ' || !legal_forms_.contains(name.substr(i + 1))) continue;
      name = name.substr(0, i);
      while (!name.empty() && (name.back() == ',' || name.back() == ' ')) name.remove_suffix(1);
      again = true;
      break;
    }
  }
  return name;
}

std::string_view Knowledge::Expansion(std::string_view acronym) const {
  const auto at = expansions_.find(HashOf(acronym));
  return at == expansions_.end() ? std::string_view() : std::string_view(at->second);
}

Knowledge::Fame Knowledge::FameOf(std::string_view body) const {
  const auto at = bodies_.find(HashOf(body));
  return at == bodies_.end() ? Fame::kNone : at->second;
}

CountryCode Knowledge::HomeOf(std::string_view body) const {
  const auto at = homes_.find(HashOf(body));
  return at == homes_.end() ? CountryCode{0} : at->second;
}

bool Knowledge::IsOrdinary(std::string_view word) const {
  const segment::WordId id = rules_.lexicon().Find(word);
  return rules_.lexicon().Has(id, words_) || rules_.lexicon().Has(id, function_words_);
}

bool Knowledge::IsKin(std::string_view word) const {
  return rules_.lexicon().Has(rules_.lexicon().Find(word), kinship_);
}

}  // namespace presscut::link
