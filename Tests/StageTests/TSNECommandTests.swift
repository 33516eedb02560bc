import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `reduce --method tsne` and `reduce --map tsne`, and the quality of maps.
@Suite struct TSNECommandTests: ReducedPoints {
  let folder: TemporaryFolder
  let options = ["--perplexity", "10", "--early-epochs", "50", "--epochs", "50"]

  init() throws {
    folder = try TemporaryFolder()
    try write(points(), to: "vectors")
  }

  private func quality(_ output: String) throws -> [String: Double] {
    let table = try Table(contentsOf: folder.file("\(output)/quality.tsv"))
    return Dictionary(
      uniqueKeysWithValues: zip(try table.column("measure"), try table.numbers("value")))
  }

  private let drawn = ["--method", "tsne", "--dimensions", "2"]

  @Test func `any threads give the same bytes, and every row has a place`() throws {
    for threads in ["1", "2", "4"] {
      for pushes in ["barnesHut", "interpolation"] {
        let result = try reduce(
          "\(pushes)\(threads)", drawn + ["--pushes", pushes, "--threads", threads])
        #expect(result.status == 0, "\(result.standardError)")
        for name in ["reduced.npy", "map.tsv", "quality.tsv", "model/places.npy", "model/tsne.tsv"]
        {
          #expect(
            try digest("\(pushes)\(threads)/\(name)") == digest("\(pushes)1/\(name)"), "\(name)")
        }
      }
    }
    #expect(try digest("barnesHut1/map.tsv") != digest("interpolation1/map.tsv"))
    let map = try Table(contentsOf: folder.file("barnesHut1/map.tsv"))
    let x = try map.numbers("x")
    #expect(map.count == 90 && x[88] == x[0] && x[89] == x[0] && x[1] != x[0])
  }

  @Test func `the quality of the map is written and recorded`() throws {
    let result = try reduce("out", drawn + ["--quality-neighbors", "5"])
    #expect(result.status == 0, "\(result.standardError)")
    let measures = try quality("out")
    #expect((measures["trustworthiness"] ?? 0) > 0.9 && (measures["continuity"] ?? 0) > 0.9)
    #expect((measures["neighbors_kept"] ?? 0) > 0.4 && (measures["triplet_accuracy"] ?? 0) > 0.6)
    #expect(measures["quality_neighbors"] == 5 && measures["quality_sample"] == 90)
    let record = try RunRecord.read(folder.file("out/run.json"))
    #expect(record.quality["trustworthiness"] == measures["trustworthiness"])
    #expect((record.quality["kl_divergence"] ?? 9) < 1.5)
    #expect(record.quality["distinct"] == 88 && record.quality["perplexity"] == 10)
    // Another method is measured the same way, and nothing if nothing is to be.
    #expect(try reduce("pca", ["--dimensions", "3"]).status == 0)
    #expect((try quality("pca")["trustworthiness"] ?? 0) > 0.7)
    #expect(try reduce("none", ["--quality-sample", "0"]).status == 0)
    #expect(try quality("none").isEmpty)
  }

  @Test func `a model places the rows it was learned from where they were`() throws {
    #expect(try reduce("learned", drawn).status == 0)
    let model = ["--model", folder.file("learned/model")]
    #expect(try reduce("again", drawn + model).status == 0)
    #expect(try digest("again/map.tsv") == digest("learned/map.tsv"))
    #expect(try digest("again/model/places.npy") == digest("learned/model/places.npy"))
    // New rows come among their group, and move no old ones.
    let all = points()
    let some = Matrix(
      rows: 3, columns: 5,
      elements: [0, 31, 62].flatMap { row in all[row: row].indices.map { all[row, $0] + 0.05 } })
    try write(some, to: "new", first: 500)
    let result = try reduce("placed", drawn + model, vectors: "new")
    #expect(result.status == 0, "\(result.standardError)")
    let (old, new) = (
      try VectorTable(contentsOf: folder.file("learned/reduced.npy")).vectors,
      try VectorTable(contentsOf: folder.file("placed/reduced.npy")).vectors
    )
    for row in 0..<3 {
      let nearest = (0..<88).min {
        squaredEuclideanDistance(new[row: row], old[row: $0])
          < squaredEuclideanDistance(new[row: row], old[row: $1])
      }
      #expect((nearest ?? 0) / 30 == row)
    }
  }

  @Test func `a map drawn beside a reduction has a model of its own`() throws {
    let both = ["--method", "pca", "--dimensions", "3", "--map", "tsne"]
    #expect(try reduce("both", both).status == 0)
    #expect(try VectorTable(contentsOf: folder.file("both/reduced.npy")).vectors.columns == 3)
    #expect(try reduce("alone", drawn).status == 0)
    #expect(try digest("both/map.tsv") == digest("alone/map.tsv"))
    let again = try reduce("again", both + ["--model", folder.file("both/model")])
    #expect(again.status == 0, "\(again.standardError)")
    #expect(try digest("again/map.tsv") == digest("both/map.tsv"))
    #expect(try digest("again/reduced.npy") == digest("both/reduced.npy"))
  }

  @Test func `a map that starts from the last one does not jump`() throws {
    #expect(try reduce("nightly", drawn + ["--epochs", "500"]).status == 0)
    let before = try VectorTable(contentsOf: folder.file("nightly/reduced.npy")).vectors
    let result = try reduce("nightly", drawn + ["--start-from", "previous", "--seed", "9"])
    #expect(result.status == 0, "\(result.standardError)")
    let after = try VectorTable(contentsOf: folder.file("nightly/reduced.npy")).vectors
    let record = try RunRecord.read(folder.file("nightly/run.json"))
    #expect((record.quality["displacement_median"] ?? 1) < 0.15)
    #expect(record.quality["carried"] == 88)
    for group in 0..<3 {
      let rows = group * 30..<group * 30 + 28
      func center(_ map: Matrix) -> SIMD2<Float> {
        rows.reduce(.zero) { $0 + SIMD2(map[$1, 0], map[$1, 1]) } / Float(rows.count)
      }
      let way = center(after) - center(before)
      #expect((way * way).sum().squareRoot() < 4)
    }
  }

  @Test func `what cannot be is told`() throws {
    let wide = try reduce("wide", ["--method", "tsne", "--dimensions", "3"])
    #expect(wide.status == 2 && wide.standardError.contains("--map tsne for the map alone"))
    let few = try reduce("few", drawn + ["--perplexity", "50"])
    #expect(few.status == 0)
    #expect(few.standardError.contains("--perplexity 50 is too large for 88 vectors that differ"))
    let none = try reduce("none", drawn + ["--perplexity", "0.5"])
    #expect(none.status == 2 && none.standardError.contains("--perplexity must be in 1...1000000"))
  }
}
