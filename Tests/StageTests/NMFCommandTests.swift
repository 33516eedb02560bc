import Artifacts
import Testing
import TestSupport

@Suite struct NMFCommandTests {
  @Test(arguments: [["--topics", "4"], ["--loss", "kullback-leibler"]])
  func `any number of threads and any order of the rows give the same bytes`(options: [String])
    throws
  {
    let corpus = try MixtureCorpus()
    let first = try corpus.fit("nmf", options + ["--threads", "1"], to: "one")
    #expect(first.status == 0, "\(first.standardError)")
    try corpus.reverseDocuments()
    #expect(try corpus.fit("nmf", options + ["--threads", "4"], to: "four").status == 0)
    #expect(try corpus.digests("four") == corpus.digests("one"))
  }

  @Test func `topics are those of the clusters' words`() throws {
    let corpus = try MixtureCorpus()
    #expect(try corpus.fit("nmf", ["--topics", "4"], to: "topics").status == 0)
    let terms = try corpus.table("topics/terms.tsv")
    var letters: [String: Set<Character>] = [:]
    for (topic, term) in zip(try terms.column("topic"), try terms.column("term")) {
      letters[topic, default: []].formUnion(term.prefix(1))
    }
    #expect(letters.count == 4 && letters.values.allSatisfy { $0.count == 1 })
    let measures = try corpus.table("topics/quality.tsv").column("measure")
    #expect(measures.first == "npmi" && measures.suffix(2) == ["error", "iterations"])
  }

  @Test func `more topics than documents or terms are brought down to them, with a warning`() throws
  {
    let corpus = try MixtureCorpus()
    try corpus.keepDocuments(["p001", "p002", "p003"])
    let result = try corpus.fit(
      "nmf", ["--topics", "50", "--min-documents", "1"], clusters: false, to: "topics")
    #expect(result.status == 0, "\(result.standardError)")
    let warning = "the corpus has 3 topics, not 50, for it has 3 documents"
    #expect(result.standardError.contains(warning))
    #expect(try corpus.table("topics/topics.tsv").count == 3)
  }

  @Test func `options of other methods are warned of`() throws {
    let corpus = try MixtureCorpus()
    let result = try corpus.fit("nmf", ["--topics", "2", "--bm25", "--seed=1"], to: "topics")
    #expect(result.status == 0)
    #expect(result.standardError.contains("warning: --method nmf does not read --bm25\n"))
    let own = try corpus.fit("ctfidf", ["--bm25"], to: "own")
    #expect(own.status == 0 && !own.standardError.contains("does not read"))
  }
}
