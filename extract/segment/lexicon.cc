#include "extract/segment/lexicon.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "extract/segment/segments.h"
#include "extract/segment/words.h"
#include "extract/text/unicode.h"

namespace presscut::segment {

Lexicon::Lexicon() {
  spellings_.emplace_back();  // the unknown word
  rows_.emplace_back();
  for (const char* mark :
       {",", ".", "\"", "'", "-", "(", ")", ":", ";", "?", "!", "$", "%", "&", "'s"}) {
    Intern(mark);
  }
}

std::string_view Lexicon::Keep(std::string_view s) {
  constexpr size_t kBlock = 1 << 18;
  if (s.empty()) return {};
  if (arena_left_ < s.size()) {
    const size_t size = std::max(kBlock, s.size());
    arena_.push_back(std::make_unique<char[]>(size));
    arena_at_ = arena_.back().get();
    arena_left_ = size;
  }
  std::memcpy(arena_at_, s.data(), s.size());
  const std::string_view kept(arena_at_, s.size());
  arena_at_ += s.size();
  arena_left_ -= s.size();
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

uint64_t Lexicon::HashOf(std::string_view key) {
  uint64_t hash = 0;
  for (; !key.empty(); key.remove_prefix(std::min<size_t>(key.size(), WordKey::kLongest))) {
    hash = (hash ^ WordKey(key.substr(0, WordKey::kLongest)).Hash()) * WordKey::kSpread;
  }
  return hash;
}

template <class Key>
void Lexicon::Table<Key>::Insert(Key key, WordId word) {
  if (++used * 5 > buckets.size() * kSlots * 3) {
    // In the order of the buckets, so that what was added early keeps its place.
    const std::vector<Bucket> old = std::exchange(buckets, std::vector<Bucket>(buckets.size() * 2));
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
  size_t slot = 0;
  while (buckets[at].words[slot] != 0) ++slot;
  buckets[at].keys[slot] = key;
  buckets[at].words[slot] = word;
}

WordId Lexicon::Find(std::string_view lower) const {
  return lower.size() <= WordKey::kLongest ? Find(WordKey(lower)) : long_.Find(lower);
}

WordId Lexicon::Intern(std::string_view lower) {
  assert(!frozen_);
  const WordId known = Find(lower);
  return known != 0 ? known : AddWord(Keep(lower));
}

// REQUIRES: an unknown word, which lives as long as the lexicon.
WordId Lexicon::AddWord(std::string_view lower) {
  const WordId word = static_cast<WordId>(spellings_.size());
  spellings_.push_back(lower);
  rows_.emplace_back();
  if (lower.size() == 1 && static_cast<uint8_t>(lower[0]) < 128) {
    bytes_[static_cast<uint8_t>(lower[0])] = word;
  }
  if (lower.size() <= 8) {
    short_.Insert(WordKey(lower).low, word);
  } else if (lower.size() <= WordKey::kLongest) {
    medium_.Insert(WordKey(lower), word);
  } else {
    long_.Insert(lower, word);
  }
  return word;
}

// The lower-cased word of a token of an entry, which lives as long as the lexicon.
WordId Lexicon::InternToken(std::string_view entry, const Token& token) {
  const std::string_view written = entry.substr(token.begin, token.length);
  const LowerWord lower(entry, token);
  if (lower.view().empty()) return Intern(text::ToLower(written));
  const WordId known = Find(lower.key());
  if (known != 0) return known;
  return AddWord(lower.view() == written ? written : Keep(lower.view()));
}

uint32_t Lexicon::MakeNext(uint32_t from, WordId word) {
  if (const uint32_t known = Next(from, word); known != 0) return known;
  if ((nodes_ + 1) * 2 > edges_.size()) {
    const std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
    for (const Edge& edge : old) {
      if (edge.from != 0) edges_[EdgeAt(edge.from, edge.word)] = edge;
    }
  }
  const uint32_t to = kFirstNode + nodes_++;
  edges_[EdgeAt(from, word)] = {from, word, to};
  return to;
}

void Lexicon::Expect(size_t entries) {
  entries_.reserve(entries_.size() + entries);
  single_rows_.reserve(single_rows_.size() + entries);
  // About a new word an entry.
  spellings_.reserve(spellings_.size() + entries);
  rows_.reserve(rows_.size() + entries);
}

void Lexicon::Add(ListId list, std::string_view text, std::string_view value) {
  assert(!frozen_ && list < list_names_.size());
  const uint32_t entry = static_cast<uint32_t>(entries_.size());
  words_.clear();
  if (!PlainWords(text)) {
    scratch_.clear();
    Tokenise(text, 0, static_cast<uint32_t>(text.size()), *this, nullptr, &scratch_);
    for (const Token& token : scratch_)
      words_.push_back(token.word != 0 ? token.word : InternToken(text, token));
  }
  if (words_.empty()) {
    entries_.push_back({list, 0, 0, text, value});
    return;
  }
  if (words_.size() == 1) {
    entries_.push_back({list, words_[0], 0, text, value});
    rows_[words_[0]].bits[list / 64] |= uint64_t{1} << (list % 64);
    single_rows_.emplace_back(words_[0], entry);
    return;
  }
  entries_.push_back({list, words_[0], words_[1], text, value});
  rows_[words_[0]].bits[2] |= kStartsPhrase;
  rows_[words_[1]].bits[2] |= kGoesOn;
  uint32_t node = words_[0];
  for (size_t i = 1; i < words_.size(); ++i) node = MakeNext(node, words_[i]);
  phrase_rows_.emplace_back(node - kFirstNode, entry);
}

// Cuts a text of letters and single spaces, as most entries are, into words_; false where it is
// another.
bool Lexicon::PlainWords(std::string_view text) {
  std::array<uint8_t, 8> lengths;  // of more words there are few
  size_t words = 0;
  for (std::string_view rest = text;;) {
    const uint32_t length = Sixteen::At(rest.data(), rest.size()).Run();
    if (length == 0 || words == lengths.size()) return false;
    lengths[words++] = static_cast<uint8_t>(length);
    rest.remove_prefix(length);
    if (rest.empty()) break;
    if (rest.front() != ' ') return false;
    rest.remove_prefix(1);
  }
  for (size_t i = 0; i < words; ++i) {
    words_.push_back(InternToken(text, {.length = lengths[i]}));
    text.remove_prefix(std::min<size_t>(text.size(), lengths[i] + 1));
  }
  return true;
}

namespace {

// Where the entries of each key begin, once rows of (key, entry) stand in the order of their keys;
// put(at, entry) is called with the place of each.
template <class Put>
std::vector<uint32_t> Pack(const std::vector<std::pair<uint32_t, uint32_t>>& rows, size_t keys,
                           Put put) {
  std::vector<uint32_t> begins(keys + 1);
  for (const auto& [key, entry] : rows) ++begins[key + 1];
  for (size_t k = 0; k < keys; ++k) begins[k + 1] += begins[k];
  std::vector<uint32_t> next(begins.begin(), begins.end() - 1);
  for (const auto& [key, entry] : rows) put(next[key]++, entry);
  return begins;
}

}  // namespace

void Lexicon::Freeze() {
  frozen_ = true;
  singles_.resize(single_rows_.size());
  const std::vector<uint32_t> begins =
      Pack(single_rows_, rows_.size(), [&](uint32_t at, uint32_t entry) {
        singles_[at] = {entries_[entry].list, entry};
      });
  for (WordId word = 0; word < rows_.size(); ++word) {
    rows_[word].first = begins[word];
    rows_[word].count = begins[word + 1] - begins[word];
  }
  phrases_.resize(phrase_rows_.size());
  phrases_of_ =
      Pack(phrase_rows_, nodes_, [&](uint32_t at, uint32_t entry) { phrases_[at] = entry; });
  single_rows_ = {};
  phrase_rows_ = {};
}

// REQUIRES: the word is an entry of the list.
const Entry* Lexicon::GetKnown(WordId word, ListId list) const {
  const Single* single = &singles_[rows_[word].first];
  while (single->list != list) ++single;
  return &entries_[single->entry];
}

}  // namespace presscut::segment
