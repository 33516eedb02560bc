import Dispatch
import Glibc
import Synchronization

/// The SHA-256 of a file, found on another thread while the caller goes on.
///
///     let digest = try PendingDigest("documents.tsv", threads: 2)
///     …
///     record.addInput("documents.tsv", digest: try digest.value())
///
/// The file is opened at once: what is read is the one that has the name then. One that nobody asks for
/// any more is waited for all the same: a program must not end while libcrypto works, which gives back
/// what it needs then.
public final class PendingDigest: Sendable {
  private let work = Work()

  /// What the other thread knows.
  private final class Work: Sendable {
    let group = DispatchGroup()
    let result = Mutex<Result<String, FileError>?>(nil)
  }

  /// Begins the digest of a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - threads: With 1 or less, the digest is found before this returns.
  /// - Throws: ``FileError`` if the file cannot be opened.
  public init(_ path: String, threads: Int) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path) }
    let find = { @Sendable [work] in
      let found = Result { () throws(FileError) in try fileDigest(descriptor, path) }
      close(descriptor)
      work.result.withLock { $0 = found }
    }
    if threads <= 1 {
      find()
    } else {
      DispatchQueue.global().async(group: work.group, execute: find)
    }
  }

  deinit { work.group.wait() }

  /// The digest, in hexadecimal; waits until it is found.
  ///
  /// - Throws: ``FileError`` if the file cannot be read.
  public func value() throws(FileError) -> String {
    work.group.wait()
    guard let result = work.result.withLock({ $0 }) else {
      preconditionFailure("nothing was found")
    }
    return try result.get()
  }
}
