#include "extract/record/record.h"

#include <algorithm>
#include <cstdio>

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
  constexpr std::string_view kNames[] = {"direct", "partial", "continued", "indirect"};
  return kNames[static_cast<size_t>(form)];
}
std::string_view NameOf(names::Kind kind) {
  constexpr std::string_view kNames[] = {"none", "person", "organisation", "place", "other"};
  return kNames[static_cast<size_t>(kind)];
}

std::string Hexadecimal(uint64_t number) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out(16, '0');
  for (size_t i = out.size(); i-- > 0; number >>= 4) out[i] = kDigits[number & 15];
  return out;
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

void RecordWriter::StringOrNull(std::string_view s) {
  if (s.empty()) {
    json_.Put("null");
  } else {
    json_.String(s);
  }
}
void RecordWriter::StringOrNull(const char* s) {
  StringOrNull(s == nullptr ? std::string_view() : std::string_view(s));
}

void RecordWriter::Truth(bool truth) {
  if (truth) {
    json_.Put("true");
  } else {
    json_.Put("false");
  }
}

void RecordWriter::NumberOrNull(const std::optional<double>& number) {
  if (number) {
    json_.Number(*number);
  } else {
    json_.Put("null");
  }
}

void RecordWriter::Ends(Span span) {
  json_.Put("\"start\":");
  json_.Count(index_.At(span.begin));
  json_.Put(",\"end\":");
  json_.Count(index_.At(span.end));
}

void RecordWriter::SpanKeys(NormSpan norm) {
  const Span span = Raw(norm);
  json_.Put("\"text\":");
  json_.String(text_->Raw(span));
  json_.Put(',');
  Ends(span);
}

void RecordWriter::SpanOrNull(const std::optional<NormSpan>& span) {
  if (!span) {
    json_.Put("null");
    return;
  }
  json_.Put('{');
  SpanKeys(*span);
  json_.Put('}');
}

void RecordWriter::IdOrNull(char letter, uint32_t index, uint32_t kind) {
  // An id refers to a list; where that list is not wanted it would refer to nothing.
  if (index == kNobody || !Wanted(kind)) {
    json_.Put("null");
    return;
  }
  json_.Put('"');
  json_.Put(letter);
  json_.Count(uint64_t{index} + 1);
  json_.Put('"');
}

void RecordWriter::LastRule(std::string_view rule) {
  json_.Put(",\"rule\":");
  StringOrNull(rule);
  json_.Put('}');
  if (options_.explain && !rule.empty()) used_rules_.push_back(rule);
}

template <class List, class Item>
void RecordWriter::Each(const List& list, Item item) {
  json_.Put('[');
  uint32_t index = 0;
  for (const auto& element : list) {
    if (index > 0) json_.Put(',');
    item(element, index++);
  }
  json_.Put(']');
}

void RecordWriter::Strings(const std::vector<std::string>& strings) {
  Each(strings, [&](std::string_view s, uint32_t) { json_.String(s); });
}

void RecordWriter::Mentions(const std::vector<Mention>& mentions) {
  json_.Put(",\"mentions\":");
  Each(mentions, [&](const Mention& mention, uint32_t) {
    json_.Put('{');
    SpanKeys(mention.span);
    LastRule(mention.rule);
  });
}

void RecordWriter::Write(const Record& record, std::string* out) {
  json_.Clear();
  text_ = record.text;
  used_rules_.clear();
  if (text_ != nullptr) index_.Reset(text_->raw(), options_.unit);
  const resolve::Facts& facts = record.facts == nullptr ? NoFacts() : *record.facts;
  const resolve::Facts& none = NoFacts();

  Header(record);
  json_.Put(",\"published\":");
  StampOrNull(facts.published);
  json_.Put(",\"updated\":");
  StampOrNull(facts.updated);
  json_.Put(",\"reference\":");
  ClockOrNull(facts.clock);
  Dates((Wanted(resolve::kDates) ? facts : none).dates);
  Organisations((Wanted(resolve::kOrganisations) ? facts : none).organisations);
  People((Wanted(resolve::kPeople) ? facts : none).people);
  Figures((Wanted(resolve::kFigures) ? facts : none).figures);
  Quotes((Wanted(resolve::kQuotes) ? facts : none).quotes);
  Warnings(facts.warnings);
  json_.Put(",\"error\":");
  if (record.error == nullptr) {
    json_.Put("null");
  } else {
    json_.Put("{\"code\":");
    json_.String(record.error->code);
    json_.Put(",\"place\":");
    json_.String(record.error->place);
    json_.Put(",\"message\":");
    json_.String(record.error->message);
    json_.Put('}');
  }
  json_.Put(",\"text\":");
  if (options_.text && text_ != nullptr) {
    json_.String(text_->raw());
  } else {
    json_.Put("null");
  }
  json_.Put(",\"explain\":");
  if (options_.explain && record.facts != nullptr) {
    Explain(facts);
  } else {
    json_.Put("null");
  }
  json_.Put("}\n");
  out->append(json_.text());
}

void RecordWriter::Header(const Record& record) {
  const source::Article& article = *record.article;
  static_assert(kSchemaName == "presscut/1");
  json_.Put("{\"schema\":\"presscut/1\",\"id\":");
  json_.String(article.id);
  json_.Put(",\"source\":{\"path\":");
  json_.String(article.path);
  json_.Put(",\"bytes\":");
  json_.Count(article.source_bytes);
  json_.Put(",\"xxh3\":");
  json_.String(Hexadecimal(article.xxh3));
  json_.Put("},\"language\":");
  StringOrNull(record.language);
  json_.Put(",\"meta\":");
  StringOrNull(article.meta ? std::string_view(*article.meta) : std::string_view());
  json_.Put(",\"offset_unit\":");
  json_.String(record::NameOf(options_.unit));
  json_.Put(",\"headline\":");
  if (article.headline && record.error == nullptr) {
    json_.Put("{\"text\":");
    json_.String(*article.headline);
    json_.Put(",\"start\":null,\"end\":null}");
  } else {
    SpanOrNull(record.facts == nullptr ? std::nullopt : record.facts->headline);
  }
}

void RecordWriter::StampOrNull(const std::optional<resolve::Stamp>& stamp) {
  if (!stamp) {
    json_.Put("null");
    return;
  }
  json_.Put("{\"value\":");
  StringOrNull(stamp->value);
  json_.Put(',');
  SpanKeys(stamp->span);
  json_.Put('}');
}

void RecordWriter::ClockOrNull(const date::Clock& clock) {
  if (!clock.known()) {
    json_.Put("null");
    return;
  }
  char day[16];
  const int written = std::snprintf(
      day, sizeof day, "%04u-%02u-%02u", static_cast<unsigned>(clock.year) % 10000,
      static_cast<unsigned>(clock.month) % 100, static_cast<unsigned>(clock.day) % 100);
  // An inferred clock may know no more than its year.
  if (written > 4 && clock.month == 0) day[4] = '\0';
  json_.Put("{\"value\":");
  json_.String(day);
  json_.Put(",\"source\":");
  StringOrNull(clock.source);
  json_.Put('}');
}

void RecordWriter::Dates(const std::vector<date::Date>& dates) {
  json_.Put(",\"dates\":");
  Each(dates, [&](const date::Date& date, uint32_t) {
    json_.Put('{');
    SpanKeys(date.mention.span);
    json_.Put(",\"type\":");
    json_.String(NameOf(date.type));
    json_.Put(",\"value\":");
    StringOrNull(date.value);
    json_.Put(",\"earliest\":");
    StringOrNull(date.earliest);
    json_.Put(",\"latest\":");
    StringOrNull(date.latest);
    json_.Put(",\"modifier\":");
    StringOrNull(date.modifier);
    json_.Put(",\"anchor\":");
    json_.String(NameOf(date.anchor));
    json_.Put(",\"ambiguous\":");
    Truth(date.ambiguous);
    json_.Put(",\"alternatives\":");
    Strings(date.alternatives);
    json_.Put(",\"fiscal\":");
    Truth(date.fiscal);
    LastRule(date.mention.rule);
  });
}

void RecordWriter::Organisations(const std::vector<organisation::Organisation>& organisations) {
  json_.Put(",\"organisations\":");
  Each(organisations, [&](const organisation::Organisation& o, uint32_t index) {
    json_.Put("{\"id\":");
    IdOrNull('o', index, resolve::kOrganisations);
    json_.Put(",\"name\":");
    json_.String(o.name);
    json_.Put(",\"kind\":");
    json_.String(o.kind);
    json_.Put(",\"acronym\":");
    StringOrNull(o.acronym);
    json_.Put(",\"aliases\":");
    Strings(o.aliases);
    json_.Put(",\"parent\":");
    IdOrNull('o', o.parent, resolve::kOrganisations);
    Mentions(o.mentions);
    json_.Put('}');
  });
}

void RecordWriter::People(const std::vector<person::Person>& people) {
  json_.Put(",\"people\":");
  Each(people, [&](const person::Person& p, uint32_t index) {
    json_.Put("{\"id\":");
    IdOrNull('p', index, resolve::kPeople);
    json_.Put(",\"name\":");
    json_.String(p.name);
    json_.Put(",\"title\":");
    StringOrNull(p.title);
    json_.Put(",\"given\":");
    StringOrNull(p.given);
    json_.Put(",\"family\":");
    StringOrNull(p.family);
    json_.Put(",\"suffix\":");
    StringOrNull(p.suffix);
    json_.Put(",\"roles\":");
    Each(p.roles, [&](const person::PersonRole& role, uint32_t) {
      json_.Put('{');
      SpanKeys(role.mention.span);
      json_.Put(",\"organisation\":");
      IdOrNull('o', role.organisation, resolve::kOrganisations);
      LastRule(role.mention.rule);
    });
    Mentions(p.mentions);
    json_.Put('}');
  });
}

void RecordWriter::Figures(const std::vector<figure::Figure>& figures) {
  json_.Put(",\"figures\":");
  Each(figures, [&](const figure::Figure& f, uint32_t) {
    json_.Put('{');
    SpanKeys(f.mention.span);
    json_.Put(",\"kind\":");
    json_.String(f.kind);
    json_.Put(",\"value\":");
    NumberOrNull(f.value);
    json_.Put(",\"low\":");
    NumberOrNull(f.low);
    json_.Put(",\"high\":");
    NumberOrNull(f.high);
    json_.Put(",\"exact\":");
    StringOrNull(f.exact);
    json_.Put(",\"unit\":");
    StringOrNull(f.unit);
    json_.Put(",\"si\":");
    SiOrNull(f.si);
    json_.Put(",\"modifier\":");
    StringOrNull(f.modifier);
    json_.Put(",\"of\":");
    SpanOrNull(f.of);
    json_.Put(",\"change\":");
    StringOrNull(f.change);
    json_.Put(",\"move\":");
    MoveOrNull(f.move);
    LastRule(f.mention.rule);
  });
}

void RecordWriter::MoveOrNull(const std::optional<figure::Move>& move) {
  if (!move) {
    json_.Put("null");
    return;
  }
  json_.Put("{\"id\":\"m");
  json_.Count(move->id);
  json_.Put("\",\"part\":");
  json_.String(move->part);
  json_.Put(",\"direction\":");
  json_.String(move->direction);
  json_.Put('}');
}

void RecordWriter::SiOrNull(const std::optional<figure::SiValue>& si) {
  if (!si) {
    json_.Put("null");
    return;
  }
  json_.Put("{\"value\":");
  NumberOrNull(si->value);
  json_.Put(",\"low\":");
  NumberOrNull(si->low);
  json_.Put(",\"high\":");
  NumberOrNull(si->high);
  json_.Put(",\"exact\":");
  StringOrNull(si->exact);
  json_.Put(",\"unit\":");
  json_.String(si->unit);
  json_.Put('}');
}

void RecordWriter::Quotes(const std::vector<quote::Quote>& quotes) {
  json_.Put(",\"quotes\":");
  Each(quotes, [&](const quote::Quote& q, uint32_t) {
    json_.Put('{');
    SpanKeys(q.mention.span);
    json_.Put(",\"form\":");
    json_.String(NameOf(q.form));
    json_.Put(",\"closed\":");
    Truth(q.closed);
    json_.Put(",\"parts\":");
    Each(q.parts, [&](NormSpan part, uint32_t) {
      json_.Put('{');
      Ends(Raw(part));
      json_.Put('}');
    });
    json_.Put(",\"cue\":");
    SpanOrNull(q.cue);
    json_.Put(",\"speaker\":");
    if (q.speaker) {
      json_.Put('{');
      SpanKeys(*q.speaker);
      json_.Put(",\"person\":");
      IdOrNull('p', q.person, resolve::kPeople);
      json_.Put(",\"organisation\":");
      IdOrNull('o', q.organisation, resolve::kOrganisations);
      json_.Put(",\"joint\":");
      Each(q.joint, [&](const quote::Speaker& joint, uint32_t) {
        json_.Put('{');
        SpanKeys(joint.span);
        json_.Put(",\"person\":");
        IdOrNull('p', joint.person, resolve::kPeople);
        json_.Put(",\"organisation\":");
        IdOrNull('o', joint.organisation, resolve::kOrganisations);
        json_.Put('}');
      });
      LastRule(q.attribution);
    } else {
      json_.Put("null");
    }
    LastRule(q.mention.rule);
  });
}

void RecordWriter::Warnings(const std::vector<Warning>& warnings) {
  json_.Put(",\"warnings\":");
  Each(warnings, [&](const Warning& warning, uint32_t) {
    json_.Put("{\"code\":");
    json_.String(warning.code);
    json_.Put(',');
    Ends(warning.where);
    json_.Put(",\"message\":");
    json_.String(warning.message);
    json_.Put('}');
  });
}

void RecordWriter::Explain(const resolve::Facts& facts) {
  for (const names::Key& key : facts.names.keys) {
    for (const auto& [rule, points] : key.ledger) used_rules_.push_back(rule);
  }
  std::sort(used_rules_.begin(), used_rules_.end());
  used_rules_.erase(std::unique(used_rules_.begin(), used_rules_.end()), used_rules_.end());
  json_.Put("{\"rules\":");
  Each(used_rules_, [&](std::string_view id, uint32_t) {
    const auto origin = origins_.find(id);
    json_.Put("{\"id\":");
    json_.String(id);
    json_.Put(",\"file\":");
    StringOrNull(origin == origins_.end() ? std::string_view() : origin->second.file);
    json_.Put(",\"line\":");
    if (origin == origins_.end()) {
      json_.Put("null");
    } else {
      json_.Count(origin->second.line);
    }
    json_.Put('}');
  });
  json_.Put(",\"names\":");
  std::vector<std::vector<NormSpan>> mentions(facts.names.keys.size());
  for (const names::Name& name : facts.names.all) mentions[name.key].push_back(name.span);
  Each(facts.names.keys, [&](const names::Key& key, uint32_t k) {
    json_.Put("{\"name\":");
    json_.String(key.spelling);
    json_.Put(",\"kind\":");
    json_.String(NameOf(key.kind));
    json_.Put(",\"mentions\":");
    Each(mentions[k], [&](NormSpan span, uint32_t) { SpanOrNull(span); });
    json_.Put(",\"evidence\":");
    Each(key.ledger, [&](const std::pair<std::string_view, int>& entry, uint32_t) {
      json_.Put("{\"rule\":");
      json_.String(entry.first);
      json_.Put(",\"points\":");
      json_.Number(static_cast<double>(entry.second));
      json_.Put('}');
    });
    json_.Put('}');
  });
  json_.Put('}');
}

}  // namespace presscut::record
