import Artifacts
import Cleaning

/// The products of a flow: their ids, titles, categories, descriptions, links if there are any, and other
/// columns, such as prices, that recommend reads.
struct Catalogue {
  private let ids: [String]
  private let titles: [String]
  private let categories: [String]
  private let descriptions: [String]
  private let links: [String]?
  private let others: [(name: String, fields: [String])]

  /// Reads the table at `path`.
  ///
  /// - Throws: `FileError` if it is malformed.
  init(_ path: String) throws(FileError) {
    let table = try Table(contentsOf: path)
    ids = try table.keys("product")
    titles = try table.column("title")
    categories = try table.column("category")
    descriptions = try table.column("description")
    links = table.columns.contains("links") ? try table.column("links") : nil
    let own = ["product", "title", "category", "description", "links"]
    let names = table.columns.filter { !own.contains($0) }
    if let name = names.first(where: { Schema.products.contains($0) || $0.isEmpty }) {
      throw FileError(
        .malformed, path, line: 1, "has a column '\(name)', which clean gives to its own",
        remedy: "rename it")
    }
    var others: [(name: String, fields: [String])] = []
    for name in names { others.append((name, try table.column(name))) }
    self.others = others
  }

  /// The columns of `products.tsv`: what clean makes, and what else the catalogue has, as it stands there.
  var columns: [String] { Schema.products + others.map(\.name) }

  /// The products as records of `products.tsv`, in bytewise order of their ids: cleaned like the
  /// documents, with the same phrases and spelling of links.
  func cleaned(
    by cleaner: DocumentCleaner, _ phrases: Phrases, _ filter: LinkFilter
  ) -> [[String]] {
    let sources = ids.indices.map {
      SourceDocument(title: titles[$0], text: descriptions[$0])
    }
    let batch = cleaner.clean(sources).joined(phrases)
    return bytewiseOrder(ids).map { product in
      let document = batch.documents[product]
      let targets = filter.targets(links?[product].split(separator: "|").map(String.init) ?? [])
      return [
        ids[product], document.title, categories[product], document.text, document.tokens,
        targets.joined(separator: "|"),
      ] + others.map { $0.fields[product] }
    }
  }
}
