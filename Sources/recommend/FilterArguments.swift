import ArgumentParser
import Artifacts
import Recommendation
import StageSupport

/// Which products may be suggested.
struct FilterArguments: ParsableArguments {
  @Flag(help: "Only products that the column stock says to be there: above 0, yes, in stock.")
  var inStock = false

  @Option(help: "The least price, by the column price.")
  var minPrice: Double?

  @Option(help: "The largest price, by the column price.")
  var maxPrice: Double?

  @Option(
    help: ArgumentHelp(
      "Only products in this language, by the column language; may be repeated.",
      valueName: "code"))
  var productLanguage: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only products whose field of this column is not empty; may be repeated.",
      valueName: "column"))
  var require: [String] = []

  @Option(help: "A file of products that are never suggested, a name of the catalogue a line.")
  var banned: String?

  func validate() throws {
    for price in [minPrice, maxPrice].compactMap(\.self) where !price.isFinite || price < 0 {
      throw ValidationError("--min-price and --max-price must be 0 or more.")
    }
    if let minPrice, let maxPrice, minPrice > maxPrice {
      throw ValidationError("--min-price is above --max-price.")
    }
  }

  /// The filter; names of `--banned` that no product has are warned of.
  ///
  /// - Throws: `FileError` if the file cannot be read.
  func filter(products: Set<String>, _ output: inout StageOutput) throws -> ProductFilter {
    var filter = ProductFilter()
    filter.isInStock = inStock
    (filter.leastPrice, filter.largestPrice) = (minPrice, maxPrice)
    (filter.languages, filter.required) = (Set(productLanguage), require)
    guard let banned else { return filter }
    let names = try lineList(output.input(banned, ""))
    filter.banned = Set(names)
    let unknown = names.filter { !products.contains($0) }
    if let first = unknown.first {
      output.log.warning(
        "\(banned): \(unknown.count) of \(names.count) names are not in the catalogue, as '\(first)'"
      )
    }
    return filter
  }
}
