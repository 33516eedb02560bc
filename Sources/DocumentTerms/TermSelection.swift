import LinearAlgebra

/// How often each term occurs in each document.
///
/// Terms are numbered by their first occurrence, so the numbering depends on the documents alone.
public struct TermCounts: Sendable {
  /// The terms, one a column.
  public let terms: [String]
  /// The number of occurrences, of shape (documents, terms); a row's columns ascend.
  public let counts: SparseMatrix

  /// Documents are counted in parts of this many, whatever the number of threads.
  private static let chunk = 2048

  init(terms: [String], counts: SparseMatrix) {
    self.terms = terms
    self.counts = counts
  }

  /// Counts every term of the documents.
  ///
  /// - Complexity: O(*n*) in the occurrences.
  public init(_ lists: TermLists, threads: Int) {
    let parts = parallelMap(count: lists.count, chunk: Self.chunk, threads: threads) { range in
      Part(lists, range)
    }
    var numbers: [String: Int32] = [:]
    var terms: [String] = []
    let numbering = parts.map { part in
      part.terms.map { term -> Int32 in
        if let number = numbers[term] { return number }
        numbers[term] = Int32(terms.count)
        terms.append(term)
        return Int32(terms.count - 1)
      }
    }
    self.terms = terms
    counts = Self.joined(parts, numbering, columns: terms.count)
  }

  /// The counts of the terms of a vocabulary, of shape (documents, `terms`); others do not count.
  ///
  /// - Complexity: O(*n* + *t*) for *n* stored counts and *t* terms.
  public func counts(of terms: [String]) -> SparseMatrix {
    let numbers = Dictionary(terms.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    let positions = self.terms.map { numbers[$0] ?? -1 }
    var rows = SparseRows(columns: terms.count)
    for row in 0..<counts.rows {
      let columns = counts.columnIndexes(inRow: row)
      let values = counts.values(inRow: row)
      for index in columns.indices where positions[Int(columns[index])] >= 0 {
        rows.add(values[index], column: positions[Int(columns[index])])
      }
      rows.endRow()
    }
    return rows.matrix
  }

  /// The number of terms of each document, repeated ones included.
  public var lengths: [Int] {
    (0..<counts.rows).map { row in Int(sum(counts.values(inRow: row))) }
  }

  /// The counts of groups of documents, such as all posts of an author.
  ///
  /// A term counts once a document: ten posts that name a thing say more about their author than one
  /// post that repeats it ten times.
  ///
  /// - Parameters:
  ///   - groups: The group of each document, from 0.
  ///   - count: The number of groups.
  /// - Returns: Counts of shape (groups, terms).
  public func pooled(by groups: [Int], count: Int) -> TermCounts {
    precondition(groups.count == counts.rows, "\(groups.count) groups, \(counts.rows) documents")
    var members = [[Int]](repeating: [], count: count)
    for (document, group) in groups.enumerated() { members[group].append(document) }
    var rows = SparseRows(columns: counts.columns)
    for group in members {
      for document in group {
        let columns = counts.columnIndexes(inRow: document)
        for index in columns.indices { rows.add(1, column: columns[index]) }
      }
      rows.endRow()
    }
    return TermCounts(terms: terms, counts: rows.matrix)
  }

  private static func joined(
    _ parts: [Part], _ numbering: [[Int32]], columns: Int
  ) -> SparseMatrix {
    var rows = SparseRows(columns: columns)
    for (part, numbers) in zip(parts, numbering) {
      var start = 0
      for end in part.ends {
        for term in part.occurrences[start..<end] {
          rows.add(1, column: numbers[Int(term)])
        }
        rows.endRow()
        start = end
      }
    }
    return rows.matrix
  }
}

/// The terms of some documents, numbered within the part.
private struct Part: Sendable {
  var terms: [String] = []
  /// The terms of all documents of the part, one after the other.
  var occurrences: [Int32] = []
  /// Where each document ends in ``occurrences``.
  var ends: [Int] = []

  init(_ lists: TermLists, _ range: Range<Int>) {
    var numbers: [Substring: Int32] = [:]
    for document in range {
      lists.forEachTerm(of: document) { term in
        if let number = numbers[term] {
          occurrences.append(number)
        } else {
          numbers[term] = Int32(terms.count)
          occurrences.append(Int32(terms.count))
          terms.append(String(term))
        }
      }
      ends.append(occurrences.count)
    }
  }
}
