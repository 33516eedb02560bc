import NeuralNetworks
import Testing

struct EncoderPrecisionTests {
  @Test func `single precision and bytes can be multiplied everywhere`() {
    #expect(EncoderPrecision.float32.isSupported && EncoderPrecision.int8.isSupported)
  }

  @Test func `the preferred precision keeps the meaning of a model`() {
    #expect(EncoderPrecision.preferred != .int8)
    #expect(EncoderPrecision.preferred.isSupported)
  }
}
