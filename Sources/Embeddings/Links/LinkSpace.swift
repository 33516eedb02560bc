import DocumentTerms
import LinearAlgebra

/// Vectors of documents and of what they link to, in one space.
///
/// The rows are as they were trained, so that training can go on with them; ``documentVectors(threads:)``
/// and ``targetVectors(threads:)`` have them with length 1.
public struct LinkSpace: Sendable {
  /// The ids of the documents, in bytewise order.
  public let documents: [String]
  /// The targets, in bytewise order.
  public let targets: [String]
  /// The number of documents that link to each target.
  public let documentsOfTarget: [Int]
  /// The trained rows, of shape (documents, dimensions).
  public let documentRows: Matrix
  /// The trained rows, of shape (targets, dimensions).
  public let targetRows: Matrix
  /// What a cosine says about a pair.
  public let objective: LinkObjective

  /// The number of dimensions.
  public var dimensions: Int { targetRows.columns }

  /// Creates a space from its parts.
  public init(
    documents: [String], targets: [String], documentsOfTarget: [Int], documentRows: Matrix,
    targetRows: Matrix, objective: LinkObjective
  ) {
    precondition(
      documents.count == documentRows.rows && targets.count == targetRows.rows
        && targets.count == documentsOfTarget.count
        && documentRows.columns == targetRows.columns, "parts of different shapes")
    (self.documents, self.targets) = (documents, targets)
    self.documentsOfTarget = documentsOfTarget
    (self.documentRows, self.targetRows) = (documentRows, targetRows)
    self.objective = objective
  }

  /// The space of a trainer's vectors.
  public init(_ trainer: borrowing LinkTrainer, of graph: LinkGraph, threads: Int) {
    self.init(
      documents: graph.documents, targets: graph.targets,
      documentsOfTarget: graph.documentsOfTarget, documentRows: trainer.documents(threads: threads),
      targetRows: trainer.targets(threads: threads), objective: trainer.objective)
  }

  /// The documents' vectors, of shape (documents, dimensions) and length 1.
  public func documentVectors(threads: Int) -> Matrix { unit(documentRows, threads: threads) }

  /// The targets' vectors, of shape (targets, dimensions) and length 1.
  public func targetVectors(threads: Int) -> Matrix { unit(targetRows, threads: threads) }

  /// The number of each target that `links` names, or nil, by the number of the term there.
  package func numbers(of links: DocumentTermMatrix) -> [Int32?] {
    let numbers = Dictionary(targets.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    return links.terms.map { numbers[$0] }
  }

  /// The mean of the vectors of what each thing links to, of shape (things, dimensions) and length 1;
  /// zeros where no target is known.
  ///
  /// - Complexity: O(*n* × *d*) for *n* links.
  public func means(of links: DocumentTermMatrix, threads: Int) -> Matrix {
    let vectors = targetVectors(threads: threads)
    let numbers = numbers(of: links)
    var means = Matrix(rows: links.count, columns: dimensions)
    means.forEachRow(threads: threads) { row, mean in
      let terms = links.counts.columnIndexes(inRow: row)
      for index in terms.indices {
        guard let number = numbers[Int(terms[index])] else { continue }
        addScaled(vectors[row: Int(number)], times: 1, to: &mean)
      }
      normalize(&mean)
    }
    return means
  }
}

private func unit(_ rows: Matrix, threads: Int) -> Matrix {
  var vectors = rows
  vectors.forEachRow(threads: threads) { _, row in normalize(&row) }
  return vectors
}
