#include "extract/segment/lexicon.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "extract/segment/segments.h"
#include "extract/text/unicode.h"

namespace presscut::segment {

Lexicon::Lexicon() {
  spellings_.emplace_back();  // the unknown word
  bits_.push_back({});
  Rehash(1 << 12);
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

void Lexicon::Insert(WordId word) {
  const std::string_view spelling = spellings_[word];
  const uint32_t hash = Hash(spelling);
  size_t at = SlotOf(hash);
  while (slots_[at].word != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {Head(spelling), hash, word};
}

void Lexicon::Rehash(size_t slots) {
  slots_.assign(slots, {});
  for (WordId word = 1; word < spellings_.size(); ++word) Insert(word);
}

WordId Lexicon::Intern(std::string_view lower) {
  assert(!frozen_);
  if (const WordId known = Find(lower, Hash(lower)); known != 0) return known;
  if (spellings_.size() * 2 >= slots_.size()) Rehash(slots_.size() * 4);
  const WordId word = static_cast<WordId>(spellings_.size());
  spellings_.push_back(Keep(lower));
  bits_.push_back({});
  Insert(word);
  return word;
}

void Lexicon::Add(ListId list, std::string_view text, std::string_view value) {
  assert(!frozen_ && list < list_names_.size());
  text = Keep(text);
  const uint32_t entry = static_cast<uint32_t>(entries_.size());
  entries_.push_back({list, text, Keep(value)});
  scratch_.clear();
  Tokenise(text, 0, static_cast<uint32_t>(text.size()), *this, nullptr, &scratch_);
  if (scratch_.empty()) return;
  words_.clear();
  for (const Token& token : scratch_) {
    words_.push_back(Intern(text::ToLower(text.substr(token.begin, token.length))));
  }
  if (words_.size() == 1) {
    bits_[words_[0]][list / 64] |= uint64_t{1} << (list % 64);
    single_rows_.emplace_back(words_[0], entry);
    return;
  }
  bits_[words_[0]][2] |= kStartsPhrase;
  bits_[words_[1]][2] |= kGoesOn;
  uint32_t node = words_[0];
  for (size_t i = 1; i < words_.size(); ++i) {
    const auto [edge, added] = trie_.try_emplace(uint64_t{node} << 32 | words_[i],
                                                 kFirstNode + static_cast<uint32_t>(trie_.size()));
    node = edge->second;
  }
  phrase_rows_.emplace_back(node - kFirstNode, entry);
}

namespace {

// Rows of (key, entry) become entries in the order of their keys, and where each key's begin.
void Pack(std::vector<std::pair<uint32_t, uint32_t>>* rows, size_t keys,
          std::vector<uint32_t>* entries, std::vector<uint32_t>* begins) {
  std::stable_sort(rows->begin(), rows->end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  begins->assign(keys + 1, 0);
  for (const auto& [key, entry] : *rows) {
    ++(*begins)[key + 1];
    entries->push_back(entry);
  }
  for (size_t k = 0; k < keys; ++k) (*begins)[k + 1] += (*begins)[k];
  *rows = {};
}

}  // namespace

void Lexicon::Freeze() {
  frozen_ = true;
  Pack(&single_rows_, spellings_.size(), &singles_, &singles_of_);
  Pack(&phrase_rows_, trie_.size(), &phrases_, &phrases_of_);
  for (WordId word = 1; word < std::min(kHotWords, spellings_.size()); ++word) {
    if (spellings_[word].size() > 8) continue;
    const uint32_t hash = Hash(spellings_[word]);
    size_t at = (hash >> 1) & (kHotSlots - 1);
    while (hot_[at].word != 0) at = (at + 1) & (kHotSlots - 1);
    hot_[at] = {Head(spellings_[word]), hash, word};
  }
  size_t slots = 16;
  while (slots < trie_.size() * 2) slots *= 2;
  edges_.assign(slots, {});
  for (const auto& [key, to] : trie_) {
    const uint32_t from = static_cast<uint32_t>(key >> 32);
    const WordId word = static_cast<WordId>(key & 0xffffffffu);
    size_t at = EdgeSlot(from, word);
    while (edges_[at].from != 0) at = (at + 1) & (slots - 1);
    edges_[at] = {from, word, to};
  }
  trie_ = {};
}

WordId Lexicon::Find(std::string_view lower, uint32_t hash) const {
  const uint64_t head = Head(lower);
  const size_t mask = slots_.size() - 1;
  for (size_t at = SlotOf(hash); slots_[at].word != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.head != head || slot.hash != hash) continue;
    if (lower.size() <= 8 || spellings_[slot.word] == lower) return slot.word;
  }
  return 0;
}

const Entry* Lexicon::Get(WordId word, ListId list) const {
  if (list >= kMaxLists || !Has(word, list)) return nullptr;
  for (uint32_t i = singles_of_[word]; i < singles_of_[word + 1]; ++i) {
    if (entries_[singles_[i]].list == list) return &entries_[singles_[i]];
  }
  return nullptr;
}

}  // namespace presscut::segment
