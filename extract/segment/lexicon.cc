#include "extract/segment/lexicon.h"

#include <cassert>
#include <cstring>

#include "extract/segment/segments.h"
#include "extract/text/unicode.h"

namespace presscut::segment {

Lexicon::Lexicon() {
  infos_.emplace_back();  // the unknown word
  bits_.push_back({});
  Rehash(1 << 12);
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
  const std::string_view spelling = infos_[word].spelling;
  const uint32_t hash = Hash(spelling);
  size_t at = SlotOf(hash);
  while (slots_[at].word != 0) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {Head(spelling), hash, word};
}

void Lexicon::Rehash(size_t slots) {
  slots_.assign(slots, {});
  for (WordId word = 1; word < infos_.size(); ++word) Insert(word);
}

WordId Lexicon::Intern(std::string_view lower) {
  assert(!frozen_);
  if (const WordId known = Find(lower, Hash(lower)); known != 0) return known;
  if (infos_.size() * 2 >= slots_.size()) Rehash(slots_.size() * 4);
  const WordId word = static_cast<WordId>(infos_.size());
  infos_.emplace_back();
  bits_.push_back({});
  infos_.back().spelling = Keep(lower);
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
    infos_[words_[0]].entries.push_back(entry);
    return;
  }
  bits_[words_[0]][2] |= uint64_t{1} << 63;
  uint32_t node = words_[0];
  for (size_t i = 1; i < words_.size(); ++i) {
    const auto [edge, added] = edges_.try_emplace(
        uint64_t{node} << 32 | words_[i], kFirstNode + static_cast<uint32_t>(nodes_.size()));
    if (added) nodes_.emplace_back();
    node = edge->second;
  }
  nodes_[node - kFirstNode].push_back(entry);
}

void Lexicon::Freeze() { frozen_ = true; }

WordId Lexicon::Find(std::string_view lower, uint32_t hash) const {
  const uint64_t head = Head(lower);
  const size_t mask = slots_.size() - 1;
  for (size_t at = SlotOf(hash); slots_[at].word != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.head != head || slot.hash != hash) continue;
    if (lower.size() <= 8 || infos_[slot.word].spelling == lower) return slot.word;
  }
  return 0;
}

const Entry* Lexicon::Get(WordId word, ListId list) const {
  if (list >= kMaxLists || !Has(word, list)) return nullptr;
  for (const uint32_t e : infos_[word].entries) {
    if (entries_[e].list == list) return &entries_[e];
  }
  return nullptr;
}

}  // namespace presscut::segment
