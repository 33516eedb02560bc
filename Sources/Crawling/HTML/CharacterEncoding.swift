import Glibc

/// The encoding of a page by the labels of the WHATWG Encoding standard (section 4.2): there
/// `iso-8859-1` and `ascii` mean windows-1252, and `utf-7` means nothing.
struct CharacterEncoding: Sendable, Equatable {
  /// Its name in lower case: `utf-8`, `windows-1252`, `shift_jis`.
  let name: String
  /// Its name in the C library's `iconv`.
  let systemName: String

  static let utf8 = CharacterEncoding(name: "utf-8", systemName: "UTF-8")
  static let windows1252 = CharacterEncoding(name: "windows-1252", systemName: "CP1252")

  private init(name: String, systemName: String) {
    self.name = name
    self.systemName = systemName
  }

  /// The encoding that a label names; nil for an unknown one, and for those a page must not have.
  init?(label: some StringProtocol) {
    let label = trimmed(label).lowercased()
    guard let entry = Self.labels[label] else { return nil }
    self = entry
  }

  /// The encoding that a page is in, and whether that is only a guess.
  ///
  /// In the order of section 13.2.3.2 of the HTML standard: the byte order mark, the `charset` of the
  /// answer's Content-Type, a `<meta>` within the first 1,024 bytes, UTF-8 if the bytes are, and
  /// windows-1252 otherwise.
  static func detect(_ bytes: Span<UInt8>, contentType: String) -> (CharacterEncoding, Bool) {
    if let marked = byteOrderMark(bytes) { return (marked, false) }
    if let label = charset(in: contentType), let named = CharacterEncoding(label: label) {
      return (named, false)
    }
    if let label = metaLabel(bytes), let named = CharacterEncoding(label: label) {
      // A page that could be read as far as this tag is not in UTF-16, whatever the tag says.
      return (named.name.hasPrefix("utf-16") ? .utf8 : named, false)
    }
    let isUTF8 = (try? UTF8Span(validating: bytes)) != nil
    return (isUTF8 ? .utf8 : .windows1252, !isUTF8)
  }

  /// The number of bytes of the byte order mark, 0 if there is none.
  static func markLength(_ bytes: Span<UInt8>) -> Int {
    byteOrderMark(bytes).map { $0 == .utf8 ? 3 : 2 } ?? 0
  }

  private static func byteOrderMark(_ bytes: Span<UInt8>) -> CharacterEncoding? {
    if bytes.has("\u{FEFF}", at: 0) { return .utf8 }
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF): return CharacterEncoding(label: "utf-16be")
    case (0xFF, 0xFE): return CharacterEncoding(label: "utf-16le")
    default: return nil
    }
  }

  /// What stands after `charset=` in a Content-Type.
  private static func charset(in contentType: String) -> String? {
    let lower = contentType.lowercased()
    guard let range = lower.firstRange(of: "charset=") else { return nil }
    let value = lower[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
    let label = value.prefix { $0 != ";" && $0 != "\"" && $0 != "'" && $0 != " " }
    return label.isEmpty ? nil : String(label)
  }

  /// The encoding that a `<meta>` at the start of the page names.
  private static func metaLabel(_ bytes: Span<UInt8>) -> String? {
    let start = bytes.extracting(0..<min(bytes.count, 1_024))
    var tokenizer = HTMLTokenizer()
    while let token = tokenizer.next(start) {
      guard token == .startTag, tokenizer.tag == .meta else { continue }
      for attribute in tokenizer.attributes {
        let value = start.text(attribute.value)
        if start.isWord("charset", attribute.name) { return value }
        if start.isWord("content", attribute.name), let label = charset(in: value) { return label }
      }
    }
    return nil
  }

  /// The labels, by the name of what they mean and by the name of `iconv`.
  private static let labels: [String: CharacterEncoding] = {
    let table = """
      utf-8 UTF-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8
      windows-1252 CP1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 \
      iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252
      iso-8859-2 ISO-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 l2 latin2
      iso-8859-3 ISO-8859-3 iso8859-3 latin3 l3
      iso-8859-4 ISO-8859-4 iso8859-4 latin4 l4
      iso-8859-5 ISO-8859-5 cyrillic csisolatincyrillic iso8859-5 iso88595
      iso-8859-6 ISO-8859-6 arabic csisolatinarabic iso8859-6 ecma-114
      iso-8859-7 ISO-8859-7 greek greek8 csisolatingreek iso8859-7 ecma-118
      iso-8859-8 ISO-8859-8 hebrew csisolatinhebrew iso8859-8 visual iso-8859-8-i logical
      iso-8859-10 ISO-8859-10 iso8859-10 latin6 l6
      iso-8859-13 ISO-8859-13 iso8859-13
      iso-8859-14 ISO-8859-14 iso8859-14
      iso-8859-15 ISO-8859-15 iso8859-15 csisolatin9 l9 latin9
      iso-8859-16 ISO-8859-16
      koi8-r KOI8-R cskoi8r koi koi8 koi8_r
      koi8-u KOI8-U koi8-ru
      macintosh MACINTOSH csmacintosh mac x-mac-roman
      ibm866 CP866 866 cp866 csibm866
      windows-874 CP874 dos-874 iso-8859-11 iso8859-11 tis-620
      windows-1250 CP1250 cp1250 x-cp1250
      windows-1251 CP1251 cp1251 x-cp1251
      windows-1253 CP1253 cp1253 x-cp1253
      windows-1254 CP1254 cp1254 iso-8859-9 iso8859-9 latin5 l5 x-cp1254
      windows-1255 CP1255 cp1255 x-cp1255
      windows-1256 CP1256 cp1256 x-cp1256
      windows-1257 CP1257 cp1257 x-cp1257
      windows-1258 CP1258 cp1258 x-cp1258
      gbk GB18030 gb18030 gb2312 gb_2312 chinese csgb2312 x-gbk gb_2312-80
      big5 BIG5-HKSCS big5-hkscs cn-big5 csbig5 x-x-big5
      euc-jp EUC-JP cseucpkdfmtjapanese x-euc-jp
      iso-2022-jp ISO-2022-JP csiso2022jp
      shift_jis CP932 csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
      euc-kr CP949 cseuckr korean ks_c_5601-1987 ksc5601 windows-949
      utf-16be UTF-16BE unicodefffe
      utf-16le UTF-16LE utf-16 unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff
      """
    var labels: [String: CharacterEncoding] = [:]
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let encoding = CharacterEncoding(name: words[0], systemName: words[1])
      for label in words.dropFirst(2) + words.prefix(1) { labels[label] = encoding }
    }
    return labels
  }()
}

/// The characters of the bytes 0x80 to 0x9F in windows-1252; the five without one are U+FFFD.
let windows1252: [Unicode.Scalar] = [
  "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž",
  "\u{FFFD}", "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}",
  "ž", "Ÿ",
]
