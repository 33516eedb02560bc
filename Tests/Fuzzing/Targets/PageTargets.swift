import Artifacts
import Crawling

extension FuzzTarget {
  private static let law =
    "the page gives documents or rejects, all of clean text, and the same when it is read again"

  /// Articles of Wikipedia as pages and as answers in JSON: ``WikipediaPage``.
  static let article = FuzzTarget(
    "article", law: law, seeds: articleSeeds,
    words: [
      "<section data-mw-section-id=\"1\">", "</section>", "<table class=\"infobox\">", "</table>",
      "<tr>", "<th>", "<td>", "</td>", "<br>", "<li>", "</ul>", "<p>", "</p>", "</div>", "<h2>",
      "</h2>",
      "References", "<sup class=\"reference\">", "</sup>", "<span class=\"mw-editsection\">",
      "<div class=\"hatnote\">", "<style>", "<script>", "RLCONF={", "\"wgNamespaceNumber\":0",
      "\"wgPageName\":\"", "href=\"/wiki/", "href=\"./", "href=\"//en.wikipedia.org/wiki/", "%",
      "%20", "%7F", "%C2%80", "%00", "&#1;", "&#127;", "&#x81;", "&#13;",
      "class=\"new\"", "rel=\"mw:ExtLink\"", "catlinks", "mw-normal-catlinks", "<base href=\"",
      "display:none", "&nbsp;", "\"parse\":{", "\"text\":\"", "\\u0000", "\\ud83d",
      "interlanguage-link",
      "<math>", "<div class=\"navbox\">", "<div>", "mw-disambig", "redirectMsg", "hlist",
    ]
  ) { bytes throws(Violation) in try checkPage(bytes, url: "https://en.wikipedia.org/wiki/X") }

  /// Pages and exports of Facebook: every ``PageFormat`` of it.
  static let facebook = FuzzTarget(
    "facebook", law: law, seeds: facebookSeeds,
    words: [
      "<div>", "</div>", "<div class=\"_a6-g\">", "<section class=\"_a6-g\">", "_2pin", "_a6-p",
      "\"",
      "'", "&#0;", "&#xD800;", "\\u0000", "\\ud83d", "\\u00c3\\u00a9", "{", "}", "[", "]", ",", ":",
      "null", "<script data-sjs>", "</script>", "@[1:2:", "<!--", "\u{FEFF}", "é", "data-ft='{'",
      "for (;;);", "\r\n", "\"post_id\":", "\"creation_time\":", "\"comet_sections\":{",
      "\"attached_story\":{", "\"message\":{\"text\":", "\"actors\":[", "<article data-ft='",
      "<abbr data-utime=\"", "story_body_container", "userContentWrapper", "role=\"article\"",
      "Updated ", "<footer>", "<time datetime=\"", "login_form", "l.php?u=",
    ]
  ) { bytes throws(Violation) in try checkPage(bytes, url: "") }

  /// Reads a page twice and checks what comes of it.
  private static func checkPage(_ bytes: [UInt8], url: String) throws(Violation) -> String {
    let input = PageInput(name: "page", url: url)
    let extract = PageExtract(bytes.span, input)
    try require(extract == PageExtract(bytes.span, input), "it is read differently again")
    try require(!extract.documents.isEmpty || !extract.rejects.isEmpty, "it gives nothing at all")
    for document in extract.documents { try check(document) }
    for reject in extract.rejects {
      try require(reject.detail.contains(";"), "\(reject.reason) has no remedy")
    }
    let message = extract.message
    try require(
      PageExtract(message: message.span, 0..<message.count) == extract, "its message is another")
    let first = extract.documents.first
    return [
      extract.format, "\(min(extract.documents.count, 4))",
      "\(extract.rejects.map(\.reason).prefix(2))",
      "\(extract.flags.map { $0.prefix(8) }.prefix(3))",
      "\(min(first?.links.count ?? 0, 6)) \(min(first?.fields.count ?? 0, 6))",
      "\(first?.text.isEmpty ?? true) \(first?.published.isEmpty ?? true)",
    ].joined(separator: " ")
  }

  /// Throws unless a document can stand in the tables.
  static func check(_ document: CrawledDocument) throws(Violation) {
    try require(!document.id.isEmpty && !document.page.isEmpty, "a document has no id")
    for text in document.record { try requireClean(text, "a document") }
    for field in document.fields {
      try requireClean(field.value, "the field \(field.name)")
      try require(!field.name.isEmpty, "a field has no name")
    }
    for link in document.links {
      try requireClean(link.target + link.anchor, "a link")
      try require(!link.target.isEmpty, "a link leads nowhere")
    }
  }

  private static let articleSeeds = [
    """
    <html lang="en"><head><title>Emma - Wikipedia</title><link rel="canonical"
    href="https://en.wikipedia.org/wiki/Emma"><script>RLCONF={"wgNamespaceNumber":0,"wgPageName":"Emma",
    "wgRevisionId":7,"wgCategories":["Novels"]};</script></head><body class="skin-vector-2022">
    <h1 id="firstHeading">Emma</h1><div id="mw-content-text"><div class="mw-parser-output">
    <section data-mw-section-id="0"><table class="infobox ib-book vcard"><tr><th class="infobox-above">
    Emma</th></tr><tr><th>Author</th><td><a href="//en.wikipedia.org/wiki/Jane_Austen">Jane Austen</a>
    </td></tr><tr><th>Genre</th><td><ul><li>Novel</li><li>Epic<sup class="reference">[1]</sup></li></ul>
    </td></tr></table><p><b>Emma</b> is a <a rel="mw:WikiLink" href="//en.wikipedia.org/wiki/Novel"
    class="mw-redirect">novel</a>.</p></section><section data-mw-section-id="1"><h2 id="P">Plot</h2>
    <p>Once<br>upon &amp; <a class="external" href="https://a.org/x">x</a></p></section></div></div>
    <div id="catlinks"><div id="mw-normal-catlinks"><ul><li><a href="/wiki/Category:N">N</a></li></ul>
    </div></div><li id="footer-info-lastmod"> This page was last edited on 1 May 2026, at 10:00</li>
    """,
    """
    <html about="https://en.wikipedia.org/wiki/Special:Redirect/revision/8"><head><base
    href="//en.wikipedia.org/wiki/"><link rel="dc:isVersionOf" href="//en.wikipedia.org/wiki/Emma">
    <title>Emma</title></head><body class="parsoid-body mw-parser-output"><section><p>a <a
    href="./B_(c)#d">b</a></p></section><link rel="mw:PageProp/Category" href="./Category:N"></body>
    """,
    """
    {"parse":{"title":"Emma","pageid":1,"revid":9,"text":"<div class=\\"mw-parser-output\\"><p>a \\u00e9 \
    <a href=\\"/wiki/B\\">b</a></p></div>","categories":[{"category":"N"}],"langlinks":[{"lang":"de",\
    "title":"Emma"}]}}
    """,
  ]

  private static let story = """
    {"data":{"user":{"id":"5","timeline_list_feed_units":{"edges":[{"node":{"post_id":"1",\
    "comet_sections":{"content":{"story":{"message":{"text":"one"},"actors":[{"id":"5","name":"O"}],\
    "creation_time":1673897171,"url":"https:\\/\\/www.facebook.com\\/5\\/posts\\/1"}}},\
    "attached_story":{"post_id":"2","attachments":[{"url":"https:\\/\\/a.b"}]}}}]}}}}
    """

  private static let facebookSeeds = [
    "for (;;);\(story)\n\(story)",
    "<html id=\"facebook\"><script type=\"application/json\" data-sjs>\(story)</script></html>",
    """
    <html><head><title>N | Facebook</title><meta property="og:url" content="https://m.facebook.com/N/"/>\
    </head><article data-ft='{"top_level_post_id":"12","page_id":"5","page_insights":{"5":{"post_context"\
    :{"publish_time":1562160573}}}}'><div class="story_body_container"><header><h3><strong><a>N</a>\
    </strong></h3><abbr>3 July at 15:29</abbr></header><p>one<br/> two</p></div></article></html>
    """,
    """
    <html><head><base href="../../"/><title>Your posts</title></head><body><main class="_a706" role="main">
    <section class="_a6-g" aria-labelledby="u"><h2 class="_2ph_ _a6-h _a6-i" id="u">A B updated his status.
    </h2><div class="_2ph_ _a6-p"><div><div class="_2pin"><div>one @[24:69:C D] <a href="https://a.b/c">x
    </a></div></div></div></div><footer class="_3-94 _a6-o"><a href="https://www.facebook.com/dyi/l/?x">
    <div class="_a72d">Oct 01, 2025 10:21:24 pm</div></a></footer></section></main></body></html>
    """,
    """
    <html><body><div class="_4t5n"><div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder"><div class="_3-96\
     _2pio _2lek _2lel">A</div><div class="_3-96 _2let"><div><div class="_2pin"><div>one</div></div></div>\
    </div><div class="_3-94 _2lem"><a href="#">May 02, 2011 8:12:17 am</a></div></div></div></body></html>
    """,
    """
    [{"timestamp":1562160573,"data":[{"post":"partag\\u00c3\\u00a9"}],"attachments":[{"data":[{\
    "external_context":{"url":"https://a.b"}}]}],"title":"A B updated his status."}]
    """,
    """
    <html id="facebook"><div class="userContentWrapper"><abbr data-utime="1562160573"></abbr>
    <div class="userContent"><p>one</p></div></div><div role="article"><div
    data-ad-preview="message">two</div><a href="/N/posts/3">1 h</a></div></html>
    """,
  ]
}
