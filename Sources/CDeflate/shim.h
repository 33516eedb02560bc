// libdeflate: whole buffers compressed faster than zlib's streams.
#pragma once
#include <libdeflate.h>
