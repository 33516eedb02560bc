import LinearAlgebra

/// How near each product is to the members of each cluster that are nearest to it.
///
/// The mean of a cluster of two tastes lies between them, where nobody is. A product is therefore also
/// compared with single members: its similarity is the mean of its cosines with the few members that
/// it is most like.
public struct MemberSimilarities: Sendable {
  /// The means, of shape (products, clusters); 0 for a cluster without members.
  public let values: Matrix

  /// Products that one call works on, and members that they are multiplied with at once.
  private static let (productChunk, memberBlock) = (128, 1_024)

  /// Compares products with members by products of blocks.
  ///
  /// - Parameters:
  ///   - products: The vectors of the products, of shape (products, dimensions), each of length 1.
  ///   - vectors: The vectors of the members, of shape (vectors, dimensions).
  ///   - members: The rows of each cluster.
  ///   - nearest: The number of members that are averaged; all of a smaller cluster.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*products* × *members* × *dimensions*); memory for the result, and about 4 MB a
  ///   thread at 384 dimensions.
  public init(
    _ products: Matrix, _ vectors: Matrix, _ members: ClusterMembers, nearest: Int, threads: Int
  ) {
    precondition(nearest > 0, "the mean of \(nearest) members")
    precondition(products.columns == vectors.columns, "dimensions differ")
    values =
      Matrix.make(
        rows: products.rows, columns: members.rows.count, chunk: Self.productChunk,
        threads: threads
      ) { rows, means in
        for (cluster, list) in members.rows.enumerated() {
          var lists = NearestLists(rows: rows.count, count: min(nearest, list.count))
          for start in stride(from: 0, to: list.count, by: Self.memberBlock) {
            let block = unitRows(
              vectors.rows(list[start..<min(start + Self.memberBlock, list.count)]))
            lists.add(cosines(products, rows, block), columns: block.rows)
          }
          for row in 0..<rows.count {
            means[row * members.rows.count + cluster] = lists.mean(ofRow: row)
          }
        }
      }.matrix
  }
}

/// The inner products of some rows of `a` with all rows of `b`, row after row.
private func cosines(_ a: Matrix, _ rows: Range<Int>, _ b: Matrix) -> [Float] {
  var result = [Float](repeating: 0, count: rows.count * b.rows)
  var span = result.mutableSpan
  multiplyTransposed(a[rows: rows], b.elements.span, columns: a.columns, into: &span)
  return result
}

/// The largest numbers that each of some rows has met, largest first.
private struct NearestLists {
  private let rows: Int
  private let count: Int
  private var numbers: [Float]

  init(rows: Int, count: Int) {
    (self.rows, self.count) = (rows, count)
    numbers = [Float](repeating: -.infinity, count: rows * count)
  }

  /// Adds a block of numbers of shape (rows, `columns`).
  mutating func add(_ block: [Float], columns: Int) {
    guard count > 0 else { return }
    for row in 0..<rows {
      let (first, last) = (row * count, (row + 1) * count - 1)
      var least = numbers[last]
      for place in row * columns..<(row + 1) * columns where block[place] > least {
        insert(block[place], first: first, last: last)
        least = numbers[last]
      }
    }
  }

  private mutating func insert(_ number: Float, first: Int, last: Int) {
    var place = last
    while place > first, numbers[place - 1] < number {
      numbers[place] = numbers[place - 1]
      place -= 1
    }
    numbers[place] = number
  }

  /// The mean of a row's list; 0 of an empty one.
  func mean(ofRow row: Int) -> Float {
    guard count > 0 else { return 0 }
    let sum = numbers[row * count..<(row + 1) * count].reduce(0.0) { $0 + Double($1) }
    return Float(sum / Double(count))
  }
}
