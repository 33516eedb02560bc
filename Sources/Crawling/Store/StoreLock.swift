import Artifacts
import CLinux
import Glibc

/// The right to write a store, which the kernel takes back however the process ends.
struct StoreLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock at once or not at all.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if another process has it.
  init(_ folder: StoreFolder) throws(FileError) {
    let descriptor = unsafe kindred_open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotCreate(folder.lock) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      guard reason == EWOULDBLOCK else { throw .cannotCreate(folder.lock, code: reason) }
      throw FileError(
        .locked, folder.path, "another run is writing this store",
        remedy: "wait for it and run again")
    }
    // Last: a value that is complete would close its descriptor again when an error ends this.
    self.descriptor = descriptor
  }

  deinit {
    // Explicitly, since a process that is just being started still shares the descriptor.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

extension StoreLock {
  /// Whether a process is writing the store.
  static func isHeld(_ folder: StoreFolder) -> Bool {
    let descriptor = unsafe open(folder.lock, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
