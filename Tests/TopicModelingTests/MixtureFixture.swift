import Artifacts
import DocumentTerms
import LinearAlgebra
import TestSupport

/// The matrices that scikit-learn made; see Tests/References/lda.py.
struct MixtureFixture {
  /// The counts of the documents of the fixture.
  let counts: SparseMatrix
  private let matrices: [String: [[Double]]]

  init() throws {
    let fixtures = projectFolder + "/Tests/TopicModelingTests/Fixtures"
    let documents = try Table(contentsOf: fixtures + "/documents.tsv")
    counts = DocumentTermMatrix(try documents.column("tokens"), threads: 1).counts
    let table = try Table(contentsOf: fixtures + "/mixtures.tsv")
    let topics = try (0..<4).map { try table.numbers("topic\($0)") }
    var matrices: [String: [[Double]]] = [:]
    for (row, name) in try table.column("matrix").enumerated() {
      matrices[name, default: []].append(topics.map { $0[row] })
    }
    self.matrices = matrices
  }

  /// A matrix, row by row.
  subscript(name: String) -> [Double] { (matrices[name] ?? []).flatMap { $0 } }
}

/// The largest difference of two lists of numbers, each relative to the second where that is above 1;
/// infinite if their lengths differ.
func largestDifference(_ a: some Collection<Double>, _ b: [Double]) -> Double {
  guard a.count == b.count, !b.isEmpty else { return .infinity }
  return zip(a, b).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? .infinity
}

/// Documents of planted topics: each is of one topic or two, whose words are `a0`, `a1` … and so on.
func plantedDocuments(_ count: Int, topics: Int, seed: UInt64 = 3) -> [String] {
  let letters = Array("abcdefghijklmnopqrstuvwxyz").map(String.init)
  return (0..<count).map { document in
    var generator = KeyedGenerator(seed: seed, purpose: "planted documents", index: document)
    let own = [generator.below(topics), generator.below(topics)]
    let words = (0..<6 + generator.below(12)).map { _ in
      "\(letters[own[generator.below(2)]])\(generator.below(1 + generator.below(12)))"
    }
    return words.joined(separator: " ")
  }
}
