import Artifacts

/// A tensor of weights in a model file, read where it lies.
package struct StoredTensor: Sendable {
  /// The name in the file.
  package let name: String
  /// The lengths of its dimensions, outermost first.
  package let shape: [Int]
  let type: TensorType
  let file: MappedFile
  /// Where its first number is.
  let offset: Int

  /// The number of numbers.
  package var count: Int { shape.reduce(1, *) }

  /// Copies the numbers from index `start` on into `numbers`, as single precision.
  ///
  /// - Precondition: They are there, and they are weights.
  /// - Complexity: O(*numbers*); a plain copy if the file holds single precision.
  package func copy(from start: Int, into numbers: inout MutableSpan<Float>) {
    precondition(
      start >= 0 && start + numbers.count <= count,
      "numbers \(start)..<\(start + numbers.count) of \(count)")
    let bytes = file.bytes.extracting(
      offset + start * type.size..<offset + (start + numbers.count) * type.size)
    // Tensors may begin at any byte, so nothing here asks for alignment.
    switch type {
    case .float32:
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe numbers.withUnsafeMutableBytes { unsafe $0.copyMemory(from: bytes) }
      }
    case .bfloat16:
      for i in numbers.indices { numbers[i] = float(bfloat16: Self.pair(bytes, i)) }
    case .float64:
      for i in numbers.indices {
        numbers[i] = Float(Double(bitPattern: Self.integer(bytes, i, size: 8)))
      }
    default:
      for i in numbers.indices { numbers[i] = float(float16: Self.pair(bytes, i)) }
    }
  }

  private static func pair(_ bytes: Span<UInt8>, _ index: Int) -> UInt16 {
    UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
  }

  /// The number of `size` bytes at an index, the lowest byte first.
  private static func integer(_ bytes: Span<UInt8>, _ index: Int, size: Int) -> UInt64 {
    var number: UInt64 = 0
    for i in 0..<size { number |= UInt64(bytes[size * index + i]) << UInt64(8 * i) }
    return number
  }

  /// The integers of 32 or 64 bits; the mapped pages are given back.
  ///
  /// - Precondition: The type is ``TensorType/int32`` or ``TensorType/int64``.
  func integers() -> [Int] {
    let range = offset..<offset + count * type.size
    let bytes = file.bytes.extracting(range)
    defer { file.release(range) }
    return (0..<count).map { index in
      let bits = Self.integer(bytes, index, size: type.size)
      return type == .int64
        ? Int(Int64(bitPattern: bits)) : Int(Int32(truncatingIfNeeded: bits))
    }
  }

  /// The integers of 8 bits, read in place.
  ///
  /// - Precondition: The type is ``TensorType/int8``.
  package var int8: Span<Int8> {
    @_lifetime(borrow self)
    get {
      precondition(type == .int8, "tensor \(name) is of type \(type.rawValue)")
      let bytes = file.bytes.extracting(offset..<offset + count)
      // Both are single bytes of any value.
      return unsafe Span<Int8>(_bytes: bytes.bytes)
    }
  }

  /// The numbers as single precision; the mapped pages are given back.
  ///
  /// - Throws: ``FileError`` if one of them is infinite or not a number.
  package func floats() throws(FileError) -> [Float] {
    var numbers = [Float](repeating: 0, count: count)
    var span = numbers.mutableSpan
    copy(from: 0, into: &span)
    file.release(offset..<offset + count * type.size)
    guard isFinite(span.span) else { throw notFinite }
    return numbers
  }

  /// Checks that no number is infinite or not a number, a piece at a time, so that the tensor does
  /// not stay in memory.
  ///
  /// - Throws: ``FileError`` if one is.
  package func requireFinite() throws(FileError) {
    let piece = 1 << 18
    var numbers = [Float](repeating: 0, count: min(piece, count))
    for start in stride(from: 0, to: count, by: piece) {
      let end = min(start + piece, count)
      var span = numbers.mutableSpan
      var part = span._mutatingExtracting(0..<end - start)
      copy(from: start, into: &part)
      guard isFinite(part.span) else { throw notFinite }
      file.release(offset + start * type.size..<offset + end * type.size)
    }
  }

  private var notFinite: FileError {
    .damaged(file.path, "tensor \(name) holds a number that is infinite or not a number")
  }
}

/// Whether all numbers are finite.
private func isFinite(_ numbers: Span<Float>) -> Bool {
  var largest: UInt32 = 0
  for i in numbers.indices { largest = max(largest, numbers[i].bitPattern & 0x7FFF_FFFF) }
  return largest < 0x7F80_0000
}
