import LinearAlgebra
import RealModule

/// The formulas of t-SNE as plain loops over all pairs in double precision: what the fast sums are tested
/// against.
package enum TSNEReference {
  /// The sums over all other places of (1 / (1 + *d*²))² times the way from there, and the sum of
  /// 1 / (1 + *d*²) over all pairs.
  ///
  /// - Complexity: O(*n*²)
  package static func repulsion(
    _ places: Matrix
  ) -> (forces: [SIMD2<Double>], normalization: Double) {
    var forces = [SIMD2<Double>](repeating: .zero, count: places.rows)
    var normalization = 0.0
    for i in 0..<places.rows {
      for j in 0..<places.rows where j != i {
        let way = Self.way(places, i, j)
        let nearness = 1 / (1 + (way * way).sum())
        normalization += nearness
        forces[i] += nearness * nearness * way
      }
    }
    return (forces, normalization)
  }

  /// The gradient of the divergence at each place: 4 Σ (*p* − *q*) (1 / (1 + *d*²)) × way.
  package static func gradient(_ affinities: SparseMatrix, _ places: Matrix) -> [SIMD2<Double>] {
    let (forces, normalization) = repulsion(places)
    return (0..<places.rows).map { i in
      var sum = SIMD2<Double>.zero
      let (columns, values) = (affinities.columnIndexes(inRow: i), affinities.values(inRow: i))
      for index in columns.indices {
        let way = Self.way(places, i, Int(columns[index]))
        sum += Double(values[index]) / (1 + (way * way).sum()) * way
      }
      return 4 * (sum - forces[i] / normalization)
    }
  }

  /// The divergence Σ *p* log(*p* / *q*).
  package static func divergence(_ affinities: SparseMatrix, _ places: Matrix) -> Double {
    let normalization = repulsion(places).normalization
    var sum = 0.0
    for i in 0..<places.rows {
      let (columns, values) = (affinities.columnIndexes(inRow: i), affinities.values(inRow: i))
      for index in columns.indices {
        let way = Self.way(places, i, Int(columns[index]))
        let q = 1 / (1 + (way * way).sum()) / normalization
        sum += Double(values[index]) * Double.log(Double(values[index]) / q)
      }
    }
    return sum
  }

  private static func way(_ places: Matrix, _ i: Int, _ j: Int) -> SIMD2<Double> {
    SIMD2(
      Double(places[i, 0]) - Double(places[j, 0]), Double(places[i, 1]) - Double(places[j, 1]))
  }
}
