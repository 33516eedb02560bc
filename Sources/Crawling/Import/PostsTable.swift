import Artifacts

/// A tab-separated table of posts, one a line.
///
/// The columns `page` and `message` must be there; `post_id`, `published`, `link_title` and `link`
/// may be; others are not read.
struct PostsTable {
  /// The pages that have posts, sorted.
  private(set) var pages: [String] = []
  private(set) var documents: [CrawledDocument] = []
  private(set) var rejects: [Reject] = []

  /// Whether the first line of a file names the columns of such a table.
  static func isRecognised(_ columns: [String]) -> Bool {
    columns.contains("page") && columns.contains("message")
  }

  /// Reads the table.
  ///
  /// - Throws: ``FileError`` with the line of a malformed record.
  init(_ file: InputFile, _ contents: InputContents) throws(FileError) {
    var reader = try TableReader(file, contents)
    let columns = Columns(reader.columns)
    var names = Set<String>()
    while let record = try reader.next() {
      let post = columns.post(record)
      if !post.page.isEmpty { names.insert(post.page) }
      if post.isEmpty {
        let detail = "message and link_title are both empty; nothing is lost by leaving it out"
        rejects.append(Reject("\(file.name):\(record.line)", "empty-post", detail))
      } else if post.page.isEmpty {
        let detail = "the column page is empty; fill in whose post it is"
        rejects.append(Reject("\(file.name):\(record.line)", "unknown-author", detail))
      } else {
        documents.append(post.document)
      }
    }
    if documents.isEmpty, rejects.isEmpty { rejects = [emptyTable(file)] }
    pages = names.sorted(by: precedesBytewise)
  }
}

/// Why a table without records gives nothing.
func emptyTable(_ file: InputFile) -> Reject {
  Reject(
    file.name, "empty-table",
    "the table holds no record below its header; see that it is the right one")
}

/// Where the fields of a post stand.
private struct Columns {
  let page, message, id, published, title, link: Int?

  init(_ names: [String]) {
    page = names.firstIndex(of: "page")
    message = names.firstIndex(of: "message")
    id = names.firstIndex(of: "post_id")
    published = names.firstIndex(of: "published")
    title = names.firstIndex(of: "link_title")
    link = names.firstIndex(of: "link")
  }

  func post(_ record: TableRecord) -> FacebookPost {
    func field(_ column: Int?) -> String { column.map { withoutControls(record.string($0)) } ?? "" }
    let page = field(page)
    let link = field(link)
    var post = FacebookPost(page: page, author: page)
    post.givenID = field(id)
    post.title = field(title)
    post.text = field(message)
    post.published = isoTime(field(published))
    post.links = link.isEmpty ? [] : [.init(.external, link, anchor: post.title)]
    // A link alone says nothing that a title or a text would not say better.
    post.needsWords = true
    return post
  }

  /// `2016-02-26 12:18:08` with the `T` of ISO 8601; anything else as it is.
  private func isoTime(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count == 19, bytes[10] == UInt8(ascii: " ") else { return text }
    return text.replacing(" ", with: "T")
  }
}
