// An array of plain values that is built in memory or lies in a mapped file, and reads the same.
//
//   Flat<uint32_t> numbers;
//   numbers.push_back(7);                       // built …
//   image("numbers", numbers);                  // … or as it was when the image was written
//   use(numbers[0], numbers.size());
//
// Cost: reading is a load; building is std::vector's, which keeps the values. Thread-safety: as
// std::vector. Errors: none; to change a mapped array is a programmer's error (assert). Lifetime: a
// mapped one is good as long as the image.

#ifndef PRESSCUT_BASE_FLAT_H_
#define PRESSCUT_BASE_FLAT_H_

#include <cassert>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace presscut {

template <class T>
class Flat {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Flat() = default;
  explicit Flat(size_t size) : own_(size) { Follow(); }
  Flat(Flat&& other) noexcept { *this = std::move(other); }
  Flat& operator=(Flat&& other) noexcept {
    own_ = std::move(other.own_);
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  const T& operator[](size_t i) const { return data_[i]; }
  const T* data() const { return data_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  const T& back() const { return data_[size_ - 1]; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // Building.
  T& operator[](size_t i) {
    assert(!mapped());
    return own_[i];
  }
  void push_back(const T& value) {
    assert(!mapped());
    own_.push_back(value);
    Follow();
  }
  template <class Iterator>
  void append(Iterator first, Iterator last) {
    assert(!mapped());
    own_.insert(own_.end(), first, last);
    Follow();
  }
  void resize(size_t size) {
    assert(!mapped());
    own_.resize(size);
    Follow();
  }
  void reserve(size_t size) {
    own_.reserve(size);
    Follow();
  }

  // Is from now on what lies there.
  void Map(const T* data, size_t size) {
    own_ = {};
    data_ = data;
    size_ = size;
  }

 private:
  bool mapped() const { return data_ != own_.data(); }
  void Follow() {
    data_ = own_.data();
    size_ = own_.size();
  }

  std::vector<T> own_;
  const T* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace presscut

#endif  // PRESSCUT_BASE_FLAT_H_
