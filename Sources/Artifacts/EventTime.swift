/// When something happened, as it can be compared: a field of a table that may be a number, such as
/// seconds since 1970, or a date in ISO 8601, and may be missing.
///
/// Of a date the year, month, day, hour, minute, second and tenth of a second count, and what is missing
/// is the earliest: `2015-03-02` orders before `2015-03-02T08:15`. Zones are not looked at, since the times of
/// one table are in one. A field that is neither is a time that is not known, and orders before all
/// others.
public struct EventTime: Sendable, Comparable {
  private let value: Double

  /// Reads a field.
  ///
  /// - Complexity: O(*n*) in its bytes; no string is made of a whole number or a date.
  public init(_ field: Span<UInt8>) {
    value = Self.date(field) ?? Self.number(field) ?? -.infinity
  }

  /// Reads a field.
  public init(_ field: String) { self.init(field.utf8.span) }

  /// Whether the time is known.
  public var isKnown: Bool { value > -.infinity }

  /// Whether `a` was earlier than `b`.
  public static func < (a: EventTime, b: EventTime) -> Bool { a.value < b.value }

  private static func number(_ field: Span<UInt8>) -> Double? {
    var value = 0.0
    for index in field.indices {
      guard let digit = digit(field[index]) else { return fraction(field) }
      value = value * 10 + digit
    }
    return field.isEmpty ? nil : value
  }

  /// A number with a sign, a fraction or an exponent.
  private static func fraction(_ field: Span<UInt8>) -> Double? {
    var bytes: [UInt8] = []
    for index in field.indices { bytes.append(field[index]) }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The digits of a date up to the tenths of a second, filled up with zeros; nil for another form.
  private static func date(_ field: Span<UInt8>) -> Double? {
    guard field.count >= 7, field[4] == UInt8(ascii: "-") else { return nil }
    for index in 0..<4 where digit(field[index]) == nil { return nil }
    var (value, digits) = (0.0, 0)
    for index in field.indices {
      if let digit = digit(field[index]) {
        value = value * 10 + digit
        digits += 1
      }
      // Behind the seconds a sign or a Z begins the zone.
      let isZone = index > 10 && "+-Z".utf8.contains(field[index])
      if isZone || digits == 15 { break }
    }
    for _ in digits..<15 { value *= 10 }
    return value
  }

  private static func digit(_ byte: UInt8) -> Double? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Double(byte - UInt8(ascii: "0")) : nil
  }
}
