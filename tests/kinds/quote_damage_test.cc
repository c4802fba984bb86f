// The corpus with its quotation marks damaged one at a time: taken out, doubled, put for another,
// exchanged with the next; in the style it is written in, and with its double marks made curly or
// single. Extraction ends, a quotation stays in its section, and only the damaged paragraphs'
// quotations change.
//
// The damaged paragraphs are that of the mark; those that a quotation of it runs over, for its runs
// stand and fall together; and the next one, where it opens with a mark, for a quotation that has
// lost its end is read as carried on there. All others keep their quotations as they were: words,
// runs, form, cue, and whoever speaks.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "extract/match/embedded_rules.h"
#include "extract/pipeline/extractor.h"
#include "extract/segment/segments.h"

namespace presscut::quote {
namespace {

constexpr std::array<std::string_view, 12> kMarks = {"\"", "'", "“", "”", "‘", "’",
                                                     "«",  "»", "„", "‹", "›", "`"};

std::string_view MarkAt(const std::string& text, size_t at) {
  for (const std::string_view mark : kMarks) {
    if (text.compare(at, mark.size(), mark) == 0) return mark;
  }
  return {};
}

struct Paragraph {
  size_t begin = 0, end = 0;  // bytes of raw
  segment::Role role = segment::Role::kParagraph;
  bool opens = false;  // it begins with a mark
};

struct Found {
  std::string what;            // its runs, form, cue and speaker
  size_t first = 0, last = 0;  // paragraphs
};

size_t PlaceOf(size_t byte, const std::vector<Paragraph>& paragraphs) {
  size_t p = 0;
  while (p + 1 < paragraphs.size() && paragraphs[p + 1].begin <= byte) ++p;
  return p;
}

// The paragraph behind p that a quotation may carry on to: page furniture parts nothing.
size_t Next(size_t p, const std::vector<Paragraph>& paragraphs) {
  ++p;
  while (p < paragraphs.size() && paragraphs[p].role == segment::Role::kFurniture) ++p;
  return p;
}

// The text with its straight double marks made others: opening before a word, closing behind one.
std::string Restyled(const std::string& text, std::string_view opening, std::string_view closing) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool opens = i == 0 || text[i - 1] == ' ' || text[i - 1] == '\n' || text[i - 1] == '(';
    if (text[i] != '"') {
      out += text[i];
    } else {
      out += opens ? opening : closing;
    }
  }
  return out;
}

class QuoteDamage : public testing::Test {
 protected:
  QuoteDamage() : rules_(Load()), extractor_(*rules_, Options()), segmenter_(rules_->lexicon()) {}

  static std::unique_ptr<const match::RuleSet> Load() {
    std::vector<Error> errors;
    return match::RuleSet::Load(match::BuiltInFiles(), &errors);
  }
  static pipeline::ExtractOptions Options() {
    pipeline::ExtractOptions options;
    options.kinds = resolve::kQuotes;
    return options;
  }

  // Reads an article into paragraphs, and quotations by the byte of raw they begin at.
  void Read(const std::string& text, std::vector<Paragraph>* paragraphs,
            std::map<size_t, Found>* found) {
    article_.bytes = text;
    article_.is_utf8 = true;
    out_.clear();
    ASSERT_TRUE(extractor_.Extract(article_, &out_));
    const text::Text& its = extractor_.text();
    segmenter_.Segment(its, &segments_);
    paragraphs->clear();
    for (const segment::Block& block : segments_.blocks) {
      const Span raw = its.map().ToRaw(block.span);
      paragraphs->push_back({raw.begin, raw.end, block.role, !MarkAt(text, raw.begin).empty()});
    }
    found->clear();
    const resolve::Facts& facts = extractor_.facts();
    for (const Quote& q : facts.quotes) {
      Found f;
      f.first = f.last = PlaceOf(its.map().ToRaw(q.parts.front()).begin, *paragraphs);
      for (const NormSpan part : q.parts) {
        const Span raw = its.map().ToRaw(part);
        f.what += "[" + std::string(its.Raw(raw)) + "]";
        const size_t at = PlaceOf(raw.begin, *paragraphs);
        ASSERT_LE(raw.end, (*paragraphs)[at].end) << "a run leaves its paragraph: " << f.what;
        ASSERT_LE(at, Next(f.last, *paragraphs)) << "a quotation leaps: " << f.what;
        ASSERT_EQ((*paragraphs)[at].role, (*paragraphs)[f.first].role)
            << "a quotation crosses a section: " << f.what;
        f.last = at;
      }
      f.what += (q.closed ? " " : " open ") + std::to_string(static_cast<int>(q.form));
      if (q.cue) f.what += " | " + std::string(its.RawOf(*q.cue));
      if (q.speaker) f.what += " | " + std::string(its.RawOf(*q.speaker));
      if (q.person != kNobody) f.what += " | " + facts.people[q.person].name;
      if (q.organisation != kNobody) f.what += " | " + facts.organisations[q.organisation].name;
      (*found)[its.map().ToRaw(q.mention.span).begin] = f;
    }
  }

  // What the article becomes by all damage to one mark.
  static std::vector<std::string> Damaged(const std::string& text, size_t at,
                                          std::string_view mark) {
    std::vector<std::string> out = {text, text};
    out[0].erase(at, mark.size());
    out[1].insert(at, mark);
    for (const std::string_view other : kMarks) {
      if (other != mark) out.push_back(std::string(text).replace(at, mark.size(), other));
    }
    return out;
  }

  // Damages every mark of an article; gives how often.
  size_t Damage(const std::string& name, const std::string& text) {
    std::vector<Paragraph> paragraphs, changed;
    std::map<size_t, Found> right, found;
    Read(text, &paragraphs, &right);
    size_t damaged = 0;
    for (size_t at = 0; at < text.size() && !HasFailure(); ++at) {
      const std::string_view mark = MarkAt(text, at);
      if (mark.empty()) continue;
      std::vector<std::string> copies = Damaged(text, at, mark);
      size_t next = at + mark.size();
      while (next < text.size() && MarkAt(text, next).empty()) ++next;
      // Exchanged with the next mark of its paragraph.
      const size_t here = PlaceOf(at, paragraphs);
      if (next < paragraphs[here].end) {
        const std::string_view other = MarkAt(text, next);
        copies.push_back(std::string(text).replace(next, other.size(), mark));
        copies.back().replace(at, mark.size(), other);
      }
      size_t first = here, last = here;
      const size_t behind = Next(here, paragraphs);
      if (behind < paragraphs.size() && paragraphs[behind].opens) last = behind;
      for (const auto& [begin, f] : right) {
        if (f.first > here || f.last < here) continue;
        first = std::min(first, f.first);
        last = std::max(last, f.last);
      }
      for (size_t n = 0; n < copies.size(); ++n) {
        SCOPED_TRACE(name + ", byte " + std::to_string(at) + ", damage " + std::to_string(n) +
                     ": " + copies[n].substr(at > 30 ? at - 30 : 0, 60));
        ++damaged;
        Read(copies[n], &changed, &found);
        const auto away = [&](const Found& f) { return f.last < first || f.first > last; };
        std::map<size_t, std::string> before, after;
        for (const auto& [begin, f] : right) {
          if (away(f)) before[begin] = f.what;
        }
        const size_t longer = copies[n].size() - text.size();  // modulo 2^64, as what is taken off
        for (const auto& [begin, f] : found) {
          if (away(f)) after[begin > at ? begin - longer : begin] = f.what;
        }
        EXPECT_EQ(before, after);
      }
      at += mark.size() - 1;
    }
    return damaged;
  }

  const std::unique_ptr<const match::RuleSet> rules_;
  source::Article article_;  // the text refers to it
  pipeline::Extractor extractor_;
  segment::Segmenter segmenter_;
  segment::Segments segments_;
  std::string out_;
};

TEST_F(QuoteDamage, ChangesOnlyTheDamagedParagraphs) {
  size_t damaged = 0;
  const std::filesystem::path corpus =
      std::filesystem::path(PRESSCUT_SOURCE_DIR) / "corpus" / "articles";
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    std::ifstream file(entry.path());
    std::stringstream content;
    content << file.rdbuf();
    const std::string name = entry.path().filename().string();
    damaged += Damage(name, content.str());
    damaged += Damage(name + " in curly marks", Restyled(content.str(), "“", "”"));
    damaged += Damage(name + " in single marks", Restyled(content.str(), "‘", "’"));
  }
  EXPECT_GT(damaged, 9000u);
}

}  // namespace
}  // namespace presscut::quote
