// Which way a date lies: what the words around it say of whether it is over or still to come.

#include <string_view>

#include "extract/kinds/date/place.h"
#include "extract/text/unicode.h"

namespace presscut::date {
namespace {

constexpr uint32_t kCueBytes = 70;      // how far before a date its cue may stand
constexpr uint32_t kSoon = 6;           // tokens behind a date in which a verb announces
constexpr uint32_t kFarCueBytes = 120;  // where no verb of the past stands between

// "is scheduled", "are to"
bool IsSet(std::string_view word) {
  return word == "scheduled" || word == "expected" || word == "due" || word == "set" ||
         word == "slated" || word == "to";
}

bool IsWill(std::string_view word) { return word == "will" || word == "'ll" || word == "shall"; }

// Behind a verb these make it a participle: "a man accused of murder", "talks aimed at peace".
bool MakesParticiple(std::string_view word) {
  return word == "of" || word == "by" || word == "with" || word == "in" || word == "for" ||
         word == "at" || word == "from" || word == "as" || word == "to";
}

// ", so we will", ", which will": what follows does not say when.
bool BeginsClause(std::string_view word) {
  return word == "so" || word == "and" || word == "but" || word == "which" || word == "who" ||
         word == "as" || word == "when" || word == "while" || word == "or" || word == "because" ||
         word == "with" || word == "after" || word == "before" || word == "where";
}

// "would have a decision", no "would have left"
bool IsDeterminer(std::string_view word) {
  return word == "a" || word == "an" || word == "the" || word == "no" || word == "to" ||
         word == "until" || word == "its" || word == "his" || word == "their" || word == "more";
}

}  // namespace

Placer::Lean Placer::LeanOf(const Date& date) const {
  const uint32_t begin = date.mention.span.begin;
  uint32_t t = segments_.TokenAt(begin);
  if (t >= segments_.tokens.size()) return Lean::kNone;
  const segment::Sentence& sentence = segments_.sentences[segments_.tokens[t].sentence];
  const uint32_t after = segments_.TokenAt(date.mention.span.end);
  // "Wednesday's ruling" has been given, whatever is to be done about it.
  if (after + 1 < sentence.last && text_.Norm(segments_.tokens[after].span()) == "'s" &&
      cues_.lexicon->Has(segments_.tokens[after + 1].word, cues_.past_event)) {
    return Lean::kPast;
  }
  // "may lose, and on Friday raised doubts": what stands right behind the day tells.
  const auto next_to = [&](uint32_t at) {
    return at + 1 < sentence.last ? text_.Norm(segments_.tokens[at + 1].span())
                                  : std::string_view();
  };
  if (after < sentence.last && Tells(after) && next_to(after) != "at" && next_to(after) != "by" &&
      next_to(after) != "to" &&  // "talks on Friday aimed at peace"
      !cues_.lexicon->Has(segments_.tokens[after].word, cues_.future)) {
    return Lean::kPast;
  }
  bool just_before = true, told = false, comma = false;
  int words = 0;
  while (t > sentence.first) {
    const segment::Token& token = segments_.tokens[--t];
    if (begin - token.begin > (told ? kCueBytes : kFarCueBytes)) break;
    if (!token.Is(segment::kWord | segment::kClitic)) {
      const char mark = text_.norm()[token.begin];
      if (mark == ';' || mark == ':') break;  // another clause
      comma |= mark == ',';
      // "'We will win.' - tweet Wednesday", "'We will win,' he said in a tweet on Wednesday"
      if (mark == '"' && t > sentence.first &&
          std::string_view(".,!?").find(text_.norm()[token.begin - 1]) != std::string_view::npos) {
        break;
      }
      continue;
    }
    if (++words > 3) just_before = false;
    // "better-than-expected" expects nothing.
    if (t > sentence.first && text_.norm()[segments_.tokens[t - 1].begin] == '-') continue;
    const std::string_view word = text_.Norm(token.span());
    const std::string_view before =
        t > sentence.first ? text_.Norm(segments_.tokens[t - 1].span()) : std::string_view();
    if ((cues_.lexicon->Has(token.word, cues_.future) && word != "May") || word == "'ll") {
      if (!Foretells(t, sentence, words)) continue;
      // "It had been due to end on Friday."
      if (before == "been" && t > sentence.first + 1 &&
          text_.Norm(segments_.tokens[t - 2].span()) == "had") {
        return Lean::kPast;
      }
      return Lean::kFuture;
    }
    if (words <= 8 && cues_.lexicon->Has(token.word, cues_.announced) &&
        Announces(t, sentence, words)) {
      return Lean::kFuture;
    }
    // "to be completed on Wednesday", but "appeared to be", "had to be"
    if (word == "be" && before != "could" && before != "not" && before != "n't") {
      if (before == "to" && t > sentence.first + 1 &&
          cues_.lexicon->Has(segments_.tokens[t - 2].word, cues_.seems)) {
        continue;
      }
      return Lean::kFuture;
    }
    const bool tells = Tells(t);
    told |= tells || cues_.lexicon->Has(token.word, cues_.past);
    // "announced Wednesday", "said on Wednesday", but "will be held Friday", "is heard in May"
    if (words <= 2 && before != "be" && before != "is" && before != "are" && tells) {
      // "was moved to June"
      if (cues_.lexicon->Has(token.word, cues_.put_off) &&
          (WordBefore(date) == "to" || WordBefore(date) == "until")) {
        return Lean::kFuture;
      }
      return Lean::kPast;
    }
    if (just_before && cues_.lexicon->Has(token.word, cues_.past)) return Lean::kPast;
    // "by Friday", but "agreed by OPEC Friday"
    if (words <= (word == "until" || word == "till" || word == "through" ? 2 : 1) &&
        cues_.lexicon->Has(token.word, cues_.until)) {
      // "was adjourned until 9 September", "was remanded in custody until Friday"
      for (uint32_t back = 1; back <= 3 && t >= sentence.first + back; ++back) {
        if (cues_.lexicon->Has(segments_.tokens[t - back].word, cues_.put_off)) {
          return Lean::kFuture;
        }
      }
      // "Until Thursday, they had said nothing."
      const bool opens = t == sentence.first || before == "but" || before == "and" ||
                         text_.norm()[segments_.tokens[t - 1].begin] == ',' ||
                         text_.norm()[segments_.tokens[t - 1].begin] == '"';
      if (opens && ToldBehind(date, sentence.last)) return Lean::kPast;
      return ToldBefore(t, sentence.first) ? Lean::kPast : Lean::kFuture;
    }
    // "as soon as Tuesday", "as early as next week"
    if (words == 2 && before == "as" && (word == "soon" || word == "early")) {
      return Lean::kFuture;
    }
    if (t > sentence.first && word == "to" &&
        cues_.lexicon->Has(segments_.tokens[t - 1].word, cues_.to)) {
      return Lean::kFuture;
    }
  }
  // "The committee on Friday will hold a hearing."
  if (after < sentence.last && IsWill(text_.Norm(segments_.tokens[after].span())) &&
      WordBefore(date) == "on") {
    return Lean::kFuture;
  }
  // "On Monday, the court will rule.", "Across the country on Monday, voters will choose.", "Guests
  // at Monday's dinner will pay."
  const bool of_day = after < sentence.last && text_.Norm(segments_.tokens[after].span()) == "'s";
  if (words <= 1 || of_day ||
      (!told && !comma && after < sentence.last &&
       text_.norm()[segments_.tokens[after].begin] == ',' && !BeginsClause(next_to(after)))) {
    const std::string_view norm = text_.norm();
    for (uint32_t u = after; u < sentence.last; ++u) {
      const segment::Token& token = segments_.tokens[u];
      if (token.begin - date.mention.span.end > kCueBytes) break;
      const std::string_view word = norm.substr(token.begin, token.length);
      if (IsWill(word)) return Lean::kFuture;
      const std::string_view next = next_to(u);
      if ((word == "plans" && next == "to") || ((word == "is" || word == "are") && IsSet(next))) {
        return Lean::kFuture;
      }
      if (word == "\"" || word == ";" || word == ":") break;
      // "On Tuesday, hearings begin in Leeds."
      if (cues_.lexicon->Has(token.word, cues_.announced) && u - after < kSoon && u > after + 1 &&
          word != "host" && !word.ends_with("ing") &&
          Announces(u, sentence, static_cast<int>(kSoon))) {
        return Lean::kFuture;
      }
      // "On Wednesday, the House voted to end what will be …", but "a man accused of murder will"
      if (Tells(u) && !MakesParticiple(next)) break;
    }
  }
  return Lean::kNone;
}

// Whether its sentence says "will" before it.
bool Placer::IsPromised(const Date& date) const {
  uint32_t t = segments_.TokenAt(date.mention.span.begin);
  const uint32_t first = segments_.sentences[SentenceOf(date)].first;
  while (t > first) {
    if (IsWill(text_.Norm(segments_.tokens[--t].span()))) return true;
  }
  return false;
}

// Whether its sentence has a verb of the past.
bool Placer::IsTold(const Date& date) const {
  const segment::Sentence& sentence = segments_.sentences[SentenceOf(date)];
  for (uint32_t t = sentence.first; t < sentence.last; ++t) {
    if (Tells(t) || cues_.lexicon->Has(segments_.tokens[t].word, cues_.past)) return true;
  }
  return false;
}

// "announced", "said": a verb of the past, or what looks like one.
bool Placer::Tells(uint32_t t) const {
  const segment::Token& token = segments_.tokens[t];
  const std::string_view word = text_.Norm(token.span());
  return (word.size() > 4 && word.ends_with("ed") && word[0] >= 'a') ||
         cues_.lexicon->Has(token.word, cues_.past_verb);
}

// Whether a word of the future, so many words before a date, says that it is still to come.
bool Placer::Foretells(uint32_t t, const segment::Sentence& sentence, int words) const {
  const auto word = [&](uint32_t at) {
    return at < sentence.last ? text_.Norm(segments_.tokens[at].span()) : std::string_view();
  };
  const std::string_view cue = word(t), next = word(t + 1);
  // "as previously planned", "could not be reached on Monday": not what is to come.
  if (t > sentence.first && word(t - 1) == "previously") return false;
  if (cue == "could" && Failed(t, sentence.last)) return false;
  // "should have left on Tuesday", but "may have to wait until Friday"
  if (next == "have" && cue != "will" && cue != "can" && !IsDeterminer(word(t + 2))) return false;
  // "closed due to a fault", but "is due to open"
  if (cue == "due" && next == "to" &&
      (IsDeterminer(word(t + 2)) || (t > sentence.first && Tells(t - 1)))) {
    return false;
  }
  if (text::SameButCase(cue, "going")) return next == "to" || words <= 2;  // "into the final"
  if (text::SameButCase(cue, "ahead")) {  // "ahead of Sunday's final"
    return next == "of" && (words <= 3 || t == sentence.first);
  }
  // "his planned visit", but "planned for Monday"
  if (cue == "planned") {
    return words <= 1 || next == "to" || next == "for" || next == "on" || next == "in" ||
           next == "at" || next == "a" || next == "an" || next == "the";
  }
  // "unveiled a plan on Wednesday", but "plans to", "plans a vote"
  if (cue == "plan" || cue == "plans") {
    return next == "to" || next == "a" || next == "an" || next == "the" ||
           (cue == "plans" && t > sentence.first && segments_.tokens[t - 1].Is(segment::kCapital));
  }
  return true;
}

// "talks resume", "is holding a vote", but not "hard to meet demand", "Meet the Press", "'Situation
// Room' host", "the meeting".
bool Placer::Announces(uint32_t t, const segment::Sentence& sentence, int words) const {
  const auto word = [&](uint32_t at) {
    return at >= sentence.first && at < sentence.last ? text_.Norm(segments_.tokens[at].span())
                                                      : std::string_view();
  };
  const std::string_view verb = word(t), before = t == 0 ? verb : word(t - 1), next = word(t + 1);
  if (verb[0] < 'a' || (before == "to" && words > 1)) return false;
  if (verb == "host" && (before == "\"" || before == "News" || before == "show")) return false;
  if (verb == "heads" || verb == "goes") return next == "to";
  if (verb == "takes") return next == "on";
  if (!verb.ends_with("ing")) return true;
  return before == "is" || before == "are" || before == "'re" ||
         (before == "'s" && verb != "meeting");
}

// ", they had", ", Novartis said": a verb of the past shortly behind the date.
bool Placer::ToldBehind(const Date& date, uint32_t last) const {
  constexpr uint32_t kClause = 14;
  const uint32_t first = segments_.TokenAt(date.mention.span.end);
  for (uint32_t t = first; t < last && t - first < kClause; ++t) {
    const segment::Token& token = segments_.tokens[t];
    if (cues_.lexicon->Has(token.word, cues_.future)) return false;
    if (cues_.lexicon->Has(token.word, cues_.past) || Tells(t)) return true;
  }
  return false;
}

// "could not say", "could be reached": a report of what was tried.
bool Placer::Failed(uint32_t could, uint32_t last) const {
  const auto word = [&](uint32_t t) {
    return t < last ? text_.Norm(segments_.tokens[t].span()) : std::string_view();
  };
  if (word(could + 1) == "not" || word(could + 1) == "n't") return true;
  return word(could + 1) == "be" && (word(could + 2) == "reached" || word(could + 2) == "located" ||
                                     word(could + 2) == "found" || word(could + 2) == "confirmed");
}

// "which had been felt by midday": an auxiliary of the past shortly before the token; "had gained
// 426,000 followers by Friday".
bool Placer::ToldBefore(uint32_t token, uint32_t first) const {
  constexpr uint32_t kAuxiliary = 4, kClause = 14;
  for (uint32_t t = token; t > first && token - t < kClause;) {
    const std::string_view word = text_.Norm(segments_.tokens[--t].span());
    if (word == "had" && (token - t <= kAuxiliary || Tells(t + 1))) return true;
    if (token - t <= kAuxiliary && (word == "was" || word == "were")) return true;
    if (word == "to") return false;  // "had promised to leave by Friday"
  }
  return false;
}

}  // namespace presscut::date
