import LinearAlgebra

/// The forces that push points apart on the map, summed on a grid ([Linderman et al. 2019], FIt-SNE).
///
/// Each point is stood for by the nodes around it; the nodes act upon each other by a convolution, and
/// the forces at the nodes give those at the points. Other than there, the force itself is what is
/// summed, with the points as the only charges: two transforms back instead of four, and in single
/// precision nothing cancels.
///
/// [Linderman et al. 2019]: https://doi.org/10.1038/s41592-018-0308-4
package struct GridInterpolation: Sendable {
  /// The transforms of the kernels, kept as long as the grid has their size.
  private var kernels: GridKernels?

  /// Creates sums without a grid, which is laid over the places that come.
  package init() {}

  /// Sums the forces.
  ///
  /// - Parameters:
  ///   - places: Where the points are; finite numbers.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Returns: The forces on each point, and their normalization.
  /// - Complexity: O(*n* + *m*² log *m*) where *m* is twice the width of the map.
  package mutating func repulsion(_ places: [SIMD2<Float>], threads: Int) -> Repulsion {
    guard !places.isEmpty else { return Repulsion(forces: [], normalization: 0) }
    let (grid, convolution) = convolution(places, threads: threads)
    let field = convolution.forces(threads: threads)
    let forces = [SIMD2<Float>].make(
      count: places.count, chunk: pointChunk, threads: threads
    ) { range, forces in
      let (places, field) = (places.span, field.span)
      for point in range {
        forces[point - range.lowerBound] = grid.interpolate(field, at: places[point])
      }
    }.elements
    let total = convolution.totalNearness(threads: threads)
    // A point is as near as can be to itself, and that does not count.
    return Repulsion(forces: forces, normalization: max(total - Double(places.count), 1e-30))
  }

  /// The grid over places, and what they add up to on it.
  mutating func convolution(
    _ places: [SIMD2<Float>], threads: Int
  ) -> (grid: MapGrid, convolution: GridConvolution) {
    let low = places.reduce(places[0]) { pointwiseMin($0, $1) }
    let high = places.reduce(places[0]) { pointwiseMax($0, $1) }
    let grid = MapGrid(from: low, to: high, keeping: kernels.map { ($0.nodes, $0.spacing) })
    let kernels = kernels(for: grid, threads: threads)
    return (
      grid, GridConvolution(GridPlaces(places, on: grid), on: grid, kernels, threads: threads)
    )
  }

  private mutating func kernels(for grid: MapGrid, threads: Int) -> GridKernels {
    if let kernels, kernels.nodes == grid.nodes, kernels.spacing == grid.spacing { return kernels }
    let made = GridKernels(nodes: grid.nodes, spacing: grid.spacing, threads: threads)
    kernels = made
    return made
  }
}

extension MapGrid {
  /// The value at a place of what is known at the nodes, of shape (nodes, nodes).
  @inline(__always)
  func interpolate(_ field: Span<SIMD2<Float>>, at place: SIMD2<Float>) -> SIMD2<Float> {
    let position = position(place)
    let (column, row) = (cell(position.x), cell(position.y))
    let across = Self.weights(position.x - Float(column))
    let down = Self.weights(position.y - Float(row))
    var sum = SIMD2<Float>.zero
    for line in 0..<4 {
      let start = (row - 1 + line) * nodes + column - 1
      let a = field[start] * across.x + field[start + 1] * across.y
      let b = field[start + 2] * across.z + field[start + 3] * across.w
      sum += (a + b) * down[line]
    }
    return sum
  }

  /// The same for single numbers.
  @inline(__always)
  func interpolate(_ field: Span<Float>, at place: SIMD2<Float>) -> Float {
    let position = position(place)
    let (column, row) = (cell(position.x), cell(position.y))
    let across = Self.weights(position.x - Float(column))
    let down = Self.weights(position.y - Float(row))
    var sum: Float = 0
    for line in 0..<4 {
      let start = (row - 1 + line) * nodes + column - 1
      let numbers = SIMD4(field[start], field[start + 1], field[start + 2], field[start + 3])
      sum += (numbers * across).sum() * down[line]
    }
    return sum
  }
}
