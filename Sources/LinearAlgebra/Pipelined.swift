import Dispatch
import Synchronization

/// Makes results on several threads, and hands them on in order on the calling one while others are made.
///
///     try pipelined(count: parts.count, threads: 2) { part in encode(rows[part]) } take: { bytes in
///       try file.write(bytes)
///     }
///
/// Results wait for their turn, never more than two for each thread. While the next one is not there, the
/// calling thread makes another one itself: all threads work as long as there is room, and no more than
/// `threads` do.
///
/// - Parameters:
///   - count: The number of results.
///   - threads: The largest number of threads that work at the same time. With 1 or less, each result is
///     made and taken before the next one.
///   - make: Makes the result with a number, on any thread.
///   - take: Takes the results by their numbers, on the calling thread.
/// - Throws: What `take` throws; nothing more is begun or taken then.
/// - Complexity: O(*count*) calls, each with some microseconds of its own.
public func pipelined<Result: Sendable, Failure: Error>(
  count: Int, threads: Int, _ make: @escaping @Sendable (Int) -> Result,
  take: (Result) throws(Failure) -> Void
) throws(Failure) {
  guard threads > 1, count > 1 else {
    for number in 0..<count { try take(make(number)) }
    return
  }
  let queue = ResultQueue<Result>(count: count, room: 2 * threads)
  let helpers = DispatchGroup()
  for _ in 1..<min(threads, count) {
    DispatchQueue.global().async(group: helpers) {
      while let number = queue.next() { queue.append(make(number), number) }
    }
  }
  defer {
    queue.close()
    helpers.wait()
  }
  for number in 0..<count {
    var result = queue.remove(number)
    while result == nil {
      if let own = queue.next(waits: false) {
        queue.append(make(own), own)
      } else {
        queue.waitForResult()
      }
      result = queue.remove(number)
    }
    if let result { try take(result) }
    queue.makeRoom()
  }
}

/// The results that wait for their turn, and which one is to be made next.
private final class ResultQueue<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Int: Result] = [:]
  }

  private let count: Int
  private let room: Int
  private let state = Mutex(State())
  /// Counts the results that may still be begun before one is taken.
  private let free = DispatchSemaphore(value: 0)
  /// Counts the results that were made; at least one up to the one that is waited for.
  private let made = DispatchSemaphore(value: 0)

  init(count: Int, room: Int) {
    self.count = count
    self.room = room
    for _ in 0..<room { free.signal() }
  }

  /// The number of the result to make next, nil if there is none, or if there is no room and the caller
  /// does not wait for it.
  func next(waits: Bool = true) -> Int? {
    guard free.wait(timeout: waits ? .distantFuture : .now()) == .success else { return nil }
    let number = state.withLock { state -> Int? in
      guard state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
    // Whoever else waits is to find out, too.
    if number == nil { free.signal() }
    return number
  }

  /// Adds the result with a number.
  func append(_ result: Result, _ number: Int) {
    state.withLock { $0.results[number] = result }
    made.signal()
  }

  /// Takes the result with a number out, if it is there.
  func remove(_ number: Int) -> Result? {
    state.withLock { $0.results.removeValue(forKey: number) }
  }

  /// Waits until a result was added, perhaps one that was taken out since.
  func waitForResult() { made.wait() }

  /// Says that a result was taken.
  func makeRoom() { free.signal() }

  /// Lets nothing more be made.
  func close() {
    state.withLock { $0.next = count }
    free.signal()
  }
}
