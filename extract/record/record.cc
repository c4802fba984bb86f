#include "extract/record/record.h"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstring>

#include "extract/record/json.h"

namespace presscut::record {
namespace {

const resolve::Facts& NoFacts() {
  static const resolve::Facts none;
  return none;
}

std::string_view NameOf(date::Type type) {
  constexpr std::string_view kNames[] = {"date", "time", "duration", "set"};
  return kNames[static_cast<size_t>(type)];
}
std::string_view NameOf(date::Anchor anchor) {
  constexpr std::string_view kNames[] = {"absolute", "reference", "text"};
  return kNames[static_cast<size_t>(anchor)];
}
std::string_view NameOf(quote::Form form) {
  constexpr std::string_view kNames[] = {"direct", "partial", "continued"};
  return kNames[static_cast<size_t>(form)];
}
std::string_view NameOf(names::Kind kind) {
  constexpr std::string_view kNames[] = {"none", "person", "organisation", "place", "other"};
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace

Record MakeRecord(const source::Article& article, const text::Text& text,
                  const resolve::Facts& facts, const char* language) {
  return {&article, &text, &facts, language, nullptr};
}

Record MakeFailedRecord(const source::Article& article, const Error& error) {
  return {&article, nullptr, nullptr, nullptr, &error};
}

RecordWriter::RecordWriter(const match::RuleSet& rules, const Options& options)
    : options_(options) {
  if (!options.explain) return;
  for (match::GroupId group = 0; group < rules.groups().size(); ++group) {
    for (const match::Rule& rule : rules.Rules(group)) origins_[rule.id] = {rule.file, rule.line};
    for (const match::Evidence& e : rules.EvidenceOf(group)) origins_[e.id] = {e.file, e.line};
  }
}

void RecordWriter::Key(std::string_view key) {
  char buffer[32];  // longer than any key
  size_t n = 0;
  if (const char last = out_->back(); last != '{' && last != '[') buffer[n++] = ',';
  buffer[n++] = '"';
  assert(key.size() + n + 2 <= sizeof buffer);
  std::memcpy(buffer + n, key.data(), key.size());
  n += key.size();
  buffer[n++] = '"';
  buffer[n++] = ':';
  out_->append(buffer, n);
}

void RecordWriter::String(std::string_view s) { AppendString(s, out_); }

void RecordWriter::StringOrNull(std::string_view s) {
  if (s.empty()) {
    out_->append("null");
  } else {
    String(s);
  }
}
void RecordWriter::StringOrNull(const char* s) {
  StringOrNull(s == nullptr ? std::string_view() : std::string_view(s));
}

void RecordWriter::NumberOrNull(const std::optional<double>& number) {
  if (number) {
    AppendNumber(*number, out_);
  } else {
    out_->append("null");
  }
}

void RecordWriter::SpanKeys(Span span) {
  Key("text");
  String(text_->Raw(span));
  Key("start");
  AppendNumber(uint64_t{index_.At(span.begin)}, out_);
  Key("end");
  AppendNumber(uint64_t{index_.At(span.end)}, out_);
}

void RecordWriter::SpanOrNull(const std::optional<NormSpan>& span) {
  if (!span) {
    out_->append("null");
    return;
  }
  out_->push_back('{');
  SpanKeys(*span);
  out_->push_back('}');
}

void RecordWriter::IdOrNull(char letter, uint32_t index, uint32_t kind) {
  // An id refers to a list; where that list is not wanted it would refer to nothing.
  if (index == kNobody || !Wanted(kind)) {
    out_->append("null");
    return;
  }
  out_->push_back('"');
  out_->push_back(letter);
  AppendNumber(uint64_t{index} + 1, out_);
  out_->push_back('"');
}

void RecordWriter::Rule(std::string_view rule) {
  Key("rule");
  StringOrNull(rule);
  if (options_.explain && !rule.empty()) used_rules_.push_back(rule);
}

template <class List, class Item>
void RecordWriter::Each(std::string_view key, const List& list, Item item) {
  Key(key);
  out_->push_back('[');
  bool first = true;
  uint32_t index = 0;
  for (const auto& element : list) {
    if (!first) out_->push_back(',');
    first = false;
    item(element, index++);
  }
  out_->push_back(']');
}

void RecordWriter::Mentions(const std::vector<Mention>& mentions) {
  Each("mentions", mentions, [&](const Mention& mention, uint32_t) {
    out_->push_back('{');
    SpanKeys(mention.span);
    Rule(mention.rule);
    out_->push_back('}');
  });
}

void RecordWriter::Write(const Record& record, std::string* out) {
  out_ = out;
  text_ = record.text;
  used_rules_.clear();
  if (text_ != nullptr) index_.Reset(text_->raw(), options_.unit);
  const resolve::Facts& facts = record.facts == nullptr ? NoFacts() : *record.facts;
  static const std::vector<date::Date> no_dates;
  static const std::vector<organisation::Organisation> no_organisations;
  static const std::vector<person::Person> no_people;
  static const std::vector<figure::Figure> no_figures;
  static const std::vector<quote::Quote> no_quotes;

  out_->push_back('{');
  Header(record);
  Stamp("published", facts.published);
  Stamp("updated", facts.updated);
  Key("reference");
  if (record.facts != nullptr && facts.clock.known()) {
    char day[16];
    const int written = std::snprintf(day, sizeof day, "%04u-%02u-%02u",
                                      static_cast<unsigned>(facts.clock.year) % 10000,
                                      static_cast<unsigned>(facts.clock.month) % 100,
                                      static_cast<unsigned>(facts.clock.day) % 100);
    // An inferred clock may know no more than its year.
    if (written > 4 && facts.clock.month == 0) day[4] = '\0';
    out_->push_back('{');
    Key("value");
    String(day);
    Key("source");
    StringOrNull(facts.clock.source);
    out_->push_back('}');
  } else {
    out_->append("null");
  }
  Dates(Wanted(resolve::kDates) ? facts.dates : no_dates);
  Organisations(Wanted(resolve::kOrganisations) ? facts.organisations : no_organisations);
  People(Wanted(resolve::kPeople) ? facts.people : no_people);
  Figures(Wanted(resolve::kFigures) ? facts.figures : no_figures);
  Quotes(Wanted(resolve::kQuotes) ? facts.quotes : no_quotes);
  Warnings(facts.warnings);
  Key("error");
  if (record.error == nullptr) {
    out_->append("null");
  } else {
    out_->push_back('{');
    Key("code");
    String(record.error->code);
    Key("place");
    String(record.error->place);
    Key("message");
    String(record.error->message);
    out_->push_back('}');
  }
  Key("text");
  if (options_.text && text_ != nullptr) {
    String(text_->raw());
  } else {
    out_->append("null");
  }
  Key("explain");
  if (options_.explain && record.facts != nullptr) {
    Explain(facts);
  } else {
    out_->append("null");
  }
  out_->append("}\n");
}

void RecordWriter::Header(const Record& record) {
  const source::Article& article = *record.article;
  Key("schema");
  String(kSchemaName);
  Key("id");
  String(article.id);
  Key("source");
  out_->push_back('{');
  Key("path");
  String(article.path);
  Key("bytes");
  AppendNumber(article.source_bytes, out_);
  Key("xxh3");
  char hash[17];
  std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(article.xxh3));
  String(hash);
  out_->push_back('}');
  Key("language");
  StringOrNull(record.language);
  Key("meta");
  StringOrNull(article.meta ? std::string_view(*article.meta) : std::string_view());
  Key("offset_unit");
  String(record::NameOf(options_.unit));
  Key("headline");
  if (article.headline && record.error == nullptr) {
    out_->push_back('{');
    Key("text");
    String(*article.headline);
    Key("start");
    out_->append("null");
    Key("end");
    out_->append("null}");
  } else {
    SpanOrNull(record.facts == nullptr ? std::nullopt : record.facts->headline);
  }
}

void RecordWriter::Stamp(std::string_view key, const std::optional<resolve::Stamp>& stamp) {
  Key(key);
  if (!stamp) {
    out_->append("null");
    return;
  }
  out_->push_back('{');
  Key("value");
  StringOrNull(stamp->value);
  SpanKeys(stamp->span);
  out_->push_back('}');
}

void RecordWriter::Dates(const std::vector<date::Date>& dates) {
  Each("dates", dates, [&](const date::Date& date, uint32_t) {
    out_->push_back('{');
    SpanKeys(date.mention.span);
    Key("type");
    String(NameOf(date.type));
    Key("value");
    StringOrNull(date.value);
    Key("earliest");
    StringOrNull(date.earliest);
    Key("latest");
    StringOrNull(date.latest);
    Key("modifier");
    StringOrNull(date.modifier);
    Key("anchor");
    String(NameOf(date.anchor));
    Key("ambiguous");
    out_->append(date.ambiguous ? "true" : "false");
    Each("alternatives", date.alternatives,
         [&](const std::string& value, uint32_t) { String(value); });
    Rule(date.mention.rule);
    out_->push_back('}');
  });
}

void RecordWriter::Organisations(const std::vector<organisation::Organisation>& organisations) {
  Each("organisations", organisations, [&](const organisation::Organisation& o, uint32_t index) {
    out_->push_back('{');
    Key("id");
    IdOrNull('o', index, resolve::kOrganisations);
    Key("name");
    String(o.name);
    Key("kind");
    String(o.kind);
    Key("acronym");
    StringOrNull(o.acronym);
    Each("aliases", o.aliases, [&](const std::string& alias, uint32_t) { String(alias); });
    Key("parent");
    IdOrNull('o', o.parent, resolve::kOrganisations);
    Mentions(o.mentions);
    out_->push_back('}');
  });
}

void RecordWriter::People(const std::vector<person::Person>& people) {
  Each("people", people, [&](const person::Person& p, uint32_t index) {
    out_->push_back('{');
    Key("id");
    IdOrNull('p', index, resolve::kPeople);
    Key("name");
    String(p.name);
    Key("title");
    StringOrNull(p.title);
    Key("given");
    StringOrNull(p.given);
    Key("family");
    StringOrNull(p.family);
    Key("suffix");
    StringOrNull(p.suffix);
    Each("roles", p.roles, [&](const person::PersonRole& role, uint32_t) {
      out_->push_back('{');
      SpanKeys(role.mention.span);
      Key("organisation");
      IdOrNull('o', role.organisation, resolve::kOrganisations);
      Rule(role.mention.rule);
      out_->push_back('}');
    });
    Mentions(p.mentions);
    out_->push_back('}');
  });
}

void RecordWriter::Figures(const std::vector<figure::Figure>& figures) {
  Each("figures", figures, [&](const figure::Figure& f, uint32_t) {
    out_->push_back('{');
    SpanKeys(f.mention.span);
    Key("kind");
    String(f.kind);
    Key("value");
    NumberOrNull(f.value);
    Key("low");
    NumberOrNull(f.low);
    Key("high");
    NumberOrNull(f.high);
    Key("exact");
    StringOrNull(f.exact);
    Key("unit");
    StringOrNull(f.unit);
    Key("modifier");
    StringOrNull(f.modifier);
    Key("of");
    SpanOrNull(f.of);
    Key("change");
    StringOrNull(f.change);
    Rule(f.mention.rule);
    out_->push_back('}');
  });
}

void RecordWriter::Quotes(const std::vector<quote::Quote>& quotes) {
  Each("quotes", quotes, [&](const quote::Quote& q, uint32_t) {
    out_->push_back('{');
    SpanKeys(q.mention.span);
    Key("form");
    String(NameOf(q.form));
    Key("closed");
    out_->append(q.closed ? "true" : "false");
    Each("parts", q.parts, [&](NormSpan part, uint32_t) {
      const Span raw = Raw(part);
      out_->append("{\"start\":");
      AppendNumber(uint64_t{index_.At(raw.begin)}, out_);
      out_->append(",\"end\":");
      AppendNumber(uint64_t{index_.At(raw.end)}, out_);
      out_->push_back('}');
    });
    Key("cue");
    SpanOrNull(q.cue);
    Key("speaker");
    if (q.speaker) {
      out_->push_back('{');
      SpanKeys(*q.speaker);
      Key("person");
      IdOrNull('p', q.person, resolve::kPeople);
      Key("organisation");
      IdOrNull('o', q.organisation, resolve::kOrganisations);
      Rule(q.attribution);
      out_->push_back('}');
    } else {
      out_->append("null");
    }
    Rule(q.mention.rule);
    out_->push_back('}');
  });
}

void RecordWriter::Warnings(const std::vector<Warning>& warnings) {
  Each("warnings", warnings, [&](const Warning& warning, uint32_t) {
    out_->push_back('{');
    Key("code");
    String(warning.code);
    Key("start");
    AppendNumber(uint64_t{index_.At(warning.where.begin)}, out_);
    Key("end");
    AppendNumber(uint64_t{index_.At(warning.where.end)}, out_);
    Key("message");
    String(warning.message);
    out_->push_back('}');
  });
}

void RecordWriter::Explain(const resolve::Facts& facts) {
  for (const names::Key& key : facts.names.keys) {
    for (const auto& [rule, points] : key.ledger) used_rules_.push_back(rule);
  }
  std::sort(used_rules_.begin(), used_rules_.end());
  used_rules_.erase(std::unique(used_rules_.begin(), used_rules_.end()), used_rules_.end());
  out_->push_back('{');
  Each("rules", used_rules_, [&](std::string_view id, uint32_t) {
    const auto origin = origins_.find(id);
    out_->push_back('{');
    Key("id");
    String(id);
    Key("file");
    StringOrNull(origin == origins_.end() ? std::string_view() : origin->second.file);
    Key("line");
    if (origin == origins_.end()) {
      out_->append("null");
    } else {
      AppendNumber(uint64_t{origin->second.line}, out_);
    }
    out_->push_back('}');
  });
  Each("names", facts.names.keys, [&](const names::Key& key, uint32_t) {
    out_->push_back('{');
    Key("name");
    String(key.spelling);
    Key("kind");
    String(NameOf(key.kind));
    Each("evidence", key.ledger, [&](const std::pair<std::string_view, int>& entry, uint32_t) {
      out_->push_back('{');
      Key("rule");
      String(entry.first);
      Key("points");
      AppendNumber(static_cast<double>(entry.second), out_);
      out_->push_back('}');
    });
    out_->push_back('}');
  });
  out_->push_back('}');
}

}  // namespace presscut::record
