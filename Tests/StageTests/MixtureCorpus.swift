import Artifacts
import LinearAlgebra
import TestSupport

/// Posts of two clusters of six people, each cluster with two topics of its own, and two people more:
/// `u12` writes two words that nobody else does, `u13` nothing.
///
/// The words of a topic begin with the same letter; those of cluster 0 with a or b, of 1 with c or d.
struct MixtureCorpus {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      (["id\tauthor\ttitle\tlanguage\ttext\ttokens"] + Self.posts).lines, to: "documents.tsv")
    try cluster([:])
  }

  private static var posts: [String] {
    let posts = (0..<120).map { post in
      var generator = KeyedGenerator(seed: 1, purpose: "mixture corpus", index: post)
      let letters = [["a", "b"], ["c", "d"]][post % 12 / 6]
      let letter = letters[generator.below(2)]
      let words = (0..<5 + generator.below(5)).map { _ in "\(letter)\(generator.below(12))" }
      return row(post, author: post % 12, words.joined(separator: " "))
    }
    return posts + [row(120, author: 12, "lonely lonely words a1"), row(121, author: 13, "")]
  }

  private static func row(_ post: Int, author: Int, _ text: String) -> String {
    let number = String(1000 + post).dropFirst()
    return "p\(number)\tu\(author)\t\ten\t\(text)\t\(text)"
  }

  /// Puts people into clusters: those of the corpus, and others.
  func cluster(_ others: [String: Int]) throws {
    let people = (0..<14).map { person in
      "u\(person)\t\(others["u\(person)"] ?? (person < 12 ? person / 6 : -1))"
    }
    try folder.write((["id\tcluster"] + people).lines, to: "clusters.tsv")
  }

  /// Turns the rows of the documents round.
  func reverseDocuments() throws {
    let lines = try folder.read("documents.tsv").split(separator: "\n").map(String.init)
    try folder.write(([lines[0]] + lines.dropFirst().reversed()).lines, to: "documents.tsv")
  }

  /// Removes all documents but some, and all people but their authors.
  func keepDocuments(_ ids: [String]) throws {
    let lines = try folder.read("documents.tsv").split(separator: "\n").map(String.init)
    let kept = lines.filter { line in ids.contains { line.hasPrefix("\($0)\t") } }
    try folder.write(([lines[0]] + kept).lines, to: "documents.tsv")
    let authors = Set(kept.map { $0.split(separator: "\t")[1] })
    let clusters = try folder.read("clusters.tsv").split(separator: "\n").map(String.init)
    let people = clusters.dropFirst().filter { authors.contains($0.split(separator: "\t")[0]) }
    try folder.write(([clusters[0]] + people).lines, to: "clusters.tsv")
  }

  /// Runs `topics` on the posts.
  func fit(
    _ method: String, _ options: [String], clusters: Bool = true, to output: String
  ) throws -> Command.Result {
    let table = clusters ? ["--clusters", folder.file("clusters.tsv")] : []
    return try Command.run(
      "topics",
      ["--documents", folder.file("documents.tsv"), "--method", method] + table + options + [
        "--output", folder.file(output),
      ])
  }

  /// A table in the folder.
  func table(_ name: String) throws -> Table { try Table(contentsOf: folder.file(name)) }

  /// The digests of the files of an output, its run record aside.
  func digests(_ output: String) throws -> [String: String] {
    var digests: [String: String] = [:]
    for name in folder.names
    where name.hasPrefix("\(output)/") && (name.hasSuffix(".tsv") || name.hasSuffix(".npy")) {
      digests[String(name.dropFirst(output.count))] = try fileDigest(folder.file(name))
    }
    return digests
  }
}

extension [String] {
  /// The texts as lines.
  fileprivate var lines: String { map { $0 + "\n" }.joined() }
}
