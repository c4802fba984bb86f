#include "extract/dataset/full_text.h"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <string>

namespace presscut::dataset {
namespace {

struct Index {
  const char* name;
  const char* of;        // the table it is of
  const char* columns;   // what is searched
  const char* id;        // the field of `of` that holds the article's id
  const char* stand_in;  // a row of such columns
};

constexpr Index kIndexes[] = {
    {"articles_text", "articles", "headline, text", "id", "'x', 'x'"},
    {"quotes_text", "quotes", "text", "article", "'x'"},
};

// What the index may grow to in memory before it is written as a piece.
constexpr int kPieceBytes = 16 << 20;
// Rowids of an index's own rows: the piece's number, then 37 bits for the page.
constexpr int kPieceShift = 37;
constexpr int kStructureRow = 10;
constexpr int64_t kStandIn = std::numeric_limits<int64_t>::max();

std::string Varint(uint64_t n) {
  std::string out(1, static_cast<char>(n & 0x7F));
  while ((n >>= 7) > 0) out.insert(out.begin(), static_cast<char>((n & 0x7F) | 0x80));
  return out;
}

// Merges all pieces into one, and gives that one the number 1.
void MakeOne(Database* db, const Index& index) {
  const std::string data = fmt::format("{}_data", index.name);
  db->Run(fmt::format("INSERT INTO {0} ({0}) VALUES ('optimize')", index.name));
  const int64_t piece = db->Number(
      fmt::format("SELECT max(id) >> {} FROM {} WHERE id > {}", kPieceShift, data, kStructureRow));
  // What follows is how FTS5 writes down which pieces there are: a cookie of four bytes, levels,
  // pieces, a count of writes; of the only level, running merges and pieces; of the only piece, its
  // number, first and last page.
  std::string structure(4, '\0');
  if (piece == 0) {
    structure += Varint(0) + Varint(0) + Varint(0);
  } else {
    if (piece != 1) {
      db->Run(fmt::format("UPDATE {} SET id = id - {} WHERE id > {}", data,
                          (piece - 1) << kPieceShift, kStructureRow));
      db->Run(fmt::format("UPDATE {}_idx SET segid = 1", index.name));
    }
    const int64_t pages = db->Number(
        fmt::format("SELECT max(id) - {0} FROM {1} WHERE id > {2} AND id < {0} + (1 << 31)",
                    int64_t{1} << kPieceShift, data, kStructureRow));
    for (const uint64_t n : {1, 1, 0, 0, 1, 1, 1}) structure += Varint(n);
    structure += Varint(static_cast<uint64_t>(pages));
  }
  Statement write(db, fmt::format("UPDATE {} SET block = ? WHERE id = {}", data, kStructureRow));
  write.BindBlob(1, structure);
  write.Do();
}

}  // namespace

void CreateFullText(Database* db) {
  for (const Index& index : kIndexes) {
    db->Run(
        fmt::format("CREATE VIRTUAL TABLE {} USING fts5 ({}, content = {}, content_rowid = key, "
                    "tokenize = 'unicode61 remove_diacritics 2')",
                    index.name, index.columns, index.of));
    db->Run(fmt::format("INSERT INTO {0} ({0}, rank) VALUES ('hashsize', {1})", index.name,
                        kPieceBytes));
    // A row that comes first and goes again makes two pieces, so that the last thing that is done
    // is always a merge: a piece that was never merged may be cut into pages elsewhere.
    db->Run(fmt::format("INSERT INTO {} (rowid, {}) VALUES ({}, {})", index.name, index.columns,
                        kStandIn, index.stand_in));
    db->Run(fmt::format("INSERT INTO {0} (rowid, {1}) SELECT key, {1} FROM {2} ORDER BY key",
                        index.name, index.columns, index.of));
    db->Run(fmt::format("INSERT INTO {0} ({0}, rowid, {1}) VALUES ('delete', {2}, {3})", index.name,
                        index.columns, kStandIn, index.stand_in));
    MakeOne(db, index);
  }
}

void UpdateFullText(Database* db, std::string_view old, std::string_view changed) {
  for (const Index& index : kIndexes) {
    // By rowid, what goes before what comes: FTS5 gathers such rows in memory, and would write a
    // piece whenever the next one is out of order.
    Statement rows(db, fmt::format("SELECT key, 0 AS comes, {0} FROM {1}.{2} WHERE {3} IN {4} "
                                   "UNION ALL "
                                   "SELECT key, 1, {0} FROM main.{2} WHERE {3} IN {4} "
                                   "ORDER BY key, comes",
                                   index.columns, old, index.of, index.id, changed));
    const bool two = std::string_view(index.columns).find(',') != std::string_view::npos;
    const char* const marks = two ? "?, ?" : "?";
    Statement add(db, fmt::format("INSERT INTO {} (rowid, {}) VALUES (?, {})", index.name,
                                  index.columns, marks));
    Statement take(db, fmt::format("INSERT INTO {0} ({0}, rowid, {1}) VALUES ('delete', ?, {2})",
                                   index.name, index.columns, marks));
    while (rows.Next()) {
      Statement& change = rows.Integer(1) == 1 ? add : take;
      change.Reset();
      change.Bind(1, rows.Integer(0));
      for (int column = 0; column < (two ? 2 : 1); ++column) {
        change.BindColumn(2 + column, rows, 2 + column);
      }
      change.Do();
    }
    MakeOne(db, index);
  }
}

}  // namespace presscut::dataset
