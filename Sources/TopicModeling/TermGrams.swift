/// Runs of consecutive terms of a document, each a term of its own, joined by `_` as phrases are.
///
///     TermGrams(1...2).text("new york bagel")   // "new york bagel new_york york_bagel"
public struct TermGrams: Equatable, Sendable {
  /// The numbers of terms of a run; 1 stands for the terms themselves.
  public let lengths: ClosedRange<Int>

  /// What joins the terms of a run.
  public static let joint: UInt8 = UInt8(ascii: "_")

  /// The terms alone.
  public static let single = TermGrams(1...1)

  /// Creates runs of some lengths, at least 1.
  public init(_ lengths: ClosedRange<Int>) {
    precondition(lengths.lowerBound >= 1, "no run has \(lengths.lowerBound) terms")
    self.lengths = lengths
  }

  /// The number of runs in `count` terms.
  public func runs(in count: Int) -> Int {
    lengths.reduce(0) { $0 + max(0, count - $1 + 1) }
  }

  /// The runs of a document as a text, shorter ones first and those of one length in their order.
  ///
  /// - Parameter text: Terms separated by blanks.
  /// - Returns: The runs, separated by blanks.
  /// - Complexity: O(*n* · *l*²) in the bytes and the largest length.
  public func text(_ text: String) -> String {
    if lengths == 1...1 { return text }
    let bytes = Array(text.utf8)
    let terms = bytes.split(separator: UInt8(ascii: " "))
    var result: [UInt8] = []
    forEachRun(of: terms.count) { start, length in
      if !result.isEmpty { result.append(UInt8(ascii: " ")) }
      for (index, term) in terms[start..<start + length].enumerated() {
        if index > 0 { result.append(Self.joint) }
        result.append(contentsOf: term)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Calls `body` with the first term and the length of each run of `count` terms, in the order of
  /// ``text(_:)``.
  func forEachRun(of count: Int, _ body: (_ start: Int, _ length: Int) -> Void) {
    for length in lengths where length <= count {
      for start in 0...count - length { body(start, length) }
    }
  }
}
