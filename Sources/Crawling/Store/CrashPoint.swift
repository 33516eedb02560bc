import Foundation
import Glibc

/// A place where a test kills the program as a power cut would, to see what the next run makes of it.
///
/// `KINDRED_CRASH_AT=warc-write:3` kills the program with SIGKILL when it comes to that place for the
/// third time; without the variable the places cost a comparison.
enum CrashPoint: String, CaseIterable {
  /// A WARC file is known to the frontier and not yet made.
  case warcCreate = "warc-create"
  /// Half of the records of an answer are written.
  case warcTorn = "warc-torn"
  /// The records are written and not yet flushed to the disk.
  case warcWrite = "warc-write"
  /// The records are on the disk and the frontier does not know of them.
  case warcSync = "warc-sync"
  /// The frontier knows of the records.
  case commit
  /// A full WARC file is about to get its final name, its index being written.
  case roll
  /// The index of a WARC file is about to be written.
  case cdxj
  /// The write-ahead log is about to be copied into the database.
  case checkpoint

  private static let armed = ProcessInfo.processInfo.environment["KINDRED_CRASH_AT"]
  private nonisolated(unsafe) static var visits = 0

  /// Whether this is the place and the time to die. The store is used by one thread at a time.
  var isDue: Bool {
    guard let armed = Self.armed else { return false }
    let parts = armed.split(separator: ":")
    guard parts.first == rawValue[...] else { return false }
    unsafe Self.visits += 1
    return unsafe Self.visits == (parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
  }

  /// Dies here, if this is the place and the time.
  func pass() {
    if isDue { Self.die() }
  }

  /// Dies at once, as nothing can prevent.
  static func die() { kill(getpid(), SIGKILL) }
}
