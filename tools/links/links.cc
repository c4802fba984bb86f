// presscut_links PATH...: who is who over all articles, and which articles are copies, one
// tab-separated row each; what tools/score_links.py measures, and how long linking takes.
//
//   person|organisation  article  id in the article  name  entity  confidence  why  mentions…
//   copy|story           article  of which article   similarity
//
// Times of the processor stand on stderr: of extraction (with the description of appearances), of
// linking, of copies.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/link/appearance.h"
#include "extract/link/copies.h"
#include "extract/link/knowledge.h"
#include "extract/link/link.h"
#include "extract/match/rule_set.h"
#include "extract/pipeline/extractor.h"
#include "extract/source/source.h"

namespace {

using presscut::link::Appearance;

// Of this process's own time: what others do on the machine does not count.
double Now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void PrintBlock(const std::vector<Appearance>& block, const presscut::link::Linked& linked) {
  for (size_t i = 0; i < block.size(); ++i) {
    const Appearance& a = block[i];
    const presscut::link::Link& link = linked.links[i];
    const bool person = a.sort == presscut::link::Sort::kPerson;
    fmt::print("{}\t{}\t{}{}\t{}\t{}\t{:.3f}\t{}", person ? "person" : "organisation", a.article,
               person ? 'p' : 'o', a.entity + 1, a.name, linked.entities[link.entity].id,
               link.confidence, link.why);
    for (const std::string& name : a.names) fmt::print("\t{}", name);
    fmt::print("\n");
  }
}

}  // namespace

int main(int argc, char** argv) {
  presscut::source::Input input;
  input.paths.assign(argv + 1, argv + argc);
  if (input.paths.empty() || !presscut::source::MissingPaths(input).empty()) {
    fmt::print(stderr, "usage: presscut_links PATH...\n");
    return 2;
  }
  std::vector<presscut::Error> errors;
  const auto rules = presscut::match::RuleSet::Load(presscut::match::BuiltInFiles(), &errors);
  presscut::pipeline::Extractor extractor(*rules, {});
  const auto known = std::make_shared<const presscut::link::Knowledge>(*rules);
  const presscut::link::Describer describe(known);
  presscut::link::Linker linker(known);

  const double began = Now();
  std::vector<Appearance> all;
  std::vector<presscut::link::CopyRow> rows;
  std::vector<std::string> ids;
  presscut::source::Source source(input);
  presscut::source::Article article;
  std::string record;
  while (source.Next(&article)) {
    record.clear();
    if (!extractor.Extract(article, &record)) continue;
    const size_t first = all.size();
    describe(article.id, extractor.text(), extractor.facts(), &all);
    const std::string date = first < all.size() ? all[first].date : std::string();
    rows.push_back(
        {presscut::link::SignatureOf(extractor.text().norm()), presscut::link::DayOf(date)});
    ids.push_back(article.id);
  }

  const double extracted = Now();
  presscut::link::Blocks blocks(&linker);
  for (const Appearance& a : all) blocks.See(describe.Card(a));
  std::vector<std::pair<std::string, size_t>> keys;
  for (size_t i = 0; i < all.size(); ++i) keys.emplace_back(blocks.Key(describe.Card(all[i])), i);
  std::sort(keys.begin(), keys.end());
  std::vector<Appearance> block;
  double printing = 0;
  for (size_t i = 0; i < keys.size();) {
    block.clear();
    const size_t first = i;
    for (; i < keys.size() && keys[i].first == keys[first].first; ++i) {
      block.push_back(std::move(all[keys[i].second]));
    }
    const presscut::link::Linked linked = linker.LinkBlock(block);
    const double printed = Now();
    PrintBlock(block, linked);
    printing += Now() - printed;
  }
  const double linked = Now();
  const std::vector<presscut::link::CopyOf> copies = presscut::link::GroupCopies(rows);
  const double grouped = Now();
  for (size_t i = 0; i < copies.size(); ++i) {
    const presscut::link::CopyOf& c = copies[i];
    if (c.duplicate_of != presscut::kNobody) {
      fmt::print("copy\t{}\t{}\t{:.2f}\n", ids[i], ids[c.duplicate_of], c.similarity);
    } else if (c.story != i) {
      fmt::print("story\t{}\t{}\t{:.2f}\n", ids[i], ids[c.story], c.similarity);
    }
  }
  fmt::print(stderr,
             "{} articles, {} appearances: extracted in {:.3f} s, linked in {:.3f} s, copies in "
             "{:.3f} s\n",
             ids.size(), keys.size(), extracted - began, linked - extracted - printing,
             grouped - linked);
  return 0;
}
