import Crawling
import Foundation
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (1_709_164_799_999, "2024-02-28T23:59:59.999Z"),
    (1_795_243_749_123, "2026-11-21T06:49:09.123Z"),
    (4_107_542_399_007, "2100-02-28T23:59:59.007Z"),
  ])
  func `is written as date and time`(milliseconds: Int, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).precise == text)
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test func `agrees with Foundation on every week of two centuries`() {
    for day in stride(from: 0, to: 73_000, by: 7) {
      let seconds = day * 86_400 + day % 86_400
      let expected = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
      #expect(Timestamp(milliseconds: seconds * 1000).seconds == expected)
    }
  }

  @Test func `has fourteen digits in an index`() {
    #expect(Timestamp(milliseconds: 1_795_243_749_123).compact == "20261121064909")
  }

  @Test(arguments: [
    ("2026-11-21T06:49:09Z", 1_795_243_749_000), ("2026-11-21T06:49:09.1Z", 1_795_243_749_100),
    ("2026-11-21T06:49:09.123456789Z", 1_795_243_749_123),
  ])
  func `is read with a fraction of any length`(text: String, milliseconds: Int) {
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "Z", "2026-11-21", "2026-11-21T06:49:09", "2026-02-30T06:49:09Z", "2026-13-01T06:49:09Z",
    "2026-11-21T24:49:09Z", "2026-11-21T06:49:09.Z", "2026-11-21T06:49:09,1Z",
    "1969-11-21T06:49:09Z", "2026-11-21T06:49:0９Z", "+026-11-21T06:49:09Z",
    "2026-11-21T06:49:09.1x9Z",
  ])
  func `is not read from anything else`(text: String) {
    #expect(Timestamp(text) == nil)
  }
}
