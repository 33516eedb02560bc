import LinearAlgebra

extension StaticEmbedding {
  /// The vectors of texts by the definition, in doubles: tests compare with it.
  package func referenceVectors(_ texts: [[Int32]]) -> [[Double]] {
    texts.map { ids in
      let known = ids.filter { $0 != unknown }
      guard !known.isEmpty else { return [Double](repeating: 0, count: dimensions) }
      let mean = (0..<dimensions).map { column in
        var sum = 0.0
        for id in known {
          let row = mapping.map { Int($0[Int(id)]) } ?? Int(id)
          sum += Double(rows[row, column]) * Double(weights?[Int(id)] ?? 1)
        }
        return sum / Double(known.count)
      }
      let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return normalizes && length > 0 ? mean.map { $0 / length } : mean
    }
  }
}
