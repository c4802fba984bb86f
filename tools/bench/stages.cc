// presscut_bench FOLDER [ROUNDS]: MB/s of each stage and of all of them on one core, over every
// .txt below FOLDER.
//
// Articles are read into memory first; each round takes every article through every stage and the
// time of each stage is added up; the fastest round of a stage counts. Prints one tab-separated row
// a stage: name, MB/s, share of the time. The facts are counted and printed too, so that a fast
// wrong answer shows. Before and after the rounds the words of the same articles are counted in a
// hash table of strings: a yardstick by which runs on machines of different speed can be compared.

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/match/matcher.h"
#include "extract/record/record.h"
#include "extract/resolve/resolve.h"

namespace {

using presscut::resolve::Resolver;

// Seconds of CPU so far: what others do on the machine meanwhile does not count.
double Now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Words counted in the plainest way, to know the machine by.
size_t CountWords(const std::string& bytes, std::unordered_map<std::string, size_t>* counts) {
  size_t words = 0;
  std::string word;
  for (const char c : bytes) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += c;
    } else if (!word.empty()) {
      ++(*counts)[word];
      ++words;
      word.clear();
    }
  }
  return words;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: presscut_bench FOLDER [ROUNDS]\n");
    return 2;
  }
  const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<presscut::source::Article> articles;
  size_t bytes = 0;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    auto& article = articles.emplace_back();
    article.id = path.stem().string();
    article.bytes.assign(std::istreambuf_iterator<char>(in), {});
    bytes += article.bytes.size();
  }

  const double load_begin = Now();
  std::vector<presscut::Error> errors;
  const auto rules = presscut::match::RuleSet::Load(presscut::match::BuiltInFiles(), &errors);
  const double load = Now() - load_begin;
  const presscut::match::Matcher matcher(*rules);
  const presscut::segment::Segmenter segmenter(rules->lexicon());
  const Resolver resolver(*rules);
  presscut::record::RecordWriter writer(*rules, {});
  presscut::text::Normaliser normaliser;
  presscut::text::Text text;
  presscut::segment::Segments segments;
  presscut::match::Matches matches;
  presscut::resolve::Facts facts;
  std::string out;

  enum { kText, kSegment, kMatch, kDates, kFigures, kNames, kQuotes, kRecord, kStages };
  const char* const names[] = {"text",    "segment", "match",  "dates",
                               "figures", "names",   "quotes", "record"};
  double best[kStages];
  std::fill(best, best + kStages, 1e9);
  double best_all = 1e9, best_yardstick = 1e9;
  size_t words = 0;
  size_t counts[5] = {};
  const auto measure_machine = [&] {
    const double from = Now();
    words = 0;
    std::unordered_map<std::string, size_t> counted;
    for (const auto& article : articles) words += CountWords(article.bytes, &counted);
    best_yardstick = std::min(best_yardstick, Now() - from);
  };
  measure_machine();
  for (int round = 0; round < rounds; ++round) {
    double spent[kStages] = {};
    std::fill(counts, counts + 5, 0);
    for (const auto& article : articles) {
      double from = Now();
      const auto lap = [&](int stage) {
        const double to = Now();
        spent[stage] += to - from;
        from = to;
      };
      if (normaliser.Normalise(article, &text)) continue;
      lap(kText);
      segmenter.Segment(text, &segments);
      lap(kSegment);
      matcher.Find(text, segments, resolver.GroupsFor(presscut::resolve::kEveryKind), &matches);
      lap(kMatch);
      resolver.ResolveDates(article, text, segments, matches, {}, &facts);
      lap(kDates);
      resolver.ResolveFigures(text, segments, matches, &facts);
      lap(kFigures);
      resolver.ResolveNames(article, text, segments, {}, &facts);
      lap(kNames);
      resolver.ResolveQuotes(text, segments, &facts);
      lap(kQuotes);
      out.clear();
      writer.Write(presscut::record::MakeRecord(article, text, facts, "en"), &out);
      lap(kRecord);
      counts[0] += facts.dates.size();
      counts[1] += facts.organisations.size();
      counts[2] += facts.people.size();
      counts[3] += facts.figures.size();
      counts[4] += facts.quotes.size();
    }
    double all = 0;
    for (int s = 0; s < kStages; ++s) {
      best[s] = std::min(best[s], spent[s]);
      all += spent[s];
    }
    best_all = std::min(best_all, all);
  }
  measure_machine();
  const double mb = static_cast<double>(bytes) / 1e6;
  for (int s = 0; s < kStages; ++s) {
    fmt::print("{}\t{:.1f}\t{:.3f}\n", names[s], mb / best[s], best[s] / best_all);
  }
  fmt::print("all\t{:.1f}\t1.000\n", mb / best_all);
  fmt::print("yardstick\t{:.1f}\t{:.3f}\t{}\n", mb / best_yardstick, best_yardstick / best_all,
             words);
  fmt::print("articles\t{}\nmegabytes\t{:.2f}\nload_ms\t{:.1f}\n", articles.size(), mb, load * 1e3);
  fmt::print("facts\t{}\t{}\t{}\t{}\t{}\n", counts[0], counts[1], counts[2], counts[3], counts[4]);
  return 0;
}
