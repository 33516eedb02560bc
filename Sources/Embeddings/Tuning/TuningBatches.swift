import LinearAlgebra

/// The batches of a training, one after the other without end.
///
/// Of groups, each has its turn before one has a second, in an order drawn anew for each round, however
/// large it is: an author of a thousand posts counts as much as one of ten. Given examples are gone
/// through in an order drawn for each epoch. No text comes twice into a batch where that can be had,
/// since it would be a negative of itself: such an example waits for the next batch.
public struct TuningBatches: Sendable {
  private let source: TuningSource
  private let batch: Int
  private let seed: UInt64
  /// The groups drawn so far, or the examples taken in all epochs.
  private var drawn = 0
  private var order: [Int] = []
  /// The examples that wait.
  private var waiting: [TuningExample] = []

  /// Creates the batches of a source.
  ///
  /// - Parameters:
  ///   - source: At least two groups of two texts each, or two examples.
  ///   - batch: The number of examples in a batch, at least 2.
  ///   - seed: The seed of the program.
  public init(_ source: TuningSource, batch: Int, seed: UInt64) {
    precondition(source.count >= 2 && batch >= 2, "a batch of one has no negatives")
    (self.source, self.batch, self.seed) = (source, batch, seed)
  }

  /// The examples of the next batch.
  public mutating func next() -> [TuningExample] {
    var examples: [TuningExample] = []
    var used = Set<Int>()
    func fits(_ example: TuningExample) -> Bool {
      example.texts.allSatisfy { !used.contains($0) }
    }
    func take(_ example: TuningExample) {
      examples.append(example)
      used.formUnion(example.texts)
    }
    var still: [TuningExample] = []
    for example in waiting {
      if examples.count < batch, fits(example) { take(example) } else { still.append(example) }
    }
    waiting = still
    // Few texts may fill no batch without one of them twice.
    var patience = 4 * batch
    while examples.count < batch, patience > 0 {
      let example = draw()
      if fits(example) {
        take(example)
      } else {
        patience -= 1
        if case .examples = source, waiting.count < 4 * batch { waiting.append(example) }
      }
    }
    return examples
  }

  private mutating func draw() -> TuningExample {
    let (round, place) = drawn.quotientAndRemainder(dividingBy: source.count)
    if place == 0 {
      order = Array(0..<source.count)
      var generator = KeyedGenerator(seed: seed, purpose: "order of examples", index: round)
      generator.shuffle(&order)
    }
    defer { drawn += 1 }
    switch source {
    case .examples(let examples): return examples[order[place]]
    case .groups(let groups):
      let group = groups[order[place]]
      var generator = KeyedGenerator(seed: seed, purpose: "texts of a group", index: drawn)
      let first = generator.below(group.count)
      let second = generator.below(group.count - 1)
      return TuningExample(
        anchor: group[first], positive: group[second + (second >= first ? 1 : 0)],
        group: order[place])
    }
  }
}

extension TuningSource {
  /// Sets some groups, or examples, aside to measure with.
  ///
  /// - Parameters:
  ///   - share: The share that is set aside, rounded to a whole number of two at least.
  ///   - seed: The seed of the program.
  /// - Returns: What is left, and what is set aside; nil if either would have fewer than two.
  public func holdingOut(
    _ share: Double, seed: UInt64
  ) -> (training: TuningSource, heldOut: TuningSource)? {
    let aside = max(2, Int((Double(count) * share).rounded()))
    guard share > 0, count - aside >= 2 else { return nil }
    var order = Array(0..<count)
    var generator = KeyedGenerator(seed: seed, purpose: "held-out examples")
    generator.shuffle(&order)
    let (heldOut, kept) = (order.prefix(aside).sorted(), order.dropFirst(aside).sorted())
    switch self {
    case .groups(let groups):
      return (.groups(kept.map { groups[$0] }), .groups(heldOut.map { groups[$0] }))
    case .examples(let examples):
      return (.examples(kept.map { examples[$0] }), .examples(heldOut.map { examples[$0] }))
    }
  }
}
