import Artifacts
import Testing
import TestSupport

@Suite struct FieldEscapesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Every string of up to `length` of the characters that matter.
  static func strings(upTo length: Int) -> [String] {
    let letters = ["\t", "\n", "\r", "\\", "t", "n", "r", "a", "é"]
    var all = [""]
    var last = [""]
    for _ in 0..<length {
      last = last.flatMap { start in letters.map { start + $0 } }
      all += last
    }
    return all
  }

  @Test func `every text comes back as it was`() throws {
    let texts = Self.strings(upTo: 4)
    let path = folder.file("t.tsv")
    try writeTable(path, columns: ["id", "text"], texts.enumerated().map { ["\($0)", $1] })
    let table = try Table(contentsOf: path)
    #expect(table.count == texts.count)
    // Compared as bytes: for `==`, "\r\n" and its likes are texts of one character.
    #expect(try table.column("text").map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    var reader = try TableReader(path: path)
    for text in texts {
      let record = try #require(try reader.next())
      #expect(Array(record.string(1).utf8) == Array(text.utf8))
    }
  }

  @Test func `names of columns are escaped too`() throws {
    let names = Self.strings(upTo: 2)
    try writeTable(folder.file("t.tsv"), columns: names, [names])
    let table = try Table(contentsOf: folder.file("t.tsv"))
    #expect(table.columns.map { Array($0.utf8) } == names.map { Array($0.utf8) })
    #expect(table.columns == names.indices.map { table.string(0, $0) })
  }

  @Test(arguments: [
    ("a\\", "a\\"), ("\\", "\\"), ("\\x", "\\x"), ("\\xt", "\\xt"), ("\\\\t", "\\t"),
    ("\\\\\\t", "\\\t"), ("\\\\\\", "\\\\"), ("\\é", "\\é"), ("C:\\dir", "C:\\dir"),
    ("\\T", "\\T"), ("\\\"", "\\\""),
  ])
  func `a backslash before another letter stands for itself`(
    field: String, text: String
  ) throws {
    let table = try Table(contentsOf: folder.write("id\n\(field)\n", to: "t.tsv"))
    #expect(table.string(0, 0) == text)
  }
}
