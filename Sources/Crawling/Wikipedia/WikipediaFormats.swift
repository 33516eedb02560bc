extension WikipediaPage {
  /// What a page in HTML holds if it is an article's; nil if it is something else.
  static func contents(_ page: Span<UInt8>, _ input: PageInput) -> PageFormat.Contents? {
    var context = Context()
    context.address = input.url
    return contents(page, input.name, context)
  }

  /// What an answer of MediaWiki's interface in JSON holds; nil if it is something else.
  static func answer(_ bytes: Span<UInt8>, _ input: PageInput) -> PageFormat.Contents? {
    guard let answer = InterfaceAnswer(bytes) else { return nil }
    var context = answer.context.readable
    context.address = input.url
    // Escapes of JSON can stand for control characters.
    let html = Array(answer.html.utf8)
    let page = PageText(html.span, contentType: "text/html; charset=utf-8")
    var contents = contents(page.bytes.span, input.name, context)
    contents?.format = "wikipedia-answer"
    return contents
  }

  private static func contents(
    _ page: Span<UInt8>, _ name: String, _ context: Context
  ) -> PageFormat.Contents? {
    guard mayBeRecognised(page) else { return nil }
    let reader = ArticleReader(page)
    guard reader.content != .none else { return nil }
    var contents = PageFormat.Contents(format: format(reader.content))
    if let reject = reject(reader, name) {
      contents.rejects = [reject]
    } else if let article = WikipediaPage(reader, page, context) {
      contents.page = article.document.id
      contents.url = article.document.url
      contents.flags = article.flags + reader.tokenizer.flags
      if article.document.text.isEmpty {
        contents.rejects = [emptyArticle(name)]
      } else {
        contents.documents = [article.document]
      }
    } else {
      contents.rejects = [unknownArticle(name)]
    }
    return contents
  }

  /// Whether one of the marks of an article stands anywhere in a page.
  private static func mayBeRecognised(_ page: Span<UInt8>) -> Bool {
    let all = 0..<page.count
    return page.firstIndex(of: "mw-parser-output", in: all) != nil
      || page.firstIndex(of: "mw-content-text", in: all) != nil
      || page.firstIndex(of: "parsoid-body", in: all) != nil
  }

  private static func format(_ content: ArticleReader.Content) -> String {
    switch content {
    case .parsoid: "wikipedia-parsoid"
    case .fragment: "wikipedia-fragment"
    case .none, .skin, .skinAndParser: "wikipedia"
    }
  }

  /// Why a page with the form of an article holds none.
  private static func reject(_ reader: ArticleReader, _ name: String) -> Reject? {
    let facts = reader.facts
    if reader.isTooDeep {
      let detail = "elements nest more than \(PageLimits.depth) deep; look at the page"
      return Reject(name, "parse-truncated", detail)
    }
    if facts.marks.contains(.missing) {
      return Reject(name, "no-article", "the wiki has no such article; check the title")
    }
    if facts.marks.contains(.redirect) {
      return Reject(
        name, "redirect", "the page only leads to another article; fetch that one instead")
    }
    guard facts.namespace.isEmpty || facts.namespace == "0" else {
      return Reject(
        name, "other-namespace",
        "the page '\(facts.heading)' is of namespace \(facts.namespace), not an article; "
          + "leave it out")
    }
    return nil
  }

  private static func unknownArticle(_ name: String) -> Reject {
    Reject(
      name, "unknown-wiki",
      "wikipedia: neither link[rel=canonical] nor the page's lang tells the wiki, or neither "
        + "h1#firstHeading nor the page's address the title; save the article again as a whole page"
    )
  }

  private static func emptyArticle(_ name: String) -> Reject {
    Reject(
      name, "empty-article",
      "wikipedia: no paragraph, heading or list was found in #mw-content-text .mw-parser-output; "
        + "look at the page: it may say that there is no such article")
  }
}
