// Instructions that Swift has no name for.
#pragma once

/// Asks for a line of memory that will be read soon. It changes nothing else, whatever the address.
static inline void kindred_prefetch(const void *address) { __builtin_prefetch(address); }
