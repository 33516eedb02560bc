import Artifacts
import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `cluster --method kmeans`.
@Suite struct KMeansCommandTests {
  private let folder: TemporaryFolder
  private let truth: [Int]

  init() throws {
    folder = try TemporaryFolder()
    var generator = KeyedGenerator(seed: 3, purpose: "blobs")
    truth = (0..<120).map { $0 % 7 == 0 ? 2 : $0 % 2 }
    let elements = truth.flatMap { blob in
      (0..<4).map { Float((blob >> ($0 % 2)) & 1) * 9 + Float(generator.gaussian()) }
    }
    try write(Matrix(rows: 120, columns: 4, elements: elements), to: "vectors")
  }

  private func write(_ vectors: Matrix, to name: String) throws {
    try VectorTable.write(
      vectors, (0..<vectors.rows).map { ["v\(1000 + $0)"] }, columns: ["id"],
      to: folder.file(name + ".npy"))
  }

  private func cluster(
    _ output: String, _ arguments: [String] = [], vectors: String = "vectors"
  ) throws -> Command.Result {
    try Command.run(
      "cluster",
      ["--vectors", folder.file(vectors + ".npy"), "--output", folder.file(output)] + arguments)
  }

  private func bytes(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.file(name))
  }

  private func labels(_ output: String) throws -> [Int] {
    try Table(contentsOf: folder.file("\(output)/clusters.tsv")).integers("cluster")
  }

  @Test(arguments: [
    ["--clusters", "3"], ["--clusters", "5", "--max-iterations", "1"],
    ["--clusters", "4", "--normalize"], ["--clusters", "4", "--spherical"],
    ["--clusters", "6", "--updates", "minibatch", "--batch-size", "16"],
  ])
  func `the model gives the fitted rows the fitted clusters, on any threads`(
    options: [String]
  ) throws {
    let one = try cluster("one", options + ["--threads", "1"])
    #expect(one.status == 0, "\(one.standardError)")
    #expect(try cluster("two", options + ["--threads", "2"]).status == 0)
    let files = ["clusters.tsv", "summary.tsv", "quality.tsv", "model/centroids.npy"]
    for file in files { #expect(bytes("one/\(file)") == bytes("two/\(file)"), "\(file)") }
    let again = try cluster("again", ["--model", folder.file("one/model")])
    #expect(again.status == 0, "\(again.standardError)")
    for file in files { #expect(bytes("one/\(file)") == bytes("again/\(file)"), "\(file)") }
  }

  @Test func `a range of numbers is judged, and the best one used`() throws {
    for (output, clusters) in [("range", "2-6"), ("auto", "auto")] {
      let result = try cluster(output, ["--clusters", clusters, "--resamples", "3"])
      #expect(result.status == 0, "\(result.standardError)")
      let table = try Table(contentsOf: folder.file("\(output)/selection.tsv"))
      #expect(try table.integers("clusters") == Array(2...(output == "range" ? 6 : 20)))
      let chosen = try table.column("chosen")
      #expect(chosen[1] == "yes" && chosen.count { $0 == "yes" } == 1)
      #expect(Agreement.adjustedRand(try labels(output), truth) == 1)
      let summary = try Table(contentsOf: folder.file("\(output)/summary.tsv"))
      #expect(try summary.numbers("stability") == [1, 1, 1])
    }
  }

  @Test func `true groups are compared with the clusters`() throws {
    let rows = truth.indices.dropLast(20).map { "v\(1000 + $0)\tgroup \(truth[$0])\n" }
    try folder.write("id\tlabel\n" + rows.joined(), to: "labels.tsv")
    let result = try cluster(
      "out", ["--clusters", "3", "--labels", folder.file("labels.tsv")])
    #expect(result.status == 0, "\(result.standardError)")
    let quality = try Table(contentsOf: folder.file("out/quality.tsv"))
    let values = Dictionary(
      uniqueKeysWithValues: zip(try quality.column("measure"), try quality.numbers("value")))
    #expect(values["labeled"] == 100)
    for name in ["accuracy", "nmi", "ami", "ari"] {
      #expect(abs((values[name] ?? 0) - 1) < 1e-12, "\(name)")
    }
    try folder.write("id\tlabel\nother\t1\n", to: "others.tsv")
    let wrong = try cluster("wrong", ["--labels", folder.file("others.tsv")])
    #expect(wrong.status == 65 && wrong.standardError.contains("names none of the vectors"))
  }

  @Test func `attributes that a cluster has more often are told`() throws {
    // The blob of every seventh row writes Korean; half of the others are from Hanoi.
    let facts = truth.indices.flatMap { row in
      [
        "v\(1000 + row)\tplace\t\(row % 2 == 0 ? "Hanoi" : "Hue")|Asia", "other\tplace\tRome",
        "v\(1000 + row)\tclicks\t\(truth[row])",
      ]
    }
    try folder.write("id\tfield\tvalue\n" + facts.joined(separator: "\n") + "\n", to: "fields.tsv")
    let documents = truth.indices.map {
      "v\(1000 + $0)\tann\t\t\(truth[$0] == 2 ? "ko" : "en")\t\t\n"
    }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n" + documents.joined(), to: "documents.tsv")
    let options = [
      "--clusters", "3", "--attributes", folder.file("fields.tsv"), "--documents",
      folder.file("documents.tsv"),
    ]
    let result = try cluster("out", options)
    #expect(result.status == 0, "\(result.standardError)")
    let table = try Table(contentsOf: folder.file("out/attributes.tsv"))
    let korean = try labels("out")[0]
    let fields = try table.column("field")
    let row = try #require(
      try table.integers("cluster").indices.first {
        try table.integers("cluster")[$0] == korean && fields[$0] == "language"
      })
    #expect(try table.column("value")[row] == "ko" && table.numbers("share")[row] == 1)
    #expect(try table.integers("members")[row] == truth.count { $0 == 2 })
    // All are of one author, and from Asia; clicks are numbers.
    #expect(!fields.contains("author") && !fields.contains("clicks"))
    #expect(try Set(table.column("value")) == ["ko", "en", "Hanoi", "Hue"])
    let again = try cluster("again", ["--model", folder.file("out/model")] + options.dropFirst(2))
    #expect(again.status == 0, "\(again.standardError)")
    #expect(bytes("again/attributes.tsv") == bytes("out/attributes.tsv"))
    #expect(try cluster("some", options + ["--attribute", "place"]).status == 0)
    #expect(
      try Set(Table(contentsOf: folder.file("some/attributes.tsv")).column("field")) == ["place"])
    let wrong = try cluster("wrong", options + ["--attribute", "plaice"])
    #expect(
      wrong.status == 2
        && wrong.standardError.contains("there are author, clicks, language, place"),
      "\(wrong.standardError)")
  }

  @Test func `an author has a value by the share of the documents`() throws {
    let elements = (0..<20).map { Float($0 < 10 ? 0 : 9) + Float($0) / 100 }
    try write(Matrix(rows: 20, columns: 1, elements: elements), to: "people")
    let documents = (0..<40).map { "d\(10 + $0)\tv\(1000 + $0 / 2)\t\ten\t\t\n" }
    try folder.write(
      "id\tauthor\ttitle\tlanguage\ttext\ttokens\n" + documents.joined(), to: "documents.tsv")
    // Of the ten people of one cluster, five write from there always and five every other time.
    let there = (0..<20).filter { $0 < 10 || $0 % 2 == 0 }
    try folder.write(
      "id\tfield\tvalue\n" + there.map { "d\(10 + $0)\tplace\tHue\n" }.joined(),
      to: "fields.tsv")
    let result = try cluster(
      "out",
      [
        "--clusters", "2", "--attributes", folder.file("fields.tsv"), "--documents",
        folder.file("documents.tsv"),
      ], vectors: "people")
    #expect(result.status == 0, "\(result.standardError)")
    let table = try Table(contentsOf: folder.file("out/attributes.tsv"))
    #expect(try table.column("value") == ["Hue"] && table.integers("members") == [10])
    #expect(try table.numbers("share") == [0.75] && table.numbers("overall") == [0.375])
  }

  @Test func `yesterday's centroids give the number of clusters and the start`() throws {
    #expect(try cluster("old", ["--clusters", "3"]).status == 0)
    let centroids = folder.file("old/model/centroids.npy")
    let result = try cluster("new", ["--start-from", centroids])
    #expect(result.status == 0, "\(result.standardError)")
    #expect(bytes("new/clusters.tsv") == bytes("old/clusters.tsv"))
    try write(Matrix(rows: 5, columns: 3, elements: (0..<15).map { Float($0) }), to: "short")
    let wrong = try cluster("wrong", ["--start-from", centroids], vectors: "short")
    #expect(wrong.status == 65 && wrong.standardError.contains("4 dimensions"))
  }

  @Test func `input that cannot be clustered is refused with what to do`() throws {
    try write(Matrix(rows: 3, columns: 2, elements: [1, 2, 3, 4, 5, 6]), to: "few")
    try write(Matrix(rows: 30, columns: 2, repeating: 7), to: "equal")
    try write(Matrix(rows: 2, columns: 2, elements: [1, .nan, 3, 4]), to: "nan")
    try write(Matrix(rows: 1, columns: 2, elements: [1, 2]), to: "one")
    #expect(try cluster("model", ["--clusters", "3"]).status == 0)
    let model = folder.file("model/model")
    let cases: [(vectors: String, arguments: [String], status: Int32, message: String)] = [
      ("few", ["--clusters", "4"], 2, "ask for at most 3"),
      ("equal", ["--clusters", "2"], 2, "only 1 differ"),
      ("equal", ["--clusters", "auto"], 2, "none of 2 to 20"),
      ("nan", ["--clusters", "1"], 65, "finite"),
      ("few", ["--model", model], 65, "2 dimensions, the model 4"),
      ("vectors", ["--model", model, "--normalize"], 2, "fitted without it"),
      ("vectors", ["--clusters", "5-2"], 2, "clusters"),
      ("vectors", ["--clusters", "0"], 2, "clusters"),
      ("vectors", ["--start-from", folder.file("none.npy")], 66, "none.npy"),
    ]
    for (vectors, arguments, status, message) in cases {
      let result = try cluster("bad", arguments, vectors: vectors)
      #expect(result.status == status, "\(vectors) \(arguments): \(result.standardError)")
      #expect(result.standardError.contains(message), "\(result.standardError)")
    }
    for name in ["one", "equal"] {
      let result = try cluster("ok-\(name)", ["--clusters", "1"], vectors: name)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(try Set(labels("ok-\(name)")) == [0])
    }
  }

  @Test func `the order of the rows changes no cluster`() throws {
    let vectors = try VectorTable(contentsOf: folder.file("vectors.npy"))
    let order = Array((0..<120).reversed())
    try VectorTable.write(
      vectors.vectors.rows(order), order.map { [vectors.ids[$0]] }, columns: ["id"],
      to: folder.file("reversed.npy"))
    #expect(try cluster("plain", ["--clusters", "3"]).status == 0)
    #expect(try cluster("turned", ["--clusters", "3"], vectors: "reversed").status == 0)
    // Rows are written by id, and separate clusters are the same from any start.
    #expect(try labels("plain") == labels("turned"))
  }
}
