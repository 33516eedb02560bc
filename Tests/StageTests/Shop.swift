import Artifacts
import Foundation
import LinearAlgebra
import TestSupport

/// Two clusters of people, cooks and walkers, and a catalogue, as the stages before `recommend` leave them.
struct Shop {
  let folder: TemporaryFolder

  /// The names of the columns that a catalogue may have besides those of clean.
  static let extraColumns = ["price", "stock", "language", "popularity"]

  static let products = [
    "boots\tBoots\tShoes\t\tboot walk hill\t\t89.90\t3\ten\t500",
    "dough\tDough hook\tKitchen\t\tdough mixer\t\t12.00\t0\ten\t20",
    "map\tMap\tOutdoor\t\thill walk map\t\t\tyes\tde\t10",
    "oven\tOven\tKitchen\t\toven bake\t\t$399.00\t7\ten\t",
    "pan\tPan\tKitchen\t\tpan\t\t1,200\tin stock\ten\t1",
    "silent\tSilent\t\t\t\t\t5\t1\ten\t9",
    "tent\tTent\tOutdoor\t\thill\t\t75\t2\ten\t100",
  ]

  init(labels: [Int] = [0, 0, 0, 1, 1, 1], products: [String] = Shop.products) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("shop/out/embed"), withIntermediateDirectories: true)
    let people = ["ann", "bob", "cat", "dan", "eve", "fay"]
    try VectorTable.write(
      Matrix(
        rows: 6, columns: 3, elements: [9, 1, 0, 8, 0, 1, 7, 1, 1, 0, 9, 1, 1, 8, 0, 1, 9, 1]),
      people.map { [$0] }, columns: ["id"], to: file("embed/vectors.npy"))
    try VectorTable.write(
      Matrix(
        rows: 6, columns: 3,
        elements: [1, 6, 0, 5, 1, 0, 0, 5, 2, 7, 0, 1, 5, 0, 2, 1, 6, 1]),
      ["boots", "dough", "map", "oven", "pan", "tent"].map { [$0] }, columns: ["id"],
      to: file("embed/products.npy"))
    try write("clean/products.tsv", Schema.products + Self.extraColumns, products)
    try write(
      "cluster/clusters.tsv", Schema.clusters, zip(people, labels).map { "\($0)\t\($1)\t1\t1\t0" })
    try write(
      "topics/terms.tsv", Schema.terms,
      ["0\t0\t1\toven\toven\t2", "0\t0\t2\tbake\tbaking\t1", "1\t0\t1\thill\thills\t2"])
    try write(
      "topics/representatives.tsv", Schema.representatives,
      [
        "0\t0\t1\tpost-1\tann\t1\tI like food.", "0\t0\t2\tpost-2\tbob\t1\tMy oven, again.",
        "0\t0\t3\tpost-3\tbob\t1\tBaking in the oven.", "1\t0\t1\tpost-4\tdan\t1\tUp the hills.",
      ])
  }

  func file(_ name: String) -> String { folder.file("shop/out/\(name)") }

  func write(_ name: String, _ columns: [String], _ rows: [String]) throws {
    let lines = [columns.joined(separator: "\t")] + rows
    try folder.write(lines.joined(separator: "\n") + "\n", to: "shop/out/\(name)")
  }

  func recommend(_ arguments: [String] = []) throws -> Command.Result {
    try Command.run("recommend", ["--flow", "shop", "--data", folder.path] + arguments)
  }

  func table(_ name: String) throws -> Table { try Table(contentsOf: file("recommend/\(name)")) }

  /// The products of a cluster, best first.
  func list(_ cluster: Int) throws -> [String] {
    let table = try table("products.tsv")
    return zip(try table.integers("cluster"), try table.column("product"))
      .filter { $0.0 == cluster }.map(\.1)
  }

  /// The rejected products with their reasons.
  func rejects() throws -> [String] {
    let table = try table("rejects.tsv")
    return zip(try table.column("id"), try table.column("reason")).map { "\($0) \($1)" }
  }

  func measures() throws -> [String: Double] {
    let table = try table("quality.tsv")
    return Dictionary(
      uniqueKeysWithValues: zip(try table.column("measure"), try table.numbers("value")))
  }
}
