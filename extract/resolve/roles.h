// The noun phrases that say who a person is: "BMA council chairman Dr Mark Porter", "Johann
// Malawana, the chair of the BMA's junior doctors' committee,", "The police commander of the
// island, Kwok Pak Chung,"; what the person is said to be ("Wong serves as secretary-general"); and
// one that stands for the person of the sentence before ("the Salford Royal NHS Foundation Trust
// chief executive said").
//
//   RoleFinder roles(text, segments, names);
//   roles.Around(name, &found);  // spans without determiner, title or name; in text order
//
// Cost: a dozen tokens around each name. Thread-safety: pure. Errors: none; no role rather than
// half a sentence.

#ifndef PRESSCUT_RESOLVE_ROLES_H_
#define PRESSCUT_RESOLVE_ROLES_H_

#include <vector>

#include "extract/base/mention.h"
#include "extract/names/names.h"
#include "extract/names/vocabulary.h"

namespace presscut::resolve {

class RoleFinder {
 public:
  // REQUIRES: names.words is set; all outlive this.
  RoleFinder(const text::Text& text, const segment::Segments& segments, const names::Names& names)
      : text_(text),
        segments_(segments),
        tokens_(segments.tokens),
        names_(names),
        words_(*names.words) {}

  void Around(const names::Name& name, std::vector<Mention>* out) const;
  // Definite descriptions that begin with an organisation's name and stand for a person ("the
  // Trust's chief executive said"): the phrase behind this organisation; empty span: none.
  Mention BehindOrganisation(const names::Name& organisation) const;

 private:
  names::Traits Of(uint32_t t) const { return words_.Of(tokens_[t].word); }
  bool Mark(uint32_t t, char c) const {
    return tokens_[t].length == 1 && text_.norm()[tokens_[t].begin] == c;
  }
  bool Lower(uint32_t t) const {
    return tokens_[t].Is(segment::kWord) &&
           !tokens_[t].Is(segment::kCapital | segment::kInnerCapital | segment::kClitic);
  }
  size_t FirstNameFrom(uint32_t token) const;
  bool Inflected(uint32_t t) const;
  uint32_t PhraseBegin(uint32_t first, uint32_t end) const;
  uint32_t OfficeFor(uint32_t first, uint32_t end) const;
  void Before(const names::Name& name, const segment::Sentence& sentence,
              std::vector<Mention>* out) const;
  void BeforeComma(const names::Name& name, const segment::Sentence& sentence,
                   std::vector<Mention>* out) const;
  void After(const names::Name& name, const segment::Sentence& sentence,
             std::vector<Mention>* out) const;
  bool SaysWho(uint32_t head, uint32_t end) const;
  uint32_t BehindParty(uint32_t t, const segment::Sentence& sentence) const;
  void Predicate(const names::Name& name, const segment::Sentence& sentence,
                 std::vector<Mention>* out) const;
  struct NounPhrase {
    uint32_t end = 0, head = 0;  // head == end: none
  };
  NounPhrase PhraseFrom(uint32_t begin, const segment::Sentence& sentence, bool of_verb) const;
  bool IsAs(uint32_t t) const {
    return tokens_[t].length == 2 && text_.Norm(tokens_[t].span()) == "as";
  }
  // What a word that leads from a name to a role is; empty for any other.
  std::string_view Link(uint32_t t) const {
    return words_.lexicon().Value(tokens_[t].word, words_.role_links());
  }
  NormSpan SpanOf(uint32_t first, uint32_t last) const {
    return {tokens_[first].begin, tokens_[last - 1].end()};
  }

  const text::Text& text_;
  const segment::Segments& segments_;
  const std::vector<segment::Token>& tokens_;
  const names::Names& names_;
  const names::Vocabulary& words_;
};

}  // namespace presscut::resolve

#endif  // PRESSCUT_RESOLVE_ROLES_H_
