import Embeddings
import LinearAlgebra
import Testing

@Suite struct HistoryMeansTests {
  private let histories = ClickHistories([
    ("u", "x", ""), ("u", "y", ""), ("v", "y", ""), ("v", "new", ""), ("w", "new", ""),
    ("w", "other", ""),
  ])
  // Items: new, other, x, y.
  private let rows: [Int?] = [nil, nil, 0, 1]
  private let vectors = Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1])

  @Test func `a user is the mean of the items that have vectors`() {
    let users = HistoryMeans.users(histories, rows: rows, vectors, threads: 2)
    let half = Float(0.5).squareRoot()
    for (found, expected) in zip(users.elements, [half, half, 0, 1, 0, 0]) {
      #expect(abs(found - expected) < 1e-6)
    }
  }

  @Test func `a new item is the mean of its users, and zero if none is known`() {
    let users = HistoryMeans.users(histories, rows: rows, vectors, threads: 1)
    let items = HistoryMeans.items([0, 1], histories, users: users)
    #expect(items.elements == [0, 1, 0, 0])
  }
}
