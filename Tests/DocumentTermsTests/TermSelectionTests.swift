import Embeddings
import LinearAlgebra
import Testing

@Suite struct TermCountsTests {
  @Test(arguments: [0, 1, 40, 2047, 2048, 2049, 5000])
  func `counts are those of a dictionary`(documents: Int) {
    let texts = randomDocuments(documents)
    let counts = TermCounts(TermLists(tokens: texts), threads: 2)
    #expect(counts.counts.rows == documents)
    #expect(counts.dictionaries == naiveCounts(texts))
  }

  @Test func `terms are numbered by their first occurrence, and rows ascend`() {
    let texts = randomDocuments(5000)
    let counts = TermCounts(TermLists(tokens: texts), threads: 2)
    var seen: Set<Substring> = []
    let order = texts.flatMap { $0.split(separator: " ") }.filter { seen.insert($0).inserted }
    #expect(counts.terms == order.map(String.init))
    for row in 0..<counts.counts.rows {
      let columns = counts.counts.columnIndexes(inRow: row)
      #expect(columns.indices.dropFirst().allSatisfy { columns[$0 - 1] < columns[$0] })
    }
  }

  @Test func `threads change nothing`() {
    let lists = TermLists(tokens: randomDocuments(9000))
    let one = TermCounts(lists, threads: 1)
    for threads in [2, 3] {
      let several = TermCounts(lists, threads: threads)
      #expect(several.terms == one.terms)
      #expect(several.counts == one.counts)
    }
  }

  @Test func `lengths count repeated terms`() {
    let texts = randomDocuments(300)
    let counts = TermCounts(TermLists(tokens: texts), threads: 1)
    #expect(counts.lengths == texts.map { $0.split(separator: " ").count })
  }

  @Test func `counts of a vocabulary leave other terms out`() {
    let counts = TermCounts(TermLists(tokens: ["a b a", "c", "", "b d"]), threads: 1)
    let matrix = Reference.dense(counts.counts(of: ["d", "a", "zz", "b"]))
    #expect(
      matrix
        == Matrix(rows: 4, columns: 4, elements: [0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]))
    #expect(counts.counts(of: []).columns == 0)
  }

  @Test func `a term counts once a document when they are pooled`() {
    let counts = TermCounts(TermLists(tokens: ["a a a b", "a c", "b", ""]), threads: 1)
    let pooled = counts.pooled(by: [1, 1, 0, 3], count: 4)
    #expect(pooled.terms == counts.terms)
    #expect(pooled.dictionaries == [["b": 1], ["a": 2, "b": 1, "c": 1], [:], [:]])
  }

  @Test func `pooled counts are those of a dictionary`() {
    let texts = randomDocuments(3000)
    var generator = KeyedGenerator(seed: 2, purpose: "groups")
    let groups = texts.map { _ in generator.below(50) }
    var expected = [[String: Float]](repeating: [:], count: 50)
    for (counts, group) in zip(naiveCounts(texts), groups) {
      for term in counts.keys { expected[group][term, default: 0] += 1 }
    }
    let pooled = TermCounts(TermLists(tokens: texts), threads: 2).pooled(by: groups, count: 50)
    #expect(pooled.dictionaries == expected)
  }
}
