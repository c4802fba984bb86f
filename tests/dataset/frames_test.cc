#include "extract/dataset/frames.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace presscut::dataset {
namespace {

class FramesTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "presscut-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string Path(const char* name) const { return folder_ + "/" + name; }

  std::string folder_;
};

TEST_F(FramesTest, WhatIsWrittenIsReadAndCopied) {
  const std::vector<std::string> lines = {"{\"id\":\"a\"}\n{\"id\":\"b\"}\n", "",
                                          std::string(3'000'000, 'x') + "\n"};
  std::vector<Frame> frames;
  FrameWriter writer;
  writer.Open(Path("one"));
  for (const std::string& text : lines) {
    writer.Write(text, [&](const Frame& frame) { frames.push_back(frame); });
  }
  FileHash hash;
  ASSERT_FALSE(writer.Close(&hash));
  EXPECT_EQ(hash.bytes, frames.back().offset + frames.back().size);

  FrameReader reader;
  ASSERT_TRUE(reader.Open(Path("one")));
  FrameWriter copy;
  copy.Open(Path("two"));
  std::string text, compressed;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) {
      EXPECT_EQ(frames[i].offset, frames[i - 1].offset + frames[i - 1].size);
    }
    ASSERT_TRUE(reader.Read(frames[i], &text));
    EXPECT_EQ(text, lines[i]);
    ASSERT_TRUE(reader.ReadCompressed(frames[i], &compressed));
    copy.Copy(compressed);
  }
  FileHash copied;
  ASSERT_FALSE(copy.Close(&copied));
  EXPECT_EQ(copied.sha256, hash.sha256);
}

TEST_F(FramesTest, WhatIsDamagedIsNotRead) {
  FrameWriter writer;
  writer.Open(Path("one"));
  Frame frame;
  writer.Write(std::string(1000, 'a') + "bcd\n", [&](const Frame& placed) { frame = placed; });
  FileHash hash;
  ASSERT_FALSE(writer.Close(&hash));
  FrameReader reader;
  std::string text;
  ASSERT_TRUE(reader.Open(Path("one")));
  EXPECT_FALSE(reader.Read({frame.offset, frame.size + 1}, &text));
  EXPECT_FALSE(reader.Read({frame.offset + 1, frame.size - 1}, &text));
  ASSERT_EQ(truncate(Path("one").c_str(), static_cast<off_t>(frame.size - 1)), 0);
  FrameReader shorter;
  ASSERT_TRUE(shorter.Open(Path("one")));
  EXPECT_FALSE(shorter.Read(frame, &text));
}

}  // namespace
}  // namespace presscut::dataset
