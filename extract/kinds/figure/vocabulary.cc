#include "extract/kinds/figure/vocabulary.h"

#include <charconv>

namespace presscut::figure {

Vocabulary::Vocabulary(const match::RuleSet& rules) : lexicon(rules.lexicon()) {
  cardinal = rules.List("cardinal");
  magnitude = rules.List("magnitude");
  magnitude_short = rules.List("magnitude_short");
  denominator = rules.List("denominator");
  unit_part = rules.List("denominator_unit");
  dozen = rules.List("dozen");
  ordinal = rules.List("rank");
  vague = rules.List("vague");
  vulgar = rules.List("vulgar");
  currency = rules.List("currency");
  currency_sign = rules.List("currency_sign");
  currency_code = rules.List("currency_code");
  currency_letter = rules.List("currency_letter");
  percent = rules.List("percent");
  unit = rules.List("measure_unit");
  modifier = rules.List("modifier");
  change = rules.List("change");
  time_unit = rules.List("time_unit");
  phrase_end = rules.List("phrase_end");
  phrase_tail = rules.List("phrase_tail");
  plural = rules.List("plural");
  no_plural = rules.List("no_plural");
  verb = rules.List("verb");
  determiner = rules.List("determiner");
  pronoun = rules.List("pronoun");
  ordinary = rules.List("words");
  not_figure = rules.List("not_figure");
  numbered = rules.List("numbered");
  before_year = rules.List("before_year");
  weighing = rules.List("weighing");
  placing = rules.List("placing");
  living = rules.List("living");
  of_age = rules.List("of_age");
  modifier_after = rules.List("modifier_after");
  change_noun = rules.List("change_noun");
  approximate = rules.List("approximate");
  ranging = rules.List("ranging");
  voting = rules.List("voting");
  one_before = rules.List("one_before");
  vague_of = rules.List("vague_of");
  times = rules.List("times");
  comparative = rules.List("comparative");
  attributive = rules.List("attributive_plural");
  shares = rules.List("share_nouns");
  length_after = rules.List("length_after");
  one_way = rules.List("one_way");
  street = rules.List("street");
  dollar_place = rules.List("dollar_place");
  move_lead = rules.List("move_lead");
  move_break = rules.List("move_break");
  no_object = rules.List("no_object");
  subject_preposition = rules.List("subject_preposition");
  subject_skip = rules.List("subject_skip");
  transitive = rules.List("transitive_change");
  standing = rules.List("standing");
  rank_names = rules.List("rank_names");
  nationality = rules.List("nationalities");
  own_change = rules.List("own_change");
  phrasal = rules.List("phrasal");
  ing_noun = rules.List("ing_noun");
  const auto word = [&](std::string_view spelling) { return lexicon.Find(spelling); };
  a = word("a");
  an = word("an");
  and_ = word("and");
  of = word("of");
  to = word("to");
  in = word("in");
  out = word("out");
  point = word("point");
  age = word("age");
  aged = word("aged");
  minus = word("minus");
  one = word("one");
  old = word("old");
  olds = word("olds");
  from = word("from");
  between = word("between");
  more = word("more");
  or_ = word("or");
  by = word("by");
  each = word("each");
  every = word("every");
  was = word("was");
  is = word("is");
  turned = word("turned");
  last_ = word("last");
  past = word("past");
  previous = word("previous");
  next = word("next");
  most = word("most");
  couple = word("couple");
  half = word("half");
  average = word("average");
  than = word("than");
  for_ = word("for");
  up = word("up");
  ages = word("ages");
  plus = word("plus");
  times_word = word("times");
  over_word = word("over");
  such = word("such");
  negative = word("negative");
  time = word("time");
  place = word("place");
  were = word("were");
  off = word("off");
  as = word("as");
  at = word("at");
  down = word("down");
  magnitude_word = word("magnitude");

  uint16_t bit = 1;
  for (const segment::ListId list :
       {currency, currency_sign, currency_code, percent, unit, modifier, modifier_after, not_figure,
        numbered, weighing, vague, dollar_place, move_lead}) {
    if (list < segment::kMaxLists) bit_of_[list] = bit;
    bit = static_cast<uint16_t>(bit << 1);
  }
  std::array<uint16_t, segment::kMaxLists> first{};  // traits of what the list's entries begin with
  for (const segment::ListId list :
       {cardinal, magnitude, magnitude_short, dozen, denominator, vulgar}) {
    if (list < segment::kMaxLists) first[list] = kGoesOn;
  }
  for (const segment::ListId list :
       {currency, currency_sign, currency_code, percent, unit, time_unit, length_after}) {
    if (list < segment::kMaxLists) first[list] = kUnit;
  }
  if (rules.image() != nullptr && (*rules.image())(kName, traits_) &&
      traits_.size() == lexicon.words())
    return;
  traits_ = Flat<uint16_t>(lexicon.words());
  for (segment::ListId list = 0; list < lexicon.lists(); ++list) {
    const uint16_t traits = bit_of_[list] | first[list];
    if (traits == 0) continue;
    lexicon.EntriesOf(list, [&](const segment::Entry& entry) { traits_[entry.first] |= traits; });
  }
  for (const segment::WordId ties : {to, and_, or_, in, out, over_word, times_word})
    traits_[ties] |= kTies;
  for (const segment::WordId on : {and_, point}) traits_[on] |= kGoesOn;
  traits_[0] = 0;
}

uint32_t Reader::LongestEntry(uint32_t t, segment::ListId list, std::string_view* value) const {
  uint32_t longest = 0;
  if (words.lexicon.Has(tokens[t].word, list)) {
    longest = 1;
    *value = words.lexicon.Value(tokens[t].word, list);
  }
  words.lexicon.Phrases(tokens, t, [&](const segment::Entry& entry, uint32_t count) {
    if (entry.list != list || t + count > last_) return;
    longest = count;
    *value = entry.value;
  });
  return longest;
}

int Whole(std::string_view value) {
  int out = 0;
  std::from_chars(value.data(), value.data() + value.size(), out);
  return out;
}

}  // namespace presscut::figure
