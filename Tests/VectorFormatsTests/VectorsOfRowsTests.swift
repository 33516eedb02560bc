import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct VectorsOfRowsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `vectors without names are numbered so that their order stays`() throws {
    let read = try imported(VectorsOfRows(fvecs: fixture("vectors.fvecs")), in: folder)
    #expect(read.ids.first == "00" && read.ids.last == "11" && read.ids.count == 12)
    #expect(haveSameBits(read.vectors, try expectedVectors().vectors))
  }

  @Test func `names come from a table`() throws {
    let ids = fixture("vectors.tsv")
    for reader in [
      try VectorsOfRows(fvecs: fixture("vectors.fvecs"), ids: ids),
      try VectorsOfRows(safetensors: fixture("vectors.safetensors"), ids: ids),
      try VectorsOfRows(npy: fixture("vectors.npy")),
    ] {
      let read = try imported(reader, in: folder)
      #expect(read.ids == (try expectedVectors()).ids)
      #expect(haveSameBits(read.vectors, try expectedVectors().vectors))
    }
  }

  @Test func `a table of another length, or without ids, is an error`() throws {
    let path = fixture("vectors.fvecs")
    let short = try folder.write("id\na\n", to: "short.tsv")
    #expect(
      fileError { _ = try VectorsOfRows(fvecs: path, ids: short) }?.problem
        == "has 1 records, but \(path) has 12 vectors")
    let other = try folder.write("name\n" + String(repeating: "a\n", count: 12), to: "names.tsv")
    #expect(
      fileError { _ = try VectorsOfRows(fvecs: path, ids: other) }?.problem
        == "its first column is 'name'")
  }

  @Test func `damaged files are errors`() throws {
    let whole = try #require(bytes(fixture("vectors.fvecs")))
    for length in 1..<whole.count where length % 24 != 0 {
      let path = try folder.write(whole.prefix(length), to: "cut.fvecs")
      #expect(fileError { _ = try VectorsOfRows(fvecs: path) }?.kind == .malformed, "\(length)")
    }
    var mixed = whole
    mixed[24] = 4
    let path = try folder.write(mixed, to: "mixed.fvecs")
    let error = fileError { _ = try imported(VectorsOfRows(fvecs: path), in: folder) }
    #expect(error?.problem == "vector 2 has 4 dimensions, the first 5")
    for start: [UInt8] in [[0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F]] {
      let bad = try folder.write(Data(start) + whole.dropFirst(4), to: "bad.fvecs")
      #expect(fileError { _ = try VectorsOfRows(fvecs: bad) }?.kind == .malformed)
    }
    let tensors = try #require(bytes(fixture("vectors.safetensors")))
    let cut = try folder.write(tensors.dropLast(1), to: "cut.safetensors")
    #expect(fileError { _ = try VectorsOfRows(safetensors: cut) }?.kind == .malformed)
    #expect(
      fileError {
        _ = try VectorsOfRows(safetensors: fixture("vectors.safetensors"), tensor: "none")
      }?.kind == .malformed)
  }
}
