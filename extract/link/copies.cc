#include "extract/link/copies.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

#include "extract/kinds/date/calendar.h"

namespace presscut::link {
namespace {

constexpr size_t kMinima = std::tuple_size_v<decltype(Signature::minima)>;
constexpr size_t kBandBytes = 2;
constexpr size_t kBands = kMinima / kBandBytes;
constexpr size_t kRunWords = 4;
// Fewer runs say nothing: "Advertisement", "Page not found".
constexpr uint16_t kFewestRuns = 8;

// Two texts are copies with this much in common; or where the shorter is nearly whole in the
// longer and not much shorter (a copy that was cut from the end).
constexpr double kCopySimilarity = 0.7;
constexpr double kCopyContained = 0.85, kCopyLength = 0.6;
// They tell one story with this much of the shorter in the longer, and this few equal bytes are no
// chance.
constexpr double kStoryContained = 0.4;
constexpr int kStoryEqual = 6;
constexpr int32_t kStoryDays = 3;

// Most groups of one band's bucket that a row is compared with, the latest first: a bucket of
// thousands of texts with the same furniture stays cheap.
constexpr size_t kMostGroups = 64;

uint64_t Mix(uint64_t h) {
  h = (h ^ (h >> 32)) * 0x9E3779B97F4A7C15u;
  h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u;
  return h ^ (h >> 32);
}

int EqualBytes(const Signature& a, const Signature& b) {
  int equal = 0;
  for (size_t i = 0; i < kMinima; ++i) equal += a.minima[i] == b.minima[i] ? 1 : 0;
  return equal;
}

double SimilarityOf(int equal) {
  constexpr double kChance = 1.0 / 256;
  const double share = static_cast<double>(equal) / static_cast<double>(kMinima);
  return std::max(0.0, (share - kChance) / (1 - kChance));
}

enum class Relation { kNone, kStory, kCopy };

Relation RelationOf(const CopyRow& a, const CopyRow& b, double* similarity) {
  const int equal = EqualBytes(a.signature, b.signature);
  const double s = *similarity = SimilarityOf(equal);
  const double shorter = std::min(a.signature.runs, b.signature.runs);
  const double longer = std::max(a.signature.runs, b.signature.runs);
  const double contained = std::min(1.0, s / (1 + s) * (shorter + longer) / shorter);
  if (s >= kCopySimilarity || (contained >= kCopyContained && shorter >= kCopyLength * longer)) {
    return Relation::kCopy;
  }
  if (equal < kStoryEqual || contained < kStoryContained) return Relation::kNone;
  if (a.day == kNoDay || b.day == kNoDay || std::abs(a.day - b.day) > kStoryDays) {
    return Relation::kNone;
  }
  return Relation::kStory;
}

// Sets of rows, each known by its first one.
class Sets {
 public:
  explicit Sets(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0u); }
  uint32_t First(uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void Join(uint32_t a, uint32_t b) {
    a = First(a);
    b = First(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<uint32_t> parent_;
};

}  // namespace

Signature SignatureOf(std::string_view text) {
  std::array<uint32_t, kMinima> minima;
  minima.fill(std::numeric_limits<uint32_t>::max());
  std::array<uint64_t, kRunWords> words{};  // the last ones, by number of the word
  uint32_t count = 0, runs = 0;
  for (size_t i = 0; i < text.size();) {
    uint64_t word = 0;
    for (; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      const unsigned char lower = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
      const bool letter =
          (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || c >= 0x80;
      if (letter) {
        word = (word ^ lower) * 0x100000001B3u + 1;
      } else if (c != '\'' || word == 0) {
        break;
      }
    }
    if (word == 0) {
      ++i;
      continue;
    }
    words[count++ % kRunWords] = Mix(word);
    if (count < kRunWords) continue;
    uint64_t run = 0;
    for (size_t w = 0; w < kRunWords; ++w) run = Mix(run + words[(count + w) % kRunWords]);
    const size_t bin = (run >> 32) * kMinima >> 32;
    minima[bin] = std::min(minima[bin], static_cast<uint32_t>(run));
    ++runs;
  }

  Signature out;
  out.runs = static_cast<uint16_t>(std::min<uint32_t>(runs, 0xFFFF));
  if (runs < kFewestRuns) {
    out.runs = 0;
    return out;
  }
  for (size_t bin = 0; bin < kMinima; ++bin) {
    // A bin that no run fell in takes another's, the same one in every text that has it.
    size_t from = bin;
    for (uint64_t attempt = 1; minima[from] == std::numeric_limits<uint32_t>::max(); ++attempt) {
      from = Mix(bin * 0x10001 + attempt) % kMinima;
    }
    out.minima[bin] = static_cast<uint8_t>(Mix(minima[from] + uint64_t{bin} * 0x51ED27) & 0xFF);
  }
  return out;
}

double Similarity(const Signature& a, const Signature& b) {
  if (a.runs == 0 || b.runs == 0) return 0;
  return SimilarityOf(EqualBytes(a, b));
}

int32_t DayOf(std::string_view date) {
  const auto number = [&](size_t at, size_t length) {
    int n = -1;
    if (date.size() >= at + length) {
      const char* end = date.data() + at + length;
      if (std::from_chars(date.data() + at, end, n).ptr != end) n = -1;
    }
    return n;
  };
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return kNoDay;
  const date::Day day{number(0, 4), number(5, 2), number(8, 2)};
  return date::Valid(day) ? date::Serial(day) : kNoDay;
}

std::vector<CopyOf> GroupCopies(std::span<const CopyRow> rows) {
  // Everything below is in the order of days: `at` counts in it, order[at] is the row.
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < rows.size(); ++i) order.push_back(i);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return rows[a].day < rows[b].day; });
  const auto row = [&](uint32_t at) -> const CopyRow& { return rows[order[at]]; };

  Sets copies(rows.size()), stories(rows.size());
  std::vector<float> nearest(rows.size(), 0);
  std::vector<std::pair<uint16_t, uint32_t>> band;  // its bytes, at
  std::vector<uint32_t> latest;                     // of each group of a bucket
  for (size_t b = 0; b < kBands; ++b) {
    band.clear();
    for (uint32_t at = 0; at < rows.size(); ++at) {
      const Signature& s = row(at).signature;
      if (s.runs == 0) continue;
      band.emplace_back(
          static_cast<uint16_t>(s.minima[b * kBandBytes] << 8 | s.minima[b * kBandBytes + 1]), at);
    }
    std::sort(band.begin(), band.end());
    for (size_t i = 0; i < band.size(); ++i) {
      if (i == 0 || band[i].first != band[i - 1].first) latest.clear();
      const uint32_t at = band[i].second;
      bool belongs = false;
      for (size_t g = latest.size(); g-- > 0;) {
        double similarity = 0;
        const Relation relation = RelationOf(row(latest[g]), row(at), &similarity);
        if (relation == Relation::kNone) continue;
        stories.Join(latest[g], at);
        if (relation == Relation::kCopy) copies.Join(latest[g], at);
        nearest[at] = std::max(nearest[at], static_cast<float>(similarity));
        latest.erase(latest.begin() + static_cast<std::ptrdiff_t>(g));
        belongs = true;
      }
      if (!belongs && latest.size() == kMostGroups) latest.erase(latest.begin());
      latest.push_back(at);
    }
  }

  std::vector<CopyOf> out(rows.size());
  for (uint32_t at = 0; at < rows.size(); ++at) {
    CopyOf& of = out[order[at]];
    const uint32_t first = copies.First(at), story = stories.First(at);
    of.story = order[story];
    if (first != at) {
      of.duplicate_of = order[first];
      of.similarity = static_cast<float>(Similarity(row(first).signature, row(at).signature));
    } else if (story != at) {
      of.similarity = nearest[at];
    }
  }
  return out;
}

}  // namespace presscut::link
