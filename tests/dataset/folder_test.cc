#include "extract/dataset/folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace presscut::dataset {
namespace {

namespace fs = std::filesystem;

class FolderTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "presscut-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(root_); }

  static void Put(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }
  static std::string Read(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Every name in the root.
  std::string Names() const {
    std::string out;
    for (const auto& entry : fs::directory_iterator(root_)) {
      out += entry.path().filename().string() + " ";
    }
    return out;
  }
  std::string Target() const { return (root_ / "d").string(); }

  fs::path root_;
};

TEST_F(FolderTest, NewFolderComesToItsPlace) {
  Replacement folder;
  ASSERT_FALSE(folder.Begin(Target()));
  Put(folder.path() + "/x", "new");
  EXPECT_FALSE(fs::exists(Target()));
  ASSERT_FALSE(folder.Finish());
  EXPECT_EQ(Read(root_ / "d/x"), "new");
  EXPECT_EQ(Names(), "d ");
}

TEST_F(FolderTest, OldFolderIsReplacedBothWays) {
  for (const Exchange exchange : {Exchange::kByKernel, Exchange::kByTwoMoves}) {
    fs::create_directories(root_ / "d");
    Put(root_ / "d/old", "old");
    Replacement folder;
    ASSERT_FALSE(folder.Begin(Target()));
    Put(folder.path() + "/x", "new");
    EXPECT_TRUE(fs::exists(root_ / "d/old"));
    ASSERT_FALSE(folder.Finish(exchange));
    EXPECT_FALSE(fs::exists(root_ / "d/old"));
    EXPECT_EQ(Read(root_ / "d/x"), "new");
    EXPECT_EQ(Names(), "d ");
  }
}

TEST_F(FolderTest, WhatIsNotFinishedIsRemoved) {
  fs::create_directories(root_ / "d");
  Put(root_ / "d/old", "old");
  {
    Replacement folder;
    ASSERT_FALSE(folder.Begin(Target()));
    Put(folder.path() + "/x", "new");
  }
  EXPECT_EQ(Names(), "d ");
  EXPECT_EQ(Read(root_ / "d/old"), "old");
}

TEST_F(FolderTest, KilledBetweenTwoMovesTheOldOneComesBack) {
  fs::create_directories(root_ / ".d.presscut-old");
  Put(root_ / ".d.presscut-old/x", "old");
  Recover(Target());
  EXPECT_EQ(Read(root_ / "d/x"), "old");
  // Where the new one is in its place, the old one is only in the way.
  fs::create_directories(root_ / ".d.presscut-old");
  Recover(Target());
  EXPECT_EQ(Read(root_ / "d/x"), "old");
  Replacement folder;
  ASSERT_FALSE(folder.Begin(Target()));
  ASSERT_FALSE(folder.Finish());
  EXPECT_EQ(Names(), "d ");
}

TEST_F(FolderTest, WhatAKilledProcessLeftGoesAndWhatIsInUseStays) {
  fs::create_directories(root_ / ".d.presscut-abc123");
  fs::create_directories(root_ / ".other.presscut-abc123");
  Replacement one, other;
  ASSERT_FALSE(one.Begin(Target()));
  ASSERT_FALSE(other.Begin(Target()));
  EXPECT_TRUE(fs::exists(one.path()));
  EXPECT_FALSE(fs::exists(root_ / ".d.presscut-abc123"));
  EXPECT_TRUE(fs::exists(root_ / ".other.presscut-abc123"));
}

TEST_F(FolderTest, FoldersAboveAreMade) {
  Replacement folder;
  ASSERT_FALSE(folder.Begin((root_ / "a/b/c").string()));
  ASSERT_FALSE(folder.Finish());
  EXPECT_TRUE(fs::is_directory(root_ / "a/b/c"));
}

TEST_F(FolderTest, AFolderThatCannotBeMadeIsAnError) {
  Put(root_ / "file", "");
  Replacement folder;
  const auto error = folder.Begin((root_ / "file/d").string());
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, "unwritable-file");
}

}  // namespace
}  // namespace presscut::dataset
