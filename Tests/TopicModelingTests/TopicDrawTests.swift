import LinearAlgebra
import Testing
import TopicModeling

@Suite struct TopicDrawTests {
  /// Random weights of topics, with zeros behind them.
  private func weights(_ topics: Int, _ purpose: String) -> [Float] {
    var generator = KeyedGenerator(seed: 1, purpose: purpose, index: topics)
    let drawn = (0..<topics).map { _ in generator.uniformFloat() + 0.01 }
    return drawn + [Float](repeating: 0, count: TopicDraw.width(topics) - topics)
  }

  @Test(arguments: [1, 2, 7, 8, 9, 50, 203])
  func `topics are drawn as often as their products say`(topics: Int) {
    let (a, b) = (weights(topics, "a"), weights(topics, "b"))
    var draw = TopicDraw(topics: topics)
    // All of 0...1 in equal steps: what each topic gets is its share, but for a step at either end.
    let steps = 40_000
    var counts = [Int](repeating: 0, count: topics)
    let plain = zip(a, b).map { Double($0) * Double($1) }
    let sum = plain.reduce(0, +)
    for step in 0..<steps {
      let drawn = draw(a.span, b.span, uniform: (Float(step) + 0.5) / Float(steps))
      #expect(abs(Double(drawn.total) - sum) < 1e-5 * sum)
      counts[drawn.topic] += 1
    }
    for topic in 0..<topics {
      #expect(abs(Double(counts[topic]) / Double(steps) - plain[topic] / sum) < 3 / Double(steps))
    }
  }

  @Test(arguments: [1, 3, 8, 50])
  func `no topic beyond the last is drawn at the ends`(topics: Int) {
    let (a, b) = (weights(topics, "a"), weights(topics, "b"))
    var draw = TopicDraw(topics: topics)
    for uniform in [0, Float(1).nextDown, 0x1p-24] {
      #expect(draw(a.span, b.span, uniform: uniform).topic < topics)
    }
  }
}
