import Foundation
import TestSupport

/// A headless Chromium that has no network.
enum Browser {
  /// The path of the browser, or nil where there is none and none could be installed.
  static let path: String? = find() ?? (install() ? find() : nil)

  /// Runs the browser on a page and returns what it printed.
  static func run(_ arguments: [String], page: String) throws -> String {
    let profile = try TemporaryFolder()
    let result = try Command.run(
      path ?? "",
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(profile.path)",
        "--timeout=20000",
      ] + arguments + ["file://\(page)"])
    return result.standardOutput
  }

  private static func find() -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    let paths = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    // Ubuntu's package is a script that only says where to get the browser: ask for the version.
    return paths.first { path in
      FileManager.default.isExecutableFile(atPath: path)
        && (try? Command.run(path, ["--version"]))?.status == 0
    }
  }

  private static func install() -> Bool {
    let apt = "/usr/bin/apt-get"
    guard getuid() == 0, FileManager.default.isExecutableFile(atPath: apt) else { return false }
    _ = try? Command.run(apt, ["-qq", "update"])
    let install = ["-qq", "-y", "--no-install-recommends", "install", "chromium"]
    return (try? Command.run(apt, install))?.status == 0
  }
}
