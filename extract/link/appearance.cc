#include "extract/link/appearance.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "extract/link/card.h"
#include "extract/link/knowledge.h"
#include "extract/text/plain.h"
#include "extract/text/unicode.h"

namespace presscut::link {
namespace {

constexpr size_t kMostCompany = 24;
constexpr size_t kMostCountries = 3;

// A word for a country, its people or a place of it, where it stands in the article.
struct Place {
  NormSpan span;
  CountryCode country = 0;
};

bool IsWordByte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z');
}

// The end of the word at `at`: letters, digits, and the stops of "U.S.".
size_t WordEnd(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size()) {
    if (IsWordByte(text[end])) {
      ++end;
    } else if (text[end] == '.' && end + 1 < text.size() && end > 0 && text[end - 1] >= 'A' &&
               text[end - 1] <= 'Z' && (end - at == 1 || text[end - 2] == '.')) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

std::vector<Place> PlacesOf(std::string_view text, const Knowledge& known) {
  std::vector<Place> found;
  for (size_t at = 0; at < text.size();) {
    if (!IsWordByte(text[at])) {
      ++at;
      continue;
    }
    size_t end = WordEnd(text, at);
    size_t length = 0;
    const char32_t first = text::DecodeAt(text, at, &length);
    if (!text::IsUpper(first)) {
      at = end;
      continue;
    }
    // Two small letters behind a capital are "Us" or "In" at the start of a sentence, no country.
    size_t longest = 0;
    CountryCode country = 0;
    for (uint32_t words = 1; words <= Knowledge::kPlaceWords; ++words) {
      const std::string_view name = text.substr(at, end - at);
      if (name.size() > 2 || text::IsUpper(static_cast<unsigned char>(name.back()))) {
        if (const CountryCode c = known.PlaceOf(text::Plain(name)); c != 0) {
          country = c;
          longest = end;
        }
      }
      if (end + 1 >= text.size() || text[end] != ' ' || !IsWordByte(text[end + 1]) ||
          !text::IsUpper(text::DecodeAt(text, end + 1, &length))) {
        break;
      }
      end = WordEnd(text, end + 1);
    }
    if (country == 0) {
      at = WordEnd(text, at);
      continue;
    }
    found.push_back({{static_cast<uint32_t>(at), static_cast<uint32_t>(longest)}, country});
    at = longest;
  }
  return found;
}

bool Inside(NormSpan inner, NormSpan outer) {
  return inner.begin >= outer.begin && inner.end <= outer.end;
}

// Whether a place is said of the name at `mention`: "the Indian defence ministry", "India's …",
// "Philippine Red Cross", "Everton of Chile", "the ministry in New Delhi".
bool SaidOf(const Place& place, NormSpan mention, Sort sort, std::string_view text) {
  // Jordan and Chad are given names too.
  if (Inside(place.span, mention)) return sort == Sort::kOrganisation;
  if (place.span.end <= mention.begin) {
    const std::string_view between = text.substr(place.span.end, mention.begin - place.span.end);
    return between == " " || between == "'s " || between == "' ";
  }
  if (place.span.begin < mention.end) return false;
  const std::string_view between = text.substr(mention.end, place.span.begin - mention.end);
  return between == " of " || between == " in " || between == " (";
}

// A name as it is printed, on one line.
std::string OnOneLine(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// Counts countries; the most frequent first, then the first one named.
class Count {
 public:
  void Add(CountryCode country) {
    for (auto& [code, count] : counts_) {
      if (code == country) {
        ++count;
        return;
      }
    }
    counts_.emplace_back(country, 1);
  }
  std::vector<CountryCode> Most(size_t most) {
    std::stable_sort(counts_.begin(), counts_.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<CountryCode> out;
    for (const auto& [code, count] : counts_) {
      if (out.size() < most) out.push_back(code);
    }
    return out;
  }

 private:
  std::vector<std::pair<CountryCode, int>> counts_;
};

void AddCountries(const std::vector<CountryCode>& own, const std::vector<CountryCode>& all,
                  Appearance* a) {
  for (const CountryCode c : own) a->countries.emplace_back(IsoOf(c));
  a->own_countries = static_cast<uint32_t>(a->countries.size());
  for (const CountryCode c : all) {
    const std::string_view iso = IsoOf(c);
    if (a->countries.size() < a->own_countries + kMostCountries &&
        std::find(a->countries.begin(), a->countries.end(), iso) == a->countries.end()) {
      a->countries.emplace_back(iso);
    }
  }
}

void AddOnce(std::string name, std::vector<std::string>* names) {
  if (std::find(names->begin(), names->end(), name) == names->end()) {
    names->push_back(std::move(name));
  }
}

// The year of birth by an age that stands directly behind a mention: "Mark Taylor, 44, of".
int BornIn(const person::Person& p, const resolve::Facts& facts, std::string_view text, int year) {
  if (year == 0) return 0;
  for (const Mention& m : p.mentions) {
    const auto at = std::lower_bound(
        facts.figures.begin(), facts.figures.end(), m.span.end,
        [](const figure::Figure& f, uint32_t end) { return f.mention.span.begin < end; });
    if (at == facts.figures.end() || std::string_view(at->kind) != "age" || !at->value) continue;
    const std::string_view between = text.substr(m.span.end, at->mention.span.begin - m.span.end);
    if (between == ", " || between == " (" || between == ", aged ") {
      return year - static_cast<int>(*at->value);
    }
  }
  return 0;
}

std::string DateOf(const date::Clock& clock) {
  if (!clock.known()) return {};
  // An inferred clock may know no more than its year.
  if (clock.month == 0) return fmt::format("{:04}", clock.year);
  return fmt::format("{:04}-{:02}-{:02}", clock.year, clock.month, clock.day);
}

// The packed form: every field ends with a unit separator, every item of a list with a record
// separator; no name holds either.
constexpr char kFieldEnd = '\x1f', kItemEnd = '\x1e';

class Packer {
 public:
  void Add(std::string_view field) {
    for (const char c : field) {
      if (c != kFieldEnd && c != kItemEnd) out += c;
    }
    out += kFieldEnd;
  }
  void Add(const std::vector<std::string>& items) {
    for (const std::string& item : items) {
      for (const char c : item) {
        if (c != kFieldEnd && c != kItemEnd) out += c;
      }
      out += kItemEnd;
    }
    out += kFieldEnd;
  }
  std::string out;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed) : left_(packed) {}

  std::string_view View() {
    const size_t end = left_.find(kFieldEnd);
    if (end == std::string_view::npos) {
      ok_ = false;
      return {};
    }
    const std::string_view field = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    return field;
  }
  std::string Field() { return std::string(View()); }
  std::vector<std::string> Items() {
    std::vector<std::string> out;
    std::string_view field = View();
    for (size_t end; (end = field.find(kItemEnd)) != std::string_view::npos;
         field.remove_prefix(end + 1)) {
      out.emplace_back(field.substr(0, end));
    }
    if (!field.empty()) ok_ = false;
    return out;
  }
  template <class Number>
  Number Int() {
    const std::string_view field = View();
    Number n{};
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), n);
    if (error != std::errc() || end != field.data() + field.size()) ok_ = false;
    return n;
  }
  char Letter() {
    const std::string_view field = View();
    if (field.size() != 1) ok_ = false;
    return field.size() == 1 ? field[0] : '?';
  }
  bool Done() const { return ok_ && left_.empty(); }

 private:
  std::string_view left_;
  bool ok_ = true;
};

}  // namespace

void Describer::operator()(std::string_view article, const text::Text& text,
                           const resolve::Facts& facts, std::vector<Appearance>* out) const {
  const std::string_view norm = text.norm();
  const int year = facts.clock.year;
  const std::string date = DateOf(facts.clock);

  const std::vector<Place> places = PlacesOf(norm, *known_);
  Count all;
  for (const Place& place : places) {
    const bool in_person =
        std::any_of(facts.people.begin(), facts.people.end(), [&](const person::Person& p) {
          return std::any_of(p.mentions.begin(), p.mentions.end(),
                             [&](const Mention& m) { return Inside(place.span, m.span); });
        });
    if (!in_person) all.Add(place.country);
  }
  const std::vector<CountryCode> most = all.Most(kMostCountries + 1);
  // Places next to each mention, without a walk over all of them: they stand in text order.
  const auto said_of = [&](NormSpan mention, Sort sort, Count* own) {
    auto at = std::lower_bound(places.begin(), places.end(), mention.begin,
                               [](const Place& p, uint32_t begin) { return p.span.end < begin; });
    if (at != places.begin()) --at;
    for (; at != places.end() && at->span.begin <= mention.end + 4; ++at) {
      if (SaidOf(*at, mention, sort, norm)) own->Add(at->country);
    }
  };

  const size_t first = out->size();
  for (uint32_t i = 0; i < facts.people.size(); ++i) {
    const person::Person& p = facts.people[i];
    Appearance a;
    a.entity = i;
    a.name = OnOneLine(p.name);
    a.title = OnOneLine(p.title);
    a.given = OnOneLine(p.given);
    a.family = OnOneLine(p.family);
    a.suffix = OnOneLine(p.suffix);
    a.gender = static_cast<char>(p.gender);
    a.born = BornIn(p, facts, norm, year);
    Count own;
    for (const person::PersonRole& role : p.roles) {
      a.roles.push_back({OnOneLine(text.Norm(role.mention.span)),
                         role.organisation == kNobody
                             ? std::string()
                             : OnOneLine(facts.organisations[role.organisation].name)});
      for (const Place& place : places) {
        if (Inside(place.span, role.mention.span)) own.Add(place.country);
      }
    }
    for (const Mention& m : p.mentions) {
      AddOnce(OnOneLine(text.Norm(m.span)), &a.names);
      said_of(m.span, a.sort, &own);
    }
    AddCountries(own.Most(kMostCountries), most, &a);
    out->push_back(std::move(a));
  }
  for (uint32_t i = 0; i < facts.organisations.size(); ++i) {
    const organisation::Organisation& o = facts.organisations[i];
    Appearance a;
    a.entity = i;
    a.sort = Sort::kOrganisation;
    a.name = OnOneLine(o.name);
    a.kind = o.kind;
    a.acronym = OnOneLine(o.acronym);
    for (const std::string& alias : o.aliases) AddOnce(OnOneLine(alias), &a.aliases);
    if (o.parent != kNobody) a.parent = OnOneLine(facts.organisations[o.parent].name);
    Count own;
    for (const Mention& m : o.mentions) {
      AddOnce(OnOneLine(text.Norm(m.span)), &a.names);
      said_of(m.span, a.sort, &own);
    }
    AddCountries(own.Most(kMostCountries), most, &a);
    out->push_back(std::move(a));
  }
  for (size_t i = first; i < out->size(); ++i) {
    Appearance& a = (*out)[i];
    a.article = article;
    a.date = date;
    for (size_t j = first; j < out->size(); ++j) {
      if (j == i) continue;
      const Appearance& other = (*out)[j];
      auto& company = other.sort == Sort::kPerson ? a.people : a.organisations;
      if (company.size() < kMostCompany) company.push_back(other.name);
    }
  }
}

std::string Describer::Card(const Appearance& appearance) const {
  return CardOf(appearance, *known_);
}

std::string Pack(const Appearance& a) {
  Packer p;
  p.Add(a.article);
  p.Add(std::to_string(a.entity));
  p.Add(std::string_view(reinterpret_cast<const char*>(&a.sort), 1));
  p.Add(a.date);
  p.Add(a.name);
  p.Add(a.names);
  p.Add(a.title);
  p.Add(a.given);
  p.Add(a.family);
  p.Add(a.suffix);
  p.Add(std::string_view(&a.gender, 1));
  p.Add(std::to_string(a.born));
  std::vector<std::string> roles;
  for (const Appearance::Role& role : a.roles) {
    roles.push_back(role.text);
    roles.push_back(role.organisation);
  }
  p.Add(roles);
  p.Add(a.kind);
  p.Add(a.acronym);
  p.Add(a.aliases);
  p.Add(a.parent);
  p.Add(a.people);
  p.Add(a.organisations);
  p.Add(a.countries);
  p.Add(std::to_string(a.own_countries));
  return std::move(p.out);
}

std::optional<Appearance> Unpack(std::string_view packed) {
  Unpacker u(packed);
  Appearance a;
  a.article = u.Field();
  a.entity = u.Int<uint32_t>();
  const char sort = u.Letter();
  a.sort = static_cast<Sort>(sort);
  a.date = u.Field();
  a.name = u.Field();
  a.names = u.Items();
  a.title = u.Field();
  a.given = u.Field();
  a.family = u.Field();
  a.suffix = u.Field();
  a.gender = u.Letter();
  a.born = u.Int<int>();
  const std::vector<std::string> roles = u.Items();
  for (size_t i = 0; i + 1 < roles.size(); i += 2) a.roles.push_back({roles[i], roles[i + 1]});
  a.kind = u.Field();
  a.acronym = u.Field();
  a.aliases = u.Items();
  a.parent = u.Field();
  a.people = u.Items();
  a.organisations = u.Items();
  a.countries = u.Items();
  a.own_countries = u.Int<uint32_t>();
  if (!u.Done() || (sort != 'p' && sort != 'o') || roles.size() % 2 != 0 ||
      a.own_countries > a.countries.size()) {
    return std::nullopt;
  }
  return a;
}

}  // namespace presscut::link
