// zlib: streaming inflate and deflate.
#pragma once
#include <zlib.h>

// The initializers are macros, which Swift cannot see. `window` is 15 plus 16 for gzip, plus 32 to
// recognise gzip and zlib, or -15 for raw deflate.
static inline int kindred_inflate_init(z_streamp stream, int window) {
  return inflateInit2(stream, window);
}

static inline int kindred_deflate_init(z_streamp stream, int level, int window) {
  return deflateInit2(stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
}
