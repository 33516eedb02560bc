import Artifacts

/// The articles of a dump as items, and a reject for each kind of page that is left out.
final class DumpSource: InputSource {
  private let reader: DumpReader
  private let file: InputFile
  private let options: InputOptions
  private let templates: TemplateFilter
  private var leftOut: [LeftOut: Int] = [:]
  private var isEmpty = true
  private var isAtEnd = false

  /// Why pages are left out.
  private enum LeftOut: String, CaseIterable {
    case redirect = "redirects"
    case namespace = "other-namespaces"
    case template = "other-templates"
  }

  init(_ reader: DumpReader, _ file: InputFile, _ options: InputOptions) {
    self.reader = reader
    self.file = file
    self.options = options
    templates = TemplateFilter(options.templates)
    let (needsTemplate, isSeed) = (!options.templates.isEmpty, options.isSeedCompatible)
    reader.wantsText = { page in
      isSeed || (page.redirect == nil && (page.namespace == 0 || needsTemplate))
    }
  }

  func next() throws(FileError) -> InputEvent? {
    while let page = try reader.next() {
      isEmpty = false
      if let item = item(page) { return .item(item) }
    }
    guard !isAtEnd else { return nil }
    isAtEnd = true
    return summary.map { .item($0) }
  }

  private func item(_ page: DumpPage) -> InputItem? {
    let article = DumpArticle(file, page, of: reader.site, options)
    guard !options.isSeedCompatible else {
      // The reader of 2018 looked at templates alone.
      return templates.mayMatch(page.text) ? .article(article) : leaveOut(.template)
    }
    if page.redirect != nil { return leaveOut(.redirect) }
    let isArticle = page.namespace == 0
    guard isArticle || !options.templates.isEmpty else { return leaveOut(.namespace) }
    guard page.isTooLong || templates.mayMatch(page.text) else {
      return leaveOut(isArticle ? .template : .namespace)
    }
    return .article(article)
  }

  private func leaveOut(_ reason: LeftOut) -> InputItem? {
    leftOut[reason, default: 0] += 1
    return nil
  }

  private var summary: InputItem? {
    var result = ImportedFile(file, digest: "", size: 0)
    result.rejects = LeftOut.allCases.compactMap { reason in
      leftOut[reason].map { Reject(file.name, reason.rawValue, detail(reason, $0)) }
    }
    if isEmpty {
      let detail = "the dump holds no page; see that it is the right one"
      result.rejects = [Reject(file.name, "empty-dump", detail)]
    }
    return result.rejects.isEmpty ? nil : .done(result)
  }

  private func detail(_ reason: LeftOut, _ count: Int) -> String {
    let names = options.templates.joined(separator: ", ")
    return switch reason {
    case .redirect: "\(count) pages only lead on to others; nothing is lost"
    case .namespace:
      "\(count) pages are not articles but talk, users, files and the like; nothing is lost"
    case .template: "\(count) pages have none of the templates asked for (\(names)); see --template"
    }
  }
}
