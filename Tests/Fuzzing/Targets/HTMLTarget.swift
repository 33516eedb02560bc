import Crawling

extension FuzzTarget {
  /// What comes before a page is read: ``PageText``, the tokenizer and ``CleanMarkup``.
  static let html = FuzzTarget(
    "html", law: "a page becomes clean UTF-8, whose clean markup is its own clean markup",
    seeds: [
      "<!DOCTYPE html><html><head><meta charset=windows-1252><title>a &lt; b</title>"
        + "<script type=\"application/json\">{\"a\":\"<b>\"}</script></head><body class='x y'>"
        + "<!-- saved from url=(0022)http://a/ --><p id=1>caf\u{E9} &eacute; &#150; &notin;</p></body>",
      "<p>a<br/>b<style>p{}</style><textarea>&amp;</textarea><svg><path d=x /></svg>",
      "<a href=\"x?a=1&copy=2\" title='\"'>x</a><table><tr><td>1<table><tr><td>2",
      "<plaintext><b>", "<script><!-- <script> --></script>x",
    ],
    words: [
      "<", ">", "</", "/>", "<!--", "-->", "--!>", "<!", "<?", "&", "&#", "&#x", ";", "&amp",
      "&notit;",
      "&#128;", "&#xD800;", "&#0;", "\"", "'", "=", " ", "\t", "\u{C}", "<p>", "<b>", "</b>",
      "<div>",
      "<script>", "</script>", "<style>", "</style ", "<title>", "</title>", "<textarea>", "<xmp>",
      "<iframe>", "<noscript>", "<svg>", "<math>", "<template>", "<table>", "<select>",
      "<plaintext>",
      "<meta charset=", "utf-16le", "utf-7", "shift_jis", "iso-8859-1", "gb18030", "\u{FEFF}",
      "\u{0}",
      "\u{80}", "\u{FFFD}", "type=application/json", "xml:lang", "a=b ",
    ]
  ) { bytes throws(Violation) in
    let page = PageText(bytes.span)
    guard let text = String(validating: page.bytes, as: UTF8.self) else {
      throw Violation(problem: "the page is no UTF-8")
    }
    for scalar in text.unicodeScalars
    where scalar.value < 0x20 && ![9, 10, 12, 13].contains(scalar.value)
      || (0x7F...0x9F).contains(scalar.value)
    {
      throw Violation(problem: "the page holds the control character \(scalar.value)")
    }
    let markup = CleanMarkup(page.bytes.span)
    try require(
      String(validating: markup.bytes, as: UTF8.self) != nil, "the clean markup is no UTF-8")
    let again = CleanMarkup(markup.bytes.span)
    try require(
      again.bytes == markup.bytes,
      "\(String(decoding: markup.bytes, as: UTF8.self)) becomes "
        + String(decoding: again.bytes, as: UTF8.self))
    let tokens = writtenTokens(text)
    let tree = HTMLDocument(bytes.span)
    return
      "\(page.flags) \(markup.flags) \(markup.isCut) \(tokens.isEmpty) \(tree?.flags ?? ["none"]) "
      + "\(kinds(of: text))"
  }

  /// Which marks of markup a text holds: inputs that combine them anew are kept.
  private static func kinds(of text: String) -> Int {
    let marks = ["<!", "</", "<s", "<t", "&#", "=\"", "='", "/>", "--", "<x", "&l", "<p"]
    return marks.enumerated().reduce(0) { $0 | (text.contains($1.element) ? 1 << $1.offset : 0) }
  }
}
