import Cleaning
import Foundation
import Testing

@Suite struct BandingTests {
  @Test(arguments: [0.3, 0.5, 0.7, 0.8, 0.9, 1.0])
  func `pairs at the threshold meet almost surely, and wider bands would miss some`(
    threshold: Double
  ) {
    let banding = Banding(threshold: threshold)
    func probability(_ rows: Int) -> Double {
      1 - pow(1 - pow(threshold, Double(rows)), Double(MinHash.permutations / rows))
    }
    #expect(banding.bands == MinHash.permutations / banding.rows)
    #expect(probability(banding.rows) >= 0.995)
    #expect(threshold == 1 || probability(banding.rows + 1) < 0.995)
  }

  @Test func `the standard threshold takes 32 bands of four rows`() {
    let banding = Banding(threshold: NearDuplicates.Options().threshold)
    #expect(banding.bands == 32)
    #expect(banding.rows == 4)
  }
}
