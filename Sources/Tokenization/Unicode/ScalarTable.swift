/// A value for every Unicode scalar, in pages of 256 of which equal ones without values are shared.
struct ScalarTable<Value: BitwiseCopyable & Sendable>: Sendable {
  private var pages: [UInt16]
  private var values: [Value]

  /// Creates a table that holds `value` for every scalar.
  init(repeating value: Value) {
    pages = Array(repeating: 0, count: 0x1100)
    values = Array(repeating: value, count: 256)
  }

  /// The value of a scalar.
  ///
  /// - Precondition: `scalar` is less than 0x110000.
  /// - Complexity: O(1)
  @inline(__always)
  subscript(scalar: UInt32) -> Value {
    get { values[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)] }
    set {
      let page = Int(scalar >> 8)
      if pages[page] == 0 {
        pages[page] = UInt16(values.count >> 8)
        values.append(contentsOf: values[0..<256])
      }
      values[Int(pages[page]) << 8 | Int(scalar & 0xFF)] = newValue
    }
  }
}
