import Dispatch
import Synchronization

/// Calls `body` with consecutive ranges that together cover `0..<count`, several at a time.
///
/// The ranges depend on `count` and `chunk` alone, and a free thread takes the next range. A body
/// that writes only what belongs to its range therefore gives the same result for any `threads`.
///
/// - Parameters:
///   - count: The number of items.
///   - chunk: The length of each range; the last one may be shorter.
///   - threads: The largest number of calls at the same time. With 1 or less, and when there is
///     only one range, everything runs on the calling thread.
///   - body: The work for one range. It runs on any thread, and returns before this function does.
/// - Complexity: O(*count* ÷ *chunk*) calls; starting the threads takes some ten microseconds.
public func parallelFor(
  count: Int, chunk: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void
) {
  let chunks = chunkCount(count, chunk)
  if threads <= 1 || chunks <= 1 {
    for index in 0..<chunks { body(chunkRange(index, count, chunk)) }
    return
  }
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, chunks)) { _ in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < chunks else { return }
      body(chunkRange(index, count, chunk))
    }
  }
}

/// Calls `body` with consecutive ranges that together cover `0..<count`, several at a time, and
/// returns its results in the order of the ranges.
///
/// Floating-point addition is not associative: adding the results in the order returned gives the
/// same sum for any `threads`.
///
///     let partial = parallelMap(count: rows, chunk: 4096, threads: threads) { range in
///       range.reduce(0.0) { sum, row in sum + inertia(row) }
///     }
///     let total = partial.reduce(0, +)
///
/// - Parameters:
///   - count: The number of items.
///   - chunk: The length of each range; the last one may be shorter.
///   - threads: The largest number of calls at the same time.
///   - body: The work for one range. It runs on any thread.
/// - Returns: One result per range, `count` ÷ `chunk` of them, rounded up.
public func parallelMap<Result: Sendable>(
  count: Int, chunk: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
  let chunks = chunkCount(count, chunk)
  return unsafe [Result](unsafeUninitializedCapacity: chunks) { buffer, initializedCount in
    // Each index is visited once, so no two threads initialize the same result.
    nonisolated(unsafe) let results = unsafe buffer
    parallelFor(count: chunks, chunk: 1, threads: threads) { indexes in
      for index in indexes {
        unsafe results.initializeElement(at: index, to: body(chunkRange(index, count, chunk)))
      }
    }
    initializedCount = chunks
  }
}

/// Calls `aside` on another thread while `body` runs on this one.
///
/// Unlike the calls of ``parallelFor(count:chunk:threads:_:)``, `body` may divide its own work among
/// threads: Dispatch runs a division within a division on one thread, however many are free.
///
///     let (written, next) = concurrently(threads: 2, { write(last) }) { encode(rows, threads: 2) }
///
/// - Parameters:
///   - threads: With 1 or less, both run on the calling thread, `aside` first.
///   - aside: Work that leaves most of the machine to `body`, such as writing to a file.
///   - body: The work for this thread.
/// - Returns: What the two return.
public func concurrently<Aside: Sendable, Result>(
  threads: Int, _ aside: @escaping @Sendable () -> Aside, _ body: () -> Result
) -> (aside: Aside, body: Result) {
  if threads <= 1 { return (aside(), body()) }
  let result = Mutex<Aside?>(nil)
  let group = DispatchGroup()
  DispatchQueue.global().async(group: group) {
    let value = aside()
    result.withLock { $0 = value }
  }
  let own = body()
  group.wait()
  guard let value = result.withLock({ $0 }) else { preconditionFailure("nothing was returned") }
  return (value, own)
}

/// The number of ranges of length `chunk` that cover `0..<count`.
private func chunkCount(_ count: Int, _ chunk: Int) -> Int {
  precondition(count >= 0 && chunk > 0, "cannot divide \(count) items into chunks of \(chunk)")
  return count / chunk + (count % chunk == 0 ? 0 : 1)
}

/// The range with the number `index`.
private func chunkRange(_ index: Int, _ count: Int, _ chunk: Int) -> Range<Int> {
  let start = index * chunk
  return start..<(start + min(chunk, count - start))
}
