/// A whole number for people, in groups of three digits: `145,000`.
func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(abs(number)).reversed().enumerated() {
    if index > 0, index % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return (number < 0 ? "−" : "") + String(text.reversed())
}

/// A number for people, rounded to `digits` after the point, with a proper minus sign.
///
/// Numbers too large or too small for that are shown as the shortest decimal that is the same number.
func rounded(_ number: Double, digits: Int) -> String {
  let power = (0..<digits).reduce(1) { result, _ in result * 10 }
  let scaled = (number * Double(power)).rounded()
  guard abs(scaled) < 1e15 else { return "\(number)" }
  let sign = scaled < 0 ? "−" : ""
  let whole = sign + grouped(Int(abs(scaled)) / power)
  guard digits > 0 else { return whole }
  let fraction = String(Int(abs(scaled)) % power)
  return "\(whole).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
}

/// A share for people: `16.8 %`.
func percent(_ share: Double) -> String { rounded(100 * share, digits: 1) + "\u{202F}%" }

/// A measure for people: three digits after the point, none if it is large.
func measure(_ value: Double) -> String { rounded(value, digits: abs(value) >= 1000 ? 0 : 3) }
