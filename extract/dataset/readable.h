// A record laid out for people and for diffs, and the name of its file.
//
//   WriteWhole("d/records/" + ReadableName(id), Readable(record), &hash);
//
// A date, a figure and a mention stand on one line each; people, organisations and quotes open, one
// key a line: a change of rules shows as the lines of the facts it changed. As JSON it is the same
// as the record.
//
// Cost: one pass. Thread-safety: pure. Errors: none; what is no record comes out as it is.

#ifndef PRESSCUT_DATASET_READABLE_H_
#define PRESSCUT_DATASET_READABLE_H_

#include <string>
#include <string_view>

namespace presscut::dataset {

std::string Readable(std::string_view record);

// "bbc/0001.json". An id may be anything, a name may not: a step that is "." or "..", and bytes no
// name should hold, are written as "%2E".
std::string ReadableName(std::string_view id);

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_READABLE_H_
