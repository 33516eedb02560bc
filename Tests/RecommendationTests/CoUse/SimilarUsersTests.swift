import LinearAlgebra
import RealModule
import Testing

import Recommendation

@Suite struct SimilarUsersTests {
  @Test func `similarities are cosines of histories weighted by rarity`() {
    let baskets = Baskets.matrix(users: 60, items: 20)
    let found = SimilarUsers(baskets).neighbors(of: 0..<60, count: 60, threads: 2)
    let counts = (0..<20).map { item in baskets.columnIndexes.count { Int($0) == item } }
    func history(_ user: Int) -> [Double] {
      var row = [Double](repeating: 0, count: 20)
      for k in baskets.rowOffsets[user]..<baskets.rowOffsets[user + 1] {
        let item = Int(baskets.columnIndexes[k])
        row[item] = Double.log(onePlus: 60 / Double(counts[item]))
      }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { $0 / length }
    }
    for user in 0..<60 {
      for other in found[user] {
        let cosine = zip(history(user), history(Int(other.user))).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(Double(other.similarity) - cosine) < 1e-5)
        #expect(Int(other.user) != user)
      }
      let similarities = found[user].map(\.similarity)
      #expect(similarities == similarities.sorted(by: >))
    }
  }

  @Test func `users of one taste are alike, whatever the threads`() {
    let baskets = Baskets.matrix(users: 400, items: 40)
    let one = SimilarUsers(baskets).neighbors(of: 0..<400, count: 5, threads: 1)
    let four = SimilarUsers(baskets).neighbors(of: 0..<400, count: 5, threads: 4)
    #expect(one.map { $0.map(\.user) } == four.map { $0.map(\.user) })
    let same = one.enumerated().flatMap { user, others in
      others.map { Int($0.user) % 4 == user % 4 }
    }
    #expect(Double(same.count { $0 }) > 0.8 * Double(same.count))
  }
}
