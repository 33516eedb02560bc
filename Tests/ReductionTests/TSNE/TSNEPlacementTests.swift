import LinearAlgebra
import Reduction
import Testing

@Suite struct TSNEPlacementTests {
  @Test func `new digits come to lie among their neighbors`() throws {
    let all = try digits(1000)
    let (known, new) = (all.rows(Array(0..<700)), all.rows(Array(700..<1000)))
    var options = TSNEOptions()
    (options.earlyEpochs, options.epochs) = (150, 150)
    let tsne = TSNE(known, options: options, threads: 2)
    let placed = tsne.place(new, threads: 2)
    // The nearest known digit on the map should be among the 20 nearest of 700 in the space.
    var hits = 0
    for row in 0..<300 {
      func order(_ distance: (Int) -> Float) -> [Int] {
        let distances = (0..<700).map(distance)
        return (0..<700).sorted { (distances[$0], $0) < (distances[$1], $1) }
      }
      let onMap = order { squaredEuclideanDistance(placed[row: row], tsne.places[row: $0]) }
      let inSpace = order { squaredEuclideanDistance(new[row: row], known[row: $0]) }
      if inSpace.prefix(20).contains(onMap[0]) { hits += 1 }
    }
    #expect(hits >= 240)
  }

  @Test func `a new row has the same place alone, among others and on any number of threads`()
    throws
  {
    let all = try digits(260)
    var options = TSNEOptions()
    (options.earlyEpochs, options.epochs) = (40, 40)
    let tsne = TSNE(all.rows(Array(0..<160)), options: options, threads: 2)
    let new = all.rows(Array(150..<260))
    let placed = tsne.place(new, threads: 2)
    #expect(tsne.place(new, threads: 1) == placed)
    for row in [0, 9, 10, 57, 109] {
      #expect(tsne.place(new.rows([row]), threads: 2) == placed.rows([row]))
    }
    #expect(placed.rows(Array(0..<10)) == tsne.places.rows(Array(150..<160)))
  }

  @Test(arguments: [1, 2, 3])
  func `a map of few points takes new ones`(count: Int) {
    let points = randomPoints(count + 4, 3)
    let tsne = TSNE(points.rows(Array(0..<count)), options: TSNEOptions(), threads: 1)
    let placed = tsne.place(points, threads: 1)
    #expect(placed.elements.allSatisfy { $0.isFinite })
    #expect(placed.rows(Array(0..<count)) == tsne.places)
  }

  @Test func `points far from all others stay within the map`() throws {
    let tsne = TSNE(try digits(100), options: TSNEOptions(), threads: 2)
    let far = Matrix(rows: 1, columns: 64, repeating: 1e6)
    let placed = tsne.place(far, threads: 1)
    for axis in 0..<2 {
      let column = (0..<100).map { tsne.places[$0, axis] }
      #expect(placed[0, axis] >= column.min() ?? 0 && placed[0, axis] <= column.max() ?? 0)
    }
  }
}
