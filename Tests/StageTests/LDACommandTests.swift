import Artifacts
import Foundation
import LinearAlgebra
import Testing
import TestSupport

/// `topics --method lda` and what it shares with `--method nmf`, which NMFCommandTests runs too.
@Suite struct LDACommandTests {
  @Test(arguments: [
    ["--topics-per-cluster", "2"], ["--topics", "4"],
    ["--topics", "3", "--inference", "variational", "--batch-size", "30"],
  ])
  func `any number of threads and any order of the rows give the same bytes`(options: [String])
    throws
  {
    let corpus = try MixtureCorpus()
    let first = try corpus.fit("lda", options + ["--threads", "1"], to: "one")
    #expect(first.status == 0, "\(first.standardError)")
    #expect(try corpus.fit("lda", options + ["--threads", "4"], to: "four").status == 0)
    try corpus.reverseDocuments()
    #expect(try corpus.fit("lda", options + ["--threads", "2"], to: "reversed").status == 0)
    let digests = try corpus.digests("one")
    #expect(digests.count >= 11)
    #expect(try corpus.digests("four") == digests)
    #expect(try corpus.digests("reversed") == digests)
  }

  @Test func `each cluster has topics of its own words`() throws {
    let corpus = try MixtureCorpus()
    #expect(try corpus.fit("lda", [], to: "topics").status == 0)
    let terms = try corpus.table("topics/terms.tsv")
    let rows = zip(
      try terms.column("cluster"), zip(try terms.column("topic"), try terms.column("term")))
    var letters: [String: Set<Character>] = [:]
    for (cluster, (topic, term)) in rows {
      letters["\(cluster) \(topic)", default: []].formUnion(term.prefix(1))
    }
    #expect(letters.keys.sorted() == ["0 0", "0 1", "1 0", "1 1"])
    #expect(Set([letters["0 0"], letters["0 1"]]) == [["a"], ["b"]])
    #expect(Set([letters["1 0"], letters["1 1"]]) == [["c"], ["d"]])
    let topics = try corpus.table("topics/topics.tsv")
    #expect(try topics.integers("documents").reduce(0, +) == 120)
    #expect(try topics.column("label").allSatisfy { $0.contains(" · ") })
    // All words of a topic meet in some documents.
    #expect(try topics.numbers("npmi").allSatisfy { $0 > 0 })
    #expect(try corpus.table("topics/representatives.tsv").count == 12)
  }

  @Test func `topics keep their numbers from night to night`() throws {
    let corpus = try MixtureCorpus()
    /// The letter of the words of each topic.
    func letters(_ options: [String] = []) throws -> [[String]: Character?] {
      let result = try corpus.fit("lda", options, to: "night")
      #expect(result.status == 0, "\(result.standardError)")
      let terms = try corpus.table("night/terms.tsv")
      let places = zip(try terms.column("cluster"), try terms.column("topic")).map { [$0, $1] }
      return Dictionary(zip(places, try terms.column("term").map(\.first))) { first, _ in first }
    }
    let first = try letters()
    // As if the topics of cluster 0 had had each other's number.
    let swapped = ["0\t0": "0\t1", "0\t1": "0\t0"]
    let lines = try corpus.folder.read("night/terms.tsv").split(separator: "\n").map { line in
      (swapped[String(line.prefix(3))] ?? String(line.prefix(3))) + line.dropFirst(3)
    }
    try corpus.folder.write(lines.map { $0 + "\n" }.joined(), to: "night/terms.tsv")
    var expected = first
    (expected[["0", "0"]], expected[["0", "1"]]) = (first[["0", "1"]], first[["0", "0"]])
    #expect(try letters() == expected)
    let shares = try corpus.folder.read("night/shares.tsv")
    #expect(
      try corpus.fit("lda", ["--model", corpus.folder.file("night/model")], to: "found").status == 0
    )
    #expect(try corpus.folder.read("found/shares.tsv") == shares)
    #expect(try letters(["--from-scratch"]) == first)
  }

  @Test(arguments: [
    ("lda", ["--topics-per-cluster", "2"]), ("lda", ["--topics", "4"]),
    ("lda", ["--topics", "4", "--inference", "variational"]), ("nmf", ["--topics", "4"]),
    ("nmf", ["--topics-per-cluster", "2", "--loss", "kullback-leibler"]),
  ])
  func `a model gives the fitted documents their fitted shares`(
    method: String, options: [String]
  ) throws {
    let corpus = try MixtureCorpus()
    #expect(try corpus.fit(method, options, to: "fitted").status == 0)
    let result = try corpus.fit(
      method, ["--model", corpus.folder.file("fitted/model")], to: "found")
    #expect(result.status == 0, "\(result.standardError)")
    for name in ["shares.tsv", "authors.tsv", "rejects.tsv"] {
      #expect(
        try corpus.folder.read("found/\(name)") == corpus.folder.read("fitted/\(name)"), "\(name)")
    }
    #expect(try corpus.table("fitted/shares.tsv").count > 100)
  }

  @Test func `a document alone has the shares that it has among others`() throws {
    let corpus = try MixtureCorpus()
    #expect(try corpus.fit("lda", ["--topics", "4"], to: "fitted").status == 0)
    try corpus.keepDocuments(["p017"])
    #expect(
      try corpus.fit("lda", ["--model", corpus.folder.file("fitted/model")], to: "found").status
        == 0)
    let own = try corpus.folder.read("fitted/shares.tsv").split(separator: "\n")
      .filter { $0.hasPrefix("p017\t") }
    #expect(
      try corpus.folder.read("found/shares.tsv").split(separator: "\n").dropFirst()
        == own[...])
  }

  @Test func `topics of all documents have shares in documents, authors and clusters`() throws {
    let corpus = try MixtureCorpus()
    #expect(try corpus.fit("lda", ["--topics", "4", "--min-share", "0"], to: "topics").status == 0)
    #expect(try Set(corpus.table("topics/topics.tsv").column("cluster")) == ["-1"])
    for (name, key) in [("shares", "id"), ("authors", "author"), ("clusters", "cluster")] {
      let table = try corpus.table("topics/\(name).tsv")
      var sums: [String: Double] = [:]
      for (name, share) in zip(try table.column(key), try table.numbers("share")) {
        sums[name, default: 0] += share
      }
      #expect(sums.values.allSatisfy { abs($0 - 1) < 1e-4 }, "\(name)")
      #expect(sums.count == ["shares": 121, "authors": 13, "clusters": 2][name])
    }
    // The third cluster's people write of what none other does, and the empty document has no topic.
    let rejects = try corpus.table("topics/rejects.tsv")
    #expect(try rejects.column("id") == ["p121"] && rejects.column("reason") == ["no-terms"])
    let rows = try RunRecord.read(corpus.folder.file("topics/run.json")).rows
    #expect(rows.input == 122 && rows.output == 121 && rows.rejected == 1)
  }

  @Test func `documents of no cluster are rejected where clusters have topics`() throws {
    let corpus = try MixtureCorpus()
    let result = try corpus.fit("lda", ["--topics-per-cluster", "3"], to: "topics")
    #expect(result.status == 0, "\(result.standardError)")
    let rejects = try corpus.table("topics/rejects.tsv")
    #expect(try rejects.column("id") == ["p120", "p121"])
    #expect(try rejects.column("reason") == ["noise", "noise"])
  }

  @Test func `a cluster of one document has one topic, and one without terms none`() throws {
    let corpus = try MixtureCorpus()
    try corpus.cluster(["u12": 2, "u13": 3])
    let result = try corpus.fit("lda", ["--min-documents", "1"], to: "topics")
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardError.contains("cluster 2 has 1 topic, not 2, for it has 1 document"))
    #expect(result.standardError.contains("cluster 3 has no topics, for it has no document"))
    let clusters = try corpus.table("topics/topics.tsv").column("cluster")
    #expect(clusters == ["0", "0", "1", "1", "2"])
  }

  @Test func `without any term there is nothing to find`() throws {
    let corpus = try MixtureCorpus()
    let result = try corpus.fit("lda", ["--min-documents", "1000"], to: "topics")
    #expect(result.status == 4)
    #expect(result.standardError.contains("has no terms to find topics in; lower --min-documents"))
    #expect(!corpus.folder.names.contains { $0.hasPrefix("topics/") })
  }

  @Test(arguments: [
    ["--topics", "0"], ["--topics-per-cluster", "-1"],
    ["--topics", "2", "--topics-per-cluster", "2"],
    ["--topics", "2", "--model", "m"], ["--alpha", "0"], ["--beta", "nan"], ["--sweeps", "0"],
    ["--min-share", "2"], ["--inference", "guess"],
  ])
  func `options that make no sense are refused`(options: [String]) throws {
    let result = try MixtureCorpus().fit("lda", options, to: "topics")
    #expect(result.status == 2, "\(result.standardError)")
  }

  @Test func `a damaged model is refused with its place`() throws {
    let corpus = try MixtureCorpus()
    #expect(try corpus.fit("lda", ["--topics", "4"], to: "fitted").status == 0)
    let model = corpus.folder.file("fitted/model")
    let found = ["--model", model]
    let topics = try corpus.folder.read("fitted/model/topics.tsv")
    try corpus.folder.write(
      topics.replacingOccurrences(of: "-1\t3", with: "5\t3"), to: "fitted/model/topics.tsv")
    #expect(try corpus.fit("lda", found, to: "found").status == 0, "a topic less")
    try corpus.folder.write("cluster\ttopic\tlabel\tprior\n", to: "fitted/model/topics.tsv")
    let empty = try corpus.fit("lda", found, to: "none")
    #expect(
      empty.status == 65 && empty.standardError.contains("clusters.tsv:2: cluster -1 has no topics")
    )
    try corpus.folder.write(topics, to: "fitted/model/topics.tsv")
    try corpus.folder.write("name\tvalue\nmethod\tmagic\n", to: "fitted/model/method.tsv")
    let unknown = try corpus.fit("lda", found, to: "none")
    #expect(unknown.status == 65 && unknown.standardError.contains("method.tsv: has no method"))
    #expect(
      try corpus.fit("lda", ["--model", corpus.folder.file("nowhere")], to: "none").status == 66)
  }
}
