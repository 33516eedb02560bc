import LinearAlgebra

extension Table {
  /// The numbers of the column called `name`.
  ///
  /// - Throws: ``FileError`` if there is no such column or a field is not a finite number.
  public func numbers(_ name: String) throws(FileError) -> [Double] {
    let column = try index(of: name)
    var numbers = [Double]()
    numbers.reserveCapacity(count)
    for row in 0..<count {
      let text = string(row, column)
      guard let number = Double(text), number.isFinite else {
        throw error(
          row: row, "column '\(name)' is not a number: '\(text)'", remedy: "correct the field")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The integers of the column called `name`.
  ///
  /// - Throws: ``FileError`` if there is no such column or a field is not an integer.
  public func integers(_ name: String) throws(FileError) -> [Int] {
    let column = try index(of: name)
    var integers = [Int]()
    integers.reserveCapacity(count)
    for row in 0..<count {
      let text = string(row, column)
      guard let integer = Int(text) else {
        throw error(
          row: row, "column '\(name)' is not an integer: '\(text)'", remedy: "correct the field")
      }
      integers.append(integer)
    }
    return integers
  }

  /// The texts of the column called `name`, which must differ from record to record and not be empty;
  /// several threads make and compare them.
  ///
  /// - Throws: ``FileError`` if there is no such column, or at the first empty or repeated field.
  public func keys(_ name: String, threads: Int = 1) throws(FileError) -> [String] {
    let keys = try column(name, threads: threads)
    // Most tables are sorted, and no two keys that ascend are equal: that is seen without a table of all.
    // Beyond ASCII the same text may be written in two ways.
    if keys.first != "", ascends(keys, threads: threads), keys.allSatisfy({ $0.utf8.span.isASCII })
    {
      return keys
    }
    var firstRow = [String: Int](minimumCapacity: count)
    for (row, key) in keys.enumerated() {
      guard !key.isEmpty else {
        throw error(row: row, "column '\(name)' is empty", remedy: "give the record a name")
      }
      if let first = firstRow.updateValue(row, forKey: key) {
        throw error(
          row: row, "'\(key)' stands already in line \(line(of: first))",
          remedy: "column '\(name)' must differ from line to line; remove or rename one")
      }
    }
    return keys
  }

  /// Throws if the table has no records.
  ///
  /// - Throws: ``FileError`` of the kind `empty`.
  public func requireRecords() throws(FileError) {
    guard count > 0 else {
      throw FileError(
        .empty, path, "has a header but no records",
        remedy: "look at the rejects.tsv of the stage before")
    }
  }
}

/// The error that `path` has no column called `name`.
func missingColumn(_ name: String, columns: [String], path: String) -> FileError {
  let list = columns.map { "'\($0)'" }.joined(separator: ", ")
  let hint = closestMatch(to: name, among: columns).map { ". Did you mean '\($0)'?" } ?? ""
  return FileError(
    .malformed, path, line: 1, "has no column '\(name)'", remedy: "it has \(list)\(hint)")
}
