import Foundation
import Glibc

/// A line on the terminal that shows how far long work is: rows, rows a second, time left.
///
/// It is drawn at most ten times a second, and only where standard error is a terminal; a log file
/// gets the summary line alone.
public struct ProgressLine {
  private let label: String
  private let total: Int
  private let isShown: Bool
  /// Whether standard error is a terminal on which the line is drawn.
  public var isDrawn: Bool { isShown }
  private let start = ContinuousClock.now
  private var lastDrawn = ContinuousClock.now

  /// Starts a line for `total` rows; with 0, the total is not known.
  public init(_ label: String, total: Int, log: Log) {
    self.label = label
    self.total = total
    isShown = !log.isQuiet && log.format == .text && isatty(STDERR_FILENO) == 1
  }

  /// Shows that `done` rows are done.
  public mutating func update(_ done: Int) {
    guard isShown, ContinuousClock.now - lastDrawn > .milliseconds(100) else { return }
    lastDrawn = .now
    draw("\r\(Self.text(label, done: done, total: total, elapsed: start.duration(to: .now)))")
  }

  /// Removes the line.
  public func finish() {
    if isShown { draw("\r") }
  }

  /// What the line says when `done` rows are done after `elapsed`.
  package static func text(_ label: String, done: Int, total: Int, elapsed: Duration) -> String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    var text = "\(label): \(done)" + (total > 0 ? " of \(total)" : "")
    text += ", \(Int(rate)) a second"
    if total > 0, rate > 0 { text += ", \(Int((Double(total - done) / rate).rounded(.up))) s left" }
    return text
  }

  /// Writes `text` and erases what stood behind it on the line.
  private func draw(_ text: String) {
    FileHandle.standardError.write(Data((text + "\u{1B}[K").utf8))
  }
}
