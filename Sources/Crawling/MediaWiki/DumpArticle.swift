import Artifacts

/// An article of a dump, to be made into a document.
public struct DumpArticle: Sendable {
  let file: InputFile
  let page: DumpPage
  private let site: DumpSite
  private let options: InputOptions

  init(_ file: InputFile, _ page: DumpPage, of site: DumpSite, _ options: InputOptions) {
    // A file for each page, so that pages.tsv has a row and a digest for each.
    var file = file
    file.name += "#" + (page.id.isEmpty ? page.title : page.id)
    var page = page
    // XML may hold some of the control characters that no text shows.
    page.title = withoutControls(page.title)
    self.file = file
    self.page = page
    self.site = site
    self.options = options
  }

  /// The document, or why there is none.
  func imported() -> ImportedFile {
    var result = ImportedFile(file, digest: bytesDigest(page.text.span), size: page.text.count)
    (result.format, result.source) = ("mediawiki-xml", "wikipedia")
    switch document {
    case .success(let found):
      let document = found.readable
      result.documents = [document]
      result.pages = [document.page]
      result.url = document.url
    case .failure(let reject):
      result.rejects = [Reject(file.name, reject.reason, "\(page.title): \(reject.detail)")]
    }
    return result
  }

  /// Why an article gives no document.
  private struct Refusal: Error { let reason, detail: String }

  private var document: Result<CrawledDocument, Refusal> {
    if page.isTooLong {
      let detail = "its wikitext has more than \(DumpPage.longestText >> 20) MiB; look at the page"
      return .failure(Refusal(reason: "too-large", detail: detail))
    }
    let templates = TemplateFilter(options.templates).names
    if options.isSeedCompatible { return asSeed(templates) }
    let wikitext = Wikitext(page.text)
    let box = WikitextInfobox.parameters(wikitext, templates)
    guard box != nil || templates.isEmpty else { return .failure(Self.otherTemplate) }
    guard page.namespace == 0 else {
      let detail = "it is in namespace \(page.namespace) and no article; nothing is lost"
      return .failure(Refusal(reason: "other-namespace", detail: detail))
    }
    return article(wikitext, box)
  }

  private static let otherTemplate = Refusal(
    reason: "other-template",
    detail: "it names one of the templates asked for but does not use it; nothing is lost")

  private func article(
    _ wikitext: Wikitext, _ box: [Wikitext.Parameter]?
  ) -> Result<CrawledDocument, Refusal> {
    var document = empty
    let body = WikitextBody(wikitext, site: site)
    document.text = body.blocks.joined(separator: "\n")
    let infobox = WikitextInfobox(WikitextRenderer(wikitext, site: site))
    document.fields = box.map(infobox.fields) ?? []
    document.links = WikitextLinks(wikitext, site: site, title: normalizedTitle(page.title)).all
    guard !document.text.isEmpty || !document.links.isEmpty || !document.fields.isEmpty else {
      let detail = "it has neither text nor links; nothing is lost"
      return .failure(Refusal(reason: "empty-article", detail: detail))
    }
    return .success(document)
  }

  private func asSeed(_ templates: Set<String>) -> Result<CrawledDocument, Refusal> {
    guard let seed = SeedReader(page, templates: templates) else {
      return .failure(Self.otherTemplate)
    }
    var document = empty
    document.title = seed.title
    document.fields = seed.fields
    document.links = seed.links
    return .success(document)
  }

  private var empty: CrawledDocument {
    let title = normalizedTitle(page.title)
    var document = CrawledDocument(id: site.id(of: title), page: site.id(of: title))
    document.title = page.title
    document.url = site.address(of: title)
    document.published = page.timestamp
    return document
  }
}
