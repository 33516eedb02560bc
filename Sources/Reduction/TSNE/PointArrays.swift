import LinearAlgebra

// What belongs to each point is kept in arrays of simple values, which are made and changed in chunks
// of fixed bounds, so that the result does not depend on the number of threads.
extension Array where Element: BitwiseCopyable & Sendable {
  /// Makes an array chunk by chunk, several at a time.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - chunk: The number of elements of one call; the last call may have fewer.
  ///   - threads: The largest number of calls at the same time.
  ///   - body: Writes *all* elements of `range`. It runs on any thread.
  /// - Returns: The array, and what `body` returned, in the order of the chunks.
  static func make<Result: Sendable>(
    count: Int, chunk: Int, threads: Int,
    _ body: @Sendable (_ range: Range<Int>, _ elements: inout MutableSpan<Element>) -> Result
  ) -> (elements: [Element], results: [Result]) {
    var results: [Result] = []
    let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe results = forEachChunk(of: buffer, count, chunk, threads, body)
      initialized = count
    }
    return (elements, results)
  }

  /// Calls `body` with chunks of the array to be changed in place, several at a time.
  ///
  /// - Returns: What `body` returned, in the order of the chunks.
  mutating func forEachChunk<Result: Sendable>(
    _ chunk: Int, threads: Int,
    _ body: @Sendable (_ range: Range<Int>, _ elements: inout MutableSpan<Element>) -> Result
  ) -> [Result] {
    let count = count
    return unsafe withUnsafeMutableBufferPointer { buffer in
      unsafe Self.forEachChunk(of: buffer, count, chunk, threads, body)
    }
  }

  @unsafe private static func forEachChunk<Result: Sendable>(
    of buffer: UnsafeMutableBufferPointer<Element>, _ count: Int, _ chunk: Int, _ threads: Int,
    _ body: @Sendable (_ range: Range<Int>, _ elements: inout MutableSpan<Element>) -> Result
  ) -> [Result] {
    // The ranges of `parallelMap` do not overlap, and neither do the spans made from them.
    nonisolated(unsafe) let buffer = unsafe buffer
    return parallelMap(count: count, chunk: chunk, threads: threads) { range in
      let block = unsafe UnsafeMutableBufferPointer(rebasing: buffer[range])
      var span = unsafe MutableSpan(_unsafeElements: block)
      return body(range, &span)
    }
  }
}

/// The number of points that one call works on.
let pointChunk = 1024

extension Matrix {
  /// The rows of a matrix of two columns.
  var planePlaces: [SIMD2<Float>] {
    precondition(columns == 2, "\(columns) columns, not 2")
    return (0..<rows).map { SIMD2(elements[2 * $0], elements[2 * $0 + 1]) }
  }

  /// A matrix of two columns, of shape (places, 2).
  init(planePlaces places: [SIMD2<Float>]) {
    self.init(rows: places.count, columns: 2, elements: places.flatMap { [$0.x, $0.y] })
  }
}
