/// The shortest decimal that reads back as the same number: `1`, `0.25`, `1e-05`.
///
/// - Precondition: The number is finite; tables hold no NaN.
public func decimal(_ number: Float) -> String {
  precondition(number.isFinite, "\(number) cannot stand in a table")
  return withoutPointZero(number.description)
}

/// The shortest decimal that reads back as the same number: `1`, `0.25`, `1e-05`.
///
/// - Precondition: The number is finite; tables hold no NaN.
public func decimal(_ number: Double) -> String {
  precondition(number.isFinite, "\(number) cannot stand in a table")
  return withoutPointZero(number.description)
}

private func withoutPointZero(_ text: String) -> String {
  if text == "-0.0" { return "0" }
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
