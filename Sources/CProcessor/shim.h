// Instructions that Swift has no name for.
#pragma once

/// Asks for a line of memory that will be read soon. It changes nothing else, whatever the address.
static inline void kindred_prefetch(const void *address) { __builtin_prefetch(address); }

/// Eight numbers, `SIMD8<Float>` in Swift.
typedef float kindred_float8 __attribute__((ext_vector_type(8)));

/// The roots of eight numbers by one instruction; Swift's own `squareRoot()` takes them one by one, each
/// with a test for the error number of C.
static inline kindred_float8 kindred_square_roots(kindred_float8 x) {
  return __builtin_elementwise_sqrt(x);
}
