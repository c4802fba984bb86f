// records.jsonl.zst: the records in the order of the articles, as Zstandard frames of some articles
// each, so that a frame whose articles are as they were is copied and not made again.
//
//   FrameWriter writer;
//   writer.Open("d/records.jsonl.zst");
//   writer.Write(lines, [&](const Frame& frame) { place = frame; });
//   writer.Close(&hash);
//
//   FrameReader reader;
//   reader.Open("d/records.jsonl.zst");
//   std::string records;
//   reader.Read(frame, &records);                       // the lines of one frame
//
// Where a frame ends is decided by the ids of its articles alone: behind one in four, by a hash
// of its id. So an article that comes, goes or changes, changes the frame it is in, or parts it or
// joins it with the next, and leaves all others as they are. Any reader of Zstandard takes the
// whole file for what it is: frames one behind the other are one stream.
//
// Cost: Zstandard's, at level 3, in a thread of the writer's. Memory: two frames. Thread-safety:
// one thread. Errors: "unwritable-file", returned by Close.

#ifndef PRESSCUT_DATASET_FRAMES_H_
#define PRESSCUT_DATASET_FRAMES_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extract/base/result.h"
#include "extract/dataset/file.h"

namespace presscut::dataset {

// Whether a frame ends behind the article of this id.
bool EndsFrame(std::string_view id);

struct Frame {
  uint64_t offset = 0;  // in the file
  uint64_t size = 0;    // compressed
};

class FrameWriter {
 public:
  FrameWriter();
  ~FrameWriter();

  void Open(const std::string& path);
  // Some lines, as one frame. They are packed while the caller goes on: `placed` tells where the
  // frame stands, within the next call of Write, Copy or Close.
  void Write(std::string records, std::function<void(const Frame&)> placed);
  // A frame as it stands in another file.
  Frame Copy(std::string_view compressed);
  std::optional<Error> Close(FileHash* hash);

 private:
  struct State;
  void Settle();
  std::unique_ptr<State> state_;
};

class FrameReader {
 public:
  FrameReader();
  ~FrameReader();

  bool Open(const std::string& path);
  // The bytes of a frame as they stand; false where the file has no such place.
  bool ReadCompressed(const Frame& frame, std::string* out);
  // Its lines; false where it is damaged.
  bool Read(const Frame& frame, std::string* out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace presscut::dataset

#endif  // PRESSCUT_DATASET_FRAMES_H_
