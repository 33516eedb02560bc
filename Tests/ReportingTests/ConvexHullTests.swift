import LinearAlgebra
import Reporting
import Testing

@Suite struct ConvexHullTests {
  @Test func `the hull of a square is its corners, counterclockwise`() {
    let corners = [Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)]
    let points = [Point(1, 1), Point(2, 2), Point(1, 0), Point(0, 2), Point(0, 0), Point(2, 0)]
    #expect(convexHull(points) == corners)
  }

  @Test func `repeated points and points on a line are no corners`() {
    #expect(convexHull([Point(1, 1), Point(1, 1)]) == [Point(1, 1)])
    #expect(convexHull([Point(2, 2), Point(0, 0), Point(1, 1)]) == [Point(0, 0), Point(2, 2)])
    #expect(convexHull([Point(3, 1), Point(3, 0), Point(3, 7)]) == [Point(3, 0), Point(3, 7)])
    #expect(convexHull([]) == [])
  }

  @Test(arguments: 0..<200) func `the hull is convex and holds every point`(seed: Int) {
    var generator = KeyedGenerator(seed: 1, purpose: "hull", index: seed)
    // Few different places, so that many points coincide or lie on a line.
    let points = (0..<(1 + generator.below(40))).map { _ in
      Point(Double(generator.below(6)), Double(generator.below(6)))
    }
    let hull = convexHull(points)
    #expect(hull.allSatisfy(points.contains))
    guard hull.count > 2 else { return }
    for (index, a) in hull.enumerated() {
      let b = hull[(index + 1) % hull.count]
      let sides = points.map { (b.x - a.x) * ($0.y - a.y) - (b.y - a.y) * ($0.x - a.x) }
      #expect(sides.allSatisfy { $0 >= 0 })
      let next = hull[(index + 2) % hull.count]
      #expect((b.x - a.x) * (next.y - a.y) - (b.y - a.y) * (next.x - a.x) > 0)
    }
  }
}
