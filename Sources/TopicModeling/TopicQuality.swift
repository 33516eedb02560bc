import DocumentTerms

/// How well the terms of topics go together, and how much topics differ, by the usual measures.
public struct TopicQuality: Sendable {
  /// The mean NPMI of pairs of terms of each topic in documents; see ``npmiCoherence(of:in:threads:)``.
  public let npmi: [Double]
  /// The same in sliding windows of 10 terms: gensim's `c_npmi`.
  public let windowNPMI: [Double]
  /// gensim's `c_v`, in sliding windows of 110 terms.
  public let cv: [Double]
  /// gensim's `u_mass`.
  public let umass: [Double]
  /// The share of the terms of each topic that no other has; see ``TopicDiversity``.
  public let diversity: [Double]
  /// The means of the topics, and the diversity of all, by their names in `quality.tsv`.
  public let measures: [(name: String, value: Double)]

  /// The number of terms that coherence is measured by, as is usual.
  public static let coherenceTerms = 10
  /// The numbers of terms that the diversity of all topics is measured by.
  public static let diversityTerms = [10, 25]
  /// The lengths of the windows.
  private static let (npmiWindow, cvWindow) = (10, 110)

  /// Measures topics.
  ///
  /// - Parameters:
  ///   - ranked: The numbers of the terms of each topic in `corpus`, best first, 25 if there are so many.
  ///   - terms: The number of terms that the topics are shown with.
  ///   - corpus: The documents to count in.
  ///   - grams: The runs of words that are terms of `corpus`.
  ///   - threads: The largest number of threads; the result does not depend on it.
  ///   - text: The words of a document. Called once for each, from any thread.
  /// - Complexity: O(*n*) in the bytes of all documents, besides the pairs of terms of each topic.
  public init(
    of ranked: [[Int]], terms: Int, in corpus: DocumentTermMatrix, grams: TermGrams = .single,
    threads: Int = 1, text: @Sendable (Int) -> String
  ) {
    let topics = ranked.map { Array($0.prefix(Self.coherenceTerms)) }
    let wanted = Set(topics.joined()).sorted()
    let place = Dictionary(uniqueKeysWithValues: wanted.enumerated().map { ($1, $0) })
    let occurrences = TermOccurrences(
      of: wanted.map { corpus.terms[$0] }, count: corpus.count, grams: grams, threads: threads,
      text: text)
    let places = topics.map { $0.compactMap { place[$0] } }
    func counts(_ size: Int) -> WindowCounts {
      WindowCounts(of: places, in: occurrences, size: size, threads: threads)
    }
    npmi = npmiCoherence(of: topics, in: corpus, threads: threads)
    windowNPMI = counts(Self.npmiWindow).npmi
    cv = counts(Self.cvWindow).cv
    umass = umassCoherence(of: topics, in: corpus, threads: threads)
    let shown = TopicDiversity(of: ranked.map { Array($0.prefix(terms)) })
    diversity = shown.topics
    measures =
      [
        ("npmi", mean(npmi)), ("c_npmi", mean(windowNPMI)), ("c_v", mean(cv)),
        ("u_mass", mean(umass)), ("diversity", shown.overall),
      ]
      + Self.diversityTerms.map {
        ("diversity_\($0)", TopicDiversity.overall(of: ranked, first: $0))
      }
  }
}

/// The mean; 0 of nothing.
private func mean(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}
