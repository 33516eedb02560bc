/// A product of the catalogue.
public struct Product: Sendable, Equatable {
  /// Its name in the catalogue.
  public var id: String
  /// Its title, for people.
  public var title: String
  /// Its category; empty if it has none.
  public var category: String
  /// The tokens of its texts, as the topics' terms are written.
  public var tokens: [String]
  /// What it is linked to, as documents are.
  public var links: [String]
  /// How often it was sold or looked at, in any unit; 0 if that is not known.
  public var popularity: Double

  /// Creates a product.
  public init(
    id: String, title: String, category: String, tokens: [String] = [], links: [String] = [],
    popularity: Double = 0
  ) {
    self.id = id
    self.title = title
    self.category = category
    self.tokens = tokens
    self.links = links
    self.popularity = popularity
  }
}
