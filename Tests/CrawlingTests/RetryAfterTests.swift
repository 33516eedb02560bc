import Crawling
import Testing

@Suite struct `Retry After` {
  @Test(arguments: [
    ("120", 120.0), ("0", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 60),
    ("Wed, 21 Oct 2015 07:26:00 GMT", 0),
  ])
  func `a wait is read`(header: String, seconds: Double) {
    // 2015-10-21T07:27:00Z
    #expect(retryAfter(header, now: 1_445_412_420) == seconds)
  }

  @Test(arguments: ["", "-5", "soon", "1.5", "Wed, 21 Okt 2015 07:28:00 GMT"])
  func `a malformed wait is none`(header: String) {
    #expect(retryAfter(header, now: 0) == nil)
  }
}
