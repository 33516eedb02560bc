import Recommendation
import Testing

@Suite struct PriceTests {
  @Test(arguments: [
    ("12.99", 12.99), ("$1,299.00", 1299), ("12,99 €", 12.99), ("1.299,00 EUR", 1299),
    ("USD 5", 5), ("1,299", 1299), ("1.299.000 ₫", 1_299_000), ("0", 0), ("7,5", 7.5), ("£3.", 3),
  ])
  func `prices are read as shops write them`(text: String, expected: Double) {
    #expect(amount(ofPrice: text) == expected)
  }

  @Test(arguments: ["", "NaN", "inf", "on request", "-5", "3 for 10", "€", "., ,"])
  func `what is no price is none`(text: String) {
    #expect(amount(ofPrice: text) == nil)
  }
}
