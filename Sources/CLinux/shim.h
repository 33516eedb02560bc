// System calls that Swift's Glibc module hides behind _GNU_SOURCE or a variadic function.
#pragma once
#include <fcntl.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Exchanges two paths in one step (renameat2 with RENAME_EXCHANGE); -1 and errno on failure.
static inline int kindred_exchange(const char *a, const char *b) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, a, AT_FDCWD, b, 2u);
}

/// open(2) with a mode, which is variadic in C.
static inline int kindred_open(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
}

/// memmem(3), a GNU function: where `needle` first occurs in `hay`, or -1. Linear in the lengths.
void *memmem(const void *hay, size_t hayLength, const void *needle, size_t needleLength);
static inline long kindred_find(const unsigned char *hay, size_t hayLength,
                                const unsigned char *needle, size_t needleLength) {
  const unsigned char *found = memmem(hay, hayLength, needle, needleLength);
  return found ? found - hay : -1;
}

/// A file in memory without a name, of `size` bytes; -1 and errno on failure (memfd_create(2), _GNU_SOURCE).
static inline int kindred_memory_file(long size) {
  int descriptor = (int)syscall(SYS_memfd_create, "kindred", 1u /* MFD_CLOEXEC */);
  if (descriptor >= 0 && ftruncate(descriptor, size) != 0) {
    close(descriptor);
    return -1;
  }
  return descriptor;
}

/// Gives up for good the right to gain rights by running another program (prctl(2), variadic in C).
static inline int kindred_no_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// Closes all descriptors from `first` on in the program that is started (glibc 2.34, _GNU_SOURCE).
static inline int kindred_close_from(posix_spawn_file_actions_t *actions, int first) {
  extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
