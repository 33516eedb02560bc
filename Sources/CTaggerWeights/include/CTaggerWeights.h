// The weights of the part-of-speech taggers, part of the program so that it can be moved.
#pragma once
#include <stddef.h>

/// The model file of English, and its bytes.
const unsigned char *kindred_tagger_english(void);
size_t kindred_tagger_english_size(void);

/// The model file of Vietnamese, and its bytes.
const unsigned char *kindred_tagger_vietnamese(void);
size_t kindred_tagger_vietnamese_size(void);

/// The model file of Korean, and its bytes.
const unsigned char *kindred_tagger_korean(void);
size_t kindred_tagger_korean_size(void);
