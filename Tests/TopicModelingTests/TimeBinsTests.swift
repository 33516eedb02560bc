import Testing
import TopicModeling

@Suite struct TimeBinsTests {
  @Test(
    arguments: [
      (TimeBins.Unit.year, ["2014", "2015"]), (.month, ["2014-12", "2015-03"]),
      (.day, ["2014-12-31", "2015-03-01", "2015-03-02"]),
    ])
  func `dates are cut to their unit`(unit: TimeBins.Unit, names: [String]) {
    let dates = ["2015-03-02T08:15:00+01:00", "2014-12-31", "2015-03-01", "", "soon"]
    let bins = TimeBins(dates, unit: unit)
    #expect(bins.names == names)
    #expect(bins.bins[0] == names.count - 1 && bins.bins[1] == 0)
    #expect(bins.bins[3] == nil && bins.bins[4] == nil)
  }

  @Test func `a date too short for the unit is not known`() {
    #expect(TimeBins(["2015", "2015-04-01"], unit: .month).bins == [nil, 0])
  }

  @Test func `the finest unit of few bins is chosen`() {
    #expect(TimeBins(["2015-01-01", "2015-01-02"]).unit == .day)
    let days = (1...6).flatMap { month in (10...28).map { "2015-0\(month)-\($0)" } }
    #expect(TimeBins(days).unit == .month)
    #expect(TimeBins((1700...1800).map { "\($0)-01-01" }).unit == .year)
    #expect(TimeBins(["", "x"]).names.isEmpty)
  }
}
