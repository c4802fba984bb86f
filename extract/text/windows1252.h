// windows-1252, both ways: what its bytes mean, and which byte a character
// would have been. ISO-8859-1 is read by the same table, as browsers do; the
// five bytes windows-1252 leaves undefined are the C1 controls of ISO-8859-1.
//
//   CharOf(0x92) == U'\u2019'      ByteOf(U'\u2019') == 0x92      ByteOf(U'a')
//   == 'a'      ByteOf(U'\u4E00') == -1
//
// Cost: a table look-up one way, a search of 27 entries the other.
// Thread-safety: pure functions. Errors: none.

#ifndef PRESSCUT_TEXT_WINDOWS1252_H_
#define PRESSCUT_TEXT_WINDOWS1252_H_

namespace presscut::text {

char32_t CharOf(unsigned char byte);
// A C1 control is its own byte too: text that went through ISO-8859-1 holds
// those. -1 where there is no such byte.
int ByteOf(char32_t c);

}  // namespace presscut::text

#endif  // PRESSCUT_TEXT_WINDOWS1252_H_
