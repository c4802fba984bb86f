// Parquet tables of a dataset, written by Python: Debian has no library for it.
//
//   options.more = [](const std::string& folder) { return WriteParquet(folder); };
//
// The program is tools/parquet.py, which is inside this one. Python is $PRESSCUT_PYTHON, else
// python/bin/python beside this program (tools/install-python.sh puts it there), else python3.
//
// Cost: half a second to start Python, then about as long as the tables are written. Thread-safety:
// one thread. Errors: "no-parquet".

#ifndef PRESSCUT_TOOLS_PRESSCUT_PARQUET_H_
#define PRESSCUT_TOOLS_PRESSCUT_PARQUET_H_

#include <optional>
#include <string>

#include "extract/base/result.h"

namespace presscut::tool {

std::optional<Error> WriteParquet(const std::string& folder);

}  // namespace presscut::tool

#endif  // PRESSCUT_TOOLS_PRESSCUT_PARQUET_H_
