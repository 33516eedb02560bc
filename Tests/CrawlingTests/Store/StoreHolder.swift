import Foundation
import TestSupport

/// A program that writes a store, and so holds its lock, until it is released.
struct StoreHolder {
  private let process = Process()
  private let input = Pipe()

  /// Starts the program, and waits until it has the lock.
  init(_ store: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Command.path(of: "StoreProbe"))
    process.arguments = ["hold", store]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.availableData
    guard said == Data("held\n".utf8) else { throw CocoaError(.fileLocking) }
  }

  /// Ends the program.
  func release() throws {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
