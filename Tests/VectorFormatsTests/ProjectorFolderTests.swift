import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct ProjectorFolderTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("1\t2\n3\t4\n", to: "p/vectors.tsv")
  }

  @Test func `several columns have a header, and the first names the vectors`() throws {
    try folder.write("title\tauthor\nEmma\tAusten\nPersuasion\t\n", to: "p/metadata.tsv")
    let read = try imported(ProjectorFolder(folder.file("p")), in: folder)
    #expect(read.table.columns == ["id", "author"])
    #expect(read.ids == ["Emma", "Persuasion"] && read.vectors.elements == [1, 2, 3, 4])
  }

  @Test func `one column has no header`() throws {
    try folder.write("Emma\nPersuasion\n", to: "p/metadata.tsv")
    #expect(try imported(ProjectorFolder(folder.file("p")), in: folder).ids.first == "Emma")
  }

  @Test func `the configuration names the files`() throws {
    try folder.write("a\nb\n", to: "p/names.tsv")
    try folder.write(
      #"{"embeddings": [{"tensorPath": "vectors.tsv", "metadataPath": "names.tsv"}]}"#,
      to: "p/projector_config.json")
    #expect(try imported(ProjectorFolder(folder.file("p")), in: folder).ids == ["a", "b"])
  }

  @Test(arguments: [
    "{}", #"{"embeddings": []}"#,
    #"{"embeddings": [{"tensorPath": "../secret.tsv", "metadataPath": "names.tsv"}]}"#,
    #"{"embeddings": [{"tensorPath": "vectors.tsv", "metadataPath": "/etc/passwd"}]}"#,
    #"{"embeddings": [{"tensorPath": "https://example.org/x", "metadataPath": "names.tsv"}]}"#,
  ])
  func `a configuration without files of the folder is an error`(text: String) throws {
    try folder.write("a\nb\n", to: "p/names.tsv")
    try folder.write(text, to: "p/projector_config.json")
    let error = fileError { _ = try ProjectorFolder(folder.file("p")) }
    #expect(error?.kind == .malformed && error?.path.hasSuffix("projector_config.json") == true)
  }

  @Test func `metadata of another length are an error`() throws {
    try folder.write("title\tauthor\nEmma\tAusten\n", to: "p/metadata.tsv")
    #expect(fileError { _ = try ProjectorFolder(folder.file("p")) }?.kind == .malformed)
  }
}
