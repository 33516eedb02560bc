import Artifacts
import Testing
import TestSupport

@Suite struct TableColumnsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ text: String) throws -> Table {
    try Table(contentsOf: folder.write(text, to: "t.tsv"))
  }

  @Test func `numbers are read in full`() throws {
    let table = try table("x\n1\n-0.25\n1e-05\n0.1\n")
    #expect(try table.numbers("x") == [1, -0.25, 1e-05, 0.1])
  }

  @Test(arguments: ["", "x", "1,5", "nan", "inf", "1e999", " 1", "1 "])
  func `what is no finite number is an error`(text: String) throws {
    let table = try table("x\n1\n\(text)\n")
    let error = fileError { _ = try table.numbers("x") }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "\(table.path):3: column 'x' is not a number: '\(text)'; correct the field"
    )
  }

  @Test func `integers are read in full`() throws {
    let table = try table("x\n0\n-7\n9223372036854775807\n")
    #expect(try table.integers("x") == [0, -7, .max])
  }

  @Test(arguments: ["", "1.0", "9223372036854775808", "one"])
  func `what is no integer is an error`(text: String) throws {
    let table = try table("x\n\(text)\n")
    let error = fileError { _ = try table.integers("x") }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "\(table.path):2: column 'x' is not an integer: '\(text)'; correct the field")
  }

  @Test func `keys differ from record to record`() throws {
    #expect(try table("id\nb\na\nB\n").keys("id") == ["b", "a", "B"])
  }

  @Test func `a repeated key is an error that names both lines`() throws {
    let table = try table("id\na\nb\na\n")
    let error = fileError { _ = try table.keys("id") }
    #expect(error?.kind == .malformed)
    #expect(
      error?.description
        == "\(table.path):4: 'a' stands already in line 2; column 'id' must differ from line to line; "
        + "remove or rename one")
  }

  @Test func `an empty key is an error`() throws {
    let table = try table("id\tx\na\t1\n\t2\n")
    let error = fileError { _ = try table.keys("id") }
    #expect(
      error?.description == "\(table.path):3: column 'id' is empty; give the record a name")
  }

  @Test func `a table without records is empty`() throws {
    let table = try table("id\n")
    let error = fileError { try table.requireRecords() }
    #expect(error?.kind == .empty)
    #expect(
      error?.description
        == "\(table.path): has a header but no records; look at the rejects.tsv of the stage before"
    )
    let full = try self.table("id\na\n")
    #expect(fileError { try full.requireRecords() } == nil)
  }
}
