import LinearAlgebra

extension DocumentTermMatrix {
  /// The counts of the terms of a vocabulary, of shape (documents, `vocabulary`); others do not count.
  ///
  /// - Parameter vocabulary: Distinct terms.
  /// - Returns: The counts; the columns of a row ascend if `vocabulary` is in bytewise order.
  /// - Complexity: O(*n* + *t*) for *n* stored counts and *t* terms.
  public func counts(of vocabulary: [String]) -> SparseMatrix {
    let numbers = Dictionary(vocabulary.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    let positions = terms.map { numbers[$0] ?? -1 }
    var offsets = [0]
    var columnIndexes: [Int32] = []
    var values: [Float] = []
    offsets.reserveCapacity(counts.rows + 1)
    columnIndexes.reserveCapacity(counts.values.count)
    values.reserveCapacity(counts.values.count)
    for row in 0..<counts.rows {
      let columns = counts.columnIndexes(inRow: row)
      let occurrences = counts.values(inRow: row)
      for index in columns.indices {
        let position = positions[Int(columns[index])]
        guard position >= 0 else { continue }
        columnIndexes.append(position)
        values.append(occurrences[index])
      }
      offsets.append(values.count)
    }
    return SparseMatrix(
      rows: counts.rows, columns: vocabulary.count, rowOffsets: offsets,
      columnIndexes: columnIndexes, values: values)
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
  /// - Complexity: O(*n* log *n*) in the stored counts of a group.
  public func pooled(by groups: [Int], count: Int) -> DocumentTermMatrix {
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
    return DocumentTermMatrix(terms: terms, counts: rows.matrix)
  }
}
