import LinearAlgebra

/// What points on a grid add up to at every node: the sum of a kernel over all points, by Fourier
/// transforms in two directions.
///
///     let convolution = GridConvolution(places, kernels, threads: threads)
///     let forces = convolution.forces(threads: threads)
///
/// The nodes are real numbers, so rows are transformed in pairs, as the real and the imaginary part,
/// and half of the frequencies tell of the others. Rows are worked on eight at a time, a line of the
/// cache, so that going from rows to columns reads whole lines.
struct GridConvolution: Sendable {
  let kernels: GridKernels
  /// The transforms of the columns, of shape (frequencies along *x*, length).
  let spectrum: [SIMD2<Float>]

  static let rowBlock = 8
  static let columnBlock = 8

  /// Gives the weights of points to the nodes around them, and transforms the sums.
  ///
  /// A node gets the weights of its points in the order in which they are sorted.
  ///
  /// - Complexity: O(*n* + *m*² log *m*) for *m* nodes along a side.
  init(_ places: GridPlaces, on grid: MapGrid, _ kernels: GridKernels, threads: Int) {
    precondition(kernels.nodes == grid.nodes && kernels.spacing == grid.spacing)
    let (nodes, length, frequencies) = (grid.nodes, kernels.length, grid.nodes + 1)
    // Blocks of shape (frequencies, rows of the block).
    let rows = [SIMD2<Float>].make(
      count: nodes * frequencies, chunk: Self.rowBlock * frequencies, threads: threads
    ) { range, block in
      let first = range.lowerBound / frequencies
      let weights = Self.nodeWeights(places, on: grid, rows: first..<first + Self.rowBlock)
      Self.transformRows(weights, nodes: nodes, by: kernels.forward, into: &block)
    }.elements
    spectrum =
      [SIMD2<Float>].make(
        count: frequencies * length, chunk: Self.columnBlock * length, threads: threads
      ) { range, columns in
        var storage = [SIMD2<Float>](repeating: .zero, count: 2 * length)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: length) {
          storage.withScratch(length) { input, output in
            Self.readColumn(start / length, nodes: nodes, of: rows, into: &input)
            kernels.forward.transform(input, into: &output)
            for index in 0..<length { columns[start - range.lowerBound + index] = output[index] }
          }
        }
      }.elements
    self.kernels = kernels
  }

  /// The sums of the weights at the nodes of some rows, of shape (rows, nodes).
  private static func nodeWeights(
    _ places: GridPlaces, on grid: MapGrid, rows: Range<Int>
  ) -> [Float] {
    let nodes = grid.nodes
    var storage = [Float](repeating: 0, count: rows.count * nodes)
    var sums = storage.mutableSpan
    let positions = places.positions.span
    for cell in max(0, rows.lowerBound - 2)..<min(nodes, rows.upperBound + 1) {
      let touched = max(cell - 1, rows.lowerBound)..<min(cell + 3, rows.upperBound)
      for index in places.starts[cell]..<places.starts[cell + 1] {
        let position = positions[index]
        let column = grid.cell(position.x)
        let across = MapGrid.weights(position.x - Float(column))
        let down = MapGrid.weights(position.y - Float(cell))
        for row in touched {
          let start = (row - rows.lowerBound) * nodes + column - 1
          let weights = across * down[row - cell + 1]
          sums[start] += weights.x
          sums[start + 1] += weights.y
          sums[start + 2] += weights.z
          sums[start + 3] += weights.w
        }
      }
    }
    return storage
  }

  /// Transforms rows along *x*, two at a time.
  private static func transformRows(
    _ weights: [Float], nodes: Int, by forward: FourierTransform,
    into block: inout MutableSpan<SIMD2<Float>>
  ) {
    let length = 2 * nodes
    let weights = weights.span
    var storage = [SIMD2<Float>](repeating: .zero, count: 2 * length)
    for row in stride(from: 0, to: rowBlock, by: 2) {
      storage.withScratch(length) { input, output in
        for column in 0..<nodes {
          input[column] = SIMD2(
            weights[row * nodes + column], weights[(row + 1) * nodes + column])
        }
        forward.transform(input, into: &output)
        for frequency in 0...nodes {
          // The even and the odd part belong to the real and the imaginary input.
          let a = output[frequency]
          let b = output[frequency == 0 ? 0 : length - frequency]
          let start = frequency * rowBlock + row
          block[start] = SIMD2(a.x + b.x, a.y - b.y) * 0.5
          block[start + 1] = SIMD2(a.y + b.y, b.x - a.x) * 0.5
        }
      }
    }
  }

  private static func readColumn(
    _ column: Int, nodes: Int, of rows: [SIMD2<Float>], into input: inout MutableSpan<SIMD2<Float>>
  ) {
    let rows = rows.span
    let blockLength = rowBlock * (nodes + 1)
    for block in 0..<nodes / rowBlock {
      let start = block * blockLength + column * rowBlock
      for row in 0..<rowBlock { input[block * rowBlock + row] = rows[start + row] }
    }
  }
}
