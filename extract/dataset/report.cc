#include "extract/dataset/report.h"

namespace presscut::dataset {

std::optional<Error> WriteReport(const std::string&) { return std::nullopt; }

}  // namespace presscut::dataset
