// What holds of every record, whatever the article: for the test that damages articles and for the
// fuzzer, which have no right answer to compare with.
//
//   Invariants invariants;
//   std::string broken = invariants.Broken(extractor.text().raw(), record);   // empty: all is well
//
// A record is one line of JSON; text is raw[start:end] wherever the three stand together; facts are
// in text order, of one kind without overlaps; parts stand inside their quotation; ids refer to
// entities that are there.
//
// Units: the record's offsets are bytes. Cost: parses the record. Thread-safety: one thread.

#ifndef PRESSCUT_TESTS_PIPELINE_INVARIANTS_H_
#define PRESSCUT_TESTS_PIPELINE_INVARIANTS_H_

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace presscut::pipeline {

class Invariants {
 public:
  std::string Broken(std::string_view raw, std::string_view record) {
    raw_ = raw;
    broken_.clear();
    if (record.empty() || record.back() != '\n' || record.find('\n') != record.size() - 1) {
      return "the record is not one line";
    }
    simdjson::dom::element root;
    if (parser_.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) {
      return "the record is no JSON";
    }
    if (!root["error"].is_null()) return "an error is filled";
    bodies_ = root["organisations"].get_array().size();
    people_ = root["people"].get_array().size();
    Spans(root);
    for (const char* kind : {"dates", "figures", "quotes"}) Apart(kind, root[kind]);
    for (const char* kind : {"organisations", "people"}) {
      uint64_t number = 0, before = 0;
      for (const auto entity : root[kind].get_array()) {
        const std::string id = kind[0] + std::to_string(++number);
        if (entity["id"].get_string().value() != id) Say("ids do not count", id);
        if (entity["name"].get_string().value().empty()) Say("an entity without a name", id);
        if (entity["mentions"].get_array().size() == 0) {
          Say("an entity without a mention", id);
          continue;
        }
        Apart(kind, entity["mentions"]);
        const uint64_t first = entity["mentions"].at(0)["start"].get_uint64();
        if (first < before) Say("entities out of order", id);
        before = first;
      }
    }
    for (const auto quote : root["quotes"].get_array()) {
      Apart("parts", quote["parts"]);
      const uint64_t start = quote["start"].get_uint64(), end = quote["end"].get_uint64();
      for (const auto part : quote["parts"].get_array()) {
        if (part["start"].get_uint64() < start || part["end"].get_uint64() > end) {
          Say("a part outside its quotation", std::to_string(start));
        }
      }
    }
    return broken_;
  }

 private:
  using Element = simdjson::dom::element;

  void Say(std::string_view what, std::string_view where) {
    if (!broken_.empty()) return;
    broken_ = what;
    broken_ += ": ";
    broken_ += where;
  }

  // Every object with a place says what stands there, and refers to what is there.
  void Spans(Element element) {
    if (element.is_array()) {
      for (const auto item : element.get_array()) Spans(item);
    }
    if (!element.is_object()) return;
    uint64_t start = 0, end = 0;
    std::string_view text;
    if (element["start"].get(start) == simdjson::SUCCESS &&
        element["end"].get(end) == simdjson::SUCCESS) {
      if (start > end || end > raw_.size()) {
        Say("a span outside the text", simdjson::minify(element));
      } else if (element["text"].get(text) == simdjson::SUCCESS) {
        if (raw_.substr(start, end - start) != text) {
          Say("text is not raw[start:end]", simdjson::minify(element));
        } else if (text.empty()) {
          Say("an empty span", simdjson::minify(element));
        }
      }
    }
    for (const auto [key, value] : element.get_object()) {
      if (key == "organisation" || key == "parent") Refers(value, bodies_);
      if (key == "person") Refers(value, people_);
      Spans(value);
    }
  }
  void Refers(Element id, size_t entities) {
    std::string_view s;
    if (id.get(s) != simdjson::SUCCESS) return;
    const size_t number = std::stoul(std::string(s.substr(1)));
    if (number == 0 || number > entities) Say("an id of nobody", s);
  }
  // In text order, none over another.
  void Apart(std::string_view what, Element list) {
    uint64_t before = 0;
    for (const auto fact : list.get_array()) {
      const uint64_t start = fact["start"].get_uint64();
      if (start < before)
        Say(std::string(what) + " overlap or are out of order", simdjson::minify(fact));
      before = fact["end"].get_uint64();
    }
  }

  simdjson::dom::parser parser_;
  std::string_view raw_;
  size_t bodies_ = 0, people_ = 0;
  std::string broken_;
};

}  // namespace presscut::pipeline

#endif  // PRESSCUT_TESTS_PIPELINE_INVARIANTS_H_
