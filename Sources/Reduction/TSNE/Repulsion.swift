/// The forces that push the points of a map apart: for each, the sum over all others of
/// (1 / (1 + *d*²))² times the way from there.
package struct Repulsion: Sendable {
  /// The forces, before they are divided by ``normalization``.
  package let forces: [SIMD2<Float>]
  /// The sum of 1 / (1 + *d*²) over all pairs, each counted twice: what makes the nearness of two
  /// points a share.
  package let normalization: Double
}
