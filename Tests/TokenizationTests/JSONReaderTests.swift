import Testing
import Tokenization

@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue {
    var reader = JSONReader(text.utf8.span)
    return try reader.read()
  }

  private func number(_ text: String) throws -> Double {
    try #require(try read(text).number)
  }

  @Test func `values are read`() throws {
    let value = try read(#" {"a":[1,-2.5e1,true,false,null,"x"] , "b":{},"c":[]} "#)
    let elements = try #require(value["a"]?.array)
    #expect(elements.count == 6)
    #expect(elements[0].integer == 1 && elements[1].number == -25)
    #expect(elements[2].bool == true && elements[3].bool == false)
    #expect(elements[5].string == "x")
    #expect(value["b"]?.members?.isEmpty == true && value["c"]?.array?.isEmpty == true)
    #expect(value["d"] == nil)
  }

  @Test func `escapes are characters`() throws {
    let text = try read(#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00\ufeff""#).string
    #expect(text == "\"\\/\u{8}\u{C}\n\r\té😀\u{FEFF}")
  }

  @Test func `canonically equivalent keys are different keys`() throws {
    let value = try read("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(value["\u{E9}"]?.integer == 1)
    #expect(value["e\u{301}"]?.integer == 2)
  }

  /// The right sides are what `tokenizers` 0.23.3 writes after it read the left ones.
  @Test(arguments: [
    ("-11.795670509338379", -11.79567050933838), ("-14.501543045043945", -14.501543045043944),
    ("-14.609030723571777", -14.609030723571776), ("-3.4635426998138428", -3.4635426998138428),
  ])
  func `numbers are rounded as serde_json rounds them`(text: String, expected: Double) throws {
    #expect(try number(text) == expected)
  }

  @Test func `numbers of many digits are cut`() throws {
    #expect(try number("0") == 0 && number("-0.0") == 0 && number("10") == 10)
    #expect(try number("123456789012345678901234567890") == 1.2345678901234567e29)
    #expect(try number("0.00000000000000000000000000000001") == 1 / 1e32)
    #expect(try number("1e-400") == 0)
    #expect(try number("1e308") == 1e308)
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "tru", "nul",
    "\"", "\"a", "\"\\", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\x\"",
    "\"a\nb\"", "01", "-", "1.", ".5", "1e", "1e999", "+1", "1 2", "{}}", "NaN",
  ])
  func `what is not JSON is an error`(text: String) {
    #expect(throws: JSONReader.Malformed.self) { try read(text) }
  }

  @Test func `deep nesting is an error and no crash`() {
    #expect(throws: JSONReader.Malformed.self) {
      try read(String(repeating: "[", count: 1_000_000))
    }
    #expect(throws: Never.self) {
      try read(String(repeating: "[", count: 64) + String(repeating: "]", count: 64))
    }
  }
}
