import Artifacts

/// Lines that an author puts under or over many documents: *Follow us on Twitter!*
///
/// They say who wrote a document and not what it is about, and make documents look alike that are not.
/// A document of one line has none: what it repeats is itself, which is a matter of duplicates.
public struct Boilerplate: Equatable, Sendable {
  /// When a line is boilerplate.
  public struct Options: Sendable, Equatable {
    /// The smallest number of an author's documents that have the line.
    public var minimumDocuments = 5
    /// The share of the author's documents that must be exceeded, from 0 to 1.
    public var share = 0.05

    /// Creates the standard options.
    public init() {}
  }

  /// A line of one author.
  public struct Line: Equatable, Sendable {
    /// The author.
    public var author: String
    /// The number of the author's documents that have the line.
    public var documents: Int
    /// The line, normalized.
    public var line: String

    /// Creates a line.
    public init(author: String, documents: Int, line: String) {
      self.author = author
      self.documents = documents
      self.line = line
    }
  }

  /// The lines, in bytewise order of authors and lines.
  public let lines: [Line]
  /// Whether there is none.
  public var isEmpty: Bool { lines.isEmpty }

  private let linesOfAuthor: [String: Set<String>]

  /// Creates the boilerplate of known lines, such as those of an earlier run.
  public init(_ lines: [Line] = []) {
    self.lines = lines.sorted { a, b in
      a.author == b.author
        ? precedesBytewise(a.line, b.line) : precedesBytewise(a.author, b.author)
    }
    linesOfAuthor = Dictionary(grouping: lines, by: \.author).mapValues { Set($0.map(\.line)) }
  }

  /// Whether `author` has any.
  public func contains(author: String) -> Bool { linesOfAuthor[author] != nil }

  /// A normalized text of an author without its boilerplate, and the number of lines removed.
  ///
  /// - Complexity: O(*n*) in the bytes, for authors that have boilerplate.
  public func removed(from text: String, author: String) -> (text: String, lines: Int) {
    guard let known = linesOfAuthor[author], text.utf8.contains(UInt8(ascii: "\n")) else {
      return (text, 0)
    }
    let lines = text.split(separator: "\n")
    let rest = lines.filter { !known.contains(String($0)) }
    guard rest.count < lines.count else { return (text, 0) }
    return (rest.joined(separator: "\n"), lines.count - rest.count)
  }
}
