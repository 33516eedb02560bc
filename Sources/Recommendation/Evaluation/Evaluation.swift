import LinearAlgebra

/// How good the lists of one model are.
public struct Evaluation: Sendable {
  /// A measure of all lists.
  public struct Measure: Sendable, Equatable {
    /// Its name, with the length of the lists where it depends on it: `ndcg_at_10`.
    public var name: String
    /// Its value, mostly a mean over users.
    public var value: Double
    /// Where the value would lie with other users, 19 times of 20; nil for what is no mean.
    public var interval: ClosedRange<Double>?
  }

  /// The measures, in the order in which they are written.
  public let measures: [Measure]

  /// The number of lists whose diversity is measured; more would not change the mean much.
  private static let diversitySample = 1000

  /// Evaluates the lists of the users of a split.
  ///
  /// - Parameters:
  ///   - lists: The items suggested to each user of `split.users`.
  ///   - split: What was learned from, and what was held out.
  ///   - count: *k*, the length that lists were asked to have.
  ///   - diversity: How items of a list are compared.
  ///   - seed: The seed of the intervals.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Precondition: There are users.
  public init(
    _ lists: [[Int32]], _ split: EvaluationSplit, count: Int, diversity: ListDiversity,
    seed: UInt64, threads: Int
  ) {
    precondition(lists.count == split.users.count && !lists.isEmpty, "\(lists.count) lists")
    let ranks = zip(lists, split.targets).map {
      RankingMeasures($0, targets: $1, count: count)
    }
    let all = ListMeasures(lists, training: split.training)
    let columns: [(name: String, values: [Double])] = [
      ("hit_rate_at_\(count)", ranks.map(\.hit)), ("ndcg_at_\(count)", ranks.map(\.gain)),
      ("mrr_at_\(count)", ranks.map(\.reciprocalRank)),
      ("recall_at_\(count)", ranks.map(\.recall)),
      ("precision_at_\(count)", ranks.map(\.precision)),
      ("map_at_\(count)", ranks.map(\.averagePrecision)), ("novelty", all.novelties),
    ]
    let intervals = BootstrapIntervals.intervals(
      columns.map(\.values), seed: seed, threads: threads)
    var measures = zip(columns, intervals).map { column, interval in
      Measure(name: column.name, value: Self.mean(column.values), interval: interval)
    }
    let values = Self.diversities(lists, diversity, seed: seed, threads: threads)
    if !values.isEmpty {
      let interval = BootstrapIntervals.intervals([values], seed: seed, threads: threads)[0]
      measures.append(Measure(name: "diversity", value: Self.mean(values), interval: interval))
    }
    measures.append(Measure(name: "coverage", value: all.coverage))
    measures.append(Measure(name: "gini", value: all.inequality))
    self.measures = measures
  }

  /// The value of a measure; 0 if there is none of the name.
  public subscript(name: String) -> Double {
    measures.first { $0.name == name }?.value ?? 0
  }

  private static func diversities(
    _ lists: [[Int32]], _ diversity: ListDiversity, seed: UInt64, threads: Int
  ) -> [Double] {
    var sample = Array(lists.indices)
    if sample.count > diversitySample {
      var generator = KeyedGenerator(seed: seed, purpose: "diversity sample")
      generator.shuffle(&sample)
      sample = sample.prefix(diversitySample).sorted()
    }
    let drawn = sample
    return parallelMap(count: drawn.count, chunk: 16, threads: threads) { range in
      range.compactMap { diversity.diversity(lists[drawn[$0]]) }
    }.flatMap(\.self)
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}
