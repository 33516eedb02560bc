import LinearAlgebra

/// Points around a few well separated centers, with the center that each belongs to.
struct Blobs {
  /// The points, of shape (points, dimensions).
  let points: Matrix
  /// The center of each point.
  let truth: [Int]

  /// Draws `sizes[i]` points around center *i*; the points of the centers are shuffled.
  init(sizes: [Int], dimensions: Int, separation: Double = 12, seed: UInt64 = 1) {
    var generator = KeyedGenerator(seed: seed, purpose: "blobs")
    var truth = sizes.indices.flatMap { [Int](repeating: $0, count: sizes[$0]) }
    generator.shuffle(&truth)
    var elements: [Float] = []
    for center in truth {
      for dimension in 0..<dimensions {
        // Corners of a grid: the digits of the number of the center, in base 2.
        let corner = (center >> (dimension % 5)) & 1
        elements.append(Float(Double(corner) * separation + generator.gaussian()))
      }
    }
    points = Matrix(rows: truth.count, columns: dimensions, elements: elements)
    self.truth = truth
  }
}
