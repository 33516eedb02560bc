#include "CTaggerWeights.h"

// #embed is C23; clang has it in older modes, with a warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define MODEL(language, size)                                             \
  const unsigned char *kindred_tagger_##language(void) { return language; } \
  size_t kindred_tagger_##language##_size(void) { return size; }

static const unsigned char english[] = {
#embed "english.weights"
};
static const unsigned char vietnamese[] = {
#embed "vietnamese.weights"
};
static const unsigned char korean[] = {
#embed "korean.weights"
};

MODEL(english, sizeof english)
MODEL(vietnamese, sizeof vietnamese)
MODEL(korean, sizeof korean)
