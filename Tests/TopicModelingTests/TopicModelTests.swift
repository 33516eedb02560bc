import DocumentTerms
import Testing
import TopicModeling

@Suite struct TopicModelTests {
  private static let texts = [
    "goal match team win", "team goal league match", "match win team league goal",
    "flour oven bake bread dough", "bread bake dough oven", "oven bread flour bake",
  ]

  private func model(_ change: (inout TopicModel.Options) -> Void = { _ in }) -> TopicModel {
    var options = TopicModel.Options()
    change(&options)
    return TopicModel(
      DocumentTermMatrix(Self.texts), classes: DocumentClasses([0, 0, 0, 1, 1, 1], count: 2),
      options: options)
  }

  @Test func `two subjects become two topics of their own words`() {
    let corpus = DocumentTermMatrix(Self.texts)
    let words = model().topics.map { Set($0.terms.map { corpus.terms[$0.term] }) }
    #expect(words[0] == ["goal", "match", "team", "win", "league"])
    #expect(words[1] == ["flour", "oven", "bake", "bread", "dough"])
  }

  @Test func `options limit terms and representatives`() {
    let model = model {
      $0.terms = 2
      $0.representatives = 1
    }
    #expect(model.topics.map(\.terms.count) == [2, 2])
    #expect(model.topics.map(\.representatives.count) == [1, 1])
  }

  @Test func `a class without frequent terms has an empty topic`() {
    let model = TopicModel(
      DocumentTermMatrix(["a", "b"]), classes: DocumentClasses([0, nil], count: 1))
    #expect(model.topics[0].terms.isEmpty)
    #expect(model.topics[0].representatives.isEmpty)
  }

  @Test func `more terms are ranked than shown`() {
    let model = model { $0.terms = 2 }
    #expect(model.ranked.map(\.count) == [5, 5])
    #expect(Array(model.ranked[0].prefix(2)) == model.topics[0].terms.map(\.term))
  }

  @Test func `seed words come first`() {
    let corpus = DocumentTermMatrix(Self.texts)
    let topic = model { $0.multipliers = ["league": 10] }.topics[0]
    #expect(topic.terms.first?.term == corpus.number("league"))
  }
}
