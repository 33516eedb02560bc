/// The shares of terms in classes.
struct ClassShares {
  private let weights: ClassTFIDF
  let totals: [Double]
  private var largest: [Double]

  init(_ weights: ClassTFIDF) {
    self.weights = weights
    totals = weights.rows.map { $0.counts.reduce(0, +) }
    largest = [Double](repeating: 0, count: weights.termFactors.count)
    for (row, total) in zip(weights.rows, totals) {
      for (term, count) in zip(row.terms, row.counts) {
        largest[term] = max(largest[term], count / total)
      }
    }
  }

  func distinctness(_ term: Int, inClass number: Int) -> Double {
    let count = weights.rows[number].count(of: term)
    return largest[term] > 0 ? count / totals[number] / largest[term] : 0
  }
}

extension ClassTFIDF.Row {
  /// How often a term occurs in the class.
  ///
  /// - Complexity: O(log *n*) in the terms of the class.
  public func count(of term: Int) -> Double {
    var (low, high) = (0, terms.count)
    while low < high {
      let middle = (low + high) / 2
      if terms[middle] < term { low = middle + 1 } else { high = middle }
    }
    return low < terms.count && terms[low] == term ? counts[low] : 0
  }
}
