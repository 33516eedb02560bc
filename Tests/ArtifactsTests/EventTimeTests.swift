import Artifacts
import Testing

@Suite struct EventTimeTests {
  @Test(arguments: [
    ["-1.5", "0", "9", "10", "10.5", "1425283200", "1e12"],
    [
      "1999-12-31T23:59:59", "2015-03", "2015-03-02T00:00:01", "2015-03-02T08:15",
      "2015-03-02 08:15:01",
      "2015-03-02T08:15:01.5+09:00", "2015-03-03",
    ],
  ])
  func `times order as they happened, whatever their bytes`(times: [String]) {
    for (i, a) in times.enumerated() {
      for (j, b) in times.enumerated() {
        #expect((EventTime(a) < EventTime(b)) == (i < j), "\(a), \(b)")
      }
    }
  }

  @Test func `the zone is not looked at`() {
    #expect(EventTime("2015-03-02T08:15:00+0900") == EventTime("2015-03-02T08:15:00Z"))
    #expect(EventTime("2015-03-02T08:15-05:00") == EventTime("2015-03-02T08:15"))
  }

  @Test(arguments: ["", "yesterday", "nan", "inf", "12:30", "20x5-03-02"])
  func `what is no time is not known, and orders before all others`(field: String) {
    #expect(!EventTime(field).isKnown)
    #expect(EventTime(field) < EventTime("-1e300"))
  }
}
