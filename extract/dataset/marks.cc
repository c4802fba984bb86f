#include "extract/dataset/marks.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

namespace presscut::dataset {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;

// A key's string; empty for null and for what is no string.
std::string_view Text(const element& object, std::string_view key) {
  std::string_view s;
  return object[key].get(s) == simdjson::SUCCESS ? s : std::string_view();
}

std::string_view Id(const element& object) { return Text(object, "id"); }

template <class Each>
void ForEach(const element& object, std::string_view key, Each each) {
  array list;
  if (object[key].get(list) != simdjson::SUCCESS) return;
  for (const element item : list) each(item);
}

// The parts that are there, with what stands between them.
class Phrase {
 public:
  explicit Phrase(std::string_view first) : text_(first) {}
  void Add(std::string_view between, std::string_view part, std::string_view behind = {}) {
    if (part.empty()) return;
    if (!text_.empty()) text_ += between;
    text_.append(part).append(behind);
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

Mark MakeMark(const element& at, MarkKind kind, std::string_view value, std::string_view rule) {
  Mark mark;
  uint64_t start = 0, end = 0;
  if (at["start"].get(start) == simdjson::SUCCESS && at["end"].get(end) == simdjson::SUCCESS) {
    mark.start = static_cast<uint32_t>(start);
    mark.end = static_cast<uint32_t>(end);
  }
  mark.kind = kind;
  mark.value = value;
  mark.rule = rule;
  return mark;
}

std::string DateValue(const element& date) {
  Phrase phrase(Text(date, "type"));
  const std::string_view value = Text(date, "value");
  phrase.Add(" ", value.empty() ? "of no day there is" : value);
  phrase.Add(", ", Text(date, "modifier"));
  const std::string_view from = Text(date, "earliest"), to = Text(date, "latest");
  if (from != to) phrase.Add(", ", fmt::format("{} to {}", from, to));
  return phrase.Take();
}

std::string FigureValue(const element& figure) {
  Phrase phrase(Text(figure, "kind"));
  phrase.Add(" ", Text(figure, "modifier"));
  double low = 0, high = 0;
  const bool has_low = figure["low"].get(low) == simdjson::SUCCESS;
  const bool has_high = figure["high"].get(high) == simdjson::SUCCESS;
  if (const std::string_view exact = Text(figure, "exact"); !exact.empty()) {
    phrase.Add(" ", exact);
  } else if (has_low && has_high) {
    phrase.Add(" ", fmt::format("{} to {}", low, high));
  } else if (has_low) {
    phrase.Add(" ", fmt::format("{} or more", low));
  } else if (has_high) {
    phrase.Add(" ", fmt::format("{} or less", high));
  }
  const std::string_view unit = Text(figure, "unit");
  if (unit != Text(figure, "kind")) phrase.Add(" ", unit);
  element of;
  if (figure["of"].get(of) == simdjson::SUCCESS) phrase.Add(" ", Text(of, "text"));
  phrase.Add(", ", Text(figure, "change"));
  return phrase.Take();
}

}  // namespace

struct MarkReader::Parser {
  simdjson::dom::parser parser;
};

MarkReader::MarkReader() : parser_(std::make_unique<Parser>()) {}
MarkReader::~MarkReader() = default;

std::optional<Error> MarkReader::Read(std::string_view record, Marks* out) {
  *out = {};
  element root;
  const simdjson::error_code failed = parser_->parser.parse(record.data(), record.size()).get(root);
  if (failed != simdjson::SUCCESS || Text(root, "schema") != "presscut/1") {
    return Error{"bad-record", "",
                 failed != simdjson::SUCCESS
                     ? fmt::format("not JSON: {}", simdjson::error_message(failed))
                     : "no record of schema presscut/1"};
  }
  out->id = Id(root);
  element object;
  if (root["headline"].get(object) == simdjson::SUCCESS) out->headline = Text(object, "text");
  if (root["published"].get(object) == simdjson::SUCCESS) {
    out->date = Text(object, "value").substr(0, 10);
  } else if (root["reference"].get(object) == simdjson::SUCCESS &&
             Text(object, "source") != "inferred") {
    // What the text itself proves is a year it writes of, and not always the one it was written in.
    out->date = Text(object, "value").substr(0, 10);
  }
  if (root["error"].get(object) == simdjson::SUCCESS) out->error = Text(object, "message");
  out->text = Text(root, "text");

  const auto count = [&](MarkKind kind) { ++out->facts[static_cast<size_t>(kind)]; };
  const auto entity = [&](std::string_view id) -> MarkedEntity* {
    const auto at = std::find_if(out->entities.begin(), out->entities.end(),
                                 [&](const MarkedEntity& e) { return e.id == id; });
    return at == out->entities.end() ? nullptr : &*at;
  };
  const auto add_entity = [&](const element& item, MarkKind kind, const std::string& value) {
    count(kind);
    const std::string_view id = Id(item);
    MarkedEntity& added = out->entities.emplace_back();
    added.id = id;
    added.name = Text(item, "name");
    ForEach(item, "mentions", [&](const element& mention) {
      Mark& mark = out->all.emplace_back(MakeMark(mention, kind, value, Text(mention, "rule")));
      mark.entity = id;
      ++added.mentions;
    });
  };

  ForEach(root, "dates", [&](const element& date) {
    count(MarkKind::kDate);
    out->all.push_back(MakeMark(date, MarkKind::kDate, DateValue(date), Text(date, "rule")));
  });
  ForEach(root, "organisations", [&](const element& body) {
    Phrase phrase(Text(body, "name"));
    phrase.Add(" (", Text(body, "acronym"), ")");
    phrase.Add(", ", Text(body, "kind"));
    add_entity(body, MarkKind::kOrganisation, phrase.Take());
  });
  ForEach(root, "people", [&](const element& person) {
    Phrase named(Text(person, "title"));
    named.Add(" ", Text(person, "name"));
    const std::string name = named.Take();
    Phrase phrase(name);
    ForEach(person, "roles", [&](const element& role) {
      phrase.Add(", ", Text(role, "text"));
      Mark& mark = out->all.emplace_back(
          MakeMark(role, MarkKind::kPerson, fmt::format("role of {}", name), Text(role, "rule")));
      mark.role = true;
      mark.entity = Id(person);
    });
    add_entity(person, MarkKind::kPerson, phrase.Take());
  });
  ForEach(root, "figures", [&](const element& figure) {
    count(MarkKind::kFigure);
    out->figure_kinds.emplace_back(Text(figure, "kind"));
    out->all.push_back(
        MakeMark(figure, MarkKind::kFigure, FigureValue(figure), Text(figure, "rule")));
  });
  ForEach(root, "quotes", [&](const element& quote) {
    count(MarkKind::kQuote);
    Phrase phrase(Text(quote, "form"));
    std::string speaker_id;
    element speaker;
    if (quote["speaker"].get(speaker) == simdjson::SUCCESS) {
      for (const char* key : {"person", "organisation"}) {
        if (speaker_id.empty()) speaker_id = Text(speaker, key);
      }
      MarkedEntity* who = entity(speaker_id);
      if (who != nullptr) ++who->quotes;
      phrase.Add(", ", who != nullptr ? std::string_view(who->name) : Text(speaker, "text"));
    } else {
      phrase.Add(", ", "speaker not known");
    }
    const std::string value = phrase.Take();
    ForEach(quote, "parts", [&](const element& part) {
      Mark& mark =
          out->all.emplace_back(MakeMark(part, MarkKind::kQuote, value, Text(quote, "rule")));
      mark.entity = speaker_id;
    });
  });
  std::stable_sort(out->all.begin(), out->all.end(), [](const Mark& a, const Mark& b) {
    return a.start != b.start ? a.start < b.start : a.end > b.end;
  });
  return std::nullopt;
}

}  // namespace presscut::dataset
