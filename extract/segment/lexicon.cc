#include "extract/segment/lexicon.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "extract/segment/segments.h"
#include "extract/segment/words.h"
#include "extract/text/unicode.h"

namespace presscut::segment {

Lexicon::Lexicon() {
  spellings_.push_back({});  // the unknown word
  rows_.push_back({});
  for (const char* mark :
       {",", ".", "\"", "'", "-", "(", ")", ":", ";", "?", "!", "$", "%", "&", "'s"}) {
    Intern(mark);
  }
}

Lexicon::Piece Lexicon::Keep(std::string_view s) {
  assert(texts_.size() + s.size() <= 4 * kMaxBytes - 1);
  const Piece kept{static_cast<uint32_t>(texts_.size()), static_cast<uint32_t>(s.size())};
  texts_.append(s.begin(), s.end());
  return kept;
}

ListId Lexicon::AddList(std::string_view name) {
  const ListId known = FindList(name);
  if (known != kMaxLists) return known;
  assert(!frozen_ && list_names_.size() < kMaxLists);
  list_names_.emplace_back(name);
  const ListId id = static_cast<ListId>(list_names_.size() - 1);
  list_ids_.emplace(name, id);
  return id;
}

ListId Lexicon::FindList(std::string_view name) const {
  const auto at = list_ids_.find(name);
  return at == list_ids_.end() ? kMaxLists : at->second;
}

uint64_t Lexicon::LongKey(std::string_view lower) {
  uint64_t hash = 0;
  for (; !lower.empty(); lower.remove_prefix(std::min<size_t>(lower.size(), WordKey::kLongest))) {
    hash = (hash ^ WordKey(lower.substr(0, WordKey::kLongest)).Hash()) * WordKey::kSpread;
  }
  return hash | 1;  // 0 is no key
}

template <class Key>
void Lexicon::Table<Key>::Insert(Key key, WordId word) {
  if (++used * 5 > buckets.size() * kSlots * 3) {
    // In the order of the buckets, so that what was added early keeps its place.
    const Flat<Bucket> old = std::exchange(buckets, Flat<Bucket>(buckets.size() * 2));
    --shift;
    for (const Bucket& bucket : old) {
      for (size_t i = 0; i < kSlots && bucket.words[i] != 0; ++i) {
        Place(bucket.keys[i], bucket.words[i]);
      }
    }
  }
  Place(key, word);
}

template <class Key>
void Lexicon::Table<Key>::Place(Key key, WordId word) {
  size_t at = static_cast<size_t>(HashOf(key) >> shift);
  while (buckets[at].Full()) at = (at + 1) & (buckets.size() - 1);
  Bucket& bucket = buckets[at];
  size_t slot = 0;
  while (bucket.words[slot] != 0) ++slot;
  bucket.keys[slot] = key;
  bucket.words[slot] = word;
}

// False where there cannot be so many buckets.
template <class Key>
bool Lexicon::Table<Key>::SetShift() {
  shift = 64 - static_cast<unsigned>(std::countr_zero(buckets.size()));
  return buckets.size() > 1 && std::has_single_bit(buckets.size());
}

WordId Lexicon::Find(std::string_view lower) const {
  return lower.size() <= WordKey::kLongest ? Find(WordKey(lower)) : FindLong(lower);
}

WordId Lexicon::FindLong(std::string_view lower) const {
  for (uint64_t key = LongKey(lower);; key += kNextKey) {
    const WordId word = long_.Find(key);
    if (word == 0 || Spelling(word) == lower) return word;
  }
}

WordId Lexicon::Intern(std::string_view lower) {
  assert(!frozen_);
  const WordId known = Find(lower);
  return known != 0 ? known : AddWord(Keep(lower));
}

// REQUIRES: an unknown word.
WordId Lexicon::AddWord(Piece lower) {
  const WordId word = static_cast<WordId>(spellings_.size());
  const std::string_view spelling = View(lower);
  spellings_.push_back(lower);
  rows_.push_back({});
  if (spelling.size() == 1 && static_cast<uint8_t>(spelling[0]) < 128) {
    bytes_[static_cast<uint8_t>(spelling[0])] = word;
  }
  if (spelling.size() <= 8) {
    short_.Insert(WordKey(spelling).low, word);
  } else if (spelling.size() <= WordKey::kLongest) {
    medium_.Insert(WordKey(spelling), word);
  } else {
    uint64_t key = LongKey(spelling);
    while (long_.Find(key) != 0) key += kNextKey;
    long_.Insert(key, word);
  }
  return word;
}

// The lower-cased word of a token of an entry.
WordId Lexicon::InternToken(Piece entry, const Token& token) {
  const Piece written = entry.Part(token.begin, token.length);
  const LowerWord lower(View(entry), token);
  if (lower.view().empty()) return Intern(text::ToLower(View(written)));
  const WordId known = Find(lower.key());
  if (known != 0) return known;
  return AddWord(lower.view() == View(written) ? written : Keep(lower.view()));
}

uint32_t Lexicon::MakeNext(uint32_t from, WordId word) {
  if (const uint32_t known = Next(from, word); known != 0) return known;
  if ((nodes_ + 1) * 2 > edges_.size()) {
    const Flat<Edge> old = std::exchange(edges_, Flat<Edge>(edges_.size() * 2));
    for (const Edge& edge : old) {
      if (edge.from != 0) edges_[EdgeAt(edge.from, edge.word)] = edge;
    }
  }
  const uint32_t to = kFirstNode + nodes_++;
  edges_[EdgeAt(from, word)] = {from, word, to};
  return to;
}

void Lexicon::Expect(size_t entries, size_t bytes) {
  lines_.reserve(lines_.size() + entries);
  single_rows_.reserve(single_rows_.size() + entries);
  // About a new word an entry, which is written in lower case beside it.
  spellings_.reserve(spellings_.size() + entries);
  rows_.reserve(rows_.size() + entries);
  texts_.reserve(texts_.size() + bytes + bytes / 2);
}

void Lexicon::Add(ListId list, Piece text, Piece value) {
  assert(!frozen_ && list < list_names_.size());
  const uint32_t entry = static_cast<uint32_t>(lines_.size());
  words_.clear();
  if (!PlainWords(text)) {
    scratch_.clear();
    Tokenise(View(text), 0, text.length, *this, nullptr, &scratch_);
    for (const Token& token : scratch_)
      words_.push_back(token.word != 0 ? token.word : InternToken(text, token));
  }
  if (runs_.empty() || runs_.back().list != list) runs_.push_back({list, entry, entry});
  ++runs_[runs_.size() - 1].end;
  if (words_.empty()) {
    lines_.push_back({list, 0, 0, text, value});
    return;
  }
  if (words_.size() == 1) {
    lines_.push_back({list, words_[0], 0, text, value});
    rows_[words_[0]].bits[list / 64] |= uint64_t{1} << (list % 64);
    single_rows_.emplace_back(words_[0], entry);
    return;
  }
  lines_.push_back({list, words_[0], words_[1], text, value});
  rows_[words_[0]].bits[2] |= kStartsPhrase;
  rows_[words_[1]].bits[2] |= kGoesOn;
  uint32_t node = words_[0];
  for (size_t i = 1; i < words_.size(); ++i) node = MakeNext(node, words_[i]);
  phrase_rows_.emplace_back(node - kFirstNode, entry);
}

// Cuts a text of letters and single spaces, as most entries are, into words_; false where it is
// another.
bool Lexicon::PlainWords(Piece text) {
  std::array<uint8_t, 8> lengths;  // of more words there are few
  size_t words = 0;
  for (std::string_view rest = View(text);;) {
    const uint32_t length = Sixteen::At(rest.data(), rest.size()).Run();
    if (length == 0 || words == lengths.size()) return false;
    lengths[words++] = static_cast<uint8_t>(length);
    rest.remove_prefix(length);
    if (rest.empty()) break;
    if (rest.front() != ' ') return false;
    rest.remove_prefix(1);
  }
  uint32_t begin = 0;
  for (size_t i = 0; i < words; ++i) {
    words_.push_back(InternToken(text, {.begin = begin, .length = lengths[i]}));
    begin += lengths[i] + 1u;
  }
  return true;
}

namespace {

// Where the entries of each key begin, once rows of (key, entry) stand in the order of their keys;
// put(at, entry) is called with the place of each.
template <class Put>
Flat<uint32_t> Pack(const std::vector<std::pair<uint32_t, uint32_t>>& rows, size_t keys, Put put) {
  Flat<uint32_t> begins(keys + 1);
  for (const auto& [key, entry] : rows) ++begins[key + 1];
  for (size_t k = 0; k < keys; ++k) begins[k + 1] += begins[k];
  std::vector<uint32_t> next(begins.begin(), begins.end());
  for (const auto& [key, entry] : rows) put(next[key]++, entry);
  return begins;
}

}  // namespace

void Lexicon::Freeze() {
  frozen_ = true;
  singles_.resize(single_rows_.size());
  const Flat<uint32_t> begins = Pack(single_rows_, rows_.size(), [&](uint32_t at, uint32_t entry) {
    singles_[at] = {lines_[entry].list, entry};
  });
  for (WordId word = 0; word < words(); ++word) {
    rows_[word].first = begins[word];
    rows_[word].count = begins[word + 1] - begins[word];
  }
  phrases_.resize(phrase_rows_.size());
  phrases_of_ =
      Pack(phrase_rows_, nodes_, [&](uint32_t at, uint32_t entry) { phrases_[at] = entry; });
  single_rows_ = {};
  phrase_rows_ = {};
  for (const std::string& name : list_names_) {
    list_names_text_.append(name.begin(), name.end());
    list_names_text_.push_back('\n');
  }
}

template <class Self, class Archive>
bool Lexicon::Exchange(Self& self, Archive& archive) {
  return archive("lexicon/list names", self.list_names_text_) &&
         archive("lexicon/texts", self.texts_) && archive("lexicon/spellings", self.spellings_) &&
         archive("lexicon/rows", self.rows_) && archive("lexicon/bytes", self.bytes_) &&
         archive("lexicon/short", self.short_.buckets) &&
         archive("lexicon/medium", self.medium_.buckets) &&
         archive("lexicon/long", self.long_.buckets) && archive("lexicon/lines", self.lines_) &&
         archive("lexicon/runs", self.runs_) && archive("lexicon/singles", self.singles_) &&
         archive("lexicon/phrases", self.phrases_) &&
         archive("lexicon/phrases of", self.phrases_of_) && archive("lexicon/edges", self.edges_);
}

void Lexicon::Save(ImageWriter* writer) const {
  assert(frozen_);
  Exchange(*this, *writer);
}

bool Lexicon::Map(const Image& image) {
  if (!Exchange(*this, image)) return false;
  frozen_ = true;
  std::string_view names(list_names_text_.data(), list_names_text_.size());
  for (size_t end; (end = names.find('\n')) != std::string_view::npos;) {
    if (list_names_.size() == kMaxLists) return false;
    list_ids_.emplace(names.substr(0, end), static_cast<ListId>(list_names_.size()));
    list_names_.emplace_back(names.substr(0, end));
    names.remove_prefix(end + 1);
  }
  // That the arrays go together; what stands in them is as it was written.
  return spellings_.size() == rows_.size() && !rows_.empty() && bytes_.size() == 128 &&
         short_.SetShift() && medium_.SetShift() && long_.SetShift() &&
         std::has_single_bit(edges_.size()) && !phrases_of_.empty() &&
         phrases_of_.back() == phrases_.size() &&
         std::all_of(runs_.begin(), runs_.end(), [&](const Run& run) {
           return run.list < list_names_.size() && run.begin <= run.end && run.end <= lines_.size();
         });
}

// REQUIRES: the word is an entry of the list.
uint32_t Lexicon::NumberOf(WordId word, ListId list) const {
  const Single* single = &singles_[rows_[word].first];
  while (single->list != list) ++single;
  return single->entry;
}

}  // namespace presscut::segment
