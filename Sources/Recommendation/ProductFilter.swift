/// Which products of a catalogue may be suggested.
public struct ProductFilter: Sendable {
  /// What is wrong with a product.
  public enum Reason: String, CaseIterable, Sendable {
    /// It is on the list of those that are never suggested.
    case banned
    /// It is sold out.
    case stock
    /// Its price is no number, or out of range.
    case price
    /// It is in another language.
    case language
    /// A field that is required is empty.
    case missing
    /// Its popularity is no number.
    case popularity
    /// It has no vector: its texts share no term with the documents, or it has none.
    case noVector = "no-vector"
  }

  /// Why a product is left out.
  public struct Rejection: Sendable, Equatable {
    /// The kind of reason.
    public var reason: Reason
    /// The figure or field.
    public var detail: String

    /// Creates a rejection.
    public init(_ reason: Reason, _ detail: String) {
      (self.reason, self.detail) = (reason, detail)
    }
  }

  /// The products that are never suggested.
  public var banned: Set<String> = []
  /// Whether only products in stock are suggested.
  public var isInStock = false
  /// The least price, if there is one.
  public var leastPrice: Double?
  /// The largest price, if there is one.
  public var largestPrice: Double?
  /// The languages that are kept; none for all.
  public var languages: Set<String> = []
  /// The fields that must not be empty.
  public var required: [String] = []

  /// Creates a filter that keeps every product.
  public init() {}

  /// The columns that must be in the catalogue for the filter to work.
  public var columns: [String] {
    (isInStock ? ["stock"] : []) + (leastPrice ?? largestPrice == nil ? [] : ["price"])
      + (languages.isEmpty ? [] : ["language"]) + required
  }

  /// Why the product called `id` is left out, or nil if it may be suggested.
  ///
  /// - Parameters:
  ///   - id: Its name.
  ///   - field: The text of one of its columns; nil if the catalogue has no such column.
  /// - Returns: The first reason that applies, in the order of ``Reason``, or nil.
  public func rejection(of id: String, _ field: (String) -> String?) -> Rejection? {
    if banned.contains(id) { return Rejection(.banned, "") }
    if isInStock, let stock = field("stock"), !isThere(stock) { return Rejection(.stock, stock) }
    if let price = field("price"), let rejection = rejection(ofPrice: price) { return rejection }
    if !languages.isEmpty, let language = field("language"), !languages.contains(language) {
      return Rejection(.language, language.isEmpty ? "none" : language)
    }
    for name in required where field(name)?.isEmpty ?? true { return Rejection(.missing, name) }
    if let text = field("popularity") ?? field("sales"), popularity(text) == nil {
      return Rejection(.popularity, text)
    }
    return nil
  }

  private func rejection(ofPrice text: String) -> Rejection? {
    // A figure that is none is a mistake of whoever made the table; words, as `on request`, are not.
    if let number = Double(text), !number.isFinite || number < 0 {
      return Rejection(.price, "'\(text)' is no price")
    }
    guard leastPrice != nil || largestPrice != nil else { return nil }
    guard let price = amount(ofPrice: text) else {
      return Rejection(.price, text.isEmpty ? "none" : "'\(text)' is no price")
    }
    if let leastPrice, price < leastPrice { return Rejection(.price, text) }
    if let largestPrice, price > largestPrice { return Rejection(.price, text) }
    return nil
  }

  /// Whether a number of pieces is above 0, or words say that there are some.
  private func isThere(_ stock: String) -> Bool {
    if let number = Double(stock) { return number > 0 }
    let words = ["yes", "true", "y", "available", "in stock", "in_stock", "instock"]
    return words.contains(stock.lowercased())
  }
}

/// The popularity that a field says, 0 if it is empty; nil if it is no number of 0 or more.
public func popularity(_ field: String) -> Double? {
  if field.isEmpty { return 0 }
  return Double(field).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
}
