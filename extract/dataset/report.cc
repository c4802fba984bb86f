#include "extract/dataset/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "extract/base/grouped.h"
#include "extract/base/xxh3.h"
#include "extract/dataset/frames.h"
#include "extract/dataset/marks.h"
#include "extract/dataset/page.h"
#include "extract/dataset/sqlite.h"
#include "extract/dataset/store.h"
#include "extract/dataset/tally.h"
#include "extract/dataset/whole.h"

namespace presscut::dataset {
namespace {

struct Entity {
  uint64_t mentions = 0, quotes = 0;
  std::vector<uint32_t> articles;
};
using Entities = std::unordered_map<std::string, Entity>;

struct Article {
  std::string headline, date, error;
  Tally tally;
  std::vector<Entities::value_type*> organisations, people;  // named in it, by their numbers there
};

// The articles of a frame are a chunk of the page.
struct Chunk {
  std::span<const Article> articles;
  uint64_t key = 0;  // of what it is a function of
  std::string bytes;
  std::optional<Error> error;
};

// Makes chunks, or takes them from an older page.
class ChunkMaker {
 public:
  // REQUIRES: old outlives this.
  ChunkMaker(std::string records, const OldChunks& old) : path_(std::move(records)), old_(old) {
    opened_ = frames_.Open(path_);
  }

  void Make(const Frame& place, Chunk* chunk) {
    if (!opened_ || !frames_.ReadCompressed(place, &bytes_)) return Break(chunk);
    chunk->key = KeyOf(bytes_, chunk->articles);
    if (old_.Find(chunk->key, &chunk->bytes)) return;
    if (!frames_.Read(place, &bytes_)) return Break(chunk);
    std::string_view lines = bytes_;
    std::vector<std::string_view> ids;
    for (const Article& article : chunk->articles) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(lines.size(), line.size() + 1));
      chunk->error = reader_.Read(line, &marks_);
      if (chunk->error) return;
      ids.clear();
      for (const auto* all : {&article.organisations, &article.people}) {
        for (const Entities::value_type* entity : *all) ids.push_back(entity->first);
      }
      builder_.Add(marks_, ids);
    }
    chunk->bytes = builder_.Take();
  }

 private:
  void Break(Chunk* chunk) const {
    chunk->error = Error{"broken-dataset", path_, "cannot be read as records"};
  }

  // The records, as they are packed, and who is meant in them.
  static uint64_t KeyOf(std::string_view packed, std::span<const Article> articles) {
    Xxh3 key;
    key.Add(packed);
    for (const Article& article : articles) {
      for (const auto* all : {&article.organisations, &article.people}) {
        for (const Entities::value_type* entity : *all) {
          key.Add(entity->first.c_str(), entity->first.size() + 1);
        }
      }
    }
    return key.Finish();
  }

  const std::string path_;
  const OldChunks& old_;
  bool opened_ = false;
  FrameReader frames_;
  MarkReader reader_;
  Marks marks_;
  ChunkBuilder builder_;
  std::string bytes_;
};

class Reporter {
 public:
  explicit Reporter(const ReportSource& source)
      : source_(source), old_(source.old.empty() ? "" : source.old + "/" + kReportFile) {}

  std::optional<Error> Run(FileHash* hash) {
    if (!db_.Open(source_.folder + "/" + kStoreFile, Database::kRead)) return db_.error();
    file_.Open(source_.folder + "/" + kReportFile);
    PageWriter page(
        fmt::format("{}, {}{} articles", source_.about,
                    source_.articles > kMostArticles ? Grouped(kMostArticles) + " of " : "",
                    Grouped(source_.articles)),
        [this](std::string_view piece) {
          file_.Write(piece);
          return true;  // Close() tells
        });
    ReadTables();
    if (auto error = AddArticles(&page)) return error;
    AddEntities(&page);
    Statement kinds(&db_, "SELECT kind, count(*) FROM figures GROUP BY kind");
    while (kinds.Next()) {
      page.AddFigures(kinds.String(0), static_cast<uint64_t>(kinds.Integer(1)));
    }
    page.Finish();
    if (!db_.ok()) return db_.error();
    return file_.Close(hash);
  }

 private:
  // Chunks are made some at a time, by two threads, and added in their order.
  std::optional<Error> AddArticles(PageWriter* page) {
    constexpr size_t kTogether = 64;
    const std::string records = source_.folder + "/" + kRecordsFile;
    ChunkMaker makers[] = {{records, old_}, {records, old_}};
    const Article* article = articles_.data();
    std::vector<Chunk> chunks;
    for (std::span<const ReportFrame> rest = source_.frames; !rest.empty();) {
      const std::span<const ReportFrame> frames = rest.first(std::min(kTogether, rest.size()));
      rest = rest.subspan(frames.size());
      chunks.assign(frames.size(), {});
      for (size_t i = 0; i < frames.size(); ++i) {
        chunks[i].articles = {article, frames[i].articles.size()};
        article += frames[i].articles.size();
      }
      std::atomic<size_t> next = 0;
      const auto work = [&](ChunkMaker* maker) {
        for (size_t i; (i = next++) < chunks.size();) maker->Make(frames[i].place, &chunks[i]);
      };
      std::thread other(work, &makers[1]);
      work(&makers[0]);
      other.join();
      for (size_t i = 0; i < chunks.size(); ++i) {
        const Chunk& chunk = chunks[i];
        if (chunk.error) return chunk.error;
        page->AddChunk(chunk.bytes, static_cast<uint32_t>(chunk.articles.size()), chunk.key);
        for (size_t k = 0; k < chunk.articles.size(); ++k) {
          AddArticle(frames[i].articles[k].id, chunk.articles[k], page);
        }
      }
    }
    return std::nullopt;
  }

  // One pass over a table is a fraction of a few look-ups an article.
  void ReadTables() {
    for (const ReportFrame& frame : source_.frames) {
      for (const ReportArticle& article : frame.articles) {
        place_of_.emplace(article.id, static_cast<uint32_t>(articles_.size()));
        articles_.emplace_back().tally = Tally::Unpack(article.tally);
      }
    }
    EachRow(
        "SELECT id, headline, "
        // A day that the text proves is one it tells of; the page shows when it was written.
        "CASE WHEN published IS NOT NULL THEN substr(published, 1, 10) "
        "WHEN day_source <> 'inferred' THEN day END, error FROM articles",
        [](const Statement& row, Article* article) {
          article->headline = row.String(1);
          article->date = row.String(2);
          article->error = row.String(3);
        });
    const auto name = [this](const Statement& row, std::vector<Entities::value_type*>* to) {
      to->push_back(&*entities_.try_emplace(row.String(1)).first);
    };
    EachRow("SELECT article, entity FROM organisations ORDER BY article, n",
            [&](const Statement& row, Article* article) { name(row, &article->organisations); });
    EachRow("SELECT article, entity FROM people ORDER BY article, n",
            [&](const Statement& row, Article* article) { name(row, &article->people); });
    for (uint32_t at = 0; at < articles_.size(); ++at) {
      const Article& article = articles_[at];
      Count(article.organisations, article.tally.organisations, at);
      Count(article.people, article.tally.people, at);
    }
  }

  static void Count(const std::vector<Entities::value_type*>& entities,
                    const std::vector<Tally::Named>& counts, uint32_t article) {
    for (size_t i = 0; i < entities.size(); ++i) {
      Entity& entity = entities[i]->second;
      if (entity.articles.empty() || entity.articles.back() != article) {
        entity.articles.push_back(article);
      }
      if (i >= counts.size()) continue;
      entity.mentions += counts[i].mentions;
      entity.quotes += counts[i].quotes;
    }
  }

  // Calls use(row, article) for each row of an article that is shown; the first column is its id.
  template <class Use>
  void EachRow(const std::string& select, Use use) {
    Statement rows(&db_, select);
    std::string id;
    Article* article = nullptr;
    bool first = true;
    while (rows.Next()) {
      if (first || rows.Text(0) != id) {
        first = false;
        id = rows.String(0);
        const auto place = place_of_.find(id);
        article = place == place_of_.end() ? nullptr : &articles_[place->second];
      }
      if (article != nullptr) use(rows, article);
    }
  }

  static void AddArticle(const std::string& id, const Article& article, PageWriter* page) {
    PageArticle row{id, article.headline, article.date, {}, article.error};
    std::copy(article.tally.facts.begin(), article.tally.facts.end(), std::begin(row.facts));
    page->AddArticle(row);
  }

  void AddEntities(PageWriter* page) {
    Statement rows(&db_, "SELECT id, sort, name, kind FROM entities ORDER BY id");
    while (rows.Next()) {
      const auto entity = entities_.find(rows.String(0));
      if (entity == entities_.end() || entity->second.articles.empty()) continue;
      const std::string id = rows.String(0), name = rows.String(2), kind = rows.String(3);
      page->AddEntity({id, rows.Text(1) == "person", name, kind, entity->second.mentions,
                       entity->second.quotes, entity->second.articles});
    }
  }

  const ReportSource& source_;
  const OldChunks old_;
  Database db_;
  HashedFile file_;
  std::unordered_map<std::string_view, uint32_t> place_of_;  // id -> index in articles_
  std::vector<Article> articles_;
  Entities entities_;
};

}  // namespace

std::optional<Error> WriteReport(const ReportSource& source, FileHash* hash) {
  return Reporter(source).Run(hash);
}

}  // namespace presscut::dataset
