/// What the template shows of a cluster, on its card and in the table of qualities.
struct CardView {
  struct Term { let word, width: String }

  struct Part { let label, share: String }

  struct Contrast {
    let other, otherTitle, shared, own: String
    let hasShared, hasOwn: Bool
  }

  struct Fact { let field, values: String }

  struct Quote { let quote, source: String }

  struct Product { let productTitle, score, because: String }

  struct Category {
    let category: String
    let hasCategory: Bool
    let products: [Product]
  }

  let number, color, text, title, size, share: String
  let documents, silhouette, npmi, diversity: String
  let hasDocuments: Bool
  let topics: [Part]
  let facts: [Fact]
  let contrasts: [Contrast]
  let hasTopics, hasFacts, hasContrasts: Bool
  let terms: [Term]
  let quotes: [Quote]
  let categories: [Category]
  let hasTerms, hasQuotes, hasProducts: Bool

  /// What stands for a number that is not known.
  private static let unknown = "–"

  /// Makes the card of a cluster; `names` are the titles of all clusters by their numbers.
  init(_ cluster: ReportCluster, color: Color, total: Int, names: [Int: String]) {
    (number, title, size) = ("\(cluster.number)", cluster.title, grouped(cluster.size))
    (self.color, text) = (color.hex, color.textColor.hex)
    share = percent(total > 0 ? Double(cluster.size) / Double(total) : 0)
    hasDocuments = cluster.documents.map { $0 != cluster.size } ?? false
    documents = cluster.documents.map(grouped) ?? Self.unknown
    topics = Self.parts(cluster.topics)
    contrasts = cluster.contrasts.compactMap { Self.contrast($0, names) }
    facts = Self.facts(cluster.attributes)
    (hasTopics, hasContrasts) = (topics.count > 1, !contrasts.isEmpty)
    hasFacts = !facts.isEmpty
    silhouette = Self.number(cluster.silhouette)
    npmi = Self.number(cluster.npmi)
    diversity = Self.number(cluster.diversity)
    terms = Self.terms(cluster.terms)
    quotes = cluster.representatives.map { Quote(quote: $0.text, source: $0.source) }
    categories = Self.categories(cluster.suggestions)
    (hasTerms, hasQuotes, hasProducts) = (!terms.isEmpty, !quotes.isEmpty, !categories.isEmpty)
  }

  /// The topics with their shares of the documents.
  private static func parts(_ topics: [ReportCluster.Topic]) -> [Part] {
    let total = max(1, topics.map(\.documents).reduce(0, +))
    return topics.map { topic in
      let share = Double(topic.documents) / Double(total)
      return Part(label: topic.label, share: percent(share))
    }
  }

  /// The values of each attribute with their shares here and of all, in the order of the attributes.
  private static func facts(_ attributes: [ReportCluster.Attribute]) -> [Fact] {
    distinct(attributes.map(\.field)).map { field in
      let values = attributes.filter { $0.field == field }.map {
        "\($0.value) \(percent($0.share)) (of all \(percent($0.overall)))"
      }
      return Fact(field: field, values: values.joined(separator: ", "))
    }
  }

  private static func contrast(
    _ contrast: ReportCluster.Contrast, _ names: [Int: String]
  ) -> Contrast? {
    guard let title = names[contrast.other], !contrast.shared.isEmpty || !contrast.own.isEmpty
    else { return nil }
    return Contrast(
      other: "\(contrast.other)", otherTitle: title,
      shared: contrast.shared.joined(separator: ", "), own: contrast.own.joined(separator: ", "),
      hasShared: !contrast.shared.isEmpty, hasOwn: !contrast.own.isEmpty)
  }

  /// The terms with the lengths of their bars, in percent of the longest.
  private static func terms(_ terms: [ReportCluster.Term]) -> [Term] {
    let largest = terms.map(\.weight).max() ?? 0
    return terms.map { term in
      let share = largest > 0 ? max(0, term.weight / largest) : 0
      return Term(word: term.word, width: coordinate(100 * share))
    }
  }

  /// The products by category, in the order of the best product of each.
  private static func categories(_ suggestions: [ReportCluster.Suggestion]) -> [Category] {
    distinct(suggestions.map(\.category)).map { name in
      let products = suggestions.filter { $0.category == name }.map {
        Product(
          productTitle: $0.title, score: rounded($0.score, digits: 2), because: $0.because)
      }
      return Category(category: name, hasCategory: !name.isEmpty, products: products)
    }
  }

  /// The texts without repetitions, in the order in which they first come.
  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private static func number(_ value: Double?) -> String {
    value.map { rounded($0, digits: 2) } ?? unknown
  }
}
