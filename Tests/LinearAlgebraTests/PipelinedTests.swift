import Foundation
import LinearAlgebra
import Synchronization
import Testing

/// Numbers that all threads see.
private final class Counts: Sendable {
  let made = Atomic(0)
  let taken = Atomic(0)
  let running = Atomic(0)
  let most = Atomic(0)

  /// The largest number that was noted.
  var largest: Int { most.load(ordering: .relaxed) }

  func note(_ number: Int) { most.max(number, ordering: .relaxed) }
}

@Suite struct PipelinedTests {
  @Test(arguments: [0, 1, 2, 3, 8])
  func `results are taken in order`(threads: Int) {
    for count in 0...40 {
      var taken: [Int] = []
      pipelined(count: count, threads: threads) { number in
        // The first ones take longest, so that later ones are made before them.
        usleep(UInt32(max(0, 40 - 10 * number)))
        return number
      } take: {
        taken.append($0)
      }
      #expect(taken == Array(0..<count))
    }
  }

  @Test(arguments: [2, 3])
  func `no more results wait than two for each thread`(threads: Int) {
    let counts = Counts()
    pipelined(count: 200, threads: threads) { _ in
      let made = counts.made.add(1, ordering: .relaxed).newValue
      counts.note(made - counts.taken.load(ordering: .relaxed))
    } take: { _ in
      usleep(20)
      counts.taken.add(1, ordering: .relaxed)
    }
    #expect(counts.largest <= 2 * threads)
    let taken = counts.taken.load(ordering: .relaxed)
    #expect(taken == 200)
  }

  @Test(arguments: [1, 2, 3])
  func `no more threads make results than were asked for`(threads: Int) {
    let counts = Counts()
    pipelined(count: 60, threads: threads) { _ in
      counts.note(counts.running.add(1, ordering: .relaxed).newValue)
      // Long enough for every thread to begin.
      usleep(1_000)
      counts.running.subtract(1, ordering: .relaxed)
    } take: { _ in
    }
    #expect(counts.largest <= threads)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func `results are made while others are taken`() {
    let counts = Counts()
    pipelined(count: 100, threads: 2) { _ in
      counts.note(counts.running.load(ordering: .acquiring))
    } take: { _ in
      counts.running.store(1, ordering: .releasing)
      usleep(200)
      counts.running.store(0, ordering: .releasing)
    }
    #expect(counts.largest == 1)
  }

  @Test(arguments: [1, 2, 3])
  func `nothing is taken after an error`(threads: Int) {
    var taken = 0
    let counts = Counts()
    #expect(throws: CancellationError.self) {
      try pipelined(count: 1_000, threads: threads) { _ in
        counts.made.add(1, ordering: .relaxed)
      } take: { _ in
        taken += 1
        if taken == 5 { throw CancellationError() }
      }
    }
    #expect(taken == 5)
    let made = counts.made.load(ordering: .relaxed)
    #expect(made <= 5 + 2 * threads)
  }
}
