import Embeddings
import LinearAlgebra
import Testing

@Suite struct AuthorSamplesTests {
  @Test(arguments: [
    (2, 2, 1), (3, 2, 1), (9, 2, 4), (10, 2, 5), (14, 2, 5), (15, 3, 5), (99, 4, 5),
  ])
  func haveNoPostInCommon(posts: Int, samples: Int, length: Int) {
    var generator = KeyedGenerator(seed: 1, purpose: "test")
    let all = Array(100..<100 + posts)
    let drawn = AuthorSamples.disjoint(all, size: 5, count: 4, using: &generator)
    #expect(drawn.map(\.count) == [Int](repeating: length, count: samples))
    let flat = drawn.flatMap(\.self)
    #expect(Set(flat).count == flat.count && Set(flat).isSubset(of: all))
  }

  @Test(arguments: [1, 4, 5, 9, 10, 23]) func allPostsAreCovered(posts: Int) {
    let all = Array(0..<posts)
    let samples = AuthorSamples.all(all, size: 5, author: "kim")
    #expect(samples.flatMap(\.self).sorted() == all)
    #expect(samples.allSatisfy { $0.count >= min(5, posts) && $0.count < 10 })
    #expect(samples == AuthorSamples.all(all, size: 5, author: "kim"))
  }
}
