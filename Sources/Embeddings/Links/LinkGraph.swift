import DocumentTerms
import LinearAlgebra

/// A document and something that it links to, by their numbers in a ``LinkGraph``.
public struct LinkPair: Sendable, Hashable {
  /// The number of the document.
  public var document: Int32
  /// The number of the target.
  public var target: Int32

  /// Creates a pair.
  public init(document: Int32, target: Int32) {
    self.document = document
    self.target = target
  }
}

/// Which document links to what, and how often: the edges between two kinds of nodes.
///
/// Documents and targets are numbered in the bytewise order of their names, so that nothing depends on
/// the order in which links were read.
public struct LinkGraph: Sendable, Equatable {
  /// The ids of the documents with links, in bytewise order.
  public let documents: [String]
  /// What they link to, in bytewise order.
  public let targets: [String]
  /// How often each document links to each target, of shape (documents, targets).
  public let counts: SparseMatrix

  /// The number of pairs, each as often as it occurs.
  public var pairCount: Int { counts.values.reduce(0) { $0 + Int($1) } }

  /// The number of documents that link to each target.
  public var documentsOfTarget: [Int] {
    var documents = [Int](repeating: 0, count: targets.count)
    for target in counts.columnIndexes { documents[Int(target)] += 1 }
    return documents
  }

  /// Creates a graph from its parts.
  ///
  /// - Precondition: The shape of `counts` is (documents, targets), and its columns ascend in each row.
  package init(documents: [String], targets: [String], counts: SparseMatrix) {
    precondition(
      counts.rows == documents.count && counts.columns == targets.count,
      "counts of shape (\(counts.rows), \(counts.columns)), names of another")
    (self.documents, self.targets, self.counts) = (documents, targets, counts)
  }

  /// Chooses among the links of documents; documents that keep none are left out.
  ///
  /// - Parameters:
  ///   - ids: The id of each document, in any order, without repetition.
  ///   - links: What each document links to.
  ///   - options: Which targets are kept, by the number of documents that link to them.
  /// - Complexity: O(*n* + *d* log *d*) for *n* stored counts and *d* documents.
  public init(ids: [String], _ links: DocumentTermMatrix, _ options: Vocabulary.Options) {
    self.init(ids: ids, links, targets: Vocabulary(of: links, options).terms)
  }

  /// Chooses the links to `targets`, which stand in bytewise order and are all kept.
  package init(ids: [String], _ links: DocumentTermMatrix, targets: [String]) {
    let numbers = Self.numbers(of: links.terms, in: targets)
    let order = ids.indices.sorted { ids[$0].utf8.lexicographicallyPrecedes(ids[$1].utf8) }
    var (documents, offsets): ([String], [Int]) = ([], [0])
    var (columns, values): ([Int32], [Float]) = ([], [])
    for document in order {
      let terms = links.counts.columnIndexes(inRow: document)
      let occurrences = links.counts.values(inRow: document)
      for index in terms.indices {
        guard let number = numbers[Int(terms[index])] else { continue }
        columns.append(number)
        values.append(occurrences[index])
      }
      guard columns.count > offsets[offsets.count - 1] else { continue }
      documents.append(ids[document])
      offsets.append(columns.count)
    }
    self.init(
      documents: documents, targets: targets,
      counts: SparseMatrix(
        rows: documents.count, columns: targets.count, rowOffsets: offsets,
        columnIndexes: columns, values: values))
  }

  /// The number of each term in `kept`, both in bytewise order, or nil.
  private static func numbers(of terms: [String], in kept: [String]) -> [Int32?] {
    var next = 0
    return terms.map { term in
      while next < kept.count, kept[next].utf8.lexicographicallyPrecedes(term.utf8) { next += 1 }
      return next < kept.count && kept[next].utf8.elementsEqual(term.utf8) ? Int32(next) : nil
    }
  }

  /// The pairs, each as often as it occurs, by document and then by target.
  public var pairs: [LinkPair] {
    var pairs: [LinkPair] = []
    pairs.reserveCapacity(counts.values.count)
    for document in documents.indices {
      let targets = counts.columnIndexes(inRow: document)
      let repeats = counts.values(inRow: document)
      for index in targets.indices {
        let pair = LinkPair(document: Int32(document), target: targets[index])
        for _ in 0..<Int(repeats[index]) { pairs.append(pair) }
      }
    }
    return pairs
  }

  /// Whether a document links to a target.
  ///
  /// - Complexity: O(log *n*) for *n* targets of the document.
  public func contains(_ pair: LinkPair) -> Bool {
    let targets = counts.columnIndexes(inRow: Int(pair.document))
    var (low, high) = (0, targets.count)
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < pair.target { low = middle + 1 } else { high = middle }
    }
    return low < targets.count && targets[low] == pair.target
  }
}
