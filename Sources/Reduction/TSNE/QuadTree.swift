/// Points of the plane in a tree of squares, each divided into four until few points are left in it.
///
/// The points are sorted along a curve that visits one square after the other (Morton's order), so a
/// square is a range of them. The squares are stored in the order in which one walks through them; each
/// knows where to go on if what is inside does not matter.
struct QuadTree: Sendable {
  struct Square: BitwiseCopyable, Sendable {
    /// The mean place of the points in it.
    var center: SIMD2<Float>
    /// Their number.
    var count: Float
    /// The square of its width.
    var squaredWidth: Float
    /// Where to go on after it.
    var next: Int32
    /// Its points, in the order of ``places``; empty unless they are to be looked at one by one.
    var first, last: Int32
  }

  private(set) var squares: [Square] = []
  /// The places, in the order of the curve.
  let places: [SIMD2<Float>]
  /// The points they belong to.
  let order: [Int32]

  /// Divisions: the smallest squares are 1/65,536 of the map wide.
  private static let levels = 16
  /// A square of so few points is not divided.
  private static let leaf = 4

  /// Sorts places into squares.
  ///
  /// - Precondition: All numbers are finite, and there is a place.
  /// - Complexity: O(*n* log *n*)
  init(_ places: [SIMD2<Float>]) {
    let low = places.reduce(places[0]) { pointwiseMin($0, $1) }
    let high = places.reduce(places[0]) { pointwiseMax($0, $1) }
    let width = max((high - low).max(), .leastNormalMagnitude)
    let codes = places.map { place -> UInt32 in
      let cell = ((place - low) / width * 65_536).clamped(
        lowerBound: .zero, upperBound: SIMD2(repeating: 65_535))
      return Self.spread(UInt32(cell.x)) | Self.spread(UInt32(cell.y)) << 1
    }
    let keys = codes.indices.map { UInt64(codes[$0]) << 32 | UInt64($0) }.sorted()
    order = keys.map { Int32(truncatingIfNeeded: $0) }
    self.places = order.map { places[Int($0)] }
    var builder = Builder(codes: keys.map { UInt32($0 >> 32) }, places: self.places)
    builder.divide(0..<places.count, level: 0, width: width)
    squares = builder.squares
  }

  /// The bits of a number of 16 bits, each followed by a zero.
  private static func spread(_ number: UInt32) -> UInt32 {
    var x = number
    x = (x | x << 8) & 0x00ff_00ff
    x = (x | x << 4) & 0x0f0f_0f0f
    x = (x | x << 2) & 0x3333_3333
    return (x | x << 1) & 0x5555_5555
  }

  private struct Builder {
    let codes: [UInt32]
    /// The sums of the places before each.
    let sums: [SIMD2<Double>]
    var squares: [Square] = []

    init(codes: [UInt32], places: [SIMD2<Float>]) {
      self.codes = codes
      var sums = [SIMD2<Double>.zero]
      sums.reserveCapacity(places.count + 1)
      for place in places { sums.append(sums[sums.count - 1] + SIMD2(place)) }
      self.sums = sums
    }

    mutating func divide(_ range: Range<Int>, level: Int, width: Float) {
      let center = (sums[range.upperBound] - sums[range.lowerBound]) / Double(range.count)
      let isLeaf = range.count <= QuadTree.leaf
      let square = squares.count
      // Points that even the smallest squares do not separate count as one of their mass.
      squares.append(
        Square(
          center: SIMD2<Float>(center), count: Float(range.count), squaredWidth: width * width,
          next: 0, first: Int32(range.lowerBound),
          last: Int32(isLeaf ? range.upperBound : range.lowerBound)))
      if !isLeaf, level < QuadTree.levels {
        let shift = UInt32(2 * (QuadTree.levels - 1 - level))
        var start = range.lowerBound
        while start < range.upperBound {
          let quarter = codes[start] >> shift
          var end = start + 1
          while end < range.upperBound, codes[end] >> shift == quarter { end += 1 }
          divide(start..<end, level: level + 1, width: width / 2)
          start = end
        }
      }
      squares[square].next = Int32(squares.count)
    }
  }
}
