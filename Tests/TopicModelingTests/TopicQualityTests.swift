import DocumentTerms
import Testing
import TopicModeling

@Suite struct TopicQualityTests {
  private let texts = ["a b", "a b", "c d", "c d", "e"]

  private func quality(_ topics: [[String]], threads: Int = 1) -> TopicQuality {
    let corpus = DocumentTermMatrix(texts)
    let texts = texts
    return TopicQuality(
      of: topics.map { $0.map(corpus.number) }, terms: 2, in: corpus, threads: threads
    ) { texts[$0] }
  }

  @Test func `words that come together are coherent by every measure`() {
    let found = quality([["a", "b"], ["a", "d"]])
    #expect(abs(found.npmi[0] - 1) < 1e-12 && found.npmi[1] == -1)
    #expect(found.windowNPMI[0] > 0.999 && found.windowNPMI[1] < -0.9)
    #expect(found.cv[0] > found.cv[1])
    #expect(found.umass[0] > found.umass[1])
    #expect(found.diversity == [0.5, 0.5])
    let measures = Dictionary(uniqueKeysWithValues: found.measures.map { ($0.name, $0.value) })
    #expect(abs(measures["npmi"] ?? 1) < 1e-12)
    #expect(measures["diversity"] == 0.75 && measures["diversity_10"] == 0.75)
    #expect(
      found.measures.map(\.name)
        == ["npmi", "c_npmi", "c_v", "u_mass", "diversity", "diversity_10", "diversity_25"])
  }

  @Test func `no topics, and topics without terms, have numbers`() {
    #expect(quality([]).measures.allSatisfy { $0.value == 0 })
    #expect(quality([[], ["a"]]).measures.allSatisfy { $0.value.isFinite })
  }

  @Test func `the measures do not depend on the number of threads`() {
    let (one, four) = (
      quality([["a", "b"], ["c", "d"]]), quality([["a", "b"], ["c", "d"]], threads: 4)
    )
    #expect(one.measures.map(\.value) == four.measures.map(\.value))
  }
}
