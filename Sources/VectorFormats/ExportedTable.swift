import Artifacts

/// What is written beside vectors: their records, with columns of other tables joined to them by
/// id.
///
///     var table = ExportedTable(books)
///     try table.join(AttributeTable("out/crawl/fields.tsv"))
///     try table.keep(["author", "genre"])
///     table.columns                  // ["id", "author", "genre"]
public struct ExportedTable: Sendable {
  /// The columns, the first one `id`.
  public private(set) var columns: [String]
  private var sources: [Source]

  /// Where the fields of a column come from.
  private enum Source: Sendable {
    case own(Table, Int)
    case joined(AttributeTable, Int, [Int?])
  }

  private let ids: [String]

  /// The records of `vectors`.
  public init(_ vectors: MappedVectors) {
    let table = vectors.table
    let own = table.columns.indices.filter { table.columns[$0] != "id" }
    ids = vectors.ids
    columns = ["id"] + own.map { table.columns[$0] }
    sources = own.map { .own(table, $0) }
  }

  /// Adds the columns of `attributes`; a column of the same name is replaced. A row that it does
  /// not know gets empty fields.
  ///
  /// - Returns: The number of rows that it knows.
  @discardableResult
  public mutating func join(_ attributes: AttributeTable) -> Int {
    let rows = ids.map { attributes.row(of: $0) }
    for (index, name) in attributes.columns.enumerated() {
      if let place = columns.dropFirst().firstIndex(of: name) {
        sources[place - 1] = .joined(attributes, index, rows)
      } else {
        columns.append(name)
        sources.append(.joined(attributes, index, rows))
      }
    }
    return rows.count { $0 != nil }
  }

  /// Keeps `id` and the columns of these names, in this order.
  ///
  /// - Throws: ``FileError`` if there is no such column.
  public mutating func keep(_ names: [String], path: String) throws(FileError) {
    var kept: [Source] = []
    for name in names where name != "id" {
      guard let index = columns.dropFirst().firstIndex(of: name) else {
        let hint = closestMatch(to: name, among: columns).map { ". Did you mean '\($0)'?" } ?? ""
        throw FileError(
          .configuration, path, "there is no column '\(name)'",
          remedy: "there are \(columns.map { "'\($0)'" }.joined(separator: ", "))\(hint)")
      }
      kept.append(sources[index - 1])
    }
    (columns, sources) = (["id"] + names.filter { $0 != "id" }, kept)
  }

  /// The number of records.
  public var count: Int { ids.count }

  /// The record of a row.
  public func record(_ row: Int) -> [String] {
    [ids[row]]
      + sources.map { source in
        switch source {
        case .own(let table, let column): table.string(row, column)
        case .joined(let table, let column, let rows): rows[row].map { table[$0, column] } ?? ""
        }
      }
  }

  /// Writes the table.
  ///
  /// - Throws: ``FileError`` if it cannot be written.
  func write(to path: String) throws(FileError) {
    try writeTable(path, columns: columns, (0..<count).lazy.map(record))
  }
}
