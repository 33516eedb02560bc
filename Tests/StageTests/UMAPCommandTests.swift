import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `reduce --method umap` and `reduce --map umap`.
@Suite struct UMAPCommandTests: ReducedPoints {
  let folder: TemporaryFolder
  let options = ["--neighbors", "10", "--epochs", "50"]

  init() throws {
    folder = try TemporaryFolder()
    try write(points(), to: "vectors")
  }

  @Test func `any threads give the same bytes, and every row has a place`() throws {
    for threads in ["1", "2", "4"] {
      let arguments = ["--method", "umap", "--dimensions", "3", "--map", "umap"]
      let result = try reduce("t\(threads)", arguments + ["--threads", threads])
      #expect(result.status == 0, "\(result.standardError)")
    }
    for name in ["reduced.npy", "reduced.tsv", "map.tsv", "model/places.npy", "model/umap.tsv"] {
      #expect(try digest("t1/\(name)") == digest("t2/\(name)"), "\(name)")
      #expect(try digest("t1/\(name)") == digest("t4/\(name)"), "\(name)")
    }
    let reduced = try VectorTable(contentsOf: folder.file("t1/reduced.npy"))
    #expect(reduced.vectors.rows == 90 && reduced.vectors.columns == 3)
    let map = try Table(contentsOf: folder.file("t1/map.tsv"))
    let x = try map.numbers("x")
    #expect(map.count == 90 && x[88] == x[0] && x[89] == x[0] && x[1] != x[0])
    let record = try RunRecord.read(folder.file("t1/run.json"))
    #expect(record.rows == RunRecord.Rows(input: 90, output: 90))
    #expect(record.quality["distinct"] == 88)
  }

  @Test func `clusters may come from PCA while people look at UMAP`() throws {
    #expect(try reduce("pca", ["--dimensions", "4"]).status == 0)
    #expect(try reduce("both", ["--dimensions", "4", "--map", "umap"]).status == 0)
    #expect(try reduce("umap", ["--method", "umap", "--dimensions", "2"]).status == 0)
    #expect(try digest("pca/reduced.npy") == digest("both/reduced.npy"))
    #expect(try digest("umap/map.tsv") == digest("both/map.tsv"))
    #expect(try reduce("same", ["--dimensions", "4", "--map", "pca"]).status == 0)
    #expect(try digest("pca/map.tsv") == digest("same/map.tsv"))
  }

  @Test func `a model gives fitted rows their places, and new ones theirs alone`() throws {
    #expect(try reduce("fit", ["--map", "umap"]).status == 0)
    let model = ["--map", "umap", "--model", folder.file("fit/model")]
    #expect(try reduce("again", model).status == 0)
    for name in ["reduced.npy", "map.tsv", "model/map/places.npy", "model/map/landmarks.npy"] {
      #expect(try digest("fit/\(name)") == digest("again/\(name)"), "\(name)")
    }
    var new = points().rows([3, 40, 70, 5])
    for row in 1..<4 { new[row, 0] += 0.5 }
    try write(new, to: "new", first: 500)
    #expect(try reduce("new", model, vectors: "new").status == 0)
    let together = try Table(contentsOf: folder.file("new/map.tsv"))
    #expect(
      try together.numbers("x")[0]
        == Table(contentsOf: folder.file("fit/map.tsv"))
        .numbers("x")[3])
    for row in 0..<4 {
      try write(new.rows([row]), to: "one", first: 500 + row)
      #expect(try reduce("one", model, vectors: "one").status == 0)
      let alone = try Table(contentsOf: folder.file("one/map.tsv"))
      for column in ["x", "y"] {
        #expect(try alone.numbers(column)[0] == together.numbers(column)[row])
      }
    }
  }

  @Test func `a map starts from the previous one and tells how far it moved`() throws {
    let arguments = ["--map", "umap", "--start-from", "previous"]
    #expect(try reduce("out", arguments).status == 0)
    #expect(try RunRecord.read(folder.file("out/run.json")).quality["carried"] == nil)
    let before = try Table(contentsOf: folder.file("out/map.tsv"))
    // Ten points leave and ten come. Two that were equal to one that leaves are now equal alone.
    var next = points().rows(Array(10..<90) + Array(0..<10))
    for row in 80..<90 { for column in 0..<5 { next[row, column] += 0.25 } }
    try write(next, to: "vectors", first: 110)
    let result = try reduce("out", arguments)
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains(" % of the map"))
    let quality = try RunRecord.read(folder.file("out/run.json")).quality
    let (median, most) = (quality["displacement_median"], quality["displacement_95"])
    #expect(quality["carried"] == 79)
    #expect(median.map { $0 < 0.1 } == true && most.map { $0 < 0.5 } == true)
    let after = try Table(contentsOf: folder.file("out/map.tsv"))
    #expect(after.count == 90 && before.count == 90)
  }

  @Test func `a start of given places is taken`() throws {
    #expect(try reduce("first", []).status == 0)
    let start = folder.file("first/map.tsv")
    let umap = [
      "--method", "umap", "--dimensions", "2", "--epochs", "1", "--learning-rate", "1e-9",
    ]
    #expect(try reduce("kept", umap + ["--start", start]).status == 0)
    let kept = try Table(contentsOf: folder.file("kept/map.tsv"))
    let given = try Table(contentsOf: start)
    for column in ["x", "y"] {
      for (ours, theirs) in zip(try kept.numbers(column), try given.numbers(column)) {
        #expect(abs(ours - theirs) < 1e-5)
      }
    }
    try folder.write("id\tx\ty\np100\t1\t2\n", to: "few.tsv")
    let few = try reduce("few", umap + ["--start", folder.file("few.tsv")])
    #expect(few.status == 65)
    #expect(few.standardError.contains("has places for 1 of the 90 vectors; give --start-from"))
    let wrong = try reduce("wrong", ["--map", "umap", "--start-from", folder.file("vectors.npy")])
    #expect(wrong.status == 65)
    #expect(wrong.standardError.contains("has places of 5 dimensions, not 2; "))
  }

  @Test func `neighbors are written, and taken instead of searching`() throws {
    let arguments = ["--method", "umap", "--dimensions", "2"]
    #expect(try reduce("searched", arguments).status == 0)
    let graph = try VectorFile(folder.file("searched/neighbors.npy"))
    #expect(graph.rows == 90 && graph.columns == 9)
    let found = folder.file("found")
    let search = ["-n", "20", "--metric", "euclidean", "--output", found]
    #expect(
      try Command.run("vectors", ["graph", folder.file("vectors.npy")] + search).status == 0)
    let taken = try reduce("taken", arguments + ["--neighbors-from", found])
    #expect(taken.status == 0, "\(taken.standardError)")
    #expect(try digest("taken/reduced.npy") == digest("searched/reduced.npy"))
    let few = try reduce(
      "few", arguments + ["--neighbors-from", folder.file("searched"), "--neighbors", "40"])
    #expect(few.status == 65 && few.standardError.contains("neighbors of each"))
  }

  @Test func `a model of another method is refused by name`() throws {
    #expect(try reduce("pca", ["--method", "pca", "--dimensions", "2"]).status == 0)
    let result = try reduce(
      "umap", ["--method", "umap", "--dimensions", "2", "--model", folder.file("pca/model")])
    #expect(result.status == 65)
    #expect(result.standardError.contains("is a model of pca, not of umap"))
  }

  @Test func `other dimensions than the model's are refused`() throws {
    #expect(try reduce("fit", ["--method", "umap", "--dimensions", "2"]).status == 0)
    try write(Matrix(rows: 3, columns: 4), to: "other")
    let result = try reduce(
      "other", ["--method", "umap", "--model", folder.file("fit/model")], vectors: "other")
    #expect(result.status == 65)
    #expect(result.standardError.contains("has 4 dimensions, but the model 5; "))
    #expect(!FileManager.default.fileExists(atPath: folder.file("other/run.json")))
  }

  @Test func `few, equal, constant and broken vectors`() throws {
    let umap = ["--method", "umap", "--dimensions", "2"]
    func status(_ points: Matrix) throws -> Int32 {
      try write(points, to: "few")
      return try reduce("few", umap, vectors: "few").status
    }
    #expect(try status(Matrix(rows: 0, columns: 3)) == 4)
    #expect(try status(Matrix(rows: 1, columns: 3)) == 4)
    #expect(try status(Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 1, 2, 4])) == 0)
    #expect(try status(Matrix(rows: 200, columns: 3, repeating: 2)) == 0)
    #expect(try VectorFile(folder.file("few/reduced.npy")).matrix().elements.allSatisfy { $0 == 0 })
    #expect(try status(Matrix(rows: 2, columns: 2, elements: [1, .nan, 1, 1])) == 65)
    #expect(try status(Matrix(rows: 2, columns: 2, elements: [1, .infinity, 1, 1])) == 65)
  }

  @Test(arguments: [
    (["--neighbors", "1"], "--neighbors must be at least 2"),
    (["--minimum-distance", "2"], "--minimum-distance must be in 0...1.0"),
    (["--epochs", "0"], "--epochs must be at least 1"),
    (["--learning-rate", "nan"], "--learning-rate must be above 0"),
    (["--map", "same", "--normalize", "--start-from", "previous"], "without --normalize"),
  ])
  func `options that make no map are refused`(arguments: [String], message: String) throws {
    let result = try reduce("out", ["--method", "umap"] + arguments)
    #expect(result.status == 2)
    #expect(result.standardError.contains(message), "\(result.standardError)")
  }
}
