/// Whether a tag of the page has more attributes than anything but an attack would.
///
/// libxml2 compares each attribute of a tag with all before it: 80,000 of them, in less than a
/// megabyte, would take half a minute. Signs of equality within a tag stand for attributes here,
/// which counts too many rather than too few.
///
/// - Complexity: O(*n*) in the bytes.
func hasExcessiveAttributes(_ bytes: Span<UInt8>, limit: Int = 5_000) -> Bool {
  var isInTag = false
  var attributes = 0
  for index in bytes.indices {
    switch bytes[index] {
    case UInt8(ascii: "<"):
      isInTag = true
      attributes = 0
    case UInt8(ascii: ">"):
      isInTag = false
    case UInt8(ascii: "="), UInt8(ascii: " "), UInt8(ascii: "/"):
      guard isInTag else { continue }
      attributes += 1
      if attributes > limit { return true }
    default:
      continue
    }
  }
  return false
}
