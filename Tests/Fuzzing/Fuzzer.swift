import Glibc

/// Gives changed inputs to a target, one after the other, and keeps those with new outcomes to change
/// them further.
public struct Fuzzer {
  /// An input that breaks the law of its target.
  public struct Failure: Error {
    /// The input.
    public let input: [UInt8]
    /// What is wrong with what came of it.
    public let problem: String
  }

  /// What is tried.
  public let target: FuzzTarget
  /// The number of inputs that were tried.
  public private(set) var count = 0
  /// The inputs that are changed.
  public private(set) var corpus: [[UInt8]]
  /// The kinds of outcomes.
  public private(set) var outcomes: Set<String> = []
  private var mutator: Mutator

  /// The most inputs that are kept.
  private static let largestCorpus = 2_000

  /// Creates the fuzzer of a target; equal seeds give equal inputs.
  public init(_ target: FuzzTarget, seed: UInt64) {
    self.target = target
    corpus = target.seeds
    mutator = Mutator(seed: seed, name: target.name, words: target.words)
  }

  /// Tries one more input: first those to begin with, then changed ones.
  ///
  /// - Parameter observe: Called with the input before it is tried, so that one that ends the process can
  ///   be told afterwards.
  /// - Throws: ``Failure`` if the input breaks the law.
  public mutating func step(observe: ([UInt8]) -> Void = { _ in }) throws(Failure) {
    let isChanged = count >= target.seeds.count
    let input =
      isChanged
      ? mutator.mutated(corpus[mutator.below(corpus.count)], others: corpus) : target.seeds[count]
    count += 1
    observe(input)
    let outcome = try target.outcome(of: input)
    guard outcomes.insert(outcome).inserted, isChanged else { return }
    if corpus.count < Self.largestCorpus {
      corpus.append(input)
    } else {
      corpus[target.seeds.count + mutator.below(corpus.count - target.seeds.count)] = input
    }
  }
}

extension FuzzTarget {
  /// The seconds of computing that an input may take: a tenth, and ten for each million of its bytes,
  /// a multiple of what the slowest reader needs.
  static func secondsAllowed(_ input: [UInt8]) -> Double { 0.1 + 1e-5 * Double(input.count) }

  /// The kind of outcome of an input.
  ///
  /// - Throws: ``Fuzzer/Failure`` if it breaks the law, or takes too long three times in a row.
  public func outcome(of input: [UInt8]) throws(Fuzzer.Failure) -> String {
    var least = Double.infinity
    // Other programs can slow one attempt down, and hardly three.
    for _ in 0..<3 {
      let start = processorSeconds()
      let outcome: String
      do {
        outcome = try check(input)
      } catch {
        throw Fuzzer.Failure(input: input, problem: error.problem)
      }
      least = min(least, processorSeconds() - start)
      if least <= Self.secondsAllowed(input) { return outcome }
    }
    throw Fuzzer.Failure(
      input: input,
      problem: "\(input.count) bytes took \(least) s, more than \(Self.secondsAllowed(input)) s")
  }
}

/// The seconds of computing of this thread.
public func processorSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
