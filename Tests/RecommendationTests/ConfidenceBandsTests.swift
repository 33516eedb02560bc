import Recommendation
import Testing

@Suite struct ConfidenceBandsTests {
  /// 100 pairs that always agree, 40 of which three quarters do, and 60 that never do.
  private let pairs = (0..<200).map { index in
    let start: Float = index < 100 ? 0.9 : index < 140 ? 0.8 : 0.7
    let agrees = index < 100 || index < 140 && index % 4 != 0
    return ConfidenceBands.Pair(similarity: start - Float(index) / 1000, agrees: agrees)
  }

  @Test func `bands are as long as their pairs agree`() throws {
    let bands = try #require(ConfidenceBands(pairs.reversed()))
    #expect(bands.isLearned)
    // The first 100 are from 0.9 to 0.801, the next 40 from 0.7 to 0.661, the others from 0.56 down.
    #expect(bands.band(of: 0.85) == .strong)
    #expect(bands.band(of: 0.665) == .likely)
    #expect(bands.band(of: 0.52) == .weak)
    let agreement = bands.agreement(pairs)
    #expect((agreement[.strong] ?? 0) >= 0.95)
    #expect((agreement[.likely] ?? 0) >= 0.75 && (agreement[.likely] ?? 1) < 0.95)
    #expect((agreement[.weak] ?? 1) < 0.2)
  }

  @Test func `a band does not end between equal similarities`() throws {
    let equal = (0..<60).map { ConfidenceBands.Pair(similarity: 0.5, agrees: $0 < 50) }
    let bands = try #require(ConfidenceBands(equal))
    #expect(bands.strong == nil)
    #expect(bands.likely == 0.5)
    let never = (0..<60).map { _ in ConfidenceBands.Pair(similarity: 0.5, agrees: false) }
    #expect(try #require(ConfidenceBands(never)).band(of: 1) == .weak)
  }

  @Test func `too few pairs teach nothing, and quarters take their place`() {
    #expect(ConfidenceBands(Array(pairs.prefix(49))) == nil)
    let bands = ConfidenceBands(nearest: (1...8).map { Float($0) / 10 })
    #expect(!bands.isLearned)
    #expect((1...8).map { bands.band(of: Float($0) / 10) }.count { $0 == .strong } == 2)
    #expect((1...8).map { bands.band(of: Float($0) / 10) }.count { $0 == .weak } == 2)
    #expect(ConfidenceBands(nearest: []).band(of: 1) == .weak)
  }
}
