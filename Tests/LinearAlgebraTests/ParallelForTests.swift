import Foundation
import LinearAlgebra
import Synchronization
import Testing

@Suite struct ParallelForTests {
  @Test(arguments: [0, 1, 2, 3, 8])
  func `every item is visited once`(threads: Int) {
    for count in 0...20 {
      for chunk in 1...7 {
        let visits = Mutex([Int](repeating: 0, count: count))
        parallelFor(count: count, chunk: chunk, threads: threads) { range in
          visits.withLock { visits in
            for item in range { visits[item] += 1 }
          }
        }
        #expect(visits.withLock { $0 } == [Int](repeating: 1, count: count))
      }
    }
  }

  @Test(arguments: [1, 2, 3, 8])
  func `results come in the order of their ranges`(threads: Int) {
    let ranges = parallelMap(count: 10, chunk: 4, threads: threads) { $0 }
    #expect(ranges == [0..<4, 4..<8, 8..<10])
    #expect(parallelMap(count: 0, chunk: 4, threads: threads) { $0 } == [])
  }

  @Test func `two things are done at once, and both results returned`() {
    let started = Atomic(false)
    let done = concurrently(
      threads: 2,
      {
        started.store(true, ordering: .releasing)
        return 1
      }
    ) {
      // Ends only because the other runs meanwhile.
      while !started.load(ordering: .acquiring) {}
      return "body"
    }
    #expect(done.aside == 1 && done.body == "body")
  }

  @Test func `one thread does one thing after the other`() {
    let isDone = Atomic(false)
    let done = concurrently(threads: 1, { isDone.store(true, ordering: .relaxed) }) {
      isDone.load(ordering: .relaxed)
    }
    #expect(done.body)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func `what is divided while something else is done runs on several threads`() {
    let arrived = Atomic(0)
    let met = Atomic(true)
    let done = concurrently(threads: 2, { 1 }) {
      parallelFor(count: 2, chunk: 1, threads: 2) { _ in
        arrived.add(1, ordering: .acquiringAndReleasing)
        // Each waits for the other.
        let deadline = ContinuousClock.now + .seconds(20)
        while arrived.load(ordering: .acquiring) < 2 {
          if ContinuousClock.now > deadline { return met.store(false, ordering: .relaxed) }
        }
      }
      return 2
    }
    #expect(done.aside == 1 && done.body == 2 && met.load(ordering: .relaxed))
  }

  @Test func `a chunk of no items is refused`() async {
    await #expect(processExitsWith: .failure) {
      parallelFor(count: 3, chunk: 0, threads: 1) { _ in }
    }
  }
}
