import Glibc
import LinearAlgebra

/// A page as clean UTF-8, from bytes in any encoding of the web.
///
///     let page = PageText(bytes, contentType: "text/html; charset=iso-8859-1")
///     let tree = HTMLDocument(page.bytes.span)
///
/// The result is valid UTF-8 without a byte order mark, NUL or other control characters. Those of C1,
/// which a page never means, are taken for the characters of windows-1252 that have their numbers.
package struct PageText {
  /// The page in UTF-8.
  package let bytes: [UInt8]
  /// The name of the encoding it was in.
  let encoding: String
  /// Whether neither the server nor the page named the encoding, and it is not UTF-8.
  let isGuessed: Bool
  /// Whether bytes had no meaning in the encoding and became U+FFFD.
  let hasErrors: Bool

  /// Decodes a page.
  ///
  /// - Parameters:
  ///   - source: The bytes of the page.
  ///   - contentType: The Content-Type of the answer, empty if there was none.
  /// - Complexity: O(*n*) in the bytes.
  package init(_ source: Span<UInt8>, contentType: String = "") {
    let (encoding, isGuessed) = CharacterEncoding.detect(source, contentType: contentType)
    self.encoding = encoding.name
    self.isGuessed = isGuessed
    let body = source.extracting(CharacterEncoding.markLength(source)..<source.count)
    if encoding == .utf8 {
      if (try? UTF8Span(validating: body)) != nil {
        bytes = withoutControls(body)
        hasErrors = false
      } else {
        let text = Array(body.text(0..<body.count).utf8)
        bytes = withoutControls(text.span)
        hasErrors = true
      }
    } else {
      let (text, errors) = converted(body, from: encoding.systemName)
      bytes = withoutControls(text.span)
      hasErrors = errors
    }
  }

  /// What the flags of `pages.tsv` say about the encoding.
  package var flags: [String] {
    (encoding == "utf-8" ? [] : [(isGuessed ? "charset-guess=" : "charset=") + encoding])
      + (hasErrors ? ["charset-errors"] : [])
  }
}

/// The bytes without control characters; C1 becomes what windows-1252 has there.
private func withoutControls(_ source: Span<UInt8>) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(source.count)
  var start = 0
  var index = 0
  while index < source.count {
    if index + 8 <= source.count, !mayHoldControls(source, at: index) {
      index += 8
      continue
    }
    let byte = source[index]
    if byte < 0x20 ? !isHTMLBlank(byte) : byte == 0x7F {
      output.append(source, start..<index)
      start = index + 1
    } else if byte == 0xC2, index + 1 < source.count, source[index + 1] < 0xA0 {
      output.append(source, start..<index)
      appendUTF8(windows1252[Int(source[index + 1]) - 0x80], to: &output)
      index += 1
      start = index + 1
    }
    index += 1
  }
  output.append(source, start..<source.count)
  return output
}

/// Whether one of the 8 bytes at a position is below a blank, 0x7F or 0xC2.
private func mayHoldControls(_ source: Span<UInt8>, at index: Int) -> Bool {
  let word = source.word(at: index)
  return word.bytes(below: 0x20) | word.bytes(equalTo: 0x7F) | word.bytes(equalTo: 0xC2) != 0
}

/// Converts bytes to UTF-8 with `iconv`, a byte without a meaning becoming U+FFFD.
private func converted(_ source: Span<UInt8>, from name: String) -> ([UInt8], hasErrors: Bool) {
  let converter = unsafe iconv_open("UTF-8", name)
  guard Int(bitPattern: converter) != -1 else {
    return (Array(source.text(0..<source.count).utf8), true)
  }
  defer { unsafe _ = iconv_close(converter) }
  var output: [UInt8] = []
  output.reserveCapacity(source.count + source.count / 4)
  var hasErrors = false
  unsafe source.withUnsafeBytes { buffer in
    var input = unsafe UnsafeMutablePointer(
      mutating: buffer.baseAddress?.assumingMemoryBound(to: CChar.self))
    var left = buffer.count
    var chunk = [CChar](repeating: 0, count: 1 << 16)
    while left > 0 {
      var reason: Int32 = 0
      let written = unsafe chunk.withUnsafeMutableBufferPointer { room in
        var next = room.baseAddress
        var free = room.count
        if unsafe iconv(converter, &input, &left, &next, &free) == -1 {
          reason = errno
        }
        return room.count - free
      }
      output.append(contentsOf: chunk[..<written].lazy.map { UInt8(bitPattern: $0) })
      if reason == EILSEQ || reason == EINVAL, left > 0 {
        appendUTF8("\u{FFFD}", to: &output)
        hasErrors = true
        unsafe input = input.map { unsafe $0 + 1 }
        left -= 1
      }
    }
  }
  return (output, hasErrors)
}
