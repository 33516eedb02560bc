import COneDNN

/// The numbers that an encoder multiplies.
///
/// Sums, normalizations, softmax and the results are in single precision with all of them.
public enum EncoderPrecision: String, Sendable, CaseIterable {
  /// Single precision, as the model was published.
  case float32
  /// The upper half of single precision: half the memory; fast where the processor multiplies it.
  case bfloat16
  /// Bytes: a scale for each output of a layer, found from the weights, and one for each token,
  /// found from its numbers. A quarter of the memory.
  case int8

  /// The precision to use when none is asked for: ``bfloat16`` where the processor multiplies it
  /// itself, otherwise ``float32``.
  public static var preferred: EncoderPrecision {
    kindred_has_bfloat16() != 0 ? .bfloat16 : .float32
  }

  /// Whether oneDNN can multiply such numbers on this processor.
  public var isSupported: Bool {
    Linear(weights: [Float](repeating: 0, count: 64), bias: [0, 0, 0, 0], precision: self) != nil
  }
}
