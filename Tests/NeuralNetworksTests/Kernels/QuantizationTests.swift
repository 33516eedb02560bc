import LinearAlgebra
import NeuralNetworks
import Testing

struct QuantizationTests {
  @Test(arguments: [1, 7, 8, 384, 1536], [Int32(255), 127])
  func `bytes are those of the plain loop, ties aside`(length: Int, largest: Int32) {
    let x = randomNumbers(length, in: -3...2)
    var bytes = [UInt8](repeating: 0, count: length)
    var expected = bytes
    var fast = bytes.mutableSpan
    var slow = expected.mutableSpan
    let range = quantize(x.span, largest: largest, into: &fast)
    let expectedRange = Reference.quantize(x.span, largest: largest, into: &slow)
    #expect(abs(range.scale - expectedRange.scale) < 1e-7 && range.least == expectedRange.least)
    for i in x.indices {
      #expect(abs(Int(bytes[i]) - Int(expected[i])) <= 1 && Int32(bytes[i]) <= largest)
      #expect(abs(range.scale * Float(bytes[i]) + range.least - x[i]) <= range.scale * 0.501)
    }
  }

  @Test(arguments: [[0, -0.0, 0, 1e-38, 0], [-2.5, -2.5], [7]] as [[Float]])
  func `equal numbers become zeros above themselves`(x: [Float]) {
    var bytes = [UInt8](repeating: 9, count: x.count)
    var span = bytes.mutableSpan
    let range = quantize(x.span, largest: 255, into: &span)
    #expect(bytes.allSatisfy { $0 == 0 })
    #expect(abs(range.least - x[0]) < 1e-37)
  }

  @Test func `sums become numbers again`() {
    var x = [Float](repeating: 0, count: 3)
    var span = x.mutableSpan
    let sums: [Int32] = [40, -50, 1_000_000]
    let (scales, totals): ([Float], [Float]) = ([0.5, 2, 0.25], [4, 0, -2])
    let bias: [Float] = [1, -1, 0]
    dequantize(
      sums.span, range: ByteRange(scale: 0.5, least: -3), scales: scales.span,
      totals: totals.span, bias: bias.span, into: &span)
    #expect(x == [-1, -51, 125_006])
  }
}
