#include "tools/presscut/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

namespace presscut::tool {

// A fact, a mention or a weighed name: where, by which rule, and the values an example may name.
struct ExampleRunner::Found {
  Span span;
  std::string text;
  std::string_view rule;
  std::vector<std::string> values;  // any of these is right; the first is shown
};

namespace {

struct Bracket {
  uint32_t begin = 0, end = 0;
  std::optional<std::string> value;
};
struct Example {
  std::string text;
  std::vector<Bracket> brackets;
  std::string wrong;  // what is wrong with its syntax; empty: nothing
};

Example Parse(std::string_view s) {
  Example out;
  bool open = false, in_value = false;
  for (size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    if ((c == '[' || c == ']') && i + 1 < s.size() && s[i + 1] == c) {
      (in_value ? *out.brackets.back().value : out.text) += c;
      ++i;
    } else if (c == '[') {
      if (open)
        out.wrong =
            "a bracket opens inside another; write [[ for a bracket that is part of the text";
      open = true;
      out.brackets.push_back({static_cast<uint32_t>(out.text.size()), 0, std::nullopt});
    } else if (c == ']') {
      if (!open) {
        out.wrong =
            "a bracket closes that never opened; write ]] for a bracket that is part of the text";
        return out;
      }
      if (!in_value) out.brackets.back().end = static_cast<uint32_t>(out.text.size());
      open = in_value = false;
    } else if (c == '|' && open && !in_value) {
      in_value = true;
      out.brackets.back().end = static_cast<uint32_t>(out.text.size());
      out.brackets.back().value.emplace();
    } else if (in_value) {
      *out.brackets.back().value += c;
    } else {
      out.text += c;
    }
  }
  if (open) out.wrong = "a bracket is never closed";
  return out;
}

std::string Shortest(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return end.ec == std::errc() ? std::string(buffer, end.ptr) : fmt::format("{}", value);
}

std::vector<std::string> ValuesOf(const figure::Figure& f) {
  std::string amount = f.exact;
  if (amount.empty() && f.value) amount = Shortest(*f.value);
  if (amount.empty() && (f.low || f.high)) {
    amount = (f.low ? Shortest(*f.low) : "") + ".." + (f.high ? Shortest(*f.high) : "");
  }
  std::vector<std::string> values;
  if (!f.unit.empty()) values.push_back(amount + " " + f.unit);
  values.push_back(amount);
  return values;
}

uint32_t KindsOf(std::string_view group) {
  if (group == "dates") return resolve::kDates;
  if (group == "figures") return resolve::kFigures;
  if (group == "quotes" || group == "speakers") return resolve::kQuotes;
  return resolve::kPeople | resolve::kOrganisations;
}

// "2016-01-14" as a clock; not known where the setting is empty or no day.
date::Clock ClockOf(std::string_view day) {
  date::Clock clock;
  if (day.size() != 10) return clock;
  const auto number = [&](size_t begin, size_t n) {
    int value = 0;
    std::from_chars(day.data() + begin, day.data() + begin + n, value);
    return value;
  };
  return {number(0, 4), number(5, 2), number(8, 2), "option"};
}

std::string_view NameOf(names::Kind kind) {
  constexpr std::string_view kNames[] = {"none", "person", "organisation", "place", "other"};
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace

std::vector<ExampleRunner::Found> ExampleRunner::Extract(match::GroupId group,
                                                         const std::string& text) {
  auto& extractor = extractors_[group];
  if (extractor == nullptr) {
    pipeline::ExtractOptions options;
    options.kinds = KindsOf(rules_.groups()[group]);
    options.reference = ClockOf(rules_.Setting(group, "reference"));
    options.indirect = true;
    options.explain = true;
    extractor = std::make_unique<pipeline::Extractor>(rules_, options);
  }
  ++examples_;
  source::Article article;
  article.id = article.path = "example";
  article.bytes = text;
  article.is_utf8 = true;
  std::string record;
  std::vector<Found> found;
  if (!extractor->Extract(article, &record)) return found;
  const text::Text& its = extractor->text();
  const resolve::Facts& facts = extractor->facts();
  const auto add = [&](NormSpan span, std::string_view rule, std::vector<std::string> values) {
    const Span raw = its.map().ToRaw(span);
    found.push_back({raw, std::string(its.Raw(raw)), rule, std::move(values)});
  };
  for (const date::Date& d : facts.dates) add(d.mention.span, d.mention.rule, {d.value});
  for (const figure::Figure& f : facts.figures) add(f.mention.span, f.mention.rule, ValuesOf(f));
  for (const organisation::Organisation& o : facts.organisations) {
    for (const Mention& m : o.mentions) add(m.span, m.rule, {o.name});
  }
  for (const person::Person& p : facts.people) {
    for (const Mention& m : p.mentions) add(m.span, m.rule, {p.name});
    for (const person::PersonRole& role : p.roles)
      add(role.mention.span, role.mention.rule, {p.name});
  }
  for (const quote::Quote& q : facts.quotes) {
    std::vector<std::string> speaker;
    if (q.person != kNobody && q.person < facts.people.size())
      speaker.push_back(facts.people[q.person].name);
    if (q.organisation != kNobody && q.organisation < facts.organisations.size()) {
      speaker.push_back(facts.organisations[q.organisation].name);
    }
    if (q.speaker) speaker.emplace_back(its.RawOf(*q.speaker));
    add(q.mention.span, q.mention.rule, speaker);
    // The rule that found the speaker is shown by the words it found one for.
    if (q.speaker) add(q.mention.span, q.attribution, speaker);
  }
  for (const names::Name& name : facts.names.all) {
    if (name.key >= facts.names.keys.size()) continue;
    const std::string kind(NameOf(name.kind));
    for (const auto& [evidence, points] : facts.names.keys[name.key].ledger)
      add(name.span, evidence, {kind});
    add(name.span, name.rule, {kind});
  }
  return found;
}

std::vector<Failure> ExampleRunner::RunAll(match::GroupId group, const std::string& id,
                                           const std::string& place,
                                           const std::vector<std::string>& yes,
                                           const std::vector<std::string>& no) {
  std::vector<Failure> failures;
  const auto fail = [&](const std::string& which, const std::string& example,
                        const std::string& what) {
    failures.push_back({place, fmt::format("{}: {} \"{}\": {}", id, which, example, what)});
  };
  for (const std::string& text : yes) {
    const Example example = Parse(text);
    if (!example.wrong.empty() || example.brackets.empty()) {
      ++examples_;
      fail("yes", text,
           example.wrong.empty() ? "what the rule must find stands in no [brackets]"
                                 : example.wrong);
      continue;
    }
    const std::vector<Found> found = Extract(group, example.text);
    for (const Bracket& bracket : example.brackets) {
      const std::string wanted = example.text.substr(bracket.begin, bracket.end - bracket.begin);
      const bool there = std::any_of(found.begin(), found.end(), [&](const Found& f) {
        return f.rule == id && f.span.begin == bracket.begin && f.span.end == bracket.end &&
               (!bracket.value ||
                std::find(f.values.begin(), f.values.end(), *bracket.value) != f.values.end());
      });
      if (there) continue;
      std::string got;
      for (const Found& f : found) {
        if (f.span.begin >= bracket.end || f.span.end <= bracket.begin) continue;
        if (!got.empty()) got += ", ";
        got += fmt::format("'{}'{} by {}", f.text, f.values.empty() ? "" : " = " + f.values[0],
                           f.rule.empty() ? "no rule" : f.rule);
      }
      fail("yes", text,
           fmt::format("expected '{}'{} by this rule, found {}", wanted,
                       bracket.value ? " = " + *bracket.value : "",
                       got.empty() ? "nothing there" : got));
      break;
    }
  }
  for (const std::string& text : no) {
    const Example example = Parse(text);
    if (!example.wrong.empty()) {
      ++examples_;
      fail("no", text, example.wrong);
      continue;
    }
    for (const Found& f : Extract(group, example.text)) {
      if (f.rule != id) continue;
      fail("no", text,
           fmt::format("expected nothing by this rule, found '{}'{}", f.text,
                       f.values.empty() ? "" : " = " + f.values[0]));
      break;
    }
  }
  return failures;
}

std::vector<Failure> ExampleRunner::Run(match::GroupId group, const match::Rule& rule) {
  return RunAll(group, rule.id, fmt::format("{}:{}", rule.file, rule.line), rule.yes, rule.no);
}

std::vector<Failure> ExampleRunner::Run(match::GroupId group, const match::Evidence& evidence) {
  return RunAll(group, evidence.id, fmt::format("{}:{}", evidence.file, evidence.line),
                evidence.yes, evidence.no);
}

}  // namespace presscut::tool
