import Cleaning
import LinearAlgebra
import Testing

@Suite struct DistinctHashesTests {
  private func check(_ hashes: [UInt32]) {
    #expect(hashes.distinctHashes() == Set(hashes).sorted())
  }

  @Test func `distinct numbers come in ascending order, whatever they are`() {
    var generator = KeyedGenerator(seed: 5, purpose: "hashes")
    for count in Array(0...70) + [1_000, 20_000] {
      check((0..<count).map { _ in UInt32(truncatingIfNeeded: generator.next()) })
      // Many equal ones, and many in one interval.
      check((0..<count).map { _ in UInt32(generator.below(9)) << 29 })
      check((0..<count).map { _ in UInt32(generator.below(count + 1)) })
      check((0..<count).map { _ in .max - UInt32(generator.below(40)) })
    }
  }
}
