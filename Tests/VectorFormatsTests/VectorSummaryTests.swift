import Artifacts
import LinearAlgebra
import Testing
import TestSupport
import VectorFormats

@Suite struct VectorSummaryTests {
  private func summary(_ matrix: Matrix, threads: Int = 1) throws -> VectorSummary {
    let folder = try TemporaryFolder()
    try VectorFile.write(matrix, to: folder.file("v.npy"))
    return VectorSummary(try VectorFile(folder.file("v.npy")), threads: threads)
  }

  @Test func `lengths, zeros, equal rows and bad numbers are counted`() throws {
    let found = try summary(
      Matrix(
        rows: 7, columns: 2, elements: [3, 4, 0, 0, 3, 4, .nan, 1, 0, 2, 3, 4, .infinity, 0]))
    #expect(found.norms?.minimum == 0 && found.norms?.maximum == 5 && found.norms?.mean == 3.4)
    #expect(found.zeros == 1 && found.duplicates == 2 && found.notFinite == 2)
  }

  @Test func `the mean cosine is that of all pairs`() throws {
    var generator = KeyedGenerator(seed: 3, purpose: "summary")
    let matrix = Matrix(
      rows: 60, columns: 5, elements: (0..<300).map { _ in Float(generator.gaussian()) + 0.3 })
    var sum = 0.0
    for a in 0..<60 {
      for b in 0..<60 where a != b {
        sum += 1 - Double(Metric.cosine.distance(matrix[row: a], matrix[row: b]))
      }
    }
    let mean = try #require(try summary(matrix).meanCosine)
    #expect(abs(mean - sum / (60 * 59)) < 1e-6)
  }

  @Test func `nothing is divided by nothing`() throws {
    let none = try summary(Matrix(rows: 0, columns: 3))
    #expect(none.norms == nil && none.meanCosine == nil)
    #expect(try summary(Matrix(rows: 1, columns: 3, repeating: 1)).meanCosine == nil)
    #expect(try summary(Matrix(rows: 5, columns: 3)).meanCosine == nil)
  }

  @Test func `any number of threads gives the same`() throws {
    var generator = KeyedGenerator(seed: 4, purpose: "summary")
    let matrix = Matrix(
      rows: 3000, columns: 700, elements: (0..<2_100_000).map { _ in Float(generator.gaussian()) })
    let (one, three) = (try summary(matrix, threads: 1), try summary(matrix, threads: 3))
    #expect(one.meanCosine == three.meanCosine && one.norms?.mean == three.norms?.mean)
  }
}
