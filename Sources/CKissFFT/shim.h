// Fourier transforms of any length, in single precision: the flavour of the library whose numbers are
// `float`, which is also what the header takes if nothing else is defined.
#pragma once
#include <kissfft/kiss_fft.h>

/// Frees what `kiss_fft_alloc` has made; the library's own name for it is a macro.
static inline void kiss_fft_free_(kiss_fft_cfg configuration) { kiss_fft_free(configuration); }
