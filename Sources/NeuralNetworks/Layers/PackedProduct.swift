import COneDNN
import LinearAlgebra

/// A matrix product of oneDNN whose weights, of shape (outputs, inputs), stay the same: block · *W*ᵀ +
/// bias, for blocks of ``blockRows`` rows.
///
/// The weights are copied once, into the order in which the processor's fastest code reads them. The
/// number of rows is fixed, because oneDNN chooses its code by it: a row then gives the same bytes
/// whatever stands in the rows beside it. Products run on the calling thread alone, and several
/// threads may use the same product.
@safe package final class PackedProduct: Sendable {
  /// The number of rows of a block: enough to use a weight often once it is in the cache, few enough
  /// for the rows to stay there too.
  package static let blockRows = 64

  /// The length of a row that comes in.
  let inputs: Int
  /// The length of a row that comes out.
  let outputs: Int
  /// The bytes of memory that a call needs besides.
  let scratchBytes: Int

  /// Safe to share: oneDNN's primitives do not change when they run, and their scratch memory is the
  /// caller's.
  private nonisolated(unsafe) let product: UnsafeMutablePointer<kindred_product>

  /// Packs weights of shape (`outputs`, `inputs`) and a term for each output; nil if oneDNN cannot
  /// multiply such numbers on this processor.
  init?<Number: BitwiseCopyable, Source: BitwiseCopyable, Result: BitwiseCopyable>(
    weights: [Number], bias: [Float]?, inputs: Int, outputs: Int, source: NumberType<Source>,
    weight: NumberType<Number>, result: NumberType<Result>
  ) {
    precondition(weights.count == inputs * outputs, "\(weights.count) weights")
    precondition(bias.map { $0.count == outputs } ?? true, "a term for each output")
    var product: UnsafeMutablePointer<kindred_product>?
    let status = unsafe weights.withUnsafeBytes { weights in
      func create(_ bias: UnsafePointer<Float>?) -> dnnl_status_t {
        unsafe kindred_product_create(
          &product, Int64(Self.blockRows), Int64(inputs), Int64(outputs), source.kind, weight.kind,
          result.kind, weights.baseAddress, bias)
      }
      guard let bias else { return create(nil) }
      return unsafe bias.withUnsafeBufferPointer { unsafe create($0.baseAddress) }
    }
    if status == dnnl_unimplemented { return nil }
    guard let product = unsafe product, status == dnnl_success else {
      fatalError("oneDNN could not prepare a product (\(status.rawValue)); is there memory left?")
    }
    unsafe self.product = product
    (self.inputs, self.outputs) = (inputs, outputs)
    scratchBytes = unsafe product.pointee.scratch_bytes
  }

  deinit { unsafe kindred_product_free(product) }

  /// Multiplies one block.
  ///
  /// - Parameters:
  ///   - source: The rows, of shape (``blockRows``, ``inputs``).
  ///   - scratch: At least ``scratchBytes``.
  ///   - result: The products, of shape (``blockRows``, ``outputs``).
  func multiply<Source: BitwiseCopyable, Result: BitwiseCopyable>(
    _ source: Span<Source>, scratch: inout [UInt8],
    into result: inout MutableSpan<Result>
  ) {
    precondition(
      source.count == Self.blockRows * inputs && result.count == Self.blockRows * outputs
        && scratch.count >= scratchBytes, "shapes differ")
    let status = unsafe source.withUnsafeBytes { source in
      unsafe result.withUnsafeMutableBytes { result in
        unsafe scratch.withUnsafeMutableBytes { scratch in
          unsafe kindred_product_run(
            product, source.baseAddress, result.baseAddress, scratch.baseAddress)
        }
      }
    }
    guard status == dnnl_success else {
      fatalError("oneDNN could not multiply (\(status.rawValue)); is there memory left?")
    }
  }
}

/// A type of numbers as oneDNN names it.
struct NumberType<Number: BitwiseCopyable> {
  let kind: kindred_number
}

extension NumberType<Float> { static var float32: Self { Self(kind: kindred_f32) } }
extension NumberType<UInt16> { static var bfloat16: Self { Self(kind: kindred_bf16) } }
extension NumberType<UInt8> { static var unsignedByte: Self { Self(kind: kindred_u8) } }
extension NumberType<Int8> { static var signedByte: Self { Self(kind: kindred_s8) } }
extension NumberType<Int32> { static var int32: Self { Self(kind: kindred_s32) } }
