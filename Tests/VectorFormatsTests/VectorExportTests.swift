import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct VectorExportTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func export(
    _ path: String, _ format: VectorFormat, to name: String, threads: Int = 2,
    blank: Character? = nil
  ) throws {
    let vectors = try MappedVectors(path)
    var export = VectorExport(vectors, ExportedTable(vectors), threads: threads)
    export.blank = blank
    try export.write(format, to: folder.file(name))
  }

  @Test(arguments: [
    (VectorFormat.word2vec, "gensim-text.vec"), (.word2vecBinary, "gensim-binary.bin"),
    (.glove, "glove.txt"), (.fvecs, "vectors.fvecs"), (.safetensors, "vectors.safetensors"),
    (.npy, "vectors.npy"),
  ])
  func `the bytes are those that others write`(format: VectorFormat, name: String) throws {
    try export(fixture("vectors.npy"), format, to: name)
    #expect(bytes(folder.file(name)) == bytes(fixture(name)))
  }

  @Test(arguments: VectorFormat.allCases)
  func `what is written and read again is the same, byte by byte`(format: VectorFormat) throws {
    let name = format == .npy ? "first.npy" : "first"
    try export(fixture("vectors.npy"), format, to: name)
    let read = try imported(try reader(format, folder.file(name)), in: folder)
    #expect(read.ids == (try expectedVectors()).ids)
    #expect(bytes(folder.file("imported.npy")) == bytes(fixture("vectors.npy")))
    #expect(bytes(folder.file("imported.tsv")) == bytes(fixture("vectors.tsv")))
    let second = format == .npy ? "second.npy" : "second"
    try export(folder.file("imported.npy"), format, to: second, threads: 1)
    for file in folder.names where file.hasPrefix("first") {
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(
        atPath: folder.file(file), isDirectory: &isFolder)
      let other = "second" + file.dropFirst(5)
      #expect(isFolder.boolValue || bytes(folder.file(file)) == bytes(folder.file(other)))
    }
  }

  private func reader(_ format: VectorFormat, _ path: String) throws -> any VectorReader {
    switch format {
    case .npy: try VectorsOfRows(npy: path)
    case .tsv: try NumberTable(path)
    case .word2vec: try Word2VecText(path)
    case .word2vecBinary: try Word2VecBinary(path)
    case .glove: try Word2VecText(glove: path)
    case .fvecs: try VectorsOfRows(fvecs: path)
    case .safetensors: try VectorsOfRows(safetensors: path)
    case .projector: try ProjectorFolder(path)
    }
  }

  @Test func `many rows are the same for any threads`() throws {
    var generator = KeyedGenerator(seed: 2, purpose: "rows")
    let matrix = Matrix(
      rows: 70_000, columns: 20, elements: (0..<1_400_000).map { _ in Float(generator.gaussian()) })
    try VectorTable.write(
      matrix, (0..<70_000).map { ["row \($0)"] }, columns: ["id"], to: folder.file("many.npy"))
    try export(folder.file("many.npy"), .word2vec, to: "one.vec", threads: 1, blank: "_")
    try export(folder.file("many.npy"), .word2vec, to: "three.vec", threads: 3, blank: "_")
    #expect(bytes(folder.file("one.vec")) == bytes(folder.file("three.vec")))
    let read = try imported(Word2VecText(folder.file("one.vec")), in: folder)
    #expect(haveSameBits(read.vectors, matrix) && read.ids[69_999] == "row_69999")
  }

  @Test func `a word with a blank is refused, or written with another character`() throws {
    let path = folder.file("blanks.npy")
    let matrix = Matrix(rows: 3, columns: 1, elements: [1, 2, 3])
    try VectorTable.write(matrix, [["a"], ["b c"], ["b_c"]], columns: ["id"], to: path)
    let error = fileError { try export(path, .word2vec, to: "x.vec") }
    #expect(error?.line == 3 && error?.problem.contains("'b c' holds a blank") == true)
    #expect(
      fileError { try export(path, .word2vecBinary, to: "x.vec", blank: "_") }?.problem
        == "'b_c' and 'b c' become the same word")
    #expect(!folder.names.contains { $0.hasPrefix("x.vec") })
    try export(path, .word2vec, to: "x.vec", blank: "~")
    #expect(try folder.read("x.vec") == "3 1\na 1.0\nb~c 2.0\nb_c 3.0\n")
  }

  @Test func `a projector's metadata have a header only if there are several columns`() throws {
    try VectorTable.write(
      Matrix(rows: 2, columns: 2, elements: [1, -0.5, 0, 1e-5]),
      [["a\tb", "x\\y"], ["c", "two\nlines"]], columns: ["id", "note"], to: folder.file("v.npy"))
    let vectors = try MappedVectors(folder.file("v.npy"))
    var table = ExportedTable(vectors)
    var export = VectorExport(vectors, table, threads: 1)
    export.name = "my \"books\""
    try export.write(.projector, to: folder.file("p"))
    #expect(try folder.read("p/vectors.tsv") == "1\t-0.5\n0\t1e-05\n")
    #expect(try folder.read("p/metadata.tsv") == "id\tnote\na b\tx\\y\nc\ttwo lines\n")
    #expect(
      try folder.read("p/projector_config.json") == """
        {
          "embeddings": [
            {
              "tensorName": "my \\"books\\"",
              "tensorShape": [2, 2],
              "tensorPath": "vectors.tsv",
              "metadataPath": "metadata.tsv"
            }
          ]
        }

        """)
    try table.keep([], path: "v.npy")
    try VectorExport(vectors, table, threads: 1).write(.projector, to: folder.file("p"))
    #expect(try folder.read("p/metadata.tsv") == "a b\nc\n")
  }

  @Test func `a number that is not finite is refused, and nothing appears`() throws {
    try VectorFile.write(
      Matrix(rows: 2, columns: 2, elements: [1, 2, 3, .nan]), to: folder.file("v.npy"))
    try folder.write("id\na\nb\n", to: "v.tsv")
    for format in VectorFormat.allCases {
      let error = fileError { try export(folder.file("v.npy"), format, to: "x") }
      #expect(error?.problem == "the vector of 'b' holds nan")
    }
    #expect(folder.names == ["v.npy", "v.tsv"])
  }
}
