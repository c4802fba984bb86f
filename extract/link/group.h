// Appearances of a block that are one person or body, with the reasons.
//
//   Group g;  g.members = {4, 0};  g.confidence = {1, .95};  g.why = {"", "same full name"};
//
// Cost: its vectors. Thread-safety: plain values. Errors: none.

#ifndef PRESSCUT_LINK_GROUP_H_
#define PRESSCUT_LINK_GROUP_H_

#include <cstdint>
#include <string>
#include <vector>

namespace presscut::link {

struct Group {
  std::vector<uint32_t> members;   // indices into the block
  std::vector<double> confidence;  // of each; 1 for the one that opened the group
  std::vector<std::string> why;    // of each; empty for that one
  std::string name_key;            // what its id is made of
  uint32_t anchor = 0;             // the member that gives the key: fullest name, then earliest
};

}  // namespace presscut::link

#endif  // PRESSCUT_LINK_GROUP_H_
