#include "extract/dataset/report.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/base/grouped.h"
#include "extract/dataset/frames.h"
#include "extract/dataset/marks.h"
#include "extract/dataset/page.h"
#include "extract/dataset/sqlite.h"
#include "extract/dataset/store.h"
#include "extract/dataset/whole.h"

namespace presscut::dataset {
namespace {

struct Entity {
  uint64_t mentions = 0, quotes = 0;
  std::vector<uint32_t> articles;
};

class Reporter {
 public:
  explicit Reporter(const ReportSource& source)
      : source_(source), old_(source.old.empty() ? "" : source.old + "/" + kReportFile) {}

  std::optional<Error> Run(FileHash* hash) {
    const std::string records = source_.folder + "/" + kRecordsFile;
    FrameReader frames;
    if (!db_.Open(source_.folder + "/" + kStoreFile, Database::kRead)) return db_.error();
    if (!frames.Open(records)) return Broken(records);
    file_.Open(source_.folder + "/" + kReportFile);
    const uint64_t all = static_cast<uint64_t>(db_.Number("SELECT count(*) FROM articles"));
    PageWriter page(
        fmt::format("{}, {}{} articles", source_.about,
                    all > kMostArticles ? Grouped(kMostArticles) + " of " : "", Grouped(all)),
        [this](std::string_view piece) {
          file_.Write(piece);
          return true;  // Close() tells
        });
    Queries queries(&db_);
    Frame frame;
    std::string lines;
    while (articles_ < kMostArticles && frames.Next(&frame)) {
      if (!frames.Read(frame, &lines)) return Broken(records);
      if (auto error = AddFrame(lines, &queries, &page)) return error;
    }
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
  struct Queries {
    explicit Queries(Database* db)
        : article(db,
                  "SELECT headline, "
                  // A day that the text proves is one it tells of; the page shows when it was
                  // written.
                  "CASE WHEN published IS NOT NULL THEN substr(published, 1, 10) "
                  "WHEN day_source <> 'inferred' THEN day END, error, "
                  "(SELECT count(*) FROM dates WHERE article = id), "
                  "(SELECT count(*) FROM organisations WHERE article = id), "
                  "(SELECT count(*) FROM people WHERE article = id), "
                  "(SELECT count(*) FROM figures WHERE article = id), "
                  "(SELECT count(*) FROM quotes WHERE article = id) "
                  "FROM articles WHERE id = ?"),
          organisations(db, "SELECT entity FROM organisations WHERE article = ? ORDER BY n"),
          people(db, "SELECT entity FROM people WHERE article = ? ORDER BY n"),
          mentions(db, "SELECT organisation, person FROM mentions WHERE article = ?"),
          speakers(db, "SELECT organisation, person FROM quotes WHERE article = ?") {}

    Statement article, organisations, people, mentions, speakers;
  };

  std::optional<Error> Broken(const std::string& path) const {
    return Error{"broken-dataset", path, "cannot be read as records"};
  }

  // The articles of a frame are a chunk of the page.
  std::optional<Error> AddFrame(std::string_view lines, Queries* queries, PageWriter* page) {
    ids_.clear();
    XXH3_state_t* const state = XXH3_createState();
    XXH3_64bits_reset(state);
    XXH3_64bits_update(state, lines.data(), lines.size());
    uint32_t count = 0;
    for (std::string_view rest = lines; !rest.empty(); ++count) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      const std::string id = reader_.IdOf(line);
      AddArticle(id, queries, page);
      std::vector<std::string>& ids = ids_.emplace_back();
      size_t organisations = 0;  // of ids; people stand behind them
      for (Statement* named : {&queries->organisations, &queries->people}) {
        organisations = ids.size();
        named->Start(id);
        while (named->Next()) ids.push_back(named->String(0));
      }
      named_.clear();
      for (const std::string& entity : ids) {
        XXH3_64bits_update(state, entity.data(), entity.size() + 1);
        named_.push_back(&entities_[entity]);
        std::vector<uint32_t>& articles = named_.back()->articles;
        if (articles.empty() || articles.back() != articles_) articles.push_back(articles_);
      }
      // A row names an organisation by its number, or a person.
      const auto each = [&](Statement* rows, auto add) {
        rows->Start(id);
        while (rows->Next()) {
          const int64_t number = rows->Integer(0) + rows->Integer(1);  // null is 0
          const size_t at = static_cast<size_t>(number) - 1 + (rows->IsNull(0) ? organisations : 0);
          if (number > 0 && at < named_.size()) add(named_[at]);
        }
      };
      each(&queries->mentions, [](Entity* entity) { ++entity->mentions; });
      each(&queries->speakers, [](Entity* entity) { ++entity->quotes; });
      ++articles_;
    }
    const uint64_t key = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    if (!old_.Find(key, &chunk_)) {
      if (auto error = MakeChunk(lines)) return error;
    }
    page->AddChunk(chunk_, count, key);
    return db_.error();
  }

  std::optional<Error> MakeChunk(std::string_view lines) {
    for (size_t i = 0; !lines.empty(); ++i) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(lines.size(), line.size() + 1));
      if (auto error = reader_.Read(line, &marks_)) return error;
      builder_.Add(marks_, ids_[i]);
    }
    chunk_ = builder_.Take();
    return std::nullopt;
  }

  void AddArticle(const std::string& id, Queries* queries, PageWriter* page) {
    Statement& article = queries->article;
    article.Start(id);
    if (!article.Next()) return;
    const std::string headline = article.String(0), date = article.String(1),
                      error = article.String(2);
    PageArticle row{id, headline, date, {}, error};
    for (int kind = 0; kind < static_cast<int>(kMarkKinds); ++kind) {
      row.facts[kind] = static_cast<uint64_t>(article.Integer(3 + kind));
    }
    page->AddArticle(row);
  }

  void AddEntities(PageWriter* page) {
    Statement rows(&db_, "SELECT id, sort, name, kind FROM entities ORDER BY id");
    while (rows.Next()) {
      const auto entity = entities_.find(rows.String(0));
      if (entity == entities_.end()) continue;  // in none of the articles shown
      const std::string id = rows.String(0), name = rows.String(2), kind = rows.String(3);
      page->AddEntity({id, rows.Text(1) == "person", name, kind, entity->second.mentions,
                       entity->second.quotes, entity->second.articles});
    }
  }

  const ReportSource& source_;
  const OldChunks old_;
  Database db_;
  HashedFile file_;
  MarkReader reader_;
  Marks marks_;
  ChunkBuilder builder_;
  std::vector<std::vector<std::string>> ids_;  // of the frame's articles: the entities they name
  std::vector<Entity*> named_;                 // in one article
  std::string chunk_;
  uint32_t articles_ = 0;  // so far
  std::unordered_map<std::string, Entity> entities_;
};

}  // namespace

std::optional<Error> WriteReport(const ReportSource& source, FileHash* hash) {
  return Reporter(source).Run(hash);
}

}  // namespace presscut::dataset
