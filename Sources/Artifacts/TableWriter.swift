/// Writes a table that appears under its name only once it is complete; `-` is standard output.
///
///     var writer = try TableWriter(path: "clusters.tsv", columns: Schema.clusters)
///     try writer.append(["war_and_peace", "3"])
///     try writer.commit()
public struct TableWriter: ~Copyable {
  /// The number of records so far.
  public private(set) var count = 0
  private let width: Int
  private var file: OutputFile

  /// Creates the table and writes its header.
  ///
  /// - Throws: ``FileError`` if the file cannot be created.
  public init(path: String, columns: [String]) throws(FileError) {
    var file = try OutputFile(path: path)
    try Self.write(columns, to: &file)
    width = columns.count
    self.file = file
  }

  /// Writes one record.
  ///
  /// - Precondition: There is a field for each column.
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func append(_ fields: [String]) throws(FileError) {
    precondition(fields.count == width, "\(fields.count) fields for \(width) columns")
    try Self.write(fields, to: &file)
    count += 1
  }

  /// Writes records that were made on any thread.
  ///
  /// - Precondition: They have a field for each column.
  /// - Throws: ``FileError`` if the disk is full or fails.
  public mutating func append(_ records: TableRecords) throws(FileError) {
    precondition(records.width == width, "records of \(records.width) fields for \(width) columns")
    try file.write(records.bytes)
    count += records.count
  }

  /// Completes the file and gives it its name.
  ///
  /// - Throws: ``FileError`` if the disk is full or fails; the table then does not appear.
  public consuming func commit() throws(FileError) {
    try file.commit()
  }

  private static func write(
    _ fields: [String], to file: inout OutputFile
  ) throws(FileError) {
    try file.write { appendRecord(fields, to: &$0) }
  }
}

/// Records as they stand in a table, for ``TableWriter/append(_:)-(TableRecords)``.
public struct TableRecords: Sendable {
  /// The number of records.
  public private(set) var count = 0
  fileprivate let width: Int
  fileprivate var bytes: [UInt8] = []

  /// Creates records, none yet, of a table with so many columns.
  public init(columns: Int) { width = columns }

  /// Adds a record.
  ///
  /// - Precondition: There is a field for each column.
  public mutating func append(_ fields: [String]) {
    precondition(fields.count == width, "\(fields.count) fields for \(width) columns")
    appendRecord(fields, to: &bytes)
    count += 1
  }
}

/// Appends a record as it stands in a table.
private func appendRecord(_ fields: [String], to bytes: inout [UInt8]) {
  for (index, field) in fields.enumerated() {
    if index > 0 { bytes.append(UInt8(ascii: "\t")) }
    appendEscaped(field, to: &bytes)
  }
  bytes.append(UInt8(ascii: "\n"))
}

/// Writes a whole table at once.
///
/// - Throws: ``FileError`` if the file cannot be written.
public func writeTable(
  _ path: String, columns: [String], _ records: some Sequence<[String]>
) throws(FileError) {
  var writer = try TableWriter(path: path, columns: columns)
  for record in records { try writer.append(record) }
  try writer.commit()
}

/// Writes a whole table at once, whose records are made of items by several threads.
///
///     try writeTable(path, columns: Schema.links, of: documents, threads: 2) { document, append in
///       for link in document.links { append([document.id, link.target]) }
///     }
///
/// - Parameters:
///   - path: The path of the table; `-` is standard output.
///   - columns: The names of the columns.
///   - items: What the records are made of; those of an item stand together, in the order of the items.
///   - threads: The largest number of items that are made into records at the same time.
///   - records: Appends the records of an item.
/// - Throws: ``FileError`` if the file cannot be written.
public func writeTable<Item: Sendable>(
  _ path: String, columns: [String], of items: [Item], threads: Int,
  _ records: @Sendable (Item, _ append: ([String]) -> Void) -> Void
) throws(FileError) {
  var file = try OutputFile(path: path)
  try file.write { appendRecord(columns, to: &$0) }
  try file.write(count: items.count, threads: threads) { index, bytes in
    records(items[index]) { fields in
      precondition(fields.count == columns.count, "a record of \(fields.count) fields")
      appendRecord(fields, to: &bytes)
    }
  }
  try file.commit()
}
