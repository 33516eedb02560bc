import LinearAlgebra

/// The weights that all chunks start from and add to.
struct SharedWeights: Sendable {
  /// The vectors of words and, after them, of documents.
  let inputs: PaddedRows
  /// The vectors by which words, or the nodes of a tree, are predicted.
  let outputs: PaddedRows
  private let inputTally: Tally
  private let outputTally: Tally

  init(inputs: Int, outputs: Int, columns: Int) {
    self.inputs = PaddedRows(rows: inputs, columns: columns)
    self.outputs = PaddedRows(rows: outputs, columns: columns)
    inputTally = Tally(rows: inputs)
    outputTally = Tally(rows: outputs)
  }

  /// Adds what each of some chunks has changed, in their order, each row by one thread.
  ///
  /// - Complexity: O(*n* × *dimensions*) for *n* rows that chunks have changed.
  func add(_ shards: [Shard], damping: Damping, threads: Int) {
    nonisolated(unsafe) let shards = shards
    parallelFor(count: 2 * Overlay.parts, chunk: 1, threads: threads) { range in
      for index in range {
        let part = index / 2
        if index % 2 == 0 {
          Self.add(unsafe shards.map(\.inputs), part, to: inputs, damping, inputTally)
        } else {
          Self.add(unsafe shards.map(\.outputs), part, to: outputs, damping, outputTally)
        }
      }
    }
  }

  private static func add(
    _ overlays: [Overlay], _ part: Int, to weights: PaddedRows, _ damping: Damping, _ tally: Tally
  ) {
    forEachCopy(overlays, part) { overlay, copy, row in
      let updates = Float(overlay.updates[copy])
      tally.add(row, updates: updates, way: damping.way(updates))
    }
    for overlay in overlays {
      let copies = overlay.copies(inPart: part)
      for index in copies.indices {
        let ahead = Int(copies[min(index + Overlay.ahead, copies.endIndex - 1)])
        unsafe prefetchRow(weights.row(Int(overlay.rows[ahead])), weights.stride)
        unsafe prefetchRow(overlay.copies.row(ahead), weights.stride)
        let copy = Int(copies[index])
        let row = Int(overlay.rows[copy])
        let factor = Lanes(repeating: tally.factor(row, damping))
        let (theirs, own) = unsafe (weights.row(row), overlay.copies.row(copy))
        for i in stride(from: 0, to: weights.stride, by: 8) {
          unsafe store(multiplyAdd(factor, lanes(own + i), lanes(theirs + i)), theirs + i)
        }
      }
    }
    forEachCopy(overlays, part) { tally.clear($2) }
  }

  @inline(__always)
  private static func forEachCopy(
    _ overlays: [Overlay], _ part: Int,
    _ body: (_ overlay: Overlay, _ copy: Int, _ row: Int) -> Void
  ) {
    for overlay in overlays {
      for copy in overlay.copies(inPart: part) {
        body(overlay, Int(copy), Int(overlay.rows[Int(copy)]))
      }
    }
  }
}

/// What chunks did to each row; zeros between two blocks.
@safe private final class Tally: @unchecked Sendable {
  private let sums: UnsafeMutableBufferPointer<SIMD2<Float>>

  init(rows: Int) {
    unsafe sums = .allocate(capacity: rows)
    unsafe sums.initialize(repeating: .zero)
  }

  deinit { unsafe sums.deallocate() }

  @inline(__always)
  func add(_ row: Int, updates: Float, way: Float) { unsafe sums[row] += SIMD2(updates, way) }

  @inline(__always)
  func factor(_ row: Int, _ damping: Damping) -> Float {
    let sum = unsafe sums[row]
    return damping.factor(updates: sum.x, ways: sum.y)
  }

  @inline(__always)
  func clear(_ row: Int) { unsafe sums[row] = .zero }
}
