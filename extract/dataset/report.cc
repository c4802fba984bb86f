#include "extract/dataset/report.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cassert>

#include "extract/dataset/embedded_page.h"

namespace presscut::dataset {
namespace {

// Of a chunk, before it is packed: quick to unpack, and large enough to pack well.
constexpr size_t kChunkBytes = 300'000;

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

ReportWriter::ReportWriter(std::string_view about, Write write)
    : write_(std::move(write)), about_(about), page_(Asset("page.html")) {
  UpTo("CSS");
  Piece(Asset("page.css"));
  UpTo("CHUNKS");
}

void ReportWriter::Piece(std::string_view piece) { ok_ = ok_ && write_(piece); }

// The page as far as the place, whose mark is passed over.
void ReportWriter::UpTo(std::string_view place) {
  const std::string mark = "@@" + std::string(place) + "@@";
  const size_t at = page_.find(mark);
  assert(at != std::string_view::npos);
  Piece(page_.substr(0, at));
  page_.remove_prefix(at + mark.size());
}

void ReportWriter::Add(const Marks& marks, std::string_view text,
                       std::span<const std::string> ids) {
  if (in_chunk_ == 0) {
    chunk_begins_.push_back(articles_);
    chunk_.Put('[');
  }
  Comma(&chunk_, in_chunk_++ == 0);
  chunk_.Put("{\"t\":");
  chunk_.String(text);
  chunk_.Put(",\"e\":[");
  for (size_t i = 0; i < ids.size(); ++i) {
    Comma(&chunk_, i == 0);
    chunk_.String(ids[i]);
  }
  chunk_.Put("],\"m\":[");
  bool first = true;
  for (const Mark& mark : marks.all) {
    Comma(&chunk_, first);
    first = false;
    const auto [rule, added] =
        rule_ids_.try_emplace(mark.rule, static_cast<uint32_t>(rules_.size()));
    if (added) rules_.push_back(mark.rule);
    chunk_.Put('[');
    chunk_.Count(mark.start);
    chunk_.Put(',');
    chunk_.Count(mark.end);
    chunk_.Put(',');
    chunk_.Count(static_cast<uint64_t>(mark.kind));
    chunk_.Put(',');
    chunk_.String(mark.value);
    chunk_.Put(',');
    chunk_.Count(rule->second);
    const auto entity = std::find_if(marks.entities.begin(), marks.entities.end(),
                                     [&](const MarkedEntity& e) { return e.id == mark.entity; });
    if (entity != marks.entities.end()) {
      chunk_.Put(',');
      chunk_.Count(static_cast<uint64_t>(entity - marks.entities.begin()));
    } else {
      chunk_.Put(",null");
    }
    if (mark.role) chunk_.Put(",1");
    chunk_.Put(']');
  }
  chunk_.Put("]}");

  Comma(&index_, articles_++ == 0);
  index_.Put('[');
  index_.String(marks.id);
  index_.Put(',');
  index_.String(marks.headline);
  index_.Put(',');
  index_.String(marks.date);
  for (const uint32_t count : marks.facts) {
    index_.Put(',');
    index_.Count(count);
  }
  index_.Put(',');
  index_.String(marks.error);
  index_.Put(']');
  for (const std::string& kind : marks.figure_kinds) ++figures_[kind];
  if (chunk_.text().size() > kChunkBytes) Flush();
}

void ReportWriter::Flush() {
  if (in_chunk_ == 0) return;
  chunk_.Put(']');
  const std::string packed = Gzip(chunk_.text());
  ok_ = ok_ && !packed.empty();
  Piece("<script type=\"text/plain\" id=\"chunk-" + std::to_string(chunks_++) + "\">");
  Piece(Base64(packed));
  Piece("</script>\n");
  chunk_.Clear();
  in_chunk_ = 0;
}

void ReportWriter::AddEntity(const ReportEntity& entity) {
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

bool ReportWriter::Finish() {
  Flush();
  UpTo("INDEX");
  record::Json head;
  head.Put("{\"about\":");
  head.String(about_);
  head.Put(",\"rules\":[");
  for (size_t i = 0; i < rules_.size(); ++i) {
    Comma(&head, i == 0);
    head.String(rules_[i]);
  }
  head.Put("],\"chunks\":[");
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
  Piece(InScript(index_.text()));
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

}  // namespace presscut::dataset
