import DocumentTerms

/// The phrases of classes, by the numbers of their words in the corpus.
struct LabelPhrases {
  private let counted: PhraseCounts
  private let numbers: [Int]
  private let weights: ClassTFIDF

  init(
    _ words: [[WeightedTerm]], _ weights: ClassTFIDF, corpus: DocumentTermMatrix,
    classes: DocumentClasses, threads: Int, text: @Sendable (Int) -> String
  ) {
    let numbers = Set(words.joined().map(\.term)).sorted()
    let place = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    let occurrences = TermOccurrences(
      of: numbers.map { corpus.terms[$0] }, count: corpus.count, threads: threads, text: text)
    counted = PhraseCounts(
      words.map { $0.compactMap { place[$0.term] } },
      frequencies: words.enumerated().map { number, terms in
        terms.map { weights.rows[number].count(of: $0.term) }
      },
      classes: classes, in: occurrences, threads: threads)
    self.numbers = numbers
    self.weights = weights
  }

  func candidates(ofClass number: Int, _ shares: ClassShares) -> [LabelCandidate] {
    counted.phrases[number].map { phrase in
      let counts = counted.counts.map { Double($0[phrase] ?? 0) }
      let share = counts[number] / shares.totals[number]
      let largest = zip(counts, shares.totals).map { $1 > 0 ? $0 / $1 : 0 }.max() ?? 0
      let factor = weights.factor(ofFrequency: counts.reduce(0, +))
      return LabelCandidate(
        terms: phrase.words.map { numbers[$0] },
        weight: weights.weight(share: share, factor: factor)
          * Double(phrase.words.count).squareRoot(),
        distinctness: largest > 0 ? share / largest : 0)
    }
  }
}
