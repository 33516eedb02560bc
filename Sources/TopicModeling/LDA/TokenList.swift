import LinearAlgebra

/// The tokens of documents one by one, in the order of the documents and in that of the terms.
struct TokenList: Sendable {
  /// Where the tokens of each document begin, and where the last ones end.
  let documentOffsets: [Int]
  /// The term of each token, document after document.
  let terms: [Int32]
  /// Where each term begins in ``positions``, and where the last one ends.
  let termOffsets: [Int]
  /// The places in ``terms`` of the tokens of each term, ascending within a term.
  let positions: [Int32]

  /// The number of documents.
  var documents: Int { documentOffsets.count - 1 }
  /// The number of different terms.
  var vocabulary: Int { termOffsets.count - 1 }
  /// The number of tokens.
  var count: Int { terms.count }

  /// Lists the tokens of counts of shape (documents, vocabulary).
  ///
  /// - Precondition: There are fewer than 2³¹ tokens.
  /// - Complexity: O(*tokens* + *vocabulary*)
  init(_ counts: SparseMatrix) {
    var documentOffsets = [0]
    documentOffsets.reserveCapacity(counts.rows + 1)
    var terms: [Int32] = []
    for document in 0..<counts.rows {
      let columns = counts.columnIndexes(inRow: document)
      let values = counts.values(inRow: document)
      for index in columns.indices {
        for _ in 0..<Int(values[index].rounded()) { terms.append(columns[index]) }
      }
      documentOffsets.append(terms.count)
    }
    precondition(terms.count < Int32.max, "\(terms.count) tokens are too many")
    var termOffsets = [Int](repeating: 0, count: counts.columns + 1)
    for term in terms { termOffsets[Int(term) + 1] += 1 }
    for term in 0..<counts.columns { termOffsets[term + 1] += termOffsets[term] }
    var next = termOffsets
    var positions = [Int32](repeating: 0, count: terms.count)
    for (position, term) in terms.enumerated() {
      positions[next[Int(term)]] = Int32(position)
      next[Int(term)] += 1
    }
    self.documentOffsets = documentOffsets
    self.terms = terms
    self.termOffsets = termOffsets
    self.positions = positions
  }
}
