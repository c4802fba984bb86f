// Whom a mention stands for: names know it, pronouns and noun phrases are resolved by what the
// article said before.
//
//   WhomFinder whom(...);
//   Whom w = whom.Resolve(s, item);        // sentence by sentence, in text order
//   whom.End(s, speaker);                  // speaker: the item that spoke in it, or kNobody
//
// "I" is whom the label of its paragraph names ("Porter: …"), or who answers in an interview
// ("A: …"). Another pronoun takes the nearest earlier subject of fitting gender and number: of its
// own sentence, then of those before it, four paragraphs at most, a speaker counting as a subject.
// Whom the words tell of is not who says them ("Hill had no reason, he said."), and behind "a
// spokesman said" it is nobody with a name.
// A noun phrase with "the" takes the person whose role it repeats, or the last organisation of its
// kind, or, where it is a role that nobody else has, the person spoken of last.
//
// Cost: the sentences looked back on, some tens. Thread-safety: one a thread. Errors: none; nobody
// rather than a guess.

#ifndef PRESSCUT_RESOLVE_SPEAKERS_WHOM_H_
#define PRESSCUT_RESOLVE_SPEAKERS_WHOM_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/resolve/speakers_clauses.h"
#include "extract/resolve/speakers_rules.h"

namespace presscut::resolve {

struct Whom {
  uint32_t person = kNobody, organisation = kNobody;
};

class WhomFinder {
 public:
  WhomFinder(const ClauseLists& lists, const segment::Lexicon& lexicon, const text::Text& text,
             const segment::Segments& segments, const Clauses& clauses, const ClauseRules& rules,
             std::vector<person::Person>* people,
             const std::vector<organisation::Organisation>& organisations);

  void End(uint32_t sentence, uint32_t speaker);
  // Whoever spoke in a sentence, where that is known without an item.
  void Spoke(uint32_t sentence, const Whom& whom);
  Whom Resolve(uint32_t sentence, uint32_t item);

  // The person of that family name, case aside: the label of a transcript.
  uint32_t Called(NormSpan name) const;

  NormSpan SpanOf(uint32_t first, uint32_t last) const {
    return {segments_.tokens[first].begin, segments_.tokens[last - 1].end()};
  }

 private:
  struct Subject {
    Whom whom;
    uint32_t block = 0;
    char unnamed = 0;  // gender of a reporter whom the article does not name: "he" is then nobody
    segment::WordId head = 0;  // … and what he is called: "lobbyist"
  };
  // The gender of such a reporter, at item i; 0: it is none.
  char Unnamed(uint32_t i) const;
  Whom Pronoun(uint32_t sentence, uint32_t item);
  Whom Noun(uint32_t sentence, uint32_t item);
  // Who says "I" in the paragraph of a sentence: whom its label names.
  uint32_t Labelled(uint32_t sentence) const;
  bool Fits(uint32_t person, char gender) const;
  uint32_t RoleHolder(const Item& noun) const;
  // How well a role or a title names whom a noun phrase does: kExact "the president" for
  // "President", kMore for "Russian President", kNot for "Vice President".
  enum class Agreement : uint8_t { kNot, kMore, kExact };
  Agreement Agrees(const Item& noun, std::string_view role, bool same_body) const;
  // A pronoun reports what stands before it: "…, he said."
  bool Behind(const Clause& s, uint32_t item) const;
  uint32_t Recent(uint32_t sentence, uint32_t item, char gender, uint32_t blocks);
  uint32_t RecentBody(const Item& noun, std::string_view kind) const;
  std::string_view Norm(uint32_t t) const { return text_.Norm(segments_.tokens[t].span()); }

  const ClauseLists& l_;
  const segment::Lexicon& lexicon_;
  const text::Text& text_;
  const segment::Segments& segments_;
  const Clauses& clauses_;
  const ClauseRules& rules_;
  std::vector<person::Person>& people_;
  const std::vector<organisation::Organisation>& organisations_;
  std::vector<Subject> subjects_;  // main subjects and speakers, in text order
  std::vector<char> genders_;      // of people, learned from pronouns
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_SPEAKERS_WHOM_H_
