#include "extract/segment/header.h"

namespace presscut::segment {

HeaderReading ReadHeader(std::string_view, Segments *) { return {}; }

} // namespace presscut::segment
