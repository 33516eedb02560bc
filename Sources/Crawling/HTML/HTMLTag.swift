/// The elements of HTML that reading a page depends on; all others are transparent.
enum HTMLTag: UInt8, CaseIterable, Sendable {
  case a, b, big, code, em, font, i, nobr, s, small, strike, strong, tt, u
  case address, article, aside, blockquote, body, caption, center, dd, details, dialog, div, dl, dt
  case fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, head, header, html, li
  case main, nav, ol, p, pre, section, summary, table, tbody, td, tfoot, th, thead, tr, ul
  case abbr, annotation, bdi, cite, del, ins, label, noscript, q, span, sub, sup, template
  case area, base, br, col, embed, hr, img, input, link, meta, param, source, track, wbr
  case iframe, noembed, noframes, plaintext, script, style, textarea, title, xmp
  case other

  private static let names = WordTable(allCases.dropLast().map { ("\($0)", $0) })

  /// The element with the name in a range of bytes.
  init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    self = Self.names.value(bytes, name) ?? .other
  }

  // The cases above stand in groups, so that these questions are comparisons of numbers.

  /// Whether it only shapes text: its end tag closes it alone, and not the blocks begun in it.
  var isFormatting: Bool { rawValue <= Self.u.rawValue }

  /// Whether it is a part of a page rather than of a line.
  var isSpecial: Bool { (Self.address.rawValue...Self.ul.rawValue).contains(rawValue) }

  /// Whether the element has no content and no end tag.
  var isVoid: Bool { (Self.area.rawValue...Self.wbr.rawValue).contains(rawValue) }

  /// Whether the content is text in which no tag begins but its own end.
  var isRawText: Bool { (Self.iframe.rawValue...Self.xmp.rawValue).contains(rawValue) }

  /// A set of elements, held as the bits of a number.
  struct Group: ExpressibleByArrayLiteral, Sendable {
    private var bits: UInt128 = 0

    init(arrayLiteral elements: HTMLTag...) {
      for element in elements { bits |= 1 << UInt128(element.rawValue) }
    }

    func contains(_ tag: HTMLTag) -> Bool { bits >> UInt128(tag.rawValue) & 1 == 1 }
  }
}
