import Embeddings
import LinearAlgebra
import Testing

@Suite struct NextItemTests {
  /// Items at the angles 0°, 10°, 20° … of a circle.
  private func circle(_ count: Int) -> Matrix {
    Matrix(
      rows: count, columns: 2,
      elements: (0..<count).flatMap { place in
        let angle = Float(place) * .pi / 18
        return [angle.cosine, angle.sine]
      })
  }

  private func scoring(_ count: Int, bias: [Float]? = nil) -> ItemScoring {
    ItemScoring(
      users: circle(count), items: circle(count),
      bias: bias ?? [Float](repeating: 0, count: count))
  }

  @Test func `what an item has in its favor counts`() {
    let histories = ClickHistories([("u", "c0", "1")] + (0..<6).map { ("z", "c\($0)", "") })
    func hits(_ bias: [Float]) -> Double {
      NextItem(
        histories, last: [(user: 0, item: 5)], rows: (0..<6).map { $0 }, scoring(6, bias: bias),
        best: 1, threads: 1
      ).hitRate
    }
    #expect(hits([0, 0, 0, 0, 0, 0]) == 0 && hits([0, 0, 0, 0, 0, 0.5]) == 1)
  }

  @Test func `the rank of the next item counts what the user has not clicked`() {
    // u clicked the items at 0° and 20°; nearest to 10° is c1, then c3 at 30° before c4.
    let histories = ClickHistories(
      [("u", "c0", "1"), ("u", "c2", "2")] + (0..<6).map { ("z", "c\($0)", "") })
    let rows = (0..<6).map { Optional($0) }
    func next(_ item: Int32, _ neighbors: Int) -> NextItem {
      NextItem(
        histories, last: [(user: 0, item: item)], rows: rows, scoring(6), best: neighbors,
        threads: 1)
    }
    #expect(next(1, 1).hitRate == 1 && next(1, 1).gain == 1)
    #expect(next(3, 1).hitRate == 0 && next(3, 2).hitRate == 1)
    #expect(abs(next(3, 2).gain - 0.6309) < 1e-3)
    #expect(next(4, 2).hitRate == 0 && next(4, 3).hitRate == 1)
  }

  @Test func `an item without a vector is a miss`() {
    let histories = ClickHistories([("u", "c0", "1"), ("u", "c1", "2")])
    let next = NextItem(
      histories, last: [(user: 0, item: 1)], rows: [0, nil], scoring(1), threads: 1)
    #expect(next.users == 1 && next.hitRate == 0)
  }

  @Test func `interests are found again, and threads do not matter`() throws {
    let (histories, last) = ClickSamples.histories().withoutLast(ofAtLeast: 3)
    let embedding = try ClickSamples.embedding(histories: histories)
    let rows = embedding.vocabulary.words(of: histories.items)
    for scoring in [ItemScoring.nearness(embedding), .prediction(embedding)] {
      let one = NextItem(histories, last: last, rows: rows, scoring, threads: 1)
      let three = NextItem(histories, last: last, rows: rows, scoring, threads: 3)
      #expect(one.hitRate == three.hitRate && one.gain == three.gain)
      // By chance 10 of some 25 items; of the user's subject six or so are left.
      #expect(one.hitRate > 0.75, "\(one.hitRate)")
    }
  }
}

extension Float {
  fileprivate var cosine: Float { Float(1 - 2 * Double(half) * Double(half)) }
  fileprivate var sine: Float { 2 * half * (1 - half * half).squareRoot() }
  /// The sine of half the angle, by its series.
  private var half: Float {
    let x = Double(self) / 2
    return Float(x - x * x * x / 6 + x * x * x * x * x / 120 - x * x * x * x * x * x * x / 5040)
  }
}
