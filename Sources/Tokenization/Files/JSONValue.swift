/// A value of a JSON text.
///
/// Foundation's reader is not used for tokenizers. Keys of its objects are the same if they are
/// canonically equivalent, so a vocabulary would lose tokens; it drops byte order marks; and its
/// numbers are rounded correctly, which those that `tokenizers` reads are not, so other sums of
/// scores would win.
package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The value of a key of an object; of equal ones the last. nil also for null.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    let value = members.last { $0.key.utf8.elementsEqual(key.utf8) }?.value
    if case .null? = value { return nil }
    return value
  }

  /// The text of a string.
  package var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The truth value.
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The number.
  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  /// The number, if it is a whole one of at most 2³¹ − 1.
  package var integer: Int? {
    number.flatMap { Int(exactly: $0) }.flatMap { Int32(exactly: $0) }.map(Int.init)
  }
  /// The elements of an array.
  package var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  /// The members of an object.
  package var members: [(key: String, value: JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }
}
