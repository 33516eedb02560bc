import Crawling
import Foundation
import Fuzzing
import TestSupport
import Testing

/// What `make fuzz` does for a minute, for a moment.
@Suite struct `Fuzzing` {
  @Test(arguments: FuzzTarget.all)
  func `a short run finds no input that breaks the law of its target`(target: FuzzTarget) throws {
    var fuzzer = Fuzzer(target, seed: 20_261_121)
    while fuzzer.count < 300 { try fuzzer.step() }
    // A target that sees the same whatever comes would test nothing.
    #expect(fuzzer.outcomes.count >= 3, "\(fuzzer.outcomes)")
  }

  @Test func `the same seed gives the same inputs, and another one others`() {
    func inputs(_ seed: UInt64) -> [[UInt8]] {
      var mutator = Mutator(seed: seed, name: "x", words: [Array("word".utf8)])
      let start = Array("a text to change".utf8)
      return (0..<200).map { _ in mutator.mutated(start, others: [start]) }
    }
    let (first, again, other) = (inputs(1), inputs(1), inputs(2))
    #expect(first == again && first != other)
    #expect(first.contains { String(decoding: $0, as: UTF8.self).contains("word") })
    #expect(first.allSatisfy { $0.count <= Mutator.longest } && first.contains { $0.isEmpty })
  }

  @Test func `an input that breaks a law is found and told`() throws {
    let target = FuzzTarget("broken", law: "no x", seeds: [[1]], words: [Array("x".utf8)]) {
      (bytes) throws(Violation) in
      if bytes.contains(UInt8(ascii: "x")) { throw Violation(problem: "an x") }
      return "\(bytes.count)"
    }
    var fuzzer = Fuzzer(target, seed: 1)
    let failure = try #require(throws: Fuzzer.Failure.self) {
      for _ in 0..<1_000 { try fuzzer.step() }
    }
    #expect(failure.input.contains(UInt8(ascii: "x")) && failure.problem == "an x")
  }

  @Test func `an input that takes more than linear time is found`() throws {
    let target = FuzzTarget("slow", law: "", seeds: [Array(repeating: 1, count: 4_000)], words: [])
    {
      (bytes) throws(Violation) in
      // As long on every machine: 0.32 seconds for 4,000 bytes, where 0.14 are allowed.
      let end = processorSeconds() + 2e-8 * Double(bytes.count * bytes.count)
      while processorSeconds() < end {}
      return "slow"
    }
    var fuzzer = Fuzzer(target, seed: 1)
    let failure = try #require(throws: Fuzzer.Failure.self) { try fuzzer.step() }
    #expect(failure.problem.hasPrefix("4000 bytes took"))
  }

  @Test func `the program tells how to replay an input, and replays it`() throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("User-agent: *\nDisallow: /\n", to: "input")
    let replayed = try Command.run("fuzz", ["--target", "robots", "--replay", input])
    #expect(replayed.status == 0 && replayed.standardOutput == "robots: dddd-d- false 0\n")
    let run = try Command.run(
      "fuzz", ["--target", "dates", "--seconds", "0.3", "--failures", folder.file("failures")])
    #expect(run.status == 0 && run.standardOutput.hasPrefix("dates: "))
    #expect(run.standardOutput.contains(" kinds of outcomes"))
  }
}
