import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

@Suite struct TableTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `fields are found by record and column`() throws {
    let path = try folder.write("id\tname\tnote\nb\tSøren\t\na\t\t日本\n", to: "t.tsv")
    let table = try Table(contentsOf: path)
    #expect(table.path == path)
    #expect(table.columns == ["id", "name", "note"])
    #expect(table.count == 2)
    #expect(try table.column("id") == ["b", "a"])
    #expect(try table.column("name") == ["Søren", ""])
    #expect(try table.column("note") == ["", "日本"])
    #expect(table.string(1, 2) == "日本")
    #expect(try table.index(of: "note") == 2)
  }

  @Test func `the bytes of a field are those of the file`() throws {
    let table = try Table(contentsOf: folder.write("id\na\\tb\n", to: "t.tsv"))
    let bytes = table.withBytes(0, 0) { span in span.indices.map { span[$0] } }
    #expect(bytes == Array("a\\tb".utf8))
    #expect(table.string(0, 0) == "a\tb")
  }

  @Test func `a table may have no records`() throws {
    let table = try Table(contentsOf: folder.write("id\ttext\n", to: "t.tsv"))
    #expect(table.count == 0)
    #expect(try table.column("text") == [])
  }

  @Test(arguments: MalformedTable.all)
  func `what is no table is an error with its line`(bad: MalformedTable) throws {
    let path = try folder.write(Data(bad.bytes), to: "bad.tsv")
    let error = fileError { _ = try Table(contentsOf: path) }
    #expect(error?.kind == .malformed)
    #expect(error?.line == bad.line)
    let place = bad.line.map { "\(path):\($0)" } ?? path
    #expect(error?.description == "\(place): \(bad.problem)")
  }

  /// Some megabytes, which several threads scan in parts.
  private static let long = (0..<40_000).map { row in
    (id: "r\(row)", text: String(repeating: "é\\n x", count: row % 37))
  }

  private func writeLong(_ change: (inout [String]) -> Void = { _ in }) throws -> String {
    var lines = ["id\ttext"] + Self.long.map { "\($0.id)\t\($0.text)" }
    change(&lines)
    return try folder.write(lines.joined(separator: "\n") + "\n", to: "long.tsv")
  }

  @Test(arguments: [1, 2, 3])
  func `a long table is the same for any number of threads`(threads: Int) throws {
    let table = try Table(contentsOf: writeLong(), threads: threads)
    #expect(table.count == Self.long.count)
    #expect(try table.column("id", threads: threads) == Self.long.map(\.id))
    #expect(try table.keys("id", threads: threads) == Self.long.map(\.id))
    let texts = Self.long.map { $0.text.replacing("\\n", with: "\n") }
    #expect(try table.column("text", threads: threads) == texts)
  }

  @Test func `a line of one field is never divided among threads`() throws {
    let ids = (0..<400_000).map { "id \($0)" }
    let path = try folder.write((["id"] + ids).joined(separator: "\n") + "\n", to: "ids.tsv")
    #expect(try Table(contentsOf: path, threads: 2).column("id", threads: 2) == ids)
  }

  @Test(arguments: [1, 2, 3], [1, 2, 20_000, 40_000])
  func `a malformed line of a long table is named`(threads: Int, line: Int) throws {
    let path = try writeLong { lines in
      lines[line - 1] += "\tmore"
      lines[40_000] += "\r"
    }
    let error = fileError { _ = try Table(contentsOf: path, threads: threads) }
    // One more column in the header makes the first record the one with too few fields.
    #expect(error?.line == max(2, line))
    #expect(error?.kind == .malformed)
  }

  @Test(arguments: [1, 2])
  func `a long table that is cut short is malformed`(threads: Int) throws {
    let text = try String(decoding: Data(contentsOf: URL(filePath: writeLong())), as: UTF8.self)
    let path = try folder.write(String(text.dropLast(5)), to: "short.tsv")
    let error = fileError { _ = try Table(contentsOf: path, threads: threads) }
    #expect(error?.line == 40_001)
  }

  @Test func `a missing file is an error`() {
    let path = folder.file("none.tsv")
    let error = fileError { _ = try Table(contentsOf: path) }
    #expect(error?.kind == .missing)
    #expect(
      error?.description == "\(path): no such file; check the path or run the stage before")
  }

  @Test func `errors about records name the line of the file`() throws {
    let table = try Table(contentsOf: folder.write("id\na\nb\n", to: "t.tsv"))
    #expect(table.line(of: 1) == 3)
    let error = table.error(row: 1, "is odd", remedy: "even it")
    #expect(error.kind == .malformed)
    #expect(error.description == "\(table.path):3: is odd; even it")
  }

  @Test func `a column that is not there is named with those that are`() throws {
    let table = try Table(contentsOf: folder.write("id\ttext\n", to: "t.tsv"))
    let error = fileError { _ = try table.column("txt") }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "\(table.path):1: has no column 'txt'; it has 'id', 'text'. Did you mean 'text'?")
    let far = fileError { _ = try table.index(of: "cluster") }
    #expect(far?.remedy == "it has 'id', 'text'")
  }

  @Test func `a damaged byte anywhere never stops the program`() throws {
    let good = Array("id\ttext\na\té\\t\nb\tc\n".utf8)
    for position in good.indices {
      for byte in 0...UInt8.max {
        var bytes = good
        bytes[position] = byte
        let path = try folder.write(Data(bytes), to: "damaged.tsv")
        do {
          let table = try Table(contentsOf: path)
          for row in 0..<table.count {
            for column in table.columns.indices { _ = table.string(row, column) }
          }
        } catch {
          #expect(error.kind == .malformed)
        }
      }
    }
  }

  /// Fields of any length, so that tabs stand at each place of the eight bytes that are scanned at once.
  @Test func `fields are those between the tabs, whatever their bytes and lengths`() throws {
    var generator = KeyedGenerator(seed: 3, purpose: "fields")
    let letters = ["a", "~", " ", "\u{1F}", "\u{1}", "\u{7F}", "é", "日", "😀"]
    let rows = (0..<3_000).map { _ in
      (0..<3).map { _ in
        (0..<generator.below(20)).map { _ in letters[generator.below(letters.count)] }.joined()
      }
    }
    let lines = [["x", "y", "z"]] + rows
    let text = lines.map { $0.joined(separator: "\t") + "\n" }.joined()
    let table = try Table(contentsOf: folder.write(text, to: "t.tsv"))
    #expect(table.count == rows.count)
    for (row, fields) in rows.enumerated() {
      #expect((0..<3).map { table.string(row, $0) } == fields)
    }
  }

  @Test(arguments: 0..<24)
  func `a byte that is not UTF-8 is found wherever it stands`(position: Int) throws {
    for (byte, problem) in [(0xC3, "is not valid UTF-8"), (0, "holds a NUL byte")] {
      var line = Array("0123456\t89abcdef0123456\n".utf8)
      guard line[position] >= 0x20 else { continue }
      line[position] = UInt8(byte)
      let path = try folder.write(Data(Array("x\ty\n".utf8) + line), to: "bad.tsv")
      let error = fileError { _ = try Table(contentsOf: path) }
      #expect(error?.problem == problem, "\(position)")
      #expect(error?.line == 2)
    }
  }
}
