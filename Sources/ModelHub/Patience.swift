import Artifacts
import Foundation

/// Waits after a failure that may not last, longer each time, and says when it is enough.
struct Patience {
  private let settings: HubSettings
  private var failures = 0

  /// Without any connection there is nothing to wait for long.
  private static let mostWithoutConnection = 3

  init(_ settings: HubSettings) { self.settings = settings }

  /// Begins to count anew, since something was got.
  mutating func reset() { failures = 0 }

  /// Waits for as long as the server asks, and at least a time that doubles with each failure.
  ///
  /// The time is drawn from its upper half, so that many clients do not come back at once.
  ///
  /// - Throws: ``FileError`` of the kind `deferred` if there were too many failures, or if the server
  ///   asks for too long a pause.
  mutating func pause(after answer: HubAnswer, of url: String) throws(FileError) {
    failures += 1
    let most =
      answer.isUnreachable
      ? min(settings.mostFailures, Self.mostWithoutConnection) : settings.mostFailures
    guard failures < most, answer.pause <= settings.longestPause else {
      throw Self.error(answer, url)
    }
    let bound = min(settings.firstPause * Double(1 << min(failures - 1, 20)), settings.longestPause)
    Thread.sleep(forTimeInterval: max(answer.pause, bound * .random(in: 0.5...1)))
  }

  private static func error(_ answer: HubAnswer, _ url: String) -> FileError {
    let wait = answer.pause > 0 ? " and asks to wait for \(Int(answer.pause)) s" : ""
    return FileError(
      .deferred, url, "cannot be fetched: \(answer.problem)\(wait)",
      remedy: answer.head.status >= 400
        ? "run again later"
        : "check the network and the proxy and run again, or copy the folder of a model to this "
          + "machine by hand and give its path to --encoder")
  }
}
