import LinearAlgebra

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
