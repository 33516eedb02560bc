import CKissFFT

/// Fourier transforms of complex numbers (real part, imaginary part) of one length and direction.
///
/// The factors are only read once they are made, so several threads may use one transform.
@safe final class FourierTransform: Sendable {
  /// The number of complex numbers.
  let length: Int
  nonisolated(unsafe) private let configuration: kiss_fft_cfg

  /// Makes the factors of a transform; the inverse one does not divide by the length.
  init(length: Int, inverse: Bool) {
    guard let configuration = unsafe kiss_fft_alloc(Int32(length), inverse ? 1 : 0, nil, nil) else {
      fatalError("no memory for a Fourier transform of \(length) numbers")
    }
    self.length = length
    unsafe self.configuration = configuration
  }

  deinit { unsafe kiss_fft_free_(configuration) }

  /// The least multiple of 16 of at least `count` that is fast: 2s, 3s and 5s times 16.
  static func fastLength(atLeast count: Int) -> Int {
    Int(kiss_fft_next_fast_size(Int32((max(1, count) + 15) / 16))) * 16
  }

  /// Transforms `input` into `output`, both of ``length``.
  ///
  /// - Complexity: O(*n* log *n*)
  func transform(
    _ input: borrowing MutableSpan<SIMD2<Float>>, into output: inout MutableSpan<SIMD2<Float>>
  ) {
    precondition(input.count == length && output.count == length, "not \(length) numbers")
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        guard let source = input.baseAddress, let target = output.baseAddress else { return }
        // Both are two `Float`s, one after the other.
        unsafe UnsafeRawPointer(source).withMemoryRebound(to: kiss_fft_cpx.self, capacity: length) {
          source in
          unsafe UnsafeMutableRawPointer(target).withMemoryRebound(
            to: kiss_fft_cpx.self, capacity: length
          ) { target in
            unsafe kiss_fft(configuration, source, target)
          }
        }
      }
    }
  }
}
