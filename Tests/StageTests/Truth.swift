import Artifacts
import TestSupport

/// What the tables that the sample was built from say about it, for tests only.
enum Truth {
  private static let folder = projectFolder + "/Tests/References/sample/"

  /// The interest of each page of the flow `facebook`, by the page's name.
  static func interests() throws -> [String: String] {
    try pairs(["facebook/pages-a.tsv", "facebook/pages-b.tsv"], "name", "interest")
  }

  /// The interest of each category of products of the flow `facebook`.
  static func interestOfCategory() throws -> [String: String] {
    try pairs(["facebook/categories.tsv"], "category", "interest")
  }

  /// The group of each book of the flow `wikipedia`, by title.
  static func groupsOfBooks() throws -> [String: String] {
    try pairs(["wikipedia/books-a.tsv", "wikipedia/books-b.tsv"], "title", "group")
  }

  /// The group of each product of the flow `wikipedia`.
  static func groupOfProduct() throws -> [String: String] {
    try pairs(["wikipedia/products.tsv"], "product", "group")
  }

  /// The interest of each item of the flow `clicks`, by its id.
  static func interestsOfItems() throws -> [String: String] {
    try pairs(["clicks/items.tsv"], "item", "interest")
  }

  /// The interest of each product of the flow `clicks`, by its title.
  static func interestOfProduct() throws -> [String: String] {
    try pairs(["clicks/products.tsv"], "title", "interest")
  }

  /// The commonest of some names; of equals, the first in order.
  static func majority(_ names: [String]) -> String? {
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private static func pairs(
    _ files: [String], _ key: String, _ value: String
  ) throws -> [String: String] {
    var pairs: [String: String] = [:]
    for file in files {
      let table = try Table(contentsOf: folder + file)
      for (key, value) in zip(try table.column(key), try table.column(value)) { pairs[key] = value }
    }
    return pairs
  }
}
