import LinearAlgebra
import Reporting
import Testing

@Suite struct ClusterOutlineTests {
  private func blob(_ count: Int, _ index: Int) -> [Point] {
    var generator = KeyedGenerator(seed: 2, purpose: "blob", index: index)
    return (0..<count).map { _ in Point(generator.gaussian(), generator.gaussian()) }
  }

  @Test func `stray points do not stretch the outline`() {
    for count in [6, 20, 200] {
      let outline = ClusterOutline(blob(count, count) + [Point(100, 100)])
      #expect(outline.corners.allSatisfy { abs($0.x) < 10 && abs($0.y) < 10 })
      #expect(abs(outline.center.x) < 2)
    }
  }

  @Test func `at most nine tenths of many points are enclosed`() {
    let points = blob(1000, 1)
    let outline = ClusterOutline(points)
    let reach = outline.corners.map { ($0.x * $0.x + $0.y * $0.y).squareRoot() }.max() ?? 0
    let beyond = points.count { ($0.x * $0.x + $0.y * $0.y).squareRoot() > reach }
    #expect((60...100).contains(beyond))
  }

  @Test func `the center is the median of each coordinate`() {
    let outline = ClusterOutline([Point(0, 5), Point(1, 1), Point(50, 3)])
    #expect(outline.center == Point(1, 3))
    #expect(ClusterOutline([Point(0, 0), Point(2, 4)]).center == Point(1, 2))
  }

  @Test func `a single point has a circle`() {
    let path = ClusterOutline([Point(10, 20), Point(10, 20)]).path(padding: 5)
    #expect(path == "M5 20A5 5 0 1 1 15 20A5 5 0 1 1 5 20Z")
  }

  @Test func `two points have a shape of two lines and two arcs`() {
    let path = ClusterOutline([Point(0, 0), Point(10, 0)]).path(padding: 5)
    #expect(path == "M0 -5L10 -5A5 5 0 0 1 10 5L0 5A5 5 0 0 1 0 -5Z")
  }

  @Test func `a triangle has three arcs and begins where it ends`() {
    let path = ClusterOutline([Point(0, 0), Point(10, 0), Point(5, 8)]).path(padding: 2.5)
    #expect(path.count { $0 == "A" } == 3)
    #expect(path.count { $0 == "L" } == 3)
    let start = path.dropFirst().prefix { $0 != "L" }
    #expect(path.hasSuffix("\(start)Z"))
  }
}
