import LinearAlgebra
import NearestNeighbors

extension CentroidSearch {
  /// The squared distances of all points from all centroids, of shape (points, clusters).
  ///
  /// They are as near the true ones as single precision gets, and exactly 0 for equal vectors only.
  ///
  /// - Complexity: O(*points* × *clusters* × *dimensions*)
  func squaredDistances(_ points: PointSource, threads: Int) -> Matrix {
    Matrix.make(
      rows: points.rows, columns: clusters, chunk: PointBlock.capacity * 4, threads: threads
    ) { range, elements in
      var block = PointBlock(self)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: PointBlock.capacity) {
        block.removeAll()
        block.append(start..<min(start + PointBlock.capacity, range.upperBound), of: points)
        block.multiply()
        for index in block.rows.indices {
          let first = (block.rows[index] - range.lowerBound) * clusters
          var row = elements._mutatingExtracting(first..<first + clusters)
          store(block, index, of: points, in: &row)
        }
      }
    }.matrix
  }

  private func store(
    _ block: borrowing PointBlock, _ index: Int, of points: PointSource,
    in distances: inout MutableSpan<Float>
  ) {
    let (square, products) = (block.squares[index], block[products: index])
    // Where the difference of large numbers has lost its digits.
    let uncertain = 16 * (2 * costError(square) + lengthError(square))
    var point: [Float] = []
    for cluster in products.indices {
      let distance = square + 2 * (halfSquares[cluster] - products[cluster])
      if distance > uncertain {
        distances[cluster] = distance
        continue
      }
      if point.isEmpty {
        point = [Float](repeating: 0, count: dimensions)
        var span = point.mutableSpan
        points.copy(block.rows[index]..<block.rows[index] + 1, into: &span)
      }
      distances[cluster] = Float(exactSquaredDistance(point.span, centroids[row: cluster]))
    }
  }
}

extension PointSource {
  /// Some of the points, in the order given.
  func gather(_ indexes: [Int]) -> Matrix {
    Matrix.make(rows: indexes.count, columns: columns, chunk: max(1, indexes.count), threads: 1) {
      rows, elements in
      for row in rows {
        var target = elements._mutatingExtracting(row * columns..<(row + 1) * columns)
        copy(indexes[row]..<indexes[row] + 1, into: &target)
      }
    }.matrix
  }
}

/// The number of points that a thread takes at a time: at most 64 chunks, because each has results
/// of its own, and not so few points that handing over dominates.
func pointChunk(_ points: Int) -> Int { max(1024, (points + 63) / 64) }
