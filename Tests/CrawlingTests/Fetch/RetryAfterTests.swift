import Crawling
import Testing

@Suite struct `Retry After` {
  @Test(arguments: [
    ("120", 120.0), ("0", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 60),
    ("Wed, 21 Oct 2015 07:26:00 GMT", 0), ("Wednesday, 21-Oct-15 07:28:00 GMT", 60),
    ("Wed Oct 21 07:28:00 2015", 60), ("Sun Nov  1 07:27:00 2015", 950_400),
    ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
  ])
  func `a wait is read`(header: String, seconds: Double) {
    // 2015-10-21T07:27:00Z
    #expect(retryAfter(header, now: 1_445_412_420) == seconds)
  }

  @Test(arguments: [
    "", "-5", "soon", "1.5", "Wed, 21 Okt 2015 07:28:00 GMT", "Sat, 31 Feb 2026 00:00:00 GMT",
    "99999999999999999999", "Wed Oct 21 24:00:00 2015",
  ])
  func `a malformed wait is none`(header: String) {
    #expect(retryAfter(header, now: 0) == nil)
  }
}
