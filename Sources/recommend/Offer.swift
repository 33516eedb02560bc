import Artifacts
import LinearAlgebra
import Recommendation

/// The catalogue and the vectors of its products.
struct Offer {
  /// The products that have a vector, in bytewise order of their names.
  let catalogue: [Product]
  /// Their vectors, of shape (products, dimensions).
  let vectors: Matrix

  /// Reads both and puts them together; a product without a vector shares no term with the documents
  /// and cannot be suggested.
  ///
  /// - Throws: ``FileError`` if a vector belongs to no product, or if the vectors are not in a space of
  ///   `dimensions` dimensions.
  init(vectorsPath: String, cataloguePath: String, dimensions: Int) throws {
    let embedded = try VectorTable(contentsOf: vectorsPath)
    guard embedded.vectors.columns == dimensions else {
      throw FileError(
        .malformed, vectorsPath,
        "has \(embedded.vectors.columns) dimensions, the clustered vectors \(dimensions)",
        remedy: "embed both with one model")
    }
    let table = try Table(contentsOf: cataloguePath)
    let names = try table.keys("product")
    let rowOfName = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let rows = try embedded.ids.enumerated().map { index, name in
      guard let row = rowOfName[name] else {
        throw embedded.table.error(
          row: index, "'\(name)' is not in \(cataloguePath)", remedy: "run clean and embed again")
      }
      return row
    }
    let (title, category) = (try table.column("title"), try table.column("category"))
    let (tokens, links) = (try table.column("tokens"), try table.column("links"))
    let order = bytewiseOrder(embedded.ids)
    catalogue = order.map { index in
      let row = rows[index]
      return Product(
        id: names[row], title: title[row], category: category[row],
        tokens: tokens[row].split(separator: " ").map(String.init),
        links: links[row].split(separator: "|").map(String.init))
    }
    vectors = embedded.vectors.rows(order)
  }
}

/// The positions of `keys` among `others`, which must be the same, in whatever order.
///
/// - Throws: ``FileError`` with the line of a key that only one of the two tables has.
func matched(
  _ keys: [String], in table: Table, with others: [String], in otherTable: Table, remedy: String
) throws -> [Int] {
  let positions = Dictionary(zip(others, others.indices)) { first, _ in first }
  let rows = try keys.enumerated().map { row, key in
    guard let position = positions[key] else {
      throw table.error(row: row, "'\(key)' is not in \(otherTable.path)", remedy: remedy)
    }
    return position
  }
  let known = Set(keys)
  if let row = others.firstIndex(where: { !known.contains($0) }) {
    throw otherTable.error(row: row, "'\(others[row])' is not in \(table.path)", remedy: remedy)
  }
  return rows
}
