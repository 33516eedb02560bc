// ISA-L: whole buffers compressed and inflated faster than zlib's streams. Its structures hold tables that
// are too large for Swift to import, so that what is asked of them is asked here.
#pragma once
#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdlib.h>

/// The most bytes of a gzip member of `count` bytes: blocks of 65,535 that are not compressed, each with a
/// head of 5 bytes, and what gzip adds.
static inline size_t kindred_gzip_bound(size_t count) {
  return count + 5 * (count / 65535 + 1) + 64;
}

/// Compresses bytes at level 1 as a gzip member whose head names no time and no file. `room` is that of
/// ``kindred_gzip_bound``. The number of bytes; 0 if there is no memory left, or if they are more than
/// ISA-L takes at once (4 GiB).
static inline size_t kindred_gzip(const unsigned char *bytes, size_t count, unsigned char *member,
                                  size_t room) {
  if (room > UINT32_MAX) return 0;
  struct state {
    struct isal_zstream stream;
    uint8_t level[ISAL_DEF_LVL1_DEFAULT];
  } *state = malloc(sizeof *state);
  if (!state) return 0;
  struct isal_zstream *stream = &state->stream;
  isal_deflate_stateless_init(stream);
  // The initialization leaves it out.
  stream->hist_bits = 0;
  stream->level = 1;
  stream->level_buf = state->level;
  stream->level_buf_size = sizeof state->level;
  stream->gzip_flag = IGZIP_GZIP;
  stream->end_of_stream = 1;
  stream->next_in = (uint8_t *)bytes;
  stream->avail_in = (uint32_t)count;
  stream->next_out = member;
  stream->avail_out = (uint32_t)room;
  size_t made = isal_deflate_stateless(stream) == COMP_OK ? stream->total_out : 0;
  free(state);
  return made;
}

/// Inflates a gzip member of exactly `count` bytes; false if it is damaged, if something follows it, or if
/// there is no memory left.
static inline _Bool kindred_gunzip(const unsigned char *member, size_t length, unsigned char *bytes,
                                   size_t count) {
  if (length > UINT32_MAX || count > UINT32_MAX) return 0;
  struct inflate_state *state = malloc(sizeof *state);
  if (!state) return 0;
  isal_inflate_init(state);
  state->crc_flag = ISAL_GZIP;
  state->next_in = (uint8_t *)member;
  state->avail_in = (uint32_t)length;
  state->next_out = bytes;
  state->avail_out = (uint32_t)count;
  _Bool isWhole = isal_inflate_stateless(state) == ISAL_DECOMP_OK && state->avail_in == 0 &&
                  state->total_out == count;
  free(state);
  return isWhole;
}
