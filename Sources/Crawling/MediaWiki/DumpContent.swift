/// The elements of a dump, made into pages as they come.
final class DumpContent {
  /// What the head tells.
  private(set) var site = DumpSite()
  /// The pages that are complete, in the order of the dump.
  var pages: [DumpPage] = []
  /// Whether the dump has a document type.
  var hasDocumentType = false

  /// Whether the text of a page whose title, namespace and redirect are known is worth holding.
  var wantsText: (DumpPage) -> Bool = { _ in true }

  private var page = DumpPage()
  private var isInRevision = false
  private var isInContributor = false
  private var isCollecting = false
  private var text: [UInt8] = []
  private var namespace: Int?

  func start(_ name: String, _ attributes: [String: String]) {
    text.removeAll(keepingCapacity: true)
    isCollecting = true
    switch name {
    case "page": page = DumpPage()
    case "redirect": page.redirect = attributes["title"] ?? ""
    case "revision": isInRevision = true
    case "contributor": isInContributor = true
    case "namespace": namespace = attributes["key"].flatMap { Int($0) }
    case "text":
      page.text = []
      isCollecting = wantsText(page)
    default: break
    }
  }

  func add(_ bytes: Span<UInt8>) {
    guard isCollecting else { return }
    guard text.count + bytes.count <= DumpPage.longestText else {
      page.isTooLong = true
      isCollecting = false
      return text = []
    }
    unsafe bytes.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
  }

  func end(_ name: String) {
    defer {
      isCollecting = false
      text.removeAll(keepingCapacity: true)
    }
    switch name {
    case "page": pages.append(page)
    case "title": page.title = string
    case "ns": page.namespace = Int(string) ?? 0
    case "id" where !isInRevision: page.id = string
    case "id" where !isInContributor: page.revision = string
    case "timestamp": page.timestamp = string
    case "text": page.text = text
    case "revision": isInRevision = false
    case "contributor": isInContributor = false
    case "dbname": site.database = string
    case "base": site.base = string
    case "namespace": if let namespace { site.add(string, number: namespace) }
    default: break
    }
  }

  private var string: String { trimmed(String(decoding: text, as: UTF8.self)) }
}
