import LinearAlgebra

/// The Fourier transforms of the kernels of t-SNE on a grid: how near two points are, 1 / (1 + *d*²),
/// and the force between them, (*x*, *y*) / (1 + *d*²)².
///
/// The first is even along both axes, so its transform is real; the second is odd along one, so its
/// transform is imaginary. The force along *y* is that along *x* with the axes exchanged.
struct GridKernels: Sendable {
  /// The number of nodes along a side.
  let nodes: Int
  /// The distance of nodes they were made for.
  let spacing: Float
  /// The length of the transforms: twice the nodes, so that what is pushed over one edge does not come
  /// in at the other.
  let length: Int
  /// The transform of the nearness, of shape (frequencies along *x*, frequencies along *y*), where
  /// both are `0...nodes`; divided by ``length`` squared.
  private(set) var nearness: [Float] = []
  /// The imaginary part of the transform of the force along *x*, of the same shape.
  private(set) var force: [Float] = []
  /// The same along *y*: the transpose.
  private(set) var crossForce: [Float] = []
  /// The transform of rows and columns.
  let forward: FourierTransform
  /// Its inverse, times ``length``.
  let inverse: FourierTransform

  private static let chunk = 8

  /// Transforms the kernels for a grid.
  ///
  /// - Complexity: O(*m*² log *m*) for *m* nodes along a side.
  init(nodes: Int, spacing: Float, threads: Int) {
    let length = 2 * nodes
    let forward = FourierTransform(length: length, inverse: false)
    self.nodes = nodes
    self.spacing = spacing
    self.length = length
    self.forward = forward
    inverse = FourierTransform(length: length, inverse: true)
    let frequencies = nodes + 1
    // Rows of nearness + force: the even part gives the real part of the transform, the odd part the
    // imaginary one.
    let rows = [SIMD2<Float>].make(
      count: frequencies * frequencies, chunk: frequencies * Self.chunk, threads: threads
    ) { range, rows in
      Self.transformRows(
        range.lowerBound / frequencies..<range.upperBound / frequencies, nodes: nodes,
        spacing: spacing, by: forward, into: &rows)
    }.elements
    // Both parts are even along y.
    let both = [SIMD2<Float>].make(
      count: frequencies * frequencies, chunk: frequencies * Self.chunk, threads: threads
    ) { range, columns in
      Self.transformColumns(
        range.lowerBound / frequencies..<range.upperBound / frequencies, nodes: nodes, of: rows,
        by: forward, into: &columns)
    }.elements
    let scale = 1 / (Float(length) * Float(length))
    nearness = both.map { $0.x * scale }
    force = both.map { $0.y * scale }
    crossForce =
      Matrix(rows: frequencies, columns: frequencies, elements: force).transposed()
      .elements
  }

  /// The transforms along *x* for rows of the kernels at these distances along *y*.
  private static func transformRows(
    _ range: Range<Int>, nodes: Int, spacing: Float, by forward: FourierTransform,
    into rows: inout MutableSpan<SIMD2<Float>>
  ) {
    let length = 2 * nodes
    var storage = [SIMD2<Float>](repeating: .zero, count: 2 * length)
    for row in range {
      storage.withScratch(length) { input, output in
        let y = Float(row) * spacing
        for column in 0..<length {
          // The second half stands for negative distances.
          let x = Float(column <= nodes ? column : column - length) * spacing
          let nearness = 1 / (1 + x * x + y * y)
          let force = column == nodes ? 0 : x * nearness * nearness
          input[column] = SIMD2(nearness + force, 0)
        }
        forward.transform(input, into: &output)
        let start = (row - range.lowerBound) * (nodes + 1)
        for frequency in 0...nodes { rows[start + frequency] = output[frequency] }
      }
    }
  }

  /// The transforms along *y* of columns of `rows`.
  private static func transformColumns(
    _ range: Range<Int>, nodes: Int, of rows: [SIMD2<Float>], by forward: FourierTransform,
    into columns: inout MutableSpan<SIMD2<Float>>
  ) {
    let length = 2 * nodes
    var storage = [SIMD2<Float>](repeating: .zero, count: 2 * length)
    for column in range {
      storage.withScratch(length) { input, output in
        for row in 0..<length {
          input[row] = rows[min(row, length - row) * (nodes + 1) + column]
        }
        forward.transform(input, into: &output)
        let start = (column - range.lowerBound) * (nodes + 1)
        for frequency in 0...nodes { columns[start + frequency] = output[frequency] }
      }
    }
  }
}

extension [SIMD2<Float>] {
  /// Calls `body` with the first `length` numbers and the next `length`, to work on.
  mutating func withScratch(
    _ length: Int,
    _ body: (
      _ input: inout MutableSpan<SIMD2<Float>>, _ output: inout MutableSpan<SIMD2<Float>>
    ) -> Void
  ) {
    unsafe withUnsafeMutableBufferPointer { buffer in
      // Two halves that do not overlap.
      var input = unsafe MutableSpan(_unsafeElements: .init(rebasing: buffer[..<length]))
      var output = unsafe MutableSpan(
        _unsafeElements: .init(rebasing: buffer[length..<2 * length]))
      body(&input, &output)
    }
  }
}
