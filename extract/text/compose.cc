#include "extract/text/compose.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <utf8proc.h>

#include <cstdlib>

#include "extract/text/unicode.h"

namespace presscut::text {
namespace {

std::string ComposeRun(std::string_view run) {
  utf8proc_uint8_t* composed = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(run.data()),
                   static_cast<utf8proc_ssize_t>(run.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length < 0) return std::string(run);  // out of memory only: the run is valid UTF-8
  std::string result(reinterpret_cast<const char*>(composed), static_cast<size_t>(length));
  std::free(composed);
  return result;
}

}  // namespace

bool MayCompose(char32_t c) {
  const auto u = static_cast<UChar32>(c);
  return u_getIntPropertyValue(u, UCHAR_NFC_QUICK_CHECK) != UNORM_YES ||
         u_getCombiningClass(u) != 0;
}

void FindUncomposed(std::string_view norm, std::vector<Change>* changes) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) return;  // ICU without its data; Debian's has it
  const auto starts = [&](char32_t c) {
    return c < 0x300 || unorm2_hasBoundaryBefore(nfc, static_cast<UChar32>(c)) != 0;
  };
  size_t start = 0;  // of the last character that nothing before it can combine with
  for (size_t i = 0, n = 0; i < norm.size();) {
    const char32_t c = DecodeAt(norm, i, &n);
    if (starts(c)) start = i;
    if (c < 0x300 || !MayCompose(c)) {
      i += n;
      continue;
    }
    size_t end = i + n;
    while (end < norm.size() && end - start < kLongestRun) {
      size_t length = 0;
      if (starts(DecodeAt(norm, end, &length))) break;
      end += length;
    }
    const std::string_view run = norm.substr(start, end - start);
    std::string composed = ComposeRun(run);
    if (composed != run) {
      changes->push_back(
          {static_cast<uint32_t>(start), static_cast<uint32_t>(end), std::move(composed)});
    }
    start = end;
    i = end;
  }
}

}  // namespace presscut::text
