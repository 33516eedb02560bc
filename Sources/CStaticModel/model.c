#include "CStaticModel.h"

// #embed is C23; clang has it in older modes, with a warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_OF_MODEL(name)                                     \
  const unsigned char *kindred_static_##name(void) { return name; } \
  size_t kindred_static_##name##_size(void) { return sizeof name; }

static const unsigned char vectors[] = {
#embed "minilm.safetensors"
};
static const unsigned char tokenizer[] = {
#embed "minilm-tokenizer.json"
};

FILE_OF_MODEL(vectors)
FILE_OF_MODEL(tokenizer)
