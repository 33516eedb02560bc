/// Parts of time that documents are counted in: days, months or years.
///
///     let bins = TimeBins(["2015-03-02T08:15", "", "2016-01-01"], unit: .year)
///     bins.names      // ["2015", "2016"]
///     bins.bins       // [0, nil, 1]
public struct TimeBins: Sendable {
  /// A part of time.
  public enum Unit: String, Sendable, CaseIterable {
    /// A day, `2015-03-02`.
    case day
    /// A month, `2015-03`.
    case month
    /// A year, `2015`.
    case year

    /// The number of letters of its name.
    fileprivate var length: Int {
      switch self {
      case .day: 10
      case .month: 7
      case .year: 4
      }
    }
  }

  /// The bins that some document is in, in order of time, such as `2015-03`.
  public let names: [String]
  /// The bin of each document, or nil if its date is not known.
  public let bins: [Int?]
  /// What the bins are.
  public let unit: Unit

  /// The largest number of bins that is chosen where no unit is given.
  static let mostBins = 60

  /// Sorts dates.
  ///
  /// - Parameters:
  ///   - dates: The date of each document in ISO 8601; anything else is not known.
  ///   - unit: What the bins are; nil for the finest unit of at most 60 bins.
  /// - Complexity: O(*n* log *n*)
  public init(_ dates: [String], unit: Unit? = nil) {
    let unit =
      unit ?? Unit.allCases.first { unit in
        Set(dates.compactMap { Self.name($0, unit) }).count <= Self.mostBins
      } ?? .year
    let names = Set(dates.compactMap { Self.name($0, unit) }).sorted()
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    bins = dates.map { date in Self.name(date, unit).flatMap { place[$0] } }
    (self.names, self.unit) = (names, unit)
  }

  /// The bin of a date, or nil if it is no date to this unit.
  private static func name(_ date: String, _ unit: Unit) -> String? {
    let letters = Array(date.utf8.prefix(10))
    guard letters.count >= unit.length else { return nil }
    for (index, letter) in letters.prefix(unit.length).enumerated() {
      let isDash = index == 4 || index == 7
      guard isDash ? letter == UInt8(ascii: "-") : (48...57).contains(letter) else { return nil }
    }
    return String(decoding: letters.prefix(unit.length), as: UTF8.self)
  }
}
