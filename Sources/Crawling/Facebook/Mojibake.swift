/// The text that JSON exports garble, as it was: `partagÃ©` is `partagé`.
///
/// Facebook writes each UTF-8 byte of a text as a character of its own, `é` as `\u00c3\u00a9`. The
/// text is read back only if every character is below U+0100 and the bytes are UTF-8; any other text,
/// such as one that was right already, stays. A lone `Ã` is no UTF-8 and stays too.
///
/// - Complexity: O(*n*) in the text.
package func withoutMojibake(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  var isASCII = true
  for scalar in text.unicodeScalars {
    guard let byte = UInt8(exactly: scalar.value) else { return text }
    isASCII = isASCII && byte < 0x80
    bytes.append(byte)
  }
  return isASCII ? text : String(validating: bytes, as: UTF8.self) ?? text
}
