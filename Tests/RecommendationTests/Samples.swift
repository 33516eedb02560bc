import LinearAlgebra

/// Random vectors, some of them zero.
func randomVectors(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
  var generator = KeyedGenerator(seed: seed, purpose: "random vectors")
  let elements = (0..<rows * columns).map { index in
    (index / columns) % 17 == 16 ? 0 : Float(generator.gaussian())
  }
  return Matrix(rows: rows, columns: columns, elements: elements)
}

/// The rows of a matrix, each of length 1.
func unit(_ matrix: Matrix) -> Matrix {
  var result = matrix
  result.forEachRow(threads: 1) { normalize(&$1) }
  return result
}
