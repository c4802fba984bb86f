// What the words of a time expression say, before any clock: the date kind's own vocabulary.
//
//   Reading r;  …
//
// Cost: plain values. Thread-safety: plain values. Errors: none. Units: as each field says.

#ifndef PRESSCUT_KINDS_DATE_READING_H_
#define PRESSCUT_KINDS_DATE_READING_H_

namespace presscut::date {

struct Reading {};

}  // namespace presscut::date

#endif  // PRESSCUT_KINDS_DATE_READING_H_
