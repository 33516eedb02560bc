import Foundation
import Synchronization

/// The outputs that are being written and do not have their name yet.
///
/// A signal handler removes them, so that an interrupted run leaves nothing behind.
public enum UnfinishedOutputs {
  private static let paths = Mutex<Set<String>>([])

  static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Removes every unfinished file and folder.
  ///
  /// The lock is kept for good: no file can get its name once this has begun.
  public static func removeAll() {
    paths.withLock { paths in
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      paths = []
    }
  }
}
