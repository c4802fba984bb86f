#include "extract/dataset/frames.h"

#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <future>
#include <utility>

namespace presscut::dataset {
namespace {

constexpr int kLevel = 3;
constexpr uint64_t kOneIn = 4;
// A record is many times as long as its article at the most; what claims to be longer is damaged.
constexpr uint64_t kMaxFrame = uint64_t{16} << 30;

}  // namespace

bool EndsFrame(std::string_view id) { return XXH3_64bits(id.data(), id.size()) % kOneIn == 0; }

struct FrameWriter::State {
  State() : context(ZSTD_createCCtx()) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  }
  ~State() {
    if (packed.valid()) packed.wait();
    ZSTD_freeCCtx(context);
  }
  Frame Put(std::string_view bytes) {
    const Frame frame{file.bytes(), bytes.size()};
    file.Write(bytes);
    return frame;
  }

  ZSTD_CCtx* context;
  HashedFile file;
  std::string records, compressed;
  std::future<size_t> packed;  // of records, into compressed
  std::function<void(const Frame&)> placed;
};

FrameWriter::FrameWriter() : state_(std::make_unique<State>()) {}
FrameWriter::~FrameWriter() = default;

void FrameWriter::Open(const std::string& path) { state_->file.Open(path); }

void FrameWriter::Write(std::string records, std::function<void(const Frame&)> placed) {
  Settle();
  State& s = *state_;
  s.records = std::move(records);
  s.placed = std::move(placed);
  s.packed = std::async(std::launch::async, [&s] {
    s.compressed.resize(ZSTD_compressBound(s.records.size()));
    return ZSTD_compress2(s.context, s.compressed.data(), s.compressed.size(), s.records.data(),
                          s.records.size());
  });
}

void FrameWriter::Settle() {
  State& s = *state_;
  if (!s.packed.valid()) return;
  const size_t size = s.packed.get();
  s.placed(s.Put(std::string_view(s.compressed).substr(0, size)));
}

Frame FrameWriter::Copy(std::string_view compressed) {
  Settle();
  return state_->Put(compressed);
}

std::optional<Error> FrameWriter::Close(FileHash* hash) {
  Settle();
  return state_->file.Close(hash);
}

struct FrameReader::State {
  State() : context(ZSTD_createDCtx()) {}
  ~State() { ZSTD_freeDCtx(context); }

  ZSTD_DCtx* context;
  PlacedFile file;
  std::string compressed;
};

FrameReader::FrameReader() : state_(std::make_unique<State>()) {}
FrameReader::~FrameReader() = default;

bool FrameReader::Open(const std::string& path) { return state_->file.Open(path); }

bool FrameReader::ReadCompressed(const Frame& frame, std::string* out) {
  return state_->file.Read(frame.offset, frame.size, out);
}

bool FrameReader::Read(const Frame& frame, std::string* out) {
  State& s = *state_;
  if (!ReadCompressed(frame, &s.compressed)) return false;
  const unsigned long long size = ZSTD_getFrameContentSize(s.compressed.data(), frame.size);
  if (size > kMaxFrame) return false;  // also what is no frame
  out->resize(size);
  return ZSTD_decompressDCtx(s.context, out->data(), size, s.compressed.data(), frame.size) == size;
}

}  // namespace presscut::dataset
