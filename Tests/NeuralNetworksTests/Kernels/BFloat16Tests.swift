import NeuralNetworks
import Testing

struct BFloat16Tests {
  @Test func `numbers are rounded to the nearest, ties to even`() {
    let x: [Float] = [
      1, -2.5, 0, Float(bitPattern: 0x3F80_8000), Float(bitPattern: 0x3F81_8000),
      Float(bitPattern: 0x3F80_8001), Float(bitPattern: 0x3F80_7FFF),
    ]
    var halves = [UInt16](repeating: 0, count: x.count)
    var span = halves.mutableSpan
    roundToBFloat16(x.span, into: &span)
    #expect(halves == [0x3F80, 0xC020, 0, 0x3F80, 0x3F82, 0x3F81, 0x3F80])
  }
}
