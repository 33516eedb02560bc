import Artifacts
import Foundation
import Testing
import TestSupport

@Suite struct TableReaderTests {
  let folder: TemporaryFolder

  /// The reader asks the system for this many bytes at a time.
  static let readSize = 1 << 18

  init() throws { folder = try TemporaryFolder() }

  private func records(_ path: String) throws -> [[String]] {
    var reader = try TableReader(path: path)
    var records = [reader.columns]
    while let record = try reader.next() {
      #expect(record.line == records.count + 1)
      records.append((0..<record.count).map { record.string($0) })
    }
    return records
  }

  private func recordsOfTable(_ path: String) throws -> [[String]] {
    let table = try Table(contentsOf: path)
    return [table.columns]
      + (0..<table.count).map { row in table.columns.indices.map { table.string(row, $0) } }
  }

  @Test func `records come in the order of the file`() throws {
    let path = try folder.write("id\ttext\nb\t\\\\\na\tx\\ty\n", to: "t.tsv")
    #expect(try records(path) == [["id", "text"], ["b", "\\"], ["a", "x\ty"]])
    let reader = try TableReader(path: path)
    #expect(try reader.index(of: "text") == 1)
  }

  @Test func `a column that is not there is named with those that are`() throws {
    let reader = try TableReader(path: folder.write("id\ttext\n", to: "t.tsv"))
    var message: String?
    do { _ = try reader.index(of: "it") } catch { message = error.description }
    #expect(
      message == "\(reader.path):1: has no column 'it'; it has 'id', 'text'. Did you mean 'id'?")
  }

  @Test(arguments: MalformedTable.all)
  func `what is no table is the same error as for a whole table`(bad: MalformedTable) throws {
    let path = try folder.write(Data(bad.bytes), to: "bad.tsv")
    let error = fileError { _ = try records(path) }
    #expect(error != nil)
    #expect(error == fileError { _ = try Table(contentsOf: path) })
  }

  @Test func `a missing file is an error`() {
    let error = fileError { _ = try TableReader(path: folder.file("none.tsv")) }
    #expect(error?.kind == .missing)
  }

  @Test func `a folder is an error`() throws {
    let error = fileError { _ = try TableReader(path: folder.path) }
    #expect(
      error?.description
        == "\(folder.path): cannot read: Is a directory; check the disk and run again")
  }

  // A record that ends just before, at and after the end of what is read at once; one that is
  // longer than several of them; and several short ones around the bound.
  @Test(arguments: [-3, -2, -1, 0, 1, 2, 3, 1 << 18, (1 << 18) + 1, 3 << 18])
  func `the bounds of what is read at once do not show`(offset: Int) throws {
    let header = "id\ttext\n"
    let long = String(repeating: "é\\t", count: (Self.readSize + offset) / 4)
    let rest = Self.readSize + offset - header.utf8.count - long.utf8.count - 3
    let filler = rest > 0 ? String(repeating: "x", count: rest) : ""
    let text = header + "a\t\(filler)\(long)\nb\t\(long)\nc\t\n" + "d\t1\n"
    let path = try folder.write(text, to: "t.tsv")
    #expect(try records(path) == recordsOfTable(path))
  }

  @Test func `every length of a small record at the bound is read`() throws {
    for length in 0..<40 {
      let filler = String(repeating: "x", count: Self.readSize - 20)
      let text = "id\ttext\na\t\(filler)\nb\t\(String(repeating: "\\\\", count: length))\nc\td\n"
      let path = try folder.write(text, to: "t.tsv")
      #expect(try records(path) == recordsOfTable(path))
    }
  }

  @Test func `a pipe is read as it comes`() throws {
    let pipe = folder.file("pipe")
    let made = try Command.run("/usr/bin/mkfifo", [pipe])
    #expect(made.status == 0)
    let long = String(repeating: "0123456789\\n", count: 300_000)
    let text = "id\ttext\na\t\(long)\nb\tshort\n"
    let path = try folder.write(text, to: "t.tsv")
    let writer = Thread { try? Data(text.utf8).write(to: URL(fileURLWithPath: pipe), options: []) }
    writer.start()
    #expect(try records(pipe) == recordsOfTable(path))
  }
}
