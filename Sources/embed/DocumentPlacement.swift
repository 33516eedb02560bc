import DocumentTerms
import Embeddings
import LinearAlgebra

/// Documents and authors beside those of a model: which are known, and the edges of the others.
struct DocumentPlacement {
  /// The new documents, and behind them the new authors.
  private(set) var nodes: NewNodes
  /// The ids of the new documents.
  let ids: [String]
  private let documentRows: [Int?]
  private let authorRows: [Int?]
  private let newAuthors: [Int]

  /// Nothing is known of authors but their documents.
  var authorsWithoutFeatures: [Int?] { newAuthors.map { _ in nil } }

  /// Finds the edges of what is new.
  ///
  /// `documentRows` and `authorRows` have the rows of known ones among those of the model.
  init(
    _ documents: GraphDocuments, _ model: GraphModel, documentRows: [Int?], authorRows: [Int?]
  ) {
    (self.documentRows, self.authorRows) = (documentRows, authorRows)
    let newDocuments = documentRows.indices.filter { documentRows[$0] == nil }
    newAuthors = authorRows.indices.filter { authorRows[$0] == nil }
    ids = newDocuments.map { documents.ids[$0] }
    nodes = NewNodes(count: newDocuments.count + newAuthors.count, beside: model)
    for terms in documents.terms {
      let first = model.graph.nodes(terms.kind).lowerBound
      let weights = NodeFeatures(terms.weights).selecting(newDocuments)
      if case .sparse(let rows) = weights.storage { nodes.append(rows, from: 0, toKnown: first) }
    }
    guard let authors = documents.authors else { return }
    let documentPlaces = Self.places(newDocuments, count: documentRows.count, from: 0)
    let authorPlaces = Self.places(
      newAuthors, count: authorRows.count, from: newDocuments.count)
    let (firstDocument, firstAuthor) = (
      model.graph.nodes("document").lowerBound, model.graph.nodes("author").lowerBound
    )
    for (document, author) in authors.authorOfDocument.enumerated() {
      switch (documentPlaces[document], authorPlaces[author]) {
      case (let document?, let author?): nodes.append(document, toNew: author)
      case (let place?, nil):
        nodes.append(place, toKnown: firstAuthor + (authorRows[author] ?? 0))
      case (nil, let place?):
        nodes.append(place, toKnown: firstDocument + (documentRows[document] ?? 0))
      case (nil, nil): break
      }
    }
  }

  /// The number among the new nodes of each of `count` things, of which `new` are new; nil for others.
  private static func places(_ new: [Int], count: Int, from first: Int) -> [Int?] {
    var places = [Int?](repeating: nil, count: count)
    for (place, index) in new.enumerated() { places[index] = first + place }
    return places
  }

  /// The vectors of the documents or authors of this run: known ones from the model, others as placed.
  func merged(_ kind: String, known: Matrix, _ placed: Matrix) -> Matrix {
    let rows = kind == "document" ? documentRows : authorRows
    var next = kind == "document" ? 0 : ids.count
    let sources = rows.map { row -> Int in
      guard row == nil else { return row ?? 0 }
      next += 1
      return known.rows + next - 1
    }
    return Matrix(
      rows: known.rows + placed.rows, columns: known.columns,
      elements: known.elements + placed.elements
    ).rows(sources)
  }
}
