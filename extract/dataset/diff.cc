#include "extract/dataset/diff.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "extract/dataset/sqlite.h"
#include "extract/dataset/store.h"
#include "extract/dataset/whole.h"

namespace presscut::dataset {
namespace {

// article, place, text, values, rule; what is compared first is what tells a fact from others.
struct Kind {
  const char* name;
  const char* sql;
};

// clang-format off
constexpr Kind kKinds[] = {
    {"articles", "SELECT id, '', coalesce(headline, ''), json_array(bytes, xxh3, language, published, updated, day, day_source, error_code), '' FROM articles ORDER BY 1"},
    {"dates", "SELECT article, start_at || '-' || end_at, text, json_array(type, value, earliest, latest, modifier, anchor, ambiguous, alternatives, fiscal), rule FROM dates ORDER BY 1, start_at, end_at, 4, 5"},
    {"organisations", "SELECT o.article, '', o.name, json_array(o.kind, o.acronym, o.aliases, p.name), '' FROM organisations o LEFT JOIN organisations p ON p.article = o.article AND p.n = o.parent ORDER BY 1, 3, 4"},
    {"people", "SELECT article, '', name, json_array(title, given, family, suffix), '' FROM people ORDER BY 1, 3, 4"},
    {"roles", "SELECT r.article, r.start_at || '-' || r.end_at, r.text, json_array(p.name, o.name), r.rule FROM roles r LEFT JOIN people p ON p.article = r.article AND p.n = r.person LEFT JOIN organisations o ON o.article = r.article AND o.n = r.organisation ORDER BY 1, r.start_at, r.end_at, 4, 5"},
    {"mentions", "SELECT m.article, m.start_at || '-' || m.end_at, m.text, json_array(p.name, o.name), m.rule FROM mentions m LEFT JOIN people p ON p.article = m.article AND p.n = m.person LEFT JOIN organisations o ON o.article = m.article AND o.n = m.organisation ORDER BY 1, m.start_at, m.end_at, 4, 5"},
    {"figures", "SELECT article, start_at || '-' || end_at, text, json_array(kind, value, low, high, exact, unit, si_exact, si_unit, modifier, of_text, change, move_part, move_direction), rule FROM figures ORDER BY 1, start_at, end_at, 4, 5"},
    {"quotes", "SELECT q.article, q.start_at || '-' || q.end_at, q.text, json_array(q.form, q.closed, q.parts, q.cue_text, q.speaker, p.name, o.name, q.joint, q.speaker_rule), q.rule FROM quotes q LEFT JOIN people p ON p.article = q.article AND p.n = q.person LEFT JOIN organisations o ON o.article = q.article AND o.n = q.organisation ORDER BY 1, q.start_at, q.end_at, 4, 5"},
    {"warnings", "SELECT article, start_at || '-' || end_at, message, json_array(code), code FROM warnings ORDER BY 1, start_at, end_at, 4"},
};
// clang-format on

bool IsPlaced(const Kind& kind) {
  const std::string_view name = kind.name;
  return name != "people" && name != "organisations" && name != "articles";
}

// The facts of one kind of one dataset, one after the other.
class Facts {
 public:
  Facts(Database* db, const Kind& kind) : rows_(db, kind.sql), placed_(IsPlaced(kind)) { Next(); }

  void Next() {
    there_ = rows_.Next();
    if (!there_) return;
    article = rows_.String(0);
    place = rows_.String(1);
    text = rows_.String(2);
    values = rows_.String(3);
    rule = rows_.String(4);
  }
  bool there() const { return there_; }

  // Below 0 where this one comes first, 0 where they are one fact.
  int Against(const Facts& other) const {
    if (!there_ || !other.there_) return there_ ? -1 : other.there_ ? 1 : 0;
    if (const int order = article.compare(other.article); order != 0) return order;
    if (!placed_) return text.compare(other.text);
    const auto [begin, end] = Place();
    const auto [other_begin, other_end] = other.Place();
    if (begin != other_begin) return begin < other_begin ? -1 : 1;
    return end == other_end ? 0 : end < other_end ? -1 : 1;
  }

  std::string article, place, text, values, rule;

 private:
  std::pair<uint64_t, uint64_t> Place() const {
    char* rest = nullptr;
    const uint64_t begin = std::strtoull(place.c_str(), &rest, 10);
    return {begin, std::strtoull(rest + 1, nullptr, 10)};
  }

  Statement rows_;
  bool placed_;
  bool there_ = false;
};

std::optional<Error> Open(const std::string& folder, Database* db) {
  if (!IsDataset(folder)) {
    return Error{"not-a-dataset", folder, "there is no dataset here"};
  }
  db->Open(folder + "/" + kStoreFile, Database::kRead);
  return db->error();
}

}  // namespace

std::optional<Error> Compare(const std::string& old_folder, const std::string& new_folder,
                             const std::function<void(const Change&)>& use, Difference* out) {
  Database old_db, new_db;
  if (auto error = Open(old_folder, &old_db)) return error;
  if (auto error = Open(new_folder, &new_db)) return error;
  for (const Kind& kind : kKinds) {
    Facts was(&old_db, kind), is(&new_db, kind);
    while (was.there() || is.there()) {
      const int order = was.Against(is);
      if (order < 0) {
        ++(*out)[{kind.name, was.rule}].vanished;
        use({'-', kind.name, was.article, was.place, was.text, was.values, was.rule, "", ""});
        was.Next();
      } else if (order > 0) {
        ++(*out)[{kind.name, is.rule}].appeared;
        use({'+', kind.name, is.article, is.place, is.text, is.values, is.rule, "", ""});
        is.Next();
      } else {
        if (was.text != is.text || was.values != is.values || was.rule != is.rule) {
          ++(*out)[{kind.name, is.rule}].changed;
          use({'~', kind.name, is.article, is.place, is.text, is.values, is.rule, was.values,
               was.rule});
        }
        was.Next();
        is.Next();
      }
    }
  }
  return old_db.error() ? old_db.error() : new_db.error();
}

}  // namespace presscut::dataset
