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
  private let kernels: GridKernels
  /// The transforms of the columns, of shape (frequencies along *x*, length).
  private let spectrum: [SIMD2<Float>]

  private static let rowBlock = 8
  private static let columnBlock = 8

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

extension GridConvolution {
  /// The sum over all pairs of points, each with itself too, of 1 / (1 + *d*²).
  ///
  /// The transform keeps inner products (Parseval's theorem), so the nodes need not be summed.
  func totalNearness(threads: Int) -> Double {
    let (nodes, length) = (kernels.nodes, kernels.length)
    let sums = parallelMap(count: nodes + 1, chunk: Self.columnBlock, threads: threads) { range in
      let (spectrum, kernel) = (spectrum.span, kernels.nearness.span)
      var total = 0.0
      for column in range {
        var sum = 0.0
        for row in 0..<length {
          let number = spectrum[column * length + row]
          let factor = kernel[column * (nodes + 1) + min(row, length - row)]
          sum += Double((number.x * number.x + number.y * number.y) * factor)
        }
        // All others stand for two columns.
        total += column == 0 || column == nodes ? sum : 2 * sum
      }
      return total
    }
    return sums.reduce(0, +)
  }

  /// The forces at the nodes, of shape (nodes, nodes): the sum over all points of (1 / (1 + *d*²))²
  /// times the way from there.
  func forces(threads: Int) -> [SIMD2<Float>] {
    convolve(threads: threads) { column, numbers, kernels, sums, differences in
      let (force, crossForce) = (kernels.force.span, kernels.crossForce.span)
      let start = column * (kernels.nodes + 1)
      for row in numbers.indices {
        let number = numbers[row]
        let mirrored = row > kernels.nodes
        let place = start + (mirrored ? kernels.length - row : row)
        let y = mirrored ? -crossForce[place] : crossForce[place]
        // The force along x as the real part and that along y as the imaginary one, i·x·n ∓ y·n.
        let (turned, scaled) = (SIMD2(-number.y, number.x) * force[place], number * y)
        sums[row] = turned - scaled
        differences[row] = turned + scaled
      }
    }
  }

  /// The sums over all points of 1 / (1 + *d*²) at the nodes, of shape (nodes, nodes).
  func potentials(threads: Int) -> [Float] {
    convolve(threads: threads) { column, numbers, kernels, sums, differences in
      let (nearness, start) = (kernels.nearness.span, column * (kernels.nodes + 1))
      for row in numbers.indices {
        let product = numbers[row] * nearness[start + min(row, kernels.length - row)]
        sums[row] = product
        differences[row] = product
      }
    }.map(\.x)
  }

  /// Multiplies the frequencies of a column by *u* + *iv* and by *u* − *iv*, where *u* and *v* are the
  /// transforms of the two kernels whose sums are wanted as the real and as the imaginary part.
  private typealias Multiplication =
    @Sendable (
      _ column: Int, _ numbers: Span<SIMD2<Float>>, _ kernels: GridKernels,
      _ sums: inout MutableSpan<SIMD2<Float>>, _ differences: inout MutableSpan<SIMD2<Float>>
    ) -> Void

  /// Multiplies the frequencies by a kernel and transforms them back: the sums at the nodes, of shape
  /// (nodes, nodes).
  private func convolve(threads: Int, _ multiply: Multiplication) -> [SIMD2<Float>] {
    let (nodes, length, inverse) = (kernels.nodes, kernels.length, kernels.inverse)
    // For each column those of u + iv and then those of u − iv, of the rows that are on the grid.
    let columns = [SIMD2<Float>].make(
      count: (nodes + 1) * length, chunk: Self.columnBlock * length, threads: threads
    ) { range, columns in
      var products = [SIMD2<Float>](repeating: .zero, count: 2 * length)
      var storage = products
      for start in stride(from: range.lowerBound, to: range.upperBound, by: length) {
        products.withScratch(length) { sums, differences in
          multiply(
            start / length, spectrum.span.extracting(start..<start + length), kernels, &sums,
            &differences)
          storage.withScratch(length) { output, other in
            inverse.transform(sums, into: &output)
            inverse.transform(differences, into: &other)
            let target = start - range.lowerBound
            for row in 0..<nodes {
              columns[target + row] = output[row]
              columns[target + nodes + row] = other[row]
            }
          }
        }
      }
    }.elements
    return [SIMD2<Float>].make(
      count: nodes * nodes, chunk: Self.rowBlock * nodes, threads: threads
    ) { range, rows in
      Self.inverseRows(
        range.lowerBound / nodes, nodes: nodes, of: columns, by: inverse, into: &rows)
    }.elements
  }

  /// Transforms eight rows from `first` on back along *x*.
  private static func inverseRows(
    _ first: Int, nodes: Int, of columns: [SIMD2<Float>], by inverse: FourierTransform,
    into rows: inout MutableSpan<SIMD2<Float>>
  ) {
    let length = 2 * nodes
    var block = [SIMD2<Float>](repeating: .zero, count: rowBlock * length)
    var numbers = block.mutableSpan
    let columns = columns.span
    for column in 0...nodes {
      for row in 0..<rowBlock {
        let start = column * length + first + row
        numbers[row * length + column] = columns[start]
        guard column > 0, column < nodes else { continue }
        // The other half of the frequencies, by the symmetry of real numbers.
        let difference = columns[start + nodes]
        numbers[row * length + length - column] = SIMD2(difference.x, -difference.y)
      }
    }
    var storage = [SIMD2<Float>](repeating: .zero, count: 2 * length)
    for row in 0..<rowBlock {
      storage.withScratch(length) { input, output in
        let numbers = block.span
        for index in 0..<length { input[index] = numbers[row * length + index] }
        inverse.transform(input, into: &output)
        for column in 0..<nodes { rows[row * nodes + column] = output[column] }
      }
    }
  }
}
