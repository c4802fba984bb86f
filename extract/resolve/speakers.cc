#include "extract/resolve/speakers.h"

#include <algorithm>
#include <span>
#include <utility>

#include "extract/resolve/speakers_reports.h"
#include "extract/resolve/speakers_rules.h"
#include "extract/resolve/speakers_whom.h"

namespace presscut::resolve {
namespace {

using quote::Quote;

// Words of a quotation that is taken for speech only where somebody is given as its source.
constexpr uint32_t kFewWords = 3;
// … more where the only source is what its sentence is about.
constexpr uint32_t kFewSubjectWords = 5;
// … and only where its own sentence tells who said it.
constexpr uint32_t kCarriedWords = 1;
// A title of a work has no more words than this.
constexpr uint32_t kLongestTitle = 8;
// Items of a line that is no sentence.
constexpr uint32_t kShortLine = 5;
// A paragraph that is nothing but a quotation goes on with the speaker of the one before it.
constexpr uint32_t kCarriedParagraphs = 2;

// Writes cue and speaker into a quotation of sentence s.
void Give(const Attribution& a, uint32_t s, const Clauses& clauses, const ClauseRules& rules,
          WhomFinder* whom, Quote* quote) {
  const Item& speaker = clauses.items[a.speaker];
  quote->attribution = a.rule;
  if (a.cue != kNobody)
    quote->cue = whom->SpanOf(clauses.items[a.cue].first, clauses.items[a.cue].last);
  if (a.last > a.first) {
    quote->speaker = whom->SpanOf(a.first, a.last);
    return;
  }
  quote->speaker = whom->SpanOf(speaker.name_first, speaker.name_last);
  const Whom is = a.person != kNobody ? Whom{a.person, kNobody} : whom->Resolve(s, a.speaker);
  quote->person = is.person;
  quote->organisation = is.organisation;
  // The labels of a transcript are in capitals.
  if (speaker.Is(ItemKind::kCapitals) && a.rule == "quotes/label")
    quote->person = whom->Called(*quote->speaker);
  // The speaker may stand in the sentence before, or in the one behind.
  uint32_t in = s;
  if (a.speaker < clauses.sentences[in].first && in > 0) --in;
  if (a.speaker >= clauses.sentences[in].last && in + 1 < clauses.sentences.size()) ++in;
  rules.Joint(clauses.sentences[in], a, [&](uint32_t i) {
    const Item& item = clauses.items[i];
    const Whom other = whom->Resolve(in, i);
    quote->joint.push_back(
        {whom->SpanOf(item.name_first, item.name_last), other.person, other.organisation});
  });
}

class Attributor {
 public:
  Attributor(const ClauseLists& lists, const segment::Lexicon& lexicon, const text::Text& text,
             const segment::Segments& segments, Clauses* clauses,
             std::vector<person::Person>* people,
             const std::vector<organisation::Organisation>& organisations,
             std::vector<Quote>* quotes)
      : clauses_(*clauses),
        quotes_(*quotes),
        rules_(lists, text, segments, clauses),
        whom_(lists, lexicon, text, segments, *clauses, rules_, people, organisations) {}

  void Run() {
    for (uint32_t s = 0; s < clauses_.sentences.size(); ++s) {
      const Clause& sentence = clauses_.sentences[s];
      if (s == 0 || clauses_.sentences[s - 1].block != sentence.block) NewBlock(sentence.block);
      uint32_t speaker = kNobody;
      for (uint32_t i = sentence.first; sentence.quotes && i < sentence.last; ++i) {
        if (clauses_.items[i].Is(ItemKind::kQuote)) {
          const uint32_t by = Quotation(s, i);
          if (speaker == kNobody) speaker = by;
        }
      }
      whom_.End(s, speaker);
    }
  }

 private:
  const Item& At(uint32_t i) const { return clauses_.items[i]; }
  Quote& Of(uint32_t i) { return quotes_[At(i).entity]; }

  void NewBlock(uint32_t block) {
    if (last_in_block_ != kNobody) {
      before_ = last_in_block_;
      before_block_ = block_;
    }
    block_ = block;
    last_in_block_ = kNobody;
  }

  // The quotation is all there is of its sentence.
  bool Bare(const Clause& s, uint32_t q) const {
    for (uint32_t i = s.first; i < s.last; ++i) {
      if (i != q && !At(i).Is(ItemKind::kQuote) && !At(i).Is(ItemKind::kStop)) return false;
    }
    return true;
  }

  // "'Silent majority'" between paragraphs: it stands above the words, and nobody says it there.
  bool Heading(const Clause& s, uint32_t q) const {
    constexpr uint32_t kLongestHeading = 8;
    return s.last == q + 1 && At(q).last - At(q).first <= kLongestHeading + 2 &&
           rules_.EndMark(q) == 0;
  }

  // A name, he or she.
  bool Somebody(uint32_t i) const {
    return At(i).Is(ItemKind::kPerson) ||
           (At(i).Is(ItemKind::kPronoun) && (At(i).sort == 'm' || At(i).sort == 'f'));
  }

  // Not "I", "we", nor who "was asked "…"": nobody whom things are done to.
  bool MaySpeak(uint32_t subject, uint32_t q) const {
    if (At(subject).Is(ItemKind::kPronoun) && At(subject).sort == '1') return false;
    constexpr uint32_t kNear = 4;
    for (uint32_t i = q; i-- > subject + 1 && q - i <= kNear;) {
      if (At(i).Is(ItemKind::kCue) && At(i).passive) return false;
    }
    return true;
  }

  // "Ann Smith, The Guardian" or "- Ann Smith" below a quotation that is a paragraph of its own.
  uint32_t Signature(uint32_t s, uint32_t q) const {
    constexpr uint32_t kLongestSignature = 12;
    if (s + 1 >= clauses_.sentences.size() || !Bare(clauses_.sentences[s], q)) return kNobody;
    const Clause& next = clauses_.sentences[s + 1];
    // "-- Ann Smith, editor of the Weekly Standard, on Fox News"
    if (next.block != clauses_.sentences[s].block && next.last > next.first + 2 &&
        At(next.first).Is(ItemKind::kDash) && At(next.first + 1).Is(ItemKind::kPerson) &&
        (At(next.first + 2).Is(ItemKind::kComma) || At(next.first + 2).Is(ItemKind::kPreposition)))
      return next.first + 1;
    if (next.block == clauses_.sentences[s].block || next.last > next.first + kLongestSignature ||
        (s + 2 < clauses_.sentences.size() && clauses_.sentences[s + 2].block == next.block))
      return kNobody;
    const bool dash = At(next.first).Is(ItemKind::kDash);
    const uint32_t name = next.first + dash;
    uint32_t last = next.last;
    while (last > name && At(last - 1).Is(ItemKind::kStop)) --last;
    if (name >= last || (!dash && (last < name + 3 || !At(name + 1).Is(ItemKind::kComma))))
      return kNobody;
    if (!At(name).Is(ItemKind::kPerson) && !At(name).Is(ItemKind::kCapitals)) return kNobody;
    bool known = dash || At(name).Is(ItemKind::kPerson);
    for (uint32_t i = name; i < last; ++i) {
      known |= At(i).Is(ItemKind::kOrganisation);
      if (!At(i).Is(ItemKind::kPerson) && !At(i).Is(ItemKind::kOrganisation) &&
          !At(i).Is(ItemKind::kCapitals) && !At(i).Is(ItemKind::kComma) &&
          !At(i).Is(ItemKind::kDeterminer) && !At(i).Is(ItemKind::kConjunction))
        return kNobody;
    }
    return known ? name : kNobody;
  }

  // Gives the item that speaks, kNobody where none does.
  uint32_t Quotation(uint32_t s, uint32_t q) {
    Quote& quote = Of(q);
    if (!quote.attribution.empty()) {
      // A later part of a quotation that has its speaker.
      last_in_block_ = At(q).entity;
      return kNobody;
    }
    const Clause& sentence = clauses_.sentences[s];
    Attribution a = rules_.InSentence(sentence, q);
    if (!a.found()) a = {Signature(s, q), kNobody, "quotes/signature"};
    if (a.found()) {
      Take(a, s, &quote);
    } else if (At(q).more && quote.form == quote::Form::kContinued) {
      // The speaker may stand with a later part; the last one has to make do.
      if (begun_ != At(q).entity) {
        begun_ = At(q).entity;
        begun_sentence_ = s;
        begun_item_ = q;
      }
      return kNobody;
    } else if (begun_ == At(q).entity && Lead(begun_sentence_, begun_item_, &quote)) {
      // What led in the first part.
    } else if (last_in_block_ != kNobody && quotes_[last_in_block_].speaker &&
               !(a = Another(s, q)).found()) {
      Carry(last_in_block_, "quotes/carried-on", &quote);
    } else if (a.found() || (a = Neighbours(s, q)).found()) {
      Take(a, s, &quote);
    } else if (!Lead(s, q, &quote)) {
      const uint32_t subject = rules_.MainSubject(sentence, q);
      if (subject != kNobody && MaySpeak(subject, q))
        Take({subject, kNobody, "quotes/subject"}, s, &quote);
    }
    last_in_block_ = At(q).entity;
    return a.speaker;
  }

  void Take(const Attribution& a, uint32_t s, Quote* quote) {
    Give(a, s, clauses_, rules_, &whom_, quote);
  }
  void Carry(uint32_t from, std::string_view rule, Quote* quote) {
    const Quote& source = quotes_[from];
    quote->attribution = rule;
    quote->speaker = source.speaker;
    quote->joint = source.joint;
    quote->person = source.person;
    quote->organisation = source.organisation;
  }

  // Somebody else who has reported in the sentence before, since the last quotation: a quotation
  // that stands alone goes on with that.
  Attribution Another(uint32_t s, uint32_t q) {
    const Clause& sentence = clauses_.sentences[s];
    if (s == 0 || clauses_.sentences[s - 1].block != sentence.block || !Bare(sentence, q))
      return {};
    const Clause& before = clauses_.sentences[s - 1];
    if (before.quotes) return {};
    const Attribution a = rules_.AnyCue(before, false);
    if (!a.found() || !At(a.speaker).Is(ItemKind::kPerson) ||
        At(a.speaker).entity == quotes_[last_in_block_].person)
      return {};
    return a;
  }

  // A reporting clause in the sentence before, or, for a quotation that stands alone, behind it.
  Attribution Neighbours(uint32_t s, uint32_t q) {
    const Clause& sentence = clauses_.sentences[s];
    const bool bare = Bare(sentence, q);
    if (s > 0 && clauses_.sentences[s - 1].block == sentence.block) {
      Attribution a = rules_.AnyCue(clauses_.sentences[s - 1], false);
      if (a.found()) return a;
      // "The minister was asked whether he would resign. "…"": whom the sentence before is about.
      if (bare) a.speaker = rules_.MainSubject(clauses_.sentences[s - 1], sentence.first);
      if (a.found() && Somebody(a.speaker)) {
        a.rule = "quotes/sentence-before";
        return a;
      }
    }
    if (bare && s + 1 < clauses_.sentences.size()) {
      const Clause& next = clauses_.sentences[s + 1];
      if (next.block == sentence.block && !next.quotes) {
        Attribution a = rules_.AnyCue(next, false);
        if (a.found()) {
          a.rule = "quotes/sentence-after";
          return a;
        }
      }
    }
    return {};
  }

  // "He has drawn fire from the Post, a voice of the right:" kNobody: nothing comes from anybody.
  uint32_t From(const Clause& s, uint32_t colon) const {
    for (uint32_t i = colon; i-- > s.first + 1;) {
      if (At(i).Is(ItemKind::kQuote) || At(i).Is(ItemKind::kCue)) break;
      if (!rules_.IsFrom(i)) continue;
      const uint32_t at = i + (At(i + 1).Is(ItemKind::kDeterminer) ? 2 : 1);
      return At(at).Is(ItemKind::kPerson) || At(at).Is(ItemKind::kOrganisation) ? at : kNobody;
    }
    return kNobody;
  }

  // The paragraph before leads in with a colon, or is another quotation of the same speaker.
  bool Lead(uint32_t s, uint32_t q, Quote* quote) {
    const Clause& sentence = clauses_.sentences[s];
    const bool first = s == 0 || clauses_.sentences[s - 1].block != sentence.block;
    if (!first || sentence.first != q) return false;
    if (s > 0) {
      const Clause& before = clauses_.sentences[s - 1];
      uint32_t end = before.last;
      while (end > before.first && At(end - 1).Is(ItemKind::kStop)) --end;
      if (end > before.first && At(end - 1).Is(ItemKind::kColon)) {
        Attribution a = rules_.AnyCue(before, true);
        // "Here is Mark Porter's answer:"
        if (!a.found()) a = rules_.Nominal(before, end - 1);
        if (!a.found()) a.speaker = From(before, end - 1);
        if (!a.found()) a.speaker = rules_.MainSubject(before, before.last);
        if (a.found()) {
          a.rule = "quotes/paragraph-leads-in";
          Take(a, s, quote);
          return true;
        }
      }
    }
    if (!Bare(sentence, q) || Heading(sentence, q)) return false;
    // Whoever has signed a quotation says nothing of the next one.
    if (before_ != kNobody && quotes_[before_].attribution == "quotes/signature") return false;
    // Somebody has reported since the last quotation: these are that person's words.
    if (s > 0 && before_ != kNobody && clauses_.sentences[s - 1].block > before_block_) {
      Attribution a = rules_.AnyCue(clauses_.sentences[s - 1], false);
      const bool main = a.found() && (a.speaker == clauses_.sentences[s - 1].first ||
                                      !At(a.speaker - 1).Is(ItemKind::kConjunction));
      if (main && At(a.speaker).Is(ItemKind::kPerson)) {
        a.cue = kNobody;
        a.rule = "quotes/paragraph-before";
        Take(a, s, quote);
        return true;
      }
    }
    if (before_ == kNobody || sentence.block > before_block_ + kCarriedParagraphs ||
        !quotes_[before_].speaker) {
      // A paragraph that only quotes, behind one that does not: whoever reported there, or whom it
      // was about.
      if (s == 0) return false;
      // "Ann Smith, The Guardian" alone says nothing of the next quotation.
      if (clauses_.sentences[s - 1].last - clauses_.sentences[s - 1].first <= kShortLine)
        return false;
      Attribution a = rules_.AnyCue(clauses_.sentences[s - 1], false);
      // "The official said that it was late." names nobody but speaks.
      const bool unnamed = a.found() && a.cue == a.speaker + 1 &&
                           quote->form == quote::Form::kDirect &&
                           (At(a.speaker).Is(ItemKind::kOrganisation) ||
                            (At(a.speaker).Is(ItemKind::kNoun) && At(a.speaker).determined));
      if (!a.found())
        a.speaker = rules_.MainSubject(clauses_.sentences[s - 1], clauses_.sentences[s - 1].last);
      if (!a.found()) return false;
      if (!unnamed && !Somebody(a.speaker)) return false;
      a.cue = kNobody;
      a.rule = "quotes/paragraph-before";
      Take(a, s, quote);
      return true;
    }
    Carry(before_, "quotes/paragraph-carried-on", quote);
    return true;
  }

  const Clauses& clauses_;
  std::vector<Quote>& quotes_;
  ClauseRules rules_;
  WhomFinder whom_;
  uint32_t block_ = 0;
  uint32_t last_in_block_ = kNobody;  // quotation before this one in the paragraph
  uint32_t before_ = kNobody;         // last quotation of the paragraphs before
  uint32_t before_block_ = 0;
  uint32_t begun_ = kNobody;  // quotation over paragraphs whose speaker is not known yet
  uint32_t begun_sentence_ = 0, begun_item_ = 0;  // … its first part
};

// Gathers indirect speech, sentence by sentence, once the quotations have their speakers.
class Reporter {
 public:
  Reporter(const ClauseLists& lists, const segment::Lexicon& lexicon, const text::Text& text,
           const segment::Segments& segments, Clauses* clauses, std::vector<person::Person>* people,
           const std::vector<organisation::Organisation>& organisations,
           const std::vector<Quote>& quotes)
      : clauses_(*clauses),
        quotes_(quotes),
        rules_(lists, text, segments, clauses),
        reports_(lists, text, segments, *clauses, rules_, quotes),
        whom_(lists, lexicon, text, segments, *clauses, rules_, people, organisations) {}

  void Run(std::vector<Quote>* out) {
    for (uint32_t s = 0; s < clauses_.sentences.size(); ++s) {
      const Clause& sentence = clauses_.sentences[s];
      found_.clear();
      if (s == 0 || clauses_.sentences[s - 1].block != sentence.block) labelled_ = Label(s);
      if (!labelled_) reports_.InSentence(sentence, &found_);
      uint32_t speaker = kNobody;
      for (const Report& report : found_) {
        out->emplace_back();
        Quote& quote = out->back();
        quote.form = quote::Form::kIndirect;
        quote.parts.push_back(SpanOf(report.first, report.last));
        if (report.more_first < report.more_last)
          quote.parts.push_back(SpanOf(report.more_first, report.more_last));
        quote.mention = {{quote.parts.front().begin, quote.parts.back().end}, report.by.rule};
        Give(report.by, s, clauses_, rules_, &whom_, &quote);
        if (speaker == kNobody) speaker = report.by.speaker;
      }
      for (uint32_t i = sentence.first; sentence.quotes && i < sentence.last; ++i) {
        const Item& item = clauses_.items[i];
        if (item.Is(ItemKind::kQuote))
          whom_.Spoke(s, {quotes_[item.entity].person, quotes_[item.entity].organisation});
      }
      whom_.End(s, speaker);
    }
  }

 private:
  // Whether sentence s begins a labelled paragraph, which then is what was found.
  bool Label(uint32_t s) {
    Clause paragraph = clauses_.sentences[s];
    for (uint32_t n = s + 1; n < clauses_.sentences.size(); ++n) {
      const Clause& next = clauses_.sentences[n];
      if (next.block != paragraph.block) break;
      paragraph.last = next.last;
      paragraph.quotes |= next.quotes;
      paragraph.cues |= next.cues;
    }
    Report report;
    if (!reports_.Labelled(paragraph, &report)) return false;
    found_.push_back(report);
    return true;
  }

  NormSpan SpanOf(uint32_t first, uint32_t last) const {
    return whom_.SpanOf(clauses_.items[first].first, clauses_.items[last - 1].last);
  }

  const Clauses& clauses_;
  const std::vector<Quote>& quotes_;
  ClauseRules rules_;
  ReportRules reports_;
  WhomFinder whom_;
  std::vector<Report> found_;  // of one sentence
  bool labelled_ = false;      // the paragraph is all one speaker's
};

// "Gilmore Girls", "The Walking Dead": two words or more, all of weight with capitals, and no end
// of a sentence.
// With a small "not" or "you" it is speech.
bool TitleLook(const ClauseLists& lists, const segment::Segments& segments,
               const quote::Stretch& run) {
  uint32_t capitals = 0, words = 0;
  for (uint32_t t = run.first; t < run.last; ++t) {
    const segment::Token& token = segments.tokens[t];
    if (!token.Is(segment::kWord) || token.Is(segment::kClitic)) continue;
    if (token.Is(segment::kAllCaps) && token.length > 3) return false;
    ++words;
    if (token.Is(segment::kCapital)) {
      ++capitals;
    } else if (token.length > 4 || words == 1) {
      return false;
    } else if (const ItemKind part = lists.Of(token.word).part;
               part == ItemKind::kPronoun || part == ItemKind::kAdverb) {
      return false;
    }
  }
  return capitals >= 2 && words <= kLongestTitle;
}

// Whether the words are somebody's: words in marks that nobody is given as the source of are a
// writer's distance, not speech.
bool IsSpeech(const ClauseLists& lists, const text::Text& text, const segment::Segments& segments,
              const Quote& quote, std::span<const quote::Stretch> runs) {
  uint32_t words = 0;  // counted as far as anybody asks
  for (const quote::Stretch& run : runs) {
    for (uint32_t t = run.first; t < run.last && words <= kFewSubjectWords; ++t) {
      words += segments.tokens[t].Is(segment::kWord | segment::kNumber) &&
               !segments.tokens[t].Is(segment::kClitic);
    }
  }
  // "accepts it as "classic" songwriting": nobody is told to have said so.
  const bool unsaid = !quote.speaker || (quote.form == quote::Form::kPartial && !quote.cue &&
                                         quote.person == kNobody);
  if (unsaid && words <= kFewWords) return false;
  // "the "she said" side of it": a report in another sentence says nothing of it.
  if (quote.attribution == "quotes/sentence-before" && words <= kFewWords &&
      quote.form == quote::Form::kPartial)
    return false;
  if (quote.attribution == "quotes/subject" && words <= kFewSubjectWords) return false;
  if (words <= kCarriedWords && (quote.attribution == "quotes/carried-on" ||
                                 quote.attribution == "quotes/paragraph-carried-on")) {
    return false;
  }
  // Every word of weight has a capital: a title, unless a verb brings it in.
  const bool brought = quote.cue && quote.attribution != "quotes/far-cue" &&
                       quote.attribution != "quotes/sentence-before" &&
                       text.Norm(*quote.cue) != "read";
  return brought || runs.size() != 1 || !TitleLook(lists, segments, runs.front());
}

}  // namespace

void SpeakerFinder::Attribute(const text::Text& text, const segment::Segments& segments,
                              const std::vector<organisation::Organisation>& organisations,
                              std::vector<quote::Stretch>* runs,
                              std::vector<person::Person>* people,
                              std::vector<Quote>* quotes) const {
  if (quotes->empty()) return;
  thread_local Clauses clauses;  // kept for its capacity
  ReadClauses(lists_, text, segments, *people, organisations, *quotes, *runs, Reach::kNearQuotes,
              &clauses);
  Attributor(lists_, rules_.lexicon(), text, segments, &clauses, people, organisations, quotes)
      .Run();
  size_t kept = 0, kept_runs = 0, run = 0;
  for (size_t q = 0; q < quotes->size(); ++q) {
    const std::span<const quote::Stretch> parts(&(*runs)[run], (*quotes)[q].parts.size());
    run += parts.size();
    if (!IsSpeech(lists_, text, segments, (*quotes)[q], parts)) continue;
    std::copy(parts.begin(), parts.end(), runs->begin() + static_cast<std::ptrdiff_t>(kept_runs));
    kept_runs += parts.size();
    if (kept != q) (*quotes)[kept] = std::move((*quotes)[q]);
    ++kept;
  }
  quotes->erase(quotes->begin() + static_cast<std::ptrdiff_t>(kept), quotes->end());
  runs->resize(kept_runs);
}

void SpeakerFinder::AddReports(const text::Text& text, const segment::Segments& segments,
                               const std::vector<organisation::Organisation>& organisations,
                               const std::vector<quote::Stretch>& runs,
                               std::vector<person::Person>* people,
                               std::vector<Quote>* quotes) const {
  thread_local Clauses clauses;  // kept for its capacity
  ReadClauses(lists_, text, segments, *people, organisations, *quotes, runs, Reach::kWhole,
              &clauses);
  std::vector<Quote> reports;
  Reporter(lists_, rules_.lexicon(), text, segments, &clauses, people, organisations, *quotes)
      .Run(&reports);
  // Facts of one kind stand apart: a report inside an interrupted quotation is left out.
  const size_t direct = quotes->size();
  size_t next = 0;
  for (Quote& report : reports) {
    const NormSpan span = report.mention.span;
    while (next < direct && (*quotes)[next].mention.span.end <= span.begin) ++next;
    if (next < direct && (*quotes)[next].mention.span.begin < span.end) continue;
    quotes->push_back(std::move(report));
  }
  std::inplace_merge(
      quotes->begin(), quotes->begin() + static_cast<std::ptrdiff_t>(direct), quotes->end(),
      [](const Quote& a, const Quote& b) { return a.mention.span.begin < b.mention.span.begin; });
}

}  // namespace presscut::resolve
