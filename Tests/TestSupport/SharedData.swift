import Foundation

/// Real data that lies beside the project on some machines; tests that need it are skipped elsewhere.
///
///     @Test(.enabled(if: SharedData.exists("facebook_posts"), "the real posts are not on this machine"))
public enum SharedData {
  /// The folder of the data: KINDRED_SHARED_DATA, or `../shared/data` beside the project.
  public static let folder =
    ProcessInfo.processInfo.environment["KINDRED_SHARED_DATA"]
    ?? projectFolder + "/../shared/data"

  /// The path of a file or folder of the data.
  public static func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Whether a file or folder of the data is on this machine.
  public static func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(name))
  }
}

/// The folder of the project.
public let projectFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
