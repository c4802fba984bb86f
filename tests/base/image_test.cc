#include "extract/base/image.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>

namespace presscut {
namespace {

constexpr uint64_t kFingerprint = 42;

struct Arrays {
  Flat<uint32_t> small;
  Flat<uint64_t> large;
  Flat<char> none;

  bool operator==(const Arrays& other) const {
    return std::equal(small.begin(), small.end(), other.small.begin(), other.small.end()) &&
           std::equal(large.begin(), large.end(), other.large.begin(), other.large.end()) &&
           none.size() == other.none.size();
  }
};

bool Exchange(auto& arrays, auto& archive) {
  return archive("small", arrays.small) && archive("large", arrays.large) &&
         archive("none", arrays.none);
}

Arrays MakeArrays() {
  Arrays arrays;
  for (uint32_t i = 0; i < 100; ++i) arrays.small.push_back(i * i);
  for (uint64_t i = 0; i < 100'000; ++i) arrays.large.push_back(i * 0x9E3779B97F4A7C15);
  return arrays;
}

class ImageTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    ASSERT_TRUE(Write());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  bool Write() const {
    const Arrays arrays = MakeArrays();
    ImageWriter writer;
    Exchange(arrays, writer);
    return writer.Write(path_, kFingerprint);
  }
  // Whether there is an image, with all in it.
  bool Holds() const {
    const auto image = Image::Open(path_, kFingerprint);
    Arrays arrays;
    return image != nullptr && Exchange(arrays, *image) && arrays == MakeArrays();
  }
  std::string Bytes() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const std::string folder_ = testing::TempDir() + "/image_test." + std::to_string(getpid());
  const std::string path_ = folder_ + "/x.image";
};

TEST_F(ImageTest, GivesBackWhatWasWritten) {
  ASSERT_TRUE(Holds());
  const auto image = Image::Open(path_, kFingerprint);
  EXPECT_EQ(image->fingerprint(), kFingerprint);
  Flat<uint64_t> large;
  ASSERT_TRUE((*image)("large", large));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(large.data()) % 64, 0u);
  Flat<uint32_t> other;
  other.push_back(7);
  EXPECT_FALSE((*image)("large", other)) << "another type";
  EXPECT_FALSE((*image)("larg", other)) << "no such name";
  EXPECT_EQ(other[0], 7u);
}

TEST_F(ImageTest, IsNotThereForWhatItWasNotMadeOf) {
  EXPECT_EQ(Image::Open(path_, kFingerprint + 1), nullptr);
  EXPECT_EQ(Image::Open(path_ + "x", kFingerprint), nullptr);
  EXPECT_EQ(Image::Open(folder_, kFingerprint), nullptr);
  EXPECT_EQ(Image::Open("/dev/zero", kFingerprint), nullptr);
}

TEST_F(ImageTest, LeavesNothingBehindWhereItCannotBeWritten) {
  const Arrays arrays = MakeArrays();
  ImageWriter writer;
  Exchange(arrays, writer);
  EXPECT_FALSE(writer.Write(folder_ + "/no/such/folder", kFingerprint));
  std::filesystem::create_directories(folder_ + "/taken/by a folder");
  EXPECT_FALSE(writer.Write(folder_ + "/taken", kFingerprint));
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_))
    files += entry.is_regular_file();
  EXPECT_EQ(files, 1u);
}

TEST_F(ImageTest, RefusesAnyOtherByteBeforeTheLargeArrays) {
  const std::string bytes = Bytes();
  struct stat info;
  ASSERT_EQ(stat(path_.c_str(), &info), 0);
  const auto write = [&](size_t at, char byte) {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(byte);
    file.close();
    // As if nobody had touched it.
    const std::array<timespec, 2> times = {info.st_atim, info.st_mtim};
    ASSERT_EQ(utimensat(AT_FDCWD, path_.c_str(), times.data(), 0), 0);
  };
  // The header and the table of contents, a gap, and the small array.
  constexpr size_t kTableEnd = 64 + 3 * 72;
  const size_t small = bytes.find(std::string("\0\0\0\0\1\0\0\0\4\0\0\0\t\0\0\0", 16));
  ASSERT_NE(small, std::string::npos);
  for (size_t at = 0; at < small + 400; ++at) {
    if (at == kTableEnd) at = small;
    write(at, static_cast<char>(bytes[at] ^ 0x10));
    EXPECT_FALSE(Holds()) << at;
    write(at, bytes[at]);
  }
  EXPECT_TRUE(Holds());
}

TEST_F(ImageTest, RefusesAFileThatIsNotAsItsWriterLeftIt) {
  const std::string bytes = Bytes();
  const std::pair<const char*, std::function<void()>> damages[] = {
      {"cut in half", [&] { std::filesystem::resize_file(path_, bytes.size() / 2); }},
      {"cut to nothing", [&] { std::filesystem::resize_file(path_, 0); }},
      {"cut in its header", [&] { std::filesystem::resize_file(path_, 20); }},
      {"without its last byte", [&] { std::filesystem::resize_file(path_, bytes.size() - 1); }},
      {"longer", [&] { std::filesystem::resize_file(path_, bytes.size() + 1); }},
      {"another byte far inside",
       [&] {
         std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
         file.seekp(static_cast<std::streamoff>(bytes.size() / 2));
         file.put(static_cast<char>(bytes[bytes.size() / 2] ^ 1));
       }},
      {"written anew",
       [&] {
         std::ofstream(path_, std::ios::binary)
             .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
       }},
      {"others may write it", [&] { chmod(path_.c_str(), 0666); }},
      {"text", [&] { std::ofstream(path_) << std::string(bytes.size(), 'x'); }},
      {"a folder",
       [&] {
         std::filesystem::remove(path_);
         std::filesystem::create_directory(path_);
       }},
  };
  for (const auto& [what, damage] : damages) {
    damage();
    EXPECT_FALSE(Holds()) << what;
    if (std::filesystem::is_directory(path_)) std::filesystem::remove(path_);
    ASSERT_TRUE(Write());
    EXPECT_TRUE(Holds()) << what;
  }
}

}  // namespace
}  // namespace presscut
