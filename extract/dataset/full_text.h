// Full-text search over the articles and over the quotes (FTS5), the same whatever the way to it.
//
//   CreateFullText(&db);                         // of all rows that are there
//   UpdateFullText(&db, "old", "changed");       // rows of these ids were those of old.articles
//
//   SELECT a.id FROM articles_text JOIN articles a ON a.key = articles_text.rowid
//   WHERE articles_text MATCH 'strike NEAR junior' ORDER BY rank;
//
// FTS5 keeps its index in pieces that tell in which order rows came and went. Two databases of the
// same rows are to have the same bytes in all tables, so the pieces are merged into one at the end,
// whose number and whose place among the others are then those of a first piece. (The format of the
// tables is documented at the head of SQLite's fts5_index.c, and has been what it is since 2015;
// the tests compare databases that were changed with databases that were made anew.)
//
// Texts are not stored twice: FTS5 reads them out of articles and quotes, by `key`.
//
// Cost: tokenising, some 30 MB/s, of what is new; the merge reads and writes the index once.
// Thread-safety: as Database. Errors: the database's. Memory: 16 MiB.

#ifndef PRESSCUT_DATASET_FULL_TEXT_H_
#define PRESSCUT_DATASET_FULL_TEXT_H_

#include <string_view>

#include "extract/dataset/sqlite.h"

namespace presscut::dataset {

void CreateFullText(Database* db);

// `changed` is a table of article ids: those whose rows differ between `old`, a database attached
// to this one, and this one, or stand in one of them only.
void UpdateFullText(Database* db, std::string_view old, std::string_view changed);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_FULL_TEXT_H_
