import Artifacts
import DocumentTerms
import LinearAlgebra
import Reduction
import StageSupport
import TopicModeling

/// What the principal axes of the space that was clustered mean, as a table: the terms that are used more at
/// one end of an axis than at the other, and the documents or authors that are farthest out.
struct AxisTables {
  /// The number of terms, and of documents or authors, of each end.
  private static let (terms, extremes) = (10, 5)

  private let options: ViewArguments
  private let spellings: Spellings
  private let threads: Int

  init(_ options: ViewArguments, _ spellings: Spellings, threads: Int) {
    (self.options, self.spellings, self.threads) = (options, spellings, threads)
  }

  /// Writes `axes.tsv`, if there are vectors.
  ///
  /// - Throws: ``FileError`` if the vectors cannot be read or are of other documents.
  func write(
    ids: [String], authors: [String], _ corpus: DocumentTermMatrix, _ output: inout StageOutput
  ) throws {
    guard options.axes > 0,
      let path = try output.optionalInput(options.axisVectors, "reduce/reduced.npy")
    else { return }
    let table = try VectorTable(contentsOf: path)
    let vectors = try DocumentVectors(table, ids: ids, authors: authors)
    let names = table.ids
    guard names.count >= 2 else { return }
    // Of points in bytewise order of their ids, so that the order of the file does not matter.
    let order = bytewiseOrder(names)
    var rank = order
    for (place, row) in order.enumerated() { rank[row] = place }
    let points = table.vectors.rows(order)
    let pca = PCA(points, components: options.axes, threads: threads)
    let places = pca.project(points, threads: threads)
    var settings = AxisTerms.Options()
    settings.terms = Self.terms
    let found = AxisTerms(
      places, corpus, points: vectors.rows.map { $0 < 0 ? -1 : rank[$0] }, options: settings,
      threads: threads)
    let axes = pca.shares.indices.flatMap { axis in
      let along = (0..<places.rows).sorted { (places[$0, axis], $0) < (places[$1, axis], $1) }
      return [("low", found.low[axis], along), ("high", found.high[axis], along.reversed())]
        .flatMap { end, terms, points in
          records(
            ["\(axis + 1)", decimal(pca.shares[axis]), end], terms, corpus,
            points.prefix(Self.extremes).map { (names[order[$0]], places[$0, axis]) })
        }
    }
    try writeTable(output.file("axes.tsv"), columns: Schema.axes, axes)
  }

  /// The records of one end of an axis; the shorter of the two lists is filled up with nothing.
  private func records(
    _ key: [String], _ terms: [AxisTerms.Term], _ corpus: DocumentTermMatrix,
    _ points: [(id: String, place: Float)]
  ) -> [[String]] {
    (0..<max(terms.count, points.count)).map { rank in
      let term = rank < terms.count ? corpus.terms[terms[rank].term] : ""
      return key + [
        "\(rank + 1)", term, term.isEmpty ? "" : spellings[term],
        rank < terms.count ? decimal(terms[rank].correlation) : "",
        rank < points.count ? points[rank].id : "",
        rank < points.count ? decimal(points[rank].place) : "",
      ]
    }
  }
}
