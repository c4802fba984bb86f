#include "extract/link/roles.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "extract/text/plain.h"

namespace presscut::link {
namespace {

using text::Plain;

constexpr size_t kMostRoles = 48;

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kTitles = {{
    {"adm", "admiral"},
    {"capt", "captain"},
    {"cllr", "councillor"},
    {"cmdr", "commander"},
    {"col", "colonel"},
    {"dr", ""},
    {"gen", "general"},
    {"gov", "governor"},
    {"lt", "lieutenant"},
    {"maj", "major"},
    {"miss", ""},
    {"mr", ""},
    {"mrs", ""},
    {"ms", ""},
    {"prof", "professor"},
    {"rep", "representative"},
    {"rev", "reverend"},
    {"sen", "senator"},
    {"sgt", "sergeant"},
    {"supt", "superintendent"},
    {"insp", "inspector"},
    {"congressman", "representative"},
}};

// Words of roles that say nothing of who it is.
constexpr std::array<std::string_view, 26> kEmpty = {
    "a",       "acting",   "an",  "and",  "at",       "current", "ex",      "first", "for",
    "former",  "in",       "its", "late", "longtime", "new",     "of",      "old",   "on",
    "onetime", "outgoing", "s",   "the",  "then",     "to",      "veteran", "with",
};

// Offices that one person holds at a time in a country.
bool IsOffice(const std::vector<std::string>& words) {
  const auto has = [&](std::string_view word) {
    return std::binary_search(words.begin(), words.end(), word);
  };
  return has("president") || has("premier") || has("chancellor") || has("pope") || has("king") ||
         has("queen") || has("prince") || has("princess") ||
         (words.size() > 1 && (has("minister") || has("secretary") || has("governor")));
}

bool IsHonour(std::string_view title) {
  return title == "sir" || title == "dame" || title == "lord" || title == "lady" ||
         title == "baroness";
}

// One word for both sexes: chairman, chairwoman and chairperson are a chair.
std::string Unsexed(std::string_view word) {
  for (const std::string_view ending : {"woman", "person", "man"}) {
    if (word.ends_with(ending) && word.size() >= ending.size() + 4) {
      return std::string(word.substr(0, word.size() - ending.size()));
    }
  }
  return std::string(word);
}

// "gov" is "governor", "mr" is nothing; a title that is no abbreviation is itself.
std::string_view TitleAsRole(std::string_view title) {
  for (const auto& [abbreviation, role] : kTitles) {
    if (abbreviation == title) return role;
  }
  return title;
}

}  // namespace

void Roles::Add(const Appearance& a, const Knowledge& known) {
  const auto read = [&](std::string_view printed, std::string_view plain, std::string_view body) {
    Role role;
    role.text = printed;
    std::string plain_body;
    if (!body.empty()) {
      role.body_name = body;
      plain_body = BodyKey(body, known);
      role.body.push_back(HashOf(plain_body));
      if (const std::string initials = InitialsOf(plain_body); !initials.empty()) {
        role.body.push_back(HashOf("#" + initials));
      } else if (LooksLikeAcronym(body)) {
        role.body.push_back(HashOf("#" + plain_body));
      }
    }
    for (size_t at = 0; at < plain.size();) {
      const size_t end = std::min(plain.find(' ', at), plain.size());
      const std::string_view word = plain.substr(at, end - at);
      at = end + 1;
      if (std::find(kEmpty.begin(), kEmpty.end(), word) != kEmpty.end()) continue;
      if (known.IsKin(word)) return;  // "his son": somebody else's role
      if (!plain_body.empty() &&
          (plain_body.find(word) != std::string::npos || AreInitials(word, plain_body))) {
        continue;
      }
      role.words.push_back(Unsexed(word));
    }
    std::sort(role.words.begin(), role.words.end());
    role.words.erase(std::unique(role.words.begin(), role.words.end()), role.words.end());
    if (role.words.empty() && role.body.empty()) return;
    role.honour = IsHonour(plain);
    Add(std::move(role));
  };
  for (const Appearance::Role& role : a.roles) {
    read(role.text, Plain(role.text), role.organisation);
  }
  const std::string title = Plain(a.title);
  read(a.title, IsHonour(title) ? title : TitleAsRole(title), {});
}

void Roles::Add(Role role) {
  if (roles_.size() == kMostRoles ||
      std::find(roles_.begin(), roles_.end(), role) != roles_.end()) {
    return;
  }
  roles_.push_back(std::move(role));
}

void Roles::Add(const Roles& other) {
  for (const Role& role : other.roles_) Add(role);
}

double Roles::Both(const Role& a, const Role& b, bool title_only, Reason* how) {
  std::vector<std::string> shared;
  std::set_intersection(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(),
                        std::back_inserter(shared));
  const bool body = std::any_of(a.body.begin(), a.body.end(), [&](uint64_t hash) {
    return std::find(b.body.begin(), b.body.end(), hash) != b.body.end();
  });
  if (shared.empty() && !body) return 0;
  double points = 0;
  const bool same = !shared.empty() && a.words == b.words;
  if (same) {
    points = a.words.size() > 1 ? 3 : 1.2;
  } else if (!shared.empty()) {
    points = shared.size() > 1 ? 2.3 : 1.2;
  }
  if (body) points += 2.4;
  if (title_only && !shared.empty() && IsOffice(shared)) points += 2;
  if (how == nullptr) return points;
  if (shared.empty()) {
    *how = {points, "both of {}", a.body_name};
  } else if (same) {
    *how = {points, "both \"{}\"", b.text};
  } else {
    *how = {points, "\"{}\" and \"{}\"", a.text, b.text};
  }
  return points;
}

double Roles::Common(const Roles& other, bool title_only, std::vector<Reason>* why) const {
  double best = 0;
  const Role *mine = nullptr, *theirs = nullptr;
  bool compared = false;
  for (const Role& a : roles_) {
    for (const Role& b : other.roles_) {
      const double points = Both(a, b, title_only, nullptr);
      compared = compared || (!a.honour && !b.honour);
      if (points <= best) continue;
      best = points;
      mine = &a;
      theirs = &b;
    }
  }
  if (mine == nullptr) return compared ? -0.7 : 0;
  if (why != nullptr) {
    Both(*mine, *theirs, title_only, &why->emplace_back());
  }
  return best;
}

}  // namespace presscut::link
