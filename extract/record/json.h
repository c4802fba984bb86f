// The few strokes JSON is written with, into a buffer that is used again and again.
//
//   Json json;
//   json.Put("{\"said\":");           // as it stands
//   json.String("say \"when\"");      // "say \"when\""
//   json.Put(",\"points\":");
//   json.Number(0.6667);              // whole ones without a point: 4000
//   json.Put(",\"bytes\":");
//   json.Count(4000);                 // whole and not below 0
//   Use(json.text());                 // until the next stroke
//   json.Clear();
//
// Strings: control characters, the quotation mark and the backslash are escaped, all else stands as
// it is; bytes that are no UTF-8 (a file name may hold such) become U+FFFD. Numbers: the shortest
// form that reads back as the same double; what is no finite number is null.
//
// Cost: a string is copied and looked through in one go, 16 bytes at a time; keys come with their
// marks, as one literal that the compiler turns into a store or two. Clear keeps the buffer unless
// it has grown large. Thread-safety: one thread. Errors: none.

#ifndef PRESSCUT_RECORD_JSON_H_
#define PRESSCUT_RECORD_JSON_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace presscut::record {

class Json {
 public:
  std::string_view text() const {
    return {buffer_.get(), static_cast<size_t>(at_ - buffer_.get())};
  }
  void Clear();

  template <size_t N>
  void Put(const char (&literal)[N]) {
    std::memcpy(Room(N - 1), literal, N - 1);
    at_ += N - 1;
  }
  void Put(char c) {
    *Room(1) = c;
    ++at_;
  }
  void String(std::string_view s);
  void Count(uint64_t value);
  void Number(double value);

 private:
  // Where at least n more bytes can be written.
  char* Room(size_t n) {
    if (static_cast<size_t>(end_ - at_) < n) Grow(n);
    return at_;
  }
  void Grow(size_t n);
  void AnyString(std::string_view s);

  std::unique_ptr<char[]> buffer_;
  char* at_ = nullptr;   // behind what is written
  char* end_ = nullptr;  // of the buffer
};

}  // namespace presscut::record

#endif  // PRESSCUT_RECORD_JSON_H_
