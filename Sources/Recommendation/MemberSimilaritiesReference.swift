import LinearAlgebra

extension MemberSimilarities {
  /// The same by plain loops in double precision, one pair of vectors at a time.
  ///
  /// - Complexity: O(*products* × *members* × *dimensions*)
  package static func reference(
    _ products: Matrix, _ vectors: Matrix, _ members: ClusterMembers, nearest: Int
  ) -> [[Double]] {
    (0..<products.rows).map { product in
      members.rows.map { rows in
        let cosines = rows.map { cosine(products[row: product], vectors[row: $0]) }
        let best = cosines.sorted(by: >).prefix(nearest)
        return best.isEmpty ? 0 : best.reduce(0, +) / Double(best.count)
      }
    }
  }
}

private func cosine(_ a: Span<Float>, _ b: Span<Float>) -> Double {
  var (product, first, second) = (0.0, 0.0, 0.0)
  for i in a.indices {
    product += Double(a[i]) * Double(b[i])
    first += Double(a[i]) * Double(a[i])
    second += Double(b[i]) * Double(b[i])
  }
  let lengths = (first * second).squareRoot()
  return lengths > 0 ? product / lengths : 0
}
