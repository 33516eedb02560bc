/// What the template shows of a cluster, on its card and in the table of qualities.
struct CardView {
  struct Term { let word, width: String }

  struct Quote { let quote, source: String }

  struct Product { let productTitle, category, score, because: String }

  let number, color, text, title, size, share: String
  let documents, silhouette, npmi, diversity: String
  let hasDocuments: Bool
  let terms: [Term]
  let quotes: [Quote]
  let products: [Product]
  let hasTerms, hasQuotes, hasProducts: Bool

  /// What stands for a number that is not known.
  private static let unknown = "–"

  init(_ cluster: ReportCluster, color: Color, total: Int) {
    (number, title, size) = ("\(cluster.number)", cluster.title, grouped(cluster.size))
    (self.color, text) = (color.hex, color.textColor.hex)
    share = percent(total > 0 ? Double(cluster.size) / Double(total) : 0)
    hasDocuments = cluster.documents.map { $0 != cluster.size } ?? false
    documents = cluster.documents.map(grouped) ?? Self.unknown
    silhouette = Self.number(cluster.silhouette)
    npmi = Self.number(cluster.npmi)
    diversity = Self.number(cluster.diversity)
    terms = Self.terms(cluster.terms)
    quotes = cluster.representatives.map { Quote(quote: $0.text, source: $0.source) }
    products = cluster.suggestions.map {
      Product(
        productTitle: $0.title, category: $0.category, score: rounded($0.score, digits: 2),
        because: $0.because)
    }
    (hasTerms, hasQuotes, hasProducts) = (!terms.isEmpty, !quotes.isEmpty, !products.isEmpty)
  }

  /// The terms with the lengths of their bars, in percent of the longest.
  private static func terms(_ terms: [ReportCluster.Term]) -> [Term] {
    let largest = terms.map(\.weight).max() ?? 0
    return terms.map { term in
      let share = largest > 0 ? max(0, term.weight / largest) : 0
      return Term(word: term.word, width: coordinate(100 * share))
    }
  }

  private static func number(_ value: Double?) -> String {
    value.map { rounded($0, digits: 2) } ?? unknown
  }
}
