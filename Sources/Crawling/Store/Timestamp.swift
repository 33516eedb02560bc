/// A moment in UTC, kept as milliseconds since 1970, in the forms that WARC and CDXJ write.
///
/// Days become dates by the algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", 2013: years begin in March, so that the leap day is the last.
public struct Timestamp: Sendable, Hashable {
  /// The milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int

  /// Creates the moment so many milliseconds after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  /// Reads a `WARC-Date`: `2026-11-21T06:49:09Z`, with a fraction of any length or none (W3C's note
  /// on date and time formats); nil if it is anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let fraction = Self.milliseconds(bytes[19..<bytes.count - 1])
    else { return nil }
    func digits(_ range: Range<Int>, in values: ClosedRange<Int>) -> Int? {
      number(String(decoding: bytes[range], as: UTF8.self), in: values)
    }
    guard let year = digits(0..<4, in: 1970...9999), let month = digits(5..<7, in: 1...12),
      let day = digits(8..<10, in: 1...daysOfMonth(month, year: year)),
      let hour = digits(11..<13, in: 0...23), let minute = digits(14..<16, in: 0...59),
      let second = digits(17..<19, in: 0...60)
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    milliseconds = (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + fraction
  }

  /// `2026-11-21T06:49:09.123Z`, as WARC/1.1 has it.
  public var precise: String {
    let rest = String(milliseconds % 1000)
    let zeros = String(repeating: "0", count: 3 - rest.count)
    return "\(date)T\(time).\(zeros)\(rest)Z"
  }

  /// `2026-11-21T06:49:09Z`, as our tables have it.
  public var seconds: String { "\(date)T\(time)Z" }

  /// `20261121064909`, as CDXJ and the names of WARC files have it.
  public var compact: String { (date + time).filter(\.isNumber) }

  private var date: String {
    let shifted = milliseconds / 86_400_000 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(padded(month))-\(padded(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))"
  }

  private var time: String {
    let second = milliseconds / 1000 % 86_400
    return "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
  }

  /// The milliseconds of `.123456`; nothing is none.
  private static func milliseconds(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return 0 }
    let digits = bytes.dropFirst()
    guard first == UInt8(ascii: "."), !digits.isEmpty,
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let three = (digits.prefix(3) + Array(repeating: 0x30, count: max(0, 3 - digits.count)))
    return three.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
