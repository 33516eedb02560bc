/// The amount in a price as shops write it: `12.99`, `$1,299.00`, `12,99 €`, `USD 5`.
///
/// A single comma before one or two digits at the end is a decimal one; other commas, and dots where
/// there are several, separate thousands.
///
/// - Returns: The amount, or nil if the text holds none, more than one, or one below 0.
/// - Complexity: O(*n*)
public func amount(ofPrice text: String) -> Double? {
  let parts = text.split { !isPartOfNumber($0) }.filter { $0.contains(where: \.isASCIIDigit) }
  guard parts.count == 1, let number = parts.first, !text.contains("-") else { return nil }
  let digits = number.trimmingSeparators
  let (commas, dots) = (digits.count { $0 == "," }, digits.count { $0 == "." })
  let decimal: Character?
  if commas > 0, dots > 0 {
    decimal = digits.last { $0 == "," || $0 == "." }
  } else if commas == 1 {
    decimal = digits.suffix(3).contains(",") ? "," : nil
  } else {
    decimal = dots == 1 ? "." : nil
  }
  let plain = digits.compactMap { character -> Character? in
    if character == decimal { return "." }
    return character.isASCIIDigit ? character : nil
  }
  return Double(String(plain)).flatMap { $0.isFinite ? $0 : nil }
}

private func isPartOfNumber(_ character: Character) -> Bool {
  character.isASCIIDigit || character == "," || character == "."
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Substring {
  /// The text without dots and commas around it: a sentence may end after a price.
  fileprivate var trimmingSeparators: Substring {
    var rest = self
    while let first = rest.first, first == "," { rest.removeFirst() }
    while let last = rest.last, !last.isASCIIDigit { rest.removeLast() }
    return rest
  }
}
