import DocumentTerms
import LinearAlgebra
import Testing
import TopicModeling

@Suite struct AxisTermsTests {
  private func column(_ values: [Float]) -> Matrix {
    Matrix(rows: values.count, columns: 1, elements: values)
  }

  /// Every correlation, also those of rare terms and small ones.
  private var all: AxisTerms.Options {
    var options = AxisTerms.Options()
    (options.terms, options.minimumPoints, options.minimumZ) = (100, 1, 0)
    return options
  }

  /// Pearson's correlation by its definition.
  private func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let (mx, my) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let product = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
    let (vx, vy) = (
      x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }, y.reduce(0) { $0 + ($1 - my) * ($1 - my) }
    )
    return product / (vx * vy).squareRoot()
  }

  @Test func `correlations are Pearson's with the square roots of shares`() {
    var generator = KeyedGenerator(seed: 4, purpose: "axis terms")
    let texts = (0..<60).map { _ in
      (0..<Int(1 + generator.next() % 9)).map { _ in "w\(generator.next() % 7)" }
        .joined(separator: " ")
    }
    let places = (0..<20).map { _ in Float(generator.gaussian()) }
    let points = (0..<60).map { _ in Int(generator.next() % 21) - 1 }
    let corpus = DocumentTermMatrix(texts)
    let found = AxisTerms(column(places), corpus, points: points, options: all)
    for (number, term) in corpus.terms.enumerated() {
      let shares = (0..<20).map { point -> Double in
        let tokens = texts.indices.filter { points[$0] == point }
          .flatMap { texts[$0].split(separator: " ") }
        guard !tokens.isEmpty else { return 0 }
        let count = tokens.count { $0 == term }
        return (Double(count) / Double(tokens.count)).squareRoot()
      }
      let expected = correlation(shares, places.map(Double.init))
      let end = expected < 0 ? found.low[0] : found.high[0]
      let own = end.first { $0.term == number }?.correlation ?? 0
      #expect(abs(own - expected) < 1e-6, "\(term)")
    }
  }

  @Test func `the ends of an axis are told by what is used there`() {
    let texts = (0..<40).map { $0 < 20 ? "guitar song day" : "oven bread day" }
    let places = (0..<40).map { Float($0 < 20 ? -1 : 1) + Float($0 % 5) / 10 }
    let corpus = DocumentTermMatrix(texts)
    let found = AxisTerms(column(places), corpus, points: Array(0..<40))
    #expect(found.low[0].map { corpus.terms[$0.term] } == ["guitar", "song"])
    #expect(found.high[0].map { corpus.terms[$0.term] } == ["bread", "oven"])
    #expect(found.low[0].allSatisfy { $0.correlation < -0.9 })
  }

  @Test func `words of a few, and what chance makes, are left out`() {
    let texts = (0..<30).map {
      $0 < 2 ? "rare \($0 % 2 == 0 ? "odd" : "even")" : "\($0 % 2 == 0 ? "odd" : "even")"
    }
    let corpus = DocumentTermMatrix(texts)
    let found = AxisTerms(column((0..<30).map { Float($0) }), corpus, points: Array(0..<30))
    #expect(found.low == [[]] && found.high == [[]])
  }

  @Test func `an axis without extent has no terms, on any number of threads`() {
    let corpus = DocumentTermMatrix((0..<8).map { "w\($0 % 3)" })
    let flat = AxisTerms(
      column([Float](repeating: 2, count: 8)), corpus, points: Array(0..<8), options: all)
    #expect(flat.low == [[]] && flat.high == [[]])
    let wide = Matrix(rows: 8, columns: 3, elements: (0..<24).map { Float(($0 * 7) % 11) })
    let one = AxisTerms(wide, corpus, points: Array(0..<8), options: all, threads: 1)
    let four = AxisTerms(wide, corpus, points: Array(0..<8), options: all, threads: 4)
    #expect(one.low == four.low && one.high == four.high)
  }
}
