extension NearDuplicates {
  /// What ``originals(threads:parts:)`` finds if it misses nothing, by comparing each document with all
  /// before it: what tests compare with.
  ///
  /// - Complexity: O(*n*²) comparisons.
  package static func reference(
    _ documents: [[String]], groups: [UInt64]? = nil, _ options: Options
  ) -> [Original?] {
    let sets = documents.map {
      Shingles($0, length: options.shingleLength, minimum: options.minimumShingles)
    }
    var originals = [Original?]()
    for (document, set) in sets.enumerated() {
      let original = (0..<document).first { other in
        originals[other] == nil && groups?[other] == groups?[document]
          && set.similarity(to: sets[other]) >= options.threshold
      }
      originals.append(
        original.map { Original(document: $0, similarity: set.similarity(to: sets[$0])) })
    }
    return originals
  }
}
