import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct ExportedTableTests {
  let folder: TemporaryFolder
  let vectors: MappedVectors

  init() throws {
    folder = try TemporaryFolder()
    try VectorTable.write(
      Matrix(rows: 3, columns: 1), [["a", "1"], ["b", "2"], ["c", "3"]], columns: ["id", "tokens"],
      to: folder.file("v.npy"))
    vectors = try MappedVectors(folder.file("v.npy"))
  }

  @Test func `columns are joined by id, and unknown rows are empty`() throws {
    let path = try folder.write("genre\tid\ttokens\nnovel\tc\t30\nplay\tz\t9\n", to: "more.tsv")
    var table = ExportedTable(vectors)
    #expect(table.join(try AttributeTable(path)) == 1)
    #expect(table.columns == ["id", "tokens", "genre"])
    #expect(table.record(2) == ["c", "30", "novel"])
    #expect(table.record(0) == ["a", "", ""])
    try table.keep(["genre"], path: "v.npy")
    #expect(table.columns == ["id", "genre"] && table.record(2) == ["c", "novel"])
  }

  @Test func `each kind of field is a column, several values together`() throws {
    let path = try folder.write(
      "id\tfield\tvalue\nb\tgenre\tnovel\nb\tauthor\tIlf\nb\tauthor\tPetrov\n", to: "fields.tsv")
    var table = ExportedTable(vectors)
    #expect(table.join(try AttributeTable(path)) == 1)
    #expect(table.columns == ["id", "tokens", "author", "genre"])
    #expect(table.record(1) == ["b", "2", "Ilf; Petrov", "novel"])
  }

  @Test func `a column that is not there is an error with a suggestion`() throws {
    var table = ExportedTable(vectors)
    let error = fileError { try table.keep(["token"], path: "v.npy") }
    #expect(error?.kind == .configuration)
    #expect(error?.remedy.contains("Did you mean 'tokens'?") == true)
  }
}
