#include "extract/dataset/tally.h"

#include <algorithm>
#include <cstring>

#include "extract/dataset/fields.h"

namespace presscut::dataset {
namespace {

// What a table's rows count for.
struct Columns {
  size_t kind = kMarkKinds;  // of fact
  bool named = false;        // a row names an organisation or a person, by their numbers
  size_t organisation = 0, person = 0;
};

// In the order of mark kinds.
constexpr std::string_view kTableOf[kMarkKinds] = {"dates", "organisations", "people", "figures",
                                                   "quotes"};

std::vector<Columns> MakeColumns() {
  std::vector<Columns> out;
  for (const Table& table : Tables()) {
    Columns& columns = out.emplace_back();
    const std::string_view name = table.name;
    columns.kind =
        static_cast<size_t>(std::find(std::begin(kTableOf), std::end(kTableOf), name) - kTableOf);
    columns.named = name == "mentions" || name == "quotes";
    const std::span<const Field> fields = FieldsOf(table);
    for (size_t i = 0; i < fields.size(); ++i) {
      if (std::string_view(fields[i].name) == "organisation") columns.organisation = i;
      if (std::string_view(fields[i].name) == "person") columns.person = i;
    }
  }
  return out;
}

constexpr size_t kHead = sizeof(Tally::facts) + 2 * sizeof(uint32_t);

}  // namespace

void Tally::Add(size_t table, std::span<const Value> row) {
  static const std::vector<Columns> all = MakeColumns();
  const Columns& columns = all[table];
  if (columns.kind < kMarkKinds) ++facts[columns.kind];
  if (!columns.named) return;
  const bool person = row[columns.organisation].kind == Value::kNull;
  const Value& number = row[person ? columns.person : columns.organisation];
  if (number.kind == Value::kNull || number.integer < 1) return;
  std::vector<Named>& named = person ? people : organisations;
  const auto at = static_cast<size_t>(number.integer) - 1;
  if (at >= named.size()) named.resize(at + 1);
  ++(columns.kind < kMarkKinds ? named[at].quotes : named[at].mentions);
}

std::string Tally::Pack() const {
  std::string out;
  const auto put = [&](const void* from, size_t bytes) {
    out.append(static_cast<const char*>(from), bytes);
  };
  const uint32_t sizes[] = {static_cast<uint32_t>(organisations.size()),
                            static_cast<uint32_t>(people.size())};
  put(facts.data(), sizeof facts);
  put(sizes, sizeof sizes);
  put(organisations.data(), organisations.size() * sizeof(Named));
  put(people.data(), people.size() * sizeof(Named));
  return out;
}

Tally Tally::Unpack(std::string_view packed) {
  Tally out;
  if (packed.size() < kHead) return out;
  uint32_t sizes[2];
  std::memcpy(sizes, packed.data() + sizeof facts, sizeof sizes);
  if (packed.size() != kHead + (size_t{sizes[0]} + sizes[1]) * sizeof(Named)) return out;
  std::memcpy(out.facts.data(), packed.data(), sizeof facts);
  out.organisations.resize(sizes[0]);
  out.people.resize(sizes[1]);
  packed.remove_prefix(kHead);
  for (std::vector<Named>* named : {&out.organisations, &out.people}) {
    if (named->empty()) continue;
    std::memcpy(named->data(), packed.data(), named->size() * sizeof(Named));
    packed.remove_prefix(named->size() * sizeof(Named));
  }
  return out;
}

}  // namespace presscut::dataset
