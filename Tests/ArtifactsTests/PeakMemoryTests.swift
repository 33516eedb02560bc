import Artifacts
import Testing

@Suite struct PeakMemoryTests {
  @Test func `memory that was used counts`() {
    let bytes = [UInt8](repeating: 1, count: 80_000_000)
    #expect(peakMemory() > 80_000_000 && bytes.last == 1)
  }
}
