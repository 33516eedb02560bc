import LinearAlgebra
import NearestNeighbors

/// Some points as they are multiplied with centroids: what one thread works on at a time.
struct PointBlock {
  /// The most points of a block: with their products they stay in the cache.
  static let capacity = 256

  /// The indexes of the points.
  private(set) var rows: [Int] = []
  /// Their squared lengths, less the center.
  private(set) var squares: [Float] = []
  /// The points less the center, of shape (``capacity``, dimensions).
  private var packed: [Float]
  private var products: [Float]
  private let search: CentroidSearch

  /// Creates an empty block of points to compare with centroids.
  init(_ search: CentroidSearch) {
    self.search = search
    packed = [Float](repeating: 0, count: Self.capacity * search.dimensions)
    products = [Float](repeating: 0, count: Self.capacity * search.clusters)
    rows.reserveCapacity(Self.capacity)
    squares.reserveCapacity(Self.capacity)
  }

  /// Whether no more points fit.
  var isFull: Bool { rows.count == Self.capacity }

  /// Adds a point.
  mutating func append(_ row: Int, of source: PointSource) {
    let start = rows.count * search.dimensions
    let search = search
    var whole = packed.mutableSpan
    var target = whole._mutatingExtracting(start..<start + search.dimensions)
    source.copy(row..<row + 1, into: &target)
    let square = search.pack(&target)
    squares.append(square)
    rows.append(row)
  }

  /// Adds consecutive points.
  mutating func append(_ range: Range<Int>, of source: PointSource) {
    let search = search
    let start = rows.count * search.dimensions
    var whole = packed.mutableSpan
    var target = whole._mutatingExtracting(start..<start + range.count * search.dimensions)
    source.copy(range, into: &target)
    var added: [Float] = []
    for place in 0..<range.count {
      let first = place * search.dimensions
      var point = target._mutatingExtracting(first..<first + search.dimensions)
      added.append(search.pack(&point))
    }
    squares += added
    rows += range
  }

  /// Takes the last point away again.
  mutating func removeLast() {
    rows.removeLast()
    squares.removeLast()
  }

  /// Takes all points away.
  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    squares.removeAll(keepingCapacity: true)
  }

  /// A packed point.
  subscript(point index: Int) -> Span<Float> {
    @_lifetime(borrow self)
    get {
      let start = index * search.dimensions
      return packed.span.extracting(start..<start + search.dimensions)
    }
  }

  /// Multiplies all points with all centroids.
  mutating func multiply() {
    let (search, count) = (search, rows.count)
    // Taken out, because a block that is changed cannot be read.
    var taken: [Float] = []
    swap(&taken, &products)
    var whole = taken.mutableSpan
    var result = whole._mutatingExtracting(0..<count * search.clusters)
    search.multiply(packed.span.extracting(0..<count * search.dimensions), into: &result)
    swap(&taken, &products)
  }

  /// The products of a point with all centroids, once ``multiply()`` has been called.
  subscript(products index: Int) -> Span<Float> {
    @_lifetime(borrow self)
    get {
      let start = index * search.clusters
      return products.span.extracting(start..<start + search.clusters)
    }
  }
}
