// A name without what its spellings differ in: case, marks on letters, punctuation.
//
//   Plain("Crédit  Valois S.A.") == "credit valois sa"
//   Plain("Marks & Spencer") == "marks and spencer"
//   Plain("Farmers' Union") == "farmers union"; Plain("Tamayo-Cruz") == "tamayo cruz"
//
// Words are in lower case with one space between them; letters and digits only, of any script;
// those of Latin without their marks (ø is o, ß is ss, æ is ae). Stops and apostrophes vanish,
// everything else parts words.
//
// Cost: linear; ASCII by a table, no library called. Thread-safety: pure. Errors: none. REQUIRES:
// valid UTF-8.

#ifndef PRESSCUT_TEXT_PLAIN_H_
#define PRESSCUT_TEXT_PLAIN_H_

#include <string>
#include <string_view>

namespace presscut::text {

std::string Plain(std::string_view name);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_PLAIN_H_
