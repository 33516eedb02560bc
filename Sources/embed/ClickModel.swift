import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import StageSupport

// The model folder of `--method clicks`: `items.npy` and `tags.npy` with their tables (id, documents),
// the final vectors; `weights.npy`, of shape (items and tags, 2 × dimensions), what was trained: each
// word's vector and behind it its vector as a context; and where texts were there, `text-map.npy`, of
// shape (text dimensions + 1, dimensions), the map from texts to items with its intercept as last row,
// with its penalty in `text-map.tsv`.

/// What a run learned, and a later one opens.
struct ClickModel {
  let embedding: ClickEmbedding
  /// Places items by their texts; nil where no text was there to learn from.
  let placement: TextPlacement?

  private static let columns = ["id", "documents"]

  /// Writes the model.
  ///
  /// - Throws: `FileError` if a file cannot be written.
  func write(_ output: borrowing StageOutput) throws {
    let vocabulary = embedding.vocabulary
    try VectorTable.write(
      embedding.items, Self.records(vocabulary.items, vocabulary.users), columns: Self.columns,
      to: output.file("model/items.npy"))
    if !vocabulary.tags.isEmpty {
      try VectorTable.write(
        embedding.tags, Self.records(vocabulary.tags, vocabulary.itemsOfTags),
        columns: Self.columns, to: output.file("model/tags.npy"))
    }
    try VectorFile.write(embedding.weights.joined, to: output.file("model/weights.npy"))
    guard let map = placement?.map else { return }
    try VectorFile.write(
      Matrix(
        rows: map.coefficients.rows + 1, columns: map.coefficients.columns,
        elements: map.coefficients.elements + map.intercept),
      to: output.file("model/text-map.npy"))
    try writeTable(
      output.file("model/text-map.tsv"), columns: ["name", "value"],
      [["penalty", decimal(map.penalty)]])
  }

  /// Opens the model in `folder`, and notes its files as inputs.
  ///
  /// - Throws: `FileError` if a file is missing or does not fit the others.
  init(_ folder: String, _ output: inout StageOutput) throws {
    let items = try VectorTable(contentsOf: output.input("\(folder)/items.npy", ""))
    let hasTags = FileManager.default.fileExists(atPath: "\(folder)/tags.npy")
    let tags = hasTags ? try VectorTable(contentsOf: output.input("\(folder)/tags.npy", "")) : nil
    let path = try output.input("\(folder)/weights.npy", "")
    let weights = try VectorFile(path).matrix()
    let dimensions = items.vectors.columns
    let words = items.ids.count + (tags?.ids.count ?? 0)
    guard weights.rows == words, weights.columns == 2 * dimensions,
      tags.map({ $0.vectors.columns == dimensions }) ?? true
    else {
      throw FileError(
        .malformed, path, "does not fit the items and tags beside it",
        remedy: "the files of a model belong together; learn it again")
    }
    let vocabulary = ClickVocabulary(
      items: items.ids, users: try items.table.integers("documents"), tags: tags?.ids ?? [],
      itemsOfTags: try tags?.table.integers("documents") ?? [])
    embedding = ClickEmbedding(
      vocabulary: vocabulary, items: items.vectors,
      tags: tags?.vectors ?? Matrix(rows: 0, columns: dimensions),
      weights: ClickWeights(joined: weights))
    placement = try Self.placement(folder, dimensions: dimensions, &output)
  }

  init(embedding: ClickEmbedding, placement: TextPlacement?) {
    (self.embedding, self.placement) = (embedding, placement)
  }

  private static func placement(
    _ folder: String, dimensions: Int, _ output: inout StageOutput
  ) throws -> TextPlacement? {
    guard FileManager.default.fileExists(atPath: "\(folder)/text-map.npy") else { return nil }
    let path = try output.input("\(folder)/text-map.npy", "")
    let matrix = try VectorFile(path).matrix()
    let table = try Table(contentsOf: output.input("\(folder)/text-map.tsv", ""))
    guard matrix.rows > 1, matrix.columns == dimensions,
      let penalty = try table.numbers("value").first
    else {
      throw FileError(
        .malformed, path, "is not a map into \(dimensions) dimensions",
        remedy: "the files of a model belong together; learn it again")
    }
    let rows = matrix.rows - 1
    return TextPlacement(
      map: RidgeRegression(
        coefficients: matrix.rows(0..<rows), intercept: [Float](matrix.rows([rows]).elements),
        penalty: penalty))
  }

  private static func records(_ ids: [String], _ counts: [Int]) -> [[String]] {
    zip(ids, counts).map { [$0, String($1)] }
  }
}

extension ClickWeights {
  /// Both side by side, of shape (words, 2 × dimensions).
  fileprivate var joined: Matrix {
    let columns = vectors.columns
    var elements: [Float] = []
    elements.reserveCapacity(2 * vectors.elements.count)
    for row in 0..<vectors.rows {
      let range = row * columns..<(row + 1) * columns
      elements += vectors.elements[range]
      elements += contexts.elements[range]
    }
    return Matrix(rows: vectors.rows, columns: 2 * columns, elements: elements)
  }

  fileprivate init(joined: Matrix) {
    let columns = joined.columns / 2
    func half(_ offset: Int) -> Matrix {
      var elements: [Float] = []
      elements.reserveCapacity(joined.rows * columns)
      for row in 0..<joined.rows {
        let start = row * joined.columns + offset
        elements += joined.elements[start..<start + columns]
      }
      return Matrix(rows: joined.rows, columns: columns, elements: elements)
    }
    self.init(vectors: half(0), contexts: half(columns))
  }
}
