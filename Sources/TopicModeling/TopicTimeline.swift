import DocumentTerms
import LinearAlgebra

/// How topics change over time: how many documents they have in each part of time, and what these are
/// about.
///
/// As BERTopic's `topics_over_time`: the documents of a class in a bin are weighed by c-TF-IDF with the
/// factors of the whole, and the weights are brought to a sum of 1. With tuning they are averaged first
/// with those of the bin before, if the class has documents there, and then with those of the class as a
/// whole, so that words change smoothly and stay those of the topic.
public struct TopicTimeline: Sendable {
  /// A topic in a part of time.
  public struct Entry: Sendable {
    /// The bin.
    public var bin: Int
    /// The class.
    public var number: Int
    /// The number of documents.
    public var documents: Int
    /// Their share of the documents of all classes in the bin.
    public var share: Double
    /// The most typical terms, best first.
    public var terms: [WeightedTerm]
  }

  /// The entries that have documents, by bin and class.
  public let entries: [Entry]

  /// Weighs classes bin by bin.
  ///
  /// - Parameters:
  ///   - weights: The weights of the terms in the whole classes.
  ///   - corpus: The documents.
  ///   - classes: The documents of each class.
  ///   - bins: The bin of each document; those without are left out.
  ///   - terms: The number of terms of an entry.
  ///   - minimumOwners: As many members of a class must use a term of it, or all of fewer.
  ///   - isTuned: Whether weights are averaged with those before and those of the whole.
  ///   - threads: The largest number of threads; the result does not depend on it.
  /// - Complexity: O(*n* + *b* · *v*) for *n* stored counts, *b* entries and *v* terms of one.
  public init(
    _ weights: ClassTFIDF, corpus: DocumentTermMatrix, classes: DocumentClasses, bins: TimeBins,
    terms: Int = 5, minimumOwners: Int = 1, isTuned: Bool = true, threads: Int = 1
  ) {
    let found = parallelMap(count: classes.count, chunk: 1, threads: threads) { range in
      let number = range.lowerBound
      let timeline = ClassTimeline(
        weights: weights, corpus: corpus,
        whole: normalized(weights.wholeWeights(number, minimumOwners)), isTuned: isTuned)
      return timeline.entries(classes.members[number], number: number, bins: bins, terms: terms)
    }.flatMap { $0 }
    var totals = [Int](repeating: 0, count: bins.names.count)
    for entry in found { totals[entry.bin] += entry.documents }
    entries = found.sorted { ($0.bin, $0.number) < ($1.bin, $1.number) }.map { entry in
      var entry = entry
      entry.share = Double(entry.documents) / Double(totals[entry.bin])
      return entry
    }
  }
}

/// The timeline of one class.
private struct ClassTimeline {
  let weights: ClassTFIDF
  let corpus: DocumentTermMatrix
  let whole: [Int: Double]
  let isTuned: Bool

  func entries(
    _ documents: [Int], number: Int, bins: TimeBins, terms: Int
  ) -> [TopicTimeline.Entry] {
    let byBin = Dictionary(grouping: documents.filter { bins.bins[$0] != nil }) {
      bins.bins[$0] ?? 0
    }
    var before: (bin: Int, weights: [Int: Double])?
    return byBin.keys.sorted().map { bin in
      let members = byBin[bin] ?? []
      var found = normalized(binWeights(members))
      if isTuned {
        if let before, before.bin == bin - 1 { found = mean(found, before.weights) }
        before = (bin, found)
        found = mean(found, whole)
      }
      let best = found.filter { $0.value > 0 }.map { WeightedTerm(term: $0.key, weight: $0.value) }
        .sorted { (-$0.weight, $0.term) < (-$1.weight, $1.term) }
      return TopicTimeline.Entry(
        bin: bin, number: number, documents: members.count, share: 0,
        terms: Array(best.prefix(terms)))
    }
  }

  private func binWeights(_ documents: [Int]) -> [Int: Double] {
    var counts: [Int: Double] = [:]
    for document in documents {
      let columns = corpus.counts.columnIndexes(inRow: document)
      let values = corpus.counts.values(inRow: document)
      for index in columns.indices where whole[Int(columns[index])] != nil {
        counts[Int(columns[index]), default: 0] += Double(values[index])
      }
    }
    let total = counts.values.reduce(0, +)
    return Dictionary(
      uniqueKeysWithValues: counts.map { term, count in
        (term, weights.weight(share: count / total, factor: weights.termFactors[term]))
      })
  }
}

extension ClassTFIDF {
  /// The weights of a class by term, of terms that enough of its members use.
  fileprivate func wholeWeights(_ number: Int, _ minimumOwners: Int) -> [Int: Double] {
    let row = rows[number]
    let needed = min(minimumOwners, row.owners.max() ?? 0)
    let kept = row.terms.indices.filter { row.owners[$0] >= needed }
    return Dictionary(uniqueKeysWithValues: kept.map { (row.terms[$0], row.weights[$0]) })
  }
}

/// The weights brought to a sum of magnitudes of 1. They are added in the order of the terms, so that
/// rounding is the same every time.
private func normalized(_ weights: [Int: Double]) -> [Int: Double] {
  let total = weights.keys.sorted().reduce(0) { $0 + abs(weights[$1] ?? 0) }
  return total > 0 ? weights.mapValues { $0 / total } : weights
}

private func mean(_ a: [Int: Double], _ b: [Int: Double]) -> [Int: Double] {
  a.merging(b, uniquingKeysWith: +).mapValues { $0 / 2 }
}
