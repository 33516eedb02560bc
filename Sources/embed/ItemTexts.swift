import Artifacts
import Embeddings
import Foundation
import LinearAlgebra
import StageSupport

/// The vectors of texts by which items without clicks, and products, are placed.
struct ItemTexts {
  /// The ids of the items with a text.
  let ids: [String]
  /// The number of words of each text.
  let tokens: [Int]
  /// Of shape (ids, text dimensions).
  let vectors: Matrix
  /// The ids of items that are known but have no text.
  let empty: [String]

  /// Reads the vectors of the folder that `--text-vectors` names, or encodes the texts of a table with
  /// the model that is part of the program; nil if there is no table.
  ///
  /// `name` is that of the vectors in the folder, `vectors` or `products`; `path` the table of titles and
  /// texts, and `key` its column of ids.
  ///
  /// - Throws: `FileError` if a file is malformed.
  init?(
    _ command: Embed, _ name: String, table path: String?, key: String,
    _ output: inout StageOutput
  ) throws {
    if let folder = command.clicks.textVectors {
      let file = "\(folder)/\(name).npy"
      guard name == "vectors" || FileManager.default.fileExists(atPath: file) else { return nil }
      let table = try VectorTable(contentsOf: output.input(file, ""))
      (ids, vectors, empty) = (table.ids, table.vectors, [])
      tokens = try table.table.integers("tokens")
      return
    }
    guard let path else { return nil }
    let encoder = try BuiltInModel.encoder()
    guard let texts = try Self.texts(path, key: key) else {
      (ids, tokens, empty) = ([], [], try Table(contentsOf: path).keys(key))
      vectors = Matrix(rows: 0, columns: encoder.dimensions)
      return
    }
    let encoded = try encoder.encode(
      texts.texts(texts.ids.indices), threads: command.common.threads)
    (ids, tokens, vectors) = (texts.ids, encoded.tokens, encoded.vectors)
    empty = texts.empty
  }

  /// The texts of a table; nil for one without any, which places nothing, though its items may have
  /// clicks all the same.
  private static func texts(_ path: String, key: String) throws(FileError) -> TextTable? {
    do {
      return try TextTable(path, key: key)
    } catch {
      guard error.kind == .empty else { throw error }
      return nil
    }
  }

  /// The row of each of some ids; nil for those without a text.
  func rows(of names: [String]) -> [Int?] {
    let places = Dictionary(zip(ids, ids.indices)) { first, _ in first }
    return names.map { places[$0] }
  }
}
