#include "extract/dataset/csv.h"

#include <fmt/format.h>

namespace presscut::dataset {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::string Select(const Table& table) {
  std::string fields;
  for (const Field& field : FieldsOf(table)) {
    if (!IsPublic(field)) continue;
    fields += fields.empty() ? "" : ", ";
    fields += field.name;
  }
  return fmt::format("SELECT {} FROM {}", fields, table.name);
}

// The first public field tells the article, in every table but that of entities.
std::string_view IdField(const Table& table) {
  return std::string_view(table.key).substr(0, std::string_view(table.key).find(','));
}

void AppendText(std::string_view text, std::string* out) {
  const bool plain = !text.empty() && text.front() != ' ' && text.back() != ' ' &&
                     text.find_first_of("\",\r\n") == std::string_view::npos;
  if (plain) {
    out->append(text);
    return;
  }
  out->push_back('"');
  for (;;) {
    const size_t mark = text.find('"');
    out->append(text.substr(0, mark));
    if (mark == std::string_view::npos) break;
    out->append("\"\"");
    text.remove_prefix(mark + 1);
  }
  out->push_back('"');
}

}  // namespace

CsvTable::CsvTable(Database* db, const Table& table)
    : db_(db),
      table_(table),
      select_(Select(table)),
      id_(IdField(table)),
      one_(db, fmt::format("{} WHERE {} = ? ORDER BY {}", select_, id_, table.key)) {
  for (const Field& field : FieldsOf(table)) {
    if (!IsPublic(field)) continue;
    types_.push_back(field.type);
    head_ += head_.empty() ? "" : ",";
    head_ += field.name;
  }
  head_ += kLineEnd;
}

void CsvTable::MakeLine(const Statement& row) {
  line_.clear();
  for (size_t i = 0; i < types_.size(); ++i) {
    if (i > 0) line_ += ',';
    const int column = static_cast<int>(i);
    if (row.IsNull(column)) continue;
    switch (types_[i]) {
      case Type::kInteger:
        json_.Clear();
        json_.Number(static_cast<double>(row.Integer(column)));
        line_ += json_.text();
        break;
      case Type::kNumber:
        json_.Clear();
        json_.Number(row.Real(column));
        line_ += json_.text();
        break;
      case Type::kTruth:
        line_ += row.Integer(column) != 0 ? "true" : "false";
        break;
      default:
        AppendText(row.Text(column), &line_);
    }
  }
  line_ += kLineEnd;
}

void CsvTable::WriteHead(HashedFile* file) { file->Write(head_); }

void CsvTable::WriteAll(HashedFile* file, const Sizes& sizes) {
  WriteHead(file);
  Statement rows(db_, fmt::format("{} ORDER BY {}", select_, table_.key));
  std::string article;
  uint64_t bytes = 0;
  while (rows.Next()) {
    const std::string_view id = rows.Text(0);
    if (id != article) {
      if (bytes > 0) sizes(article, bytes);
      article.assign(id);
      bytes = 0;
    }
    MakeLine(rows);
    file->Write(line_);
    bytes += line_.size();
  }
  if (bytes > 0) sizes(article, bytes);
}

uint64_t CsvTable::WriteArticle(std::string_view article, HashedFile* file) {
  uint64_t bytes = 0;
  one_.Start(article);
  while (one_.Next()) {
    MakeLine(one_);
    file->Write(line_);
    bytes += line_.size();
  }
  return bytes;
}

}  // namespace presscut::dataset
