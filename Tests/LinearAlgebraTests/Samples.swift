import LinearAlgebra

/// Lengths below, at and above every width that a compiler may vectorize by.
let kernelLengths = Array(0...40) + [63, 64, 65, 384, 1000]

/// A matrix of independent normal numbers.
func randomMatrix(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
  var generator = KeyedGenerator(seed: seed, purpose: "random matrix")
  let elements = (0..<rows * columns).map { _ in Float(generator.gaussian()) }
  return Matrix(rows: rows, columns: columns, elements: elements)
}

/// A sparse matrix in which each place is filled with probability `density`; some rows stay empty.
func randomSparseMatrix(
  _ rows: Int, _ columns: Int, density: Double, seed: UInt64 = 1
) -> SparseMatrix {
  var generator = KeyedGenerator(seed: seed, purpose: "random sparse matrix")
  var offsets = [0]
  var indexes: [Int32] = []
  var values: [Float] = []
  for row in 0..<rows {
    for column in 0..<columns where row % 7 != 3 && generator.uniform() < density {
      indexes.append(Int32(column))
      values.append(Float(generator.gaussian()))
    }
    offsets.append(values.count)
  }
  return SparseMatrix(
    rows: rows, columns: columns, rowOffsets: offsets, columnIndexes: indexes, values: values)
}

/// The largest difference between two elements in the same place.
func largestDifference(_ a: Matrix, _ b: Matrix) -> Float {
  precondition(a.rows == b.rows && a.columns == b.columns, "shapes differ")
  return zip(a.elements, b.elements).map { abs($0 - $1) }.max() ?? 0
}

/// The largest distance of an element of *a*ᵀ · *a* from the unit matrix.
func orthonormalityError(_ a: Matrix) -> Double {
  let n = a.columns
  let products = gram(a, threads: 1)
  return products.indices.map { abs(products[$0] - ($0 % (n + 1) == 0 ? 1 : 0)) }.max() ?? 0
}
