import LinearAlgebra

/// Some queries and what was found for each: the part of a search that one thread does at a time.
struct QueryBlock {
  /// The candidates of each query.
  private(set) var lists: [CandidateList]

  private let queries: PreparedPoints
  private let range: Range<Int>
  private let excludingSelf: Bool
  private let sign: Float
  private let tile: Int
  /// The queries as they are multiplied, of shape (queries, dimensions).
  private var packed: [Float]
  private let lengths: [Double]

  init(
    _ queries: PreparedPoints, _ range: Range<Int>, neighbors: Int, excludingSelf: Bool,
    sign: Float, tile: Int
  ) {
    self.queries = queries
    self.range = range
    self.excludingSelf = excludingSelf
    self.sign = sign
    self.tile = tile
    lists = range.map { _ in CandidateList(count: neighbors) }
    lengths = range.map { queries.length($0) }
    packed = [Float](repeating: 0, count: range.count * queries.source.columns)
    var span = packed.mutableSpan
    queries.pack(range, sign: sign, into: &span)
  }

  /// Compares the queries with a range of points and measures the candidates.
  mutating func search(_ points: PreparedPoints, _ segment: Range<Int>) {
    let columns = points.source.columns
    var block = [Float](repeating: 0, count: tile * columns)
    var products = [Float](repeating: 0, count: tile * range.count)
    for start in stride(from: segment.lowerBound, to: segment.upperBound, by: tile) {
      let rows = start..<min(start + tile, segment.upperBound)
      var wholeBlock = block.mutableSpan
      var part = wholeBlock._mutatingExtracting(0..<rows.count * columns)
      points.pack(rows, into: &part)
      var wholeProducts = products.mutableSpan
      var result = wholeProducts._mutatingExtracting(0..<rows.count * range.count)
      multiplyTransposed(
        packed.span, block.span.extracting(0..<rows.count * columns), columns: columns,
        into: &result)
      enter(products.span.extracting(0..<rows.count * range.count), points, rows)
    }
    for query in lists.indices { measure(query, points) }
  }

  /// Enters what passes of a tile, whose products are of shape (queries, `rows.count`), into the
  /// lists.
  private mutating func enter(_ products: Span<Float>, _ points: PreparedPoints, _ rows: Range<Int>)
  {
    let offsets = rows.map { sign * points.offset($0) }
    let longest = points.longest(rows)
    for query in lists.indices {
      let error = points.error(lengths[query], longest)
      let excluded = excludingSelf ? range.lowerBound + query : -1
      let start = query * rows.count
      let floor = -(lists[query].bound + error)
      scan(products.extracting(start..<start + rows.count), offsets.span, floor: floor) {
        index, cost in
        if rows.lowerBound + index != excluded {
          lists[query].insert(rows.lowerBound + index, cost: cost, error: error)
        }
        return -(lists[query].bound + error)
      }
      if lists[query].isFull { measure(query, points) }
    }
  }

  private mutating func measure(_ query: Int, _ points: PreparedPoints) {
    lists[query].measure(of: range.lowerBound + query, queries, among: points, sign: sign)
  }
}

extension CandidateList {
  /// Measures the candidates of a query, which are points.
  mutating func measure(
    of query: Int, _ queries: PreparedPoints, among points: PreparedPoints, sign: Float
  ) {
    var vector = [Float](repeating: 0, count: queries.source.columns)
    var span = vector.mutableSpan
    queries.source.copy(query..<query + 1, into: &span)
    measure(sign: sign) { points.distances(vector.span, to: $0) }
  }
}

extension PreparedPoints {
  /// The exact distances of a vector to some rows.
  func distances(_ vector: Span<Float>, to rows: [Int32]) -> [Float] {
    let columns = source.columns
    var block = [Float](repeating: 0, count: rows.count * columns)
    var span = block.mutableSpan
    for (number, row) in rows.enumerated() {
      var target = span._mutatingExtracting(number * columns..<(number + 1) * columns)
      source.copy(Int(row)..<Int(row) + 1, into: &target)
    }
    var distances = [Float](repeating: 0, count: rows.count)
    exactDistances(vector, block.span, metric, into: &distances)
    return distances
  }
}
