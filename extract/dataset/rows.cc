#include "extract/dataset/rows.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <xxhash.h>

#include <charconv>
#include <deque>
#include <string>
#include <vector>

#include "extract/dataset/fields.h"
#include "extract/record/schema.h"

namespace presscut::dataset {
namespace {

namespace dom = simdjson::dom;

// The keys of a record's objects always stand in one order, so a value is found by its position,
// not by its name.
struct Plan {
  struct Step {
    int field = -1;   // of the row
    int nested = -1;  // plan for the object that stands here
  };
  std::vector<Step> steps;
};

// A number out of an id: 2 of "p2".
int64_t NumberOf(std::string_view id) {
  int64_t number = 0;
  if (!id.empty()) std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return number;
}

}  // namespace

int64_t KeyOf(std::string_view article, uint64_t n) {
  // The number is hashed with the id: as a seed it would let short ids of one pattern clash.
  std::string both(article);
  both.append(reinterpret_cast<const char*>(&n), sizeof n);
  return static_cast<int64_t>(XXH3_64bits(both.data(), both.size()) >> 1);
}

struct RowMaker::State {
  struct TableRows {
    size_t index = 0;
    std::span<const Field> fields;
    std::vector<Plan> plans;         // of an entry; the first is of the entry itself
    std::vector<Plan> record_plans;  // of what comes from the record
    std::vector<Value> row;
    int64_t n = 0;
  };

  State() {
    for (const Table& table : Tables()) {
      TableRows rows;
      rows.index = tables.size();
      rows.fields = FieldsOf(table);
      rows.row.resize(rows.fields.size());
      rows.plans.emplace_back();
      rows.record_plans.emplace_back();
      for (size_t i = 0; i < rows.fields.size(); ++i) {
        const Field& field = rows.fields[i];
        if (field.source == From::kItem) Add(&rows.plans, table.object, field.from, i);
        if (field.source == From::kRecord) Add(&rows.record_plans, "record", field.from, i);
      }
      tables.push_back(std::move(rows));
    }
  }

  // Makes the value at `path` of an object go into a field.
  static void Add(std::vector<Plan>* plans, std::string_view object, std::string_view path,
                  size_t field) {
    for (size_t plan = 0;;) {
      const size_t dot = path.find('.');
      const std::string_view step = path.substr(0, dot);
      size_t position = 0;
      const record::Field* found = nullptr;
      for (const record::Field& f : record::Fields()) {
        if (f.object != object) continue;
        if (f.key == step) {
          found = &f;
          break;
        }
        ++position;
      }
      if (found == nullptr) return;
      std::vector<Plan::Step>& steps = (*plans)[plan].steps;
      if (steps.size() <= position) steps.resize(position + 1);
      if (dot == std::string_view::npos) {
        steps[position].field = static_cast<int>(field);
        return;
      }
      if (steps[position].nested < 0) {
        steps[position].nested = static_cast<int>(plans->size());
        plan = plans->size();
        plans->emplace_back();
      } else {
        plan = static_cast<size_t>(steps[position].nested);
      }
      object = found->type;
      path.remove_prefix(dot + 1);
    }
  }

  void Fill(TableRows* rows, const std::vector<Plan>& plans, size_t plan, dom::object object) {
    size_t position = 0;
    const std::vector<Plan::Step>& steps = plans[plan].steps;
    for (const auto [key, value] : object) {
      if (position == steps.size()) return;
      const Plan::Step step = steps[position++];
      if (step.field >= 0) {
        rows->row[static_cast<size_t>(step.field)] =
            Take(rows->fields[static_cast<size_t>(step.field)].type, value);
      } else if (step.nested >= 0 && value.is_object()) {
        Fill(rows, plans, static_cast<size_t>(step.nested), value.get_object());
      }
    }
  }

  Value Take(Type type, dom::element value) {
    Value out;
    std::string_view text;
    bool truth;
    switch (value.type()) {
      case dom::element_type::STRING:
        text = value.get_string();
        if (type == Type::kInteger) {
          out.kind = Value::kInteger;
          out.integer = NumberOf(text);
        } else {
          out.kind = Value::kText;
          out.text = text;
        }
        return out;
      case dom::element_type::INT64:
        if (type == Type::kNumber) break;
        out.kind = Value::kInteger;
        out.integer = value.get_int64();
        return out;
      case dom::element_type::BOOL:
        truth = value.get_bool();
        out.kind = Value::kInteger;
        out.integer = truth ? 1 : 0;
        return out;
      case dom::element_type::ARRAY:
        out.kind = Value::kText;
        out.text = "[]";
        if (value.get_array().size() > 0) {
          texts.push_back(simdjson::minify(value));
          out.text = texts.back();
        }
        return out;
      case dom::element_type::NULL_VALUE:
        return out;
      default:
        break;
    }
    out.kind = Value::kNumber;
    if (value.get_double().get(out.number)) out.kind = Value::kNull;
    return out;
  }

  void Clear(TableRows* rows) {
    for (Value& value : rows->row) value = {};
  }

  // An entry of a list, as a row. `owner` is the number of the entity the list is of, `owners` the
  // list that is in.
  void Emit(TableRows* rows, dom::object entry, int64_t owner, std::string_view owners,
            const Sink& sink) {
    Clear(rows);
    ++rows->n;
    Fill(rows, rows->plans, 0, entry);
    for (size_t i = 0; i < rows->fields.size(); ++i) {
      const Field& field = rows->fields[i];
      Value& value = rows->row[i];
      if (field.source == From::kRecord) {  // the only one is the article's id
        value.kind = Value::kText;
        value.text = article;
      } else if (field.source == From::kNumber) {
        value.kind = Value::kInteger;
        value.integer = rows->n;
      } else if (field.source == From::kOwner && (*field.from == '\0' || owners == field.from)) {
        value.kind = Value::kInteger;
        value.integer = owner;
      } else if (field.source == From::kKey) {
        value.kind = Value::kInteger;
        value.integer = KeyOf(article, static_cast<uint64_t>(rows->n));
      }
    }
    sink(rows->index, rows->row);
  }

  // Every entry of a list in the record, "people", or of the lists in its entries, "people.roles".
  void EmitList(TableRows* rows, std::string_view list, dom::object record, const Sink& sink) {
    const size_t dot = list.find('.');
    const std::string_view outer = list.substr(0, dot);
    dom::array entries;
    if (record.at_key(outer).get_array().get(entries)) return;
    int64_t owner = 0;
    for (const dom::element entry : entries) {
      ++owner;
      if (dot == std::string_view::npos) {
        Emit(rows, entry.get_object(), 0, "", sink);
        continue;
      }
      dom::array inner;
      if (entry.get_object().at_key(list.substr(dot + 1)).get_array().get(inner)) continue;
      for (const dom::element item : inner) Emit(rows, item.get_object(), owner, outer, sink);
    }
  }

  dom::parser parser;
  std::vector<TableRows> tables;
  std::deque<std::string> texts;  // made for this record
  std::string padded;
  std::string_view article;
};

RowMaker::RowMaker() : state_(std::make_unique<State>()) {}
RowMaker::~RowMaker() = default;

bool RowMaker::Make(std::string_view record, const Sink& sink) {
  State& s = *state_;
  s.texts.clear();
  s.padded.assign(record);
  s.padded.append(simdjson::SIMDJSON_PADDING, '\0');
  dom::element root;
  dom::object object;
  if (s.parser.parse(s.padded.data(), record.size(), false).get(root) ||
      root.get_object().get(object) || object["id"].get_string().get(s.article)) {
    return false;
  }
  for (State::TableRows& rows : s.tables) {
    rows.n = 0;
    const char* const lists = Tables()[rows.index].list;
    if (lists == nullptr) continue;
    if (*lists == '\0') {
      s.Clear(&rows);
      s.Fill(&rows, rows.record_plans, 0, object);
      for (size_t i = 0; i < rows.fields.size(); ++i) {
        if (rows.fields[i].source == From::kKey) {
          rows.row[i].kind = Value::kInteger;
          rows.row[i].integer = KeyOf(s.article);
        }
      }
      sink(rows.index, rows.row);
      continue;
    }
    std::string_view rest = lists;
    while (!rest.empty()) {
      const size_t space = rest.find(' ');
      s.EmitList(&rows, rest.substr(0, space), object, sink);
      rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
  }
  return true;
}

}  // namespace presscut::dataset
