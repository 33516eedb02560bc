// A static model of texts, part of the program so that it can be moved.
#pragma once
#include <stddef.h>

/// The file of its vectors (safetensors), and its bytes.
const unsigned char *kindred_static_vectors(void);
size_t kindred_static_vectors_size(void);

/// The file of its tokenizer (tokenizer.json), and its bytes.
const unsigned char *kindred_static_tokenizer(void);
size_t kindred_static_tokenizer_size(void);
