import Artifacts
import CLinux
import Glibc

/// A lock on the folder of a model, which the kernel releases however the process ends.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Locks `folder` by a hidden file beside it.
  ///
  /// - Throws: ``FileError`` of the kind `locked` if another run has it.
  init(_ cache: String, _ folderName: String) throws(FileError) {
    let path = "\(cache)/.\(folderName).lock"
    let descriptor = unsafe kindred_open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw FileError(
        .locked, "\(cache)/\(folderName)", "another run is fetching this model",
        remedy: "wait for it and run again")
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
