import Artifacts

/// Attributes of things by their ids: the columns of any table with a column `id`, or the facts of
/// `crawl/fields.tsv`, of which each kind becomes a column.
///
/// A fact that is there several times, as the authors of a book, becomes one field, separated by `;
/// `.
public struct AttributeTable: Sendable {
  /// The columns, `id` left out.
  public let columns: [String]
  private let fields: [[String]]
  private let rows: [String: Int]

  /// Reads the table at `path`.
  ///
  /// - Throws: ``FileError`` if it is malformed, has no column `id`, or an id is repeated.
  /// - Complexity: O(*n*) in the bytes; all of it is held in memory.
  public init(_ path: String) throws(FileError) {
    let table = try Table(contentsOf: path)
    if table.columns == Schema.fields {
      self = try Self(facts: table)
      return
    }
    let ids = try table.keys("id")
    let others = table.columns.indices.filter { table.columns[$0] != "id" }
    columns = others.map { table.columns[$0] }
    fields = ids.indices.map { row in others.map { table.string(row, $0) } }
    rows = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
  }

  private init(facts: Table) throws(FileError) {
    let kinds = try facts.column("field")
    let names = Set(kinds).subtracting(["id"]).sorted(by: precedesBytewise)
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let values = try facts.column("value")
    var rows: [String: Int] = [:]
    var fields: [[String]] = []
    for (index, id) in try facts.column("id").enumerated() {
      guard let column = place[kinds[index]] else { continue }
      let row = rows[id] ?? fields.count
      if row == fields.count {
        rows[id] = row
        fields.append([String](repeating: "", count: names.count))
      }
      fields[row][column] += (fields[row][column].isEmpty ? "" : "; ") + values[index]
    }
    (columns, self.rows, self.fields) = (names, rows, fields)
  }

  /// The row of an id, if there is one.
  func row(of id: String) -> Int? { rows[id] }

  /// A field.
  subscript(row: Int, column: Int) -> String { fields[row][column] }
}
