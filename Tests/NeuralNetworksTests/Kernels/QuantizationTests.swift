import LinearAlgebra
import NeuralNetworks
import Testing

struct QuantizationTests {
  @Test(arguments: [1, 7, 8, 384, 1536], [Int32(128), 64])
  func `bytes are those of the plain loop, ties aside`(length: Int, zero: Int32) {
    let x = randomNumbers(length, in: -3...2)
    var (bytes, expected) = (
      [UInt8](repeating: 0, count: length), [UInt8](repeating: 0, count: length)
    )
    var fast = bytes.mutableSpan
    var slow = expected.mutableSpan
    let scale = quantize(x.span, zero: zero, into: &fast)
    let expectedScale = Reference.quantize(x.span, zero: zero, into: &slow)
    #expect(abs(Double(scale) / expectedScale - 1) < 1e-6)
    for i in x.indices {
      #expect(abs(Int(bytes[i]) - Int(expected[i])) <= 1)
      #expect(abs(scale * Float(Int32(bytes[i]) - zero) - x[i]) <= scale * 0.501)
      #expect(bytes[i] >= 1 && Int32(bytes[i]) < 2 * zero)
    }
  }

  @Test func `zeros stay zeros`() {
    var bytes = [UInt8](repeating: 9, count: 5)
    var span = bytes.mutableSpan
    let x: [Float] = [0, -0.0, 0, 1e-38, 0]
    #expect(quantize(x.span, zero: 128, into: &span) == 0)
    #expect(bytes == [128, 128, 128, 128, 128])
  }

  @Test func `sums become numbers again`() {
    var x = [Float](repeating: 0, count: 3)
    var span = x.mutableSpan
    let (sums, corrections): ([Int32], [Int32]) = ([100, -50, 1_000_000], [60, 0, 999_000])
    let (scales, bias): ([Float], [Float]) = ([0.5, 2, 0.25], [1, -1, 0])
    dequantize(
      sums.span, rowScale: 0.5, scales: scales.span, corrections: corrections.span,
      bias: bias.span, into: &span)
    #expect(x == [11, -51, 125])
  }
}
