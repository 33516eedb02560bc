import Artifacts
import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// `recommend`, similar and least similar items, and how sure they are.
@Suite struct SimilarCommandTests {
  private let folder: TemporaryFolder

  /// Points on a quarter of a circle, whose tags are those of its three parts.
  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("f/out/embed"), withIntermediateDirectories: true)
    try write(60, "item", to: "embed/vectors")
    let fields = (0..<60).map { "item\($0 + 10)\ttags\tany\($0)|part\($0 / 20)\n" }
    try folder.write(
      "id\tfield\tvalue\nitem10\tcolor\tred\n" + fields.joined(), to: "f/out/crawl/fields.tsv")
  }

  private func write(_ count: Int, _ name: String, to path: String) throws {
    var (elements, records) = ([Float](), [[String]]())
    for index in 0..<count {
      // The parts are a little apart.
      let place = Float(index) + (index % 20 == 0 ? 0.5 : 0)
      elements += [100 - place, place]
      records.append(["\(name)\(index + 10)"])
    }
    try VectorTable.write(
      Matrix(rows: count, columns: 2, elements: elements), records, columns: ["id"],
      to: folder.file("f/out/\(path).npy"))
  }

  private func recommend(_ arguments: [String]) throws -> Command.Result {
    try Command.run("recommend", ["--flow", "f", "--data", folder.path] + arguments)
  }

  private func table(_ name: String) throws -> Table {
    try Table(contentsOf: folder.file("f/out/recommend/\(name).tsv"))
  }

  @Test func `confidence is learned from tags`() throws {
    let result = try recommend(["--similar", "6"])
    #expect(result.status == 0, "\(result.standardError)")
    let table = try table("similar")
    #expect(table.columns == Schema.similar && table.count == 360)
    let measures = try Dictionary(
      uniqueKeysWithValues: zip(
        self.table("quality").column("measure"), self.table("quality").numbers("value")))
    #expect((measures["strong_agreement"] ?? 0) >= 0.95)
    let from = try #require(measures["strong_from"])
    for (similarity, band) in zip(try table.numbers("similarity"), try table.column("confidence")) {
      #expect((band == "strong") == (similarity >= from - 1e-9), "\(similarity) \(band)")
    }
  }

  @Test func `without tags confidence goes by quarters`() throws {
    #expect(try recommend(["--similar", "1", "--confidence-field", "none"]).status == 0)
    let bands = try table("similar").column("confidence")
    #expect(bands.count { $0 == "strong" } >= 15 && bands.count { $0 == "weak" } >= 1)
    #expect(bands.contains("likely"))
    let measures = try table("quality").column("measure")
    #expect(!measures.contains("strong_agreement") && measures.contains("strong_from"))
  }

  @Test func `the least similar are at the other end`() throws {
    #expect(try recommend(["--least", "2"]).status == 0)
    let least = try table("least")
    #expect(least.columns == Schema.leastSimilar && least.count == 120)
    let first = zip(try least.column("id"), try least.column("neighbor")).first { $0.0 == "item10" }
    #expect(first?.1 == "item69")
  }

  @Test func `links have neighbors among links`() throws {
    try write(5, "link", to: "embed/links")
    #expect(try recommend(["--similar", "2", "--least", "1"]).status == 0)
    let links = try table("similar-links")
    #expect(try links.column("neighbor").allSatisfy { $0.hasPrefix("link") })
    #expect(links.count == 10)
    #expect(try table("least-links").count == 5)
    #expect(try table("similar").column("neighbor").allSatisfy { $0.hasPrefix("item") })
  }

  @Test(arguments: [["--metric", "euclidean"], ["--correct-hubs"], []])
  func `any number of threads gives the same bytes`(arguments: [String]) throws {
    let outputs = try ["1", "2", "4"].map { threads in
      #expect(
        try recommend(arguments + ["--least", "3", "--threads", threads]).status == 0)
      return try ["similar", "least", "quality"].map {
        try folder.read("f/out/recommend/\($0).tsv")
      }
    }
    #expect(outputs[0] == outputs[1] && outputs[0] == outputs[2])
  }

  @Test func `none are written of none`() throws {
    #expect(try recommend(["--similar", "0"]).status == 0)
    #expect(try table("similar").count == 0)
    #expect(try recommend(["--similar", "-1"]).status == 2)
  }
}
