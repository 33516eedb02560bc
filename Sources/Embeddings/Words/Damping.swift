import Glibc

/// How much of the changes that several chunks made to the same row counts.
///
/// Chunks that are trained beside one another all start from the same row. Where each made few updates,
/// the sum of the changes is what one after the other would have made. A row of a common word, though,
/// goes most of the way to where it is pulled within each chunk, and the sum would carry it beyond, the
/// farther the more chunks there are.
///
/// An update takes a row a fraction of its way: *n* of them leave (1 − *a*)ⁿ ≈ e^(−*a n*) of it. Chunks of
/// *n*₁, *n*₂, … updates hence go 1 − e^(−*a n*₁), … of the way each, and one after the other they would
/// have gone 1 − e^(−*a* (*n*₁ + *n*₂ + …)). The sum of the changes is multiplied by the ratio of the two:
/// 1 for few updates, a mean for many. *a* is the learning rate times a constant.
struct Damping: Sendable {
  private let rate: Float
  /// 1 − e^(−*a n*) for small *n*.
  private let table: [Float]

  /// Creates the damping of rows that updates move by a share of `rate`.
  init(rate: Float) {
    self.rate = rate
    table = (0..<1024).map { -expm1(-rate * Float($0)) }
  }

  /// How much of its way a row goes in some updates.
  func way(_ updates: Float) -> Float {
    let index = Int(updates)
    return index < table.count ? table[index] : -expm1(-rate * updates)
  }

  /// What the sum of changes is multiplied by, where chunks went `ways` of the way in all and made
  /// `updates` updates.
  func factor(updates: Float, ways: Float) -> Float { ways > 0 ? min(1, way(updates) / ways) : 1 }
}
