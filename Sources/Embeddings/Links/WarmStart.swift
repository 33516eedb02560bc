import LinearAlgebra

extension LinkSpace {
  /// Vectors to start another training with: the rows of this space for the names that it has, and
  /// `random` ones for the others.
  ///
  /// - Parameters:
  ///   - graph: The links to train with.
  ///   - options: How they are to be trained.
  /// - Returns: Rows of the documents and of the targets, or nil if the space has other dimensions.
  public func start(
    for graph: LinkGraph, _ options: LinkTrainer.Options
  ) -> (documents: Matrix, targets: Matrix)? {
    guard dimensions == options.dimensions else { return nil }
    return (
      Self.rows(documents, documentRows, for: graph.documents, else: options.startOfDocuments),
      Self.rows(targets, targetRows, for: graph.targets, else: options.startOfTargets)
    )
  }

  private static func rows(
    _ names: [String], _ rows: Matrix, for others: [String], else random: ([String]) -> Matrix
  ) -> Matrix {
    let numbers = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    var result = random(others)
    result.forEachRow(threads: 1) { index, row in
      guard let number = numbers[others[index]] else { return }
      let known = rows[row: number]
      for column in row.indices { row[column] = known[column] }
    }
    return result
  }
}

extension LinkTrainer.Options {
  /// Random vectors of documents to start with, uniform from -0.05 to 0.05 as Keras draws them, of shape
  /// (names, dimensions). Each depends on its name, so it stays when others come and go.
  public func startOfDocuments(_ names: [String]) -> Matrix { start(names, "document") }

  /// Random vectors of targets to start with; see ``startOfDocuments(_:)``.
  public func startOfTargets(_ names: [String]) -> Matrix { start(names, "target") }

  private func start(_ names: [String], _ kind: String) -> Matrix {
    var vectors = Matrix(rows: names.count, columns: dimensions)
    vectors.forEachRow(threads: 1) { index, row in
      var generator = KeyedGenerator(seed: seed, purpose: "start of \(kind) \(names[index])")
      for column in row.indices { row[column] = generator.uniformFloat() * 0.1 - 0.05 }
    }
    return vectors
  }
}
