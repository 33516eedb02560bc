import Foundation
import Glibc

/// A line on the terminal that shows how far long work is: rows or bytes, how many a second, and the
/// time left.
///
/// It is drawn at most ten times a second, and only where standard error is a terminal; a log file
/// gets the summary line alone.
public struct ProgressLine {
  /// What is counted.
  public enum Unit: Sendable {
    /// Rows of a table, or whatever the label says.
    case rows
    /// Bytes, which are shown as megabytes.
    case bytes
  }

  private let label: String
  private let total: Int
  private let unit: Unit
  private let isShown: Bool
  /// Whether standard error is a terminal on which the line is drawn.
  public var isDrawn: Bool { isShown }
  private let start = ContinuousClock.now
  private var lastDrawn = ContinuousClock.now

  /// Starts a line for `total` rows or bytes; with 0, the total is not known.
  public init(_ label: String, total: Int, unit: Unit = .rows, log: Log) {
    self.label = label
    self.total = total
    self.unit = unit
    isShown = !log.isQuiet && log.format == .text && isatty(STDERR_FILENO) == 1
  }

  /// Shows that `done` rows or bytes are done, with a note behind them.
  public mutating func update(_ done: Int, note: String = "") {
    guard isShown, ContinuousClock.now - lastDrawn > .milliseconds(100) else { return }
    lastDrawn = .now
    let elapsed = start.duration(to: .now)
    let text = Self.text(label, done: done, total: total, unit: unit, elapsed: elapsed)
    draw("\r\(text)\(note)")
  }

  /// Removes the line.
  public func finish() {
    if isShown { draw("\r") }
  }

  /// What the line says when `done` rows or bytes are done after `elapsed`.
  package static func text(
    _ label: String, done: Int, total: Int, unit: Unit = .rows, elapsed: Duration
  ) -> String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    var text = "\(label): \(amount(done, unit))" + (total > 0 ? " of \(amount(total, unit))" : "")
    text += unit == .rows ? ", \(Int(rate)) a second" : " MB, \(amount(Int(rate), unit)) MB/s"
    if total > 0, rate > 0 { text += ", \(Int((Double(total - done) / rate).rounded(.up))) s left" }
    return text
  }

  /// A number of rows, or of bytes in megabytes with one decimal.
  private static func amount(_ count: Int, _ unit: Unit) -> String {
    guard unit == .bytes else { return String(count) }
    let tenths = (count + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Writes `text` and erases what stood behind it on the line.
  private func draw(_ text: String) {
    FileHandle.standardError.write(Data((text + "\u{1B}[K").utf8))
  }
}
