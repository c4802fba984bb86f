#include "extract/dataset/dataset.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "extract/dataset/csv.h"
#include "extract/dataset/describe.h"
#include "extract/dataset/fields.h"
#include "extract/dataset/folder.h"
#include "extract/dataset/frames.h"
#include "extract/dataset/links.h"
#include "extract/dataset/plan.h"
#include "extract/dataset/readable.h"
#include "extract/dataset/report.h"
#include "extract/dataset/store.h"
#include "extract/dataset/whole.h"
#include "extract/record/record.h"

namespace presscut::dataset {
namespace {

// A frame ends at this size at the latest.
constexpr uint64_t kFrameBytes = uint64_t{4} << 20;

// What a worker appends to a record: what linking needs (links.h), then the sizes of both.
struct Tail {
  uint32_t notice_bytes = 0;
  uint32_t failed = 0;
};

class Builder {
 public:
  Builder(const match::RuleSet& rules, const Options& options, const Observer& observer)
      : rules_(rules), options_(options), observer_(observer) {}

  Outcome Run() {
    outcome_.error = Work();
    return outcome_;
  }

 private:
  std::optional<Error> Work();
  std::optional<Error> Extract();
  void BeginFolder();
  std::optional<Error> EnsureFolder();
  std::optional<Error> MakeFolder();
  void TakeRecords(std::string_view records);
  void TakeRecord(std::string_view record, std::string_view notice, bool failed);
  void EmitKept();
  void Emit(const PlannedArticle& article, std::string_view record);
  std::optional<Error> WriteReadable(const PlannedArticle& article, std::string_view record);
  void EndFrame();
  std::optional<Error> RemoveGone();
  std::optional<Error> WriteTables();
  std::optional<Error> KeepArticles();
  std::optional<Error> HashStore();
  std::optional<Error> WritePage();
  std::optional<Error> WriteTable(const Table& table, Database* db);
  std::optional<Error> CopyTable(const std::string& path, int64_t number, CsvTable* csv,
                                 HashedFile* file, const CsvTable::Sizes& keep);
  std::optional<Error> AddOthers();
  std::optional<Error> Describe();

  std::string Old(std::string_view file) const { return target_ + "/" + std::string(file); }
  std::string New(std::string_view file) const { return folder_.path() + "/" + std::string(file); }
  void AddFile(std::string_view path, FileHash hash) {
    files_.push_back({std::string(path), std::move(hash)});
  }
  void Fail(std::optional<Error> error) {
    if (error && !error_) error_ = std::move(error);
  }

  const match::RuleSet& rules_;
  const Options& options_;
  const Observer& observer_;
  Outcome outcome_;
  std::string target_;
  bool has_old_ = false;

  Plan plan_;
  Replacement folder_;
  Store store_;
  std::optional<Error> error_;
  std::vector<FileEntry> files_;
  FileHash store_hash_;  // XXH3 alone: what SQLite writes is told by its content
  std::vector<std::pair<std::string, uint64_t>> counts_;
  std::mutex tables_;  // held by who of WriteTables()' threads uses plan_ or files_

  // Records on their way into frames, in the order of articles.
  struct Member {
    PlannedArticle article;
    uint64_t begin = 0;  // in frame_records_, where it is not kept
  };
  FrameWriter frames_;
  FrameReader old_frames_;
  int64_t next_ = 1;         // article that is waited for
  int64_t frame_first_ = 1;  // first of the frame being gathered
  std::vector<Member> frame_;
  std::string frame_records_;
  uint64_t frame_bytes_ = 0;
  int64_t old_frame_ = 0;  // the one in old_records_
  std::string old_records_, scratch_;

  // Ends before what it uses does.
  std::shared_future<std::shared_ptr<const link::Knowledge>> known_;
  std::once_flag folder_asked_;
  std::shared_future<std::optional<Error>> folder_made_;
};

std::optional<Error> Builder::Work() {
  target_ = RealTarget(options_.folder);
  Recover(target_);
  if (auto error = RefuseForeign(target_)) return error;
  known_ = std::async(std::launch::async, [this] {
             return std::make_shared<const link::Knowledge>(rules_);
           }).share();
  has_old_ = IsUsable(target_, KeyOf(rules_, options_), &outcome_.why_all);
  if (!plan_.Begin(has_old_ ? Old(kCacheFile) : "")) return plan_.error();
  if (has_old_ && !old_frames_.Open(Old(kRecordsFile))) {
    return Error{"broken-dataset", Old(kRecordsFile), "cannot be read"};
  }
  if (auto error = Extract()) return error;
  outcome_.articles = plan_.articles();
  outcome_.read = plan_.read();
  outcome_.kept = plan_.kept();
  outcome_.failed =
      static_cast<uint64_t>(plan_.db()->Number("SELECT count(*) FROM articles WHERE failed = 1"));
  if (!plan_.Differs()) return std::nullopt;
  outcome_.changed = true;
  if (auto error = EnsureFolder()) return error;
  EmitKept();
  EndFrame();
  FileHash hash;
  if (auto error = frames_.Close(&hash)) return error;
  AddFile(kRecordsFile, hash);
  if (auto error = RemoveGone()) return error;
  if (auto error = WriteTables()) return error;
  if (auto error = Describe()) return error;
  if (!plan_.Finish(KeyOf(rules_, options_), files_)) return plan_.error();
  return folder_.Finish();
}

std::optional<Error> Builder::Extract() {
  source::Input input = options_.input;
  input.pass_over = [&](const std::string& path, const std::string& id) {
    return plan_.PassOver(path, id);
  };
  pipeline::RunOptions run = options_.run;
  run.extract.text = true;
  run.wanted = [&](const source::Article& article) {
    const bool wanted = plan_.Wanted(article);
    if (wanted) BeginFolder();
    return wanted;
  };
  const Notice notice(known_.get());
  run.extracted = [&](const pipeline::Extractor& extractor, const source::Article& article,
                      bool failed, std::string* record) {
    const size_t tail_at = record->size();
    Tail tail{0, failed ? 1u : 0u};
    record->append(sizeof tail, '\0');
    notice(extractor, article.id, failed, record);
    tail.notice_bytes = static_cast<uint32_t>(record->size() - tail_at - sizeof tail);
    std::memcpy(record->data() + tail_at, &tail, sizeof tail);
  };
  source::Source source(std::move(input));
  pipeline::Observer observer;
  observer.failed = [&](const Error& error) {
    if (observer_.failed) observer_.failed(error);
    // What may be otherwise the next time is no content of a dataset.
    if (error.code == "unreadable-file" || error.code == "out-of-memory") Fail(error);
  };
  observer.progress = [&](const pipeline::Summary& so_far) {
    if (observer_.progress) observer_.progress(so_far, source.bytes_consumed());
  };
  const auto write = [&](std::string_view records) {
    Fail(EnsureFolder());
    if (!error_) TakeRecords(records);
    if (!plan_.error() && store_.db()->ok()) return pipeline::Written::kOk;
    return pipeline::Written::kStop;
  };
  const pipeline::Summary done = pipeline::Run(rules_, &source, run, write, observer);
  outcome_.extracted = done.articles;
  if (plan_.error()) return plan_.error();
  if (error_) return error_;
  return store_.db()->error();
}

// The folder is made, and what is to be changed copied, while the first article is extracted.
void Builder::BeginFolder() {
  std::call_once(folder_asked_, [this] {
    folder_made_ = std::async(std::launch::async, [this] { return MakeFolder(); }).share();
  });
}

std::optional<Error> Builder::EnsureFolder() {
  BeginFolder();
  return folder_made_.get();
}

std::optional<Error> Builder::MakeFolder() {
  if (auto error = folder_.Begin(target_)) return error;
  if (has_old_) {
    if (auto error = CopyFile(Old(kStoreFile), New(kStoreFile))) return error;
    store_.Change(New(kStoreFile), Old(kStoreFile));
  } else {
    store_.Create(New(kStoreFile));
  }
  if (!plan_.Keep(New(kCacheFile))) return plan_.error();
  frames_.Open(New(kRecordsFile));
  return store_.db()->error();
}

// Records come with their tails, several in one string.
void Builder::TakeRecords(std::string_view records) {
  while (!records.empty() && !error_) {
    // The first line end is that of the record: it has no other.
    const size_t end = records.find('\n') + 1;
    Tail tail;
    std::memcpy(&tail, records.data() + end, sizeof tail);
    TakeRecord(records.substr(0, end), records.substr(end + sizeof tail, tail.notice_bytes),
               tail.failed != 0);
    records.remove_prefix(end + sizeof tail + tail.notice_bytes);
  }
}

void Builder::TakeRecord(std::string_view record, std::string_view notice, bool failed) {
  EmitKept();
  PlannedArticle article;
  if (!plan_.Article(next_, &article)) return;  // two of one id: nothing will come of this
  TakeNotice(notice, next_, article.id, &plan_);
  article.bytes = record.size();
  if (has_old_) store_.Remove(article.id);
  if (!store_.Add(record)) return;
  plan_.SetRecord(next_, record.size(), failed, store_.tally().Pack());
  Emit(article, record);
}

void Builder::EmitKept() {
  PlannedArticle article;
  while (!error_ && plan_.Article(next_, &article) && article.kept) Emit(article, "");
}

void Builder::Emit(const PlannedArticle& article, std::string_view record) {
  if (options_.readable) Fail(WriteReadable(article, record));
  frame_.push_back({article, frame_records_.size()});
  frame_records_ += record;
  frame_bytes_ += article.bytes;
  ++next_;
  if (EndsFrame(article.id) || frame_bytes_ >= kFrameBytes) EndFrame();
}

// Files of one name (two ids may be told apart by what a name cannot hold) are those of one
// article.
std::optional<Error> Builder::WriteReadable(const PlannedArticle& article,
                                            std::string_view record) {
  const std::string path = "records/" + ReadableName(article.id);
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(New(path)).parent_path(), failed);
  FileHash hash;
  if (article.kept) {
    std::filesystem::create_hard_link(Old(path), New(path), failed);
    if (failed) std::filesystem::copy_file(Old(path), New(path), failed);
    if (auto error = HashFile(New(path), &hash)) return error;
  } else if (auto error = WriteWhole(New(path), Readable(record), &hash)) {
    return error;
  }
  AddFile(path, hash);
  return std::nullopt;
}

void Builder::EndFrame() {
  if (frame_.empty() || error_) return;
  const PlannedArticle& first = frame_.front().article;
  Frame place;
  bool same = first.kept && first.old_line == 0;
  for (size_t i = 0; same && i < frame_.size(); ++i) {
    const PlannedArticle& article = frame_[i].article;
    same = article.kept && article.old_frame == first.old_frame &&
           article.old_line == static_cast<int64_t>(i);
  }
  same = same && plan_.OldFrame(first.old_frame, &place) == static_cast<int64_t>(frame_.size());
  const auto last = frame_first_ + static_cast<int64_t>(frame_.size()) - 1;
  const auto placed = [this, first = frame_first_, last](const Frame& frame) {
    plan_.SetFrame(first, last, frame);
  };
  if (same) {
    if (!old_frames_.ReadCompressed(place, &scratch_)) {
      return Fail(Error{"broken-dataset", Old(kRecordsFile), "records are missing"});
    }
    placed(frames_.Copy(scratch_));
  } else {
    std::string lines;
    for (const Member& member : frame_) {
      const PlannedArticle& article = member.article;
      if (!article.kept) {
        lines.append(frame_records_, member.begin, article.bytes);
        continue;
      }
      if (old_frame_ != article.old_frame) {
        plan_.OldFrame(article.old_frame, &place);
        if (!old_frames_.Read(place, &old_records_)) {
          return Fail(Error{"broken-dataset", Old(kRecordsFile), "records are damaged"});
        }
        old_frame_ = article.old_frame;
      }
      size_t begin = 0;
      for (int64_t line = 0; line < article.old_line; ++line) {
        begin = old_records_.find('\n', begin) + 1;
      }
      lines.append(old_records_, begin, article.bytes);
    }
    frames_.Write(std::move(lines), placed);
  }
  frame_first_ = last + 1;
  frame_.clear();
  frame_records_.clear();
  frame_bytes_ = 0;
}

// Articles that were extracted, or are gone, have other rows than before.
std::optional<Error> Builder::RemoveGone() {
  if (error_) return error_;
  Database* const plan = plan_.db();
  plan->Run("INSERT OR IGNORE INTO touched SELECT id FROM articles WHERE old_seq IS NULL");
  if (has_old_) {
    Statement gone(plan, "SELECT id FROM old.articles WHERE id NOT IN (SELECT id FROM articles)");
    while (gone.Next()) {
      store_.Remove(gone.Text(0));
      ++outcome_.removed;
    }
    plan->Run(
        "INSERT OR IGNORE INTO touched SELECT id FROM old.articles WHERE id NOT IN "
        "(SELECT id FROM articles)");
  }
  // Full-text search is of the store, linking of the plan: one does not wait for the other.
  Copies copies(&plan_);
  std::thread entities([&] { FindEntities(known_.get(), &plan_); });
  store_.Index();
  copies.Group();
  entities.join();
  copies.Save(&plan_);
  if (plan_.error()) return plan_.error();
  SetLinks(&plan_, store_.db());
  store_.Finish();
  return store_.db()->error() ? store_.db()->error() : plan_.error();
}

std::optional<Error> Builder::WriteTables() {
  std::error_code failed;
  std::filesystem::create_directory(New("tables"), failed);
  counts_.resize(Tables().size());
  // The store is not written any more, so each of the threads can read it for itself. The page is
  // the longest piece of work and comes first.
  std::atomic<size_t> next = 0;
  const size_t tables = Tables().size();
  std::vector<std::optional<Error>> errors(tables + 3);
  const auto work = [&] {
    Database db;
    db.Open(New(kStoreFile), Database::kRead);
    for (size_t piece; (piece = next++) < errors.size();) {
      if (piece == 0) {
        errors[piece] = WritePage();
      } else if (piece <= tables) {
        errors[piece] = WriteTable(Tables()[piece - 1], &db);
        if (!errors[piece]) errors[piece] = db.error();
      } else {
        errors[piece] = piece == tables + 1 ? KeepArticles() : HashStore();
      }
    }
  };
  std::thread other(work);
  work();
  other.join();
  for (const auto& error : errors) {
    if (error) return error;
  }
  return plan_.error();
}

std::optional<Error> Builder::KeepArticles() {
  const std::lock_guard lock(tables_);
  plan_.KeepArticles();
  return plan_.error();
}

std::optional<Error> Builder::HashStore() {
  return Xxh3OfFile(New(kStoreFile), &store_hash_.bytes, &store_hash_.xxh3);
}

std::optional<Error> Builder::WritePage() {
  ReportSource source;
  source.folder = folder_.path();
  if (has_old_) source.old = target_;
  source.about = fmt::format("presscut {}, rules {}", options_.version, Hexadecimal(rules_.hash()));
  source.articles = plan_.articles();
  {
    const std::lock_guard lock(tables_);
    Statement rows(plan_.db(),
                   "SELECT f.number, f.offset, f.size, a.id, a.tally FROM articles a JOIN frames f "
                   "ON f.number = a.frame ORDER BY a.seq");
    int64_t frame = 0;
    for (uint64_t shown = 0; rows.Next(); ++shown) {
      if (rows.Integer(0) != frame) {
        if (shown >= kMostArticles) break;
        frame = rows.Integer(0);
        source.frames.push_back(
            {{static_cast<uint64_t>(rows.Integer(1)), static_cast<uint64_t>(rows.Integer(2))}, {}});
      }
      source.frames.back().articles.push_back({rows.String(3), rows.String(4)});
    }
  }
  FileHash hash;
  auto error = WriteReport(source, &hash);
  const std::lock_guard lock(tables_);
  AddFile(kReportFile, hash);
  return error;
}

std::optional<Error> Builder::WriteTable(const Table& table, Database* db) {
  const std::string path = fmt::format("tables/{}.csv", table.name);
  const auto number = &table - Tables().data();
  HashedFile file;
  file.Open(New(path));
  CsvTable csv(db, table);
  std::unique_lock lock(tables_);  // of the plan, which both threads use
  Statement size(plan_.db(), "INSERT OR REPLACE INTO kept.csv VALUES (?, ?, ?)");
  Statement none(plan_.db(), "DELETE FROM kept.csv WHERE tab = ? AND article = ?");
  lock.unlock();
  const auto keep = [&](std::string_view article, uint64_t bytes) {
    if (table.list == nullptr) return;
    const std::lock_guard keeping(tables_);
    if (bytes > 0) {
      size.Do(number, article, bytes);
    } else if (has_old_) {
      none.Do(number, article);
    }
  };
  std::optional<Error> failed;
  if (!has_old_ || table.list == nullptr) {
    csv.WriteAll(&file, keep);
  } else {
    failed = CopyTable(Old(path), number, &csv, &file, keep);
  }
  FileHash hash;
  const auto error = file.Close(&hash);
  lock.lock();
  AddFile(path, hash);
  counts_[static_cast<size_t>(number)] = {
      table.name,
      static_cast<uint64_t>(db->Number(fmt::format("SELECT count(*) FROM {}", table.name)))};
  return failed ? failed : error;
}

// Rows of articles that are as they were are copied; those of the others stand between them.
std::optional<Error> Builder::CopyTable(const std::string& path, int64_t number, CsvTable* csv,
                                        HashedFile* file, const CsvTable::Sizes& keep) {
  PlacedFile old;
  if (!old.Open(path)) return Error{"broken-dataset", path, "the table is missing"};
  csv->WriteHead(file);
  uint64_t at = csv->head_bytes(), begin = at;  // what is not copied yet: [begin, at)
  std::string piece;
  bool whole = true;
  const auto copy = [&] {
    constexpr uint64_t kPiece = uint64_t{1} << 20;
    while (whole && begin < at) {
      const uint64_t n = std::min(kPiece, at - begin);
      whole = old.Read(begin, n, &piece);
      file->Write(piece);
      begin += n;
    }
  };
  std::unique_lock lock(tables_);
  Statement rows(plan_.db(), fmt::format("SELECT article, max(bytes), max(touched) FROM ("
                                         "SELECT article, bytes, article IN (SELECT id FROM "
                                         "touched) AS touched FROM old.csv WHERE tab = {} "
                                         "UNION ALL SELECT id, 0, 1 FROM touched) "
                                         "GROUP BY article ORDER BY article",
                                         number));
  while (rows.Next()) {
    const auto bytes = static_cast<uint64_t>(rows.Integer(1));
    if (rows.Integer(2) == 0) {
      at += bytes;
      continue;
    }
    const std::string article = rows.String(0);
    lock.unlock();
    copy();
    at += bytes;
    begin = at;
    keep(article, csv->WriteArticle(article, file));
    lock.lock();
  }
  lock.unlock();
  copy();
  lock.lock();  // rows ends under it
  if (!whole) return Error{"broken-dataset", path, "the table is shorter than it was"};
  return std::nullopt;
}

// Files of tables/ that somebody else has written.
std::optional<Error> Builder::AddOthers() {
  std::error_code failed;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(New("tables"), failed)) {
    const std::string path = "tables/" + entry.path().filename().string();
    if (!path.ends_with(".csv")) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    FileHash hash;
    if (auto error = HashFile(New(path), &hash)) return error;
    AddFile(path, hash);
  }
  return std::nullopt;
}

std::optional<Error> Builder::Describe() {
  const auto write = [&](std::string_view name, const std::string& text) {
    FileHash hash;
    auto error = WriteWhole(New(name), text, &hash);
    AddFile(name, hash);
    return error;
  };
  const std::string package = DataPackage(files_, options_.version);
  const std::string croissant = Croissant(files_, options_.version);
  if (auto error = write("datapackage.json", package)) return error;
  if (auto error = write("croissant.json", croissant)) return error;
  if (options_.more) {
    if (auto error = options_.more(folder_.path())) return error;
    if (auto error = AddOthers()) return error;
  }
  std::sort(files_.begin(), files_.end(),
            [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
  const About about{options_.version, Hexadecimal(rules_.hash()), options_.asked, counts_};
  Statement sources(
      plan_.db(),
      "SELECT f.path, f.bytes, f.xxh3, count(a.seq) FROM files f LEFT JOIN articles a "
      "ON a.file = f.seq GROUP BY f.seq ORDER BY f.seq");
  const auto next = [&](SourceEntry* source) {
    if (!sources.Next()) return false;
    source->path = sources.String(0);
    source->bytes.reset();
    if (!sources.IsNull(1)) source->bytes = static_cast<uint64_t>(sources.Integer(1));
    source->xxh3 = sources.String(2);
    source->articles = static_cast<uint64_t>(sources.Integer(3));
    return true;
  };
  FileHash hash;
  if (auto error = WriteManifest(New(kManifestFile), about, files_, next, &hash)) return error;
  AddFile(kManifestFile, hash);
  AddFile(kStoreFile, store_hash_);
  return plan_.error();
}

}  // namespace

std::string KeyOf(const match::RuleSet& rules, const Options& options) {
  std::string key = fmt::format("{}\n{}\n{}\n{}\n{:016x}\n", kFormName, options.version,
                                options.build, record::kSchemaName, rules.hash());
  for (const auto& [name, value] : options.asked) key += fmt::format("{}={}\n", name, value);
  return key;
}

Outcome Build(const match::RuleSet& rules, const Options& options, const Observer& observer) {
  return Builder(rules, options, observer).Run();
}

}  // namespace presscut::dataset
