import Recommendation
import Testing

@Suite struct ProductFilterTests {
  private func rejection(
    _ fields: [String: String], _ change: (inout ProductFilter) -> Void
  ) -> ProductFilter.Rejection? {
    var filter = ProductFilter()
    change(&filter)
    return filter.rejection(of: "oven") { fields[$0] }
  }

  @Test func `without options every product is kept, but for figures that are none`() {
    #expect(rejection([:]) { _ in } == nil)
    #expect(rejection(["price": "on request", "stock": "0", "language": "de"]) { _ in } == nil)
    #expect(rejection(["price": "NaN"]) { _ in } == .init(.price, "'NaN' is no price"))
    #expect(rejection(["price": "-3"]) { _ in } == .init(.price, "'-3' is no price"))
    #expect(rejection(["popularity": "many"]) { _ in } == .init(.popularity, "many"))
    #expect(rejection(["sales": "nan"]) { _ in } == .init(.popularity, "nan"))
    #expect(rejection(["popularity": "", "sales": "x"]) { _ in } == nil)
  }

  @Test(arguments: [
    ("3", true), ("0", false), ("yes", true), ("In Stock", true), ("no", false), ("", false),
    ("-1", false),
  ])
  func `stock is a number of pieces or a word`(stock: String, isKept: Bool) {
    #expect((rejection(["stock": stock]) { $0.isInStock = true } == nil) == isKept)
  }

  @Test func `prices beyond the range, and none at all, are left out`() {
    func isKept(_ price: String) -> Bool {
      rejection(["price": price]) { ($0.leastPrice, $0.largestPrice) = (10, 20) } == nil
    }
    #expect(isKept("10") && isKept("$20.00") && isKept("12,50 €"))
    #expect(!isKept("9.99") && !isKept("20.01") && !isKept("") && !isKept("on request"))
  }

  @Test func `banned names, other languages and empty fields are left out`() {
    #expect(rejection([:]) { $0.banned = ["oven"] } == .init(.banned, ""))
    #expect(rejection([:]) { $0.banned = ["pan"] } == nil)
    #expect(rejection(["language": "de"]) { $0.languages = ["en", "de"] } == nil)
    #expect(rejection(["language": "fr"]) { $0.languages = ["en"] } == .init(.language, "fr"))
    #expect(rejection(["image": ""]) { $0.required = ["image"] } == .init(.missing, "image"))
    #expect(rejection(["image": "a.png"]) { $0.required = ["image"] } == nil)
  }

  @Test func `the columns that are filtered by are named`() {
    var filter = ProductFilter()
    #expect(filter.columns.isEmpty)
    (filter.isInStock, filter.largestPrice, filter.required) = (true, 5, ["image"])
    filter.languages = ["en"]
    #expect(filter.columns == ["stock", "price", "language", "image"])
  }
}
