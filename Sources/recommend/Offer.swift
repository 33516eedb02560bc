import Artifacts
import LinearAlgebra
import Recommendation
import StageSupport

/// The products that may be suggested, and those that may not.
struct Offer {
  /// The products, in bytewise order of their names.
  let catalogue: [Product]
  /// Their vectors, of shape (products, dimensions), each of length 1.
  let vectors: Matrix
  /// The other products of the catalogue as records of `rejects.tsv`, in that order too.
  let rejects: [[String]]

  /// Reads the catalogue and the vectors of its products.
  ///
  /// - Throws: ``FileError`` if a vector belongs to no product, if the vectors are not in a space of
  ///   `dimensions` dimensions, if a column is missing that is filtered by, or if no product is left.
  init(
    vectorsPath: String, cataloguePath: String, dimensions: Int, _ arguments: FilterArguments,
    _ output: inout StageOutput
  ) throws {
    let embedded = try VectorTable(contentsOf: vectorsPath)
    guard embedded.vectors.columns == dimensions else {
      throw FileError(
        .malformed, vectorsPath,
        "has \(embedded.vectors.columns) dimensions, the clustered vectors \(dimensions)",
        remedy: "embed both with one model")
    }
    let table = try CatalogueTable(cataloguePath)
    let known = Set(table.names)
    if let index = embedded.ids.firstIndex(where: { !known.contains($0) }) {
      throw embedded.table.error(
        row: index, "'\(embedded.ids[index])' is not in \(cataloguePath)",
        remedy: "run clean and embed again")
    }
    let filter = try arguments.filter(products: known, &output)
    try table.require(filter.columns)
    let vectorOf = Dictionary(uniqueKeysWithValues: zip(embedded.ids, embedded.ids.indices))
    var (rows, places, rejects) = ([Int](), [Int](), [[String]]())
    for row in bytewiseOrder(table.names) {
      let place = vectorOf[table.names[row]]
      if let rejection = table.rejection(row, filter, hasVector: place != nil) {
        rejects.append([table.names[row], rejection.reason.rawValue, rejection.detail])
      } else if let place {
        rows.append(row)
        places.append(place)
      }
    }
    guard !rows.isEmpty else {
      throw FileError(
        .empty, cataloguePath, "has no product that may be suggested, \(Self.text(rejects))",
        remedy: "loosen the options that choose products")
    }
    catalogue = rows.map(table.product)
    var vectors = embedded.vectors.rows(places)
    vectors.forEachRow(threads: 1) { normalize(&$1) }
    self.vectors = vectors
    self.rejects = rejects
  }

  /// What the summary line says: `176 products (3 left out)`.
  var summary: String {
    let count = catalogue.count + rejects.count
    return "\(count) products" + (rejects.isEmpty ? "" : " (\(rejects.count) left out)")
  }

  /// The number of products left out for each reason, as measures.
  var leftOut: [(name: String, value: Double)] {
    Self.counts(rejects).map { (name: "left_out_\($0.reason)", value: Double($0.count)) }
  }

  private static func counts(_ rejects: [[String]]) -> [(reason: String, count: Int)] {
    let reasons = ProductFilter.Reason.allCases.map(\.rawValue)
    let counts = reasons.map { reason in rejects.count { $0[1] == reason } }
    return zip(reasons, counts).filter { $0.1 > 0 }.map { (reason: $0.0, count: $0.1) }
  }

  private static func text(_ rejects: [[String]]) -> String {
    counts(rejects).map { "\($0.reason): \($0.count)" }.joined(separator: ", ")
  }
}

/// The cleaned catalogue.
private struct CatalogueTable {
  let names: [String]
  private let table: Table
  private let title, category, tokens, links: [String]

  init(_ path: String) throws {
    table = try Table(contentsOf: path)
    names = try table.keys("product")
    (title, category) = (try table.column("title"), try table.column("category"))
    (tokens, links) = (try table.column("tokens"), try table.column("links"))
  }

  func require(_ columns: [String]) throws {
    for column in columns { _ = try table.index(of: column) }
  }

  func rejection(
    _ row: Int, _ filter: ProductFilter, hasVector: Bool
  ) -> ProductFilter.Rejection? {
    if let rejection = filter.rejection(of: names[row], { field($0, row) }) { return rejection }
    guard !hasVector else { return nil }
    let isEmpty = tokens[row].isEmpty && links[row].isEmpty
    return .init(.noVector, isEmpty ? "it has no words" : "it shares no term with the documents")
  }

  func product(_ row: Int) -> Product {
    Product(
      id: names[row], title: title[row], category: category[row],
      tokens: tokens[row].split(separator: " ").map(String.init),
      links: links[row].split(separator: "|").map(String.init),
      popularity: (field("popularity", row) ?? field("sales", row)).flatMap(popularity) ?? 0)
  }

  private func field(_ name: String, _ row: Int) -> String? {
    table.columns.firstIndex(of: name).map { table.string(row, $0) }
  }
}
