import LinearAlgebra

/// ``EASE`` as its formula stands in the paper, on full matrices in double precision; tests compare with
/// it, and nothing else should call it.
package enum EASEReference {
  /// The weights, row after row.
  package static func weights(_ interactions: SparseMatrix, regularization: Double) -> [Double] {
    let n = interactions.columns
    var gram = [Double](repeating: 0, count: n * n)
    for user in 0..<interactions.rows {
      let items = interactions.columnIndexes(inRow: user)
      let values = interactions.values(inRow: user)
      for a in items.indices {
        for b in items.indices {
          gram[Int(items[a]) * n + Int(items[b])] += Double(values[a]) * Double(values[b])
        }
      }
    }
    for i in 0..<n { gram[i * n + i] += regularization }
    let inverse = inverted(gram, n)
    return (0..<n * n).map { place in
      let (i, j) = (place / n, place % n)
      return i == j ? 0 : -inverse[place] / inverse[j * n + j]
    }
  }

  /// The inverse by the elimination of Gauss and Jordan, without pivots.
  package static func inverted(_ matrix: [Double], _ n: Int) -> [Double] {
    var a = matrix
    var inverse = (0..<n * n).map { $0 / n == $0 % n ? 1.0 : 0.0 }
    for pivot in 0..<n {
      let scale = 1 / a[pivot * n + pivot]
      for j in 0..<n {
        a[pivot * n + j] *= scale
        inverse[pivot * n + j] *= scale
      }
      for i in 0..<n where i != pivot {
        let factor = a[i * n + pivot]
        for j in 0..<n {
          a[i * n + j] -= factor * a[pivot * n + j]
          inverse[i * n + j] -= factor * inverse[pivot * n + j]
        }
      }
    }
    return inverse
  }
}
