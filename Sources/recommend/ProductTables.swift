import Artifacts
import Recommendation
import StageSupport

/// The suggested products as tables.
struct ProductTables {
  private let recommendations: Recommendations
  private let scores: ProductScores
  private let changes: ProductChanges
  private let rejects: [[String]]

  init(
    _ recommendations: Recommendations, _ scores: ProductScores, _ changes: ProductChanges,
    _ rejects: [[String]]
  ) {
    (self.recommendations, self.scores) = (recommendations, scores)
    (self.changes, self.rejects) = (changes, rejects)
  }

  func write(_ output: borrowing StageOutput) throws {
    try writeTable(
      output.file("products.tsv"), columns: Schema.recommendedProducts,
      recommendations.rows.lazy.map(record))
    try writeTable(
      output.file("categories.tsv"), columns: Schema.recommendedCategories,
      recommendations.categories.lazy.map(record))
    try writeTable(
      output.file("changes.tsv"), columns: Schema.productChanges,
      changes.changes.lazy.map { change in
        [
          "\(change.cluster)", change.product, change.kind.rawValue,
          change.rank.map(String.init) ?? "", change.previousRank.map(String.init) ?? "",
        ]
      })
    try writeTable(output.file("rejects.tsv"), columns: Schema.rejects, rejects)
  }

  private func record(_ row: Recommendations.Row) -> [String] {
    let index = row.suggestion.product
    let product = recommendations.catalogue[index]
    return [
      "\(row.cluster)", "\(row.rank)", product.id, product.title, product.category,
      decimal(row.suggestion.score), "\(row.reason)",
    ]
      + ProductScores.Part.allCases.map {
        decimal(scores.contribution($0, product: index, cluster: row.place))
      }
  }

  private func record(_ category: Recommendations.Category) -> [String] {
    [
      "\(category.cluster)", "\(category.rank)", category.category,
      decimal(category.products.map(\.score).max() ?? 0),
      category.products.map { recommendations.catalogue[$0.product].id }.joined(separator: "|"),
    ]
  }
}
