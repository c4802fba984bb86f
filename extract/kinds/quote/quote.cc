#include "extract/kinds/quote/quote.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "extract/text/unicode.h"

namespace presscut::quote {
namespace {

using segment::Segments;
using segment::Token;

// Words between two runs of one utterance: `…," said the union's chairman, Sir John Smith, on
// Monday. "…`
constexpr uint32_t kLongestInterruption = 30;
// Words of an item in a list of words mentioned as words.
constexpr uint32_t kLongestListed = 4;
// Words of a transcript's label, "SEN. WARREN:".
constexpr uint32_t kLongestLabel = 4;
// Tokens behind a run in which the verb of its own reporting clause stands.
constexpr uint32_t kOwnClause = 5;
// A title of a work has no more words than this.
constexpr uint32_t kLongestTitle = 12;
// Words of a run that make it speech by themselves where it begins with a capital.
constexpr uint32_t kManyWords = 6;
constexpr uint32_t kMostCounted = std::max({kLongestListed, kLongestTitle, kManyWords});

class Reader {
 public:
  Reader(const WordLists& lists, const text::Text& text, const Segments& segments)
      : text_(text), segments_(segments), l_(lists) {}

  std::string_view Norm(uint32_t t) const { return text_.Norm(segments_.tokens[t].span()); }
  const Token& At(uint32_t t) const { return segments_.tokens[t]; }

  // Words of a stretch, marks left out, counted as far as anybody asks.
  uint32_t Words(const Stretch& s) const {
    uint32_t n = 0;
    for (uint32_t t = s.first; t < s.last && n <= kMostCounted; ++t)
      n += At(t).Is(segment::kWord | segment::kNumber) && !At(t).Is(segment::kClitic);
    return n;
  }

  // Whether b goes on with what a began: the same paragraph, and between them nothing but a
  // reporting clause. `end_of_b`: the run that b ends with, paragraphs
  // later maybe.
  bool Interrupted(const Stretch& a, const Stretch& b, const Stretch& end_of_b) const {
    if (a.block != b.block || !a.closed) return false;
    const uint32_t from = a.last + 1,
                   to = b.open;  // behind the closing mark, up to the opening one
    if (to <= from || to - from > kLongestInterruption) return false;
    // "….” A spokesman said …": a sentence of its own.
    if (At(from).Is(segment::kSentence) && Norm(a.last - 1) == ".") return false;
    if (OwnClause(a, b, end_of_b) || LedIn(a)) return false;
    bool cue = false;
    for (uint32_t t = from; t < to; ++t) {
      cue = cue || l_.lexicon.Has(At(t).word, l_.cue_verbs);
      // A colon or a second sentence leads into an utterance of its own.
      const std::string_view norm = Norm(t);
      if (norm == ":" || norm == ";") return false;
      if (t > from && At(t).Is(segment::kSentence)) return false;
    }
    if (!cue) return false;
    // The first run must be a whole piece of speech: it ends in a mark inside.
    const std::string_view end = Norm(a.last - 1);
    if (end != "," && end != "?" && end != "!" && end != "." && end != "—" && end != "...")
      return false;
    const std::string_view before = Norm(b.open - 1);
    // … call it a "civil war," Porter said, "They wish.": what begins anew was not interrupted.
    if (before == "," && Capital(b.first) && !Capital(a.first) && Norm(b.first) != "I")
      return false;
    return before == "." || before == "," || before == "-" || before == "—";
  }

  // … say, "…?" I said, "…": a clause that leads in stands in front of the first run already.
  bool LedIn(const Stretch& a) const {
    const segment::Block& block = segments_.blocks[a.block];
    if (a.open < block.first + 2) return false;
    const std::string_view mark = Norm(a.open - 1);
    return (mark == "," || mark == ":") && l_.lexicon.Has(At(a.open - 2).word, l_.cue_verbs) &&
           Norm(a.last - 1) != ",";
  }

  // "…," it said. "…," said the statement.: both runs have their own reporting clause.
  bool OwnClause(const Stretch& a, const Stretch& b, const Stretch& end_of_b) const {
    if (Norm(b.open - 1) != "." || !end_of_b.closed || Norm(end_of_b.last - 1) != ",") return false;
    const segment::Block& block = segments_.blocks[end_of_b.block];
    for (uint32_t t = end_of_b.last + 1; t < block.last && t < end_of_b.last + kOwnClause; ++t) {
      if (At(t).Is(segment::kSentence) || At(t).Is(segment::kQuote)) return false;
      if (l_.lexicon.Has(At(t).word, l_.cue_verbs)) return a.closed;
    }
    return false;
  }

  // First token behind the label of a transcript, "PORTER: …" inside the marks; s.first where there
  // is none.
  uint32_t BehindLabel(const Stretch& s) const {
    for (uint32_t t = s.first; t + 1 < s.last && t < s.first + kLongestLabel; ++t) {
      if (Norm(t) == ":") return t > s.first ? t + 1 : s.first;
      if (!At(t).Is(segment::kAllCaps)) break;
    }
    return s.first;
  }

  // b follows a with nothing between them but "," and "and": another item of the same list.
  bool Listed(const Stretch& a, const Stretch& b) const {
    if (a.block != b.block || Words(b) > kLongestListed) return false;
    for (uint32_t t = a.last + 1; t < b.open; ++t) {
      const std::string_view word = Norm(t);
      if (word != "," && word != "and" && word != "or") return false;
    }
    return true;
  }

  bool Capital(uint32_t t) const { return At(t).Is(segment::kCapital); }

  // Quoted words that nobody says: a title, a nickname, a word as a word.
  bool NoSpeech(const Stretch& s) const {
    const uint32_t words = Words(s);
    if (words == 0) return true;
    const segment::Block& block = segments_.blocks[s.block];
    const uint32_t before = s.open > block.first ? s.open - 1 : s.open;
    const uint32_t after = s.last + 1;
    if (words <= 2 && s.open > block.first && after < block.last && Capital(before) &&
        Capital(after) && Capital(s.first) && At(before).Is(segment::kWord) &&
        !At(s.open).Is(segment::kSentence)) {
      return true;  // Alexander "Boris" Johnson
    }
    if (Norm(s.first) == "@" || Norm(s.first) == "#") return words <= 2;
    if (words <= kLongestTitle && TitleCase(s) && s.open > block.first) {
      // … the film "The Long Goodbye", on "Meet the Press", Bergman's "Persona", "Persona" (1966)
      const std::string_view word = Norm(before);
      if (word == "'s" || word == "on" || word == "in" || word == "of" || word == "'") return true;
      for (uint32_t t = before, n = 0; n < 3 && t > block.first; --t, ++n) {
        if (l_.lexicon.Has(At(t).word, l_.title_nouns)) return true;
      }
      if (after < block.last && l_.lexicon.Has(At(after).word, l_.title_nouns)) return true;
    }
    if (s.open > block.first && l_.lexicon.Has(At(before).word, l_.mention_words) &&
        (words <= 5 || TitleCase(s)))
      return true;
    if (words <= 5 && s.open > block.first) {
      // words such as "attack"
      const std::string_view word = Norm(before);
      if (word == "as" || word == "like") {
        for (uint32_t t = before, n = 0; n < 3 && t > block.first; --t, ++n) {
          if (l_.lexicon.Has(At(t - 1).word, l_.mention_words)) return true;
        }
      }
    }
    return false;
  }

 private:
  // Every word of weight begins with a capital, and no final mark is inside.
  bool TitleCase(const Stretch& s) const {
    uint32_t capitals = 0;
    for (uint32_t t = s.first; t < s.last; ++t) {
      if (!At(t).Is(segment::kWord) || At(t).Is(segment::kClitic)) continue;
      if (Capital(t)) {
        ++capitals;
      } else if (At(t).length > 4) {
        return false;
      }
    }
    return capitals > 0 && Capital(s.first);
  }

  const text::Text& text_;
  const Segments& segments_;
  const WordLists& l_;
};

Form FormOf(const Reader& reader, std::span<const Stretch> parts) {
  for (size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].continues) return Form::kContinued;
  }
  const Stretch& s = parts.front();
  const std::string_view end = reader.Norm(parts.back().last - 1);
  const bool stops = end == "." || end == "," || end == "!" || end == "?" || end == "...";
  if (reader.Capital(s.first) && (stops || reader.Words(s) >= kManyWords)) return Form::kDirect;
  return stops && reader.Words(s) >= kManyWords && parts.size() > 1 ? Form::kDirect
                                                                    : Form::kPartial;
}

}  // namespace

QuoteKind::QuoteKind(const match::RuleSet& rules)
    : lists_{rules.lexicon(), rules.List("cue_verbs"), rules.List("title_nouns"),
             rules.List("mention_words")} {}

void QuoteKind::Find(const text::Text& text, const Segments& segments, std::vector<Quote>* out,
                     std::vector<Stretch>* runs, std::vector<Warning>* warnings) const {
  thread_local std::vector<Stretch> stretches;  // kept for its capacity
  runs->clear();
  PairMarks(text, segments, &stretches);
  const Reader reader(lists_, text, segments);
  for (Stretch& s : stretches) {
    const uint32_t first = reader.BehindLabel(s);
    if (first == s.first) continue;
    s.first = first;
    s.span.begin = segments.tokens[first].begin;
    s.continues = false;  // somebody else speaks
  }
  bool left_out = false;
  for (size_t i = 0; i < stretches.size();) {
    size_t next = i + 1;
    left_out = reader.NoSpeech(stretches[i]) ||
               (left_out && i > 0 && reader.Listed(stretches[i - 1], stretches[i]));
    if (!left_out || (next < stretches.size() && stretches[next].continues)) {
      while (next < stretches.size()) {
        size_t end = next;
        while (end + 1 < stretches.size() && stretches[end + 1].continues) ++end;
        if (!stretches[next].continues &&
            !reader.Interrupted(stretches[next - 1], stretches[next], stretches[end]))
          break;
        next = end + 1;
      }
      const std::span<const Stretch> parts(&stretches[i], next - i);
      Quote quote;
      quote.mention = {{parts.front().span.begin, parts.back().span.end}, "quotes/marks"};
      quote.form = FormOf(reader, parts);
      quote.closed = parts.back().closed;
      quote.parts.reserve(parts.size());
      for (const Stretch& part : parts) quote.parts.push_back(part.span);
      runs->insert(runs->end(), parts.begin(), parts.end());
      if (!quote.closed) {
        warnings->push_back({"unclosed-quote", text.map().ToRaw(parts.back().span),
                             "the quotation is not closed before its paragraph ends"});
      }
      out->push_back(std::move(quote));
    }
    i = next;
  }
}

}  // namespace presscut::quote
