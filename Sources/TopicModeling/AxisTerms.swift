import DocumentTerms
import LinearAlgebra

/// What the axes of a space mean: the terms that are used more at one end of an axis than at the other.
///
/// A term is correlated with the places along an axis. Of each point, which is a document, or an author with
/// all their documents, the square root of the term's share of its tokens counts: long texts weigh no more
/// than short ones, and the square root keeps few heavy users from deciding alone (the Hellinger transform;
/// [Legendre and Gallagher 2001]).
///
/// [Legendre and Gallagher 2001]: https://doi.org/10.1007/s004420100716
public struct AxisTerms: Sendable {
  /// A term with its correlation.
  public struct Term: Equatable, Sendable {
    /// The number of the term.
    public var term: Int
    /// Pearson's correlation with the places along the axis, −1...1.
    public var correlation: Double
  }

  /// What is counted.
  public struct Options: Sendable {
    /// The largest number of terms of each end.
    public var terms = 10
    /// The least number of points that must use a term.
    public var minimumPoints = 3
    /// The least correlation, in standard deviations of what chance makes of *n* points, 1 / √*n*.
    public var minimumZ = 3.0

    /// Creates the default options.
    public init() {}
  }

  /// The terms of the end where coordinates are low, of each axis; most clearly correlated first.
  public let low: [[Term]]
  /// The terms of the end where coordinates are high.
  public let high: [[Term]]

  /// Correlates terms with coordinates.
  ///
  /// - Parameters:
  ///   - coordinates: The places of the points, of shape (points, axes).
  ///   - corpus: The terms of the documents.
  ///   - points: The point that each document belongs to, −1 for none.
  ///   - options: What is counted.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*occurrences* · *axes* + *terms* · *axes*)
  public init(
    _ coordinates: Matrix, _ corpus: DocumentTermMatrix, points: [Int],
    options: Options = Options(), threads: Int = 1
  ) {
    let shares = TermShares(corpus, points: points, count: coordinates.rows)
    let least = max(options.minimumPoints, 1)
    let bound = options.minimumZ / Double(max(1, coordinates.rows)).squareRoot()
    let axes = parallelMap(count: coordinates.columns, chunk: 1, threads: threads) { range in
      let place = (0..<coordinates.rows).map { Double(coordinates[$0, range.lowerBound]) }
      let found = shares.correlations(with: place).enumerated()
        .filter { shares.users[$0.offset] >= least && abs($0.element) >= bound }
        .map { Term(term: $0.offset, correlation: $0.element) }
      return found.sorted { (-abs($0.correlation), $0.term) < (-abs($1.correlation), $1.term) }
    }
    low = axes.map { Array($0.filter { $0.correlation < 0 }.prefix(options.terms)) }
    high = axes.map { Array($0.filter { $0.correlation > 0 }.prefix(options.terms)) }
  }
}

/// The square roots of the shares that terms have of the tokens of points.
private struct TermShares: Sendable {
  /// The number of points that use each term.
  private(set) var users: [Int]
  private var entries: [(point: Int32, term: Int32, root: Float)] = []
  private var sums: [Double]
  private var squares: [Double]

  init(_ corpus: DocumentTermMatrix, points: [Int], count: Int) {
    users = [Int](repeating: 0, count: corpus.terms.count)
    sums = [Double](repeating: 0, count: corpus.terms.count)
    squares = sums
    var documents = [[Int]](repeating: [], count: count)
    for (document, point) in points.enumerated() where point >= 0 {
      documents[point].append(document)
    }
    var totals = [Float](repeating: 0, count: corpus.terms.count)
    for point in documents.indices {
      add(documents[point], of: point, corpus, &totals)
    }
  }

  /// Adds a point; `totals` is 0 before and after.
  private mutating func add(
    _ documents: [Int], of point: Int, _ corpus: DocumentTermMatrix, _ totals: inout [Float]
  ) {
    let tokens = documents.reduce(0) { $0 + corpus.lengths[$1] }
    var used: [Int32] = []
    for document in documents {
      let terms = corpus.counts.columnIndexes(inRow: document)
      let counts = corpus.counts.values(inRow: document)
      for i in terms.indices {
        let term = Int(terms[i])
        if totals[term] == 0 { used.append(terms[i]) }
        totals[term] += counts[i]
      }
    }
    for term in used {
      let root = (totals[Int(term)] / Float(tokens)).squareRoot()
      totals[Int(term)] = 0
      entries.append((Int32(point), term, root))
      users[Int(term)] += 1
      sums[Int(term)] += Double(root)
      squares[Int(term)] += Double(root * root)
    }
  }

  /// Pearson's correlation of each term with the places of the points; 0 where one of the two is constant.
  func correlations(with places: [Double]) -> [Double] {
    let count = Double(places.count)
    let mean = places.reduce(0, +) / max(1, count)
    let centered = places.map { $0 - mean }
    let spread = centered.reduce(0) { $0 + $1 * $1 }
    var products = [Double](repeating: 0, count: users.count)
    for entry in entries {
      products[Int(entry.term)] += Double(entry.root) * centered[Int(entry.point)]
    }
    return products.indices.map { term in
      let variation = squares[term] - sums[term] * sums[term] / max(1, count)
      return variation > 1e-9 * squares[term] && spread > 0
        ? products[term] / (variation * spread).squareRoot() : 0
    }
  }
}
