#include "extract/dataset/page.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cassert>
#include <cinttypes>
#include <cstdio>

#include "extract/dataset/embedded_page.h"

namespace presscut::dataset {
namespace {

// What stands before a chunk: its number, key, bytes and their sum, each of a set length.
constexpr const char* kChunkHead =
    "<script type=\"text/plain\" id=\"chunk-{}\" data-key=\"{:016x}\" data-sum=\"{:016x}\" "
    "data-bytes=\"{}\">";
constexpr const char* kChunkHeadScan =
    "<script type=\"text/plain\" id=\"chunk-%*u\" data-key=\"%16" SCNx64 "\" data-sum=\"%16" SCNx64
    "\" data-bytes=\"%" SCNu64 "\">%n";
constexpr std::string_view kChunkStart = "<script type=\"text/plain\" id=\"chunk-0\"";
constexpr std::string_view kChunkEnd = "</script>\n";
constexpr size_t kLongestHead = 200;      // bytes
constexpr size_t kLongestStart = 65'536;  // bytes of a page before its chunks

std::string_view Asset(std::string_view path) {
  for (const EmbeddedFile& file : EmbeddedPage()) {
    if (file.path == path) return file.text;
  }
  assert(false);
  return {};
}

// Without the time of day, which gzip would keep. Empty where it failed.
std::string Gzip(std::string_view bytes) {
  std::string packed(bytes.size() + bytes.size() / 100 + 1024, '\0');
  size_t used = 0;
  archive* const out = archive_write_new();
  archive_entry* const entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_pathname(entry, "chunk");
  const bool ok =
      archive_write_set_format_raw(out) == ARCHIVE_OK &&
      archive_write_add_filter_gzip(out) == ARCHIVE_OK &&
      archive_write_set_filter_option(out, "gzip", "compression-level", "3") == ARCHIVE_OK &&
      archive_write_set_filter_option(out, "gzip", "timestamp", nullptr) == ARCHIVE_OK &&
      archive_write_set_bytes_in_last_block(out, 1) == ARCHIVE_OK &&
      archive_write_open_memory(out, packed.data(), packed.size(), &used) == ARCHIVE_OK &&
      archive_write_header(out, entry) == ARCHIVE_OK &&
      archive_write_data(out, bytes.data(), bytes.size()) ==
          static_cast<la_ssize_t>(bytes.size()) &&
      archive_write_close(out) == ARCHIVE_OK;
  archive_entry_free(entry);
  archive_write_free(out);
  packed.resize(ok ? used : 0);
  return packed;
}

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t n = std::min<size_t>(3, bytes.size() - i);
    uint32_t group = 0;
    for (size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (size_t k = 0; k < 4; ++k) {
      out += k <= n ? kLetters[group >> (18 - 6 * k) & 63] : '=';
    }
  }
  return out;
}

// JSON inside a <script>: "</script>" and "<!--" must not stand in it.
std::string InScript(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

void Comma(record::Json* json, bool first) {
  if (!first) json->Put(',');
}

}  // namespace

void ChunkBuilder::Add(const Marks& marks, std::span<const std::string_view> ids) {
  Comma(&articles_, empty_);
  empty_ = false;
  articles_.Put("{\"t\":");
  articles_.String(marks.text);
  articles_.Put(",\"e\":[");
  for (size_t i = 0; i < ids.size(); ++i) {
    Comma(&articles_, i == 0);
    articles_.String(ids[i]);
  }
  articles_.Put("],\"m\":[");
  bool first = true;
  for (const Mark& mark : marks.all) {
    Comma(&articles_, first);
    first = false;
    const auto [rule, added] =
        rule_ids_.try_emplace(mark.rule, static_cast<uint32_t>(rules_.size()));
    if (added) rules_.push_back(mark.rule);
    articles_.Put('[');
    articles_.Count(mark.start);
    articles_.Put(',');
    articles_.Count(mark.end);
    articles_.Put(',');
    articles_.Count(static_cast<uint64_t>(mark.kind));
    articles_.Put(',');
    articles_.String(mark.value);
    articles_.Put(',');
    articles_.Count(rule->second);
    const auto entity = std::find_if(marks.entities.begin(), marks.entities.end(),
                                     [&](const MarkedEntity& e) { return e.id == mark.entity; });
    if (entity != marks.entities.end()) {
      articles_.Put(',');
      articles_.Count(static_cast<uint64_t>(entity - marks.entities.begin()));
    } else {
      articles_.Put(",null");
    }
    if (mark.role) articles_.Put(",1");
    articles_.Put(']');
  }
  articles_.Put("]}");
}

std::string ChunkBuilder::Take() {
  record::Json chunk;
  chunk.Put("{\"rules\":[");
  for (size_t i = 0; i < rules_.size(); ++i) {
    Comma(&chunk, i == 0);
    chunk.String(rules_[i]);
  }
  chunk.Put("],\"articles\":[");
  std::string json(chunk.text());
  json.append(articles_.text()).append("]}");
  articles_.Clear();
  empty_ = true;
  rules_.clear();
  rule_ids_.clear();
  return Base64(Gzip(json));
}

PageWriter::PageWriter(std::string_view about, Write write)
    : write_(std::move(write)), about_(about), page_(Asset("page.html")) {
  UpTo("CSS");
  Piece(Asset("page.css"));
  UpTo("CHUNKS");
}

void PageWriter::Piece(std::string_view piece) { ok_ = ok_ && write_(piece); }

// The page as far as the place, whose mark is passed over.
void PageWriter::UpTo(std::string_view place) {
  const std::string mark = "@@" + std::string(place) + "@@";
  const size_t at = page_.find(mark);
  assert(at != std::string_view::npos);
  Piece(page_.substr(0, at));
  page_.remove_prefix(at + mark.size());
}

void PageWriter::AddChunk(std::string_view chunk, uint32_t articles, uint64_t key) {
  Piece(fmt::format(fmt::runtime(kChunkHead), chunk_begins_.size(), key,
                    XXH3_64bits(chunk.data(), chunk.size()), chunk.size()));
  Piece(chunk);
  Piece(kChunkEnd);
  chunk_begins_.push_back(in_chunks_);
  in_chunks_ += articles;
}

void PageWriter::AddArticle(const PageArticle& article) {
  Comma(&articles_, article_count_++ == 0);
  articles_.Put('[');
  articles_.String(article.id);
  articles_.Put(',');
  articles_.String(article.headline);
  articles_.Put(',');
  articles_.String(article.date);
  for (const uint64_t count : article.facts) {
    articles_.Put(',');
    articles_.Count(count);
  }
  articles_.Put(',');
  articles_.String(article.error);
  articles_.Put(']');
}

void PageWriter::AddEntity(const PageEntity& entity) {
  Comma(&entities_, entity_count_++ == 0);
  entities_.Put('[');
  entities_.String(entity.id);
  entities_.Put(',');
  entities_.Count(entity.person ? 0 : 1);
  entities_.Put(',');
  entities_.String(entity.name);
  entities_.Put(',');
  entities_.String(entity.note);
  entities_.Put(',');
  entities_.Count(entity.mentions);
  entities_.Put(',');
  entities_.Count(entity.quotes);
  entities_.Put(",[");
  uint32_t before = 0;
  for (size_t i = 0; i < entity.articles.size(); ++i) {
    Comma(&entities_, i == 0);
    entities_.Count(entity.articles[i] - before);  // as steps: short
    before = entity.articles[i];
  }
  entities_.Put("]]");
}

bool PageWriter::Finish() {
  assert(in_chunks_ == article_count_);
  UpTo("INDEX");
  record::Json head;
  head.Put("{\"about\":");
  head.String(about_);
  head.Put(",\"chunks\":[");
  for (size_t i = 0; i < chunk_begins_.size(); ++i) {
    Comma(&head, i == 0);
    head.Count(chunk_begins_[i]);
  }
  head.Put("],\"figures\":{");
  bool first = true;
  for (const auto& [kind, count] : figures_) {
    Comma(&head, first);
    first = false;
    head.String(kind);
    head.Put(':');
    head.Count(count);
  }
  head.Put("},\"articles\":[");
  Piece(InScript(head.text()));
  Piece(InScript(articles_.text()));
  Piece("],\"entities\":[");
  Piece(InScript(entities_.text()));
  Piece("]}");
  UpTo("CHART");
  Piece(Asset("chart.js"));
  UpTo("SCRIPT");
  Piece(Asset("page.js"));
  Piece(page_);
  return ok_;
}

OldChunks::OldChunks(const std::string& page) {
  std::string head;
  if (!file_.Open(page)) return;
  if (!file_.Read(0, std::min<uint64_t>(kLongestStart, file_.size()), &head)) return;
  uint64_t at = head.find(kChunkStart);
  while (at < file_.size()) {
    if (!file_.Read(at, std::min<uint64_t>(kLongestHead, file_.size() - at), &head)) return;
    uint64_t key = 0;
    Place place;
    int length = 0;
    if (std::sscanf(head.c_str(), kChunkHeadScan, &key, &place.sum, &place.size, &length) != 3 ||
        length == 0) {
      return;
    }
    place.offset = at + static_cast<uint64_t>(length);
    if (place.size > file_.size() - place.offset) return;
    places_.emplace(key, place);
    at = place.offset + place.size + kChunkEnd.size();
  }
}

bool OldChunks::Find(uint64_t key, std::string* chunk) const {
  const auto place = places_.find(key);
  return place != places_.end() && file_.Read(place->second.offset, place->second.size, chunk) &&
         XXH3_64bits(chunk->data(), chunk->size()) == place->second.sum;
}

}  // namespace presscut::dataset
