import Reporting
import Testing

@Suite struct MapFrameTests {
  private func point(_ x: Double, _ y: Double) -> MapPoint {
    MapPoint(name: "", x: x, y: y, cluster: 0)
  }

  @Test(arguments: [(1.0, 1.0), (100, 1), (1, 100), (0, 0), (0, 5), (3e-9, 2e9)])
  func `every point lies within the frame`(width: Double, height: Double) {
    let points = [point(-width, 0), point(width, height), point(0, height / 2)]
    let frame = MapFrame(points)
    for place in points.map(frame.place) {
      #expect(place.x >= 40 && place.x <= MapFrame.width - 40)
      #expect(place.y >= 40 && place.y <= frame.height - 40)
    }
  }

  @Test func `both axes have one scale and y points up`() {
    let frame = MapFrame([point(0, 0), point(4, 3)])
    let (origin, right, up) = (
      frame.place(point(0, 0)), frame.place(point(1, 0)), frame.place(point(0, 1))
    )
    #expect(abs((right.x - origin.x) - (origin.y - up.y)) < 1e-9)
    #expect(right.x > origin.x && up.y < origin.y)
    #expect(right.y == origin.y)
  }

  @Test func `a map without points has a frame`() {
    #expect(MapFrame([]).height > 0)
  }
}
